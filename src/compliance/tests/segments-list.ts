import { isDeepStrictEqual } from "node:util";
import { at, isRecord, listOf, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { apiPath, type MadeFlow } from "../makers.ts";
import { ascending, sameRange } from "../ranges.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";
import {
  laid,
  objectPath,
  registered,
  segmentAt,
  segmentsOf,
  segmentsPath,
  timerangesOf,
  verifyRanges,
  verifyTimeline,
  verifyTimelineOrder,
} from "../timeline.ts";
import { spanText } from "../vectors.ts";

const LIST = ["GET_flows-flowId-segments", "HEAD_flows-flowId-segments"];
const OPTIONAL = ["ts_offset", "last_duration", "sample_offset", "sample_count", "key_frame_count"] as const;
const KEYS = new Set([
  ...["object_id", "timerange", "object_timerange", "get_urls", "init_object"],
  ...OPTIONAL,
]);
const MOST_PAGES = 50;

/** A Flow with Segments that are registered in another order than that of time, with a gap and a negative start. */
async function mixed(probe: Probe): Promise<{ flow: MadeFlow; ordered: readonly string[] }> {
  const flow = await probe.flow();
  await laid(probe, flow, ["[10:0_11:0)", "[2:0]", "[-1:0_1:0)", "[1:0_2:0)", "[9:500000000_10:0)"]);
  return { flow, ordered: ["[-1:0_1:0)", "[1:0_2:0)", "[2:0]", "[9:500000000_10:0)", "[10:0_11:0)"] };
}

/** Every page of a listing by the given way to the next one. */
async function pagesOf(
  probe: Probe,
  flow: MadeFlow,
  query: Readonly<Record<string, string>>,
  next: "key" | "link",
): Promise<Reply[]> {
  const place = segmentsPath(flow);
  const pages = [await probe.get(place, query)];
  while (pages.length < MOST_PAGES) {
    const latest = pages[pages.length - 1];
    const key = latest?.headers.get("x-paging-nextkey");
    const link = /<([^>]*)>\s*;[^,]*rel="?next"?/.exec(latest?.headers.get("link") ?? "")?.[1];
    if (!key || !link || latest?.status !== 200) return pages;
    pages.push(
      next === "key"
        ? await probe.get(place, { ...query, page: key })
        : await probe.get(apiPath(probe.server.url, link)),
    );
  }
  return pages;
}

function verifyPages(
  probe: Probe,
  pages: readonly Reply[],
  { limit, reverse }: { limit: number; reverse: boolean },
) {
  for (const [index, { headers, body, exchange, status }] of pages.entries()) {
    const items = listOf(body).length;
    const isLast = index === pages.length - 1;
    const says = (behaviour: string, holds: boolean, expectation: string) =>
      probe.verify(behaviour, holds, expectation, exchange);
    says("X-055", status === 200, `A page answers 200; it answered ${status}.`);
    says("X-055", items <= limit, `A page has at most ${limit} Segments; it has ${items}.`);
    const inForce = Number(headers.get("x-paging-limit") ?? Number.NaN);
    says("X-055", inForce <= limit && inForce >= items, `X-Paging-Limit is in force; it is ${inForce}.`);
    says("SEG-022", isLast || items === inForce, "A page is only short when it is the last.");
    const count = headers.get("x-paging-count");
    says("X-055", count === String(items), `X-Paging-Count is ${items}; it is ${shown(count)}.`);
    const direction = headers.get("x-paging-reverse-order")?.toLowerCase();
    says("X-055", direction === String(reverse), `X-Paging-Reverse-Order is ${reverse}; it is ${direction}.`);
    const both = headers.has("link") === headers.has("x-paging-nextkey");
    says("X-055", both, "Link and X-Paging-NextKey come together.");
  }
}

/** Where the pages end is known only when the next one is asked for; each but the last names it. */
function verifySpans(probe: Probe, pages: readonly Reply[]) {
  for (const [index, { headers, body, exchange }] of pages.entries()) {
    // What a page spans does not depend on the order of what is on it.
    const span = spanText(ascending(timerangesOf(listOf(body))));
    const found = headers.get("x-paging-timerange");
    const isMissing = found === null && index === pages.length - 1;
    const holds = sameRange(found, span);
    const expectation = `X-Paging-Timerange is ${span}; it is ${shown(found)}.`;
    if (!isMissing) {
      for (const id of ["X-076", "X-055", "TR-049"]) probe.verify(id, holds, expectation, exchange);
    }
    // Both readings are accepted: there on every page, or not on the last one.
    for (const id of ["X-076b", "AMB-061"]) probe.verify(id, holds || isMissing, expectation, exchange);
  }
}

export const segmentsList: readonly ComplianceTest[] = [
  {
    id: "segments-list/fields",
    title: "Segments come back as they were registered, what was not given being absent",
    area: "segments",
    behaviours: ["SEG-001", "SEG-016", "SEG-017", "SEG-018", "SEG-020", "TRAP-014"],
    operations: LIST,
    async run(probe) {
      const flow = await probe.flow();
      const given = {
        ts_offset: "-5:500000000",
        last_duration: "0:40000000",
        sample_offset: 25,
        sample_count: 50,
        key_frame_count: 2,
      };
      await probe.segment(flow, { ...given, timerange: "[0:0_1:0)", object_timerange: "[0:0_10:0)" });
      await probe.segment(flow, { timerange: "[1:0_2:0)" });
      const full = await segmentAt(probe, flow, "[0:0_1:0)");
      const bare = await segmentAt(probe, flow, "[1:0_2:0)");
      for (const segment of [full, bare]) {
        const identified = textOf(at(segment, "object_id")) !== "" && textOf(at(segment, "timerange")) !== "";
        probe.verify("SEG-001", identified, "Each Segment has object_id and timerange.");
        const extra = Object.keys(isRecord(segment) ? segment : {}).filter((key) => !KEYS.has(key));
        probe.verify("SEG-020", extra.length === 0, `No internal key is shown; ${shown(extra)} are.`);
        const nulls = Object.entries(isRecord(segment) ? segment : {}).filter(([, value]) => value === null);
        for (const id of ["SEG-016", "TRAP-014"]) {
          probe.verify(id, nulls.length === 0, `No key is null; ${shown(nulls)} are.`);
        }
      }
      for (const key of OPTIONAL) {
        const id = key.startsWith("sample_") ? "SEG-018" : "SEG-016";
        verifySame(probe, id, at(full, key), given[key], `\`${key}\``);
        if (key === "ts_offset") continue;
        verifySame(probe, ["SEG-016", "TRAP-014"], at(bare, key), undefined, `\`${key}\`, not given,`);
      }
      const offset = at(bare, "ts_offset");
      probe.verify(
        "SEG-017",
        offset === undefined || offset === "0:0",
        "ts_offset, not given, is absent or 0:0.",
      );
    },
  },
  {
    id: "segments-list/unknown-flow",
    title: "The Segments of a Flow that does not exist are an empty list, those of a malformed id 404",
    area: "segments",
    behaviours: ["SEG-002", "SEG-003", "SEG-021", "SEG-026", "TRAP-007"],
    operations: LIST,
    async run(probe) {
      const place = segmentsPath({ id: probe.fresh.uuid() });
      const reply = await probe.get(place);
      for (const id of ["SEG-002", "TRAP-007"]) probe.verifyStatus(id, reply, 200);
      verifySame(probe, ["SEG-002", "TRAP-007"], reply.body, [], "The list");
      probe.verifyStatus("SEG-002", await probe.head(place), 200);
      const count = reply.headers.get("x-paging-count");
      verifySame(probe, "SEG-021", count, "0", "X-Paging-Count of an empty list", reply.exchange);
      const span = reply.headers.get("x-paging-timerange");
      const isEmpty = span === null || sameRange(span, "()");
      probe.verify(
        "SEG-021",
        isEmpty,
        `X-Paging-Timerange of an empty list is (); it is ${shown(span)}.`,
        reply.exchange,
      );
      const bare = !reply.headers.has("link") && !reply.headers.has("x-paging-nextkey");
      probe.verify("SEG-021", bare, "An empty list names no next page.", reply.exchange);
      for (const id of ["x", probe.fresh.uuid().slice(1), `${probe.fresh.uuid()}0`]) {
        probe.verifyStatus("SEG-003", await probe.get(segmentsPath({ id })), 404);
        probe.verifyStatus("SEG-026", await probe.get(segmentsPath({ id }), { limit: "x" }), 404);
      }
    },
  },
  {
    id: "segments-list/order",
    title: "Segments ascend by time with their bounds honoured, and descend with reverse_order",
    area: "segments",
    behaviours: ["SEG-004", "SEG-005", "X-099", "TR-042", "TR-048"],
    operations: LIST,
    async run(probe) {
      const { flow, ordered } = await mixed(probe);
      const ids = ["SEG-004", "SEG-005", "X-099", "TR-048", "TR-042"];
      await verifyTimelineOrder(probe, ids, flow, {}, ordered);
      await verifyTimelineOrder(probe, ["SEG-004", "X-099"], flow, { reverse_order: "false" }, ordered);
      const reverse = { reverse_order: "true" };
      await verifyTimelineOrder(probe, ["SEG-004", "SEG-005"], flow, reverse, ordered.toReversed());
    },
  },
  {
    id: "segments-list/exclusive-start",
    title: "A Segment with an exclusive start, where it is admitted, follows one that is the instant before",
    area: "segments",
    behaviours: ["SEG-005", "TR-048"],
    operations: LIST,
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await probe.object(flow);
      const body = { object_id: objectId, timerange: "(2:0_3:0)" };
      const reply = await probe.post(segmentsPath(flow), body);
      if (reply.status !== 201) probe.skip("The server takes no Segments with an exclusive start.");
      await laid(probe, flow, ["[2:0]", "[1:0_2:0)"]);
      await verifyTimelineOrder(probe, ["SEG-005", "TR-048"], flow, {}, ["[1:0_2:0)", "[2:0]", "(2:0_3:0)"]);
    },
  },
  {
    id: "segments-list/pages",
    title: "Pages of Segments tell their limit, count, direction and span, and lead on in both directions",
    area: "segments",
    behaviours: ["X-055", "X-076", "X-076b", "AMB-061", "SEG-021", "SEG-022", "TR-049"],
    operations: LIST,
    async run(probe) {
      const { flow, ordered } = await mixed(probe);
      for (const next of ["key", "link"] as const) {
        for (const reverse of [false, true]) {
          const query = { limit: "2", reverse_order: String(reverse) };
          const pages = await pagesOf(probe, flow, query, next);
          const wanted = reverse ? ordered.toReversed() : ordered;
          const found = timerangesOf(pages.flatMap(({ body }) => listOf(body)));
          verifyRanges(
            probe,
            ["SEG-022", "X-055"],
            found,
            wanted,
            `All pages by ${next}`,
            pages[0]?.exchange,
          );
          verifyPages(probe, pages, { limit: 2, reverse });
          verifySpans(probe, pages);
          probe.verify(
            "SEG-021",
            pages.length >= 3,
            `Five Segments make three pages of two, not ${pages.length}.`,
          );
        }
      }
      const head = await probe.head(segmentsPath(flow), { limit: "2" });
      const get = await probe.get(segmentsPath(flow), { limit: "2" });
      for (const name of [
        "x-paging-limit",
        "x-paging-count",
        "x-paging-timerange",
        "x-paging-reverse-order",
      ]) {
        verifySame(
          probe,
          "X-055",
          head.headers.get(name),
          get.headers.get(name),
          `${name} of HEAD`,
          head.exchange,
        );
      }
      const names = head.headers.has("x-paging-nextkey") && head.headers.has("link");
      probe.verify("X-055", names, "HEAD names the next page as GET does.", head.exchange);
    },
  },
  {
    id: "segments-list/pages-with-filters",
    title: "The pages of a filtered list are those of the filtered Segments",
    area: "segments",
    behaviours: ["SEG-022"],
    operations: LIST,
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await registered(probe, flow, { timerange: "[0:0_1:0)" });
      for (const second of [2, 4, 6]) {
        const timerange = `[${second}:0_${second + 1}:0)`;
        await probe.segment(flow, { timerange, ts_offset: `${second}:0`, object_id: objectId });
        await probe.segment(flow, { timerange: `[${second + 1}:0_${second + 2}:0)` });
      }
      const cases = [
        { filters: { object_id: objectId }, wanted: ["[0:0_1:0)", "[2:0_3:0)", "[4:0_5:0)", "[6:0_7:0)"] },
        { filters: { timerange: "[3:0_6:0)" }, wanted: ["[3:0_4:0)", "[4:0_5:0)", "[5:0_6:0)"] },
        {
          filters: { object_id: objectId, timerange: "_5:0)" },
          wanted: ["[0:0_1:0)", "[2:0_3:0)", "[4:0_5:0)"],
        },
        { filters: { accept_get_urls: "" }, wanted: timerangesOf(await segmentsOf(probe, flow)) },
      ];
      for (const { filters, wanted } of cases) {
        for (const next of ["key", "link"] as const) {
          for (const reverse of [false, true]) {
            const query = { ...filters, limit: "1", reverse_order: String(reverse) };
            const pages = await pagesOf(probe, flow, query, next);
            const found = timerangesOf(pages.flatMap(({ body }) => listOf(body)));
            const what = `All pages by ${next} with ${shown(query)}`;
            verifyRanges(probe, "SEG-022", found, reverse ? wanted.toReversed() : wanted, what);
          }
        }
      }
    },
  },
  {
    id: "segments-list/read-only",
    title: "The Segments of a read-only Flow are listed",
    area: "segments",
    behaviours: ["SEG-025"],
    operations: LIST,
    async run(probe) {
      const flow = await probe.flow();
      await probe.segment(flow);
      await probe.put(`${flow.path}/read_only`, true);
      probe.verifyStatus("SEG-025", await probe.get(segmentsPath(flow)), 200);
      probe.verifyStatus("SEG-025", await probe.head(segmentsPath(flow)), 200);
      await verifyTimeline(probe, "SEG-025", flow, {}, ["[0:0_1:0)"]);
    },
  },
  {
    id: "segments-list/object-timerange",
    title:
      "include_object_timerange shows the timerange of the Object, inferred ones too, and otherwise nothing does",
    area: "segments",
    behaviours: ["SEG-014", "TRAP-049"],
    operations: LIST,
    async run(probe) {
      const flow = await probe.flow();
      const offset = { timerange: "[5:0_6:0)", ts_offset: "5:0" };
      const given = { timerange: "[7:0_8:0)", object_timerange: "[7:0_9:0)" };
      const cases = [
        { body: { timerange: "[0:0_1:0)" }, wanted: "[0:0_1:0)" },
        { body: offset, wanted: "[0:0_1:0)" },
        { body: given, wanted: "[7:0_9:0)" },
      ];
      for (const { body, wanted } of cases) {
        const { objectId } = await probe.segment(flow, body);
        const asked = await segmentAt(probe, flow, body.timerange, { include_object_timerange: "true" });
        const found = at(asked, "object_timerange");
        const object = at((await probe.get(objectPath({ objectId }))).body, "timerange");
        for (const id of ["SEG-014", "TRAP-049"]) {
          const says = `object_timerange is ${wanted}; it is ${shown(found)}, and the Object has ${shown(object)}.`;
          probe.verify(id, sameRange(found, wanted) && sameRange(object, wanted), says);
        }
        for (const filters of [{}, { include_object_timerange: "false" }]) {
          const other = await segmentAt(probe, flow, body.timerange, filters);
          const hidden = isRecord(other) && other["object_timerange"] === undefined;
          probe.verify("SEG-014", hidden, `There is no object_timerange with ${shown(filters)}.`);
        }
      }
    },
  },
  {
    id: "segments-list/shared-object",
    title: "What belongs to the Object reads the same through all its Segments",
    area: "segments",
    behaviours: ["SEG-019", "SEG-013", "DM-007"],
    operations: LIST,
    async run(probe) {
      const flow = await probe.flow();
      const other = await probe.flow();
      const { objectId } = await registered(probe, flow, { key_frame_count: 3 });
      await probe.segment(flow, { object_id: objectId, timerange: "[4:0_5:0)", ts_offset: "4:0" });
      await probe.segment(other, { object_id: objectId, timerange: "[2:0_2:500000000)", ts_offset: "2:0" });
      const filters = { include_object_timerange: "true", verbose_storage: "true" };
      const segments = [
        ...(await segmentsOf(probe, flow, filters)),
        ...(await segmentsOf(probe, other, filters)),
      ];
      verifySame(probe, "SEG-019", segments.length, 3, "The number of Segments that use the Object");
      for (const segment of segments) {
        verifySame(probe, ["SEG-019", "DM-007"], at(segment, "key_frame_count"), 3, "`key_frame_count`");
        const inferred = sameRange(at(segment, "object_timerange"), "[0:0_1:0)");
        probe.verify("DM-007", inferred, "`object_timerange` is [0:0_1:0) in each Segment.");
        const urls = unsigned(segment);
        probe.verify("SEG-013", urls.length > 0, "A Segment of an http_object_store has get_urls.");
        const same = isDeepStrictEqual(urls, unsigned(segments[0]));
        for (const id of ["SEG-019", "DM-007"]) probe.verify(id, same, "`get_urls` are those of the Object.");
      }
      probe.verifyStatus("DM-007", await probe.get(path`/objects/${objectId}`), 200);
    },
  },
];

/** Signatures differ with the time at which they are made: what is before the question mark does not. */
function unsigned(segment: unknown): unknown[] {
  return listOf(at(segment, "get_urls")).map((entry) => ({
    ...(isRecord(entry) ? entry : {}),
    url: textOf(at(entry, "url")).split("?")[0],
  }));
}
