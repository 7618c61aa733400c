// Plain JavaScript: it runs before anything is installed, on whatever Node there is.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const NEEDED = 24;
const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const HELP = `Usage: node scripts/setup.mjs

Installs the packages of package-lock.json with \`npm ci\` when node_modules is missing or is not what the lock says,
and checks that a Node of version ${NEEDED} or later will run the project. npm runs it before start, test and the like.
`;

if (process.argv.includes("--help")) process.stdout.write(HELP);
else setUp();

function setUp() {
  const reason = whyInstall();
  if (reason !== undefined) install(reason);
  const version = usedNode();
  if (Number.parseInt(version, 10) >= NEEDED) return;
  fail(
    `Node ${NEEDED} or later is needed and this is ${version}: ` +
      "run `npm ci --no-ignore-scripts`, which brings one, or install it and try again.",
  );
}

/** Compares what is installed with the lock, entry by entry; times of files say nothing in a fresh clone. */
function whyInstall() {
  const locked = packagesIn("package-lock.json") ?? {};
  const installed = packagesIn("node_modules/.package-lock.json");
  if (installed === undefined) return "Nothing is installed yet";
  for (const [place, entry] of Object.entries(locked)) {
    const found = installed[place]?.version;
    const missing = found === undefined && !entry.optional;
    if (place !== "" && (missing || (found !== undefined && found !== entry.version))) {
      return `${place} is not what package-lock.json says`;
    }
  }
  return undefined;
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, file), "utf8")).packages;
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function install(reason) {
  process.stderr.write(`${reason}: running \`npm ci\`.\n`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status } = spawnSync(npm, ["ci", "--loglevel=error"], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) fail("`npm ci` did not succeed; its message is above.");
}

/** npm puts node_modules/.bin first on the PATH of scripts, so the Node there is the one that will run. */
function usedNode() {
  try {
    const node = path.join(ROOT, "node_modules/.bin/node");
    return execFileSync(node, ["--version"], { encoding: "utf8" }).trim().slice(1);
  } catch {
    return process.versions.node;
  }
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
