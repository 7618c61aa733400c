import type { Principal } from "../contract/operations.ts";
import { invalid } from "../errors.ts";
import type { Outcome, View } from "../storage/engine.ts";
import { classesOf, mustChangeClasses } from "./access.ts";
import type { App } from "./app.ts";
import { checkCollection, collectionKeys } from "./collections.ts";
import { flowRowFor } from "./flow-access.ts";
import { type Collection, type Flow, storedFlow } from "./flow-document.ts";
import { mustBeWritable } from "./flow-rules.ts";
import { changedFlow, flowChanges } from "./flows.ts";
import { carriedOn } from "./propagation.ts";
import { mustBeSparing } from "./retention-tags.ts";
import { checkTags, mustBeTagName, type Tags, type TagValue, tagOf, withTag } from "./tags.ts";
import { keyOf, writeAll } from "./transaction.ts";

/** The Flow fields that have an operation of their own. */
export type FlowField =
  | "label"
  | "description"
  | "read_only"
  | "flow_collection"
  | "max_bit_rate"
  | "avg_bit_rate";
type Changed = (flow: Flow) => Flow;

/**
 * The stored value of a field, or undefined when it is not set; notFound for an unknown Flow. Takes read on the Flow
 * (AUTH-048), as the functions for tags do. A collection is shown whole, so that who puts it back keeps it whole (AUTH-064).
 */
export async function getFlowField<F extends FlowField>(
  app: App,
  principal: Principal,
  id: string,
  field: F,
): Promise<Flow[F] | undefined> {
  return (await readFlow(app, principal, id))[field];
}

/** The tags of a Flow, or notFound. */
export async function getFlowTags(app: App, principal: Principal, id: string): Promise<Tags> {
  return (await readFlow(app, principal, id)).tags ?? {};
}

/** One tag of a Flow, or notFound. */
export async function getFlowTag(
  app: App,
  principal: Principal,
  id: string,
  name: string,
): Promise<TagValue> {
  return tagOf(await getFlowTags(app, principal, id), name);
}

async function readFlow(app: App, principal: Principal, id: string): Promise<Flow> {
  return storedFlow(await app.engine.read((view) => flowRowFor(view, principal, "read", id)));
}

/**
 * Sets a field, or unsets it when `value` is undefined; a change of the Flow's metadata (FP-002 to FP-064). Takes write on
 * the Flow (AUTH-048), as the other changes do.
 */
export async function setFlowField<F extends FlowField>(
  app: App,
  principal: Principal,
  id: string,
  field: F,
  value?: Flow[F],
): Promise<void> {
  const evenReadOnly = field === "read_only";
  await app.engine.write([keyOf("flow", id)], (view) =>
    change(app, principal, view, id, { evenReadOnly }, (flow) => {
      if (field === "avg_bit_rate" && flow.profile_id !== undefined) {
        throw invalid("avg_bit_rate comes from the Flow's Profile.", "avg_bit_rate");
      }
      const { [field]: _, ...rest } = flow;
      return (value === undefined ? rest : { ...rest, [field]: value }) as Flow;
    }),
  );
}

/**
 * Sets one tag, or deletes it when `value` is undefined; deleting a missing one is notFound (FP-020 to FP-023). Who changes
 * `auth_classes` must hold what the classes give (AUTH-070, AUTH-071).
 */
export async function setFlowTag(
  app: App,
  principal: Principal,
  id: string,
  name: string,
  value?: TagValue,
): Promise<void> {
  await app.engine.write([keyOf("flow", id)], (view) =>
    change(app, principal, view, id, {}, (flow) => {
      const tags = flow.tags ?? {};
      mustBeTagName(name);
      if (value === undefined) tagOf(tags, name);
      const after = withTag(tags, name, value);
      checkTags(app, after);
      return { ...flow, tags: after };
    }),
  );
}

/** Replaces the collection; an empty one is none (FP-050 to FP-054). The Source's relations follow. */
export async function setFlowCollection(
  app: App,
  principal: Principal,
  id: string,
  collection: Collection = [],
): Promise<void> {
  const keysOf = async (view: View): Promise<string[]> => {
    const row = await flowRowFor(view, principal, "write", id);
    return [keyOf("flow", id), keyOf("source", row.source_id), ...collectionKeys(collection)];
  };
  await writeAll(app.engine, keysOf, async (view) => {
    const row = await flowRowFor(view, principal, "write", id);
    mustBeWritable(row);
    const { flow_collection: before } = storedFlow(row);
    await checkCollection(app, view, principal, { id, before, after: collection });
    const outcome = await change(app, principal, view, id, {}, ({ flow_collection: _, ...flow }) =>
      collection.length === 0 ? flow : { ...flow, flow_collection: collection },
    );
    return carriedOn(app, principal, view, outcome);
  });
  if (app.propagates()) app.nudge();
}

async function change(
  app: App,
  principal: Principal,
  view: View,
  id: string,
  options: { readonly evenReadOnly?: boolean },
  next: Changed,
): Promise<Outcome<undefined>> {
  const row = await flowRowFor(view, principal, "write", id);
  mustBeWritable(row, options);
  const before = storedFlow(row);
  const after = changedFlow(app, principal, before, next(before));
  mustChangeClasses(principal, classesOf(before.tags), classesOf(after.tags));
  mustBeSparing(principal, row, after);
  return { result: undefined, changes: await flowChanges(view, before, after) };
}
