import { expect } from "chai";
import type { App } from "../../src/services/app.ts";
import { applyRetention, type Retention, retentions } from "../../src/services/retention.ts";
import { segment, videoFlow } from "../support/make.ts";
import { expectRefusal, served, storeFlow } from "../support/served.ts";
import { eventually, mustBe, rangesOf, register, second } from "../support/steps.ts";

/** TAI is so far ahead of UTC. */
const LEAPS = 37;

describe("retention (FLW-131)", () => {
  const quiet = served({ services: { retention: false, deleteAsyncSegments: 5 } });
  const acting = served({ services: { retentionSeconds: 1, workerPollMs: 50 } });

  /** The server's store, seen so many seconds later. */
  const later = (seconds: number): App => ({
    ...quiet.app,
    now: () => new Date(Date.now() + seconds * 1000),
  });
  const never = new AbortController().signal;

  async function asked(app: App, flow: string): Promise<Retention[]> {
    const found: Retention[] = [];
    for await (const each of retentions(app)) if (each.flow === flow) found.push(each);
    return found;
  }

  async function tagged(tags: Record<string, string | string[]>, ...ranges: string[]): Promise<string> {
    const flow = videoFlow({ label: "kept for a while", tags });
    await storeFlow(quiet.api, flow);
    for (const range of ranges) await register(quiet.api, flow.id, segment(range));
    return flow.id;
  }

  it("deletes a Flow so long after its last change, and after that of its Segments", async () => {
    const id = await tagged({ flow_retention_offset: "3600:0" });
    await register(quiet.api, id, segment(second(0)));
    const [plan] = await asked(later(0), id);
    expect(plan).to.include({ tag: "flow_retention_offset", state: "later", label: "kept for a while" });
    expect(Date.parse(plan?.due ?? "")).to.be.closeTo(Date.now() + 3_600_000, 60_000);
    await applyRetention(later(3500), never);
    mustBe(200, await quiet.api.get(`/flows/${id}`));
    await applyRetention(later(3700), never);
    expectRefusal(await quiet.api.get(`/flows/${id}`), 404);
  });

  it("deletes each Segment so long after its end in TAI, to the nanosecond of what is asked", async () => {
    const now = Math.floor(Date.now() / 1000);
    const start = now + LEAPS - 100;
    const id = await tagged(
      { segment_retention_offset: "50:0" },
      second(start),
      second(start + 40),
      second(start + 90),
    );
    const [plan] = await asked(later(0), id);
    expect(plan).to.include({ state: "due", offset: "50:0" });
    expect(plan?.due).to.equal(new Date((start + 1 + 50 - LEAPS) * 1000).toISOString());
    await applyRetention(later(0), never);
    expect(await rangesOf(quiet.api, id)).to.eql([second(start + 90)]);
    expect(await asked(later(0), id)).to.have.nested.property("0.state", "later");
    await applyRetention(later(60), never);
    expect(await rangesOf(quiet.api, id)).to.eql([]);
    mustBe(200, await quiet.api.get(`/flows/${id}`));
  });

  it("hands much to a Deletion Request, and does not ask again while that runs", async () => {
    const id = await tagged(
      { segment_retention_offset: "0:0" },
      ...Array.from({ length: 8 }, (_, at) => second(at)),
    );
    await applyRetention(later(0), never);
    await eventually(async () => ((await rangesOf(quiet.api, id)).length === 0 ? true : undefined));
    const requests = mustBe(
      200,
      await quiet.api.get<{ flow_id: string }[]>("/flow-delete-requests?limit=1000"),
    );
    expect(requests.filter((each) => each.flow_id === id)).to.have.length(1);
  });

  it("keeps a read-only Flow and its Segments", async () => {
    const id = await tagged({ flow_retention_offset: "1:0", segment_retention_offset: "1:0" }, second(0));
    mustBe(204, await quiet.api.put(`/flows/${id}/read_only`, true));
    expect((await asked(later(3600), id)).map((each) => each.state)).to.eql(["kept", "kept"]);
    await applyRetention(later(3600), never);
    expect(await rangesOf(quiet.api, id)).to.eql([second(0)]);
  });

  for (const value of ["soon", "-5:0", "1", ["1:0", "2:0"], "_"]) {
    it(`ignores ${JSON.stringify(value)}, which is no offset, and takes it as a tag`, async () => {
      const id = await tagged({ flow_retention_offset: value, segment_retention_offset: value }, second(0));
      expect(await asked(later(1e9), id)).to.eql([]);
    });
  }

  it("takes offsets that no calendar reaches", async () => {
    const id = await tagged({ flow_retention_offset: "281474976710655:999999999" });
    expect(await asked(later(0), id)).to.have.nested.property("0.state", "later");
  });

  it("acts by itself in a server, again and again", async () => {
    const flow = videoFlow({ tags: { segment_retention_offset: "0:0" } });
    await storeFlow(acting.api, flow);
    for (const at of [0, 1]) {
      await register(acting.api, flow.id, segment(second(at)));
      await eventually(async () => ((await rangesOf(acting.api, flow.id)).length === 0 ? true : undefined));
    }
  });
});
