import type { Call, Reply } from "./call.ts";
import type { Cluster } from "./cluster.ts";
import { addColumns, alterColumn, dropColumns, listColumns, listSortedColumns } from "./columns.ts";
import {
  alterProjection,
  createProjection,
  dropProjection,
  listProjectionColumns,
  listProjections,
  projectionStats,
} from "./projections.ts";
import { TabularError } from "./query/tabular-error.ts";
import { badRequest, internalError } from "./refusal.ts";
import { deleteRows, insertRows, updateRows } from "./row-writes.ts";
import { alterSchema, createSchema, dropSchema, listSchemas } from "./schemas.ts";
import { queryData } from "./select.ts";
import { headBucket, listSnapshots } from "./snapshots.ts";
import { tableStats } from "./stats.ts";
import { alterTable, createTable, dropTable, listTables } from "./tables.ts";
import type { Transaction } from "./transactions.ts";

/** Carries a call out. Throws a `TabularError` for what it refuses. */
export type Handler = (cluster: Cluster, call: Call) => Reply;

/** The handlers by method and command. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  "POST transaction": ({ transactions }) => ({
    headers: { "tabular-txid": String(transactions.begin().id) },
  }),
  "GET transaction": getTransaction,
  "PUT transaction": commit,
  "DELETE transaction": rollback,
  "HEAD ": headBucket,
  "GET ": listSnapshots,
  "POST schema": createSchema,
  "GET schema": listSchemas,
  "PUT schema": alterSchema,
  "DELETE schema": dropSchema,
  "POST table": createTable,
  "GET table": listTables,
  "PUT table": alterTable,
  "DELETE table": dropTable,
  "POST column": addColumns,
  "GET column": listColumns,
  "GET columns": listColumns,
  "PUT column": alterColumn,
  "PUT columns": alterColumn,
  "DELETE column": dropColumns,
  "GET sorted-columns": listSortedColumns,
  "GET stats": tableStats,
  "POST rows": insertRows,
  "PUT rows": updateRows,
  "DELETE rows": deleteRows,
  "GET data": queryData,
  "POST projection": createProjection,
  "GET projection": listProjections,
  "PUT projection": alterProjection,
  "DELETE projection": dropProjection,
  "GET projection-columns": listProjectionColumns,
  "GET projection-stats": projectionStats,
};

/** The handler of a call. Throws a 405 for a method that the command has not, and a 501 for a command that the emulator has not. */
export function handlerOf({ method, command }: Call): Handler {
  const handler = HANDLERS[`${method} ${command}`];
  if (handler !== undefined) return handler;
  const methods = Object.keys(HANDLERS).filter((key) => key.slice(key.indexOf(" ") + 1) === command);
  if (methods.length > 0)
    throw new TabularError(405, "MethodNotAllowed", `There is no ${method} of ${command}.`);
  if (["view", "view-details", "schedule", "blob-expansion", "partitions"].includes(command)) {
    throw new TabularError(501, "NotImplemented", `The emulator has no ${command}.`);
  }
  throw badRequest(`There is no command ${JSON.stringify(command)}.`);
}

/** Also the version probe, which has no transaction and needs only the `Server` header. */
function getTransaction({ transactions }: Cluster, { txid }: Call): Reply {
  if (txid !== 0n) transactions.get(txid);
  return {};
}

function commit(cluster: Cluster, { txid }: Call): Reply {
  cluster.transactions.commit(toEnd(cluster, txid));
  return {};
}

function rollback(cluster: Cluster, { txid }: Call): Reply {
  cluster.transactions.rollback(toEnd(cluster, txid));
  return {};
}

function toEnd({ transactions, quirks }: Cluster, txid: bigint): Transaction {
  try {
    return transactions.get(txid);
  } catch (cause) {
    throw quirks.has("brokenEnds") ? internalError() : cause;
  }
}
