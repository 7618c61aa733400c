import { expect } from "chai";
import fc from "fast-check";
import type { Decision, Grants, Permission, Principal } from "../../src/contract/operations.ts";
import { StoreError } from "../../src/errors.ts";
import {
  classesOf,
  classesOfNew,
  mayHold,
  maySee,
  mustBeAdmin,
  mustChangeClasses,
  mustCreate,
  mustHold,
  readableClasses,
  UNCLASSIFIED,
  unrestricted,
  withClasses,
} from "../../src/services/access.ts";

const PERMISSIONS: readonly Permission[] = ["read", "write", "delete"];
const CLASSES = ["a", "b", "c", UNCLASSIFIED];
const FLOW = { kind: "Flow", id: "f" } as const;

interface Rules {
  readonly allow: Readonly<Record<Permission, "all" | readonly string[]>>;
  readonly deny: Readonly<Record<Permission, readonly string[]>>;
}
const NONE = { read: [], write: [], delete: [] };

function callerWith(rules: Partial<Rules>, over: Partial<Grants> = {}): Principal {
  const { allow = NONE, deny = NONE } = rules;
  const set = (given: "all" | readonly string[]) => (given === "all" ? given : new Set(given));
  const grants: Grants = {
    allow: { read: set(allow.read), write: set(allow.write), delete: set(allow.delete) },
    deny: { read: new Set(deny.read), write: new Set(deny.write), delete: new Set(deny.delete) },
    create: false,
    newClasses: [],
    conferred: (name) =>
      PERMISSIONS.filter((one) => [allow[one], deny[one]].some((list) => list.includes(name))),
    ...over,
  };
  return { id: "user:u", name: "u", scopes: new Set(["read"]), groups: [], grants };
}

const classes = fc.subarray(CLASSES, { minLength: 1 });
const names = fc.subarray(CLASSES);
const each = <T>(one: fc.Arbitrary<T>) => fc.record({ read: one, write: one, delete: one });
const rules: fc.Arbitrary<Rules> = fc.record({
  allow: each(
    fc.oneof({ weight: 3, arbitrary: names }, { weight: 1, arbitrary: fc.constant("all" as const) }),
  ),
  deny: each(fc.oneof({ weight: 1, arbitrary: names }, { weight: 2, arbitrary: fc.constant([]) })),
});

/** The fault that something throws, or `done`. */
function outcomeOf(work: () => unknown): string {
  try {
    work();
    return "done";
  } catch (error) {
    return error instanceof StoreError ? error.fault : String(error);
  }
}

describe("access: classes in tags", () => {
  it("are a list or a text with commas, without blanks, repetitions or empty names (AUTH-032, AMB-026)", () => {
    for (const value of [["b", "a"], "a,b", " b , a,", ["a", " b ", "a", ""], "a,b,b"]) {
      expect(classesOf({ auth_classes: value })).to.eql(["a", "b"]);
    }
  });

  it("are the empty class where there are none (AUTH-036)", () => {
    for (const tags of [
      undefined,
      {},
      { auth_classes: [] },
      { auth_classes: "" },
      { auth_classes: " , " },
      { other: "a" },
    ]) {
      expect(classesOf(tags)).to.eql([UNCLASSIFIED]);
    }
  });

  it("are written as a list, beside the other tags (AUTH-032)", () => {
    expect(withClasses({ x: "1", auth_classes: "b" }, ["a"])).to.eql({ x: "1", auth_classes: ["a"] });
    expect(withClasses({ x: "1", auth_classes: "b" }, [UNCLASSIFIED])).to.eql({ x: "1" });
  });

  it("are read from a tag map's own keys only", () => {
    expect(classesOf(Object.create({ auth_classes: ["a"] }))).to.eql([UNCLASSIFIED]);
  });
});

