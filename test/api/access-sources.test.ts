import { expect } from "chai";
import type { Client } from "../support/client.ts";
import { judged } from "../support/judged.ts";
import { multiFlow, type Source, uuid, type VideoFlow, videoFlow } from "../support/make.ts";
import { expectRefusal, storeFlow } from "../support/served.ts";

const POLICY = `
create: [editors]
grants:
  - { group: editors, classes: [news, sport], allow: [read, write, delete] }
  - { group: readers, classes: [news], allow: [read] }
  - { group: writers, classes: [news], allow: [write] }
  - { group: makers, classes: [news], allow: [read, write] }
  - { group: auditors, classes: all, allow: [read] }
  - { group: interns, classes: all, allow: [read] }
  - { group: interns, classes: [embargo], deny: [read] }
  - { group: boards, classes: [secret], allow: [read, write, delete] }
`;

const PARTS = ["", "/label", "/description", "/tags", "/tags/genre"];
const CHANGES: readonly (readonly [string, string, unknown])[] = [
  ["PUT", "/label", "x"],
  ["DELETE", "/label", undefined],
  ["PUT", "/description", "x"],
  ["DELETE", "/description", undefined],
  ["PUT", "/tags/other", "x"],
  ["DELETE", "/tags/other", undefined],
];

describe("access to Sources", () => {
  const server = judged(POLICY);
  /** The Source of a Flow that an administrator made. */
  const stored = async (classes: string[], over: Partial<VideoFlow> = {}): Promise<string> => {
    const tags = { genre: "g", ...(classes.length > 0 && { auth_classes: classes }) };
    return (await storeFlow(server.admin, videoFlow({ ...over, tags }))).source_id;
  };
  const send = (caller: Client, [method, path, body]: readonly [string, string, unknown]) =>
    caller.send(method, path, body === undefined ? {} : { body });
  const sourceOf = async (caller: Client, id: string): Promise<Source> => {
    const { status, body } = await caller.get<Source>(`/sources/${id}`);
    expect(status).to.equal(200);
    return body;
  };

  it("answers a hidden Source and its parts as one that does not exist, word for word (AUTH-035, AUTH-047)", async () => {
    const id = await stored(["secret"]);
    const missing = uuid();
    for (const part of PARTS) {
      const [reply, other] = [
        await server.as("editors").get(`/sources/${id}${part}`),
        await server.as("editors").get(`/sources/${missing}${part}`),
      ];
      expectRefusal(reply, 404);
      expect(summaryOf(reply).replaceAll(id, missing)).to.equal(summaryOf(other));
      expect((await server.as("editors").head(`/sources/${id}${part}`)).status).to.equal(404);
    }
    for (const [method, part, body] of CHANGES) {
      expectRefusal(await send(server.as("editors"), [method, `/sources/${id}${part}`, body]), 404);
    }
  });

  it("takes read to see and write to change, neither giving the other (AUTH-025, AUTH-047)", async () => {
    const id = await stored(["news"]);
    for (const part of PARTS) {
      expect((await server.as("readers").get(`/sources/${id}${part}`)).status).to.equal(200);
      expectRefusal(await server.as("writers").get(`/sources/${id}${part}`), 403, id);
    }
    for (const [method, part, body] of CHANGES) {
      expectRefusal(await send(server.as("readers"), [method, `/sources/${id}${part}`, body]), 403, id);
      expect((await send(server.as("writers"), [method, `/sources/${id}${part}`, body])).status).to.equal(
        204,
      );
    }
  });

  it("answers 404 or 403 before it looks at a body (X-043, AUTH-007)", async () => {
    const [hidden, shown] = [await stored(["secret"]), await stored(["news"])];
    for (const part of ["/label", "/description", "/tags/genre"]) {
      expectRefusal(await server.as("readers").put(`/sources/${hidden}${part}`, 7), 404);
      expectRefusal(await server.as("readers").put(`/sources/${shown}${part}`, 7), 403, shown);
    }
  });

  it("takes the classes of its first Flow and of none later (AUTH-073, SRC-024)", async () => {
    const flow = videoFlow({ tags: { auth_classes: ["sport"] } });
    expect((await server.as("editors").put(`/flows/${flow.id}`, flow)).status).to.equal(201);
    const other = videoFlow({ source_id: flow.source_id, tags: { auth_classes: ["news"] } });
    expect((await server.as("editors").put(`/flows/${other.id}`, other)).status).to.equal(201);
    expect((await sourceOf(server.as("editors"), flow.source_id)).tags).to.eql({ auth_classes: ["sport"] });
    expectRefusal(await server.as("readers").get(`/sources/${flow.source_id}`), 404);
    expect((await server.as("readers").get(`/flows/${other.id}`)).status).to.equal(200);
  });

  it("takes what a class gives of who adds or removes it (AUTH-070, AUTH-071)", async () => {
    const id = await stored(["news"]);
    const tag = `/sources/${id}/tags/auth_classes`;
    const makers = server.as("makers");
    for (const value of [["news", "secret"], "news,secret", ["secret"], []]) {
      expectRefusal(await makers.put(tag, value), 403);
    }
    expectRefusal(await makers.del(tag), 403, "news");
    expect((await sourceOf(server.admin, id)).tags).to.have.deep.property("auth_classes", ["news"]);
    expect((await server.as("editors").put(tag, ["news", "sport"])).status).to.equal(204);
    expect((await server.as("editors").put(tag, ["sport"])).status).to.equal(204);
    expectRefusal(await server.as("readers").get(`/sources/${id}`), 404);
  });

  it("lists what the caller may read, and no more for a filter by class (AUTH-046, AUTH-065)", async () => {
    const label = uuid();
    const ids: Record<string, string> = {};
    for (const [name, classes] of Object.entries({
      news: ["news"],
      both: ["news", "secret"],
      barred: ["news", "embargo"],
      secret: ["secret"],
      none: [],
    })) {
      ids[name] = await stored(classes, { label });
    }
    const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
    const listed = async (caller: Client, more = ""): Promise<(string | undefined)[]> =>
      (await caller.all<Source>(`/sources?label=${label}&limit=2${more}`)).map(({ id }) => names.get(id));
    expect(await listed(server.as("readers"))).to.eql(["barred", "both", "news"]);
    expect(await listed(server.as("readers"), "&reverse_order=true")).to.eql(["news", "both", "barred"]);
    expect(await listed(server.as("readers"), "&tag.auth_classes=secret")).to.eql(["both"]);
    expect(await listed(server.as("interns"))).to.eql(["none", "secret", "both", "news"]);
    expect(await listed(server.as("interns", "readers"))).to.eql(["none", "secret", "both", "news"]);
    expect(await listed(server.as("writers"))).to.eql([]);
    expect(await listed(server.as("auditors"))).to.have.length(5);
    expect(await listed(server.admin)).to.have.length(5);
  });

  it("leaves hidden ends out of what it collects and of what collects it, by filters as well (AUTH-064)", async () => {
    const label = uuid();
    const news = { tags: { auth_classes: ["news"] } };
    const secret = { tags: { auth_classes: ["secret"] } };
    const [shown, hidden] = [
      await storeFlow(server.admin, videoFlow({ label, ...news })),
      await storeFlow(server.admin, videoFlow(secret)),
    ];
    const collector = await storeFlow(server.admin, multiFlow([shown.id, hidden.id], news));
    const covert = await storeFlow(server.admin, multiFlow([shown.id], secret));
    const readers = server.as("readers");
    expect((await sourceOf(readers, collector.source_id)).source_collection).to.eql([
      { id: shown.source_id },
    ]);
    expect((await sourceOf(readers, shown.source_id)).collected_by).to.eql([collector.source_id]);
    expect((await sourceOf(server.admin, shown.source_id)).collected_by).to.have.members([
      collector.source_id,
      covert.source_id,
    ]);
    const found = async (ids: string): Promise<number> =>
      (await readers.all(`/sources?label=${label}&collected_by_ids=${ids}`)).length;
    expect(await found(covert.source_id)).to.equal(0);
    expect(await found(`${covert.source_id},${collector.source_id}`)).to.equal(1);
    expect(await found("")).to.equal(0);
    await server.admin.del(`/flows/${collector.id}/flow_collection`);
    expect(await found(""), "a hidden collector is none").to.equal(1);
    expect(await sourceOf(readers, shown.source_id)).to.not.have.property("collected_by");
  });
});

function summaryOf({ body }: { readonly body: unknown }): string {
  return String((body as { summary?: unknown }).summary);
}
