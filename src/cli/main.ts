import { usage } from "../config/describe.ts";
import { ConfigError } from "../config.ts";
import { auth } from "./auth.ts";
import { type Command, choose, EXIT_CODES, listed, UsageError } from "./command.ts";
import { doctor } from "./doctor.ts";
import { jobs } from "./jobs.ts";
import { media } from "./media.ts";
import { projections } from "./projections.ts";
import { retention } from "./retention.ts";
import { serve } from "./serve.ts";
import { tables } from "./tables.ts";
import { token } from "./token.ts";
import { user } from "./user.ts";
import { vastEmulator } from "./vast-emulator.ts";

const COMMANDS: readonly Command[] = [
  serve,
  media,
  jobs,
  user,
  token,
  retention,
  auth,
  tables,
  projections,
  doctor,
  vastEmulator,
];

const HELP = `Usage: tams [COMMAND] [OPTION...]

${listed(COMMANDS)}
Every command has --help. Without a command the API is served:

${usage()}
${EXIT_CODES}`;

/** The program: does what the arguments say, and leaves the exit code with the process. */
export async function tams(args: readonly string[]): Promise<void> {
  try {
    process.exitCode = await run(args);
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exitCode = cause instanceof UsageError || cause instanceof ConfigError ? 2 : 1;
  }
}

async function run(args: readonly string[]): Promise<number> {
  const [first, ...rest] = args;
  if (first === "--help" || first === "-h") {
    process.stdout.write(HELP);
    return 0;
  }
  if (first === undefined || first.startsWith("-")) return serve.run(args);
  return choose("tams", COMMANDS, first).run(rest);
}
