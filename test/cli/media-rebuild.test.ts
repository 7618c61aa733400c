import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect } from "chai";
import { apartKey, sidecarKey } from "../../src/services/catalog-sidecars.ts";
import { rebuildTables } from "../../src/services/rebuild.ts";
import type { Loss, Rebuilt } from "../../src/services/rebuild-losses.ts";
import { everything, furnish } from "../support/archive.ts";
import { Client } from "../support/client.ts";
import { videoFlow } from "../support/make.ts";
import { storeFlow } from "../support/served.ts";
import { ingest, mustBe, newFlow, second } from "../support/steps.ts";
import { allRows, Installation } from "../support/tams.ts";

interface Report {
  readonly dryRun: boolean;
  readonly rebuilt: Rebuilt;
  readonly losses: readonly Loss[];
}

describe("tams media rebuild", function () {
  this.timeout(180_000);
  let folder = "";
  let tams: Installation;
  let api: Client;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tams-rebuild-"));
    tams = await Installation.in(folder);
    api = new Client(tams.url);
  });
  afterEach(async () => {
    await tams.stop("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });

  const rebuilt = async (status: number, ...flags: string[]): Promise<Report> => {
    const ran = await tams.run(["media", "rebuild", "--json", ...flags]);
    expect(ran.status, ran.stdout + ran.stderr).to.equal(status);
    return JSON.parse(ran.stdout) as Report;
  };
  const rows = () => tams.open(({ app }) => allRows(app.engine));
  /** Only Objects that are content: allocations are not restored. */
  const content = async () => {
    const all = await rows();
    const waiting = new Set(
      (all["objects"] ?? []).flatMap((row) => (/"state":"allocated"/.test(row) ? [idIn(row)] : [])),
    );
    const stays = (row: string) => ![...waiting].some((id) => row.includes(id));
    return Object.fromEntries(Object.entries(all).map(([table, list]) => [table, list.filter(stays)]));
  };

  it("restores every row and every listing of a server whose database was destroyed", async () => {
    await tams.start();
    await furnish(api);
    await tams.caughtUp();
    const before = { listed: await everything(api), rows: await content() };
    for (const [table, list] of Object.entries(before.rows)) expect(list, table).to.not.be.empty;
    const dry = await rebuilt(0, "--dry-run");
    await tams.stop();
    await tams.destroyDatabase();
    const report = await rebuilt(0);
    expect(report.losses).to.eql([]);
    expect(report.rebuilt.segments, "what the dry run beside the server foretold").to.equal(
      dry.rebuilt.segments,
    );
    expect(await rows(), "rows").to.eql(before.rows);
    await tams.start();
    expect(await everything(api), "listings").to.eql(before.listed);
    await tams.caughtUp();
    expect(await rows(), "rows with a server on them").to.eql(before.rows);
  });

  it("restores what was acknowledged just before a kill, once the catalog has caught up", async () => {
    // A worker that polls once an hour leaves every sidecar to the next server.
    await tams.start();
    await tams.caughtUp();
    await tams.stop();
    await tams.start({ TAMS_WORKER_POLL_MS: "3600000" });
    const flow = await storeFlow(api, videoFlow({ label: "last words" }));
    await ingest(api, flow.id, second(0));
    const waiting = await tams.open(({ app }) =>
      app.engine.read(async (view) => (await view.select("catalog_changes")).length),
    );
    expect(waiting).to.be.greaterThan(1);
    await tams.stop("SIGKILL");
    for (let kill = 0; kill < 3; kill++) {
      await tams.start();
      for (let at = 1; at < 12; at++) await ingest(api, flow.id, second(20 * kill + at));
      await tams.stop("SIGKILL");
    }
    await tams.start();
    await tams.caughtUp();
    const before = { listed: await everything(api), rows: await rows() };
    await tams.stop();
    await tams.destroyDatabase();
    expect((await rebuilt(0)).losses).to.eql([]);
    expect(await rows()).to.eql(before.rows);
    await tams.start();
    expect(await everything(api)).to.eql(before.listed);
  });

  it("goes on with a rebuild that was interrupted", async () => {
    await tams.start();
    await furnish(api);
    await tams.caughtUp();
    const before = await content();
    await tams.stop();
    await tams.destroyDatabase();
    const halfway = tams.open(({ app }) =>
      rebuildTables(app, {
        loss: () => undefined,
        progress: ({ segments }) => {
          if (segments > 0) throw new Error("The rebuild is interrupted.");
        },
      }),
    );
    expect(await halfway.catch((error: Error) => error.message)).to.equal("The rebuild is interrupted.");
    await rebuilt(0);
    expect(await rows()).to.eql(before);
  });

  it("goes on past what is broken or gone, and names it", async () => {
    await tams.start();
    const flow = await newFlow(api, { label: "whole" });
    const lost = await newFlow(api);
    await ingest(api, lost, second(0));
    const [kept, broken, gone] = [
      await ingest(api, flow, second(0)),
      await ingest(api, flow, second(1)),
      await ingest(api, flow, second(2)),
    ];
    await tams.caughtUp();
    await tams.stop();
    const keys = await tams.open(async ({ app }) => {
      const instances = await app.engine.read((view) => view.select("object_instances"));
      const store = app.backends.find(({ isDefault }) => isDefault)!.store;
      const keyOf = (id: string) => instances.find((row) => row.object_id === id)?.key ?? "";
      const junk = { contentType: "application/json" };
      await store.write(sidecarKey(keyOf(broken)), Readable.from([Buffer.from('{"catalog":')]), junk);
      await store.write(apartKey("flow", lost), Readable.from([Buffer.from('{"catalog":1}')]), junk);
      await store.remove([keyOf(gone)]);
      return { broken: sidecarKey(keyOf(broken)), gone: keyOf(gone) };
    });
    await tams.destroyDatabase();
    const { losses, rebuilt: counts } = await rebuilt(3);
    expect(losses.map(({ what, key, entity }) => [what, key ?? entity?.split(":")[0]])).to.have.deep.members([
      ["broken", apartKey("flow", lost)],
      ["broken", keys.broken],
      ["bytes", keys.gone],
      ["flow", "object"],
      ["unused", "object"],
      ["unused", "source"],
    ]);
    expect(counts).to.include({ flows: 1, sources: 1, objects: 2, instances: 1, segments: 2, losses: 6 });
    await tams.start();
    expect((await api.get(`/objects/${kept}`)).status).to.equal(200);
    expect((await api.get(`/flows/${lost}`)).status).to.equal(404);
  });

  it("refuses a database that is not empty, saying what it found", async () => {
    await tams.start();
    await newFlow(api);
    mustBe(200, await api.post("/service", { name: "taken" }));
    await tams.stop();
    const before = await rows();
    const { status, stderr } = await tams.run(["media", "rebuild"]);
    expect(status).to.equal(1);
    expect(stderr).to.contain("The database is not empty: it has 1 Sources, 1 Flows, a service description.");
    expect(await rows()).to.eql(before);
  });

  it("writes the whole catalog when it is switched on again", async () => {
    await tams.start({ TAMS_CATALOG: "false" });
    const flow = await newFlow(api, { label: "from before" });
    await ingest(api, flow, second(0));
    await tams.stop();
    expect((await rebuilt(3, "--dry-run")).rebuilt.flows, "nothing to rebuild from").to.equal(0);
    await tams.start();
    await tams.caughtUp();
    await tams.stop();
    const before = await rows();
    await tams.destroyDatabase();
    await rebuilt(0);
    expect(await rows()).to.eql(before);
  });

  it("says what it does in text, and what it can do", async () => {
    await tams.start();
    await ingest(api, await newFlow(api), second(0));
    await tams.caughtUp();
    await tams.stop();
    await tams.destroyDatabase();
    const { status, stdout } = await tams.run(["media", "rebuild"]);
    expect(status).to.equal(0);
    expect(stdout).to.equal(
      "Restored 0 profiles, 1 sources, 1 flows, 1 objects, 1 instances, 1 segments; nothing was lost.\n",
    );
    const help = await tams.run(["media", "rebuild", "--help"]);
    expect(help.status).to.equal(0);
    expect(help.stdout).to.contain("Webhooks").and.contain("--dry-run").and.contain("Exit codes:");
  });
});

function idIn(row: string): string {
  return (JSON.parse(row) as { id: string }).id;
}
