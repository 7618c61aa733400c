import { expect } from "chai";
import type { Credential } from "../../../src/compliance/credential.ts";
import { at } from "../../../src/compliance/json.ts";
import { type Answers, judge, type SmallServer, smallServer, testOf } from "./small-server.ts";

const FLOW = "3f0c3f0e-8f4e-4a55-9d0e-0c7f8c1d2e3a";

describe("compliance: who calls", () => {
  const servers: SmallServer[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  async function open(answers: Answers = {}): Promise<SmallServer> {
    const server = await smallServer(answers);
    servers.push(server);
    return server;
  }

  const sentBy = (server: SmallServer, path: string) =>
    server.seen.filter(({ url }) => url.startsWith(path)).map(({ headers }) => headers.authorization);

  it("fetches a bearer token once by the client credentials grant", async () => {
    const server = await open({
      "POST /token": { body: { access_token: "granted-token", expires_in: 3600 } },
    });
    const credential: Credential = {
      kind: "oauth2",
      tokenUrl: `${server.url}/token`,
      id: "me",
      secret: "my-secret",
    };
    const test = testOf("X-001", async (probe) => {
      for (let time = 0; time < 3; time += 1) await probe.get("/flows");
    });
    await judge(server.url, [test], { target: { credential } });
    expect(new Set(sentBy(server, "/flows"))).to.eql(new Set(["Bearer granted-token"]));
    const grants = server.seen.filter(({ url }) => url === "/token");
    expect(grants.map(({ body }) => body)).to.eql(["grant_type=client_credentials"]);
  });

  it("says in a sentence that no token can be had", async () => {
    const server = await open({ "POST /token": { status: 401, body: {} } });
    const credential: Credential = {
      kind: "oauth2",
      tokenUrl: `${server.url}/token`,
      id: "me",
      secret: "my-secret",
    };
    const said = await judge(server.url, [], { target: { credential } }).catch((error: unknown) =>
      String(error),
    );
    expect(said).to.equal("Untestable: The token URL answered 401 without a token.");
  });

  it("lets a test choose an identity, its own or none", async () => {
    const server = await open();
    const target = {
      credential: { kind: "bearer", token: "mine" },
      identities: { reader: { kind: "basic", user: "u", password: "p" } },
    } as const;
    const test = testOf("X-001", async (probe) => {
      for (const credential of ["own", "reader", "none"])
        await probe.request("GET", "/flows", { credential });
    });
    await judge(server.url, [test], { target });
    expect(sentBy(server, "/flows")).to.eql(["Bearer mine", "Basic dTpw", undefined]);
  });

  it("never sends credentials to another origin, not even by a redirect", async () => {
    const elsewhere = await open({ "GET /bytes": { text: "bytes" } });
    const server = await open({
      "GET /go": { status: 302, headers: { Location: `${elsewhere.url}/bytes` } },
    });
    const test = testOf("X-001", async (probe) => {
      const redirected = await probe.fetch(`${server.url}/go`, { credential: "own" });
      expect(redirected.text).to.equal("bytes");
      await probe.fetch(`${elsewhere.url}/bytes`, { credential: "own" });
    });
    const target = { credential: { kind: "bearer", token: "mine" } } as const;
    const { tests } = await judge(server.url, [test], { target });
    expect(tests[0]?.outcome).to.equal("passed");
    expect(sentBy(server, "/go")).to.eql(["Bearer mine"]);
    expect(sentBy(elsewhere, "/bytes")).to.eql([undefined, undefined]);
  });
});

describe("compliance: what a test makes", () => {
  let server: SmallServer;
  afterEach(() => server.close());

  it("is a breakdown in a sentence when the server refuses to make it", async () => {
    server = await smallServer({
      [`PUT /flows/${FLOW}`]: { status: 400, body: { type: "invalid", summary: "No such codec.", time: "" } },
    });
    const test = testOf("X-001", async (probe) => {
      await probe.flow({ id: FLOW });
    });
    const { tests } = await judge(server.url, [test]);
    expect(tests[0]?.reason).to.equal(
      `A Flow could not be made: PUT ${server.url}/flows/${FLOW} answered 400. No such codec.`,
    );
  });

  it("is deleted, by way of a deletion request where the server opens one", async () => {
    let polls = 0;
    const request = { id: FLOW, flow_id: FLOW, timerange_to_delete: "_", delete_flow: true };
    server = await smallServer({
      [`PUT /flows/${FLOW}`]: ({ body }) => ({ status: 201, text: body }),
      [`DELETE /flows/${FLOW}`]: {
        status: 202,
        headers: { Location: `/flow-delete-requests/${FLOW}` },
        body: { ...request, status: "created" },
      },
      [`GET /flow-delete-requests/${FLOW}`]: () => {
        polls += 1;
        return { body: { ...request, status: polls < 3 ? "started" : "done" } };
      },
    });
    const test = testOf("X-001", async (probe) => {
      const flow = await probe.flow({ id: FLOW, label: undefined });
      expect(at(flow.body, "id")).to.equal(FLOW);
      expect(flow.body).to.not.have.property("label");
    });
    const report = await judge(server.url, [test]);
    expect(report.tests[0]?.outcome).to.equal("passed");
    expect(polls).to.equal(3);
  });

  it("polls until a check has something, and gives up with nothing when the time is over", async () => {
    server = await smallServer();
    const found: unknown[] = [];
    const test = testOf("X-001", async (probe) => {
      let times = 0;
      found.push(await probe.eventually(async () => (++times < 2 ? undefined : times)));
      found.push(await probe.eventually(async () => false, 1));
    });
    await judge(server.url, [test]);
    expect(found).to.eql([2, undefined]);
  });
});
