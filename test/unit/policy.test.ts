import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Identity } from "../../src/auth/auth.ts";
import { openPolicy, policyOf, scopesAlone } from "../../src/auth/policy.ts";
import { parsePolicy } from "../../src/auth/policy-file.ts";
import type { Grants, Permission, Principal, Scope } from "../../src/contract/operations.ts";
import { mayHold, UNCLASSIFIED } from "../../src/services/access.ts";
import { collectLog } from "../support/log.ts";

const NEWSROOM = `
admins: [tams-admins]
scopes: { tams-users: [read, write], owners: [delete] }
create: [editors]
default: [public]
grants:
  - { group: news-editors, classes: [news], allow: [read, write, delete] }
  - { group: "*", classes: [public], allow: [read] }
  - { group: auditors, classes: all, allow: [read] }
  - { group: interns, classes: [embargo], deny: [read] }
  - { group: ghosts, classes: all, deny: [read] }
newClasses: { news-editors: [news], sport-editors: [sport, news] }
`;

function identity(groups: readonly string[], scopes: readonly Scope[] = []): Identity {
  return { id: "user:ann", name: "ann", groups, scopes: new Set(scopes), kind: "user" };
}

function faultsOf(text: string): readonly string[] {
  const faults: string[] = [];
  parsePolicy(text, faults);
  return faults;
}

function principal(text: string, groups: readonly string[], scopes: readonly Scope[] = []): Principal {
  const faults: string[] = [];
  const file = parsePolicy(text, faults);
  expect(faults).to.eql([]);
  return policyOf(file).principalFor(identity(groups, scopes));
}

function grants(text: string, groups: readonly string[]): Grants {
  const found = principal(text, groups).grants;
  if (found === undefined) throw new Error("This is an administrator.");
  return found;
}

/** What a caller may do to a resource of these classes. */
function held(one: Principal, ...classes: string[]): readonly Permission[] {
  return (["read", "write", "delete"] as const).filter((permission) => mayHold(one, permission, classes));
}

describe("a policy", () => {
  it("gives groups permissions on classes, and everybody those of the group * (AUTH-031)", () => {
    const editor = principal(NEWSROOM, ["news-editors"]);
    expect(held(editor, "news")).to.eql(["read", "write", "delete"]);
    expect(held(editor, "public")).to.eql(["read"]);
    expect(held(editor, "sport")).to.eql([]);
    expect(held(principal(NEWSROOM, []), "public")).to.eql(["read"]);
    expect(held(principal(NEWSROOM, []), "news")).to.eql([]);
  });

  it("adds up what several groups of a caller give", () => {
    const both = principal(NEWSROOM, ["auditors", "news-editors"]);
    expect(held(both, "sport")).to.eql(["read"]);
    expect(held(both, "sport", "news")).to.eql(["read", "write", "delete"]);
  });

  it("lets what denies beat what allows, on a class and on all (AUTH-034)", () => {
    const auditor = principal(NEWSROOM, ["auditors", "interns"]);
    expect(held(auditor, "news")).to.eql(["read"]);
    expect(held(auditor, "news", "embargo")).to.eql([]);
    expect(held(principal(NEWSROOM, ["auditors", "ghosts"]), "news", "public")).to.eql([]);
  });

  it("counts resources without classes as those of the default, or as the administrators' alone (AUTH-036)", () => {
    expect(held(principal(NEWSROOM, []), UNCLASSIFIED)).to.eql(["read"]);
    const closed = NEWSROOM.replace("default: [public]", "");
    expect(held(principal(closed, ["news-editors"]), UNCLASSIFIED)).to.eql([]);
    const denied = NEWSROOM.replace("default: [public]", "default: [public, embargo]");
    expect(held(principal(denied, ["interns"]), UNCLASSIFIED)).to.eql([]);
  });

  it("makes administrators by group and by scope, who are not restricted (AUTH-031)", () => {
    expect(principal(NEWSROOM, ["tams-admins"])).to.not.have.property("grants");
    expect([...principal(NEWSROOM, ["tams-admins"]).scopes]).to.include("admin");
    expect(principal(NEWSROOM, [], ["admin"])).to.not.have.property("grants");
    expect(principal(NEWSROOM, ["news-editors"])).to.have.property("grants");
  });

  it("brings scopes by group to credentials without any, and widens none that carry some (AUTH-037)", () => {
    expect([...principal(NEWSROOM, ["tams-users", "owners"]).scopes]).to.have.members([
      "read",
      "write",
      "delete",
    ]);
    expect([...principal(NEWSROOM, ["tams-users"], ["read"]).scopes]).to.eql(["read"]);
    expect([...principal(NEWSROOM, ["tams-admins"], ["read"]).scopes]).to.eql(["read"]);
    expect([...principal(NEWSROOM, ["others"]).scopes]).to.eql([]);
  });

  it("lets the groups under create make what is new, and names the classes of that (AUTH-050, AUTH-074)", () => {
    expect(grants(NEWSROOM, ["editors"]).create).to.equal(true);
    expect(grants(NEWSROOM, ["news-editors"]).create).to.equal(false);
    expect(grants(NEWSROOM, ["news-editors", "sport-editors"]).newClasses).to.eql(["news", "sport"]);
    expect(grants(NEWSROOM, ["editors"]).newClasses).to.eql([]);
  });

  it("says what a class hands out, what it denies included (AUTH-070)", () => {
    const { conferred } = grants(NEWSROOM, []);
    expect(conferred("news")).to.eql(["read", "write", "delete"]);
    expect(conferred("embargo")).to.eql(["read"]);
    expect(conferred(UNCLASSIFIED)).to.eql(["read"]);
    expect(conferred("sport")).to.eql([]);
  });

  it("lets names of groups say it all, if asked to (AUTH-033)", () => {
    const byName = "byName: true";
    const reader = principal(byName, ["news-read", "news", "sport-delete"]);
    expect(held(reader, "news-read")).to.eql(["read"]);
    expect(held(reader, "sport-delete")).to.eql(["delete"]);
    expect(held(reader, "news")).to.eql([]);
    expect(held(reader, "news-write")).to.eql([]);
    expect(grants(byName, []).conferred("news-write")).to.eql(["write"]);
    expect(held(principal("byName: false", ["news-read"]), "news-read")).to.eql([]);
  });

  it("gives nothing that it does not say, not even when it is empty", () => {
    expect(held(principal("", ["anybody"]), "news", UNCLASSIFIED)).to.eql([]);
    expect(grants("", ["anybody"]).create).to.equal(false);
  });

  it("is not there without a file: then scopes alone decide", () => {
    expect(scopesAlone.principalFor(identity(["any"], ["read"]))).to.not.have.property("grants");
    expect([...scopesAlone.principalFor(identity(["any"], ["read"])).scopes]).to.eql(["read"]);
  });
});

