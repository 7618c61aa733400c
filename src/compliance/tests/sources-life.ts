import { PLAIN } from "../formats.ts";
import { at, isRecord, listOf, textOf } from "../json.ts";
import { idsOf, shown, verifyListed, verifySame } from "../listing.ts";
import { flowBody } from "../makers.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";
import { watch } from "../watching.ts";

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;
/** How servers say that a method does not exist; some gateways say 403. */
const NO_SUCH_METHOD = [405, 404, 403];

const sourceOf = async (probe: Probe, id: string) => (await probe.get(path`/sources/${id}`)).body;
const collectors = (source: unknown) => listOf(at(source, "collected_by")).map(textOf);
const collection = (source: unknown) => listOf(at(source, "source_collection"));
const items = (...flows: readonly { readonly id: string }[]) => flows.map(({ id }) => ({ id, role: "part" }));

export const sourcesLife: readonly ComplianceTest[] = [
  {
    id: "sources-life/read",
    title: "A Source appears with the first Flow that names it, with that Flow's format",
    area: "sources",
    behaviours: ["SRC-020", "SRC-022", "SRC-024", "SRC-025", "DM-001"],
    operations: ["GET_sources-sourceId", "HEAD_sources-sourceId"],
    async run(probe) {
      const sourceId = probe.fresh.uuid();
      const place = path`/sources/${sourceId}`;
      probe.verifyStatus("SRC-020", await probe.get(place), 404);
      probe.verifyStatus("SRC-020", await probe.head(place), 404);
      await probe.flow({ ...PLAIN.audio, source_id: sourceId });
      probe.verifyStatus("SRC-020", await probe.head(place), 200);
      const reply = await probe.get(place);
      probe.requireStatus("SRC-020", reply, 200);
      const { body } = reply;
      verifySame(probe, ["SRC-022", "DM-001"], at(body, "id"), sourceId, "`id` of the Source");
      verifySame(
        probe,
        ["SRC-022", "DM-001"],
        at(body, "format"),
        PLAIN.audio["format"],
        "`format` of the Source",
      );
      verifyKeys(probe, body);
      const created = textOf(at(body, "created"));
      probe.verify(
        "SRC-024",
        DATE_TIME.test(created),
        `\`created\` is a date and time; it is ${shown(created)}.`,
      );
      const by = at(body, "created_by");
      probe.verify("SRC-024", textOf(by) !== "", `\`created_by\` names the caller; it is ${shown(by)}.`);
      verifySame(probe, "SRC-025", at(body, "updated"), created, "`updated` of a new Source, its `created`,");
    },
  },
  {
    id: "sources-life/not-writable",
    title: "A Source itself can be neither written nor deleted",
    area: "sources",
    behaviours: ["SRC-021", "DM-002", "DM-050"],
    operations: ["GET_sources-sourceId"],
    async run(probe) {
      const { sourceId } = await probe.flow();
      const place = path`/sources/${sourceId}`;
      const before = await sourceOf(probe, sourceId);
      for (const method of ["PUT", "POST", "DELETE"]) {
        const body = method === "DELETE" ? {} : { body: { ...Object(before), label: probe.fresh.text() } };
        const reply = await probe.request(method, place, { ...body, unchecked: true });
        for (const behaviour of ["SRC-021", "DM-002"])
          probe.verifyStatus(behaviour, reply, ...NO_SUCH_METHOD);
      }
      for (const key of ["format", "id", "created", "created_by", "collected_by", "source_collection"]) {
        const reply = await probe.request("PUT", `${place}/${key}`, { body: "x", unchecked: true });
        probe.verifyStatus("DM-050", reply, ...NO_SUCH_METHOD);
      }
      const other = probe.fresh.uuid();
      const body = { id: other, format: PLAIN.audio["format"] };
      const made = await probe.request("PUT", path`/sources/${other}`, { body, unchecked: true });
      probe.verifyStatus("DM-002", made, ...NO_SUCH_METHOD);
      probe.verifyStatus("DM-002", await probe.get(path`/sources/${other}`), 404);
      const after = await sourceOf(probe, sourceId);
      verifySame(
        probe,
        ["SRC-021", "DM-002", "DM-050"],
        after,
        before,
        "The Source after requests to write it",
      );
    },
  },
  {
    id: "sources-life/copied",
    title: "A new Source may take label, description and tags from its first Flow, never from later ones",
    area: "sources",
    behaviours: ["SRC-023", "SRC-023b", "AMB-034"],
    operations: ["PUT_flows-flowId", "GET_sources-sourceId"],
    async run(probe) {
      const given = {
        label: probe.fresh.text(),
        description: probe.fresh.text(),
        tags: { a: "one", b: ["x", "y"] },
      };
      const first = await probe.flow(given);
      const before = await sourceOf(probe, first.sourceId);
      const { label, description, tags } = given;
      const copied = { label, description, tags };
      const found = {
        label: at(before, "label"),
        description: at(before, "description"),
        tags: at(before, "tags") ?? {},
      };
      const none = found.label === undefined && found.description === undefined && isEmpty(found.tags);
      const holds = none || JSON.stringify(found) === JSON.stringify(copied);
      for (const behaviour of ["SRC-023", "AMB-034"]) {
        const sentence = `The new Source has its first Flow's label, description and tags, or none; it has`;
        probe.verify(behaviour, holds, `${sentence} ${shown(found)}.`);
      }
      const later = {
        source_id: first.sourceId,
        label: "later",
        description: "later",
        tags: { a: "two", c: "z" },
      };
      await probe.flow(later);
      const after = await sourceOf(probe, first.sourceId);
      verifySame(probe, ["SRC-023b", "AMB-034"], after, before, "The Source after a second Flow");
      await probe.put(first.path, { ...first.body, label: "changed", tags: { a: "three" } });
      const changed = await sourceOf(probe, first.sourceId);
      verifySame(
        probe,
        ["SRC-023b", "AMB-034"],
        changed,
        before,
        "The Source after a change of its first Flow",
      );
    },
  },
  {
    id: "sources-life/last-flow",
    title: "A Source stays while it has a Flow and goes with the last one",
    area: "sources",
    behaviours: ["SRC-029", "SRC-030", "SRC-031", "DM-002", "TRAP-053"],
    operations: ["DELETE_flows-flowId", "GET_sources-sourceId"],
    async run(probe) {
      const first = await probe.flow();
      const { sourceId } = first;
      const place = path`/sources/${sourceId}`;
      const label = probe.fresh.text();
      const second = await probe.flow({ source_id: sourceId });
      await probe.put(`${place}/label`, label);
      await probe.remove(first.path);
      const kept = await probe.get(place);
      probe.requireStatus("SRC-031", kept, 200);
      verifySame(probe, "SRC-031", at(kept.body, "label"), label, "`label` of the Source that stays");
      await verifyListed(probe, "SRC-031", "/sources", { label }, [sourceId]);
      const deleted = await probe.delete(second.path);
      const meanwhile = await probe.get(place);
      const flow = await probe.get(second.path);
      probe.verify(
        "SRC-030",
        flow.status !== 200 || meanwhile.status === 200,
        `While the last Flow can be read, so can its Source; it answered ${meanwhile.status}.`,
        meanwhile.exchange,
      );
      if (deleted.status === 202) await probe.eventually(async () => (await probe.get(place)).status === 404);
      const gone = await probe.get(place);
      for (const behaviour of ["SRC-029", "DM-002", "TRAP-053"]) probe.verifyStatus(behaviour, gone, 404);
      await verifyListed(probe, "SRC-029", "/sources", { label }, []);
    },
  },
  {
    id: "sources-life/deleted-event",
    title: "When the last Flow of a Source goes, an event says that the Source is deleted",
    area: "sources",
    behaviours: ["SRC-029", "SRC-031"],
    operations: ["DELETE_flows-flowId"],
    needs: ["webhooks"],
    async run(probe) {
      const first = await probe.flow();
      const second = await probe.flow({ source_id: first.sourceId });
      const events = await watch(probe, ["sources/deleted", "flows/deleted"], first.sourceId);
      await probe.remove(first.path);
      await events.arrival("flows/deleted");
      const early = events.seen("sources/deleted").length;
      probe.verify("SRC-031", early === 0, "No sources/deleted while the Source has a Flow.");
      await probe.remove(second.path);
      const event = await events.arrival("sources/deleted");
      verifySame(probe, "SRC-029", event, { source_id: first.sourceId }, "The event sources/deleted");
    },
  },
  {
    id: "sources-life/collections",
    title: "A Source collects the Sources of the Flows that its Flows collect, in order and with their roles",
    area: "sources",
    behaviours: ["SRC-026", "SRC-027", "DM-014", "DM-015"],
    operations: ["GET_sources-sourceId", "PUT_flows-flowId"],
    async run(probe) {
      const video = await probe.flow();
      const audio = await probe.flow(PLAIN.audio);
      const proxy = await probe.flow({ source_id: video.sourceId });
      const whole = await probe.flow({
        ...PLAIN.multi,
        flow_collection: [
          { id: audio.id, role: "sound" },
          { id: video.id, role: "picture" },
          { id: proxy.id, role: "proxy" },
        ],
      });
      const source = await sourceOf(probe, whole.sourceId);
      const found = collection(source);
      const wanted = [audio.sourceId, video.sourceId];
      const ids = [...new Set(idsOf(found))].toSorted();
      verifySame(probe, ["SRC-026", "DM-014", "DM-015"], ids, wanted.toSorted(), "`source_collection`");
      const ordered = [
        { id: audio.sourceId, role: "sound" },
        { id: video.sourceId, role: "picture" },
      ];
      verifySame(probe, "SRC-027", found, ordered, "`source_collection`");
      verifySame(probe, "SRC-026", collectors(source), [], "`collected_by` of the collecting Source");
      for (const member of [video, audio]) {
        const { sourceId } = member;
        const one = await sourceOf(probe, sourceId);
        verifySame(
          probe,
          ["SRC-026", "DM-015"],
          collectors(one),
          [whole.sourceId],
          "`collected_by` of a Source",
        );
        verifySame(probe, "SRC-026", collection(one), [], "`source_collection` of a collected Source");
      }
    },
  },
  {
    id: "sources-life/collections-change",
    title: "The relations of Sources follow when Flows leave a collection or are deleted",
    area: "sources",
    behaviours: ["SRC-028", "TRAP-053"],
    operations: ["PUT_flows-flowId", "DELETE_flows-flowId", "GET_sources-sourceId"],
    async run(probe) {
      const ids = ["SRC-028", "TRAP-053"];
      const [a, b, c] = [await probe.flow(), await probe.flow(), await probe.flow()];
      const whole = await probe.flow({ ...PLAIN.multi, flow_collection: items(a, b, c) });
      const collected = async (...wanted: readonly string[]) => {
        const found = idsOf(collection(await sourceOf(probe, whole.sourceId))).toSorted();
        verifySame(probe, ids, found, wanted.toSorted(), "`source_collection`");
      };
      const collectedBy = async (sourceId: string, wanted: readonly string[]) =>
        verifySame(probe, ids, collectors(await sourceOf(probe, sourceId)), wanted, "`collected_by`");
      await collected(a.sourceId, b.sourceId, c.sourceId);
      const overrides = { ...PLAIN.multi, flow_collection: items(b, c) };
      await probe.put(whole.path, flowBody(whole.id, whole.sourceId, overrides));
      await collected(b.sourceId, c.sourceId);
      await collectedBy(a.sourceId, []);
      await collectedBy(b.sourceId, [whole.sourceId]);
      await probe.remove(b.path);
      await collected(c.sourceId);
      await probe.put(`${whole.path}/flow_collection`, items(a, c));
      await collected(a.sourceId, c.sourceId);
      await collectedBy(a.sourceId, [whole.sourceId]);
      await probe.remove(whole.path);
      await collectedBy(a.sourceId, []);
      await collectedBy(c.sourceId, []);
    },
  },
];

const KEYS = [
  "id",
  "format",
  "label",
  "description",
  "created_by",
  "updated_by",
  "created",
  "updated",
  "tags",
  "source_collection",
  "collected_by",
];

function verifyKeys(probe: Probe, body: unknown): void {
  const strange = Object.keys(isRecord(body) ? body : {}).filter((key) => !KEYS.includes(key));
  probe.verify(
    "DM-001",
    strange.length === 0,
    `A Source has only the keys of its schema; it also has: ${strange}.`,
  );
}

function isEmpty(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}
