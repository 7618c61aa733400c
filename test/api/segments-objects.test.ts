import { expect } from "chai";
import { type SegmentBody, segment, uuid } from "../support/make.ts";
import { expectRefusal, served } from "../support/served.ts";
import {
  allocate,
  allocateOne,
  ingest,
  newFlow,
  newFragmentedFlow,
  objectOf,
  rangesOf,
  register,
  second,
  segmentsOf,
} from "../support/steps.ts";

describe("the Objects of Segments", () => {
  const server = served();

  const post = (flowId: string, body: unknown) => server.api.post(`/flows/${flowId}/segments`, body);

  /** A Flow with init Segments and one of its Objects, which names an init Object. */
  async function fragmented() {
    const flowId = await newFragmentedFlow(server.api);
    const init = (await allocateOne(server.api, flowId)).object_id;
    const media = await ingest(server.api, flowId, second(0), { init_object_id: init });
    return { flowId, init, media };
  }

  it("are refused where they were allocated on another Flow (SEG-070, DM-059)", async () => {
    const [ours, theirs] = [await newFlow(server.api), await newFlow(server.api)];
    const { object_id } = await allocateOne(server.api, theirs);
    expectRefusal(await post(ours, { object_id, timerange: second(0) }), 400, object_id);
    await register(server.api, theirs, { object_id, timerange: second(0) });
  });

  it("are taken by any Flow once they are registered (SEG-071, TRAP-038)", async () => {
    const [first, other] = [await newFlow(server.api), await newFlow(server.api)];
    const object_id = await ingest(server.api, first, second(0));
    await register(server.api, other, { object_id, timerange: second(0) });
    const object = await objectOf(server.api, object_id);
    expect(object.referenced_by_flows).to.have.members([first, other]);
    expect(object.first_referenced_by_flow).to.equal(first);
  });

  it("keep their facts in later uses: the same is taken, another is refused (SEG-072)", async () => {
    const { flowId, init } = await fragmented();
    const otherInit = (await allocateOne(server.api, flowId)).object_id;
    const { object_id } = await allocateOne(server.api, flowId);
    const facts = { object_timerange: "[5:0_9:0)", key_frame_count: 4, init_object_id: init };
    await register(server.api, flowId, { object_id, timerange: second(5), ...facts });
    const use = { object_id, timerange: second(6) };
    for (const changed of [
      { object_timerange: "[5:0_8:0)" },
      { key_frame_count: 5 },
      { init_object_id: otherInit },
      { init_object_id: uuid() },
    ])
      expectRefusal(await post(flowId, { ...use, ...changed }), 400, Object.keys(changed)[0] ?? "");
    await register(server.api, flowId, { ...use, ...facts });
    const plain = await newFlow(server.api);
    const media = await ingest(server.api, plain, second(0));
    expectRefusal(
      await post(plain, { object_id: media, timerange: second(1), ts_offset: "1:0", key_frame_count: 1 }),
      400,
    );
  });

  it("are media or init Objects for good, and never both (SEG-073, DM-006)", async () => {
    const { flowId, init, media } = await fragmented();
    const { object_id } = await allocateOne(server.api, flowId);
    expectRefusal(await post(flowId, { object_id: init, timerange: second(1) }), 400, init);
    expectRefusal(await post(flowId, { object_id, timerange: second(1), init_object_id: media }), 400, media);
    expectRefusal(await post(flowId, { object_id, timerange: second(1), init_object_id: object_id }), 400);
    const both = await server.api.post<{ failed_segments: object[] }>(`/flows/${flowId}/segments`, [
      { object_id, timerange: second(1), init_object_id: init },
      { object_id: uuid(), timerange: second(2), init_object_id: object_id },
    ]);
    expect(both.body.failed_segments).to.have.length(1);
  });

  it("bring their init Object along (SEG-074), which many may share (SEG-076)", async () => {
    const { flowId, init, media } = await fragmented();
    await ingest(server.api, flowId, second(1), { init_object_id: init });
    const other = await newFragmentedFlow(server.api);
    await register(server.api, other, { object_id: media, timerange: second(0) });
    const shown = [...(await segmentsOf(server.api, flowId)), ...(await segmentsOf(server.api, other))];
    expect(shown.map((entry) => entry.init_object?.object_id)).to.eql([init, init, init]);
    expect((await objectOf(server.api, init)).referenced_by_flows).to.have.members([flowId, other]);
  });

  it("have an init Object exactly where the Flow has init_segments, in later uses too (SEG-075)", async () => {
    const { flowId, init, media } = await fragmented();
    const plain = await newFlow(server.api);
    const [a, b] = [await allocateOne(server.api, flowId), await allocateOne(server.api, plain)];
    const plainInit = await allocateOne(server.api, plain);
    const bare = await ingest(server.api, plain, second(0));
    const said = "init_segments";
    expectRefusal(await post(flowId, { object_id: a.object_id, timerange: second(5) }), 400, said);
    expectRefusal(await post(flowId, { object_id: bare, timerange: second(5), ts_offset: "5:0" }), 400, said);
    expectRefusal(await post(plain, { object_id: media, timerange: second(5), ts_offset: "5:0" }), 400, said);
    const withInit = { object_id: b.object_id, timerange: second(5) };
    for (const init_object_id of [init, plainInit.object_id])
      expectRefusal(await post(plain, { ...withInit, init_object_id }), 400, said);
  });

  it("may name a new init Object only where that was allocated on this Flow (SEG-077)", async () => {
    const { flowId, init } = await fragmented();
    const other = await newFragmentedFlow(server.api);
    const theirs = await allocateOne(server.api, other);
    const [first, later] = await allocate(server.api, flowId, { limit: 2 });
    const body = { object_id: first?.object_id, timerange: second(1) };
    expectRefusal(await post(flowId, { ...body, init_object_id: theirs.object_id }), 400, theirs.object_id);
    await register(server.api, other, {
      object_id: (await allocateOne(server.api, other)).object_id,
      timerange: second(0),
      init_object_id: init,
    });
    await ingest(server.api, other, second(1), { init_object_id: theirs.object_id });
    await register(server.api, flowId, {
      object_id: later?.object_id ?? "",
      timerange: second(1),
      init_object_id: theirs.object_id,
    });
  });

  it("are refused when nobody allocated them and there are no URLs (SEG-078)", async () => {
    const flowId = await newFlow(server.api);
    for (const get_urls of [undefined, []])
      expectRefusal(
        await post(flowId, { object_id: uuid(), timerange: second(0), get_urls }),
        400,
        "allocated",
      );
  });

  it("may be kept elsewhere altogether (SEG-079, AMB-049), under any id that a path can carry (TRAP-044)", async () => {
    const flowId = await newFlow(server.api);
    const ids = ["a/b", "a b+c", "100%", "%2F", "ü/é", "..;", "a?b#c", "x".repeat(1024)];
    for (const [at, object_id] of ids.entries()) {
      await register(server.api, flowId, segment(second(at), { object_id }));
      const object = await objectOf(server.api, object_id, "?verbose_storage=true");
      expect(object.id).to.equal(object_id);
      expect(object.get_urls?.map(({ controlled, label }) => ({ controlled, label }))).to.eql([
        { controlled: false, label: "elsewhere" },
      ]);
    }
    for (const object_id of ["", ".", "..", "x".repeat(1025), "tab\tbed", "nul\0"])
      expectRefusal(await post(flowId, segment(second(50), { object_id })), 400);
  });

  it("may not name an init Object that is elsewhere (SEG-080)", async () => {
    const flowId = await newFragmentedFlow(server.api);
    expectRefusal(await post(flowId, segment(second(0), { init_object_id: uuid() })), 400, "init_object_id");
  });

  it("need no upload before they are registered (SEG-082, AMB-063)", async () => {
    const flowId = await newFlow(server.api);
    const { object_id } = await allocateOne(server.api, flowId);
    await register(server.api, flowId, { object_id, timerange: second(0) });
    expect((await objectOf(server.api, object_id)).get_urls).to.not.be.empty;
  });

  it("take URLs with labels as uncontrolled instances (SEG-083), beside the controlled ones of an allocation (SEG-085, SEG-086)", async () => {
    const flowId = await newFlow(server.api);
    const get_urls = [
      { url: "https://a.example.com/x", label: "a" },
      { url: "https://b.example.com/x", label: "b" },
    ];
    const object_id = await ingest(server.api, flowId, second(0), { get_urls });
    const [shown] = await segmentsOf(server.api, flowId, "?verbose_storage=true");
    expect(
      shown?.get_urls?.filter(({ controlled }) => controlled === false).map(({ label }) => label),
    ).to.eql(["a", "b"]);
    expect(
      shown?.get_urls?.filter(({ controlled }) => controlled !== false).map(({ label }) => label),
    ).to.eql(["local", "local"]);
    const use = { object_id, timerange: second(1), ts_offset: "1:0" };
    expectRefusal(
      await post(flowId, { ...use, get_urls: [{ url: "https://c.example.com/x", label: "c" }] }),
      400,
      "get_urls",
    );
    expectRefusal(await post(flowId, { ...use, get_urls }), 400, "get_urls");
    await register(server.api, flowId, { ...use, get_urls: [] });
  });

  it("refuse labels that are taken, repeated or empty, and URLs that are none (SEG-084, AMB-039)", async () => {
    const flowId = await newFlow(server.api);
    const url = "https://media.example.com/x";
    const bad = [
      [{ url, label: "local" }],
      [
        { url, label: "a" },
        { url: `${url}y`, label: "a" },
      ],
      [{ url, label: "" }],
      [{ url: "not a url", label: "a" }],
      [{ url: "/relative", label: "a" }],
    ];
    for (const get_urls of bad) {
      const { object_id } = await allocateOne(server.api, flowId);
      for (const id of [object_id, uuid()])
        expectRefusal(await post(flowId, { object_id: id, timerange: second(0), get_urls }), 400);
    }
    expect(await rangesOf(server.api, flowId)).to.eql([]);
  });

  it("know the Flow that used them first (SEG-087, OBJ-005)", async () => {
    const { flowId, init, media } = await fragmented();
    for (const id of [init, media])
      expect((await objectOf(server.api, id)).first_referenced_by_flow).to.equal(flowId);
  });

  it("may appear several times in one Flow (SEG-088)", async () => {
    const flowId = await newFlow(server.api);
    const object_id = await ingest(server.api, flowId, second(0));
    await register(server.api, flowId, [
      { object_id, timerange: second(10), ts_offset: "10:0" },
      { object_id, timerange: "[20:0_20:500000000)", ts_offset: "20:0" },
    ]);
    expect(await rangesOf(server.api, flowId, `?object_id=${object_id}`)).to.have.length(3);
    expect((await objectOf(server.api, object_id)).referenced_by_flows).to.eql([flowId]);
  });

  it("may be registered and reused in one list, their new init Object too (SEG-035, SEG-076)", async () => {
    const flowId = await newFragmentedFlow(server.api);
    const [init, a, b] = (await allocate(server.api, flowId, { limit: 3 })).map(({ object_id }) => object_id);
    const init_object_id = init ?? "";
    await register(server.api, flowId, [
      { object_id: a ?? "", timerange: second(0), init_object_id },
      { object_id: b ?? "", timerange: second(1), init_object_id },
      { object_id: a ?? "", timerange: second(2), ts_offset: "2:0" },
    ]);
    expect((await objectOf(server.api, init_object_id)).referenced_by_flows).to.eql([flowId]);
    await server.api.del(`/flows/${flowId}/segments?timerange=[0:0_2:0)`);
    expect((await objectOf(server.api, init_object_id)).referenced_by_flows).to.eql([flowId]);
    await server.api.del(`/flows/${flowId}/segments`);
    for (const id of [init, a, b]) expectRefusal(await server.api.get(`/objects/${id}`), 404);
  });

  it("are taken by one of several Flows that register an external id at once, and reused by the others (SEG-087)", async () => {
    const flows = await Promise.all(Array.from({ length: 6 }, () => newFlow(server.api)));
    const body = segment(second(0));
    const { get_urls: _, ...use } = body;
    const replies = await Promise.all(flows.map((flowId) => post(flowId, body)));
    expect(replies.filter(({ status }) => status === 201)).to.have.length(1);
    for (const [at, flowId] of flows.entries())
      if (replies[at]?.status === 400) await register(server.api, flowId, use);
    expect((await objectOf(server.api, body.object_id)).referenced_by_flows).to.have.members(flows);
  });

  describe("an Object's own time", () => {
    /** The Object's timerange after the registration of such a Segment. */
    async function objectTime(timerange: string, over: Partial<SegmentBody>): Promise<string | undefined> {
      const flowId = await newFlow(server.api);
      const body = segment(timerange, over);
      await register(server.api, flowId, body);
      return (await objectOf(server.api, body.object_id)).timerange;
    }

    it("is the Segment's less its offset, by the marks of the Segment (SEG-059, TR-050, TRAP-048)", async () => {
      expect(await objectTime("[10:0_11:0)", {})).to.equal("[10:0_11:0)");
      expect(await objectTime("[10:0_11:0]", { ts_offset: "10:0" })).to.equal("[0:0_1:0]");
      expect(await objectTime("[0:0]", { ts_offset: "-1:500000000" })).to.equal("[1:500000000]");
      expect(await objectTime("[0:0_1:0)", { ts_offset: "0:1" })).to.equal("[-0:1_0:999999999)");
    });

    it("is what the client says where that covers the Segment, else the Segment is refused (SEG-060)", async () => {
      expect(await objectTime("[10:0_11:0)", { object_timerange: "[9:0_20:0]" })).to.equal("[9:0_20:0]");
      expect(await objectTime("[0:0_1:0)", { object_timerange: "(-1:0_1:0)" })).to.equal("(-1:0_1:0)");
      const flowId = await newFlow(server.api);
      for (const object_timerange of ["[0:0_1:0)", "(10:0_11:0)", "[10:0_10:999999999)", "[11:0_12:0)"])
        expectRefusal(
          await post(flowId, segment("[10:0_11:0)", { object_timerange })),
          400,
          "object_timerange",
        );
    });

    it("has both ends and is not empty (SEG-063)", async () => {
      const flowId = await newFlow(server.api);
      for (const object_timerange of ["_", "()", "[0:0_", "_5:0)", "[5:0_4:0)"])
        expectRefusal(await post(flowId, segment(second(0), { object_timerange })), 400, "object_timerange");
    });

    it("bounds every later use of the Object (SEG-061, AMB-010)", async () => {
      const flowId = await newFlow(server.api);
      const body = segment("[0:0_1:0)", { object_timerange: "[0:0_4:0)" });
      const { object_id } = body;
      await register(server.api, flowId, body);
      await register(server.api, flowId, { object_id, timerange: "[10:0_13:0)", ts_offset: "9:0" });
      for (const [timerange, ts_offset] of [
        ["[20:0_21:0)", "0:0"],
        ["[20:0_21:0)", "16:1"],
        ["[20:0_24:0]", "20:0"],
        ["[20:0_21:0)", "20:1"],
      ] as const)
        expectRefusal(await post(flowId, { object_id, timerange, ts_offset }), 400, object_id);
      await register(server.api, flowId, { object_id, timerange: "[20:0_24:0)", ts_offset: "20:0" });
    });

    it("is not changed by a later use: the same is taken, another is refused (SEG-062, AMB-038)", async () => {
      const flowId = await newFlow(server.api);
      const body = segment(second(0), { object_timerange: "[0:0_4:0)" });
      const { object_id } = body;
      await register(server.api, flowId, body);
      const use = { object_id, timerange: second(2) };
      for (const object_timerange of ["[0:0_4:0]", "[0:0_5:0)", "_", "()"])
        expectRefusal(await post(flowId, { ...use, object_timerange }), 400, "timerange");
      await register(server.api, flowId, { ...use, object_timerange: "0:0_4:0)" });
      expect((await objectOf(server.api, object_id)).timerange).to.equal("[0:0_4:0)");
    });
  });
});
