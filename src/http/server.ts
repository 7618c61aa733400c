import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import type { Auth, Scheme } from "../auth/auth.ts";
import document from "../contract/generated/document.json" with { type: "json" };
import { operationTable } from "../contract/generated/operations.ts";
import type { Handlers, OperationId, Principal } from "../contract/operations.ts";
import type { Log } from "../services/app.ts";
import { logAccess } from "./access.ts";
import { type AddressOf, compileAddress } from "./address.ts";
import { compileBase } from "./base.ts";
import type { Preconditions } from "./call.ts";
import { compileCors } from "./cors.ts";
import { compileEntrance, type Entrance } from "./entrance.ts";
import { Exchange, type RefusedBy } from "./exchange.ts";
import { type FailureOptions, fail, failLate } from "./failure.ts";
import { compileGuard } from "./guard.ts";
import { openLimits } from "./limits.ts";
import { openContract, type Serve, toDocument } from "./openapi.ts";
import { compileSteps } from "./pipeline.ts";
import { anonymous, localUser } from "./principals.ts";
import type { ReplyFault } from "./reply.ts";
import type { HttpSettings } from "./settings.ts";
import { compileShared } from "./shared.ts";
import { openServer, type SocketServer } from "./sockets.ts";
import { Traffic } from "./traffic.ts";

/** What a server is made of. The hooks are for tests and metrics; they must not throw. */
export interface HttpOptions<App> {
  readonly handlers: Handlers<App>;
  readonly preconditions: Preconditions<App>;
  readonly app: App;
  readonly settings: HttpSettings;
  readonly log: Log;
  /** Who decides who calls; absent where authentication is off and everybody may do everything. */
  readonly auth?: Auth | undefined;
  /** Told of every reply that broke the contract and went out as a 500 instead. */
  readonly onReplyFault?: (fault: ReplyFault) => void;
  /** Told of every answer to a known operation, just before it is sent. */
  readonly onReply?: (operation: OperationId, status: number) => void;
  /** Told of every exchange once, when it is over. */
  readonly onDecided?: (decided: Decided) => void;
}

/** What became of an exchange, for the record of who did what. */
export interface Decided {
  /** As in the log and in `X-Request-Id`. */
  readonly id: string;
  /** Absent where nobody proved who calls. */
  readonly principal?: Principal;
  readonly scheme?: Scheme;
  /** Absent where the contract has no such operation. */
  readonly operation?: OperationId;
  /** As it was sent, still percent-encoded, without its query. */
  readonly path: string;
  /** In upper case. */
  readonly method: string;
  /** 0 where the client left before it was answered. */
  readonly status: number;
  readonly address: string;
  readonly refusedBy?: RefusedBy;
  /** The last rule that stood against the caller, as a sentence. */
  readonly rule?: string;
}

/** A server of the API. */
export interface HttpServer {
  /** Resolves to the address it listens on, with the base path; rejects when it cannot listen. */
  listen(): Promise<{ readonly url: string }>;
  /** Stops accepting, lets what runs finish up to the deadline, then cuts what is left. */
  close(): Promise<void>;
}

/**
 * The API over HTTP: every request is checked against the contract, and every reply (design, sections 2 and 8).
 * Throws when an operation of the contract has no handler.
 */
export function createHttpServer<App>(options: HttpOptions<App>): HttpServer {
  const { settings, log, auth } = options;
  const cors = compileCors(settings.corsOrigins);
  const guarding = { auth: auth !== undefined, tls: settings.tlsCertFile !== "" };
  const shared = compileShared(cors, guarding, () => traffic.closing);
  const failure: FailureOptions = {
    ...options,
    shared,
    ...(auth && { challenges: auth.challenges.join(", ") }),
  };
  const traffic = new Traffic(settings, (exchange) => failLate(exchange, failure));
  const ids = requireHandlers(options.handlers);
  const addressOf = compileAddress(settings);
  const steps = compileSteps(operationTable, {
    ...options,
    shared,
    addressOf,
    baseOf: compileBase(settings),
    guard: compileGuard(settings, guarding),
    preflight: ({ request }, place) => cors.preflight(request, place.methods),
    ...(auth && { entrance: openEntrance(auth, addressOf, options) }),
  });
  const serve = openContract(toDocument(document), ids, steps);
  const api = compileApi({ options, serve, failure, traffic, addressOf });
  const server = openServer(createApp(api, log), settings, log);
  return { listen: () => listen(server, settings, traffic), close: () => traffic.close(server) };
}

function openEntrance<App>(auth: Auth, addressOf: AddressOf, { settings, log }: HttpOptions<App>): Entrance {
  return compileEntrance({ auth, addressOf, log, limits: openLimits(settings) });
}

interface Api<App> {
  readonly options: HttpOptions<App>;
  readonly serve: Serve;
  readonly failure: FailureOptions;
  readonly traffic: Traffic;
  readonly addressOf: AddressOf;
}

/** Serves requests one by one, from their headers to the line in the log. */
function compileApi<App>({ options, serve, failure, traffic, addressOf }: Api<App>): RequestHandler {
  const { settings, log, auth, onReply, onDecided } = options;
  const first = auth === undefined ? localUser : anonymous;
  return (request, response) => {
    const exchange = new Exchange(request, response, settings.basePath, first);
    exchange.onStatus = (status) => exchange.operation && onReply?.(exchange.operation.id, status);
    // An address is known only as long as its connection lasts.
    const address = onDecided && addressOf(request);
    response.once("close", () => {
      logAccess(exchange, log);
      onDecided?.(decidedOf(exchange, address ?? ""));
    });
    const work = serve(exchange).catch((thrown: unknown) => fail(exchange, thrown, failure));
    traffic.enter(exchange, work);
    return work;
  };
}

function decidedOf(exchange: Exchange, address: string): Decided {
  const { id, caller, operation, request, response, method, refusedBy, rule } = exchange;
  return {
    id,
    ...(caller && { principal: caller.principal, scheme: caller.scheme }),
    ...(operation && { operation: operation.id }),
    path: exchange.path ?? (request.url ?? "/").replace(/\?.*$/s, ""),
    method: method.toUpperCase(),
    status: response.headersSent ? response.statusCode : 0,
    address,
    ...(refusedBy && { refusedBy }),
    ...(rule !== undefined && { rule }),
  };
}

/** The type map is total; this says so at start too, for whoever builds it from parts. */
function requireHandlers<App>(handlers: Handlers<App>): readonly OperationId[] {
  const ids = operationTable.map(({ id }) => id);
  const missing = ids.filter((id) => typeof handlers[id] !== "function");
  if (missing.length > 0) throw new Error(`These operations have no handler: ${missing.join(", ")}.`);
  return ids;
}

function createApp(api: RequestHandler, log: Log): express.Express {
  const app = express();
  app.disable("x-powered-by").disable("etag");
  const net: ErrorRequestHandler = (thrown: unknown, _request, response, _next) => {
    log.error("A failure could not be answered.", {
      cause: thrown instanceof Error ? thrown.stack : String(thrown),
    });
    response.destroy();
  };
  return app.use(api).use(net);
}

function listen(
  server: SocketServer,
  { host, port, basePath, tlsCertFile }: HttpSettings,
  traffic: Traffic,
): Promise<{ url: string }> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      traffic.start();
      const address = server.address();
      const bound = typeof address === "object" && address !== null ? address.port : port;
      const proto = tlsCertFile === "" ? "http" : "https";
      resolve({ url: `${proto}://${host.includes(":") ? `[${host}]` : host}:${bound}${basePath}` });
    });
  });
}
