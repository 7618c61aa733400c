import { expect } from "chai";
import { createToken } from "../../src/auth/api-tokens.ts";
import type { Scope } from "../../src/contract/operations.ts";
import { Client, type Reply, type Sent } from "../support/client.ts";
import { guarded, type UserClient, type UserName } from "../support/guarded.ts";
import { uuid, type Webhook, webhook } from "../support/make.ts";
import { ORIGIN_ALLOW } from "../support/origin.ts";
import { expectRefusal } from "../support/served.ts";
import { startApp } from "../support/start.ts";
import { mustBe, newFlow } from "../support/steps.ts";

const HOOKS = "/service/webhooks";

describe("Webhooks with permissions", () => {
  const server = guarded({ services: { outboundAllow: ORIGIN_ALLOW } });
  const made = async (name: UserName, over: object = {}): Promise<Webhook> =>
    mustBe(201, await server.current.as(name).post<Webhook>(HOOKS, { ...webhook(), ...over }));
  const ids = async (client: UserClient, query = ""): Promise<string[]> =>
    (await client.all<Webhook>(`${HOOKS}?${query}`)).map((each) => each.id);
  const put = (name: UserName, { id, ...before }: Webhook, over: object = {}) =>
    server.current.as(name).put<Webhook>(`${HOOKS}/${id}`, { ...before, id, ...over });

  it("are their maker's, whoever he is, and hidden from others but administrators (AUTH-042, AUTH-044)", async () => {
    const { as } = server.current;
    const { id } = await made("nobody");
    for (const name of ["nobody", "root"] as const) {
      expect(mustBe(200, await as(name).get<Webhook>(`${HOOKS}/${id}`)).id).to.equal(id);
      expect(await ids(as(name))).to.include(id);
    }
    for (const name of ["nina", "sam"] as const) {
      for (const path of ["", "/deliveries"])
        expectRefusal(await as(name).get(`${HOOKS}/${id}${path}`), 404, id);
      expectRefusal(await as(name).put(`${HOOKS}/${id}`, {}), 404, id);
      expectRefusal(await as(name).del(`${HOOKS}/${id}`), 404, id);
      expectRefusal(await as(name).post("/events/replay", { webhook_id: id }), 404, id);
      expect(await ids(as(name))).not.to.include(id);
    }
    mustBe(204, await as("nobody").del(`${HOOKS}/${id}`));
  });

  it("show nothing of who made them", async () => {
    const shown = await made("sam");
    expect(JSON.stringify(shown)).not.to.match(/owner|user:/);
    expect(
      Object.keys(mustBe(200, await server.current.as("sam").get<object>(`${HOOKS}/${shown.id}`))),
    ).not.to.include("owner");
  });

  it("with classes give each permission to those who have it by a class (AUTH-042, AUTH-045)", async () => {
    const { as } = server.current;
    const one = await made("nina", { tags: { auth_classes: ["news"] } });
    const path = `${HOOKS}/${one.id}`;
    for (const name of ["nina", "rita", "ada"] as const) {
      expect(mustBe(200, await as(name).get<Webhook>(path)).id).to.equal(one.id);
      mustBe(200, await as(name).get(`${path}/deliveries`));
      expect(await ids(as(name))).to.include(one.id);
    }
    for (const name of ["wim", "dora"] as const) {
      expectRefusal(await as(name).get(path), 403, one.id);
      expect(await ids(as(name))).not.to.include(one.id);
    }
    for (const name of ["rita", "dora", "ada"] as const) {
      expectRefusal(await put(name, one), 403, one.id);
      expectRefusal(await as(name).put(path, {}), 403, one.id);
      expectRefusal(await as(name).post("/events/replay", { webhook_id: one.id }), 403, one.id);
    }
    expectRefusal(await put("sam", one), 404, one.id);
    mustBe(201, await put("wim", one));
    mustBe(202, await as("wim").post("/events/replay", { webhook_id: one.id }));
    for (const name of ["wim", "rita", "ada"] as const) expectRefusal(await as(name).del(path), 403, one.id);
    mustBe(204, await as("dora").del(path));
  });

  it("take the classes of their maker where he names none, and not such as are not his (AUTH-070, AUTH-074)", async () => {
    const { as } = server.current;
    expect((await made("nina")).tags).to.eql({ auth_classes: ["news"] });
    expect(await made("nobody")).not.to.have.property("tags");
    const foreign = { ...webhook(), tags: { auth_classes: ["sport"] } };
    expectRefusal(await as("nina").post(HOOKS, foreign), 403, "sport");
    // An owner's class cannot be named: it is no class of a tag.
    const forged = { ...webhook(), tags: { auth_classes: [" @user:sam", "@user:sam", "news"] } };
    expectRefusal(await as("nina").post(HOOKS, forged), 403);
  });

  it("change classes only by who has what these give (AUTH-070, AUTH-071)", async () => {
    const { as } = server.current;
    const one = await made("nina", { tags: { auth_classes: ["news"] } });
    // Wim may write it, but removing the class would take from others what he has not himself.
    expectRefusal(await put("wim", one, { tags: {} }), 403, "news");
    const { tags: _, ...untagged } = one;
    expectRefusal(await as("wim").put(`${HOOKS}/${one.id}`, untagged), 403, "news");
    expectRefusal(await put("wim", one, { tags: { auth_classes: ["news", "sport"] } }), 403, "sport");
    expect(mustBe(200, await as("root").get<Webhook>(`${HOOKS}/${one.id}`)).tags).to.eql({
      auth_classes: ["news"],
    });
    // Her own she may share with anybody, or keep to herself.
    mustBe(201, await put("nina", one, { tags: { auth_classes: ["sport"] } }));
    expect(await ids(as("sam"))).to.include(one.id);
    mustBe(201, await put("nina", one, { tags: {} }));
    expect(await ids(as("sam"))).not.to.include(one.id);
    expect(await ids(as("nina"))).to.include(one.id);
  });

  it("are paged by what the caller may read (AUTH-042, AUTH-046)", async () => {
    const { as } = server.current;
    const genre = uuid();
    const mine: string[] = [];
    for (let at = 0; at < 6; at++) {
      const { id } = await made(at % 2 === 0 ? "sam" : "nobody", { tags: { genre } });
      if (at % 2 === 0) mine.push(id);
    }
    const tagged = `tag.genre=${genre}`;
    expect(await ids(as("sam"), `${tagged}&limit=1`)).to.have.members(mine);
    const reversed = await ids(as("sam"), `${tagged}&limit=2&reverse_order=true`);
    expect(reversed).to.eql((await ids(as("sam"), tagged)).reverse());
    expect(await ids(as("sam"), `${tagged}&tag.auth_classes=news`)).to.eql([]);
  });

  for (const [field, kind] of [
    ["flow_ids", "Flow"],
    ["flow_collected_by_ids", "Flow"],
    ["source_ids", "Source"],
    ["source_collected_by_ids", "Source"],
  ] as const) {
    it(`filter by ${field} that may be read, and refuse hidden ids as they refuse unknown ones (AUTH-043, AUTH-045)`, async () => {
      const { as } = server.current;
      const flow = await newFlow(as("nina"), { tags: { auth_classes: ["news"] } });
      const { source_id } = mustBe(200, await as("nina").get<{ source_id: string }>(`/flows/${flow}`));
      const known = kind === "Flow" ? flow : source_id;
      const own = await made("nina", { [field]: [known] });
      const hidden = await as("sam").post<{ summary: string }>(HOOKS, { ...webhook(), [field]: [known] });
      expectRefusal(hidden, 400, known, field);
      const unknown = uuid();
      const none = await as("sam").post<{ summary: string }>(HOOKS, { ...webhook(), [field]: [unknown] });
      expect(none.status).to.equal(400);
      expect(hidden.body.summary.replace(known, "ID")).to.equal(none.body.summary.replace(unknown, "ID"));
      // Write on it gives no read.
      expectRefusal(await as("wim").post(HOOKS, { ...webhook(), [field]: [known] }), 400, known);
      // By PUT it is the same, on his own Webhook.
      const sams = await made("sam");
      expectRefusal(await put("sam", sams, { [field]: [known] }), 400, known, field);
      mustBe(201, await put("nina", own, { [field]: [known] }));
      // Those who may read everything may wait for what is still to come.
      await made("root", { [field]: [unknown] });
    });
  }

  it("filter by no unknown id either for who may read all but a class, else he could tell what is hidden (AUTH-043, AUTH-045)", async () => {
    const { as } = server.current;
    const flow = await newFlow(as("root"), { tags: { auth_classes: ["embargo"] } });
    const { source_id } = mustBe(200, await as("root").get<{ source_id: string }>(`/flows/${flow}`));
    mustBe(204, await as("root").put(`/sources/${source_id}/tags/auth_classes`, ["embargo"]));
    const open = await newFlow(as("nina"), { tags: { auth_classes: ["news"] } });
    const emils = await made("emil", { flow_ids: [open] });
    for (const [field, hidden] of [
      ["flow_ids", flow],
      ["flow_collected_by_ids", flow],
      ["source_ids", source_id],
      ["source_collected_by_ids", source_id],
    ] as const) {
      const refused = async (id: string): Promise<readonly string[]> => {
        const over = { [field]: [id] };
        const replies = [
          await as("emil").post<{ summary: string }>(HOOKS, { ...webhook(), ...over }),
          await as("emil").put<{ summary: string }>(`${HOOKS}/${emils.id}`, { ...emils, ...over }),
        ];
        for (const reply of replies) expectRefusal(reply, 400, id, field);
        return replies.map(({ body }) => body.summary.replace(id, "ID"));
      };
      expect(await refused(uuid())).to.eql(await refused(hidden));
    }
    // Nothing is hidden from an administrator, who may name what is still to come.
    mustBe(201, await as("root").post(HOOKS, { ...webhook(), flow_ids: [uuid()] }));
  });

  it("keep their secret from another who points them elsewhere (WH-045)", async () => {
    const { as } = server.current;
    const one = await made("nina", {
      tags: { auth_classes: ["news"] },
      api_key_name: "X-Key",
      api_key_value: "a secret of Nina",
    });
    const url = "https://wim.example.com/hook";
    expectRefusal(await put("wim", one, { url }), 400, "api_key_value");
    mustBe(201, await put("wim", one, { url, api_key_value: "a secret of Wim" }));
    mustBe(201, await put("root", one, { url: "https://root.example.com/hook" }));
    expect(mustBe(200, await as("root").get<Webhook>(`${HOOKS}/${one.id}`)).url).to.include(
      "root.example.com",
    );
  });
});

