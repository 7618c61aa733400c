import type { Field } from "apache-arrow";
import { ROW_ID } from "../../src/vast/row-ids.ts";
import { filterCases, filterFields, filterRows } from "./filter-cases.ts";
import { placesOf } from "./filters.ts";
import { type Peer, type Reading, type Rows, read, type TableName, type Where } from "./peer.ts";
import { shapeOf } from "./shapes.ts";
import { allTables, changesOf, type TableCase } from "./tables.ts";
import { Tally } from "./tally.ts";

/** The two clients, the one that writes first. */
type Pair = readonly [writer: Peer, other: Peer];

/**
 * Has each of two clients write tables that both then read, change and read again; and put the same filters. What they
 * read is compared with what was written, so that neither is right by the other's mistake.
 */
export async function agree(one: Peer, other: Peer, log: (line: string) => void): Promise<Tally> {
  const tally = new Tally();
  for (const pair of [
    [one, other],
    [other, one],
  ] as const) {
    const before = tally.values;
    const [writer] = pair;
    for (const table of allTables()) {
      await tally.attempt(`${table.name} of ${writer.name}`, () => agreeOnTable(tally, pair, table));
    }
    await tally.attempt(`projections of ${writer.name}`, () => agreeOnProjections(tally, pair));
    await tally.attempt(`filters on rows of ${writer.name}`, () => agreeOnFilters(tally, pair));
    log(
      `Written by ${writer.name}: ${(tally.values - before).toLocaleString("en")} values are read as they should be.`,
    );
  }
  return tally;
}

function nameOf(table: string, [writer]: Pair): TableName {
  return { schema: writer.name.replaceAll(" ", "_"), name: table };
}

async function agreeOnTable(tally: Tally, pair: Pair, table: TableCase): Promise<void> {
  const [writer, other] = pair;
  const name = nameOf(table.name, pair);
  await writer.create(name, table.fields, table.sortKey, table.parts);
  let rows = joinRows(table.fields, table.parts);
  const names = table.fields.map((field) => field.name);
  for (const peer of pair) {
    const what = `${table.name} of ${writer.name} by ${peer.name}`;
    tally.compare(`${what}, columns`, await peer.shapes(name), table.fields.map(shapeOf));
    tally.compare(`${what}, count`, await peer.rowCount(name), String(rows["k"]?.length ?? 0));
    if (table.sortKey.length > 0) tally.compare(`${what}, sort key`, await peer.sortKey(name), table.sortKey);
  }
  const readBoth = async (step: string) => {
    for (const peer of pair) {
      const found = await read(peer, name, { columns: names });
      tally.compareRows(
        `${table.name} of ${writer.name}, ${step}, by ${peer.name}`,
        byKey(found),
        byKey(rows),
      );
    }
  };
  await readBoth("inserted");
  await agreeOnParts(tally, pair, table, rows);
  if (!table.isChanged) return;
  const keys = (rows["k"] ?? []).map(String);
  const updated = keys.filter((_, place) => place % 3 === 1).reverse();
  const changes = changesOf(table, updated);
  await other.update(name, updated, changes.fields, changes.rows);
  rows = withChanges(rows, updated, changes.rows);
  await readBoth(`updated by ${other.name}`);
  const deleted = keys.filter((_, place) => place % 4 === 1).reverse();
  await other.delete(name, deleted);
  rows = withoutKeys(rows, deleted);
  await readBoth(`deleted from by ${other.name}`);
}

/** Some columns in another order, row ids, and a limit. */
async function agreeOnParts(tally: Tally, pair: Pair, table: TableCase, rows: Rows): Promise<void> {
  const [writer, other] = pair;
  const name = nameOf(table.name, pair);
  const some = table.fields
    .map((field) => field.name)
    .filter((_, place) => place % 2 === 0)
    .reverse();
  const parts = some.includes("k") ? some : [...some, "k"];
  const asked = { columns: parts, rowIds: true };
  const [first, second] = [byKey(await read(writer, name, asked)), byKey(await read(other, name, asked))];
  const expected = byKey(onlyColumns(rows, parts));
  const what = `${table.name} of ${writer.name}, some columns and row ids`;
  const ids = first[ROW_ID] ?? [];
  tally.compareRows(`${what} by ${writer.name}`, first, { ...expected, [ROW_ID]: ids });
  tally.compareRows(`${what} by ${other.name}`, second, { ...expected, [ROW_ID]: ids });
  tally.compare(`${what}, different ids`, new Set(ids).size, expected["k"]?.length ?? 0);
  const limit = 3;
  for (const peer of pair) {
    const found = await read(peer, name, { columns: ["k"], limit });
    const count = Math.min(limit, expected["k"]?.length ?? 0);
    tally.compare(`${what}, ${limit} rows at most by ${peer.name}`, found["k"]?.length ?? 0, count);
  }
}

