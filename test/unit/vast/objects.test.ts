import { expect } from "chai";
import { encodeSchema } from "../../../src/vast/ipc.ts";
import {
  alterProjectionTableRequest,
  createProjectionRequest,
  createSchemaRequest,
  getProjectionTableStatsResponse,
  listProjectionsResponse,
} from "../../../src/vast/wire/tabular.ts";
import { bucketOn, COLUMNS, calls, END, failure, listing, more, named, schemas } from "./scripted-bucket.ts";
import { ok, refuse } from "./scripted-server.ts";

describe("vast: buckets, schemas, tables and projections", () => {
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
