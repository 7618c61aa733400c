import type { Principal } from "../contract/operations.ts";
import type { Condition, View } from "../storage/engine.ts";
import type { Row, TableName } from "../storage/tables.ts";
import { mayHold } from "./access.ts";
import { classesOfFlows, classesOfSources, heldFlows } from "./flow-access.ts";

type Edges = "source_edges" | "flow_edges";

/** Those of some Sources or Flows, the ends of such edges, that there are and that the caller may read. */
export async function readableEnds(
  view: View,
  principal: Principal,
  edges: Edges,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (principal.grants === undefined) return new Set(ids);
  const distinct = [...new Set(ids)];
  const classes = await (edges === "flow_edges"
    ? classesOfFlows(view, distinct)
    : classesOfSources(view, distinct));
  return new Set(distinct.filter((id) => mayHold(principal, "read", classes.get(id) ?? [])));
}

/**
 * `collected_by_ids`: collected by one of these; empty, by none; absent, no condition (SRC-003, SRC-004, FLW-012). What
 * the caller may not read collects nothing as far as he can tell, so that the filter tells no more than `collected_by`.
 */
export async function collectedBy<T extends TableName>(
  view: View,
  principal: Principal,
  edges: Edges,
  list: string | undefined,
): Promise<Condition<T>[]> {
  if (list === undefined) return [];
  const collected = { exists: edges, on: "child", equals: "id" as keyof Row<T> & string } as const;
  if (list === "") return [{ ...collected, where: readableParents(principal, edges), not: true }];
  const parents = await readableEnds(view, principal, edges, list.split(","));
  return [{ ...collected, where: [{ column: "parent", in: [...parents] }] }];
}

/** Edges whose collecting end the caller may read. */
function readableParents(principal: Principal, edges: Edges): Condition<"flow_edges">[] {
  const conditions = heldFlows<"flow_edges">(principal, "read", "parent");
  if (edges === "flow_edges") return conditions;
  // The tables of edges have the same columns, and so have the parts of those of classes that are asked here.
  return conditions.map((one) => ({ ...one, exists: "source_classes" }) as Condition<"flow_edges">);
}
