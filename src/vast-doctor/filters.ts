import { Bool, Field, Int32, Int64, Schema, Table, Utf8 } from "apache-arrow";
import type { Filter } from "../vast/wire/filter.ts";
import { type Check, expectThat } from "./finding.ts";
import type { Ground } from "./ground.ts";
import { batchesOf, column, counted, rowsOf } from "./rows.ts";

/** What queries let through. */
export const filterChecks: readonly Check[] = [
  {
    name: "filters",
    about:
      "Every comparison that the server asks for lets through exactly the rows that it means, nulls and extremes included.",
    isNeeded: true,
    otherwise:
      "The server would answer with rows that do not belong, or without rows that do: do not use it on this cluster, and please send us this report.",
    needs: ["rows"],
    run: filters,
  },
  {
    name: "text-order",
    about:
      "Texts are compared as UTF-8 bytes: capitals before small letters, and characters beyond 16 bits last.",
    isNeeded: true,
    otherwise:
      "Pages of listings would lack entries or repeat them: do not use the server on this cluster, and please send us this report.",
    needs: ["rows"],
    run: textOrder,
  },
  {
    name: "long-lists",
    about: "A filter may list 2,000 texts, the most that the server puts into one.",
    isNeeded: true,
    otherwise: "Large requests, such as deletions of long Flows, would fail: please send us this report.",
    needs: ["rows"],
    run: longLists,
  },
  {
    name: "text-search",
    about: "A filter finds the beginning of a text and a part of it, capitals told from small letters.",
    isNeeded: false,
    otherwise: "The server does not use it; other users of the client should know, and so should we.",
    needs: ["rows"],
    run: textSearch,
  },
];

const MOST = 9_223_372_036_854_775_807n;
const NUMBERS = [-MOST - 1n, -5n, 0n, 3n, 9_007_199_254_740_993n, MOST, null];
const TEXTS = ["", "B", "a", "b", "é", "€", null];
const COLUMNS = new Schema([
  new Field("n", new Int64(), true),
  new Field("i", new Int32(), true),
  new Field("t", new Utf8(), true),
  new Field("b", new Bool(), true),
]);

/** Filters, and the places of the rows that they let through. */
const CASES: readonly (readonly [string, Filter, readonly number[]])[] = [
  ["all", [], [0, 1, 2, 3, 4, 5, 6]],
  ["n = 0", [{ column: "n", anyOf: [{ op: "eq", value: 0 }] }], [2]],
  ["n = 2^53 + 1", [{ column: "n", anyOf: [{ op: "eq", value: 9_007_199_254_740_993n }] }], [4]],
  ["n <> 3", [{ column: "n", anyOf: [{ op: "ne", value: 3 }] }], [0, 1, 2, 4, 5]],
  ["n < 0", [{ column: "n", anyOf: [{ op: "lt", value: 0 }] }], [0, 1]],
  ["n <= -2^63", [{ column: "n", anyOf: [{ op: "le", value: -MOST - 1n }] }], [0]],
  ["n > 3", [{ column: "n", anyOf: [{ op: "gt", value: 3 }] }], [4, 5]],
  ["n >= 2^63 - 1", [{ column: "n", anyOf: [{ op: "ge", value: MOST }] }], [5]],
  ["n between -5 and 3", [{ column: "n", anyOf: [{ between: [-5, 3] }] }], [1, 2, 3]],
  ["n in (-5, 3, 4)", [{ column: "n", anyOf: [{ in: [-5, 3, 4] }] }], [1, 3]],
  ["n is null", [{ column: "n", anyOf: [{ isNull: true }] }], [6]],
  ["n is not null", [{ column: "n", anyOf: [{ isNull: false }] }], [0, 1, 2, 3, 4, 5]],
  ["n < 0 or null", [{ column: "n", anyOf: [{ op: "lt", value: 0 }, { isNull: true }] }], [0, 1, 6]],
  ["i >= 4", [{ column: "i", anyOf: [{ op: "ge", value: 4 }] }], [4, 5, 6]],
  ["i = -2^31", [{ column: "i", anyOf: [{ op: "eq", value: -2_147_483_648 }] }], []],
  ["t = ''", [{ column: "t", anyOf: [{ op: "eq", value: "" }] }], [0]],
  ["t = 'b'", [{ column: "t", anyOf: [{ op: "eq", value: "b" }] }], [3]],
  ["t in ('a', '€')", [{ column: "t", anyOf: [{ in: ["a", "€"] }] }], [2, 5]],
  ["t <> 'a'", [{ column: "t", anyOf: [{ op: "ne", value: "a" }] }], [0, 1, 3, 4, 5]],
  ["b = true", [{ column: "b", anyOf: [{ op: "eq", value: true }] }], [0, 2, 4]],
  ["b = false", [{ column: "b", anyOf: [{ op: "eq", value: false }] }], [1, 3, 5]],
  [
    "n >= 0 and t < 'c' and n <= 2^53 + 1",
    [
      { column: "n", anyOf: [{ op: "ge", value: 0 }] },
      { column: "t", anyOf: [{ op: "lt", value: "c" }] },
      { column: "n", anyOf: [{ op: "le", value: 9_007_199_254_740_993n }] },
    ],
    [2, 3],
  ],
];

