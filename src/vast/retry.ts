import { setTimeout as sleep } from "node:timers/promises";
import { aborted, isVastError } from "./errors.ts";

/** How often and how patiently a request is repeated. The defaults are those of the official Python SDK. */
export interface RetryPolicy {
  /** How many times it is sent at most, the first included. */
  readonly attempts: number;
  /** Milliseconds; the n-th wait is drawn from 0 to `baseMs` times 2 to the power of n - 1. */
  readonly baseMs: number;
  /** Milliseconds that no single wait exceeds; absent, only `totalMs` limits it. */
  readonly capMs?: number;
  /** Milliseconds from the first attempt after which no further one begins. */
  readonly totalMs: number;
}

/** Ten attempts in a minute, waiting up to 1, 2, 4, 8 … seconds. */
export const DEFAULT_RETRY: RetryPolicy = { attempts: 10, baseMs: 1000, totalMs: 60_000 };

/**
 * Milliseconds to wait after the n-th failed attempt (n from 1): evenly spread between zero and an exponentially
 * growing cap ("full jitter", AWS Architecture Blog, "Exponential Backoff And Jitter").
 */
export function backoffMs(policy: RetryPolicy, failed: number, random: () => number = Math.random): number {
  const cap = Math.min(policy.baseMs * 2 ** (failed - 1), policy.capMs ?? Number.POSITIVE_INFINITY);
  return random() * cap;
}

/**
 * Does the work until it succeeds, fails for good, or the policy is used up; then throws what the work threw last.
 * Only a VastError that says `mayRetry` is tried again. `work` is given the number of the attempt, from 1.
 * Throws `aborted` when the signal fires during a wait.
 */
export async function withRetry<Result>(
  policy: RetryPolicy,
  signal: AbortSignal | undefined,
  work: (attempt: number) => Promise<Result>,
): Promise<Result> {
  const end = performance.now() + policy.totalMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (thrown) {
      const left = end - performance.now();
      if (!isVastError(thrown) || !thrown.mayRetry || attempt >= policy.attempts || left <= 0) throw thrown;
      await pause(Math.min(backoffMs(policy, attempt), left), signal);
    }
  }
}

/** Waits so many milliseconds. Throws `aborted` as soon as the signal fires. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch (thrown) {
    throw signal === undefined ? thrown : aborted(signal);
  }
}
