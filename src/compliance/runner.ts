import { setMaxListeners } from "node:events";
import { type Behaviour, behaviours } from "./behaviours.ts";
import { curlOf } from "./curl.ts";
import type { Exchange } from "./exchange.ts";
import { NoAnswer } from "./http.ts";
import { type Counts, sumOf } from "./leftovers.ts";
import { Unmade } from "./makers.ts";
import { Ended, type Ground, patienceOf, Skipped, TestProbe } from "./probe.ts";
import { Pulse } from "./pulse.ts";
import type { Report, RunOptions, TestOutcome, TestResult } from "./report.ts";
import { scriptOf } from "./script.ts";
import { obstacle } from "./selection.ts";
import type { ComplianceTest } from "./test.ts";
import { judged, type Verdict } from "./verdict.ts";

/** Told of a run as it goes. */
export interface Listener {
  started?(test: ComplianceTest): void;
  ended?(result: TestResult): void;
}

/** One test's part of a report. */
interface Done {
  readonly result: TestResult;
  readonly verdicts: readonly Verdict[];
  readonly evidence: ReadonlyMap<string, Exchange>;
  readonly stays: Counts;
}

/** What the tests of one run share besides their ground. */
interface Course {
  readonly options: RunOptions;
  readonly signal: AbortSignal;
  readonly pulse: Pulse;
}

const TEST_MS = 120_000;
const SLOW_TEST_MS = 1_800_000;

/** Runs tests, several at a time and those that must be alone after them, and puts together what they found. */
export async function run(
  tests: readonly ComplianceTest[],
  ground: Ground,
  options: RunOptions,
  signal: AbortSignal,
  listener: Listener = {},
): Promise<Report> {
  // Every request of every test listens for the end of the run.
  setMaxListeners(0, signal);
  const started = new Date().toISOString();
  const done: Done[] = [];
  const pulse = new Pulse(ground.client, signal, patienceOf({}, options.patienceMs));
  const each = async (test: ComplianceTest) => {
    listener.started?.(test);
    const part = await runTest(test, ground, { options, signal, pulse });
    done.push(part);
    listener.ended?.(part.result);
  };
  await inParallel(
    tests.filter(({ alone }) => !alone),
    options.parallel,
    each,
  );
  await inParallel(
    tests.filter(({ alone }) => alone),
    1,
    each,
  );
  const order = new Map(tests.map(({ id }, index) => [id, index]));
  done.sort((a, b) => (order.get(a.result.id) ?? 0) - (order.get(b.result.id) ?? 0));
  return {
    format: 1,
    server: ground.server,
    run: {
      ...{ started, finished: new Date().toISOString(), options, interrupted: signal.aborted },
      ...(pulse.gone !== undefined && { gone: pulse.gone }),
      stays: sumOf(done.map(({ stays }) => stays)),
    },
    ...joined(done),
    behaviours: Object.fromEntries(checklist().map((behaviour) => [behaviour.id, behaviour])),
  };
}

function checklist(): Behaviour[] {
  return [...behaviours, judged("CONTRACT")];
}

function joined(done: readonly Done[]): Pick<Report, "tests" | "verdicts" | "exchanges"> {
  const kept = done.flatMap(({ evidence }) => [...evidence]);
  return {
    tests: done.map(({ result }) => result),
    verdicts: done.flatMap(({ verdicts }) => verdicts),
    exchanges: Object.fromEntries(
      kept.map(([id, exchange]) => [id, { ...exchange, curl: curlOf(exchange) }]),
    ),
  };
}

async function runTest(test: ComplianceTest, ground: Ground, course: Course): Promise<Done> {
  const started = performance.now();
  const { options, signal, pulse } = course;
  const reason = await obstacleOf(test, ground, course);
  const patience = patienceOf(test, options.patienceMs);
  const limit = AbortSignal.timeout((test.slow ? SLOW_TEST_MS : TEST_MS) * Math.max(1, patience));
  const probe = new TestProbe(ground, test, AbortSignal.any([signal, limit]), patience);
  const found = reason === undefined ? await ending(test, probe, course, limit) : skipped(reason);
  const gone = isBad(found) ? await pulse.check() : undefined;
  const end = blanked(gone === undefined ? found : lost(found, gone), ground);
  const { id, title, area, behaviours, operations } = test;
  const facts = { id, title, area, behaviours, operations };
  const result = {
    ...facts,
    ...end,
    ...scriptOf(id, end, probe),
    ms: Math.round(performance.now() - started),
  };
  const { verdicts, evidence } = gone === undefined ? probe : held(probe, end);
  return { result, verdicts, evidence, stays: probe.leftovers.counts };
}