async function filters(ground: Ground): Promise<string> {
  const places = NUMBERS.map((_, place) => place);
  const flags = places.map((place) => (place === 6 ? null : place % 2 === 0));
  const rows = new Table(COLUMNS, {
    n: column(NUMBERS, new Int64()),
    i: column(places, new Int32()),
    t: column(TEXTS, new Utf8()),
    b: column(flags, new Bool()),
  });
  await ground.fill("filters", rows);
  const table = ground.table(ground.outside(), "filters", COLUMNS);
  const wrong: string[] = [];
  for (const [name, where, expected] of CASES) {
    const batches = await batchesOf(table, { columns: ["i"], where, splits: 1, subSplits: 1 });
    const found = batches
      .flatMap((batch) => [...(batch.getChild("i") ?? [])].map(Number))
      .sort((a, b) => a - b);
    if (String(found) !== String(expected)) wrong.push(`${name}: rows ${found} in place of ${expected}`);
  }
  expectThat(wrong.length === 0, wrong.join("; "));
  return `${CASES.length} filters`;
}

async function textOrder(ground: Ground): Promise<string> {
  // In the order of UTF-8. UTF-16 has the last two the other way round.
  const texts = ["", "A", "Z", "a", "a ", "aa", "z", "é", "ｚ", "𝄞"];
  const rows = new Table({ t: column(texts, new Utf8()) });
  await ground.fill("text_order", rows);
  const table = ground.table(ground.outside(), "text_order", rows.schema);
  for (const [place, text] of texts.entries()) {
    const where: Filter = [{ column: "t", anyOf: [{ op: "gt", value: text }] }];
    const batches = await batchesOf(table, { columns: ["t"], where, splits: 1, subSplits: 1 });
    const found = batches.flatMap((batch) => [...(batch.getChild("t") ?? [])].map(String)).sort();
    const expected = texts.slice(place + 1).sort();
    expectThat(
      JSON.stringify(found) === JSON.stringify(expected),
      `Beyond ${JSON.stringify(text)} there were ${JSON.stringify(found)} in place of ${JSON.stringify(expected)}.`,
    );
  }
  return `${texts.length} texts`;
}

async function longLists(ground: Ground): Promise<string> {
  await ground.fill("long_lists", counted(3000));
  const listed = Array.from({ length: 2000 }, (_, place) => `v${place + 1500}`);
  const where: Filter = [{ column: "value", anyOf: [{ in: listed }] }];
  const found = await rowsOf(ground.table(ground.outside(), "long_lists"), { where });
  const isRight = found.length === 1500 && found.every(({ id }) => id >= 1500);
  expectThat(isRight, `${found.length} rows came in place of 1500.`);
  return "2000 values";
}

async function textSearch(ground: Ground): Promise<string> {
  await ground.fill("text_search", counted(120));
  const table = ground.table(ground.outside(), "text_search");
  const count = async (range: { prefix: string } | { contains: string }): Promise<number> =>
    (await rowsOf(table, { where: [{ column: "value", anyOf: [range] }] })).length;
  const seen = [
    await count({ prefix: "v11" }),
    await count({ contains: "11" }),
    await count({ prefix: "V1" }),
  ];
  expectThat(String(seen) === "11,11,0", `Of 120 texts ${seen} matched in place of 11,11,0.`);
  return "120 texts";
}
