import { expect } from "chai";
import { audioFlow, type Flow, multiFlow, type Source, uuid, videoFlow } from "../support/make.ts";
import { expectRefusal, flowOf, nextMillisecond, replaceFlow, served, storeFlow } from "../support/served.ts";

describe("flow collections", () => {
  const server = served();
  const put = (body: { id: string }) => server.api.put(`/flows/${body.id}`, body);
  const sourceOf = async (id: string): Promise<Source> =>
    (await server.api.get<Source>(`/sources/${id}`)).body;
  const collectedBy = async (id: string): Promise<string[]> =>
    (await flowOf(server.api, id)).collected_by ?? [];
  const members = async (count: number): Promise<Flow[]> => {
    const flows: Flow[] = [];
    for (let n = 0; n < count; n += 1)
      flows.push(await storeFlow(server.api, n % 2 === 0 ? videoFlow() : audioFlow()));
    return flows;
  };
  const ids = (flows: readonly { id: string }[]): string[] => flows.map(({ id }) => id);

  it("keeps order, roles and mappings, and each member gains the collector (FLW-110, FLW-111, DM-014, DM-015)", async () => {
    const [a, b, c] = await members(3);
    const flow_collection = [
      { id: c?.id ?? "", role: "data" },
      {
        id: a?.id ?? "",
        role: "picture",
        container_mapping: { track_index: 0, mp2ts_container: { pid: 481 } },
      },
      { id: b?.id ?? "" },
    ];
    const multi = await storeFlow(server.api, multiFlow([], { flow_collection }));
    expect((await flowOf(server.api, multi.id)).flow_collection).to.deep.equal(flow_collection);
    for (const item of flow_collection) expect(await collectedBy(item.id)).to.deep.equal([multi.id]);
    const turned = flow_collection.toReversed();
    expect(
      (await replaceFlow(server.api, { ...multi, flow_collection: turned } as Flow)).flow_collection,
    ).to.deep.equal(turned);
  });

  it("leaves a member that is no longer listed (FLW-091, FLW-111)", async () => {
    const flows = await members(2);
    const [a, b] = ids(flows);
    const multi = multiFlow(ids(flows));
    await storeFlow(server.api, multi);
    await replaceFlow(server.api, { ...multi, flow_collection: [{ id: b ?? "" }] } as typeof multi);
    expect([await collectedBy(a ?? ""), await collectedBy(b ?? "")]).to.deep.equal([[], [multi.id]]);
    const { flow_collection: _, ...bare } = multi;
    await replaceFlow(server.api, bare);
    expect(await collectedBy(b ?? "")).to.deep.equal([]);
  });

  it("does not move a member's own metadata_updated (FLW-113, AMB-021)", async () => {
    const [member] = await members(1);
    await nextMillisecond();
    const multi = multiFlow([member?.id ?? ""]);
    await storeFlow(server.api, multi);
    const { flow_collection: _, ...bare } = multi;
    await replaceFlow(server.api, bare);
    const after = await flowOf(server.api, member?.id ?? "");
    expect(after).to.include({
      metadata_updated: member?.metadata_updated,
      metadata_version: member?.metadata_version,
    });
  });

  it("takes a collection on a Flow of any format (FLW-116)", async () => {
    const [member] = await members(1);
    const video = await storeFlow(server.api, videoFlow({ flow_collection: [{ id: member?.id ?? "" }] }));
    expect(await collectedBy(member?.id ?? "")).to.deep.equal([video.id]);
  });

  it("refuses unknown members, one listed twice, and itself, and nothing changes (FLW-056, FLW-057, FLW-112, AMB-019, X-044)", async () => {
    const flows = await members(2);
    const multi = await storeFlow(server.api, multiFlow(ids(flows)));
    const unknown = uuid();
    for (const id of [unknown, flows[0]?.id ?? "", multi.id]) {
      const flow_collection = [{ id: flows[0]?.id ?? "" }, { id }];
      expectRefusal(await put({ ...multi, flow_collection } as Flow), 400, id);
      expectRefusal(await server.api.put(`/flows/${multi.id}/flow_collection`, flow_collection), 400, id);
    }
    expect(await flowOf(server.api, multi.id)).to.deep.equal(multi);
    const self = multiFlow([]);
    expectRefusal(await put({ ...self, flow_collection: [{ id: self.id }] } as typeof self), 400, self.id);
    const lost = multiFlow([unknown]);
    expectRefusal(await put(lost), 400, unknown);
    expectRefusal(await server.api.get(`/flows/${lost.id}`), 404);
  });

  it("refuses a circle of any length (FLW-057)", async () => {
    const [base] = await members(1);
    let below = base?.id ?? "";
    const chain: Flow[] = [];
    for (let n = 0; n < 4; n += 1) {
      chain.push(await storeFlow(server.api, multiFlow([below])));
      below = chain.at(-1)?.id ?? "";
    }
    for (const { id } of chain) {
      const path = `/flows/${chain[0]?.id}/flow_collection`;
      expectRefusal(await server.api.put(path, [{ id: base?.id ?? "" }, { id }]), 400, "flow_collection");
    }
    expect(
      (await put({ ...chain[3], flow_collection: [{ id: base?.id }, { id: chain[0]?.id }] } as Flow)).status,
    ).to.equal(204);
  });

  it("lets no two PUTs at once close a circle between them (FLW-057)", async () => {
    for (let round = 0; round < 5; round += 1) {
      const ring = [multiFlow(), multiFlow(), multiFlow()];
      for (const flow of ring) await storeFlow(server.api, flow);
      const replies = await Promise.all(
        ring.map((flow, at) =>
          put({ ...flow, flow_collection: [{ id: ring[(at + 1) % 3]?.id ?? "" }] } as typeof flow),
        ),
      );
      expect(replies.map(({ status }) => status).sort()).to.deep.equal([204, 204, 400]);
    }
  });

  it("lets no two PUTs of quite other Flows close a circle between them (FLW-057)", async () => {
    for (let round = 0; round < 10; round += 1) {
      const [b, d] = [await storeFlow(server.api, multiFlow()), await storeFlow(server.api, multiFlow())];
      const [a, c] = [
        await storeFlow(server.api, multiFlow([b.id])),
        await storeFlow(server.api, multiFlow([d.id])),
      ];
      const replies = await Promise.all([
        server.api.put(`/flows/${b.id}/flow_collection`, [{ id: c.id }]),
        server.api.put(`/flows/${d.id}/flow_collection`, [{ id: a.id }]),
      ]);
      expect(replies.map(({ status }) => status).sort()).to.deep.equal([204, 400]);
    }
  });

  it("never keeps a member that was deleted at the same time (FLW-056, FLW-114)", async () => {
    for (let round = 0; round < 10; round += 1) {
      const member = await storeFlow(server.api, videoFlow());
      const multi = await storeFlow(server.api, multiFlow());
      await Promise.all([
        server.api.put(`/flows/${multi.id}/flow_collection`, [{ id: member.id }]),
        server.api.del(`/flows/${member.id}`),
      ]);
      expect((await flowOf(server.api, multi.id)).flow_collection ?? []).to.deep.equal([]);
      expect((await sourceOf(multi.source_id)).source_collection ?? []).to.deep.equal([]);
    }
  });

  it("loses a member that is deleted, also where the collector is read-only (FLW-114, SRC-028, AMB-020, AMB-064)", async () => {
    const flows = await members(2);
    const [a, b] = ids(flows);
    const multis = [multiFlow([a ?? "", b ?? ""]), multiFlow([a ?? ""], { read_only: true })];
    for (const multi of multis) await storeFlow(server.api, multi);
    expect((await server.api.del(`/flows/${a}`)).status).to.equal(204);
    expect((await flowOf(server.api, multis[0]?.id ?? "")).flow_collection).to.deep.equal([{ id: b }]);
    expect((await flowOf(server.api, multis[1]?.id ?? "")).flow_collection ?? []).to.deep.equal([]);
    expect((await server.api.get(`/flows/${multis[1]?.id}/flow_collection`)).body).to.deep.equal([]);
    expect((await sourceOf(multis[0]?.source_id ?? "")).source_collection).to.deep.equal([
      { id: flows[1]?.source_id },
    ]);
    expect((await sourceOf(multis[1]?.source_id ?? "")).source_collection ?? []).to.deep.equal([]);
  });

  it("leaves the members when the collector goes (FLW-115, SRC-028)", async () => {
    const flows = await members(2);
    const multi = await storeFlow(server.api, multiFlow(ids(flows)));
    await server.api.del(`/flows/${multi.id}`);
    for (const flow of flows) {
      expect(await flowOf(server.api, flow.id)).to.deep.equal(flow);
      expect(await sourceOf(flow.source_id)).to.not.have.property("collected_by");
    }
  });

  it("gives Sources the relations of their Flows, in order and with roles (SRC-026, SRC-027, DM-014, DM-015)", async () => {
    const [a, b] = await members(2);
    const again = await storeFlow(server.api, videoFlow({ source_id: a?.source_id ?? "" }));
    const flow_collection = [
      { id: b?.id ?? "", role: "sound" },
      { id: a?.id ?? "", role: "first" },
      { id: again.id, role: "second" },
    ];
    const multi = await storeFlow(server.api, multiFlow([], { flow_collection }));
    const collection = [
      { id: b?.source_id, role: "sound" },
      { id: a?.source_id, role: "first" },
    ];
    expect((await sourceOf(multi.source_id)).source_collection).to.deep.equal(collection);
    expect((await sourceOf(a?.source_id ?? "")).collected_by).to.deep.equal([multi.source_id]);
    const [listed] = await server.api.all<Source>(
      `/sources?collected_by_ids=${multi.source_id}&sort_by=label`,
    );
    expect(listed?.collected_by).to.deep.equal([multi.source_id]);
    await server.api.del(`/flows/${multi.id}/flow_collection`);
    expect(await sourceOf(multi.source_id)).to.not.have.property("source_collection");
    expect(await sourceOf(a?.source_id ?? "")).to.not.have.property("collected_by");
  });

  it("keeps a Source's relation while another of its Flows still has it (SRC-027, SRC-028)", async () => {
    const [a] = await members(1);
    const one = await storeFlow(server.api, multiFlow([a?.id ?? ""]));
    const two = await storeFlow(server.api, multiFlow([a?.id ?? ""], { source_id: one.source_id }));
    await server.api.del(`/flows/${one.id}`);
    expect((await sourceOf(two.source_id)).source_collection).to.deep.equal([{ id: a?.source_id }]);
    await server.api.del(`/flows/${two.id}`);
    expect(await sourceOf(a?.source_id ?? "")).to.not.have.property("collected_by");
  });
});
