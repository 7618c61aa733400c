import { FORMAT_NAMES, PLAIN } from "../formats.ts";
import { at, isRecord, listOf } from "../json.ts";
import { everyItem, verifyRange, verifySame } from "../listing.ts";
import { linked, standing, VIDEO_PROFILE } from "../standing.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";

export const flowsRead: readonly ComplianceTest[] = [
  {
    id: "flows-read/known",
    title: "A Flow reads under its id, and is not found before it exists",
    area: "flows",
    behaviours: ["FLW-020", "FLW-021", "FLW-027", "DM-003"],
    operations: ["GET_flows-flowId", "HEAD_flows-flowId"],
    async run(probe) {
      const id = probe.fresh.uuid();
      const place = path`/flows/${id}`;
      probe.verifyStatus("FLW-020", await probe.get(place), 404);
      probe.verifyStatus("FLW-020", await probe.head(place), 404);
      const flow = await probe.flow({ id });
      probe.verifyStatus("FLW-020", await probe.head(place), 200);
      const reply = await probe.get(place);
      probe.requireStatus("FLW-020", reply, 200);
      for (const [key, value] of Object.entries(flow.body)) {
        verifySame(probe, ["FLW-020", "DM-003"], at(reply.body, key), value, `\`${key}\` of the Flow`);
      }
      verifySame(probe, "FLW-021", at(reply.body, "timerange"), undefined, "`timerange`, not asked for,");
      const collectors = at(reply.body, "collected_by") ?? [];
      verifySame(probe, "FLW-027", collectors, [], "`collected_by` of a Flow that nobody collects");
      const collector = await probe.flow({ ...PLAIN.multi, flow_collection: [{ id, role: "part" }] });
      const after = (await probe.get(place)).body;
      verifySame(probe, "FLW-027", at(after, "collected_by"), [collector.id], "`collected_by`");
      for (const more of [{ include_timerange: true }, { include_timerange: true, timerange: "_" }]) {
        const timed = (await probe.get(place, more)).body;
        verifyRange(
          probe,
          "FLW-021",
          at(timed, "timerange"),
          "()",
          "`timerange`, asked for, of an empty Flow",
        );
        const { timerange: _, ...rest } = Object(timed);
        verifySame(probe, "FLW-021", rest, after, "The Flow with its timerange, otherwise that without,");
      }
    },
  },
  {
    id: "flows-read/no-nulls",
    title: "What a Flow does not have is left out, never null",
    area: "flows",
    behaviours: ["FLW-029", "TRAP-012"],
    operations: ["GET_flows-flowId", "GET_flows"],
    since: "8.2",
    async run(probe) {
      const source_id = probe.fresh.uuid();
      const { id } = await standing(probe, VIDEO_PROFILE);
      const flows = [
        await probe.flow({ source_id, label: undefined }),
        await probe.flow({ source_id, ...linked(id) }),
      ];
      for (const format of FORMAT_NAMES) flows.push(await probe.flow({ ...PLAIN[format], label: undefined }));
      const bodies = [...(await everyItem(probe, "/flows", { source_id }))];
      for (const { path: place, reply } of flows) bodies.push(reply.body, (await probe.get(place)).body);
      for (const body of bodies) verifyNoNulls(probe, body);
    },
  },
];

function verifyNoNulls(probe: Probe, body: unknown): void {
  const nulls = nullsOf(body, "");
  probe.verify("TRAP-012", nulls.length === 0, `A Flow has no null fields; it has: ${nulls.join(", ")}.`);
  for (const behaviour of ["FLW-029", "TRAP-012"]) {
    probe.verify(behaviour, at(body, "profile_id") !== "", "`profile_id` is never an empty string.");
  }
}

/** Where JSON has null, as paths. */
function nullsOf(value: unknown, place: string): string[] {
  if (value === null) return [place];
  const entries = isRecord(value) ? Object.entries(value) : Object.entries(listOf(value));
  return entries.flatMap(([key, item]) => nullsOf(item, `${place}/${key}`));
}
