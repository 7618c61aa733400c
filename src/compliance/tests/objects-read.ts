import { at, isRecord, listOf, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { apiPath, type MadeFlow } from "../makers.ts";
import { sameRange } from "../ranges.ts";
import type { ComplianceTest, Probe, Reply } from "../test.ts";
import { initFlow, objectPath, registered, segmentsPath, urlsOf } from "../timeline.ts";

const GET = ["GET_objects", "HEAD_objects"];
const KEYS = new Set([
  ...["id", "referenced_by_flows", "first_referenced_by_flow", "timerange", "init_object", "get_urls"],
  "key_frame_count",
]);
const URL_KEYS = new Set([
  ...["url", "presigned", "label", "storage_id", "controlled", "store_type", "provider", "region"],
  ...["availability_zone", "store_product", "tags"],
]);
const MOST_PAGES = 50;
const GONE_MS = 15_000;

type Query = Readonly<Record<string, string>>;

function verifyEach(probe: Probe, ids: readonly string[], reply: Reply, ...statuses: readonly number[]) {
  for (const id of ids) probe.verifyStatus(id, reply, ...statuses);
}

function strangers(value: unknown, known: ReadonlySet<string>): string[] {
  return Object.keys(isRecord(value) ? value : {}).filter((key) => !known.has(key));
}

/** Verifies that neither the Object nor what is in it has a key that is not documented. */
function verifyClosed(probe: Probe, ids: readonly string[], { body, exchange }: Reply) {
  const init = at(body, "init_object");
  const found = [
    ...strangers(body, KEYS),
    ...strangers(init, new Set(["id", "get_urls"])),
    ...[...urlsOf(body), ...urlsOf(init)].flatMap((entry) => strangers(entry, URL_KEYS)),
  ];
  for (const id of ids)
    probe.verify(id, found.length === 0, `No other key is there; ${shown(found)} are.`, exchange);
}

/** An Object that Flows with these tags use, in their order. */
async function shared(probe: Probe, tags: readonly Readonly<Record<string, unknown>>[]) {
  const flows: MadeFlow[] = [];
  for (const each of tags) flows.push(await probe.flow({ tags: each }));
  const [first, ...others] = flows;
  if (first === undefined) throw new Error("An Object needs a Flow.");
  const { objectId } = await registered(probe, first);
  for (const flow of others) await probe.segment(flow, { object_id: objectId });
  return { objectId, place: objectPath({ objectId }), flows, ids: flows.map(({ id }) => id) };
}

/** Every page of an Object, by key or by link. */
async function pagesOf(probe: Probe, place: string, query: Query, next: "key" | "link"): Promise<Reply[]> {
  const pages = [await probe.get(place, query)];
  while (pages.length < MOST_PAGES) {
    const latest = pages[pages.length - 1];
    const key = latest?.headers.get("x-paging-nextkey");
    const link = /<([^>]*)>\s*;[^,]*rel="?next"?/.exec(latest?.headers.get("link") ?? "")?.[1];
    if (!key || !link || latest?.status !== 200) break;
    const page =
      next === "key" ? probe.get(place, { ...query, page: key }) : probe.get(apiPath(probe.server.url, link));
    pages.push(await page);
  }
  return pages;
}

/** Every Flow that is listed, all pages of it. */
async function flowsOf(probe: Probe, place: string, query: Query = {}): Promise<string[]> {
  const pages = await pagesOf(probe, place, query, "key");
  return pages.flatMap(({ body }) => listOf(at(body, "referenced_by_flows")).map(textOf));
}

async function verifyFlows(
  probe: Probe,
  ids: readonly string[],
  place: string,
  query: Query,
  wanted: readonly string[],
) {
  const found = await flowsOf(probe, place, query);
  verifySame(probe, ids, found.toSorted(), wanted.toSorted(), `referenced_by_flows with ${shown(query)}`);
}

export const objectsRead: readonly ComplianceTest[] = [
  {
    id: "objects-read/fields",
    title: "An Object has its id, its Flows, its timerange and documented keys alone",
    area: "objects",
    behaviours: ["OBJ-001", "OBJ-005", "OBJ-006", "TRAP-016", "DM-054"],
    operations: GET,
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await registered(probe, flow, {
        timerange: "[4:0_5:0)",
        ts_offset: "4:0",
        key_frame_count: 1,
      });
      for (const query of [{}, { verbose_storage: "true" }]) {
        const reply = await probe.get(objectPath({ objectId }), query);
        probe.requireStatus("OBJ-001", reply, 200);
        verifyClosed(probe, ["OBJ-001", "TRAP-016"], reply);
        verifySame(probe, "OBJ-001", at(reply.body, "id"), objectId, "`id`");
        const flows = at(reply.body, "referenced_by_flows");
        verifySame(probe, ["OBJ-001", "DM-054", "OBJ-005"], flows, [flow.id], "`referenced_by_flows`");
        const first = at(reply.body, "first_referenced_by_flow");
        verifySame(probe, ["OBJ-005", "DM-054"], first, flow.id, "`first_referenced_by_flow`");
        const found = at(reply.body, "timerange");
        probe.verify(
          "OBJ-006",
          sameRange(found, "[0:0_1:0)"),
          `timerange is [0:0_1:0); it is ${shown(found)}.`,
        );
        verifySame(probe, "OBJ-001", at(reply.body, "key_frame_count"), 1, "`key_frame_count`");
      }
      probe.verifyStatus("OBJ-001", await probe.head(objectPath({ objectId })), 200);
    },
  },
  {
    id: "objects-read/unknown",
    title: "An Object gives 404 when it is unknown and after its last Segment is gone",
    area: "objects",
    behaviours: ["OBJ-002", "OBJ-013"],
    operations: GET,
    async run(probe) {
      const unknown = { objectId: probe.fresh.objectId() };
      probe.verifyStatus("OBJ-002", await probe.get(objectPath(unknown)), 404);
      probe.verifyStatus("OBJ-002", await probe.head(objectPath(unknown)), 404);
      const flow = await probe.flow();
      const made = await registered(probe, flow);
      probe.verifyStatus("OBJ-013", await probe.get(objectPath(made)), 200);
      await probe.remove(segmentsPath(flow));
      const isGone = async () => (await probe.get(objectPath(made))).status === 404;
      const gone = await probe.eventually(isGone, GONE_MS);
      probe.verify("OBJ-013", gone === true, "The Object gives 404 after its last Segment is gone.");
    },
  },
  {
    id: "objects-read/flows",
    title: "Each Flow that uses an Object is listed once, and no longer than it does",
    area: "objects",
    behaviours: ["OBJ-003", "OBJ-005", "TRAP-054", "DM-054"],
    operations: GET,
    async run(probe) {
      const { objectId, place, flows, ids } = await shared(probe, [{}, {}, {}]);
      const [first, second] = flows;
      if (first === undefined || second === undefined) return;
      for (const flow of [first, second]) {
        const again = { object_id: objectId, timerange: "[7:0_8:0)", ts_offset: "7:0" };
        await probe.segment(flow, again);
      }
      await verifyFlows(probe, ["OBJ-003", "TRAP-054", "DM-054"], place, {}, ids);
      await verifyFlows(probe, ["OBJ-003", "TRAP-054"], place, { limit: "1" }, ids);
      await probe.remove(segmentsPath(second), { timerange: "[7:0_8:0)" });
      await verifyFlows(probe, ["OBJ-003"], place, {}, ids);
      await probe.remove(segmentsPath(second));
      await verifyFlows(
        probe,
        ["DM-054"],
        place,
        {},
        ids.filter((id) => id !== second.id),
      );
      const kept = at((await probe.get(place)).body, "first_referenced_by_flow");
      verifySame(probe, ["OBJ-005", "DM-054"], kept, first.id, "`first_referenced_by_flow`");
      await probe.remove(segmentsPath(first));
      const { body } = await probe.get(place);
      const now = at(body, "first_referenced_by_flow");
      // It may be unset, or name the Flow that was first, or the one that now is.
      const fits = now === undefined || ids.includes(textOf(now));
      probe.verify(
        "OBJ-005",
        fits,
        `first_referenced_by_flow is a Flow that used the Object; it is ${shown(now)}.`,
      );
    },
  },
  {
    id: "objects-read/pages",
    title: "The pages of an Object split its Flows and repeat all else",
    area: "objects",
    behaviours: ["X-056", "X-079", "OBJ-011"],
    operations: GET,
    run: verifyPages,
  },
  {
    id: "objects-read/flow-tags",
    title: "flow_tag filters keep the Flows whose tags fit, all else of the Object staying",
    area: "objects",
    behaviours: ["X-121", "OBJ-009", "OBJ-010", "AMB-047"],
    operations: GET,
    run: verifyTags,
  },
  {
    id: "objects-read/malformed",
    title: "Malformed parameters of an Object are refused",
    area: "objects",
    behaviours: ["OBJ-012"],
    operations: GET,
    async run(probe) {
      const { place } = await shared(probe, [{}]);
      const cases: readonly Query[] = [
        { limit: "many" },
        { verbose_storage: "maybe" },
        { presigned: "signed" },
        { accept_storage_ids: "not-a-uuid" },
        { "flow_tag_exists.x": "maybe" },
        { "flow_tag.x": "a,,b" },
      ];
      for (const query of cases) {
        probe.verifyStatus("OBJ-012", await probe.get(place, query), 400);
        probe.verifyStatus("OBJ-012", await probe.head(place, query), 400);
      }
    },
  },
  {
    id: "objects-read/init",
    title: "An init Object has no timerange, and the Flows of the Objects that name it",
    area: "objects",
    behaviours: ["OBJ-004", "OBJ-006b", "OBJ-006c", "OBJ-007", "TRAP-015", "TRAP-016", "DM-006", "DM-058"],
    operations: GET,
    since: "8.2",
    run: verifyInit,
  },
];

