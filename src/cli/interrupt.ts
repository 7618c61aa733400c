import { rmSync } from "node:fs";

const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Does work that a signal may end anywhere: then this sentence says how things stand, the folder goes if there is one to
 * throw away, and the process ends with the code that shells have for the signal (128 and its number).
 */
export async function interruptible<Result>(
  sentence: string,
  work: () => Promise<Result>,
  folder?: string,
): Promise<Result> {
  const end = (signal: keyof typeof CODES): void => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    process.stderr.write(`${sentence}\n`);
    process.exit(CODES[signal]);
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.once(signal, end);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.off(signal, end);
  }
}
