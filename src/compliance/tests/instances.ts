import { at } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import type { ComplianceTest, Probe, Reply } from "../test.ts";
import { initFlow, objectPath, registered, segmentsOf, urlsOf } from "../timeline.ts";

const POST = ["POST_objects-instances"];
const DELETE = ["DELETE_objects-instances"];
const CLIENT_URL = "https://media.example.com/tams-compliance";

function instancesPath(objectId: string): string {
  return `${objectPath({ objectId })}/instances`;
}

/** Adds an instance by URL; resolves to its label. */
async function added(probe: Probe, objectId: string): Promise<{ label: string; reply: Reply }> {
  const label = probe.fresh.text();
  return { label, reply: await probe.post(instancesPath(objectId), { url: CLIENT_URL, label }) };
}

/** The labels of all URLs of an Object or a Segment. */
function labelsOf(value: unknown): unknown[] {
  return urlsOf(value).map((entry) => at(entry, "label"));
}

async function objectOf(probe: Probe, objectId: string): Promise<unknown> {
  return (await probe.get(objectPath({ objectId }), { verbose_storage: "true" })).body;
}

/** An init Object, and a media Object that names it. */
async function pair(probe: Probe) {
  const flow = await initFlow(probe);
  const init = (await probe.object(flow)).objectId;
  const media = (await registered(probe, flow, { init_object_id: init })).objectId;
  return { flow, init, media };
}

