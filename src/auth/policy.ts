import { readFile } from "node:fs/promises";
import type { Grants, Permission, Principal, Scope } from "../contract/operations.ts";
import { UNCLASSIFIED } from "../services/access.ts";
import type { Log } from "../services/app.ts";
import type { Identity, Policy } from "./auth.ts";
import { EVERYBODY, PERMISSIONS, type PolicyFile, parsePolicy, type Rule } from "./policy-file.ts";
import { common } from "./scopes.ts";

const ALL_SCOPES: ReadonlySet<Scope> = new Set(["read", "write", "delete", "admin"]);
/** Callers are in few different sets of groups; more than this are those of an issuer that makes groups up. */
const COMPILED_MAX = 1000;
/** How often the file is looked at: mounted files change without a signal. */
const WATCH_MS = 2000;

/** The policy where there is no file: scopes alone decide. */
export const scopesAlone: Policy = {
  propagate: false,
  principalFor: (identity) => callerOf(identity, identity.scopes),
};

/** A policy by a parsed file. */
export function policyOf(file: PolicyFile): Policy {
  const compiled = new Map<string, Grants | undefined>();
  const grantsFor = (groups: readonly string[]): Grants | undefined => {
    const key = JSON.stringify(groups);
    if (!compiled.has(key)) {
      if (compiled.size >= COMPILED_MAX) compiled.clear();
      compiled.set(key, isAdministrator(file, groups) ? undefined : grantsOf(file, groups));
    }
    return compiled.get(key);
  };
  return {
    propagate: file.propagate,
    principalFor: (identity) => {
      const scopes = scopesOf(file, identity);
      const grants = scopes.has("admin") ? undefined : grantsFor(identity.groups);
      const caller = callerOf(identity, scopes);
      return grants === undefined ? caller : { ...caller, grants };
    },
  };
}

function callerOf({ id, account, name, groups }: Identity, scopes: ReadonlySet<Scope>): Principal {
  return { id, ...(account !== undefined && { account }), name, scopes, groups };
}

/** Scopes that credentials carry narrow what their owner may do (AUTH-037), so groups bring theirs only where there are none. */
function scopesOf(file: PolicyFile, { scopes, limit, groups }: Identity): ReadonlySet<Scope> {
  if (scopes.size > 0) return scopes;
  const brought = isAdministrator(file, groups) ? ALL_SCOPES : new Set(ofGroups(file.scopes, groups));
  return limit === undefined ? brought : common(brought, limit);
}

function isAdministrator({ admins }: PolicyFile, groups: readonly string[]): boolean {
  return admins.some((group) => groups.includes(group));
}

/** What a policy gives the members of these groups together, administrators apart. */
export function grantsOf(file: PolicyFile, groups: readonly string[]): Grants {
  const rules = [...file.grants, ...rulesByName(file, groups)].filter(({ group }) => isIn(groups, group));
  const given = (permission: Permission): Given => givenBy(rules, permission, file.default);
  const [read, write, remove] = [given("read"), given("write"), given("delete")];
  return {
    allow: { read: read.allow, write: write.allow, delete: remove.allow },
    deny: { read: read.deny, write: write.deny, delete: remove.deny },
    create: file.create.some((group) => isIn(groups, group)),
    newClasses: [...new Set(ofGroups(file.newClasses, groups))].sort(),
    conferred: (name) => conferredBy(file, name),
  };
}

function isIn(groups: readonly string[], group: string): boolean {
  return group === EVERYBODY || groups.includes(group);
}

function ofGroups<Value>(
  byGroup: ReadonlyMap<string, readonly Value[]>,
  groups: readonly string[],
): readonly Value[] {
  return [...byGroup].flatMap(([group, values]) => (isIn(groups, group) ? values : []));
}

function rulesByName({ byName }: PolicyFile, groups: readonly string[]): readonly Rule[] {
  if (!byName) return [];
  return groups.map((group) => ({ group, classes: [group], allow: permissionsByName(group), deny: [] }));
}

