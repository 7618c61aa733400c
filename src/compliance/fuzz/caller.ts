import { CONTRACT, Contract, type Operation } from "../contract.ts";
import { NoAnswer } from "../http.ts";
import type { Probe, Query, Reply } from "../test.ts";
import type { Finding } from "./search.ts";
import type { Parameters } from "./subjects.ts";

/** A path of the contract with its parameters filled in; those without a value get one that leads nowhere. */
export function pathOf(template: string, parameters: Parameters): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(parameters[name] ?? "nothing"),
  );
}

/** A generated request. */
export interface Call {
  readonly method: string;
  /** Below the base URL, sent as written. */
  readonly path: string;
  readonly query?: Query;
  readonly body?: unknown;
  /** A body as text; takes the place of `body`. */
  readonly raw?: string;
}

/** A reply, or what is wrong with it whatever was asked. */
export type Called = { readonly reply: Reply; readonly finding?: undefined } | { readonly finding: Finding };

/** What the credentials, the rate or the length of a URL may give to any request: no answer to what is asked here. */
const BESIDES = new Set([401, 403, 413, 414, 429, 431]);
const TOO_MANY = 429;
/** How long a server may take to come back after a request that ended it. */
const RETURN_MS = 5000;
const FIRST_SUCCESS = 200;
const LAST_SUCCESS = 299;

/**
 * Sends generated requests and judges the replies by the contract, without a record of them: only the smallest
 * request that goes wrong is to be recorded, and that is known at the end.
 */
export class Caller {
  readonly contract: Contract;
  /** What the references of its schemas lead to. */
  readonly components: unknown;
  readonly #probe: Probe;

  constructor(probe: Probe) {
    this.#probe = probe;
    this.contract = new Contract(probe.server.version);
    this.components = this.contract.requestSchema("POST_service")?.["components"];
  }

  /** Sends a request of an operation; one of HEAD is followed by the GET that it must agree with. */
  async call(operation: Operation, call: Call): Promise<Called> {
    const called = await this.#sent(call);
    if (called.finding !== undefined) return called;
    const finding =
      this.#breach(operation, call.method, called.reply) ?? (await this.#unlikeGet(call, called.reply));
    return finding === undefined ? called : { finding };
  }

  async #unlikeGet(call: Call, head: Reply): Promise<Finding | undefined> {
    if (call.method !== "HEAD") return undefined;
    // What is wrong with the answer to GET itself is told by the test of GET.
    const got = await this.#sent({ ...call, method: "GET" });
    return got.finding ?? difference(head, got.reply);
  }

  async #sent(call: Call): Promise<Called> {
    const { method, path, query = "", body, raw } = call;
    const headers: Record<string, string> = raw === undefined ? {} : { "Content-Type": "application/json" };
    const url = this.#probe.server.url + path;
    const credential = "own";
    try {
      const sent = raw === undefined ? { body } : { raw };
      return { reply: await this.#probe.fetch(url, { method, query, headers, credential, ...sent }) };
    } catch (thrown) {
      if (!(thrown instanceof NoAnswer) || this.#probe.signal.aborted) throw thrown;
      // A server that is gone has not failed at what it was asked.
      if (!(await this.#isThere())) throw thrown;
      return { finding: { behaviour: "X-045", expectation: thrown.message, exchange: thrown.exchange } };
    }
  }

  /** Whether the server answers anything, be it after it was started again. */
  async #isThere(): Promise<boolean> {
    const url = `${this.#probe.server.url}/service`;
    const answered = () =>
      this.#probe.fetch(url, { credential: "own" }).then(
        () => true,
        () => false,
      );
    return (await this.#probe.eventually(answered, RETURN_MS)) === true;
  }

  #breach(
    operation: Operation,
    method: string,
    { status, headers, bytes, exchange }: Reply,
  ): Finding | undefined {
    if (BESIDES.has(status)) return undefined;
    const [breach] = this.contract.breaches(operation, { status, headers, bytes, strayBytes: 0 }, method);
    return breach === undefined ? undefined : { ...breach, exchange };
  }
}

/** How the answers to HEAD and to the GET of the same URL differ; undefined when they do not. */
function difference(head: Reply, get: Reply): Finding | undefined {
  const { exchange } = head;
  // A limit of the rate may be reached between the two.
  if (head.status === TOO_MANY || get.status === TOO_MANY) return undefined;
  if (head.status !== get.status) {
    return {
      behaviour: "X-012",
      expectation: `HEAD answers ${get.status} as GET does, not ${head.status}.`,
      exchange,
    };
  }
  for (const name of ["content-type", "x-paging-limit", "x-paging-reverse-order"]) {
    const [a, b] = [head.headers.get(name), get.headers.get(name)];
    if (a !== b)
      return { behaviour: "X-013", expectation: `HEAD sends ${name}: ${b} as GET does, not ${a}.`, exchange };
  }
  return undefined;
}

/** What is wrong when a reply has none of these statuses; `2` stands for any success. */
export function otherThan(
  behaviour: string,
  why: string,
  { status, exchange }: Reply,
  ...wanted: readonly number[]
): Finding | undefined {
  const isSuccess = status >= FIRST_SUCCESS && status <= LAST_SUCCESS;
  if (BESIDES.has(status) || wanted.includes(status) || (isSuccess && wanted.includes(2))) return undefined;
  const names = wanted.map((one) => (one === 2 ? "a success" : String(one))).join(" or ");
  return { behaviour, expectation: `${why} It answers ${names}, not ${status}.`, exchange };
}

/** The behaviours that any reply may break, whatever is asked. */
export const GENERAL_BEHAVIOURS: readonly string[] = ["X-045", "X-003", "X-005", "X-014", CONTRACT];
