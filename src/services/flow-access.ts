import type { Permission, Principal } from "../contract/operations.ts";
import { forbidden, notFound } from "../errors.ts";
import type { Condition, View } from "../storage/engine.ts";
import type { Row, TableName } from "../storage/tables.ts";
import { classesOf, mayHold, maySee, mustHold } from "./access.ts";
import type { App } from "./app.ts";
import { flowRowOf, storedFlow } from "./flow-document.ts";
import { mustBeWritable } from "./flow-rules.ts";

/** The classes of a Flow. */
export function flowClassesOf(row: Row<"flows">): readonly string[] {
  return classesOf(storedFlow(row).tags);
}

/** As `mustHold` for a Flow; the document is only looked into for callers whom a policy restricts. */
export function mustHoldFlow(principal: Principal, permission: Permission, row: Row<"flows">): void {
  const classes = principal.grants === undefined ? [] : flowClassesOf(row);
  mustHold(principal, permission, classes, { kind: "Flow", id: row.id });
}

/** Whether the caller may do anything at all to a Flow: else it does not exist for him (AUTH-035). */
export function seesFlow(principal: Principal, row: Row<"flows">): boolean {
  return principal.grants === undefined || maySee(principal, flowClassesOf(row));
}

/** The row of a Flow on which the caller holds a permission; throws notFound or forbidden (AUTH-035). */
export async function flowRowFor(
  view: View,
  principal: Principal,
  permission: Permission,
  id: string,
): Promise<Row<"flows">> {
  const row = await flowRowOf(view, id);
  mustHoldFlow(principal, permission, row);
  return row;
}

/** Throws what a request that changes the Flow's Segments or storage is refused for before its body is looked at. */
export async function mustTakeChanges(
  app: App,
  principal: Principal,
  permission: Permission,
  id: string,
): Promise<void> {
  mustBeWritable(await app.engine.read((view) => flowRowFor(view, principal, permission, id)));
}

/** Conditions on rows whose `column` is the id of a Flow: those on which the caller holds the permission. */
export function heldFlows<T extends TableName>(
  { grants }: Principal,
  permission: Permission,
  column: keyof Row<T> & string,
): Condition<T>[] {
  if (grants === undefined) return [];
  const classes = { exists: "flow_classes", on: "id", equals: column } as const;
  const allowed = grants.allow[permission];
  const denied = [...grants.deny[permission]];
  return [
    ...(allowed === "all" ? [] : [{ ...classes, where: [{ column: "class" as const, in: [...allowed] }] }]),
    ...(denied.length === 0
      ? []
      : [{ ...classes, where: [{ column: "class" as const, in: denied }], not: true }]),
  ];
}

/** References looked at in one read: an init Object may be used by any number of Flows. */
const REFERENCES = 1000;

/** Those of some Objects that some Flow uses on which the caller holds the permission (AUTH-056, AUTH-059, AUTH-061). */
export async function heldObjects(
  view: View,
  principal: Principal,
  permission: Permission,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (principal.grants === undefined) return new Set(ids);
  const held = new Set<string>();
  let after: readonly [string, string] | undefined;
  for (;;) {
    const wanted = ids.filter((id) => !held.has(id));
    if (wanted.length === 0) return held;
    const rows = await view.select("object_flows", {
      where: [{ column: "object_id", in: wanted }],
      order: "flow",
      limit: REFERENCES,
      ...(after === undefined ? {} : { after }),
    });
    const classes = await classesOfFlows(view, [...new Set(rows.map((row) => row.flow_id))]);
    for (const { object_id, flow_id } of rows)
      if (mayHold(principal, permission, classes.get(flow_id) ?? [])) held.add(object_id);
    const last = rows.at(-1);
    if (last === undefined || rows.length < REFERENCES) return held;
    after = [last.object_id, last.flow_id];
  }
}

/** The classes of those of some Flows that exist, by id. */
export async function classesOfFlows(
  view: View,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows =
    ids.length === 0 ? [] : await view.select("flow_classes", { where: [{ column: "id", in: ids }] });
  return byId(rows);
}

/** As `classesOfFlows`, of Sources. */
export async function classesOfSources(
  view: View,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows =
    ids.length === 0 ? [] : await view.select("source_classes", { where: [{ column: "id", in: ids }] });
  return byId(rows);
}

function byId(
  rows: readonly { readonly id: string; readonly class: string }[],
): ReadonlyMap<string, readonly string[]> {
  const groups = Map.groupBy(rows, (row) => row.id);
  return new Map([...groups].map(([id, group]) => [id, group.map((row) => row.class)]));
}

/** Throws notFound for an Object of which the caller may read no Flow, forbidden where he has another permission than this (AUTH-061). */
export async function mustHoldObject(
  view: View,
  principal: Principal,
  permission: Permission,
  id: string,
): Promise<void> {
  const may = async (other: Permission): Promise<boolean> =>
    (await heldObjects(view, principal, other, [id])).has(id);
  const allowed = await may(permission);
  const rule = allowed
    ? `some Flow that uses it gives the caller ${permission}`
    : `no Flow that uses it gives the caller ${permission}`;
  principal.note?.({ allowed, asked: `${permission} Object ${id}`, rule });
  if (allowed) return;
  // Whoever reads no Flow that uses it is not to learn of the Object (AUTH-059).
  if (permission === "read" || !(await may("read"))) throw notFound("Object", id);
  throw forbidden(`You may not ${permission} Object ${id}.`);
}
