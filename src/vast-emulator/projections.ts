import {
  alterProjectionTableRequest,
  createProjectionRequest,
  getProjectionTableStatsResponse,
  listProjectionsResponse,
  projectionColumnType,
} from "../vast/wire/tabular.ts";
import { type Call, param, type Reply } from "./call.ts";
import type { Column, Projection, Table } from "./catalog.ts";
import type { Cluster } from "./cluster.ts";
import { columnList } from "./columns.ts";
import { pageOf } from "./lists.ts";
import { badRequest, conflict, missing } from "./refusal.ts";
import { bytesOf } from "./rows.ts";
import { findColumn } from "./table-facts.ts";
import { changeTable, tableOf } from "./tables.ts";

/** `POST ?projection&name=`: filled at once, where a cluster takes some seconds. */
export function createProjection(cluster: Cluster, call: Call): Reply {
  const name = param(call, "name");
  const { columns } = createProjectionRequest.decode(call.body);
  changeTable(cluster, call, (table) => {
    if (findProjection(table, name) !== undefined) throw conflict(`There is a projection ${name} already.`);
    const idsOf = (wanted: number): number[] =>
      columns.filter(({ type }) => type === wanted).map((column) => getColumn(table, column.name).id);
    const sorted = idsOf(projectionColumnType.sorted);
    const unsorted = idsOf(projectionColumnType.unsorted);
    const stale = cluster.quirks.has("staleProjections") ? { rows: table.rows } : {};
    const projection: Projection = { id: cluster.nextId(), name, sorted, unsorted, ...stale };
    if (sorted.length === 0) throw badRequest(`The projection ${name} has no sorted column.`);
    return {
      parts: [lockOf(name)],
      change: (old) => ({ ...old, projections: [...old.projections, projection] }),
    };
  });
  return {};
}

/** `GET ?projection`. */
export function listProjections(cluster: Cluster, call: Call): Reply {
  const table = tableOf(cluster, call);
  const { entries, headers } = pageOf(table.projections, call);
  const withStats = call.headers.flag("tabular-include-list-stats");
  const projections = entries.map(({ id, name }) => ({
    name,
    properties: "",
    handle: String(id),
    ...(withStats && { num_rows: BigInt(table.rows.count), size_in_bytes: BigInt(bytesOf(table.rows)) }),
  }));
  const bucket_name = call.path[0] ?? "";
  const schema_name = call.path.slice(1, -1).join("/");
  const table_name = call.path.at(-1) ?? "";
  return {
    headers,
    body: listProjectionsResponse.encode({ bucket_name, schema_name, table_name, projections }),
  };
}

/** `PUT ?projection&name=`: renames. */
export function alterProjection(cluster: Cluster, call: Call): Reply {
  const from = param(call, "name");
  const to = alterProjectionTableRequest.decode(call.body).new_name || from;
  changeTable(cluster, call, (table) => {
    const { id } = getProjection(table, from);
    if (to !== from && findProjection(table, to) !== undefined) {
      throw conflict(`There is a projection ${to} already.`);
    }
    const renamed = (old: Projection): Projection => (old.id === id ? { ...old, name: to } : old);
    return {
      parts: [lockOf(from), lockOf(to)],
      change: (old) => ({ ...old, projections: old.projections.map(renamed) }),
    };
  });
  return {};
}

/** `DELETE ?projection&name=`. */
export function dropProjection(cluster: Cluster, call: Call): Reply {
  const name = param(call, "name");
  changeTable(cluster, call, (table) => {
    const gone = getProjection(table, name).id;
    return {
      parts: [lockOf(name)],
      change: (old) => ({ ...old, projections: old.projections.filter(({ id }) => id !== gone) }),
    };
  });
  return {};
}

/** `GET ?projection-columns&name=`: sorted ones first; the metadata says which they are, as Java reads it of tables. */
export function listProjectionColumns(cluster: Cluster, call: Call): Reply {
  const table = tableOf(cluster, call);
  const { sorted, unsorted } = getProjection(table, param(call, "name"));
  const of = (ids: readonly number[], sort: string): Column[] =>
    ids.flatMap((id) =>
      table.columns.filter((column) => column.id === id).map((column) => marked(column, sort)),
    );
  const columns = [...of(sorted, "Sorted"), ...of(unsorted, "Unsorted")];
  return columnList(
    call,
    columns.map(({ field }, place) => ({ id: place + 1, field })),
  );
}

/** `GET ?projection-stats&name=`. */
export function projectionStats(cluster: Cluster, call: Call): Reply {
  const table = tableOf(cluster, call);
  getProjection(table, param(call, "name"));
  return {
    body: getProjectionTableStatsResponse.encode({
      num_rows: BigInt(table.rows.count),
      size_in_bytes: BigInt(bytesOf(table.rows)),
      dirty_blocks_percentage: 0n,
      initial_sync_progress: 100n,
    }),
  };
}

/** The projection of this name. Throws a 404. */
export function getProjection(table: Table, name: string): Projection {
  const projection = findProjection(table, name);
  if (projection === undefined) throw missing(`the projection ${name}`);
  return projection;
}

function findProjection({ projections }: Table, name: string): Projection | undefined {
  return projections.find((projection) => projection.name === name);
}

function getColumn(table: Table, name: string): Column {
  const column = findColumn(table, name);
  if (column === undefined) throw missing(`the column ${name}`);
  return column;
}

function marked({ id, field }: Column, sort: string): Column {
  return { id, field: field.clone({ metadata: new Map([["VAST:sort_type", sort]]) }) };
}

function lockOf(name: string): string {
  return `projection ${name}`;
}
