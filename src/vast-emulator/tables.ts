import type { Schema } from "apache-arrow";
import { alterTableRequest, listTablesResponse } from "../vast/wire/tabular.ts";
import type { Call, Headers, Reply } from "./call.ts";
import { emptyTable, getFolder, getTable, type Path, type Table, withTable } from "./catalog.ts";
import { above, type Cluster, reading, writing } from "./cluster.ts";
import { pageOf } from "./lists.ts";
import { decodeSchema } from "./query/ipc.ts";
import { checkSchema } from "./query/schema.ts";
import { badRequest, conflict, internalError } from "./refusal.ts";
import { bytesOf } from "./rows.ts";
import { mustBeFree, newPath } from "./schemas.ts";
import { isSorted, sortingScore } from "./table-facts.ts";
import type { Transaction } from "./transactions.ts";

/** `POST ?table`: its columns are an Arrow schema; `tabular-sorted-column-<i>` headers make it a sorted one. */
export function createTable(cluster: Cluster, call: Call): Reply {
  const path = pathOfTable(call);
  const schema = decodeSchema(call.body);
  checkSchema(schema);
  mustHaveNames(schema);
  const bare = emptyTable(cluster.nextId(), schema.fields);
  const table = { ...bare, sortKey: readSortKey(call.headers, bare) };
  writing(cluster, call, (tx) => {
    mustBeFree(tx.view, path);
    cluster.transactions.use(tx, ...above(path));
    cluster.transactions.own(tx, path.join("/"));
    cluster.transactions.change(tx, (catalog) => withTable(catalog, path, table));
  });
  return {};
}

/** `GET ?table`: the tables directly in a schema. */
export function listTables(cluster: Cluster, call: Call): Reply {
  const folder = reading(cluster, call, (catalog) => getFolder(catalog, call.path));
  const named = [...folder.tables].map(([name, table]) => ({ id: table.id, name, table }));
  const { entries, headers } = pageOf(named, call);
  const withStats = call.headers.flag("tabular-include-list-stats");
  const tables = entries.map(({ name, table }) => ({
    name,
    properties: table.properties,
    handle: String(table.id),
    sorting_key_enabled: isSorted(table),
    ...(withStats && {
      num_rows: BigInt(table.rows.count),
      size_in_bytes: BigInt(bytesOf(table.rows)),
      sorting_score: sortingScore(table),
    }),
  }));
  const [bucket_name = "", ...schema] = call.path;
  return { headers, body: listTablesResponse.encode({ bucket_name, schema_name: schema.join("/"), tables }) };
}

/** `PUT ?table`: renames, or moves within the bucket; or gives an unsorted table its sort key; or sets properties. */
export function alterTable(cluster: Cluster, call: Call): Reply {
  const { properties } = alterTableRequest.decode(call.body);
  const from = pathOfTable(call);
  const to = call.params.has("tabular-new-table-name") ? newPath(call, "tabular-new-table-name") : from;
  writing(cluster, call, (tx) => {
    const table = getTable(tx.view, from);
    const sortKey = readSortKey(call.headers, table);
    if (sortKey.length > 0 && isSorted(table)) throw badRequest(`${from.join("/")} has a sort key already.`);
    if (to !== from) mustBeFree(tx.view, to);
    cluster.transactions.use(tx, ...above(from), ...above(to));
    cluster.transactions.own(tx, from.join("/"), to.join("/"));
    cluster.transactions.change(tx, (catalog) => {
      const old = getTable(catalog, from);
      const changed: Table = {
        ...old,
        properties: properties || old.properties,
        sortKey: sortKey.length > 0 ? sortKey : old.sortKey,
      };
      return withTable(withTable(catalog, from, undefined), to, changed);
    });
  });
  return {};
}

/** `DELETE ?table`. */
export function dropTable(cluster: Cluster, call: Call): Reply {
  const path = pathOfTable(call);
  writing(cluster, call, (tx) => {
    getTable(tx.view, path);
    // There is never an imports table here, and to drop only that one is to drop nothing.
    if (call.params.has("sub-table")) return;
    cluster.transactions.use(tx, ...above(path));
    cluster.transactions.own(tx, path.join("/"));
    cluster.transactions.change(tx, (catalog) => withTable(catalog, path, undefined));
  });
  return {};
}

/** Changes something about a table that its other users need not know of, such as its columns: `part` names it for the locks. */
export function changeTable(
  cluster: Cluster,
  call: Call,
  prepare: (table: Table, tx: Transaction) => { parts: readonly string[]; change: (table: Table) => Table },
): void {
  const path = pathOfTable(call);
  writing(cluster, call, (tx) => {
    const { parts, change } = prepare(getTable(tx.view, path), tx);
    const name = path.join("/");
    cluster.transactions.use(tx, ...above(path), name);
    cluster.transactions.own(tx, ...parts.map((part) => `${name} ${part}`));
    cluster.transactions.change(tx, (catalog) => withTable(catalog, path, change(getTable(catalog, path))));
  });
}

/** The table that a call reads. */
export function tableOf(cluster: Cluster, call: Call): Table {
  return reading(cluster, call, (catalog) => getTable(catalog, pathOfTable(call)));
}

/** Whether the call's path could be that of a table: a bucket, a schema, a name. */
export function pathOfTable({ path }: Call): Path {
  if (path.length < 3) throw badRequest("The path names no table in a schema.");
  return path;
}

/** Sort keys come as numbers of columns; one that is not there is answered with status 500, as clusters do. */
function readSortKey(headers: Headers, { columns }: Table): readonly number[] {
  const ids: number[] = [];
  for (let place = 0; headers.text(`tabular-sorted-column-${place}`) !== undefined; place++) {
    const column = columns[headers.count(`tabular-sorted-column-${place}`, 0)];
    if (column === undefined || ids.includes(column.id)) throw internalError();
    ids.push(column.id);
  }
  return ids;
}

/** Column names are told apart, and none is the row id's. */
export function mustHaveNames({ fields }: Schema, taken: readonly string[] = []): void {
  const names = new Set(taken);
  for (const { name } of fields) {
    if (name === "" || name.startsWith("$"))
      throw badRequest(`No column can be named ${JSON.stringify(name)}.`);
    if (names.has(name)) throw conflict(`There is a column ${name} already.`);
    names.add(name);
  }
}
