import { parseArgs } from "node:util";

/** A whole number that a flag gives. */
export interface NumberFlag {
  readonly least: number;
  readonly most: number;
  readonly standard: number;
}

/** What the flags of a program say. */
export interface Given<Name extends string, Switch extends string> {
  readonly numbers: Readonly<Record<Name, number>>;
  readonly switches: Readonly<Record<Switch, boolean>>;
}

/** Reads the flags, or undefined where help is asked for. Throws with a sentence for what it does not know. */
export function flagsOf<Name extends string, Switch extends string>(
  args: readonly string[],
  numbers: Readonly<Record<Name, NumberFlag>>,
  switches: readonly Switch[],
): Given<Name, Switch> | undefined {
  const names = Object.keys(numbers) as Name[];
  const values = parsed(args, names, [...switches, "help"]);
  if (values["help"] === true) return undefined;
  return {
    numbers: fromEntries(names.map((name) => [name, wholeNumber(name, values[name], numbers[name])])),
    switches: fromEntries(switches.map((name) => [name, values[name] === true])),
  };
}

type Values = Readonly<Record<string, unknown>>;

function parsed(args: readonly string[], names: readonly string[], switches: readonly string[]): Values {
  const options = Object.fromEntries([
    ...names.map((name) => [name, { type: "string" as const }]),
    ...switches.map((name) => [name, { type: "boolean" as const }]),
  ]);
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (thrown) {
    const known = [...names, ...switches].map((name) => `--${name}`).join(", ");
    const reason = thrown instanceof Error ? thrown.message.split(". ")[0] : String(thrown);
    throw new Error(`${reason}. The flags are ${known}.`);
  }
}

function wholeNumber(name: string, given: unknown, { least, most, standard }: NumberFlag): number {
  if (given === undefined) return standard;
  const value = Number(given);
  if (String(given).trim() === "" || !Number.isInteger(value) || value < least || value > most)
    throw new Error(`--${name} is a whole number from ${least} to ${most}.`);
  return value;
}

/** The keys are those given, which `Object.fromEntries` forgets. */
function fromEntries<Name extends string, Value>(
  entries: readonly (readonly [Name, Value])[],
): Record<Name, Value> {
  return Object.fromEntries(entries) as Record<Name, Value>;
}
