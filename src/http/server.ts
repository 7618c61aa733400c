import type { Server } from "node:http";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import document from "../contract/generated/document.json" with { type: "json" };
import { operationTable } from "../contract/generated/operations.ts";
import type { Handlers, OperationId } from "../contract/operations.ts";
import type { Log } from "../services/app.ts";
import { logAccess } from "./access.ts";
import { compileBase } from "./base.ts";
import type { Preconditions } from "./call.ts";
import { compileCors } from "./cors.ts";
import { Exchange } from "./exchange.ts";
import { type FailureOptions, fail, failLate } from "./failure.ts";
import { compileGuard } from "./guard.ts";
import { openContract, toDocument } from "./openapi.ts";
import { compileSteps } from "./pipeline.ts";
import type { ReplyFault } from "./reply.ts";
import type { ReplyHeaders } from "./send.ts";
import type { HttpSettings } from "./settings.ts";
import { openServer } from "./sockets.ts";
import { Traffic } from "./traffic.ts";

/** What a server is made of. The hooks are for tests and metrics; they must not throw. */
export interface HttpOptions<App> {
  readonly handlers: Handlers<App>;
  readonly preconditions: Preconditions<App>;
  readonly app: App;
  readonly settings: HttpSettings;
  readonly log: Log;
  /** Told of every reply that broke the contract and went out as a 500 instead. */
  readonly onReplyFault?: (fault: ReplyFault) => void;
  /** Told of every answer to a known operation, just before it is sent. */
  readonly onReply?: (operation: OperationId, status: number) => void;
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
  const { settings, log } = options;
  const cors = compileCors(settings.corsOrigins);
  const shared = (exchange: Exchange): ReplyHeaders => ({
    ...cors.headers(exchange.request),
    "X-Request-Id": exchange.id,
    ...(traffic.closing ? { Connection: "close" } : {}),
  });
  const failure: FailureOptions = { ...options, shared };
  const traffic = new Traffic(settings, (exchange) => failLate(exchange, failure));
  const ids = requireHandlers(options.handlers);
  const steps = compileSteps(operationTable, {
    ...options,
    shared,
    baseOf: compileBase(settings),
    guard: compileGuard(settings),
    preflight: ({ request }, place) => cors.preflight(request, place.methods),
  });
  const serve = openContract(toDocument(document), ids, steps);
  const api: RequestHandler = (request, response) => {
    const exchange = new Exchange(request, response, settings.basePath);
    exchange.onStatus = (status) => exchange.operation && options.onReply?.(exchange.operation.id, status);
    response.once("close", () => logAccess(exchange, log));
    const work = serve(exchange).catch((thrown: unknown) => fail(exchange, thrown, failure));
    traffic.enter(exchange, work);
    return work;
  };
  const server = openServer(createApp(api, log), settings, log);
  return { listen: () => listen(server, settings, traffic), close: () => traffic.close(server) };
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
  server: Server,
  { host, port, basePath }: HttpSettings,
  traffic: Traffic,
): Promise<{ url: string }> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      traffic.start();
      const address = server.address();
      const bound = typeof address === "object" && address !== null ? address.port : port;
      resolve({ url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}${basePath}` });
    });
  });
}
