import { readFile } from "node:fs/promises";
import type { Body, Schemas } from "../../src/contract/operations.ts";

type Flow = Schemas["flow-get"];
type Segment = Schemas["flow-segment"];
type Upload = NonNullable<Schemas["flow-storage"]["media_objects"]>[number];

/** All segments of a listing, and how many pages it took. */
export interface Listing {
  readonly segments: readonly Segment[];
  readonly pages: number;
}

/** The few operations of a TAMS that this program uses, by their paths and with the contract's bodies. */
export class TamsClient {
  readonly base: string;
  /** Bytes of media sent and fetched so far. */
  uploaded = 0;
  downloaded = 0;

  constructor(base: string) {
    this.base = base.replace(/\/$/, "");
  }

  /** Creates or replaces a flow, and with it its source if that is new. */
  async putFlow(flow: Body<"PUT_flows-flowId">): Promise<void> {
    await this.#json("PUT", `/flows/${flow.id}`, [201, 204], flow);
  }

  async labelSource(sourceId: string, label: Body<"PUT_sources-sourceId-label">): Promise<void> {
    await this.#json("PUT", `/sources/${sourceId}/label`, [204], label);
  }

  /** The flow, with the span of its segments. */
  getFlow(flowId: string): Promise<Flow> {
    return this.#json("GET", `/flows/${flowId}?include_timerange=true`, [200]);
  }

  getObject(objectId: string): Promise<Schemas["object"]> {
    return this.#json("GET", `/objects/${encodeURIComponent(objectId)}`, [200]);
  }

  async allocate(flowId: string, wanted: Body<"POST_flows-flowId-storage">): Promise<readonly Upload[]> {
    const path = `/flows/${flowId}/storage`;
    const { media_objects = [] }: Schemas["flow-storage"] = await this.#json("POST", path, [201], wanted);
    if (media_objects.length === 0) throw new Error(`POST ${path} gave nowhere to upload to.`);
    return media_objects;
  }

  /** Sends a file in the way that the allocation asks for. */
  async upload({ object_id, put_url }: Upload, file: string): Promise<void> {
    const body = await readFile(file);
    const type = put_url["content-type"];
    const headers = { ...put_url.headers, ...(type !== undefined && { "content-type": type }) };
    const reply = await answer(put_url.url, { method: "PUT", headers, body });
    if (!reply.ok)
      throw new Error(`The upload of object ${object_id} got ${reply.status}: ${await reply.text()}`);
    this.uploaded += body.length;
  }

  /** Registers all of the segments, or throws. */
  async register(flowId: string, segments: Schemas["flow-segment-post"][]): Promise<void> {
    const path = `/flows/${flowId}/segments`;
    const failed: Schemas["flow-segment-bulk-failure"] | null = await this.#json(
      "POST",
      path,
      [200, 201],
      segments,
    );
    const [first] = failed?.failed_segments ?? [];
    if (first !== undefined)
      throw new Error(`Segment ${first.object_id} was refused: ${first.error?.summary ?? ""}`);
  }

  /** Walks every page of the segments that overlap a timerange, by the `Link` of each. */
  async listSegments(flowId: string, timerange: string, limit: number): Promise<Listing> {
    const query = new URLSearchParams({ timerange, limit: String(limit), include_object_timerange: "true" });
    let next: string | undefined = `${this.base}/flows/${flowId}/segments?${query}`;
    const segments: Segment[] = [];
    let pages = 0;
    for (; next !== undefined; pages++) {
      const reply: Response = await this.#send("GET", next, [200]);
      segments.push(...(await parsed<Segment[]>(reply)));
      next = /<([^>]+)>;\s*rel="next"/.exec(reply.headers.get("link") ?? "")?.[1];
    }
    return { segments, pages };
  }

  /** The bytes behind the first of an object's URLs. */
  async download(objectId: string, urls: Segment["get_urls"]): Promise<Buffer> {
    const url = urls?.[0]?.url;
    if (url === undefined) throw new Error(`Object ${objectId} has no URL to read it from.`);
    const bytes = Buffer.from(await (await this.#send("GET", url, [200])).arrayBuffer());
    this.downloaded += bytes.length;
    return bytes;
  }

  async #json<Result>(
    method: string,
    path: string,
    expected: readonly number[],
    body?: unknown,
  ): Promise<Result> {
    return parsed<Result>(await this.#send(method, `${this.base}${path}`, expected, body));
  }

  async #send(method: string, url: string, expected: readonly number[], body?: unknown): Promise<Response> {
    const json = { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const reply = await answer(url, { method, ...(body !== undefined && json) });
    if (expected.includes(reply.status)) return reply;
    throw new Error(
      `${method} ${url} got ${reply.status}, not ${expected.join(" or ")}: ${await reply.text()}`,
    );
  }
}

async function answer(url: string, request: RequestInit & { readonly method: string }): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (cause) {
    const reason =
      cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new Error(`${request.method} ${url} got no answer: ${reason || "nobody listens there"}.`, {
      cause,
    });
  }
}

/** The contract says what a reply with an expected status holds, and the server checks it before it sends it. */
async function parsed<Result>(reply: Response): Promise<Result> {
  const text = await reply.text();
  return (text === "" ? null : JSON.parse(text)) as Result;
}
