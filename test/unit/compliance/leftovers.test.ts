import { expect } from "chai";
import { at, parsed } from "../../../src/compliance/json.ts";
import { paintFor } from "../../../src/compliance/report/paint.ts";
import { terminalReport } from "../../../src/compliance/report/terminal.ts";
import type { Report } from "../../../src/compliance/report.ts";
import { type Answers, judge, type SmallServer, smallServer, testOf } from "./small-server.ts";

const HOOK = "d1c1b1a1-0000-4000-8000-000000000001";
const FLOW = "d1c1b1a1-0000-4000-8000-000000000002";
const OTHERS = { id: FLOW, url: "https://example.com/of-somebody-else", events: [], status: "created" };

describe("compliance: what a test leaves", () => {
  let server: SmallServer;
  afterEach(() => server.close());

  const lines = () => server.seen.map(({ method, url }) => `${method} ${url.split("?")[0]}`);
  const last = (report: Report) => terminalReport(report, paintFor(false)).split("\n");

  /** A server that keeps a Webhook and answers its POST, or does not. */
  function hooks(isSilent: boolean, arrived: () => void = () => undefined): Answers {
    let kept: object[] = [OTHERS];
    return {
      "POST /service/webhooks": ({ body }) => {
        const made = { ...Object(parsed(body)), id: HOOK, status: "created" };
        kept = [OTHERS, made];
        arrived();
        return isSilent ? { isSilent } : { status: 201, body: made };
      },
      "GET /service/webhooks": () => ({ body: kept }),
      [`DELETE /service/webhooks/${HOOK}`]: () => {
        kept = [OTHERS];
        return { status: 204 };
      },
    };
  }

  const register = testOf("X-001", async (probe) => {
    await probe.webhook(await probe.receiver());
  });

  it("has no Webhook whose POST got no answer in time, and none of others is touched", async () => {
    server = await smallServer(hooks(true));
    const report = await judge(server.url, [register], { options: { timeoutMs: 300 } });
    expect(report.tests[0]?.outcome).to.equal("error");
    const deleted = lines().filter((line) => line.startsWith("DELETE"));
    expect(deleted).to.eql([`DELETE /service/webhooks/${HOOK}`]);
  });

  it("has no Webhook that was being made when the run was stopped", async () => {
    const stop = new AbortController();
    server = await smallServer(hooks(false, () => stop.abort()));
    await judge(server.url, [register], { signal: stop.signal });
    expect(lines().at(-1)).to.equal(`DELETE /service/webhooks/${HOOK}`);
  });

  it("has no Object that no Segment names: its Flow takes it away", async () => {
    const named: unknown[] = [];
    server = await smallServer({
      [`PUT /flows/${FLOW}`]: ({ body }) => ({ status: 201, text: body }),
      [`DELETE /flows/${FLOW}`]: { status: 204 },
      [`POST /flows/${FLOW}/storage`]: () => {
        const put_url = { url: `${server.url}/media/one` };
        return { status: 201, body: { media_objects: [{ object_id: "one", put_url, presigned: true }] } };
      },
      "PUT /media/one": {},
      [`POST /flows/${FLOW}/segments`]: ({ body }) => {
        named.push(at(parsed(body), "object_id"));
        return { status: 201 };
      },
    });
    const test = testOf("X-001", async (probe) => {
      await probe.object(await probe.flow({ id: FLOW }));
    });
    const report = await judge(server.url, [test]);
    expect(named).to.eql(["one"]);
    expect(lines().at(-1)).to.equal(`DELETE /flows/${FLOW}`);
    expect(last(report)).to.include("Stays in the store: nothing.");
  });

  it("is counted where it cannot be taken away", async () => {
    server = await smallServer({
      [`POST /service/profiles/${FLOW}`]: { status: 201 },
      [`PUT /flows/${FLOW}`]: ({ body }) => ({ status: 201, text: body }),
      [`DELETE /flows/${FLOW}`]: { status: 500, body: {} },
    });
    const test = testOf("X-001", async (probe) => {
      await probe.flow({ id: FLOW });
      await probe.post(`/service/profiles/${FLOW}`, {});
    });
    const report = await judge(server.url, [test]);
    expect(last(report)).to.include("Stays in the store: Profiles: 1, Flows: 1.");
  });
});
