import type { RecordBatch } from "apache-arrow";
import { expect } from "chai";
import { VastError } from "../../../src/vast/errors.ts";
import { FINISHED } from "../../../src/vast/frames.ts";
import { rowIdsOf } from "../../../src/vast/row-ids.ts";
import { type SelectOptions, type SelectTable, select } from "../../../src/vast/select.ts";
import { plainValues } from "./columns.ts";
import { type Line, ScriptedCluster, schema, textOf } from "./scripted-cluster.ts";

const TARGET = { path: "/b/s/t", txid: 9n, sorted: false };
const LOST = () => new VastError("connection", "The connection was lost.", { mayRetry: true });

type Options = Partial<SelectOptions & SelectTable>;

function run(cluster: ScriptedCluster, options: Options = {}, sorted = false): AsyncGenerator<RecordBatch> {
  return select(cluster, { ...TARGET, sorted }, { columns: ["a", "s"], ...options, schema });
}

async function batchesOf(
  cluster: ScriptedCluster,
  options: Options = {},
  sorted = false,
): Promise<RecordBatch[]> {
  const batches: RecordBatch[] = [];
  for await (const batch of run(cluster, options, sorted)) {
    batches.push(batch);
  }
  return batches;
}

async function rowsOf(cluster: ScriptedCluster, options: Options = {}): Promise<number[]> {
  return (await batchesOf(cluster, options)).flatMap(rowsIn);
}

/** The rows of a batch, each checked to be whole. */
function rowsIn({ data }: RecordBatch): number[] {
  const [numbers, texts] = data.children.map(plainValues);
  const rows = numbers!.map(Number);
  expect(texts).to.eql(rows.map(textOf));
  return rows;
}

async function thrownBy(work: Promise<unknown>): Promise<VastError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).to.be.instanceOf(VastError);
  return thrown as VastError;
}

const upTo = (rows: number) => Array.from({ length: rows }, (_, row) => row);
const sorted = (rows: readonly number[]) => rows.toSorted((one, other) => one - other);

/** Sends so many bytes of the answers that `breaks` chooses, and then loses the connection. */
function breaking(at: (count: number, length: number) => number | undefined): Line {
  return function* (answer, _, count) {
    const cut = at(count, answer.byteLength);
    yield answer.subarray(0, cut);
    if (cut !== undefined) {
      throw LOST();
    }
  };
}

