import { claimStatus } from "../claims.ts";
import { register, WEBHOOKS } from "../hooks.ts";
import { at, textOf } from "../json.ts";
import { everyItem, idsOf, shown, verifyListed, verifySame } from "../listing.ts";
import { webhookIdOf } from "../makers.ts";
import { standing, VIDEO_PROFILE } from "../standing.ts";
import { type ComplianceTest, type Need, type Probe, path } from "../test.ts";
import type { Version } from "../versions.ts";

type Tags = Readonly<Record<string, string | readonly string[]>>;

/** A listing with tag filters, and how to make an item of it with tags; resolves to the item's id. */
interface Tagged {
  readonly name: string;
  readonly place: string;
  readonly operation: string;
  readonly needs: readonly Need[];
  readonly since?: Version;
  make(probe: Probe, tags: Tags): Promise<string>;
}

const TAGGED: readonly Tagged[] = [
  {
    name: "flows",
    place: "/flows",
    operation: "GET_flows",
    needs: [],
    make: async (probe, tags) => (await probe.flow({ tags })).id,
  },
  {
    name: "sources",
    place: "/sources",
    operation: "GET_sources",
    needs: [],
    // Before, a single tag could not be put as a list.
    since: "8.2",
    async make(probe, tags) {
      const { sourceId } = await probe.flow();
      for (const [name, value] of Object.entries(tags)) {
        await probe.put(path`/sources/${sourceId}/tags/${name}`, value);
      }
      return sourceId;
    },
  },
  {
    name: "webhooks",
    place: WEBHOOKS,
    operation: "GET_webhooks",
    needs: ["webhooks"],
    async make(probe, tags) {
      const { url } = await probe.receiver();
      const reply = await register(probe, { url, events: ["flows/deleted"], tags });
      return webhookIdOf(reply);
    },
  },
];

/** The items of every test, by what the tag `t` of each is; `own` is on all of them. */
const ITEMS: Readonly<Record<string, string | readonly string[] | undefined>> = {
  a: "a",
  b: "b",
  upper: "A",
  longer: "ab",
  list: ["a", "c"],
  others: ["c", "d"],
  blank: "a b",
  padded: " a",
  none: undefined,
};

/** What each value of the filter on `t` finds among them. */
const VALUES: readonly (readonly [ids: readonly string[], value: string, found: readonly string[]])[] = [
  [["X-110", "X-111"], "a", ["a", "list"]],
  [["X-111"], "a,b", ["a", "b", "list"]],
  [["X-111"], "b,a", ["a", "b", "list"]],
  [["X-111"], "c", ["list", "others"]],
  [["X-111"], "d,b", ["b", "others"]],
  [["X-111"], "a,c", ["a", "list", "others"]],
  [["X-111", "X-112"], "nothing", []],
  [["X-112"], "A", ["upper"]],
  [["X-112"], "ab", ["longer"]],
  [["X-112"], "C", []],
  [["X-120"], "a b", ["blank"]],
  [["X-120"], " a", ["padded"]],
  [["X-120"], "a ", []],
  [["X-120"], "a, a", ["a", "list", "padded"]],
];

const EMPTY_MEMBERS = ["a,,b", "a,", ",a", ",", "a,b,", ",,"];

async function gather(probe: Probe, { make }: Tagged, own: string, tag: string) {
  const ids = new Map<string, string>();
  for (const [name, value] of Object.entries(ITEMS)) {
    ids.set(name, await make(probe, { [own]: "yes", ...(value !== undefined && { [tag]: value }) }));
  }
  return (names: readonly string[]) => names.map((name) => ids.get(name) ?? name);
}

function testOf(
  tagged: Tagged,
  name: string,
  title: string,
  behaviours: readonly string[],
  run: (probe: Probe) => Promise<void>,
): ComplianceTest {
  const { operation, needs, since } = tagged;
  const id = `tag-filters/${tagged.name}-${name}`;
  const about = { area: "http", behaviours, operations: [operation], needs } as const;
  return { id, title, ...about, ...(since && { since }), run };
}

const values = (tagged: Tagged) =>
  testOf(
    tagged,
    "values",
    `A tag filter on ${tagged.name} compares whole values, and an item of a list is enough`,
    ["X-110", "X-111", "X-112", "X-114", "X-120"],
    async (probe) => {
      const [own, tag] = [probe.fresh.tagName(), probe.fresh.tagName()];
      const idsOf = await gather(probe, tagged, own, tag);
      const mine = { [`tag.${own}`]: "yes" };
      for (const [judged, value, found] of VALUES) {
        const filters = { ...mine, [`tag.${tag}`]: value };
        await verifyListed(probe, judged, tagged.place, filters, idsOf(found));
      }
      const all = Object.keys(ITEMS);
      const existing = all.filter((name) => name !== "none");
      const keeps = (filters: Record<string, string>, found: readonly string[]) =>
        verifyListed(probe, ["X-110", "X-114"], tagged.place, { ...mine, ...filters }, idsOf(found));
      await keeps({ [`tag_exists.${tag}`]: "true" }, existing);
      await keeps({ [`tag_exists.${tag}`]: "false" }, ["none"]);
      await keeps({}, all);
    },
  );

