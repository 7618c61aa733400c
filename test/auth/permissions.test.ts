import { isDeepStrictEqual } from "node:util";
import { expect } from "chai";
import { bearer, FULL, groupsOf, inUrl, LEVELS, levelName, PLAIN, POLICY } from "../support/auth-callers.ts";
import {
  allCases,
  type Case,
  note,
  nothingDiffers,
  refusalFault,
  requestOf,
  staged,
} from "../support/auth-cells.ts";
import { type Expected, expectedOf, isPublic, type ModelCaller, type Scope } from "../support/auth-model.ts";
import type { Stage } from "../support/auth-recipe.ts";
import type { Answer } from "../support/auth-world.ts";

/** The scopes of everybody here but the administrator, so that permissions decide. */
const SCOPES: readonly Scope[] = ["read", "write", "delete"];

/** One caller: what he may do on what, for messages and for the model. */
interface Held {
  readonly name: string;
  readonly caller: ModelCaller;
}

/** Each set of permissions on each resource in play, with those on the first two mixed, and callers without any policy. */
function heldFor({ name: use, recipe: { play } }: Case): readonly Held[] {
  // Whether somebody may make something new matters only there.
  const isNew = / new|profiles/.test(use);
  const [first = "", second] = play;
  const alone = play.flatMap((name) => LEVELS.map((level) => ({ [name]: level })));
  const mixed =
    second === undefined ? [] : PLAIN.flatMap((one) => PLAIN.map((two) => ({ [first]: one, [second]: two })));
  const restricted = [...alone, ...mixed].flatMap((levels) => {
    const text = play.map((name) => `${name} ${levelName(levels[name] ?? FULL)}`).join(", ");
    return [
      { name: text, caller: { scopes: SCOPES, groups: groupsOf(levels, "creators") } },
      ...(isNew
        ? [{ name: `${text}, no creator`, caller: { scopes: SCOPES, groups: groupsOf(levels) } }]
        : []),
    ];
  });
  return [
    ...restricted,
    { name: "in every group but the creators", caller: { scopes: SCOPES, groups: groupsOf({}) } },
    { name: "in no group", caller: { scopes: SCOPES, groups: [] } },
    { name: "creator only", caller: { scopes: SCOPES, groups: ["creators"] } },
    { name: "in the group of administrators", caller: { scopes: SCOPES, groups: ["chiefs"] } },
    { name: "with the scope admin, in no group", caller: { scopes: ["admin"], groups: [] } },
  ];
}

/** What differs between an answer and the model. */
function faultOf(each: Case, answer: Answer, expected: Expected, stage: Stage): string | undefined {
  const { method } = each.operation;
  if (answer.status !== expected.status) {
    return `${answer.status}, not ${expected.status} ${answer.text.slice(0, 160)}`;
  }
  if (answer.status >= 400) return refusalFault(answer, method.toUpperCase());
  if (method === "head" || each.recipe.sees === undefined || expected.sees === undefined) return undefined;
  const seen = each.recipe.sees(answer, stage);
  if (isDeepStrictEqual(seen, expected.sees)) return undefined;
  return `shows ${JSON.stringify(seen)}, not ${JSON.stringify(expected.sees)}`;
}

describe("permissions", () => {
  const stage = staged();

  const compare = async (
    each: Case,
    { name, caller }: Held,
    request: Awaited<ReturnType<typeof requestOf>>,
  ) => {
    const { operation, model, recipe } = each;
    const token = await stage.current.server.issuer.token(caller);
    const expected = expectedOf(operation.id, model, POLICY, caller, CLASSES);
    const isRead = operation.method === "get" && recipe.play.length < 3;
    for (const credential of [bearer("bearer", token), ...(isRead ? [inUrl("url", token)] : [])]) {
      const answer = await stage.current.server.send(credential, request);
      note(each.name, credential.name, name, faultOf(each, answer, expected, stage.current));
      if (answer.status < 400 && recipe.again !== true) return true;
    }
    return false;
  };

  const guarded = allCases.filter(({ operation }) => !isPublic(operation.id));
  for (const each of guarded) {
    it(`on ${each.recipe.play.join(", ") || "nothing"} open ${each.name} as the model says (AUTH-030 to AUTH-081)`, async function () {
      this.timeout(60_000);
      const { operation, model } = each;
      const { server, things } = stage.current;
      const all = heldFor(each);
      const isRefused = ({ caller }: Held): boolean =>
        expectedOf(operation.id, model, POLICY, caller, CLASSES).status >= 400;
      let request = await requestOf(each, stage.current);
      await things.idle();
      const before = await server.digest();
      for (const held of all.filter(isRefused)) {
        if (await compare(each, held, request)) request = await requestOf(each, stage.current);
      }
      expect(await server.digest(), "what is stored after refusals").to.eql(before);
      for (const held of all.filter((one) => !isRefused(one))) {
        if (await compare(each, held, request)) request = await requestOf(each, stage.current);
      }
      nothingDiffers();
    });
  }
});

/** The class of each resource is its name; one is in none. */
const CLASSES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  ["source", "flow", "other", "hook", "store", "vault", "extra"].map((name) => [name, [name]]),
);
