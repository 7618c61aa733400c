import type { Permission, Principal, Query, Schemas } from "../contract/operations.ts";
import { invalid, notFound } from "../errors.ts";
import { update } from "../storage/changes.ts";
import type { Change, Condition, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { classesOf, mustChangeClasses, mustHold } from "./access.ts";
import type { App } from "./app.ts";
import type { Page } from "./paging.ts";
import { carriedOn } from "./propagation.ts";
import { collectedBy, readableEnds } from "./relations.ts";
import {
  checkTags,
  mustBeTagName,
  type TagValue,
  tagChanges,
  tagConditions,
  tagOf,
  tagTests,
  withTag,
} from "./tags.ts";
import { keyOf } from "./transaction.ts";
import { selectVisible } from "./visible.ts";

export type Source = Schemas["source"];
/** The Source fields a client may set. */
export type SourceField = "label" | "description";

/** Sources that match and that the caller may read, in the order asked for (SRC-001 to SRC-008, AUTH-046). */
export async function listSources(
  app: App,
  principal: Principal,
  query: Query<"GET_sources">,
): Promise<Page<Source>> {
  const where = tagConditions<"sources">("source", tagTests(query, "tag"), "id");
  if (query.format !== undefined) where.push({ column: "format", op: "eq", value: query.format });
  if (query.label !== undefined) where.push(...labelled<"sources">(query.label));
  return app.engine.read(async (view) => {
    const order = query.sort_by ?? "created";
    where.push(...(await collectedBy<"sources">(view, principal, "source_edges", query.collected_by_ids)));
    const page = await selectVisible(app, view, principal, { table: "sources", order, where }, query);
    return { ...page, items: await presentSources(view, principal, page.items) };
  });
}

/** Entities with exactly this label; one without a label never matches. */
export function labelled<T extends "sources" | "flows">(label: string): Condition<T>[] {
  return [
    { column: "label", op: "eq", value: label },
    { column: "unlabelled", op: "eq", value: false },
  ] as Condition<T>[];
}

/** The Source, or notFound. Takes read, as its tags do (AUTH-047). */
export async function getSource(app: App, principal: Principal, id: string): Promise<Source> {
  return app.engine.read(async (view) => {
    const row = await sourceRowFor(view, principal, "read", id);
    const [source] = await presentSources(view, principal, [row]);
    if (source === undefined) throw notFound("Source", id);
    return source;
  });
}

/** One tag of the Source, or notFound. */
export async function getSourceTag(
  app: App,
  principal: Principal,
  id: string,
  name: string,
): Promise<TagValue> {
  return tagOf((await getSource(app, principal, id)).tags ?? {}, name);
}

/** Throws notFound, or forbidden for a caller without write: the better answer to a request that is bad too. */
export async function mustTakeSourceWrites(app: App, principal: Principal, id: string): Promise<void> {
  await app.engine.read((view) => sourceRowFor(view, principal, "write", id));
}

/** Sets a field, or unsets it when `value` is undefined (SRC-090 to SRC-101). Takes write (AUTH-047), as changes of tags do. */
export async function setSourceField(
  app: App,
  principal: Principal,
  id: string,
  field: SourceField,
  value?: string,
): Promise<void> {
  await change(app, principal, id, (source) => {
    const { [field]: _, ...rest } = source;
    return value === undefined ? rest : { ...rest, [field]: value };
  });
}

/**
 * Sets one tag, or deletes it when `value` is undefined; deleting a missing one is notFound (SRC-060 to SRC-070). Who
 * changes `auth_classes` must hold what the classes give (AUTH-070, AUTH-071).
 */
export async function setSourceTag(
  app: App,
  principal: Principal,
  id: string,
  name: string,
  value?: TagValue,
): Promise<void> {
  await change(app, principal, id, (source) => {
    const tags = source.tags ?? {};
    mustBeTagName(name);
    if (value === undefined) tagOf(tags, name);
    const after = withTag(tags, name, value);
    checkTags(app, after);
    return { ...source, tags: after };
  });
}

async function change(
  app: App,
  principal: Principal,
  id: string,
  next: (source: Source) => Source,
): Promise<void> {
  await app.engine.write([keyOf("source", id)], async (view) => {
    const before = storedSource(await sourceRowFor(view, principal, "write", id));
    const after = { ...next(before), updated: app.now().toISOString(), updated_by: principal.name };
    mustChangeClasses(principal, classesOf(before.tags), classesOf(after.tags));
    const tags = tagChanges("source", id, before.tags ?? {}, after.tags ?? {});
    const changes = [...update("sources", [sourceRow(after)]), ...tags];
    return carriedOn(app, principal, view, { result: undefined, changes });
  });
  if (app.propagates()) app.nudge();
}

/** What creates a Source from the first Flow that names it; later Flows copy nothing (SRC-022 to SRC-025). */
export function newSource(from: Omit<Source, "id">, id: string, now: string): Change[] {
  const { format, label, description, tags, created_by } = from;
  const source: Source = {
    id,
    format,
    ...(label === undefined ? {} : { label }),
    ...(description === undefined ? {} : { description }),
    ...(created_by === undefined ? {} : { created_by }),
    created: now,
    updated: now,
    tags: tags ?? {},
  };
  return [
    { insert: "sources", rows: [sourceRow(source)] },
    ...tagChanges("source", id, {}, source.tags ?? {}),
  ];
}

/** Throws invalid unless the Source is new or of this format (FLW-054). */
export async function mustHaveFormat(
  view: View,
  id: string,
  format: string,
): Promise<Row<"sources"> | undefined> {
  const row = await view.get("sources", { id });
  if (row !== undefined && row.format !== format) {
    throw invalid(`Source ${id} has format ${row.format}, so its Flows cannot have ${format}.`, "format");
  }
  return row;
}

async function sourceRowFor(
  view: View,
  principal: Principal,
  permission: Permission,
  id: string,
): Promise<Row<"sources">> {
  const row = await view.get("sources", { id });
  if (row === undefined) throw notFound("Source", id);
  const classes = principal.grants === undefined ? [] : classesOf(storedSource(row).tags);
  mustHold(principal, permission, classes, { kind: "Source", id });
  return row;
}

/** The document was made by `sourceRow`. */
export function storedSource(row: Row<"sources">): Source {
  return JSON.parse(row.doc) as Source;
}

/** The row of a Source: its document whole, beside what listings filter and sort by. */
export function sourceRow(source: Source): Row<"sources"> {
  return {
    id: source.id,
    format: source.format,
    label: source.label ?? "",
    unlabelled: source.label === undefined,
    created: source.created ?? "",
    updated: source.updated ?? "",
    doc: JSON.stringify(source),
  };
}

/**
 * Rows as clients see them, with their inferred relations, in few reads for any number of Sources (SRC-026, SRC-027).
 * Nobody sends those back, so what the caller may not read is left out of them (AUTH-064).
 */
async function presentSources(
  view: View,
  principal: Principal,
  rows: readonly Row<"sources">[],
): Promise<Source[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const down = await view.select("source_edges", { where: [{ column: "parent", in: ids }] });
  const up = await view.select("source_edges", { where: [{ column: "child", in: ids }] });
  const ends = [...down.map((edge) => edge.child), ...up.map((edge) => edge.parent)];
  const shown = await readableEnds(view, principal, "source_edges", ends);
  const members = Map.groupBy(
    down.filter((edge) => shown.has(edge.child)),
    (edge) => edge.parent,
  );
  const collectors = Map.groupBy(
    up.filter((edge) => shown.has(edge.parent)),
    (edge) => edge.child,
  );
  return rows.map((row) => shownSource(row, members.get(row.id) ?? [], collectors.get(row.id) ?? []));
}

/** A row as clients see it, with the edges to its members and to its collectors. */
export function shownSource(
  row: Row<"sources">,
  members: readonly Row<"source_edges">[],
  collectors: readonly Row<"source_edges">[],
): Source {
  const collection = [...members]
    .sort((a, b) => a.position - b.position)
    .map(({ child, role }) => (role === null ? { id: child } : { id: child, role }));
  const by = collectors.map((edge) => edge.parent).sort();
  return {
    ...storedSource(row),
    ...(collection.length > 0 ? { source_collection: collection } : {}),
    ...(by.length > 0 ? { collected_by: by } : {}),
  };
}
