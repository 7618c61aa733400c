import { behaviours } from "./behaviours.ts";
import { Client } from "./client.ts";
import { Contract } from "./contract.ts";
import { discover, type Server } from "./discovery.ts";
import { type Settings, settingsOf, UsageError } from "./options.ts";
import { Receivers } from "./receiver.ts";
import { htmlReport } from "./report/html.ts";
import { jsonReport } from "./report/json.ts";
import { junitReport } from "./report/junit.ts";
import { type Paint, paintFor } from "./report/paint.ts";
import { Progress } from "./report/progress.ts";
import { terminalReport } from "./report/terminal.ts";
import { hasFailed, type Report, type RunOptions } from "./report.ts";
import { run } from "./runner.ts";
import { identitiesOf, selected } from "./selection.ts";
import type { ComplianceTest } from "./test.ts";
import { tests } from "./tests/all.ts";
import { Trials } from "./trials.ts";
import { mustBeApart, mustBeWritable, writeReport } from "./writing.ts";

const STOPPED = 130;
/** The server could not be tested to the end. */
const UNTESTED = 2;
/** How a report is written to a file, by the flag that asks for it. */
const FORMS: readonly { kind: keyof Settings["files"]; form: (report: Report) => string }[] = [
  { kind: "json", form: jsonReport },
  { kind: "junit", form: junitReport },
  { kind: "html", form: htmlReport },
];

/**
 * Tests a server and writes what was found; resolves to the exit code. Throws Untestable, and UsageError, also for a
 * report that could not be written: all others are.
 */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const settings = settingsOf(args, env);
  const chosen = chosenOf(settings);
  mustBeApart(settings.files);
  for (const file of Object.values(settings.files)) await mustBeWritable(file);
  const stop = stopping();
  const client = new Client(settings);
  const paint = paintFor(Boolean(process.stdout.isTTY) && env["NO_COLOR"] === undefined);
  const server = await discover(client, stop.signal).catch(unlessStopped(stop.signal));
  if (server === undefined) return STOPPED;
  process.stdout.write(introduction(server, chosen));
  const report = await tested(chosen, client, server, settings, stop.signal, paint);
  stop.done();
  const troubles = await written(report, settings.files);
  process.stdout.write(terminalReport(report, paint));
  if (troubles.length > 0) throw new UsageError(troubles.join("\n"));
  if (report.run.interrupted) return STOPPED;
  if (report.run.gone !== undefined) return UNTESTED;
  return hasFailed(report) ? 1 : 0;
}

/** What went wrong is told, unless it is that the run was stopped. */
function unlessStopped(signal: AbortSignal): (thrown: unknown) => undefined {
  return (thrown) => {
    if (!signal.aborted) throw thrown;
  };
}

async function tested(
  chosen: readonly ComplianceTest[],
  client: Client,
  server: Server,
  settings: Settings,
  signal: AbortSignal,
  paint: Paint,
): Promise<Report> {
  const receivers = new Receivers(settings.receiverUrl);
  const contract = new Contract(server.version);
  const { strict, levels, seed, fuzz } = settings;
  const trials = new Trials(client, receivers);
  const ground = { client, contract, server, receivers, trials, strict, levels, seed, fuzz };
  const progress = new Progress(process.stderr, paint, chosen.length, settings.verbose);
  try {
    return await run(chosen, ground, runOptionsOf(settings), signal, progress);
  } finally {
    progress.close();
    receivers.close();
  }
}

/** What of the settings goes into a report: nothing that is secret. */
function runOptionsOf(settings: Settings): RunOptions {
  const { areas, levels, ids, operations, strict, slow, parallel, timeoutMs, patienceMs, fuzz, seed } =
    settings;
  return {
    ...{ areas, levels, ids, operations, strict, slow, parallel, timeoutMs, fuzz, seed },
    ...(patienceMs !== undefined && { patienceMs }),
    ...(settings.receiverUrl !== undefined && { receiverUrl: settings.receiverUrl }),
    ...(settings.keep && { keep: true }),
  };
}

/** The tests that were asked for; asking for none is a mistake, which is explained. */
function chosenOf(settings: Settings): ComplianceTest[] {
  mustBeKnown(Object.keys(settings.identities));
  const areas = [...new Set(behaviours.map(({ area }) => area))];
  const wrong = settings.areas.find((area) => !areas.some((known) => known === area));
  if (wrong !== undefined)
    throw new UsageError(`There is no area "${wrong}": it is one of ${areas.join(", ")}.`);
  for (const id of settings.ids) mustBeTested(id);
  const operation = settings.operations.find(
    (id) => !tests.some(({ operations }) => operations.includes(id)),
  );
  if (operation !== undefined) throw new UsageError(`No test is about the operation "${operation}".`);
  const chosen = selected(tests, settings);
  if (chosen.length === 0) throw new UsageError("No test fits all of these selections.");
  return chosen;
}

function mustBeKnown(identities: readonly string[]): void {
  const known = identitiesOf(tests);
  const wrong = identities.find((name) => !known.includes(name));
  if (wrong !== undefined)
    throw new UsageError(`No test knows an identity "${wrong}": it is one of ${known.join(", ")}.`);
}

function mustBeTested(id: string): void {
  if (tests.some((test) => test.id === id || test.id.startsWith(`${id}/`) || test.behaviours.includes(id)))
    return;
  const known = behaviours.find((behaviour) => behaviour.id === id);
  if (known === undefined)
    throw new UsageError(`"${id}" is no behaviour, test or topic; see \`tams-compliance list\`.`);
  if (known.test === "notTestable")
    throw new UsageError(`A black box cannot test ${id}: ${known.why ?? "no reason known."}`);
  throw new UsageError(`No test judges ${id} yet.`);
}

function introduction(
  { url, apiVersion, version, ...server }: Server,
  chosen: readonly ComplianceTest[],
): string {
  const as = apiVersion === version ? "" : `, judged as ${version}`;
  const mechanisms = server.mechanisms.join(", ") || "none";
  return [
    `${url}: API ${apiVersion}${as}, ${server.type}`,
    `  event mechanisms: ${mechanisms}; storage backends: ${server.backends.length}; ` +
      `credentials: ${server.needsCredentials ? "needed" : "not needed"}`,
    `  ${chosen.length} tests\n`,
  ].join("\n");
}

/** Stops the run at the first Ctrl-C, so that it cleans up and reports; the second one ends the program. */
function stopping(): { readonly signal: AbortSignal; done(): void } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(STOPPED);
    process.stderr.write("\nStopping: what was made is taken away. Press again to leave it.\n");
    controller.abort();
  };
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, stop);
  const done = () => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, stop);
  };
  return { signal: controller.signal, done };
}

/** Writes each report whatever becomes of the others; resolves to what went wrong, in sentences. */
async function written(report: Report, files: Settings["files"]): Promise<string[]> {
  const troubles: string[] = [];
  for (const { kind, form } of FORMS) {
    const file = files[kind];
    if (file === undefined) continue;
    try {
      await writeReport(file, form(report));
    } catch (cause) {
      troubles.push(cause instanceof Error ? cause.message : String(cause));
    }
  }
  return troubles;
}
