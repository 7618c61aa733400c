import { setTimeout as sleep } from "node:timers/promises";
import { isVastError } from "../vast/errors.ts";
import { adviceFor } from "./advice.ts";
import { type Check, Different, type Finding, Late, Untried } from "./finding.ts";
import { type Cluster, Ground } from "./ground.ts";

/** Milliseconds that the rollbacks of a check which was given up may take. */
const SETTLING = 2000;

/** Makes checks one after the other, each in its time. */
export class Rounds {
  readonly #cluster: Cluster;
  readonly #patience: number;
  readonly #signal: AbortSignal;
  readonly #unproven = new Set<string>();

  /** `patience` is what a check may take, in milliseconds; the signal ends the rounds early. */
  constructor(cluster: Cluster, patience: number, signal: AbortSignal) {
    this.#cluster = cluster;
    this.#patience = patience;
    this.#signal = signal;
  }

  /** One finding a check, until the signal. */
  async *make(checks: readonly Check[], starting: (check: string) => void): AsyncGenerator<Finding> {
    for (const check of checks) {
      if (this.#signal.aborted) return;
      starting(check.name);
      const started = performance.now();
      const outcome = await this.#outcomeOf(check);
      const milliseconds = Math.round(performance.now() - started);
      if (outcome.result === "failed" || outcome.result === "untried") this.#unproven.add(check.name);
      if (this.#signal.aborted && outcome.result !== "ok") return;
      yield { check: check.name, about: check.about, milliseconds, ...outcome };
    }
  }

  async #outcomeOf(check: Check): Promise<Pick<Finding, "result" | "detail" | "advice">> {
    const missing = check.needs?.find((name) => this.#unproven.has(name));
    if (missing !== undefined) return { result: "untried", detail: `It needs "${missing}".` };
    try {
      const detail = await this.#inTime(check);
      return { result: "ok", ...(detail !== undefined && { detail }) };
    } catch (thrown) {
      return this.#troubleOf(check, thrown);
    }
  }

  #troubleOf(check: Check, thrown: unknown): Pick<Finding, "result" | "detail" | "advice"> {
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    if (thrown instanceof Untried) return { result: "untried", detail };
    const isAnswer = thrown instanceof Different || (isVastError(thrown) && thrown.status !== undefined);
    const result = check.isNeeded ? "failed" : isAnswer ? "differs" : "untried";
    const advice = thrown instanceof Different ? undefined : adviceFor(thrown, this.#cluster);
    return { result, detail, advice: advice ?? check.otherwise };
  }

  async #inTime(check: Check): Promise<string | undefined> {
    const limit = this.#patience + (check.takes ?? 0);
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, this.#signal]);
    const ground = new Ground(this.#cluster, signal);
    const work = check.run(ground);
    work.catch(() => undefined);
    const timer = setTimeout(() => over.abort(new Late(limit)), limit);
    try {
      return await Promise.race([work, abortOf(signal)]);
    } finally {
      clearTimeout(timer);
      over.abort();
      // Its calls end now, but for rollbacks, which must not be cut off when the client is closed.
      await Promise.race([work.catch(() => undefined), sleep(SETTLING, undefined, { ref: false })]);
      await ground.end();
    }
  }
}

/** Rejects with the signal's reason. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(reasonOf(signal)), { once: true });
    if (signal.aborted) reject(reasonOf(signal));
  });
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error("The check was interrupted.");
}
