import type { Statement as Prepared } from "better-sqlite3";
import type { SqlValue } from "./connection.ts";
import { type Connection, fileIdentity, openReader, toStoreError, unavailable } from "./connection.ts";

type Row = Record<string, SqlValue>;
type PreparedSelect = Prepared<SqlValue[], Row>;

/** Statements kept a connection; services use far fewer shapes. */
const STATEMENTS = 1000;
/** Longest wait for a free connection. Only reads nested in reads can get here. */
const WAIT_SECONDS = 30;

/** One read-only connection and its prepared statements. Calls are synchronous; the file is on this machine. */
export class Reader {
  readonly #db: Connection;
  readonly #statements = new Map<string, PreparedSelect>();

  constructor(db: Connection) {
    this.#db = db;
  }

  /** All rows of a statement. Throws `unavailable` when SQLite cannot answer. */
  all(sql: string, params: readonly SqlValue[]): Row[] {
    try {
      return this.#prepare(sql).all(...params);
    } catch (error) {
      throw toStoreError(error);
    }
  }

  /** Fixes the snapshot and reads the versions of some stripes in it; an absent one is 0. */
  begin(stripes: readonly number[]): number[] {
    this.#run("BEGIN");
    const version = "SELECT version FROM locks WHERE stripe = ?";
    // A transaction has its snapshot from its first read on, so there is always one.
    if (stripes.length === 0) this.all(version, [-1]);
    return stripes.map((stripe) => Number(this.all(version, [stripe])[0]?.["version"] ?? 0));
  }

  /** Ends the snapshot. */
  end(): void {
    if (this.#db.inTransaction) this.#run("COMMIT");
  }

  close(): void {
    this.#db.close();
  }

  #run(sql: "BEGIN" | "COMMIT"): void {
    try {
      this.#db.exec(sql);
    } catch (error) {
      throw toStoreError(error);
    }
  }

  #prepare(sql: string): PreparedSelect {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    if (this.#statements.size >= STATEMENTS) this.#statements.clear();
    const prepared = this.#db.prepare<SqlValue[], Row>(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

/** Read-only connections to one file. When all are taken, callers queue. */
export class ReadPool {
  readonly #file: string;
  readonly #identity: string;
  readonly #size: number;
  /** The last one back is the next one out, so that few reads at a time keep few caches warm. */
  readonly #free: Reader[] = [];
  readonly #queue: ((reader: Reader) => void)[] = [];
  #open = 0;

  constructor(file: string, size: number) {
    this.#file = file;
    this.#identity = fileIdentity(file);
    this.#size = size;
    this.#free.push(this.#create());
  }

  /** Lends a connection to `work`. Throws `unavailable` when the database file is gone or was replaced. */
  async use<Result>(work: (reader: Reader) => Promise<Result>): Promise<Result> {
    this.#mustBeThere();
    const reader = this.#free.pop() ?? (this.#open < this.#size ? this.#create() : await this.#wait());
    try {
      return await work(reader);
    } finally {
      this.#giveBack(reader);
    }
  }

  /** Closes every connection; call when nothing is lent. */
  close(): void {
    for (const reader of this.#free.splice(0)) reader.close();
  }

  /** SQLite would go on reading a deleted file, and others would write to another. */
  #mustBeThere(): void {
    if (fileIdentity(this.#file) !== this.#identity)
      throw unavailable("The database file was removed or replaced.");
  }

  #create(): Reader {
    try {
      const reader = new Reader(openReader(this.#file));
      this.#open++;
      return reader;
    } catch (error) {
      throw toStoreError(error);
    }
  }

  #wait(): Promise<Reader> {
    return new Promise((resolve, reject) => {
      const taker = (reader: Reader): void => {
        clearTimeout(timer);
        resolve(reader);
      };
      const timer = setTimeout(() => {
        this.#queue.splice(this.#queue.indexOf(taker), 1);
        reject(unavailable(`No connection to the database became free in ${WAIT_SECONDS} seconds.`));
      }, WAIT_SECONDS * 1000);
      this.#queue.push(taker);
    });
  }

  #giveBack(reader: Reader): void {
    try {
      reader.end();
    } catch {
      // A connection that cannot end its snapshot is of no more use; the next read opens a new one or fails aloud.
      reader.close();
      this.#open--;
      return;
    }
    const next = this.#queue.shift();
    if (next === undefined) this.#free.push(reader);
    else next(reader);
  }
}
