import { expect } from "chai";
import { type Flow, segment, uuid } from "../support/make.ts";
import { expectRefusal, nextMillisecond, served } from "../support/served.ts";
import {
  eventually,
  ingest,
  mustBe,
  newFlow,
  objectOf,
  rangesOf,
  register,
  second,
} from "../support/steps.ts";

describe("deleting Segments", () => {
  const server = served();

  const remove = (flowId: string, query = "") => server.api.del(`/flows/${flowId}/segments${query}`);

  async function flowWith(...ranges: string[]): Promise<string> {
    const flowId = await newFlow(server.api);
    await register(
      server.api,
      flowId,
      ranges.map((range) => segment(range)),
    );
    return flowId;
  }

  const timerangeOf = async (flowId: string) =>
    mustBe(200, await server.api.get<Flow>(`/flows/${flowId}?include_timerange=true`)).timerange;

  const cases: readonly (readonly [query: string, left: readonly string[]])[] = [
    ["[0:0_20:0)", ["[20:0_30:0]", "[40:0]"]],
    ["[0:0_15:0)", ["[10:0_20:0)", "[20:0_30:0]", "[40:0]"]],
    ["[5:0_25:0)", ["[0:0_10:0)", "[20:0_30:0]", "[40:0]"]],
    ["(0:0_20:0)", ["[0:0_10:0)", "[20:0_30:0]", "[40:0]"]],
    ["[20:0_30:0)", ["[0:0_10:0)", "[10:0_20:0)", "[20:0_30:0]", "[40:0]"]],
    ["[20:0_30:0]", ["[0:0_10:0)", "[10:0_20:0)", "[40:0]"]],
    ["[40:0_41:0)", ["[0:0_10:0)", "[10:0_20:0)", "[20:0_30:0]"]],
    ["(40:0_41:0)", ["[0:0_10:0)", "[10:0_20:0)", "[20:0_30:0]", "[40:0]"]],
    ["_20:0)", ["[20:0_30:0]", "[40:0]"]],
    ["[20:0_", ["[0:0_10:0)", "[10:0_20:0)"]],
    ["_", []],
  ];
  for (const [range, left] of cases) {
    it(`takes what lies wholly inside ${range}, by its marks, and leaves what is only touched (SEG-100, SEG-106, SEG-112, TRAP-006)`, async () => {
      const flowId = await flowWith("[0:0_10:0)", "[10:0_20:0)", "[20:0_30:0]", "[40:0]");
      const reply = await remove(flowId, `?timerange=${range}`);
      expect(reply.status).to.equal(204);
      expect(reply.body).to.equal(undefined);
      expect(await rangesOf(server.api, flowId)).to.eql(left);
    });
  }

  it("keeps the Flow's timerange that of what is left (TR-049)", async () => {
    const flowId = await flowWith("[0:0_10:0)", "[10:0_20:0)", "[20:0_30:0]", "[40:0]");
    await remove(flowId, "?timerange=[40:0]");
    expect(await timerangeOf(flowId)).to.equal("[0:0_30:0]");
    await remove(flowId, "?timerange=[0:0_10:0)");
    expect(await timerangeOf(flowId)).to.equal("[10:0_30:0]");
    await register(server.api, flowId, segment("[-5:0_0:0)"));
    expect(await timerangeOf(flowId)).to.equal("[-5:0_30:0]");
    await remove(flowId);
    expect(await timerangeOf(flowId)).to.equal("()");
    await register(server.api, flowId, segment("[7:0_8:0)"));
    expect(await timerangeOf(flowId)).to.equal("[7:0_8:0)");
  });

  it("narrows by Object as well (SEG-101)", async () => {
    const flowId = await newFlow(server.api);
    const body = segment(second(0), { object_timerange: "[0:0_3:0)" });
    const { object_id } = body;
    await register(server.api, flowId, [body, segment(second(1)), { object_id, timerange: second(2) }]);
    await remove(flowId, `?object_id=${object_id}&timerange=[1:0_9:0)`);
    expect(await rangesOf(server.api, flowId)).to.eql([second(0), second(1)]);
    await remove(flowId, `?object_id=${uuid()}`);
    await remove(flowId, `?object_id=${object_id}`);
    expect(await rangesOf(server.api, flowId)).to.eql([second(1)]);
  });

  it("takes all without a filter, and leaves the Flow (SEG-102)", async () => {
    const flowId = await flowWith(second(0), second(5));
    expect((await remove(flowId)).status).to.equal(204);
    expect(await rangesOf(server.api, flowId)).to.eql([]);
    expect((await server.api.get(`/flows/${flowId}`)).status).to.equal(200);
  });

  it("answers 204 also when nothing matched (SEG-103)", async () => {
    const flowId = await flowWith(second(0));
    expect((await remove(flowId, "?timerange=[5:0_6:0)")).status).to.equal(204);
    expect((await remove(await newFlow(server.api))).status).to.equal(204);
  });

  it("refuses bad ranges, read-only Flows and unknown ones, the worse first (SEG-104)", async () => {
    const flowId = await flowWith(second(0));
    expectRefusal(await remove(flowId, "?timerange=bad"), 400, "timerange");
    expectRefusal(await remove(uuid()), 404);
    expectRefusal(await remove(uuid(), "?timerange=bad"), 404);
    expectRefusal(await remove("nope"), 404);
    await server.api.put(`/flows/${flowId}/read_only`, true);
    for (const query of ["", "?timerange=bad", "?timerange=()"])
      expectRefusal(await remove(flowId, query), 403, "read-only");
    expect(await rangesOf(server.api, flowId)).to.eql([second(0)]);
  });

  it("takes nothing for never (SEG-105)", async () => {
    const flowId = await flowWith(second(0));
    const before = await server.api.get<Flow>(`/flows/${flowId}`);
    for (const never of ["()", "[0:0_0:0)", "[5:0_1:0]", ""])
      expect((await remove(flowId, `?timerange=${never}`)).status).to.equal(204);
    expect(await rangesOf(server.api, flowId)).to.eql([second(0)]);
    expect((await server.api.get<Flow>(`/flows/${flowId}`)).body).to.eql(before.body);
  });

  it("takes Objects that nothing uses any more, and their bytes (SEG-107, OBJ-013)", async () => {
    const flowId = await newFlow(server.api);
    const id = await ingest(server.api, flowId, second(0));
    const url = (await objectOf(server.api, id)).get_urls?.[0]?.url ?? "";
    expect((await fetch(url)).status).to.equal(200);
    await remove(flowId);
    expectRefusal(await server.api.get(`/objects/${id}`), 404);
    await eventually(async () => ((await fetch(url)).status === 404 ? true : undefined));
  });

  it("leaves Objects that are used in this Flow or another (SEG-108)", async () => {
    const [flowId, other] = [await newFlow(server.api), await newFlow(server.api)];
    const [here, there] = [
      await ingest(server.api, flowId, second(0)),
      await ingest(server.api, flowId, second(1)),
    ];
    await register(server.api, flowId, { object_id: here, timerange: second(10), ts_offset: "10:0" });
    await register(server.api, other, { object_id: there, timerange: second(0), ts_offset: "-1:0" });
    await remove(flowId, "?timerange=[0:0_2:0)");
    expect((await objectOf(server.api, here)).referenced_by_flows).to.eql([flowId]);
    expect((await objectOf(server.api, there)).referenced_by_flows).to.eql([other]);
    const url = (await objectOf(server.api, there)).get_urls?.[0]?.url ?? "";
    expect(await (await fetch(url)).text()).to.equal(`bytes of ${second(1)}`);
  });

  it("moves segments_updated when something went, and no other time (SEG-109)", async () => {
    const flowId = await flowWith(second(0), second(1));
    const flow = async () => (await server.api.get<Flow>(`/flows/${flowId}`)).body;
    const before = await flow();
    await nextMillisecond();
    await remove(flowId, "?timerange=[9:0_10:0)");
    expect(await flow()).to.eql(before);
    await remove(flowId, "?timerange=[0:0_1:0)");
    const after = await flow();
    expect(after).to.eql({ ...before, segments_updated: after.segments_updated });
    expect(String(after.segments_updated) > String(before.segments_updated)).to.equal(true);
  });

  it("frees the time for other Segments (SEG-050)", async () => {
    const flowId = await flowWith(second(0));
    for (let round = 0; round < 3; round++) {
      await remove(flowId);
      await register(server.api, flowId, segment(second(0)));
    }
    expect(await rangesOf(server.api, flowId)).to.eql([second(0)]);
  });

  it("never loses an Object that is reused while its last Segment goes (TRAP-041)", async function () {
    this.timeout(180_000);
    const outcomes = new Set<string>();
    for (let round = 0; round < 40; round++) {
      const [from, to] = [await newFlow(server.api), await newFlow(server.api)];
      const object_id = await ingest(server.api, from, second(0));
      const post = () => server.api.post(`/flows/${to}/segments`, { object_id, timerange: second(0) });
      const first = round % 2 === 0 ? post() : undefined;
      const [gone, reused] = await Promise.all([remove(from), first ?? post()]);
      expect(gone.status).to.equal(204);
      const object = await server.api.get<{ referenced_by_flows: string[] }>(`/objects/${object_id}`);
      outcomes.add(`${reused.status} ${object.status}`);
      if (reused.status === 201) expect(object.body.referenced_by_flows).to.eql([to]);
      expect(await rangesOf(server.api, to)).to.have.length(reused.status === 201 ? 1 : 0);
      if (reused.status === 201) {
        const url = (await objectOf(server.api, object_id)).get_urls?.[0]?.url ?? "";
        expect((await fetch(url)).status, "the bytes are still there").to.equal(200);
      }
    }
    for (const outcome of outcomes) expect(outcome).to.be.oneOf(["201 200", "400 404"]);
  });

  it("leaves whole Segments and right counts when registration and deletion race (SEG-024, SEG-108)", async () => {
    const flowId = await newFlow(server.api);
    const body = segment(second(0), { object_timerange: "[0:0_100:0)" });
    const { object_id } = body;
    const anchor = await newFlow(server.api);
    await register(server.api, anchor, body);
    const work = Array.from({ length: 60 }, (_, at) =>
      at % 3 === 2
        ? remove(flowId, `?timerange=[${at - 2}:0_${at}:0)`)
        : server.api.post(`/flows/${flowId}/segments`, { object_id, timerange: second(at) }),
    );
    await Promise.all(work);
    const left = await rangesOf(server.api, flowId);
    const object = await objectOf(server.api, object_id);
    expect(object.referenced_by_flows).to.have.members(left.length > 0 ? [anchor, flowId] : [anchor]);
    await remove(flowId);
    expect((await objectOf(server.api, object_id)).referenced_by_flows).to.eql([anchor]);
    await remove(anchor);
    expectRefusal(await server.api.get(`/objects/${object_id}`), 404);
  });
});
