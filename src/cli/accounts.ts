import { recordCommand } from "../auth/audit-log.ts";
import { toScope } from "../auth/scopes.ts";
import type { Accounts } from "../auth/users.ts";
import { didYouMean } from "../config/suggest.ts";
import { readConfig } from "../config.ts";
import type { Scope } from "../contract/operations.ts";
import { StoreError } from "../errors.ts";
import { openStores } from "../main.ts";
import { UsageError } from "./command.ts";
import { openCommandLog } from "./report.ts";

/** What commands about users and tokens work on. */
export interface CommandAccounts extends Accounts {
  /** Writes into the audit log what was done to an account, such as `user_created` to `user:anna`. */
  record(event: string, resource: string): Promise<void>;
}

/** Opens the tables for a command; a server may run meanwhile. What a rule refuses becomes a `UsageError`. */
export async function withAccounts(
  settings: readonly string[],
  work: (accounts: CommandAccounts) => Promise<void>,
): Promise<number> {
  const { config } = readConfig(settings);
  const { app, close } = await openStores(config, { log: openCommandLog() });
  const { engine, now } = app;
  const record = (event: string, resource: string): Promise<void> =>
    recordCommand(engine, now(), { event, resource });
  try {
    await work({ engine, now, record });
    return 0;
  } catch (cause) {
    if (cause instanceof StoreError && cause.fault === "invalid") throw new UsageError(cause.message);
    throw cause;
  } finally {
    await close();
  }
}

/** The one word that a command is about, which comes first, and what follows it. Undefined where help is asked for. */
export function takeWord(args: readonly string[], question: string): [word: string, rest: readonly string[]] {
  const [word = "", ...rest] = args;
  if (args.includes("--help") || args.includes("-h")) return ["", ["--help"]];
  if (word === "" || word.startsWith("-")) throw new UsageError(question);
  return [word, rest];
}

const SCOPES: readonly Scope[] = ["read", "write", "delete", "admin"];

/** The scopes in a flag. Throws a `UsageError` that names the nearest one. */
export function readScopeFlag(value: string): readonly Scope[] {
  return readListFlag(value).map((name) => {
    const scope = toScope(name);
    if (scope !== undefined) return scope;
    throw new UsageError(
      `There is no scope ${name}.${didYouMean(name, SCOPES)} There are ${SCOPES.join(", ")}.`,
    );
  });
}

/** The words in a flag that takes a list with commas. */
export function readListFlag(value: string | undefined): readonly string[] {
  const words = (value ?? "").split(",").map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ""))];
}

/** A list for a line of text. */
export function listText(words: readonly string[]): string {
  return words.length === 0 ? "-" : words.join(",");
}
