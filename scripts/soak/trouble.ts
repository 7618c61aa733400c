import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../crash/random.ts";
import type { Mode, Receiver } from "./receiver.ts";

/** All the ways in which a receiver can be in trouble. */
export const TROUBLES: readonly Mode[] = ["error", "hang", "reset", "busy", "cut", "down", "half", "slow"];

/** Times in ms that a trouble lasts, that a state waits at most for something to meet it, and that a receiver stays well. */
const LEAST = 1500;
const MOST = 8000;
const WELL = 3000;
const POLL = 100;

/**
 * Puts a receiver into one trouble after another, from the one at `first` on, until it is told to stop. Each lasts until
 * something has met it, and between two of them the receiver takes something, or the delays between attempts would grow
 * beyond all troubles.
 */
export async function trouble(
  receiver: Receiver,
  first: number,
  random: Random,
  stop: AbortSignal,
): Promise<void> {
  for (let turn = first; !stop.aborted; turn++) {
    const mode = TROUBLES[turn % TROUBLES.length] ?? "error";
    await stay(receiver, mode, LEAST * (1 + random.fraction()), MOST, stop);
    await stay(receiver, "well", WELL * random.fraction(), 4 * MOST, stop);
  }
  await receiver.turn("well");
}

/** A closed port meets nothing that it could tell. */
async function stay(
  receiver: Receiver,
  mode: Mode,
  least: number,
  most: number,
  stop: AbortSignal,
): Promise<void> {
  const met = receiver.met.get(mode) ?? 0;
  await receiver.turn(mode);
  await pause(least, stop);
  for (let waited = least; waited < most && mode !== "down" && !stop.aborted; waited += POLL) {
    if ((receiver.met.get(mode) ?? 0) > met) return;
    await pause(POLL, stop);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
