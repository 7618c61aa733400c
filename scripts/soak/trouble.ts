import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../crash/random.ts";
import type { Mode, Receiver } from "./receiver.ts";

/** All the ways in which a receiver can be in trouble. */
export const TROUBLES: readonly Mode[] = ["error", "hang", "reset", "busy", "cut", "down", "half", "slow"];

/** Times in ms that a trouble lasts, that it waits at most for something to meet it, and that the receiver is well again. */
const LEAST = 1500;
const MOST = 12_000;
const WELL = 3000;
const POLL = 100;

/** Puts a receiver into one trouble after another, each in turn, from the one at `first` on, until it is told to stop. */
export async function trouble(
  receiver: Receiver,
  first: number,
  random: Random,
  stop: AbortSignal,
): Promise<void> {
  for (let turn = first; !stop.aborted; turn++) {
    const mode = TROUBLES[turn % TROUBLES.length] ?? "error";
    const met = receiver.met.get(mode) ?? 0;
    await receiver.turn(mode);
    await pause(LEAST * (1 + random.fraction()), stop);
    // A closed port meets nothing that it could tell.
    for (let waited = LEAST; waited < MOST && mode !== "down" && !stop.aborted; waited += POLL) {
      if ((receiver.met.get(mode) ?? 0) > met) break;
      await pause(POLL, stop);
    }
    await receiver.turn("well");
    await pause(WELL * random.fraction(), stop);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
