import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "../services/app.ts";
import { sequence } from "./sequencer.ts";

/** Gives events their places in the log soon after they happened. */
export interface Pump {
  /** An event was written. */
  wake(): void;
  /** Calls back whenever this process has put events into the log; answers how to stop that. */
  onLogged(listener: () => void): () => void;
  /** Finishes what runs. */
  stop(): Promise<void>;
}

/** Events of this long share a write: under load there are then few writes, and nobody waits noticeably. */
const GATHER_MS = 20;

/** A pump that runs when woken, and every so often for what a process left that died. */
export function startPump(app: App): Pump {
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;
  const drain = async (): Promise<void> => {
    while (again && !stopping.signal.aborted) {
      again = false;
      await sleep(GATHER_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      while ((await sequence(app)) > 0) for (const listener of listeners) listener();
    }
  };
  const wake = (): void => {
    again = true;
    if (stopping.signal.aborted) return;
    running ??= drain()
      .catch((error: unknown) => {
        // The timer tries again; nothing is lost, since events are rows.
        again = false;
        app.log.error("Events cannot be put into the log", {
          error: error instanceof Error ? error.message : String(error),
        });
      })
      .finally(() => {
        running = undefined;
        if (again) wake();
      });
  };
  const timer = setInterval(wake, app.settings.workerPollMs);
  timer.unref();
  wake();
  return {
    wake,
    onLogged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
