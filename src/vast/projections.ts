import type { Schema } from "apache-arrow";
import { listPages, PAGE_OF_COLUMNS } from "./lists.ts";
import { call, checkName, type Session } from "./session.ts";
import { listColumns } from "./table-columns.ts";
import type { VastRequest } from "./transport.ts";
import {
  alterProjectionTableRequest,
  createProjectionRequest,
  getProjectionTableStatsResponse,
  listProjectionsResponse,
  projectionColumnType,
} from "./wire/tabular.ts";

/** A semi-sorted projection as a list shows it. */
export interface ProjectionInfo {
  readonly name: string;
  /** Free text; may be empty. */
  readonly properties: string;
  /** A decimal integer. */
  readonly handle: string;
}

/** The columns of a projection: those it is sorted by, the most significant first, and those it only carries. */
export interface ProjectionColumns {
  readonly sorted: readonly string[];
  readonly unsorted: readonly string[];
}

/** How far the cluster has got with a projection, which it fills in the background. */
export interface ProjectionStats {
  readonly rows: bigint;
  readonly bytes: bigint;
  /** Share of blocks that changed since they were sorted, 0 to 100. */
  readonly dirtyPercent: bigint;
  /** Progress of the first filling, 0 to 100. */
  readonly syncPercent: bigint;
}

/** All projections of the table at a path of the wire. */
export async function listProjections(session: Session, path: string): Promise<ProjectionInfo[]> {
  const headers = { "tabular-include-list-stats": "False" };
  const request: VastRequest = { method: "GET", path, command: "projection", headers };
  const found: ProjectionInfo[] = [];
  for await (const { body } of listPages(session, request, { pageSize: PAGE_OF_COLUMNS })) {
    const { projections } = listProjectionsResponse.decode(body);
    found.push(...projections.map(({ name, properties, handle }) => ({ name, properties, handle })));
  }
  return found;
}

/** Has the cluster keep a copy of some columns, sorted in chunks of 524,288 rows. */
export async function createProjection(
  session: Session,
  path: string,
  name: string,
  { sorted, unsorted }: ProjectionColumns,
): Promise<void> {
  const columns = [
    ...sorted.map((column) => ({ name: column, type: projectionColumnType.sorted })),
    ...unsorted.map((column) => ({ name: column, type: projectionColumnType.unsorted })),
  ];
  await callProjection(session, "POST", path, name, createProjectionRequest.encode({ columns }));
}

/** Gives a projection another name. */
export async function renameProjection(
  session: Session,
  path: string,
  from: string,
  to: string,
): Promise<void> {
  const body = alterProjectionTableRequest.encode({ new_name: checkName("projection", to) });
  await callProjection(session, "PUT", path, from, body);
}

/** Removes a projection; the table keeps its rows. */
export async function dropProjection(session: Session, path: string, name: string): Promise<void> {
  await callProjection(session, "DELETE", path, name);
}

/** The columns of a projection. */
export function projectionColumns(session: Session, path: string, name: string): Promise<Schema> {
  return listColumns(session, path, "projection-columns", { name: checkName("projection", name) });
}

/** Size and progress of a projection. */
export async function projectionStats(
  session: Session,
  path: string,
  name: string,
): Promise<ProjectionStats> {
  const params = { name: checkName("projection", name) };
  const { body } = await call(session, { method: "GET", path, command: "projection-stats", params });
  const stats = getProjectionTableStatsResponse.decode(body);
  return {
    rows: stats.num_rows,
    bytes: stats.size_in_bytes,
    dirtyPercent: stats.dirty_blocks_percentage,
    syncPercent: stats.initial_sync_progress,
  };
}

async function callProjection(
  session: Session,
  method: VastRequest["method"],
  path: string,
  name: string,
  body?: Uint8Array,
): Promise<void> {
  const params = { name: checkName("projection", name) };
  const content = body === undefined ? {} : { body };
  await call(session, { method, path, command: "projection", params, ...content });
}
