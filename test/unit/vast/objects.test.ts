import { Field, Int64, Schema, Utf8 } from "apache-arrow";
import { expect } from "chai";
import type { Bucket } from "../../../src/vast/bucket.ts";
import { connectVast } from "../../../src/vast/client.ts";
import { VastError } from "../../../src/vast/errors.ts";
import { encodeSchema } from "../../../src/vast/ipc.ts";
import {
  alterProjectionTableRequest,
  alterTableRequest,
  createProjectionRequest,
  createSchemaRequest,
  getProjectionTableStatsResponse,
  getTableStatsResponse,
  listProjectionsResponse,
  listSchemasResponse,
  listTablesResponse,
} from "../../../src/vast/wire/tabular.ts";
import { type Act, ok, refuse, type ScriptedServer, startScripted } from "./scripted-server.ts";

const END = { "tabular-next-key": "0", "tabular-is-truncated": "false" };
const more = (key: string) => ({ "tabular-next-key": key, "tabular-is-truncated": "true" });
const COLUMNS = new Schema([new Field("a", new Int64(), true), new Field("b", new Utf8(), true)]);
const LIST_HEADERS = [
  "max-keys",
  "next-key",
  "name-exact-match",
  "name-prefix",
  "list-count-only",
  "include-list-stats",
];

const named = (name: string, sorted = false) => ({
  name,
  properties: "",
  handle: "7",
  num_rows: 2n ** 60n,
  size_in_bytes: 5n,
  sorting_key_enabled: sorted,
});
const schemas = (...names: readonly string[]) =>
  listSchemasResponse.encode({ bucket_name: "db", schemas: names.map((name) => named(name)) });
const tables = (...list: readonly ReturnType<typeof named>[]) =>
  listTablesResponse.encode({ bucket_name: "db", schema_name: "s", tables: list });
const arrow = (...fields: readonly Field[]) => encodeSchema(new Schema([...fields]));

