import { grantsOf } from "../auth/policy.ts";
import { EVERYBODY, PERMISSIONS, type PolicyFile } from "../auth/policy-file.ts";
import type { Grants, Permission, Principal } from "../contract/operations.ts";
import { mayHold, maySee } from "../services/access.ts";

/** What is odd about a policy that is written as it should be, as sentences. */
export interface Oddities {
  /** What cannot have been meant. */
  readonly problems: readonly string[];
  /** What may have been meant. */
  readonly remarks: readonly string[];
}

/** Looks for groups whose parts of a policy do not fit together. What a group's name or "*" gives counts as the group's own. */
export function oddities(file: PolicyFile, groups: readonly string[]): Oddities {
  const restricted = groups.filter((group) => !isAdministrator(file, group));
  const members = restricted.map((group) => memberOf(file, group));
  const found = members.filter(({ group }) => group !== EVERYBODY).map((one) => oddGroup(file, one));
  const everybody = oddEverybody(file, members);
  const classes = oddClasses(file);
  const all = [...found, everybody, classes];
  return {
    problems: all.flatMap(({ problems }) => problems),
    remarks: all.flatMap(({ remarks }) => remarks),
  };
}

/** Somebody who is in one group, and in "*" as everybody is. */
interface Member {
  readonly group: string;
  readonly grants: Grants;
  readonly principal: Principal;
}

function memberOf(file: PolicyFile, group: string): Member {
  const groups = group === EVERYBODY ? [] : [group];
  const grants = grantsOf(file, groups);
  return { group, grants, principal: { id: group, name: group, scopes: new Set(), groups, grants } };
}

function isAdministrator({ admins, scopes }: PolicyFile, group: string): boolean {
  return admins.includes(group) || scopes.get(group)?.includes("admin") === true;
}

function oddGroup(file: PolicyFile, member: Member): Oddities {
  const { group, grants } = member;
  const made = oddNewClasses(file, member);
  const hasGrants = PERMISSIONS.some((permission) => gives(grants, permission));
  const scopes = [...(file.scopes.get(group) ?? []), ...(file.scopes.get(EVERYBODY) ?? [])];
  const isBare = file.scopes.size > 0 && scopes.length === 0 && hasGrants;
  // Its members may be in another group that has what is missing.
  const halves = [
    ...(file.create.includes(group) && !gives(grants, "write")
      ? [`${group} may create, but may write no class.`]
      : []),
    ...(file.scopes.has(group) && !hasGrants ? [`${group} has scopes, but no grants.`] : []),
    ...(isBare
      ? [
          `${group} has grants, but no scopes: only those of its members may use them whose credentials carry scopes.`,
        ]
      : []),
  ];
  return { problems: made.problems, remarks: [...made.remarks, ...halves] };
}

/** Things are made only if their maker may see each of their classes and write at least one. */
function oddNewClasses(file: PolicyFile, { group, principal }: Member): Oddities {
  const own = file.newClasses.get(group) ?? [];
  const shut = own.filter((name) => !mayHold(principal, "write", [name]) && !isByName(file, name, "write"));
  if (shut.length === 0) return { problems: [], remarks: [] };
  const isMade = mayHold(principal, "write", own) && shut.every((name) => maySee(principal, [name]));
  const sentence = `${group} makes things of ${shut.join(", ")}, which it may not write.`;
  return isMade ? { problems: [], remarks: [sentence] } : { problems: [sentence], remarks: [] };
}

/** What "*" may create or make is for those who are in other groups as well, so it is odd only if it is of use to none. */
function oddEverybody(file: PolicyFile, members: readonly Member[]): Oddities {
  const useless = (file.newClasses.get(EVERYBODY) ?? []).filter(
    (name) =>
      !isByName(file, name, "write") && !members.some(({ principal }) => mayHold(principal, "write", [name])),
  );
  const isIdle =
    file.create.includes(EVERYBODY) && !file.byName && !members.some(({ grants }) => gives(grants, "write"));
  return {
    problems: [
      ...(useless.length === 0
        ? []
        : [`"*" makes things of ${useless.join(", ")}, which no group may write.`]),
      ...(isIdle ? ['"*" may create, but no group may write any class.'] : []),
    ],
    remarks: [],
  };
}

/** A class that nobody is allowed anything on is most likely one that is written in two ways. */
function oddClasses(file: PolicyFile): Oddities {
  const allowing = file.grants.filter(({ allow }) => allow.length > 0);
  const granted = new Set(allowing.flatMap(({ classes }) => (classes === "all" ? [] : classes)));
  const isForAll = allowing.some(({ classes }) => classes === "all");
  const stray = (names: Iterable<string>, where: string): string[] =>
    [...new Set(names)]
      .filter((name) => !granted.has(name) && !PERMISSIONS.some((each) => isByName(file, name, each)))
      .map((name) => `The class ${name} is in ${where}, but in no grant.`);
  const found = [
    ...stray([...file.newClasses.values()].flat(), "newClasses"),
    ...stray(file.default, "default"),
  ];
  return isForAll ? { problems: [], remarks: found } : { problems: found, remarks: [] };
}

function gives({ allow }: Grants, permission: Permission): boolean {
  const classes = allow[permission];
  return classes === "all" || classes.size > 0;
}

/** A class of such a name is for the group of that name, which need not be in the policy (AUTH-033). */
function isByName({ byName }: PolicyFile, name: string, permission: Permission): boolean {
  return byName && name.endsWith(permission);
}
