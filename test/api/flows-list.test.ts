import { expect } from "chai";
import { audioFlow, dataFlow, type Flow, imageFlow, multiFlow, uuid, videoFlow } from "../support/make.ts";
import { expectRefusal, flowOf, served, storeFlow, storeSegments } from "../support/served.ts";

type Named = Readonly<Record<string, string>>;

describe("flows: listing and filters", () => {
  const server = served();
  let tags: { batch: string };
  let ids: Named;

  /** The names of the Flows of this test that match, walked two by two. */
  const found = async (query: string): Promise<string[]> => {
    const flows = await server.api.all<Flow>(`/flows?tag.batch=${tags.batch}&limit=2&${query}`);
    const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
    return flows.map(({ id }) => names.get(id) ?? id).sort();
  };
  /** Stores Flows under names, all of one batch. */
  const store = async (flows: Readonly<Record<string, { id: string }>>): Promise<void> => {
    for (const flow of Object.values(flows)) await storeFlow(server.api, { ...flow, tags } as { id: string });
    ids = { ...ids, ...Object.fromEntries(Object.entries(flows).map(([name, { id }]) => [name, id])) };
  };
  beforeEach(() => {
    tags = { batch: uuid() };
    ids = {};
  });

  it("gives each Flow as GET gives it, without a timerange (FLW-001, FLW-015, FLW-016)", async () => {
    await store({ a: videoFlow({ label: "x" }), b: audioFlow() });
    await store({ m: multiFlow([ids["a"] ?? ""]) });
    await storeSegments(server.api, ids["a"] ?? "", "[0:0_1:0)");
    const flows = await server.api.all<Flow>(`/flows?tag.batch=${tags.batch}&include_timerange=true`);
    expect(flows).to.have.lengthOf(3);
    for (const flow of flows) {
      expect(flow).to.deep.equal(await flowOf(server.api, flow.id));
      expect(flow).to.not.have.property("timerange");
    }
  });

  it("filters by source, format, codec, label and status, exactly, all at once (FLW-001, FLW-006, FLW-008, FLW-009, X-028, X-123)", async () => {
    const a = videoFlow({ label: "x", status: "ingesting" });
    await store({
      a,
      b: videoFlow({ source_id: a.source_id, label: "X", codec: "video/h265" }),
      c: audioFlow({ label: "x" }),
    });
    expect(await found("")).to.deep.equal(["a", "b", "c"]);
    expect(await found(`source_id=${a.source_id}`)).to.deep.equal(["a", "b"]);
    expect(await found(`source_id=${uuid()}`)).to.deep.equal([]);
    expect(await found("format=urn:x-nmos:format:audio")).to.deep.equal(["c"]);
    expect(await found("codec=video/h265")).to.deep.equal(["b"]);
    expect(await found("codec=video/H265")).to.deep.equal([]);
    expect(await found("label=x")).to.deep.equal(["a", "c"]);
    expect(await found("label=x&format=urn:x-nmos:format:video")).to.deep.equal(["a"]);
    expect(await found("label=")).to.deep.equal([]);
    expect(await found("status=ingesting")).to.deep.equal(["a"]);
    expect(await found("status=closed_complete")).to.deep.equal([]);
    expect(await found(`profile_id=${uuid()}`)).to.deep.equal([]);
  });

  it("takes a codec with a plus, raw or encoded (X-156, X-155, TRAP-046)", async () => {
    await store({ svg: imageFlow({ codec: "image/svg+xml" }), loose: imageFlow({ codec: "weird/x" }) });
    for (const codec of ["image/svg+xml", "image/svg%2Bxml", "image%2Fsvg%2Bxml"])
      expect(await found(`codec=${codec}`), codec).to.deep.equal(["svg"]);
    expectRefusal(await server.api.get("/flows?codec=weird/x"), 400, "codec");
  });

  it("matches frame sizes of video only (FLW-010, TRAP-050)", async () => {
    const size = { frame_width: 640, frame_height: 360 };
    const rate = { frame_rate: { numerator: 25, denominator: 1 } };
    await store({
      video: videoFlow({ essence_parameters: { ...size, ...rate } }),
      other: videoFlow(),
      image: imageFlow({ essence_parameters: size }),
    });
    for (const query of ["frame_width=640", "frame_height=360", "frame_width=640&frame_height=360"])
      expect(await found(query)).to.deep.equal(["video"]);
    for (const query of ["frame_width=0", "frame_width=99999999999999999999", "frame_height=-1"])
      expect((await server.api.get(`/flows?tag.batch=${tags.batch}&${query}`)).status, query).to.be.oneOf([
        200, 400,
      ]);
  });

  it("reads an absent init_segments as false (FLW-011, TRAP-051)", async () => {
    await store({
      on: dataFlow({ essence_parameters: { init_segments: true } }),
      off: dataFlow({ essence_parameters: { init_segments: false } }),
      absent: dataFlow(),
      image: imageFlow(),
      multi: multiFlow(),
    });
    expect(await found("init_segments=true")).to.deep.equal(["on"]);
    expect(await found("init_segments=false")).to.deep.equal(["absent", "image", "multi", "off"]);
  });

  it("filters by collectors, or by having none (FLW-012)", async () => {
    await store({ a: videoFlow(), b: videoFlow(), alone: videoFlow() });
    const { a = "", b = "" } = ids;
    await store({ p: multiFlow([a]), q: multiFlow([a, b]) });
    const { p = "", q = "" } = ids;
    expect(await found(`collected_by_ids=${p}`)).to.deep.equal(["a"]);
    expect(await found(`collected_by_ids=${p},${q}`)).to.deep.equal(["a", "b"]);
    expect(await found("collected_by_ids=")).to.deep.equal(["alone", "p", "q"]);
    expect(await found(`collected_by_ids=${uuid()}`)).to.deep.equal([]);
  });

  describe("by timerange", () => {
    const over = (range: string) => found(`timerange=${encodeURIComponent(range)}`);
    beforeEach(async () => {
      await store({
        empty: videoFlow(),
        one: videoFlow(),
        gap: videoFlow(),
        past: videoFlow(),
        instant: videoFlow(),
      });
      await storeSegments(server.api, ids["one"] ?? "", "[0:0_10:0)");
      await storeSegments(server.api, ids["gap"] ?? "", "[0:0_1:0)", "[9:0_10:0)");
      await storeSegments(server.api, ids["past"] ?? "", "[-10:0_-5:0)");
      await storeSegments(server.api, ids["instant"] ?? "", "[20:0]");
    });

    it("finds Flows with a Segment that overlaps; a gap is no Segment (FLW-002, FLW-003, TR-051, AMB-005)", async () => {
      expect(await over("[4:0_5:0)")).to.deep.equal(["one"]);
      expect(await over("[0:0_1:0)")).to.deep.equal(["gap", "one"]);
      expect(await over("[1:0_9:0)")).to.deep.equal(["one"]);
      expect(await over("[1:0_9:0]")).to.deep.equal(["gap", "one"]);
      expect(await over("[10:0_20:0)")).to.deep.equal([]);
      expect(await over("[10:0_20:0]")).to.deep.equal(["instant"]);
      expect(await over("(20:0_30:0)")).to.deep.equal([]);
      expect(await over("_0:0)")).to.deep.equal(["past"]);
      expect(await over("_0:0]")).to.deep.equal(["gap", "one", "past"]);
      expect(await over("-6:0")).to.deep.equal(["past"]);
      expect(await over("[281474976710655:0_")).to.deep.equal([]);
    });

    it("finds every Flow without one, those with Segments by _, those with none by () (FLW-004, FLW-005, AMB-004)", async () => {
      expect(await found("")).to.deep.equal(["empty", "gap", "instant", "one", "past"]);
      expect(await over("_")).to.deep.equal(["gap", "instant", "one", "past"]);
      for (const never of ["()", "", "[]", "[5:0_1:0]"])
        expect(await over(never), never).to.deep.equal(["empty"]);
    });

    it("finds a Flow with none again once its Segments are gone (FLW-004)", async () => {
      await server.api.del(`/flows/${ids["one"]}/segments`);
      expect(await over("()")).to.deep.equal(["empty", "one"]);
      expect(await over("_")).to.deep.equal(["gap", "instant", "past"]);
    });

    it("promises no page that has nothing, and never gives a short one in mid-walk (X-071, X-072, TRAP-021)", async () => {
      const pages: number[] = [];
      const path = `/flows?tag.batch=${tags.batch}&limit=1&timerange=${encodeURIComponent("[0:0_1:0)")}`;
      for await (const page of server.api.pages(path)) pages.push(page.items.length);
      expect(pages).to.deep.equal([1, 1]);
      const backwards = await server.api.all<Flow>(`${path}&reverse_order=true`);
      expect(backwards.map(({ id }) => id)).to.deep.equal(
        (await server.api.all<Flow>(path)).map(({ id }) => id).reverse(),
      );
    });
  });

  const WRONG = [
    "timerange=bad",
    "format=video",
    "codec=h264",
    "status=done",
    "source_id=nope",
    "profile_id=nope",
    "frame_width=1.5",
  ];
  const MORE = [
    "frame_height=x",
    "init_segments=1",
    "limit=0",
    "limit=-1",
    "limit=x",
    "limit=",
    "reverse_order=yes",
    "sort_by=updated",
  ];
  const LISTS = [
    "collected_by_ids=nope",
    `collected_by_ids=${uuid()},`,
    `collected_by_ids=${uuid()},,${uuid()}`,
    "tag.a=b,",
    "tag_exists.a=2",
  ];
  for (const query of [
    ...WRONG,
    ...MORE,
    ...LISTS,
    "page=nope",
    "codec=video/a%20b",
    `source_id=${uuid().toUpperCase()}`,
  ]) {
    it(`refuses ?${query} (FLW-013, FLW-014, X-025, X-064, X-098, X-151, X-154, AMB-065, TR-009)`, async () => {
      expectRefusal(await server.api.get(`/flows?${query}`), 400, query.split("=")[0] ?? "");
      expect((await server.api.head(`/flows?${query}`)).status).to.equal(400);
    });
  }
});
