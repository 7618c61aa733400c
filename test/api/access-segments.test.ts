import { expect } from "chai";
import type { Client, Reply } from "../support/client.ts";
import { guarded } from "../support/guarded.ts";
import { segment, uuid } from "../support/make.ts";
import { expectRefusal } from "../support/served.ts";
import {
  allocateOne,
  ingest,
  mustBe,
  newFlow,
  newFragmentedFlow,
  rangesOf,
  register,
  second,
  segmentsOf,
  upload,
} from "../support/steps.ts";

const SAME_HEADERS = [
  "x-paging-limit",
  "x-paging-count",
  "x-paging-reverse-order",
  "x-paging-timerange",
  "x-paging-nextkey",
  "link",
];

/** All that a client sees of a listing, but for the Flow's id, which it asked with. */
function shapeOf(reply: Reply<unknown>, id: string): unknown {
  const headers = SAME_HEADERS.map((name) => reply.headers.get(name)?.replaceAll(id, "ID") ?? null);
  const body = JSON.stringify(reply.body ?? null).replace(/"(time|request_id)":"[^"]*"/g, '"$1":""');
  return { status: reply.status, headers, body: body.replaceAll(id, "ID") };
}

describe("Segments of Flows with permissions", () => {
  const server = guarded();
  const flowOf = (client: Client, ...classes: string[]): Promise<string> =>
    newFlow(client, { tags: { auth_classes: classes } });

  it("are listed for whoever may read the Flow, and 403 for who may do anything else (AUTH-054, AUTH-035)", async () => {
    const { as } = server.current;
    const id = await flowOf(as("nina"), "news");
    await ingest(as("nina"), id, second(0));
    for (const reader of ["nina", "rita", "ada", "root"] as const)
      expect(await rangesOf(as(reader), id), reader).to.eql([second(0)]);
    for (const other of ["wim", "dora"] as const)
      expectRefusal(await as(other).get(`/flows/${id}/segments`), 403, id);
  });

  it("of a hidden Flow look, with every query and by GET and HEAD, as those of an unknown one (AUTH-055, AMB-055)", async () => {
    const { as } = server.current;
    const hidden = await flowOf(as("nina"), "news");
    for (let at = 0; at < 3; at++) await ingest(as("nina"), hidden, second(at));
    const page = mustBe(200, await as("nina").get(`/flows/${hidden}/segments?limit=1`));
    expect(page).to.have.length(1);
    const key = (await as("nina").get(`/flows/${hidden}/segments?limit=1`)).headers.get("x-paging-nextkey");
    const queries = [
      "",
      "?limit=1",
      "?timerange=[0:0_9:0)",
      "?reverse_order=true",
      "?limit=0",
      "?timerange=x",
    ];
    for (const query of [...queries, `?page=${key}`, "?page=nope", "?include_object_timerange=true"]) {
      for (const method of ["GET", "HEAD"]) {
        const unknown = uuid();
        const shapes = [];
        for (const id of [hidden, unknown])
          shapes.push(shapeOf(await as("sam").send(method, `/flows/${id}/segments${query}`), id));
        expect(shapes[0], `${method} ${query}`).to.eql(shapes[1]);
      }
    }
    expect(await rangesOf(as("sam"), hidden)).to.eql([]);
  });

  it("take write to register and delete to delete, and are 404 for whoever may do nothing (AUTH-053, AUTH-056)", async () => {
    const { as } = server.current;
    const id = await flowOf(as("nina"), "news");
    const path = `/flows/${id}/segments`;
    mustBe(201, await as("wim").post(path, segment(second(0))));
    expectRefusal(await as("rita").post(path, segment(second(1))), 403, id);
    expectRefusal(await as("dora").post(path, segment(second(1))), 403, id);
    expectRefusal(await as("sam").post(path, segment(second(1))), 404, id);
    // What is wrong with the body is told only to whoever may write.
    expectRefusal(await as("sam").post(path, { timerange: "x" }), 404, id);
    expectRefusal(await as("rita").post(path, { timerange: "x" }), 403, id);
    expectRefusal(await as("wim").post(path, { timerange: "x" }), 400);
    for (const other of ["wim", "rita", "ada"] as const) expectRefusal(await as(other).del(path), 403, id);
    expectRefusal(await as("sam").del(path), 404, id);
    expectRefusal(await as("sam").del(`${path}?timerange=x`), 404, id);
    expect(await rangesOf(as("nina"), id)).to.eql([second(0)]);
    mustBe(204, await as("dora").del(path));
    expect(await rangesOf(as("nina"), id)).to.eql([]);
  });

  it("go with their Flow by delete, and by nothing less (AUTH-053)", async () => {
    const { as } = server.current;
    const id = await flowOf(as("nina"), "news");
    for (const other of ["wim", "rita", "ada"] as const)
      expectRefusal(await as(other).del(`/flows/${id}`), 403, id);
    expectRefusal(await as("sam").del(`/flows/${id}`), 404, id);
    mustBe(204, await as("dora").del(`/flows/${id}`));
    expectRefusal(await as("nina").get(`/flows/${id}`), 404, id);
  });

  it("reuse an Object only for whoever may read some Flow that uses it, and say the same of one that is unknown (AUTH-056, TRAP-063)", async () => {
    const { as } = server.current;
    const news = await flowOf(as("nina"), "news");
    const object_id = await ingest(as("nina"), news, second(0));
    const sport = await flowOf(as("sam"), "sport");
    const post = (body: object) => as("sam").post<{ summary: string }>(`/flows/${sport}/segments`, body);
    const refused = await post({ object_id, timerange: second(0) });
    expectRefusal(refused, 400, object_id);
    const unknown = uuid();
    const same = await post({ object_id: unknown, timerange: second(0) });
    expect(refused.body.summary.replace(object_id, "ID")).to.equal(same.body.summary.replace(unknown, "ID"));
    // Nor by naming another place for its bytes, which would make them his.
    expectRefusal(await post(segment(second(0), { object_id })), 400, object_id);
    const bulk = await as("sam").post<{ failed_segments: { object_id: string }[] }>(
      `/flows/${sport}/segments`,
      [segment(second(1)), { object_id, timerange: second(2) }],
    );
    expect(mustBe(200, bulk).failed_segments.map((each) => each.object_id)).to.eql([object_id]);
    expect(await rangesOf(as("sam"), sport)).to.eql([second(1)]);
    expectRefusal(await as("sam").get(`/objects/${object_id}`), 404, object_id);
  });

  it("reuse an Object that one readable Flow among hidden ones uses, and not by write alone (AUTH-056)", async () => {
    const { as } = server.current;
    const news = await flowOf(as("nina"), "news");
    const object_id = await ingest(as("nina"), news, second(0));
    const other = await flowOf(as("wim"), "news");
    expectRefusal(
      await as("wim").post(`/flows/${other}/segments`, { object_id, timerange: second(0) }),
      400,
      object_id,
    );
    const both = await flowOf(as("root"), "news", "sport");
    await register(as("root"), both, { object_id, timerange: second(0) });
    const sport = await flowOf(as("sam"), "sport");
    await register(as("sam"), sport, { object_id, timerange: second(0) });
    expect(await rangesOf(as("sam"), sport)).to.eql([second(0)]);
  });

  it("do not get at bytes by naming their Object as an init Object (AUTH-057, TRAP-063)", async () => {
    const { as } = server.current;
    const news = await newFragmentedFlow(as("nina"));
    const init = await allocateOne(as("nina"), news);
    await upload(init, "init");
    const media = await allocateOne(as("nina"), news);
    await upload(media, "media");
    const first = { object_id: media.object_id, timerange: second(0), init_object_id: init.object_id };
    await register(as("nina"), news, first);
    const sport = await newFragmentedFlow(as("sam"));
    const post = (init_object_id: string) =>
      as("sam").post<{ summary: string }>(`/flows/${sport}/segments`, segment(second(0), { init_object_id }));
    const unknown = uuid();
    const answer = (await post(unknown)).body.summary.replace(unknown, "ID");
    // Neither an init Object nor media: what it is would tell that it is there.
    for (const id of [init.object_id, media.object_id]) {
      const refused = await post(id);
      expectRefusal(refused, 400, id);
      expect(refused.body.summary.replace(id, "ID")).to.equal(answer);
    }
    expect(await segmentsOf(as("sam"), sport)).to.eql([]);
  });

  it("do not take an Object that was allocated on another Flow, nor say that there is one (AUTH-056)", async () => {
    const { as } = server.current;
    const news = await flowOf(as("nina"), "news");
    const { object_id } = await allocateOne(as("nina"), news);
    const sport = await flowOf(as("sam"), "sport");
    const post = (id: string) =>
      as("sam").post<{ summary: string }>(`/flows/${sport}/segments`, {
        object_id: id,
        timerange: second(0),
      });
    const unknown = uuid();
    const refused = await post(object_id);
    expectRefusal(refused, 400, object_id);
    expect(refused.body.summary.replace(object_id, "ID")).to.equal(
      (await post(unknown)).body.summary.replace(unknown, "ID"),
    );
  });

  it("show URLs of those Storage Backends only that the caller may read, and of nobody's (AUTH-054, AMB-011)", async () => {
    const { as, open, vault } = server.current;
    const id = await flowOf(as("ned"), "news");
    const inVault = await allocateOne(as("ned"), id, { storage_id: vault.id });
    await upload(inVault, "vault");
    await register(as("ned"), id, { object_id: inVault.object_id, timerange: second(0) });
    await ingest(as("ned"), id, second(1));
    await register(as("ned"), id, segment(second(2)));
    const labels = async (name: "ned" | "nina", query = ""): Promise<(string[] | undefined)[]> =>
      (await segmentsOf(as(name), id, query)).map(({ get_urls: urls }) =>
        urls === undefined ? undefined : [...new Set(urls.map((url) => url.label ?? ""))],
      );
    expect(await labels("ned")).to.eql([["vault"], ["open"], ["elsewhere"]]);
    expect(await labels("nina")).to.eql([[], ["open"], ["elsewhere"]]);
    // A filter leaves nothing of what is there for her, authorisation left nothing by itself: no key, or the empty list.
    expect(await labels("nina", `?accept_storage_ids=${open.id}`)).to.eql([[], ["open"], undefined]);
    expect(await labels("nina", `?accept_storage_ids=${vault.id}`)).to.eql([[], undefined, undefined]);
    expect(await labels("nina", `?accept_storage_ids=${uuid()}`)).to.eql([[], undefined, undefined]);
  });

  it("are filtered by the classes of backends beside what the caller may read, not instead (AUTH-065)", async () => {
    const { as, vault } = server.current;
    const id = await flowOf(as("ned"), "news");
    const { object_id, ...item } = await allocateOne(as("ned"), id, { storage_id: vault.id });
    await upload({ object_id, ...item }, "vault");
    await register(as("ned"), id, { object_id, timerange: second(0) });
    const urls = async (name: "ned" | "nina"): Promise<unknown> =>
      (await segmentsOf(as(name), id, "?storage_backend_tag.auth_classes=vault"))[0]?.get_urls;
    expect(await urls("ned")).to.have.length(2);
    expect(await urls("nina")).to.eql([]);
  });
});
