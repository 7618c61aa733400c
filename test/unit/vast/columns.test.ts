import { Duration, Field, Int64, List, makeData, Schema, Utf8, vectorFromArray } from "apache-arrow";
import { expect } from "chai";
import fc from "fast-check";
import { byteSize, concatColumns, cut, makeBatch, nullsOf, takeRows } from "../../../src/vast/columns.ts";
import { VastError } from "../../../src/vast/errors.ts";
import { encodeBatchStream } from "../../../src/vast/ipc.ts";
import { checkSupported } from "../../../src/vast/layout.ts";
import { batchOf, plainValues, pyarrowColumns } from "./columns.ts";

const column = fc.constantFrom(...pyarrowColumns);

describe("vast columns", () => {
  it("takes rows of every type in any order, as often as asked", () => {
    fc.assert(
      fc.property(column, fc.array(fc.nat(2), { maxLength: 20 }), (from, rows) => {
        const wanted = rows.filter((row) => row < from.values.length);
        const taken = takeRows(batchOf(from).data.children[0]!, Uint32Array.from(wanted));
        expect(plainValues(taken)).to.eql(wanted.map((row) => from.values[row]));
        expect(nullsOf(taken)).to.equal(wanted.filter((row) => from.values[row] === null).length);
      }),
      { numRuns: 500 },
    );
  });

  it("joins slices of every type, so that nothing of their neighbours is left", () => {
    fc.assert(
      fc.property(column, fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 12 }), (from, ranges) => {
        const data = takeRows(
          batchOf(from).data.children[0]!,
          Uint32Array.from({ length: 3 }, (_, row) => row % from.values.length),
        );
        const values = [0, 1, 2].map((row) => from.values[row % from.values.length]);
        const parts = ranges.map(([begin, length]) => cut(data, begin, Math.min(length, 3 - begin)));
        const joined = concatColumns(data.type, parts);
        expect(plainValues(joined)).to.eql(
          ranges.flatMap(([begin, length]) => values.slice(begin, begin + Math.min(length, 3 - begin))),
        );
        expect(joined.length).to.equal(parts.reduce((sum, part) => sum + part.length, 0));
      }),
      { numRuns: 500 },
    );
  });

  it("knows the bytes of a slice: those that it adds to a body, but for padding", () => {
    fc.assert(
      fc.property(column, fc.nat(2), (from, begin) => {
        const { schema, data } = batchOf(from);
        const many = takeRows(
          data.children[0]!,
          Uint32Array.from({ length: 4096 }, (_, row) => row % from.values.length),
        );
        const slice = cut(many, begin * 1000, 900);
        const empty = encodeBatchStream(makeBatch(schema, 0, [cut(many, 0, 0)])).byteLength;
        const added = encodeBatchStream(makeBatch(schema, 900, [slice])).byteLength - empty;
        expect(byteSize(slice)).to.be.within(added - 8 * 16, added + 8 * 16);
      }),
    );
  });

  it("counts nulls that were not counted before, and none without a bitmap", () => {
    const data = vectorFromArray([1n, null, 3n, null], new Int64()).data[0]!;
    expect([nullsOf(data), nullsOf(cut(data, 1, 2)), nullsOf(cut(data, 2, 1))]).to.eql([2, 1, 0]);
    expect(nullsOf(makeData({ type: new Int64(), data: new BigInt64Array(3) }))).to.equal(0);
  });

  it("refuses types that VAST does not store, by the name of the column that has them at any depth", () => {
    expect(() => checkSupported(new Field("a", new Utf8()))).not.to.throw();
    const wait = new Field("wait", new List(new Field("item", new Duration(1))));
    expect(() => checkSupported(wait))
      .to.throw(VastError, "wait.item")
      .that.includes({ kind: "unsupportedType" });
    expect(() =>
      encodeBatchStream(makeBatch(new Schema([wait]), 0, [makeData({ type: wait.type as never })])),
    ).to.throw(VastError);
  });
});
