import type { Behaviour } from "./behaviours.ts";
import type { Server } from "./discovery.ts";
import type { Exchange } from "./exchange.ts";
import type { Counts } from "./leftovers.ts";
import { isReport } from "./report-shape.ts";
import type { Verdict } from "./verdict.ts";

/** `error` is a test that broke down, for instance because the server gave no answer. */
export type TestOutcome = "passed" | "failed" | "warned" | "skipped" | "error";

/** What became of one test. */
export interface TestResult {
  readonly id: string;
  readonly title: string;
  readonly area: string;
  readonly behaviours: readonly string[];
  readonly operations: readonly string[];
  readonly outcome: TestOutcome;
  /** Why, in a sentence; absent when it passed. */
  readonly reason?: string;
  /** The id of the last exchange before a test broke down. */
  readonly exchange?: string;
  /** Of a failed test that changed something first: a shell script that repeats it up to what was found. */
  readonly script?: string;
  readonly ms: number;
}

/** How a run was asked for; holds no secrets. */
export interface RunOptions {
  readonly areas: readonly string[];
  readonly levels: readonly string[];
  readonly ids: readonly string[];
  readonly operations: readonly string[];
  readonly strict: boolean;
  readonly slow: boolean;
  readonly parallel: number;
  readonly timeoutMs: number;
  /** How long the server may take for what it does after it answered, in milliseconds; 30 seconds unless given. */
  readonly patienceMs?: number;
  readonly fuzz: number;
  readonly seed: number;
  readonly receiverUrl?: string;
  /** Whether what failed tests made stays in the store. */
  readonly keep?: boolean;
}

/** The result of a run as `--json` writes it; stable under one number of `format`. */
export interface Report {
  readonly format: 1;
  readonly server: Server;
  readonly run: {
    readonly started: string;
    readonly finished: string;
    readonly options: RunOptions;
    /** Whether it was stopped before its end. */
    readonly interrupted: boolean;
    /** Since when the server gave no answer, in a sentence; absent when it did to the end. */
    readonly gone?: string;
    /** How much of what the tests made stays in the store, by kind; absent in reports of earlier versions. */
    readonly stays?: Counts;
  };
  readonly tests: readonly TestResult[];
  readonly verdicts: readonly Verdict[];
  /** Only those that verdicts other than passed and broken tests refer to, by id. */
  readonly exchanges: Readonly<Record<string, Exchange & { readonly curl: string }>>;
  /** The whole checklist as the run knew it, by id, so that a report explains itself. */
  readonly behaviours: Readonly<Record<string, Behaviour>>;
}

/** Whether a run found anything that counts as a failure. */
export function hasFailed({ tests }: Report): boolean {
  return tests.some(({ outcome }) => outcome === "failed" || outcome === "error");
}

/** Reads a report as text; throws a sentence when it is none, or of a format that this program does not know. */
export function parseReport(text: string): Report {
  const value: unknown = JSON.parse(text);
  const faults: string[] = [];
  if (isReport(value, (fault) => faults.push(fault))) return value;
  throw new Error(`It is no report of tams-compliance in format 1. What is wrong: ${faults.join("; ")}.`);
}