describe("access: permissions", () => {
  it("are given by any class that allows unless one denies (AUTH-031, AUTH-034)", () => {
    fc.assert(
      fc.property(rules, classes, fc.constantFrom(...PERMISSIONS), ({ allow, deny }, held, permission) => {
        const given = allow[permission];
        const allowed = given === "all" || held.some((name) => given.includes(name));
        const denied = held.some((name) => deny[permission].includes(name));
        expect(mayHold(callerWith({ allow, deny }), permission, held)).to.equal(allowed && !denied);
      }),
    );
  });

  it("hide what they give nothing on, and refuse what they give too little on (AUTH-035)", () => {
    fc.assert(
      fc.property(rules, classes, fc.constantFrom(...PERMISSIONS), (given, held, permission) => {
        const caller = callerWith(given);
        const may = PERMISSIONS.filter((one) => mayHold(caller, one, held));
        const expected = may.includes(permission) ? "done" : may.length > 0 ? "forbidden" : "notFound";
        expect(outcomeOf(() => mustHold(caller, permission, held, FLOW))).to.equal(expected);
        expect(maySee(caller, held)).to.equal(may.length > 0);
      }),
    );
  });

  it("are all held by administrators, and by everybody without a policy (AUTH-031)", () => {
    const admin = unrestricted("open:local", "local");
    for (const permission of PERMISSIONS) expect(mayHold(admin, permission, ["any"])).to.equal(true);
    expect(outcomeOf(() => mustChangeClasses(admin, ["a"], ["b"]))).to.equal("done");
    expect(outcomeOf(() => mustCreate(admin, "Source s"))).to.equal("done");
    expect(outcomeOf(() => mustBeAdmin(admin, "x"))).to.equal("done");
    expect(
      outcomeOf(() => mustBeAdmin(callerWith({ allow: { read: "all", write: "all", delete: "all" } }), "x")),
    ).to.equal("forbidden");
  });

  it("tell each decision with the rule that made it, and none where nobody asks", () => {
    const told: Decision[] = [];
    const caller = {
      ...callerWith({ allow: { ...NONE, read: ["a"] }, deny: { ...NONE, write: ["b"] } }),
      note: (one: Decision) => told.push(one),
    };
    mustHold(caller, "read", ["a"], FLOW);
    expect(outcomeOf(() => mustHold(caller, "write", ["a", "b"], FLOW))).to.equal("forbidden");
    expect(outcomeOf(() => mustHold(caller, "delete", [UNCLASSIFIED], FLOW))).to.equal("notFound");
    expect(told.map(({ allowed }) => allowed)).to.eql([true, false, false]);
    expect(told[0]).to.include({ asked: "read Flow f", rule: 'the class "a" gives read to the caller' });
    expect(told[1]?.rule).to.equal('the class "b" denies write to the caller');
    expect(told[2]?.rule).to.equal("none of the classes (none) gives delete to the caller");
  });
});

describe("access: readable classes", () => {
  it("are those that make a resource readable, alone or beside others that do not deny", () => {
    fc.assert(
      fc.property(rules, classes, (given, held) => {
        const caller = callerWith(given);
        const readable = readableClasses(caller.grants!);
        const denied = held.some((name) => given.deny.read.includes(name));
        const found = readable === "all" || held.some((name) => readable.includes(name));
        expect(found && !denied).to.equal(mayHold(caller, "read", held));
      }),
    );
  });
});

describe("access: changes of classes", () => {
  it("take every permission that each class that comes or goes gives to anybody (AUTH-070, AUTH-072)", () => {
    fc.assert(
      fc.property(rules, classes, classes, (given, before, after) => {
        const caller = callerWith(given);
        const both = [...new Set([...before, ...after])];
        const changed = both.filter((name) => before.includes(name) !== after.includes(name));
        const lacks = changed.some((name) =>
          caller.grants!.conferred(name).some((permission) => !mayHold(caller, permission, before)),
        );
        expect(outcomeOf(() => mustChangeClasses(caller, before, after))).to.equal(
          lacks ? "forbidden" : "done",
        );
      }),
    );
  });

  it("let nobody take away a class that denies him something (AUTH-034, AUTH-070)", () => {
    fc.assert(
      fc.property(rules, classes, classes, (given, before, after) => {
        const caller = callerWith(given);
        const isDenied = (one: Permission, held: readonly string[]): boolean =>
          held.some((name) => given.deny[one].includes(name));
        const freed = PERMISSIONS.filter((one) => isDenied(one, before) && !isDenied(one, after));
        fc.pre(freed.length > 0);
        expect(outcomeOf(() => mustChangeClasses(caller, before, after))).to.equal("forbidden");
      }),
    );
  });
});

describe("access: something new", () => {
  const own = callerWith({ allow: { ...NONE, read: ["a", "b"], write: ["a"] } }, { newClasses: ["a"] });
  const homeless = callerWith({ allow: { ...NONE, read: ["b"], write: ["a"] } });

  it("has the classes its maker named, or his own (AUTH-074)", () => {
    expect(classesOfNew(own, ["a", "b"])).to.eql(["a", "b"]);
    expect(classesOfNew(own, [UNCLASSIFIED])).to.eql(["a"]);
  });

  it("takes a class that lets its maker write, and no foreign one (AUTH-070)", () => {
    expect(outcomeOf(() => classesOfNew(own, ["b"]))).to.equal("forbidden");
    expect(outcomeOf(() => classesOfNew(own, ["a", "c"]))).to.equal("forbidden");
  });

  it("is refused as incomplete where its maker names none and has none (AUTH-074)", () => {
    expect(outcomeOf(() => classesOfNew(homeless, [UNCLASSIFIED]))).to.equal("invalid");
  });

  it("may be without classes where that lets its maker write it (AUTH-036)", () => {
    const caller = callerWith({ allow: { ...NONE, write: [UNCLASSIFIED] } });
    expect(classesOfNew(caller, [UNCLASSIFIED])).to.eql([UNCLASSIFIED]);
  });

  it("takes the permission to create where it belongs to nothing yet (AUTH-050, AUTH-063)", () => {
    expect(outcomeOf(() => mustCreate(own, "Source s"))).to.equal("forbidden");
    expect(outcomeOf(() => mustCreate(callerWith({}, { create: true }), "Source s"))).to.equal("done");
  });
});