async function verifyPages(probe: Probe) {
  const { place, ids } = await shared(probe, [{}, {}, {}, {}, {}]);
  for (const next of ["key", "link"] as const) {
    const pages = await pagesOf(probe, place, { limit: "2" }, next);
    const found = pages.flatMap(({ body }) => listOf(at(body, "referenced_by_flows")).map(textOf));
    const what = `referenced_by_flows over all pages by ${next}`;
    verifySame(probe, ["X-079", "OBJ-011", "X-056"], found.toSorted(), ids.toSorted(), what);
    for (const [index, { headers, body, exchange }] of pages.entries()) {
      const items = listOf(at(body, "referenced_by_flows")).length;
      const limit = Number(headers.get("x-paging-limit") ?? Number.NaN);
      const fits = items <= limit && limit <= 2 && (items === limit || index === pages.length - 1);
      probe.verify("X-056", fits, `X-Paging-Limit is in force: ${items} Flows with ${limit}.`, exchange);
      const both = headers.has("link") === headers.has("x-paging-nextkey");
      probe.verify("X-056", both, "Link and X-Paging-NextKey come together.", exchange);
      for (const key of ["id", "timerange", "first_referenced_by_flow"]) {
        verifySame(
          probe,
          "X-079",
          at(body, key),
          at(pages[0]?.body, key),
          `\`${key}\` of each page`,
          exchange,
        );
      }
      verifySame(
        probe,
        "X-079",
        urlsOf(body).length,
        urlsOf(pages[0]?.body).length,
        "The number of URLs",
        exchange,
      );
    }
    probe.verify("X-056", pages.length >= 3, `Five Flows make three pages of two, not ${pages.length}.`);
  }
  const head = await probe.head(place, { limit: "2" });
  for (const name of ["x-paging-limit", "x-paging-nextkey", "link"]) {
    probe.verify("X-056", head.headers.has(name), `HEAD has ${name}.`, head.exchange);
  }
  const whole = await probe.get(place, { limit: "5" });
  const complete = listOf(at(whole.body, "referenced_by_flows")).length === 5;
  const ends = !complete || !whole.headers.has("link");
  probe.verify("X-056", ends, "A page with the last Flow has no Link.", whole.exchange);
}

