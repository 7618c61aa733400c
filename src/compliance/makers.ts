import { at, isRecord, listOf, recordOf, textOf } from "./json.ts";
import type { Receiver } from "./receiver.ts";
import { type Probe, path, type Reply } from "./test.ts";

type Document = Readonly<Record<string, unknown>>;

/** A Flow that a test created. */
export interface MadeFlow {
  readonly id: string;
  readonly sourceId: string;
  /** Below the base URL. */
  readonly path: string;
  /** The body that was PUT. */
  readonly body: Document;
  readonly reply: Reply;
}

/** An Object that was allocated and not yet registered. */
export interface Allocation {
  readonly objectId: string;
  /** The request that uploads its bytes, as the server gave it. */
  readonly putUrl: Document;
  readonly presigned: boolean | undefined;
}

/** An Object whose bytes were uploaded. */
export interface MadeObject {
  readonly objectId: string;
  readonly bytes: Uint8Array;
  readonly upload: Reply;
}

/** A Segment that a test registered. */
export interface MadeSegment {
  readonly objectId: string;
  readonly timerange: string;
  readonly body: Document;
  readonly reply: Reply;
}

/** A Webhook that a test registered. */
export interface MadeWebhook {
  readonly id: string;
  readonly path: string;
  readonly body: Document;
  readonly reply: Reply;
}

/** What a maker needed was refused, so that the test has nothing to look at. */
export class Unmade extends Error {
  override readonly name = "Unmade";
}

const CONTENT_TYPE = "video/mp2t";
const MEDIA = "Bytes of tams-compliance.";
/** How long a deletion request may take. */
const DELETION_MS = 60_000;

/** The body of a Flow of video that every server should take, with `overrides` over it; undefined leaves a key out. */
export function flowBody(id: string, sourceId: string, overrides: Document = {}): Document {
  const body = {
    id,
    source_id: sourceId,
    format: "urn:x-nmos:format:video",
    codec: "video/h264",
    container: CONTENT_TYPE,
    label: "A Flow of tams-compliance",
    essence_parameters: {
      frame_width: 1920,
      frame_height: 1080,
      frame_rate: { numerator: 25, denominator: 1 },
    },
  };
  const entries = Object.entries({ ...body, ...overrides }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

/** Creates a Flow by PUT; throws Unmade when it is refused. */
export async function makeFlow(probe: Probe, overrides: Document = {}): Promise<MadeFlow> {
  const id = textOf(overrides["id"]) || probe.fresh.uuid();
  const sourceId = textOf(overrides["source_id"]) || probe.fresh.uuid();
  const body = flowBody(id, sourceId, overrides);
  const place = path`/flows/${id}`;
  probe.cleanUp(() => removeFlow(probe, place));
  const reply = await probe.put(place, body);
  mustBeMade(reply, "A Flow");
  return { id, sourceId, path: place, body, reply };
}

/** A Flow that a test made read-only can only go after that is undone. */
async function removeFlow(probe: Probe, place: string): Promise<void> {
  const reply = await probe.remove(place);
  if (reply.status !== 403) return;
  await probe.request("PUT", `${place}/read_only`, { body: false, unchecked: true });
  await probe.remove(place);
}

/** Allocates Objects; throws Unmade when they are refused, or none is named. */
export async function makeStorage(
  probe: Probe,
  flow: { readonly id: string },
  count = 1,
  body: Document = {},
): Promise<Allocation[]> {
  const asked = "object_ids" in body ? body : { limit: count, ...body };
  const reply = await probe.post(path`/flows/${flow.id}/storage`, asked);
  mustBeMade(reply, "Storage");
  const allocations = listOf(at(reply.body, "media_objects")).map(allocationOf);
  if (allocations.length === 0) throw new Unmade("Storage was allocated without any Object.");
  return allocations;
}

function allocationOf(item: unknown): Allocation {
  const presigned = at(item, "presigned");
  return {
    objectId: textOf(at(item, "object_id")),
    putUrl: recordOf(at(item, "put_url")),
    presigned: typeof presigned === "boolean" ? presigned : undefined,
  };
}

/** Uploads bytes by the request that an allocation gave; a URL of the API that is not signed gets its credentials. */
export async function upload(
  probe: Probe,
  { putUrl, presigned }: Allocation,
  bytes: Uint8Array,
): Promise<Reply> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(recordOf(putUrl["headers"]))) headers[name] = textOf(value);
  const type = textOf(putUrl["content-type"]);
  if (type !== "" && !Object.keys(headers).some((name) => name.toLowerCase() === "content-type")) {
    headers["Content-Type"] = type;
  }
  const credential = presigned === true ? "none" : "own";
  return await probe.fetch(textOf(putUrl["url"]), { method: "PUT", raw: bytes, headers, credential });
}

