import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect } from "chai";
import { columnNames, tableNames } from "../../src/storage/definitions.ts";
import { FILE } from "../../src/storage/embedded/connection.ts";
import { openEmbeddedEngine } from "../../src/storage/embedded/engine.ts";
import { migrate, prepareFolder, type Step } from "../../src/storage/embedded/migrations.ts";
import { missingColumns } from "../../src/storage/embedded/schema.ts";

const later: readonly Step[] = [
  { version: 2, up: (db) => void db.exec("ALTER TABLE settings ADD COLUMN note TEXT") },
  { version: 3, up: (db) => void db.exec("UPDATE settings SET note = 'from ' || name") },
];

describe("embedded engine: migrations", () => {
  let folder: string;
  const file = (): string => join(folder, FILE);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tams-migrations-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const inFile = <Result>(work: (db: Database.Database) => Result): Result => {
    const db = new Database(file());
    try {
      return work(db);
    } finally {
      db.close();
    }
  };
  const version = (): unknown =>
    inFile((db) => db.prepare("SELECT version FROM schema_version").pluck().get());

  it("creates a fresh folder with every declared column, at the newest version", async () => {
    await prepareFolder(folder, file(), later);
    expect(version()).to.equal(3);
    inFile((db) => {
      for (const table of tableNames) {
        const columns = db.prepare("SELECT name FROM pragma_table_info(?)").pluck().all(table);
        expect(columns, table).to.eql(columnNames[table]);
      }
      expect(missingColumns(db)).to.eql([]);
    });
  });

  it("brings a folder of version 1 through each later step, with its rows", async () => {
    await prepareFolder(folder, file(), []);
    inFile((db) => db.exec("INSERT INTO settings VALUES ('service', '{}')"));
    await prepareFolder(folder, file(), later);
    expect(version()).to.equal(3);
    expect(inFile((db) => db.prepare("SELECT * FROM settings").get())).to.eql({
      name: "service",
      doc: "{}",
      note: "from service",
    });
  });

  it("takes only the steps that a folder has not had", async () => {
    await prepareFolder(folder, file(), []);
    await prepareFolder(folder, file(), later.slice(0, 1));
    await prepareFolder(folder, file(), later);
    await prepareFolder(folder, file(), later);
    expect(version()).to.equal(3);
  });

  it("keeps a folder as it was when a step fails", () => {
    const failing: Step = {
      version: 4,
      up: () => {
        throw new Error("mine");
      },
    };
    inFile((db) => migrate(db, []));
    expect(() => inFile((db) => migrate(db, [...later, failing]))).to.throw("mine");
    expect(version()).to.equal(1);
    expect(inFile((db) => db.prepare("SELECT name FROM pragma_table_info('settings')").pluck().all())).to.eql(
      ["name", "doc"],
    );
  });

  it("refuses a folder that is newer than the program, naming both versions", async () => {
    await prepareFolder(folder, file(), later);
    const thrown: unknown = await openEmbeddedEngine({ folder }).catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(Error).with.property("fault", "unavailable");
    expect(String(thrown)).to.match(/version 3 .* up to 1/);
  });

  it("refuses a folder that lacks a declared column, naming it", async () => {
    await prepareFolder(folder, file(), []);
    inFile((db) => db.exec("ALTER TABLE webhooks DROP COLUMN api_key_value"));
    const thrown: unknown = await openEmbeddedEngine({ folder }).catch((error: unknown) => error);
    expect(String(thrown)).to.contain("webhooks.api_key_value");
  });
});
