import { at, textOf } from "./json.ts";
import { shown } from "./listing.ts";
import { Unmade } from "./makers.ts";
import type { Probe, Reply } from "./test.ts";
import { initFlow, objectPath, registered, segmentsPath, urlsOf } from "./timeline.ts";

/** Query parameters by name. */
export type Query = Readonly<Record<string, string>>;

/** A place where get_urls is shown, and how a reply of it leads there. */
export interface View {
  readonly name: string;
  readonly place: string;
  readonly holder: (reply: Reply) => unknown;
}

/** An Object with URLs of the server's own and two of a client's, and where they are shown. */
export interface Shown {
  readonly labels: readonly [string, string];
  readonly views: readonly View[];
}

async function addUrls(probe: Probe, objectId: string): Promise<[string, string]> {
  const labels: [string, string] = [probe.fresh.text(), probe.fresh.text()];
  for (const [index, label] of labels.entries()) {
    const body = { url: `https://media.example.com/${index}`, label };
    const reply = await probe.post(`${objectPath({ objectId })}/instances`, body);
    if (reply.status !== 201) throw new Unmade(`An instance by URL was refused with ${reply.status}.`);
  }
  return labels;
}

/** Shows the URLs of a media Object through a Segment and by itself. Throws Unmade. */
export async function plainObject(probe: Probe): Promise<Shown> {
  const flow = await probe.flow();
  const { objectId } = await registered(probe, flow);
  const views: View[] = [
    { name: "a Segment", place: segmentsPath(flow), holder: ({ body }) => at(body, 0) },
    { name: "an Object", place: objectPath({ objectId }), holder: ({ body }) => body },
  ];
  return { labels: await addUrls(probe, objectId), views };
}

/** Shows the URLs of an init Object (8.2) through what names it and by itself. Throws Unmade. */
export async function initObject(probe: Probe): Promise<Shown> {
  const flow = await initFlow(probe);
  const init = await probe.object(flow);
  const { objectId } = await registered(probe, flow, { init_object_id: init.objectId });
  const views: View[] = [
    {
      name: "init_object of a Segment",
      place: segmentsPath(flow),
      holder: ({ body }) => at(body, 0, "init_object"),
    },
    {
      name: "init_object of an Object",
      place: objectPath({ objectId }),
      holder: ({ body }) => at(body, "init_object"),
    },
    { name: "an init Object", place: objectPath(init), holder: ({ body }) => body },
  ];
  return { labels: await addUrls(probe, init.objectId), views };
}

/** What stays the same of an entry: signatures differ with the time. */
export function identity(entry: unknown): string {
  const url = textOf(at(entry, "url")).split("?")[0];
  return `${shown(at(entry, "label"))} ${url}${at(entry, "presigned") === true ? " presigned" : ""}`;
}

/** Whether an entry of a verbose list is the server's own. */
export function isOwn(entry: unknown): boolean {
  return at(entry, "controlled") !== false;
}

/** Every URL that a view shows, verbose. Throws Unmade when some are missing. */
export async function baseline(probe: Probe, view: View): Promise<readonly unknown[]> {
  const reply = await probe.get(view.place, { verbose_storage: "true" });
  const entries = urlsOf(view.holder(reply));
  if (entries.length < 3)
    throw new Unmade(`${view.name} shows ${entries.length} URLs, and not all there are.`);
  return entries;
}
