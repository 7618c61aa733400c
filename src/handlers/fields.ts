import type { Principal } from "../contract/operations.ts";
import type { App } from "../services/app.ts";
import type { Flow } from "../services/flow-document.ts";
import {
  type FlowField,
  getFlowField,
  getFlowTag,
  getFlowTags,
  setFlowCollection,
  setFlowField,
  setFlowTag,
} from "../services/flow-fields.ts";
import {
  getSource,
  getSourceTag,
  type Source,
  type SourceField,
  setSourceField,
  setSourceTag,
} from "../services/sources.ts";
import type { TagValue } from "../services/tags.ts";
import type { Handlers } from "./map.ts";

/** How one field of one resource is read and written; `set` without a value unsets. */
interface Field<Read, Written> {
  get(app: App, principal: Principal, id: string): Promise<Read>;
  set(app: App, principal: Principal, id: string, value?: Written): Promise<void>;
}

/** The calls a field's operations have in common: the resource's id is in the path under some name. */
interface FieldCall<Name extends string, Value> {
  readonly path: { readonly [N in Name]: string };
  readonly body: Value;
  readonly principal: Principal;
}

/** GET, PUT and DELETE of one field under `PATH/{id}/FIELD`, keyed by their official ids. */
function field<const Base extends string, const Name extends string, Read, Written>(
  base: Base,
  id: Name,
  { get, set }: Field<Read, Written>,
) {
  const handlers = {
    get: async ({ path, principal }: Pick<FieldCall<Name, unknown>, "path" | "principal">, app: App) =>
      ({ status: 200, body: await get(app, principal, path[id]) }) as const,
    put: async ({ path, body, principal }: FieldCall<Name, Written>, app: App) => {
      await set(app, principal, path[id], body);
      return { status: 204 } as const;
    },
    delete: async ({ path, principal }: Pick<FieldCall<Name, unknown>, "path" | "principal">, app: App) => {
      await set(app, principal, path[id]);
      return { status: 204 } as const;
    },
  };
  return keyed(base, handlers);
}

type Keyed<Base extends string, H extends { get: unknown; put: unknown; delete: unknown }> = {
  readonly [K in `GET_${Base}`]: H["get"];
} & { readonly [K in `PUT_${Base}`]: H["put"] } & { readonly [K in `DELETE_${Base}`]: H["delete"] };

/** TypeScript can't compute keys from a generic template literal, so the shape is stated once here. */
function keyed<Base extends string, H extends { get: unknown; put: unknown; delete: unknown }>(
  base: Base,
  handlers: H,
): Keyed<Base, H> {
  return {
    [`GET_${base}`]: handlers.get,
    [`PUT_${base}`]: handlers.put,
    [`DELETE_${base}`]: handlers.delete,
  } as Keyed<Base, H>;
}

/** A Flow field whose value, when it is not set, reads as `unset` (FP-004). */
function flowField<F extends Exclude<FlowField, "flow_collection">, Unset>(name: F, unset: Unset) {
  return {
    get: async (app: App, principal: Principal, id: string) =>
      (await getFlowField(app, principal, id, name)) ?? unset,
    set: (app: App, principal: Principal, id: string, value?: NonNullable<Flow[F]>) =>
      setFlowField(app, principal, id, name, value),
  };
}

function sourceField(name: SourceField) {
  return {
    get: async (app: App, principal: Principal, id: string) =>
      (await getSource(app, principal, id))[name] ?? null,
    set: (app: App, principal: Principal, id: string, value?: NonNullable<Source[SourceField]>) =>
      setSourceField(app, principal, id, name, value),
  };
}

const readOnly = field("flows-flowId-read-only", "flowId", flowField("read_only", false));

/** The operations of single fields: all from one factory, but for tags, which have a name in their path too. */
export const fields = {
  ...field("sources-sourceId-label", "sourceId", sourceField("label")),
  ...field("sources-sourceId-description", "sourceId", sourceField("description")),
  ...field("flows-flowId-label", "flowId", flowField("label", null)),
  ...field("flows-flowId-description", "flowId", flowField("description", null)),
  ...field("flows-flowId-max-bit-rate", "flowId", flowField("max_bit_rate", null)),
  ...field("flows-flowId-avg-bit-rate", "flowId", flowField("avg_bit_rate", null)),
  ...field("flows-flowId-flow-collection", "flowId", {
    get: async (app: App, principal: Principal, id: string) =>
      (await getFlowField(app, principal, id, "flow_collection")) ?? [],
    set: setFlowCollection,
  }),
  // There is no DELETE of read_only.
  "GET_flows-flowId-read-only": readOnly["GET_flows-flowId-read-only"],
  "PUT_flows-flowId-read-only": readOnly["PUT_flows-flowId-read-only"],

  "GET_sources-sourceId-tags": async ({ path, principal }, app) => ({
    status: 200,
    body: (await getSource(app, principal, path.sourceId)).tags ?? {},
  }),
  ...tag("sources-sourceId-tags-name", "sourceId", { get: getSourceTag, set: setSourceTag }),
  "GET_flows-flowId-tags": async ({ path, principal }, app) => ({
    status: 200,
    body: await getFlowTags(app, principal, path.flowId),
  }),
  ...tag("flows-flowId-tags-name", "flowId", { get: getFlowTag, set: setFlowTag }),
} satisfies Partial<Handlers>;

interface Tag {
  get(app: App, principal: Principal, id: string, name: string): Promise<TagValue>;
  set(app: App, principal: Principal, id: string, name: string, value?: TagValue): Promise<void>;
}

/** GET, PUT and DELETE of one tag: a field whose name is in the path. */
function tag<const Base extends string, const Name extends string>(base: Base, id: Name, { get, set }: Tag) {
  type Call = FieldCall<Name | "name", TagValue>;
  return keyed(base, {
    get: async ({ path, principal }: Pick<Call, "path" | "principal">, app: App) =>
      ({ status: 200, body: await get(app, principal, path[id], path.name) }) as const,
    put: async ({ path, body, principal }: Call, app: App) => {
      await set(app, principal, path[id], path.name, body);
      return { status: 204 } as const;
    },
    delete: async ({ path, principal }: Pick<Call, "path" | "principal">, app: App) => {
      await set(app, principal, path[id], path.name);
      return { status: 204 } as const;
    },
  });
}
