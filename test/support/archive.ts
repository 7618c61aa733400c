import { expect } from "chai";
import type { Client } from "./client.ts";
import {
  audioFlow,
  dataFlow,
  type Flow,
  imageFlow,
  linkedFlow,
  multiFlow,
  profile,
  segment,
  uuid,
  videoFlow,
  webhook,
} from "./make.ts";
import { storeFlow } from "./served.ts";
import {
  allocateOne,
  eventually,
  ingest,
  mustBe,
  newFlow,
  newFragmentedFlow,
  objectOf,
  register,
  type Segment,
  second,
  segmentsOf,
  upload,
} from "./steps.ts";

/** Fills a server with one of everything that TAMS keeps, told by clients in every way that leaves a trace. */
export async function furnish(api: Client): Promise<void> {
  const storage = await backends(api);
  await describeService(api);
  await collections(api);
  await profiles(api);
  await times(api);
  await fragments(api);
  await sharing(api);
  await copies(api, storage);
  await elsewhere(api);
  await deletions(api);
  await unfinished(api);
}

/** The ids of the Storage Backends by label. */
async function backends(api: Client): Promise<ReadonlyMap<string, string>> {
  const list = await api.all<{ id: string; label: string }>("/service/storage-backends");
  return new Map(list.map(({ id, label }) => [label, id]));
}

async function describeService(api: Client): Promise<void> {
  mustBe(200, await api.post("/service", { name: "Archive «eins»", description: "Two lines\nof text" }));
  mustBe(201, await api.post("/service/webhooks", webhook()));
}

const ODD_TAGS = {
  "odd name/with %, ü and 漢字": "yes",
  constructor: "own",
  "1": ["two", "two", ""],
  empty: [],
  "a.b": "",
};

/** Flows of every format, collected by two Flows of one Source, with roles, and edited since. */
async function collections(api: Client): Promise<void> {
  const video = await storeFlow(api, videoFlow({ label: "Camera 1", tags: ODD_TAGS, description: "d" }));
  const audio = await storeFlow(api, audioFlow({ label: "", tags: { lang: ["no", "en"] } }));
  const image = await storeFlow(api, imageFlow({ tags: {} }));
  const data = await storeFlow(api, dataFlow({ avg_bit_rate: 12, max_bit_rate: 20 }));
  const gone = await storeFlow(api, audioFlow());
  const first = multiFlow([], {
    flow_collection: [
      { id: video.id, role: "picture" },
      { id: gone.id, role: "to go" },
      { id: audio.id, role: "sound" },
    ],
  });
  await storeFlow(api, first);
  const second = { ...multiFlow([audio.id, image.id]), source_id: first.source_id };
  await storeFlow(api, second);
  await storeFlow(api, multiFlow([second.id, data.id]));
  const emptied = await storeFlow(api, multiFlow([gone.id]));
  mustBe(204, await api.del(`/flows/${gone.id}`));
  expect((await api.get<Flow>(`/flows/${emptied.id}`)).body.flow_collection ?? []).to.eql([]);
  mustBe(204, await api.put(`/sources/${video.source_id}/label`, "Source of its own"));
  mustBe(204, await api.put(`/sources/${video.source_id}/tags/odd%20%2F`, ["x", "y"]));
  mustBe(204, await api.put(`/flows/${image.id}/description`, "changed"));
  mustBe(204, await api.put(`/flows/${image.id}/read_only`, true));
  mustBe(204, await api.del(`/flows/${video.id}/tags/constructor`));
}

async function profiles(api: Client): Promise<void> {
  const one = profile({ label: "Linked" });
  mustBe(201, await api.post(`/service/profiles/${one.id}`, one));
  const other = profile({ tags: { of: "nobody" } });
  mustBe(201, await api.post(`/service/profiles/${other.id}`, other));
  await storeFlow(api, linkedFlow(one.id, { label: "takes all from its Profile" }));
}

/** Times before zero, of 48 bits, to the nanosecond, and with ends that are included. */
async function times(api: Client): Promise<void> {
  const flow = await newFlow(api);
  const ranges = [
    "[-140737488355328:0_-140737488355327:0)",
    "[-1:999999999_0:1)",
    "[5:0_6:0]",
    "[7:0]",
    "[140737488355326:1_140737488355327:999999999)",
  ];
  for (const range of ranges) await ingest(api, flow, range, { key_frame_count: 0 });
  const bulk = Array.from({ length: 150 }, (_, at) => segment(second(1000 + at)));
  await register(api, flow, bulk);
}

async function fragments(api: Client): Promise<void> {
  const flow = await newFragmentedFlow(api);
  const init = await allocateOne(api, flow);
  expect((await upload(init, "init")).status).to.equal(200);
  for (let at = 0; at < 3; at++) {
    await ingest(api, flow, second(at), { init_object_id: init.object_id, key_frame_count: at });
  }
}

