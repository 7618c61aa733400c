import { expect } from "chai";
import type { VastClient } from "../../src/vast/client.ts";
import { isVastError } from "../../src/vast/errors.ts";
import { encodeQuery } from "../../src/vast/wire/query.ts";
import { FAULT_NAMES, FaultSource, type Faults } from "../../src/vast-emulator/faults.ts";
import { type Emulator, startEmulator } from "../../src/vast-emulator/server.ts";
import {
  batchesOf,
  COLUMNS,
  emulated,
  KEYS,
  kindOf,
  makeTable,
  type RawReply,
  rowsOf,
  sendRaw,
  tableIn,
  textsOf,
} from "./emulated.ts";

const TABULAR = { "tabular-api-version-id": "1" };
const COMPLETED = "feffffff";

describe("vast emulator: faults", () => {
  const { start, connect } = emulated();

  async function open(): Promise<{ emulator: Emulator; client: VastClient }> {
    const emulator = await start();
    const client = await connect(emulator);
    await makeTable(client);
    await client.transaction((tx) => tableIn(tx).insert(rowsOf([1n, 2n, 3n], ["one", "two", "three"])));
    return { emulator, client };
  }

  /** One answer of QueryData as its bytes; rejects when the connection breaks. */
  function answer(emulator: Emulator, start = "0"): Promise<RawReply> {
    const headers = {
      ...TABULAR,
      "tabular-txid": "0",
      "tabular-split": "0,1,8",
      "tabular-num-of-subsplits": "2",
      "tabular-start-row-id-0": `0,${start}`,
      "tabular-start-row-id-1": "1,0",
      "tabular-request-format": "string",
      "tabular-response-format": "string",
    };
    const body = encodeQuery(COLUMNS, [], ["a", "b"]);
    return sendRaw(emulator, { method: "GET", target: "/vastdb/s/t?data", headers, body });
  }

  const begin = (emulator: Emulator): Promise<RawReply> =>
    sendRaw(emulator, { method: "POST", target: "/?transaction", headers: TABULAR });

  const codeOf = ({ status, body }: RawReply): string =>
    `${status} ${/<Code>(.*)<\/Code>/.exec(body.toString())?.[1]}`;

  const broken = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => "answered",
      () => "broken",
    );

  it("asks to slow down instead of carrying a call out", async () => {
    const { emulator } = await open();
    emulator.setFaults({ slowDown: 1 });
    expect(codeOf(await begin(emulator))).to.equal("503 SlowDown");
    emulator.setFaults({ unavailable: 1 });
    expect(codeOf(await begin(emulator))).to.equal("503 ServiceUnavailable");
    expect(emulator.openTransactions).to.equal(0);
  });

  it("asks a select that goes on to slow down, and not one that begins", async () => {
    const { emulator } = await open();
    emulator.setFaults({ slowDownMidSelect: 1 });
    expect((await answer(emulator)).status).to.equal(200);
    expect(codeOf(await answer(emulator, "2"))).to.equal("503 SlowDown");
  });

  it("cuts the connection before a call is carried out, and after", async () => {
    const { emulator } = await open();
    emulator.setFaults({ cutBefore: 1 });
    expect(await broken(begin(emulator))).to.equal("broken");
    expect(emulator.openTransactions).to.equal(0);
    emulator.setFaults({ cutAfter: 1 });
    expect(await broken(begin(emulator))).to.equal("broken");
    expect(emulator.openTransactions).to.equal(1);
  });

  it("loses a commit's answer before the commit is done, and after", async () => {
    const { emulator, client } = await open();
    for (const [fault, rows] of [
      ["cutCommitBefore", 3n],
      ["cutCommitAfter", 4n],
    ] as const) {
      const tx = await client.begin();
      await tableIn(tx).insert(rowsOf([4n], ["four"]));
      emulator.setFaults({ [fault]: 1 });
      expect(await kindOf(tx.commit())).not.to.equal("none");
      emulator.setFaults({});
      expect(await client.transaction(async (reader) => (await tableIn(reader).stats()).rows)).to.equal(rows);
      await tx.rollback();
    }
  });

  it("refuses commits, updates and deletes with a conflict, of which nothing stays", async () => {
    const { emulator, client } = await open();
    const tx = await client.begin();
    const ids = await tableIn(tx).insert(rowsOf([4n], ["four"]));
    emulator.setFaults({ conflictAtUpdate: 1 });
    expect(await kindOf(tableIn(tx).delete(ids))).to.equal("conflict");
    emulator.setFaults({ conflictAtCommit: 1 });
    expect(await kindOf(tx.commit())).to.equal("conflict");
    emulator.setFaults({});
    expect(emulator.openTransactions).to.equal(0);
    expect(await client.transaction(async (reader) => (await tableIn(reader).stats()).rows)).to.equal(3n);
  });

  it("lets a transaction expire in the middle", async () => {
    const { emulator, client } = await open();
    const tx = await client.begin();
    emulator.setFaults({ expiredTransaction: 1 });
    expect(await kindOf(tableIn(tx).stats())).to.equal("notFound");
  });

  it("cuts an answer, or breaks it off with the marker of a failure", async () => {
    const { emulator } = await open();
    emulator.setFaults({ cutAnswer: 1 });
    for (let round = 0; round < 5; round++) expect(await broken(answer(emulator))).to.equal("broken");
    emulator.setFaults({ failAnswer: 1 });
    const { body } = await answer(emulator);
    expect(body.subarray(-16).toString("hex")).to.match(/^fdffffff[0-9a-f]{16}00000000$/);
  });

  it("shapes answers otherwise, with the same rows in them", async () => {
    const { emulator, client } = await open();
    const calm = await answer(emulator);
    expect(calm.body.subarray(-4).toString("hex")).to.equal(COMPLETED);
    for (const fault of ["keepAlives", "leafBatches", "resultBatches"] as const) {
      emulator.setFaults({ [fault]: 1 });
      expect((await answer(emulator)).body.length, fault).to.be.above(calm.body.length);
    }
    emulator.setFaults({ interleaved: 1 });
    expect((await answer(emulator)).body.equals(calm.body)).to.equal(false);
    for (const fault of ["oneByteChunks", "lateFrames"] as const) {
      emulator.setFaults({ [fault]: 1, lateMs: 2 });
      expect((await answer(emulator)).body.equals(calm.body), fault).to.equal(true);
    }
    emulator.setFaults({ keepAlives: 1, leafBatches: 1, resultBatches: 1, interleaved: 1, oneByteChunks: 1 });
    const found = await client.transaction((tx) => batchesOf(tableIn(tx)));
    expect(textsOf(found).sort()).to.eql(["1:one", "2:two", "3:three"]);
  });

  it("draws the same faults from the same seed", () => {
    const draw = (faults: Faults): string => {
      const source = new FaultSource();
      source.set(faults);
      return Array.from({ length: 64 }, () => Number(source.happens("slowDown"))).join("");
    };
    expect(draw({ seed: 7, slowDown: 0.5 })).to.equal(draw({ seed: 7, slowDown: 0.5 }));
    expect(draw({ seed: 7, slowDown: 0.5 })).not.to.equal(draw({ seed: 8, slowDown: 0.5 }));
    expect(draw({ seed: 7, slowDown: 0.5 })).to.match(/1.*0/);
    expect(draw({ seed: 7, slowDown: 0 })).to.equal("0".repeat(64));
  });

  it("counts every fault that it injects, by name", async () => {
    const { emulator } = await open();
    emulator.setFaults({ slowDown: 1 });
    await begin(emulator);
    expect(emulator.counters.faults).to.eql({ slowDown: 1 });
  });

  it("loses and doubles nothing for a client that runs refused transactions again", async () => {
    const emulator = await start();
    const client = await connect(emulator, { retry: { attempts: 20, baseMs: 1, totalMs: 20_000 } });
    await makeTable(client);
    const faults = Object.fromEntries(FAULT_NAMES.map((name) => [name, 0.04]));
    emulator.setFaults({ ...faults, seed: 11, lateMs: 1, expiredTransaction: 0.005 });
    const rows = 60;
    for (let row = 0; row < rows; row++) await insertOnce(client, BigInt(row));
    emulator.setFaults({});
    const found = textsOf(await client.transaction((tx) => batchesOf(tableIn(tx))));
    expect(found.sort()).to.eql(Array.from({ length: rows }, (_, row) => `${row}:x`).sort());
    expect(Object.keys(emulator.counters.faults).length).to.be.above(8);
  });

  /** Inserts a row unless it is there; whatever fails is begun again. */
  async function insertOnce(client: VastClient, a: bigint): Promise<void> {
    const where = [{ column: "a", anyOf: [{ op: "eq", value: a } as const] }];
    for (let attempt = 0; attempt < 100; attempt++) {
      try {
        await client.transaction(async (tx) => {
          const found = textsOf(await batchesOf(tableIn(tx), { where }));
          if (found.length === 0) await tableIn(tx).insert(rowsOf([a], ["x"]));
        });
        return;
      } catch (thrown) {
        if (!isVastError(thrown)) throw thrown;
      }
    }
    throw new Error(`Row ${a} could not be inserted.`);
  }
});

describe("vast emulator: closing", () => {
  const { start } = emulated();

  it("refuses an address that is taken", async () => {
    const { port } = await start();
    const failed = await startEmulator({ ...KEYS, port }).catch((cause: unknown) => cause);
    expect(failed).to.have.property("code", "EADDRINUSE");
  });
});
