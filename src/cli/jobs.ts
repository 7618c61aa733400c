import { readConfig } from "../config.ts";
import { openStores } from "../main.ts";
import type { App } from "../services/app.ts";
import { type JobReport, listJobs, retryJob } from "../services/jobs.ts";
import { type Command, EXIT_CODES, group, UsageError } from "./command.ts";
import { describeFlags, type Flag, readFlags } from "./flags.ts";
import { openCommandLog, openReport } from "./report.ts";

const STATES = ["waiting", "running", "failed"] as const;

const LIST_FLAGS = [
  { flag: "--state", value: "STATE", says: `only jobs that are ${STATES.join(", ")}` },
  { flag: "--json", says: "report as JSON" },
] as const;

const LIST_HELP = `Usage: tams jobs list [OPTION...]

Lists the work that outlives requests: deletions, removals of bytes, copies, deliveries to webhooks, the catalog and retention.
A job that waits says when it is due, one that runs until when its process holds it. One that was given up is \`failed\`,
with its last error. A server may run meanwhile.

${describeFlags(LIST_FLAGS)}
${EXIT_CODES}
3 when some job was given up.
`;

const list: Command = {
  name: "list",
  summary: "list the jobs, those that were given up first",
  run: async (args) => {
    const { own, settings, help } = readFlags(args, LIST_FLAGS);
    if (help) return say(LIST_HELP);
    const wanted = own.get("--state");
    const state = STATES.find((each) => each === wanted);
    if (wanted !== undefined && state === undefined)
      throw new UsageError(
        `The flag --state needs one of ${STATES.join(", ")}, not ${JSON.stringify(wanted)}.`,
      );
    return withApp(settings, async (app) => {
      const report = openReport<JobReport>(own.has("--json"), "jobs", jobLine);
      const tally = { waiting: 0, running: 0, failed: 0 };
      for await (const job of listJobs(app, state && [state])) {
        tally[job.state]++;
        report.item(job);
      }
      report.end(tally, `${tally.waiting} waiting, ${tally.running} running, ${tally.failed} failed.\n`);
      return tally.failed > 0 ? 3 : 0;
    });
  },
};

const RETRY_FLAGS: readonly Flag[] = [{ flag: "--failed", says: "all jobs that were given up" }];

const RETRY_HELP = `Usage: tams jobs retry [OPTION...] [ID...]

Makes jobs due now: one that was given up starts over, one that waits for its next attempt does not wait longer. A running
server takes them within a second; without one they wait for the next.

${describeFlags(RETRY_FLAGS)}
${EXIT_CODES}`;

const retry: Command = {
  name: "retry",
  summary: "make jobs due now, also those that were given up",
  run: async (args) => {
    const ids = args.filter((word) => ID.test(word));
    const stray = args.find(
      (word, at) => !word.startsWith("-") && !ID.test(word) && !args[at - 1]?.startsWith("--"),
    );
    if (stray !== undefined)
      throw new UsageError(`${stray} is no id of a job; \`tams jobs list\` shows them.`);
    const { own, settings, help } = readFlags(
      args.filter((word) => !ID.test(word)),
      RETRY_FLAGS,
    );
    if (help) return say(RETRY_HELP);
    if (ids.length === 0 && !own.has("--failed"))
      throw new UsageError("Which jobs? Name their ids, as `tams jobs list` shows them, or add --failed.");
    return withApp(settings, async (app) => {
      const failed: string[] = [];
      if (own.has("--failed")) for await (const job of listJobs(app, ["failed"])) failed.push(job.id);
      const all = [...new Set([...ids, ...failed])];
      for (const id of all) process.stdout.write(`${jobLine(await retryJob(app, id))}\n`);
      process.stdout.write(`${all.length} made due.\n`);
      return 0;
    });
  },
};

/** Ids are UUIDs, the names of jobs that there is one of, or such a name with a UUID. */
const ID = /^(catalog|retention|([a-z]+-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** What outlives requests. */
export const jobs = group("tams jobs", "jobs", "list the work that outlives requests, and retry it", [
  list,
  retry,
]);

function say(help: string): number {
  process.stdout.write(help);
  return 0;
}

async function withApp(settings: readonly string[], work: (app: App) => Promise<number>): Promise<number> {
  const { config } = readConfig(settings);
  const { app, close } = await openStores(config, { log: openCommandLog() });
  try {
    return await work(app);
  } finally {
    await close();
  }
}

function jobLine({ id, kind, key, state, attempts, due, error }: JobReport): string {
  const tried = `${attempts} ${attempts === 1 ? "attempt" : "attempts"}`;
  return [state.padEnd(7), kind.padEnd(9), id, key, due, tried, ...(error === undefined ? [] : [error])].join(
    "  ",
  );
}
