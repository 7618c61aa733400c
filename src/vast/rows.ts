import { type Data, type RecordBatch, Schema, type Table } from "apache-arrow";
import { makeBatch, takeRows } from "./columns.ts";
import { VastError } from "./errors.ts";
import { decodeBatches } from "./ipc.ts";
import { checkedBatch, refusal } from "./row-checks.ts";
import {
  ascendingOrder,
  countRowIds,
  joinRowIds,
  noRowIds,
  ROW_ID,
  type RowIds,
  readRowIds,
  rowIdColumn,
  rowIdField,
} from "./row-ids.ts";
import { bodies, CHANGE_ROWS, fitsOneBody, INSERT_ROWS, slicesOf } from "./slices.ts";
import type { Target } from "./target.ts";
import type { Transport } from "./transport.ts";
import { isAtLeast } from "./version.ts";

/** How rows are written. */
export interface WriteOptions {
  readonly signal?: AbortSignal | undefined;
  /** The table's columns: rows are checked against them before anything is sent, and sent as these declare them. */
  readonly schema?: Schema | undefined;
  /** The names of the sort key, asked for only when rows of a sorted table go in several groups of columns. */
  readonly sortKey?: (() => Promise<readonly string[]>) | undefined;
}

/** Columns of a request that cannot have all: cells of up to 128 KiB then fit its 5 MiB. */
const GROUP = 40;
const ROW_IDS_RETURNED = [5, 1];

/**
 * Appends rows and gives their ids in order (none from clusters older than 5.1, which do not tell). What does not fit
 * one request goes in several, and then those of more than 40 columns are inserted and updated: only a transaction
 * makes that one. A request whose answer is lost is not repeated, for it may have been carried out.
 * @throws VastError `badRequest`, `unsupportedType` or `tooWide` for rows that cannot be sent, found before any is
 * in all but the last case; and what the cluster answers.
 */
export async function insertRows(
  transport: Transport,
  target: Target,
  rows: RecordBatch | Table,
  options: WriteOptions = {},
): Promise<RowIds> {
  const batch = checkedBatch(rows, options.schema);
  if (batch.numCols === 0) {
    throw refusal("Rows to insert have no columns.");
  }
  if (columnIndex(batch, ROW_ID) >= 0) {
    throw refusal(`Column ${ROW_ID} cannot be inserted: the cluster numbers rows itself.`);
  }
  const returnsIds = isAtLeast(transport.version, ROW_IDS_RETURNED);
  const [first = batch, ...others] = returnsIds ? await insertGroups(target, batch, options) : [batch];
  const parts: RowIds[] = [];
  for (const { body, rows: sent } of slicesOf(first, INSERT_ROWS)) {
    const inserted = insertedIds(await send(transport, target, "POST", body, options));
    if (returnsIds && countRowIds(inserted) !== sent) {
      throw new VastError(
        "protocol",
        `For ${sent} rows inserted, the cluster gave ${countRowIds(inserted)} ids.`,
      );
    }
    parts.push(inserted);
  }
  const ids = parts.length === 0 || !returnsIds ? noRowIds(target.sorted) : joinRowIds(parts);
  await changeGroups(transport, target, ids, others, options);
  return ids;
}

/**
 * Changes columns of the rows whose ids stand in column `$row_id`, in any order; columns that are left out stay as
 * they are. Many rows or columns go in several requests.
 * @throws VastError as `insertRows`; `badRequest` also for an id that is there twice.
 */
export async function updateRows(
  transport: Transport,
  target: Target,
  rows: RecordBatch | Table,
  options: WriteOptions = {},
): Promise<void> {
  const { schema } = options;
  const known = schema && new Schema([...schema.fields, rowIdField(target.sorted)]);
  const batch = checkedBatch(rows, known);
  const index = columnIndex(batch, ROW_ID);
  const column = batch.data.children[index];
  if (column === undefined) {
    throw refusal(`Rows to update have no column ${ROW_ID}.`);
  }
  const fields = batch.schema.fields.filter((_, other) => other !== index);
  if (fields.length === 0) {
    throw refusal(`Rows to update have no column beside ${ROW_ID}.`);
  }
  const groups = grouped(fields).map((group) => pick(batch, group));
  await changeGroups(transport, target, readRowIds(column), groups, options);
}

/** Removes rows by their ids, which may be in any order and there more than once. */
export async function deleteRows(
  transport: Transport,
  target: Target,
  ids: RowIds,
  options: WriteOptions = {},
): Promise<void> {
  checkKind(target, ids);
  const { places, repeated } = ascendingOrder(ids);
  const column = places === undefined ? rowIdColumn(ids) : takeRows(rowIdColumn(ids), places);
  const single = repeated ? takeRows(column, firstOfEach(readRowIds(column))) : column;
  const batch = makeBatch(new Schema([rowIdField(ids.sorted)]), single.length, [single]);
  for (const { body } of slicesOf(batch, CHANGE_ROWS)) {
    await send(transport, target, "DELETE", body, options);
  }
}

