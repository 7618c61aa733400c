import type { Credential } from "../credential.ts";
import { at, isRecord, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";

const SECURED = [
  "/",
  "/service",
  "/service/storage-backends",
  "/service/webhooks",
  "/sources",
  "/flows",
  "/flow-delete-requests",
];
const SCHEMES = /\b(Bearer|Basic)\b/i;
const LIST = ["GET_root", "GET_service", "GET_flows", "GET_sources"];

/** Requests of every kind, with ids that nobody has, and bodies that are wrong: all of them are for known callers. */
function requests(probe: Probe): readonly (readonly [method: string, path: string, body?: unknown])[] {
  const id = probe.fresh.uuid();
  const reads = [...SECURED, path`/flows/${id}`, path`/sources/${id}`, path`/objects/${id}`, "/flows/x"];
  return [
    ...reads.flatMap((place) => [["GET", place] as const, ["HEAD", place] as const]),
    ["GET", path`/flows/${id}/segments`],
    ["GET", path`/flow-delete-requests/${id}`],
    ["POST", "/service", { name: 1 }],
    ["POST", "/service/webhooks", {}],
    ["PUT", path`/flows/${id}`, { id: "x" }],
    ["PUT", path`/flows/${id}/label`, 1],
    ["PUT", path`/sources/${id}/tags/a`, 1],
    ["DELETE", path`/flows/${id}`],
    ["DELETE", path`/flows/${id}/segments`],
    ["DELETE", path`/service/webhooks/${id}`],
    ["POST", path`/flows/${id}/segments`, {}],
    ["POST", path`/flows/${id}/storage`, {}],
    ["POST", path`/objects/${id}/instances`, {}],
  ];
}

const base64 = (text: string) => Buffer.from(text).toString("base64url");

/** Tokens and passwords that no server can have given. */
function forged(): Readonly<Record<string, Credential>> {
  const claims = {
    sub: "admin",
    iss: "https://issuer.example",
    aud: "tams",
    exp: 4_102_444_800,
    scope: "tams-api/read tams-api/write tams-api/delete tams-api/admin",
  };
  const payload = base64(JSON.stringify(claims));
  const expired = base64(JSON.stringify({ ...claims, exp: 1_000_000_000 }));
  const head = (alg: string) => base64(JSON.stringify({ alg, typ: "JWT" }));
  const token = (text: string): Credential => ({ kind: "bearer", token: text });
  return {
    "a token that is no JWT": token("tams-compliance-knows-no-token"),
    "an unsigned JWT": token(`${head("none")}.${payload}.`),
    "an unsigned JWT, written nOnE": token(`${head("nOnE")}.${payload}.`),
    "a JWT with a wrong signature": token(`${head("HS256")}.${payload}.${base64("x".repeat(32))}`),
    "a JWT signed with RSA by nobody": token(`${head("RS256")}.${payload}.${base64("x".repeat(256))}`),
    "an expired JWT": token(`${head("HS256")}.${expired}.${base64("x".repeat(32))}`),
    "a wrong password": { kind: "basic", user: "tams-compliance", password: "wrong" },
    "a wrong access_token": { kind: "query", token: "tams-compliance-knows-no-token" },
  };
}

function verifyRefused(probe: Probe, ids: readonly string[], reply: Reply, what: string): void {
  if (reply.status === 429) probe.skip("The server hears nobody who has tried so many wrong credentials.");
  for (const id of ids) {
    const sentence = `${reply.exchange.request.method} with ${what} answers 401; it answered ${reply.status}.`;
    probe.verify(id, reply.status === 401, sentence, reply.exchange);
  }
}

export const authSchemes: readonly ComplianceTest[] = [
  {
    id: "auth-schemes/nobody",
    title: "Nothing of the API is answered without credentials, not even that it does not exist",
    area: "auth",
    behaviours: ["X-171", "AUTH-006", "X-172", "AUTH-003", "HDR-04"],
    operations: LIST,
    needs: ["credentials"],
    async run(probe) {
      for (const [method, place, body] of requests(probe)) {
        const reply = await probe.request(method, place, { body, credential: "none" });
        const refused = reply.status === 401 || reply.status === 403;
        probe.verify("X-171", refused, `${method} ${place} is refused without credentials; ${reply.status}.`);
        verifyRefused(probe, ["AUTH-006", "X-172"], reply, "no credentials");
        const challenge = reply.headers.get("www-authenticate") ?? "";
        for (const id of ["AUTH-003", "X-172", "HDR-04"]) {
          const holds = SCHEMES.test(challenge);
          probe.verify(id, holds, `A 401 names the schemes in WWW-Authenticate; it has "${challenge}".`);
        }
        if (method === "HEAD") continue;
        probe.verify("X-172", isRecord(reply.body), "The body of a 401 is JSON.", reply.exchange);
      }
    },
  },
  {
    id: "auth-schemes/unknown-paths",
    title: "Paths and methods that the API does not have are refused without credentials like all others",
    area: "auth",
    behaviours: ["AUTH-006"],
    operations: [],
    needs: ["credentials"],
    async run(probe) {
      const place = `/${probe.fresh.uuid()}`;
      for (const [method, where] of [
        ["GET", place],
        ["PUT", place],
        ["GET", `/flows/x${place}`],
        ["PATCH", "/flows"],
        ["DELETE", "/service"],
      ] as const) {
        const reply = await probe.request(method, where, { credential: "none", unchecked: true });
        verifyRefused(probe, ["AUTH-006"], reply, "no credentials");
      }
      const limit = await probe.request("GET", "/flows", { query: { limit: "x" }, credential: "none" });
      verifyRefused(probe, ["AUTH-006"], limit, "no credentials and a wrong limit");
      const raw = { raw: "{", headers: { "Content-Type": "application/json" }, credential: "none" };
      const broken = await probe.request("PUT", path`/flows/${probe.fresh.uuid()}`, raw);
      verifyRefused(probe, ["AUTH-006"], broken, "no credentials and broken JSON");
    },
  },
  {
    id: "auth-schemes/forged",
    title: "Credentials that the server did not give are refused",
    area: "auth",
    behaviours: ["X-171", "X-172", "AUTH-002", "AUTH-003", "HDR-04", "X-175"],
    operations: LIST,
    needs: ["credentials"],
    async run(probe) {
      for (const [what, credential] of Object.entries(forged())) {
        const reply = await probe.request("GET", "/service", { credential });
        verifyRefused(probe, ["AUTH-002", "X-172"], reply, what);
        const refused = reply.status === 401 || reply.status === 403;
        probe.verify("X-171", refused, `GET /service with ${what} is refused; it answered ${reply.status}.`);
        for (const id of ["AUTH-003", "HDR-04"]) {
          const challenge = reply.headers.get("www-authenticate") ?? "";
          probe.verify(id, SCHEMES.test(challenge), `A 401 has WWW-Authenticate; it has "${challenge}".`);
        }
      }
      for (const authorization of [
        "",
        "Bearer",
        "Bearer ",
        "Basic",
        "Basic %%%",
        "Digest x",
        "x",
        "Bearer a b c",
      ]) {
        const headers = { Authorization: authorization };
        const reply = await probe.request("GET", "/service", { headers, credential: "none" });
        const refused = [400, 401, 429].includes(reply.status);
        for (const id of ["AUTH-002", "X-175"])
          probe.verify(id, refused, `"Authorization: ${authorization}" is refused; ${reply.status}.`);
      }
    },
  },
  {
    id: "auth-schemes/accepted",
    title: "The credentials of the run are enough for everything that they are sent with",
    area: "auth",
    behaviours: ["X-170", "AUTH-001"],
    operations: LIST,
    needs: ["credentials"],
    async run(probe) {
      const reply = await probe.get("/service");
      for (const id of ["X-170", "AUTH-001"]) probe.verifyStatus(id, reply, 200);
      for (const place of SECURED.filter((each) => each !== "/service/webhooks")) {
        const { status } = await probe.get(place);
        for (const id of ["X-170", "AUTH-001"])
          probe.verify(
            id,
            status !== 401,
            `GET ${place} with the run's own credentials is not a 401; ${status}.`,
          );
      }
    },
  },
  ...(["bearer", "basic", "url"] as const).map(
    (scheme): ComplianceTest => ({
      id: `auth-schemes/${scheme}`,
      title: `The scheme ${scheme} is enough by itself, in reads and writes`,
      area: "auth",
      behaviours: ["X-170", "AUTH-001"],
      operations: LIST,
      needs: ["credentials", `identity:${scheme}`],
      async run(probe) {
        for (const method of ["GET", "HEAD"]) {
          const { status } = await probe.request(method, "/service", { credential: scheme });
          for (const id of ["X-170", "AUTH-001"])
            probe.verify(id, status === 200, `${method} /service by ${scheme} answers 200; ${status}.`);
        }
        const { status } = await probe.request("GET", "/flows", { query: { limit: 1 }, credential: scheme });
        for (const id of ["X-170", "AUTH-001"])
          probe.verify(id, status === 200 || status === 403, `GET /flows by ${scheme} is known; ${status}.`);
      },
    }),
  ),
  {
    id: "auth-schemes/two-at-once",
    title: "Of several schemes at once a valid one counts, and nothing breaks",
    area: "auth",
    behaviours: ["X-175"],
    operations: LIST,
    needs: ["credentials"],
    async run(probe) {
      const wrongToken = { query: { access_token: "wrong" } };
      const both = await probe.request("GET", "/service", wrongToken);
      probe.verifyStatus("X-175", both, 200);
      const none = await probe.request("GET", "/service", {
        ...wrongToken,
        credential: { kind: "bearer", token: "wrong" },
      });
      probe.verifyStatus("X-175", none, 401);
      const twice = await probe.request("GET", "/service", {
        query: [
          ["access_token", "one"],
          ["access_token", "two"],
        ],
        credential: "none",
      });
      probe.verify(
        "X-175",
        twice.status === 401 || twice.status === 400,
        `Two wrong tokens: ${twice.status}.`,
      );
    },
  },
  {
    id: "auth-schemes/access-token-is-no-filter",
    title: "The parameter access_token belongs to every operation and filters nothing",
    area: "http",
    behaviours: ["X-153"],
    operations: LIST,
    needs: ["anonymous"],
    async run(probe) {
      const tag = probe.fresh.tagName();
      const flow = await probe.flow({ tags: { [tag]: "yes" } });
      const query = { [`tag.${tag}`]: "yes" };
      const places = ["/", "/service", "/sources", flow.path, `${flow.path}/segments`, `${flow.path}/tags`];
      for (const place of places) {
        const [plain, given] = [await probe.get(place), await probe.get(place, { access_token: "anything" })];
        const refused = given.status === 401;
        if (!refused)
          verifySame(probe, "X-153", given.status, plain.status, `GET ${place} with access_token`);
        if (place !== "/sources" && !refused)
          verifySame(probe, "X-153", given.body, plain.body, `What ${place} shows`);
      }
      const listed = await probe.get("/flows", { ...query, access_token: "anything" });
      const ids = Array.isArray(listed.body) ? listed.body.map((each) => at(each, "id")) : [];
      const holds = listed.status === 401 || (ids.length === 1 && ids[0] === flow.id);
      probe.verify(
        "X-153",
        holds,
        `The list by tag has the Flow with access_token too; it has ${shown(ids)}.`,
      );
    },
  },
  {
    id: "auth-schemes/access-token-carried",
    title: "A token in the URL is no filter, and goes on into the URL of the next page",
    area: "auth",
    behaviours: ["X-174", "X-153"],
    operations: LIST,
    needs: ["credentials", "identity:url"],
    async run(probe) {
      const tag = probe.fresh.tagName();
      for (const _ of [1, 2]) await probe.flow({ tags: { [tag]: "yes" } });
      const query = { [`tag.${tag}`]: "yes", limit: 1 };
      const reply = await probe.request("GET", "/flows", { query, credential: "url" });
      if (reply.status === 403) probe.skip('The identity "url" may not list Flows.');
      probe.requireStatus("X-153", reply, 200);
      const count = Array.isArray(reply.body) ? reply.body.length : 0;
      probe.verify("X-153", count === 1, `A page of one of the two Flows has one; it has ${count}.`);
      const link = /<([^>]+)>/.exec(reply.headers.get("link") ?? "")?.[1] ?? "";
      probe.require("X-153", link !== "", "The list of two Flows by one has a next page.");
      const url = new URL(link, `${probe.server.url}/`);
      probe.verify("X-174", url.searchParams.has("access_token"), "The URL of the next page has the token.");
      const next = await probe.fetch(url.href, { credential: "none" });
      probe.verify("X-174", next.status === 200, `It can be followed as it is; it answered ${next.status}.`);
    },
  },
  {
    id: "auth-schemes/preflight",
    title: "The preflight of a browser is answered without credentials",
    area: "auth",
    behaviours: ["X-177"],
    operations: [],
    needs: ["credentials"],
    async run(probe) {
      const headers = {
        Origin: "http://localhost:3000",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization",
      };
      const options = { headers, credential: "none", unchecked: true } as const;
      const reply = await probe.request("OPTIONS", "/flows", options);
      const known = reply.status !== 401 && reply.status < 500;
      const found = `it answered ${reply.status} ${textOf(at(reply.body, "summary"))}`;
      probe.verify("X-177", known, `OPTIONS asks for no credentials; ${found}.`);
    },
  },
];
