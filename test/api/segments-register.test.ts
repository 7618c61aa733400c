import { expect } from "chai";
import type { Schemas } from "../../src/contract/operations.ts";
import type { Flow, SegmentBody } from "../support/make.ts";
import { multiFlow, segment, uuid } from "../support/make.ts";
import { expectRefusal, nextMillisecond, served } from "../support/served.ts";
import {
  allocateOne,
  newFlow,
  objectOf,
  rangesOf,
  register,
  type Segment,
  second,
  segmentsOf,
} from "../support/steps.ts";

type Failures = Schemas["flow-segment-bulk-failure"];

describe("registering Segments", () => {
  const server = served();

  const post = (flowId: string, body: unknown) => server.api.post(`/flows/${flowId}/segments`, body);

  /** POSTs a list of which some must fail; resolves to the failures. */
  async function failuresOf(
    flowId: string,
    bodies: readonly SegmentBody[],
  ): Promise<Failures["failed_segments"]> {
    const reply = await server.api.post<Failures>(`/flows/${flowId}/segments`, bodies);
    expect(reply.status, JSON.stringify(reply.body)).to.equal(200);
    expect(reply.body).to.have.all.keys("failed_segments");
    return reply.body.failed_segments;
  }

  describe("as a request", () => {
    it("answers 201 with null for one Segment and for a list that was stored whole (SEG-030, SEG-040)", async () => {
      const flowId = await newFlow(server.api);
      for (const body of [
        segment(second(0)),
        [segment(second(1)), segment(second(2))],
        [segment(second(3))],
      ]) {
        const reply = await post(flowId, body);
        expect(reply.status).to.equal(201);
        expect(reply.body).to.equal(null);
      }
      expect(await rangesOf(server.api, flowId)).to.have.length(4);
    });

    it("answers 400 for one Segment that is refused, and stores nothing (SEG-031, TRAP-036, X-044)", async () => {
      const flowId = await newFlow(server.api);
      await register(server.api, flowId, segment(second(0)));
      const late = segment("[0:500000000_2:0)");
      expectRefusal(await post(flowId, late), 400, "timerange", "[0:0_1:0)");
      expect(await rangesOf(server.api, flowId)).to.eql([second(0)]);
      expectRefusal(await server.api.get(`/objects/${late.object_id}`), 404);
    });

    it("answers 200 with the failures of a list, and stores the others (SEG-032, SEG-033, SEG-034, TRAP-037)", async () => {
      const flowId = await newFlow(server.api);
      await register(server.api, flowId, segment(second(1)));
      const bodies = [0, 1, 2, 3].map((at) => segment(second(at)));
      const unknown = { object_id: uuid(), timerange: second(9) };
      const failures = await failuresOf(flowId, [...bodies, unknown]);
      expect(failures.map(({ object_id }) => object_id)).to.eql([bodies[1]?.object_id, unknown.object_id]);
      expect(failures.map(({ timerange }) => timerange)).to.eql([second(1), second(9)]);
      for (const { error } of failures) {
        expect(error).to.include({ type: "invalid" });
        expect(error?.summary).to.match(/timerange|object_id/);
        expect(error?.time).to.match(/^\d{4}-\d\d-\d\dT.*Z$/);
      }
      expect(await rangesOf(server.api, flowId)).to.eql([0, 1, 2, 3].map((at) => second(at)));
    });

    it("takes the items in their order, so one can collide with an earlier one (SEG-035)", async () => {
      const flowId = await newFlow(server.api);
      const [first, wide, last] = [segment(second(0)), segment("[0:0_3:0)"), segment(second(2))];
      const failures = await failuresOf(flowId, [first, wide, last]);
      expect(failures.map(({ object_id }) => object_id)).to.eql([wide.object_id]);
      expect(await rangesOf(server.api, flowId)).to.eql([second(0), second(2)]);
    });

    it("answers 400 and stores nothing where an item breaks the schema (SEG-036, AMB-053)", async () => {
      const flowId = await newFlow(server.api);
      const bad = [
        { object_id: uuid() },
        { timerange: second(5) },
        { ...segment(second(5)), timerange: 5 },
        { ...segment(second(5)), timerange: "[00:0_1:0)" },
        { ...segment(second(5)), ts_offset: "1.5" },
        { ...segment(second(5)), ts_offset: null },
        { ...segment(second(5)), get_urls: [{ url: "https://media.example.com/a" }] },
        { ...segment(second(5)), get_urls: [{ label: "elsewhere" }] },
        { ...segment(second(5)), key_frame_count: "1" },
        { ...segment(second(5)), object_id: 7 },
        "text",
        null,
        [segment(second(5))],
      ];
      for (const item of bad) {
        expectRefusal(await post(flowId, [segment(second(0)), item]), 400);
        if (!Array.isArray(item)) expectRefusal(await post(flowId, item), 400);
      }
      expectRefusal(await server.api.send("POST", `/flows/${flowId}/segments`, { text: "{" }), 400);
      expectRefusal(await server.api.send("POST", `/flows/${flowId}/segments`), 400);
      expect(await rangesOf(server.api, flowId)).to.eql([]);
    });

    it("takes an empty list (SEG-037)", async () => {
      const flowId = await newFlow(server.api);
      expect((await post(flowId, [])).status).to.equal(201);
    });

    it("answers a failing list of one by the rules of lists, and one that fails whole (SEG-038, AMB-054)", async () => {
      const flowId = await newFlow(server.api);
      expect(await failuresOf(flowId, [segment("_")])).to.have.length(1);
      expect(await failuresOf(flowId, [segment("_"), segment("()")])).to.have.length(2);
    });

    it("answers 404, 403 or 400 for the whole request where the Flow takes none (SEG-039, DM-060)", async () => {
      const readOnly = await newFlow(server.api, { read_only: true });
      const multi = multiFlow();
      await server.api.put(`/flows/${multi.id}`, multi);
      for (const body of [segment(second(0)), [segment(second(0))], []]) {
        expectRefusal(await post(uuid(), body), 404);
        expectRefusal(await post("nope", body), 404);
        expectRefusal(await post(readOnly, body), 403, "read-only");
        expectRefusal(await post(multi.id, body), 400, "container");
      }
      for (const id of [uuid(), "nope"]) expectRefusal(await post(id, { bad: true }), 404);
      expectRefusal(await post(readOnly, { bad: true }), 403);
    });

    it("claims no Object for an item that fails (SEG-041, TRAP-037)", async () => {
      const flowId = await newFlow(server.api);
      const other = await newFlow(server.api);
      await register(server.api, flowId, segment(second(0)));
      const item = await allocateOne(server.api, flowId);
      const external = segment(second(0));
      const failures = await failuresOf(flowId, [
        { object_id: item.object_id, timerange: second(0) },
        external,
      ]);
      expect(failures).to.have.length(2);
      expectRefusal(await server.api.get(`/objects/${item.object_id}`), 404);
      await register(server.api, other, { ...external, timerange: second(4) });
      expect((await objectOf(server.api, external.object_id)).referenced_by_flows).to.eql([other]);
      await register(server.api, flowId, { object_id: item.object_id, timerange: second(1) });
    });

    it("refuses a list longer than the server takes, rather than a part of it (X-045)", async () => {
      const flowId = await newFlow(server.api);
      expectRefusal(
        await post(
          flowId,
          Array.from({ length: 10_001 }, (_, at) => segment(second(at))),
        ),
        400,
      );
      expect(await rangesOf(server.api, flowId)).to.eql([]);
    });
  });

  describe("in time", () => {
    it("refuses every overlap with a stored Segment (SEG-050, AMB-052)", async () => {
      const flowId = await newFlow(server.api);
      await register(server.api, flowId, segment("[10:0_20:0)"));
      const clashing = [
        "[0:0_10:0]",
        "[19:999999999_30:0)",
        "[12:0_13:0)",
        "[0:0_30:0)",
        "[10:0]",
        "[10:0_20:0]",
      ];
      for (const range of clashing) expectRefusal(await post(flowId, segment(range)), 400, "overlaps");
      for (const range of ["[9:0_10:0)", "[20:0_21:0)"]) await register(server.api, flowId, segment(range));
    });

    it("takes Segments that touch, instants among them, in every order (SEG-051, TR-042, TRAP-005)", async () => {
      const ranges = ["[0:0_1:0)", "[1:0_2:0)", "[2:0]", "[2:1_3:0]"];
      for (const order of [ranges, ranges.toReversed(), ["[2:0]", "[0:0_1:0)", "[2:1_3:0]", "[1:0_2:0)"]]) {
        const flowId = await newFlow(server.api);
        for (const range of order) await register(server.api, flowId, segment(range));
        expect(await rangesOf(server.api, flowId)).to.eql(ranges);
        for (const range of ["[3:0]", "[2:0_2:1)", "[0:999999999]", "[3:0_4:0)"])
          expectRefusal(await post(flowId, segment(range)), 400);
      }
    });

    it("takes gaps in any order (SEG-052) and times before and across zero (SEG-053)", async () => {
      const flowId = await newFlow(server.api);
      const ranges = ["[100:0_101:0)", "[-10:0_-9:500000000)", "[-0:500000000_0:500000000)", "[7:0_8:0)"];
      for (const range of ranges) await register(server.api, flowId, segment(range));
      expect(await rangesOf(server.api, flowId)).to.eql([ranges[1], ranges[2], ranges[3], ranges[0]]);
    });

    it("refuses ranges that start outside themselves, have no end, or hold nothing (SEG-054, AMB-037)", async () => {
      const flowId = await newFlow(server.api);
      const refused = [
        "(0:0_1:0)",
        "(0:0_1:0]",
        "_",
        "()",
        "",
        "[]",
        "[0:0_",
        "_1:0)",
        "[5:0_4:0)",
        "[1:0_1:0)",
        "(1:0)",
        "[1:0)",
      ];
      for (const range of refused) expectRefusal(await post(flowId, segment(range)), 400, "timerange");
      expect(
        await failuresOf(
          flowId,
          refused.map((range) => segment(range)),
        ),
      ).to.have.length(refused.length);
    });

    it("takes an end that is included, an instant, and ranges without marks (SEG-055, TRAP-001)", async () => {
      const flowId = await newFlow(server.api);
      for (const range of ["[0:0_1:0]", "[5:0]", "6:0", "7:0_8:0"])
        await register(server.api, flowId, segment(range));
      expect(await rangesOf(server.api, flowId)).to.eql(["[0:0_1:0]", "[5:0]", "[6:0]", "[7:0_8:0]"]);
      expectRefusal(await post(flowId, segment("[8:0_9:0)")), 400);
    });

    it("refuses the same Segment a second time (SEG-056)", async () => {
      const flowId = await newFlow(server.api);
      const item = await allocateOne(server.api, flowId);
      const body = { object_id: item.object_id, timerange: second(0) };
      await register(server.api, flowId, body);
      expectRefusal(await post(flowId, body), 400);
      expect(await failuresOf(flowId, [body])).to.have.length(1);
    });

    it("keeps every nanosecond at 48 bits of seconds (TR-006, TRAP-004, TV-40)", async () => {
      const flowId = await newFlow(server.api);
      const top = 281474976710655;
      const ranges = [
        `[-${top}:999999999_-${top}:999999998)`,
        `[${top - 1}:999999998_${top - 1}:999999999)`,
        `[${top - 1}:999999999_${top}:0)`,
        `[${top}:0_${top}:1)`,
        `[${top}:999999998_${top}:999999999]`,
      ];
      await register(
        server.api,
        flowId,
        ranges.toReversed().map((range) => segment(range)),
      );
      expect(await rangesOf(server.api, flowId)).to.eql(ranges);
      expect(await rangesOf(server.api, flowId, `?timerange=[${top}:999999999]`)).to.eql([ranges[4]]);
      const { body } = await server.api.get<Flow>(`/flows/${flowId}?include_timerange=true`);
      expect(body.timerange).to.equal(`[-${top}:999999999_${top}:999999999]`);
    });

    it("refuses times beyond what it can keep exactly, without a 500 (X-045)", async () => {
      const flowId = await newFlow(server.api);
      const huge = "9".repeat(40);
      expectRefusal(await post(flowId, segment(`[0:0_${huge}:0)`)), 400);
      expectRefusal(await post(flowId, segment(second(0), { ts_offset: `-${huge}:0` })), 400);
      expectRefusal(await post(flowId, segment(second(0), { last_duration: `${huge}:0` })), 400);
      expectRefusal(
        await post(
          flowId,
          segment("[2000000000000000:0_2000000000000001:0)", { ts_offset: "-2000000000000000:0" }),
        ),
        400,
      );
      expectRefusal(await server.api.get(`/flows/${flowId}/segments?timerange=[0:0_${huge}:0)`), 400);
    });

    it("never fails inside for numbers that no integer column can keep (X-045)", async () => {
      const flowId = await newFlow(server.api);
      for (const key_frame_count of [1e300, -1, 2 ** 60]) {
        const reply = await post(flowId, segment(second(0), { key_frame_count }));
        expect(reply.status, String(key_frame_count)).to.be.oneOf([201, 400]);
        if (reply.status === 201) await server.api.del(`/flows/${flowId}/segments`);
      }
    });

    it("refuses an offset that is no timestamp and takes negative ones (SEG-057)", async () => {
      const flowId = await newFlow(server.api);
      expectRefusal(await post(flowId, segment(second(0), { ts_offset: "00:0" })), 400, "ts_offset");
      await register(server.api, flowId, segment(second(0), { ts_offset: "-7:1" }));
      const [shown] = await segmentsOf(server.api, flowId);
      expect(shown?.ts_offset).to.equal("-7:1");
    });

    it("refuses a negative last_duration and takes zero (SEG-058)", async () => {
      const flowId = await newFlow(server.api);
      for (const last_duration of ["-1:0", "-0:1"])
        expectRefusal(await post(flowId, segment(second(0), { last_duration })), 400, "last_duration");
      for (const [at, last_duration] of ["0:0", "-0:0", "1:0"].entries())
        await register(server.api, flowId, segment(second(at), { last_duration }));
    });
  });

  it("moves segments_updated and nothing else of the Flow (SEG-090, TRAP-034)", async () => {
    const flowId = await newFlow(server.api);
    const flow = async () => (await server.api.get<Flow>(`/flows/${flowId}`)).body;
    const before = await flow();
    await nextMillisecond();
    await register(server.api, flowId, segment(second(0)));
    const first = await flow();
    await nextMillisecond();
    expectRefusal(await post(flowId, segment(second(0))), 400);
    expect(await flow(), "a refused Segment changes nothing").to.eql(first);
    await register(server.api, flowId, segment(second(1)));
    const later = await flow();
    expect(first).to.eql({ ...before, segments_updated: first.segments_updated });
    expect(String(first.segments_updated) > String(before.created)).to.equal(true);
    expect(String(later.segments_updated) > String(first.segments_updated)).to.equal(true);
  });

  it("stores exactly one of overlapping Segments that are posted at once (SEG-093)", async () => {
    for (let round = 0; round < 5; round++) {
      const flowId = await newFlow(server.api);
      const bodies = Array.from({ length: 16 }, (_, at) => segment(`[${at}:0_${at + 20}:0)`));
      const replies = await Promise.all(bodies.map((body, at) => post(flowId, at % 2 === 0 ? body : [body])));
      const stored = bodies.filter((_, at) => replies[at]?.status === 201);
      for (const [at, { status }] of replies.entries())
        expect(status).to.be.oneOf([201, at % 2 === 0 ? 400 : 200]);
      expect(stored).to.have.length(1);
      const listed = await server.api.get<Segment[]>(`/flows/${flowId}/segments`);
      expect(listed.body.map(({ object_id }) => object_id)).to.eql(stored.map(({ object_id }) => object_id));
    }
  });

  it("stores all of many disjoint Segments that are posted at once (SEG-093)", async () => {
    const flowId = await newFlow(server.api);
    await Promise.all(
      Array.from({ length: 40 }, (_, at) => register(server.api, flowId, segment(second(at)))),
    );
    expect(await rangesOf(server.api, flowId)).to.eql(Array.from({ length: 40 }, (_, at) => second(at)));
    const { body } = await server.api.get<Flow>(`/flows/${flowId}?include_timerange=true`);
    expect(body.timerange).to.equal("[0:0_40:0)");
  });
});
