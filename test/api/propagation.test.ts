import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { addUser, getUser, setAccess, setStatus } from "../../src/auth/users.ts";
import type { Owner } from "../../src/services/access.ts";
import type { App } from "../../src/services/app.ts";
import { type JobDocuments, jobRow } from "../../src/services/jobs.ts";
import { insert } from "../../src/storage/changes.ts";
import type { Row } from "../../src/storage/tables.ts";
import { propagation } from "../../src/workers/propagation.ts";
import { Client, type Reply, type Sent } from "../support/client.ts";
import { type Flow, multiFlow, type Source, uuid, videoFlow } from "../support/make.ts";
import { startApp, type TestApp } from "../support/start.ts";
import { eventually, mustBe } from "../support/steps.ts";

const POLICY = {
  admins: ["admins"],
  create: ["editors"],
  propagate: true,
  grants: [
    { group: "editors", classes: ["news", "sport", "extra"], allow: ["read", "write", "delete"] },
    { group: "readers", classes: ["locked"], allow: ["read"] },
    { group: "guests", classes: ["extra"], allow: ["read"] },
  ],
};

/** JSON over HTTP as one user. */
class Caller extends Client {
  readonly #authorization: string;

  constructor(base: string, name: string) {
    super(base);
    this.#authorization = `Basic ${Buffer.from(`${name}:${passwordOf(name)}`).toString("base64")}`;
  }

