import { compareCommand } from "./compare-command.ts";
import { Untestable } from "./discovery.ts";
import { HELP } from "./help.ts";
import { listCommand } from "./list-command.ts";
import { UsageError } from "./options.ts";
import { runCommand } from "./run-command.ts";

/** Exit code of a wrong command line, or of a server that cannot be tested. */
const UNTESTED = 2;

/** The program: takes its arguments, resolves to its exit code. */
export async function compliance(args: readonly string[]): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", unlessClosed);
  try {
    return await dispatched(args);
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      process.stderr.write(`tams-compliance: ${thrown.message}\nSee \`tams-compliance --help\`.\n`);
      return UNTESTED;
    }
    if (thrown instanceof Untestable) {
      process.stderr.write(`tams-compliance: ${thrown.message}\n`);
      return UNTESTED;
    }
    throw thrown;
  }
}

/** Who reads only the beginning, as `head` does, still gets the files that were asked for. */
function unlessClosed(error: Error & { readonly code?: string }): void {
  if (error.code !== "EPIPE") throw error;
}

async function dispatched(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (args.includes("--help") || args.includes("-h") || command === "help") {
    process.stdout.write(HELP);
    return 0;
  }
  if (command === "compare") return await compareCommand(rest, process.env);
  if (command === "list") return listCommand(rest);
  if (command !== undefined && !command.startsWith("-")) {
    throw new UsageError(
      `There is no command "${command}": it is compare, list, or options alone to run tests.`,
    );
  }
  return await runCommand(args, process.env);
}