/** One Object on several Flows and twice on one, with offsets, durations and a timerange of its own. */
async function sharing(api: Client): Promise<void> {
  const first = await newFlow(api);
  const object = await ingest(api, first, second(0), { object_timerange: "[0:0_10:0)" });
  const other = await newFlow(api);
  const offset = { ts_offset: "100:0", last_duration: "0:40000000", sample_offset: 1, sample_count: 25 };
  await register(api, other, { object_id: object, timerange: "[100:0_101:0)", ...offset });
  await register(api, other, { object_id: object, timerange: "[103:0_104:0)", ts_offset: "100:0" });
  mustBe(204, await api.del(`/flows/${first}/segments?timerange=${encodeURIComponent(second(0))}`));
}

/** Copies on the second backend: beside the first one, instead of it, and beside a URL of others. */
async function copies(api: Client, storage: ReadonlyMap<string, string>): Promise<void> {
  const flow = await newFlow(api);
  const [both, moved, listed] = [
    await ingest(api, flow, second(0), {}, "both"),
    await ingest(api, flow, second(1), {}, "moved"),
    await ingest(api, flow, second(2), {}, "listed"),
  ];
  for (const id of [both, moved]) {
    mustBe(201, await api.post(`/objects/${id}/instances`, { storage_id: storage.get("slow") }));
    await eventually(async () => ((await urlsOf(api, id)).includes("slow") ? true : undefined));
  }
  mustBe(204, await api.del(`/objects/${moved}/instances?storage_id=${storage.get("fast")}`));
  const url = "https://media.example.com/a?b=c&d=%20";
  mustBe(201, await api.post(`/objects/${listed}/instances`, { url, label: "a label, with “quotes”" }));
}

async function urlsOf(api: Client, id: string): Promise<(string | undefined)[]> {
  return ((await objectOf(api, id)).get_urls ?? []).map(({ label }) => label);
}

/** Objects without bytes of ours, one of them with an id that no file could have. */
async function elsewhere(api: Client): Promise<void> {
  const flow = await newFlow(api);
  const urls = [
    { url: "https://a.example.com/1", label: "a" },
    { url: "https://b.example.com/1", label: "b" },
  ];
  await register(api, flow, segment(second(0), { object_id: `ä/ö ?#% ${uuid()}`, get_urls: urls }));
}

async function deletions(api: Client): Promise<void> {
  const flow = await newFlow(api);
  for (let at = 0; at < 5; at++) await ingest(api, flow, second(at));
  mustBe(204, await api.del(`/flows/${flow}/segments?timerange=${encodeURIComponent("[1:0_3:0)")}`));
  const whole = await newFlow(api);
  await ingest(api, whole, second(0));
  mustBe(204, await api.del(`/flows/${whole}`));
  const emptied = await newFlow(api);
  await ingest(api, emptied, second(0));
  mustBe(204, await api.del(`/flows/${emptied}/segments`));
}

/** What waits for its first Segment is not content yet, and is not restored. */
async function unfinished(api: Client): Promise<void> {
  const flow = await newFlow(api);
  const waiting = await allocateOne(api, flow);
  expect((await upload(waiting, "not registered")).status).to.equal(200);
}

/** Everything that a client can list or get, with the signatures and expiries of URLs left out. */
export async function everything(api: Client): Promise<unknown> {
  const flows = await api.all<Flow>("/flows?limit=7");
  const segments = new Map<string, unknown>();
  const objects = new Set<string>();
  for (const { id } of flows) {
    const query = "?include_object_timerange=true&verbose_storage=true";
    const forward: Segment[] = await segmentsOf(api, id, `${query}&limit=50`);
    const backward = await segmentsOf(api, id, `${query}&reverse_order=true`);
    segments.set(id, { forward, backward, flow: await get(api, `/flows/${id}?include_timerange=true`) });
    for (const { object_id, init_object } of forward) {
      objects.add(object_id);
      if (init_object) objects.add(init_object.object_id);
    }
  }
  const documents = new Map<string, unknown>();
  for (const id of [...objects].sort())
    documents.set(id, await get(api, `/objects/${encodeURIComponent(id)}?verbose_storage=true`));
  return unsigned({ flows, segments: [...segments], objects: [...documents], ...(await lists(api)) });
}

async function lists(api: Client): Promise<Record<string, unknown>> {
  const sorted = ["created", "metadata_updated", "label"].map((sort) => `/flows?sort_by=${sort}`);
  const tagged = ["constructor", "1", "empty", "a.b", "lang"].flatMap((tag) => [
    `/flows?tag_exists.${tag}=true`,
    `/sources?tag_exists.${tag}=true`,
  ]);
  const paths = [
    ...sorted,
    ...tagged,
    "/flows?tag.lang=en",
    "/flows?collected_by_ids=",
    "/flows?timerange=[5:0_6:0)",
    "/sources",
    "/sources?sort_by=updated",
    "/sources?sort_by=label&reverse_order=true",
    "/sources?collected_by_ids=",
    "/service/profiles",
    "/service/storage-backends",
  ];
  const found: [string, unknown][] = [["/service", await get(api, "/service")]];
  for (const path of paths) found.push([path, await api.all(path)]);
  return Object.fromEntries(found);
}

async function get(api: Client, path: string): Promise<unknown> {
  return mustBe(200, await api.get(path));
}

/** URLs keep their place and what they were signed for, but not when. */
function unsigned(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, item: unknown) =>
    typeof item === "string" && /[?&](signature|X-Amz-Signature)=/.test(item) ? item.split("?")[0] : item,
  );
}
