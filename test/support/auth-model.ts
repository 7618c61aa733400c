import type { OperationId } from "../../src/contract/operations.ts";

/*
 * What section 6 of the behaviours says, as data and functions: which status a caller gets and what he sees. It shares no
 * code with the server, so that the two can be compared.
 */

export type Permission = "read" | "write" | "delete";
export type Scope = Permission | "admin";
export const PERMISSIONS: readonly Permission[] = ["read", "write", "delete"];
export const SCOPES: readonly Scope[] = ["read", "write", "delete", "admin"];

/** One rule of a policy. */
export interface ModelRule {
  readonly group: string;
  readonly classes: readonly string[];
  readonly allow?: readonly Permission[];
  readonly deny?: readonly Permission[];
}

/** A policy without defaults, names or propagation. */
export interface ModelPolicy {
  readonly admins: readonly string[];
  readonly create: readonly string[];
  readonly grants: readonly ModelRule[];
}

/** A caller whose credentials are good. */
export interface ModelCaller {
  readonly scopes: readonly Scope[];
  readonly groups: readonly string[];
}

/** The classes of each resource that an operation touches, by the name that the case gives it; none is no class. */
export type InPlay = Readonly<Record<string, readonly string[]>>;

/** What is expected; `sees` is compared with what the reply shows where the case can tell. */
export interface Expected {
  readonly status: number;
  readonly sees?: unknown;
}

/** What a caller may do with the resources in play. */
export interface Asked {
  readonly isAdmin: boolean;
  readonly creates: boolean;
  /** His permissions on the resource of this name. */
  on(name: string): ReadonlySet<Permission>;
  /** What a class gives to anybody. */
  confers(name: string): readonly Permission[];
}

const ALL: ReadonlySet<Permission> = new Set(PERMISSIONS);

/** The permissions on a resource of these classes: any class may give one, and one that denies beats them (AUTH-031, AUTH-034). */
function permissionsOn(
  policy: ModelPolicy,
  caller: ModelCaller,
  classes: readonly string[],
): ReadonlySet<Permission> {
  if (isUnrestricted(policy, caller)) return ALL;
  const rules = policy.grants.filter(
    (rule) => isMember(caller, rule.group) && rule.classes.some((name) => classes.includes(name)),
  );
  const allowed = new Set(rules.flatMap((rule) => rule.allow ?? []));
  for (const denied of rules.flatMap((rule) => rule.deny ?? [])) allowed.delete(denied);
  return allowed;
}

function isMember({ groups }: ModelCaller, group: string): boolean {
  return group === "*" || groups.includes(group);
}

function isUnrestricted({ admins }: ModelPolicy, { scopes, groups }: ModelCaller): boolean {
  return scopes.includes("admin") || admins.some((group) => groups.includes(group));
}

/** Operations of which anybody may make use: our own for health, logins and keys. */
export function isPublic(operation: OperationId): boolean {
  return /_(health-|auth-|well-known-)/.test(operation);
}

/** Any of these scopes suffices (AUTH-010 to AUTH-023); HEAD follows GET. */
export function scopesFor(operation: OperationId): readonly Scope[] {
  const name = operation.replace(/^HEAD_/, "GET_");
  if (/^GET_(root|service|storage-backends|profiles|profiles-profileId|openapi)$/.test(name)) return SCOPES;
  if (name === "POST_service" || name === "GET_flow-delete-requests") return ["admin"];
  if (name === "PUT_webhooks" || name === "DELETE_webhooks-webhookId") return ["read", "admin"];
  if (/^DELETE_flows-flowId(-segments)?$/.test(name)) return ["delete", "admin"];
  if (name === "GET_flow-delete-requests-request-id") return ["delete", "admin"];
  return [name.startsWith("GET_") ? "read" : "write", "admin"];
}

