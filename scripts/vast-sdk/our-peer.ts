import { type Field, type RecordBatch, Schema } from "apache-arrow";
import { connectVast, type VastClient } from "../../src/vast/client.ts";
import { concatColumns, makeBatch } from "../../src/vast/columns.ts";
import { ROW_ID, type RowIds, rowIdColumn, rowIdField, rowIdsOf } from "../../src/vast/row-ids.ts";
import type { Table } from "../../src/vast/table.ts";
import type { Filter } from "../../src/vast/wire/filter.ts";
import { filterOf } from "./filters.ts";
import { EMULATOR_KEYS } from "./keys.ts";
import type { Peer, Reading, Rows, TableName } from "./peer.ts";
import { shapeOf } from "./shapes.ts";
import { columnOf, type Value, valuesOf } from "./values.ts";

/** Our client as a peer: `src/vast/client.ts`, through its public objects. */
export async function connectOurPeer(endpoint: string, bucket: string): Promise<Peer> {
  const client = await connectVast({ endpoints: [endpoint], ...EMULATOR_KEYS });
  const within = <Result>({ schema, name }: TableName, work: (table: Table) => Promise<Result>) =>
    client.transaction((tx) => work(tx.bucket(bucket).schema(schema).table(name)));
  return {
    name: "our client",
    create: (...args) => create(client, bucket, ...args),
    shapes: (table) => within(table, async (found) => (await found.columns()).fields.map(shapeOf)),
    rowCount: (table) => within(table, async (found) => String((await found.stats()).rows)),
    readAll: (table, readings) => within(table, (found) => readAll(found, readings)),
    update: (table, keys, fields, rows) => within(table, (found) => update(found, keys, fields, rows)),
    delete: (table, keys) => within(table, async (found) => found.delete(await rowIdsAt(found, keys))),
    sortKey: (table) => within(table, (found) => found.sortKey()),
    createProjection: (table, name, sorted, unsorted) =>
      within(table, (found) => found.createProjection(name, { sorted, unsorted })),
    projections: (table) => within(table, listProjections),
    renameProjection: (table, name, to) => within(table, (found) => found.renameProjection(name, to)),
    dropProjection: (table, name) => within(table, (found) => found.dropProjection(name)),
    close: () => client.close(),
  };
}

async function create(
  client: VastClient,
  bucket: string,
  { schema, name }: TableName,
  fields: readonly Field[],
  sortKey: readonly string[],
  parts: readonly Rows[],
): Promise<void> {
  await client.transaction(async (tx) => {
    const parent = tx.bucket(bucket).schema(schema);
    await parent.create({ ifMissing: true });
    const table = await parent.createTable(name, new Schema([...fields]), { sortKey });
    for (const rows of parts) await table.insert(batchOf(fields, rows));
  });
}

async function readAll(table: Table, readings: readonly Reading[]): Promise<Rows[]> {
  const schema = await table.columns();
  const found: Rows[] = [];
  for (const reading of readings) found.push(await read(table, schema, reading));
  return found;
}

async function read(
  table: Table,
  schema: Schema,
  { where = [], ordered = false, ...reading }: Reading,
): Promise<Rows> {
  const filter: Filter = filterOf(schema, where);
  const batches: RecordBatch[] = [];
  const spread = ordered ? { splits: 1, subSplits: 1 } : { splits: 3 };
  for await (const batch of table.select({ ...reading, ...spread, schema, where: filter }))
    batches.push(batch);
  const names = [...reading.columns, ...(reading.rowIds ? [ROW_ID] : [])];
  return Object.fromEntries(names.map((name) => [name, batches.flatMap((batch) => valuesIn(batch, name))]));
}

function valuesIn(batch: RecordBatch, name: string): Value[] {
  return batch.getChild(name)?.data.flatMap(valuesOf) ?? [];
}

async function update(
  table: Table,
  keys: readonly string[],
  fields: readonly Field[],
  rows: Rows,
): Promise<void> {
  const ids = await rowIdsAt(table, keys);
  const columns = [rowIdColumn(ids), ...batchOf(fields, rows).data.children];
  const schema = new Schema([rowIdField(ids.sorted), ...fields]);
  await table.update(makeBatch(schema, keys.length, columns));
}

/** The ids of the rows with these keys, in the order of the keys. */
async function rowIdsAt(table: Table, keys: readonly string[]): Promise<RowIds> {
  const batches: RecordBatch[] = [];
  for await (const batch of table.select({ columns: ["k"], rowIds: true })) batches.push(batch);
  const places = new Map(batches.flatMap((batch) => valuesIn(batch, "k")).map((key, place) => [key, place]));
  const all = batches.flatMap((batch) => batch.getChild(ROW_ID)?.data ?? []);
  const [first] = all;
  if (first === undefined) throw new Error(`Table ${table.path} has no rows to change.`);
  const texts = valuesOf(concatColumns(first.type, all));
  const column = columnOf(
    first.type,
    keys.map((key) => texts[places.get(key) ?? -1] ?? null),
  );
  return rowIdsOf(makeBatch(new Schema([rowIdField(first.type.bitWidth === 128)]), keys.length, [column]));
}

async function listProjections(table: Table) {
  const found = await table.projections();
  return Promise.all(
    found.map(async ({ name }) => ({
      name,
      columns: (await table.projectionColumns(name)).fields.map((field) => String(field.name)),
    })),
  );
}

function batchOf(fields: readonly Field[], rows: Rows): RecordBatch {
  const columns = fields.map(({ name, type }) => columnOf(type, rows[name] ?? []));
  return makeBatch(new Schema([...fields]), columns[0]?.length ?? 0, columns);
}
