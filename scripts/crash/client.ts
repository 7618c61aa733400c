import type { Body, Schemas } from "../../src/contract/operations.ts";
import { Violation } from "./violation.ts";

export type Segment = Schemas["flow-segment"];
export type SegmentPost = Schemas["flow-segment-post"];
export type Upload = NonNullable<Schemas["flow-storage"]["media_objects"]>[number];
type Failures = Schemas["flow-segment-bulk-failure"];

/** What a whole answer holds. */
interface Answered<Result> {
  readonly request: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Result;
}

/** What came back: all of an answer, or, when the server died before its end, none of it. */
export type Answer<Result> = Answered<Result> | { readonly request: string; readonly status: "none" };

/** Far longer than anything here takes; a server that lives and does not answer in it is broken. */
const PATIENCE = 60_000;

/** The few operations of a TAMS that this program uses, by their paths and with the contract's bodies. */
export class Client {
  readonly base: string;

  constructor(base: string) {
    this.base = base;
  }

  putFlow(flow: Body<"PUT_flows-flowId">): Promise<Answer<Schemas["flow-get"]>> {
    return this.#json("PUT", `/flows/${flow.id}`, flow);
  }

  /** With the span of its segments. */
  getFlow(id: string): Promise<Answer<Schemas["flow-get"]>> {
    return this.#json("GET", `/flows/${id}?include_timerange=true`);
  }

  deleteFlow(id: string): Promise<Answer<Schemas["deletion-request"]>> {
    return this.#json("DELETE", `/flows/${id}`);
  }

  allocate(flowId: string, object_ids: string[]): Promise<Answer<Schemas["flow-storage"]>> {
    const body: Body<"POST_flows-flowId-storage"> = { object_ids };
    return this.#json("POST", `/flows/${flowId}/storage`, body);
  }

  register(flowId: string, segments: SegmentPost[]): Promise<Answer<Failures | null>> {
    return this.#json("POST", `/flows/${flowId}/segments`, segments);
  }

  getObject(id: string): Promise<Answer<Schemas["object"]>> {
    return this.#json("GET", `/objects/${encodeURIComponent(id)}`);
  }

  /** Any JSON by its address or path, such as a page that a `Link` leads to. */
  get<Result>(address: string): Promise<Answer<Result>> {
    return this.#json("GET", address);
  }

  /** Any other request with a JSON body or none. */
  send<Result>(method: string, address: string, body?: object | string): Promise<Answer<Result>> {
    return this.#json(method, address, body);
  }

  /** Sends bytes in the way that the allocation asks for. */
  upload({ put_url }: Upload, bytes: Buffer): Promise<Answer<null>> {
    const type = put_url["content-type"];
    const headers = { ...put_url.headers, ...(type !== undefined && { "content-type": type }) };
    return ask(put_url.url, { method: "PUT", headers, body: bytes }, parsed<null>);
  }

  download(url: string): Promise<Answer<Buffer>> {
    return ask(url, {}, async (reply) => Buffer.from(await reply.arrayBuffer()));
  }

  #json<Result>(method: string, address: string, body?: object | string): Promise<Answer<Result>> {
    const json = { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const url = address.startsWith("/") ? `${this.base}${address}` : address;
    return ask(url, { method, ...(body !== undefined && json) }, parsed<Result>);
  }
}

/** The body of an answer, which must have one of these statuses. */
export function bodyOf<Result>(answer: Answer<Result>, ...statuses: readonly number[]): Result {
  if (answer.status !== "none" && statuses.includes(answer.status)) return answer.body;
  const found = answer.status === "none" ? "no answer" : `${answer.status}: ${JSON.stringify(answer.body)}`;
  throw new Violation(`${statuses.join(" or ")} for ${answer.request}`, found.slice(0, 500));
}

async function ask<Result>(
  url: string,
  init: RequestInit,
  read: (reply: Response) => Promise<Result>,
): Promise<Answer<Result>> {
  const request = `${init.method ?? "GET"} ${url}`;
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE) });
    const { status, headers } = reply;
    return { request, status, headers, body: await read(reply) };
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === "TimeoutError")
      throw new Violation(`an answer to ${request}`, `none within ${PATIENCE / 1000} s`);
    // Fetch says so of every connection that is refused or breaks; anything else is a fault of this program.
    if (thrown instanceof TypeError) return { request, status: "none" };
    throw thrown;
  }
}

/** The contract says what a reply with an expected status holds, and the server checks it before it sends it. */
async function parsed<Result>(reply: Response): Promise<Result> {
  const text = await reply.text();
  return (text === "" ? null : JSON.parse(text)) as Result;
}
