import type { Operation } from "../contract.ts";
import { FORMATS } from "../formats.ts";
import { at, isRecord, listOf, textOf } from "../json.ts";
import { type Probe, path, type Reply } from "../test.ts";

/** The values of a path's parameters, by name. */
export type Parameters = Readonly<Record<string, string>>;

/** What the requests of one operation are about: things on the server that the test owns. */
export interface Subject {
  /** Values for the path that lead to what there is; new ones each time where a request creates something. */
  parameters(): Parameters;
  /** Makes a generated body fit what there is, and changes nothing that breaks its schema. */
  fitted?(body: unknown, parameters: Parameters): unknown;
  /** Whether a rule beyond the schema may be a reason to refuse a body that fits it. */
  mayRefuse?(body: unknown): boolean;
  /** Where a body would show if it had been stored. */
  state?(parameters: Parameters): string;
  /** Takes away what a request made, if it made something. */
  undo?(parameters: Parameters, reply: Reply): Promise<unknown>;
  /** The most valid bodies to send, where each leaves something that can never be deleted. */
  readonly most?: number;
}

type Maker = (probe: Probe) => Promise<Subject>;
type Document = Readonly<Record<string, unknown>>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TAG = "fuzz";
/** Where nothing answers: no server has a reason to fetch it. */
const ELSEWHERE = "https://media.example.org/fuzz";
const MOST_OBJECTS = 3;
/** Profiles stay for ever. */
const MOST_PROFILES = 2;

/** What the paths of the contract lead to, by how they start; the first that fits. */
const MAKERS: readonly (readonly [start: string, make: Maker])[] = [
  ["POST /service/profiles/{profileId}", newProfile],
  ["POST /service/webhooks", newWebhook],
  ["POST /service", service],
  ["PUT /flows/{flowId}/flow_collection", collection],
  ["POST /flows/{flowId}/segments", newSegments],
  ["POST /flows/{flowId}/storage", newStorage],
  ["POST /objects/{objectId}/instances", newInstance],
  ["/service/profiles/{profileId}", profile],
  ["/service/webhooks/{webhookId}", webhook],
  ["/sources/{sourceId}", source],
  ["/flows/{flowId}/", flowParts],
  ["PUT /flows/{flowId}", newFlow],
  ["/flows/{flowId}", flowParts],
  ["/objects/{objectId}", object],
  ["/flow-delete-requests/{request-id}", async () => ({ parameters: () => ({}) })],
  ["/", async () => ({ parameters: () => ({}) })],
];

/** Makes what an operation needs. Throws Unmade. */
export async function subjectOf(probe: Probe, { method, template }: Operation): Promise<Subject> {
  const [, make] =
    MAKERS.find(([start]) => `${method} ${template}`.startsWith(start) || template.startsWith(start)) ?? [];
  if (make === undefined) throw new Error(`Nothing is known of ${template}.`);
  return await make(probe);
}

async function service(probe: Probe): Promise<Subject> {
  const { body } = await probe.get("/service");
  const before = { name: textOf(at(body, "name")), description: textOf(at(body, "description")) };
  probe.cleanUp(() => probe.post("/service", before));
  return { parameters: () => ({}), state: () => "/service" };
}

/** An existing Profile, or the id of one that might exist: a run of reads must not leave Profiles behind. */
async function profile(probe: Probe): Promise<Subject> {
  const { body } = await probe.get("/service/profiles", { limit: 1 });
  const profileId = textOf(at(body, 0, "id")) || probe.fresh.uuid();
  return { parameters: () => ({ profileId }) };
}

async function newProfile(probe: Probe): Promise<Subject> {
  return {
    parameters: () => ({ profileId: probe.fresh.uuid() }),
    fitted: (body, { profileId }) => withIds(body, { id: profileId }),
    state: ({ profileId = "" }) => path`/service/profiles/${profileId}`,
    most: MOST_PROFILES,
  };
}

async function webhook(probe: Probe): Promise<Subject> {
  const receiver = await probe.receiver();
  const made = await probe.webhook(receiver, { status: "disabled" });
  return {
    parameters: () => ({ webhookId: made.id }),
    fitted: (body, { webhookId }) => quiet(withIds(body, { id: webhookId }), receiver.url),
    state: () => made.path,
  };
}

async function newWebhook(probe: Probe): Promise<Subject> {
  const receiver = await probe.receiver();
  const tag = probe.fresh.tagName();
  return {
    parameters: () => ({}),
    fitted: (body) => tagged(quiet(body, receiver.url), tag),
    state: () => `/service/webhooks?tag_exists.${tag}=true`,
    undo: async (_, reply) => {
      const id = textOf(at(reply.body, "id"));
      if (id !== "") await probe.delete(path`/service/webhooks/${id}`);
    },
  };
}

async function source(probe: Probe): Promise<Subject> {
  const { sourceId } = await probe.flow({ tags: { [TAG]: "x" } });
  return { parameters: () => ({ sourceId, name: TAG }), state: () => path`/sources/${sourceId}` };
}

async function flowParts(probe: Probe): Promise<Subject> {
  const flow = await probe.flow({ tags: { [TAG]: "x" } });
  return { parameters: () => ({ flowId: flow.id, name: TAG }), state: () => flow.path };
}

