import { expect } from "chai";
import type { ComplianceTest } from "../../../src/compliance/test.ts";
import {
  type Answers,
  judge,
  SERVICE,
  type SmallServer,
  smallServer,
  type Told,
  testOf,
} from "./small-server.ts";

const FLOW = "/flows/3f0c3f0e-8f4e-4a55-9d0e-0c7f8c1d2e3c";
const WEBHOOK = "7d3c3f0e-8f4e-4a55-9d0e-0c7f8c1d2e3d";
const OFFERED: Answers = {
  "GET /service": { body: { ...SERVICE, event_stream_mechanisms: [{ name: "webhooks" }] } },
};
const forbidden: Told = { status: 403, body: { type: "x", summary: "Reading alone is allowed.", time: "" } };
const refused: Told = { status: 400, body: { type: "x", summary: "127.0.0.1 is private.", time: "" } };

const reading = testOf("X-001", async (probe) => void (await probe.get("/flows")), { id: "small/read" });
const writing = testOf("X-002", async (probe) => void (await probe.put(FLOW, {})), { id: "small/write" });
const hooking = testOf("X-001", async () => undefined, { id: "small/hook", needs: ["webhooks"] });

describe("compliance: what a run is not allowed", () => {
  let server: SmallServer;
  afterEach(() => server.close());

  async function reasons(tests: readonly ComplianceTest[]): Promise<(string | undefined)[]> {
    const report = await judge(server.url, tests, { isTried: true });
    return report.tests.map(({ outcome, reason }) =>
      outcome === "skipped" ? reason?.replace(/:\d{3,5}\b|[0-9a-f-]{36}/g, "*") : outcome,
    );
  }

  const sent = (method: string) => server.seen.filter((seen) => seen.method === method);

  it("is a reason to skip what writes, and nothing else, when credentials may only read", async () => {
    server = await smallServer({ "GET /flows": { body: [] }, PUT: forbidden });
    expect(await reasons([reading, writing])).to.eql([
      "passed",
      "A caller without credentials may not write: PUT /flows/* answered 403. Reading alone is allowed.",
    ]);
    expect(sent("PUT")).to.have.length(1);
  });

  it("may be to read something, too, and only then is a read refused for no fault of the server", async () => {
    const list = testOf("X-001", async (probe) => {
      probe.verifyStatus("X-001", await probe.get("/flow-delete-requests"), 200);
    });
    const answers: Answers = { "GET /flow-delete-requests": forbidden };
    server = await smallServer({ ...answers, PUT: forbidden });
    expect(await reasons([list])).to.eql([
      "These credentials may not read everything: GET /flow-delete-requests answered 403.",
    ]);
    server.close();
    server = await smallServer(answers);
    expect(await reasons([list])).to.eql(["failed"]);
  });

  it("is found out by no request when no test writes", async () => {
    server = await smallServer({ "GET /flows": { body: [] }, PUT: forbidden });
    expect(await reasons([reading])).to.eql(["passed"]);
    expect(server.seen.every(({ method }) => method === "GET")).to.equal(true);
  });

  it("is a reason to make nothing when nothing may be deleted", async () => {
    server = await smallServer({ PUT: { status: 201, body: {} }, DELETE: forbidden });
    const [reason] = await reasons([writing]);
    expect(reason).to.match(
      /may not delete, so what a test makes would stay: DELETE \/flows\/\* answered 403/,
    );
  });

  it("is no matter when other answers than a refusal come: tests judge those", async () => {
    for (const status of [200, 400, 404, 500]) {
      server = await smallServer({ ...OFFERED, PUT: { status, body: {} }, DELETE: { status, body: {} } });
      expect(await reasons([writing, hooking])).to.not.include("skipped");
      server.close();
    }
  });

  it("leaves other identities to write, and the run's own without a request", async () => {
    server = await smallServer({ PUT: forbidden });
    const other = testOf("X-001", async (probe) => {
      await probe.request("PUT", FLOW, { credential: "none" });
      await probe.fetch(`${probe.server.url}${FLOW}`, { method: "PUT", credential: "own" });
    });
    expect((await reasons([other]))[0]).to.contain("may not write");
    expect(sent("PUT").filter(({ url }) => url === FLOW)).to.have.length(1);
  });

  it("is a Webhook to this machine: tests that need one are skipped, which says what to do", async () => {
    const answers = { "GET /flows": { body: [] }, "POST /service/webhooks": refused };
    server = await smallServer({ ...OFFERED, ...answers });
    const why =
      "The server refuses Webhooks to http://127.0.0.1*: POST /service/webhooks answered 400. 127.0.0.1 is private. " +
      "Allow that address in the server, or give --receiver-url.";
    expect(await reasons([hooking, { ...hooking, id: "small/again" }, reading])).to.eql([why, why, "passed"]);
    expect(sent("POST")).to.have.length(1);
  });

  it("is tried with a Webhook that does not stay", async () => {
    const made: Told = { status: 201, body: { id: WEBHOOK } };
    server = await smallServer({ ...OFFERED, PUT: { status: 201 }, "POST /service/webhooks": made });
    expect(await reasons([hooking])).to.eql(["passed"]);
    const deleted = sent("DELETE").map(({ url }) => url);
    expect(deleted).to.include(`/service/webhooks/${WEBHOOK}`);
    expect(deleted.some((url) => url.startsWith("/flows/"))).to.equal(true);
  });
});
