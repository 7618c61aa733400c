import { setTimeout as sleep } from "node:timers/promises";
import { claim, claimStatus } from "../claims.ts";
import { gathered, LISTINGS } from "../crowds.ts";
import { at, listOf, textOf } from "../json.ts";
import { everyItem, type Filters, idsOf, shown, verifySame, verifySequence } from "../listing.ts";
import { pages } from "../pages.ts";
import { deletionRequest } from "../scene.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";
import { laid, segmentsPath, verifyTimelineOrder } from "../timeline.ts";

const SORTED = ["GET_sources", "GET_flows"];
/** Longer than the coarsest clock that a server may use. */
const TICK_MS = 1100;
/** The listings with sort_by, and the keys that they take. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  "/sources": ["created", "updated", "label"],
  "/flows": ["created", "metadata_updated", "label"],
  "/flow-delete-requests": ["created", "expiry"],
};
const DATES = ["X-090", "X-093", "TRAP-024"];

/** Flows of one Source with these labels, undefined for none; resolves to their ids. */
async function labelled(
  probe: Probe,
  source_id: string,
  labels: readonly (string | undefined)[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const label of labels) ids.push((await probe.flow({ source_id, label })).id);
  return ids;
}

/** Verifies an order, and its reverse, whole and in pages of one. */
async function verifyBoth(
  probe: Probe,
  behaviours: readonly string[],
  reversed: readonly string[],
  place: string,
  filters: Filters,
  wanted: readonly string[],
) {
  await verifySequence(probe, behaviours, place, filters, wanted);
  await verifySequence(probe, behaviours, place, { ...filters, reverse_order: "false" }, wanted);
  await verifySequence(probe, behaviours, place, { ...filters, limit: "1" }, wanted);
  const back = { ...filters, reverse_order: "true" };
  await verifySequence(probe, reversed, place, back, wanted.toReversed());
  await verifySequence(probe, reversed, place, { ...back, limit: "2" }, wanted.toReversed());
}

/** Verifies that dates of a listing's first page come newest first, those without last; reversed the other way. */
async function verifyDates(probe: Probe, place: string, key: string, reverse_order: boolean) {
  const reply = await probe.get(place, { sort_by: key, reverse_order });
  if (!claimStatus(probe, "X-090", reply, 200)) return;
  const dates = listOf(reply.body).map((item) => Date.parse(textOf(at(item, key))) || 0);
  const wanted = dates.toSorted((one, other) => (reverse_order ? one - other : other - one));
  const what = `The \`${key}\` of ${place}, ${reverse_order ? "oldest" : "newest"} first,`;
  verifySame(probe, DATES, dates, wanted, what, reply.exchange);
}

