import { expect } from "chai";
import type { Config } from "../../src/config.ts";
import type { Engine } from "../../src/storage/engine.ts";
import { openVastEngine, type VastEngine } from "../../src/storage/vast/engine.ts";
import type { Faults } from "../../src/vast-emulator/faults.ts";
import type { Emulator } from "../../src/vast-emulator/server.ts";
import { Client, type Reply } from "../support/client.ts";
import { segment, videoFlow } from "../support/make.ts";
import { counter, faultOf, increment, put, select, sourceRow } from "../support/rows.ts";
import { startApp, type TestApp } from "../support/start.ts";
import { engineOn, newEmulator, settingsOf } from "../support/vast.ts";

/** Two processes are two engines here: they share nothing but the database. */
describe("VAST engine: several processes on one database", () => {
  let emulator: Emulator;
  const opened: VastEngine[] = [];
  before(async () => {
    emulator = await newEmulator();
  });
  afterEach(async () => {
    emulator.setFaults({});
    for (const engine of opened.splice(0)) await engine.close();
  });
  after(() => emulator.close());

  /** Engines on one new schema. */
  const open = async (count: number): Promise<VastEngine[]> => {
    const options = engineOn(emulator);
    const engines = await Promise.all(Array.from({ length: count }, () => openVastEngine(options)));
    opened.push(...engines);
    return engines;
  };
  const openTwo = async (): Promise<[VastEngine, VastEngine]> => {
    const [one, two] = await open(2);
    return [one!, two!];
  };

  it("creates its tables once, however many open it at the same time", async () => {
    const engines = await open(5);
    await Promise.all(
      engines.map((engine, n) => put(engine, { insert: "sources", rows: [sourceRow(`s${n}`)] })),
    );
    for (const engine of engines) expect(await select(engine, "sources")).to.have.length(5);
  });

  it("has a read see the snapshot it began with while another engine writes", async () => {
    const [one, two] = await openTwo();
    await one.read(async (view) => {
      await increment(two, "n");
      expect(await counter(view, "n")).to.equal(0);
    });
    expect(await one.read((view) => counter(view, "n"))).to.equal(1);
  });

  it("runs a write again when another engine changed its key, and applies only the last run", async () => {
    const [one, two] = await openTwo();
    let runs = 0;
    await one.write(["setting:n"], async (view) => {
      const seen = await counter(view, "n");
      if (++runs === 1) await increment(two, "n");
      return {
        result: seen,
        changes: [{ insert: "settings", rows: [{ name: `run ${runs} saw ${seen}`, doc: "" }] }],
      };
    });
    expect((await select(one, "settings")).map((row) => row.name).sort()).to.eql(["n", "run 2 saw 1"]);
  });

  it("takes the locks first when others were always first, so that nobody can be", async () => {
    const [one, two] = await openTwo();
    let runs = 0;
    const refused: string[] = [];
    await one.write(["setting:n"], async () => {
      runs++;
      if (runs <= 3) await increment(two, "n");
      // From now on the other one waits for this one.
      else refused.push(await Promise.race([increment(two, "n").then(() => "done"), soon("waiting")]));
      return { result: runs, changes: [{ insert: "settings", rows: [{ name: `run ${runs}`, doc: "" }] }] };
    });
    expect(runs).to.equal(4);
    expect(refused).to.eql(["waiting"]);
  });

  it("inserts no row twice when two engines insert it at once without naming a key", async () => {
    const [one, two] = await openTwo();
    for (let n = 0; n < 10; n++) {
      const rows = [sourceRow(`s${n}`)];
      const outcomes = await Promise.all(
        [one, two].map((engine) => faultOf(put(engine, { insert: "sources", rows }))),
      );
      expect(outcomes.sort()).to.eql(["conflict", "nothing was thrown"]);
    }
    expect(await select(one, "sources")).to.have.length(10);
  });

  const TROUBLE: readonly (readonly [string, Faults])[] = [
    ["nothing goes wrong", {}],
    ["writes and commits meet conflicts", { conflictAtUpdate: 0.1, conflictAtCommit: 0.1 }],
    ["answers to commits are lost", { cutCommitBefore: 0.15, cutCommitAfter: 0.15 }],
    [
      "everything goes wrong now and then",
      {
        slowDown: 0.05,
        cutBefore: 0.02,
        cutAfter: 0.02,
        cutCommitAfter: 0.1,
        conflictAtUpdate: 0.05,
        expiredTransaction: 0.01,
        cutAnswer: 0.02,
        unavailable: 0.01,
      },
    ],
  ];
  for (const [title, faults] of TROUBLE) {
    it(`loses and doubles no update of fifty writers each on one key when ${title}`, async function () {
      this.timeout(120_000);
      const [one, two] = await openTwo();
      emulator.setFaults({ seed: 7, ...faults });
      const writers = [one, two].flatMap((engine) =>
        Array.from({ length: 50 }, () => increment(engine, "n")),
      );
      const answers = await Promise.all(writers);
      emulator.setFaults({});
      expect(answers.sort((left, right) => left - right)).to.eql(
        Array.from({ length: 100 }, (_, n) => n + 1),
      );
      expect(await one.read((view) => counter(view, "n"))).to.equal(100);
    });
  }

  it("says that it cannot tell, and does not write again, when a commit stays unanswered", async function () {
    this.timeout(120_000);
    const options = engineOn(emulator);
    const retry = { attempts: 2, baseMs: 1, totalMs: 100 };
    const one = await openVastEngine({ ...options, client: { ...options.client, retry } });
    opened.push(one);
    let runs = 0;
    const outcome = faultOf(
      one.write(["setting:n"], async () => {
        runs++;
        emulator.setFaults({ cutCommitAfter: 1, cutBefore: 1 });
        return { result: 0, changes: [{ insert: "settings", rows: [{ name: "n", doc: "1" }] }] };
      }),
    );
    expect(await outcome).to.equal("unavailable");
    emulator.setFaults({});
    expect(runs).to.be.at.most(5);
    expect((await select(one, "settings")).length).to.be.at.most(1);
  });

  describe("of whole servers", () => {
    let servers: readonly TestApp[];
    let clients: readonly Client[];
    before(async () => {
      const engine: Config["engine"] = { kind: "vast", vast: settingsOf(emulator) };
      servers = await Promise.all([startApp({ engine }), startApp({ engine })]);
      clients = servers.map(({ base }) => new Client(base));
    });
    after(async () => {
      for (const server of servers) await server.close();
    });
    const faults: Faults = { seed: 3, conflictAtUpdate: 0.05, conflictAtCommit: 0.05, cutCommitAfter: 0.03 };
    /** One request of each of fifty writers to each server, at once. */
    const all = async (
      send: (client: Client, writer: number) => Promise<Reply<unknown>>,
    ): Promise<number[]> => {
      emulator.setFaults(faults);
      const requests = clients.flatMap((client) =>
        Array.from({ length: 50 }, (_, writer) => send(client, writer)),
      );
      const statuses = (await Promise.all(requests)).map(({ status }) => status);
      emulator.setFaults({});
      return statuses;
    };

    it("creates one Flow once and keeps the last of its versions whole", async function () {
      this.timeout(120_000);
      const flow = videoFlow();
      const statuses = await all((client, writer) =>
        client.put(`/flows/${flow.id}`, { ...flow, label: `w${writer}` }),
      );
      expect(statuses.filter((status) => status === 201)).to.have.length(1);
      expect(statuses.filter((status) => status === 204)).to.have.length(99);
      const { body } = await clients[0]!.get<unknown[]>(`/flows?source_id=${flow.source_id}`);
      expect(body).to.have.length(1);
    });

    it("registers no two Segments that overlap", async function () {
      this.timeout(120_000);
      const flow = videoFlow();
      await clients[0]!.put(`/flows/${flow.id}`, flow);
      // Ten places of two seconds, each wanted by ten writers, and each overlapping the next one.
      const statuses = await all((client, writer) => {
        const start = writer % 10;
        return client.post(`/flows/${flow.id}/segments`, segment(`[${start}:0_${start + 2}:0)`));
      });
      expect(new Set(statuses)).to.eql(new Set([201, 400]));
      const { body } = await clients[1]!.get<{ timerange: string }[]>(`/flows/${flow.id}/segments`);
      expect(body).to.have.length(statuses.filter((status) => status === 201).length);
      const starts = body.map(({ timerange }) => Number(/^\[(-?\d+):0_/.exec(timerange)?.[1]));
      starts.reduce((before, start) => {
        expect(start - before).to.be.at.least(2);
        return start;
      }, -10);
    });

    it("loses no tag of any writer", async function () {
      this.timeout(120_000);
      const flow = videoFlow();
      await clients[0]!.put(`/flows/${flow.id}`, flow);
      const names = clients.map((client) => (client === clients[0] ? "a" : "b"));
      const statuses = await all((client, writer) =>
        client.put(`/flows/${flow.id}/tags/${names[clients.indexOf(client)]}${writer}`, "x"),
      );
      expect(new Set(statuses)).to.eql(new Set([204]));
      const { body } = await clients[1]!.get<Record<string, string>>(`/flows/${flow.id}/tags`);
      expect(Object.keys(body)).to.have.length(100);
    });
  });

  describe("in an outage", () => {
    it("is unavailable, never empty, when the cluster is gone, and works on when it is back", async function () {
      this.timeout(120_000);
      const own = await newEmulator();
      const options = engineOn(own);
      const retry = { attempts: 2, baseMs: 1, totalMs: 100 };
      const engine: Engine = await openVastEngine({ ...options, client: { ...options.client, retry } });
      opened.push(engine as VastEngine);
      await put(engine, { insert: "sources", rows: [sourceRow("a")] });
      own.setFaults({ unavailable: 1 });
      expect(await faultOf(select(engine, "sources"))).to.equal("unavailable");
      expect(await faultOf(increment(engine, "n"))).to.equal("unavailable");
      expect(await faultOf(engine.check())).to.equal("unavailable");
      own.setFaults({});
      expect(await select(engine, "sources")).to.have.length(1);
      await own.close();
      expect(await faultOf(select(engine, "sources"))).to.equal("unavailable");
      expect(await faultOf(put(engine, { insert: "sources", rows: [sourceRow("b")] }))).to.equal(
        "unavailable",
      );
      expect(await faultOf(engine.check())).to.equal("unavailable");
    });

    it("leaves no transaction open when reads fail, which keep-alives would hold for ever", async function () {
      this.timeout(60_000);
      const own = await newEmulator();
      const engine = await openVastEngine(engineOn(own));
      own.setFaults({ failAnswer: 1 });
      expect(await faultOf(engine.check())).to.equal("unavailable");
      own.setFaults({});
      for (let wait = 0; wait < 100 && own.openTransactions > 0; wait++) await soon("");
      expect(own.openTransactions).to.equal(0);
      await engine.close();
      await own.close();
    });

    it("cannot be opened without a cluster, or where there is no such bucket", async () => {
      const options = engineOn(emulator);
      const nowhere = { ...options.client, endpoints: ["http://127.0.0.1:9"], retry: { attempts: 1 } };
      expect(await faultOf(openVastEngine({ ...options, client: nowhere }))).to.equal("unavailable");
      expect(await faultOf(openVastEngine({ ...options, bucket: "none" }))).to.equal("unavailable");
      const keys = { ...options.client, secretAccessKey: "wrong" };
      expect(await faultOf(openVastEngine({ ...options, client: keys }))).to.equal("unavailable");
    });
  });
});

function soon(word: string): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve(word), 200));
}