/** Allocates an Object and uploads its bytes; throws Unmade when either is refused. */
export async function makeObject(
  probe: Probe,
  flow: { readonly id: string },
  given: string | Uint8Array = MEDIA,
): Promise<MadeObject> {
  const [allocation] = await makeStorage(probe, flow);
  if (allocation === undefined) throw new Unmade("No Object was allocated.");
  const bytes = typeof given === "string" ? Buffer.from(given) : given;
  const reply = await upload(probe, allocation, bytes);
  mustBeMade(reply, "The upload of an Object");
  return { objectId: allocation.objectId, bytes, upload: reply };
}

/** Registers a Segment, uploading a new Object unless one is named; throws Unmade when it is refused. */
export async function makeSegment(
  probe: Probe,
  flow: { readonly id: string },
  overrides: Document = {},
): Promise<MadeSegment> {
  const objectId = textOf(overrides["object_id"]) || (await makeObject(probe, flow)).objectId;
  const body = { timerange: "[0:0_1:0)", ...overrides, object_id: objectId };
  const reply = await probe.post(path`/flows/${flow.id}/segments`, body);
  mustBeMade(reply, "A Segment");
  if (listOf(at(reply.body, "failed_segments")).length > 0) throw new Unmade("A Segment was not stored.");
  return { objectId, timerange: body.timerange, body, reply };
}

/** Registers a Webhook; throws Unmade when it is refused or has no id. */
export async function makeWebhook(
  probe: Probe,
  receiver: Receiver,
  overrides: Document = {},
): Promise<MadeWebhook> {
  const body = { url: receiver.url, events: ["flows/created"], ...overrides };
  const reply = await probe.post("/service/webhooks", body);
  const id = textOf(at(reply.body, "id"));
  const place = path`/service/webhooks/${id}`;
  if (id !== "") probe.cleanUp(() => probe.delete(place));
  return { id: webhookIdOf(reply), path: place, body, reply };
}

/** Waits until what a DELETE answered with 202 is done; throws Unmade when it takes too long or fails. */
export async function awaitDeletion(probe: Probe, reply: Reply): Promise<void> {
  const location = reply.headers.get("location");
  if (reply.status !== 202 || location === null) return;
  const place = apiPath(probe.server.url, location);
  const ended = await probe.eventually(async () => {
    const state = await probe.request("GET", place);
    const status = textOf(at(state.body, "status"));
    return state.status === 404 || status === "done" || status === "error" ? status || "gone" : undefined;
  }, DELETION_MS);
  if (ended === undefined || ended === "error") {
    throw new Unmade(`The deletion request ${place} ${ended === undefined ? "took too long" : "failed"}.`);
  }
}

/** A URL or path that the server gave, as a path below the base URL. Throws Unmade when it is neither. */
export function apiPath(base: string, location: string): string {
  if (!URL.canParse(location, `${base}/`)) throw new Unmade(`"${location}" is no URL.`);
  const url = new URL(location, `${base}/`);
  const prefix = new URL(base).pathname.replace(/\/$/, "");
  const path = url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : url.pathname;
  return path + url.search;
}

/** The id of the Webhook that a POST made; throws Unmade when it was refused or has no id. */
export function webhookIdOf(reply: Reply): string {
  mustBeMade(reply, "A Webhook");
  const id = textOf(at(reply.body, "id"));
  if (id === "") throw new Unmade("A Webhook was made without an id.");
  return id;
}

/** Any success will do: a status other than the documented one is a finding about that reply, and no obstacle. */
function mustBeMade({ status, body, exchange }: Reply, what: string): void {
  if (status >= 200 && status <= 299) return;
  const summary = isRecord(body) ? textOf(body["summary"]) : "";
  const { method, url } = exchange.request;
  throw new Unmade(`${what} could not be made: ${method} ${url} answered ${status}. ${summary}`.trim());
}
