import { expect } from "chai";
import type { Reply } from "../support/client.ts";
import { guarded, type UserClient } from "../support/guarded.ts";
import { segment, uuid } from "../support/make.ts";
import { expectRefusal } from "../support/served.ts";
import {
  allocateOne,
  eventually,
  ingest,
  mustBe,
  newFlow,
  newFragmentedFlow,
  type ObjectDocument,
  objectOf,
  register,
  second,
  upload,
} from "../support/steps.ts";

describe("Objects of Flows with permissions", () => {
  const server = guarded();
  const flowOf = (client: UserClient, ...classes: string[]): Promise<string> =>
    newFlow(client, { tags: { auth_classes: classes } });
  /** An Object that a Flow of each class uses, the first of which registered it. */
  const shared = async (...classes: string[]): Promise<{ id: string; flows: string[] }> => {
    const root = server.current.as("root");
    const flows = [];
    for (const name of classes) flows.push(await flowOf(root, name));
    const id = await ingest(root, flows[0] ?? "", second(0));
    for (const flow of flows.slice(1)) await register(root, flow, { object_id: id, timerange: second(0) });
    return { id, flows };
  };
  const labelsOf = (object: ObjectDocument): (string | undefined)[] => [
    ...new Set(object.get_urls?.map((url) => url.label)),
  ];

  it("are 404 where the caller may read no Flow that uses them, like unknown ones (AUTH-059)", async () => {
    const { as } = server.current;
    const { id } = await shared("news");
    for (const reader of ["nina", "rita", "ada", "root"] as const)
      expect((await objectOf(as(reader), id)).id).to.equal(id);
    for (const other of ["sam", "wim", "dora", "nobody"] as const) {
      expectRefusal(await as(other).get(`/objects/${id}`), 404, id);
      expect((await as(other).head(`/objects/${id}`)).status).to.equal(404);
      // Nor does a bad query tell them from unknown ones.
      expectRefusal(await as(other).get(`/objects/${id}?limit=x`), 404, id);
    }
  });

  it("name the Flows only that the caller may read, the one that came first included (AUTH-059)", async () => {
    const { as } = server.current;
    const { id, flows } = await shared("news", "sport", "news");
    const [first, second_, third] = flows;
    const forSam = await objectOf(as("sam"), id);
    expect(forSam.referenced_by_flows).to.eql([second_]);
    expect(forSam).not.to.have.property("first_referenced_by_flow");
    const forNina = await objectOf(as("nina"), id);
    expect(forNina.referenced_by_flows).to.have.members([first, third]);
    expect(forNina.first_referenced_by_flow).to.equal(first);
    expect((await objectOf(as("ada"), id)).referenced_by_flows).to.have.members(flows);
  });

  it("are paged over the Flows that the caller may read, not over those that are hidden (AUTH-059)", async () => {
    const { as } = server.current;
    const { id, flows } = await shared("news", "sport", "sport", "news", "sport", "news", "sport");
    const found: string[] = [];
    for (let next: string | undefined = `/objects/${id}?limit=1`; next !== undefined; ) {
      const reply: Reply<ObjectDocument> = await as("nina").get<ObjectDocument>(next);
      found.push(...mustBe(200, reply).referenced_by_flows);
      expect(reply.body.referenced_by_flows).to.have.length(1);
      next = /<([^>]*)>/.exec(reply.headers.get("link") ?? "")?.[1];
    }
    expect(found).to.have.members([flows[0], flows[3], flows[5]]);
  });

  it("have an empty list where a filter leaves nothing of the Flows that may be read (AUTH-059, AUTH-065)", async () => {
    const { as } = server.current;
    const { id, flows } = await shared("news", "sport");
    const filtered = async (query: string): Promise<string[]> =>
      (await objectOf(as("nina"), id, query)).referenced_by_flows;
    expect(await filtered("?flow_tag.auth_classes=sport")).to.eql([]);
    expect(await filtered("?flow_tag.auth_classes=news,sport")).to.eql([flows[0]]);
    expect(await filtered("?flow_tag.genre=x")).to.eql([]);
  });

  it("that are denied are hidden from those who may read everything else (AUTH-034)", async () => {
    const { as } = server.current;
    const { id, flows } = await shared("news", "embargo");
    expect((await objectOf(as("ada"), id)).referenced_by_flows).to.have.members(flows);
    expect((await objectOf(as("emil"), id)).referenced_by_flows).to.eql([flows[0]]);
    const both = await newFlow(as("root"), { tags: { auth_classes: ["news", "embargo"] } });
    const denied = await ingest(as("root"), both, second(0));
    expect((await objectOf(as("ada"), denied)).id).to.equal(denied);
    expectRefusal(await as("emil").get(`/objects/${denied}`), 404, denied);
  });

  it("show URLs of readable Storage Backends, also of their init Object (AUTH-059)", async () => {
    const { as, vault } = server.current;
    const flow = await newFragmentedFlow(as("ned"));
    const init = await allocateOne(as("ned"), flow, { storage_id: vault.id });
    await upload(init, "init");
    const media = await allocateOne(as("ned"), flow);
    await upload(media, "media");
    const { object_id } = media;
    await register(as("ned"), flow, { object_id, timerange: second(0), init_object_id: init.object_id });
    const forNed = await objectOf(as("ned"), object_id);
    expect(forNed.init_object?.get_urls?.map((url) => url.label)).to.eql(["vault", "vault"]);
    const forNina = await objectOf(as("nina"), object_id);
    expect(labelsOf(forNina)).to.eql(["open"]);
    expect(forNina.init_object).to.eql({ id: init.object_id, get_urls: [] });
    expect((await objectOf(as("nina"), init.object_id)).get_urls).to.eql([]);
  });

  it("take instances from whoever may write a Flow that uses them and the Storage Backend (AUTH-060, AUTH-061)", async () => {
    const { as, open, vault } = server.current;
    const { id } = await shared("news");
    const path = `/objects/${id}/instances`;
    const url = (label: string) => ({ url: `https://media.example.com/${label}`, label });
    expectRefusal(await as("sam").post(path, url("sam")), 404, id);
    expectRefusal(await as("rita").post(path, url("rita")), 403, id);
    expectRefusal(await as("dora").post(path, url("dora")), 404, id);
    expectRefusal(await as("sam").post(path, { url: 1 }), 404, id);
    mustBe(201, await as("wim").post(path, url("wim")));
    // A backend that is hidden is as one that there is not.
    const refused = await as("nina").post<{ summary: string }>(path, { storage_id: vault.id });
    expectRefusal(refused, 400, vault.id);
    const unknown = uuid();
    const same = await as("nina").post<{ summary: string }>(path, { storage_id: unknown });
    expect(refused.body.summary.replace(vault.id, "ID")).to.equal(same.body.summary.replace(unknown, "ID"));
    expectRefusal(await as("ada").post(path, { storage_id: vault.id }), 403);
    mustBe(201, await as("ned").post(path, { storage_id: vault.id }));
    await eventually(async () =>
      labelsOf(await objectOf(as("ned"), id)).includes("vault") ? true : undefined,
    );
    expect(labelsOf(await objectOf(as("nina"), id))).to.eql(["open", "wim"]);
    const remove = (name: "sam" | "rita" | "ada" | "nina" | "ned", query: string) =>
      as(name).del(`${path}?${query}`);
    expectRefusal(await remove("sam", "label=wim"), 404, id);
    expectRefusal(await remove("rita", "label=wim"), 403, id);
    // By its id and by its label: both are those of the backend.
    expectRefusal(await remove("nina", `storage_id=${vault.id}`), 404, vault.id);
    expectRefusal(await remove("nina", "label=vault"), 404, "vault");
    mustBe(204, await remove("ned", `storage_id=${vault.id}`));
    mustBe(204, await remove("nina", "label=wim"));
    expect(labelsOf(await objectOf(as("root"), id))).to.eql(["open"]);
    expect(open.label).to.equal("open");
  });

  it("take the label of a hidden Storage Backend like any other, and mean one thing by it to each (OBJ-025, OBJ-045)", async () => {
    const { as, vault } = server.current;
    const flow = await flowOf(as("ned"), "news");
    const item = await allocateOne(as("ned"), flow, { storage_id: vault.id });
    await upload(item, "vault");
    await register(as("ned"), flow, { object_id: item.object_id, timerange: second(0) });
    const id = item.object_id;
    const path = `/objects/${id}/instances`;
    const url = "https://far.example.com/bytes";
    const add = (name: "nina" | "ned", label: string) => as(name).post(path, { url, label });
    for (const label of ["open", "vault"]) expectRefusal(await add("ned", label), 400, label, "label");
    expectRefusal(await add("nina", "open"), 400, "open", "label");
    mustBe(201, await add("nina", "free"));
    mustBe(201, await add("nina", "vault"));
    expectRefusal(await add("nina", "vault"), 400, "vault", "label");
    const shown = async (name: "nina" | "ned" | "root", query = ""): Promise<string[]> =>
      ((await objectOf(as(name), id, query)).get_urls ?? []).map(
        (each) => `${each.label} ${each.url === url ? "far" : "ours"}`,
      );
    expect(await shown("nina")).to.eql(["free far", "vault far"]);
    expect(await shown("nina", "?accept_get_urls=vault")).to.eql(["vault far"]);
    // To whom the backend is known its label is not another's, who could be anybody.
    for (const name of ["ned", "root"] as const) {
      expect(await shown(name)).to.eql(["vault ours", "vault ours", "free far", "undefined far"]);
      expect(await shown(name, "?accept_get_urls=vault")).to.eql(["vault ours", "vault ours"]);
    }
    mustBe(204, await as("nina").del(`${path}?label=vault`));
    expectRefusal(await as("nina").del(`${path}?label=vault`), 404, "vault");
    mustBe(201, await add("nina", "vault"));
    mustBe(204, await as("ned").del(`${path}?label=vault`));
    expect(await shown("ned")).to.eql(["free far", "undefined far"]);
    mustBe(204, await as("ned").del(`${path}?label=vault`));
    expect(await shown("nina")).to.eql(["free far"]);
  });

  it("are registered with URLs under the label of a hidden Storage Backend as under any other (AMB-039)", async () => {
    const { as } = server.current;
    const flow = await flowOf(as("nina"), "news");
    const body = (label: string, at: number) =>
      segment(second(at), { get_urls: [{ url: "https://far.example.com/bytes", label }] });
    for (const [at, label] of ["free", "vault"].entries())
      mustBe(201, await as("nina").post(`/flows/${flow}/segments`, body(label, at)));
    expectRefusal(await as("nina").post(`/flows/${flow}/segments`, body("open", 2)), 400, "open");
    expectRefusal(await as("ned").post(`/flows/${flow}/segments`, body("vault", 2)), 400, "vault");
  });

  it("refuse to whoever may only read a Storage Backend to put copies there, or to remove them (AUTH-060)", async () => {
    const { as, vault, regroup } = server.current;
    await regroup("paul", "news", "store", "vault-read");
    const { id } = await shared("news");
    const path = `/objects/${id}/instances`;
    expectRefusal(await as("paul").post(path, { storage_id: vault.id }), 403, vault.id);
    mustBe(201, await as("ned").post(path, { storage_id: vault.id }));
    await eventually(async () =>
      labelsOf(await objectOf(as("paul"), id)).includes("vault") ? true : undefined,
    );
    expectRefusal(await as("paul").del(`${path}?storage_id=${vault.id}`), 403, vault.id);
  });

  it("give their bytes by an unsigned URL to whoever may read them, and to others by a signed one alone (X-146)", async () => {
    const { as, vault } = server.current;
    const flow = await flowOf(as("ned"), "news");
    const item = await allocateOne(as("ned"), flow, { storage_id: vault.id });
    await upload(item, "precious");
    await register(as("ned"), flow, { object_id: item.object_id, timerange: second(0) });
    const [url = ""] = ((await objectOf(as("ned"), item.object_id, "?presigned=false")).get_urls ?? []).map(
      (each) => each.url,
    );
    const [signed = ""] = ((await objectOf(as("ned"), item.object_id, "?presigned=true")).get_urls ?? []).map(
      (each) => each.url,
    );
    const fetched = (name: "ned" | "nina" | "sam", at: string): Promise<Response> =>
      fetch(at, { headers: { Authorization: as(name).authorization } });
    expect(await (await fetched("ned", url)).text()).to.equal("precious");
    // Nina may read the Flow but not the backend, Sam neither.
    expect((await fetched("nina", url)).status).to.equal(404);
    expect((await fetched("sam", url)).status).to.equal(404);
    expect((await fetch(url)).status).to.be.oneOf([401, 403]);
    expect(await (await fetch(signed)).text()).to.equal("precious");
    expect((await fetch(signed.replace(/signature=./, "signature=~"))).status).not.to.equal(200);
  });

  it("take bytes by an unsigned URL from whoever may write the Flow they were allocated on", async () => {
    const { as } = server.current;
    const flow = await flowOf(as("nina"), "news");
    const put = (name: "sam" | "rita" | "wim", url: string): Promise<Response> =>
      fetch(url, {
        method: "PUT",
        body: "bytes",
        headers: { "content-type": "video/mp2t", Authorization: as(name).authorization },
      });
    const { put_url } = await allocateOne(as("nina"), flow, { presigned: false });
    expect((await put("sam", put_url.url)).status).to.equal(404);
    expect((await put("rita", put_url.url)).status).to.equal(404);
    expect((await put("wim", put_url.url)).status).to.equal(200);
  });

  it("keep what nobody's Storage Backend holds for all who may read a Flow (AUTH-054)", async () => {
    const { as } = server.current;
    const flow = await flowOf(as("nina"), "news");
    const body = segment(second(0));
    await register(as("nina"), flow, body);
    expect(labelsOf(await objectOf(as("ada"), body.object_id))).to.eql(["elsewhere"]);
  });
});
