import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { connectVast } from "../../src/vast/client.ts";
import { type Conduct, checkList, examine, type Finding } from "../../src/vast-doctor/examine.ts";
import type { Quirk } from "../../src/vast-emulator/quirks.ts";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/vast-emulator/server.ts";

const KEYS = { accessKeyId: "key", secretAccessKey: "top-secret" };
const ONE_ADDRESS = "addresses-agree";
const NEVER = "keep-alive-frames";

/** What each quirk of a cluster must be found by. */
const CASES: readonly {
  quirk: Quirk;
  only: readonly string[];
  failed?: readonly string[];
  differs?: readonly string[];
}[] = [
  {
    quirk: "noRowConflicts",
    only: ["row-conflicts", "delete-conflicts", "stale-updates"],
    failed: ["row-conflicts"],
    differs: ["delete-conflicts", "stale-updates"],
  },
  { quirk: "lateConflicts", only: ["row-conflicts", "lost-updates"] },
  { quirk: "tableConflicts", only: ["row-conflicts", "conflicts-by-row"], differs: ["conflicts-by-row"] },
  { quirk: "noNameConflicts", only: ["table-conflicts"], failed: ["table-conflicts"] },
  { quirk: "readCommitted", only: ["snapshot", "uncommitted-is-hidden"], failed: ["snapshot"] },
  {
    quirk: "instantChanges",
    only: ["rollback", "uncommitted-is-hidden"],
    failed: ["rollback", "uncommitted-is-hidden"],
  },
  {
    quirk: "anyTransaction",
    only: ["ended-transactions", "unknown-transactions"],
    failed: ["ended-transactions", "unknown-transactions"],
  },
  {
    quirk: "brokenEnds",
    only: ["rollback-after-commit", "commit-twice"],
    failed: ["rollback-after-commit"],
    differs: ["commit-twice"],
  },
  { quirk: "lostBodies", only: ["get-bodies", "rows"], failed: ["get-bodies"] },
  {
    quirk: "staleProjections",
    only: ["projections", "projections-are-current"],
    failed: ["projections-are-current"],
  },
  { quirk: "shortCells", only: ["long-cells", "large-requests"], failed: ["long-cells", "large-requests"] },
  { quirk: "looseLimits", only: ["splits", "row-order"], failed: ["splits"] },
  { quirk: "repeatedRows", only: ["splits", "row-counts"], failed: ["splits"], differs: ["row-counts"] },
  { quirk: "noFilters", only: ["rows"], failed: ["rows"] },
  { quirk: "noMaps", only: ["types", "nested-types"], differs: ["nested-types"] },
  { quirk: "vagueErrors", only: ["missing-things"], failed: ["missing-things"] },
];

