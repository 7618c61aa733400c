import type { Version } from "../discovery.ts";
import { EVENTS, type Hook, hook, triedHook } from "../hooks.ts";
import { at, listOf, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import type { MadeFlow } from "../makers.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";
import { initFlow, segmentsPath } from "../timeline.ts";
import { unsigned } from "../unsigned.ts";
import { isAtLeast } from "../versions.ts";

const ADDED = "flows/segments_added";
const UNCONTROLLED = "tams-compliance-copy";

type Transforms = Readonly<Record<string, unknown>>;

/** What the URLs of the test's Object have. */
interface Known {
  readonly label: string;
  readonly storageId: string;
}

interface Row {
  readonly transforms: (known: Known) => Transforms;
  readonly behaviours: readonly string[];
  /** Which URLs are left: some, or none. */
  readonly leaves?: "some" | "none";
  readonly since?: Version;
}

const unknownId = "00000000-0000-4000-8000-000000000000";

const ROWS: readonly Row[] = [
  { transforms: () => ({}), behaviours: ["EV-080", "EV-082"], leaves: "some" },
  { transforms: () => ({ accept_get_urls: [] }), behaviours: ["EV-080", "EV-083", "EV-084"], leaves: "none" },
  {
    transforms: ({ label }) => ({ accept_get_urls: [label] }),
    behaviours: ["EV-080", "EV-083"],
    leaves: "some",
  },
  { transforms: () => ({ accept_get_urls: [UNCONTROLLED] }), behaviours: ["EV-080", "EV-083"] },
  {
    transforms: () => ({ accept_get_urls: ["no-such-label"] }),
    behaviours: ["EV-080", "EV-084"],
    leaves: "none",
  },
  {
    transforms: ({ storageId }) => ({ accept_storage_ids: [storageId] }),
    behaviours: ["EV-081", "EV-083"],
    leaves: "some",
  },
  {
    transforms: () => ({ accept_storage_ids: [unknownId] }),
    behaviours: ["EV-081", "EV-083", "EV-084"],
    leaves: "none",
  },
  { transforms: () => ({ accept_storage_ids: [] }), behaviours: ["EV-081b"], leaves: "some" },
  { transforms: () => ({ presigned: true }), behaviours: ["EV-082", "EV-083"] },
  { transforms: () => ({ presigned: false }), behaviours: ["EV-082", "EV-083"] },
  { transforms: () => ({ verbose_storage: true }), behaviours: ["EV-082", "EV-083"], leaves: "some" },
  { transforms: () => ({ verbose_storage: false }), behaviours: ["EV-082"], leaves: "some" },
  {
    transforms: () => ({ include_object_timerange: true }),
    behaviours: ["EV-082b"],
    leaves: "some",
    since: "8.2",
  },
  { transforms: () => ({ include_object_timerange: false }), behaviours: ["EV-082b"], since: "8.2" },
  {
    transforms: ({ label, storageId }) => ({
      accept_get_urls: [label],
      accept_storage_ids: [storageId],
      presigned: true,
      verbose_storage: true,
    }),
    behaviours: ["EV-083"],
  },
  {
    transforms: ({ label }) => ({ accept_get_urls: [label], accept_storage_ids: [unknownId] }),
    behaviours: ["EV-083", "EV-084"],
    leaves: "none",
  },
];

/** The transforms as query parameters of the Segment listing. */
function queryOf(transforms: Transforms): Record<string, string> {
  const entries = Object.entries(transforms).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.join(",") : String(value),
  ]);
  return Object.fromEntries(entries);
}

/** A Segment without lists of URLs that are empty. */
function withoutEmpty(segment: unknown): unknown {
  const text = JSON.stringify(segment, (key, value: unknown) =>
    key === "get_urls" && listOf(value).length === 0 ? undefined : value,
  );
  return text === undefined ? undefined : JSON.parse(text);
}

const urlsOf = (segment: unknown) => [
  ...listOf(at(segment, "get_urls")),
  ...listOf(at(segment, "init_object", "get_urls")),
];

/** A Flow whose Object has a copy elsewhere, which the store does not control, and an init Object where there are any. */
async function makeReady(probe: Probe) {
  const isLatest = probe.server.version === "8.2";
  const first = isLatest ? await initFlow(probe) : await probe.flow();
  const object = await probe.object(first);
  const init = isLatest ? { init_object_id: (await probe.object(first, "init")).objectId } : {};
  await probe.segment(first, { ...init, object_id: object.objectId, timerange: "[3:0_4:0)" });
  const copy = { url: "https://example.com/of-tams-compliance", label: UNCONTROLLED };
  await probe.post(path`/objects/${object.objectId}/instances`, copy);
  const [segment] = listOf((await probe.get(segmentsPath(first), { verbose_storage: "true" })).body);
  const controlled = listOf(at(segment, "get_urls")).find((url) => at(url, "controlled") !== false);
  const known = { label: textOf(at(controlled, "label")), storageId: textOf(at(controlled, "storage_id")) };
  return { known, body: { ...init, object_id: object.objectId, timerange: "[3:0_4:0)" }, isLatest };
}

