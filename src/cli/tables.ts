import type { VastTables } from "../main.ts";
import { type Command, EXIT_CODES, group } from "./command.ts";
import { describeFlags, readFlags } from "./flags.ts";
import { toJson, withVastTables } from "./vast-tables.ts";

const FLAGS = [{ flag: "--json", says: "report as JSON" }] as const;

type Status = Awaited<ReturnType<VastTables["status"]>>;

const status: Command = {
  name: "status",
  summary: "say which tables there are, and whether they are as this program declares them",
  run: async (args) => {
    const given = readFlags(args, FLAGS);
    if (given.help) return help("status", STATUS_HELP);
    const tables = await withVastTables(given, (opened) => opened.status());
    const isReady = tables.every(({ state }) => state === "ready");
    process.stdout.write(given.own.has("--json") ? toJson({ tables, ready: isReady }) : textOf(tables));
    return isReady ? 0 : 3;
  },
};

const create: Command = {
  name: "create",
  summary: "create the tables that are missing, and the columns that they lack",
  run: async (args) => {
    const given = readFlags(args, FLAGS);
    if (given.help) return help("create", CREATE_HELP);
    const { before, after } = await withVastTables(given, async (opened) => {
      const before = await opened.status();
      await opened.create();
      return { before, after: await opened.status() };
    });
    const created = namesOf(before, "missing");
    const completed = namesOf(before, "differs");
    const isReady = after.every(({ state }) => state === "ready");
    if (given.own.has("--json")) process.stdout.write(toJson({ created, completed, ready: isReady }));
    else {
      process.stdout.write(
        [
          ...created.map((name) => `created    ${name}\n`),
          ...completed.map((name) => `completed  ${name}\n`),
        ].join(""),
      );
      process.stdout.write(
        `${created.length} tables created, ${completed.length} completed, ${before.length} there are.\n`,
      );
    }
    return isReady ? 0 : 3;
  },
};

/** `tams tables`. */
export const tables = group("tams tables", "tables", "the tables of the server on a VAST Database", [
  status,
  create,
]);

const STATUS_HELP = `Says of each table of the server on a VAST Database whether it is ready, missing, or differs from what this program declares: then
the server adds the columns that are missing when it starts. Rows and bytes are as the cluster counts them, which may be late.
Changes nothing. 3 unless all are ready.
`;

const CREATE_HELP = `Creates the schema and the tables that are missing and adds the columns that they lack, in one transaction, as the server does by
itself when it starts. Safe to run again, and beside servers.
`;

function help(name: string, text: string): number {
  const usage = `Usage: tams tables ${name} [OPTION...]\n\n${text}\n${describeFlags(FLAGS)}\n${EXIT_CODES}`;
  process.stdout.write(usage);
  return 0;
}

function namesOf(tables: Status, wanted: string): string[] {
  return tables.filter(({ state }) => state === wanted).map(({ table }) => table);
}

function textOf(tables: Status): string {
  const width = Math.max(...tables.map(({ table }) => table.length));
  const lines = tables.map(({ table, state, rows, bytes, differences }) => {
    const counts = state === "missing" ? "" : `${rows} rows`.padStart(14) + `${bytes} bytes`.padStart(20);
    const more = differences.length === 0 ? "" : `  ${differences.join(", ")}`;
    return `${`${table.padEnd(width)}  ${state.padEnd(7)}${counts}`.trimEnd()}${more}\n`;
  });
  const [missing, differing] = [namesOf(tables, "missing").length, namesOf(tables, "differs").length];
  const advice = missing + differing > 0 ? " Run `tams tables create`, or start the server, which does." : "";
  return `${lines.join("")}${tables.length} tables: ${missing} missing, ${differing} differ.${advice}\n`;
}