const edges = (tagged: Tagged) =>
  testOf(
    tagged,
    "edges",
    `On ${tagged.name}, tag filters combine with AND, an empty tag exists, and a name may have dots`,
    ["X-115", "X-116", "X-117", "X-119", "X-123", "TRAP-045"],
    async (probe) => {
      const own = probe.fresh.tagName();
      const make = (tags: Tags) => tagged.make(probe, { [own]: "yes", ...tags });
      const empty = await make({ t: "" });
      const hollow = await make({ t: [] });
      const mixed = await make({ t: ["", "x"] });
      const dotted = await make({ "a.b": "c", a: "z" });
      const two = await make({ t: "x", u: "y" });
      const nested = await make({ a: "c", b: "c" });
      const keeps = (
        judged: string | readonly string[],
        filters: Record<string, string>,
        ...found: string[]
      ) => verifyListed(probe, judged, tagged.place, { [`tag.${own}`]: "yes", ...filters }, found);
      await keeps("X-115", { "tag_exists.t": "true" }, empty, hollow, mixed, two);
      await keeps("X-115", { "tag_exists.t": "false" }, dotted, nested);
      await keeps("X-119", { "tag.t": "" }, empty, mixed);
      await keeps(["X-116", "X-123"], { "tag.t": "x", "tag.u": "y" }, two);
      await keeps(["X-116", "X-123"], { "tag.t": "x", "tag_exists.u": "false" }, mixed);
      await keeps("X-116", { "tag.t": "x", "tag_exists.t": "false" });
      await keeps("X-116", { "tag.t": "x", "tag_exists.t": "true" }, mixed, two);
      await keeps(["X-117", "TRAP-045"], { "tag.a.b": "c" }, dotted);
      await keeps(["X-117", "TRAP-045"], { "tag_exists.a.b": "true" }, dotted);
      await keeps("X-117", { "tag.a": "c" }, nested);
      for (const query of ["tag%2Ea.b=c", "tag.a%2Eb=c", "tag%2ea%2eb=%63"]) {
        const reply = await probe.get(tagged.place, `tag.${own}=yes&${query}`);
        verifySame(probe, "X-117", at(reply.body, 0, "id"), dotted, `What ${query} finds`, reply.exchange);
      }
    },
  );

const refusals = (tagged: Tagged) =>
  testOf(
    tagged,
    "refusals",
    `A tag filter on ${tagged.name} with an empty member is refused, and one given twice is not two`,
    ["X-110", "X-113", "X-124", "X-114"],
    async (probe) => {
      const tag = probe.fresh.tagName();
      const both = await tagged.make(probe, { [tag]: ["a", "b"] });
      const one = await tagged.make(probe, { [tag]: "b" });
      for (const value of EMPTY_MEMBERS) {
        const reply = await probe.get(tagged.place, { [`tag.${tag}`]: value });
        claimStatus(probe, ["X-110", "X-113"], reply, 400);
      }
      for (const value of ["maybe", "2", "a"]) {
        const reply = await probe.get(tagged.place, { [`tag_exists.${tag}`]: value });
        claimStatus(probe, ["X-110", "X-114"], reply, 400);
      }
      const reply = await probe.get(tagged.place, `tag.${tag}=a&tag.${tag}=b`);
      if (!probe.verifyStatus("X-124", reply, 200, 400) || reply.status === 400) return;
      const found = Array.isArray(reply.body) ? reply.body.map((item) => textOf(at(item, "id"))) : [];
      const what = "What a filter given twice finds, by the last one,";
      verifySame(probe, "X-124", found.toSorted(), [both, one].toSorted(), what, reply.exchange);
    },
  );

/** What tag filters find on every listing whose items a test can tag. */
export const tagFilters: readonly ComplianceTest[] = [
  ...TAGGED.flatMap((tagged) => [values(tagged), edges(tagged), refusals(tagged)]),
  {
    id: "tag-filters/brackets",
    title: "Dots and brackets in a query are text, not structure",
    area: "http",
    behaviours: ["TRAP-045"],
    operations: ["GET_flows"],
    async run(probe) {
      const { id, sourceId } = await probe.flow({ tags: { "a[b]": "[c]", "a.b[0]": "d" } });
      for (const query of ["tag.a[b]=[c]", "tag.a%5Bb%5D=%5Bc%5D", "tag.a.b[0]=d"]) {
        const reply = await probe.get("/flows", `source_id=${sourceId}&${query}`);
        verifySame(probe, "TRAP-045", at(reply.body, 0, "id"), id, `What ${query} finds`, reply.exchange);
      }
      const read = await probe.get(`/flows/${id}`, "include_timerange=true&timerange=[0:0_1:0)");
      verifySame(
        probe,
        "TRAP-045",
        at(read.body, "timerange"),
        "()",
        "The timerange asked for",
        read.exchange,
      );
    },
  },
  {
    id: "tag-filters/profiles",
    title: "Profiles have no tag filters: asking for one changes nothing",
    area: "http",
    behaviours: ["X-110"],
    operations: ["GET_profiles"],
    since: "8.2",
    async run(probe) {
      const { id, metadata } = await standing(probe, VIDEO_PROFILE);
      const codec = textOf(metadata["codec"]);
      const tag = probe.fresh.tagName();
      // Profiles of earlier runs have the same codec, and others may come beside: only this one is sure to be there.
      for (const filter of [{ [`tag.${tag}`]: "x" }, { [`tag_exists.${tag}`]: "true" }]) {
        const isListed = idsOf(await everyItem(probe, "/service/profiles", { codec, ...filter })).includes(
          id,
        );
        const what = `A Profile without the tag is listed with ${shown(filter)} all the same.`;
        probe.verify("X-110", isListed, what);
      }
    },
  },
];
