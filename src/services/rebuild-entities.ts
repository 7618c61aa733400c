import { insert } from "../storage/changes.ts";
import type { Change } from "../storage/engine.ts";
import { isCatalogued } from "./catalog.ts";
import { edgeRows } from "./collections.ts";
import { flowRow, noExtent } from "./flow-document.ts";
import { profileRow } from "./profiles.ts";
import type { Rebuild } from "./rebuild-losses.ts";
import { sidecarsApart, writeBatch } from "./rebuild-read.ts";
import { sourceRow } from "./sources.ts";
import { tagChanges } from "./tags.ts";

/** Restores what the service says of itself. */
export async function rebuildSettings(rebuild: Rebuild): Promise<void> {
  for await (const batch of sidecarsApart(rebuild, "setting")) {
    await writeBatch(rebuild, batch, async (view, sidecars) => {
      const known = new Set((await view.select("settings")).map((row) => row.name));
      const rows = sidecars
        .filter(({ id }) => !known.has(id) && isCatalogued(id))
        .map(({ id, doc }) => ({ name: id, doc: JSON.stringify(doc) }));
      return { result: () => rebuild.count("settings", rows.length), changes: insert("settings", rows) };
    });
  }
}

/** Restores Profiles. */
export async function rebuildProfiles(rebuild: Rebuild): Promise<void> {
  for await (const batch of sidecarsApart(rebuild, "profile")) {
    await writeBatch(rebuild, batch, async (view, sidecars) => {
      const there = await view.select("profiles", { where: [among(sidecars)] });
      const rows = unknown(sidecars, there).map(({ doc }) => profileRow(doc));
      return { result: () => rebuild.count("profiles", rows.length), changes: insert("profiles", rows) };
    });
  }
}

/** Restores Sources with their tags; which collects which is known when the Flows are there. */
export async function rebuildSources(rebuild: Rebuild): Promise<void> {
  for await (const batch of sidecarsApart(rebuild, "source")) {
    await writeBatch(rebuild, batch, async (view, sidecars) => {
      const there = await view.select("sources", { where: [among(sidecars)] });
      const sources = unknown(sidecars, there).map(({ doc }) => doc);
      const changes = [
        ...insert("sources", sources.map(sourceRow)),
        ...sources.flatMap((source) => tagChanges("source", source.id, {}, source.tags ?? {})),
      ];
      return { result: () => rebuild.count("sources", sources.length), changes };
    });
  }
}

/** Restores Flows with their tags and collections, still without Segments. */
export async function rebuildFlows(rebuild: Rebuild): Promise<void> {
  for await (const batch of sidecarsApart(rebuild, "flow")) {
    await writeBatch(rebuild, batch, async (view, sidecars) => {
      const there = await view.select("flows", { where: [among(sidecars)] });
      const flows = unknown(sidecars, there);
      const changes: Change[] = flows.flatMap(({ id, doc, segments_updated }) => [
        ...insert("flows", [flowRow(doc, null)]),
        ...insert("flow_extents", [{ ...noExtent(id), segments_updated }]),
        ...insert("flow_edges", edgeRows(id, doc.flow_collection ?? [])),
        ...tagChanges("flow", id, {}, doc.tags ?? {}),
      ]);
      return { result: () => rebuild.count("flows", flows.length), changes };
    });
  }
}

function among(sidecars: readonly { readonly id: string }[]): {
  readonly column: "id";
  readonly in: readonly string[];
} {
  return { column: "id", in: sidecars.map(({ id }) => id) };
}

/** Those that an interrupted rebuild has not restored already. */
function unknown<S extends { readonly id: string }>(
  sidecars: readonly S[],
  there: readonly { readonly id: string }[],
): S[] {
  const known = new Set(there.map((row) => row.id));
  return sidecars.filter(({ id }) => !known.has(id));
}
