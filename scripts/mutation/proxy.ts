import { once } from "node:events";
import http from "node:http";
import { Contract } from "../../src/compliance/contract.ts";
import { type Answer, type Call, type Delivery, parsed, Query } from "./exchange.ts";
import type { Change, Mutation, Scene } from "./mutation.ts";

const HOP = "/hop/";
const HOP_BY_HOP = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "expect"]);
/** Where a test's own receiver is; other targets of Webhooks are there to be refused. */
const RECEIVER = /^http:\/\/(127\.0\.0\.1:\d+\/[0-9a-f-]{36}.*)$/;
const CONTRACT = new Contract("8.2");
const AGENT = new http.Agent({ keepAlive: true });

/** Stands in front of a server and lets one mutation change what passes; without one, all passes as it is. */
export class MutatingProxy {
  /** How many exchanges or events the mutation changed. */
  fired = 0;
  readonly #upstream: string;
  readonly #operations: ReadonlySet<string>;
  readonly #server: http.Server;
  readonly #scene: Scene;
  #change: Change;

  /** `authorisation` is the header by which the run's own credentials are shown; undefined where none are needed. */
  constructor(upstream: string, authorisation: string | undefined, mutation?: Mutation) {
    this.#upstream = upstream;
    this.#change = mutation ?? {};
    this.#operations = new Set(mutation?.on ?? []);
    this.#scene = {
      mark: () => {
        this.fired += 1;
      },
      state: new Map(),
      authorisation,
      server: async (method, path, body) => {
        const headers = {
          ...(body !== undefined && { "content-type": "application/json" }),
          ...(authorisation !== undefined && { authorization: authorisation }),
        };
        return await sent(method, upstream + path, headers, bytesOf(body));
      },
    };
    this.#server = http.createServer((request, response) => {
      this.#take(request, response).catch(() => response.destroy());
    });
  }

  /** Resolves to the URL that the suite is given. */
  async start(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `http://${this.#host}`;
  }

  /** From now on all passes as it is, so that tests can clean up. */
  lift(): void {
    this.#change = {};
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get #host(): string {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? `127.0.0.1:${address.port}` : "";
  }

  async #take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const bytes = await bytesFrom(request);
    const [path = "", search = ""] = splitAt(request.url ?? "/", "?");
    const headers = headersOf(request.headers);
    const method = request.method ?? "GET";
    if (path.startsWith(HOP)) {
      write(response, method, await this.#deliver(method, request.url ?? "", headers, bytes));
      return;
    }
    const operation = operationOf(method, path);
    const body = parsed(bytes.toString());
    const call: Call = { method, path, operation, query: new Query(search), headers, body };
    write(response, method, await this.#pass(call, request.url ?? "/", bytes));
  }

  async #pass(call: Call, asWritten: string, bytes: Buffer): Promise<Answer> {
    const isMeant = this.#operations.has(call.operation) || this.#operations.has("any");
    const change = isMeant ? this.#change : {};
    const before = shapeOf(call);
    await change.request?.(call, this.#scene);
    const isChanged = shapeOf(call) !== before;
    const instead = await change.instead?.(call, this.#scene);
    if (isChanged || instead !== undefined) this.fired += 1;
    if (instead !== undefined) return instead;
    const search = call.query.toString();
    const target = isChanged ? call.path + (search === "" ? "" : `?${search}`) : asWritten;
    const body =
      this.#redirected(call) ?? (isChanged && call.body !== undefined ? bytesOf(call.body) : bytes);
    const answer = await sent(call.method, this.#upstream + target, call.headers, body);
    await this.#altered(answer, call, change);
    return answer;
  }

  async #altered(answer: Answer, call: Call, change: Change): Promise<void> {
    restore(answer, this.#host + HOP);
    // The server's count has the way by the proxy in it.
    if (/^HEAD_webhooks/.test(call.operation)) delete answer.headers["content-length"];
    if (change.reply === undefined) return;
    const [before, bodyBefore] = [facts(answer), JSON.stringify(answer.body)];
    await change.reply(answer, call, this.#scene);
    if (facts(answer) === before) return;
    this.fired += 1;
    if (JSON.stringify(answer.body) !== bodyBefore) answer.bytes = bytesOf(answer.body);
  }

  /** The body of a Webhook, whose events are to come by the proxy; undefined for any other. */
  #redirected({ body, operation }: Call): Buffer | undefined {
    if (!/^(POST|PUT)_webhooks$/.test(operation)) return undefined;
    const url = typeof body === "object" && body !== null && "url" in body ? body.url : undefined;
    const [, place] = typeof url === "string" ? (RECEIVER.exec(url) ?? []) : [];
    return place === undefined
      ? undefined
      : bytesOf({ ...Object(body), url: `http://${this.#host}${HOP}${place}` });
  }

  /** The server is told what the receiver answered to the first of what became of its delivery. */
  async #deliver(
    method: string,
    target: string,
    headers: Record<string, string>,
    original: Buffer,
  ): Promise<Answer> {
    // Events know the server by its own URL, replies by that of the proxy.
    const bytes = Buffer.from(original.toString().replaceAll(this.#upstream, `http://${this.#host}`));
    const url = `http://${target.slice(HOP.length)}`;
    const delivery: Delivery = { method, url, headers, body: parsed(bytes.toString()) };
    const arriving = this.#change.event?.(delivery, this.#scene) ?? [delivery];
    if (arriving.length !== 1 || arriving[0] !== delivery) this.fired += 1;
    let first: Answer | undefined;
    for (const item of arriving) {
      const body = item.body === delivery.body ? bytes : bytesOf(item.body);
      const answer = await sent(
        item.method,
        item.url,
        { ...item.headers, host: new URL(item.url).host },
        body,
      );
      first ??= answer;
    }
    return first ?? { status: 200, headers: {}, body: undefined, bytes: Buffer.alloc(0) };
  }
}

function operationOf(method: string, path: string): string {
  if (path.startsWith("/media/")) return "media";
  return CONTRACT.find(method, path)?.id ?? "unknown";
}

function shapeOf({ path, query, body, headers }: Call): string {
  return JSON.stringify([path, query.toString(), body, headers]);
}

function facts({ status, headers, body, bytes, stray }: Answer): string {
  return JSON.stringify([status, headers, body, body === undefined ? bytes.toString("base64") : "", stray]);
}

/** Takes the proxy's own hop out of the urls of Webhooks. */
function restore(answer: Answer, hop: string): void {
  if (answer.body === undefined || !answer.bytes.includes(hop)) return;
  const text = JSON.stringify(answer.body);
  answer.body = JSON.parse(text.replaceAll(hop, ""));
  answer.bytes = bytesOf(answer.body);
}

function write(response: http.ServerResponse, method: string, answer: Answer): void {
  const { status, headers, bytes, stray } = answer;
  const sentHeaders = { ...headers };
  // A body may have another length now; what HEAD says is the server's own affair.
  if (method !== "HEAD") delete sentHeaders["content-length"];
  if (method !== "HEAD" && bytes.length > 0) sentHeaders["content-length"] = String(bytes.length);
  if (stray !== undefined) {
    const lines = Object.entries(sentHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
    response.socket?.end(`HTTP/1.1 ${status} Mutated\r\n${lines.join("")}connection: close\r\n\r\n${stray}`);
    return;
  }
  response.writeHead(status, sentHeaders);
  response.end(method === "HEAD" || status === 204 ? undefined : bytes);
}

function sent(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  bytes: Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    // The target goes as it is written: tests send what `URL` would rewrite.
    const path = url.slice(url.indexOf("/", url.indexOf("://") + 3));
    const length =
      bytes.length > 0 || method === "PUT" || method === "POST" ? String(bytes.length) : undefined;
    const all = { ...headers, ...(length !== undefined && { "content-length": length }) };
    const request = http.request({ method, hostname, port, path, headers: all, agent: AGENT }, (response) => {
      bytesFrom(response).then((body) => resolve(answered(response, body)), reject);
    });
    request.on("error", reject);
    request.end(bytes);
  });
}

function answered(response: http.IncomingMessage, bytes: Buffer): Answer {
  const headers = headersOf(response.headers);
  // HEAD's length is the server's claim about GET.
  const length = response.headers["content-length"];
  if (length !== undefined) headers["content-length"] = length;
  const isJson = /json/.test(headers["content-type"] ?? "");
  return {
    status: response.statusCode ?? 0,
    headers,
    body: isJson ? parsed(bytes.toString()) : undefined,
    bytes,
  };
}

function headersOf(raw: http.IncomingHttpHeaders): Record<string, string> {
  const kept = Object.entries(raw).filter(([name]) => !HOP_BY_HOP.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

function bytesOf(body: unknown): Buffer {
  return body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
}

async function bytesFrom(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function splitAt(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
