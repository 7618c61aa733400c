import { expect } from "chai";
import { tests } from "../../../src/compliance/tests/all.ts";
import { type Answers, judge, SERVICE, type SmallServer, smallServer, testOf } from "./small-server.ts";

const FLOW = "3f0c3f0e-8f4e-4a55-9d0e-0c7f8c1d2e3b";
const PLACE = `/flows/${FLOW}`;
const WEBHOOKS: Answers = {
  "GET /service": { body: { ...SERVICE, event_stream_mechanisms: [{ name: "webhooks" }] } },
};

describe("compliance: a maker", () => {
  let server: SmallServer;
  afterEach(() => server.close());

  it("goes on after another success than the documented one, which is a finding of its own", async () => {
    server = await smallServer({
      [`PUT ${PLACE}`]: ({ body }) => ({ status: 200, text: body }),
      [`POST ${PLACE}/storage`]: { status: 200, body: { media_objects: [{ object_id: "a" }] } },
      [`POST ${PLACE}/segments`]: { status: 202, body: {} },
      "POST /service/webhooks": { status: 200, body: { id: FLOW } },
    });
    const reached: string[] = [];
    const test = testOf("X-001", async (probe) => {
      const flow = await probe.flow({ id: FLOW });
      const [allocation] = await probe.storage(flow);
      reached.push(allocation?.objectId ?? "");
      reached.push((await probe.segment(flow, { object_id: "a" })).objectId);
      reached.push((await probe.webhook(await probe.receiver())).id);
    });
    const { verdicts } = await judge(server.url, [test]);
    expect(reached).to.eql(["a", "a", FLOW]);
    const failed = verdicts.filter(({ outcome }) => outcome === "failed");
    expect(failed.map(({ behaviour }) => behaviour)).to.include("CONTRACT");
    expect(failed.map(({ expectation }) => expectation)).to.include(
      "PUT_flows-flowId does not answer 200: no such status is documented.",
    );
  });

  it("stops where a success has not made what comes next needs", async () => {
    server = await smallServer({
      [`PUT ${PLACE}`]: { status: 201, body: {} },
      [`POST ${PLACE}/segments`]: { status: 200, body: { failed_segments: [{ object_id: "a" }] } },
      "POST /service/webhooks": { status: 201, body: {} },
    });
    const stored = testOf("X-001", async (probe) => {
      await probe.segment(await probe.flow({ id: FLOW }), { object_id: "a" });
    });
    const named = testOf("X-001", async (probe) => {
      await probe.webhook(await probe.receiver());
    });
    const thrown: string[] = [];
    for (const { run, ...facts } of [stored, named]) {
      const noting = testOf("X-001", (probe) => run(probe).catch((error) => void thrown.push(String(error))));
      await judge(server.url, [{ ...facts, run: noting.run }]);
    }
    expect(thrown).to.eql(["Unmade: A Segment was not stored.", "Unmade: A Webhook was made without an id."]);
  });

  it("never asks for a Webhook that was not made", async () => {
    server = await smallServer({
      ...WEBHOOKS,
      "POST /service/webhooks": { status: 400, body: { type: "x", summary: "Not there.", time: "" } },
    });
    const some = tests.filter(({ needs = [] }) => needs.includes("webhooks"));
    const report = await judge(server.url, some, { options: { parallel: 16, patienceMs: 100, fuzz: 0 } });
    expect(server.seen.filter(({ url }) => /^\/service\/webhooks\/(\?|$)/.test(url))).to.eql([]);
    const said = report.verdicts.filter(({ expectation }) => /\[null\]|\["",/.test(expectation));
    expect(said).to.eql([]);
  });
});
