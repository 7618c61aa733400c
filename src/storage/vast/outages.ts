import { setTimeout as sleep } from "node:timers/promises";
import { isPassing, toStoreError } from "./faults.ts";

/** Runs that break off one after the other, at most, and the seconds they may take: the client tries by itself too. */
const MOST = { runs: 12, seconds: 10 };
/** Milliseconds; the wait after a broken run is drawn from 0 to a cap that doubles from the first to the last of these. */
const WAIT = { first: 8, last: 800 };

/** Runs that broke off in a row. */
export interface Outage {
  readonly runs: number;
  /** Milliseconds on the process's own clock. */
  readonly since: number;
}

/** One more run broke off. Throws if that is for good, or has been going on for too long. */
export function goOn(outage: Outage | undefined, error: unknown): Outage {
  const { runs, since } = outage ?? { runs: 0, since: performance.now() };
  const isOver = runs + 1 >= MOST.runs || performance.now() - since > MOST.seconds * 1000;
  if (isOver || !isPassing(error)) throw toStoreError(error);
  return { runs: runs + 1, since };
}

/** Runs something that changes nothing again, until it is through or `goOn` has enough. */
export async function throughOutages<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let outage: Outage | undefined; ; ) {
    try {
      return await run();
    } catch (error) {
      outage = goOn(outage, error);
      await sleep(Math.random() * Math.min(WAIT.last, WAIT.first * 2 ** outage.runs));
    }
  }
}
