import { Client } from "../../src/compliance/client.ts";
import type { Contract } from "../../src/compliance/contract.ts";
import type { Credential } from "../../src/compliance/credential.ts";
import { discover } from "../../src/compliance/discovery.ts";
import type { Ground } from "../../src/compliance/probe.ts";
import { Receivers } from "../../src/compliance/receiver.ts";
import type { RunOptions, TestResult } from "../../src/compliance/report.ts";
import { run } from "../../src/compliance/runner.ts";
import type { ComplianceTest } from "../../src/compliance/test.ts";
import type { Mutation } from "./mutation.ts";
import { MutatingProxy } from "./proxy.ts";

/** What became of one mutation. */
export interface Outcome {
  readonly mutation: Mutation;
  readonly result: "caught" | "survived" | "did not fire";
  /** The first test that failed, and why. */
  readonly by?: string;
  readonly reason?: string;
  /** Whether a verdict failed; otherwise a test only broke down. */
  readonly isJudged: boolean;
  /** How many tests could have caught it. */
  readonly tests: number;
  /** How many exchanges or events it changed. */
  readonly fired: number;
  readonly seconds: number;
}

/** The server that is mutated, and who calls it. */
export interface Subject {
  readonly url: string;
  readonly credential: Credential;
  readonly identities: Readonly<Record<string, Credential>>;
}

/** What all hunters of a run share. */
export interface HuntingGround {
  readonly contract: Contract;
  readonly tests: readonly ComplianceTest[];
  /** By test, why it fails without any mutation, undefined where it does not. */
  readonly unfit: Map<string, string | undefined>;
  readonly signal: AbortSignal;
}

type Finding = Pick<TestResult, "id" | "outcome" | "reason">;

const PARALLEL = 6;
const REQUEST_MS = 20_000;
/** Each attempt leaves out one more test that fails without the mutation as well. */
const ATTEMPTS = 8;

const OPTIONS: RunOptions = {
  areas: [],
  levels: [],
  ids: [],
  operations: [],
  strict: true,
  slow: false,
  parallel: PARALLEL,
  timeoutMs: REQUEST_MS,
  fuzz: 10,
  seed: 1,
};

/** The tests bound to the operations or the behaviours of a mutation; those that judge its behaviours first. */
export function testsFor(mutation: Mutation, tests: readonly ComplianceTest[]): ComplianceTest[] {
  const touched = new Set([...mutation.on, ...(mutation.via ?? [])]);
  const shared = ({ behaviours }: ComplianceTest) =>
    behaviours.filter((id) => mutation.behaviours.includes(id)).length;
  return tests
    .filter((test) => !test.slow && (shared(test) > 0 || test.operations.some((id) => touched.has(id))))
    .sort((a, b) => shared(b) - shared(a));
}

/** Runs the suite against mutated servers, one mutation at a time, in front of a server of its own. */
export class Hunter {
  readonly #subject: Subject;
  readonly #ground: HuntingGround;

  constructor(subject: Subject, ground: HuntingGround) {
    this.#subject = subject;
    this.#ground = ground;
  }

  /** Runs tests until one fails that does not fail without the mutation. */
  async hunt(mutation: Mutation): Promise<Outcome> {
    const started = performance.now();
    let fired = 0;
    const bound = testsFor(mutation, this.#ground.tests);
    const done = (result: Outcome["result"], found?: Finding): Outcome => ({
      mutation,
      result,
      ...(found && { by: found.id, reason: found.reason ?? "" }),
      isJudged: found?.outcome === "failed",
      tests: bound.length,
      fired,
      seconds: (performance.now() - started) / 1000,
    });
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const fit = bound.filter(({ id }) => this.#ground.unfit.get(id) === undefined);
      const trial = await this.#trial(fit, mutation);
      fired = Math.max(fired, trial.fired);
      if (trial.found === undefined) break;
      if (!(await this.#failsAnyway(trial.found.id)) && trial.fired > 0) return done("caught", trial.found);
    }
    return done(fired === 0 ? "did not fire" : "survived");
  }

  /** Whether a test fails on the server as it is: twice, for once may be chance on a busy machine. */
  async #failsAnyway(id: string): Promise<boolean> {
    const { unfit } = this.#ground;
    if (!unfit.has(id)) unfit.set(id, await this.#reason(id));
    return unfit.get(id) !== undefined;
  }

  async #reason(id: string): Promise<string | undefined> {
    const alone = this.#ground.tests.filter((test) => test.id === id);
    const first = await this.#trial(alone);
    const { found } = first.found === undefined ? first : await this.#trial(alone);
    return found === undefined ? undefined : (found.reason ?? found.outcome);
  }

  /** A run that ends with the first test in which a verdict fails; one that only broke down counts if none does. */
  async #trial(
    tests: readonly ComplianceTest[],
    mutation?: Mutation,
  ): Promise<{ found?: Finding; fired: number }> {
    const { url, credential } = this.#subject;
    const proxy = new MutatingProxy(url, authorisationOf(credential), mutation);
    const receivers = new Receivers();
    const stop = new AbortController();
    const found: Finding[] = [];
    const ended = (result: TestResult) => {
      if (result.outcome === "failed" || result.outcome === "error") found.push(result);
      if (result.outcome !== "failed" || stop.signal.aborted) return;
      proxy.lift();
      stop.abort();
    };
    try {
      const ground = await this.#groundAt(await proxy.start(), receivers);
      await run(tests, ground, OPTIONS, AbortSignal.any([stop.signal, this.#ground.signal]), { ended });
    } catch (thrown) {
      found.push({ id: "discovery", outcome: "error", reason: String(thrown) });
    } finally {
      receivers.close();
      proxy.stop();
    }
    const first = found.find(({ outcome }) => outcome === "failed") ?? found[0];
    return { fired: proxy.fired, ...(first && { found: first }) };
  }

  async #groundAt(url: string, receivers: Receivers): Promise<Ground> {
    const client = new Client({
      url,
      credential: this.#subject.credential,
      identities: this.#subject.identities,
      timeoutMs: REQUEST_MS,
    });
    const server = await discover(client, this.#ground.signal);
    const { strict, levels, seed, fuzz } = OPTIONS;
    return { client, contract: this.#ground.contract, server, receivers, strict, levels, seed, fuzz };
  }
}

/** Only what our own server is called with. */
function authorisationOf(credential: Credential): string | undefined {
  return credential.kind === "bearer" ? `Bearer ${credential.token}` : undefined;
}
