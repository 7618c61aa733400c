import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import type { Handlers, OperationId } from "../contract/operations.ts";
import type { Operation } from "../contract/table.ts";
import { StoreError } from "../errors.ts";
import { receiveBody } from "./body.ts";
import {
  type Addresses,
  type AnyReply,
  EdgeCall,
  handlerOf,
  type Preconditions,
  preconditionOf,
} from "./call.ts";
import { carriedPairs, withToken } from "./carry.ts";
import type { Entrance } from "./entrance.ts";
import type { Exchange } from "./exchange.ts";
import type { Steps } from "./openapi.ts";
import { type CompiledOperation, compileOperations, receivePath, receiveRest } from "./operation.ts";
import { pagingHeaders } from "./paging.ts";
import { HttpProblem } from "./problem.ts";
import { checkReply } from "./reply.ts";
import { compileRoutes, type Place } from "./routes.ts";
import { discard, type ReplyHeaders, sendJson, sendStream } from "./send.ts";
import type { HttpSettings } from "./settings.ts";

/** What the steps of a request need from the server around them. */
export interface Surroundings<App> extends Addresses {
  readonly app: App;
  readonly handlers: Handlers<App>;
  readonly preconditions: Preconditions<App>;
  readonly settings: HttpSettings;
  /** Absent where authentication is off. */
  readonly entrance?: Entrance;
  /** Throws for a request that must not be served whatever it asks. */
  guard(request: IncomingMessage): void;
  /** Headers that every reply to this exchange carries. */
  shared(exchange: Exchange): ReplyHeaders;
  /** Headers of the answer to `OPTIONS`. */
  preflight(exchange: Exchange, place: Place): Readonly<Record<string, string>>;
}

/** The steps of a request, in the order in which openapi-backend takes them. */
export function compileSteps<App>(table: readonly Operation[], around: Surroundings<App>): Steps {
  const routes = compileRoutes(table);
  const operations = compileOperations(table);
  const { app, settings, entrance } = around;
  const compiledOf = (exchange: Exchange): CompiledOperation =>
    known(operations.get(known(exchange.operation).id));
  return {
    match: (exchange) => {
      exchange.match = exchange.path === undefined ? undefined : routes(exchange.path);
      exchange.operation = exchange.match?.place.operations.get(exchange.method);
      return exchange.operation?.id;
    },
    ...(entrance && { enter: entrance.enter }),
    receive: (exchange) => {
      around.guard(exchange.request);
      receivePath(exchange, compiledOf(exchange));
      return receiveBody(exchange, known(exchange.operation), settings);
    },
    check: (exchange) => thrownBy(() => receiveRest(exchange, compiledOf(exchange), settings)),
    refuse: async (exchange) => {
      const { received, principal, operation } = exchange;
      await preconditionOf(around.preconditions, known(operation).id)?.(received.path, app, principal);
      throw exchange.refusal;
    },
    notFound: () => {
      throw new HttpProblem(404, "notFound", "There is no such path in this API.");
    },
    methodNotAllowed: (exchange) => answerMethod(exchange, around),
    handle: (exchange) => handle(exchange, around),
    reply: (exchange, reply) => send(exchange, compiledOf(exchange), toReply(reply), around),
  };
}

/** Steps run in order, so what an earlier one set is there. */
function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("A step of a request ran before the one it needs.");
  return value;
}

/** Only our handlers make replies, and their types say what they are; see `handlerOf`. */
function toReply(reply: unknown): AnyReply {
  return reply as AnyReply;
}

function thrownBy(work: () => void): unknown {
  try {
    work();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof StoreError) return thrown;
    throw thrown;
  }
}

function answerMethod<App>(exchange: Exchange, around: Surroundings<App>): void {
  const { place } = known(exchange.match);
  const allow = { Allow: place.methods.join(", ") };
  if (exchange.method === "options") {
    sendJson(
      exchange,
      204,
      { ...around.shared(exchange), ...allow, ...around.preflight(exchange, place) },
      undefined,
    );
    return;
  }
  const method = exchange.method.toUpperCase();
  throw new HttpProblem(
    405,
    "methodNotAllowed",
    `The path does not know ${method}; it knows ${allow.Allow}.`,
    allow,
  );
}

async function handle<App>(exchange: Exchange, around: Surroundings<App>): Promise<AnyReply> {
  const id: OperationId = known(exchange.operation).id;
  const handler = known(handlerOf(around.handlers, id));
  try {
    const call = new EdgeCall(exchange, around);
    if (around.entrance === undefined) return await handler(call, around.app);
    return await around.entrance.trying(exchange, () => handler(call, around.app));
  } catch (thrown) {
    throw isRangeFault(thrown, known(exchange.operation)) ? rangeProblem(thrown.message) : thrown;
  }
}

/** The faults know no 416; an `invalid` about the range is one where the operation documents it. */
function isRangeFault(thrown: unknown, operation: Operation): thrown is StoreError {
  const isAboutRange =
    thrown instanceof StoreError && thrown.fault === "invalid" && thrown.details.field === "range";
  return isAboutRange && operation.responses.some(({ status }) => status === 416);
}

function rangeProblem(summary: string): HttpProblem {
  return new HttpProblem(416, "rangeNotSatisfiable", summary);
}

function send<App>(
  exchange: Exchange,
  compiled: CompiledOperation,
  reply: AnyReply,
  around: Surroundings<App>,
): Promise<void> | void {
  const own: ReplyHeaders = { ...reply.headers };
  if (reply.page !== undefined) Object.assign(own, pageHeaders(exchange, reply.page, around));
  if (exchange.urlToken !== undefined) carryIntoLocation(exchange, exchange.urlToken, own, around);
  try {
    checkReply(compiled, reply, own);
  } catch (fault) {
    discard(reply.body);
    throw fault;
  }
  if (exchange.response.headersSent || exchange.response.destroyed) return discard(reply.body);
  const headers = { ...around.shared(exchange), ...own };
  if (reply.body instanceof Readable) {
    if (own["Content-Type"] === "text/event-stream") endWithCredentials(exchange, reply.body);
    return sendStream(exchange, reply.status, headers, reply.body);
  }
  if (compiled.secret && own["Cache-Control"] === undefined) headers["Cache-Control"] = "no-store";
  return sendJson(exchange, reply.status, headers, reply.body);
}

/** How often what never ends asks whether its caller would still be let in. */
const PROVE_AGAIN_MS = 5000;

/** A stream that never ends by itself does not outlive the token that opened it, which expires or is revoked. */
function endWithCredentials(exchange: Exchange, body: Readable): void {
  const { stillProven } = exchange;
  if (stillProven === undefined) return;
  const timer = setInterval(async () => {
    if (!(await stillProven())) exchange.abort();
  }, PROVE_AGAIN_MS);
  timer.unref();
  body.once("close", () => clearInterval(timer));
}

function pageHeaders<App>(
  exchange: Exchange,
  page: NonNullable<AnyReply["page"]>,
  around: Surroundings<App>,
): ReplyHeaders {
  const pairs = around.entrance === undefined ? exchange.pairs : carriedPairs(exchange);
  return pagingHeaders(page, () => around.baseOf(exchange.request) + (exchange.path ?? ""), pairs);
}

function carryIntoLocation<App>(
  { request }: Exchange,
  token: string,
  own: ReplyHeaders,
  around: Surroundings<App>,
): void {
  const { Location: location } = own;
  if (typeof location === "string") own["Location"] = withToken(location, token, around.baseOf(request));
}
