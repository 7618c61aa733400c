import type { Filter, Group } from "../../vast/wire/filter.ts";
import { definitions } from "../definitions.ts";
import type { Scalar } from "../engine.ts";
import type { TableName } from "../tables.ts";
import type { Scan, Session } from "./database.ts";
import { answered, toStoreError } from "./faults.ts";
import { LIMITS, type Limits } from "./limits.ts";
import { membership } from "./pushdown.ts";
import type { Cells, Found } from "./rows.ts";
import { REST, type StoredTable, storedTables, textsTable, wholeColumns } from "./stored.ts";

/** Where a row is, and where its document goes on if it is longer than a cell. */
export interface Known {
  readonly id: bigint;
  readonly rest: string | null;
}

/** Rows that are remembered; one that was read need not be looked for when it is changed. */
const REMEMBERED = 20_000;

/** The text by which the rows of a table are told apart. */
export function keyText(table: TableName, row: Cells): string {
  return JSON.stringify(definitions[table].key.map((column) => row[column] ?? null));
}

/** One transaction's view of the tables, and what was learnt through it. Throws `unavailable` when it cannot answer. */
export class Snapshot {
  readonly session: Session;
  readonly limits: Limits;
  /** By table and key; undefined for a row that was looked for and is not there. */
  readonly #known = new Map<string, Known | undefined>();
  readonly #extents = new Map<Scalar, Cells | undefined>();

  constructor(session: Session, limits = LIMITS) {
    this.session = session;
    this.limits = limits;
  }

  /** Reads rows in batches. */
  async *scan(table: StoredTable, scan: Scan): AsyncGenerator<Found[]> {
    try {
      yield* this.session.scan(table, scan);
    } catch (error) {
      throw toStoreError(error);
    }
  }

  /** Reads whole rows, documents apart, up to a limit. */
  async whole(table: TableName, where: Filter, limit?: number): Promise<Found[]> {
    const scan = { columns: wholeColumns[table], where, ...(limit === undefined ? {} : { limit }) };
    const rows = await answered(() => this.session.read(storedTables[table], scan));
    for (const { id, cells } of rows) this.#remember(table, cells, { id, rest: restOf(cells) });
    return rows;
  }

  /** Reads the one row with this key. */
  async get(table: TableName, key: Cells): Promise<Found | undefined> {
    const where = definitions[table].key.flatMap((column) => matching(column, [key[column] ?? null]));
    const [row] = await this.whole(table, where);
    if (row === undefined) this.#remember(table, key, undefined);
    return row;
  }

  /** Reads columns of the rows with these keys, by their key texts. */
  async byKeys(
    table: TableName,
    keys: readonly Cells[],
    columns: readonly string[],
  ): Promise<Map<string, Found>> {
    const { listed } = this.limits;
    const found = new Map<string, Found>();
    for (let at = 0; at < keys.length; at += listed) {
      const part = keys.slice(at, at + listed);
      const wanted = new Set(part.map((key) => keyText(table, key)));
      for await (const batch of this.scan(storedTables[table], { columns, where: among(table, part) })) {
        for (const row of batch) {
          const text = keyText(table, row.cells);
          if (wanted.has(text)) found.set(text, row);
        }
      }
    }
    return found;
  }

  /** Where the rows with these keys are, by their key texts; those that do not exist are left out. */
  async locate(table: TableName, keys: readonly Cells[]): Promise<Map<string, Known>> {
    const unknown = keys.filter((key) => !this.#known.has(this.#name(table, keyText(table, key))));
    const columns = [...definitions[table].key, ...(hasRest(table) ? [REST] : [])];
    const found = await this.byKeys(table, unknown, columns);
    const known = new Map<string, Known>();
    for (const key of keys) {
      const text = keyText(table, key);
      const row = found.get(text);
      const one = row === undefined ? this.#known.get(this.#name(table, text)) : toKnown(row);
      if (one !== undefined) known.set(text, one);
    }
    return known;
  }

  /** The extents of a Flow, which tell how close its Segments are. */
  async extents(flowId: Scalar): Promise<Cells | undefined> {
    if (!this.#extents.has(flowId)) {
      const row = await this.get("flow_extents", { flow_id: flowId });
      this.#extents.set(flowId, row?.cells);
    }
    return this.#extents.get(flowId);
  }

  /** The rows with their documents whole. */
  async complete(rows: readonly Found[]): Promise<Cells[]> {
    const ids = rows.flatMap(({ cells }) => restOf(cells) ?? []);
    const texts = ids.length === 0 ? new Map<string, string>() : await this.#texts(ids);
    return rows.map(({ cells: { [REST]: rest, ...cells } }) => {
      if (rest === undefined || rest === null) return cells;
      return { ...cells, doc: `${cells["doc"]}${texts.get(String(rest)) ?? ""}` };
    });
  }

  async #texts(ids: readonly string[]): Promise<Map<string, string>> {
    const parts: Found[] = [];
    for (const where of membership("id", ids).filters) {
      const scan = { columns: ["id", "position", "text"], where };
      parts.push(...(await answered(() => this.session.read(textsTable, scan))));
    }
    parts.sort((left, right) => Number(left.cells["position"]) - Number(right.cells["position"]));
    const texts = new Map<string, string>();
    for (const { cells } of parts) {
      const id = String(cells["id"]);
      texts.set(id, `${texts.get(id) ?? ""}${cells["text"]}`);
    }
    return texts;
  }

  #remember(table: TableName, row: Cells, known: Known | undefined): void {
    if (table === "flow_extents")
      this.#extents.set(row["flow_id"] ?? null, known === undefined ? undefined : row);
    if (this.#known.size < REMEMBERED) this.#known.set(this.#name(table, keyText(table, row)), known);
  }

  #name(table: TableName, text: string): string {
    return `${table} ${text}`;
  }
}

/** A filter that lets through the rows with these keys, and with mixtures of them where keys have several columns. */
function among(table: TableName, keys: readonly Cells[]): Filter {
  return definitions[table].key.flatMap((column) =>
    matching(
      column,
      keys.map((key) => key[column] ?? null),
    ),
  );
}

function matching(column: string, values: readonly Scalar[]): Group[] {
  return membership(column, values).filters.flat();
}

function hasRest(table: TableName): boolean {
  return wholeColumns[table].includes(REST);
}

function restOf(cells: Cells): string | null {
  const rest = cells[REST] ?? null;
  return rest === null ? null : String(rest);
}

function toKnown({ id, cells }: Found): Known {
  return { id, rest: restOf(cells) };
}
