import { type ApiToken, createToken, listTokens, revokeToken } from "../auth/api-tokens.ts";
import { StoreError } from "../errors.ts";
import {
  type CommandAccounts,
  listText,
  readListFlag,
  readScopeFlag,
  takeWord,
  withAccounts,
} from "./accounts.ts";
import { type Command, EXIT_CODES, group, UsageError } from "./command.ts";
import { describeFlags, readFlags } from "./flags.ts";
import { openReport } from "./report.ts";

const JSON_FLAG = { flag: "--json", says: "report as JSON" } as const;

const CREATE_FLAGS = [
  { flag: "--user", value: "NAME", says: "whose token it is: it never has more than that user has" },
  {
    flag: "--scopes",
    value: "LIST",
    says: "of read, write, delete and admin, with commas between; read without it",
  },
  {
    flag: "--groups",
    value: "LIST",
    says: "groups, with commas between; a user's token has those of the user",
  },
  { flag: "--networks", value: "LIST", says: "addresses and ranges such as 10.0.0.0/8 that it works from" },
  {
    flag: "--expires",
    value: "WHEN",
    says: "after a time such as 90d or 12h, or at a date; never without it",
  },
  JSON_FLAG,
] as const;

const CREATE_HELP = `Usage: tams token create NAME [OPTION...]

Makes an API token for a program. The token is shown this once and kept nowhere. It is for the header
\`Authorization: Bearer TOKEN\`; its id and itself are also the id and secret of an OAuth2 client at /auth/token.

${describeFlags(CREATE_FLAGS)}
${EXIT_CODES}`;

const create: Command = {
  name: "create",
  summary: "make an API token",
  run: async (args) => {
    const [name, rest] = takeWord(args, "What is it for? Write `tams token create NAME`.");
    const { own, settings, help } = readFlags(rest, CREATE_FLAGS);
    if (help) return say(CREATE_HELP);
    const user = own.get("--user");
    const expires = own.get("--expires");
    const wanted = {
      name,
      ...(user !== undefined && { user }),
      scopes: readScopeFlag(own.get("--scopes") ?? "read"),
      groups: readListFlag(own.get("--groups")),
      networks: readListFlag(own.get("--networks")),
      ...(expires !== undefined && { expires: readTime(expires) }),
    };
    return withAccounts(settings, async (accounts) => {
      const { token, made } = await createToken(accounts, wanted);
      await accounts.record("token_created", `client:${made.id}`);
      if (own.has("--json")) return void say(`${JSON.stringify({ token, ...made })}\n`);
      process.stderr.write(`${tokenLine(made)}\nThis is shown once:\n`);
      say(`${token}\n`);
    });
  },
};

const LIST_HELP = `Usage: tams token list [OPTION...]

Lists the API tokens, without their secrets.

${describeFlags([JSON_FLAG])}
${EXIT_CODES}`;

const list: Command = {
  name: "list",
  summary: "list the API tokens",
  run: async (args) => {
    const { own, settings, help } = readFlags(args, [JSON_FLAG]);
    if (help) return say(LIST_HELP);
    return withAccounts(settings, async (accounts) => {
      const report = openReport<ApiToken>(own.has("--json"), "tokens", tokenLine);
      let tokens = 0;
      for await (const each of listTokens(accounts)) {
        tokens++;
        report.item(each);
      }
      report.end({ count: tokens }, `${tokens} ${tokens === 1 ? "token" : "tokens"}.\n`);
    });
  },
};

const REVOKE_HELP = `Usage: tams token revoke ID [OPTION...]

Ends an API token within seconds, and what was issued for it. \`tams token list\` shows the ids; a name that only one token has
will do as well.

${describeFlags([JSON_FLAG])}
${EXIT_CODES}`;

const revoke: Command = {
  name: "revoke",
  summary: "end an API token",
  run: async (args) => {
    const [id, rest] = takeWord(
      args,
      "Which token? Write `tams token revoke ID`; `tams token list` shows the ids.",
    );
    const { own, settings, help } = readFlags(rest, [JSON_FLAG]);
    if (help) return say(REVOKE_HELP);
    return withAccounts(settings, async (accounts) => {
      const ended = await revokeNamed(accounts, id);
      await accounts.record("token_revoked", `client:${ended.id}`);
      say(own.has("--json") ? `${JSON.stringify(ended)}\n` : `${ended.id} (${ended.name}) is revoked.\n`);
    });
  },
};

/** By its id, or by its name where only one has it. */
async function revokeNamed(accounts: CommandAccounts, named: string): Promise<ApiToken> {
  try {
    return await revokeToken(accounts, named);
  } catch (cause) {
    if (!(cause instanceof StoreError && cause.fault === "notFound")) throw cause;
    const ids: string[] = [];
    for await (const { id, name } of listTokens(accounts)) if (name === named) ids.push(id);
    const [only, ...others] = ids;
    if (only === undefined) throw cause;
    if (others.length === 0) return revokeToken(accounts, only);
    throw new UsageError(
      `${ids.length} API tokens are called ${named}: name one by its id, ${ids.join(" or ")}.`,
    );
  }
}

/** The API tokens. */
export const token = group("tams token", "token", "API tokens for programs: create, list and revoke", [
  create,
  list,
  revoke,
]);

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A date, or a time from now. */
function readTime(text: string): Date {
  const [, count = "", unit = ""] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const time = count === "" ? Date.parse(text) : Date.now() + Number(count) * (UNITS[unit] ?? 0);
  if (Number.isFinite(time)) return new Date(time);
  throw new UsageError(
    `The flag --expires needs a time such as 90d, 12h or 30m, or a date such as 2030-01-31, not ${text}.`,
  );
}

function tokenLine({ id, name, user, expires, expired, lastUsed, ...token }: ApiToken): string {
  const ends = expires === undefined ? "never expires" : `${expired ? "expired" : "expires"} ${expires}`;
  return [
    id,
    name,
    user ?? "-",
    `scopes ${listText(token.scopes)}`,
    `groups ${listText(token.groups)}`,
    `networks ${listText(token.networks)}`,
    ends,
    lastUsed === undefined ? "never used" : `last used ${lastUsed}`,
  ].join("  ");
}

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}
