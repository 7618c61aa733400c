import { setTimeout as sleep } from "node:timers/promises";
import { type Audited, type AuditFilter, listAudit } from "../auth/audit-log.ts";
import { didYouMean } from "../config/suggest.ts";
import { readConfig } from "../config.ts";
import { operationTable } from "../contract/generated/operations.ts";
import { openStores } from "../main.ts";
import type { App } from "../services/app.ts";
import { type Command, EXIT_CODES, UsageError } from "./command.ts";
import { describeFlags, readFlags } from "./flags.ts";
import { interruptible } from "./interrupt.ts";
import { openCommandLog, openReport } from "./report.ts";

const FLAGS = [
  {
    flag: "--user",
    value: "USER",
    says: "by this name or id such as user:NAME or client:ID, or about its account",
  },
  {
    flag: "--resource",
    value: "PATH",
    says: "about this path, such as /flows/ID, or account, such as user:NAME",
  },
  { flag: "--operation", value: "ID", says: "of this operation, such as PUT_flows-flowId" },
  { flag: "--refused", says: "only what was refused" },
  {
    flag: "--since",
    value: "WHEN",
    says: "not before this time (RFC 3339), or this long ago: 90s, 30m, 2h, 7d (default 24h)",
  },
  { flag: "--follow", says: "go on with what is added, until interrupted" },
  { flag: "--json", says: "report as JSON, with --follow an object a line" },
] as const;

const HELP = `Usage: tams auth log [OPTION...]

Says who did what to which resource, from where, and what became of it, oldest first: every change, everything that was refused
(with the rule that refused it), logins, and what operators did to accounts. A read that found nothing because it is hidden
from its caller is refused. Reads that were allowed are noted only with TAMS_AUDIT_READS. Entries are kept for
TAMS_AUDIT_KEEP_SECONDS. They come into the log about a quarter of a second late.

${describeFlags(FLAGS)}
${EXIT_CODES}`;

const DAY_MS = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: DAY_MS };
/** Servers write late, and their clocks differ: what is followed is looked for again so far back. */
const LATE_MS = 15_000;
const LOOK_MS = 1000;

/** Shows the audit log. */
export const logCommand: Command = {
  name: "log",
  summary: "show who did what, and what was refused",
  run: async (args) => {
    const { own, settings, help } = readFlags(args, FLAGS);
    if (help) {
      process.stdout.write(HELP);
      return 0;
    }
    const filter = filterOf(own, Date.now());
    const { config } = readConfig(settings);
    const { app, close } = await openStores(config, { log: openCommandLog() });
    try {
      return await interruptible("Interrupted.", () =>
        own.has("--follow") ? follow(app, filter, own.has("--json")) : show(app, filter, own.has("--json")),
      );
    } finally {
      await close();
    }
  },
};

function filterOf(own: ReadonlyMap<string, string>, now: number): AuditFilter {
  const [user, resource, operation] = ["--user", "--resource", "--operation"].map((flag) => own.get(flag));
  if (operation !== undefined) mustBeOperation(operation);
  if (resource !== undefined) mustBeResource(resource);
  return {
    ...(user !== undefined && { user }),
    ...(resource !== undefined && { resource }),
    ...(operation !== undefined && { operation }),
    ...(own.has("--refused") && { outcome: "refused" }),
    since: sinceOf(own.get("--since"), now),
  };
}

/** No entry has another, so the answer would look as if nothing had happened. */
function mustBeOperation(id: string): void {
  const ids = operationTable.map((operation) => operation.id);
  if (ids.some((known) => known === id)) return;
  const longer = ids.filter((known) => known.toLowerCase().startsWith(id.toLowerCase()));
  const [first, second, third] = longer.sort((a, b) => a.length - b.length);
  const near = [first, second, third].filter((known) => known !== undefined).join(", ");
  const hint = near === "" ? didYouMean(id, ids) : ` Did you mean ${near}?`;
  throw new UsageError(`There is no operation ${JSON.stringify(id)}.${hint}`);
}

function mustBeResource(text: string): void {
  if (text.startsWith("/") || text.includes(":")) return;
  throw new UsageError(
    `The flag --resource needs a path such as /flows/ID or an account such as user:NAME, not ${JSON.stringify(text)}.`,
  );
}

/** A time, or a span before now. Throws a `UsageError` for what is neither. */
function sinceOf(text: string | undefined, now: number): number {
  if (text === undefined) return now - DAY_MS;
  const [, count, unit = ""] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const time = count === undefined ? Date.parse(text) : now - Number(count) * (UNITS[unit] ?? 0);
  if (!Number.isNaN(time)) return time;
  throw new UsageError(
    `The flag --since needs a time such as 2h or 2030-01-31T12:00:00Z, not ${JSON.stringify(text)}.`,
  );
}

async function show(app: App, filter: AuditFilter, json: boolean): Promise<number> {
  const report = openReport<object>(json, "log", (entry) => line(entry as Audited));
  const tally = { allowed: 0, refused: 0, failed: 0 };
  for await (const entry of listAudit(app.engine, filter)) {
    tally[entry.outcome]++;
    report.item(json ? shown(entry) : entry);
  }
  const { allowed, refused, failed } = tally;
  report.end(tally, `${allowed} allowed, ${refused} refused, ${failed} failed.\n`);
  return 0;
}

async function follow(app: App, filter: AuditFilter, json: boolean): Promise<never> {
  const seen = new Map<string, number>();
  for (let since = filter.since ?? 0; ; since = Math.max(since, Date.now() - LATE_MS)) {
    for await (const entry of listAudit(app.engine, { ...filter, since })) {
      if (seen.has(entry.id)) continue;
      seen.set(entry.id, entry.time);
      process.stdout.write(`${json ? JSON.stringify(shown(entry)) : line(entry)}\n`);
    }
    for (const [id, time] of seen) if (time < since) seen.delete(id);
    await sleep(LOOK_MS);
  }
}

function shown({ time, ...entry }: Audited): object {
  return { time: new Date(time).toISOString(), ...entry };
}

function line({ time, actor, event, operation, resource, outcome, status, rule, address }: Audited): string {
  return [
    new Date(time).toISOString(),
    outcome.padEnd(7),
    status ?? "-",
    actor?.id ?? "-",
    event === "request" ? (operation ?? "-") : event,
    resource || "-",
    address ?? "-",
    ...(rule === undefined ? [] : [rule]),
  ].join("  ");
}
