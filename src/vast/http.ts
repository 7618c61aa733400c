import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { readBody } from "./body.ts";
import { aborted, isVastError, VastError } from "./errors.ts";

/** How patiently one endpoint is spoken to, and whom it must prove to be. */
export interface HttpOptions {
  /** Milliseconds without a byte from the cluster while one is awaited. */
  readonly timeoutMs: number;
  /** Milliseconds until a new connection stands, its TLS handshake included. */
  readonly connectTimeoutMs: number;
  readonly tls?: {
    /** PEM of the authority to trust instead of the system's. */
    readonly ca?: string;
    /** False accepts any certificate: for tests only. */
    readonly rejectUnauthorized?: boolean;
  };
}

/** One exchange, ready for the wire. */
export interface HttpRequest {
  readonly method: string;
  /** Encoded path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Whether a broken exchange may be repeated; becomes `mayRetry` of the errors. */
  readonly idempotent: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** An answer of any status, with its body still on the wire: it must be read, or left early, to free the connection. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Pieces as they arrive, pulled by the reader; throws `connection`, `timeout` or `aborted`. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Milliseconds after which an unused connection is closed by us, before a server's own limit surprises a request. */
const UNUSED_MS = 30_000;

/**
 * HTTP/1.1 to one endpoint over connections that are kept alive. `fetch` would not do: selecting is a GET with a body,
 * which it refuses, and bodies of GET and DELETE go wrong in Node unless their length is stated.
 */
export class HttpEndpoint {
  /** As in the `Host` header: without the port if it is 80 or 443, as the official clients sign it. */
  readonly host: string;
  readonly #url: URL;
  readonly #options: HttpOptions;
  readonly #agent: http.Agent;

  /** `url` is protocol, host and port. */
  constructor(url: string, options: HttpOptions) {
    this.#url = new URL(url);
    this.#options = options;
    this.host = ["", "80", "443"].includes(this.#url.port) ? this.#url.hostname : this.#url.host;
    const keep = { keepAlive: true, timeout: UNUSED_MS };
    this.#agent = this.#isSecure ? new https.Agent({ ...keep, ...options.tls }) : new http.Agent(keep);
  }

  /** Sends the request and resolves when the headers of its answer are there, whatever its status. */
  async exchange(request: HttpRequest): Promise<HttpResponse> {
    if (request.signal?.aborted) throw aborted(request.signal);
    const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>();
    const outgoing = this.#open(request);
    const watch = new Watch(outgoing, this.#options, request);
    outgoing.once("response", (incoming) => {
      watch.release();
      const body = readBody(incoming, {
        timeoutMs: this.#options.timeoutMs,
        signal: request.signal,
        failure: (thrown) => watch.failure(thrown),
        silence: () => watch.silence("was not answered further", this.#options.timeoutMs),
      });
      resolve({ status: incoming.statusCode ?? 0, headers: flatten(incoming.headers), body });
    });
    // Stays to the end: an error after the answer is the reader's, and reaches it through the body.
    outgoing.on("error", (thrown) => {
      watch.release();
      reject(watch.failure(thrown));
    });
    outgoing.end(request.body);
    return promise;
  }

  /** Breaks what runs and closes all connections. */
  close(): void {
    this.#agent.destroy();
  }

  get #isSecure(): boolean {
    return this.#url.protocol === "https:";
  }

  #open({ method, target, headers, body }: HttpRequest): http.ClientRequest {
    const { hostname, port } = this.#url;
    const options = {
      method,
      path: target,
      hostname: hostname.replace(/^\[|\]$/g, ""),
      port,
      agent: this.#agent,
      headers: { ...headers, host: this.host, "content-length": String(body.byteLength) },
    };
    try {
      return this.#isSecure ? https.request(options) : http.request(options);
    } catch (thrown) {
      throw new VastError(
        "badRequest",
        `${method} ${target} cannot be put into HTTP: ${messageOf(thrown)}.`,
        {
          cause: thrown,
          sent: false,
        },
      );
    }
  }
}

/** Ends an exchange that connects too slowly, stays silent or is aborted, and says of its failures what they mean. */
class Watch {
  readonly #outgoing: http.ClientRequest;
  readonly #options: HttpOptions;
  readonly #request: HttpRequest;
  #connected = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(outgoing: http.ClientRequest, options: HttpOptions, request: HttpRequest) {
    this.#outgoing = outgoing;
    this.#options = options;
    this.#request = request;
    request.signal?.addEventListener("abort", this.#abort);
    this.#endAfter(options.connectTimeoutMs, "did not connect");
    outgoing.once("socket", (socket) => this.#watchSocket(socket));
  }

  /** To be called once the answer or a failure is there. */
  release(): void {
    clearTimeout(this.#timer);
    this.#request.signal?.removeEventListener("abort", this.#abort);
  }

  /** What the client throws for this failure of the exchange. */
  failure(thrown: unknown): VastError {
    if (isVastError(thrown)) return thrown;
    const { method, target, idempotent } = this.#request;
    const code = codeOf(thrown);
    const broken = !/^HPE_/.test(code);
    const trusted = !/CERT|SIGNATURE|TLS|SSL/.test(code);
    return new VastError(
      broken ? "connection" : "protocol",
      `${method} ${target} broke: ${messageOf(thrown)}.`,
      {
        cause: thrown,
        sent: this.#connected,
        mayRetry: broken && trusted && (idempotent || !this.#connected),
      },
    );
  }

  /** What the client throws if nothing came for so long. */
  silence(what: string, ms: number): VastError {
    const { method, target, idempotent } = this.#request;
    const details = { sent: this.#connected, mayRetry: idempotent || !this.#connected };
    return new VastError("timeout", `${method} ${target} ${what} within ${ms} ms.`, details);
  }

  #watchSocket(socket: Socket): void {
    if (this.#outgoing.reusedSocket) this.#watchAnswer();
    else socket.once(socket instanceof TLSSocket ? "secureConnect" : "connect", () => this.#watchAnswer());
  }

  #watchAnswer(): void {
    this.#connected = true;
    this.#endAfter(this.#options.timeoutMs, "was not answered");
  }

  #endAfter(ms: number, what: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#outgoing.destroy(this.silence(what, ms)), ms);
  }

  readonly #abort = (): void => {
    const { signal } = this.#request;
    if (signal !== undefined) this.#outgoing.destroy(aborted(signal, this.#connected));
  };
}

function flatten(headers: http.IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).filter(
    (entry): entry is [string, string | string[]] => entry[1] !== undefined,
  );
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
}

/** Without a full stop; the addresses tried when a name had several and all refused, which Node reports without text. */
function messageOf(thrown: unknown): string {
  if (thrown instanceof AggregateError && thrown.message === "")
    return thrown.errors.map(messageOf).join("; ");
  return thrown instanceof Error ? thrown.message.replace(/\.$/, "") : String(thrown);
}
