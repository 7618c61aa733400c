import {
  Field,
  FixedSizeList,
  Float32,
  Int64,
  List,
  Map_,
  type RecordBatch,
  RecordBatchReader,
  Struct,
  Utf8,
} from "apache-arrow";
import { expect } from "chai";
import { encodeQuery } from "../../../src/vast/wire/query.ts";
import {
  COMPLETED,
  encodeAnswer,
  FINISHED,
  failed,
  interleave,
  KEEP_ALIVE,
} from "../../../src/vast-emulator/query/answer.ts";
import { decodeQuery } from "../../../src/vast-emulator/query/decode.ts";
import { batchOf, columnOf, rowsOf, valuesOf } from "./arrow.ts";

const PUBLISHED = `
00 00 00 00 ff ff ff ff ff ff 00 00 ff ff ff ff
78 00 00 00 10 00 00 00 00 00 0a 00 0c 00 06 00
05 00 08 00 0a 00 00 00 00 01 04 00 0c 00 00 00
08 00 08 00 00 00 04 00 08 00 00 00 04 00 00 00
01 00 00 00 14 00 00 00 10 00 14 00 08 00 06 00
07 00 0c 00 00 00 10 00 10 00 00 00 00 00 01 02
10 00 00 00 1c 00 00 00 04 00 00 00 00 00 00 00
00 00 00 00 00 00 00 00 08 00 0c 00 08 00 07 00
08 00 00 00 00 00 00 01 40 00 00 00 00 00 00 00
ff ff ff ff ff ff 00 00 ff ff ff ff 88 00 00 00
14 00 00 00 00 00 00 00 0c 00 16 00 06 00 05 00
08 00 0c 00 0c 00 00 00 00 03 04 00 18 00 00 00
10 00 00 00 00 00 00 00 00 00 0a 00 18 00 0c 00
04 00 08 00 0a 00 00 00 3c 00 00 00 10 00 00 00
02 00 00 00 00 00 00 00 00 00 00 00 02 00 00 00
00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
00 00 00 00 00 00 00 00 10 00 00 00 00 00 00 00
00 00 00 00 01 00 00 00 02 00 00 00 00 00 00 00
00 00 00 00 00 00 00 00 07 00 00 00 00 00 00 00
09 00 00 00 00 00 00 00 00 00 00 00 ff ff ff ff
ff ff 00 00 ff ff ff ff 00 00 00 00 fe ff ff ff`;

function queryOf(batch: RecordBatch, columns: readonly string[]) {
  return decodeQuery(encodeQuery(batch.schema, [], columns), { strict: true });
}

/** The leaves that frames carry: each is an Arrow stream of its own. */
function leavesOf(frames: readonly Uint8Array[]) {
  const streams: Uint8Array[][] = [[]];
  for (const frame of frames) {
    streams.at(-1)?.push(frame.subarray(12));
    if (frame.length === 20) {
      streams.push([]);
    }
  }
  return streams.slice(0, -1).map((messages) => {
    const reader = RecordBatchReader.from(Uint8Array.from(Buffer.concat(messages))).open();
    const type = String(reader.schema.fields[0]?.type);
    const batches = [...reader];
    const values = batches.flatMap(({ data }) => data.children.flatMap(valuesOf));
    return { type, rows: batches.map(({ numRows }) => numRows), values };
  });
}

