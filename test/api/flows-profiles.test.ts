import { expect } from "chai";
import {
  audioFlow,
  type Flow,
  linkedFlow,
  type Profile,
  uuid,
  videoFlow,
  videoParameters,
} from "../support/make.ts";
import { expectRefusal, flowOf, replaceFlow, served, storeFlow, storeProfile } from "../support/served.ts";

const TECHNICAL: [string, object][] = [
  ["format", { format: "urn:x-nmos:format:video" }],
  ["codec", { codec: "video/h264" }],
  ["container", { container: "video/mp2t" }],
  ["avg_bit_rate", { avg_bit_rate: 900 }],
  ["segment_duration", { segment_duration: { numerator: 2, denominator: 1 } }],
  ["container_mapping", { container_mapping: { track_index: 0 } }],
  ["essence_parameters", { essence_parameters: videoParameters().essence_parameters }],
  ["all technical fields", videoParameters()],
];

describe("flows made from profiles", () => {
  const server = served();
  const put = (body: { id: string }) => server.api.put<Flow>(`/flows/${body.id}`, body);
  const linked = async (): Promise<{ profile: Profile; flow: Flow }> => {
    const profile = await storeProfile(server.api, {
      flow_metadata: { ...videoParameters(), avg_bit_rate: 900 },
    });
    return { profile, flow: await storeFlow(server.api, linkedFlow(profile.id)) };
  };
  const found = async (query: string, source_id: string): Promise<string[]> =>
    (await server.api.all<Flow>(`/flows?source_id=${source_id}&${query}`)).map(({ id }) => id);

  it("shows the Profile's technical fields and the link, on PUT, GET and in listings (FLW-026, FLW-072, FLW-016, DM-032, DM-033)", async () => {
    const { profile, flow } = await linked();
    expect(flow).to.deep.include({ ...profile.flow_metadata, profile_id: profile.id });
    expect(await flowOf(server.api, flow.id)).to.deep.equal(flow);
    expect(await server.api.all<Flow>(`/flows?source_id=${flow.source_id}`)).to.deep.equal([flow]);
  });

  it("is found by the Profile's values and by the link (FLW-007, FLW-008, FLW-072)", async () => {
    const { profile, flow } = await linked();
    const unlinked = await storeFlow(server.api, videoFlow({ source_id: flow.source_id }));
    for (const query of ["format=urn:x-nmos:format:video", "codec=video/h264", "frame_width=1280"])
      expect(await found(query, flow.source_id), query).to.have.members([flow.id, unlinked.id]);
    expect(await found(`profile_id=${profile.id}`, flow.source_id)).to.deep.equal([flow.id]);
  });

  it("copies no tags, label or description of the Profile (PRF-029)", async () => {
    const profile = await storeProfile(server.api, { label: "x", description: "x", tags: { use: "browse" } });
    const flow = await storeFlow(server.api, linkedFlow(profile.id));
    expect(flow).to.not.have.any.keys("label", "description");
    expect(flow.tags).to.deep.equal({});
  });

  for (const [what, fields] of TECHNICAL) {
    it(`cannot name a Profile beside ${what} (FLW-070, DM-032, TRAP-011)`, async () => {
      const { profile, flow } = await linked();
      const body = { ...linkedFlow(profile.id), ...fields };
      expectRefusal(await put(body), 400);
      expectRefusal(await server.api.get(`/flows/${body.id}`), 404);
      expectRefusal(
        await put({ ...linkedFlow(profile.id, { id: flow.id, source_id: flow.source_id }), ...fields }),
        400,
      );
      expect(await flowOf(server.api, flow.id)).to.deep.equal(flow);
    });
  }

  it("cannot name a Profile that there is not, or no id (FLW-071)", async () => {
    const unknown = uuid();
    expectRefusal(await put(linkedFlow(unknown)), 400, unknown);
    for (const id of ["nope", uuid().toUpperCase()]) expectRefusal(await put(linkedFlow(id)), 400);
    for (const profile_id of [null, 5, {}])
      expectRefusal(await put({ ...linkedFlow(""), profile_id } as { id: string }), 400);
  });

  it("changes its common fields under the same Profile, max_bit_rate among them (FLW-073, FLW-074, FP-063)", async () => {
    const { profile, flow } = await linked();
    const over = { id: flow.id, source_id: flow.source_id, label: "x", max_bit_rate: 5000, tags: { a: "b" } };
    const after = await replaceFlow(server.api, linkedFlow(profile.id, over));
    expect(after).to.deep.include({ ...over, ...profile.flow_metadata, profile_id: profile.id });
    expect((await server.api.put(`/flows/${flow.id}/max_bit_rate`, 6000)).status).to.equal(204);
    expect((await server.api.del(`/flows/${flow.id}/max_bit_rate`)).status).to.equal(204);
  });

  it("refuses technical fields while the link holds, until it is cut (FLW-075)", async () => {
    const { flow } = await linked();
    expectRefusal(await put(videoFlow({ id: flow.id, source_id: flow.source_id })), 400, "profile_id");
    expect(await flowOf(server.api, flow.id)).to.deep.equal(flow);
  });

  it('is cut off by profile_id "" and full technical fields (FLW-076, FLW-007, FLW-029, TRAP-012)', async () => {
    const { profile, flow } = await linked();
    const body = {
      ...videoFlow({ id: flow.id, source_id: flow.source_id, codec: "video/h265" }),
      profile_id: "",
    };
    expect(await replaceFlow(server.api, body))
      .to.include({ codec: "video/h265" })
      .and.not.have.property("profile_id");
    expect(await found(`profile_id=${profile.id}`, flow.source_id)).to.deep.equal([]);
    expect(await server.api.all<Flow>(`/flows?source_id=${flow.source_id}`)).to.have.nested.property(
      "[0].codec",
      "video/h265",
    );
    await replaceFlow(server.api, videoFlow({ id: flow.id, source_id: flow.source_id }));
  });

  it('refuses profile_id "" without technical fields (FLW-077)', async () => {
    const { flow } = await linked();
    expectRefusal(await put(linkedFlow("", { id: flow.id, source_id: flow.source_id })), 400);
    expectRefusal(
      await put({ ...linkedFlow("", { id: flow.id, source_id: flow.source_id }), codec: "video/h264" } as {
        id: string;
      }),
      400,
    );
    expect(await flowOf(server.api, flow.id)).to.deep.equal(flow);
  });

  it('takes profile_id "" with technical fields as none, on creation and without a link (FLW-078, FLW-029)', async () => {
    const body = { ...videoFlow(), profile_id: "" };
    expect(await storeFlow(server.api, body)).to.not.have.property("profile_id");
    expect(await replaceFlow(server.api, body)).to.not.have.property("profile_id");
  });

  it("may switch to a Profile of its own format, and to no other (FLW-079)", async () => {
    const { flow } = await linked();
    const over = { id: flow.id, source_id: flow.source_id };
    const same = await storeProfile(server.api, {
      flow_metadata: { ...videoParameters(), codec: "video/h265" },
    });
    const { id: _, source_id: __, ...audio } = audioFlow();
    const other = await storeProfile(server.api, { flow_metadata: audio });
    expect(await replaceFlow(server.api, linkedFlow(same.id, over))).to.include({
      codec: "video/h265",
      profile_id: same.id,
    });
    expectRefusal(await put(linkedFlow(other.id, over)), 400, "format");
    expect((await flowOf(server.api, flow.id)).profile_id).to.equal(same.id);
  });

  it("may be linked later, by an update of its common fields alone (FLW-072)", async () => {
    const flow = await storeFlow(server.api, videoFlow());
    const { profile } = await linked();
    const after = await replaceFlow(
      server.api,
      linkedFlow(profile.id, { id: flow.id, source_id: flow.source_id }),
    );
    expect(after).to.deep.include({ ...profile.flow_metadata, profile_id: profile.id });
  });

  it("refuses neither a Profile nor technical fields (FLW-080, FLW-031)", async () => {
    const { flow } = await linked();
    expectRefusal(await put({ id: flow.id, source_id: flow.source_id, label: "x" } as { id: string }), 400);
    expectRefusal(await put({ id: uuid(), source_id: uuid() } as { id: string }), 400);
  });

  it("is refused when the Profile's format is not the Source's (FLW-054, DM-018)", async () => {
    const { profile } = await linked();
    const { source_id } = await storeFlow(server.api, audioFlow());
    expectRefusal(await put(linkedFlow(profile.id, { source_id })), 400, "format");
  });

  it("has no avg_bit_rate of its own to set or delete (FP-061, FP-062)", async () => {
    const { flow } = await linked();
    expectRefusal(await server.api.put(`/flows/${flow.id}/avg_bit_rate`, 5), 400, "avg_bit_rate");
    const reply = await server.api.del(`/flows/${flow.id}/avg_bit_rate`);
    expectRefusal(reply, reply.status === 403 ? 403 : 400, "avg_bit_rate");
    expect((await server.api.get(`/flows/${flow.id}/avg_bit_rate`)).body).to.equal(900);
  });

  it("leaves its Profile behind when it goes (PRF-032)", async () => {
    const { profile, flow } = await linked();
    await server.api.del(`/flows/${flow.id}`);
    expect((await server.api.get(`/service/profiles/${profile.id}`)).body).to.deep.equal(profile);
  });
});
