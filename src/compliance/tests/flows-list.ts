import { setTimeout as sleep } from "node:timers/promises";
import { FORMAT_NAMES, FORMATS, type Format, PLAIN } from "../formats.ts";
import { at } from "../json.ts";
import { everyItem, idsOf, shown, verifyListed, verifySame, verifySequence } from "../listing.ts";
import type { MadeFlow } from "../makers.ts";
import { linked, standing, VIDEO_PROFILE } from "../standing.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";

type Document = Readonly<Record<string, unknown>>;

const LIST = "/flows";
/** Longer than the coarsest clock that a server may use. */
const TICK_MS = 1100;

/** Flows that share a private tag, which keeps a listing to them; `filter` is the tag's. */
class Tagged {
  readonly filter: Readonly<Record<string, string>>;
  readonly #probe: Probe;
  readonly #tag: string;

  constructor(probe: Probe) {
    this.#probe = probe;
    this.#tag = probe.fresh.tagName();
    this.filter = { [`tag.${this.#tag}`]: "yes" };
  }

  flow(overrides: Document = {}): Promise<MadeFlow> {
    return this.#probe.flow({ ...overrides, tags: { [this.#tag]: "yes" } });
  }

  /** Verifies which of the tagged Flows a filter keeps. */
  async keeps(
    behaviours: string | readonly string[],
    filter: Record<string, string>,
    ...wanted: readonly MadeFlow[]
  ) {
    await verifyListed(this.#probe, behaviours, LIST, { ...filter, ...this.filter }, idsOf(wanted));
  }
}

export const flowsList: readonly ComplianceTest[] = [
  {
    id: "flows-list/items",
    title: "The Flow list shows each Flow as reading it alone does",
    area: "flows",
    behaviours: ["FLW-001", "FLW-005", "FLW-015", "FLW-016", "AMB-004"],
    operations: ["GET_flows"],
    async run(probe) {
      const tagged = new Tagged(probe);
      const flows: MadeFlow[] = [];
      for (const format of FORMAT_NAMES)
        flows.push(await tagged.flow({ ...PLAIN[format], description: "text" }));
      const [first] = flows;
      if (first !== undefined)
        flows.push(await tagged.flow({ flow_collection: [{ id: first.id, role: "part" }] }));
      const items = await everyItem(probe, LIST, tagged.filter);
      await tagged.keeps(["FLW-001", "FLW-005", "AMB-004"], {}, ...flows);
      for (const flow of flows) {
        const item = items.find((entry) => at(entry, "id") === flow.id);
        const alone = await probe.get(flow.path);
        verifySame(probe, "FLW-016", item, alone.body, "The item of a Flow in the list", alone.exchange);
        verifySame(probe, "FLW-015", at(item, "timerange"), undefined, "`timerange` of an item");
      }
    },
  },
  {
    id: "flows-list/format-and-codec",
    title: "The format and codec filters find Flows of that format and codec",
    area: "flows",
    behaviours: ["FLW-001"],
    operations: ["GET_flows"],
    async run(probe) {
      const tagged = new Tagged(probe);
      const made = new Map<Format, MadeFlow>();
      for (const format of FORMAT_NAMES) made.set(format, await tagged.flow(PLAIN[format]));
      const other = await tagged.flow({ codec: "video/h265" });
      const flowOf = (format: Format) => made.get(format) ?? other;
      await tagged.keeps("FLW-001", { format: FORMATS.video }, flowOf("video"), other);
      for (const format of FORMAT_NAMES) {
        if (format !== "video") await tagged.keeps("FLW-001", { format: FORMATS[format] }, flowOf(format));
      }
      await tagged.keeps("FLW-001", { codec: "video/h265" }, other);
      await tagged.keeps("FLW-001", { codec: "audio/aac" }, flowOf("audio"));
      await tagged.keeps("FLW-001", { codec: "video/H265" });
      await tagged.keeps("FLW-001", { codec: "video/h265", format: FORMATS.audio });
      await tagged.keeps("FLW-001", { codec: "video/h264", format: FORMATS.video }, flowOf("video"));
    },
  },
  {
    id: "flows-list/source-and-label",
    title: "source_id and label find Flows of exactly that Source and label",
    area: "flows",
    behaviours: ["FLW-001", "FLW-006", "FLW-009"],
    operations: ["GET_flows"],
    async run(probe) {
      const label = `${probe.fresh.text()} Label`;
      const one = await probe.flow({ label });
      const two = await probe.flow({ label: label.toUpperCase(), source_id: one.sourceId });
      const three = await probe.flow({ label: `${label}s`, source_id: one.sourceId });
      const bare = await probe.flow({ label: undefined, source_id: one.sourceId });
      const other = await probe.flow({ label });
      const mine = { source_id: one.sourceId };
      await verifyListed(probe, "FLW-006", LIST, mine, [one.id, two.id, three.id, bare.id]);
      await verifyListed(probe, "FLW-006", LIST, { source_id: probe.fresh.uuid() }, []);
      await verifyListed(probe, "FLW-009", LIST, { label }, [one.id, other.id]);
      await verifyListed(probe, "FLW-009", LIST, { label: label.slice(0, -1) }, []);
      await verifyListed(probe, "FLW-009", LIST, { label: `${label}s`, ...mine }, [three.id]);
      await verifyListed(probe, "FLW-001", LIST, { label, ...mine }, [one.id]);
      await verifyListed(probe, "FLW-001", LIST, { label, ...mine, format: FORMATS.audio }, []);
    },
  },
  {
    id: "flows-list/profile",
    title: "profile_id finds the Flows that are linked to a Profile, not those that look like it",
    area: "flows",
    behaviours: ["FLW-006", "FLW-007", "FLW-008"],
    operations: ["GET_flows"],
    since: "8.2",
    async run(probe) {
      const tagged = new Tagged(probe);
      const { id, metadata } = await standing(probe, VIDEO_PROFILE);
      const [lookalike, flow] = [await tagged.flow(metadata), await tagged.flow(linked(id))];
      await tagged.flow();
      await tagged.keeps(["FLW-006", "FLW-007"], { profile_id: id }, flow);
      await tagged.keeps("FLW-006", { profile_id: probe.fresh.uuid() });
      await tagged.keeps("FLW-008", { codec: "video/vnd.tams-compliance" }, flow, lookalike);
      await tagged.keeps("FLW-008", { codec: "video/vnd.tams-compliance", format: FORMATS.audio });
      await tagged.keeps("FLW-008", { frame_width: "642" }, flow, lookalike);
    },
  },
  {
    id: "flows-list/status",
    title: "The status filter finds Flows of exactly that status, none without",
    area: "flows",
    behaviours: ["FLW-009b", "CHG-071"],
    operations: ["GET_flows"],
    since: "8.2",
    async run(probe) {
      const tagged = new Tagged(probe);
      const ingesting = await tagged.flow({ status: "ingesting" });
      const closed = await tagged.flow({ status: "closed_complete" });
      const bare = await tagged.flow();
      await probe.put(path`/flows/${bare.id}/tags/${"flow_status"}`, "ingesting");
      await tagged.keeps(["FLW-009b", "CHG-071"], { status: "ingesting" }, ingesting);
      await tagged.keeps("FLW-009b", { status: "closed_complete" }, closed);
      await tagged.keeps("FLW-009b", { status: "awaiting_content" });
      for (const status of ["closed", "Ingesting"]) {
        probe.verifyStatus("FLW-009b", await probe.get(LIST, { status }), 400);
        probe.verifyStatus("FLW-009b", await probe.head(LIST, { status }), 400);
      }
      await tagged.keeps("CHG-071", { "tag.flow_status": "ingesting" }, bare);
      const { body } = await probe.get(bare.path);
      verifySame(probe, "CHG-071", at(body, "status"), undefined, "`status` of a Flow tagged flow_status");
    },
  },
  {
    id: "flows-list/frame-size",
    title: "frame_width and frame_height find Flows of video, never images",
    area: "flows",
    behaviours: ["FLW-010", "TRAP-050", "FLW-001"],
    operations: ["GET_flows"],
    async run(probe) {
      const tagged = new Tagged(probe);
      const size = (frame_width: number, frame_height: number) => ({
        essence_parameters: { frame_width, frame_height, frame_rate: { numerator: 25, denominator: 1 } },
      });
      const small = await tagged.flow(size(640, 360));
      const tall = await tagged.flow(size(640, 480));
      const wide = await tagged.flow(size(1280, 360));
      await tagged.flow(PLAIN.image);
      await tagged.flow(PLAIN.audio);
      const ids = ["FLW-010", "TRAP-050"];
      await tagged.keeps(ids, { frame_width: "640" }, small, tall);
      await tagged.keeps(ids, { frame_height: "360" }, small, wide);
      await tagged.keeps([...ids, "FLW-001"], { frame_width: "640", frame_height: "360" }, small);
      await tagged.keeps("FLW-010", { frame_width: "641" });
      await tagged.keeps(ids, { frame_width: "640", format: FORMATS.image });
    },
  },
  {
    id: "flows-list/init-segments",
    title: "init_segments=false finds every Flow whose init_segments is not true",
    area: "flows",
    behaviours: ["FLW-011", "TRAP-051"],
    operations: ["GET_flows"],
    since: "8.2",
    async run(probe) {
      const tagged = new Tagged(probe);
      const data = (essence_parameters: Document) => tagged.flow({ ...PLAIN.data, essence_parameters });
      const yes = await data({ init_segments: true });
      const multi = await tagged.flow({ ...PLAIN.multi, essence_parameters: { init_segments: true } });
      const rest = [
        await data({ init_segments: false }),
        await data({}),
        await tagged.flow(),
        await tagged.flow(PLAIN.image),
        await tagged.flow(PLAIN.multi),
      ];
      await tagged.keeps("FLW-011", { init_segments: "true" }, yes, multi);
      await tagged.keeps(["FLW-011", "TRAP-051"], { init_segments: "false" }, ...rest);
      await tagged.keeps("FLW-011", {}, yes, multi, ...rest);
    },
  },
  {
    id: "flows-list/collected-by-ids",
    title:
      "collected_by_ids finds Flows that one of the given Flows collects, and with no value those of none",
    area: "flows",
    behaviours: ["FLW-012"],
    operations: ["GET_flows"],
    since: "8.2",
    async run(probe) {
      const tagged = new Tagged(probe);
      const [one, two, alone] = [await tagged.flow(), await tagged.flow(), await tagged.flow()];
      const collect = (...flows: readonly MadeFlow[]) =>
        tagged.flow({ ...PLAIN.multi, flow_collection: idsOf(flows).map((id) => ({ id, role: "part" })) });
      const [a, b] = [await collect(one), await collect(one, two)];
      await tagged.keeps("FLW-012", { collected_by_ids: a.id }, one);
      await tagged.keeps("FLW-012", { collected_by_ids: b.id }, one, two);
      await tagged.keeps("FLW-012", { collected_by_ids: `${a.id},${b.id}` }, one, two);
      await tagged.keeps("FLW-012", { collected_by_ids: `${probe.fresh.uuid()},${a.id}` }, one);
      await tagged.keeps("FLW-012", { collected_by_ids: "" }, alone, a, b);
      await tagged.keeps("FLW-012", { collected_by_ids: probe.fresh.uuid() });
      await tagged.keeps("FLW-012", { collected_by_ids: one.sourceId });
      await verifyListed(probe, "FLW-012", LIST, { collected_by_ids: b.id }, [one.id, two.id]);
      for (const ids of ["x", `${a.id},x`, `${a.id},`, `${a.id},,${b.id}`, a.id.toUpperCase()]) {
        probe.verifyStatus("FLW-012", await probe.get(LIST, { collected_by_ids: ids }), 400);
      }
    },
  },
  {
    id: "flows-list/order",
    title: "Flows are sorted by created, newest first, unless sort_by names metadata_updated or label",
    area: "flows",
    behaviours: ["FLW-013"],
    operations: ["GET_flows"],
    since: "8.2",
    async run(probe) {
      const flows: MadeFlow[] = [];
      const source_id = probe.fresh.uuid();
      for (const label of ["2", "3", "1"]) {
        flows.push(await probe.flow({ source_id, label }));
        await sleep(TICK_MS);
      }
      const [a = "", b = "", c = ""] = idsOf(flows);
      // Changed in an order that is neither that of creation nor that of the labels.
      for (const id of [b, c, a]) {
        await probe.put(path`/flows/${id}/description`, "text");
        await sleep(TICK_MS);
      }
      const sorted = (filters: Record<string, string>, wanted: readonly string[]) =>
        verifySequence(probe, "FLW-013", LIST, { ...filters, source_id }, wanted);
      await sorted({}, [c, b, a]);
      await sorted({ sort_by: "created" }, [c, b, a]);
      await sorted({ reverse_order: "true" }, [a, b, c]);
      await sorted({ sort_by: "metadata_updated" }, [a, c, b]);
      await sorted({ sort_by: "metadata_updated", reverse_order: "true" }, [b, c, a]);
      await sorted({ sort_by: "label" }, [c, a, b]);
      await sorted({ sort_by: "label", reverse_order: "true" }, [b, a, c]);
      await sorted({ sort_by: "label", limit: "1" }, [c, a, b]);
    },
  },
  {
    id: "flows-list/malformed",
    title: "The Flow list refuses malformed filters",
    area: "flows",
    behaviours: ["FLW-014"],
    operations: ["GET_flows", "HEAD_flows"],
    run: (probe) => verifyMalformed(probe, MALFORMED),
  },
  {
    id: "flows-list/malformed-new",
    title: "The Flow list refuses malformed values of the filters that came with 8.2",
    area: "flows",
    behaviours: ["FLW-014"],
    operations: ["GET_flows", "HEAD_flows"],
    since: "8.2",
    run: (probe) => verifyMalformed(probe, MALFORMED_SINCE_82),
  },
];

const SOME_UUID = "0B7E4C1D-6F62-4DF6-8B9F-6A1F7C0F7C11";
const MALFORMED: readonly Readonly<Record<string, string>>[] = [
  { timerange: "abc" },
  { timerange: "[0:1000000000_2:0)" },
  { format: "video" },
  { format: "urn:x-nmos:format:image" },
  { codec: "h264" },
  { codec: "video/h264/x" },
  { source_id: "x" },
  { source_id: SOME_UUID },
  { frame_width: "abc" },
  { frame_width: "1.5" },
  { frame_height: "abc" },
  { frame_height: "1.5" },
  { limit: "abc" },
  { "tag_exists.a": "maybe" },
  { "tag.a": "b,,c" },
  { "tag.a": "b," },
];
const MALFORMED_SINCE_82: readonly Readonly<Record<string, string>>[] = [
  { profile_id: "x" },
  { profile_id: SOME_UUID },
  { status: "closed" },
  { init_segments: "maybe" },
  { collected_by_ids: "x" },
  { reverse_order: "maybe" },
];

async function verifyMalformed(
  probe: Probe,
  queries: readonly Readonly<Record<string, string>>[],
): Promise<void> {
  for (const query of queries) {
    for (const reply of [await probe.get(LIST, query), await probe.head(LIST, query)]) {
      const { method } = reply.exchange.request;
      const sentence = `${method} ${LIST} with ${shown(query)} answers 400; it answered ${reply.status}.`;
      probe.verify("FLW-014", reply.status === 400, sentence, reply.exchange);
    }
  }
}
