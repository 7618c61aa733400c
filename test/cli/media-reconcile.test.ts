import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect } from "chai";
import type { StorageBackend } from "../../src/media/store.ts";
import type { App } from "../../src/services/app.ts";
import { apartKey, sidecarKey } from "../../src/services/catalog-sidecars.ts";
import { differencesIn } from "../../src/services/reconcile.ts";
import { type Difference, removeOrphans } from "../../src/services/reconcile-check.ts";
import { furnish } from "../support/archive.ts";
import { Client } from "../support/client.ts";
import { uuid } from "../support/make.ts";
import { put } from "../support/rows.ts";
import { allocateOne, ingest, mustBe, newFlow, second, upload } from "../support/steps.ts";
import { Installation, type Ran } from "../support/tams.ts";

type Report = { readonly differences: readonly Difference[] } & Readonly<Record<string, number>>;

const HOUR = 3_600_000;

describe("tams media reconcile", function () {
  this.timeout(180_000);
  let folder = "";
  let tams: Installation;
  let api: Client;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tams-reconcile-"));
    tams = await Installation.in(folder);
    api = new Client(tams.url);
    await tams.start();
  });
  afterEach(async () => {
    await tams.stop("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });

  const reconcile = (...flags: string[]): Promise<Ran> => tams.run(["media", "reconcile", ...flags]);
  const reported = async (status: number, ...flags: string[]): Promise<Report> => {
    const ran = await reconcile("--json", ...flags);
    expect(ran.status, ran.stdout + ran.stderr).to.equal(status);
    return JSON.parse(ran.stdout) as Report;
  };
  const backend = ({ backends }: App, label: string): StorageBackend =>
    backends.find((one) => one.label === label)!;
  const write = ({ store }: StorageBackend, key: string): Promise<unknown> =>
    store.write(key, Readable.from([Buffer.from("stray")]), { contentType: "text/plain" });
  const has = (label: string, key: string): Promise<boolean> =>
    tams.open(async ({ app }) => (await backend(app, label).store.head(key)) !== undefined);
  /** Writes bytes and sidecars that nothing refers to; those on `slow`, which is always a disk, two hours ago. */
  const inject = async (): Promise<void> => {
    await tams.open(async ({ app }) => {
      await write(backend(app, "fast"), "young.bin");
      for (const key of OLD) await write(backend(app, "slow"), key);
    });
    await age(join(folder, "slow"), OLD);
  };

  const OLD = ["old.bin", sidecarKey("old-sidecar.bin"), apartKey("flow", uuid())];

  /** A server with content, one Object of which has lost its bytes; its id. */
  const withLoss = async (): Promise<string> => {
    const flow = await newFlow(api);
    const [lost] = [await ingest(api, flow, second(0)), await ingest(api, flow, second(1))];
    await tams.caughtUp();
    await tams.open(async ({ app }) => {
      const rows = await app.engine.read((view) => view.select("object_instances"));
      await backend(app, "fast").store.remove(rows.flatMap((row) => (row.object_id === lost ? row.key : [])));
    });
    return lost;
  };

  it("finds nothing where nothing is wrong, uploads and allocations under way included", async () => {
    await furnish(api);
    const waiting = await allocateOne(api, await newFlow(api));
    expect((await upload(waiting, "before its Segment")).status).to.equal(200);
    await allocateOne(api, await newFlow(api));
    await tams.caughtUp();
    expect((await reported(0)).differences).to.eql([]);
  });

  it("finds nothing on a server at work, although rows and bytes come and go one after the other", async () => {
    const flow = await newFlow(api);
    let running = true;
    const work = (async () => {
      for (let at = 0; running; at++) {
        await ingest(api, flow, second(at));
        if (at % 5 === 4) mustBe(204, await api.del(`/flows/${flow}/segments`));
      }
    })();
    const reports = [await reported(0), await reported(0), await reported(0)];
    running = false;
    await work;
    expect(reports.flatMap((report) => report.differences)).to.eql([]);
  });

  it("reports bytes and sidecars without a row, and rows without bytes, in JSON and in text", async () => {
    const lost = await withLoss();
    await inject();
    const { differences, ...counts } = await reported(3);
    const short = differences.map(({ what, backend, key, young }) => [what, backend, key, young]);
    const slow = [
      ["orphan", "slow", "old.bin", false],
      ["sidecar", "slow", OLD[1], false],
      ["sidecar", "slow", OLD[2], false],
    ];
    const missing = differences.find(({ what }) => what === "missing");
    expect(short).to.have.deep.members([
      ...slow,
      ["orphan", "fast", "young.bin", true],
      ["missing", "fast", missing?.key, undefined],
    ]);
    expect(missing?.object).to.equal(lost);
    expect(counts).to.include({ orphan: 2, sidecar: 2, missing: 1, unreachable: 0, young: 1, deletable: 3 });
    const { status, stdout } = await reconcile();
    expect(status).to.equal(3);
    expect(stdout).to.match(/^orphan {7}slow {2}old\.bin {2}5 bytes {2}\S+Z$/m);
    expect(stdout).to.match(/^orphan {7}fast {2}young\.bin {2}5 bytes {2}\S+Z {2}young$/m);
    expect(stdout).to.contain(`object ${lost}`);
    expect(stdout).to.contain("2 orphans, 2 sidecars, 1 missing, 0 unreachable (1 young); 0 deleted");
    const one = await reported(3, "--backend", "slow");
    expect(one.differences.map((found) => found.backend)).to.eql(["slow", "slow", "slow"]);
  });

  it("deletes old orphans only, only when told to, and nothing in a dry run", async () => {
    await withLoss();
    await inject();
    const unasked = await reconcile("--delete-orphans");
    expect(unasked.status).to.equal(2);
    expect(unasked.stderr).to.contain("add --yes");
    const dry = await reconcile("--delete-orphans", "--dry-run");
    expect(dry.status).to.equal(3);
    expect(dry.stderr).to.contain("3 orphans and sidecars would be deleted.");
    for (const key of OLD) expect(await has("slow", key), key).to.equal(true);
    const { deleted, refused } = await reported(3, "--delete-orphans", "--yes");
    expect({ deleted, refused }).to.eql({ deleted: 3, refused: 0 });
    for (const key of OLD) expect(await has("slow", key), key).to.equal(false);
    expect(await has("fast", "young.bin")).to.equal(true);
    expect(await reported(3)).to.include({ orphan: 1, young: 1, sidecar: 0, missing: 1, deletable: 0 });
  });

  it("is content once all that it found is deleted", async () => {
    await newFlow(api);
    await inject();
    await tams.open(({ app }) => backend(app, "fast").store.remove(["young.bin"]));
    expect(await reported(0, "--delete-orphans", "--yes")).to.include({ orphan: 1, sidecar: 2, deleted: 3 });
    expect((await reported(0)).differences).to.eql([]);
  });

  it("keeps what gains a reference between the walk and the deletion", async () => {
    await inject();
    await tams.open(async ({ app }) => {
      const slow = backend(app, "slow");
      const found: Difference[] = [];
      for await (const page of differencesIn(app, slow, () => undefined)) found.push(...page);
      expect(found.map(({ key }) => key)).to.have.members(OLD);
      const row = {
        object_id: "late",
        ref: "storage:x",
        storage_id: slow.id,
        key: "old.bin",
        state: "ready",
      };
      const rows = [{ ...row, label: null, url: null, created: "2026-01-01T00:00:00Z" }];
      await put(app.engine, { insert: "object_instances", rows });
      const removed = await removeOrphans(app, slow, found);
      expect(removed.map(({ difference }) => difference.key)).to.have.members(OLD.slice(1));
      expect(await slow.store.head("old.bin")).to.include({ size: 5 });
    });
  });

  it("deletes nothing when orphans have their sidecars, since some database registered them", async () => {
    await newFlow(api);
    const pair = ["once.bin", sidecarKey("once.bin")];
    await tams.open(async ({ app }) => {
      for (const key of pair) await write(backend(app, "slow"), key);
    });
    await age(join(folder, "slow"), pair);
    const { status, stderr } = await reconcile("--delete-orphans", "--yes");
    expect(status).to.equal(1);
    expect(stderr).to.contain("1 orphans have their sidecars").and.to.contain("--even-registered");
    for (const key of pair) expect(await has("slow", key), key).to.equal(true);
    const told = await reported(0, "--delete-orphans", "--yes", "--even-registered");
    expect(told).to.include({ orphan: 1, sidecar: 1, registered: 1, deleted: 2, refused: 0 });
  });

  it("deletes nothing for an empty database, to which everything is an orphan", async () => {
    await ingest(api, await newFlow(api), second(0));
    await tams.caughtUp();
    await tams.stop();
    await tams.destroyDatabase();
    await inject();
    const { status, stderr } = await reconcile("--delete-orphans", "--yes");
    expect(status).to.equal(1);
    expect(stderr).to.contain(
      "The database is empty, so nothing is deleted: run `tams media rebuild` first.",
    );
    expect(await has("slow", "old.bin")).to.equal(true);
  });

  it("counts an allocation as missing its bytes only when its time is up (STO-020)", async () => {
    const waiting = await allocateOne(api, await newFlow(api));
    await tams.stop();
    await tams.open(async ({ app }) => {
      const missing = async (ahead: number): Promise<(string | undefined)[]> => {
        const found: Difference[] = [];
        const later = { ...app, now: () => new Date(Date.now() + ahead) };
        for await (const page of differencesIn(later, backend(app, "fast"), () => undefined))
          found.push(...page.filter(({ what }) => what === "missing"));
        return found.map(({ object }) => object);
      };
      expect(await missing(0)).to.eql([]);
      expect(await missing(2 * HOUR)).to.eql([waiting.object_id]);
    });
  });

  it("tells of instances on a backend that is no longer configured, and of labels that are wrong", async () => {
    await furnish(api);
    await tams.caughtUp();
    const all = JSON.parse(tams.env["TAMS_STORAGE_BACKENDS"] ?? "[]") as { label: string }[];
    const fast = JSON.stringify(all.filter(({ label }) => label === "fast"));
    const ran = await tams.run(["media", "reconcile", "--json"], { TAMS_STORAGE_BACKENDS: fast });
    expect(ran.status).to.equal(3);
    const { differences } = JSON.parse(ran.stdout) as Report;
    expect(differences.map(({ what }) => what)).to.eql(["unreachable", "unreachable"]);
    const wrong = await reconcile("--backend", "slaw");
    expect(wrong.status).to.equal(2);
    expect(wrong.stderr).to.contain("There is no Storage Backend slaw. Did you mean slow?");
  });
});

describe("the program tams", () => {
  it("names the nearest command or flag when it does not know one, and says what there is", async () => {
    const tams = await Installation.in(tmpdir());
    const cases = [
      [["medai"], 2, "Did you mean media?"],
      [["media", "rebiuld"], 2, "Did you mean rebuild?"],
      [["media"], 2, "tams media needs a command."],
      [["media", "rebuild", "--dryrun"], 2, "Did you mean --dry-run?"],
      [["media", "reconcile", "--backend"], 2, "The flag --backend needs a value."],
      [["media", "reconcile", "--json=1"], 2, "The flag --json takes no value."],
      [["media", "reconcile", "--port", "x"], 2, "--port must be an integer"],
      [["--help"], 0, "reconcile"],
      [["--help"], 0, "TAMS_DATA"],
      [["serve", "--help"], 0, "TAMS_DATA"],
      [["media", "--help"], 0, "rebuild"],
      [["media", "reconcile", "--help"], 0, "--delete-orphans"],
    ] as const;
    for (const [args, status, text] of cases) {
      const ran = await tams.run(args);
      expect(ran.status, args.join(" ")).to.equal(status);
      expect(ran.stdout + ran.stderr, args.join(" ")).to.contain(text);
    }
  }).timeout(60_000);
});

/** Makes objects of a disk store two hours older, as if nobody had touched them since. */
async function age(store: string, keys: readonly string[]): Promise<void> {
  const files = await readdir(join(store, "objects"), { recursive: true, withFileTypes: true });
  for (const { name, parentPath } of files.filter((file) => keys.includes(file.name))) {
    const path = join(parentPath, name);
    const record = JSON.parse(await readFile(path, "utf8")) as { modified: number };
    await writeFile(path, JSON.stringify({ ...record, modified: record.modified - 2 * HOUR }));
  }
}