async function verifyRow(probe: Probe, flow: MadeFlow, { row, mine, known }: Hooked): Promise<void> {
  const transforms = row.transforms(known);
  const event = await mine.arrival(ADDED, undefined, 20_000);
  for (const id of row.behaviours)
    probe.verify(id, event !== undefined, `An event comes with ${shown(transforms)}.`);
  if (event === undefined) return;
  const segment = at(event.event, "segments", 0);
  const get = await probe.get(segmentsPath(flow), queryOf(transforms));
  const what = `The Segment of the event with ${shown(transforms)}, as GET with the same shows it, signatures apart,`;
  const { told, listed } = unsigned(probe.server.url, withoutEmpty(segment), withoutEmpty(at(get.body, 0)));
  verifySame(probe, row.behaviours, told, listed, what, get.exchange);
  const count = urlsOf(segment).length;
  if (row.leaves !== undefined) {
    const text = `With ${shown(transforms)} there are ${row.leaves === "none" ? "no" : "some"} URLs; ${count}.`;
    for (const id of row.behaviours) probe.verify(id, count > 0 === (row.leaves === "some"), text);
  }
  verifyUrls(probe, row, transforms, segment);
}

/** What each transform must make of each URL, whatever GET says. */
function verifyUrls(probe: Probe, { behaviours }: Row, transforms: Transforms, segment: unknown): void {
  const { accept_get_urls, presigned, verbose_storage, include_object_timerange } = transforms;
  const verify = (holds: boolean, expectation: string) => {
    for (const id of behaviours) probe.verify(id, holds, expectation);
  };
  for (const url of urlsOf(segment)) {
    const labels = listOf(accept_get_urls);
    if (accept_get_urls !== undefined)
      verify(labels.includes(at(url, "label")), "Every URL has a label that was asked for.");
    if (presigned === true) verify(at(url, "presigned") === true, "Every URL is presigned.");
    if (presigned === false) verify(at(url, "presigned") !== true, "No URL is presigned.");
    const isVerbose = at(url, "storage_id") !== undefined || at(url, "controlled") !== undefined;
    if (verbose_storage === true)
      verify(isVerbose, "Every URL tells of its Storage Backend or that it has none.");
    else verify(!isVerbose, "No URL tells of its Storage Backend.");
  }
  const timed = at(segment, "object_timerange") !== undefined;
  if (include_object_timerange !== undefined) {
    verify(timed === include_object_timerange, "`object_timerange` is there when it was asked for.");
  }
}

interface Hooked {
  readonly row: Row;
  readonly mine: Hook;
  readonly known: Known;
}

async function verifyRows(probe: Probe, rows: readonly Row[]): Promise<void> {
  const { known, body, isLatest } = await makeReady(probe);
  const id = probe.fresh.uuid();
  const hooks: Hooked[] = [];
  for (const row of rows) {
    if (!isAtLeast(probe.server.version, row.since ?? "8.0")) continue;
    const mine = await triedHook(probe, [id], { events: [ADDED], ...row.transforms(known) });
    if (mine !== undefined) hooks.push({ row, mine, known });
  }
  if (hooks.length === 0) probe.skip("The server refuses all transforms.");
  const flow = isLatest ? await initFlow(probe, { id }) : await probe.flow({ id });
  await probe.segment(flow, body);
  for (const hooked of hooks) await verifyRow(probe, flow, hooked);
}

export const eventsTransforms: readonly ComplianceTest[] = [
  {
    id: "events-transforms/segments",
    title: "Transforms choose among the URLs of an event as the parameters of GET do, and keep no event back",
    area: "events",
    behaviours: [...new Set(ROWS.flatMap(({ behaviours }) => behaviours))],
    operations: ["POST_webhooks"],
    since: "8.0",
    needs: ["webhooks", "upload"],
    run: (probe) => verifyRows(probe, ROWS),
  },
  {
    id: "events-transforms/others",
    title: "Transforms change nothing of events other than flows/segments_added",
    area: "events",
    behaviours: ["EV-084", "EV-085"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const { id, source } = { id: probe.fresh.uuid(), source: probe.fresh.uuid() };
      const transforms = { accept_get_urls: [], accept_storage_ids: [unknownId], presigned: true };
      const plain = await hook(probe, [id, source], { events: EVENTS });
      const mine = await hook(probe, [id, source], { events: EVENTS, ...transforms });
      const flow = await probe.flow({ id, source_id: source });
      await probe.put(`${flow.path}/label`, "changed");
      await probe.put(path`/sources/${source}/label`, "changed");
      await probe.remove(flow.path);
      await plain.arrival("sources/deleted");
      await mine.arrival("sources/deleted");
      for (const type of EVENTS) {
        if (type.startsWith("flows/segments")) continue;
        const [wanted, found] = [plain, mine].map((each) => each.events(type).map(({ event }) => event));
        const some = (found?.length ?? 0) > 0;
        for (const behaviour of ["EV-084", "EV-085"])
          probe.verify(behaviour, some, `${type} is sent to a Webhook with transforms.`);
        verifySame(probe, "EV-085", found, wanted, `What is told of ${type}`);
      }
    },
  },
];
