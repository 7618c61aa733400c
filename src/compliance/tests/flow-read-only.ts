import { setTimeout as sleep } from "node:timers/promises";
import { at } from "../json.ts";
import { shown, verifyRange, verifySame } from "../listing.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";

/** Longer than the coarsest clock that a server may use. */
const TICK_MS = 1100;

const flowOf = async (probe: Probe, place: string) => (await probe.get(place)).body;

export const flowReadOnly: readonly ComplianceTest[] = [
  {
    id: "flow-read-only/switch",
    title: "read_only is switched on and off by a boolean, the flag itself never in the way",
    area: "flow-properties",
    behaviours: ["FP-002", "FP-006", "FP-040", "FP-041", "FP-045", "TRAP-056"],
    operations: ["GET_flows-flowId-read-only", "PUT_flows-flowId-read-only"],
    async run(probe) {
      const flow = await probe.flow();
      const place = `${flow.path}/read_only`;
      for (const value of [true, true, false, false, true]) {
        const reply = await probe.put(place, value);
        for (const id of ["FP-002", "FP-040", "FP-041", "FP-045", "TRAP-056"])
          probe.verifyStatus(id, reply, 204);
        const read = await probe.get(place);
        verifySame(probe, ["FP-040", "FP-041"], read.body, value, "The property read_only");
        const inside = at(await flowOf(probe, flow.path), "read_only") ?? false;
        verifySame(probe, "FP-006", inside, value, "`read_only` of the Flow");
        for (const wrong of ["true", 1, 0, null, [], {}, "False"]) {
          probe.verifyStatus("FP-040", await probe.put(place, wrong), 400);
        }
        verifySame(probe, "FP-040", (await probe.get(place)).body, value, "read_only after refused values");
      }
    },
  },
  {
    id: "flow-read-only/no-delete",
    title: "read_only is set or not, and cannot be deleted",
    area: "flow-properties",
    behaviours: ["FP-041"],
    operations: ["PUT_flows-flowId-read-only"],
    async run(probe) {
      const flow = await probe.flow({ read_only: true });
      const place = `${flow.path}/read_only`;
      const reply = await probe.request("DELETE", place, { unchecked: true });
      probe.verifyStatus("FP-041", reply, 405, 404, 403);
      verifySame(probe, "FP-041", (await probe.get(place)).body, true, "read_only after a DELETE");
    },
  },
  {
    id: "flow-read-only/guards",
    title: "A read-only Flow refuses every other write, and nothing of it changes",
    area: "flow-properties",
    behaviours: ["FP-002", "FP-042", "TRAP-055"],
    operations: [
      "PUT_flows-flowId",
      "DELETE_flows-flowId",
      "POST_flows-flowId-storage",
      "POST_flows-flowId-segments",
    ],
    async run(probe) {
      const member = await probe.flow();
      const more = { description: "text", max_bit_rate: 1, avg_bit_rate: 1, tags: { t: "v" } };
      const flow = await probe.flow({ ...more, read_only: true });
      const before = await flowOf(probe, flow.path);
      const refused = (reply: Reply, ...ids: readonly string[]) => {
        for (const id of [...ids, "FP-042", "TRAP-055"]) probe.verifyStatus(id, reply, 403);
      };
      refused(await probe.put(flow.path, { ...flow.body, label: "new" }));
      refused(await probe.delete(flow.path));
      const values = {
        label: "new",
        description: "new",
        max_bit_rate: 2,
        avg_bit_rate: 2,
        flow_collection: [{ id: member.id, role: "part" }],
        "tags/t": "new",
        "tags/new": "new",
      };
      for (const [name, value] of Object.entries(values)) {
        refused(await probe.put(`${flow.path}/${name}`, value), "FP-002");
        if (name !== "tags/new") refused(await probe.delete(`${flow.path}/${name}`), "FP-002");
      }
      refused(await probe.post(`${flow.path}/storage`, { limit: 1 }));
      const segment = { object_id: probe.fresh.objectId(), timerange: "[0:0_1:0)" };
      refused(await probe.post(`${flow.path}/segments`, segment));
      refused(await probe.post(`${flow.path}/segments`, [segment]));
      refused(await probe.delete(`${flow.path}/segments`));
      refused(await probe.delete(`${flow.path}/segments`, { timerange: "[0:0_1:0)" }));
      const ids = ["FP-002", "FP-042", "TRAP-055"];
      verifySame(probe, ids, await flowOf(probe, flow.path), before, "The Flow after all refused writes");
    },
  },
  {
    id: "flow-read-only/segments-stay",
    title: "A read-only Flow keeps its Segments, is read in every way, and its Objects may be used by others",
    area: "flow-properties",
    behaviours: ["FP-042", "FP-043"],
    operations: ["GET_flows-flowId", "GET_flows-flowId-segments", "POST_flows-flowId-segments"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow({ description: "text", max_bit_rate: 1, avg_bit_rate: 1 });
      const { objectId } = await probe.segment(flow);
      await probe.put(`${flow.path}/read_only`, true);
      probe.verifyStatus("FP-042", await probe.delete(`${flow.path}/segments`), 403);
      probe.verifyStatus("FP-042", await probe.delete(`${flow.path}/segments`, { object_id: objectId }), 403);
      const reuse = { object_id: objectId, timerange: "[5:0_6:0)" };
      probe.verifyStatus("FP-042", await probe.post(`${flow.path}/segments`, reuse), 403);
      const properties = [
        "label",
        "description",
        "read_only",
        "tags",
        "flow_collection",
        "max_bit_rate",
        "avg_bit_rate",
      ];
      for (const place of [flow.path, ...[...properties, "segments"].map((name) => `${flow.path}/${name}`)]) {
        probe.verifyStatus("FP-043", await probe.get(place), 200);
        probe.verifyStatus("FP-043", await probe.head(place), 200);
      }
      const { body } = await probe.get(`${flow.path}/segments`);
      const kept = [at(body, 0, "object_id"), at(body, 1)];
      verifySame(
        probe,
        ["FP-042", "FP-043"],
        kept,
        [objectId, undefined],
        "The Objects of its two first Segments",
      );
      verifyRange(probe, "FP-042", at(body, 0, "timerange"), "[0:0_1:0)", "`timerange` of the Segment");
      const other = await probe.flow();
      const reused = await probe.post(`${other.path}/segments`, {
        object_id: objectId,
        timerange: "[0:0_1:0)",
      });
      probe.verifyStatus("FP-043", reused, 201);
      const instance = { url: `https://media.invalid/${probe.fresh.uuid()}`, label: probe.fresh.text() };
      const added = await probe.post(path`/objects/${objectId}/instances`, instance);
      probe.verifyStatus("FP-043", added, 201);
    },
  },
  {
    id: "flow-read-only/is-a-change",
    title: "Switching read_only is a change of the Flow's metadata",
    area: "flow-properties",
    behaviours: ["FP-044"],
    operations: ["PUT_flows-flowId-read-only"],
    async run(probe) {
      const flow = await probe.flow();
      for (const value of [true, false]) {
        const before = await flowOf(probe, flow.path);
        await sleep(TICK_MS);
        await probe.put(`${flow.path}/read_only`, value);
        const after = await flowOf(probe, flow.path);
        for (const key of ["metadata_updated", "metadata_version"]) {
          const [old, now] = [at(before, key), at(after, key)];
          probe.verify(
            "FP-044",
            now !== undefined && old !== now,
            `read_only changes ${key}; it is still ${shown(now)}.`,
          );
        }
      }
    },
  },
];