async function verifyTags(probe: Probe) {
  const tag = probe.fresh.tagName();
  const tags = [{ [tag]: "red" }, { [tag]: ["green", "blue"] }, { [tag]: "Red" }, {}];
  const { place, ids } = await shared(probe, tags);
  const [red = "", list = "", capital = "", none = ""] = ids;
  const cases: readonly [Query, readonly string[]][] = [
    [{ [`flow_tag.${tag}`]: "red" }, [red]],
    [{ [`flow_tag.${tag}`]: "red,blue" }, [red, list]],
    [{ [`flow_tag.${tag}`]: "Red" }, [capital]],
    [{ [`flow_tag.${tag}`]: "re" }, []],
    [{ [`flow_tag.${tag}`]: "green,x" }, [list]],
    [{ [`flow_tag_exists.${tag}`]: "true" }, [red, list, capital]],
    [{ [`flow_tag_exists.${tag}`]: "false" }, [none]],
    [{ [`flow_tag.${tag}`]: "red", [`flow_tag_exists.${tag}`]: "false" }, []],
    [{ [`flow_tag.${tag}`]: "red,green", limit: "1" }, [red, list]],
  ];
  for (const [query, wanted] of cases) {
    await verifyFlows(probe, ["X-121", "OBJ-009", "AMB-047"], place, query, wanted);
    const reply = await probe.get(place, query);
    verifyEach(probe, ["OBJ-009"], reply, 200);
    const first = at(reply.body, "first_referenced_by_flow");
    verifySame(probe, "OBJ-010", first, red, `first_referenced_by_flow with ${shown(query)}`);
  }
  // `tag.` is no parameter of Objects: ignored, or an alias.
  const found = await flowsOf(probe, place, { [`tag.${tag}`]: "red" });
  const fits = found.length === ids.length || (found.length === 1 && found[0] === red);
  probe.verify(
    "AMB-047",
    fits,
    `tag. filters are ignored or an alias of flow_tag.; ${found.length} are left.`,
  );
}

