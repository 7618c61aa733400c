import { bearer, type Credential, groupsOf, levelName, PLAIN, POLICY } from "../support/auth-callers.ts";
import {
  allCases,
  type Case,
  note,
  nothingDiffers,
  refusalFault,
  requestOf,
  staged,
} from "../support/auth-cells.ts";
import { expectedOf, isPublic, type Scope, scopesFor } from "../support/auth-model.ts";
import type { Request } from "../support/auth-world.ts";

const ALL: readonly Scope[] = ["read", "write", "delete"];

/** A request that is bad in itself: its body, or else a parameter that it has. */
function spoiled({ operation }: Case, request: Request): Request | undefined {
  if (operation.body !== undefined)
    return operation.body.json ? { ...request, body: [{ nonsense: true }] } : undefined;
  const names = operation.parameters.filter((one) => one.in === "query").map((one) => one.name);
  const name = names.find((one) => one === "limit" || one === "timerange");
  if (name === undefined) return undefined;
  const separator = request.path.includes("?") ? "&" : "?";
  return { ...request, path: `${request.path}${separator}${name}=nonsense` };
}

/** Uses of operations whose resource is in the path, or that have none. */
const judged = allCases.filter(({ operation, name }) => !isPublic(operation.id) && name === operation.id);

describe("what is refused first", () => {
  const stage = staged();
  const token = async (scopes: readonly Scope[], groups: readonly string[]): Promise<Credential> =>
    bearer("bearer", await stage.current.server.issuer.token({ scopes, groups }));

  const check = async (
    { operation, name }: Case,
    credential: Credential | undefined,
    request: Request,
    permission: string,
    expected: number,
  ): Promise<void> => {
    const answer = await stage.current.server.send(credential, request);
    const method = operation.method.toUpperCase();
    const fault =
      answer.status === expected ? refusalFault(answer, method) : `${answer.status}, not ${expected}`;
    note(`${name}, bad in itself`, credential?.name ?? "none", permission, fault);
  };

  for (const each of judged) {
    it(`of a bad ${each.name}: who calls, the scope, the resource, then what is bad (AUTH-006, AUTH-007, X-043)`, async () => {
      const { operation, model, recipe } = each;
      const request = spoiled(each, await requestOf(each, stage.current));
      if (request === undefined) return;
      const scopes = scopesFor(operation.id);
      await check(each, undefined, request, "none", 401);
      const others = ALL.filter((scope) => !scopes.includes(scope));
      for (const scope of others) {
        await check(each, await token([scope], groupsOf({}, "creators")), request, `scope ${scope}`, 403);
      }
      await check(each, await token([], groupsOf({}, "creators")), request, "no scope", 403);
      await check(each, await token(["admin"], []), request, "administrator", 400);
      nothingDiffers();
      const [target] = recipe.play;
      if (scopes.join() === "admin" || target === undefined || !operation.path.includes("{")) return;
      for (const level of PLAIN) {
        const groups = groupsOf({ [target]: level });
        const caller = { scopes: ALL, groups };
        // A hidden Flow is put as one that there is not, whose body is judged first (AUTH-035).
        const asNew = each.name === "PUT_flows-flowId" && levelName(level) === "none";
        const expected = asNew ? 400 : expectedOf(operation.id, model, POLICY, caller, CLASSES).status;
        await check(
          each,
          await token(ALL, groups),
          request,
          levelName(level),
          expected >= 400 ? expected : 400,
        );
      }
      nothingDiffers();
    });

    it(`of ${each.name} on what does not exist: the scope (AUTH-007)`, async () => {
      const path = each.operation.path.replaceAll(/\{[^}]*\}/g, UNKNOWN);
      const { method } = each.operation;
      const body = each.operation.body?.json ? { body: {} } : {};
      const request = { method: method.toUpperCase(), path, ...body };
      const scopes = scopesFor(each.operation.id);
      for (const scope of ALL.filter((one) => !scopes.includes(one))) {
        const credential = await token([scope], groupsOf({}));
        const { status } = await stage.current.server.send(credential, request);
        note(`${each.name}, unknown`, "bearer", `scope ${scope}`, status === 403 ? undefined : `a ${status}`);
      }
      nothingDiffers();
    });
  }
});

const UNKNOWN = "00000000-0000-4000-8000-000000000000";
const CLASSES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  ["source", "flow", "other", "hook", "store", "vault", "extra"].map((name) => [name, [name]]),
);
