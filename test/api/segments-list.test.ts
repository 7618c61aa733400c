import { expect } from "chai";
import { nextOf } from "../support/client.ts";
import { segment, uuid, videoFlow } from "../support/make.ts";
import { expectRefusal, NOT_UUIDS, served } from "../support/served.ts";
import {
  allocateOne,
  ingest,
  newFlow,
  newFragmentedFlow,
  rangesOf,
  register,
  type Segment,
  second,
  segmentsOf,
} from "../support/steps.ts";

describe("listing Segments", () => {
  const server = served();

  /** A Flow with Segments whose ranges are these, registered in this order. */
  async function flowWith(...ranges: string[]): Promise<string> {
    const flowId = await newFlow(server.api);
    await register(
      server.api,
      flowId,
      ranges.map((range) => segment(range)),
    );
    return flowId;
  }

  it("answers a list in which each has object_id and timerange (SEG-001)", async () => {
    const flowId = await newFlow(server.api);
    const body = segment("[0:0_1:0)");
    await register(server.api, flowId, body);
    const reply = await server.api.get<Segment[]>(`/flows/${flowId}/segments`);
    expect(reply.status).to.equal(200);
    expect(reply.body).to.have.length(1);
    expect(reply.body[0]).to.include({ object_id: body.object_id, timerange: "[0:0_1:0)" });
  });

  it("answers an empty list for a Flow nobody made, and for one without Segments (SEG-002, TRAP-007, X-080)", async () => {
    for (const flowId of [uuid(), await newFlow(server.api)]) {
      const reply = await server.api.get(`/flows/${flowId}/segments`);
      expect(reply.status).to.equal(200);
      expect(reply.body).to.eql([]);
      expect(nextOf(reply.headers)).to.equal(undefined);
    }
  });

  it("answers 404 for what is no Flow id, also where the query is bad too (SEG-003, SEG-026)", async () => {
    for (const id of NOT_UUIDS) {
      expectRefusal(await server.api.get(`/flows/${id}/segments`), 404);
      expectRefusal(await server.api.get(`/flows/${id}/segments?timerange=bad`), 404);
      expect((await server.api.head(`/flows/${id}/segments`)).status).to.equal(404);
    }
  });

  it("sorts ascending by time whatever the order of registration, and exactly reversed (SEG-004, SEG-052, X-099)", async () => {
    const flowId = await flowWith("[5:0_6:0)", "[-2:0_-1:0)", "[0:0_1:0)", "[-0:500000000_0:0)");
    const ascending = ["[-2:0_-1:0)", "[-0:500000000_0:0)", "[0:0_1:0)", "[5:0_6:0)"];
    expect(await rangesOf(server.api, flowId)).to.eql(ascending);
    expect(await rangesOf(server.api, flowId, "?reverse_order=true")).to.eql(ascending.toReversed());
  });

  it("puts a Segment before the instant at its end (SEG-005)", async () => {
    const flowId = await flowWith("[2:0]", "[1:0_2:0)");
    expect(await rangesOf(server.api, flowId)).to.eql(["[1:0_2:0)", "[2:0]"]);
    expect(await rangesOf(server.api, flowId, "?reverse_order=true")).to.eql(["[2:0]", "[1:0_2:0)"]);
  });

  describe("by timerange", () => {
    let flowId = "";
    before(async () => {
      flowId = await flowWith("[0:0_10:0)", "[10:0_20:0)", "[20:0_30:0]", "[40:0]");
    });

    const cases: readonly (readonly [range: string, expected: readonly string[]])[] = [
      ["[10:0_20:0)", ["[10:0_20:0)"]],
      ["[5:0_15:0)", ["[0:0_10:0)", "[10:0_20:0)"]],
      ["[10:0_20:0]", ["[10:0_20:0)", "[20:0_30:0]"]],
      ["(30:0_40:0)", []],
      ["[30:0_40:0)", ["[20:0_30:0]"]],
      ["(30:0_40:0]", ["[40:0]"]],
      ["_0:0)", []],
      ["_0:0]", ["[0:0_10:0)"]],
      ["(40:0_", []],
      ["[40:0_", ["[40:0]"]],
      ["[9:999999999_10:0)", ["[0:0_10:0)"]],
      ["[100:0_5:0]", []],
      ["(5:0)", []],
    ];
    for (const [range, expected] of cases) {
      it(`keeps what overlaps ${range} at all, by its marks (SEG-006)`, async () => {
        expect(await rangesOf(server.api, flowId, `?timerange=${range}`)).to.eql(expected);
        const encoded = encodeURIComponent(range);
        expect(await rangesOf(server.api, flowId, `?timerange=${encoded}`)).to.eql(expected);
      });
    }

    it("finds the Segment that holds an instant, marked or bare (SEG-007, TRAP-002)", async () => {
      for (const instant of ["[5:0]", "5:0", "[5:0", "5:0]"]) {
        expect(await rangesOf(server.api, flowId, `?timerange=${instant}`)).to.eql(["[0:0_10:0)"]);
      }
      expect(await rangesOf(server.api, flowId, "?timerange=10:0")).to.eql(["[10:0_20:0)"]);
    });

    it("answers nothing for never and all for eternity (SEG-008)", async () => {
      for (const never of ["()", "", "[]", "("])
        expect(await rangesOf(server.api, flowId, `?timerange=${never}`)).to.eql([]);
      for (const always of ["_", "[_]", "(_)"])
        expect(await rangesOf(server.api, flowId, `?timerange=${always}`)).to.have.length(4);
    });

    it("refuses what is no timerange, boolean, limit or page (SEG-023)", async () => {
      const bad = [
        "timerange=bad",
        "timerange=[00:0_1:0)",
        "timerange=[0:0_1:0)%0A",
        "reverse_order=maybe",
        "verbose_storage=1",
        "include_object_timerange=si",
        "presigned=perhaps",
        "limit=0",
        "limit=-1",
        "limit=abc",
        "page=never-issued",
        "accept_storage_ids=nope",
      ];
      for (const query of bad) {
        expectRefusal(await server.api.get(`/flows/${flowId}/segments?${query}`), 400);
        expect((await server.api.head(`/flows/${flowId}/segments?${query}`)).status).to.equal(400);
      }
    });
  });

  it("finds every overlapping Segment also when one is much longer than the rest (SEG-006)", async () => {
    const flowId = await flowWith("[0:0_5000:0)", second(5000), second(5001), "[-90000:0_-80000:0)");
    expect(await rangesOf(server.api, flowId, "?timerange=[4999:0_5001:0)")).to.eql([
      "[0:0_5000:0)",
      "[5000:0_5001:0)",
    ]);
    expect(await rangesOf(server.api, flowId, "?timerange=[-80001:0]")).to.eql(["[-90000:0_-80000:0)"]);
  });

  it("keeps the Segments of one Object, exactly, and in the range as well (SEG-009)", async () => {
    const flowId = await newFlow(server.api);
    const body = segment("[0:0_1:0)", { object_timerange: "[0:0_3:0)" });
    const { object_id } = body;
    await register(server.api, flowId, [
      body,
      segment(second(1)),
      { object_id, timerange: second(2), ts_offset: "1:0" },
    ]);
    expect(await rangesOf(server.api, flowId, `?object_id=${object_id}`)).to.eql([second(0), second(2)]);
    expect(await rangesOf(server.api, flowId, `?object_id=${object_id}&timerange=[1:0_9:0)`)).to.eql([
      second(2),
    ]);
    expect(await rangesOf(server.api, flowId, `?object_id=${object_id.slice(0, -1)}`)).to.eql([]);
  });

  it("does not take an init Object's id for an Object's (SEG-010), and shows the init Object by object_id (SEG-015, TRAP-015)", async () => {
    const flowId = await newFragmentedFlow(server.api);
    const init = await allocateOne(server.api, flowId);
    const media = await ingest(server.api, flowId, second(0), { init_object_id: init.object_id });
    expect(await rangesOf(server.api, flowId, `?object_id=${init.object_id}`)).to.eql([]);
    const [shown] = await segmentsOf(server.api, flowId, `?object_id=${media}`);
    expect(shown?.init_object?.object_id).to.equal(init.object_id);
    expect(shown?.init_object).to.have.all.keys("object_id", "get_urls");
    const plain = await newFlow(server.api);
    await ingest(server.api, plain, second(0));
    expect((await segmentsOf(server.api, plain))[0]).to.not.have.property("init_object");
  });

  it("loses URLs to URL filters, never Segments (SEG-012), and then has no get_urls (SEG-013, AMB-011)", async () => {
    const flowId = await newFlow(server.api);
    await ingest(server.api, flowId, second(0));
    await register(server.api, flowId, segment(second(1)));
    for (const entry of await segmentsOf(server.api, flowId)) expect(entry.get_urls).to.not.be.empty;
    const filtered = await segmentsOf(server.api, flowId, "?accept_get_urls=elsewhere");
    expect(filtered.map((entry) => entry.timerange)).to.eql([second(0), second(1)]);
    expect(filtered[0]).to.not.have.property("get_urls");
    expect(filtered[1]?.get_urls).to.have.length(1);
  });

  it("shows object_timerange on every Segment when asked, also an inferred one, else on none (SEG-014, TRAP-049)", async () => {
    const flowId = await newFlow(server.api);
    await register(server.api, flowId, [
      segment(second(0)),
      segment(second(10), { ts_offset: "10:0" }),
      segment(second(20), { object_timerange: "[19:0_22:0)" }),
    ]);
    const shown = await segmentsOf(server.api, flowId, "?include_object_timerange=true");
    expect(shown.map((entry) => entry.object_timerange)).to.eql([second(0), second(0), "[19:0_22:0)"]);
    for (const query of ["", "?include_object_timerange=false"])
      for (const entry of await segmentsOf(server.api, flowId, query))
        expect(entry).to.not.have.property("object_timerange");
  });

  it("gives optional fields back as registered, and no others (SEG-016, SEG-018, TRAP-014)", async () => {
    const flowId = await newFlow(server.api);
    const given = {
      ts_offset: "-5:500000000",
      last_duration: "0:40000000",
      sample_offset: 3,
      sample_count: 25,
      key_frame_count: 1,
    };
    await register(server.api, flowId, [segment(second(0), given), segment(second(1))]);
    const [full, bare] = await segmentsOf(server.api, flowId);
    expect(full).to.include(given);
    expect(bare).to.have.all.keys("object_id", "timerange", "get_urls");
  });

  it("reads an offset that nobody gave as absent or zero (SEG-017)", async () => {
    const flowId = await flowWith(second(0));
    const [shown] = await segmentsOf(server.api, flowId);
    expect(shown?.ts_offset ?? "0:0").to.equal("0:0");
  });

  it("shows key frames and URLs of the Object on all Segments that use it (SEG-019, DM-007)", async () => {
    const flowId = await newFlow(server.api);
    const other = await newFlow(server.api);
    const body = segment(second(0), { key_frame_count: 7 });
    await register(server.api, flowId, body);
    await register(server.api, other, { object_id: body.object_id, timerange: second(8), ts_offset: "8:0" });
    const [first] = await segmentsOf(server.api, flowId);
    const [reuse] = await segmentsOf(server.api, other);
    expect(reuse?.key_frame_count).to.equal(7);
    expect(reuse?.get_urls).to.eql(first?.get_urls);
  });

  it("never shows what is only the server's (SEG-020, TRAP-016)", async () => {
    const flowId = await newFragmentedFlow(server.api);
    const init = await allocateOne(server.api, flowId);
    await ingest(server.api, flowId, second(0), { init_object_id: init.object_id });
    const [shown] = await segmentsOf(
      server.api,
      flowId,
      "?verbose_storage=true&include_object_timerange=true",
    );
    const known = ["object_id", "timerange", "object_timerange", "get_urls", "init_object"];
    expect(Object.keys(shown ?? {})).to.have.members(known);
  });

  it("tells page, order and span in its headers, on an empty page too (SEG-021, X-055, X-073 to X-076)", async () => {
    const flowId = await flowWith("[0:0_1:0)", "[4:0_5:0]", "[7:0_8:0)");
    const page = await server.api.get(`/flows/${flowId}/segments?limit=2`);
    expect(page.headers.get("x-paging-count")).to.equal("2");
    expect(page.headers.get("x-paging-limit")).to.equal("2");
    expect(page.headers.get("x-paging-reverse-order")).to.equal("false");
    expect(page.headers.get("x-paging-timerange")).to.equal("[0:0_5:0]");
    expect(page.headers.get("x-paging-nextkey")).to.be.a("string");
    const last = await server.api.get(nextOf(page.headers) ?? "");
    expect(last.headers.get("x-paging-timerange")).to.equal("[7:0_8:0)");
    expect(last.headers.get("x-paging-nextkey")).to.equal(null);
    const empty = await server.api.get(`/flows/${flowId}/segments?timerange=()&reverse_order=true`);
    expect(empty.headers.get("x-paging-count")).to.equal("0");
    expect(empty.headers.get("x-paging-timerange")).to.equal("()");
    expect(empty.headers.get("x-paging-reverse-order")).to.equal("true");
    const head = await server.api.head(`/flows/${flowId}/segments?limit=2`);
    expect(head.headers.get("x-paging-timerange")).to.equal("[0:0_5:0]");
  });

  it("pages in both directions and with every filter (SEG-022, X-071)", async () => {
    const flowId = await newFlow(server.api);
    const first = segment(second(0), { object_timerange: "[0:0_40:0)" });
    const { object_id } = first;
    const reuse = Array.from({ length: 19 }, (_, at) => ({ object_id, timerange: second(2 * at + 2) }));
    const others = Array.from({ length: 20 }, (_, at) => segment(second(2 * at + 1)));
    await register(server.api, flowId, [first, ...reuse, ...others]);
    const queries = ["", `&object_id=${object_id}`, "&timerange=[3:0_30:0)", "&accept_get_urls="];
    for (const filter of [...queries, `&object_id=${object_id}&timerange=[3:0_30:0)&presigned=true`]) {
      const whole = await rangesOf(server.api, flowId, `?limit=1000${filter}`);
      for (const limit of [1, 7, whole.length])
        expect(await rangesOf(server.api, flowId, `?limit=${limit}${filter}`)).to.eql(whole);
      expect(await rangesOf(server.api, flowId, `?limit=7&reverse_order=true${filter}`)).to.eql(
        whole.toReversed(),
      );
      const full = await server.api.get(`/flows/${flowId}/segments?limit=${whole.length}${filter}`);
      expect(nextOf(full.headers), "the last page is full").to.equal(undefined);
    }
  });

  it("does not repeat or lose a Segment when others come and go during the walk (X-070, TRAP-022)", async () => {
    const flowId = await flowWith(...Array.from({ length: 10 }, (_, at) => second(10 * at)));
    const first = await server.api.get<Segment[]>(`/flows/${flowId}/segments?limit=5`);
    await server.api.del(`/flows/${flowId}/segments?timerange=[0:0_25:0)`);
    await register(server.api, flowId, [segment(second(5)), segment(second(55))]);
    const rest = await server.api.get<Segment[]>(nextOf(first.headers) ?? "");
    expect(rest.body.map((entry) => entry.timerange)).to.eql([
      second(50),
      second(55),
      second(60),
      second(70),
      second(80),
    ]);
  });

  it("refuses a page key of another listing (X-078)", async () => {
    const flowId = await flowWith(second(0), second(1));
    const { headers } = await server.api.get(`/flows/${flowId}/segments?limit=1`);
    const key = headers.get("x-paging-nextkey") ?? "";
    expectRefusal(await server.api.get(`/flows?page=${key}`), 400, "page");
    expectRefusal(
      await server.api.get(`/flows/${flowId}/segments?reverse_order=true&page=${key}`),
      400,
      "page",
    );
  });

  it("shows a Segment to the very next GET (SEG-024)", async () => {
    const flowId = await newFlow(server.api);
    for (let at = 0; at < 10; at++) {
      await register(server.api, flowId, segment(second(at)));
      expect(await rangesOf(server.api, flowId)).to.have.length(at + 1);
    }
  });

  it("reads a read-only Flow (SEG-025, FP-043)", async () => {
    const flow = videoFlow();
    await server.api.put(`/flows/${flow.id}`, flow);
    await register(server.api, flow.id, segment(second(0)));
    await server.api.put(`/flows/${flow.id}/read_only`, true);
    expect(await rangesOf(server.api, flow.id)).to.eql([second(0)]);
  });

  it("keeps URLs that grant access out of caches (HDR-06)", async () => {
    const flowId = await flowWith(second(0));
    const reply = await server.api.get(`/flows/${flowId}/segments`);
    expect(reply.headers.get("cache-control")).to.match(/no-store|private/);
  });
});

