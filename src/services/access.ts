import type { Grants, Permission, Principal, Scope } from "../contract/operations.ts";
import { forbidden, invalid, notFound } from "../errors.ts";
import type { Tags } from "./tags.ts";

/** The tag that carries a resource's classes (AUTH-030). */
const AUTH_CLASSES = "auth_classes";
/** The class of a resource without classes: whom a policy gives nothing on it, sees it only as an administrator (AUTH-036). */
export const UNCLASSIFIED = "";

const PERMISSIONS: readonly Permission[] = ["read", "write", "delete"];

/** A resource as decisions name it. */
export interface Subject {
  readonly kind: "Source" | "Flow" | "Webhook" | "Storage Backend" | "Object" | "Deletion Request";
  readonly id: string;
}

/**
 * Who made something, as it is stored with it: what events and later requests are judged by. `ownerNow` of the `App` turns
 * it into the principal it is today.
 */
export interface Owner {
  readonly id: string;
  /** As `Principal.account`. */
  readonly account?: string;
  readonly name: string;
  readonly groups: readonly string[];
  readonly scopes: readonly string[];
}

const ALL_SCOPES: ReadonlySet<Scope> = new Set(["read", "write", "delete", "admin"]);

/** One who may do everything: everybody where nothing asks who calls, and the server when it finishes or repairs. */
export function unrestricted(id: string, name: string): Principal {
  return { id, name, scopes: ALL_SCOPES, groups: [] };
}

/** The owner to store for a caller. */
export function ownerOf({ id, account, name, groups, scopes }: Principal): Owner {
  return { id, ...(account !== undefined && { account }), name, groups, scopes: [...scopes] };
}

/**
 * Whose something is, told from everybody who had the id before or gets it later: what a removed user left is not the next
 * one's of his name. The id of a user has no blank, so no two are the same text.
 */
export function accountOf({ id, account }: Pick<Owner, "id" | "account">): string {
  return account === undefined ? id : `${id} ${account}`;
}

/** The classes in a tag map: a list, or text with commas (AUTH-032); only `UNCLASSIFIED` where there are none. */
export function classesOf(
  tags: Readonly<Record<string, string | readonly string[]>> | undefined,
): readonly string[] {
  const value = tags !== undefined && Object.hasOwn(tags, AUTH_CLASSES) ? tags[AUTH_CLASSES] : undefined;
  const names = typeof value === "string" ? value.split(",") : (value ?? []);
  const classes = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ""))].sort();
  return classes.length === 0 ? [UNCLASSIFIED] : classes;
}

/** Whether a caller may do this to a resource of these classes; a class that denies beats those that allow (AUTH-034). */
export function mayHold({ grants }: Principal, permission: Permission, classes: readonly string[]): boolean {
  if (grants === undefined) return true;
  if (classes.some((name) => grants.deny[permission].has(name))) return false;
  const allowed = grants.allow[permission];
  return allowed === "all" || classes.some((name) => allowed.has(name));
}

/** Whether a caller may do anything at all to a resource of these classes: to others it does not exist (AUTH-035). */
export function maySee(principal: Principal, classes: readonly string[]): boolean {
  return PERMISSIONS.some((permission) => mayHold(principal, permission, classes));
}

/** Throws notFound for a caller without any permission on the resource, forbidden for one with another than this (AUTH-035). */
export function mustHold(
  principal: Principal,
  permission: Permission,
  classes: readonly string[],
  { kind, id }: Subject,
): void {
  const allowed = mayHold(principal, permission, classes);
  noteClasses(principal, allowed, `${permission} ${kind} ${id}`, permission, classes);
  if (allowed) return;
  if (!maySee(principal, classes)) throw notFound(kind, id);
  throw forbidden(`You may not ${permission} ${kind} ${id}.`);
}

/**
 * Throws forbidden unless the caller may turn these classes of a resource into those: each class that comes or goes hands
 * out or takes away what it gives to anybody, which the caller must hold himself, as the resource was (AUTH-070 to AUTH-072):
 * else a class of his own would give him more than he had. That he may write the resource is asked before.
 */
