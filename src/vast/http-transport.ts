import { EndpointPool, expandEndpoints } from "./endpoints.ts";
import { isBroken, refusalError } from "./errors.ts";
import { HttpEndpoint, type HttpOptions, type HttpResponse } from "./http.ts";
import { DEFAULT_RETRY, type RetryPolicy, withRetry } from "./retry.ts";
import { type Credentials, encodePath, encodeText, Signer } from "./sign.ts";
import type { Transport, VastRequest, VastResponse } from "./transport.ts";
import { type ClusterVersion, parseVersion } from "./version.ts";

/** What the transport needs to know. */
export interface TransportOptions extends Credentials, HttpOptions {
  /** URLs; the last number of an IPv4 address may be a range. */
  readonly endpoints: readonly string[];
  readonly region?: string | undefined;
  readonly retry?: Partial<RetryPolicy> | undefined;
  /** Sent as `tabular-client-tags-0`, `-1` …: free text for the cluster's logs. */
  readonly tags?: readonly string[] | undefined;
  /** Sent as `tabular-client-name`. */
  readonly clientName?: string | undefined;
}

const NOTHING = new Uint8Array();

/** Bytes of an error's body that are read; the rest is left, for it is no error body of this protocol. */
const LARGEST_ERROR = 65_536;

/**
 * Connects to a cluster: asks for its version, which every answer states, whatever its status. Throws
 * `unsupportedVersion` if it is no VAST cluster or too old, `connection` or `timeout` if none answers.
 */
export async function openTransport(options: TransportOptions): Promise<HttpTransport> {
  const lines = new Lines(options);
  try {
    return new HttpTransport(lines, parseVersion(await lines.probe()));
  } catch (thrown) {
    lines.close();
    throw thrown;
  }
}

/** The transport over HTTP, made by `openTransport`. */
export class HttpTransport implements Transport {
  readonly version: ClusterVersion;
  readonly endpoints: number;
  readonly retry: RetryPolicy;
  readonly #lines: Lines;

  constructor(lines: Lines, version: ClusterVersion) {
    this.#lines = lines;
    this.version = version;
    this.endpoints = lines.pool.size;
    this.retry = lines.retry;
  }

  send(request: VastRequest): Promise<VastResponse> {
    return this.#lines.send(request);
  }

  /** The endpoint whose turn it is, so that transactions spread over all of them. */
  nextEndpoint(): number {
    return this.#lines.pool.next();
  }

  /** Breaks what runs and closes all connections. */
  close(): void {
    this.#lines.close();
  }
}

/** The endpoints of one cluster and what is common to all requests to it. */
class Lines {
  readonly pool: EndpointPool;
  readonly retry: RetryPolicy;
  readonly #endpoints: readonly HttpEndpoint[];
  readonly #signer: Signer;
  readonly #common: Readonly<Record<string, string>>;

