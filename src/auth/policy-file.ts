import { parseDocument } from "yaml";
import { didYouMean } from "../config/suggest.ts";
import type { Permission, Scope } from "../contract/operations.ts";

/** One line of a policy: what a group gets, or is denied, on resources of these classes. */
export interface Rule {
  /** `*` is every authenticated caller. */
  readonly group: string;
  /** `all` is every resource, those without classes too. */
  readonly classes: "all" | readonly string[];
  readonly allow: readonly Permission[];
  readonly deny: readonly Permission[];
}

/** A policy as its file has it, with everything that may be left out filled in. */
export interface PolicyFile {
  /** Groups whose members are administrators. */
  readonly admins: readonly string[];
  /** Scopes of callers whose credentials carry none, by group. */
  readonly scopes: ReadonlyMap<string, readonly Scope[]>;
  /** Groups that may make what belongs to nothing yet. */
  readonly create: readonly string[];
  /** Classes that a resource without any counts as. */
  readonly default: readonly string[];
  /** A group whose name ends in `read`, `write` or `delete` gives that on the class of its own name (AUTH-033). */
  readonly byName: boolean;
  /** Changes of a Source's classes flow on (AUTH-075). */
  readonly propagate: boolean;
  readonly grants: readonly Rule[];
  /** Classes of what members make without naming any, by group. */
  readonly newClasses: ReadonlyMap<string, readonly string[]>;
}

/** The group that every authenticated caller is in. */
export const EVERYBODY = "*";
/** What may be allowed, in the order in which it is shown. */
export const PERMISSIONS: readonly Permission[] = ["read", "write", "delete"];
const SCOPES: readonly Scope[] = [...PERMISSIONS, "admin"];

const KEYS = ["admins", "scopes", "create", "default", "byName", "propagate", "grants", "newClasses"];
const RULE_KEYS = ["group", "classes", "allow", "deny"];

type Entry = Readonly<Record<string, unknown>>;

/** Reads the text of a policy, YAML or JSON. Every fault is added to `faults` as a sentence that names its place. */
export function parsePolicy(text: string, faults: string[]): PolicyFile {
  const document = parseDocument(text);
  for (const { message } of document.errors) faults.push(`${firstLine(message)}.`);
  const content: unknown = document.errors.length > 0 ? {} : document.toJS();
  const entry = readEntry(content ?? {}, "The policy", KEYS, faults);
  const admins = readTexts(entry["admins"], "admins", faults);
  if (admins.includes(EVERYBODY)) faults.push('admins must name groups: "*" would make everybody one.');
  return {
    admins,
    scopes: readByGroup(entry["scopes"], "scopes", faults, readScopes),
    create: readTexts(entry["create"], "create", faults),
    default: readClasses(entry["default"], "default", faults),
    byName: readFlag(entry["byName"], "byName", faults),
    propagate: readFlag(entry["propagate"], "propagate", faults),
    grants: readRules(entry["grants"], faults),
    newClasses: readByGroup(entry["newClasses"], "newClasses", faults, readClasses),
  };
}

/** Every group that a policy names, "*" first. */
export function groupsIn({ admins, scopes, create, grants, newClasses }: PolicyFile): string[] {
  const ruled = grants.map((rule) => rule.group);
  return [...new Set([EVERYBODY, ...admins, ...scopes.keys(), ...create, ...ruled, ...newClasses.keys()])];
}

/** The parser's message goes on with a picture of the place. */
function firstLine(message: string): string {
  return (message.split("\n")[0] ?? message).replace(/[:.]\s*$/, "");
}

function readRules(given: unknown, faults: string[]): readonly Rule[] {
  if (given === undefined) return [];
  if (Array.isArray(given)) return given.map((one: unknown, at) => readRule(one, `grants[${at}]`, faults));
  faults.push("grants must be a list of rules.");
  return [];
}

function readRule(given: unknown, where: string, faults: string[]): Rule {
  const before = faults.length;
  const entry = readEntry(given, where, RULE_KEYS, faults);
  const { group, classes } = entry;
  const allow = readWords(entry["allow"], `${where}.allow`, PERMISSIONS, faults);
  const deny = readWords(entry["deny"], `${where}.deny`, PERMISSIONS, faults);
  if (faults.length === before) {
    if (!isText(group)) faults.push(`${where}.group must be the name of a group, or "*".`);
    if (classes === undefined) faults.push(`${where}.classes must be a list of classes, or all.`);
    if (allow.length + deny.length === 0) faults.push(`${where} must have something in allow or in deny.`);
  }
  const named = classes === "all" ? "all" : readClasses(classes, `${where}.classes`, faults);
  return { group: String(group).trim(), classes: named, allow, deny };
}

function readEntry(given: unknown, where: string, known: readonly string[], faults: string[]): Entry {
  if (!isEntry(given)) {
    faults.push(`${where} must be a map.`);
    return {};
  }
  for (const key of Object.keys(given)) {
    if (!known.includes(key)) faults.push(`${where} has no key ${key}.${didYouMean(key, known)}`);
  }
  return given;
}

type Read<Value> = (given: unknown, where: string, faults: string[]) => readonly Value[];

function readByGroup<Value>(
  given: unknown,
  where: string,
  faults: string[],
  read: Read<Value>,
): ReadonlyMap<string, readonly Value[]> {
  if (given !== undefined && !isEntry(given)) faults.push(`${where} must map groups to lists.`);
  const entries = Object.entries(isEntry(given) ? given : {});
  return new Map(
    entries.map(([group, values]) => [group, read(values ?? null, `${where}.${group}`, faults)]),
  );
}

function readScopes(given: unknown, where: string, faults: string[]): readonly Scope[] {
  return readWords(given, where, SCOPES, faults);
}

function readWords<Word extends string>(
  given: unknown,
  where: string,
  words: readonly Word[],
  faults: string[],
): readonly Word[] {
  return readTexts(given, where, faults).flatMap((text) => {
    const known = words.filter((word) => word === text);
    if (known.length === 0)
      faults.push(`${where} has ${text}, which is none of ${words.join(", ")}.${didYouMean(text, words)}`);
    return known;
  });
}

/** Names that no resource can carry (a comma separates, blanks are cut off) would be rules that never hold. */
function readClasses(given: unknown, where: string, faults: string[]): readonly string[] {
  const classes = readTexts(given, where, faults);
  for (const name of classes) {
    if (name === "all" || name === EVERYBODY)
      faults.push(`${where} has ${name} in a list: the rule for every resource is written classes: all.`);
    if (name.includes(",") || name.startsWith("@"))
      faults.push(`${where} has ${name}: no class has a comma in it or begins with @.`);
  }
  return classes;
}

function readTexts(given: unknown, where: string, faults: string[]): readonly string[] {
  if (given === undefined) return [];
  if (Array.isArray(given) && given.every(isText)) return given.map((text) => text.trim());
  faults.push(`${where} must be a list of names.`);
  return [];
}

function readFlag(given: unknown, where: string, faults: string[]): boolean {
  if (given !== undefined && typeof given !== "boolean") faults.push(`${where} must be true or false.`);
  return given === true;
}

function isText(given: unknown): given is string {
  return typeof given === "string" && given.trim() !== "";
}

function isEntry(given: unknown): given is Entry {
  return typeof given === "object" && given !== null && !Array.isArray(given);
}
