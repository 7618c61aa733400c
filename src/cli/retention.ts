import { readConfig } from "../config.ts";
import { openStores } from "../main.ts";
import { type Retention, retentions } from "../services/retention.ts";
import { type Command, EXIT_CODES, group } from "./command.ts";
import { describeFlags, readFlags } from "./flags.ts";
import { interruptible } from "./interrupt.ts";
import { openCommandLog, openReport } from "./report.ts";

const FLAGS = [
  { flag: "--due", says: "only what is due now" },
  { flag: "--json", says: "report as JSON" },
] as const;

const HELP = `Usage: tams retention plan [OPTION...]

Says what the retention tags of Flows ask for, and when; nothing is deleted. The tags are timestamps such as 86400:0, a day:
  flow_retention_offset     the Flow goes so long after its last change, and after that of its Segments
  segment_retention_offset  each Segment goes so long after its end, on the TAI timeline
What is due goes at the server's next look (TAMS_RETENTION_SECONDS), unless TAMS_RETENTION is false. A read-only Flow and its
Segments are kept.

${describeFlags(FLAGS)}
${EXIT_CODES}`;

const plan: Command = {
  name: "plan",
  summary: "say what the retention tags would delete, and when",
  run: async (args) => {
    const { own, settings, help } = readFlags(args, FLAGS);
    if (help) {
      process.stdout.write(HELP);
      return 0;
    }
    const { config } = readConfig(settings);
    const { app, close } = await openStores(config, { log: openCommandLog() });
    try {
      return await interruptible("Interrupted; the plan is incomplete.", async () => {
        const report = openReport<Retention>(own.has("--json"), "retention", line);
        const tally = { due: 0, later: 0, kept: 0, deleting: 0 };
        for await (const each of retentions(app)) {
          tally[each.state]++;
          if (each.state === "due" || !own.has("--due")) report.item(each);
        }
        const { due, later, kept, deleting } = tally;
        const off = config.services.retention ? "" : " Retention is switched off, so nothing goes.";
        report.end(
          { ...tally, acts: config.services.retention },
          `${due} due, ${later} later, ${kept} kept, ${deleting} being deleted.${off}\n`,
        );
        return 0;
      });
    } finally {
      await close();
    }
  },
};

/** What the retention tags do. */
export const retention = group("tams retention", "retention", "say what the retention tags of Flows delete", [
  plan,
]);

function line({ flow, label, tag, offset, due, state, timerange }: Retention): string {
  const what = tag === "flow_retention_offset" ? "flow    " : "segments";
  const about = [due ?? "-", `offset ${offset}`, ...(timerange === undefined ? [] : [timerange])];
  return [state.padEnd(8), what, flow, ...about, ...(label === undefined ? [] : [label])].join("  ");
}
