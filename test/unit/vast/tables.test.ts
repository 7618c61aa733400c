import { expect } from "chai";
import { encodeSchema } from "../../../src/vast/ipc.ts";
import { alterTableRequest, getTableStatsResponse } from "../../../src/vast/wire/tabular.ts";
import {
  arrow,
  bucketOn,
  COLUMNS,
  calls,
  END,
  failure,
  listing,
  more,
  named,
  tables,
} from "./scripted-bucket.ts";
import { ok, refuse } from "./scripted-server.ts";

describe("vast: tables", () => {
  it("creates a sorted one by the places of its sort columns", async () => {
    const cluster = await bucketOn([ok(END, tables()), ok()]);
    const table = await cluster.bucket.schema("s").createTable("t", COLUMNS, { sortKey: ["b", "a"] });
    expect(table.path).to.equal("/db/s/t");
    expect(calls(cluster)).to.deep.equal(["GET /db/s?table", "POST /db/s/t?table"]);
    expect(cluster.seen[1]?.headers).to.include({
      "tabular-sorted-column-0": "1",
      "tabular-sorted-column-1": "0",
    });
    expect(cluster.seen[1]?.body).to.deep.equal(Buffer.from(encodeSchema(COLUMNS)));
    expect(listing(cluster)).to.include({ "name-exact-match": "t", "include-list-stats": "True" });
  });

  it("throws exists for one that is there, or takes it", async () => {
    const { bucket } = await bucketOn([ok(END, tables(named("t")))]);
    const schema = bucket.schema("s");
    expect((await failure(schema.createTable("t", COLUMNS))).kind).to.equal("exists");
    expect((await schema.createTable("t", COLUMNS, { ifMissing: true })).name).to.equal("t");
  });

  it("refuses a sort column that the table lacks, and a sort key that the cluster is too old for", async () => {
    const { bucket } = await bucketOn([ok(END, tables())]);
    const wrong = await failure(bucket.schema("s").createTable("t", COLUMNS, { sortKey: ["z"] }));
    expect(wrong.message).to.equal("Sort key column z is not among the table's columns.");
    const old = await bucketOn([ok(END, tables())], "5.2.0.9");
    const error = await failure(old.bucket.schema("s").createTable("t", COLUMNS, { sortKey: ["a"] }));
    expect(error.kind).to.equal("unsupportedVersion");
    expect(calls(old)).to.deep.equal(["GET /db/s?table"]);
  });

  it("gives statistics only where they were asked for, exactly", async () => {
    const { bucket } = await bucketOn([ok(END, tables(named("t", true)))]);
    const base = { name: "t", properties: "", handle: "7", sorted: true };
    expect(await bucket.schema("s").tables("t")).to.deep.equal([base]);
    const statistics = { rows: 2n ** 60n, bytes: 5n };
    expect(await bucket.schema("s").table("t").info()).to.deep.equal({ ...base, statistics });
  });

  it("has no information about a table that is not there, nor about one that only begins alike", async () => {
    const { bucket } = await bucketOn([
      ok(END, tables()),
      ok(END, tables(named("t2"))),
      refuse(404, "NoSuchKey"),
    ]);
    const table = bucket.schema("s").table("t");
    expect([await table.info(), await table.info(), await table.info()]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("joins the pages of its columns in their order", async () => {
    const [a, b] = COLUMNS.fields;
    const cluster = await bucketOn([ok(more("1"), arrow(a!)), ok(END, arrow(b!))]);
    const columns = await cluster.bucket.schema("s").table("t").columns();
    expect(columns.fields.map(({ name, type }) => `${name} ${type}`)).to.deep.equal(["a Int64", "b Utf8"]);
    expect(calls(cluster)).to.deep.equal(["GET /db/s/t?column", "GET /db/s/t?column"]);
    expect(listing(cluster)).to.include({ "max-keys": "10000", "name-prefix": "" });
  });

  it("adds, drops and renames columns", async () => {
    const cluster = await bucketOn([ok(), ok(END, encodeSchema(COLUMNS)), ok()]);
    const table = cluster.bucket.schema("s").table("t");
    await table.addColumns(COLUMNS);
    await table.dropColumns(["b"]);
    await table.renameColumn("a", "c");
    expect(calls(cluster)).to.deep.equal([
      "POST /db/s/t?column",
      "GET /db/s/t?column",
      "DELETE /db/s/t?column",
      "PUT /db/s/t?column&tabular-column-name=a&tabular-new-column-name=c",
    ]);
    expect(cluster.seen[2]?.body).to.deep.equal(Buffer.from(arrow(COLUMNS.fields[1]!)));
    expect(cluster.seen[3]?.headers["tabular-column-sep"]).to.equal(".");
  });

  it("names the column that it cannot drop", async () => {
    const { bucket } = await bucketOn([ok(END, encodeSchema(COLUMNS))]);
    const error = await failure(bucket.schema("s").table("t").dropColumns(["a", "z"]));
    expect(error.message).to.equal("Table /db/s/t has no column z.");
  });

  it("moves between schemas, and drops", async () => {
    const cluster = await bucketOn([ok()]);
    const moved = await cluster.bucket.schema("s").table("t").rename("u", { schema: "s2/x" });
    await moved.drop();
    expect(calls(cluster)).to.deep.equal([
      "PUT /db/s/t?table&tabular-new-table-name=s2%2Fx%2Fu",
      "DELETE /db/s2/x/u?table",
    ]);
    expect(cluster.seen[0]?.body).to.deep.equal(Buffer.from(alterTableRequest.encode({})));
  });

  it("asks for a sort key only if there is one, and sets one", async () => {
    const sorted = named("t", true);
    const cluster = await bucketOn([
      ok(END, tables(named("t"))),
      ok(END, encodeSchema(COLUMNS)),
      ok(),
      ok(END, tables(sorted)),
      ok(END, arrow(COLUMNS.fields[1]!)),
    ]);
    const table = cluster.bucket.schema("s").table("t");
    expect(await table.sortKey()).to.deep.equal([]);
    await table.setSortKey(["b"]);
    expect(await table.sortKey()).to.deep.equal(["b"]);
    expect(calls(cluster)).to.deep.equal([
      "GET /db/s?table",
      "GET /db/s/t?column",
      "PUT /db/s/t?table",
      "GET /db/s?table",
      "GET /db/s/t?sorted-columns",
    ]);
    expect(cluster.seen[2]?.headers["tabular-sorted-column-0"]).to.equal("1");
  });

  it("says of a missing table that it is missing", async () => {
    const { bucket } = await bucketOn([ok(END, tables())]);
    expect((await failure(bucket.schema("s").table("t").sortKey())).message).to.equal(
      "Table /db/s/t does not exist.",
    );
  });

  it("splits the sorting score into its flag and the rest", async () => {
    const stats = { num_rows: 3n, size_in_bytes: 9n, is_external_rowid_alloc: true };
    const sorting = {
      sorting_key_enabled: true,
      sorting_score: -(2n ** 63n) + 5n,
      write_amplification: 2n,
    };
    const { bucket } = await bucketOn([
      ok({}, getTableStatsResponse.encode(stats)),
      ok({}, getTableStatsResponse.encode({ ...stats, ...sorting })),
    ]);
    const table = bucket.schema("s").table("t");
    expect(await table.stats()).to.deep.equal({ rows: 3n, bytes: 9n, externalRowIds: true });
    expect((await table.stats()).sorting).to.deep.equal({
      done: true,
      score: 5n,
      writeAmplification: 2n,
      insertedRows: 0n,
    });
  });

  it("refuses a name that leads elsewhere", async () => {
    const { bucket } = await bucketOn([ok()]);
    expect(() => bucket.schema("s").table("a/b")).to.throw("is no name for a table");
  });
});
