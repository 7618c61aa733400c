import { randomUUID } from "node:crypto";
import { ANONYMOUS, Authoriser, type Credential } from "./credential.ts";
import { type Exchange, recorded } from "./exchange.ts";
import { type Answer, type Message, NoAnswer, send } from "./http.ts";
import { parsed } from "./json.ts";
import { absoluteUrl, isWebUrl } from "./places.ts";
import { Secrets } from "./secrets.ts";
import type { Query, Reply, RequestOptions } from "./test.ts";

/** The server under test and who calls it. */
export interface Target {
  /** The base URL of the API, without a trailing slash; its own query is sent with every request. */
  readonly url: string;
  readonly credential: Credential;
  /** The identities of `--as`, by name. */
  readonly identities: Readonly<Record<string, Credential>>;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** A reply with the answer as it came, for whoever judges its framing. */
export interface Answered {
  readonly reply: Reply;
  readonly answer: Answer;
}

/** Since when a server leaves requests without an answer, as RFC 3339 has it, and how that showed first. */
export interface Silence {
  readonly since: string;
  readonly how: string;
}

/** Told of every exchange, those without an answer included. */
export type Witness = (exchange: Exchange) => void;

const MOST_REDIRECTS = 5;

/** Sends requests to the server under test, as whoever is asked for, and keeps what happened. */
export class Client {
  readonly target: Target;
  readonly secrets = new Secrets();
  readonly #authoriser: Authoriser;
  #count = 0;
  #silence: Silence | undefined;

  constructor(target: Target) {
    this.target = target;
    this.#authoriser = new Authoriser(this.secrets, target.timeoutMs);
  }

  /** What came of the latest requests to the API's origin, when that was no answer. */
  get silence(): Silence | undefined {
    return this.#silence;
  }

  /** Sends a request to a path of the API. Throws NoAnswer, and Error for an identity that is not given. */
  async call(
    method: string,
    path: string,
    options: RequestOptions,
    witness: Witness,
    signal?: AbortSignal,
  ): Promise<Answered> {
    const credential = this.#credentialOf(options.credential ?? this.target.credential);
    const message = await this.#message(method, this.target.url + path, options, credential);
    return await this.#send(message, options, witness, signal);
  }

  /**
   * Sends a request to any URL, without credentials unless given; follows redirects of GET and HEAD.
   * Credentials only ever go to the origin of the API: the server under test must not be able to send them elsewhere.
   */
  async fetch(
    method: string,
    url: string,
    options: RequestOptions,
    witness: Witness,
    signal?: AbortSignal,
  ): Promise<Answered> {
    let place = url;
    for (let step = 0; ; step += 1) {
      if (!isWebUrl(place))
        throw new NoAnswer(`${method} cannot be sent to "${place}": that is no web address.`);
      const credential = this.#isOwn(place) ? this.#credentialOf(options.credential ?? ANONYMOUS) : ANONYMOUS;
      const message = await this.#message(method, place, options, credential);
      const answered = await this.#send(message, options, witness, signal);
      const next = redirect(method, place, answered);
      if (next === undefined || step === MOST_REDIRECTS) return answered;
      place = next;
    }
  }

  #isOwn(url: string): boolean {
    return new URL(url).origin === new URL(this.target.url).origin;
  }

  #credentialOf(given: string | Credential): Credential {
    if (typeof given !== "string") return given;
    if (given === "none") return ANONYMOUS;
    if (given === "own") return this.target.credential;
    const identity = this.target.identities[given];
    if (identity === undefined)
      throw new Error(`No identity "${given}" is given; add \`--as ${given}=...\`.`);
    return identity;
  }

  async #message(
    method: string,
    url: string,
    options: RequestOptions,
    credential: Credential,
  ): Promise<Message> {
    const authorisation = await this.#authoriser.authorise(credential);
    const { headers: typed, bytes } = bodyOf(options);
    const query = [queryText(options.query ?? ""), queryText(authorisation.query)].filter(
      (part) => part !== "",
    );
    const separator = url.includes("?") ? "&" : "?";
    return {
      method,
      url: query.length === 0 ? url : `${url}${separator}${query.join("&")}`,
      headers: { Accept: "*/*", ...authorisation.headers, ...typed, ...options.headers },
      ...(bytes && { body: bytes }),
    };
  }

  async #send(
    message: Message,
    options: RequestOptions,
    witness: Witness,
    signal: AbortSignal | undefined,
  ): Promise<Answered> {
    this.#count += 1;
    const id = `x${this.#count}-${randomUUID().slice(0, 4)}`;
    const started = performance.now();
    const record = (outcome: Answer | Error) =>
      recorded(id, message, outcome, performance.now() - started, this.secrets);
    try {
      const answer = await send(message, options.timeoutMs ?? this.target.timeoutMs, signal);
      const exchange = record(answer);
      witness(exchange);
      if (this.#isOwn(message.url)) this.#silence = undefined;
      return { reply: replyOf(answer, exchange), answer };
    } catch (thrown) {
      if (thrown instanceof NoAnswer) {
        thrown.exchange = record(thrown);
        witness(thrown.exchange);
        if (signal?.aborted !== true && this.#isOwn(message.url)) this.#miss(thrown);
      }
      throw thrown;
    }
  }

  #miss({ message }: NoAnswer): void {
    this.#silence ??= { since: new Date().toISOString(), how: this.secrets.blank(message) };
  }
}

function bodyOf({ body, raw }: RequestOptions): { headers: Record<string, string>; bytes?: Uint8Array } {
  if (raw !== undefined) return { headers: {}, bytes: typeof raw === "string" ? Buffer.from(raw) : raw };
  if (body === undefined) return { headers: {} };
  return { headers: { "Content-Type": "application/json" }, bytes: Buffer.from(JSON.stringify(body)) };
}

function replyOf(answer: Answer, exchange: Exchange): Reply {
  const text = Buffer.from(answer.bytes).toString("utf8");
  const { status, headers, bytes } = answer;
  return { status, headers, bytes, text, body: parsed(text), exchange };
}

function redirect(method: string, from: string, { answer }: Answered): string | undefined {
  const to = answer.headers.get("location");
  if (to === null || answer.status < 301 || answer.status > 308) return undefined;
  if (method !== "GET" && method !== "HEAD") return undefined;
  return absoluteUrl(from, to);
}

/** A query as it is sent: percent-encoded, with blanks as `%20`; text goes as it is, without its question mark. */
function queryText(query: Query): string {
  if (typeof query === "string") return query.replace(/^\?/, "");
  const pairs = isPairs(query) ? query : Object.entries(query);
  return pairs
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join("&");
}

function isPairs(query: Exclude<Query, string>): query is readonly (readonly [string, string])[] {
  return Array.isArray(query);
}
