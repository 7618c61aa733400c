import { remove } from "../storage/changes.ts";
import type { Change, View } from "../storage/engine.ts";
import { inferredCollection, leaveCollections } from "./collections.ts";
import { storedFlow } from "./flow-document.ts";
import { REBUILD_KEY, type Rebuild } from "./rebuild-losses.ts";
import { newSource, storedSource } from "./sources.ts";
import { tagChanges } from "./tags.ts";

const PAGE = 500;

/**
 * Makes what was restored entity by entity hold together: every Flow has its Source and its members, every Source a
 * Flow, every init Object a use; and Sources collect what their Flows say.
 */
export async function mendRelations(rebuild: Rebuild): Promise<void> {
  await untilDone(rebuild, lostMembers);
  await untilDone(rebuild, lostSources);
  await untilDone(rebuild, emptySources);
  await untilDone(rebuild, unusedInits);
  await tellLostInits(rebuild);
  await inferCollections(rebuild);
}

/** One write of at most a page: nothing to do, or what to tell once it is done. */
interface Mended {
  readonly tell: () => void;
  readonly changes: readonly Change[];
}
type Mend = (rebuild: Rebuild, view: View) => Promise<Mended | undefined>;

async function untilDone(rebuild: Rebuild, mend: Mend): Promise<void> {
  for (let more = true; more; ) {
    more = await rebuild.app.engine
      .write([REBUILD_KEY], async (view) => {
        const mended = await mend(rebuild, view);
        return { result: mended?.tell, changes: mended?.changes ?? [] };
      })
      .then((tell) => {
        tell?.();
        return tell !== undefined;
      });
  }
}

const lostMembers: Mend = async (rebuild, view) => {
  const [edge] = await view.select("flow_edges", {
    where: [{ exists: "flows", on: "id", equals: "child", where: [], not: true }],
    limit: 1,
  });
  if (edge === undefined) return undefined;
  const changes = await leaveCollections(rebuild.app, view, edge.child, (flow) => flow);
  const reason = `Flow ${edge.parent} collects it, and does so no more.`;
  return { tell: () => rebuild.loss({ what: "missing", entity: `flow:${edge.child}`, reason }), changes };
};

const lostSources: Mend = async (rebuild, view) => {
  const [row] = await view.select("flows", {
    where: [{ exists: "sources", on: "id", equals: "source_id", where: [], not: true }],
    limit: 1,
  });
  if (row === undefined) return undefined;
  const changes = newSource(storedFlow(row), row.source_id, row.created);
  const reason = `It was made anew from its Flow ${row.id}.`;
  const tell = (): void => {
    rebuild.loss({ what: "missing", entity: `source:${row.source_id}`, reason });
    rebuild.count("sources", 1);
  };
  return { tell, changes };
};

const emptySources: Mend = async (rebuild, view) => {
  const rows = await view.select("sources", {
    where: [{ exists: "flows", on: "source_id", equals: "id", where: [], not: true }],
    limit: PAGE,
  });
  if (rows.length === 0) return undefined;
  const changes = [
    ...rows.flatMap((row) => tagChanges("source", row.id, storedSource(row).tags ?? {}, {})),
    ...remove("sources", rows),
  ];
  const reason = "It has no Flow, so it was deleted with the last one.";
  const tell = (): void => {
    for (const { id } of rows) rebuild.loss({ what: "unused", entity: `source:${id}`, reason });
    rebuild.count("sources", -rows.length);
  };
  return { tell, changes };
};

const unusedInits: Mend = async (rebuild, view) => {
  const rows = await view.select("objects", {
    where: [
      { column: "kind", op: "eq", value: "init" },
      { exists: "object_flows", on: "object_id", equals: "id", where: [], not: true },
    ],
    limit: PAGE,
  });
  if (rows.length === 0) return undefined;
  const instances = await view.select("object_instances", {
    where: [{ column: "object_id", in: rows.map((row) => row.id) }],
  });
  const reason = "No Segment uses it, so it was deleted with the last one.";
  const tell = (): void => {
    for (const { id } of rows) rebuild.loss({ what: "unused", entity: `object:${id}`, reason });
    rebuild.count("objects", -rows.length);
    rebuild.count("instances", -instances.length);
  };
  return { tell, changes: [...remove("objects", rows), ...remove("object_instances", instances)] };
};

/** Segments whose init Object is lost stay, since the rest of what is known of them is true. */
async function tellLostInits(rebuild: Rebuild): Promise<void> {
  for (let after: readonly (string | null)[] | undefined; ; ) {
    const page = { order: "expiry", limit: PAGE, ...(after === undefined ? {} : { after }) } as const;
    const rows = await rebuild.app.engine.read((view) =>
      view.select("objects", {
        where: [
          { column: "init_object_id", isNull: false },
          { exists: "objects", on: "id", equals: "init_object_id", where: [], not: true },
        ],
        ...page,
      }),
    );
    for (const row of rows) {
      const reason = `It is the init Object of Object ${row.id}.`;
      rebuild.loss({ what: "missing", entity: `object:${row.init_object_id}`, reason });
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = [last.expires, last.id];
  }
}

async function inferCollections(rebuild: Rebuild): Promise<void> {
  for (let after: readonly string[] | undefined; ; ) {
    const page = { order: "created", limit: PAGE, ...(after === undefined ? {} : { after }) } as const;
    const rows = await rebuild.app.engine.read((view) =>
      view.select("flows", {
        where: [{ exists: "flow_edges", on: "parent", equals: "id", where: [] }],
        ...page,
      }),
    );
    for (const sourceId of new Set(rows.map((row) => row.source_id))) {
      await rebuild.app.engine.write([REBUILD_KEY], async (view) => ({
        result: undefined,
        changes: await inferredCollection(view, sourceId),
      }));
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = [last.created, last.id];
  }
}
