import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "chai";
import { connectVast } from "../../src/vast/client.ts";
import type { Finding } from "../../src/vast-doctor/examine.ts";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/vast-emulator/server.ts";

const PROGRAM = join(import.meta.dirname, "..", "..", "src", "start.mjs");
const KEYS = { accessKeyId: "ACCESS", secretAccessKey: "top-secret" };

describe("tams for a VAST Database", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  const start = async (options: Partial<EmulatorOptions> = {}): Promise<void> => {
    emulator = await startEmulator({ ...KEYS, strict: true, ...options });
  };
  afterEach(() => emulator.close());

  const settings = () => ({
    TAMS_ENGINE: "vast",
    TAMS_VAST_ENDPOINTS: emulator.url,
    TAMS_VAST_BUCKET: "vastdb",
    TAMS_VAST_ACCESS_KEY_ID: KEYS.accessKeyId,
    TAMS_VAST_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
  });
  /** Runs a command; a line of stdout that has this text interrupts it, as Ctrl-C does. */
  const run = async (words: string, env: Record<string, string> = settings(), interruptAt?: string) => {
    const child = spawn(process.execPath, [PROGRAM, ...words.split(" ")], {
      env: { PATH: process.env["PATH"] ?? "", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { stdout: "", stderr: "" };
    let interrupts = interruptAt !== undefined;
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        said[name] += text;
        if (!interrupts || interruptAt === undefined || !said.stdout.includes(interruptAt)) return;
        interrupts = false;
        child.kill("SIGINT");
      });
    }
    await once(child, "close");
    return { status: child.exitCode, ...said };
  };
  const schemas = async (): Promise<string[]> => {
    const client = await connectVast({ ...KEYS, endpoints: [emulator.url] });
    const found = await client.outside().bucket("vastdb").schemas();
    await client.close();
    return found.map(({ name }) => name);
  };

  it("examines the cluster of the settings, check by check with what each means, and ends with 0", async () => {
    await start();
    const { status, stdout, stderr } = await run(
      "doctor vast --only row-conflicts,keep-alive-frames --idle 0",
    );
    expect([status, stderr]).to.eql([0, ""]);
    expect(stdout).to.match(/^ok {7}connect .*\n {9}vast 5\.4\.0\.1\n/);
    expect(stdout).to.match(
      /\nok {7}row-conflicts +\d+ ms {2}Of two open transactions .*\n {9}409 Conflict at the statement\n/,
    );
    expect(stdout).to.match(/\nuntried {2}keep-alive-frames /);
    expect(stdout).to.match(/\n8 ok, 0 differ, 0 FAILED, 1 untried\.\n$/);
    expect(await schemas()).to.eql([]);
  });

  it("ends with 3 where the server cannot do without what differs, in JSON too, and prints no key", async () => {
    await start({ quirks: ["noRowConflicts"] });
    const only = "doctor vast --only row-conflicts,stale-updates --idle 0";
    const { status, stdout } = await run(`${only} --json`);
    const report = JSON.parse(stdout) as {
      checks: Finding[];
      failed: number;
      differs: number;
      interrupted: boolean;
    };
    expect(status).to.equal(3);
    expect([report.failed, report.differs, report.interrupted]).to.eql([1, 1, false]);
    expect(report.checks.find(({ check }) => check === "row-conflicts")).to.include({ result: "failed" });
    const text = await run(only);
    expect(text.stdout).to.match(
      /FAILED {3}row-conflicts .*\n {9}Both were committed.*\n {9}-> All of the server's locks/,
    );
    expect(text.stdout).to.include("should not be used on this cluster before what FAILED is mended");
    expect(stdout + text.stdout + text.stderr).to.not.match(/top-secret|ACCESS\b/);
  });

  it("ends with 0 where something differs that the server can do without, and asks for the report", async () => {
    await start({ quirks: ["tableConflicts"] });
    const { status, stdout } = await run("doctor vast --only conflicts-by-row --idle 0");
    expect(status).to.equal(0);
    expect(stdout).to.include("1 differ").and.to.include("Please send us what differs.");
  });

  it("removes its schema after Ctrl-C, says so, and ends with 1", async () => {
    await start();
    const { status, stdout } = await run("doctor vast --idle 0", settings(), "wide-rows");
    expect(status).to.equal(1);
    expect(stdout).to.match(/interrupted, and what was made is removed\.\n/);
    expect([await schemas(), emulator.openTransactions]).to.eql([[], 0]);
  });

  it("tells a mistake in the arguments by 2 and a sentence, before it does anything", async () => {
    await start();
    for (const [flags, says] of [
      ["--only row-conflict", "There is no check row-conflict. Did you mean row-conflicts?"],
      ["--idle soon", 'The flag --idle needs a number of seconds, not "soon".'],
      ["--timeout 0", "The flag --timeout needs more than 0 seconds."],
    ]) {
      const { status, stderr, stdout } = await run(`doctor vast ${flags}`);
      expect([status, stdout], flags).to.eql([2, ""]);
      expect(stderr).to.include(says);
    }
    expect(emulator.counters.calls).to.eql({});
  });

  it("says in one sentence with the embedded engine that the commands are for VAST", async () => {
    await start();
    for (const words of [
      "doctor vast",
      "tables status",
      "tables create",
      "projections status",
      "projections disable",
    ]) {
      const { status, stdout, stderr } = await run(words, {});
      expect([status, stdout], words).to.eql([2, ""]);
      expect(stderr, words).to.match(/^This command is for a VAST Database, .*TAMS_ENGINE=vast.*\.\n$/);
    }
  });

  it("has a help for each command, which names every check", async () => {
    await start();
    const help = await run("doctor vast --help");
    expect([help.status, help.stderr]).to.eql([0, ""]);
    expect(help.stdout)
      .to.match(/row-conflicts +\* Of two open/)
      .and.to.match(/odd-names +Tables may/);
    for (const words of [
      "tables status",
      "tables create",
      "projections status",
      "projections enable",
      "projections disable",
    ]) {
      const { status, stdout } = await run(`${words} --help`, {});
      expect([status, stdout.startsWith(`Usage: tams ${words} `)], words).to.eql([0, true]);
    }
  });

  it("finds all tables missing, creates them once, and finds them ready", async () => {
    await start();
    const before = await run("tables status");
    expect(before.status).to.equal(3);
    expect(before.stdout)
      .to.match(/^segments +missing$/m)
      .and.to.include("Run `tams tables create`");
    expect(await schemas(), "status changes nothing").to.eql([]);
    const created = await run("tables create");
    expect([created.status, created.stderr]).to.eql([0, ""]);
    expect(created.stdout).to.match(/^created {4}segments$/m);
    const again = await run("tables create --json");
    expect(JSON.parse(again.stdout)).to.eql({ created: [], completed: [], ready: true });
    const after = await run("tables status --json");
    const report = JSON.parse(after.stdout) as { tables: { table: string; state: string; rows: number }[] };
    expect(after.status).to.equal(0);
    expect(new Set(report.tables.map(({ state }) => state))).to.eql(new Set(["ready"]));
    expect(report.tables.find(({ table }) => table === "locks")?.rows).to.be.above(1000);
  });

  it("has no projections without tables, then creates them, and drops them only by force", async () => {
    await start();
    const without = await run("projections enable");
    expect([without.status, without.stdout]).to.eql([1, ""]);
    expect(without.stderr).to.include("create them by `tams tables create`");
    await run("tables create");
    expect((await run("projections status")).status, "enabled, and missing").to.equal(3);
    const enabled = await run("projections enable --json");
    const { created } = JSON.parse(enabled.stdout) as { created: string[] };
    expect(created).to.include("segments.tams_by_flow_id_start_s_start_x");
    const status = await run("projections status");
    expect(status.status).to.equal(0);
    expect(status.stdout).to.include(`${created.length} projections: enabled, 0 missing.`);
    const gently = await run("projections disable");
    expect(gently.status).to.equal(2);
    expect(gently.stderr)
      .to.include(`${created.length} projections would be dropped`)
      .and.to.include("--force");
    const forced = await run("projections disable --force --json");
    expect(JSON.parse(forced.stdout)).to.eql({ enabled: false, dropped: created });
    const off = await run("projections status --json");
    const found = JSON.parse(off.stdout) as { enabled: boolean; projections: { exists: boolean }[] };
    expect([off.status, found.enabled, found.projections.some(({ exists }) => exists)]).to.eql([
      0,
      false,
      false,
    ]);
  });

  it("creates projections anew by force", async () => {
    await start();
    await run("tables create");
    const first = JSON.parse((await run("projections enable --json")).stdout) as { created: string[] };
    const again = JSON.parse((await run("projections enable --json")).stdout) as { created: string[] };
    const forced = JSON.parse((await run("projections enable --force --json")).stdout) as typeof first & {
      dropped: string[];
    };
    expect(again.created).to.eql([]);
    expect([forced.dropped, forced.created]).to.eql([first.created, first.created]);
  });

  it("ends with 1 and a sentence when the cluster does not answer", async () => {
    await start();
    const env = { ...settings(), TAMS_VAST_BUCKET: "elsewhere" };
    const { status, stderr } = await run("tables create", env);
    expect([status, stderr]).to.eql([
      1,
      "The bucket elsewhere does not exist, or these keys may not see it.\n",
    ]);
  });
});
