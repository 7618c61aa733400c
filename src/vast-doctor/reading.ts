import type { Field } from "apache-arrow";
import { AnswerAssembler } from "../vast/answers.ts";
import { FINISHED, readFrames } from "../vast/frames.ts";
import type { Transaction } from "../vast/transaction.ts";
import type { Filter } from "../vast/wire/filter.ts";
import { planQuery } from "../vast/wire/query.ts";
import { type Check, Different, expectThat } from "./finding.ts";
import type { Ground } from "./ground.ts";
import { batchesOf, counted, KEYED, rowsOf } from "./rows.ts";

/** How rows come. */
export const readingChecks: readonly Check[] = [
  {
    name: "splits",
    about: "However a query is divided, each of 200,000 rows comes exactly once.",
    isNeeded: true,
    otherwise:
      "Large answers would lack rows or have some twice: do not use the server on this cluster, and please send us this report.",
    needs: ["rows"],
    takes: 30_000,
    run: splits,
  },
  {
    name: "limits",
    about: "A query with a limit brings so many matching rows, or all if there are fewer, none twice.",
    isNeeded: true,
    otherwise:
      "Pages of listings would lack entries: do not use the server on this cluster, and please send us this report.",
    needs: ["rows"],
    run: limits,
  },
  {
    name: "limit-counts",
    about: "The limit of an answer counts rows that match, not rows that are looked at.",
    isNeeded: false,
    otherwise:
      "A page by a filter that matches few rows of a large table takes more requests; enable projections (`tams projections enable`), and please send us this report.",
    needs: ["limits"],
    run: limitCounts,
  },
  {
    name: "row-counts",
    about: "A query without columns counts rows.",
    isNeeded: false,
    otherwise: "The server does not use it; other users of the client should know, and so should we.",
    needs: ["rows"],
    run: rowCounts,
  },
  {
    name: "row-order",
    about: "Rows of one split, sub-split and row group come as they were inserted.",
    isNeeded: false,
    otherwise: "The server sorts by itself, so it works; please send us this report.",
    needs: ["rows"],
    run: rowOrder,
  },
  {
    name: "appending",
    about:
      "A query that goes on in its transaction sees rows that the same transaction has appended meanwhile.",
    isNeeded: false,
    otherwise: "The server reads first and writes afterwards, so it works; please send us this report.",
    needs: ["rows"],
    run: appending,
  },
];

const MANY = 200_000;

async function splits(ground: Ground): Promise<string> {
  await ground.fill("splits", counted(MANY));
  const table = ground.table(ground.outside(), "splits");
  const ways = [
    { splits: 1, subSplits: 1 },
    { splits: 1, subSplits: 8 },
    { splits: 1, subSplits: 8, rowGroupsPerSubSplit: 1 },
    { splits: 3, subSplits: 4, rowGroupsPerSubSplit: 1 },
  ];
  for (const way of ways) {
    const seen = new Uint8Array(MANY);
    let strange = 0;
    for (const batch of await batchesOf(table, { columns: ["id"], ...way })) {
      for (const id of batch.getChild("id") ?? []) {
        if (id >= 0 && id < MANY) seen[Number(id)] = (seen[Number(id)] ?? 0) + 1;
        else strange++;
      }
    }
    const missing = seen.filter((times) => times === 0).length;
    const repeated = seen.filter((times) => times > 1).length;
    expectThat(
      missing + repeated + strange === 0,
      `With ${JSON.stringify(way)} ${missing} rows are missing, ${repeated} come twice, ${strange} were never inserted.`,
    );
  }
  return `${ways.length} ways`;
}

async function limits(ground: Ground): Promise<undefined> {
  await ground.fill("limits", counted(2000));
  const table = ground.table(ground.outside(), "limits");
  const where: Filter = [{ column: "id", anyOf: [{ op: "ge", value: 1900 }] }];
  for (const [limit, expected] of [
    [1, 1],
    [50, 50],
    [99, 99],
    [100, 100],
    [101, 100],
    [500, 100],
  ] as const) {
    const rows = await rowsOf(table, { where, limit });
    const distinct = new Set(rows.map(({ id }) => id)).size;
    const matching = rows.filter(({ id }) => id >= 1900).length;
    expectThat(
      rows.length === expected && distinct === expected && matching === expected,
      `With the limit ${limit} of 100 matching rows ${rows.length} came, ${distinct} different, ${matching} matching.`,
    );
  }
  return undefined;
}

