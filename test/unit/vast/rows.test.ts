import {
  Field,
  Int32,
  Int64,
  type RecordBatch,
  Schema,
  Table,
  tableFromArrays,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import { expect } from "chai";
import { makeBatch } from "../../../src/vast/columns.ts";
import { VastError } from "../../../src/vast/errors.ts";
import { decodeBatches, encodeBatchStream } from "../../../src/vast/ipc.ts";
import {
  ascendingOrder,
  countRowIds,
  joinRowIds,
  type RowIds,
  rowIdColumn,
  rowIdField,
  rowIdsOf,
} from "../../../src/vast/row-ids.ts";
import { deleteRows, insertRows, updateRows } from "../../../src/vast/rows.ts";
import { BODY_LIMIT, slicesOf } from "../../../src/vast/slices.ts";
import type { Target } from "../../../src/vast/target.ts";
import type { Transport, VastRequest } from "../../../src/vast/transport.ts";
import type { ClusterVersion } from "../../../src/vast/version.ts";
import { batchOf, plainValues, pyarrowColumns } from "./columns.ts";

const PLAIN: Target = { path: "/b/s/t", txid: 5n, sorted: false };
const SORTED: Target = { ...PLAIN, sorted: true };

/** Takes requests as a cluster does, and numbers the rows inserted from `firstId` on. */
class Recorder implements Transport {
  readonly version: ClusterVersion;
  readonly endpoints = 1;
  readonly retry = { attempts: 1, baseMs: 0, totalMs: 0 };
  readonly requests: VastRequest[] = [];
  #next: bigint;

  constructor({ version = [5, 4, 0, 1] as ClusterVersion, firstId = 0n } = {}) {
    this.version = version;
    this.#next = firstId;
  }

  async send(request: VastRequest) {
    // A copy: once it is answered, the memory is used for the next body.
    this.requests.push({ ...request, body: request.body!.slice() });
    const answer = request.method === "POST" ? this.#insert(batchIn(request)) : new Uint8Array();
    return { status: 200 as const, headers: {}, bytes: async () => answer, stream: () => once(answer) };
  }

  #insert({ numRows }: RecordBatch): Uint8Array {
    if (this.version[0] === 5 && this.version[1] === 0) {
      return new Uint8Array();
    }
    const first = this.#next;
    this.#next += BigInt(numRows);
    const values = BigUint64Array.from({ length: numRows }, (_, row) => first + BigInt(row));
    return idStream({ sorted: false, values });
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

function idStream(ids: RowIds): Uint8Array {
  return encodeBatchStream(
    makeBatch(new Schema([rowIdField(ids.sorted)]), countRowIds(ids), [rowIdColumn(ids)]),
  );
}

function batchIn({ body }: VastRequest): RecordBatch {
  expect(body!.byteLength).to.be.at.most(BODY_LIMIT);
  return decodeBatches(body!)[0]!;
}

function columnsIn(request: VastRequest): Record<string, unknown[]> {
  const { schema, data } = batchIn(request);
  return Object.fromEntries(
    schema.fields.map(({ name }, index) => [name, plainValues(data.children[index]!)]),
  );
}

function wide(columns: number, rows = 3): RecordBatch {
  const fields = Array.from({ length: columns }, (_, index) => new Field(`c${index}`, new Int32(), true));
  const data = fields.map(
    (_, index) =>
      vectorFromArray(
        [...Array(rows).keys()].map((row) => index * 100 + row),
        new Int32(),
      ).data[0]!,
  );
  return makeBatch(new Schema(fields), rows, data);
}

/** As `wide`, but the first and the last column are so heavy that they do not fit one request. */
function heavy(columns: number): RecordBatch {
  const { schema, data } = wide(columns);
  const text = texts([800_000, 800_000, 800_000]).data.children[0]!;
  const isHeavy = (index: number) => index === 0 || index === columns - 1;
  const fields = schema.fields.map((field, index) =>
    isHeavy(index) ? new Field(field.name, new Utf8(), true) : field,
  );
  return makeBatch(
    new Schema(fields),
    3,
    data.children.map((column, index) => (isHeavy(index) ? text : column)),
  );
}

function texts(lengths: readonly number[]): RecordBatch {
  const column = vectorFromArray(
    lengths.map((length, row) => String(row % 10).repeat(length)),
    new Utf8(),
  ).data[0]!;
  return makeBatch(new Schema([new Field("s", new Utf8(), true)]), lengths.length, [column]);
}

function plain(...values: bigint[]): RowIds {
  return { sorted: false, values: BigUint64Array.from(values) };
}

function withIds(ids: RowIds, batch: RecordBatch): RecordBatch {
  const schema = new Schema([...batch.schema.fields, rowIdField(ids.sorted)]);
  return makeBatch(schema, batch.numRows, [...batch.data.children, rowIdColumn(ids)]);
}

async function refusal(work: Promise<unknown>): Promise<VastError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).to.be.instanceOf(VastError);
  return thrown as VastError;
}

