import { didYouMean } from "../config/suggest.ts";

/** One command of the program, or a group of them. */
export interface Command {
  readonly name: string;
  /** What it does, on one line. */
  readonly summary: string;
  /** Resolves to the exit code. Throws a `UsageError` for arguments it does not understand. */
  run(args: readonly string[]): Promise<number>;
}

/** A mistake in the arguments, as one or more sentences. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** What every command's exit code means; printed by every `--help`. */
export const EXIT_CODES = `Exit codes:
  0  done, and all is well
  1  it failed; the last line says why
  2  the arguments or settings are wrong
  3  done, but something was found that is not as it should be
`;

/** A command that only chooses another: `tams media` chooses among `rebuild` and others. */
export function group(path: string, name: string, summary: string, commands: readonly Command[]): Command {
  const help = `Usage: ${path} COMMAND [OPTION...]\n\n${summary}\n\n${listed(commands)}\n${EXIT_CODES}`;
  return {
    name,
    summary,
    run: async ([first, ...rest]) => {
      if (first === "--help" || first === "-h") {
        process.stdout.write(help);
        return 0;
      }
      if (first === undefined) throw new UsageError(`${path} needs a command.\n\n${help}`);
      return choose(path, commands, first).run(rest);
    },
  };
}

/** The command of this name. Throws a `UsageError` that names the nearest one. */
export function choose(path: string, commands: readonly Command[], name: string): Command {
  const found = commands.find((command) => command.name === name);
  if (found !== undefined) return found;
  const names = commands.map((command) => command.name);
  throw new UsageError(
    `There is no command ${path} ${name}.${didYouMean(name, names)} There are ${names.join(", ")}; --help says more.`,
  );
}

/** The commands with their summaries, a line each. */
export function listed(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}\n`).join("");
}
