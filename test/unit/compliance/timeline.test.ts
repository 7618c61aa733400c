import { expect } from "chai";
import { ascending } from "../../../src/compliance/ranges.ts";
import { verifyTimeline, verifyTimelineOrder } from "../../../src/compliance/timeline.ts";
import { judge, type SmallServer, smallServer, testOf } from "./small-server.ts";

const ID = "0d3b8f51-5f0c-4d0e-8f3c-5b1f7f6a1c2d";
const WANTED = ["[0:0_1:0)", "[1:0_2:0)"];

describe("compliance: what a Flow has", () => {
  let server: SmallServer;
  afterEach(() => server?.close());

  /** The outcomes of a claim about content and of one about order, where the server lists these timeranges. */
  async function outcomes(listed: readonly string[]): Promise<string[]> {
    const body = listed.map((timerange) => ({ object_id: "a", timerange, get_urls: [] }));
    server = await smallServer({ [`GET /flows/${ID}/segments`]: { body } });
    const test = testOf(["SEG-030", "SEG-004"], async (probe) => {
      await verifyTimeline(probe, "SEG-030", { id: ID }, {}, WANTED);
      await verifyTimelineOrder(probe, "SEG-004", { id: ID }, {}, WANTED);
    });
    const { verdicts } = await judge(server.url, [test]);
    server.close();
    return verdicts.filter(({ behaviour }) => behaviour !== "CONTRACT").map(({ outcome }) => outcome);
  }

  it("is what it was given in whatever order it is listed, which is a behaviour of its own", async () => {
    expect(await outcomes(WANTED)).to.eql(["passed", "passed"]);
    expect(await outcomes(WANTED.toReversed())).to.eql(["passed", "failed"]);
    expect(await outcomes([...WANTED, "[1:0_2:0)"])).to.eql(["failed", "failed"]);
    expect(await outcomes(["[0:0_1:0)", "[1:0_3:0)"])).to.eql(["failed", "failed"]);
    expect(await outcomes(["[0:0_1:0)", "()"])).to.eql(["failed", "failed"]);
  });

  it("spans what it has, however it is listed", () => {
    const ordered = ["[-1:0_-0:500000000)", "[0:0]", "(0:0_1:0)", "[10:0_11:0)"];
    expect(ascending(ordered.toReversed())).to.eql(ordered);
  });
});