describe("listing a long Flow", () => {
  const server = served();
  const COUNT = 10_000;
  let flowId = "";

  before(async function () {
    this.timeout(120_000);
    flowId = await newFlow(server.api);
    const bodies = Array.from({ length: COUNT }, (_, at) => segment(second((at * 7919) % COUNT)));
    await register(server.api, flowId, bodies);
  });

  for (const [direction, query] of [
    ["forwards", ""],
    ["backwards", "&reverse_order=true"],
  ] as const) {
    it(`walks 10,000 Segments of one bulk POST ${direction}, each exactly once (SEG-030, SEG-052, X-069)`, async function () {
      this.timeout(120_000);
      const seen: string[] = [];
      for await (const page of server.api.pages<Segment>(`/flows/${flowId}/segments?limit=1000${query}`)) {
        expect(page.items).to.have.length(1000);
        seen.push(...page.items.map((entry) => entry.timerange));
      }
      const expected = Array.from({ length: COUNT }, (_, at) => second(at));
      expect(seen).to.eql(query === "" ? expected : expected.reverse());
    });
  }

  it("lowers a limit beyond the maximum and says so (X-062, X-063)", async () => {
    const reply = await server.api.get<Segment[]>(`/flows/${flowId}/segments?limit=999999999999999999999`);
    expect(reply.headers.get("x-paging-limit")).to.equal("1000");
    expect(reply.body).to.have.length(1000);
  });

  it("jumps into the middle by timerange (SEG-006)", async () => {
    expect(await rangesOf(server.api, flowId, "?timerange=[5000:500000000_5002:0)")).to.eql([
      second(5000),
      second(5001),
    ]);
  });
});