describe("the doctor of VAST clusters", function () {
  this.timeout(120_000);
  const emulators: Emulator[] = [];
  afterEach(async () => {
    for (const emulator of emulators.splice(0)) await emulator.close();
  });

  const start = async (options: Partial<EmulatorOptions> = {}): Promise<Emulator> => {
    const emulator = await startEmulator({ ...KEYS, strict: true, ...options });
    emulators.push(emulator);
    return emulator;
  };
  const visit = async (
    endpoints: readonly string[],
    conduct: Partial<Conduct> = {},
    over: { bucket?: string; secretAccessKey?: string } = {},
  ): Promise<Finding[]> => {
    const { bucket = "vastdb", ...keys } = over;
    const findings: Finding[] = [];
    const patient = { client: { ...KEYS, ...keys, endpoints, timeoutMs: 2000 }, bucket };
    const standard = {
      signal: new AbortController().signal,
      patience: 30_000,
      idleMs: 50,
      waitMs: 1000,
      starting: () => undefined,
    };
    for await (const finding of examine(patient, { ...standard, ...conduct })) findings.push(finding);
    return findings;
  };
  const named = (findings: readonly Finding[], ...results: readonly string[]): string[] =>
    findings.filter(({ result }) => results.includes(result)).map(({ check }) => check);
  const found = (findings: readonly Finding[], name: string): Finding => {
    const one = findings.find(({ check }) => check === name);
    if (one === undefined) throw new Error(`There was no check ${name}.`);
    return one;
  };
  /** Everything in the bucket, and what is open. */
  const mustBeClean = async ({ url, openTransactions }: Emulator): Promise<void> => {
    const client = await connectVast({ ...KEYS, endpoints: [url] });
    const schemas = await client.outside().bucket("vastdb").schemas();
    await client.close();
    expect([schemas, openTransactions]).to.eql([[], 0]);
  };

  it("finds a cluster that keeps every rule well, through all of its addresses, and leaves nothing there", async () => {
    const emulator = await start();
    const findings = await visit([emulator.url, emulator.url]);
    expect(findings.filter(({ result }) => result !== "ok").map(({ check }) => check)).to.eql([NEVER]);
    expect(findings.map(({ check }) => check)).to.eql(["connect", ...checkList.map(({ name }) => name)]);
    await mustBeClean(emulator);
  });

  it("gets over what a cluster in trouble answers for a moment", async () => {
    const emulator = await start({
      faults: { seed: 3, slowDown: 0.02, oneByteChunks: 0.1, interleaved: 0.5 },
    });
    const findings = await visit([emulator.url], {
      only: ["rows", "splits", "types", "snapshot", "row-conflicts"],
    });
    expect(named(findings, "failed", "differs", "untried"), JSON.stringify(findings)).to.eql([]);
    await mustBeClean(emulator);
  });

  for (const { quirk, only, failed = [], differs = [] } of CASES) {
    const outcome = [...failed.map((name) => `${name} fails`), ...differs.map((name) => `${name} differs`)];
    it(`tells of a cluster with ${quirk} that ${outcome.join(", ") || "it will do"}`, async () => {
      const emulator = await start({ quirks: [quirk] });
      const findings = await visit([emulator.url], { only });
      expect([named(findings, "failed"), named(findings, "differs")], JSON.stringify(findings)).to.eql([
        failed,
        differs,
      ]);
      for (const name of [...failed, ...differs]) {
        expect(found(findings, name)).to.have.property("detail").that.is.not.empty;
        expect(found(findings, name)).to.have.property("advice").that.is.not.empty;
      }
      if (quirk !== "instantChanges") await mustBeClean(emulator);
    });
  }

  it("says that conflicts come at the commit where they do", async () => {
    const emulator = await start({ quirks: ["lateConflicts"] });
    const findings = await visit([emulator.url], { only: ["row-conflicts"] });
    expect(found(findings, "row-conflicts").detail).to.equal("409 Conflict at the commit");
  });

  it("loses count of increments where rows have no conflicts, and nowhere else", async () => {
    const careful = await visit([(await start()).url], { only: ["lost-updates"] });
    expect(found(careful, "lost-updates").result).to.equal("ok");
    const careless = await visit([(await start({ quirks: ["noRowConflicts"] })).url], {
      only: ["lost-updates"],
    });
    expect(found(careless, "lost-updates").detail).to.match(
      /^\d+ increments were committed, and the counter is at \d+\.$/,
    );
  });

  it("waits for statistics before it says that they are late", async () => {
    const emulator = await start({ quirks: ["noCounts"] });
    const findings = await visit([emulator.url], { only: ["statistics"], backgroundMs: 400 });
    expect(found(findings, "statistics")).to.include({
      result: "differs",
      detail: "After 0.4 s it counts 0 of 1,000 rows.",
    });
  });

  it("finds transactions that expire before the client's keep-alive", async () => {
    const emulator = await start({ transactionExpiryMs: 300 });
    const findings = await visit([emulator.url], { only: ["idle-transaction"], idleMs: 1000 });
    const { result, detail, advice } = found(findings, "idle-transaction");
    expect(result).to.equal("failed");
    expect(detail).to.match(/^After 1 s without a call .* 404 NoSuchTransaction/);
    expect(advice).to.include("keep-alives");
  });

  it("finds an address where nothing listens, and one of another version", async () => {
    const [gone, old, emulator] = [await start(), await start({ version: "5.2.0.1" }), await start()];
    await gone.close();
    const findings = await visit([emulator.url, old.url, gone.url], { only: ["addresses"] });
    const { result, detail, advice } = found(findings, "addresses");
    expect(result).to.equal("failed");
    expect(detail)
      .to.include(`${old.url}: 5.2.0.1`)
      .and.to.include(`${gone.url}: `)
      .and.not.to.include(`${emulator.url}: `);
    expect(advice).to.include("TAMS_VAST_ENDPOINTS");
  });

  it("finds addresses of two clusters before it makes anything", async () => {
    const [one, other] = [await start(), await start()];
    const findings = await visit([one.url, other.url]);
    expect(named(findings, "failed")).to.eql(["one-cluster"]);
    expect(found(findings, "one-cluster").detail).to.match(/^http:\S+: 404 NoSuchTransaction\.$/);
    for (const emulator of [one, other]) expect(emulator.counters.calls).to.not.have.property("POST schema");
  });

  it("finds nobody at the address", async () => {
    const gone = await start();
    await gone.close();
    const [finding, ...others] = await visit([gone.url]);
    expect([finding?.check, finding?.result, others]).to.eql(["connect", "failed", []]);
    expect(finding?.advice).to.include("Nothing listens there");
  });

  it("tells a wrong key, a missing bucket and a foreign server apart, and never prints a key", async () => {
    const emulator = await start();
    const forbidden = await visit([emulator.url], {}, { secretAccessKey: "other-secret" });
    expect(named(forbidden, "failed")).to.eql(["keys"]);
    expect(found(forbidden, "keys").advice).to.include("TAMS_VAST_SECRET_ACCESS_KEY");
    expect(JSON.stringify(forbidden)).to.not.include("other-secret");
    const bucketless = await visit([emulator.url], {}, { bucket: "elsewhere" });
    expect(named(bucketless, "failed")).to.eql(["bucket"]);
    expect(found(bucketless, "bucket")).to.include({ detail: "There is no bucket elsewhere." });
    const server = createServer((_, response) => response.setHeader("Server", "nginx").end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const [foreign] = await visit([`http://127.0.0.1:${port}`]);
    server.close();
    expect(foreign?.result).to.equal("failed");
    expect(foreign?.detail).to.include("no VAST cluster");
  });

  it("gives up a check for which no answer comes, and goes on", async () => {
    const server = createServer((request, response) => {
      response.setHeader("Server", "vast 5.4.0.1");
      if (request.method === "GET") response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const findings = await visit([`http://127.0.0.1:${port}`], {
      patience: 200,
      idleMs: 0,
      only: ["version", "keys", "snapshots"],
    });
    server.close();
    server.closeAllConnections();
    expect(found(findings, "version").result).to.equal("ok");
    expect(found(findings, "keys").detail).to.include("Nothing came within 0.2 seconds");
    expect(found(findings, "snapshots")).to.include({ result: "untried", detail: 'It needs "bucket".' });
  });

  it("says what differs of a cluster newer than it knows, and tries nothing that an old one lacks", async () => {
    const newer = await visit([(await start({ version: "6.0.0.1" })).url], { only: ["version"] });
    expect(found(newer, "version")).to.include({
      result: "differs",
      detail: "The cluster is of version 6.0.0.1.",
    });
    const older = await visit([(await start({ version: "5.2.0.1" })).url], {
      only: ["sorted-tables", ONE_ADDRESS],
    });
    expect(found(older, "sorted-tables")).to.include({ result: "untried" });
    expect(found(older, ONE_ADDRESS)).to.include({
      result: "untried",
      detail: "The settings have one address.",
    });
  });

  it("makes only the checks that are wanted, and those that they need", async () => {
    const findings = await visit([(await start()).url], { only: ["snapshot-at-begin"] });
    expect(findings.map(({ check }) => check)).to.eql([
      ...[
        "connect",
        "keys",
        "one-cluster",
        "bucket",
        "schema",
        "get-bodies",
        "rows",
        "snapshot",
        "snapshot-at-begin",
      ],
    ]);
  });

  it("removes what it made when it is interrupted", async () => {
    const emulator = await start();
    const interrupted = new AbortController();
    const starting = (check: string): void => {
      if (check === "splits") setTimeout(() => interrupted.abort(), 20);
    };
    const findings = await visit([emulator.url], { signal: interrupted.signal, starting });
    expect(named(findings, "failed")).to.eql([]);
    expect(found(findings, "types").result).to.equal("ok");
    expect(findings.map(({ check }) => check)).to.not.include("idle-transaction");
    await mustBeClean(emulator);
  });

  it("says what it could not remove", async () => {
    const emulator = await start();
    const starting = (check: string): void => {
      if (check === "rows") emulator.setFaults({ unavailable: 1 });
    };
    const findings = await visit([emulator.url], { only: ["rows"], starting });
    expect(found(findings, "clean-up").advice).to.match(
      /Remove the schema tams_doctor_\w+ of the bucket vastdb/,
    );
  });
});
