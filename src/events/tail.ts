import type { App } from "../services/app.ts";
import { type LoggedEvent, loggedEvent } from "./event.ts";
import { logEnd } from "./log.ts";

/** Events at hand, and the characters of their documents: what listeners that keep up share. */
const KEPT = 1000;
const KEPT_CHARACTERS = 4 * 1024 * 1024;
const WINDOW = 200;
/** Other processes log too, and nothing else tells of it. */
const POLL_MS = 500;

interface Kept {
  readonly event: LoggedEvent;
  readonly characters: number;
}

/** The end of the log, followed once for all listeners of a process and only while there are any. */
export class Tail {
  readonly #app: App;
  readonly #recent: Kept[] = [];
  readonly #waiting = new Set<() => void>();
  #characters = 0;
  #end = 0;
  #followers = 0;
  #stop: (() => void) | undefined;
  #polling: Promise<void> | undefined;
  #again = false;

  constructor(app: App) {
    this.#app = app;
  }

  /** The place up to which the tail has seen the log. */
  get end(): number {
    return this.#end;
  }

  /** Starts to follow the log from a place on, unless it is followed already. */
  follow(end: number): void {
    this.#followers += 1;
    if (this.#followers > 1) return;
    this.#end = end;
    const timer = setInterval(() => this.#look(), POLL_MS).unref();
    const unhear = this.#app.onLogged(() => this.#look());
    this.#stop = () => {
      clearInterval(timer);
      unhear();
    };
  }

  /** Ends what `follow` began. */
  leave(): void {
    this.#followers -= 1;
    if (this.#followers > 0) return;
    this.#stop?.();
    this.#recent.length = 0;
    this.#characters = 0;
  }

  /** At most so many events behind a place; undefined when they do not reach back so far, and the log has to be asked. */
  after(seq: number, most: number): readonly LoggedEvent[] | undefined {
    if (seq >= this.#end) return [];
    const first = this.#recent[0]?.event.seq ?? Number.POSITIVE_INFINITY;
    const from = seq + 1 - first;
    if (from < 0 || from >= this.#recent.length) return undefined;
    return this.#recent.slice(from, from + most).map(({ event }) => event);
  }

  /** Resolves to true once the log goes on behind a place, or to false when the time is over or the signal aborts. */
  moved(seq: number, ms: number, signal: AbortSignal): Promise<boolean> {
    if (seq < this.#end || signal.aborted) return Promise.resolve(!signal.aborted);
    return new Promise((resolve) => {
      const settle = (): void => {
        if (seq >= this.#end && !signal.aborted && !isOver) return;
        clearTimeout(timer);
        signal.removeEventListener("abort", settle);
        this.#waiting.delete(settle);
        resolve(seq < this.#end && !signal.aborted);
      };
      let isOver = false;
      const timer = setTimeout(() => {
        isOver = true;
        settle();
      }, ms);
      signal.addEventListener("abort", settle);
      this.#waiting.add(settle);
    });
  }

  #look(): void {
    this.#again = true;
    this.#polling ??= this.#poll()
      .catch((cause: unknown) => {
        // The next look tries again; the listeners have lost nothing.
        this.#again = false;
        this.#app.log.warn("The event log cannot be followed", { cause: String(cause) });
      })
      .finally(() => {
        this.#polling = undefined;
        if (this.#again && this.#followers > 0) this.#look();
      });
  }

  async #poll(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      const from = this.#end;
      const { rows, end } = await this.#app.engine.read(async (view) => ({
        rows: await view.select("events", { order: "log", after: [from], limit: WINDOW }),
        end: await logEnd(view),
      }));
      for (const row of rows) this.#keep({ event: loggedEvent(row), characters: row.doc.length });
      // What expired before anyone looked is behind the end too; listeners find the gap in the log.
      this.#end = rows.length < WINDOW ? Math.max(from, end) : (rows.at(-1)?.seq ?? from);
      if (rows.length === WINDOW) this.#again = true;
      for (const settle of this.#waiting) settle();
    }
  }

  #keep(kept: Kept): void {
    // A place is found by counting, so the events at hand have no gap.
    if (kept.event.seq !== (this.#recent.at(-1)?.event.seq ?? kept.event.seq - 1) + 1) {
      this.#recent.length = 0;
      this.#characters = 0;
    }
    this.#recent.push(kept);
    this.#characters += kept.characters;
    while (this.#recent.length > KEPT || this.#characters > KEPT_CHARACTERS)
      this.#characters -= this.#recent.shift()?.characters ?? this.#characters;
  }
}
