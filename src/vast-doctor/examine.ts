import { randomBytes } from "node:crypto";
import { connectVast, type VastClient, type VastOptions } from "../vast/client.ts";
import { isVastError } from "../vast/errors.ts";
import type { Schema } from "../vast/schema.ts";
import { adviceFor } from "./advice.ts";
import { backgroundChecks } from "./background.ts";
import { conflictChecks } from "./conflicts.ts";
import { definitionChecks } from "./definitions.ts";
import { endingChecks } from "./endings.ts";
import { filterChecks } from "./filters.ts";
import type { Check, Finding } from "./finding.ts";
import type { Cluster } from "./ground.ts";
import { Idle } from "./idle.ts";
import { isolationChecks } from "./isolation.ts";
import { nameChecks } from "./names.ts";
import { lateChecks, reachChecks } from "./reach.ts";
import { readingChecks } from "./reading.ts";
import { Rounds } from "./run.ts";
import { typeChecks } from "./types.ts";
import { writingChecks } from "./writing.ts";

export type { Finding };

/** The cluster to examine. */
export interface Patient {
  readonly client: VastOptions;
  /** A bucket that exists; nothing in it is touched but a schema that the examination makes and removes. */
  readonly bucket: string;
}

/** How an examination goes. */
export interface Conduct {
  /** Ends it early; what was made is removed all the same. */
  readonly signal: AbortSignal;
  /** Milliseconds that a check may take. */
  readonly patience: number;
  /** Milliseconds for which a transaction is left idle; 0 leaves that check out. */
  readonly idleMs: number;
  /** Milliseconds after which a call counts as one that waits for another transaction; default 2,000. */
  readonly waitMs?: number;
  /** Milliseconds that the cluster is given for statistics and projections; default 10,000. */
  readonly backgroundMs?: number;
  /** Names of the checks to make, with those that they need; default: all. */
  readonly only?: readonly string[];
  /** Told what is being done. */
  readonly starting: (check: string) => void;
}

const CHECKS: readonly Check[] = [
  ...reachChecks,
  ...writingChecks,
  ...typeChecks,
  ...filterChecks,
  ...readingChecks,
  ...isolationChecks,
  ...conflictChecks,
  ...endingChecks,
  ...definitionChecks,
  ...nameChecks,
  ...backgroundChecks,
  ...lateChecks,
];

/** The checks there are, in the order in which they are made. */
export const checkList: readonly Pick<Check, "name" | "about" | "isNeeded">[] = CHECKS;

/**
 * Tries on a cluster what only a cluster can prove, one check after the other, in a schema of its own. Throws
 * nothing: what is otherwise than assumed is in the findings, with what that means. Leaves nothing behind, but says so
 * where it has to.
 */
export async function* examine(
  { client: options, bucket }: Patient,
  conduct: Conduct,
): AsyncGenerator<Finding> {
  const { signal, patience, starting, waitMs = 2000, backgroundMs = 10_000, idleMs } = conduct;
  const gentle: VastOptions = { ...options, retry: RETRY, clientName: "tams-doctor" };
  const opened = await open(gentle, starting);
  if ("result" in opened) return yield opened;
  const idle = new Idle(gentle, idleMs);
  const schema = `tams_doctor_${randomBytes(6).toString("hex")}`;
  const { client } = opened;
  const cluster: Cluster = { client, options: gentle, bucket, schema, waitMs, backgroundMs, idle };
  const rounds = new Rounds(cluster, patience, signal);
  let left: Finding | undefined;
  try {
    yield opened.finding;
    yield* rounds.make(chosen(conduct.only, idleMs), starting);
  } finally {
    left = await cleanUp(cluster, patience);
  }
  if (left !== undefined) yield left;
}

/** Enough to get over a moment's trouble, few enough for what lasts to be seen within a check's time. */
const RETRY = { attempts: 6, baseMs: 50, capMs: 1000, totalMs: 8000 };

const CONNECT = {
  check: "connect",
  about: "An address of the settings answers as a VAST cluster that is new enough.",
} as const;

async function open(
  options: VastOptions,
  starting: (check: string) => void,
): Promise<Finding | { readonly client: VastClient; readonly finding: Finding }> {
  starting(CONNECT.check);
  const started = performance.now();
  const milliseconds = (): number => Math.round(performance.now() - started);
  try {
    const client = await connectVast(options);
    const detail = `vast ${client.version.join(".")}`;
    return { client, finding: { ...CONNECT, result: "ok", milliseconds: milliseconds(), detail } };
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    const advice = adviceFor(thrown, { bucket: "", options });
    const known = advice === undefined ? {} : { advice };
    return { ...CONNECT, result: "failed", milliseconds: milliseconds(), detail, ...known };
  }
}

/** Those that are wanted and, transitively, those that they need. */
function chosen(only: readonly string[] | undefined, idleMs: number): readonly Check[] {
  const all = CHECKS.map((check) =>
    check.name === "idle-transaction" ? { ...check, takes: idleMs } : check,
  );
  if (only === undefined) return all;
  const wanted = new Set(only);
  for (const { name, needs = [] } of all.toReversed()) {
    if (wanted.has(name)) for (const need of needs) wanted.add(need);
  }
  return all.filter(({ name }) => wanted.has(name));
}

/** Rolls back what is open and removes the schema. Resolves to what is left, if anything. */
async function cleanUp(cluster: Cluster, patience: number): Promise<Finding | undefined> {
  const { client, idle, options, bucket, schema } = cluster;
  const started = performance.now();
  await Promise.allSettled([client.close(), idle.close()]);
  try {
    const sweeper = await connectVast(options);
    try {
      await sweep(sweeper, bucket, schema, AbortSignal.timeout(patience));
    } finally {
      await sweeper.close();
    }
    return undefined;
  } catch (thrown) {
    return {
      check: "clean-up",
      about: "What the examination made is removed again.",
      result: "failed",
      milliseconds: Math.round(performance.now() - started),
      detail: thrown instanceof Error ? thrown.message : String(thrown),
      advice: `Remove the schema ${schema} of the bucket ${bucket} with its tables by hand, if it is there.`,
    };
  }
}

/** Again if somebody's late call holds a table; a bucket that cannot be looked into holds nothing of ours. */
async function sweep(client: VastClient, bucket: string, name: string, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const exists = await client.outside({ signal }).bucket(bucket).schema(name).exists();
      if (exists) await client.transaction((tx) => removeAll(tx.bucket(bucket).schema(name)), { signal });
      return;
    } catch (thrown) {
      if (isVastError(thrown, "forbidden", "notFound")) return;
      if (attempt === 5 || !isVastError(thrown, "conflict", "unavailable", "slowDown", "internal"))
        throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
    }
  }
}

async function removeAll(schema: Schema): Promise<void> {
  for (const { name } of await schema.tables()) await schema.table(name).drop();
  await schema.drop();
}
