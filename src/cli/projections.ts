import type { VastTables } from "../main.ts";
import { type Command, EXIT_CODES, group, UsageError } from "./command.ts";
import { describeFlags, type Flag, readFlags } from "./flags.ts";
import { toJson, withVastTables } from "./vast-tables.ts";

const JSON_FLAG: Flag = { flag: "--json", says: "report as JSON" };

const status: Command = {
  name: "status",
  summary: "say which projections there are, and how far the cluster has got with each",
  run: async (args) => {
    const given = readFlags(args, [JSON_FLAG]);
    if (given.help) return help("status", STATUS_HELP, [JSON_FLAG]);
    const found = await withVastTables(given, async (opened) => {
      await mustHaveTables(opened);
      return await opened.projections();
    });
    process.stdout.write(given.own.has("--json") ? toJson(found) : textOf(found));
    return found.enabled && found.projections.some(({ exists }) => !exists) ? 3 : 0;
  },
};

const ENABLE_FLAGS: readonly Flag[] = [
  JSON_FLAG,
  { flag: "--force", says: "drop and create again those that are there" },
];

const enable: Command = {
  name: "enable",
  summary: "create the projections that are missing, now and at every start of a server",
  run: async (args) => {
    const given = readFlags(args, ENABLE_FLAGS);
    if (given.help) return help("enable", ENABLE_HELP, ENABLE_FLAGS);
    const { dropped, created } = await withVastTables(given, async (opened) => {
      await mustHaveTables(opened);
      const gone = given.own.has("--force") ? await opened.disableProjections() : [];
      return { dropped: gone, created: await opened.enableProjections() };
    });
    const text = `${listed("dropped", dropped)}${listed("created", created)}Projections are enabled; ${created.length} were created.\n`;
    process.stdout.write(given.own.has("--json") ? toJson({ enabled: true, dropped, created }) : text);
    return 0;
  },
};

const DISABLE_FLAGS: readonly Flag[] = [
  JSON_FLAG,
  { flag: "--force", says: "drop those that are there, which queries may be using" },
];

const disable: Command = {
  name: "disable",
  summary: "drop the server's projections, and create none from now on",
  run: async (args) => {
    const given = readFlags(args, DISABLE_FLAGS);
    if (given.help) return help("disable", DISABLE_HELP, DISABLE_FLAGS);
    const dropped = await withVastTables(given, async (opened) => {
      await mustHaveTables(opened);
      if (!given.own.has("--force")) await mustHaveNone(opened);
      return await opened.disableProjections();
    });
    const text = `${listed("dropped", dropped)}Projections are disabled; ${dropped.length} were dropped.\n`;
    process.stdout.write(given.own.has("--json") ? toJson({ enabled: false, dropped }) : text);
    return 0;
  },
};

/** `tams projections`. */
export const projections = group(
  "tams projections",
  "projections",
  "the sorted copies that a VAST Database keeps of the server's tables",
  [status, enable, disable],
);

const STATUS_HELP = `Lists the projections that the server has use for: sorted copies of its tables, which the cluster fills in the background and reads by
itself where a filter is on their first columns. Changes nothing. 3 if they are enabled and some are missing.
`;

const ENABLE_HELP = `Creates the projections that are missing, in one transaction; the cluster fills them in the background. Servers create them at their
start from then on. Projections of others stay as they are.
`;

const DISABLE_HELP = `Drops the projections that the server created; those of others stay as they are. Servers create none from then on. Answers stay the same,
but queries of large tables take longer, and the cluster must fill projections anew when they are enabled again. So it takes
--force where there are any.
`;

function help(name: string, text: string, flags: readonly Flag[]): number {
  const usage = `Usage: tams projections ${name} [OPTION...]\n\n${text}\n${describeFlags(flags)}\n${EXIT_CODES}`;
  process.stdout.write(usage);
  return 0;
}

async function mustHaveTables(opened: VastTables): Promise<void> {
  const missing = (await opened.status()).filter(({ state }) => state === "missing");
  if (missing.length === 0) return;
  throw new Error(
    `${missing.length} tables are missing: create them by \`tams tables create\`, or start the server, which does.`,
  );
}

async function mustHaveNone(opened: VastTables): Promise<void> {
  const { projections: all } = await opened.projections();
  const { length } = all.filter(({ exists }) => exists);
  if (length === 0) return;
  throw new UsageError(
    `${length} projections would be dropped, and the cluster would have to fill them anew if they are enabled again: give --force to drop them.`,
  );
}

function listed(what: string, names: readonly string[]): string {
  return names.map((name) => `${what}  ${name}\n`).join("");
}

function textOf({ enabled, projections: all }: Awaited<ReturnType<VastTables["projections"]>>): string {
  const width = Math.max(...all.map(({ table, name }) => table.length + name.length + 1));
  const lines = all.map(({ table, name, exists, rows, bytes, dirty, synced }) => {
    const facts = exists
      ? `ready   ${`${rows} rows`.padStart(14)}${`${bytes} bytes`.padStart(20)}  ${synced} % filled, ${dirty} % to be sorted again`
      : "missing";
    return `${`${table}.${name}`.padEnd(width)}  ${facts}\n`;
  });
  const missing = all.filter(({ exists }) => !exists).length;
  const advice =
    enabled && missing > 0 ? " Run `tams projections enable`, or start the server, which does." : "";
  const state = enabled ? "enabled" : "disabled";
  return `${lines.join("")}${all.length} projections: ${state}, ${missing} missing.${advice}\n`;
}
