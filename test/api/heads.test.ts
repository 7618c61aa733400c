import { expect } from "chai";
import { operationTable } from "../../src/contract/generated/operations.ts";
import { multiFlow, profile, uuid, videoFlow, webhook } from "../support/make.ts";
import { served } from "../support/served.ts";
import { type DeletionRequest, eventually, ingest, mustBe, newFlow, second } from "../support/steps.ts";

type Ids = Readonly<Record<string, string>>;
/** Headers that differ from one request to the next, whatever its method. */
const OWN = ["date", "x-request-id", "connection", "keep-alive", "transfer-encoding"];

const heads = operationTable.filter(({ method }) => method === "head");
const gets = operationTable.filter(({ method }) => method === "get");

describe("HEAD", () => {
  const server = served({ services: { deleteAsyncSegments: 0 } });
  let known: Ids = {};
  before(async () => {
    const { api } = server;
    const flow = {
      ...videoFlow({ label: "a", description: "b", tags: { name: "value" } }),
      max_bit_rate: 1,
      avg_bit_rate: 1,
    };
    mustBe(201, await api.put(`/flows/${flow.id}`, flow));
    const collector = multiFlow([flow.id], { source_id: uuid() });
    mustBe(201, await api.put(`/flows/${collector.id}`, collector));
    mustBe(204, await api.put(`/sources/${flow.source_id}/tags/name`, "value"));
    const objectId = await ingest(api, flow.id, second(0));
    const object = mustBe(
      200,
      await api.get<{ get_urls: { url: string }[] }>(`/objects/${objectId}?presigned=false`),
    );
    const [storageId = "", key = ""] = new URL(object.get_urls[0]?.url ?? "").pathname.split("/").slice(-2);
    const doomed = await newFlow(api);
    await ingest(api, doomed, second(0));
    const request = mustBe(202, await api.del<DeletionRequest>(`/flows/${doomed}`));
    await eventually(async () => ((await api.get(`/flows/${doomed}`)).status === 404 ? true : undefined));
    const made = profile();
    mustBe(201, await api.post(`/service/profiles/${made.id}`, made));
    const hook = mustBe(201, await api.post<{ id: string }>("/service/webhooks", webhook()));
    known = {
      flowId: flow.id,
      sourceId: flow.source_id,
      name: "name",
      objectId,
      storageId,
      key,
      profileId: made.id,
      webhookId: hook.id,
      "request-id": request.id,
    };
  });

  const fill = (path: string, ids: Ids): string =>
    path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? uuid()));

  /** Asks by GET and by HEAD, and resolves to the status both had. */
  async function same(path: string): Promise<number> {
    const url = `${server.api.base}${path}`;
    const [get, head] = [await fetch(url), await fetch(url, { method: "HEAD" })];
    const headersOf = ({ headers }: Response) =>
      [...headers].filter(([name]) => !OWN.includes(name) && name !== "content-length");
    expect(head.status, path).to.equal(get.status);
    expect(headersOf(head), path).to.eql(headersOf(get));
    // A stream has no end, so no length either.
    if (get.headers.get("content-type") === "text/event-stream") await get.body?.cancel();
    const bytes = Buffer.byteLength(get.bodyUsed ? "" : await get.text());
    expect(await head.text(), path).to.equal("");
    const claimed = head.headers.get("content-length");
    if (claimed !== null) expect(Number(claimed), path).to.equal(bytes);
    return get.status;
  }

  it("exists wherever GET does, and nowhere else (X-001, X-010)", () => {
    expect(heads.map(({ path }) => path)).to.have.members(gets.map(({ path }) => path));
    expect(heads.map(({ id }) => id.slice(5))).to.have.members(gets.map(({ id }) => id.slice(4)));
  });

  // What authentication brings is judged where it is on: test/api/auth-local.test.ts.
  for (const { path, responses } of heads.filter((head) => !head.path.startsWith("/.well-known/"))) {
    const documented = responses.map(({ status }) => status);
    it(`of ${path} answers as GET does, without the bytes (X-012, X-013, X-014, X-015)`, async () => {
      expect(await same(fill(path, known))).to.equal(200);
      if (documented.includes(404) && path !== "/service/webhooks")
        expect(await same(fill(path, {}))).to.be.oneOf(path.endsWith("/segments") ? [200] : [404]);
      if (path.includes("{flowId}"))
        expect(await same(path.replace(/\{flowId\}/, "nope").replace("{name}", "name"))).to.equal(404);
      if (!documented.includes(400)) return;
      const bad = ["limit=x", "timerange=bad", "expires=x", "events=x"].map(
        (query) => `${fill(path, known)}?${query}`,
      );
      const statuses = await Promise.all(bad.map(same));
      expect(statuses).to.include(400);
    });
  }
});
