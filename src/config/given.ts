import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { envName, flagName, settings } from "./settings.ts";
import { didYouMean } from "./suggest.ts";

/** A value somebody gave for a setting, and where, in the words of that place. */
export interface Given {
  readonly value: unknown;
  readonly where: string;
}

/** What was given, by name of the setting; and what is wrong with the giving itself. */
export interface Gathered {
  readonly given: Map<string, Given>;
  readonly faults: string[];
  readonly warnings: string[];
  readonly action: "serve" | "help" | "print";
}

type Env = Readonly<Record<string, string | undefined>>;

/** Gathers from the file, the environment and the flags, each winning over the one before. */
export function gather(argv: readonly string[], env: Env): Gathered {
  const flags = readFlags(argv);
  const file = readFile(flags.file ?? { value: env["TAMS_CONFIG"], where: "TAMS_CONFIG" });
  const environment = readEnv(env);
  return {
    given: new Map([...file.given, ...environment.given, ...flags.given]),
    faults: [...file.faults, ...flags.faults],
    warnings: environment.warnings,
    action: flags.action,
  };
}

/** An empty variable means "not set", except where empty is a value. */
function readEnv(env: Env): { given: Map<string, Given>; warnings: string[] } {
  const names = new Map([...settings.keys()].map((name) => [envName(name), name]));
  const given = new Map<string, Given>();
  const warnings: string[] = [];
  for (const [variable, value] of Object.entries(env)) {
    if (!variable.startsWith("TAMS_") || variable === "TAMS_CONFIG" || value === undefined) continue;
    const name = names.get(variable);
    if (name === undefined)
      warnings.push(
        `The variable ${variable} is not known and is ignored.${didYouMean(variable, names.keys())}`,
      );
    else if (value !== "" || settings.get(name)?.kind.read("") !== undefined)
      given.set(name, { value, where: variable });
  }
  return { given, warnings };
}

function readFile(path: Given): { given: Map<string, Given>; faults: string[] } {
  if (path.value === undefined || path.value === "") return { given: new Map(), faults: [] };
  const file = String(path.value);
  try {
    const content: unknown = parse(readFileSync(file, "utf8")) ?? {};
    return fromObject(file, content);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : "it cannot be read";
    return {
      given: new Map(),
      faults: [`The file ${file} named by ${path.where} cannot be used: ${reason}.`],
    };
  }
}

function fromObject(file: string, content: unknown): { given: Map<string, Given>; faults: string[] } {
  if (typeof content !== "object" || content === null || Array.isArray(content)) {
    return { given: new Map(), faults: [`The file ${file} must hold settings by name.`] };
  }
  const entries = Object.entries(content);
  const unknown = entries.filter(([name]) => !settings.has(name));
  return {
    given: new Map(entries.map(([name, value]) => [name, { value, where: `${name} in ${file}` }])),
    faults: unknown.map(
      ([name]) => `There is no setting ${name} (in ${file}).${didYouMean(name, settings.keys())}`,
    ),
  };
}

interface Flags {
  readonly given: Map<string, Given>;
  readonly faults: string[];
  action: Gathered["action"];
  file?: Given;
}

function readFlags(argv: readonly string[]): Flags {
  const flags: Flags = { given: new Map(), faults: [], action: "serve" };
  for (let rest = argv; rest.length > 0; ) rest = rest.slice(readFlag(rest, flags));
  return flags;
}

/** Reads one flag and says how many words it took: `--port 4010`, `--port=4010`, or a bare `--trust-proxy`. */
function readFlag([word = "", next]: readonly string[], flags: Flags): number {
  const [flag = "", ...inline] = word.split("=");
  if (flag === "--help" || flag === "-h" || flag === "--print-config") {
    flags.action = flag === "--print-config" ? "print" : "help";
    return 1;
  }
  const names = new Map([...settings.keys()].map((name) => [flagName(name), name]));
  const name = names.get(flag);
  if (name === undefined && flag !== "--config") {
    flags.faults.push(
      `There is no flag ${flag}.${didYouMean(flag, [...names.keys(), "--config", "--help", "--print-config"])}`,
    );
    return next === undefined || next.startsWith("-") || inline.length > 0 ? 1 : 2;
  }
  const isBare = inline.length === 0 && (next === undefined || next.startsWith("--"));
  if (isBare && settings.get(name ?? "")?.default !== Boolean(settings.get(name ?? "")?.default)) {
    flags.faults.push(`The flag ${flag} needs a value.`);
    return 1;
  }
  const value = isBare ? "true" : inline.length > 0 ? inline.join("=") : next;
  if (name === undefined) flags.file = { value, where: flag };
  else flags.given.set(name, { value, where: flag });
  return isBare || inline.length > 0 ? 1 : 2;
}
