import { expect } from "chai";
import fc from "fast-check";
import { Builder } from "flatbuffers";
import { MalformedBufferError } from "../../../src/vast/wire/flat-read.ts";
import * as tabular from "../../../src/vast/wire/tabular.ts";

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ""), "hex"));

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const uint8 = fc.nat(255);
const text = fc.string({ unit: "grapheme", maxLength: 12 });
const maybe = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: undefined });
const listOf = <Value>(of: fc.Arbitrary<Value>) => fc.array(of, { maxLength: 3 });

const object = fc.record({
  name: text,
  properties: text,
  handle: text,
  num_rows: uint64,
  size_in_bytes: uint64,
  num_partitions: uint64,
  sorting_key_enabled: fc.boolean(),
  sorting_score: int64,
  write_amplification: int64,
  acummulative_row_inserition_count: int64,
  partitioning_key_enabled: fc.boolean(),
  mst_pointer: uint64,
  clustering_progress: uint8,
});
const index = fc.record({
  column_name: text,
  distance_metric: text,
  sql_function_name: text,
  cluster_quantization: maybe(text),
  search_quantization: maybe(text),
  clustering_progress: uint8,
});
const named = { bucket_name: text, schema_name: text };
const file = fc.record({
  format: text,
  bucket_name: text,
  file_name: text,
  partitions: fc.uint8Array({ maxLength: 9 }),
});
const projection = fc.record({ columns: listOf(fc.record({ name: text, type: fc.constantFrom(0, 1) })) });

interface Codec<Given, Value extends Given> {
  encode(value: Given): Uint8Array;
  decode(bytes: Uint8Array): Value;
}

function readsBack<Given, Value extends Given>(of: Codec<Given, Value>, values: fc.Arbitrary<Value>) {
  return () =>
    fc.assert(
      fc.property(values, (value) => {
        expect(of.decode(of.encode(value))).to.deep.equal(value);
      }),
    );
}

/** An empty text of an Alter request changes nothing, and is not sent. */
const change = maybe(text.filter((value) => value !== ""));
const buffer = fc.uint8Array({ maxLength: 9 });
const statistics = fc.record({
  num_rows: int64,
  size_in_bytes: int64,
  is_external_rowid_alloc: fc.boolean(),
  address_type: text,
  vips: listOf(fc.record({ start_address: text, address_count: fc.nat(65_535) })),
  sorting_key_enabled: fc.boolean(),
  sorting_score: int64,
  write_amplification: int64,
  acummulative_row_inserition_count: int64,
  vector_index_metadata: maybe(index),
  partitioning_key_enabled: fc.boolean(),
  num_partitions: uint64,
  vector_indices_metadata: listOf(index),
});
const projectionStatistics = fc.record({
  num_rows: int64,
  size_in_bytes: int64,
  dirty_blocks_percentage: int64,
  initial_sync_progress: int64,
});
const columnName = listOf(fc.record({ name: text }));
const policy = fc.record({
  row_filter: listOf(fc.record({ filter: text })),
  column_mask: listOf(fc.record({ name: text, mask: text })),
  column_allow: columnName,
  column_deny: columnName,
});
const { record } = fc;

const readings: Readonly<Record<string, () => void>> = {
  CreateSchemaRequest: readsBack(tabular.createSchemaRequest, record({ properties: text })),
  AlterSchemaRequest: readsBack(tabular.alterSchemaRequest, record({ properties: change })),
  AlterTableRequest: readsBack(tabular.alterTableRequest, record({ properties: change })),
  AlterColumnRequest: readsBack(
    tabular.alterColumnRequest,
    record({ properties: change, stats: maybe(text) }),
  ),
  ListSchemasResponse: readsBack(
    tabular.listSchemasResponse,
    record({ bucket_name: text, schemas: listOf(object) }),
  ),
  ListTablesResponse: readsBack(tabular.listTablesResponse, record({ ...named, tables: listOf(object) })),
  ListViewsResponse: readsBack(tabular.listViewsResponse, record({ ...named, views: listOf(object) })),
  ListProjectionsResponse: readsBack(
    tabular.listProjectionsResponse,
    record({ ...named, table_name: text, projections: listOf(object) }),
  ),
  GetTableStatsResponse: readsBack(tabular.getTableStatsResponse, statistics),
  CreateProjectionRequest: readsBack(tabular.createProjectionRequest, projection),
  AlterProjectionTableRequest: readsBack(
    tabular.alterProjectionTableRequest,
    record({ new_name: maybe(text), properties: maybe(text) }),
  ),
  GetProjectionTableStatsResponse: readsBack(tabular.getProjectionTableStatsResponse, projectionStatistics),
  ImportDataRequest: readsBack(
    tabular.importDataRequest,
    record({ s3_files: listOf(file), key_names: columnName }),
  ),
  CreateViewRequest: readsBack(
    tabular.createViewRequest,
    record({ view_metadata_arrow_buffer: buffer, view_data_arrow_schema: buffer }),
  ),
  GetRowColumnSecurityResponse: readsBack(tabular.getRowColumnSecurityResponse, policy),
};

