import { type Data, type RecordBatch, Schema } from "apache-arrow";
import type { Call, Reply } from "./call.ts";
import { getTable, type Table, withTable } from "./catalog.ts";
import { above, type Cluster, writing } from "./cluster.ts";
import { decodeRows } from "./query/ipc.ts";
import { decodeRowIds, encodeRowIds } from "./query/row-ids.ts";
import { checkRows } from "./query/schema.ts";
import { TabularError } from "./query/tabular-error.ts";
import { badRequest, missing } from "./refusal.ts";
import { fromWire, ROW_ID_LIMIT, toWire } from "./row-ids.ts";
import { added, type Columns, countOf, type Rows, removed, updated } from "./rows.ts";
import { findColumn, isSorted, schemaOf } from "./table-facts.ts";
import { pathOfTable } from "./tables.ts";
import type { Transaction } from "./transactions.ts";

/** The column by which a client gives its rows their ids. */
const EXTERNAL = "vastdb_rowid";

/** `POST ?rows`: answers with the ids of the rows, in the order of the rows. */
export function insertRows(cluster: Cluster, call: Call): Reply {
  const batch = decodeRows(call.body);
  if (batch.schema.fields.length === 0) {
    throw new TabularError(501, "NotImplemented", "Rows without columns cannot be inserted.");
  }
  if (cluster.quirks.has("shortCells") && call.body.length > batch.numRows * 65_536) {
    throw badRequest("A cell is too long.");
  }
  return changeRows(cluster, call, (table, tx) => {
    checkRows(batch.schema, schemaOf(table));
    const given = batch.schema.fields.some(({ name }) => name === EXTERNAL);
    mustSupplyIds(table, given);
    const ids = given ? suppliedIds(cluster, tx, table, batch) : freshIds(table, batch.numRows);
    const columns = columnsOf(table, batch, 0);
    cluster.counters.rowsInserted += batch.numRows;
    return {
      reply: { body: encodeRowIds(toWire(ids, isSorted(table)), isSorted(table)) },
      change: (rows) => added(rows, ids, columns),
      external: given,
    };
  });
}

/** `PUT ?rows`: the first column says which rows, in ascending order. */
export function updateRows(cluster: Cluster, call: Call): Reply {
  const batch = decodeRows(call.body);
  return changeRows(cluster, call, (table, tx) => {
    const ids = heldIds(cluster, tx, table, batch);
    const fields = batch.schema.fields.slice(1);
    checkRows(new Schema(fields), schemaOf(table));
    for (const { name } of fields) mustBeChangeable(table, name);
    const columns = columnsOf(table, batch, 1);
    cluster.counters.rowsUpdated += ids.length;
    return { reply: {}, change: (rows) => updated(rows, ids, columns) };
  });
}

/** `DELETE ?rows`: the only column says which rows, in ascending order. */
export function deleteRows(cluster: Cluster, call: Call): Reply {
  const batch = decodeRows(call.body);
  if (batch.schema.fields.length !== 1) throw badRequest("A deletion has only the row ids.");
  return changeRows(cluster, call, (table, tx) => {
    const ids = heldIds(cluster, tx, table, batch);
    cluster.counters.rowsDeleted += ids.length;
    return { reply: {}, change: (rows) => removed(rows, ids) };
  });
}

interface RowChange {
  readonly reply: Reply;
  readonly change: (rows: Rows) => Rows;
  /** Whether the rows came with their ids, for an insert. */
  readonly external?: boolean;
}

function changeRows(
  cluster: Cluster,
  call: Call,
  prepare: (table: Table, tx: Transaction) => RowChange,
): Reply {
  const path = pathOfTable(call);
  if (call.params.has("sub-table")) throw missing(`${path.join("/")}/${call.params.get("sub-table")}`);
  return writing(cluster, call, (tx) => {
    const table = getTable(tx.view, path);
    cluster.transactions.use(tx, ...above(path), path.join("/"));
    const { reply, change, external } = prepare(table, tx);
    cluster.transactions.change(tx, (catalog) => {
      const old = getTable(catalog, path);
      return withTable(catalog, path, {
        ...old,
        external: external ?? old.external,
        rows: change(old.rows),
      });
    });
    return reply;
  });
}

/** The ids of the first column, taken for this transaction. */
function heldIds(cluster: Cluster, tx: Transaction, table: Table, batch: RecordBatch): Float64Array {
  const wire = decodeRowIds(batch, isSorted(table));
  mustAscend(wire);
  const ids = fromWire(wire, isSorted(table));
  if (ids === undefined) throw badRequest("A row id is not one that this table has given out.");
  cluster.transactions.hold(tx, table.ledger, ids);
  // What a cluster does about a row that is gone is not known; a client that sends one is mistaken.
  if (cluster.strict && countOf(table.rows, ids) < ids.length) throw missing("a row of the row ids");
  return ids;
}

function mustAscend(ids: BigUint64Array | BigInt64Array): void {
  for (let row = 1; row < ids.length; row++) {
    if ((ids[row] ?? 0n) <= (ids[row - 1] ?? 0n)) {
      throw badRequest("Found duplicate row ids or not in ascending order.");
    }
  }
}

function mustSupplyIds({ external }: Table, given: boolean): void {
  if (external === true && !given) throw badRequest(`Rows of this table come with ${EXTERNAL}.`);
  if (external === false && given) throw badRequest(`Rows of this table come without ${EXTERNAL}.`);
}

function suppliedIds(cluster: Cluster, tx: Transaction, table: Table, batch: RecordBatch): Float64Array {
  const place = batch.schema.fields.findIndex(({ name }) => name === EXTERNAL);
  const column = batch.data.children[place];
  const values: BigInt64Array = column?.values.slice(0, batch.numRows) ?? new BigInt64Array();
  if ((column?.nullCount ?? 0) > 0) throw badRequest(`The column ${EXTERNAL} has nulls.`);
  mustAscend(values);
  const ids = Float64Array.from(values, Number);
  if ((ids[0] ?? 0) < 0 || (ids.at(-1) ?? 0) >= ROW_ID_LIMIT - 1) {
    throw badRequest(`The column ${EXTERNAL} has a number that is no row id.`);
  }
  cluster.transactions.hold(tx, table.ledger, ids);
  if (countOf(table.rows, ids) > 0) throw badRequest("Found duplicate row ids or not in ascending order.");
  return ids;
}

/** Never given again, also when the transaction is rolled back, so that no client relies on ids without gaps. */
function freshIds({ ledger }: Table, count: number): Float64Array {
  const first = ledger.nextRow;
  ledger.nextRow += count;
  return Float64Array.from({ length: count }, (_, row) => first + row);
}

function columnsOf(table: Table, batch: RecordBatch, from: number): Columns {
  const columns = new Map<number, Data>();
  for (const [place, { name }] of batch.schema.fields.entries()) {
    const column = findColumn(table, name);
    const data = batch.data.children[place];
    if (place >= from && column !== undefined && data !== undefined) columns.set(column.id, data);
  }
  return columns;
}

function mustBeChangeable(table: Table, name: string): void {
  const column = findColumn(table, name);
  if (name === EXTERNAL || (column !== undefined && table.sortKey.includes(column.id))) {
    throw badRequest(`The column ${name} cannot be updated.`);
  }
}