describe("vast rows", () => {
  it("inserts every type as it is, and gives the ids that the cluster answers", async () => {
    const columns = pyarrowColumns.filter(({ values }) => values.length === 3);
    const batches = columns.map(batchOf);
    const batch = makeBatch(
      new Schema(batches.flatMap(({ schema }) => schema.fields)),
      3,
      batches.flatMap(({ data }) => data.children),
    );
    const cluster = new Recorder({ firstId: 2n ** 47n });
    const ids = await insertRows(cluster, PLAIN, batch);
    expect(ids).to.eql(plain(2n ** 47n, 2n ** 47n + 1n, 2n ** 47n + 2n));
    const [request] = cluster.requests;
    expect(request).to.include({ method: "POST", path: "/b/s/t", command: "rows", txid: 5n });
    expect(columnsIn(request!)).to.eql(Object.fromEntries(columns.map(({ name, values }) => [name, values])));
  });

  it("cuts bodies at 4,718,592 bytes, halves a size that proved too large, and loses no row", () => {
    // Small rows first make the first guess far too large for those that follow.
    const batch = texts([
      ...Array(50_000).fill(10),
      ...Array(300).fill(60_000),
      ...Array(20).fill(1_000_000),
    ]);
    const slices = [...slicesOf(batch, 524_288)];
    expect(slices.every(({ body }) => body.byteLength <= BODY_LIMIT)).to.equal(true);
    const values = slices.flatMap(({ body }) =>
      decodeBatches(body).flatMap(({ data }) => plainValues(data.children[0]!)),
    );
    expect(values.length).to.equal(batch.numRows);
    expect(values.every((value, row) => String(value).startsWith(String(row % 10)))).to.equal(true);
    expect(slices.map(({ begin }) => begin)).to.eql(
      slices.map((_, at) => slices.slice(0, at).reduce((sum, { rows }) => sum + rows, 0)),
    );
    expect(slices.length).to.be.below(80);
  });

  it("cuts at 524,288 rows for inserts and 65,536 for updates and deletes", async () => {
    const rows = 600_000;
    const batch = makeBatch(new Schema([new Field("n", new Int32(), true)]), rows, [
      vectorFromArray(new Int32Array(rows)).data[0]!,
    ]);
    const cluster = new Recorder();
    const ids = await insertRows(cluster, PLAIN, batch);
    expect(countRowIds(ids)).to.equal(rows);
    await updateRows(cluster, PLAIN, withIds(ids, batch));
    await deleteRows(cluster, PLAIN, ids);
    const sent = cluster.requests.map((request) => [request.method, batchIn(request).numRows]);
    const changes = [...Array(9).fill(65_536), 600_000 - 9 * 65_536];
    expect(sent).to.eql([
      ["POST", 524_288],
      ["POST", 75_712],
      ...changes.map((count) => ["PUT", count]),
      ...changes.map((count) => ["DELETE", count]),
    ]);
  });

  it("sends a row of just under the limit alone, and refuses one over it by its number", async () => {
    const cluster = new Recorder();
    await insertRows(cluster, PLAIN, texts([10, 4_717_000, 10]));
    expect(
      cluster.requests.flatMap((request) => columnsIn(request)["s"]!.map((value) => String(value).length)),
    ).to.eql([10, 4_717_000, 10]);
    const thrown = await refusal(insertRows(cluster, PLAIN, texts([10, BODY_LIMIT])));
    expect(thrown).to.include({ kind: "tooWide", sent: true });
    expect(thrown.message).to.contain("Row 1 ");
  });

  it("inserts any number of columns at once that fit one request", async () => {
    const cluster = new Recorder();
    await insertRows(cluster, PLAIN, wide(95));
    await insertRows(cluster, SORTED, wide(95, 2));
    expect(
      cluster.requests.map((request) => [request.method, Object.keys(columnsIn(request)).length]),
    ).to.eql([
      ["POST", 95],
      ["POST", 95],
    ]);
  });

  it("else inserts the first 40 columns and updates the others in groups of 40 by row id", async () => {
    const cluster = new Recorder({ firstId: 70n });
    const batch = heavy(95);
    expect(await insertRows(cluster, PLAIN, batch)).to.eql(plain(70n, 71n, 72n));
    const names = batch.schema.fields.map(({ name }) => name);
    expect(cluster.requests.map((request) => [request.method, Object.keys(columnsIn(request))])).to.eql([
      ["POST", names.slice(0, 40)],
      ["PUT", ["$row_id", ...names.slice(40, 80)]],
      ["PUT", ["$row_id", ...names.slice(80)]],
    ]);
    expect(columnsIn(cluster.requests[2]!)["$row_id"]).to.eql(["70", "71", "72"]);
    expect(columnsIn(cluster.requests[2]!)["c93"]).to.eql(["9300", "9301", "9302"]);
  });

  it("puts the sort key first when it splits columns, and asks for it only then", async () => {
    let asked = 0;
    const sortKey = async () => {
      asked += 1;
      return ["c41", "c3"];
    };
    const cluster = new Recorder();
    await insertRows(cluster, SORTED, wide(40), { sortKey });
    expect(asked).to.equal(0);
    await refusal(insertRows(cluster, SORTED, heavy(42), { sortKey }));
    expect(asked).to.equal(1);
    expect(Object.keys(columnsIn(cluster.requests[1]!)).slice(0, 4)).to.eql(["c3", "c41", "c0", "c1"]);
    expect((await refusal(insertRows(cluster, SORTED, heavy(41)))).message).to.contain("sort key");
    const long = async () => wide(41).schema.fields.map(({ name }) => name);
    expect(await refusal(insertRows(cluster, SORTED, heavy(41), { sortKey: long }))).to.include({
      kind: "tooWide",
    });
  });

  it("sends all columns at once to clusters older than 5.1, which give no ids", async () => {
    const cluster = new Recorder({ version: [5, 0, 0, 10] });
    expect(await insertRows(cluster, PLAIN, wide(60))).to.eql(plain());
    expect(cluster.requests.map((request) => Object.keys(columnsIn(request)).length)).to.eql([60]);
  });

  it("sorts updates by row id, of plain and of sorted tables, with every column along", async () => {
    const cluster = new Recorder();
    await updateRows(cluster, PLAIN, withIds(plain(9n, 2n ** 63n, 1n), wide(2)));
    expect(columnsIn(cluster.requests[0]!)).to.eql({
      $row_id: ["1", "9", String(2n ** 63n)],
      c0: ["2", "0", "1"],
      c1: ["102", "100", "101"],
    });
    const words = Uint32Array.of(1, 0, 0, 1, 5, 0, 0, 0x8000_0000, 0, 1, 0, 0);
    await updateRows(cluster, SORTED, withIds({ sorted: true, values: words }, wide(1)));
    expect(columnsIn(cluster.requests[1]!)).to.eql({
      $row_id: [String(5n - 2n ** 127n), String(2n ** 32n), String(2n ** 96n + 1n)],
      c0: ["1", "2", "0"],
    });
  });

  it("refuses an update that names a row twice, and deletes such a row once", async () => {
    const cluster = new Recorder();
    const twice = await refusal(updateRows(cluster, PLAIN, withIds(plain(4n, 3n, 4n), wide(1))));
    expect(twice.message).to.contain("twice");
    await deleteRows(cluster, PLAIN, plain(4n, 3n, 4n, 3n));
    expect(cluster.requests.map(columnsIn)).to.eql([{ $row_id: ["3", "4"] }]);
    const words = Uint32Array.of(7, 0, 0, 0, 2, 0, 0, 0, 7, 0, 0, 0);
    await deleteRows(cluster, SORTED, { sorted: true, values: words });
    expect(columnsIn(cluster.requests[1]!)).to.eql({ $row_id: ["2", "7"] });
  });

  it("updates more than 40 columns in groups, each sorted alike", async () => {
    const cluster = new Recorder();
    await updateRows(cluster, PLAIN, withIds(plain(3n, 2n, 1n), wide(41)));
    expect(cluster.requests.map((request) => Object.keys(columnsIn(request)).length)).to.eql([41, 2]);
    expect(columnsIn(cluster.requests[1]!)).to.eql({
      $row_id: ["1", "2", "3"],
      c40: ["4002", "4001", "4000"],
    });
  });

  it("sends nothing for no rows", async () => {
    const cluster = new Recorder();
    expect(await insertRows(cluster, PLAIN, wide(3, 0))).to.eql(plain());
    expect(await insertRows(cluster, SORTED, wide(3, 0))).to.eql({ sorted: true, values: new Uint32Array() });
    await updateRows(cluster, PLAIN, withIds(plain(), wide(2, 0)));
    await deleteRows(cluster, SORTED, plain());
    expect(cluster.requests).to.eql([]);
  });

  it("joins the batches of a table into one request", async () => {
    const cluster = new Recorder();
    await insertRows(cluster, PLAIN, new Table([wide(2), wide(2)]));
    expect(cluster.requests.map(columnsIn)).to.eql([
      { c0: ["0", "1", "2", "0", "1", "2"], c1: ["100", "101", "102", "100", "101", "102"] },
    ]);
  });

  it("refuses rows that cannot be sent, before anything is, naming the column", async () => {
    const cluster = new Recorder();
    const int = new Field("c0", new Int32(), true);
    const table = new Schema([int, new Field("c1", new Int64(), true)]);
    const nullable = vectorFromArray([1, null], new Int32()).data[0]!;
    const never = makeBatch(new Schema([new Field("c0", new Int32(), false)]), 2, [nullable]);
    const double = makeBatch(new Schema([int, int]), 2, [nullable, nullable]);
    const cases: readonly (readonly [string, Promise<unknown>])[] = [
      ["no columns", insertRows(cluster, PLAIN, makeBatch(new Schema([]), 2, []))],
      ["$row_id cannot be inserted", insertRows(cluster, PLAIN, withIds(plain(1n, 2n, 3n), wide(1)))],
      ["Column c0 is there twice", insertRows(cluster, PLAIN, double)],
      ["Column c0 is declared without nulls", insertRows(cluster, PLAIN, never)],
      [
        "Column word: VAST tables have no columns of type Dictionary",
        insertRows(cluster, PLAIN, tableFromArrays({ word: ["a"] })),
      ],
      ["no column c2", insertRows(cluster, PLAIN, wide(3), { schema: new Schema(wide(2).schema.fields) })],
      [
        "Column c1 of the table has type Int64, not Int32",
        insertRows(cluster, PLAIN, wide(2), { schema: table }),
      ],
      ["have no column $row_id", updateRows(cluster, PLAIN, wide(2))],
      ["no column beside $row_id", updateRows(cluster, PLAIN, withIds(plain(1n), wide(0, 1)))],
      [
        "no column c2",
        updateRows(cluster, PLAIN, withIds(plain(1n, 2n, 3n), wide(3)), {
          schema: new Schema(wide(2).schema.fields),
        }),
      ],
      ["The table is sorted", updateRows(cluster, SORTED, withIds(plain(1n, 2n, 3n), wide(1)))],
      ["The table is not sorted", deleteRows(cluster, PLAIN, { sorted: true, values: new Uint32Array(4) })],
    ];
    for (const [message, work] of cases) {
      expect((await refusal(work)).message).to.contain(message);
    }
    expect(cluster.requests).to.eql([]);
  });

  it("sends rows as the table declares them, when that is known", async () => {
    const cluster = new Recorder();
    const schema = new Schema([new Field("c0", new Int32(), true), new Field("other", new Utf8(), true)]);
    const strict = makeBatch(new Schema([new Field("c0", new Int32(), false)]), 3, wide(1).data.children);
    await insertRows(cluster, PLAIN, strict, { schema });
    expect(batchIn(cluster.requests[0]!).schema.fields.map(({ nullable }) => nullable)).to.eql([true]);
  });

  it("refuses an answer with fewer ids than rows", async () => {
    const cluster = new Recorder();
    cluster.send = async () => {
      const answer = idStream(plain(1n));
      return { status: 200 as const, headers: {}, bytes: async () => answer, stream: () => once(answer) };
    };
    expect(await refusal(insertRows(cluster, PLAIN, wide(1)))).to.include({ kind: "protocol" });
  });

  it("does not send a request again: after a lost answer the next would insert twice", async () => {
    const cluster = new Recorder();
    await insertRows(cluster, PLAIN, wide(1));
    expect(cluster.requests[0]!.idempotent ?? false).to.equal(false);
  });

  it("reads ids out of selected rows, and refuses nulls, other types and mixtures", () => {
    expect(rowIdsOf(withIds(plain(5n, 4n), wide(1, 2)))).to.eql(plain(5n, 4n));
    expect(rowIdsOf(new Table([withIds(plain(5n), wide(1, 1)), withIds(plain(4n), wide(1, 1))]))).to.eql(
      plain(5n, 4n),
    );
    expect(() => rowIdsOf(wide(1))).to.throw(VastError, "no column $row_id");
    const named = (type: Int32 | Int64, values: unknown[]) =>
      makeBatch(new Schema([new Field("$row_id", type, true)]), values.length, [
        vectorFromArray(values, type as Int32).data[0]!,
      ]);
    expect(() => rowIdsOf(named(new Int64(), [1n, null]))).to.throw(VastError, "null");
    expect(() => rowIdsOf(named(new Int32(), [1]))).to.throw(VastError, "type Int32");
    expect(() => joinRowIds([plain(1n), { sorted: true, values: new Uint32Array(4) }])).to.throw(
      VastError,
      "mixed",
    );
    expect(ascendingOrder(plain(1n, 2n))).to.eql({ places: undefined, repeated: false });
  });
});
