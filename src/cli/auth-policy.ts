import { grantsOf } from "../auth/policy.ts";
import { EVERYBODY, groupsIn, PERMISSIONS, type PolicyFile, parsePolicy } from "../auth/policy-file.ts";
import type { BackendSettings } from "../config/backends.ts";
import { readConfig } from "../config.ts";
import type { Grants, Permission } from "../contract/operations.ts";
import { classesOf } from "../services/access.ts";
import type { Tags } from "../services/tags.ts";
import { type Command, EXIT_CODES, group, UsageError } from "./command.ts";
import { describeFlags, readFlags } from "./flags.ts";
import { readInput } from "./input.ts";
import { type Oddities, oddities } from "./policy-oddities.ts";

const FLAGS = [{ flag: "--json", says: "report as JSON" }] as const;

const HELP = `Usage: tams auth policy check [OPTION...] FILE

Reads a policy file (TAMS_AUTH_POLICY) as the server would, and says what the members of each group may do; "*" is every caller,
and what "*" gives is in what the others have. All faults are named at once. Storage Backends that nobody but administrators may
write are named too: their classes are in the tag auth_classes of their settings. So are groups that are given what they cannot
use, such as classes for what they make which they may not write, and classes that no grant names.

${describeFlags(FLAGS)}
${EXIT_CODES}
3 when no group may write any Storage Backend, or a group or class does not fit with the rest; remarks change nothing.
`;

const check: Command = {
  name: "check",
  summary: "check a policy file, and say what it gives to whom",
  run: async (args) => {
    const at = args.findIndex((word, place) => !word.startsWith("-") && !isValue(args[place - 1]));
    const { own, settings, help } = readFlags(at < 0 ? args : args.toSpliced(at, 1), FLAGS);
    if (help) {
      process.stdout.write(HELP);
      return 0;
    }
    const file = args[at];
    if (file === undefined) throw new UsageError("Which policy? Name its file.");
    const faults: string[] = [];
    const parsed = parsePolicy((await readInput(file)).toString(), faults);
    if (faults.length > 0) throw new UsageError(faults.join("\n"));
    const { storageBackends } = readConfig(settings).config;
    const groups = groupsIn(parsed).map((name) => powersOf(parsed, name));
    const closed = storageBackends.filter((backend) => !groups.some((powers) => mayWrite(powers, backend)));
    const unwritable = closed.map(({ label }) => label);
    const odd = oddities(parsed, groupsIn(parsed));
    process.stdout.write(
      own.has("--json")
        ? `${JSON.stringify({ groups, unwritable, ...odd }, null, 2)}\n`
        : `${told(parsed, groups, unwritable)}${toldOddities(odd)}`,
    );
    return storageBackends.length > closed.length && odd.problems.length === 0 ? 0 : 3;
  },
};

/** Whether a word is a flag that takes the next one for its value. */
function isValue(before: string | undefined): boolean {
  return before?.startsWith("--") === true && before !== "--json" && !before.includes("=");
}

function mayWrite({ allow, deny }: Powers, { tags }: Pick<BackendSettings, "tags">): boolean {
  const classes = classesOf(asTags(tags));
  const { write } = allow;
  if (classes.some((name) => deny.write.includes(name))) return false;
  return write === "all" || classes.some((name) => write.includes(name));
}

/** Tags of settings are read-only, those of clients are not. */
function asTags(tags: BackendSettings["tags"]): Tags {
  return Object.fromEntries(
    Object.entries(tags).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );
}

/** What a policy says about the classes of resources. */
export const policy = group("tams auth policy", "policy", "check a policy file", [check]);

/** What the members of one group may do. */
interface Powers {
  readonly group: string;
  readonly administrator: boolean;
  readonly scopes: readonly string[];
  readonly create: boolean;
  readonly newClasses: readonly string[];
  readonly allow: Readonly<Record<Permission, "all" | readonly string[]>>;
  readonly deny: Readonly<Record<Permission, readonly string[]>>;
}

function powersOf(file: PolicyFile, name: string): Powers {
  const grants: Grants = grantsOf(file, name === EVERYBODY ? [] : [name]);
  const each = <Value>(value: (permission: Permission) => Value): Record<Permission, Value> => ({
    read: value("read"),
    write: value("write"),
    delete: value("delete"),
  });
  return {
    group: name,
    administrator: file.admins.includes(name),
    scopes: file.scopes.get(name) ?? [],
    create: grants.create,
    newClasses: grants.newClasses,
    allow: each((permission) => {
      const { [permission]: allowed } = grants.allow;
      return allowed === "all" ? allowed : [...allowed].sort();
    }),
    deny: each((permission) => [...grants.deny[permission]].sort()),
  };
}

function told(file: PolicyFile, groups: readonly Powers[], unwritable: readonly string[]): string {
  const standard =
    file.default.length === 0
      ? "Resources without classes are for administrators only."
      : `Resources without classes count as ${file.default.join(", ")}.`;
  const flows = file.propagate ? "Changes of a Source's classes flow on to what belongs to it." : "";
  const closed =
    unwritable.length === 0
      ? ""
      : `Only administrators may write to these Storage Backends: ${unwritable.join(", ")}.`;
  const lines = groups.map(({ group: name, ...powers }) => `${name}\n${powerLines(powers).join("")}`);
  return `${lines.join("")}${[standard, flows, closed].filter((text) => text !== "").join("\n")}\n`;
}

function toldOddities({ problems, remarks }: Oddities): string {
  return [
    ...problems.map((sentence) => `Problem: ${sentence}\n`),
    ...remarks.map((sentence) => `Remark: ${sentence}\n`),
  ].join("");
}

function powerLines({
  administrator,
  scopes,
  create,
  newClasses,
  allow,
  deny,
}: Omit<Powers, "group">): string[] {
  if (administrator) return ["  is administrator\n"];
  const named = (classes: readonly string[]): string => classes.map((name) => name || "(none)").join(", ");
  const allowed = PERMISSIONS.flatMap((permission) => {
    const { [permission]: classes } = allow;
    if (classes === "all") return [`  may ${permission} everything\n`];
    return classes.length === 0 ? [] : [`  may ${permission} ${named(classes)}\n`];
  });
  const denied = PERMISSIONS.filter((permission) => deny[permission].length > 0).map(
    (permission) => `  never may ${permission} ${named(deny[permission])}\n`,
  );
  const lines = [
    ...(scopes.length === 0 ? [] : [`  has the scopes ${scopes.join(", ")}\n`]),
    ...allowed,
    ...denied,
    ...(create ? ["  may create Sources and Profiles\n"] : []),
    ...(newClasses.length === 0 ? [] : [`  makes things of ${named(newClasses)}\n`]),
  ];
  return lines.length === 0 ? ["  may do nothing\n"] : lines;
}
