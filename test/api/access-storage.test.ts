import { expect } from "chai";
import { guarded, type UserClient } from "../support/guarded.ts";
import { segment, uuid } from "../support/make.ts";
import { expectRefusal } from "../support/served.ts";
import {
  allocateOne,
  type DeletionRequest,
  eventually,
  mustBe,
  newFlow,
  register,
  second,
} from "../support/steps.ts";

const BACKENDS = "/service/storage-backends";

describe("Storage Backends with permissions", () => {
  const server = guarded();
  const flowOf = (client: UserClient, ...classes: string[]): Promise<string> =>
    newFlow(client, { tags: { auth_classes: classes } });
  const labels = async (client: UserClient, query = ""): Promise<string[]> =>
    (await client.all<{ label: string }>(`${BACKENDS}?${query}`)).map(({ label }) => label);

  it("are listed to whoever may do anything with them, by their configured classes (AUTH-041, AUTH-078)", async () => {
    const { as } = server.current;
    expect(await labels(as("root"))).to.eql(["open", "vault"]);
    expect(await labels(as("ned"))).to.eql(["open", "vault"]);
    expect(await labels(as("ada"))).to.eql(["open", "vault"]);
    expect(await labels(as("nina"))).to.eql(["open"]);
    expect(await labels(as("nobody"))).to.eql([]);
  });

  it("are paged and filtered without a trace of those that are hidden (AUTH-041, AUTH-065)", async () => {
    const { as } = server.current;
    const page = await as("nina").get(`${BACKENDS}?limit=1`);
    expect(page.headers.get("link")).to.equal(null);
    expect(page.headers.get("x-paging-count")).to.equal("1");
    expect(await labels(as("ned"), "limit=1")).to.eql(["open", "vault"]);
    expect(await labels(as("nina"), "tag.auth_classes=vault")).to.eql([]);
    expect(await labels(as("ned"), "tag.auth_classes=vault")).to.eql(["vault"]);
    expect(await labels(as("nina"), "reverse_order=true")).to.eql(["open"]);
  });

  it("take allocations from whoever may write them and the Flow (AUTH-058)", async () => {
    const { as, vault, regroup } = server.current;
    const id = await flowOf(as("nina"), "news");
    const path = `/flows/${id}/storage`;
    expect((await allocateOne(as("wim"), id)).object_id).to.be.a("string");
    expectRefusal(await as("rita").post(path, {}), 403, id);
    expectRefusal(await as("dora").post(path, {}), 403, id);
    expectRefusal(await as("sam").post(path, {}), 404, id);
    for (const bad of [{ limit: 0 }, { object_ids: [] }, { object_ids: 1 }]) {
      expectRefusal(await as("sam").post(path, bad), 404, id);
      expectRefusal(await as("rita").post(path, bad), 403, id);
      expectRefusal(await as("wim").post(path, bad), 400);
    }
    const refused = await as("nina").post<{ summary: string }>(path, { storage_id: vault.id });
    expectRefusal(refused, 400, vault.id);
    const unknown = uuid();
    const same = await as("nina").post<{ summary: string }>(path, { storage_id: unknown });
    expect(refused.body.summary.replace(vault.id, "ID")).to.equal(same.body.summary.replace(unknown, "ID"));
    mustBe(201, await as("ned").post(path, { storage_id: vault.id }));
    await regroup("paul", "news", "vault-read");
    expectRefusal(await as("paul").post(path, { storage_id: vault.id }), 403, vault.id);
  });

  it("are not written through the default by whoever may not write that (AUTH-058)", async () => {
    const { as, vault, regroup } = server.current;
    const id = await flowOf(as("nina"), "news");
    await regroup("paul", "news", "vault");
    const refused = await as("paul").post<{ summary: string }>(`/flows/${id}/storage`, {});
    expectRefusal(refused, 403, "default", "storage_id");
    mustBe(201, await as("paul").post(`/flows/${id}/storage`, { storage_id: vault.id }));
  });
});

describe("Deletion Requests with permissions", () => {
  const server = guarded({ services: { deleteAsyncSegments: 0 } });
  const requested = async (name: "nina" | "paul", path = ""): Promise<DeletionRequest> => {
    const { as } = server.current;
    const id = await newFlow(as(name), { tags: { auth_classes: ["news"] } });
    await register(as(name), id, [segment(second(0)), segment(second(1))]);
    return mustBe(202, await as(name).del<DeletionRequest>(`/flows/${id}${path}`));
  };

  it("are listed to administrators alone (AUTH-062, AUTH-020)", async () => {
    const { as } = server.current;
    const { id } = await requested("nina");
    expect(
      (await as("root").all<DeletionRequest>("/flow-delete-requests")).map((each) => each.id),
    ).to.include(id);
    for (const name of ["nina", "ada", "sam"] as const)
      expectRefusal(await as(name).get("/flow-delete-requests"), 403);
  });

  it("are shown to whoever may delete their Flow, 403 to who may do anything else, 404 to others (AUTH-062)", async () => {
    const { as } = server.current;
    // Segments go, the Flow stays.
    const { id } = await requested("nina", "/segments");
    const path = `/flow-delete-requests/${id}`;
    for (const name of ["nina", "dora", "root"] as const)
      expect(mustBe(200, await as(name).get<DeletionRequest>(path)).id).to.equal(id);
    for (const name of ["rita", "wim", "ada"] as const) expectRefusal(await as(name).get(path), 403, id);
    for (const name of ["sam", "nobody"] as const) expectRefusal(await as(name).get(path), 404, id);
  });

  it("stay their maker's when their Flow is gone, and nobody else's but administrators' (AUTH-062)", async () => {
    const { as, regroup } = server.current;
    await regroup("paul", "news", "store");
    const { id, flow_id } = await requested("paul");
    const path = `/flow-delete-requests/${id}`;
    await eventually(async () =>
      mustBe(200, await as("root").get<DeletionRequest>(path)).status === "done" ? true : undefined,
    );
    expectRefusal(await as("root").get(`/flows/${flow_id}`), 404);
    expectRefusal(await as("dora").get(path), 404, id);
    expect(mustBe(200, await as("paul").get<DeletionRequest>(path))).not.to.have.property("owner");
    // His by who he is, not by what he may do.
    await regroup("paul", "strangers");
    expect(mustBe(200, await as("paul").get<DeletionRequest>(path)).id).to.equal(id);
  });
});