function permissionsByName(name: string): readonly Permission[] {
  return PERMISSIONS.filter((permission) => name.endsWith(permission));
}

interface Given {
  readonly allow: "all" | ReadonlySet<string>;
  readonly deny: ReadonlySet<string>;
}

function givenBy(rules: readonly Rule[], permission: Permission, standard: readonly string[]): Given {
  const denying = rules.filter(({ deny }) => deny.includes(permission));
  // What is denied on everything is not allowed on anything.
  if (denying.some(({ classes }) => classes === "all")) return { allow: new Set(), deny: new Set() };
  const allowing = rules.filter(({ allow }) => allow.includes(permission));
  const isAll = allowing.some(({ classes }) => classes === "all");
  return { allow: isAll ? "all" : namedBy(allowing, standard), deny: namedBy(denying, standard) };
}

/** A resource without classes counts as one of the default classes, so whatever concerns one of those concerns it. */
function namedBy(rules: readonly Rule[], standard: readonly string[]): ReadonlySet<string> {
  const names = new Set(rules.flatMap(({ classes }) => (classes === "all" ? [] : classes)));
  if (standard.some((name) => names.has(name))) names.add(UNCLASSIFIED);
  return names;
}

/** Taking away a class that denies hands out what it denied, so that counts as well. */
function conferredBy(file: PolicyFile, name: string): readonly Permission[] {
  const names = name === UNCLASSIFIED ? file.default : [name];
  const rules = file.grants.filter(
    ({ classes }) => classes !== "all" && classes.some((one) => names.includes(one)),
  );
  const byName = file.byName ? names.flatMap(permissionsByName) : [];
  const conferred = new Set([...byName, ...rules.flatMap(({ allow, deny }) => [...allow, ...deny])]);
  return PERMISSIONS.filter((permission) => conferred.has(permission));
}

/** A policy that follows its file. */
export interface OpenPolicy extends Policy {
  /** What the file says now. */
  readonly file: PolicyFile;
  /** Reads the file again if it has changed. A file that is no policy changes nothing and is logged. */
  reload(): Promise<void>;
  close(): void;
}

/** Opens the policy in a file. Throws an Error that names every fault when it is none. Re-reads it when it changes, and on SIGHUP. */
export async function openPolicy(path: string, log: Log, watchMs: number = WATCH_MS): Promise<OpenPolicy> {
  let text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new Error(`The policy file ${path} cannot be read: ${reasonOf(cause)}.`, { cause });
  });
  let file = parseWhole(path, text);
  let policy = policyOf(file);
  let lost = false;
  const reload = async (): Promise<void> => {
    try {
      const found = await readFile(path, "utf8");
      lost = false;
      if (found === text) return;
      text = found;
      file = parseWhole(path, found);
      policy = policyOf(file);
      log.info("The policy was read again.", { file: path });
    } catch (cause) {
      if (!lost) log.error("The policy stays as it was.", { file: path, cause: reasonOf(cause) });
      // Each broken text is reported once, since it becomes the known one, and so is a file that has gone.
      lost = true;
    }
  };
  const onHangup = (): void => void reload();
  process.on("SIGHUP", onHangup);
  const timer = setInterval(onHangup, watchMs).unref();
  return {
    get file() {
      return file;
    },
    get propagate() {
      return policy.propagate;
    },
    principalFor: (identity): Principal => policy.principalFor(identity),
    reload,
    close: () => {
      clearInterval(timer);
      process.off("SIGHUP", onHangup);
    },
  };
}

function parseWhole(path: string, text: string): PolicyFile {
  const faults: string[] = [];
  const file = parsePolicy(text, faults);
  if (faults.length > 0) throw new Error(`The policy file ${path} cannot be used:\n${faults.join("\n")}`);
  return file;
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