/** One answer to a query of one sub-split: its rows, and where it would go on. */
async function answer(
  ground: Ground,
  table: string,
  asked: { readonly where: Filter; readonly limit: number; readonly from: bigint; readonly tx: Transaction },
): Promise<{ readonly rows: number; readonly next: bigint }> {
  const { body, leaves } = planQuery(KEYED, asked.where, ["id"]);
  const response = await ground.client.transport.send({
    method: "GET",
    path: ground.path(table),
    command: "data",
    headers: {
      "tabular-split": "0,1,8",
      "tabular-num-of-subsplits": "1",
      "tabular-request-format": "string",
      "tabular-response-format": "string",
      "tabular-start-row-id-0": `0,${asked.from}`,
      "tabular-enable-sorted-projections": "False",
      "tabular-limit-rows": String(asked.limit),
    },
    body,
    txid: asked.tx.id,
    signal: ground.signal,
  });
  return await readAnswer(response.stream(), leaves);
}

async function readAnswer(stream: AsyncIterable<Uint8Array>, leaves: readonly Field[]) {
  const assembler = new AnswerAssembler(leaves);
  let rows = 0;
  let next: bigint | undefined;
  for await (const frame of readFrames(stream)) {
    const part = assembler.add(frame);
    if (part === undefined) continue;
    rows += part.rows;
    next = part.next;
  }
  if (next === undefined) throw new Different("An answer does not say where it goes on.");
  return { rows, next };
}

async function limitCounts(ground: Ground): Promise<string> {
  await ground.fill("limit_counts", counted(5000));
  const where: Filter = [{ column: "id", anyOf: [{ op: "ge", value: 4900 }] }];
  const tx = ground.outside();
  const counts: number[] = [];
  for (let from = 0n; from !== FINISHED && counts.length < 1000; ) {
    const part = await answer(ground, "limit_counts", { where, limit: 50, from, tx });
    counts.push(part.rows);
    from = part.next;
  }
  const told = `${counts.length} answers with ${counts.slice(0, 5)}${counts.length > 5 ? " …" : ""} rows`;
  expectThat(counts[0] === 50 && counts.length <= 3, `100 of 5,000 rows took ${told}.`);
  return told;
}

async function rowCounts(ground: Ground): Promise<undefined> {
  await ground.fill("row_counts", counted(1234));
  const batches = await batchesOf(ground.table(ground.outside(), "row_counts"), { columns: [] });
  const count = batches.reduce((sum, { numRows }) => sum + numRows, 0);
  expectThat(count === 1234, `${count} rows are counted in place of 1,234.`);
  return undefined;
}

async function rowOrder(ground: Ground): Promise<undefined> {
  await ground.fill("row_order", counted(500));
  await ground.commit((_, tx) => ground.table(tx, "row_order").insert(counted(500, 500)));
  const rows = await rowsOf(ground.table(ground.outside(), "row_order"), { rowGroupsPerSubSplit: 1 });
  const place = rows.findIndex(({ id }, index) => id !== index);
  expectThat(
    place === -1 && rows.length === 1000,
    `Of ${rows.length} rows that at place ${place} is another.`,
  );
  return undefined;
}

async function appending(ground: Ground): Promise<string> {
  await ground.fill("appending", counted(100));
  const tx = await ground.begin();
  const table = ground.table(tx, "appending");
  let read = 0;
  let next = 0n;
  for (let rounds = 0; next !== FINISHED && rounds < 10; rounds++) {
    const part = await answer(ground, "appending", { where: [], limit: 50, from: next, tx });
    read += part.rows;
    next = part.next;
    await table.insert(counted(50, 100 + 50 * rounds));
  }
  await tx.rollback();
  expectThat(read > 100, `${read} rows came; those that were appended were not seen.`);
  return next === FINISHED ? `${read} rows, then the end` : `${read} rows after 10 answers, and no end`;
}