export const instances: readonly ComplianceTest[] = [
  {
    id: "instances/body",
    title: "An instance is either a storage_id or a url with a label, and nothing between",
    area: "objects",
    behaviours: ["OBJ-020", "OBJ-022"],
    operations: POST,
    async run(probe) {
      const { objectId } = await registered(probe, await probe.flow());
      const known = probe.server.backends[0]?.id ?? probe.fresh.uuid();
      const label = probe.fresh.text();
      const refused: readonly unknown[] = [
        {},
        { url: CLIENT_URL },
        { label },
        { storage_id: known, url: CLIENT_URL, label },
        { storage_id: "x" },
        { url: 1, label },
        [],
        null,
      ];
      for (const body of refused) {
        probe.verifyStatus("OBJ-020", await probe.post(instancesPath(objectId), body), 400);
      }
      const unknown = { storage_id: probe.fresh.uuid() };
      probe.verifyStatus("OBJ-022", await probe.post(instancesPath(objectId), unknown), 400);
      const holder = at(urlsOf(await objectOf(probe, objectId))[0], "storage_id");
      const again = await probe.post(instancesPath(objectId), { storage_id: holder });
      probe.verifyStatus("OBJ-022", again, 400);
      const labels = labelsOf(await objectOf(probe, objectId));
      probe.verify("OBJ-020", !labels.includes(label), "Nothing of a refused instance is listed.");
    },
  },
  {
    id: "instances/by-url",
    title:
      "An instance by URL is listed at once, as uncontrolled, on the Object and on Segments of every Flow",
    area: "objects",
    behaviours: ["OBJ-024", "OBJ-027", "AMB-044", "DM-008"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const other = await probe.flow();
      const { objectId } = await registered(probe, flow);
      await probe.segment(other, { object_id: objectId });
      const before = urlsOf(await objectOf(probe, objectId)).length;
      const { label, reply } = await added(probe, objectId);
      probe.requireStatus("OBJ-024", reply, 201);
      probe.verify("AMB-044", true, "The body of the 201 is undefined, so that any is accepted.");
      const holders: [string, readonly string[], unknown][] = [
        ["the Object", ["OBJ-024", "DM-008"], await objectOf(probe, objectId)],
      ];
      for (const target of [flow, other]) {
        const [segment] = await segmentsOf(probe, target, { verbose_storage: "true" });
        holders.push(["a Segment", ["OBJ-027"], segment]);
      }
      for (const [name, ids, holder] of holders) {
        const entry = urlsOf(holder).find((candidate) => at(candidate, "label") === label);
        verifySame(probe, ids, at(entry, "url"), CLIENT_URL, `The URL of the label on ${name}`);
        verifySame(probe, ids, at(entry, "controlled"), false, `\`controlled\` of it on ${name}`);
        verifySame(probe, ids, urlsOf(holder).length, before + 1, `The number of URLs on ${name}`);
      }
    },
  },
  {
    id: "instances/labels",
    title: "A label of a Storage Backend, and one that the Object has, are refused",
    area: "objects",
    behaviours: ["OBJ-025", "OBJ-025b"],
    operations: POST,
    async run(probe) {
      const { objectId } = await registered(probe, await probe.flow());
      for (const { label } of probe.server.backends) {
        if (label === undefined) continue;
        const reply = await probe.post(instancesPath(objectId), { url: CLIENT_URL, label });
        probe.verifyStatus("OBJ-025", reply, 400);
      }
      const { label } = await added(probe, objectId);
      const again = await probe.post(instancesPath(objectId), { url: `${CLIENT_URL}/2`, label });
      probe.verifyStatus("OBJ-025b", again, 400);
      const count = labelsOf(await objectOf(probe, objectId)).filter((each) => each === label).length;
      verifySame(probe, "OBJ-025b", count, 1, "The number of URLs with the label");
    },
  },
  {
    id: "instances/unknown-object",
    title: "Instances of an Object that is unknown or not registered give 404, whatever the request holds",
    area: "objects",
    behaviours: ["OBJ-026", "OBJ-026b", "OBJ-043"],
    operations: [...POST, ...DELETE],
    since: "8.1",
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await probe.object(flow);
      for (const id of [probe.fresh.objectId(), objectId]) {
        const { label, reply } = await added(probe, id);
        probe.verifyStatus("OBJ-026", reply, 404);
        const stored = { storage_id: probe.server.backends[0]?.id ?? probe.fresh.uuid() };
        probe.verifyStatus("OBJ-026", await probe.post(instancesPath(id), stored), 404);
        probe.verifyStatus("OBJ-026b", await probe.post(instancesPath(id), {}), 404);
        probe.verifyStatus("OBJ-043", await probe.delete(instancesPath(id), { label }), 404);
        probe.verifyStatus("OBJ-043", await probe.delete(instancesPath(id), stored), 404);
      }
    },
  },
  {
    id: "instances/delete",
    title: "An instance by URL is taken away by its label, at once and everywhere, and no other with it",
    area: "objects",
    behaviours: ["OBJ-040", "OBJ-041", "OBJ-043b", "OBJ-046"],
    operations: DELETE,
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await registered(probe, flow);
      const place = instancesPath(objectId);
      const [gone, kept] = [await added(probe, objectId), await added(probe, objectId)];
      probe.verifyStatus("OBJ-040", await probe.delete(place), 400);
      probe.verifyStatus("OBJ-043b", await probe.delete(place, { label: probe.fresh.text() }), 404);
      probe.verifyStatus("OBJ-043b", await probe.delete(place, { storage_id: probe.fresh.uuid() }), 404);
      probe.verifyStatus("OBJ-046", await probe.delete(place, { storage_id: "x" }), 400, 404);
      const before = labelsOf(await objectOf(probe, objectId)).length;
      probe.verifyStatus("OBJ-041", await probe.delete(place, { label: gone.label }), 204);
      const [segment] = await segmentsOf(probe, flow);
      for (const [name, holder] of [
        ["the Object", await objectOf(probe, objectId)],
        ["the Segment", segment],
      ] as const) {
        const labels = labelsOf(holder);
        const fits =
          !labels.includes(gone.label) && labels.includes(kept.label) && labels.length === before - 1;
        probe.verify("OBJ-041", fits, `One URL of ${name} is gone of ${before}; it has ${shown(labels)}.`);
      }
      probe.verifyStatus("OBJ-043b", await probe.delete(place, { label: gone.label }), 404);
    },
  },
  {
    id: "instances/last",
    title: "The last instance of an Object cannot be taken away",
    area: "objects",
    behaviours: ["OBJ-042"],
    operations: DELETE,
    async run(probe) {
      const { objectId } = await registered(probe, await probe.flow());
      const urls = urlsOf(await objectOf(probe, objectId));
      const stores = new Set(urls.map((entry) => at(entry, "storage_id")));
      const [only] = [...stores];
      if (stores.size !== 1 || typeof only !== "string")
        probe.skip("A new Object has not exactly one instance.");
      probe.verifyStatus(
        "OBJ-042",
        await probe.delete(instancesPath(objectId), { storage_id: String(only) }),
        400,
      );
      const left = urlsOf(await objectOf(probe, objectId)).length;
      verifySame(probe, "OBJ-042", left, urls.length, "The number of URLs");
    },
  },
  {
    id: "instances/init",
    title: "Instances of an Object say nothing of its init Object, which has its own",
    area: "objects",
    behaviours: ["OBJ-028", "OBJ-029", "OBJ-044"],
    operations: [...POST, ...DELETE],
    since: "8.2",
    async run(probe) {
      const { flow, init, media } = await pair(probe);
      const ofMedia = await added(probe, media);
      probe.verifyStatus("OBJ-028", ofMedia.reply, 201);
      const untouched = labelsOf(await objectOf(probe, init));
      probe.verify("OBJ-028", !untouched.includes(ofMedia.label), "The init Object has no such instance.");
      const ofInit = await added(probe, init);
      probe.verifyStatus("OBJ-029", ofInit.reply, 201);
      const [segment] = await segmentsOf(probe, flow);
      const holders: [string, unknown][] = [
        ["the init Object", await objectOf(probe, init)],
        ["init_object of the Object", at(await objectOf(probe, media), "init_object")],
        ["init_object of the Segment", at(segment, "init_object")],
      ];
      for (const [name, holder] of holders) {
        const labels = labelsOf(holder);
        probe.verify("OBJ-029", labels.includes(ofInit.label), `The new instance shows on ${name}.`);
        probe.verify(
          "OBJ-028",
          !labels.includes(ofMedia.label),
          `That of the media Object does not on ${name}.`,
        );
      }
      // The same label on both shows whether taking one away takes both.
      await probe.post(instancesPath(media), { url: `${CLIENT_URL}/media`, label: ofInit.label });
      const removed = await probe.delete(instancesPath(media), { label: ofInit.label });
      probe.verifyStatus("OBJ-044", removed, 204);
      const kept = labelsOf(await objectOf(probe, init)).includes(ofInit.label);
      probe.verify("OBJ-044", kept, "The init Object keeps its instance when the media Object loses one.");
      probe.verifyStatus("OBJ-029", await probe.delete(instancesPath(init), { label: ofInit.label }), 204);
      const left = labelsOf(await objectOf(probe, init)).includes(ofInit.label);
      probe.verify("OBJ-029", !left, "The instance of the init Object can be taken away.");
    },
  },
];