describe("Webhooks without a policy", () => {
  it("keep their secret from everybody but administrators too, who point them elsewhere (WH-045)", async function () {
    this.timeout(20_000);
    const test = await startApp({ auth: { schemes: ["bearer"] }, services: { outboundAllow: ORIGIN_ALLOW } });
    const as = async (...scopes: Scope[]): Promise<Client> => {
      const accounts = { engine: test.app.engine, now: () => new Date() };
      const given = { name: "somebody", scopes, groups: [], networks: [] };
      return new TokenClient(test.base, (await createToken(accounts, given)).token);
    };
    try {
      const own = { ...webhook(), api_key_name: "X-Key", api_key_value: "a secret" };
      const { id } = mustBe(201, await (await as("write")).post<Webhook>(HOOKS, own));
      const { api_key_value: _, ...body } = {
        ...own,
        id,
        status: "created",
        url: "https://else.example.com/hook",
      };
      expectRefusal(await (await as("read")).put(`${HOOKS}/${id}`, body), 400, "api_key_value");
      mustBe(201, await (await as("admin")).put(`${HOOKS}/${id}`, body));
    } finally {
      await test.close();
    }
  });
});

class TokenClient extends Client {
  readonly #token: string;

  constructor(base: string, token: string) {
    super(base);
    this.#token = token;
  }

  override send<Body = unknown>(method: string, path: string, sent: Sent = {}): Promise<Reply<Body>> {
    const headers = { ...sent.headers, Authorization: `Bearer ${this.#token}` };
    return super.send<Body>(method, path, { ...sent, headers });
  }
}
