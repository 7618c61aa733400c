import type { Principal } from "../contract/operations.ts";
import { insert, inserted, updated } from "../storage/changes.ts";
import type { Change, Outcome, View } from "../storage/engine.ts";
import { classesOf, ownerOf, UNCLASSIFIED } from "./access.ts";
import type { App } from "./app.ts";
import { type JobDocuments, jobRow, type Place } from "./jobs.ts";
import type { Tags } from "./tags.ts";

type Cause = Omit<JobDocuments["propagation"], "owner">;

/**
 * The jobs that carry on what a write's changes mean for the classes of others, where the policy wants that: a Source's
 * classes to its members (AUTH-075), those of a Source to a new Flow, and those of a collection to who joins it
 * (AUTH-077). They are part of the same write, so nothing is forgotten and a refused write carries nothing on. `app.nudge`
 * after it starts them.
 */
async function propagationChanges(
  app: App,
  principal: Principal,
  view: View,
  changes: readonly Change[],
): Promise<Change[]> {
  if (!app.propagates()) return [];
  const causes = [
    ...(await changedSources(view, changes)),
    ...(await newFlows(view, changes)),
    ...(await newMembers(view, changes, "source")),
    ...(await newMembers(view, changes, "flow")),
  ];
  const owner = ownerOf(principal);
  return insert(
    "jobs",
    causes.map((cause) => jobRow(app, "propagation", cause.from.id, { ...cause, owner })),
  );
}

/** The outcome of a write with what it carries on. */
export async function carriedOn<Result>(
  app: App,
  principal: Principal,
  view: View,
  { result, changes }: Outcome<Result>,
): Promise<Outcome<Result>> {
  return { result, changes: [...changes, ...(await propagationChanges(app, principal, view, changes))] };
}

/** The classes of a resource as a snapshot has it; undefined when it is not there. */
export async function storedClasses(view: View, { kind, id }: Place): Promise<readonly string[] | undefined> {
  const row = await (kind === "source" ? view.get("sources", { id }) : view.get("flows", { id }));
  return row === undefined ? undefined : namedClasses(tagsOf(row));
}

/** The classes that a tag map names; none for a resource without classes, where there is nothing to hand on. */
export function namedClasses(tags: Tags): readonly string[] {
  return classesOf(tags).filter((name) => name !== UNCLASSIFIED);
}

/** The documents of Sources and Flows were made from validated ones, which have their tags in the same place. */
function tagsOf(row: { readonly doc: string }): Tags {
  return (JSON.parse(row.doc) as { readonly tags?: Tags }).tags ?? {};
}

async function changedSources(view: View, changes: readonly Change[]): Promise<Cause[]> {
  const causes: Cause[] = [];
  for (const row of updated(changes, "sources")) {
    const from: Place = { kind: "source", id: row.id };
    const before = (await storedClasses(view, from)) ?? [];
    const after = namedClasses(tagsOf(row));
    const added = after.filter((name) => !before.includes(name));
    const removed = before.filter((name) => !after.includes(name));
    if (added.length + removed.length > 0) causes.push({ from, added, removed });
  }
  return causes;
}

/** A Source that is new too took its classes from the Flow, and has none to give. */
async function newFlows(view: View, changes: readonly Change[]): Promise<Cause[]> {
  const causes: Cause[] = [];
  for (const row of inserted(changes, "flows")) {
    const from: Place = { kind: "source", id: row.source_id };
    const added = (await storedClasses(view, from)) ?? [];
    if (added.length > 0) causes.push({ from, added, removed: [], to: [{ kind: "flow", id: row.id }] });
  }
  return causes;
}

async function newMembers(view: View, changes: readonly Change[], kind: Place["kind"]): Promise<Cause[]> {
  const edges: readonly { readonly parent: string; readonly child: string }[] = inserted(
    changes,
    kind === "source" ? "source_edges" : "flow_edges",
  );
  const causes: Cause[] = [];
  for (const [id, members] of Map.groupBy(edges, ({ parent }) => parent)) {
    const from: Place = { kind, id };
    const added = freshClasses(changes, from) ?? (await storedClasses(view, from)) ?? [];
    const to = members.map(({ child }) => ({ kind, id: child }));
    if (added.length > 0) causes.push({ from, added, removed: [], to });
  }
  return causes;
}

/** The classes of what this write itself makes or changes. */
function freshClasses(changes: readonly Change[], { kind, id }: Place): readonly string[] | undefined {
  const rows: readonly { readonly id: string; readonly doc: string }[] =
    kind === "source"
      ? [...inserted(changes, "sources"), ...updated(changes, "sources")]
      : [...inserted(changes, "flows"), ...updated(changes, "flows")];
  const row = rows.find((each) => each.id === id);
  return row && namedClasses(tagsOf(row));
}
