import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Exchange } from "./exchange.ts";
import type { Problem } from "./problem.ts";

/** Headers of a reply before they are written; values are written as text. */
export type ReplyHeaders = Record<string, string | number | boolean>;

/** What of an unread request body is swallowed after the answer; beyond it, or after the time, the connection is closed. */
const swallowBytes = 16 * 1024 * 1024;
const swallowMs = 2000;

/** Bytes are their uploader's, on the API's own origin: a browser must not run a page or script made of them. */
const strangersBytes: ReplyHeaders = {
  "Content-Security-Policy": "sandbox",
  "X-Content-Type-Options": "nosniff",
};

/**
 * Sends JSON, or with `undefined` no body at all. HEAD gets the headers of the GET, its length too (TAMS X-013,
 * X-015), and 204 keeps its media type, since suites of other vendors ask for it.
 */
export function sendJson(exchange: Exchange, status: number, headers: ReplyHeaders, body: unknown): void {
  const isHead = exchange.method === "head";
  const text = body === undefined || status === 204 ? undefined : JSON.stringify(body);
  if (text !== undefined || status === 204 || isHead) headers["Content-Type"] ??= "application/json";
  if (text !== undefined) headers["Content-Length"] = Buffer.byteLength(text);
  else if (status !== 204 && !isHead) headers["Content-Length"] = 0;
  writeHead(exchange, status, headers);
  exchange.sent = text === undefined || isHead ? 0 : Number(headers["Content-Length"]);
  end(exchange, isHead ? undefined : text);
}

/**
 * Ends the answer. A client that sends its whole body before it reads would never hear an answer whose connection stalls or
 * closes under it, so what it still sends is swallowed first.
 */
function end({ request, response }: Exchange, text: string | undefined): void {
  if (request.complete) {
    response.end(text);
    return;
  }
  if (text === undefined) response.flushHeaders();
  else response.write(text);
  let left = swallowBytes;
  const stop = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(stop, swallowMs);
  const swallow = (chunk: Buffer): void => {
    left -= chunk.length;
    if (left < 0) stop();
  };
  request.unpipe().on("data", swallow).once("end", stop).once("close", stop).resume();
}

/** Sends a failure in the shape of `error.json`. */
export function sendProblem(
  exchange: Exchange,
  { status, headers, body }: Problem,
  shared: ReplyHeaders,
): void {
  sendJson(exchange, status, { ...shared, ...headers }, body);
}

/** Sends bytes with back-pressure; HEAD destroys the stream. A stream that fails midway cuts the connection. */
export async function sendStream(
  exchange: Exchange,
  status: number,
  headers: ReplyHeaders,
  body: Readable,
): Promise<void> {
  if (!Object.keys(headers).some((name) => name.toLowerCase() === "content-type")) {
    headers["Content-Type"] = "application/octet-stream";
  }
  exchange.streaming = true;
  writeHead(exchange, status, { ...headers, ...strangersBytes });
  if (exchange.method === "head") {
    body.destroy();
    exchange.response.end();
    return;
  }
  body.on("data", (chunk: Buffer) => {
    exchange.sent += chunk.length;
  });
  await pipeline(body, exchange.response);
}

/** A body nobody will send any more, because the client left or was answered already. */
export function discard(body: unknown): void {
  if (body instanceof Readable) body.destroy();
}

function writeHead({ request, response, onStatus }: Exchange, status: number, headers: ReplyHeaders): void {
  if (leavesMuchUnread(request)) headers["Connection"] = "close";
  onStatus?.(status);
  response.writeHead(status, toOutgoing(headers));
}

function leavesMuchUnread(request: IncomingMessage): boolean {
  if (request.complete) return false;
  if (request.headers["transfer-encoding"] !== undefined) return true;
  return Number(request.headers["content-length"] ?? 0) > swallowBytes;
}

function toOutgoing(headers: ReplyHeaders): Record<string, string | number> {
  const outgoing: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(headers))
    outgoing[name] = typeof value === "boolean" ? String(value) : value;
  return outgoing;
}