describe("the Tabular API's messages", () => {
  for (const [name, reading] of Object.entries(readings)) {
    it(`reads back every ${name} that it writes, 64-bit numbers exactly`, reading);
  }

  it("writes an empty CreateSchemaRequest with the official client's 28 bytes", () => {
    const expected = "0c000000 0000 06000800 0400 06000000 04000000 0000000000000000".replaceAll(" ", "");
    expect(hexOf(tabular.createSchemaRequest.encode({ properties: "" }))).to.equal(expected);
  });

  it("writes an Alter request that changes nothing with the official client's 20 bytes", () => {
    const expected = "0800000004000400040000000000000000000000";
    expect(hexOf(tabular.alterSchemaRequest.encode({}))).to.equal(expected);
    expect(hexOf(tabular.alterTableRequest.encode({}))).to.equal(expected);
    expect(hexOf(tabular.alterColumnRequest.encode({}))).to.equal(expected);
    expect(tabular.alterTableRequest.decode(bytesOf(expected)).properties).to.equal(undefined);
  });

  it("writes the list of one schema as the official client reads it", () => {
    const body = tabular.listSchemasResponse.encode({
      bucket_name: "vastdb",
      schemas: [{ name: "cap", properties: "", handle: "0" }],
    });
    expect(hexOf(body)).to.equal(
      `0c00000008000c0008000400080000001400000004000000060000007661737464620000010000001000000000000a00
       10000c00080004000a0000000c0000001000000014000000010000003000000000000000000000000300000063617000`.replaceAll(
        /\s/g,
        "",
      ),
    );
  });

  it("writes a projection to create with the official client's 76 bytes, whose root shares a later vtable", () => {
    const columns = [
      { name: "a", type: tabular.projectionColumnType.sorted },
      { name: "s", type: tabular.projectionColumnType.unsorted },
    ];
    const expected = `04000000eaffffff0400000002000000280000000c00000000000600080004000600000004000000
      010000007300000008000c0008000700080000000000000104000000010000006100 0000`.replaceAll(/\s/g, "");
    expect(hexOf(tabular.createProjectionRequest.encode({ columns }))).to.equal(expected);
    expect(tabular.createProjectionRequest.decode(bytesOf(expected))).to.deep.equal({ columns });
  });

  it("reads what an older server left out as its default, and never past a short vtable", () => {
    const read = tabular.objectDetails.decode(tabular.objectDetails.encode({ name: "t", num_rows: 7n }));
    expect(read).to.include({ name: "t", num_rows: 7n, properties: "", clustering_progress: 0 });
    expect(read.mst_pointer).to.equal(281_474_976_710_655n);
  });

  it("ignores slots that a newer server appends", () => {
    const builder = new Builder();
    const name = builder.createString("t");
    builder.startObject(40);
    builder.addFieldOffset(0, name, 0);
    builder.addFieldInt64(39, 5n, 0n);
    builder.finish(builder.endObject());
    expect(tabular.objectDetails.decode(builder.asUint8Array()).name).to.equal("t");
  });

  it("reads a message that lies at an odd place of a larger buffer", () => {
    const body = tabular.createSchemaRequest.encode({ properties: "some" });
    const larger = new Uint8Array(body.length + 3);
    larger.set(body, 3);
    expect(tabular.createSchemaRequest.decode(larger.subarray(3))).to.deep.equal({ properties: "some" });
  });

  it("says that a damaged message is malformed, wherever it is damaged or cut", () => {
    const columns = [
      { name: "name", type: 1 },
      { name: "other", type: 0 },
    ];
    const body = tabular.createProjectionRequest.encode({ columns });
    const damage = fc.tuple(fc.nat(body.length), fc.nat(body.length - 1), uint8);
    fc.assert(
      fc.property(damage, ([length, at, byte]) => {
        const damaged = body.slice(0, length);
        damaged.fill(byte, at, at + 1);
        try {
          tabular.createProjectionRequest.decode(damaged);
        } catch (thrown) {
          expect(thrown).to.be.instanceOf(MalformedBufferError).and.to.have.property("kind", "protocol");
        }
      }),
      { numRuns: 2000 },
    );
    expect(() => tabular.createProjectionRequest.decode(new Uint8Array())).to.throw(MalformedBufferError);
  });
});
