import { appendFile } from "node:fs/promises";

/** The file that collects what all processes of a run have seen; scripts/answers.ts compares it with the contract. */
const ANSWERS = "TAMS_TEST_ANSWERS";

/** Root hook of every run: notes each pair of operation and status that a test server answered, one a line. */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    const file = process.env[ANSWERS];
    if (file === undefined) return;
    // Loaded only now, since it brings the whole server with it.
    const { ledger } = await import("./start.ts");
    await appendFile(file, [...ledger].map((pair) => `${pair}\n`).join(""));
  },
};