/** What a caller with good credentials gets for a valid request. */
export function expectedOf(
  operation: OperationId,
  rule: ModelCase,
  policy: ModelPolicy,
  caller: ModelCaller,
  inPlay: InPlay,
): Expected {
  const scopes = scopesFor(operation);
  const isAllowed = isPublic(operation) || scopes.some((scope) => caller.scopes.includes(scope));
  // 403 for the scope comes before anything about resources (AUTH-007).
  if (!isAllowed) return { status: 403 };
  return rule({
    isAdmin: isUnrestricted(policy, caller),
    creates: isUnrestricted(policy, caller) || policy.create.some((group) => isMember(caller, group)),
    on: (name) => permissionsOn(policy, caller, inPlay[name] ?? []),
    confers: (name) => [
      ...new Set(
        policy.grants.flatMap((r) =>
          r.classes.includes(name) ? [...(r.allow ?? []), ...(r.deny ?? [])] : [],
        ),
      ),
    ],
  });
}

/** One use of an operation: which demands there are, in their order, and what is seen when they are met. */
export type ModelCase = (asked: Asked) => Expected;
type Demand = (asked: Asked) => number | undefined;

/** The first demand that is not met gives the status. */
function demanding(success: number, ...demands: readonly Demand[]): ModelCase {
  return (asked) => {
    for (const demand of demands) {
      const status = demand(asked);
      if (status !== undefined) return { status };
    }
    return { status: success };
  };
}

/** No permission at all: 404, some but not this one: 403 (AUTH-035). */
function holds(permission: Permission, name: string): Demand {
  return ({ on }) => {
    const held = on(name);
    if (held.has(permission)) return undefined;
    return held.size === 0 ? 404 : 403;
  };
}

/** What a body names must be readable, or the body is wrong (AUTH-043, AUTH-052, AUTH-056, AUTH-057). */
function mayName(name: string): Demand {
  return ({ on }) => (on(name).has("read") ? undefined : 400);
}

/** A Storage Backend that a body or query names: unknown to whom may do nothing with it (AUTH-058, AUTH-060). */
function storesIn(name: string, unknown: number): Demand {
  return ({ on }) => {
    const held = on(name);
    return held.has("write") ? undefined : held.size === 0 ? unknown : 403;
  };
}

/** Each class that comes or goes takes what it gives, on the resource as it was (AUTH-070). */
function holdsAllOf(className: string, name: string): Demand {
  return ({ isAdmin, on, confers }) =>
    isAdmin || confers(className).every((permission) => on(name).has(permission)) ? undefined : 403;
}

/** What belongs to nothing yet takes a permission to create (AUTH-050, AUTH-063). */
const creates: Demand = ({ creates: may }) => (may ? undefined : 403);
/** What a maker could not write afterwards he does not make (AUTH-074). */
function writesClass(name: string): Demand {
  return ({ on }) => (on(name).has("write") ? undefined : 403);
}
/** A Source that is hidden answers who makes none as one that there is not: he may not make it (AUTH-035, AUTH-050). */
function addsTo(name: string): Demand {
  return (asked) => (asked.on(name).size === 0 && !asked.creates ? 403 : holds("write", name)(asked));
}
/**
 * A hidden Flow is put as one that there is not, on a Source of this class (AUTH-035): what is wrong with that comes first,
 * at the latest that the Flow's class is none of the caller's.
 */
function hiddenAsNew(source: string, refusal: number, ...demands: readonly Demand[]): Demand {
  return (asked) => {
    if (asked.on("flow").size > 0) return undefined;
    return demanding(refusal, addsTo(source), ...demands)(asked).status;
  };
}
const isAdmin: Demand = ({ isAdmin: is }) => (is ? undefined : 403);

/** Those of some names on which the caller holds a permission, or any at all. */
function seen(
  { on, isAdmin: is }: Asked,
  names: readonly string[],
  permission?: Permission,
): readonly string[] {
  return names.filter(
    (name) => is || (permission === undefined ? on(name).size > 0 : on(name).has(permission)),
  );
}

/** A listing shows what the caller may read (AUTH-042, AUTH-046). */
function lists(...names: readonly string[]): ModelCase {
  return (asked) => ({ status: 200, sees: seen(asked, names, "read") });
}

/** The labels of URLs: bytes that no Storage Backend holds are for all who may read the Object (AUTH-054). */
function urls(asked: Asked): readonly string[] {
  return [...seen(asked, ["store"], "read"), "elsewhere"];
}

