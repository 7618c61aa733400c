import { readFile } from "node:fs/promises";
import { operationTable } from "../src/contract/generated/operations.ts";

const LEDGER = new URL("../test/ledger.txt", import.meta.url);

const HELP = `Usage: node scripts/answers.ts FILE

Compares what the tests saw answered with what the contract documents. FILE has lines such as "GET_flows 200", of a run
of all tests with TAMS_TEST_ANSWERS=FILE. Each documented answer must have been seen over HTTP, or stand in
test/ledger.txt with the reason why it cannot be; the two are compared exactly, so that list only shrinks.

Exits with 0 when they agree, with 1 when they do not, and with 2 for a wrong call.
`;

process.exitCode = await main(process.argv.slice(2));

async function main([file, ...others]: readonly string[]): Promise<number> {
  if (file === "--help") {
    process.stdout.write(HELP);
    return 0;
  }
  if (file === undefined || others.length > 0) {
    process.stderr.write(HELP);
    return 2;
  }
  const seen = await readSeen(file);
  if (seen === undefined) {
    console.error(`There is no ${file}: run the tests first, \`npm test -- tests answers\`.`);
    return 2;
  }
  const faults = faultsOf(seen, await readLedger());
  for (const fault of faults) console.error(fault);
  return faults.length === 0 ? 0 : 1;
}

function faultsOf(seen: ReadonlySet<string>, owed: ReadonlySet<string>): string[] {
  const documented = new Set(documentedPairs());
  return [
    ...[...documented]
      .filter((pair) => !seen.has(pair) && !owed.has(pair))
      .map((pair) => `No test has seen ${pair}.`),
    ...[...owed]
      .filter((pair) => seen.has(pair))
      .map((pair) => `test/ledger.txt lists ${pair}, which was seen.`),
    ...[...owed]
      .filter((pair) => !documented.has(pair))
      .map((pair) => `test/ledger.txt lists ${pair}, which the contract does not know.`),
  ];
}

/** Every operation with every status its responses name, as `GET_flows 200`. */
function documentedPairs(): string[] {
  return operationTable.flatMap(({ id, responses }) => responses.map(({ status }) => `${id} ${status}`));
}

/** Undefined when there is no such file. */
async function readSeen(file: string): Promise<Set<string> | undefined> {
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== "ENOENT") throw cause;
  });
  return text === undefined ? undefined : new Set(text.split("\n"));
}

/** The pairs of `test/ledger.txt`: one a line, with the reason after a `#`. A line without a reason is an error. */
async function readLedger(): Promise<Set<string>> {
  const lines = (await readFile(LEDGER, "utf8")).split("\n").filter((line) => /^[^#\s]/.test(line));
  return new Set(
    lines.map((line) => {
      const [, pair, reason] = /^(\S+ \d{3})\s+# (\S.*)$/.exec(line) ?? [];
      if (pair === undefined || reason === undefined)
        throw new Error(`The ledger cannot have the line "${line}".`);
      return pair;
    }),
  );
}
