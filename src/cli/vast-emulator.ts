import { randomBytes } from "node:crypto";
import { envName } from "../config/settings.ts";
import { didYouMean } from "../config/suggest.ts";
import { readVastKeys } from "../config/vast-keys.ts";
import { FAULT_NAMES, type Faults } from "../vast-emulator/faults.ts";
import { type Emulator, startEmulator } from "../vast-emulator/server.ts";
import { type Command, EXIT_CODES, UsageError } from "./command.ts";
import { describeFlags, readFlags } from "./flags.ts";

const FLAGS = [
  { flag: "--port", value: "NUMBER", says: "to listen on (9090); 0 lets the system choose" },
  {
    flag: "--host",
    value: "ADDRESS",
    says: "to listen on (127.0.0.1); it has no TLS and forgets everything",
  },
  { flag: "--bucket", value: "NAME", says: "that is there from the start (vastdb); several with commas" },
  {
    flag: "--faults",
    value: "LIST",
    says: "what goes wrong how often: 0.01, or slowDown=0.1,cutAnswer=0.05,seed=7",
  },
  { flag: "--strict", says: "refuse what no official client was seen to send" },
] as const;

const HELP = `Usage: tams vast-emulator [OPTION...]

A VAST Database in memory, to try the VAST engine without a cluster. It speaks the protocol as the official clients do and keeps
nothing when it ends. It is for trying and testing only: what a real cluster does where its clients are silent, it guesses.

${describeFlags(FLAGS)}
Of the settings it takes only the keys that it accepts: ${envName("vastAccessKeyId")} and
${envName("vastSecretAccessKey")}. Without them it makes a new pair, and prints it.

Faults, each with a probability from 0 to 1 (a number alone is for all of them; lateMs is in milliseconds):
${FAULT_NAMES.map((name) => `  ${name}\n`).join("")}
It ends on Ctrl-C and on SIGTERM, with exit code 0.

${EXIT_CODES}`;

/** `tams vast-emulator`. */
export const vastEmulator: Command = {
  name: "vast-emulator",
  summary: "a VAST Database in memory, to try the VAST engine without a cluster",
  run: async (args) => {
    const { own, settings, help } = readFlags(args, FLAGS);
    if (help) {
      process.stdout.write(HELP);
      return 0;
    }
    const port = readPort(own.get("--port") ?? "9090");
    const buckets = readBuckets(own.get("--bucket") ?? "vastdb");
    const faults = readFaults(own.get("--faults"));
    const { keys: given, faults: wrong } = readVastKeys(settings);
    if (wrong.length > 0) throw new UsageError(wrong.join("\n"));
    const keys = given ?? newKeys();
    const host = own.get("--host") ?? "127.0.0.1";
    const onError = (cause: unknown): void => void process.stderr.write(`${String(cause)}\n`);
    const strict = own.has("--strict");
    const emulator = await startEmulator({ ...keys, port, host, buckets, faults, strict, onError }).catch(
      (cause: unknown) => {
        throw new Error(`The emulator cannot listen on ${host}, port ${port}: ${String(cause)}`, { cause });
      },
    );
    process.stdout.write(welcome(emulator, buckets, given === undefined ? keys : undefined));
    await stopped();
    await emulator.close();
    return 0;
  },
};

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

function newKeys(): Keys {
  return {
    accessKeyId: randomBytes(10).toString("hex").toUpperCase(),
    secretAccessKey: randomBytes(24).toString("base64url"),
  };
}

/** What a server needs in its environment; keys that were given are not repeated. */
function welcome({ url }: Emulator, buckets: readonly string[], keys: Keys | undefined): string {
  const variables = {
    engine: "vast",
    vastEndpoints: url,
    vastBucket: buckets[0] ?? "",
    ...(keys !== undefined && {
      vastAccessKeyId: keys.accessKeyId,
      vastSecretAccessKey: keys.secretAccessKey,
    }),
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${envName(name)}=${value}\n`);
  return (
    `A VAST Database in memory is at ${url}, with the bucket ${buckets.join(", ")}. Nothing is kept when it ends.\n` +
    `A server runs on it with this environment${keys === undefined ? ", beside the keys that you gave" : ""}:\n\n` +
    `${lines.join("")}`
  );
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => resolve());
  });
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port < 2 ** 16) return port;
  throw new UsageError(`The flag --port needs a number from 0 to 65535, not ${JSON.stringify(text)}.`);
}

function readBuckets(text: string): readonly string[] {
  const names = text.split(",");
  if (names.every((name) => /^[a-z0-9][a-z0-9.-]*$/.test(name))) return names;
  throw new UsageError(`The flag --bucket needs names of buckets, not ${JSON.stringify(text)}.`);
}

/** Reads `0.01`, or `name=0.1,other=0.05,seed=7`. Throws a `UsageError` that names the nearest fault. */
export function readFaults(text: string | undefined): Faults {
  if (text === undefined) return {};
  if (!text.includes("=")) {
    const all = readProbability("--faults", text);
    return Object.fromEntries(FAULT_NAMES.map((name) => [name, all]));
  }
  const known = [...FAULT_NAMES, "seed", "lateMs"];
  const pairs = text.split(",").map((pair) => {
    const [name = "", value = ""] = pair.split("=");
    if (!known.includes(name)) throw new UsageError(`There is no fault ${name}.${didYouMean(name, known)}`);
    if (name !== "seed" && name !== "lateMs") return [name, readProbability(name, value)] as const;
    if (!/^\d{1,9}$/.test(value)) throw new UsageError(`${name} needs a whole number, not ${value}.`);
    return [name, Number(value)] as const;
  });
  return Object.fromEntries(pairs);
}

function readProbability(name: string, text: string): number {
  const value = Number(text);
  if (text !== "" && value >= 0 && value <= 1) return value;
  throw new UsageError(`${name} needs a probability from 0 to 1, not ${JSON.stringify(text)}.`);
}
