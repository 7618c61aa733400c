import { setTimeout as sleep } from "node:timers/promises";
import { type Data, Field, type RecordBatch, Schema } from "apache-arrow";
import { makeBatch } from "../vast/columns.ts";
import { countRowIds, joinRowIds, rowIdColumn, rowIdField, rowIdsOf } from "../vast/row-ids.ts";
import type { Table } from "../vast/table.ts";
import { isAtLeast } from "../vast/version.ts";
import type { Filter } from "../vast/wire/filter.ts";
import { type Answer, answerTo } from "./answers.ts";
import { type Check, Different, expectThat, Untried } from "./finding.ts";
import type { Ground } from "./ground.ts";
import { batchesOf, changes, counted, KEYED, keyed, rowsOf, rowWith } from "./rows.ts";

/** Milliseconds that a check may take longer for what the cluster does in the background. */
const BACKGROUND = 10_000;

/** What the cluster does in its own time. */
export const backgroundChecks: readonly Check[] = [
  {
    name: "statistics",
    about: "The cluster counts rows that were committed within ten seconds.",
    isNeeded: false,
    otherwise:
      "`tams tables status` shows old figures, and large queries may be divided unfavourably; nothing else depends on it.",
    needs: ["rows"],
    takes: BACKGROUND,
    run: statistics,
  },
  {
    name: "projections",
    about: "Projections, which are sorted copies of tables, can be created, listed and dropped.",
    isNeeded: true,
    otherwise:
      "The server creates projections when it starts: have it start without them by `tams tables create` and `tams projections disable`, and please send us this report.",
    needs: ["rows"],
    takes: BACKGROUND,
    run: projections,
  },
  {
    name: "projections-are-current",
    about: "A query that a projection may serve has every committed row, changes of a moment ago included.",
    isNeeded: true,
    otherwise:
      "Queries would answer with old rows: run `tams tables create` and `tams projections disable --force` before you use the server, and please send us this report.",
    needs: ["projections"],
    takes: BACKGROUND,
    run: projectionsAreCurrent,
  },
  {
    name: "projections-serve",
    about:
      "The cluster fills a projection within ten seconds and then reads it for a filter by its first column, as the order of the rows shows.",
    isNeeded: false,
    otherwise:
      "Queries of large tables read more than they should; this cannot be seen for certain from outside. Please send us this report.",
    needs: ["projections"],
    takes: BACKGROUND,
    run: projectionsServe,
  },
  {
    name: "sorted-tables",
    about:
      "Tables with a sort key can be created, filled, updated but for the key, and read by ranges of it.",
    isNeeded: false,
    otherwise: "The server does not use them; other users of the client should know, and so should we.",
    needs: ["rows"],
    run: sortedTables,
  },
];

async function statistics(ground: Ground): Promise<string> {
  const { backgroundMs } = ground.cluster;
  await ground.fill("statistics", counted(1000));
  const table = ground.table(ground.outside(), "statistics");
  const started = performance.now();
  for (;;) {
    const { rows } = await table.stats();
    const late = performance.now() - started;
    if (rows === 1000n) return late < 1000 ? "at once" : `after ${Math.round(late / 100) / 10} s`;
    if (late > backgroundMs)
      throw new Different(`After ${backgroundMs / 1000} s it counts ${rows} of 1,000 rows.`);
    await sleep(250, undefined, { signal: ground.signal });
  }
}

/** A table of so many rows whose ids descend, with a projection by `id`, once that is filled or time is up. */
async function projected(
  ground: Ground,
  name: string,
  count: number,
): Promise<{ table: Table; synced: bigint }> {
  const rows = keyed(Array.from({ length: count }, (_, row) => [count - row - 1, `v${count - row - 1}`]));
  await ground.fill(name, rows);
  await ground.commit((schema) =>
    schema.table(name).createProjection("tams_by_id", { sorted: ["id"], unsorted: ["value"] }),
  );
  const table = ground.table(ground.outside(), name);
  const end = performance.now() + ground.cluster.backgroundMs;
  for (;;) {
    const { syncPercent, rows: filled } = await table.projectionStats("tams_by_id");
    const isFilled = syncPercent >= 100n && filled >= BigInt(count);
    if (isFilled || performance.now() > end) return { table, synced: isFilled ? 100n : syncPercent };
    await sleep(250, undefined, { signal: ground.signal });
  }
}

async function projections(ground: Ground): Promise<string> {
  const { table, synced } = await projected(ground, "projections", 1000);
  const names = (await table.projections()).map(({ name }) => name);
  expectThat(String(names) === "tams_by_id", `After its creation the projections are ${names}.`);
  const columns = (await table.projectionColumns("tams_by_id")).fields.map(({ name }) => name);
  expectThat(columns[0] === "id" && columns.includes("value"), `Its columns are ${columns}.`);
  await ground.commit((schema) => schema.table("projections").dropProjection("tams_by_id"));
  const left = (await table.projections()).map(({ name }) => name);
  expectThat(left.length === 0, `After the drop the projections are ${left}.`);
  return `${synced} % filled`;
}

