import { readdir } from "node:fs/promises";
import { recordCommand } from "../auth/audit-log.ts";
import { openSigningKeys, rotateKey } from "../auth/signing-keys.ts";
import { readConfig } from "../config.ts";
import { openStores } from "../main.ts";
import { type Command, EXIT_CODES, group } from "./command.ts";
import { describeFlags, readFlags } from "./flags.ts";
import { openCommandLog, openReport } from "./report.ts";

const FLAGS = [{ flag: "--json", says: "report as JSON" }] as const;

const LIST_HELP = `Usage: tams auth keys list [OPTION...]

Lists the keys that this server signs its own tokens with (TAMS_AUTH_KEYS_FOLDER), by the ids in /.well-known/jwks.json. The newest
signs, all verify. There is none until the first login.

${describeFlags(FLAGS)}
${EXIT_CODES}`;

interface KeyReport {
  readonly kid: string;
  readonly signs: boolean;
}

const list: Command = {
  name: "list",
  summary: "list the keys that sign and verify this server's tokens",
  run: async (args) => {
    const { own, settings, help } = readFlags(args, FLAGS);
    if (help) return say(LIST_HELP);
    const { authKeysFolder } = readConfig(settings).config.auth;
    // To look at the keys must not make one.
    const files = await readdir(authKeysFolder).catch(() => []);
    const isEmpty = !files.some((name) => /^[^.].*\.pem$/.test(name));
    const keys = isEmpty ? [] : await openSigningKeys(authKeysFolder, () => new Date()).all();
    const report = openReport<KeyReport>(
      own.has("--json"),
      "keys",
      ({ kid, signs }) => `${kid}  ${signs ? "signs and verifies" : "verifies"}`,
    );
    for (const [at, { kid }] of keys.entries()) report.item({ kid, signs: at === 0 });
    report.end({ folder: authKeysFolder }, `${keys.length} in ${authKeysFolder}.\n`);
    return 0;
  },
};

const ROTATE_HELP = `Usage: tams auth keys rotate [OPTION...]

Makes a new key, which servers sign with within half a minute. Those before it go on verifying, so nobody has to log in again; once
the last token they signed has expired (TAMS_AUTH_ACCESS_SECONDS), or at once if one was stolen, their files may be deleted.

${describeFlags(FLAGS)}
${EXIT_CODES}`;

const rotate: Command = {
  name: "rotate",
  summary: "make a new key that signs from now on",
  run: async (args) => {
    const { own, settings, help } = readFlags(args, FLAGS);
    if (help) return say(ROTATE_HELP);
    const { config } = readConfig(settings);
    const { app, close } = await openStores(config, { log: openCommandLog() });
    try {
      const kid = await rotateKey(config.auth.authKeysFolder, app.now());
      await recordCommand(app.engine, app.now(), { event: "key_rotated", resource: `key:${kid}` });
      process.stdout.write(
        own.has("--json") ? `${JSON.stringify({ kid })}\n` : `${kid} signs from now on.\n`,
      );
      return 0;
    } finally {
      await close();
    }
  },
};

/** The keys of tokens that this server issues itself. */
export const keys = group(
  "tams auth keys",
  "keys",
  "list and rotate the keys that sign this server's tokens",
  [list, rotate],
);

function say(help: string): number {
  process.stdout.write(help);
  return 0;
}
