import type { Schema as ArrowSchema } from "apache-arrow";
import { VastError } from "./errors.ts";
import { encodeSchema } from "./ipc.ts";
import { type Listing, listPages, PAGE_OF_OBJECTS } from "./lists.ts";
import { call, checkName, checkPath, type Session, unlessMissing } from "./session.ts";
import { sortHeaders } from "./sort-key.ts";
import { type KnownTable, Table } from "./table.ts";
import { listTables, type TableInfo } from "./table-list.ts";
import type { VastRequest } from "./transport.ts";
import { requireVersion } from "./version.ts";
import { alterSchemaRequest, createSchemaRequest, listSchemasResponse } from "./wire/tabular.ts";

/** A schema as a list shows it. */
export interface SchemaInfo {
  /** Without the names of the schemas around it. */
  readonly name: string;
  /** From the bucket down, names with slashes between them. */
  readonly path: string;
  /** Free text of whoever created it; may be empty. */
  readonly properties: string;
}

/** How a table is created. */
export interface TableOptions {
  /** Columns to sort by, the most significant first: makes a sorted table (cluster 5.3 and newer). */
  readonly sortKey?: readonly string[];
  /** Takes a table of that name for what is wanted, without comparing columns, in place of throwing `exists`. */
  readonly ifMissing?: boolean;
}

/** A schema: what holds tables and further schemas, by its path in the bucket. It need not exist. */
export class Schema {
  readonly path: string;
  readonly #session: Session;
  readonly #bucket: string;

  constructor(session: Session, bucket: string, path: string) {
    this.#session = session;
    this.#bucket = bucket;
    this.path = checkPath("schema", path);
  }

  /** Whether it is there; false also if what should hold it is not. */
  async exists(): Promise<boolean> {
    const parent = this.path.split("/").slice(0, -1).join("/");
    const listing = { exact: this.#name, pageSize: 1 };
    const found = await unlessMissing(list(this.#session, this.#bucket, parent, listing));
    return found?.some(({ name }) => name === this.#name) ?? false;
  }

  /**
   * Creates this one schema; those around it must exist. Whether there is one of that name is asked first, as the
   * cluster's own answer is not documented: throws `exists`, unless that is fine with `ifMissing`, or `conflict` if
   * another transaction is creating it.
   */
  async create({ ifMissing = false }: { readonly ifMissing?: boolean } = {}): Promise<void> {
    if (await this.exists()) {
      if (ifMissing) return;
      throw new VastError("exists", `Schema ${this.path} exists in bucket ${this.#bucket}.`);
    }
    await this.#command("POST", createSchemaRequest.encode({ properties: "" }));
  }

  /** Removes the schema. Throws `conflict` while it holds anything, `notFound` if there is none. */
  async drop(): Promise<void> {
    await this.#command("DELETE");
  }

  /** Moves it to another path in the bucket, with all it holds, and gives the schema of that path. */
  async rename(to: string): Promise<Schema> {
    const renamed = new Schema(this.#session, this.#bucket, to);
    await this.#command("PUT", alterSchemaRequest.encode({}), { "tabular-new-schema-name": to });
    return renamed;
  }

  /** The schemas directly in this one, those whose name begins with the prefix. */
  schemas(prefix = ""): Promise<SchemaInfo[]> {
    return listSchemas(this.#session, this.#bucket, this.path, prefix);
  }

  /** Its tables, those whose name begins with the prefix, without statistics. */
  tables(prefix = ""): Promise<TableInfo[]> {
    return listTables(this.#session, this.#wirePath, { prefix, pageSize: PAGE_OF_OBJECTS });
  }

  /** The table of that name, whether it exists or not. What the caller knows of it is not asked for again. */
  table(name: string, known: KnownTable = {}): Table {
    return new Table(this.#session, { bucket: this.#bucket, schema: this.path, name }, known);
  }

  /**
   * Creates a table of these columns; their order is kept. Throws `exists` as `create` does, `unsupportedType` for a
   * type that VAST has no column for, `unsupportedVersion` for a sort key that the cluster is too old for.
   */
  async createTable(name: string, columns: ArrowSchema, options: TableOptions = {}): Promise<Table> {
    const { sortKey = [], ifMissing = false } = options;
    const found = await this.table(name).info();
    if (found !== undefined && !ifMissing)
      throw new VastError("exists", `Table ${name} exists in schema ${this.path}.`);
    if (found !== undefined) return this.table(name, { sorted: found.sorted });
    if (sortKey.length > 0) requireVersion(this.#session.transport.version, [5, 3], "A sorted table");
    await call(this.#session, {
      method: "POST",
      path: `${this.#wirePath}/${checkName("table", name)}`,
      command: "table",
      headers: sortHeaders(columns, sortKey),
      body: encodeSchema(columns),
    });
    return this.table(name, { sorted: sortKey.length > 0, columns });
  }

  get #name(): string {
    return this.path.split("/").at(-1) ?? "";
  }

  get #wirePath(): string {
    return `/${this.#bucket}/${this.path}`;
  }

  async #command(
    method: VastRequest["method"],
    body?: Uint8Array,
    params?: Record<string, string>,
  ): Promise<void> {
    const extras = { ...(body === undefined ? {} : { body }), ...(params === undefined ? {} : { params }) };
    await call(this.#session, { method, path: this.#wirePath, command: "schema", ...extras });
  }
}

/** The schemas directly under a path of a bucket, where the empty path is the bucket itself. */
export function listSchemas(
  session: Session,
  bucket: string,
  path: string,
  prefix: string,
): Promise<SchemaInfo[]> {
  return list(session, bucket, path, { prefix, pageSize: PAGE_OF_OBJECTS });
}

async function list(session: Session, bucket: string, path: string, listing: Listing): Promise<SchemaInfo[]> {
  const above = path === "" ? "" : `${path}/`;
  const request: VastRequest = {
    method: "GET",
    path: `/${bucket}/${path}`.replace(/\/$/, ""),
    command: "schema",
  };
  const found: SchemaInfo[] = [];
  for await (const { body } of listPages(session, request, listing)) {
    const { schemas } = listSchemasResponse.decode(body);
    found.push(...schemas.map(({ name, properties }) => ({ name, path: above + name, properties })));
  }
  return found;
}
