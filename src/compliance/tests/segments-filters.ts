import { at, isRecord } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";
import { initFlow, laid, registered, segmentsOf, segmentsPath, urlsOf, verifyTimeline } from "../timeline.ts";

const LIST = ["GET_flows-flowId-segments", "HEAD_flows-flowId-segments"];

/** What a listing by timerange finds among `[0:0_10:0)`, `[10:0_20:0]`, `[30:0]` and `[40:0_50:0)`. */
const FOUND: readonly { timerange: string; ids: readonly string[]; found: readonly string[] }[] = [
  { timerange: "[10:0_20:0)", ids: ["SEG-006", "TR-041", "TR-040"], found: ["[10:0_20:0]"] },
  { timerange: "[0:0_10:0]", ids: ["SEG-006", "TR-041"], found: ["[0:0_10:0)", "[10:0_20:0]"] },
  { timerange: "[0:0_10:0)", ids: ["SEG-006", "TR-041"], found: ["[0:0_10:0)"] },
  { timerange: "[20:0_30:0)", ids: ["SEG-006", "TR-040"], found: ["[10:0_20:0]"] },
  { timerange: "(20:0_30:0)", ids: ["SEG-006", "TR-043"], found: [] },
  { timerange: "(20:0_30:0]", ids: ["SEG-006", "TR-040"], found: ["[30:0]"] },
  { timerange: "(30:0_40:0)", ids: ["SEG-006", "TR-043"], found: [] },
  { timerange: "(30:0_40:0]", ids: ["SEG-006"], found: ["[40:0_50:0)"] },
  { timerange: "[50:0_60:0)", ids: ["SEG-006", "TR-040"], found: [] },
  { timerange: "[49:999999999_60:0)", ids: ["SEG-006"], found: ["[40:0_50:0)"] },
  { timerange: "[-5:0_0:0)", ids: ["SEG-006"], found: [] },
  { timerange: "[-5:0_0:0]", ids: ["SEG-006"], found: ["[0:0_10:0)"] },
  { timerange: "[1:0_2:0)", ids: ["SEG-006"], found: ["[0:0_10:0)"] },
  { timerange: "[30:0_", ids: ["SEG-006"], found: ["[30:0]", "[40:0_50:0)"] },
  { timerange: "_10:0)", ids: ["SEG-006"], found: ["[0:0_10:0)"] },
  { timerange: "[5:0]", ids: ["SEG-007"], found: ["[0:0_10:0)"] },
  { timerange: "5:0", ids: ["SEG-007"], found: ["[0:0_10:0)"] },
  { timerange: "[10:0]", ids: ["SEG-007"], found: ["[10:0_20:0]"] },
  { timerange: "[20:0]", ids: ["SEG-007"], found: ["[10:0_20:0]"] },
  { timerange: "[25:0]", ids: ["SEG-007"], found: [] },
  { timerange: "30:0", ids: ["SEG-007"], found: ["[30:0]"] },
  { timerange: "[50:0]", ids: ["SEG-007"], found: [] },
  { timerange: "()", ids: ["SEG-008", "TR-044"], found: [] },
  {
    timerange: "_",
    ids: ["SEG-008", "TR-044"],
    found: ["[0:0_10:0)", "[10:0_20:0]", "[30:0]", "[40:0_50:0)"],
  },
];

const MALFORMED: readonly Readonly<Record<string, string>>[] = [
  { timerange: "abc" },
  { timerange: "[0:0-1:0)" },
  { timerange: "[0_1)" },
  { timerange: "[0:0_1:1000000000)" },
  { reverse_order: "maybe" },
  { include_object_timerange: "maybe" },
  { verbose_storage: "2" },
  { presigned: "signed" },
  { accept_storage_ids: "not-a-uuid" },
  { limit: "many" },
  { limit: "1.5" },
];

/** Those of version 8.2. */
const MALFORMED_TAGS: readonly Readonly<Record<string, string>>[] = [
  { "storage_backend_tag_exists.place": "maybe" },
  { "storage_backend_tag.place": "a,,b" },
];

async function verifyRefused(probe: Probe, cases: readonly Readonly<Record<string, string>>[]) {
  const flow = await probe.flow();
  for (const query of cases) {
    probe.verifyStatus("SEG-023", await probe.get(segmentsPath(flow), query), 400);
    probe.verifyStatus("SEG-023", await probe.head(segmentsPath(flow), query), 400);
  }
}

