import { at, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import type { ComplianceTest } from "../test.ts";
import { objectPath, registered, segmentsOf, urlsOf, verifyTimeline } from "../timeline.ts";

const GET = ["GET_objects"];
const GONE_MS = 15_000;

export const objectsLifetime: readonly ComplianceTest[] = [
  {
    id: "objects-lifetime/global",
    title: "An Object's id is free text and one in the whole server, whatever Flow it is used on",
    area: "objects",
    behaviours: ["DM-005", "DM-007"],
    operations: GET,
    async run(probe) {
      const flow = await probe.flow();
      const other = await probe.flow();
      const id = `${probe.fresh.objectId()}/ä b?c=d&e#f%2Fg`;
      const [allocation] = await probe.storage(flow, 1, { object_ids: [id] });
      verifySame(probe, "DM-005", allocation?.objectId, id, "The id of the allocated Object");
      await probe.segment(flow, { object_id: id });
      await probe.segment(other, { object_id: id, timerange: "[0:0_1:0)" });
      const reply = await probe.get(objectPath({ objectId: id }));
      probe.verifyStatus("DM-005", reply, 200);
      verifySame(probe, "DM-005", at(reply.body, "id"), id, "`id`");
      const [one] = await segmentsOf(probe, flow, { object_id: id });
      const [two] = await segmentsOf(probe, other, { object_id: id });
      verifySame(
        probe,
        "DM-005",
        [at(one, "object_id"), at(two, "object_id")],
        [id, id],
        "object_id of Segments",
      );
      const plain = (value: unknown) => urlsOf(value).map((entry) => textOf(at(entry, "url")).split("?")[0]);
      verifySame(probe, "DM-007", plain(two), plain(one), "The URLs through the other Flow");
      verifySame(probe, "DM-007", plain(reply.body), plain(one), "The URLs of the Object itself");
    },
  },
  {
    id: "objects-lifetime/fixed",
    title: "What an Object is does not change: its instances alone can be added and removed",
    area: "objects",
    behaviours: ["DM-053", "DM-054"],
    operations: GET,
    async run(probe) {
      const flow = await probe.flow();
      const made = await registered(probe, flow, { key_frame_count: 1 });
      const place = objectPath(made);
      for (const method of ["PUT", "PATCH", "DELETE"]) {
        const body = { id: made.objectId, referenced_by_flows: [], timerange: "[0:0_9:0)" };
        const reply = await probe.request(method, place, { body, unchecked: true });
        for (const id of ["DM-053", "DM-054"]) probe.verifyStatus(id, reply, 404, 405);
      }
      const before = (await probe.get(place)).body;
      const other = await probe.flow();
      await probe.segment(other, { object_id: made.objectId, timerange: "[0:0_0:500000000)" });
      const after = (await probe.get(place)).body;
      for (const key of ["id", "timerange", "key_frame_count", "first_referenced_by_flow", "init_object"]) {
        const ids = key.startsWith("first") ? ["DM-054"] : ["DM-053"];
        verifySame(probe, ids, at(after, key), at(before, key), `\`${key}\` after another use`);
      }
    },
  },
  {
    id: "objects-lifetime/with-flow",
    title: "A Flow takes its Segments with it, and the Objects that nothing else uses",
    area: "objects",
    behaviours: ["DM-058"],
    operations: ["DELETE_flows-flowId", ...GET],
    async run(probe) {
      const flow = await probe.flow();
      const other = await probe.flow();
      const own = await registered(probe, flow);
      const shared = await registered(probe, flow, { timerange: "[1:0_2:0)" });
      await probe.segment(other, { object_id: shared.objectId, timerange: "[1:0_2:0)" });
      await probe.remove(flow.path);
      const left = await segmentsOf(probe, flow);
      probe.verify(
        "DM-058",
        left.length === 0,
        `The Segments of a deleted Flow are gone; ${shown(left)} are left.`,
      );
      const isGone = async () => (await probe.get(objectPath(own))).status === 404;
      const gone = await probe.eventually(isGone, GONE_MS);
      probe.verify("DM-058", gone === true, "The Object that no Segment uses any longer is gone.");
      const kept = await probe.get(objectPath(shared));
      probe.verifyStatus("DM-058", kept, 200);
      verifySame(probe, "DM-058", at(kept.body, "referenced_by_flows"), [other.id], "`referenced_by_flows`");
      await verifyTimeline(probe, "DM-058", other, {}, ["[1:0_2:0)"]);
    },
  },
];
