import { Field, Int64, Schema, Table, Utf8 } from "apache-arrow";
import { countRowIds } from "../vast/row-ids.ts";
import { answerTo } from "./answers.ts";
import { type Check, expectThat } from "./finding.ts";
import type { Ground } from "./ground.ts";
import { batchesOf, changes, column, counted, keyed, rowsOf, rowWith, shown } from "./rows.ts";

/** Bytes of text that the server puts into one cell at most; the vendor documents 126 KB. */
const CELL = 120_000;

/** What is written, and whether it is there. */
export const writingChecks: readonly Check[] = [
  {
    name: "rows",
    about: "Rows that Arrow for JavaScript encodes can be inserted, read back, updated and deleted.",
    isNeeded: true,
    otherwise: "The server cannot keep anything on this cluster: please send us this report.",
    needs: ["get-bodies"],
    run: rows,
  },
  {
    name: "row-ids",
    about:
      "An insert tells the ids of its rows, by which queries find the same rows, and an update keeps them.",
    isNeeded: false,
    otherwise:
      "The server reads ids by itself before it uses them, in the same transaction, so it works; please send us this report.",
    needs: ["rows"],
    run: rowIds,
  },
  {
    name: "long-cells",
    about: "A cell holds a text of 120,000 bytes, the most that the server puts into one.",
    isNeeded: true,
    otherwise:
      "Documents longer than a cell of this cluster would be refused or cut: please send us this report, with the size that it takes.",
    needs: ["rows"],
    run: longCells,
  },
  {
    name: "large-requests",
    about: "An insert of 4.5 MB goes in one request; the documented limit is 5 MiB.",
    isNeeded: true,
    otherwise:
      "Something on the way limits requests: raise the limit of that proxy, or use the virtual IPs directly.",
    needs: ["rows"],
    run: largeRequests,
  },
  {
    name: "wide-rows",
    about:
      "Rows of more than 40 columns are inserted by the first 40 and completed by an update in the same transaction.",
    isNeeded: false,
    otherwise:
      "The server's own tables are narrower, so it works; other users of the client should know, and so should we.",
    needs: ["rows"],
    run: wideRows,
  },
  {
    name: "numbered-rows",
    about: "A table with a column `vastdb_rowid` refuses a second row of one number.",
    isNeeded: false,
    otherwise:
      "The server does not use it: it inserts in transactions that it rolls back when an answer is lost. Please send us this report.",
    needs: ["rows"],
    run: numberedRows,
  },
];

async function rows(ground: Ground): Promise<undefined> {
  await ground.fill(
    "rows",
    keyed([
      [1, "one"],
      [2, null],
      [3, "drei €𝄞"],
    ]),
  );
  const read = async (): Promise<string> => shown(await rowsOf(ground.table(ground.outside(), "rows")));
  const inserted = await read();
  expectThat(inserted === "1=one 2=null 3=drei €𝄞", `After the insert there was ${inserted}.`);
  await ground.commit(async (_, tx) => {
    const table = ground.table(tx, "rows");
    const one = await rowWith(table, 1);
    const two = await rowWith(table, 2);
    await table.update(
      changes([
        [one.rowId, null],
        [two.rowId, "two"],
      ]),
    );
  });
  const updated = await read();
  expectThat(updated === "1=null 2=two 3=drei €𝄞", `After the update there was ${updated}.`);
  await ground.commit(async (_, tx) => {
    const table = ground.table(tx, "rows");
    const { rowId } = await rowWith(table, 2);
    await table.delete({ sorted: false, values: BigUint64Array.of(rowId) });
  });
  const deleted = await read();
  expectThat(deleted === "1=null 3=drei €𝄞", `After the deletion there was ${deleted}.`);
  return undefined;
}

async function rowIds(ground: Ground): Promise<string> {
  const given = await ground.fill("row_ids", counted(100));
  expectThat(countRowIds(given) === 100, `For 100 rows ${countRowIds(given)} ids were told.`);
  const found = await rowsOf(ground.table(ground.outside(), "row_ids"));
  const told = new Map(Array.from({ length: 100 }, (_, row) => [row, given.values[row]]));
  const other = found.filter(({ id, rowId }) => told.get(id) !== rowId);
  expectThat(
    other.length === 0,
    `${other.length} of 100 rows are found under another id than the insert told.`,
  );
  const first = found.find(({ id }) => id === 7);
  await ground.commit((_, tx) => ground.table(tx, "row_ids").update(changes([[first?.rowId ?? 0n, "new"]])));
  const again = await rowWith(ground.table(ground.outside(), "row_ids"), 7);
  expectThat(again.rowId === first?.rowId, "A row has another id after an update.");
  const values = found.map(({ rowId }) => rowId);
  const lowest = values.reduce((least, value) => (value < least ? value : least));
  return `ids from ${lowest}`;
}

async function longCells(ground: Ground): Promise<string> {
  const text = "0123456789".repeat(CELL / 10);
  await ground.fill("long_cells", keyed([[1, text]]));
  const { value } = await rowWith(ground.table(ground.outside(), "long_cells"), 1);
  expectThat(value === text, `Of ${text.length} bytes ${value?.length ?? 0} came back.`);
  const sizes: string[] = [];
  for (const size of [126_000, 131_072]) {
    const { text: said } = await answerTo(() =>
      ground.commit((_, tx) => ground.table(tx, "long_cells").insert(keyed([[size, "x".repeat(size)]]))),
    );
    sizes.push(`${size}: ${said}`);
  }
  return sizes.join(", ");
}

async function largeRequests(ground: Ground): Promise<string> {
  const text = "x".repeat(90_000);
  const rows = keyed(Array.from({ length: 50 }, (_, row) => [row, text]));
  await ground.fill("large_requests", rows);
  const found = await rowsOf(ground.table(ground.outside(), "large_requests"));
  const whole = found.filter(({ value }) => value === text).length;
  expectThat(
    found.length === 50 && whole === 50,
    `Of 50 rows ${found.length} came back, ${whole} of them whole.`,
  );
  return "50 rows of 90,000 bytes";
}

async function wideRows(ground: Ground): Promise<string> {
  const names = Array.from({ length: 90 }, (_, place) => `c${place}`);
  const rows = new Table(
    Object.fromEntries(names.map((name, place) => [name, column([BigInt(place), null], new Int64())])),
  );
  await ground.fill("wide_rows", rows);
  const table = ground.table(ground.outside(), "wide_rows", rows.schema);
  const batches = await batchesOf(table, { columns: names, splits: 1, subSplits: 1 });
  const wrong = names.filter((name, place) => {
    const values = batches.flatMap((batch) => [...(batch.getChild(name) ?? [])]);
    return values.length !== 2 || !values.includes(BigInt(place)) || !values.includes(null);
  });
  expectThat(wrong.length === 0, `Columns ${wrong.join(", ")} came back with other values.`);
  return "90 columns";
}

async function numberedRows(ground: Ground): Promise<string> {
  const fields = [new Field("vastdb_rowid", new Int64(), true), new Field("value", new Utf8(), true)];
  const numbered = new Schema(fields);
  const rows = new Table({
    vastdb_rowid: column([5n, 9n], new Int64()),
    value: column(["a", "b"], new Utf8()),
  });
  await ground.fill("numbered_rows", rows);
  const insertAgain = () =>
    ground.commit((_, tx) => ground.table(tx, "numbered_rows", numbered).insert(rows));
  const again = await answerTo(insertAgain);
  expectThat(again.kind !== "accepted", "Rows whose numbers are taken were inserted a second time.");
  return `a second insert is answered ${again.text}`;
}