const RANGE: Filter = [{ column: "id", anyOf: [{ between: [100, 199] }] }];

async function projectionsAreCurrent(ground: Ground): Promise<undefined> {
  const { table } = await projected(ground, "current", 1000);
  await ground.commit(async (_, tx) => {
    const own = ground.table(tx, "current");
    const [changed, gone] = [await rowWith(own, 150), await rowWith(own, 160)];
    await own.update(changes([[changed.rowId, "changed"]]));
    await own.delete({ sorted: false, values: BigUint64Array.of(gone.rowId) });
    await own.insert(keyed([[199, "new"]]));
  });
  for (const way of [{}, { projection: "tams_by_id" }]) {
    const found = await rowsOf(table, { where: RANGE, ...way });
    const values = found
      .map(({ id, value }) => (value === `v${id}` ? "" : `${id}=${value}`))
      .filter((one) => one !== "");
    const told = `${found.length} rows, of which changed: ${values.sort().join(" ")}`;
    const isForced = "projection" in way ? " from the projection" : "";
    expectThat(told === "100 rows, of which changed: 150=changed 199=new", `There came${isForced} ${told}.`);
    const isGone = found.every(({ id }) => id !== 160);
    expectThat(isGone, `There came${isForced} a row that was deleted.`);
  }
  return undefined;
}

async function projectionsServe(ground: Ground): Promise<string> {
  const { table, synced } = await projected(ground, "serve", 1000);
  const ids = (await rowsOf(table, { where: RANGE })).map(({ id }) => id);
  const ascends = ids.every((id, place) => place === 0 || id > (ids[place - 1] ?? 0));
  expectThat(ids.length === 100, `${ids.length} rows came in place of 100.`);
  expectThat(ascends, `Rows came in the order of their insertion (the projection is ${synced} % filled).`);
  return "rows come in the projection's order";
}

async function sortedTables(ground: Ground): Promise<string> {
  const { version } = ground.client;
  if (!isAtLeast(version, [5, 3])) throw new Untried("The cluster is older than 5.3, which has them first.");
  await ground.commit((schema) => schema.createTable("sorted", KEYED, { sortKey: ["id"] }));
  const ids = await ground.commit((schema) => schema.table("sorted").insert(counted(1000)));
  expectThat(
    ids.sorted && countRowIds(ids) === 1000,
    `The ids of 1,000 rows are ${countRowIds(ids)}, not decimals.`,
  );
  const table = ground.schema(ground.outside()).table("sorted");
  expectThat(String(await table.sortKey()) === "id", `The sort key is said to be ${await table.sortKey()}.`);
  const found = await batchesOf(table, {
    columns: ["id"],
    where: RANGE,
    rowIds: true,
    splits: 1,
    subSplits: 1,
  });
  const count = found.reduce((sum, { numRows }) => sum + numRows, 0);
  expectThat(count === 100, `By a range of the key ${count} rows came in place of 100.`);
  const key = await changeSorted(ground, found);
  const sorting = (await table.stats()).sorting?.done === true ? "sorting done" : "sorting under way";
  await ground.commit((schema) => schema.table("sorted").delete(ids));
  const left = await rowsOf(table);
  expectThat(left.length === 0, `After all rows were deleted by their ids, ${left.length} are left.`);
  const again = await answerTo(() => ground.commit((schema) => schema.table("sorted").setSortKey(["value"])));
  return `${sorting}; an update of the key is answered ${key.text}, a second sort key ${again.text}`;
}

/** Changes another column, and tries to change the key. */
async function changeSorted(ground: Ground, batches: readonly RecordBatch[]): Promise<Answer> {
  const ids = joinRowIds(batches.map(rowIdsOf));
  const count = countRowIds(ids);
  const update = (name: string, column: Data): Promise<void> => {
    const fields = [rowIdField(true), new Field(name, column.type, true)];
    const rows = makeBatch(new Schema(fields), count, [rowIdColumn(ids), column]);
    return ground.commit((schema) => schema.table("sorted").update(rows));
  };
  const [numbers, values] = counted(count, 5000).batches[0]?.data.children ?? [];
  if (numbers === undefined || values === undefined) throw new Error("Rows that were made have no columns.");
  await update("value", values);
  const changed = await rowsOf(ground.schema(ground.outside()).table("sorted"), { where: RANGE });
  const isChanged = changed.every(({ value }) => value !== null && Number(value.slice(1)) >= 5000);
  expectThat(
    changed.length === count && isChanged,
    "Rows were updated by their ids and have not the new values.",
  );
  return await answerTo(() => update("id", numbers));
}