export function mustChangeClasses(
  principal: Principal,
  before: readonly string[],
  after: readonly string[],
): void {
  const { grants } = principal;
  if (grants === undefined) return;
  const both = [...new Set([...before, ...after])];
  const changed = both.filter((name) => before.includes(name) !== after.includes(name));
  for (const name of changed) {
    const lacking = grants.conferred(name).find((permission) => !mayHold(principal, permission, before));
    const asked = `change of the class ${shown(name)}`;
    const rule = `${shown(name)} gives ${lacking ?? "nothing that the caller lacks"}`;
    principal.note?.({ allowed: lacking === undefined, asked, rule });
    if (lacking === undefined) continue;
    throw forbidden(`The class ${shown(name)} gives ${lacking}, which you do not have here.`);
  }
}

/**
 * The classes of something new: those its maker named, or his own (AUTH-074). Throws invalid where he named none and has
 * none, forbidden where he could not write it afterwards or gets nothing through one of them himself (AUTH-070).
 */
export function classesOfNew(principal: Principal, named: readonly string[]): readonly string[] {
  const { grants } = principal;
  if (grants === undefined) return named;
  const isNamed = !named.includes(UNCLASSIFIED);
  const classes = isNamed || grants.newClasses.length === 0 ? named : grants.newClasses;
  const foreign = classes.find((name) => !maySee(principal, [name]));
  const allowed = foreign === undefined && mayHold(principal, "write", classes);
  noteClasses(principal, allowed, "make something of these classes", "write", classes);
  if (allowed) return classes;
  if (!isNamed)
    throw invalid(`The tag ${AUTH_CLASSES} must name a class that you may write.`, `tags/${AUTH_CLASSES}`);
  throw forbidden(
    foreign === undefined
      ? `None of the classes ${classes.map(shown).join(", ")} lets you write.`
      : `The class ${shown(foreign)} is not one of yours.`,
  );
}

/** The tag map with these classes, which are written as a list (AUTH-032). */
export function withClasses(tags: Tags, classes: readonly string[]): Tags {
  const { [AUTH_CLASSES]: _, ...others } = tags;
  const named = classes.filter((name) => name !== UNCLASSIFIED);
  return named.length === 0 ? others : { ...others, [AUTH_CLASSES]: named };
}

/** Throws forbidden for a caller who may not make what belongs to nothing yet (AUTH-050, AUTH-063). */
export function mustCreate(principal: Principal, what: string): void {
  const allowed = principal.grants?.create ?? true;
  const rule = allowed
    ? "the policy lets the caller create"
    : "the policy lists none of the caller's groups under create";
  principal.note?.({ allowed, asked: `create ${what}`, rule });
  if (!allowed) throw forbidden(`You may not create ${what}.`);
}

/** Throws forbidden for everybody but administrators. */
export function mustBeAdmin(principal: Principal, what: string): void {
  const allowed = principal.grants === undefined;
  principal.note?.({ allowed, asked: what, rule: "only administrators may" });
  if (!allowed) throw forbidden(`Only administrators may ${what}.`);
}

/** The classes through which a caller may read, `all` for every resource; those that deny are for the query to leave out. */
export function readableClasses(grants: Grants): "all" | readonly string[] {
  const { read } = grants.allow;
  return read === "all" ? read : [...read].filter((name) => !grants.deny.read.has(name)).sort();
}

function noteClasses(
  principal: Principal,
  allowed: boolean,
  asked: string,
  permission: Permission,
  classes: readonly string[],
): void {
  if (principal.note === undefined) return;
  principal.note({ allowed, asked, rule: ruleOf(principal, permission, classes) });
}

function ruleOf({ grants }: Principal, permission: Permission, classes: readonly string[]): string {
  if (grants === undefined) return "the caller is an administrator, or no policy is in force";
  const denying = classes.find((name) => grants.deny[permission].has(name));
  if (denying !== undefined) return `the class ${shown(denying)} denies ${permission} to the caller`;
  const { [permission]: allowed } = grants.allow;
  if (allowed === "all") return `the policy gives the caller ${permission} on everything`;
  const giving = classes.find((name) => allowed.has(name));
  if (giving !== undefined) return `the class ${shown(giving)} gives ${permission} to the caller`;
  return `none of the classes ${classes.map(shown).join(", ")} gives ${permission} to the caller`;
}

function shown(name: string): string {
  return name === UNCLASSIFIED ? "(none)" : `"${name}"`;
}