  override send<Body>(method: string, path: string, sent: Sent = {}): Promise<Reply<Body>> {
    return super.send<Body>(method, path, {
      ...sent,
      headers: { ...sent.headers, Authorization: this.#authorization },
    });
  }
}

function passwordOf(name: string): string {
  return `the password of ${name}`;
}

describe("propagation of classes", function () {
  this.timeout(60_000);
  let folder = "";
  let test: TestApp;
  let ed: Client;
  let root: Client;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "tams-propagation-"));
    const policyFile = join(folder, "policy.json");
    await writeFile(policyFile, JSON.stringify(POLICY));
    test = await startApp({
      auth: { schemes: ["basic"] },
      identity: { policyFile, cacheSeconds: 0 },
      http: { rateLimitPerIdentity: 0, rateLimitPerAddress: 0 },
      services: { workerPollMs: 50 },
    });
    const accounts = { engine: test.app.engine, now: () => new Date() };
    const add = (name: string, ...groups: string[]) =>
      addUser(accounts, { name, password: passwordOf(name), scopes: ["read", "write", "delete"], groups });
    await add("ed", "editors", "readers");
    await addUser(accounts, { name: "root", password: passwordOf("root"), scopes: ["admin"], groups: [] });
    ed = new Caller(test.base, "ed");
    root = new Caller(test.base, "root");
  });
  after(async () => {
    await test.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A Flow of these classes, in a Source of them if that is new. */
  const make = async (flow: { id: string; tags?: Flow["tags"] }, ...classes: string[]): Promise<string> => {
    const tags = { ...flow.tags, auth_classes: classes };
    mustBe(201, await root.put(`/flows/${flow.id}`, { ...flow, tags }));
    return flow.id;
  };
  const setSource = async (client: Client, id: string, ...classes: string[]): Promise<void> =>
    void mustBe(204, await client.put(`/sources/${id}/tags/auth_classes`, classes));
  const classesOf = async (path: string): Promise<readonly string[]> => {
    const { tags } = mustBe(200, await root.get<Flow | Source>(path));
    return [tags?.["auth_classes"] ?? []].flat();
  };
  const settled = async (): Promise<void> => {
    await eventually(async () => ((await jobs(test.app)).length === 0 ? true : undefined));
  };
  /** The classes once nothing is under way any more. */
  const classesThen = async (...paths: string[]): Promise<readonly (readonly string[])[]> => {
    await settled();
    return Promise.all(paths.map(classesOf));
  };

  it("carries classes that come to and go from a Source on to its Flows, and leaves their others (AUTH-075)", async () => {
    const source_id = uuid();
    const [one, two] = [
      await make(videoFlow({ source_id }), "news"),
      await make(videoFlow({ source_id }), "news", "extra"),
    ];
    await setSource(ed, source_id, "news", "sport");
    expect(await classesThen(`/flows/${one}`, `/flows/${two}`)).to.eql([
      ["news", "sport"],
      ["extra", "news", "sport"],
    ]);
    const flow = mustBe(200, await root.get<Flow>(`/flows/${one}`));
    expect(flow.updated_by).to.equal("ed");
    await setSource(ed, source_id, "sport");
    expect(await classesThen(`/flows/${one}`, `/flows/${two}`)).to.eql([["sport"], ["extra", "sport"]]);
    mustBe(204, await root.del(`/sources/${source_id}/tags/auth_classes`));
    expect(await classesThen(`/flows/${one}`, `/flows/${two}`)).to.eql([[], ["extra"]]);
  });

  it("carries them on to collected Sources and their Flows (AUTH-075)", async () => {
    const lower = uuid();
    const leaf = await make(videoFlow({ source_id: lower }), "news");
    const sibling = await make(videoFlow({ source_id: lower }), "news");
    const top = await make(multiFlow([leaf]), "news");
    const { source_id: topSource } = mustBe(200, await root.get<Flow>(`/flows/${top}`));
    await setSource(ed, topSource, "extra", "news");
    const paths = [`/sources/${lower}`, `/flows/${leaf}`, `/flows/${sibling}`, `/flows/${top}`];
    expect(await classesThen(...paths)).to.eql(paths.map(() => ["extra", "news"]));
  });

  it("ends where Sources collect each other (AUTH-075)", async () => {
    const [a, b] = [uuid(), uuid()];
    const bLeaf = await make(videoFlow({ source_id: b }), "news");
    const aLeaf = await make(videoFlow({ source_id: a }), "news");
    const format = videoFlow();
    await make({ ...format, id: uuid(), source_id: a, flow_collection: [{ id: bLeaf }] } as never, "news");
    await make({ ...format, id: uuid(), source_id: b, flow_collection: [{ id: aLeaf }] } as never, "news");
    const source = mustBe(200, await root.get<Source>(`/sources/${a}`));
    expect([source.collected_by, source.source_collection?.map(({ id }) => id)]).to.eql([[b], [b]]);
    await setSource(ed, a, "news", "sport");
    expect(await classesThen(`/sources/${b}`, `/flows/${aLeaf}`, `/flows/${bLeaf}`)).to.eql(
      Array.from({ length: 3 }, () => ["news", "sport"]),
    );
  });

  it("stops along a branch whose classes the caller may not edit, hidden, shown and read-only alike (AUTH-076)", async () => {
    const [source_id, hiddenSource] = [uuid(), uuid()];
    const beyond = await make(videoFlow({ source_id: hiddenSource }), "news");
    const open = await make(videoFlow({ source_id }), "news");
    const shown = await make(videoFlow({ source_id }), "locked");
    const kept = await make(videoFlow({ source_id, read_only: true }), "news");
    const flow_collection = [{ id: beyond }];
    const hidden = await make(videoFlow({ source_id, flow_collection }), "secret");
    await settled();
    await setSource(root, hiddenSource, "secret");
    await settled();
    await setTags(root, hidden, "secret");
    await setTags(root, shown, "locked");
    await setTags(root, beyond, "news");
    await setSource(ed, source_id, "news", "extra");
    expect(await classesThen(...[open, hidden, shown, kept].map((id) => `/flows/${id}`))).to.eql([
      ["extra", "news"],
      ["secret"],
      ["locked"],
      ["news"],
    ]);
    // The caller may edit it, but it is only reached through what is hidden.
    expect(await classesOf(`/flows/${beyond}`)).to.eql(["news"]);
  });

  it("gives a Flow that is added to a Source the Source's classes (AUTH-077)", async () => {
    const source_id = uuid();
    await make(videoFlow({ source_id }), "news");
    await setSource(ed, source_id, "news", "sport");
    await settled();
    const added = videoFlow({ source_id, tags: { auth_classes: ["extra"] } });
    mustBe(201, await ed.put(`/flows/${added.id}`, added));
    expect(await classesThen(`/flows/${added.id}`)).to.eql([["extra", "news", "sport"]]);
  });

  it("gives who joins a collection the classes of the collection, and those of its Source to theirs (AUTH-077)", async () => {
    const member = await make(videoFlow(), "news");
    const { source_id } = mustBe(200, await root.get<Flow>(`/flows/${member}`));
    const collector = await make(multiFlow(), "news", "extra");
    mustBe(204, await ed.put(`/flows/${collector}/flow_collection`, [{ id: member }]));
    expect(await classesThen(`/flows/${member}`, `/sources/${source_id}`)).to.eql([
      ["extra", "news"],
      ["extra", "news"],
    ]);
  });

  it("does nothing for who may do nothing any more when its turn comes, and what it may today otherwise", async () => {
    const source_id = uuid();
    const id = await make(videoFlow({ source_id }), "news");
    const accounts = { engine: test.app.engine, now: () => new Date() };
    await addUser(accounts, {
      name: "gone",
      password: passwordOf("gone"),
      scopes: ["write"],
      groups: ["editors"],
    });
    const owner = await ownerNamed("gone");
    await setSource(root, source_id, "news");
    await settled();
    const work = { owner, from: { kind: "source", id: source_id }, added: ["news"], removed: [] } as const;
    const other = await make(videoFlow({ source_id }), "sport");
    await settled();
    await setTags(root, other, "sport");
    await setStatus(accounts, "gone", "suspended");
    expect(await step(test.app, work)).to.equal(true);
    expect(await classesOf(`/flows/${other}`)).to.eql(["sport"]);
    await setStatus(accounts, "gone", "active");
    await setAccess(accounts, "gone", { groups: ["guests"] });
    await step(test.app, work);
    expect(await classesOf(`/flows/${other}`)).to.eql(["sport"]);
    await setAccess(accounts, "gone", { groups: ["editors"] });
    await step(test.app, work);
    expect(await classesOf(`/flows/${other}`)).to.eql(["news", "sport"]);
    expect(await classesOf(`/flows/${id}`)).to.eql(["news"]);
  });

  it("ends as the last change says, in whichever order the jobs run and however often (AUTH-076)", async () => {
    const source_id = uuid();
    const id = await make(videoFlow({ source_id }), "news");
    const owner = await ownerNamed("ed");
    const from = { kind: "source", id: source_id } as const;
    await setSource(root, source_id, "news");
    await settled();
    // The Source has lost `sport` and won `news` back since; both kinds of jobs of before are still about.
    const stale = [
      { owner, from, added: ["sport"], removed: [] },
      { owner, from, added: [], removed: ["news"] },
    ];
    const latest = { owner, from, added: ["news"], removed: ["sport"] };
    for (const work of [...stale, latest, ...stale.toReversed(), latest, latest, ...stale]) {
      await step(test.app, work);
      expect(await classesOf(`/flows/${id}`)).to.eql(["news"]);
    }
  });

  it("survives a process that dies between the change and the work, since the job came with the change", async () => {
    const source_id = uuid();
    const ids = Array.from({ length: 3 }, uuid);
    for (const id of ids) await make(videoFlow({ id, source_id }), "news");
    await setSource(root, source_id, "news", "sport");
    await settled();
    for (const id of ids) await setTags(root, id, "news");
    const owner = await ownerNamed("ed");
    const work: JobDocuments["propagation"] = {
      owner,
      from: { kind: "source", id: source_id },
      added: ["sport"],
      removed: [],
    };
    // A claim of somebody who is gone, which runs out in a moment.
    const row: Row<"jobs"> = {
      ...jobRow(test.app, "propagation", source_id, work),
      owner: "dead",
      attempts: 1,
    };
    await test.app.engine.write([], async () => ({ result: undefined, changes: insert("jobs", [row]) }));
    expect(await classesThen(...ids.map((id) => `/flows/${id}`))).to.eql(ids.map(() => ["news", "sport"]));
  });

  it("carries nothing on where the policy does not want it", async () => {
    const source_id = uuid();
    const id = await make(videoFlow({ source_id }), "news");
    await settled();
    await setTags(root, id, "sport");
    const owner = await ownerNamed("ed");
    const work = { owner, from: { kind: "source", id: source_id }, added: ["news"], removed: [] } as const;
    expect(await step({ ...test.app, propagates: () => false }, work)).to.equal(true);
    expect(await classesOf(`/flows/${id}`)).to.eql(["sport"]);
    await step(test.app, work);
    expect(await classesOf(`/flows/${id}`)).to.eql(["news", "sport"]);
  });

  const ownerNamed = async (name: string): Promise<Owner> => {
    const { id, created: account } = await getUser(test.app, name);
    return { id, account, name, groups: [], scopes: ["write"] };
  };
  const setTags = async (client: Client, id: string, ...classes: string[]): Promise<void> =>
    void mustBe(204, await client.put(`/flows/${id}/tags/auth_classes`, classes));
});

function step(app: App, work: JobDocuments["propagation"]): Promise<boolean> {
  return propagation.step(app, work, new AbortController().signal);
}

function jobs(app: App): Promise<Row<"jobs">[]> {
  return app.engine.read((view) =>
    view.select("jobs", { where: [{ column: "kind", op: "eq", value: "propagation" }] }),
  );
}