/** A semi-sorted projection that one creates and the other uses, renames and drops. */
async function agreeOnProjections(tally: Tally, pair: Pair): Promise<void> {
  const [writer, other] = pair;
  const name = nameOf("projected", pair);
  const columns = ["i32", "utf8", "f64"];
  const fields = filterFields.filter((field) => ["k", ...columns].includes(field.name));
  const rows = joinRows(fields, [filterRows()]);
  await writer.create(name, fields, [], []);
  await writer.createProjection(name, "p", ["i32", "utf8"], ["k"]);
  await writer.createProjection(name, "q", ["k"], ["f64"]);
  const insert = nameOf("projected_rows", pair);
  await writer.create(insert, fields, [], [rows]);
  await writer.createProjection(insert, "by_text", ["utf8"], ["k", "i32"]);
  const listed = [
    { name: "p", columns: ["i32", "utf8", "k"] },
    { name: "q", columns: ["k", "f64"] },
  ];
  for (const peer of pair) {
    tally.compare(`projections of ${writer.name} by ${peer.name}`, await peer.projections(name), listed);
  }
  const forced: Reading = { columns: ["k", "i32", "utf8"], projection: "by_text", ordered: true };
  const [first, second] = [await read(writer, insert, forced), await read(other, insert, forced)];
  const expected = onlyColumns(rows, forced.columns);
  tally.compareRows(`a projection of ${writer.name}`, byKey(first), byKey(expected));
  tally.compareRows(`a projection of ${writer.name}, in its order, by ${other.name}`, second, first);
  await other.renameProjection(name, "p", "r");
  await other.dropProjection(name, "q");
  for (const peer of pair) {
    const left = (await peer.projections(name)).map((found) => found.name);
    tally.compare(`projections that ${other.name} changed, by ${peer.name}`, left, ["r"]);
  }
}

/** The same filters from both; those that the SDK cannot say, from our client alone. */
async function agreeOnFilters(tally: Tally, pair: Pair): Promise<void> {
  const [writer] = pair;
  const name = nameOf("filters", pair);
  const rows = filterRows();
  await writer.create(name, filterFields, [], [rows]);
  for (const peer of pair) {
    const cases = filterCases().filter(({ beyondSdk }) => beyondSdk === undefined || peer.name !== "the SDK");
    const readings = cases.map(({ where }) => ({ where, columns: columnsOf(where), ordered: true }));
    const found = await peer.readAll(name, readings);
    readings.forEach(({ where, columns }, at) => {
      const places = placesOf(filterFields, rows, where);
      const expected = pick(onlyColumns(rows, columns), places);
      const what = `filter ${JSON.stringify(where)} on rows of ${writer.name} by ${peer.name}`;
      tally.compareRows(what, byKey(found[at] ?? {}), expected);
    });
  }
}

/** The key and what a filter is about. */
function columnsOf(where: Where): string[] {
  return [...new Set(["k", ...where.map(({ column }) => column.split(".")[0] ?? "")])];
}

function onlyColumns(rows: Rows, columns: readonly string[]): Rows {
  return Object.fromEntries(columns.map((column) => [column, rows[column] ?? []]));
}

function joinRows(fields: readonly Field[], parts: readonly Rows[]): Rows {
  return Object.fromEntries(fields.map(({ name }) => [name, parts.flatMap((part) => part[name] ?? [])]));
}

/** The rows in ascending order of their keys. */
function byKey(rows: Rows): Rows {
  const keys = (rows["k"] ?? []).map((key) => Number(key));
  const order = keys.map((_, place) => place).sort((one, other) => (keys[one] ?? 0) - (keys[other] ?? 0));
  return pick(rows, order);
}

function pick(rows: Rows, places: readonly number[]): Rows {
  const columns = Object.entries(rows);
  return Object.fromEntries(
    columns.map(([name, values]) => [name, places.map((place) => values[place] ?? null)]),
  );
}

function withChanges(rows: Rows, keys: readonly string[], changes: Rows): Rows {
  const places = new Map((rows["k"] ?? []).map((key, place) => [key, place]));
  const changed = Object.entries(changes).map(([name, values]) => {
    const column = [...(rows[name] ?? [])];
    keys.forEach((key, at) => {
      column[places.get(key) ?? -1] = values[at] ?? null;
    });
    return [name, column] as const;
  });
  return { ...rows, ...Object.fromEntries(changed) };
}

function withoutKeys(rows: Rows, keys: readonly string[]): Rows {
  const gone = new Set<unknown>(keys);
  return pick(
    rows,
    (rows["k"] ?? []).flatMap((key, place) => (gone.has(key) ? [] : [place])),
  );
}
