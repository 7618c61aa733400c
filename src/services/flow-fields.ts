import type { Principal } from "../contract/operations.ts";
import { invalid } from "../errors.ts";
import type { Outcome, View } from "../storage/engine.ts";
import type { App } from "./app.ts";
import { checkCollection, collectionKeys } from "./collections.ts";
import { type Collection, type Flow, flowRowOf, storedFlow } from "./flow-document.ts";
import { mustBeWritable } from "./flow-rules.ts";
import { changedFlow, flowChanges } from "./flows.ts";
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

/** The stored value of a field, or undefined when it is not set; notFound for an unknown Flow. */
export async function getFlowField<F extends FlowField>(
  app: App,
  id: string,
  field: F,
): Promise<Flow[F] | undefined> {
  return storedFlow(await app.engine.read((view) => flowRowOf(view, id)))[field];
}

/** The tags of a Flow, or notFound. */
export async function getFlowTags(app: App, id: string): Promise<Tags> {
  return storedFlow(await app.engine.read((view) => flowRowOf(view, id))).tags ?? {};
}

/** One tag of a Flow, or notFound. */
export async function getFlowTag(app: App, id: string, name: string): Promise<TagValue> {
  return tagOf(await getFlowTags(app, id), name);
}

/** Sets a field, or unsets it when `value` is undefined; a change of the Flow's metadata (FP-002 to FP-064). */
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

/** Sets one tag, or deletes it when `value` is undefined; deleting a missing one is notFound (FP-020 to FP-023). */
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
    const row = await flowRowOf(view, id);
    return [keyOf("flow", id), keyOf("source", row.source_id), ...collectionKeys(collection)];
  };
  await writeAll(app.engine, keysOf, async (view) => {
    mustBeWritable(await flowRowOf(view, id));
    await checkCollection(app, view, id, collection);
    return change(app, principal, view, id, {}, ({ flow_collection: _, ...flow }) =>
      collection.length === 0 ? flow : { ...flow, flow_collection: collection },
    );
  });
}

async function change(
  app: App,
  principal: Principal,
  view: View,
  id: string,
  options: { readonly evenReadOnly?: boolean },
  next: Changed,
): Promise<Outcome<undefined>> {
  const row = await flowRowOf(view, id);
  mustBeWritable(row, options);
  const before = storedFlow(row);
  const after = changedFlow(app, principal, before, next(before));
  return { result: undefined, changes: await flowChanges(view, before, after) };
}
