import { at, listOf, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import type { MadeFlow } from "../makers.ts";
import type { ComplianceTest, Probe, Reply } from "../test.ts";
import { initFlow, objectPath, post, registered, segmentsOf, urlsOf, verifyTimeline } from "../timeline.ts";

const POST = ["POST_flows-flowId-segments"];
const URL_OF_CLIENT = "https://media.example.com/tams-compliance";

function verifyEach(probe: Probe, ids: readonly string[], reply: Reply, ...statuses: readonly number[]) {
  for (const id of ids) probe.verifyStatus(id, reply, ...statuses);
}

/** The URLs of an Object with this label, as it shows them to whoever asks for all about them. */
async function labelled(probe: Probe, objectId: string, label: string) {
  const reply = await probe.get(objectPath({ objectId }), { verbose_storage: "true" });
  return urlsOf(reply.body).filter((entry) => at(entry, "label") === label);
}

/** A Flow with a Segment at `[0:0_1:0)` whose Object has an init Object. */
async function withInit(probe: Probe) {
  const flow = await initFlow(probe);
  const init = await probe.object(flow);
  const media = await registered(probe, flow, { init_object_id: init.objectId });
  return { flow, init: init.objectId, media: media.objectId };
}

async function tried(probe: Probe, flow: MadeFlow, body: Readonly<Record<string, unknown>>) {
  const { objectId } = await probe.object(flow);
  return {
    objectId,
    reply: await post(probe, flow, { object_id: objectId, timerange: "[0:0_1:0)", ...body }),
  };
}

export const segmentsObjects: readonly ComplianceTest[] = [
  {
    id: "segments-objects/allocated-elsewhere",
    title: "A new Object is only taken on the Flow that it was allocated on, and then on any",
    area: "segments",
    behaviours: ["SEG-070", "SEG-071", "DM-059", "TRAP-038"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const other = await probe.flow();
      const { objectId } = await probe.object(flow);
      const body = { object_id: objectId, timerange: "[0:0_1:0)" };
      probe.verifyStatus("SEG-070", await post(probe, other, body), 400);
      await verifyTimeline(probe, "SEG-070", other, {}, []);
      const first = await post(probe, flow, body);
      probe.verifyStatus("DM-059", first, 201);
      const reuse = await post(probe, other, body);
      verifyEach(probe, ["SEG-071", "DM-059", "TRAP-038"], reuse, 201);
      await verifyTimeline(probe, ["SEG-071", "DM-059", "TRAP-038"], other, { object_id: objectId }, [
        "[0:0_1:0)",
      ]);
    },
  },
  {
    id: "segments-objects/conflicting-reuse",
    title: "Reuse that changes what the Object has is refused, and reuse that repeats it is not",
    area: "segments",
    behaviours: ["SEG-072", "SEG-072b", "DM-053"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await registered(probe, flow, { timerange: "[0:0_1:0)", key_frame_count: 2 });
      const reuse = { object_id: objectId, timerange: "[4:0_5:0)", ts_offset: "4:0" };
      for (const change of [{ key_frame_count: 3 }, { object_timerange: "[0:0_2:0)" }]) {
        probe.verifyStatus("SEG-072", await post(probe, flow, { ...reuse, ...change }), 400);
      }
      await verifyTimeline(probe, "SEG-072", flow, {}, ["[0:0_1:0)"]);
      const equal = { ...reuse, key_frame_count: 2, object_timerange: "[0:0_1:0)" };
      probe.verifyStatus("SEG-072b", await post(probe, flow, equal), 201);
      const object = (await probe.get(objectPath({ objectId }))).body;
      verifySame(probe, ["DM-053", "SEG-072"], at(object, "key_frame_count"), 2, "`key_frame_count`");
    },
  },
  {
    id: "segments-objects/init-conflicts",
    title: "An Object is either media or init, and its init Object never changes",
    area: "segments",
    behaviours: ["SEG-072", "SEG-072b", "SEG-073", "SEG-073b", "DM-006"],
    operations: POST,
    since: "8.2",
    async run(probe) {
      const { flow, init, media } = await withInit(probe);
      const other = await probe.object(flow);
      const reuse = { object_id: media, timerange: "[4:0_5:0)", ts_offset: "4:0" };
      const changed = await post(probe, flow, { ...reuse, init_object_id: other.objectId });
      probe.verifyStatus("SEG-072", changed, 400);
      const asMedia = await post(probe, flow, {
        object_id: init,
        timerange: "[6:0_7:0)",
        init_object_id: other.objectId,
      });
      verifyEach(probe, ["SEG-073", "DM-006"], asMedia, 400);
      const plain = await post(probe, await probe.flow(), { object_id: init, timerange: "[6:0_7:0)" });
      verifyEach(probe, ["SEG-073", "DM-006"], plain, 400);
      const { reply } = await tried(probe, flow, { timerange: "[8:0_9:0)", init_object_id: media });
      verifyEach(probe, ["SEG-073", "DM-006"], reply, 400);
      const both = { object_id: other.objectId, init_object_id: other.objectId, timerange: "[10:0_11:0)" };
      probe.verifyStatus("SEG-073b", await post(probe, flow, both), 400);
      await verifyTimeline(probe, ["SEG-072", "SEG-073", "SEG-073b", "DM-006"], flow, {}, ["[0:0_1:0)"]);
      const equal = await post(probe, flow, { ...reuse, init_object_id: init });
      probe.verifyStatus("SEG-072b", equal, 201);
    },
  },
  {
    id: "segments-objects/inherited-init",
    title: "Reuse without init_object_id has the Object's init Object, which many Objects may share",
    area: "segments",
    behaviours: ["SEG-074", "SEG-076"],
    operations: POST,
    since: "8.2",
    async run(probe) {
      const { flow, init, media } = await withInit(probe);
      const other = await initFlow(probe);
      const reuse = await post(probe, other, { object_id: media, timerange: "[0:0_1:0)" });
      probe.requireStatus("SEG-074", reuse, 201);
      const [segment] = await segmentsOf(probe, other);
      verifySame(
        probe,
        "SEG-074",
        at(segment, "init_object", "object_id"),
        init,
        "The inherited init Object",
      );
      const { objectId, reply } = await tried(probe, flow, { timerange: "[1:0_2:0)", init_object_id: init });
      probe.verifyStatus("SEG-076", reply, 201);
      const shared = at((await probe.get(objectPath({ objectId }))).body, "init_object", "id");
      verifySame(probe, "SEG-076", shared, init, "The shared init Object");
      const elsewhere = await tried(probe, other, { timerange: "[1:0_2:0)", init_object_id: init });
      probe.verifyStatus("SEG-076", elsewhere.reply, 201);
    },
  },
  {
    id: "segments-objects/init-segments",
    title: "A Flow with init_segments takes Objects with an init Object, and any other Flow those without",
    area: "segments",
    behaviours: ["SEG-075", "SEG-075b"],
    operations: POST,
    since: "8.2",
    async run(probe) {
      const { flow, media } = await withInit(probe);
      const plain = await probe.flow();
      const { objectId: bare } = await registered(probe, plain);
      const without = await tried(probe, flow, { timerange: "[1:0_2:0)" });
      probe.verifyStatus("SEG-075b", without.reply, 400);
      const init = await probe.object(plain);
      const unasked = await tried(probe, plain, { timerange: "[1:0_2:0)", init_object_id: init.objectId });
      probe.verifyStatus("SEG-075b", unasked.reply, 400);
      const reused = await post(probe, plain, { object_id: media, timerange: "[2:0_3:0)", ts_offset: "2:0" });
      probe.verifyStatus("SEG-075b", reused, 400);
      const bareReuse = await post(probe, flow, {
        object_id: bare,
        timerange: "[2:0_3:0)",
        ts_offset: "2:0",
      });
      probe.verifyStatus("SEG-075b", bareReuse, 400);
      const [taken] = await segmentsOf(probe, flow);
      const hasInit = at(taken, "init_object") !== undefined;
      probe.verify("SEG-075", hasInit, "The Segment of the Flow with init_segments has an init Object.");
      const [simple] = await segmentsOf(probe, plain);
      probe.verify("SEG-075", at(simple, "init_object") === undefined, "The other Flow's Segment has none.");
      await verifyTimeline(probe, "SEG-075", flow, {}, ["[0:0_1:0)"]);
      await verifyTimeline(probe, "SEG-075", plain, {}, ["[0:0_1:0)"]);
    },
  },
  {
    id: "segments-objects/unknown-init",
    title: "A new init Object must have been allocated on the Flow",
    area: "segments",
    behaviours: ["SEG-077", "SEG-080"],
    operations: POST,
    since: "8.2",
    async run(probe) {
      const flow = await initFlow(probe);
      const other = await initFlow(probe);
      const foreign = await probe.object(other);
      const { reply } = await tried(probe, flow, { init_object_id: foreign.objectId });
      probe.verifyStatus("SEG-077", reply, 400);
      const unknown = await tried(probe, flow, { init_object_id: probe.fresh.objectId() });
      probe.verifyStatus("SEG-080", unknown.reply, 400);
      await verifyTimeline(probe, ["SEG-077", "SEG-080"], flow, {}, []);
    },
  },
  {
    id: "segments-objects/external",
    title: "An unknown Object is refused without get_urls; with them it may become an external one",
    area: "segments",
    behaviours: ["SEG-078", "SEG-079", "AMB-049"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const objectId = probe.fresh.objectId();
      const body = { object_id: objectId, timerange: "[0:0_1:0)" };
      probe.verifyStatus("SEG-078", await post(probe, flow, body), 400);
      await verifyTimeline(probe, "SEG-078", flow, {}, []);
      const label = probe.fresh.text();
      const reply = await post(probe, flow, { ...body, get_urls: [{ url: URL_OF_CLIENT, label }] });
      verifyEach(probe, ["SEG-079", "AMB-049"], reply, 201, 400);
      if (reply.status !== 201) return;
      const found = urlsOf((await probe.get(objectPath({ objectId }), { verbose_storage: "true" })).body);
      const shows = found.map((entry) => [at(entry, "url"), at(entry, "label"), at(entry, "controlled")]);
      verifySame(probe, ["SEG-079", "AMB-049"], shows, [[URL_OF_CLIENT, label, false]], "What get_urls has");
    },
  },
  {
    id: "segments-objects/client-urls",
    title: "get_urls of a new Object are added, as uncontrolled, to what the server has",
    area: "segments",
    behaviours: ["SEG-083", "SEG-085", "SEG-086", "DM-008"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const label = probe.fresh.text();
      const bad = [{ url: URL_OF_CLIENT }, { label }, { url: 1, label }];
      for (const entry of bad) {
        const { reply } = await tried(probe, flow, { get_urls: [entry] });
        probe.verifyStatus("SEG-083", reply, 400);
      }
      const { objectId, reply } = await tried(probe, flow, { get_urls: [{ url: URL_OF_CLIENT, label }] });
      probe.requireStatus("SEG-085", reply, 201);
      const [entry] = await labelled(probe, objectId, label);
      verifySame(
        probe,
        ["SEG-083", "SEG-085", "DM-008"],
        at(entry, "url"),
        URL_OF_CLIENT,
        "The URL of the label",
      );
      verifySame(probe, ["SEG-083", "DM-008"], at(entry, "controlled"), false, "`controlled` of that URL");
      verifySame(probe, "DM-008", at(entry, "storage_id"), undefined, "`storage_id` of that URL");
      const all = urlsOf((await probe.get(objectPath({ objectId }), { verbose_storage: "true" })).body);
      const own = all.filter((url) => at(url, "controlled") !== false);
      for (const id of ["SEG-085", "SEG-086", "DM-008"]) {
        probe.verify(id, own.length > 0, `The controlled URLs are there; ${own.length} are.`);
      }
      const known = new Set(probe.server.backends.map((backend) => backend.id));
      const addressed = own.every((url) => known.has(textOf(at(url, "storage_id"))));
      probe.verify("DM-008", addressed, "A controlled URL has the storage_id of a Storage Backend.");
      const [segment] = await segmentsOf(probe, flow);
      verifySame(probe, "SEG-086", urlsOf(segment).length, all.length, "The number of URLs of the Segment");
    },
  },
  {
    id: "segments-objects/labels",
    title: "A label of a Storage Backend, or one given twice, is refused in get_urls",
    area: "segments",
    behaviours: ["SEG-084", "AMB-039"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const label = probe.fresh.text();
      const taken = probe.server.backends.find((backend) => backend.label !== undefined)?.label;
      const twice = [1, 2].map((number) => ({ url: `${URL_OF_CLIENT}/${number}`, label }));
      const lists = taken === undefined ? [twice] : [twice, [{ url: URL_OF_CLIENT, label: taken }]];
      for (const [second, get_urls] of lists.entries()) {
        const { reply } = await tried(probe, flow, { timerange: `[${second}:0_${second + 1}:0)`, get_urls });
        verifyEach(probe, ["SEG-084", "AMB-039"], reply, 400, 201);
      }
    },
  },
  {
    id: "segments-objects/urls-of-known",
    title: "get_urls on the reuse of a known Object are refused or ignored",
    area: "segments",
    behaviours: ["SEG-085b", "AMB-040"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await registered(probe, flow);
      const label = probe.fresh.text();
      const reuse = { object_id: objectId, timerange: "[4:0_5:0)", ts_offset: "4:0" };
      const reply = await post(probe, flow, { ...reuse, get_urls: [{ url: URL_OF_CLIENT, label }] });
      verifyEach(probe, ["SEG-085b", "AMB-040"], reply, 400, 201);
      const added = await labelled(probe, objectId, label);
      for (const id of ["SEG-085b", "AMB-040"]) {
        probe.verify(id, added.length === 0, `The URL is not added to the Object; ${shown(added)} is.`);
      }
    },
  },
  {
    id: "segments-objects/repeated",
    title: "One Object may be used several times in a Flow, which is then its first one",
    area: "segments",
    behaviours: ["SEG-087", "SEG-088"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await registered(probe, flow);
      for (const second of [9, 4]) {
        const timerange = `[${second}:0_${second + 1}:0)`;
        const reply = await post(probe, flow, { object_id: objectId, timerange, ts_offset: `${second}:0` });
        probe.verifyStatus("SEG-088", reply, 201);
      }
      await verifyTimeline(probe, "SEG-088", flow, { object_id: objectId }, [
        "[0:0_1:0)",
        "[4:0_5:0)",
        "[9:0_10:0)",
      ]);
      const other = await probe.flow();
      await probe.segment(other, { object_id: objectId });
      const object = (await probe.get(objectPath({ objectId }))).body;
      verifySame(
        probe,
        "SEG-087",
        at(object, "first_referenced_by_flow"),
        flow.id,
        "`first_referenced_by_flow`",
      );
      const flows = listOf(at(object, "referenced_by_flows")).toSorted();
      verifySame(probe, "SEG-088", new Set(flows).size, flows.length, "The number of Flows, each once");
    },
  },
];
