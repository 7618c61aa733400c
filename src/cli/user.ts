import {
  addUser,
  getUser,
  listUsers,
  removeUser,
  setAccess,
  setPassword,
  setStatus,
  type User,
} from "../auth/users.ts";
import {
  type CommandAccounts,
  listText,
  readListFlag,
  readScopeFlag,
  takeWord,
  withAccounts,
} from "./accounts.ts";
import { type Command, EXIT_CODES, group, UsageError } from "./command.ts";
import { describeFlags, type Flag, readFlags } from "./flags.ts";
import { readPassword } from "./password.ts";
import { openReport } from "./report.ts";

const JSON_FLAG = { flag: "--json", says: "report as JSON" } as const;
const SCOPES_FLAG = {
  flag: "--scopes",
  value: "LIST",
  says: "of read, write, delete and admin, with commas between",
} as const;
const GROUPS_FLAG = { flag: "--groups", value: "LIST", says: "groups, with commas between" } as const;

/** A command about one user, who is named first. */
interface Action {
  readonly name: string;
  readonly summary: string;
  readonly says: string;
  readonly flags?: readonly Flag[];
  /** What the audit log calls it; without it nothing is changed. */
  readonly event?: string;
  /** The user is no more afterwards. */
  readonly removes?: boolean;
  run(accounts: CommandAccounts, user: string, own: ReadonlyMap<string, string>): Promise<User>;
}

function command({ name, summary, says, flags = [], event, removes, run }: Action): Command {
  const all = [...flags, JSON_FLAG];
  const help = `Usage: tams user ${name} NAME [OPTION...]\n\n${says}\n\n${describeFlags(all)}\n${EXIT_CODES}`;
  return {
    name,
    summary,
    run: async (args) => {
      const [user, rest] = takeWord(args, `Which user? Write \`tams user ${name} NAME\`.`);
      const { own, settings, help: isHelp } = readFlags(rest, all);
      if (isHelp) {
        process.stdout.write(help);
        return 0;
      }
      return withAccounts(settings, async (accounts) => {
        const found = await run(accounts, user, own);
        if (event !== undefined) await accounts.record(event, found.id);
        if (own.has("--json"))
          process.stdout.write(`${JSON.stringify(removes ? { removed: user } : found)}\n`);
        else process.stdout.write(removes ? `${user} is removed.\n` : `${userLine(found)}\n`);
      });
    },
  };
}

const add = command({
  name: "add",
  summary: "add a user with a password",
  says: `Adds a user of this server. The password is asked for, or read from stdin. Without --scopes it may read. Scopes do not
imply each other, but admin suffices for everything.`,
  flags: [SCOPES_FLAG, GROUPS_FLAG],
  event: "user_created",
  run: async (accounts, name, own) => {
    const scopes = readScopeFlag(own.get("--scopes") ?? "read");
    const groups = readListFlag(own.get("--groups"));
    return addUser(accounts, { name, password: await readPassword(name), scopes, groups });
  },
});

const set = command({
  name: "set",
  summary: "change the scopes or groups of a user",
  says: "Gives a user other scopes or groups. Running servers know within seconds, for tokens that were issued before too.",
  flags: [SCOPES_FLAG, GROUPS_FLAG],
  event: "user_changed",
  run: async (accounts, name, own) => {
    const scopes = own.get("--scopes");
    const groups = own.get("--groups");
    if (scopes === undefined && groups === undefined)
      throw new UsageError("What is to change? Add --scopes or --groups.");
    return setAccess(accounts, name, {
      ...(scopes !== undefined && { scopes: readScopeFlag(scopes) }),
      ...(groups !== undefined && { groups: readListFlag(groups) }),
    });
  },
});

const show = command({
  name: "show",
  summary: "show a user",
  says: "Shows a user of this server, or by its id (remote:ISSUER SUBJECT, in quotes) one whom another issuer vouches for.",
  run: (accounts, name) => getUser(accounts, name),
});

const passwd = command({
  name: "passwd",
  summary: "give a user another password",
  says: `Replaces a user's password, which is asked for or read from stdin. What was issued to the user before is void within
seconds, and a lock ends.`,
  event: "user_password",
  run: async (accounts, name) => {
    await getUser(accounts, name);
    return setPassword(accounts, name, await readPassword(name));
  },
});

const suspend = command({
  name: "suspend",
  summary: "keep a user out, tokens included",
  says: "Keeps a user out within seconds, with all tokens that it has, until `tams user activate`.",
  event: "user_suspended",
  run: (accounts, name) => setStatus(accounts, name, "suspended"),
});

const activate = command({
  name: "activate",
  summary: "let a suspended or locked user in again",
  says: "Lets a user in again who was suspended, or is locked after wrong passwords.",
  event: "user_activated",
  run: (accounts, name) => setStatus(accounts, name, "active"),
});

const remove = command({
  name: "remove",
  summary: "remove a user and its tokens",
  says: `Removes a user with its tokens and logins. Flows and Sources stay. Somebody whom another issuer vouches for comes back
with the next request: suspend such a user instead.`,
  event: "user_removed",
  removes: true,
  run: async (accounts, name) => {
    const user = await getUser(accounts, name);
    await removeUser(accounts, name);
    return user;
  },
});

const LIST_HELP = `Usage: tams user list [OPTION...]

Lists the users of this server, and those who came with tokens of another issuer.

${describeFlags([JSON_FLAG])}
${EXIT_CODES}`;

const list: Command = {
  name: "list",
  summary: "list the users",
  run: async (args) => {
    const { own, settings, help } = readFlags(args, [JSON_FLAG]);
    if (help) {
      process.stdout.write(LIST_HELP);
      return 0;
    }
    return withAccounts(settings, async (accounts) => {
      const report = openReport<User>(own.has("--json"), "users", userLine);
      let users = 0;
      for await (const each of listUsers(accounts)) {
        users++;
        report.item(each);
      }
      report.end({ count: users }, `${users} ${users === 1 ? "user" : "users"}.\n`);
    });
  },
};

/** The users of the server itself. */
export const user = group("tams user", "user", "the users of this server: add, list, suspend and more", [
  add,
  list,
  show,
  set,
  passwd,
  suspend,
  activate,
  remove,
]);

function userLine({ id, name, kind, status, scopes, groups, lockedUntil, lastLogin }: User): string {
  const parts = [
    kind === "user" ? name : id,
    status,
    `scopes ${listText(scopes)}`,
    `groups ${listText(groups)}`,
  ];
  const locked = lockedUntil === undefined ? [] : [`locked until ${lockedUntil}`];
  return [...parts, lastLogin === undefined ? "never logged in" : `last login ${lastLogin}`, ...locked].join(
    "  ",
  );
}