describe("vast: buckets, schemas, tables and projections", () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function bucketOn(
    acts: readonly Act[],
    version = "5.4.0.1",
  ): Promise<ScriptedServer & { bucket: Bucket }> {
    const cluster = await startScripted(acts, `vast ${version}`);
    ends.push(() => cluster.close());
    const client = await connectVast({
      endpoints: [cluster.url],
      accessKeyId: "key",
      secretAccessKey: "secret",
    });
    ends.push(() => client.close());
    return { ...cluster, bucket: client.outside().bucket("db") };
  }

  const calls = ({ seen }: ScriptedServer): string[] => seen.map(({ method, url }) => `${method} ${url}`);
  const listing = ({ seen }: ScriptedServer, index = 0): Record<string, unknown> =>
    Object.fromEntries(
      LIST_HEADERS.map((name) => [name, seen[index]?.headers[`tabular-${name}`]]).filter(
        ([, value]) => value !== undefined,
      ),
    );

  async function failure(work: Promise<unknown>): Promise<VastError> {
    const thrown = await work.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(thrown).to.be.instanceOf(VastError);
    return thrown as VastError;
  }

  describe("buckets", () => {
    it("asks by HEAD whether a bucket is there, and does not take a refusal for an absence", async () => {
      const cluster = await bucketOn([ok(), refuse(404, ""), refuse(403, "")]);
      expect([await cluster.bucket.exists(), await cluster.bucket.exists()]).to.deep.equal([true, false]);
      expect((await failure(cluster.bucket.exists())).kind).to.equal("forbidden");
      expect(calls(cluster)).to.deep.equal(["HEAD /db", "HEAD /db", "HEAD /db"]);
    });

    it("lists snapshots over several pages, and reads from one", async () => {
      const page = (rest: string, ...names: readonly string[]) =>
        `<ListBucketResult><Prefix>.snapshot/x</Prefix>${names.map((name) => `<CommonPrefixes><Prefix>.snapshot/${name}/</Prefix></CommonPrefixes>`).join("")}${rest}</ListBucketResult>`;
      const cluster = await bucketOn([
        ok({}, page("<IsTruncated>true</IsTruncated><Marker>m 1</Marker>", "x1", "x&amp;2")),
        ok({}, page("<IsTruncated>false</IsTruncated><Marker></Marker>", "x3")),
        ok(END, schemas("s")),
      ]);
      expect(await cluster.bucket.snapshots("x")).to.deep.equal(["x1", "x&2", "x3"]);
      await cluster.bucket.snapshot("x1").schemas();
      expect(calls(cluster)).to.deep.equal([
        "GET /db?delimiter=%2F&list_type=2&max_keys=1000&prefix=.snapshot%2Fx",
        "GET /db?continuation-token=m%201&delimiter=%2F&list_type=2&max_keys=1000&prefix=.snapshot%2Fx",
        "GET /db/.snapshot/x1?schema",
      ]);
      expect(cluster.seen[0]?.headers).not.to.have.property("tabular-txid");
    });

    it("does not take an answer that is no list for a bucket without snapshots", async () => {
      const { bucket } = await bucketOn([ok({}, "<html/>")]);
      expect((await failure(bucket.snapshots())).kind).to.equal("protocol");
    });
  });

  describe("lists", () => {
    it("follows pages until the last, from key to key", async () => {
      const cluster = await bucketOn([
        ok(more("17"), schemas("a", "b")),
        ok(more("18446744073709551615"), schemas()),
        ok(END, schemas("c")),
      ]);
      const found = await cluster.bucket.schema("up").schemas("p");
      expect(found.map(({ name, path }) => [name, path])).to.deep.equal([
        ["a", "up/a"],
        ["b", "up/b"],
        ["c", "up/c"],
      ]);
      expect(calls(cluster)).to.deep.equal(Array(3).fill("GET /db/up?schema"));
      expect(cluster.seen.map(({ headers }) => headers["tabular-next-key"])).to.deep.equal([
        "0",
        "17",
        "18446744073709551615",
      ]);
      expect(listing(cluster)).to.deep.equal({
        "max-keys": "1000",
        "next-key": "0",
        "name-prefix": "p",
        "list-count-only": "False",
      });
    });

    it("refuses a list that does not say whether it goes on, or goes on with itself", async () => {
      for (const headers of [{}, { "tabular-is-truncated": "false" }, more("x"), more("0")]) {
        const { bucket } = await bucketOn([ok(headers, schemas())]);
        expect((await failure(bucket.schemas())).kind).to.equal("protocol");
      }
    });

    it("reads the flag in either official client's spelling", async () => {
      const { bucket } = await bucketOn([ok({ ...END, "tabular-is-truncated": "False" }, schemas("a"))]);
      expect(await bucket.schemas()).to.have.length(1);
    });

    it("refuses a body that is no list", async () => {
      const { bucket } = await bucketOn([ok(END, "what?")]);
      expect((await failure(bucket.schemas())).kind).to.equal("protocol");
    });

    it("says that a missing parent is missing, for that is no empty list", async () => {
      const { bucket } = await bucketOn([refuse(404, "NoSuchKey")]);
      expect((await failure(bucket.schema("s").tables())).kind).to.equal("notFound");
    });
  });

  describe("schemas", () => {
    it("looks one up by its exact name under its parent", async () => {
      const cluster = await bucketOn([ok(END, schemas("s")), ok(END, schemas()), refuse(404, "NoSuchKey")]);
      const schema = cluster.bucket.schema("up/s");
      expect([await schema.exists(), await schema.exists(), await schema.exists()]).to.deep.equal([
        true,
        false,
        false,
      ]);
      expect(calls(cluster)[0]).to.equal("GET /db/up?schema");
      expect(listing(cluster)).to.deep.equal({
        "max-keys": "1",
        "next-key": "0",
        "name-exact-match": "s",
        "list-count-only": "False",
      });
    });

    it("creates, renames and drops by path", async () => {
      const cluster = await bucketOn([ok(END, schemas()), ok()]);
      const schema = cluster.bucket.schema("s");
      await schema.create();
      expect((await schema.rename("up/t")).path).to.equal("up/t");
      await schema.drop();
      expect(calls(cluster)).to.deep.equal([
        "GET /db?schema",
        "POST /db/s?schema",
        "PUT /db/s?schema&tabular-new-schema-name=up%2Ft",
        "DELETE /db/s?schema",
      ]);
      expect(createSchemaRequest.decode(cluster.seen[1]!.body)).to.deep.equal({ properties: "" });
    });

    it("throws exists for one that is there, unless that is fine", async () => {
      const cluster = await bucketOn([ok(END, schemas("s"))]);
      expect((await failure(cluster.bucket.schema("s").create())).kind).to.equal("exists");
      await cluster.bucket.schema("s").create({ ifMissing: true });
      expect(calls(cluster)).to.deep.equal(["GET /db?schema", "GET /db?schema"]);
    });

    for (const wrong of ["", "a//b", "/a", "a/", "a/../b", "a\nb"]) {
      it(`refuses ${JSON.stringify(wrong)} for a path`, async () => {
        const { bucket } = await bucketOn([ok()]);
        expect(() => bucket.schema(wrong))
          .to.throw("is no name for a schema")
          .with.property("kind", "badRequest");
      });
    }

    it("refuses a name that no header holds, before asking", async () => {
      const cluster = await bucketOn([ok()]);
      expect((await failure(cluster.bucket.schema("\u0416").exists())).kind).to.equal("badRequest");
      expect(cluster.seen).to.have.length(0);
    });
  });

  describe("tables", () => {
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

  describe("projections", () => {
    it("creates, lists, renames, measures and drops", async () => {
      const list = listProjectionsResponse.encode({
        bucket_name: "db",
        schema_name: "s",
        table_name: "t",
        projections: [named("p")],
      });
      const measured = {
        num_rows: 4n,
        size_in_bytes: 8n,
        dirty_blocks_percentage: 10n,
        initial_sync_progress: 100n,
      };
      const cluster = await bucketOn([
        ok(),
        ok(END, list),
        ok(),
        ok({}, getProjectionTableStatsResponse.encode(measured)),
        ok(END, encodeSchema(COLUMNS)),
        ok(),
      ]);
      const table = cluster.bucket.schema("s").table("t");
      await table.createProjection("p", { sorted: ["a"], unsorted: ["b"] });
      expect(await table.projections()).to.deep.equal([{ name: "p", properties: "", handle: "7" }]);
      await table.renameProjection("p", "q");
      expect(await table.projectionStats("q")).to.deep.equal({
        rows: 4n,
        bytes: 8n,
        dirtyPercent: 10n,
        syncPercent: 100n,
      });
      expect((await table.projectionColumns("q")).fields.map(({ name }) => name)).to.deep.equal(["a", "b"]);
      await table.dropProjection("q");
      expect(calls(cluster)).to.deep.equal([
        "POST /db/s/t?projection&name=p",
        "GET /db/s/t?projection",
        "PUT /db/s/t?projection&name=p",
        "GET /db/s/t?projection-stats&name=q",
        "GET /db/s/t?projection-columns&name=q",
        "DELETE /db/s/t?projection&name=q",
      ]);
      expect(createProjectionRequest.decode(cluster.seen[0]!.body).columns).to.deep.equal([
        { name: "a", type: 1 },
        { name: "b", type: 0 },
      ]);
      expect(alterProjectionTableRequest.decode(cluster.seen[2]!.body).new_name).to.equal("q");
    });
  });
});
