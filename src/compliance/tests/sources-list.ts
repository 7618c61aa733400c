import { setTimeout as sleep } from "node:timers/promises";
import { FORMAT_NAMES, FORMATS, PLAIN } from "../formats.ts";
import { isRecord } from "../json.ts";
import { everyItem, verifyListed, verifySame, verifySequence } from "../listing.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";

const LIST = "/sources";
/** Longer than the coarsest clock that a server may use. */
const TICK_MS = 1100;

/** Makes a Source by a Flow of its own and tags it, so that a listing can be kept to the test's Sources. */
async function tagged(
  probe: Probe,
  tag: string,
  flow: Readonly<Record<string, unknown>> = {},
  label?: string,
) {
  const { sourceId, id } = await probe.flow(flow);
  await probe.put(path`/sources/${sourceId}/tags/${tag}`, "yes");
  if (label !== undefined) await probe.put(path`/sources/${sourceId}/label`, label);
  return { sourceId, flowId: id };
}

export const sourcesList: readonly ComplianceTest[] = [
  {
    id: "sources-list/items",
    title: "The Source list shows each Source as reading it alone does",
    area: "sources",
    behaviours: ["SRC-001"],
    operations: ["GET_sources"],
    async run(probe) {
      const tag = probe.fresh.tagName();
      const first = await tagged(probe, tag);
      const second = await tagged(probe, tag, PLAIN.audio);
      const items = await everyItem(probe, LIST, { [`tag.${tag}`]: "yes" });
      probe.verify("SRC-001", items.length === 2, `The tag finds both Sources; it finds ${items.length}.`);
      for (const { sourceId } of [first, second]) {
        const alone = await probe.get(path`/sources/${sourceId}`);
        const item = items.find((entry) => isRecord(entry) && entry["id"] === sourceId);
        verifySame(probe, "SRC-001", item, alone.body, "The item of a Source in the list", alone.exchange);
      }
    },
  },
  {
    id: "sources-list/label",
    title: "The label filter finds Sources of exactly that label",
    area: "sources",
    behaviours: ["SRC-002", "SRC-008"],
    operations: ["GET_sources"],
    async run(probe) {
      const tag = probe.fresh.tagName();
      const label = `${probe.fresh.text()} Label`;
      const exact = await tagged(probe, tag, {}, label);
      await tagged(probe, tag, {}, label.toUpperCase());
      await tagged(probe, tag, {}, `${label}s`);
      await tagged(probe, probe.fresh.tagName(), { label: undefined });
      await verifyListed(probe, "SRC-002", LIST, { label }, [exact.sourceId]);
      await verifyListed(probe, "SRC-002", LIST, { label: label.slice(0, -1) }, []);
      await verifyListed(probe, "SRC-008", LIST, { label, [`tag.${tag}`]: "yes" }, [exact.sourceId]);
      await verifyListed(probe, "SRC-008", LIST, { label, [`tag.${tag}`]: "no" }, []);
      await verifyListed(probe, "SRC-008", LIST, { label, format: FORMATS.audio }, []);
      await verifyListed(probe, "SRC-008", LIST, { label, format: FORMATS.video }, [exact.sourceId]);
    },
  },
  {
    id: "sources-list/format",
    title: "The format filter finds Sources of that format among all five",
    area: "sources",
    behaviours: ["SRC-002", "SRC-008"],
    operations: ["GET_sources"],
    async run(probe) {
      const tag = probe.fresh.tagName();
      const made = new Map<string, string>();
      for (const format of FORMAT_NAMES) {
        made.set(format, (await tagged(probe, tag, PLAIN[format])).sourceId);
      }
      for (const format of FORMAT_NAMES) {
        const filters = { format: FORMATS[format], [`tag.${tag}`]: "yes" };
        await verifyListed(probe, ["SRC-002", "SRC-008"], LIST, filters, [made.get(format) ?? ""]);
      }
    },
  },
  {
    id: "sources-list/collected-by-ids",
    title:
      "collected_by_ids finds Sources that one of the given Sources collects, and with no value those of none",
    area: "sources",
    behaviours: ["SRC-003", "SRC-004", "SRC-005", "SRC-008"],
    operations: ["GET_sources"],
    since: "8.2",
    async run(probe) {
      const tag = probe.fresh.tagName();
      const [one, two, alone] = [
        await tagged(probe, tag),
        await tagged(probe, tag),
        await tagged(probe, tag),
      ];
      const collect = (id: string) => ({ ...PLAIN.multi, flow_collection: [{ id, role: "part" }] });
      const a = await tagged(probe, tag, collect(one.flowId));
      const b = await tagged(probe, tag, collect(two.flowId));
      const mine = { [`tag.${tag}`]: "yes" };
      const listed = (behaviour: string | readonly string[], ids: string, wanted: readonly string[]) =>
        verifyListed(probe, behaviour, LIST, { collected_by_ids: ids, ...mine }, wanted);
      await verifyListed(probe, "SRC-003", LIST, { collected_by_ids: a.sourceId }, [one.sourceId]);
      await verifyListed(probe, "SRC-003", LIST, { collected_by_ids: `${a.sourceId},${b.sourceId}` }, [
        one.sourceId,
        two.sourceId,
      ]);
      await listed("SRC-003", `${a.sourceId},${probe.fresh.uuid()}`, [one.sourceId]);
      await listed("SRC-004", "", [alone.sourceId, a.sourceId, b.sourceId]);
      await listed("SRC-005", probe.fresh.uuid(), []);
      await listed("SRC-005", one.sourceId, []);
      const label = probe.fresh.text();
      await probe.put(path`/sources/${two.sourceId}/label`, label);
      const filters = { collected_by_ids: `${a.sourceId},${b.sourceId}`, label };
      await verifyListed(probe, "SRC-008", LIST, filters, [two.sourceId]);
    },
  },
  {
    id: "sources-list/malformed-collectors",
    title: "collected_by_ids refuses what is not a list of UUIDs",
    area: "sources",
    behaviours: ["SRC-005", "SRC-007", "AMB-065"],
    operations: ["GET_sources", "HEAD_sources"],
    since: "8.2",
    async run(probe) {
      const id = probe.fresh.uuid();
      for (const ids of ["x", id.toUpperCase(), `${id},x`, id.slice(1)]) {
        probe.verifyStatus("SRC-005", await probe.get(LIST, { collected_by_ids: ids }), 400);
        probe.verifyStatus("SRC-005", await probe.head(LIST, { collected_by_ids: ids }), 400);
      }
      for (const ids of [`${id},`, `,${id}`, `${id},,${id}`]) {
        const reply = await probe.get(LIST, { collected_by_ids: ids });
        for (const behaviour of ["SRC-007", "AMB-065"]) probe.verifyStatus(behaviour, reply, 400);
      }
      probe.verifyStatus("SRC-007", await probe.get(LIST, { reverse_order: "maybe" }), 400);
    },
  },
  {
    id: "sources-list/malformed",
    title: "The Source list refuses malformed filters",
    area: "sources",
    behaviours: ["SRC-007"],
    operations: ["GET_sources", "HEAD_sources"],
    async run(probe) {
      const tag = probe.fresh.tagName();
      const cases = [
        { format: "video" },
        { format: "urn:x-nmos:format:image" },
        { format: FORMATS.video.toUpperCase() },
        { limit: "abc" },
        { limit: "1.5" },
        { [`tag_exists.${tag}`]: "maybe" },
        { [`tag.${tag}`]: "a,,b" },
        { [`tag.${tag}`]: "a," },
      ];
      for (const query of cases) {
        probe.verifyStatus("SRC-007", await probe.get(LIST, query), 400);
        probe.verifyStatus("SRC-007", await probe.head(LIST, query), 400);
      }
    },
  },
  {
    id: "sources-list/order",
    title: "Sources are sorted by created, newest first, unless sort_by names updated or label",
    area: "sources",
    behaviours: ["SRC-006"],
    operations: ["GET_sources"],
    since: "8.2",
    async run(probe) {
      const tag = probe.fresh.tagName();
      const order = async () => (await tagged(probe, tag)).sourceId;
      const ids: string[] = [];
      for (let count = 0; count < 3; count += 1) {
        ids.push(await order());
        await sleep(TICK_MS);
      }
      const [a = "", b = "", c = ""] = ids;
      const text = probe.fresh.text();
      // Written in an order that is neither that of creation nor that of the labels.
      for (const [id, label] of [
        [b, `${text} 3`],
        [c, `${text} 1`],
        [a, `${text} 2`],
      ] as const) {
        await probe.put(path`/sources/${id}/label`, label);
        await sleep(TICK_MS);
      }
      const mine = { [`tag.${tag}`]: "yes" };
      const sorted = (filters: Record<string, string>, wanted: readonly string[]) =>
        verifySequence(probe, "SRC-006", LIST, { ...filters, ...mine }, wanted);
      await sorted({}, [c, b, a]);
      await sorted({ sort_by: "created" }, [c, b, a]);
      await sorted({ reverse_order: "true" }, [a, b, c]);
      await sorted({ sort_by: "updated" }, [a, c, b]);
      await sorted({ sort_by: "updated", reverse_order: "true" }, [b, c, a]);
      await sorted({ sort_by: "label" }, [c, a, b]);
      await sorted({ sort_by: "label", reverse_order: "true" }, [b, a, c]);
      await sorted({ sort_by: "label", reverse_order: "true", limit: "1" }, [b, a, c]);
    },
  },
];