describe("a policy file", () => {
  it("is refused with everything that is wrong in it, each at its place", () => {
    const faults = faultsOf(`
admin: [a]
admins: ["*"]
create: editors
byName: yes please
scopes: { users: [raed, admin], others: }
default: ["a,b", " "]
grants:
  - { group: a, classes: [x], alow: [read] }
  - { group: a, classes: [x] }
  - { group: a, classes: "*", allow: [read] }
  - { classes: [all, "@user:x"], allow: [read, list] }
  - read
newClasses: [news]
`);
    expect(faults).to.have.members([
      "The policy has no key admin. Did you mean admins?",
      'admins must name groups: "*" would make everybody one.',
      "create must be a list of names.",
      "byName must be true or false.",
      "scopes.users has raed, which is none of read, write, delete, admin. Did you mean read?",
      "scopes.others must be a list of names.",
      "default must be a list of names.",
      "grants[0] has no key alow. Did you mean allow?",
      "grants[1] must have something in allow or in deny.",
      "grants[2].classes must be a list of names.",
      "grants[3].allow has list, which is none of read, write, delete.",
      "grants[3].classes has all in a list: the rule for every resource is written classes: all.",
      "grants[3].classes has @user:x: no class has a comma in it or begins with @.",
      "grants[4] must be a map.",
      "newClasses must map groups to lists.",
    ]);
  });

  it("is refused where it is no YAML, or says a thing twice", () => {
    expect(faultsOf("grants: [")).to.have.length.greaterThan(0);
    expect(faultsOf("create: [a]\ncreate: [b]")).to.have.length(1);
    expect(faultsOf("- a")).to.eql(["The policy must be a map."]);
  });

  it("may be JSON", () => {
    expect(faultsOf('{"grants": [{"group": "a", "classes": ["x"], "allow": ["read"]}]}')).to.eql([]);
  });
});

describe("an open policy", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tams-policy-"));
    path = join(folder, "policy.yaml");
  });
  afterEach(() => rm(folder, { recursive: true }));

  const rule = (group: string): string =>
    `propagate: true\ngrants: [{ group: ${group}, classes: [x], allow: [read] }]`;

  it("cannot be opened where the file is missing or faulty, and says why", async () => {
    const { log } = collectLog();
    const reasonOf = (): Promise<string> => openPolicy(path, log).then(() => "", String);
    expect(await reasonOf())
      .to.contain(path)
      .and.contain("ENOENT");
    await writeFile(path, "grant: []");
    expect(await reasonOf()).to.contain("Did you mean grants?");
  });

  it("follows its file, and stays as it was while the file is broken or gone", async () => {
    await writeFile(path, rule("a"));
    const { log, lines } = collectLog();
    const policy = await openPolicy(path, log, 3_600_000);
    const reads = (group: string): readonly Permission[] => held(policy.principalFor(identity([group])), "x");
    try {
      expect([reads("a"), reads("b"), policy.propagate]).to.eql([["read"], [], true]);
      await writeFile(path, rule("b"));
      await policy.reload();
      expect([reads("a"), reads("b")]).to.eql([[], ["read"]]);
      await writeFile(path, "grants: nonsense");
      await policy.reload();
      await policy.reload();
      expect([reads("a"), reads("b")]).to.eql([[], ["read"]]);
      expect(lines.filter(({ level }) => level === "error")).to.have.length(1);
      await rename(path, `${path}.away`);
      await policy.reload();
      expect(reads("b")).to.eql(["read"]);
      await writeFile(path, rule("a"));
      await policy.reload();
      expect([reads("a"), reads("b")]).to.eql([["read"], []]);
    } finally {
      policy.close();
    }
  });

  it("is read again on SIGHUP, and leaves the signal alone once it is closed", async () => {
    await writeFile(path, rule("a"));
    const { log, lines } = collectLog();
    const before = process.listenerCount("SIGHUP");
    const policy = await openPolicy(path, log, 3_600_000);
    await writeFile(path, rule("b"));
    process.emit("SIGHUP");
    while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    policy.close();
    expect(held(policy.principalFor(identity(["b"])), "x")).to.eql(["read"]);
    expect(process.listenerCount("SIGHUP")).to.equal(before);
  });
});
