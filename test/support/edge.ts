import { connect } from "node:net";
import { expect } from "chai";
import { readConfig } from "../../src/config.ts";
import { operationTable } from "../../src/contract/generated/operations.ts";
import { schemas } from "../../src/contract/generated/validators.js";
import type { Call, Handlers, OperationId, Principal } from "../../src/contract/operations.ts";
import type { Preconditions } from "../../src/handlers/preconditions.ts";
import { createHttpServer, type HttpOptions } from "../../src/http/server.ts";
import type { App } from "../../src/services/app.ts";
import { collectLog, type LogLine } from "./log.ts";

/** The HTTP edge alone, over handlers of the test. */
export interface Edge {
  readonly base: string;
  readonly lines: readonly LogLine[];
  /** What broke the contract on the way out. */
  readonly faults: readonly { readonly operation: string; readonly schemaPath: string }[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Sends bytes as they are on a connection of their own, and resolves to all that comes back until it closes. */
  raw(text: string): Promise<string>;
  close(): Promise<void>;
}

type Edges = HttpOptions<unknown>;

/** Any call, as a test's handler looks at it. */
export type AnyCall = Pick<Call<OperationId>, "base" | "requestId" | "signal" | "principal" | "address"> & {
  readonly path: Record<string, string>;
  readonly query: Record<string, unknown>;
  readonly header: Record<string, unknown>;
  readonly body: unknown;
};
/** A test's handler may answer what the contract forbids: that is often its point. */
export type AnyHandlers = Readonly<Record<string, (call: AnyCall) => Promise<object>>>;

/** Starts the edge over the given handlers; every other operation answers 500. */
export async function openEdge(
  handlers: AnyHandlers,
  settings: Partial<Edges["settings"]> = {},
  preconditions: Readonly<
    Record<string, (path: Record<string, string>, app: unknown, principal: Principal) => Promise<void>>
  > = {},
  hooks: Pick<Edges, "auth" | "onDecided"> = {},
): Promise<Edge> {
  const { log, lines } = collectLog();
  const faults: { operation: string; schemaPath: string }[] = [];
  const { config } = readConfig([], {});
  const server = createHttpServer<App>({
    handlers: complete(handlers),
    preconditions: preconditions as Preconditions,
    app: {} as App,
    settings: { ...config.http, port: 0, trustedHosts: ["*"], ...settings },
    log,
    ...hooks,
    onReplyFault: (fault) => faults.push(fault),
  });
  const { url: base } = await server.listen();
  return {
    base,
    lines,
    faults,
    fetch: (path, init) => fetch(base + path, { redirect: "manual", ...init }),
    raw: (text) => exchange(Number(new URL(base).port), text),
    close: () => server.close(),
  };
}

/** A refusal as it is sent. */
export interface ErrorBody {
  readonly type: string;
  readonly summary: string;
  readonly time: string;
  readonly request_id: string;
}

/** The body of a refusal, which must be the contract's `error.json`. */
export async function errorOf(reply: Response): Promise<ErrorBody> {
  expect(reply.headers.get("content-type")).to.equal("application/json");
  const body = (await reply.json()) as ErrorBody;
  expect(schemas.error(body), JSON.stringify(body)).to.equal(true);
  return body;
}

function complete(handlers: AnyHandlers): Handlers<App> {
  const absent = async (): Promise<object> => {
    throw new Error("This test gave no handler for the operation.");
  };
  return Object.fromEntries(
    operationTable.map(({ id }) => [id, handlers[id] ?? absent]),
  ) as unknown as Handlers<App>;
}

function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("close", () => resolve(Buffer.concat(chunks).toString("utf8")));
    socket.on("error", reject);
  });
}
