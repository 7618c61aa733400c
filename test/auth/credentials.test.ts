import { expect } from "chai";
import type { Credential } from "../support/auth-callers.ts";
import {
  allCases,
  type Case,
  note,
  nothingDiffers,
  refusalFault,
  requestOf,
  staged,
} from "../support/auth-cells.ts";
import { isPublic } from "../support/auth-model.ts";
import type { Stage } from "../support/auth-recipe.ts";
import type { Answer, Request } from "../support/auth-world.ts";

/** What is wrong with the answer to somebody whose credentials prove nothing. */
function faultOf({ status, headers }: Answer): string | undefined {
  if (status !== 401) return `a ${status}`;
  const challenges = headers.get("www-authenticate") ?? "";
  const isNamed = /\bBearer\b/.test(challenges) && /\bBasic\b/.test(challenges);
  return isNamed ? undefined : `challenges with ${challenges}`;
}

/** Requests that are bad in themselves as well, or lead nowhere: who is not known learns nothing of that (AUTH-006). */
const BAD_REQUESTS: readonly Request[] = [
  { method: "GET", path: "/no/such/path" },
  { method: "PATCH", path: "/flows" },
  { method: "DELETE", path: "/service" },
  { method: "GET", path: "/flows/not-an-id" },
  { method: "GET", path: "/flows?limit=nonsense" },
  { method: "GET", path: "/flows/%E0%A4%A" },
  { method: "GET", path: "/flows/00000000-0000-4000-8000-000000000000" },
  { method: "PUT", path: "/flows/00000000-0000-4000-8000-000000000000", text: "{" },
  { method: "POST", path: "/service/webhooks", body: { nonsense: true } },
  { method: "POST", path: "/service/webhooks", text: "x", headers: { "content-type": "text/plain" } },
];

/** Hashes of passwords take long, so what only differs in them is tried with one operation of each kind. */
const SLOW = [
  "GET_root",
  "HEAD_flows",
  "PUT_flows-flowId",
  "POST_flows-flowId-segments",
  "DELETE_flows-flowId",
  "GET /no/such/path",
];

describe("credentials that prove nothing", () => {
  const stage = staged();
  let bad: readonly Credential[] = [];
  before(async () => {
    bad = await stage.current.server.bad();
  });

  /** Sends a request with each credential and notes what is wrong with the answers. */
  const refuseAll = async ({ server }: Stage, operation: string, request: Request): Promise<void> => {
    const isSlow = SLOW.includes(operation);
    const tried = bad.filter(({ slow }) => isSlow || slow !== true);
    const answers = await Promise.all(tried.map((credential) => server.send(credential, request)));
    for (const [at, { name }] of tried.entries()) {
      const answer = answers[at]!;
      note(operation, name, "all", faultOf(answer) ?? refusalFault(answer, request.method));
    }
  };

  const closed = allCases.filter(({ operation, name }) => !isPublic(operation.id) && name === operation.id);
  for (const each of closed) {
    it(`open no ${each.name}, and change nothing (AUTH-002, AUTH-003, X-171, X-172)`, async () => {
      const { server, things } = stage.current;
      const request = await requestOf(each, stage.current);
      await things.idle();
      const before = await server.digest();
      await refuseAll(stage.current, each.name, request);
      expect(await server.digest(), "what is stored").to.eql(before);
      nothingDiffers();
    });
  }

  for (const request of BAD_REQUESTS) {
    it(`get a 401 for ${request.method} ${request.path} too, whatever is wrong with it (AUTH-006)`, async () => {
      await refuseAll(stage.current, `${request.method} ${request.path}`, request);
      nothingDiffers();
    });
  }

  const open = allCases.filter(({ operation }) => isPublic(operation.id));
  for (const each of open) {
    it(`keep nobody from ${each.name}, which is for all`, async () => {
      const expected = statusOf(each);
      // The token endpoint reads a header for the client's own credentials (RFC 6749, section 2.3).
      const harmless = bad.filter(
        ({ authorization }) => each.name !== "POST_auth-token" || authorization === undefined,
      );
      for (const credential of each.name.startsWith("POST_")
        ? harmless.slice(0, 30).filter((_, at) => at % 10 === 0)
        : harmless) {
        const { status } = await stage.current.server.send(credential, await requestOf(each, stage.current));
        note(
          each.name,
          credential.name,
          "all",
          status === expected ? undefined : `${status}, not ${expected}`,
        );
      }
      nothingDiffers();
    });
  }
});

/** The model says it, and who asks is all the same to it. */
function statusOf({ model }: Case): number {
  const nobody = { isAdmin: false, creates: false, on: () => new Set<never>(), confers: () => [] };
  return model(nobody).status;
}
