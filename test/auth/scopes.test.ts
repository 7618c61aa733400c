import { bearer, type Credential, groupsOf, POLICY } from "../support/auth-callers.ts";
import { allCases, note, nothingDiffers, refusalFault, requestOf, staged } from "../support/auth-cells.ts";
import { expectedOf, SCOPES, type Scope } from "../support/auth-model.ts";

/** Every set of scopes, none and all among them. */
const SETS: readonly (readonly Scope[])[] = Array.from({ length: 16 }, (_, bits) =>
  SCOPES.filter((_scope, at) => (bits & (1 << at)) !== 0),
);
/** Sets with which each kind of credential is tried, not JWTs alone. */
const TRIED: readonly (readonly Scope[])[] = [[], ["read"], ["write"], ["delete"], ["admin"], SCOPES];

interface Holder {
  readonly credential: Credential;
  readonly scopes: readonly Scope[];
}

describe("scopes", () => {
  const stage = staged();
  const holders: Holder[] = [];
  before(async () => {
    const { server } = stage.current;
    for (const scopes of SETS) {
      const text = scopes.join(" ") || "no scope";
      const token = await server.issuer.token({ scopes, groups: groupsOf({}, "creators") });
      const all = TRIED.some((tried) => tried.join() === scopes.join())
        ? await server.credentials(scopes)
        : [bearer("JWT", token)];
      for (const credential of all)
        holders.push({ scopes, credential: { ...credential, name: `${credential.name}: ${text}` } });
    }
  });

  for (const each of allCases) {
    it(`open ${each.name} where one of them suffices, by every scheme (AUTH-010 to AUTH-025, X-170)`, async () => {
      const { operation, model, recipe, name } = each;
      const play = Object.fromEntries(recipe.play.map((one) => [one, [one]]));
      let request = await requestOf(each, stage.current);
      // Logins are slow on purpose, and look at no scope.
      const tried = /^POST_auth-/.test(name) ? holders.filter((_, at) => at % 5 === 0) : holders;
      for (const { credential, scopes } of tried) {
        // A header at the token endpoint is the client's own.
        if (name === "POST_auth-token" && credential.authorization !== undefined) continue;
        const caller = { scopes, groups: groupsOf({}, "creators") };
        const expected = expectedOf(operation.id, model, POLICY, caller, play);
        const answer = await stage.current.server.send(credential, request);
        const fault =
          answer.status === expected.status ? undefined : `${answer.status}, not ${expected.status}`;
        const refusal = answer.status === 403 ? refusalFault(answer, request.method) : undefined;
        note(name, credential.name, "all", fault ?? refusal);
        if (answer.status < 400 && recipe.again !== true) request = await requestOf(each, stage.current);
      }
      nothingDiffers();
    });
  }
});
