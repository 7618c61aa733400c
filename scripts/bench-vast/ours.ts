import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import type { RecordBatch, Schema } from "apache-arrow";
import { connectVast, type VastClient } from "../../src/vast/client.ts";
import { cutBatch } from "../../src/vast/columns.ts";
import { decodeBatches } from "../../src/vast/ipc.ts";
import type { Table } from "../../src/vast/table.ts";
import type { Transaction } from "../../src/vast/transaction.ts";
import type { Filter } from "../../src/vast/wire/filter.ts";
import { countValues } from "./values.ts";
import type { Measured, Task } from "./work.ts";

/**
 * Our client in a process of its own, as `sdk.py` is the SDK's: a line of JSON for each task on standard input, a line
 * for what was measured on standard output.
 */
const [endpoint = "", bucket = "", schema = "", folder = ""] = process.argv.slice(2);
const client = await connectVast({
  endpoints: [endpoint],
  accessKeyId: process.env["AWS_ACCESS_KEY_ID"] ?? "",
  secretAccessKey: process.env["AWS_SECRET_ACCESS_KEY"] ?? "",
});
for await (const line of createInterface(process.stdin)) {
  const measured = await carryOut(client, JSON.parse(line) as Task);
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}
await client.close();

async function carryOut(vast: VastClient, task: Task): Promise<Measured> {
  const columns = await columnsOf(vast, task.table);
  const call = task.do === "insert" ? await inserting(task) : selecting(task, columns);
  return await timed(async () => {
    let count = 0;
    for (let done = 0; done < task.calls; done += task.callsPerTransaction) {
      const end = Math.min(task.calls, done + task.callsPerTransaction);
      await vast.transaction(async (transaction) => {
        const table = tableIn(transaction, task.table, columns);
        for (let number = done; number < end; number++) count += await call(table, number);
      });
    }
    return count;
  });
}

function tableIn(transaction: Transaction, name: string, columns: Schema): Table {
  return transaction.bucket(bucket).schema(schema).table(name, { columns, sorted: false });
}

function columnsOf(vast: VastClient, name: string): Promise<Schema> {
  return vast.transaction((transaction) => transaction.bucket(bucket).schema(schema).table(name).columns());
}

type CallOf = (table: Table, number: number) => Promise<number>;

/** The rows are ready before the clock starts, as those of the SDK are. */
async function inserting({ rows = "", rowsPerCall = 1 }: Task): Promise<CallOf> {
  const [all] = decodeBatches(await readFile(path.join(folder, `${rows}.arrow`)));
  if (all === undefined) throw new Error(`The file ${rows}.arrow has no rows.`);
  const parts: RecordBatch[] = [];
  for (let first = 0; first + rowsPerCall <= all.numRows; first += rowsPerCall) {
    parts.push(cutBatch(all, first, rowsPerCall));
  }
  return async (table, number) => {
    const part = parts[number % parts.length] ?? all;
    await table.insert(part);
    return part.numRows;
  };
}

function selecting({ matches, of = 0, subSplits = 4, values = false }: Task, { fields }: Schema): CallOf {
  const columns = fields.map(({ name }) => name);
  return async (table, number) => {
    const where = matches === undefined ? [] : idsFrom(number, matches, of);
    let count = 0;
    for await (const batch of table.select({ columns, where, splits: 1, subSplits })) {
      count += values ? countValues(batch) : batch.numRows;
    }
    return count;
  };
}

/** Ranges all over the table; `sdk.py` has the same. */
function idsFrom(number: number, matches: number, of: number): Filter {
  const first = (number * 7919) % (of - matches + 1);
  const range =
    matches === 1
      ? ({ op: "eq", value: first } as const)
      : ({ between: [first, first + matches - 1] } as const);
  return [{ column: "id", anyOf: [range] }];
}

async function timed(work: () => Promise<number>): Promise<Measured> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const count = await work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { count, seconds, cpu: (user + system) / 1e6 };
}