  constructor(options: TransportOptions) {
    this.#endpoints = expandEndpoints(options.endpoints).map((url) => new HttpEndpoint(url, options));
    this.pool = new EndpointPool(this.#endpoints.length);
    this.retry = { ...DEFAULT_RETRY, ...options.retry };
    this.#signer = new Signer(options, options.region);
    this.#common = commonHeaders(options);
  }

  /** The `Server` header of whatever is answered to a question anybody may ask. */
  async probe(): Promise<string | undefined> {
    const request: VastRequest = { method: "GET", path: "/", command: "transaction", tabular: false };
    const { headers } = await withRetry(this.retry, undefined, () =>
      this.#failOver(request, async (index) => {
        const response = await this.#exchange(index, request);
        await readAll(response.body);
        return response;
      }),
    );
    return headers["server"];
  }

  send(request: VastRequest): Promise<VastResponse> {
    return withRetry(this.retry, request.signal, () =>
      this.#failOver(request, (index) => this.#ask(index, request)),
    );
  }

  close(): void {
    for (const endpoint of this.#endpoints) endpoint.close();
  }

  /** Tries the healthy endpoints in turn, without waiting between them, while only connections fail. */
  async #failOver<Answer>(request: VastRequest, ask: (index: number) => Promise<Answer>): Promise<Answer> {
    const preferred = request.endpoint ?? 0;
    const end = performance.now() + this.retry.totalMs;
    const tried = new Set<number>();
    for (let index = this.pool.pick(preferred); ; ) {
      try {
        return await ask(index);
      } catch (thrown) {
        const other = this.pool.pickOther(preferred, tried.add(index));
        const retries = isBroken(thrown) && thrown.mayRetry && performance.now() < end;
        if (!retries || other === undefined) throw thrown;
        index = other;
      }
    }
  }

  async #ask(index: number, request: VastRequest): Promise<VastResponse> {
    const { status, headers, body } = await this.#exchange(index, request);
    if (status !== 200) {
      const what = `${request.method} ${targetOf(request)}`;
      throw refusalError({ what, status, headers, body: await readError(body) });
    }
    if (request.whole !== true) return { status, headers, bytes: () => readAll(body), stream: () => body };
    const bytes = await readAll(body);
    return { status, headers, bytes: () => Promise.resolve(bytes), stream: () => once(bytes) };
  }

  async #exchange(index: number, request: VastRequest): Promise<HttpResponse> {
    const endpoint = this.#endpoints[index];
    if (endpoint === undefined) throw new RangeError(`There is no endpoint ${index}.`);
    const { method, body = NOTHING, signal } = request;
    const target = targetOf(request);
    const idempotent = request.idempotent ?? (method === "GET" || method === "HEAD");
    const headers = { ...this.#headersOf(request), ...this.#sign(endpoint.host, method, target, body) };
    const response = await this.#noting(
      index,
      endpoint.exchange({ method, target, headers, body, idempotent, signal }),
    );
    this.pool.answered(index);
    return { ...response, body: this.#notingStream(index, response.body) };
  }

  #headersOf({ tabular, txid, headers }: VastRequest): Record<string, string> {
    return tabular === false
      ? { ...headers }
      : { "tabular-txid": String(txid ?? 0n), ...this.#common, ...headers };
  }

  #sign(host: string, method: string, target: string, body: Uint8Array): Readonly<Record<string, string>> {
    const [path = "", query = ""] = target.split("?");
    return this.#signer.sign({ method, host, path, query, body, date: new Date() });
  }

  async #noting<Answer>(index: number, answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer;
    } catch (thrown) {
      if (isBroken(thrown)) this.pool.failed(index);
      throw thrown;
    }
  }

  async *#notingStream(index: number, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (thrown) {
      if (isBroken(thrown)) this.pool.failed(index);
      throw thrown;
    }
  }
}

function commonHeaders({ tags = [], clientName = "vast-tams" }: TransportOptions): Record<string, string> {
  return {
    "tabular-api-version-id": "1",
    "tabular-client-name": clientName,
    ...Object.fromEntries(tags.map((tag, index) => [`tabular-client-tags-${index}`, tag])),
  };
}

/** The command comes first and has no equals sign; that is how the cluster tells operations apart. */
function targetOf({ path, command, params = {} }: VastRequest): string {
  const pairs = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
  const rest = pairs.map(([name, value]) => `${encodeText(name)}=${encodeText(value)}`);
  const query = [...(command === undefined ? [] : [command]), ...rest].join("&");
  return query === "" ? encodePath(path) : `${encodePath(path)}?${query}`;
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  const [only] = pieces;
  return only !== undefined && pieces.length === 1 ? only : Buffer.concat(pieces);
}

/** What there is of it: an error whose body is cut short is still the error that its status says. */
async function readError(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece);
      length += piece.byteLength;
      if (length >= LARGEST_ERROR) break;
    }
  } catch (thrown) {
    if (!isBroken(thrown)) throw thrown;
  }
  return Buffer.concat(pieces);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
