import type { Schemas } from "../../src/contract/operations.ts";
import type { Client, Reply } from "./client.ts";
import { type SegmentBody, type VideoFlow, videoFlow } from "./make.ts";

export type Segment = Schemas["flow-segment"];
export type ObjectDocument = Schemas["object"];
export type DeletionRequest = Schemas["deletion-request"];
export type Allocated = NonNullable<Schemas["flow-storage"]["media_objects"]>[number];

/** The second that starts at `start`, as a Segment has it. */
export function second(start: number, length = 1): string {
  return `[${start}:0_${start + length}:0)`;
}

/** Throws unless the reply has the status, so that a step that fails is not taken for what comes after it. */
export function mustBe<Body>(status: number, reply: Reply<Body>): Body {
  if (reply.status === status) return reply.body;
  throw new Error(`The reply is a ${reply.status}, not a ${status}: ${JSON.stringify(reply.body)}`);
}

/** Creates a video Flow and resolves to its id. */
export async function newFlow(client: Client, over: Partial<VideoFlow> = {}): Promise<string> {
  const flow = videoFlow(over);
  mustBe(201, await client.put(`/flows/${flow.id}`, flow));
  return flow.id;
}

/** Creates a video Flow whose Objects need an init Object, and resolves to its id. */
export async function newFragmentedFlow(client: Client): Promise<string> {
  const { essence_parameters } = videoFlow();
  return newFlow(client, {
    container: "video/mp4",
    essence_parameters: { ...essence_parameters, init_segments: true },
  });
}

/** Allocates Objects on a Flow. */
export async function allocate(client: Client, flowId: string, body: object = {}): Promise<Allocated[]> {
  const reply = await client.post<Schemas["flow-storage"]>(`/flows/${flowId}/storage`, body);
  return mustBe(201, reply).media_objects ?? [];
}

/** Allocates a single Object. */
export async function allocateOne(client: Client, flowId: string, body: object = {}): Promise<Allocated> {
  const [item] = await allocate(client, flowId, { limit: 1, ...body });
  if (item === undefined) throw new Error("The server allocated nothing.");
  return item;
}

/** Sends bytes as the allocation says. */
export function upload(
  { put_url }: Allocated,
  bytes: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const own = { "content-type": put_url["content-type"] ?? "application/octet-stream" };
  return fetch(put_url.url, {
    method: "PUT",
    body: bytes,
    headers: { ...own, ...put_url.headers, ...headers },
  });
}

/** Registers one Segment or several, all of which must be taken. */
export async function register(
  client: Client,
  flowId: string,
  body: SegmentBody | readonly SegmentBody[],
): Promise<void> {
  mustBe(201, await client.post(`/flows/${flowId}/segments`, body));
}

/** Allocates, uploads and registers one Object; resolves to its id. */
export async function ingest(
  client: Client,
  flowId: string,
  timerange: string,
  over: Partial<SegmentBody> = {},
  bytes = `bytes of ${timerange}`,
): Promise<string> {
  const item = await allocateOne(client, flowId);
  const stored = await upload(item, bytes);
  if (stored.status !== 200) throw new Error(`The upload got ${stored.status}: ${await stored.text()}`);
  await register(client, flowId, { object_id: item.object_id, timerange, ...over });
  return item.object_id;
}

/** The Segments of a Flow, all pages of them. */
export function segmentsOf(client: Client, flowId: string, query = ""): Promise<Segment[]> {
  return client.all<Segment>(`/flows/${flowId}/segments${query}`);
}

/** The timeranges of a Flow's Segments, in the order listed. */
export async function rangesOf(client: Client, flowId: string, query = ""): Promise<string[]> {
  return (await segmentsOf(client, flowId, query)).map((segment) => segment.timerange);
}

/** The Object, which must be there. */
export async function objectOf(client: Client, id: string, query = ""): Promise<ObjectDocument> {
  return mustBe(200, await client.get<ObjectDocument>(`/objects/${encodeURIComponent(id)}${query}`));
}

/** Asks until the answer is there or the test's own time is up; what a worker does has no other end to wait for. */
export async function eventually<Value>(ask: () => Promise<Value | undefined>, seconds = 15): Promise<Value> {
  for (const end = Date.now() + seconds * 1000; ; ) {
    const value = await ask();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`Nothing came of it in ${seconds} seconds.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
