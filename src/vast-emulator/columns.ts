import { Field, Null, Schema } from "apache-arrow";
import { alterColumnRequest } from "../vast/wire/tabular.ts";
import { type Call, param, type Reply } from "./call.ts";
import type { Column, Table } from "./catalog.ts";
import type { Cluster } from "./cluster.ts";
import { pageOf } from "./lists.ts";
import { decodeSchema, encodeSchema } from "./query/ipc.ts";
import { checkSchema } from "./query/schema.ts";
import { badRequest, conflict, missing } from "./refusal.ts";
import { findColumn, isSorted } from "./table-facts.ts";
import { changeTable, mustHaveNames, tableOf } from "./tables.ts";

/**
 * A page that would be larger is refused. The real limit is not public: it lets 10,000 columns pass, which
 * clients ask for at once, and stops 64,000.
 */
const PAGE_BYTES = 3 * 1024 * 1024;

/** `GET ?column` (Python) or `?columns` (Java): an Arrow schema with one page of the columns. */
export function listColumns(cluster: Cluster, call: Call): Reply {
  return columnList(call, tableOf(cluster, call).columns);
}

/** `GET ?sorted-columns`: the sort key. */
export function listSortedColumns(cluster: Cluster, call: Call): Reply {
  const table = tableOf(cluster, call);
  if (!isSorted(table)) {
    throw badRequest("Listing sorted table columns without elysium being enabled on the table.");
  }
  // The order is the key's, not that of creation.
  const fields = table.sortKey.flatMap((id) => table.columns.filter((column) => column.id === id));
  return columnList(
    call,
    fields.map(({ field }, place) => ({ id: place + 1, field })),
  );
}

/** One page of some columns, as every list of columns is answered. */
export function columnList(call: Call, columns: readonly Column[]): Reply {
  const named = columns.map(({ id, field }) => ({ id, name: field.name, field }));
  const { entries, headers } = pageOf(named, call);
  const namesOnly = call.headers.flag("tabular-only-column-names");
  const fields = entries.map(({ name, field }) => (namesOnly ? new Field(name, new Null(), true) : field));
  const body = encodeSchema(new Schema(fields));
  if (!namesOnly && body.length > PAGE_BYTES) {
    throw badRequest(`The list column result size of ${body.length} bytes is too long.`);
  }
  return { headers, body };
}

/** `POST ?column`: columns that come after the others, with nulls. */
export function addColumns(cluster: Cluster, call: Call): Reply {
  const schema = decodeSchema(call.body);
  checkSchema(schema);
  changeTable(cluster, call, (table) => {
    mustHaveNames(
      schema,
      table.columns.map(({ field }) => field.name),
    );
    const columns = schema.fields.map((field) => ({ id: table.ledger.nextColumn++, field }));
    return {
      parts: schema.fields.map(({ name }) => lockOf(name)),
      change: (old) => ({ ...old, columns: [...old.columns, ...columns] }),
    };
  });
  return {};
}

/** `DELETE ?column`: those that the Arrow schema names. */
export function dropColumns(cluster: Cluster, call: Call): Reply {
  const { names } = decodeSchema(call.body);
  changeTable(cluster, call, (table) => {
    const ids = new Set(names.map((name) => getDroppable(table, String(name)).id));
    return {
      parts: names.map((name) => lockOf(String(name))),
      change: (old) => ({ ...old, columns: old.columns.filter(({ id }) => !ids.has(id)) }),
    };
  });
  return {};
}

/** `PUT ?column`: renames. */
export function alterColumn(cluster: Cluster, call: Call): Reply {
  alterColumnRequest.decode(call.body);
  const from = param(call, "tabular-column-name");
  const to = call.params.get("tabular-new-column-name") ?? from;
  changeTable(cluster, call, (table) => {
    const { id } = getColumn(table, from);
    if (to !== from && findColumn(table, to) !== undefined)
      throw conflict(`There is a column ${to} already.`);
    return {
      parts: [lockOf(from), lockOf(to)],
      change: (old) => ({ ...old, columns: old.columns.map((column) => renamed(column, id, to)) }),
    };
  });
  return {};
}

function renamed(column: Column, id: number, name: string): Column {
  return column.id === id ? { id, field: column.field.clone({ name }) } : column;
}

function getColumn(table: Table, name: string): Column {
  const column = findColumn(table, name);
  if (column === undefined) throw missing(`the column ${name}`);
  return column;
}

function getDroppable(table: Table, name: string): Column {
  const column = getColumn(table, name);
  const isUsed = table.projections.some(({ sorted, unsorted }) =>
    [...sorted, ...unsorted].includes(column.id),
  );
  if (isUsed || table.sortKey.includes(column.id)) {
    throw badRequest(`The column ${name} is in the sort key or in a projection.`);
  }
  return column;
}

function lockOf(name: string): string {
  return `column ${name}`;
}
