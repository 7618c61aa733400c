import { setTimeout as sleep } from "node:timers/promises";
import { PLAIN } from "../formats.ts";
import { at, listOf, textOf } from "../json.ts";
import { everyItem, shown, verifyRange, verifySame } from "../listing.ts";
import { flowBody } from "../makers.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";
import { verifyTold, watch } from "../watching.ts";

/** Longer than the coarsest clock that a server may use. */
const TICK_MS = 1100;

const flowOf = async (probe: Probe, place: string) => (await probe.get(place)).body;

export const flowsReplace: readonly ComplianceTest[] = [
  {
    id: "flows-replace/whole",
    title: "A PUT replaces the whole Flow: what it leaves out is unset",
    area: "flows",
    behaviours: ["FLW-090", "FLW-091", "FLW-092", "DM-034", "DM-035", "TRAP-009"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const member = await probe.flow();
      const flow = await probe.flow({
        ...PLAIN.multi,
        description: "text",
        tags: { a: "1", b: ["2"] },
        generation: 2,
        max_bit_rate: 100,
        avg_bit_rate: 90,
        segment_duration: { numerator: 2, denominator: 1 },
        container_mapping: { track_index: 1 },
        container: "video/mp2t",
        flow_collection: [{ id: member.id, role: "part" }],
        read_only: false,
      });
      const body = { ...PLAIN.multi, label: undefined };
      const reply = await probe.put(flow.path, flowBody(flow.id, flow.sourceId, body));
      probe.requireStatus("FLW-090", reply, 204);
      probe.verify("FLW-090", reply.bytes.length === 0, "A PUT that replaces answers without a body.");
      const after = await flowOf(probe, flow.path);
      const clients = ["label", "description", "generation", "max_bit_rate"];
      for (const key of clients) {
        verifySame(
          probe,
          ["FLW-091", "DM-034", "TRAP-009"],
          at(after, key),
          undefined,
          `\`${key}\`, left out,`,
        );
      }
      for (const key of ["avg_bit_rate", "segment_duration", "container_mapping", "container"]) {
        verifySame(probe, ["FLW-091", "TRAP-009"], at(after, key), undefined, `\`${key}\`, left out,`);
      }
      const collection = at(after, "flow_collection") ?? [];
      verifySame(probe, ["FLW-091", "DM-034"], collection, [], "`flow_collection`, left out,");
      const tags = at(after, "tags") ?? {};
      verifySame(probe, ["FLW-091", "FLW-092", "DM-035", "TRAP-009"], tags, {}, "`tags`, left out,");
      const collectors = at(await flowOf(probe, member.path), "collected_by") ?? [];
      verifySame(probe, "FLW-091", collectors, [], "`collected_by` of the former member");
      verifySame(probe, "DM-034", at(after, "read_only") ?? false, false, "`read_only`, left out,");
    },
  },
  {
    id: "flows-replace/values",
    title: "A PUT sets every field that it gives, and its tags take the place of the old ones",
    area: "flows",
    behaviours: ["FLW-090", "FLW-091", "FLW-092", "DM-034", "DM-035"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const flow = await probe.flow({ tags: { a: "old", b: "kept?" }, label: "old", max_bit_rate: 1 });
      const body = flowBody(flow.id, flow.sourceId, {
        label: "new",
        description: "new",
        generation: 5,
        max_bit_rate: 2000,
        avg_bit_rate: 1000,
        container: "video/mp4",
        codec: "video/h265",
        essence_parameters: {
          frame_width: 640,
          frame_height: 360,
          frame_rate: { numerator: 50, denominator: 1 },
        },
        tags: { a: ["new"], c: "more" },
      });
      probe.verifyStatus("FLW-090", await probe.put(flow.path, body), 204);
      const reply = await probe.get(flow.path);
      for (const [key, value] of Object.entries(body)) {
        const ids = key === "tags" ? ["FLW-092", "DM-035"] : ["FLW-091", "DM-034"];
        verifySame(probe, ids, at(reply.body, key), value, `\`${key}\` after the PUT`);
      }
      const [listed] = await everyItem(probe, "/flows", { source_id: flow.sourceId });
      verifySame(probe, "FLW-091", listed, reply.body, "The Flow in the list, as reading it alone gives it,");
    },
  },
  {
    id: "flows-replace/status",
    title: "A PUT without a status takes it away",
    area: "flows",
    behaviours: ["DM-034", "FLW-091"],
    operations: ["PUT_flows-flowId"],
    since: "8.2",
    async run(probe) {
      const flow = await probe.flow({ status: "ingesting" });
      verifySame(probe, "DM-034", at(flow.reply.body, "status"), "ingesting", "`status` in the 201");
      await probe.put(flow.path, flowBody(flow.id, flow.sourceId));
      const after = at(await flowOf(probe, flow.path), "status");
      verifySame(probe, ["DM-034", "FLW-091"], after, undefined, "`status`, left out,");
    },
  },
  {
    id: "flows-replace/survives",
    title: "What the server knows of a Flow survives a PUT, and the PUT is dated and named",
    area: "flows",
    behaviours: ["FLW-093", "FLW-094", "DM-036", "DM-037"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const flow = await probe.flow();
      const collector = await probe.flow({
        ...PLAIN.multi,
        flow_collection: [{ id: flow.id, role: "part" }],
      });
      const before = await flowOf(probe, flow.path);
      await sleep(TICK_MS);
      await probe.put(flow.path, { ...flow.body, label: "second" });
      const second = await flowOf(probe, flow.path);
      for (const key of ["created", "created_by"]) {
        verifySame(probe, "FLW-093", at(second, key), at(before, key), `\`${key}\` after a PUT`);
      }
      verifySame(probe, "FLW-093", at(second, "collected_by"), [collector.id], "`collected_by` after a PUT");
      const start = Date.parse(textOf(at(before, "metadata_updated")) || textOf(at(before, "created")));
      const [dated, by] = [at(second, "metadata_updated"), at(second, "updated_by")];
      const moved = Date.parse(textOf(dated)) > start;
      probe.verify("FLW-094", moved, `A PUT moves \`metadata_updated\`; it is ${shown(dated)}.`);
      for (const id of ["FLW-094", "DM-036"]) {
        probe.verify(id, textOf(by) !== "", `A PUT sets \`updated_by\`; it is ${shown(by)}.`);
      }
      const version = at(before, "metadata_version");
      verifyNewVersion(probe, at(second, "metadata_version"), version, "is left out");
      const same = at(second, "metadata_version");
      await probe.put(flow.path, { ...flow.body, label: "third", metadata_version: same });
      const third = await flowOf(probe, flow.path);
      verifyNewVersion(probe, at(third, "metadata_version"), same, "is unchanged");
    },
  },
  {
    id: "flows-replace/events",
    title: "Each PUT of a Flow is told as flows/updated, also when it changes nothing",
    area: "flows",
    behaviours: ["FLW-096", "FLW-096b"],
    operations: ["PUT_flows-flowId"],
    needs: ["webhooks"],
    async run(probe) {
      const flow = await probe.flow();
      const events = await watch(probe, ["flows/updated"], flow.sourceId);
      const label = probe.fresh.text();
      await probe.put(flow.path, { ...flow.body, label });
      const after = await flowOf(probe, flow.path);
      const event = await events.arrival("flows/updated");
      verifyTold(probe, "FLW-096", at(event, "flow"), after, "The Flow in flows/updated");
      await probe.put(flow.path, { ...flow.body, label });
      const again = await probe.eventually(async () => events.seen("flows/updated").length > 1);
      probe.verify("FLW-096b", again === true, "A PUT equal to the present state is told as flows/updated.");
    },
  },
  {
    id: "flows-replace/read-only",
    title: "A read-only Flow cannot be replaced, whatever the body says about read_only",
    area: "flows",
    behaviours: ["FLW-097", "FLW-097b", "AMB-036"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const flow = await probe.flow({ read_only: true });
      const before = await flowOf(probe, flow.path);
      probe.verifyStatus("FLW-097", await probe.put(flow.path, { ...flow.body, label: "other" }), 403);
      for (const read_only of [false, undefined, true]) {
        const body = flowBody(flow.id, flow.sourceId, { label: "other", read_only });
        const reply = await probe.put(flow.path, body);
        for (const id of ["FLW-097b", "AMB-036"]) probe.verifyStatus(id, reply, 403);
      }
      const after = await flowOf(probe, flow.path);
      verifySame(probe, ["FLW-097", "FLW-097b", "AMB-036"], after, before, "The Flow after the refused PUTs");
    },
  },
  {
    id: "flows-replace/segments",
    title: "A PUT leaves the Segments and Objects of a Flow, also one that takes its container away",
    area: "flows",
    behaviours: ["FLW-093", "FLW-098", "FLW-099"],
    operations: ["PUT_flows-flowId", "GET_flows-flowId-segments"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      const segment = await probe.segment(flow);
      const updated = at(await flowOf(probe, flow.path), "segments_updated");
      await probe.put(flow.path, { ...flow.body, label: "other" });
      await verifySegments(probe, "FLW-098", flow.path, segment.objectId);
      const after = at(await flowOf(probe, flow.path), "segments_updated");
      verifySame(probe, "FLW-093", after, updated, "`segments_updated` after a PUT");
      const bare = flowBody(flow.id, flow.sourceId, { container: undefined });
      probe.verifyStatus("FLW-099", await probe.put(flow.path, bare), 204);
      await verifySegments(probe, "FLW-099", flow.path, segment.objectId);
      probe.verifyStatus("FLW-099", await probe.post(`${flow.path}/storage`, { limit: 1 }), 400);
      const other = flowBody(flow.id, flow.sourceId, { container: "video/mp4" });
      probe.verifyStatus("FLW-099", await probe.put(flow.path, other), 204);
      const storage = await probe.post(`${flow.path}/storage`, { limit: 1 });
      probe.verifyStatus("FLW-099", storage, 201);
      const type = at(storage.body, "media_objects", 0, "put_url", "content-type") ?? "video/mp4";
      verifySame(probe, "FLW-099", type, "video/mp4", "The media type of new Objects");
    },
  },
  {
    id: "flows-replace/init-segments",
    title: "init_segments cannot be turned on or off while there are Segments that this would break",
    area: "flows",
    behaviours: ["FLW-100"],
    operations: ["PUT_flows-flowId"],
    since: "8.2",
    needs: ["upload"],
    async run(probe) {
      const plain = await probe.flow();
      const essence = Object(plain.body["essence_parameters"]);
      const on = { ...plain.body, essence_parameters: { ...essence, init_segments: true } };
      probe.verifyStatus("FLW-100", await probe.put(plain.path, on), 204);
      probe.verifyStatus("FLW-100", await probe.put(plain.path, plain.body), 204);
      await probe.segment(plain);
      probe.verifyStatus("FLW-100", await probe.put(plain.path, on), 400);
      const fragmented = await probe.flow({ essence_parameters: on.essence_parameters });
      const init = await probe.object(fragmented);
      await probe.segment(fragmented, { init_object_id: init.objectId });
      const off = { ...fragmented.body, essence_parameters: essence };
      probe.verifyStatus("FLW-100", await probe.put(fragmented.path, off), 400);
      const kept = at(await flowOf(probe, fragmented.path), "essence_parameters", "init_segments");
      verifySame(probe, "FLW-100", kept, true, "`init_segments` after the refused PUT");
    },
  },
];

function verifyNewVersion(probe: Probe, found: unknown, before: unknown, how: string): void {
  const holds = textOf(found) !== "" && found !== before;
  for (const id of ["FLW-094", "DM-037"]) {
    probe.verify(id, holds, `A PUT in which metadata_version ${how} makes a new one; it is ${shown(found)}.`);
  }
}

async function verifySegments(probe: Probe, id: string, place: string, objectId: string): Promise<void> {
  const { body } = await probe.get(`${place}/segments`);
  const found = listOf(body).map((segment) => at(segment, "object_id"));
  verifySame(probe, id, found, [objectId], "The Objects of the Segments after the PUT");
  verifyRange(probe, id, at(body, 0, "timerange"), "[0:0_1:0)", "`timerange` of the Segment after the PUT");
  const object = await probe.get(path`/objects/${objectId}`);
  probe.verifyStatus(id, object, 200);
}
