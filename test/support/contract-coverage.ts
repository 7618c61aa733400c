import { readFile } from "node:fs/promises";
import { operationTable } from "../../src/contract/generated/operations.ts";

/** Set by the gate, which runs every test there is; without it a run is partial and proves nothing about the whole. */
const WHOLE_RUN = "TAMS_TEST_WHOLE";
const LEDGER = new URL("../ledger.txt", import.meta.url);

/**
 * Root hook of every run: after the whole suite, each answer that the contract documents was seen by some test, over
 * HTTP, or stands in `test/ledger.txt` with the reason why it cannot be. The list is compared exactly, so it only shrinks.
 */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    if (process.env[WHOLE_RUN] === undefined) return;
    // Loaded only now, since it brings the whole server with it.
    const { ledger: seen } = await import("./start.ts");
    const owed = await readLedger();
    const faults = [
      ...documentedPairs()
        .filter((pair) => !seen.has(pair) && !owed.has(pair))
        .map((pair) => `no test has seen ${pair}`),
      ...[...owed].filter((pair) => seen.has(pair)).map((pair) => `the ledger lists ${pair}, which was seen`),
      ...[...owed]
        .filter((pair) => !documentedPairs().includes(pair))
        .map((pair) => `the ledger lists ${pair}, which the contract does not know`),
    ];
    if (faults.length > 0) throw new Error(`Coverage of the contract: ${faults.join("; ")}.`);
  },
};

/** Every operation with every status its responses name, as `GET_flows 200`. */
function documentedPairs(): string[] {
  return operationTable.flatMap(({ id, responses }) => responses.map(({ status }) => `${id} ${status}`));
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