describe("vast select", () => {
  it("reads every row once, however the table is divided", async () => {
    for (const [splits, subSplits, rowGroups, endpoints] of [
      [1, 1, 1, 1],
      [1, 4, 8, 1],
      [4, 2, 1, 1],
      [4, 2, 1, 3],
      [7, 3, 2, 2],
      [2, 1, 1, 5],
    ] as const) {
      const cluster = new ScriptedCluster({ rows: 100, endpoints });
      const options = { splits, subSplits, rowGroupsPerSubSplit: rowGroups };
      expect(sorted(await rowsOf(cluster, options)), `${splits} x ${subSplits}`).to.eql(upTo(100));
      expect(new Set(cluster.asked.map(({ endpoint }) => endpoint)).size).to.equal(
        Math.min(splits, endpoints),
      );
      expect(sorted(cluster.asked.map(({ split }) => split))).to.eql(upTo(splits));
      expect(cluster.open).to.equal(0);
    }
  });

  it("reads rows in the order of insertion with one split, one sub-split and one row group", async () => {
    const options = { splits: 1, subSplits: 1, rowGroupsPerSubSplit: 1 };
    expect(await rowsOf(new ScriptedCluster({ rows: 30 }), options)).to.eql(upTo(30));
  });

  it("asks for the next rows from where each sub-split stopped, finished ones among them", async () => {
    const cluster = new ScriptedCluster({ rows: 10, most: 3 });
    expect(sorted(await rowsOf(cluster, { subSplits: 2, rowGroupsPerSubSplit: 1 }))).to.eql(upTo(10));
    // The first sub-split has rows 0 to 3 and 8 to 9, the second one 4 to 7.
    expect(cluster.asked.map(({ positions }) => positions)).to.eql([
      [0n, 0n],
      [3n, 7n],
    ]);
    const uneven = new ScriptedCluster({ rows: 12, most: 4 });
    expect(sorted(await rowsOf(uneven, { subSplits: 2, rowGroupsPerSubSplit: 1 }))).to.eql(upTo(12));
    expect(uneven.asked.map(({ positions }) => positions)).to.eql([
      [0n, 0n],
      [8n, FINISHED],
    ]);
  });

  it("resumes after an answer cut at every third byte, without repeating or losing a row", async () => {
    const options = { subSplits: 2, rowGroupsPerSubSplit: 1 };
    const whole = new ScriptedCluster({ rows: 7 });
    const expected = await rowsOf(whole, options);
    const answer = await (await whole.send({ ...whole.requests[0]!, signal: undefined })).bytes();
    const answers = new Map<string, Uint8Array>();
    for (let cut = 0; cut < answer.byteLength - 4; cut += 3) {
      const line = breaking((count) => (count === 0 ? cut : undefined));
      const cluster = new ScriptedCluster({ rows: 7, line, answers });
      expect(await rowsOf(cluster, options), `cut at ${cut}`).to.eql(expected);
      expect(cluster.asked.length).to.be.within(1, 2);
      expect(cluster.open).to.equal(0);
    }
  });

  it("resumes from the batches that were handed over, at the next endpoint, and says how often it retried", async () => {
    const cluster = new ScriptedCluster({
      rows: 8,
      endpoints: 3,
      line: breaking((count, length) => (count === 0 ? length - 12 : undefined)),
    });
    expect(sorted(await rowsOf(cluster, { splits: 1, subSplits: 2, rowGroupsPerSubSplit: 1 }))).to.eql(
      upTo(8),
    );
    expect(cluster.asked.map(({ positions, endpoint }) => [endpoint, ...positions])).to.eql([
      [0, 0n, 0n],
      [1, FINISHED, 0n],
    ]);
    expect(cluster.asked.map(({ headers }) => headers["tabular-retry-count"])).to.eql([undefined, "1"]);
  });

  it("does not count failures between which rows arrived", async () => {
    const options = { splits: 1, subSplits: 1, rowGroupsPerSubSplit: 1, limit: 40 };
    const retry = { attempts: 2, baseMs: 0, totalMs: 60_000 };
    const line: Line = function* (answer, { positions }) {
      yield answer.subarray(0, -4);
      if (positions[0] !== FINISHED) {
        throw LOST();
      }
    };
    const cluster = new ScriptedCluster({ rows: 40, retry, line });
    expect(await rowsOf(cluster, options)).to.eql(upTo(40));
    const stuck = new ScriptedCluster({ rows: 40, retry, line: breaking(() => 50) });
    expect((await thrownBy(rowsOf(stuck, options))).kind).to.equal("connection");
    expect(stuck.asked).to.have.length(2);
  });

  it("gives up a failing answer after the time of the policy", async () => {
    const retry = { attempts: 1000, baseMs: 0, totalMs: 0 };
    const cluster = new ScriptedCluster({ rows: 4, retry, line: breaking(() => 5) });
    expect((await thrownBy(rowsOf(cluster))).kind).to.equal("connection");
    expect(cluster.asked).to.have.length(1);
  });

  it("does not repeat what the transport gave up, nor what cannot succeed", async () => {
    const refusals = ["slowDown", "notFound", "forbidden"] as const;
    for (const kind of refusals) {
      const refuse = () => new VastError(kind, "No.", { mayRetry: kind === "slowDown" });
      const cluster = new ScriptedCluster({ rows: 4, refuse });
      expect((await thrownBy(rowsOf(cluster))).kind).to.equal(kind);
      expect(cluster.asked).to.have.length(1);
    }
    const ended = new ScriptedCluster({ rows: 4, line: (answer) => [answer.subarray(0, 200)] });
    expect((await thrownBy(rowsOf(ended))).kind).to.equal("protocol");
    expect(ended.asked).to.have.length(1);
  });

  it("does not ask a cluster for ever that answers nothing or repeats a position", async () => {
    const silent = new ScriptedCluster({ rows: 4, line: () => [] });
    expect((await thrownBy(rowsOf(silent))).message).to.contain("no progress");
    expect(silent.asked).to.have.length(3);
    const other = new ScriptedCluster({
      rows: 4,
      line: (answer) => [answer.map((byte, at) => (at === 0 ? 9 : byte))],
    });
    expect((await thrownBy(rowsOf(other))).kind).to.equal("protocol");
  });

  it("reads no more rows than the limit, and asks for no more", async () => {
    const cluster = new ScriptedCluster({ rows: 1000 });
    expect(await rowsOf(cluster, { limit: 7 })).to.eql(upTo(7));
    expect(cluster.asked.map(({ limit, positions, total }) => [limit, positions.length, total])).to.eql([
      [7, 1, 1],
    ]);
    const many = new ScriptedCluster({ rows: 1000, endpoints: 2 });
    expect(await rowsOf(many, { limit: 9, splits: 4, subSplits: 3, rowGroupsPerSubSplit: 1 })).to.have.length(
      9,
    );
    expect(many.open).to.equal(0);
    expect(await rowsOf(new ScriptedCluster({ rows: 5 }), { limit: 9 })).to.eql(upTo(5));
    const none = new ScriptedCluster({ rows: 5 });
    expect(await rowsOf(none, { limit: 0 })).to.eql([]);
    expect(none.asked).to.eql([]);
  });

  it("asks again for the rest of a limit, with what is left of it", async () => {
    const cluster = new ScriptedCluster({ rows: 1000, most: 4 });
    expect(await rowsOf(cluster, { limit: 10 })).to.eql(upTo(10));
    const limits = cluster.asked.map(({ limit }) => limit);
    expect(limits[0]).to.equal(10);
    expect(limits.toSorted((one, other) => other - one)).to.eql(limits);
    expect(limits.at(-1)).to.be.below(10);
  });

  it("ends all requests when the reader leaves, and asks nothing more", async () => {
    const cluster = new ScriptedCluster({ rows: 400, endpoints: 4 });
    for await (const batch of run(cluster, { splits: 8, subSplits: 2, rowGroupsPerSubSplit: 1 })) {
      expect(batch.numRows).to.be.above(0);
      break;
    }
    const asked = cluster.asked.length;
    expect(cluster.open).to.equal(0);
    expect(cluster.requests.every(({ signal }) => signal?.aborted)).to.equal(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(cluster.asked).to.have.length(asked);
  });

  it("takes no more from the cluster than the reader does, but for a batch or two of each endpoint", async () => {
    const frames: Line = function* (answer) {
      for (let at = 0; at < answer.byteLength; at += 100) {
        yield answer.subarray(at, at + 100);
      }
    };
    const all = new ScriptedCluster({ rows: 4000, line: frames });
    await rowsOf(all, { splits: 1, subSplits: 64, rowGroupsPerSubSplit: 1 });
    const cluster = new ScriptedCluster({ rows: 4000, line: frames });
    const reader = run(cluster, { splits: 1, subSplits: 64, rowGroupsPerSubSplit: 1 });
    await reader.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(cluster.pulled).to.be.below(all.pulled / 8);
    await reader.return(undefined);
    expect(cluster.open).to.equal(0);
  });

  it("stops for the caller's signal: before, between and during answers", async () => {
    const before = new ScriptedCluster({ rows: 4 });
    const signal = AbortSignal.abort(new Error("Enough."));
    expect(await thrownBy(rowsOf(before, { signal }))).to.include({ kind: "aborted" });
    const controller = new AbortController();
    const between = new ScriptedCluster({ rows: 4000 });
    const reader = run(between, { signal: controller.signal, subSplits: 8, rowGroupsPerSubSplit: 1 });
    await reader.next();
    controller.abort();
    expect(await thrownBy(reader.next())).to.include({ kind: "aborted" });
    expect(between.open).to.equal(0);
    const during = new AbortController();
    const silent: Line = async function* (answer) {
      yield answer.subarray(0, 40);
      during.abort();
      yield answer.subarray(40);
    };
    const stopped = new ScriptedCluster({ rows: 4, line: silent });
    await rowsOf(stopped, { signal: during.signal }).then(
      () => expect.fail("The select went on."),
      () => undefined,
    );
    expect(stopped.open).to.equal(0);
  });

  it("passes on the failure of one worker and ends the others", async () => {
    const refuse = ({ split }: { split: number }) =>
      split === 2 ? new VastError("internal", "Broken.") : undefined;
    const cluster = new ScriptedCluster({ rows: 4000, endpoints: 3, refuse });
    const thrown = await thrownBy(rowsOf(cluster, { splits: 6, subSplits: 2, rowGroupsPerSubSplit: 1 }));
    expect(thrown.message).to.equal("Broken.");
    expect(cluster.open).to.equal(0);
  });

  it("gives the columns asked for in their order, and row ids last", async () => {
    const [plain] = await batchesOf(new ScriptedCluster({ rows: 3 }), { columns: ["s", "a"], rowIds: true });
    expect(plain!.schema.fields.map(({ name, type }) => `${name} ${type}`)).to.eql([
      "s Utf8",
      "a Int64",
      "$row_id Uint64",
    ]);
    expect(rowIdsOf(plain!)).to.eql({ sorted: false, values: BigUint64Array.of(0n, 1n, 2n) });
    const [wide] = await batchesOf(
      new ScriptedCluster({ rows: 1, sorted: true }),
      { columns: [], rowIds: true },
      true,
    );
    expect(`${wide!.schema.fields[0]!.type}`).to.equal("Decimal[38e0]");
    expect(rowIdsOf(wide!)).to.eql({ sorted: true, values: Uint32Array.of(0, 0, 7, 0) });
  });

  it("counts rows when no column is asked for", async () => {
    const batches = await batchesOf(new ScriptedCluster({ rows: 1234 }), { columns: [], subSplits: 3 });
    expect(batches.reduce((sum, { numRows }) => sum + numRows, 0)).to.equal(1234);
    expect(batches.every(({ numCols }) => numCols === 0)).to.equal(true);
  });

  it("reads columns that only the filter is about without giving them", async () => {
    const where = [{ column: "s", anyOf: [{ isNull: true }] }];
    const [batch] = await batchesOf(new ScriptedCluster({ rows: 3 }), { columns: ["a"], where });
    expect(batch!.schema.fields.map(({ name }) => name)).to.eql(["a"]);
  });

  it("sends the headers that the official client sends", async () => {
    const cluster = new ScriptedCluster({ rows: 1 });
    await rowsOf(cluster, { priority: 0, projection: "p", useProjections: false, splits: 1 });
    const [request] = cluster.requests;
    expect(request).to.include({ method: "GET", path: "/b/s/t", command: "data", txid: 9n, endpoint: 0 });
    expect(request!.params).to.eql({ name: "p" });
    expect(request!.headers).to.eql({
      "tabular-split": "0,1,8",
      "tabular-num-of-subsplits": "4",
      "tabular-start-row-id-0": "0,0",
      "tabular-start-row-id-1": "1,0",
      "tabular-start-row-id-2": "2,0",
      "tabular-start-row-id-3": "3,0",
      "tabular-limit-rows": "131072",
      "tabular-request-format": "string",
      "tabular-response-format": "string",
      "tabular-enable-sorted-projections": "False",
      "tabular-schedule-id": "0",
    });
    const usual = new ScriptedCluster({ rows: 1 });
    await rowsOf(usual);
    expect(usual.requests[0]!.headers).to.include({ "tabular-enable-sorted-projections": "True" });
    expect(usual.requests[0]!.headers).not.to.have.property("tabular-schedule-id");
  });

  it("makes one split for each four million rows, if there are endpoints to spread them over", async () => {
    const cases: readonly (readonly [number, Options, number])[] = [
      [3, { rows: async () => 12_000_000n }, 3],
      [3, { rows: async () => 3_999_999 }, 1],
      [3, { rows: async () => 12_000_000n, splits: 2 }, 2],
      [3, { rows: async () => expect.fail("Nobody needs to know."), limit: 100 }, 1],
      [1, { rows: async () => expect.fail("Nobody needs to know.") }, 1],
      [3, {}, 1],
    ];
    for (const [endpoints, options, splits] of cases) {
      const cluster = new ScriptedCluster({ rows: 3, endpoints });
      await rowsOf(cluster, options);
      expect(new Set(cluster.asked.map(({ total }) => total))).to.eql(new Set([splits]));
    }
  });

  it("estimates the rows of a sorted table by the filter, and takes its statistics if that says nothing", async () => {
    const rows = async () => 9_000_000n;
    for (const [estimate, splits] of [
      [200, 3],
      [1, 1],
      [0, 2],
    ] as const) {
      const cluster = new ScriptedCluster({ rows: 3, endpoints: 4, sorted: true, estimate });
      await batchesOf(cluster, { rows }, true);
      const [first, ...others] = cluster.asked;
      expect(first).to.deep.include({ split: 4_294_967_292, total: 1, rowGroups: 1, positions: [0n] });
      expect(first!.headers).not.to.have.property("tabular-limit-rows");
      expect(new Set(others.map(({ total }) => total))).to.eql(new Set([splits]));
      expect(cluster.open).to.equal(0);
    }
  });

  it("refuses what cannot be asked, naming it, before anything is sent", async () => {
    const cases: readonly (readonly [string, Options])[] = [
      ["limit", { limit: -1 }],
      ["limit", { limit: 1.5 }],
      ["splits", { splits: 0 }],
      ["subSplits", { subSplits: 65 }],
      ["rowGroupsPerSubSplit", { rowGroupsPerSubSplit: 0 }],
      ["priority", { priority: -1 }],
      ["nowhere", { columns: ["nowhere"] }],
      ["a, a", { columns: ["a", "a"] }],
      ["nowhere", { where: [{ column: "nowhere", anyOf: [{ isNull: true }] }] }],
    ];
    for (const [name, options] of cases) {
      const cluster = new ScriptedCluster({ rows: 3 });
      const thrown = await thrownBy(rowsOf(cluster, options));
      expect(thrown).to.include({ kind: "badRequest", sent: false });
      expect(thrown.message).to.contain(name);
      expect(cluster.asked).to.eql([]);
    }
  });
});