/** The places of the ids that differ from the one before them. */
function firstOfEach(ids: RowIds): Uint32Array {
  const width = ids.sorted ? 4 : 1;
  const places: number[] = [];
  for (let place = 0; place < countRowIds(ids); place += 1) {
    const differs = (word: number) =>
      ids.values[place * width + word] !== ids.values[(place - 1) * width + word];
    if (place === 0 || Array.from({ length: width }, (_, word) => word).some(differs)) {
      places.push(place);
    }
  }
  return Uint32Array.from(places);
}

async function changeGroups(
  transport: Transport,
  target: Target,
  ids: RowIds,
  groups: readonly RecordBatch[],
  options: WriteOptions,
): Promise<void> {
  if (groups.length === 0) {
    return;
  }
  checkKind(target, ids);
  const { places, repeated } = ascendingOrder(ids);
  if (repeated) {
    throw refusal("Rows to update name the id of a row twice.");
  }
  const sort = (column: Data) => (places === undefined ? column : takeRows(column, places));
  const column = sort(rowIdColumn(ids));
  for (const group of groups) {
    const schema = new Schema([rowIdField(ids.sorted), ...group.schema.fields]);
    const rows = makeBatch(schema, column.length, [column, ...group.data.children.map(sort)]);
    for (const { body } of slicesOf(rows, CHANGE_ROWS)) {
      await send(transport, target, "PUT", body, options);
    }
  }
}

function checkKind(target: Target, ids: RowIds): void {
  if (ids.sorted !== target.sorted && countRowIds(ids) > 0) {
    const [table, kind] = target.sorted ? ["sorted", "an unsorted"] : ["not sorted", "a sorted"];
    throw refusal(`The table is ${table}, but the row ids are those of ${kind} one.`);
  }
}

/**
 * Columns of the insert first, those of the sort key before others: they cannot be updated later. Rows that fit one
 * request stay whole, as the official SDK has it since 2.1.
 */
async function insertGroups(
  target: Target,
  batch: RecordBatch,
  options: WriteOptions,
): Promise<RecordBatch[]> {
  const { fields } = batch.schema;
  if (fields.length <= GROUP || fitsOneBody(batch, INSERT_ROWS)) {
    return [batch];
  }
  const key = target.sorted ? await keyOf(target, options) : [];
  if (key.length > GROUP) {
    throw new VastError("tooWide", `A sort key of ${key.length} columns does not fit one insert.`, {
      sent: false,
    });
  }
  const isKey = ({ name }: { name: string }) => key.includes(name);
  const ordered = [...fields.filter(isKey), ...fields.filter((field) => !isKey(field))];
  return grouped(ordered).map((group) => pick(batch, group));
}

async function keyOf(target: Target, { sortKey }: WriteOptions): Promise<readonly string[]> {
  if (sortKey === undefined) {
    throw refusal(
      `The sort key of ${target.path} must be known to insert that many rows of more than ${GROUP} columns.`,
    );
  }
  return await sortKey();
}

function grouped<Item>(items: readonly Item[]): Item[][] {
  const groups: Item[][] = [];
  for (let at = 0; at < items.length; at += GROUP) {
    groups.push(items.slice(at, at + GROUP));
  }
  return groups;
}

function pick(batch: RecordBatch, fields: Schema["fields"]): RecordBatch {
  const columns = fields.flatMap(({ name }) => batch.data.children[columnIndex(batch, name)] ?? []);
  return makeBatch(new Schema([...fields]), batch.numRows, columns);
}

function columnIndex(batch: RecordBatch, name: string): number {
  return batch.schema.fields.findIndex((field) => field.name === name);
}

function insertedIds(answer: Uint8Array): RowIds {
  const columns =
    answer.byteLength === 0 ? [] : decodeBatches(answer).flatMap((batch) => batch.data.children[0] ?? []);
  return columns.length === 0 ? noRowIds(false) : joinRowIds(columns.map(readRowIds));
}

async function send(
  transport: Transport,
  target: Target,
  method: "POST" | "PUT" | "DELETE",
  body: Uint8Array,
  { signal }: WriteOptions,
): Promise<Uint8Array> {
  const { path, txid } = target;
  const response = await transport.send({ method, path, command: "rows", txid, body, signal });
  const answer = await response.bytes();
  // Not after a failure: of a request that was refused early, some may still be on its way.
  bodies.giveBack(body);
  return answer;
}
