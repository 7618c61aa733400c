import { type SpawnOptions, spawn } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

const HERE = import.meta.dirname;
const REQUIREMENTS = path.join(HERE, "requirements.txt");

/** Where everything that Python needs or writes is kept; git ignores it. */
export const CACHE = path.join(HERE, "../../.cache/vast-sdk");

const ENVIRONMENT = path.join(CACHE, "venv");
const PYTHON = path.join(ENVIRONMENT, "bin/python");
/** What was installed, as the requirements said it: written when the installation is complete. */
const STAMP = path.join(ENVIRONMENT, "requirements.txt");

const NEEDED =
  "Python 3.11, 3.12 or 3.13 with its venv module is needed to run the official SDK: on Debian and Ubuntu, " +
  "`apt-get install python3 python3-venv`. PYTHON may name another interpreter than python3.";

/** Creates the Python environment, or brings it up to date, if need be. Throws an error that says what is missing. */
export async function installSdk(log: (line: string) => void): Promise<void> {
  const wanted = await readFile(REQUIREMENTS, "utf8");
  if ((await readFile(STAMP, "utf8").catch(() => "")) === wanted) return;
  log("Installing the official SDK in .cache/vast-sdk.");
  const python = process.env["PYTHON"] ?? "python3";
  await checkInterpreter(python);
  await rm(ENVIRONMENT, { recursive: true, force: true });
  await mkdir(CACHE, { recursive: true });
  await runOrFail(python, ["-m", "venv", ENVIRONMENT], NEEDED);
  const pip = ["-m", "pip", "--disable-pip-version-check", "--quiet"];
  const wheels = ["install", "--only-binary", ":all:", "--no-deps", "--requirement", REQUIREMENTS];
  const failed = "The packages of scripts/vast-sdk/requirements.txt could not be installed.";
  await runOrFail(PYTHON, [...pip, ...wheels], failed);
  await runOrFail(PYTHON, [...pip, "check"], failed);
  await writeFile(STAMP, wanted);
}

async function checkInterpreter(python: string): Promise<void> {
  const check = "import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))";
  await runOrFail(python, ["-c", check], NEEDED);
}

/** Runs a program to its end. Throws an error of the given message, with what it wrote, unless it exits with 0. */
async function runOrFail(command: string, args: readonly string[], message: string): Promise<void> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", (cause) => reject(new Error(message, { cause }))).once("close", resolve);
  });
  if (code !== 0) throw new Error(`${message}\n${output.trim()}`);
}

/** Starts one of this folder's scripts in the environment. `env` is added to what this process has. */
export function startPython<Options extends SpawnOptions>(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  options: Options,
) {
  // Python's own settings of the user must not lead it to other packages; and it writes only into the cache.
  const own = { PYTHONNOUSERSITE: "1", PYTHONPATH: "", PYTHONDONTWRITEBYTECODE: "1", PYTHONUNBUFFERED: "1" };
  return spawn(PYTHON, [path.join(HERE, script), ...args], {
    ...options,
    env: { ...process.env, ...own, ...env },
  });
}