describe("vast-emulator: answers", () => {
  const numbers = batchOf({ a: columnOf(new Int64(), [7n, 9n]) });

  it("are the published 336 bytes for one int64 column of 7 and 9, finished", () => {
    const query = queryOf(numbers, ["a"]);
    const frames = encodeAnswer({ query, stream: 0, rows: [rowsOf(numbers)], nextRowId: FINISHED });
    const expected = Buffer.from(PUBLISHED.replaceAll(/\s/g, ""), "hex");
    expect(Buffer.concat([...frames, COMPLETED]).toString("hex")).to.equal(expected.toString("hex"));
  });

  it("come leaf by leaf, each wrapped in its single-child ancestors, maps as lists", () => {
    const q = new Struct([new Field("q1", new Utf8(), true), new Field("q2", new Int64(), true)]);
    const entry = new Struct([new Field("key", new Utf8(), false), new Field("value", new Int64(), true)]);
    const batch = batchOf({
      s: columnOf(new Struct([new Field("p", new Int64(), true), new Field("q", q, true)]), [
        { p: 1n, q: { q1: "x", q2: 2n } },
        null,
        { p: null, q: null },
      ]),
      m: columnOf(new Map_(new Field("entries", entry as never, false)), [
        new Map([
          ["k", 1n],
          ["l", null],
        ]),
        null,
        new Map(),
      ]),
      l: columnOf(new List(new Field("item", new Utf8(), true)), [["a", null], [], null]),
      v: columnOf(new FixedSizeList(2, new Field("item", new Float32(), false)), [[1, 2], null, [3, 4]]),
    });
    const query = queryOf(batch, ["m", "s", "l", "v"]);
    const leaves = leavesOf([
      ...encodeAnswer({ query, stream: 3, rows: [rowsOf(batch, [2, 0, 1])], nextRowId: 5n }),
    ]);
    expect(leaves.map(({ values }) => values)).to.eql([
      [[], [{ key: "k" }, { key: "l" }], null],
      [[], [{ value: "1n" }, { value: null }], null],
      [{ p: null }, { p: "1n" }, null],
      [{ q: null }, { q: { q1: "x" } }, null],
      [{ q: null }, { q: { q2: "2n" } }, null],
      [null, ["a", null], []],
      [[3, 4], [1, 2], null],
    ]);
    expect(leaves.map(({ type }) => type)).to.eql([
      "List<Struct<{key:Utf8}>>",
      "List<Struct<{value:Int64}>>",
      "Struct<{p:Int64}>",
      "Struct<{q:Struct<{q1:Utf8}>}>",
      "Struct<{q:Struct<{q2:Int64}>}>",
      "List<Utf8>",
      "FixedSizeList[2]<Float32>",
    ]);
  });

  it("take rows of several batches in any order, and cut every leaf into as many batches as asked", () => {
    const more = batchOf({ a: columnOf(new Int64(), [1n, 2n, 3n]) });
    const rows = [rowsOf(more, [2, 0]), rowsOf(numbers, [1]), rowsOf(more, [1]), rowsOf(numbers, [0])];
    const frames = [
      ...encodeAnswer({ query: queryOf(numbers, ["a"]), stream: 0, rows, nextRowId: 1n, batchesPerLeaf: 2 }),
    ];
    expect(leavesOf(frames)).to.eql([
      { type: "Int64", rows: [3, 2], values: ["3n", "1n", "9n", "2n", "7n"] },
    ]);
  });

  it("carry every leaf's schema and end even without rows, and no batch", () => {
    const batch = batchOf({ a: columnOf(new Int64(), []), s: columnOf(new Utf8(), []) });
    const frames = [
      ...encodeAnswer({ query: queryOf(batch, ["a", "s"]), stream: 1, rows: [], nextRowId: FINISHED }),
    ];
    expect(frames.map((frame) => frame.length > 20)).to.eql([true, false, true, false]);
    expect(frames.every((frame) => frame[0] === 1)).to.equal(true);
  });

  it("count the rows of a query that projects nothing", () => {
    const frames = [
      ...encodeAnswer({ query: queryOf(numbers, []), stream: 0, rows: [rowsOf(numbers)], nextRowId: 2n }),
    ];
    expect(leavesOf(frames)).to.eql([{ type: "undefined", rows: [2], values: [] }]);
  });

  it("name the resume position on the frame that completes the last leaf; the earlier ones may say anything", () => {
    const query = queryOf(numbers, ["a"]);
    const frames = [
      ...encodeAnswer({ query, stream: 0, rows: [rowsOf(numbers)], nextRowId: 70_000n, earlyRowId: 3n }),
    ];
    const positions = frames.map((frame) => new DataView(frame.buffer).getBigUint64(4, true));
    expect(positions).to.eql([3n, 3n, 70_000n]);
  });

  it("of several sub-splits take turns, with keep-alives between frames", () => {
    const [a, b, c] = [Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)];
    expect([...interleave([[a, b], [c]], { keepAliveEvery: 2 })]).to.eql([a, c, KEEP_ALIVE, b]);
  });

  it("are broken off by a marker, an error code and an empty message", () => {
    expect(Buffer.from(failed(5n)).toString("hex")).to.equal("fdffffff" + "0500000000000000" + "00000000");
  });
});
