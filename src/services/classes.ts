import { replace } from "../storage/changes.ts";
import type { Change, Engine, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { classesOf } from "./access.ts";
import type { Tags } from "./tags.ts";
import { webhookClasses } from "./webhook-owner.ts";

/** The tables whose rows have classes, and where those are kept. */
export const CLASSED = {
  sources: "source_classes",
  flows: "flow_classes",
  webhooks: "webhook_classes",
} as const;
/** A table whose rows have classes. */
export type Classed = keyof typeof CLASSED;
/** The table of the classes of a table's rows. */
export type ClassTable<T extends Classed> = (typeof CLASSED)[T];

/** The rows of one resource in its table of classes: one a class, and one with the empty class where it has none. */
type Spread = { readonly [T in Classed]: (row: Row<T>) => Row<ClassTable<T>>[] };

const spread: Spread = {
  sources: ({ doc, ...row }) => classesIn(doc).map((name) => ({ ...row, class: name })),
  flows: ({ doc, read_only: _, deletion_id: __, ...row }) =>
    classesIn(doc).map((name) => ({ ...row, class: name })),
  webhooks: (row) => webhookClasses(row).map((name) => ({ id: row.id, class: name, url: row.url })),
};

/** The documents were made by the services from validated bodies, so their tags are a tag map. */
function classesIn(doc: string): readonly string[] {
  const { tags } = JSON.parse(doc) as { readonly tags?: Tags };
  return classesOf(tags);
}

/**
 * An engine that keeps the tables of classes in the writes that change what they are derived from: no crash separates
 * them, and no service can forget it. A write that touches neither Sources, Flows nor Webhooks reads nothing for it.
 * Every database and every rebuild is written through it from its first row on, so there is never anything to fill in.
 */
export function classified(engine: Engine): Engine {
  return {
    read: (work) => engine.read(work),
    write: (keys, work) =>
      engine.write(keys, async (view) => {
        const { result, changes } = await work(view);
        const classes = [
          ...(await classChanges(view, changes, "sources")),
          ...(await classChanges(view, changes, "flows")),
          ...(await classChanges(view, changes, "webhooks")),
        ];
        return { result, changes: classes.length === 0 ? changes : [...changes, ...classes] };
      }),
    check: () => engine.check(),
    close: () => engine.close(),
  };
}

async function classChanges<T extends Classed>(
  view: View,
  changes: readonly Change[],
  table: T,
): Promise<Change[]> {
  const touches = changes.flatMap((change) => touchesOf(change, table));
  if (touches.length === 0) return [];
  const last = new Map(touches.map(({ id, row }) => [id, row]));
  const fresh = new Set(touches.flatMap(({ kind, id }) => (kind === "insert" ? [id] : [])));
  const stored = new Set(touches.flatMap(({ kind, id }) => (kind === "insert" ? [] : [id])));
  const before = await rowsOf(view, CLASSED[table], [...stored]);
  // Each row that is there has a class: an update of one without any is of a row that is gone, and changes nothing.
  const known = new Set([...before.map(({ id }) => id), ...fresh]);
  const after = [...last].flatMap(([id, row]) =>
    row === undefined || !known.has(id) ? [] : spread[table](row),
  );
  return replace(CLASSED[table], before, after);
}

interface Touch<T extends Classed> {
  readonly kind: "insert" | "update" | "delete";
  readonly id: string;
  readonly row?: Row<T>;
}

/** What one change does to rows of this table. A change's table is what says the type of its rows. */
function touchesOf<T extends Classed>(change: Change, table: T): Touch<T>[] {
  const rowsAre = (rows: readonly object[]) => rows as readonly (Row<T> & { readonly id: string })[];
  if ("insert" in change)
    return change.insert === table
      ? rowsAre(change.rows).map((row) => ({ kind: "insert", id: row.id, row }))
      : [];
  if ("update" in change)
    return change.update === table
      ? rowsAre(change.rows).map((row) => ({ kind: "update", id: row.id, row }))
      : [];
  return change.delete === table ? rowsAre(change.keys).map(({ id }) => ({ kind: "delete", id })) : [];
}

/** TypeScript can't see through the generic name that each table of classes has a column `id`. */
async function rowsOf<T extends ClassTable<Classed>>(
  view: View,
  table: T,
  ids: readonly string[],
): Promise<(Row<T> & { readonly id: string })[]> {
  if (ids.length === 0) return [];
  const rows = await view.select(table, { where: [{ column: "id" as keyof Row<T> & string, in: ids }] });
  return rows as (Row<T> & { readonly id: string })[];
}
