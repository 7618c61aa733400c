import {
  type Context,
  type Document,
  type Operation as DocumentedOperation,
  OpenAPIBackend,
  OpenAPIRouter,
  OpenAPIValidator,
  type ParsedRequest,
  type Request,
} from "openapi-backend";
import { Exchange } from "./exchange.ts";

/**
 * What openapi-backend asks us per request. The numbers in this file are the incompatibilities of openapi-backend
 * 5.21 with the TAMS document; `test/unit/openapi-backend.test.ts` has a test for each.
 */
export interface Steps {
  /** Finds path and operation and notes them in the exchange; undefined when the contract lacks either. */
  match(exchange: Exchange): string | undefined;
  /** Settles who calls, whether the contract has the operation or not; throws what refuses him. Absent: nobody is asked. */
  readonly enter?: (exchange: Exchange) => Promise<void>;
  /** Reads path and body; throws what refuses the request at once. */
  receive(exchange: Exchange): Promise<void> | undefined;
  /** Reads and checks the rest; returns why it is refused, or undefined. */
  check(exchange: Exchange): unknown;
  /** Throws why `check` refused the request, or what comes before that. */
  refuse(exchange: Exchange): Promise<never>;
  notFound(exchange: Exchange): void;
  methodNotAllowed(exchange: Exchange): void;
  handle(exchange: Exchange): Promise<unknown>;
  reply(exchange: Exchange, reply: unknown): Promise<void> | void;
}

/** Serves one exchange; rejects with whatever refused it. */
export type Serve = (exchange: Exchange) => Promise<void>;

/**
 * An openapi-backend over the 3.1 document whose per-request parts are ours, compiled: the router (7, 14, 15), the
 * request checks (4, 5, 6, 8) and the reply checks (9 to 13). Every id of `operationIds` gets a handler; one that the
 * document lacks throws at start.
 */
export function openContract(document: Document, operationIds: readonly string[], steps: Steps): Serve {
  const backend = new ContractBackend(document, steps);
  for (const id of operationIds)
    backend.register(id, (_context: Context, exchange: Exchange) => steps.handle(exchange));
  return (exchange) => backend.handleRequest(toRequest(exchange), exchange);
}

/** The generated document, as openapi-backend names its type. */
export function toDocument(document: object): Document {
  return document as Document;
}

/** openapi-backend only hands its request on to router and validator, which are ours and know it for an exchange. */
function toRequest(exchange: Exchange): Request {
  return exchange as unknown as Request;
}

function toExchange(request: Request | ParsedRequest): Exchange {
  const given: unknown = request;
  if (given instanceof Exchange) return given;
  throw new Error("openapi-backend was given a request that is no exchange.");
}

/**
 * The document is neither validated as OpenAPI 3.0 (2) nor dereferenced (3), and the validators of event bodies stand
 * beside it (16), so `init` of the library is never called. Its strictness stays: unknown ids refuse to register.
 */
class ContractBackend extends OpenAPIBackend {
  constructor(document: Document, steps: Steps) {
    super({ definition: document, strict: true });
    this.document = document;
    this.definition = document;
    this.router = new CompiledRouter(document, steps);
    this.validator = new CompiledValidator(document, this.router, steps);
    this.initialized = true;
    this.register({
      ...asking(steps),
      notFound: (_context: Context, exchange: Exchange) => steps.notFound(exchange),
      methodNotAllowed: (_context: Context, exchange: Exchange) => steps.methodNotAllowed(exchange),
      validationFail: (_context: Context, exchange: Exchange) => steps.refuse(exchange),
      postSecurityHandler: (_context: Context, exchange: Exchange) => steps.receive(exchange),
      // (13) runs after refusals too, which have no reply to send: they threw, or matched no operation.
      postResponseHandler: (context: Context, exchange: Exchange) =>
        context.operation === undefined ? undefined : steps.reply(exchange, context.response),
    });
  }
}

/**
 * (17) Who calls is asked right after routing, matched or not, since an unknown path too is a 401 to nobody (AUTH-006). The
 * library's security handlers run for matched operations only, all schemes at once and not the first valid, and what
 * they throw is lost: an outage or a limit would look like wrong credentials.
 */
function asking({ enter }: Steps): {
  postRoutingHandler?: (context: Context, exchange: Exchange) => Promise<void>;
} {
  return enter === undefined ? {} : { postRoutingHandler: (_context, exchange) => enter(exchange) };
}

/** (7) The library's own router rebuilds all operations for every request. */
class CompiledRouter extends OpenAPIRouter {
  readonly #steps: Steps;
  readonly #operations: readonly DocumentedOperation[];
  readonly #byId: ReadonlyMap<string | undefined, DocumentedOperation>;

  constructor(document: Document, steps: Steps) {
    super({ definition: document });
    this.#steps = steps;
    // (17) Without requirements the library calls no security handlers; the entrance has asked before.
    this.#operations = super.getOperations().map((operation) => ({ ...operation, security: [] }));
    this.#byId = new Map(this.#operations.map((operation) => [operation.operationId, operation]));
  }

  override getOperations(): DocumentedOperation[] {
    return [...this.#operations];
  }

  override getOperation(operationId: string): DocumentedOperation | undefined {
    return this.#byId.get(operationId);
  }

  /** Throws in the library's words, by which it chooses between its 404 and 405 handlers. */
  override matchOperation(request: Request): DocumentedOperation {
    const exchange = toExchange(request);
    const id = this.#steps.match(exchange);
    const operation = id === undefined ? undefined : this.#byId.get(id);
    if (operation !== undefined) return operation;
    throw new Error(exchange.match === undefined ? "404-notFound" : "405-methodNotAllowed");
  }

  /** (5, 6, 8, 14) Nothing is parsed here: query names, the token, JSON and percent signs are read by our readers. */
  override parseRequest(request: Request): ParsedRequest {
    toExchange(request);
    return request as ParsedRequest;
  }
}

/** (4) Checks with the generated Ajv 2020 validators instead of the library's draft 7. */
class CompiledValidator extends OpenAPIValidator {
  readonly #steps: Steps;

  constructor(document: Document, router: OpenAPIRouter, steps: Steps) {
    super({ definition: document, router, lazyCompileValidators: true });
    this.#steps = steps;
  }

  override validateRequest(request: Request): { valid: boolean; errors: [] | null } {
    const exchange = toExchange(request);
    exchange.refusal = this.#steps.check(exchange);
    return exchange.refusal === undefined ? { valid: true, errors: null } : { valid: false, errors: [] };
  }
}
