import { setTimeout as sleep } from "node:timers/promises";
import { isVastError, type VastErrorKind } from "../vast/errors.ts";
import type { Transaction } from "../vast/transaction.ts";
import { Different } from "./finding.ts";
import type { Ground } from "./ground.ts";

/** How the cluster answered something: that it did it, or with which status and code it refused. */
export interface Answer {
  readonly kind: VastErrorKind | "accepted";
  /** `accepted`, or status and code. */
  readonly text: string;
}

/** What comes of a call. Throws where there was no answer, which says nothing about the cluster's rules. */
export async function answerTo(work: () => Promise<unknown>): Promise<Answer> {
  try {
    await work();
    return { kind: "accepted", text: "accepted" };
  } catch (thrown) {
    if (!isVastError(thrown) || thrown.status === undefined || isVastError(thrown, "slowDown")) throw thrown;
    const { kind, status, code } = thrown;
    return { kind, text: `${status}${code === undefined ? "" : ` ${code}`}` };
  }
}

/** True for a refusal that says that the call, not the cluster, is wrong. */
export function isRefusal({ kind }: Answer): boolean {
  return kind !== "accepted" && kind !== "internal" && kind !== "unavailable";
}

/** When the second of two transactions that do the like learns that it came second. */
export interface Rivalry {
  readonly when: "at the statement" | "at the commit" | "after waiting for the first" | "never";
  readonly answer: string;
}

/**
 * Two transactions begin; the first does its work, then the second does its own, then both commit, the first one
 * first. Throws `Different` where something else than a conflict comes of it.
 */
export async function rival(
  ground: Ground,
  first: (transaction: Transaction) => Promise<unknown>,
  second: (transaction: Transaction) => Promise<unknown>,
): Promise<Rivalry> {
  const [one, other] = [await ground.begin(), await ground.begin()];
  await first(one);
  const pending = answerTo(() => second(other));
  pending.catch(() => undefined);
  const early = await Promise.race([pending, sleep(ground.cluster.waitMs, undefined)]);
  await one.commit();
  const answer = early ?? (await pending);
  if (answer.kind === "conflict") {
    const when = early === undefined ? "after waiting for the first" : "at the statement";
    return { when, answer: answer.text };
  }
  if (answer.kind !== "accepted")
    throw new Different(`The second was answered ${answer.text}, which is no conflict.`);
  const end = await answerTo(() => other.commit());
  if (end.kind === "conflict") return { when: "at the commit", answer: end.text };
  if (end.kind === "accepted") return { when: "never", answer: end.text };
  throw new Different(`The second's commit was answered ${end.text}, which is no conflict.`);
}

/** The rivalry in words. */
export function toldOf({ when, answer }: Rivalry): string {
  return when === "never" ? "both were committed" : `${answer} ${when}`;
}