export const sorting: readonly ComplianceTest[] = [
  {
    id: "sorting/dates",
    title:
      "Flows are sorted by date newest first, by creation unless asked otherwise, and reversed oldest first",
    area: "http",
    behaviours: [...DATES, "X-094"],
    operations: ["GET_flows"],
    since: "8.2",
    async run(probe) {
      const source_id = probe.fresh.uuid();
      const ids: string[] = [];
      for (let count = 0; count < 3; count += 1) {
        ids.push((await probe.flow({ source_id })).id);
        await sleep(TICK_MS);
      }
      const [a = "", b = "", c = ""] = ids;
      for (const id of [b, c, a]) {
        await probe.put(path`/flows/${id}/description`, "written");
        await sleep(TICK_MS);
      }
      const both = (sort_by: string | undefined, wanted: readonly string[]) =>
        verifyBoth(probe, [...DATES, "X-094"], DATES, "/flows", { source_id, sort_by }, wanted);
      await both(undefined, [c, b, a]);
      await both("created", [c, b, a]);
      await both("metadata_updated", [a, c, b]);
    },
  },
  {
    id: "sorting/strings",
    title: "Flows are sorted by label alphabetically, and the other way round reversed",
    area: "http",
    behaviours: ["X-090", "X-093", "X-094", "X-096", "X-097b", "AMB-056"],
    operations: ["GET_flows"],
    since: "8.2",
    async run(probe) {
      const source_id = probe.fresh.uuid();
      const [d, a, c, b, ab] = await labelled(probe, source_id, [
        "delta",
        "alpha",
        "charlie",
        "bravo",
        "alphabet",
      ]);
      const wanted = [a, ab, b, c, d].map((id) => id ?? "");
      const judged = ["X-090", "X-093", "X-094", "X-097b", "AMB-056"];
      const reversed = ["X-093", "X-096", "AMB-056"];
      await verifyBoth(probe, judged, reversed, "/flows", { source_id, sort_by: "label" }, wanted);
    },
  },
  {
    id: "sorting/missing",
    title: "What has no label comes last by id, and first when reversed",
    area: "http",
    behaviours: ["X-095", "X-096", "TRAP-025"],
    operations: ["GET_flows"],
    since: "8.2",
    async run(probe) {
      const source_id = probe.fresh.uuid();
      const labels = [undefined, "b", undefined, "a", undefined, undefined];
      const [one = "", b = "", two = "", a = "", three = "", four = ""] = await labelled(
        probe,
        source_id,
        labels,
      );
      const without = [one, two, three, four].sort();
      const filters = { source_id, sort_by: "label" };
      await verifySequence(probe, "X-095", "/flows", filters, [a, b, ...without]);
      await verifySequence(probe, "X-095", "/flows", { ...filters, limit: "1" }, [a, b, ...without]);
      const back = { ...filters, reverse_order: "true" };
      const found = idsOf(await everyItem(probe, "/flows", back));
      const isFirst = found.slice(0, 4).every((id) => without.includes(id));
      const what = `Reversed, the four without a label are first and then b and a; found: ${shown(found)}.`;
      claim(probe, ["X-095", "TRAP-025"], isFirst && found[4] === b && found[5] === a, what);
      const wanted = [...without.toReversed(), b, a];
      verifySame(probe, "X-096", found, wanted, "The reverse order, the exact reverse of the other,");
      await verifySequence(probe, "X-096", "/flows", { ...back, limit: "1" }, wanted);
    },
  },
  {
    id: "sorting/ties",
    title: "What has the same label is sorted by id, so that pages neither repeat nor skip",
    area: "http",
    behaviours: ["X-097", "X-096", "TRAP-023"],
    operations: ["GET_flows"],
    since: "8.2",
    async run(probe) {
      const source_id = probe.fresh.uuid();
      const same = await labelled(
        probe,
        source_id,
        Array.from({ length: 6 }, () => "same"),
      );
      const filters = { source_id, sort_by: "label" };
      const judged = ["X-097", "TRAP-023"];
      await verifyBoth(probe, judged, [...judged, "X-096"], "/flows", filters, same.toSorted());
    },
  },
  {
    id: "sorting/ties-of-dates",
    title: "Whatever was created at the same time, pages of one neither repeat nor skip",
    area: "http",
    behaviours: ["TRAP-023", "X-096"],
    operations: ["GET_flows"],
    since: "8.2",
    async run(probe) {
      const source_id = probe.fresh.uuid();
      const made = await Promise.all(Array.from({ length: 8 }, () => probe.flow({ source_id })));
      const order = async (filters: Filters) =>
        idsOf(await everyItem(probe, "/flows", { source_id, ...filters }));
      const whole = await order({});
      verifySame(probe, "TRAP-023", whole.toSorted(), idsOf(made).toSorted(), "What is listed");
      for (const limit of ["1", "3"]) {
        verifySame(
          probe,
          "TRAP-023",
          await order({ limit }),
          whole,
          `The order of pages with limit ${limit}`,
        );
      }
      const reverse = await order({ reverse_order: "true", limit: "1" });
      verifySame(probe, "X-096", reverse, whole.toReversed(), "The reverse order");
    },
  },
  {
    id: "sorting/keys",
    title: "sort_by takes the keys of each listing and refuses all others",
    area: "http",
    behaviours: ["X-090", "X-098"],
    operations: [...SORTED, "GET_flow-delete-requests"],
    since: "8.2",
    async run(probe) {
      const all = [
        ...new Set(Object.values(KEYS).flat()),
        "id",
        "Created",
        "created,label",
        "-created",
        "",
        "x",
      ];
      for (const [place, keys] of Object.entries(KEYS)) {
        for (const sort_by of all) {
          const reply = await probe.get(place, { sort_by, limit: 1 });
          if (keys.includes(sort_by)) probe.verifyStatus("X-090", reply, 200);
          else probe.verifyStatus("X-098", reply, 400);
        }
      }
    },
  },
  {
    id: "sorting/deletion-requests",
    title: "Deletion requests are sorted by the date of creation or expiry, newest first",
    area: "http",
    behaviours: DATES,
    operations: ["GET_flow-delete-requests"],
    since: "8.2",
    needs: ["upload"],
    async run(probe) {
      await deletionRequest(probe);
      await sleep(TICK_MS);
      await deletionRequest(probe);
      for (const key of ["created", "expiry"]) {
        for (const reverse of [false, true]) await verifyDates(probe, "/flow-delete-requests", key, reverse);
      }
    },
  },
  {
    id: "sorting/fixed",
    title: "Segments are sorted by time and Storage Backends by label, and both can be reversed",
    area: "http",
    behaviours: ["X-091", "X-094"],
    operations: ["GET_flows-flowId-segments", "GET_storage-backends"],
    since: "8.2",
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      const order = ["[-1:0_0:0)", "[1:0_2:0)", "[2:0_3:0)", "[10:0_11:0)"];
      await laid(
        probe,
        flow,
        [2, 0, 3, 1].map((index) => order[index] ?? ""),
      );
      await verifyTimelineOrder(probe, ["X-091", "X-094"], flow, {}, order);
      await verifyTimelineOrder(probe, "X-091", flow, { reverse_order: "true" }, order.toReversed());
      await verifyTimelineOrder(
        probe,
        "X-091",
        flow,
        { reverse_order: "true", limit: "3" },
        order.toReversed(),
      );
      const list = "/service/storage-backends";
      const labels = (await everyItem(probe, list)).map((item) => textOf(at(item, "label")));
      const named = labels.filter((label) => /^[a-z]+$/.test(label));
      verifySame(probe, ["X-091", "X-094"], named, named.toSorted(), "The labels of Storage Backends");
      const ids = idsOf(await everyItem(probe, list));
      const reverse = idsOf(await everyItem(probe, list, { reverse_order: "true" }));
      verifySame(probe, "X-091", reverse, ids.toReversed(), "The Storage Backends reversed");
      probe.verifyStatus("X-091", await probe.get(segmentsPath(flow), { reverse_order: "maybe" }), 400);
    },
  },
  {
    id: "sorting/webhooks",
    title: "Webhooks are sorted by url, and can be reversed",
    area: "http",
    behaviours: ["X-091", "X-094"],
    operations: ["GET_webhooks"],
    since: "8.2",
    needs: ["webhooks"],
    async run(probe) {
      const listing = LISTINGS.find(({ name }) => name === "webhooks");
      if (listing === undefined) return;
      const crowd = await gathered(probe, listing, 4);
      const urlsOf = async (filters: Filters) => {
        const walked = await pages(probe, listing, crowd, { limit: "3", ...filters });
        return walked.flatMap(({ reply }) => listOf(reply.body).map((item) => textOf(at(item, "url"))));
      };
      const urls = await urlsOf({});
      verifySame(probe, ["X-091", "X-094"], urls, urls.toSorted(), "The urls of Webhooks");
      const reverse = await urlsOf({ reverse_order: "true" });
      verifySame(probe, "X-091", reverse, urls.toReversed(), "The urls of Webhooks reversed");
    },
  },
];
