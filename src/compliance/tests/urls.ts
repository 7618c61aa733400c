import { isDeepStrictEqual } from "node:util";
import { at, isRecord, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";
import { registered, segmentsPath, urlsOf } from "../timeline.ts";
import { baseline, identity, initObject, isOwn, plainObject, type Query, type Shown } from "../views.ts";

const GET = ["GET_flows-flowId-segments", "GET_objects"];
const SHORT = new Set(["url", "presigned", "label"]);
const VERBOSE = new Set([
  ...["url", "presigned", "label", "storage_id", "controlled", "store_type", "provider", "region"],
  ...["availability_zone", "store_product", "tags"],
]);

/** A filter, which URLs it keeps by what they show when verbose, and what it is about. */
interface Case {
  readonly query: Query;
  readonly ids: readonly string[];
  keeps(entry: unknown): boolean;
}

/** Verifies that filters keep what they should, in the order of the unfiltered list. */
async function verifyCases(probe: Probe, { views }: Shown, cases: readonly Case[]) {
  for (const view of views) {
    const all = await baseline(probe, view);
    for (const { query, ids, keeps } of cases) {
      const reply = await probe.get(view.place, query);
      const found = urlsOf(view.holder(reply)).map(identity);
      const wanted = all.filter(keeps).map(identity);
      const holds = reply.status === 200 && isDeepStrictEqual(found, wanted);
      const says = `${view.name} with ${shown(query)} has the URLs ${shown(wanted)}; it has ${shown(found)}.`;
      for (const id of ids) probe.verify(id, holds, says, reply.exchange);
      const there = reply.status === 200 && isRecord(view.holder(reply));
      for (const id of ids) probe.verify(id, there, `${view.name} itself stays.`, reply.exchange);
    }
  }
}

/** The filters of the versions before 8.2. */
function filterCases(probe: Probe, [one, two]: readonly [string, string]): Case[] {
  const backend = probe.server.backends.find(({ isDefault }) => isDefault) ?? probe.server.backends[0];
  const id = backend?.id ?? "";
  const label = (entry: unknown) => textOf(at(entry, "label"));
  const inBackend = (entry: unknown) => at(entry, "storage_id") === id;
  const signed = (entry: unknown) => at(entry, "presigned") === true;
  const none = () => false;
  return [
    { query: {}, ids: ["X-131", "X-134", "X-141"], keeps: () => true },
    { query: { accept_get_urls: one }, ids: ["X-133"], keeps: (entry) => label(entry) === one },
    {
      query: { accept_get_urls: `${two},${one}` },
      ids: ["X-133", "X-141"],
      keeps: (entry) => [one, two].includes(label(entry)),
    },
    { query: { accept_get_urls: one.toUpperCase() }, ids: ["X-133"], keeps: none },
    { query: { accept_get_urls: one.slice(0, -1) }, ids: ["X-133", "X-143"], keeps: none },
    {
      query: { accept_get_urls: `${one},${probe.fresh.text()}` },
      ids: ["X-133", "X-143"],
      keeps: (entry) => label(entry) === one,
    },
    { query: { accept_storage_ids: id }, ids: ["X-135", "TRAP-018"], keeps: inBackend },
    { query: { accept_storage_ids: id, verbose_storage: "true" }, ids: ["X-135"], keeps: inBackend },
    {
      query: { accept_storage_ids: `${probe.fresh.uuid()},${id}` },
      ids: ["X-135", "X-143"],
      keeps: inBackend,
    },
    { query: { accept_storage_ids: probe.fresh.uuid() }, ids: ["X-135", "X-143"], keeps: none },
    { query: { presigned: "true" }, ids: ["X-136"], keeps: signed },
    { query: { presigned: "false" }, ids: ["X-136", "TRAP-020", "X-140"], keeps: (entry) => !signed(entry) },
    { query: { presigned: "true", accept_get_urls: one }, ids: ["X-130"], keeps: none },
    {
      query: { presigned: "false", accept_get_urls: one },
      ids: ["X-130"],
      keeps: (entry) => label(entry) === one,
    },
    { query: { accept_storage_ids: id, accept_get_urls: one }, ids: ["X-130"], keeps: none },
    {
      query: { accept_storage_ids: id, presigned: "false" },
      ids: ["X-130"],
      keeps: (entry) => inBackend(entry) && !signed(entry),
    },
    {
      query: { accept_storage_ids: id, presigned: "true" },
      ids: ["X-130"],
      keeps: (entry) => inBackend(entry) && signed(entry),
    },
  ];
}

const FILTERS = [
  "X-130",
  "X-131",
  "X-133",
  "X-134",
  "X-135",
  "X-136",
  "X-140",
  "X-141",
  "X-143",
  "TRAP-018",
  "TRAP-020",
];

/** Empty values, which either select nothing or are refused or select all, as the ids say. */
async function verifyEmpty(probe: Probe, { views }: Shown) {
  for (const view of views) {
    const all = await baseline(probe, view);
    const labels = await probe.get(view.place, { accept_get_urls: "" });
    const left = urlsOf(view.holder(labels)).length;
    for (const id of ["X-132", "TRAP-019"]) {
      probe.verifyStatus(id, labels, 200);
      probe.verify(
        id,
        left === 0,
        `An empty accept_get_urls leaves ${view.name} no URL; ${left} are left.`,
        labels.exchange,
      );
    }
    const stores = await probe.get(view.place, { accept_storage_ids: "" });
    for (const id of ["X-134b", "AMB-045"]) {
      probe.verifyStatus(id, stores, 200, 400);
      const found = urlsOf(view.holder(stores)).map(identity);
      const same = stores.status === 400 || isDeepStrictEqual(found, all.map(identity));
      probe.verify(id, same, `An empty accept_storage_ids filters nothing of ${view.name}.`, stores.exchange);
    }
  }
}

/** What the entries of a view show with verbose_storage and without. */
async function verifyVerbosity(probe: Probe, { views, labels }: Shown) {
  const known = new Map(probe.server.backends.map((backend) => [backend.id, backend]));
  for (const view of views) {
    for (const query of [{}, { verbose_storage: "false" }]) {
      const reply = await probe.get(view.place, query);
      for (const entry of urlsOf(view.holder(reply))) {
        const more = Object.keys(isRecord(entry) ? entry : {}).filter((key) => !SHORT.has(key));
        for (const id of ["X-137", "TRAP-017"]) {
          const says = `A URL of ${view.name} has url, presigned and label alone; it has ${shown(more)} too.`;
          probe.verify(id, more.length === 0, says, reply.exchange);
        }
      }
    }
    const entries = await baseline(probe, view);
    for (const entry of entries) {
      const more = Object.keys(isRecord(entry) ? entry : {}).filter((key) => !VERBOSE.has(key));
      probe.verify("X-138", more.length === 0, `A verbose URL has no unknown key; it has ${shown(more)}.`);
      const storage = known.get(textOf(at(entry, "storage_id")));
      if (labels.some((label) => label === at(entry, "label"))) {
        verifySame(probe, "X-140", at(entry, "controlled"), false, "`controlled` of a client's URL");
        verifySame(probe, "X-138", at(entry, "storage_id"), undefined, "`storage_id` of a client's URL");
        continue;
      }
      probe.verify("X-140", isOwn(entry), "A URL of the server's own is controlled, said or unsaid.");
      probe.verify(
        "X-138",
        storage !== undefined,
        "A controlled URL has the storage_id of a Storage Backend.",
      );
      verifySame(
        probe,
        "X-138",
        at(entry, "store_type"),
        storage?.storeType,
        "`store_type` of a controlled URL",
      );
    }
    for (const [index, label] of labels.entries()) {
      const entry = entries.find((candidate) => at(candidate, "label") === label);
      const url = `https://media.example.com/${index}`;
      verifySame(probe, ["X-139"], at(entry, "url"), url, "The URL with the registered label");
    }
    const own = entries.filter((entry) => isOwn(entry)).map((entry) => at(entry, "label"));
    const fits = own.every((label) => label === undefined || typeof label === "string");
    for (const id of ["X-139", "AMB-042"]) {
      probe.verify(id, fits, `Labels of controlled URLs are text or left out; they are ${shown(own)}.`);
    }
  }
}

export const urls: readonly ComplianceTest[] = [
  {
    id: "urls/filters",
    title: "Filters of URLs keep exactly the URLs for which all of them hold, in the server's order",
    area: "http",
    behaviours: FILTERS,
    operations: GET,
    async run(probe) {
      const object = await plainObject(probe);
      await verifyCases(probe, object, filterCases(probe, object.labels));
    },
  },
  {
    id: "urls/init-filters",
    title: "Filters of URLs hold for the URLs of init Objects too",
    area: "http",
    behaviours: [...FILTERS, "OBJ-008", "SEG-011"],
    operations: GET,
    since: "8.2",
    async run(probe) {
      const object = await initObject(probe);
      const cases = filterCases(probe, object.labels);
      const more = (ids: readonly string[]) => [...ids, "OBJ-008", "SEG-011"];
      await verifyCases(
        probe,
        object,
        cases.map(({ query, ids, keeps }) => ({ query, ids: more(ids), keeps })),
      );
    },
  },
  {
    id: "urls/empty",
    title:
      "An empty list of labels selects nothing; an empty list of storage ids filters nothing or is refused",
    area: "http",
    behaviours: ["X-132", "X-134b", "TRAP-019", "AMB-045"],
    operations: GET,
    run: async (probe) => verifyEmpty(probe, await plainObject(probe)),
  },
  {
    id: "urls/init-empty",
    title: "Empty lists work for the URLs of init Objects as for others",
    area: "http",
    behaviours: ["X-132", "X-134b", "TRAP-019", "AMB-045"],
    operations: GET,
    since: "8.2",
    run: async (probe) => verifyEmpty(probe, await initObject(probe)),
  },
  {
    id: "urls/verbosity",
    title: "URLs show where they are stored only with verbose_storage",
    area: "http",
    behaviours: ["X-137", "X-138", "X-139", "X-140", "TRAP-017", "AMB-042"],
    operations: GET,
    run: async (probe) => verifyVerbosity(probe, await plainObject(probe)),
  },
  {
    id: "urls/init-verbosity",
    title: "URLs of init Objects show where they are stored only with verbose_storage",
    area: "http",
    behaviours: ["X-137", "X-138", "X-139", "X-140", "TRAP-017", "AMB-042"],
    operations: GET,
    since: "8.2",
    run: async (probe) => verifyVerbosity(probe, await initObject(probe)),
  },
  {
    id: "urls/heads",
    title: "HEAD takes the filters of URLs as GET does",
    area: "http",
    behaviours: ["X-143", "X-136"],
    operations: ["HEAD_flows-flowId-segments", "HEAD_objects"],
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await registered(probe, flow);
      for (const place of [segmentsPath(flow), path`/objects/${objectId}`]) {
        const unknown = { accept_get_urls: probe.fresh.text(), accept_storage_ids: probe.fresh.uuid() };
        probe.verifyStatus("X-143", await probe.head(place, unknown), 200);
        probe.verifyStatus("X-136", await probe.head(place, { presigned: "false" }), 200);
      }
    },
  },
];
