import { setTimeout as sleep } from "node:timers/promises";
import { adviceFor } from "./advice.ts";
import { type Check, type Finding, Late, Trouble } from "./finding.ts";
import type { Patient } from "./patient.ts";

/** Makes checks one after the other, each in its time, and knows which of them still go on although they were given up. */
export class Rounds {
  readonly #patient: Patient;
  readonly #patience: number;
  readonly #signal: AbortSignal;
  readonly #unproven = new Set<string>();
  readonly #running = new Set<Promise<unknown>>();

  /** `patience` is what a check may take, in milliseconds; the signal ends the rounds early. */
  constructor(patient: Patient, patience: number, signal: AbortSignal) {
    this.#patient = patient;
    this.#patience = patience;
    this.#signal = signal;
  }

  /** Whether a check was ok, or at least not bad. */
  proved(check: string): boolean {
    return !this.#unproven.has(check);
  }

  /** One finding a check, until the signal. */
  async *make(checks: readonly Check[], starting: (check: string) => void): AsyncGenerator<Finding> {
    for (const check of checks) {
      if (this.#signal.aborted) {
        this.#unproven.add(check.name);
        continue;
      }
      starting(check.name);
      const started = performance.now();
      const outcome = await this.#outcomeOf(check);
      const milliseconds = Math.round(performance.now() - started);
      if (outcome.result === "failed" || outcome.result === "skipped") this.#unproven.add(check.name);
      if (this.#signal.aborted && outcome.result === "failed") continue;
      yield { backend: this.#patient.label, check: check.name, milliseconds, ...outcome };
    }
  }

  /** Waits for what was given up, but not for ever. Resolves to whether anything still goes on. */
  async settle(): Promise<boolean> {
    if (this.#running.size === 0) return false;
    const waiting = new AbortController();
    const late = sleep(this.#patience, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.#running), late]);
    waiting.abort();
    return this.#running.size > 0;
  }

  async #outcomeOf(check: Check): Promise<Pick<Finding, "result" | "detail" | "advice">> {
    const missing = check.needs?.find((name) => this.#unproven.has(name));
    const skip = check.skip ?? (missing && `needs "${missing}"`);
    if (skip !== undefined) return { result: "skipped", detail: skip };
    try {
      const detail = await this.#inTime(check);
      return { result: "ok", ...(detail !== undefined && { detail }) };
    } catch (thrown) {
      const detail = sentencesOf(thrown);
      if (thrown instanceof Trouble) return { result: thrown.result, detail, advice: thrown.advice };
      return { result: "failed", detail, advice: adviceFor(thrown, check, this.#patient) };
    }
  }

  async #inTime(check: Check): Promise<string | undefined> {
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, this.#signal]);
    const work = check.run(signal);
    const running: Promise<unknown> = work
      .catch(() => undefined)
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
    const timer = setTimeout(() => over.abort(new Late(this.#patience)), this.#patience);
    try {
      return await Promise.race([work, abortOf(signal)]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Rejects with the signal's reason. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (): void => reject(reasonOf(signal));
    if (signal.aborted) fail();
    else signal.addEventListener("abort", fail, { once: true });
  });
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error("The check was interrupted.");
}

/** The message, and what S3 said beside its code, such as the region that it expects. */
function sentencesOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { message, cause } = thrown;
  const [, code = "", said = ""] = /^(\w+): (.+)$/s.exec(cause instanceof Error ? cause.message : "") ?? [];
  return code !== "" && message.includes(`${code} (`) ? `${message} It said: ${said}` : message;
}
