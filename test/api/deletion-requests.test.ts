import { expect } from "chai";
import { segment } from "../support/make.ts";
import { expectRefusal, nextMillisecond, served } from "../support/served.ts";
import { type DeletionRequest, eventually, mustBe, newFlow, register, second } from "../support/steps.ts";

describe("Deletion Requests", () => {
  const server = served({ services: { deleteAsyncSegments: 0 } });

  const ids: string[] = [];
  before(async () => {
    for (let at = 0; at < 5; at++) {
      const flowId = await newFlow(server.api);
      await register(server.api, flowId, segment(second(0)));
      const { id } = mustBe(202, await server.api.del<DeletionRequest>(`/flows/${flowId}`));
      ids.push(id);
      await eventually(async () => ((await requestOf(id)).status === "done" ? true : undefined));
      await nextMillisecond();
    }
  });

  const requestOf = async (id: string): Promise<DeletionRequest> =>
    mustBe(200, await server.api.get<DeletionRequest>(`/flow-delete-requests/${id}`));

  it("are all listed, newest first, by creation or expiry (DEL-001, DEL-002, DEL-003)", async () => {
    const listed = async (query: string) =>
      (await server.api.all<DeletionRequest>(`/flow-delete-requests${query}`)).map(({ id }) => id);
    expect(await listed("")).to.eql(ids.toReversed());
    for (const sort of ["created", "expiry"]) {
      expect(await listed(`?sort_by=${sort}`)).to.eql(ids.toReversed());
      expect(await listed(`?sort_by=${sort}&reverse_order=true&limit=2`)).to.eql(ids);
    }
    expectRefusal(await server.api.get("/flow-delete-requests?sort_by=flow_id"), 400, "sort_by");
  });

  it("are paged with all five headers (DEL-004, X-057)", async () => {
    const { headers } = await server.api.get("/flow-delete-requests?limit=2");
    for (const [name, value] of [
      ["limit", "2"],
      ["count", "2"],
      ["reverse-order", "false"],
    ] as const)
      expect(headers.get(`x-paging-${name}`)).to.equal(value);
    expect(headers.get("x-paging-nextkey")).to.be.a("string");
    expect(headers.get("link")).to.include('rel="next"');
    expect((await server.api.head("/flow-delete-requests?limit=2")).headers.get("x-paging-count")).to.equal(
      "2",
    );
  });

  it("stay readable when they are done (DEL-010, DEL-015)", async () => {
    for (const id of ids) {
      expect((await requestOf(id)).status).to.equal("done");
      expect((await server.api.head(`/flow-delete-requests/${id}`)).status).to.equal(200);
    }
  });

  it("cannot be written by clients (DM-057)", async () => {
    for (const method of ["PUT", "POST", "DELETE"])
      expectRefusal(await server.api.send(method, `/flow-delete-requests/${ids[0]}`, { body: {} }), 405);
  });
});