async function newFlow(probe: Probe): Promise<Subject> {
  const member = await probe.flow();
  const left = new Set<string>();
  const gone = async (id: string) => {
    await probe.remove(path`/flows/${id}`);
    left.delete(id);
  };
  probe.cleanUp(async () => {
    for (const id of left) await gone(id);
  });
  return {
    parameters: () => {
      const flowId = probe.fresh.uuid();
      left.add(flowId);
      return { flowId };
    },
    fitted: (body, { flowId }) => {
      const own = withIds(writable(body), { id: flowId, source_id: probe.fresh.uuid() });
      if (!isRecord(own) || !("flow_collection" in own)) return own;
      return { ...own, flow_collection: collecting(own["flow_collection"], member.id) };
    },
    // Profiles that do not exist.
    mayRefuse: (body) => at(body, "profile_id") !== undefined || isIntricate(at(body, "flow_collection")),
    state: ({ flowId = "" }) => path`/flows/${flowId}`,
    undo: async ({ flowId = "" }, { status }) => {
      if (status >= 400 && status <= 499) left.delete(flowId);
      else await gone(flowId);
    },
  };
}

async function collection(probe: Probe): Promise<Subject> {
  const member = await probe.flow();
  const plain = { codec: undefined, container: undefined, essence_parameters: undefined };
  const flow = await probe.flow({ ...plain, format: FORMATS.multi });
  return {
    parameters: () => ({ flowId: flow.id }),
    fitted: (body) => collecting(body, member.id),
    mayRefuse: isIntricate,
    state: () => flow.path,
  };
}

/** A collection whose members are a Flow that there is. */
function collecting(list: unknown, id: string): unknown {
  return Array.isArray(list) ? list.map((item) => withIds(item, { id })) : list;
}

/** How tracks are mapped has rules of its own, and so has collecting a Flow twice. */
function isIntricate(list: unknown): boolean {
  const items = listOf(list);
  return items.length > 1 || items.some((item) => at(item, "container_mapping") !== undefined);
}

async function newSegments(probe: Probe): Promise<Subject> {
  const flow = await probe.flow();
  const allocated = await probe.storage(flow, MOST_OBJECTS);
  const ids = allocated.map(({ objectId }) => objectId);
  const fitted = (item: unknown): unknown => {
    if (!isRecord(item)) return item;
    const given = item["object_id"];
    // Some Objects are allocated and others are not known.
    const id = typeof given === "string" ? (ids[given.length] ?? `${flow.id}/${given}`) : given;
    return { ...item, ...("object_id" in item && { object_id: id }), ...elsewhere(item) };
  };
  return {
    parameters: () => ({ flowId: flow.id }),
    fitted: (body) => (Array.isArray(body) ? body.map(fitted) : fitted(body)),
    mayRefuse: () => true,
    state: () => path`/flows/${flow.id}/segments`,
  };
}

/** URLs of a Segment's Object that lead nowhere; what is no text is left as it is. */
function elsewhere(item: Document): Document {
  if (!Array.isArray(item["get_urls"])) return {};
  const urls = item["get_urls"].map((one: unknown) =>
    isRecord(one) && typeof one["url"] === "string" ? { ...one, url: ELSEWHERE } : one,
  );
  return { get_urls: urls };
}

async function newStorage(probe: Probe): Promise<Subject> {
  const flow = await probe.flow();
  const [backend] = probe.server.backends;
  return {
    parameters: () => ({ flowId: flow.id }),
    fitted: (body) => {
      if (!isRecord(body)) return body;
      const { limit, object_ids } = body;
      const isMany = Number.isInteger(limit) && Number(limit) > MOST_OBJECTS;
      const ids = Array.isArray(object_ids) && object_ids.every((id) => typeof id === "string");
      const own = ids
        ? { object_ids: object_ids.map((id: unknown) => `${probe.fresh.objectId()}/${id}`) }
        : {};
      const some = { ...body, ...own, ...(isMany && { limit: MOST_OBJECTS }) };
      return backend === undefined ? some : withIds(some, { storage_id: backend.id });
    },
    // Ids that clash or that the store cannot hold, none at all, and kinds of URLs that a store does not have.
    mayRefuse: (body) =>
      at(body, "object_ids") !== undefined ||
      at(body, "presigned") !== undefined ||
      Number(at(body, "limit") ?? 1) < 1 ||
      backend === undefined,
  };
}

async function object(probe: Probe): Promise<Subject> {
  const { objectId } = await probe.segment(await probe.flow());
  return { parameters: () => ({ objectId }), state: () => path`/objects/${objectId}` };
}

async function newInstance(probe: Probe): Promise<Subject> {
  const subject = await object(probe);
  return {
    ...subject,
    fitted: (body) =>
      isRecord(body) && typeof body["url"] === "string" ? { ...body, url: ELSEWHERE } : body,
    mayRefuse: () => true,
  };
}

/** Puts ids in place of those that are well formed. */
function withIds(body: unknown, ids: Readonly<Record<string, string | undefined>>): unknown {
  if (!isRecord(body)) return body;
  const entries = Object.entries(body).map(([key, value]) => [
    key,
    typeof value === "string" && UUID.test(value) ? (ids[key] ?? value) : value,
  ]);
  return Object.fromEntries(entries);
}

/** A Flow that can be deleted again. */
function writable(body: unknown): unknown {
  return isRecord(body) && body["read_only"] === true ? { ...body, read_only: false } : body;
}

/** A Webhook that is never called, and whose parts can be sent as headers and to a URL. */
function quiet(body: unknown, url: string): unknown {
  if (!isRecord(body)) return body;
  const isText = (key: string) => typeof body[key] === "string";
  const status = body["status"];
  return {
    ...body,
    ...(isText("url") && { url }),
    ...(isText("api_key_name") && { api_key_name: "X-Fuzz" }),
    ...(isText("api_key_value") && { api_key_value: "fuzz" }),
    ...((status === undefined || status === "created") && { status: "disabled" }),
  };
}

function tagged(body: unknown, tag: string): unknown {
  if (!isRecord(body)) return body;
  const { tags = {} } = body;
  return isRecord(tags) ? { ...body, tags: { ...tags, [tag]: "x" } } : body;
}