/** Why a test is not to be run, in a sentence; undefined when it is. */
async function obstacleOf(
  test: ComplianceTest,
  { client, server, trials }: Ground,
  { options: { slow }, signal, pulse }: Course,
): Promise<string | undefined> {
  if (signal.aborted) return "The run was stopped.";
  const identities = Object.keys(client.target.identities);
  const reason = pulse.gone ?? obstacle(test, server, { slow, identities });
  if (reason !== undefined || !test.needs?.includes("webhooks")) return reason;
  return await trials?.webhooks();
}

interface Ending {
  readonly outcome: TestOutcome;
  readonly reason?: string;
  readonly exchange?: string;
}

function blanked(ending: Ending, { client }: Ground): Ending {
  const { reason } = ending;
  return reason === undefined ? ending : { ...ending, reason: client.secrets.blank(reason) };
}

function isBad({ outcome }: Ending): boolean {
  return outcome !== "passed" && outcome !== "skipped";
}

/** What came of a test under which the server went away: nothing that it missed can be held against anybody. */
function lost(ending: Ending, gone: string): Ending {
  return ending.outcome === "error" ? ending : { outcome: "error", reason: gone };
}

/** What such a test found to hold, and the last exchange before it broke down. */
function held(
  { verdicts, evidence }: TestProbe,
  { exchange = "" }: Ending,
): Pick<Done, "verdicts" | "evidence"> {
  return {
    verdicts: verdicts.filter(({ outcome }) => outcome === "passed"),
    evidence: new Map([...evidence].filter(([id]) => id === exchange)),
  };
}

function skipped(reason: string): Ending {
  return { outcome: "skipped", reason };
}

async function ending(
  test: ComplianceTest,
  probe: TestProbe,
  { options: { keep = false }, signal, pulse }: Course,
  limit: AbortSignal,
): Promise<Ending> {
  let thrown: unknown;
  let latest: Exchange | undefined;
  try {
    await test.run(probe);
  } catch (caught) {
    thrown = caught;
    // Before the clean-up sends requests of its own.
    latest = probe.latest;
    // A server that starts again is waited for, so that nothing stays on it.
    if (caught instanceof NoAnswer) await pulse.check();
  }
  if (!keep || signal.aborted || !isFailure(probe.verdicts, thrown)) await probe.clean();
  const found = worst(probe.verdicts);
  if (found?.outcome === "failed") return found;
  if (thrown === undefined || thrown instanceof Ended) return found ?? { outcome: "passed" };
  if (thrown instanceof Skipped) return found ?? skipped(thrown.message);
  if (signal.aborted) return skipped("The run was stopped.");
  const reason = limit.aborted ? "It took too long and was given up." : reasonOf(thrown);
  if (latest === undefined) return { outcome: "error", reason };
  probe.evidence.set(latest.id, latest);
  return { outcome: "error", reason, exchange: latest.id };
}

/** Whether a test that ended so will count as failed or broken down. */
function isFailure(verdicts: readonly Verdict[], thrown: unknown): boolean {
  const isPlanned = thrown === undefined || thrown instanceof Ended || thrown instanceof Skipped;
  return !isPlanned || verdicts.some(({ outcome }) => outcome === "failed");
}

/** The first deviation of the gravest kind. */
function worst(verdicts: readonly Verdict[]): Ending | undefined {
  for (const outcome of ["failed", "warned"] as const) {
    const first = verdicts.find((verdict) => verdict.outcome === outcome);
    if (first !== undefined) return { outcome, reason: `${first.behaviour}: ${first.expectation}` };
  }
  return undefined;
}

function reasonOf(thrown: unknown): string {
  if (thrown instanceof NoAnswer || thrown instanceof Unmade) return thrown.message;
  if (!(thrown instanceof Error)) return String(thrown);
  // Enough to find it, without the folders of this machine.
  const [place = "an unknown place"] = /[\w.-]+\.[jt]s:\d+/.exec(thrown.stack ?? "") ?? [];
  return `The test broke down at ${place}: ${thrown.message}`;
}

async function inParallel<Item>(
  items: readonly Item[],
  width: number,
  each: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await each(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
}
