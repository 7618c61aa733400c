import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { MalformedBufferError } from "../vast/wire/flat-read.ts";
import { send } from "./answering.ts";
import { type Keys, mustBeSigned } from "./auth.ts";
import { type Call, readCall } from "./call.ts";
import { type Cluster, openCluster, takeSnapshot } from "./cluster.ts";
import type { Counters } from "./counters.ts";
import type { Faults } from "./faults.ts";
import { TabularError } from "./query/tabular-error.ts";
import type { Quirk } from "./quirks.ts";
import { badRequest, errorXml, internalError } from "./refusal.ts";
import { handlerOf } from "./route.ts";
import { checkCall } from "./strict.ts";
import { isCutAfter, isCutBefore, meetTrouble } from "./trouble.ts";

/** How an emulator is started. */
export interface EmulatorOptions extends Keys {
  /** 0 or absent: any that is free. */
  readonly port?: number;
  /** Absent: 127.0.0.1, since whoever knows the keys can do anything. */
  readonly host?: string;
  /** Buckets that are there from the start; absent: `vastdb`. */
  readonly buckets?: readonly string[];
  /** As the `Server` header has it; absent: `5.4.0.1`. */
  readonly version?: string;
  /** Refuse what no official client was seen to send. */
  readonly strict?: boolean;
  readonly faults?: Faults;
  /** Rules of its own; absent: none but what official clients rely on. */
  readonly quirks?: readonly Quirk[];
  /** Milliseconds after which a transaction that nobody uses is rolled back; absent: 10 minutes. */
  readonly transactionExpiryMs?: number;
  /** Told of every answer, before it is sent. */
  readonly onCall?: (report: CallReport) => void;
  /** Told of errors of the emulator itself, which are answered with 500. */
  readonly onError?: (cause: unknown) => void;
}

/** One call and how it was answered. */
export interface CallReport {
  readonly method: string;
  readonly command: string;
  readonly path: readonly string[];
  readonly txid: bigint;
  /** 0 for a connection that a fault cut. */
  readonly status: number;
}

/** A running emulator. */
export interface Emulator {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly counters: Counters;
  /** Transactions that are open now. */
  readonly openTransactions: number;
  /** Replaces all faults, from the next call on. */
  setFaults(faults: Faults): void;
  /** Makes `/<bucket>/.snapshot/<name>` of what is committed, as an administrator does. Throws a 404 for a missing bucket. */
  takeSnapshot(bucket: string, name: string): void;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

const VERSION = "5.4.0.1";
const EXPIRY = 600_000;

/**
 * Starts a VAST Database in memory, as far as its protocol shows one: for tests, and for trying a client without a cluster.
 * Nothing is kept when it ends. What a real cluster does where its clients' sources are silent, this does not prove.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { buckets = ["vastdb"], transactionExpiryMs = EXPIRY, strict = false } = options;
  const cluster = openCluster(buckets, transactionExpiryMs, strict, new Set(options.quirks));
  cluster.faults.set(options.faults ?? {});
  const server = createServer((request, response) => void answer(cluster, options, request, response));
  // Clients keep connections for longer than Node would; and a slow one is no attack here.
  Object.assign(server, { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 });
  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, host, resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    counters: cluster.counters,
    get openTransactions() {
      return cluster.transactions.open;
    },
    setFaults: (faults) => cluster.faults.set(faults),
    takeSnapshot: (bucket, name) => takeSnapshot(cluster, bucket, name),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  cluster: Cluster,
  options: EmulatorOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader("Server", `vast ${options.version ?? VERSION}`);
  const requestId = randomBytes(6).toString("hex");
  response.setHeader("x-amz-request-id", requestId);
  response.on("error", () => response.destroy());
  let call: Call | undefined;
  const report = (status: number): void => {
    const { method = "", command = "", path = [], txid = 0n } = call ?? {};
    options.onCall?.({ method, command, path, txid, status });
  };
  try {
    const { method = "", url = "/", headers } = request;
    const body = await readBody(request);
    mustBeSigned({ method, target: url, headers, body }, options);
    const isLost = method === "GET" && cluster.quirks.has("lostBodies");
    call = readCall(method, url, headers, isLost ? new Uint8Array() : body);
    cluster.counters.count("calls", `${method} ${call.command}`.trim());
    if (isCutBefore(cluster, call)) return cutOff(request, report);
    if (cluster.strict) checkCall(call);
    meetTrouble(cluster, call);
    const reply = handlerOf(call)(cluster, call);
    if (isCutAfter(cluster, call)) return cutOff(request, report);
    report(200);
    await send(cluster, response, reply);
  } catch (cause) {
    if (response.headersSent) {
      // Too late for an error: the client sees an answer that ends early.
      request.socket.destroy();
      if (!request.socket.errored) options.onError?.(cause);
      return;
    }
    const error = toTabular(cause, options);
    cluster.counters.count("errors", String(error.status));
    report(error.status);
    const xml = errorXml(error, request.url ?? "/", requestId);
    response.statusCode = error.status;
    response.setHeader("Content-Type", "application/xml");
    response.end(request.method === "HEAD" ? undefined : xml);
  }
}

function cutOff(request: IncomingMessage, report: (status: number) => void): void {
  report(0);
  request.socket.destroy();
}

function toTabular(cause: unknown, { onError, quirks = [] }: EmulatorOptions): TabularError {
  if (cause instanceof TabularError) {
    const isVague = cause.status === 404 && quirks.includes("vagueErrors");
    return isVague ? badRequest(cause.message) : cause;
  }
  if (cause instanceof MalformedBufferError) return badRequest(`The body cannot be read. ${cause.message}`);
  onError?.(cause);
  return internalError();
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}
