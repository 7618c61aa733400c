import { flagName, settings } from "../config/settings.ts";
import { didYouMean } from "../config/suggest.ts";
import { UsageError } from "./command.ts";

/** A flag of a command, beside those of the settings. */
export interface Flag {
  /** With its dashes. */
  readonly flag: string;
  /** What its value is called in the help; a flag without one is on or off. */
  readonly value?: string;
  readonly says: string;
}

/** What the arguments of a command say. */
export interface Given {
  /** The command's own flags; those without a value have "true". */
  readonly own: ReadonlyMap<string, string>;
  /** Those of the settings, as `readConfig` takes them. */
  readonly settings: readonly string[];
  readonly help: boolean;
}

const CONFIG = "--config";

/** Tells a command's own flags from those of the settings. Throws a `UsageError` for one that is neither. */
export function readFlags(args: readonly string[], flags: readonly Flag[]): Given {
  const own = new Map<string, string>();
  const rest: string[] = [];
  let help = false;
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    const next = args[at + 1];
    const [name = "", ...inline] = word.split("=");
    const flag = flags.find((one) => one.flag === name);
    if (name === "--help" || name === "-h") help = true;
    else if (flag === undefined) {
      mustBeSetting(name, flags);
      rest.push(word);
      if (inline.length === 0 && next !== undefined && !next.startsWith("--")) rest.push(args[++at] ?? "");
    } else if (flag.value === undefined) {
      if (inline.length > 0) throw new UsageError(`The flag ${name} takes no value.`);
      own.set(name, "true");
    } else {
      const value = inline.length > 0 ? inline.join("=") : args[++at];
      if (value === undefined) throw new UsageError(`The flag ${name} needs a value.`);
      own.set(name, value);
    }
  }
  return { own, settings: rest, help };
}

function mustBeSetting(name: string, flags: readonly Flag[]): void {
  const known = [CONFIG, ...[...settings.keys()].map(flagName)];
  if (known.includes(name)) return;
  const all = [...flags.map(({ flag }) => flag), ...known, "--help"];
  throw new UsageError(`There is no flag ${name}.${didYouMean(name, all)}`);
}

/** The flags with what they do, for a command's help. */
export function describeFlags(flags: readonly Flag[]): string {
  const names = flags.map(({ flag, value }) => (value === undefined ? flag : `${flag} ${value}`));
  const width = Math.max(...names.map((name) => name.length), "--help".length);
  const lines = flags.map(({ says }, at) => `  ${(names[at] ?? "").padEnd(width)}  ${says}\n`);
  return [
    ...lines,
    `  ${"--help".padEnd(width)}  this text\n`,
    "\nSettings are those of the server, from the same file, environment and flags (`tams serve --help`),\n",
    "such as --data FOLDER and --config FILE.\n",
  ].join("");
}