export const segmentsFilters: readonly ComplianceTest[] = [
  {
    id: "segments-filters/timerange",
    title: "The timerange of a listing keeps exactly the Segments that overlap it",
    area: "segments",
    behaviours: ["SEG-006", "SEG-007", "SEG-008", "TR-040", "TR-041", "TR-043", "TR-044", "TR-051"],
    operations: LIST,
    async run(probe) {
      const flow = await probe.flow();
      const all = ["[0:0_10:0)", "[10:0_20:0]", "[30:0]", "[40:0_50:0)"];
      await laid(probe, flow, all);
      await verifyTimeline(probe, "SEG-008", flow, {}, all);
      for (const { timerange, ids, found } of FOUND) {
        await verifyTimeline(probe, [...ids, "TR-051"], flow, { timerange }, found);
      }
    },
  },
  {
    id: "segments-filters/touching",
    title: "Segments and ranges overlap at a bound that they share only where both include it",
    area: "segments",
    behaviours: ["TR-040", "TR-042", "TR-043"],
    operations: LIST,
    async run(probe) {
      const flow = await probe.flow();
      await laid(probe, flow, ["[2:0]", "[1:0_2:0)", "[0:0]"]);
      await verifyTimeline(probe, ["TR-042", "TR-040"], flow, { timerange: "[2:0]" }, ["[2:0]"]);
      await verifyTimeline(probe, ["TR-042", "TR-040"], flow, { timerange: "[1:0_2:0)" }, ["[1:0_2:0)"]);
      const open = { timerange: "(0:0_10:0)" };
      await verifyTimeline(probe, ["TR-043", "TR-040"], flow, open, ["[1:0_2:0)", "[2:0]"]);
    },
  },
  {
    id: "segments-filters/object",
    title: "object_id keeps the Segments of exactly that Object, together with a timerange",
    area: "segments",
    behaviours: ["SEG-009"],
    operations: LIST,
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await registered(probe, flow, { timerange: "[0:0_1:0)" });
      await probe.segment(flow, { object_id: objectId, timerange: "[4:0_5:0)", ts_offset: "4:0" });
      const other = await probe.segment(flow, { timerange: "[2:0_3:0)" });
      const cases = [
        { filters: { object_id: objectId }, found: ["[0:0_1:0)", "[4:0_5:0)"] },
        { filters: { object_id: objectId, timerange: "[3:0_9:0)" }, found: ["[4:0_5:0)"] },
        { filters: { object_id: objectId, timerange: "[1:0_4:0)" }, found: [] },
        { filters: { object_id: other.objectId }, found: ["[2:0_3:0)"] },
        { filters: { object_id: objectId, reverse_order: "true" }, found: ["[4:0_5:0)", "[0:0_1:0)"] },
        { filters: { object_id: objectId.slice(0, -1) }, found: [] },
        { filters: { object_id: `${objectId}0` }, found: [] },
        { filters: { object_id: probe.fresh.objectId() }, found: [] },
      ];
      for (const { filters, found } of cases) await verifyTimeline(probe, "SEG-009", flow, filters, found);
    },
  },
  {
    id: "segments-filters/urls",
    title: "Filters of URLs take URLs away and never a Segment",
    area: "segments",
    behaviours: ["SEG-011", "SEG-012", "SEG-013", "SEG-013b", "AMB-011"],
    operations: LIST,
    async run(probe) {
      const flow = await probe.flow();
      await laid(probe, flow, ["[0:0_1:0)", "[1:0_2:0)"]);
      for (const segment of await segmentsOf(probe, flow)) {
        probe.verify("SEG-013", urlsOf(segment).length > 0, "Every Segment has get_urls.");
      }
      const filters = [
        { accept_get_urls: probe.fresh.text() },
        { accept_get_urls: "" },
        { accept_storage_ids: probe.fresh.uuid() },
      ];
      for (const filter of filters) {
        const segments = await segmentsOf(probe, flow, filter);
        verifySame(probe, "SEG-012", segments.length, 2, `The number of Segments with ${shown(filter)}`);
        for (const segment of segments) {
          const none = isRecord(segment) && urlsOf(segment).length === 0;
          probe.verify("SEG-011", none, `No URL is left with ${shown(filter)}.`);
          const urls = at(segment, "get_urls");
          const fits = urls === undefined || (Array.isArray(urls) && urls.length === 0);
          for (const id of ["SEG-013b", "AMB-011"]) {
            probe.verify(id, fits, `get_urls is left out or empty; it is ${shown(urls)}.`);
          }
        }
      }
    },
  },
  {
    id: "segments-filters/malformed",
    title: "Malformed parameters of a Segment listing are refused",
    area: "segments",
    behaviours: ["SEG-023"],
    operations: LIST,
    run: (probe) => verifyRefused(probe, MALFORMED),
  },
  {
    id: "segments-filters/malformed-tags",
    title: "Malformed filters by tags of Storage Backends are refused",
    area: "segments",
    behaviours: ["SEG-023"],
    operations: LIST,
    since: "8.2",
    run: (probe) => verifyRefused(probe, MALFORMED_TAGS),
  },
  {
    id: "segments-filters/init-object",
    title: "Segments show the init Object of their Object, which object_id does not search",
    area: "segments",
    behaviours: ["SEG-010", "SEG-011", "SEG-015", "SEG-020", "TRAP-015"],
    operations: LIST,
    since: "8.2",
    async run(probe) {
      const flow = await initFlow(probe);
      const init = await probe.object(flow);
      await probe.segment(flow, { init_object_id: init.objectId });
      const [segment] = await segmentsOf(probe, flow);
      for (const id of ["SEG-015", "TRAP-015"]) {
        verifySame(
          probe,
          id,
          at(segment, "init_object", "object_id"),
          init.objectId,
          "`init_object.object_id`",
        );
        verifySame(probe, id, at(segment, "init_object", "id"), undefined, "`init_object.id`");
      }
      const urls = urlsOf(at(segment, "init_object"));
      probe.verify("SEG-015", urls.length > 0, "init_object has get_urls.");
      const leaked = at(segment, "init_object_id");
      probe.verify("SEG-020", leaked === undefined, "init_object_id is not shown.");
      await verifyTimeline(probe, "SEG-010", flow, { object_id: init.objectId }, []);
      const [stripped] = await segmentsOf(probe, flow, { accept_get_urls: probe.fresh.text() });
      const left = urlsOf(at(stripped, "init_object")).length + urlsOf(stripped).length;
      probe.verify(
        "SEG-011",
        left === 0,
        `A label that nobody has leaves no URL in init_object either; ${left} are left.`,
      );
      const [plain] = await segmentsOf(probe, await plainFlow(probe));
      verifySame(
        probe,
        "SEG-015",
        at(plain, "init_object"),
        undefined,
        "init_object of an Object without one",
      );
      probe.verifyStatus("SEG-015", await probe.get(path`/objects/${init.objectId}`), 200);
    },
  },
];

async function plainFlow(probe: Probe) {
  const flow = await probe.flow();
  await probe.segment(flow);
  return flow;
}
