import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import type { Exchange } from "./exchange.ts";

/** A request as it goes over the wire; `url` is sent exactly as written, brackets and double slashes included. */
export interface Message {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** Bytes after the header of an answer to HEAD, which may have none (RFC 9110, 9.3.2). */
  readonly strayBytes: number;
}

/** A request that got no answer: nobody listens, the connection broke, or it took too long. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
  /** The record of it, once there is one. */
  exchange?: Exchange;
}

const AGENTS = {
  "http:": new http.Agent({ keepAlive: true, maxFreeSockets: 16 }),
  "https:": new https.Agent({ keepAlive: true, maxFreeSockets: 16 }),
};
/** How long a server may take to close a connection after it answered HEAD and was asked to. */
const CLOSING_MS = 200;
const SAFE = new Set(["GET", "HEAD"]);

/**
 * Sends one request and reads the whole answer; redirects are not followed.
 * `fetch` would not do: it rewrites URLs and hides the bytes that wrong servers send after HEAD.
 */
export async function send(message: Message, timeoutMs: number, signal?: AbortSignal): Promise<Answer> {
  const limit = AbortSignal.timeout(timeoutMs);
  const stop = signal === undefined ? limit : AbortSignal.any([limit, signal]);
  for (let attempt = 1; ; attempt += 1) {
    const trial = new Trial(message, stop);
    try {
      return await trial.answer();
    } catch (cause) {
      // A kept connection may close as we write to it; that says nothing about the server.
      if (trial.isReused && SAFE.has(message.method) && attempt === 1 && !stop.aborted) continue;
      throw refusal(message, cause, limit.aborted ? timeoutMs : undefined);
    }
  }
}

function refusal(message: Message, cause: unknown, timeoutMs: number | undefined): NoAnswer {
  const where = `${message.method} ${message.url.split("?")[0]}`;
  if (timeoutMs !== undefined) return new NoAnswer(`${where} got no answer within ${timeoutMs / 1000} s.`);
  return new NoAnswer(`${where} got no answer: ${reasonOf(cause)}.`, { cause });
}

function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0]);
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

/** One attempt at a request. */
class Trial {
  isReused = false;
  readonly #message: Message;
  readonly #signal: AbortSignal;
  #socketBytes: Buffer[] = [];

  constructor(message: Message, signal: AbortSignal) {
    this.#message = message;
    this.#signal = signal;
  }

  answer(): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = this.#open();
      let isAnswered = false;
      request.on("error", (error) => {
        // To the parser, bytes after the header of HEAD are an error; to us they are what there is to report.
        if (!(this.#isHead && isAnswered)) reject(error);
      });
      request.once("socket", (socket: Socket) => {
        this.isReused = request.reusedSocket;
        if (this.#isHead) socket.on("data", (chunk: Buffer) => this.#socketBytes.push(chunk));
      });
      request.once("response", (response) => {
        isAnswered = true;
        this.#read(response).then(resolve, reject);
      });
      request.end(this.#message.body);
    });
  }

  get #isHead(): boolean {
    return this.#message.method === "HEAD";
  }

  #open(): http.ClientRequest {
    const { url, method, headers, body } = this.#message;
    const place = new URL(url);
    const secure = place.protocol === "https:";
    const options: http.RequestOptions = {
      method,
      host: place.hostname.replace(/^\[|\]$/g, ""),
      port: place.port === "" ? (secure ? 443 : 80) : place.port,
      path: targetOf(url),
      headers: { Host: place.host, ...headers, ...lengthOf(method, body) },
      // Only a connection of its own shows that nothing follows the header.
      agent: this.#isHead ? false : AGENTS[secure ? "https:" : "http:"],
      signal: this.#signal,
    };
    return secure ? https.request(options) : http.request(options);
  }

  async #read(response: http.IncomingMessage): Promise<Answer> {
    const chunks: Buffer[] = [];
    if (this.#isHead) await closed(response);
    else for await (const chunk of response) chunks.push(Buffer.from(chunk));
    return {
      status: response.statusCode ?? 0,
      headers: headersOf(response.rawHeaders),
      bytes: Buffer.concat(chunks),
      strayBytes: this.#isHead ? this.#afterHeader() : 0,
    };
  }

  #afterHeader(): number {
    const all = Buffer.concat(this.#socketBytes);
    const end = all.indexOf("\r\n\r\n");
    return end < 0 ? 0 : all.length - end - 4;
  }
}

/** The path and query exactly as written, since `URL` would rewrite dots and some characters. */
function targetOf(url: string): string {
  const afterScheme = url.indexOf("://") + 3;
  const start = url.slice(afterScheme).search(/[/?]/);
  if (start < 0) return "/";
  const target = url.slice(afterScheme + start).replace(/#.*$/, "");
  return target.startsWith("?") ? `/${target}` : target;
}

function lengthOf(method: string, body: Uint8Array | undefined): Record<string, string> {
  if (body !== undefined) return { "Content-Length": String(body.length) };
  return method === "PUT" || method === "POST" ? { "Content-Length": "0" } : {};
}

function headersOf(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    headers.append(raw[index] ?? "", raw[index + 1] ?? "");
  }
  return headers;
}

/** Waits until the server has closed the connection, or could have. */
async function closed(response: http.IncomingMessage): Promise<void> {
  const { socket } = response;
  response.on("error", () => undefined).resume();
  if (socket.closed) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, CLOSING_MS);
    socket.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
  socket.destroy();
}
