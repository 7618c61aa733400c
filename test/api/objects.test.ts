import { expect } from "chai";
import { nextOf } from "../support/client.ts";
import { segment, uuid } from "../support/make.ts";
import { expectRefusal, served } from "../support/served.ts";
import {
  allocateOne,
  ingest,
  mustBe,
  newFlow,
  newFragmentedFlow,
  type ObjectDocument,
  objectOf,
  register,
  second,
} from "../support/steps.ts";

describe("Objects", () => {
  const server = served();

  /** An external Object that so many Flows use, each with the tags that `tagsOf` gives it. */
  async function shared(
    count: number,
    tagsOf: (at: number) => Record<string, string | string[]> = () => ({}),
  ) {
    const flows = await Promise.all(
      Array.from({ length: count }, (_, at) => newFlow(server.api, { tags: tagsOf(at) })),
    );
    const body = segment(second(0));
    const { object_id } = body;
    for (const [at, flowId] of flows.entries())
      await register(server.api, flowId, at === 0 ? body : { object_id, timerange: second(0) });
    return { object_id, flows };
  }

  it("show what they are, and nothing that is only the server's (OBJ-001, TRAP-016)", async () => {
    const flowId = await newFlow(server.api);
    const id = await ingest(server.api, flowId, second(0), { key_frame_count: 2 });
    const object = await objectOf(server.api, id);
    expect(object).to.have.all.keys(
      "id",
      "referenced_by_flows",
      "first_referenced_by_flow",
      "timerange",
      "key_frame_count",
      "get_urls",
    );
    expect(object).to.include({
      id,
      timerange: second(0),
      key_frame_count: 2,
      first_referenced_by_flow: flowId,
    });
    const head = await server.api.head(`/objects/${id}`);
    expect(head.status).to.equal(200);
  });

  it("are 404 when unknown, also with a bad query (OBJ-002)", async () => {
    for (const id of [uuid(), "a%2Fb", "nope"]) {
      expectRefusal(await server.api.get(`/objects/${id}`), 404);
      expectRefusal(await server.api.get(`/objects/${id}?limit=x`), 404);
      expect((await server.api.head(`/objects/${id}`)).status).to.equal(404);
    }
  });

  it("list each Flow once, however many Segments it has (OBJ-003, TRAP-054)", async () => {
    const { object_id, flows } = await shared(2);
    for (const at of [5, 6, 7])
      await register(server.api, flows[1] ?? "", { object_id, timerange: second(at), ts_offset: `${at}:0` });
    expect((await objectOf(server.api, object_id)).referenced_by_flows).to.have.members(flows);
    await server.api.del(`/flows/${flows[1]}/segments?timerange=[5:0_7:0)`);
    expect((await objectOf(server.api, object_id)).referenced_by_flows).to.have.members(flows);
    await server.api.del(`/flows/${flows[1]}/segments?timerange=[0:0_8:0)`);
    expect((await objectOf(server.api, object_id)).referenced_by_flows).to.eql([flows[0]]);
  });

  it("of the init kind list the Flows of the media that name them, and have no time (OBJ-004, OBJ-006)", async () => {
    const [first, other] = [await newFragmentedFlow(server.api), await newFragmentedFlow(server.api)];
    const init = (await allocateOne(server.api, first)).object_id;
    const media = await ingest(server.api, first, second(0), { init_object_id: init, key_frame_count: 1 });
    await register(server.api, other, { object_id: media, timerange: second(0) });
    const object = await objectOf(server.api, init);
    expect(object.referenced_by_flows).to.have.members([first, other]);
    expect(object).to.not.have.any.keys("timerange", "key_frame_count", "init_object");
    expect((await objectOf(server.api, media)).timerange).to.equal(second(0));
    await server.api.del(`/flows/${first}/segments`);
    const later = await objectOf(server.api, init);
    expect(later.referenced_by_flows).to.eql([other]);
    await server.api.del(`/flows/${other}/segments`);
    for (const id of [init, media]) expectRefusal(await server.api.get(`/objects/${id}`), 404);
  });

  it("name their first Flow while that uses them (OBJ-005), whatever flow_tag filters (OBJ-010)", async () => {
    const { object_id, flows } = await shared(2, (at) => ({ at: String(at) }));
    const shown = await objectOf(server.api, object_id, "?flow_tag.at=1");
    expect(shown.referenced_by_flows).to.eql([flows[1]]);
    expect(shown.first_referenced_by_flow).to.equal(flows[0]);
    await server.api.del(`/flows/${flows[0]}/segments`);
    const later = await objectOf(server.api, object_id);
    expect(later.referenced_by_flows).to.eql([flows[1]]);
    expect(later.first_referenced_by_flow ?? flows[1]).to.equal(flows[1]);
  });

  it("show their init Object by its id, with its URLs (OBJ-007, TRAP-015)", async () => {
    const flowId = await newFragmentedFlow(server.api);
    const init = (await allocateOne(server.api, flowId)).object_id;
    const media = await ingest(server.api, flowId, second(0), { init_object_id: init });
    const object = await objectOf(server.api, media);
    expect(object.init_object).to.have.all.keys("id", "get_urls");
    expect(object.init_object?.id).to.equal(init);
    const plain = await ingest(server.api, await newFlow(server.api), second(0));
    expect(await objectOf(server.api, plain)).to.not.have.property("init_object");
  });

  it("filter their Flows by tag, as listings do (OBJ-009, X-121, TRAP-013)", async () => {
    const genres = [["news", "sport"], "news", "drama"];
    const { object_id, flows } = await shared(4, (at): Record<string, string | string[]> => {
      const genre = genres[at];
      return genre === undefined ? {} : { genre };
    });
    const left = async (query: string) => (await objectOf(server.api, object_id, query)).referenced_by_flows;
    const at = (...positions: number[]) => positions.map((position) => flows[position]);
    expect(await left("?flow_tag.genre=news")).to.have.members(at(0, 1));
    expect(await left("?flow_tag.genre=sport,drama")).to.have.members(at(0, 2));
    expect(await left("?flow_tag.genre=new")).to.eql([]);
    expect(await left("?flow_tag_exists.genre=false")).to.eql(at(3));
    expect(await left("?flow_tag_exists.genre=true")).to.have.members(at(0, 1, 2));
    expect(await left("?flow_tag.genre=news&flow_tag_exists.genre=false")).to.eql([]);
    expect(await left("?tag.genre=nothing"), "AMB-047").to.have.length(4);
  });

  it("page their Flows, and repeat the rest on each page (OBJ-011, X-056, X-079)", async () => {
    const { object_id, flows } = await shared(7, (at) => ({ parity: at % 2 === 0 ? "even" : "odd" }));
    for (const [query, expected] of [
      ["", flows],
      ["&flow_tag.parity=even", flows.filter((_, at) => at % 2 === 0)],
    ] as const) {
      const seen: string[] = [];
      let pages = 0;
      for (
        let next: string | undefined = `/objects/${object_id}?limit=2${query}`;
        next !== undefined;
        pages++
      ) {
        const reply = await server.api.get<ObjectDocument>(next);
        const { referenced_by_flows, ...rest } = mustBe(200, reply);
        expect(rest).to.include({ id: object_id, timerange: second(0), first_referenced_by_flow: flows[0] });
        expect(rest.get_urls).to.have.length(1);
        expect(reply.headers.get("x-paging-limit")).to.equal("2");
        seen.push(...referenced_by_flows);
        next = nextOf(reply.headers);
        if (next !== undefined)
          expect(new URL(next).searchParams.get("page")).to.equal(reply.headers.get("x-paging-nextkey"));
      }
      expect(pages).to.equal(Math.ceil(expected.length / 2));
      expect(seen)
        .to.have.length(expected.length)
        .and.to.have.members([...expected]);
    }
  });

  it("do not mind a page key of another Object (X-078)", async () => {
    const [one, other] = [await shared(3), await shared(3)];
    const { headers } = await server.api.get(`/objects/${one.object_id}?limit=1`);
    const reply = await server.api.get<ObjectDocument>(
      `/objects/${other.object_id}?page=${headers.get("x-paging-nextkey")}`,
    );
    expect(reply.status).to.be.oneOf([200, 400]);
    if (reply.status === 200) expect(other.flows).to.include.members(reply.body.referenced_by_flows);
  });

  it("refuse bad parameters (OBJ-012)", async () => {
    const { object_id } = await shared(1);
    for (const query of [
      "limit=0",
      "limit=x",
      "page=zzz",
      "presigned=x",
      "verbose_storage=x",
      "flow_tag_exists.a=x",
      "flow_tag.a=b,,c",
    ]) {
      expectRefusal(await server.api.get(`/objects/${object_id}?${query}`), 400);
      expect((await server.api.head(`/objects/${object_id}?${query}`)).status).to.equal(400);
    }
  });

  it("are gone with their last Segment (OBJ-013), and their id is free again (STO-007)", async () => {
    const flowId = await newFlow(server.api);
    const object_id = await ingest(server.api, flowId, second(0));
    await server.api.del(`/flows/${flowId}/segments`);
    expectRefusal(await server.api.get(`/objects/${object_id}`), 404);
    const again = await allocateOne(server.api, flowId, { limit: undefined, object_ids: [object_id] });
    expect(again.object_id).to.equal(object_id);
  });
});