async function verifyInit(probe: Probe) {
  const flow = await initFlow(probe);
  const other = await initFlow(probe);
  const init = await probe.object(flow);
  const named = { init_object_id: init.objectId };
  const media = await registered(probe, flow, { ...named, key_frame_count: 1 });
  await registered(probe, flow, { ...named, timerange: "[1:0_2:0)" });
  await probe.segment(other, { object_id: media.objectId });
  const reply = await probe.get(objectPath(init), { verbose_storage: "true" });
  probe.requireStatus("OBJ-004", reply, 200);
  verifyClosed(probe, ["TRAP-016"], reply);
  await verifyFlows(probe, ["OBJ-004"], objectPath(init), {}, [flow.id, other.id]);
  await verifyFlows(probe, ["OBJ-004"], objectPath(init), { limit: "1" }, [flow.id, other.id]);
  const same = (ids: readonly string[], key: string) =>
    verifySame(probe, ids, at(reply.body, key), undefined, `\`${key}\` of an init Object`, reply.exchange);
  same(["OBJ-006b", "DM-006"], "timerange");
  same(["OBJ-006c"], "key_frame_count");
  const whole = await probe.get(objectPath(media), { verbose_storage: "true" });
  verifyClosed(probe, ["TRAP-016"], whole);
  const shows = at(whole.body, "init_object");
  verifySame(probe, ["OBJ-007", "TRAP-015"], at(shows, "id"), init.objectId, "`init_object.id`");
  verifySame(probe, ["OBJ-007", "TRAP-015"], at(shows, "object_id"), undefined, "`init_object.object_id`");
  probe.verify("OBJ-007", urlsOf(shows).length > 0, "init_object has get_urls.");
  probe.verify("DM-006", textOf(at(whole.body, "timerange")) !== "", "The media Object has a timerange.");
  await probe.remove(segmentsPath(flow));
  probe.verifyStatus("DM-058", await probe.get(objectPath(init)), 200);
  await verifyFlows(probe, ["OBJ-004"], objectPath(init), {}, [other.id]);
  await probe.remove(other.path);
  const isGone = async () => (await probe.get(objectPath(init))).status === 404;
  const gone = await probe.eventually(isGone, GONE_MS);
  probe.verify("DM-058", gone === true, "The init Object goes when no other Object names it.");
}