const anybody: ModelCase = () => ({ status: 200 });
const readFlow = demanding(200, holds("read", "flow"));
const writeFlow = demanding(204, holds("write", "flow"));
const readSource = demanding(200, holds("read", "source"));
const writeSource = demanding(204, holds("write", "source"));

const FLOW_PARTS = ["label", "description", "tags-name", "flow-collection", "max-bit-rate", "avg-bit-rate"];
const SOURCE_PARTS = ["label", "description", "tags-name"];

/** Each case, by operation and what is special about it; HEAD follows GET. */
export const cases: Readonly<Record<string, ModelCase>> = {
  GET_root: anybody,
  GET_service: anybody,
  GET_openapi: anybody,
  "GET_health-live": anybody,
  "GET_health-ready": anybody,
  "GET_well-known-jwks": anybody,
  "GET_well-known-oauth-authorization-server": anybody,
  "POST_auth-login": anybody,
  "POST_auth-refresh": anybody,
  "POST_auth-logout": () => ({ status: 204 }),
  "POST_auth-token": anybody,
  POST_service: demanding(200, isAdmin),
  "GET_storage-backends": (asked) => ({ status: 200, sees: seen(asked, ["bare", "store", "vault"]) }),
  GET_profiles: anybody,
  "GET_profiles-profileId": anybody,
  "POST_profiles-profileId": demanding(201, creates),

  GET_webhooks: lists("hook", "bare"),
  "GET_webhooks-webhookId": demanding(200, holds("read", "hook")),
  "GET_webhooks-webhookId-deliveries": demanding(200, holds("read", "hook")),
  POST_webhooks: demanding(201, mayName("flow"), mayName("source")),
  "POST_webhooks without filters": demanding(201),
  "POST_webhooks by collection": demanding(201, mayName("flow"), mayName("source")),
  PUT_webhooks: demanding(201, holds("write", "hook"), mayName("flow"), mayName("source")),
  "PUT_webhooks without tags": demanding(201, holds("write", "hook"), holdsAllOf("hook", "hook")),
  "DELETE_webhooks-webhookId": demanding(204, holds("delete", "hook")),
  "POST_events-replay": demanding(202, holds("write", "hook")),
  GET_events: lists("flow", "other"),
  "GET_events with Segments": (asked) => ({
    status: 200,
    sees: asked.on("flow").has("read") ? [urls(asked)] : [],
  }),
  "GET_events-stream": lists("flow", "other"),

  GET_sources: lists("source", "other", "bare"),
  "GET_sources-sourceId": readSource,
  "GET_sources-sourceId-tags": readSource,
  ...Object.fromEntries(
    SOURCE_PARTS.flatMap((part) => [
      [`GET_sources-sourceId-${part}`, readSource],
      [`PUT_sources-sourceId-${part}`, writeSource],
      [`DELETE_sources-sourceId-${part}`, writeSource],
    ]),
  ),
  "PUT_sources-sourceId-tags-name auth_classes": demanding(
    204,
    holds("write", "source"),
    holdsAllOf("extra", "source"),
  ),
  "DELETE_sources-sourceId-tags-name auth_classes": demanding(
    204,
    holds("write", "source"),
    holdsAllOf("source", "source"),
  ),

  GET_flows: lists("flow", "other", "bare"),
  "GET_flows-flowId": readFlow,
  "GET_flows-flowId-tags": readFlow,
  "GET_flows-flowId-read-only": readFlow,
  "PUT_flows-flowId-read-only": writeFlow,
  ...Object.fromEntries(
    FLOW_PARTS.flatMap((part) => [
      [`GET_flows-flowId-${part}`, readFlow],
      [`PUT_flows-flowId-${part}`, writeFlow],
      [`DELETE_flows-flowId-${part}`, writeFlow],
    ]),
  ),
  "PUT_flows-flowId": demanding(204, hiddenAsNew("source", 403), holds("write", "flow")),
  "PUT_flows-flowId without tags": demanding(
    204,
    hiddenAsNew("source", 400),
    holds("write", "flow"),
    holdsAllOf("flow", "flow"),
  ),
  "PUT_flows-flowId with another class": demanding(
    204,
    hiddenAsNew("source", 403),
    holds("write", "flow"),
    holdsAllOf("extra", "flow"),
  ),
  "PUT_flows-flowId with another source_id": demanding(
    400,
    hiddenAsNew("other", 403),
    holds("write", "flow"),
  ),
  "PUT_flows-flowId that collects": demanding(
    204,
    hiddenAsNew("flow", 403, mayName("other")),
    holds("write", "flow"),
    mayName("other"),
  ),
  "PUT_flows-flowId new": demanding(201, creates, writesClass("extra")),
  "PUT_flows-flowId new on a Source": demanding(201, addsTo("source"), writesClass("extra")),
  "PUT_flows-flowId new with a class": demanding(201, addsTo("source"), writesClass("flow")),
  "PUT_flows-flowId-tags-name auth_classes": demanding(
    204,
    holds("write", "flow"),
    holdsAllOf("extra", "flow"),
  ),
  "DELETE_flows-flowId-tags-name auth_classes": demanding(
    204,
    holds("write", "flow"),
    holdsAllOf("flow", "flow"),
  ),
  "PUT_flows-flowId-flow-collection that collects": demanding(204, holds("write", "flow"), mayName("other")),
  "DELETE_flows-flowId": demanding(204, holds("delete", "flow")),
  "DELETE_flows-flowId with Segments": demanding(202, holds("delete", "flow")),

  // A hidden Flow has no Segments, as one that does not exist (AUTH-055).
  "GET_flows-flowId-segments": (asked) => {
    const held = asked.on("flow");
    if (held.size === 0) return { status: 200, sees: [] };
    return held.has("read") ? { status: 200, sees: [urls(asked)] } : { status: 403 };
  },
  "POST_flows-flowId-segments": demanding(201, holds("write", "flow")),
  "POST_flows-flowId-segments reusing an Object": demanding(201, holds("write", "flow"), mayName("other")),
  "POST_flows-flowId-segments with an init Object": demanding(201, holds("write", "flow"), mayName("other")),
  "DELETE_flows-flowId-segments": demanding(202, holds("delete", "flow")),
  // The default backend is named by nobody, so it is no secret that there is one.
  "POST_flows-flowId-storage": demanding(201, holds("write", "flow"), ({ on }) =>
    on("store").has("write") ? undefined : 403,
  ),
  "POST_flows-flowId-storage on a backend": demanding(201, holds("write", "flow"), storesIn("vault", 400)),

  GET_objects: (asked) => {
    const flows = seen(asked, ["flow", "other"], "read");
    if (flows.length === 0) return { status: 404 };
    const first = flows.includes("flow") ? { first: "flow" } : {};
    return { status: 200, sees: { flows, ...first, urls: urls(asked) } };
  },
  "POST_objects-instances": demanding(201, writesObject),
  "POST_objects-instances on a backend": demanding(201, writesObject, storesIn("vault", 400)),
  "DELETE_objects-instances": demanding(204, writesObject),
  "DELETE_objects-instances on a backend": demanding(204, writesObject, storesIn("store", 404)),
  // An unsigned URL shows nothing to whom it is not for, not even that it leads anywhere.
  GET_media: ({ on }) => {
    const isUsed = ["flow", "other"].some((name) => on(name).has("read"));
    return { status: isUsed && on("store").has("read") ? 200 : 404 };
  },
  PUT_media: ({ on }) => ({ status: on("flow").has("write") && on("store").has("write") ? 200 : 404 }),

  "GET_flow-delete-requests": demanding(200, isAdmin),
  "GET_flow-delete-requests-request-id": demanding(200, holds("delete", "flow")),
};

/** Write on an Object is write on some Flow that uses it; who reads none of them does not learn of it (AUTH-059, AUTH-061). */
function writesObject({ on }: Asked): number | undefined {
  const flows = ["flow", "other"].map(on);
  if (flows.some((held) => held.has("write"))) return undefined;
  return flows.some((held) => held.has("read")) ? 403 : 404;
}
