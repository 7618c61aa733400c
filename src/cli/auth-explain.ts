import { readConfig } from "../config.ts";
import type { Scope } from "../contract/operations.ts";
import { type Asked, type Explanation, explain } from "../explain.ts";
import { openStores } from "../main.ts";
import { type Command, EXIT_CODES, UsageError } from "./command.ts";
import { describeFlags, readFlags } from "./flags.ts";
import { readInput } from "./input.ts";
import { openCommandLog } from "./report.ts";

const FLAGS = [
  {
    flag: "--as",
    value: "WHO",
    says: "a user's name, token:ID, an id such as `remote:ISSUER SUBJECT`, or group:G,...",
  },
  { flag: "--scopes", value: "LIST", says: "the scopes that the request claims, of read,write,delete,admin" },
  { flag: "--body", value: "FILE", says: "a file with the JSON body; - reads it from stdin" },
  { flag: "--json", says: "report as JSON" },
] as const;

const HELP = `Usage: tams auth explain --as WHO [OPTION...] METHOD PATH

Says whether somebody's request would be allowed, and which rules decide. It goes through the real server with the data as they
are now, but nothing is kept of what it would do: no rows, no bytes, no events. PATH is as clients send it, with its query.
Groups have the scopes that the policy gives them. Where it gives none to anybody, read, write and delete are assumed, which
is said; --scopes says what a token carries.

  tams auth explain --as alice GET /flows/ID
  tams auth explain --as group:news-editors --scopes read PUT /flows/ID/tags/auth_classes --body classes.json

${describeFlags(FLAGS)}
${EXIT_CODES}
3 when the request would not be allowed, or come to nothing.
`;

const METHODS: readonly string[] = ["GET", "HEAD", "PUT", "POST", "DELETE"];
const SCOPES: readonly Scope[] = ["read", "write", "delete", "admin"];

/** Explains what would become of a request. */
export const explainCommand: Command = {
  name: "explain",
  summary: "say whether somebody's request would be allowed, and why",
  run: async (args) => {
    const at = args.findIndex((word) => METHODS.includes(word.toUpperCase()));
    const [method = "", path = ""] = at < 0 ? [] : args.slice(at, at + 2);
    const rest = at < 0 ? args : args.toSpliced(at, 2);
    const { own, settings, help } = readFlags(rest, FLAGS);
    if (help) {
      process.stdout.write(HELP);
      return 0;
    }
    const as = own.get("--as");
    if (as === undefined || as === "")
      throw new UsageError("Who asks? Add --as with a user, a token or groups.");
    if (!path.startsWith("/"))
      throw new UsageError("Which request? Name its method and path, as in GET /flows.");
    const scopes = scopesOf(own.get("--scopes"));
    const file = own.get("--body");
    const body = file === undefined ? undefined : await readInput(file);
    const asked = {
      as,
      method: method.toUpperCase(),
      path,
      ...(scopes && { scopes }),
      ...(body && { body }),
    };
    return await explained(asked, settings, own.has("--json"));
  },
};

async function explained(asked: Asked, settings: readonly string[], json: boolean): Promise<number> {
  const { config } = readConfig(settings);
  const { app, close } = await openStores(config, { log: openCommandLog() });
  try {
    const found = await explain(app, config, asked);
    process.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : told(asked, found));
    return found.status < 400 ? 0 : 3;
  } finally {
    await close();
  }
}

function scopesOf(text: string | undefined): ReadonlySet<Scope> | undefined {
  if (text === undefined) return undefined;
  const words = text.split(",").map((word) => word.trim().replace(/^tams-api\//, ""));
  const stray = words.find((word) => !SCOPES.some((scope) => scope === word));
  if (stray !== undefined)
    throw new UsageError(`${JSON.stringify(stray)} is no scope; there are ${SCOPES.join(", ")}.`);
  return new Set(SCOPES.filter((scope) => words.includes(scope)));
}

function told({ method, path }: Asked, found: Explanation): string {
  const { operation, caller, notes, decisions, status, summary, items } = found;
  const lines = [
    `${method} ${path} is ${operation === undefined ? "no operation of this API" : `the operation ${operation}`}.`,
    ...toldCaller(caller),
    ...notes,
    ...decisions.map(({ allowed, asked, rule }) => `  ${allowed ? "allowed" : "REFUSED"}  ${asked}: ${rule}`),
    ...(decisions.length === 0 ? ["  Nothing was asked about the caller."] : []),
    `The answer is ${status}${summary === undefined ? "." : `: ${summary}`}`,
    ...(items === undefined
      ? []
      : [`The page has ${items} ${items === 1 ? "item" : "items"}${toldClasses(caller)}`]),
  ];
  return `${lines.join("\n")}\n`;
}

function toldCaller({ id, groups, scopes, unrestricted }: Explanation["caller"]): string[] {
  const has = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));
  const free = unrestricted ? "; no classes restrict the caller" : "";
  return [`The caller is ${id}, with the scopes ${has(scopes)} and the groups ${has(groups)}${free}.`];
}

function toldClasses({ classes, denied }: Explanation["caller"]): string {
  if (classes === undefined) return ".";
  const named = (names: readonly string[]): string => names.map((name) => name || "(none)").join(", ");
  const without = denied === undefined || denied.read.length === 0 ? "" : `, but for ${named(denied.read)}`;
  if (classes.read === "all") return `; the caller reads all classes${without}.`;
  return classes.read.length === 0
    ? "; the caller reads no class."
    : `; the caller reads the classes ${named(classes.read)}${without}.`;
}
