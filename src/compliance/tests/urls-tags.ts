import { at, isRecord, listOf, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import type { ComplianceTest, Probe } from "../test.ts";
import { urlsOf } from "../timeline.ts";
import { baseline, identity, initObject, isOwn, plainObject, type Query, type Shown } from "../views.ts";

const GET = ["GET_flows-flowId-segments", "GET_objects"];

/** The tags of a Storage Backend, by its id. */
async function tagsOfBackends(probe: Probe): Promise<Map<string, Readonly<Record<string, unknown>>>> {
  const reply = await probe.get("/service/storage-backends");
  const entries = listOf(reply.body).map((backend): [string, Readonly<Record<string, unknown>>] => {
    const tags = at(backend, "tags");
    return [textOf(at(backend, "id")), isRecord(tags) ? tags : {}];
  });
  return new Map(entries);
}

/** A filter by tags of Storage Backends and the backends that it keeps. */
interface TagCase {
  readonly query: Query;
  readonly absence: boolean;
  keeps(tags: Readonly<Record<string, unknown>>): boolean;
}

function tagCases(probe: Probe, backends: ReadonlyMap<string, Readonly<Record<string, unknown>>>): TagCase[] {
  const unknown = probe.fresh.tagName();
  const cases: TagCase[] = [
    { query: { [`storage_backend_tag_exists.${unknown}`]: "true" }, absence: false, keeps: () => false },
    { query: { [`storage_backend_tag_exists.${unknown}`]: "false" }, absence: true, keeps: () => true },
    { query: { [`storage_backend_tag.${unknown}`]: "x" }, absence: false, keeps: () => false },
  ];
  for (const [name, value] of [...backends.values()].flatMap((tags) => Object.entries(tags))) {
    const [wanted = ""] = [value].flat().map(textOf);
    if (wanted === "" || wanted.includes(",")) continue;
    const has = (tags: Readonly<Record<string, unknown>>) => [tags[name]].flat().includes(wanted);
    cases.push(
      { query: { [`storage_backend_tag.${name}`]: wanted }, absence: false, keeps: has },
      { query: { [`storage_backend_tag.${name}`]: `${unknown},${wanted}` }, absence: false, keeps: has },
      { query: { [`storage_backend_tag.${name}`]: `${wanted}x` }, absence: false, keeps: () => false },
      {
        query: { [`storage_backend_tag_exists.${name}`]: "true" },
        absence: false,
        keeps: (tags) => name in tags,
      },
      {
        query: { [`storage_backend_tag_exists.${name}`]: "false" },
        absence: true,
        keeps: (tags) => !(name in tags),
      },
    );
  }
  return cases;
}

async function verifyTags(probe: Probe, { views }: Shown) {
  const backends = await tagsOfBackends(probe);
  for (const view of views) {
    const all = await baseline(probe, view);
    for (const { query, absence, keeps } of tagCases(probe, backends)) {
      const reply = await probe.get(view.place, { ...query, verbose_storage: "true" });
      const found = urlsOf(view.holder(reply));
      const own = all.filter(
        (entry) => isOwn(entry) && keeps(backends.get(textOf(at(entry, "storage_id"))) ?? {}),
      );
      const what = `The controlled URLs of ${view.name} with ${shown(query)}`;
      verifySame(probe, "X-122", found.filter(isOwn).map(identity), own.map(identity), what, reply.exchange);
      const left = found.filter((entry) => !isOwn(entry)).length;
      // They may stay, whatever the filter; where they do not, the one that asks for absence keeps them.
      const fits = left === 2 || (left === 0 && !absence);
      const says = `Uncontrolled URLs fail filters by tags but the one for absence, or all stay; ${left} of 2 are left.`;
      for (const id of ["X-142", "AMB-058"]) probe.verify(id, fits, says, reply.exchange);
    }
  }
}

export const urlsTags: readonly ComplianceTest[] = [
  {
    id: "urls-tags/backend-tags",
    title: "Filters by tags of Storage Backends keep the URLs of backends whose tags fit",
    area: "http",
    behaviours: ["X-122", "X-142", "AMB-058"],
    operations: GET,
    since: "8.2",
    run: async (probe) => verifyTags(probe, await plainObject(probe)),
  },
  {
    id: "urls-tags/init-backend-tags",
    title: "Filters by tags of Storage Backends hold for init Objects too",
    area: "http",
    behaviours: ["X-122", "X-142", "AMB-058"],
    operations: GET,
    since: "8.2",
    run: async (probe) => verifyTags(probe, await initObject(probe)),
  },
];
