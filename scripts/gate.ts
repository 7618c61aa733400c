import { spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

interface Step {
  readonly name: string;
  readonly heading: string;
  readonly command: readonly string[];
  /** Whether to show the output as it comes, for the step that is long. */
  readonly live?: boolean;
  /** Set beside the environment of the gate itself. */
  readonly env?: Readonly<Record<string, string>>;
  readonly prepare?: () => Promise<void>;
}

interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

const ROOT = path.join(import.meta.dirname, "..");

/** What the tests saw answered, for the step after them. */
const ANSWERS = "coverage/answers.txt";

/** Processes of tests. They often wait, so there are more than cores. */
const JOBS = availableParallelism() + 1;

const STEPS: readonly Step[] = [
  {
    name: "codegen",
    heading: "Generated code follows from api/",
    command: ["node", "codegen/main.ts", "--check"],
  },
  { name: "types", heading: "Types", command: ["tsc", "--pretty", "false"] },
  {
    name: "lint",
    heading: "Format, lint and layers",
    command: ["biome", "ci", "--error-on-warnings", "--colors=off"],
  },
  { name: "unused", heading: "Nothing unused", command: ["knip", "--no-progress"] },
  {
    name: "tests",
    heading: "Tests, with coverage",
    // What needs a real S3 server is apart: building one takes minutes and Go (npm run test:s3). So is every operation with
    // every credential (npm run test:auth), for the time it takes.
    command: [
      "c8",
      "mocha",
      "--parallel",
      "--jobs",
      String(JOBS),
      "--forbid-only",
      "--reporter",
      "dot",
      "--ignore",
      "test/s3/**",
      "--ignore",
      "test/auth/**",
      "--ignore",
      "test/**/*s3*.test.ts",
      "test/**/*.test.ts",
    ],
    live: true,
    env: { TAMS_TEST_ANSWERS: path.join(ROOT, ANSWERS) },
    prepare: async () => {
      await mkdir(path.join(ROOT, path.dirname(ANSWERS)), { recursive: true });
      await rm(path.join(ROOT, ANSWERS), { force: true });
    },
  },
  {
    name: "answers",
    heading: "Every documented answer was seen by these tests",
    command: ["node", "scripts/answers.ts", ANSWERS],
  },
];

/** What the tests came to, for the last line. */
let counted = "";

const HELP = `Usage: npm test [-- STEP...]

Runs every check of the project in order and stops at the first that fails, naming it. With names, only those:
${STEPS.map(({ name, heading, command }) => `  ${name.padEnd(9)}${heading} (${command.join(" ")})`).join("\n")}

With CI set a skipped test is a failure. The floor of coverage is in .c8rc.json. Tests that need a real S3 server are
apart (npm run test:s3), and so is the comparison of every operation, credential and permission with a model
(npm run test:auth).
`;

const { values, positionals } = parseArgs({
  options: { help: { type: "boolean", default: false } },
  allowPositionals: true,
});
if (values.help) process.stdout.write(HELP);
else process.exitCode = await gate(positionals);

async function gate(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !STEPS.some((step) => step.name === name));
  if (unknown !== undefined) {
    process.stderr.write(`There is no step ${unknown}.\n${HELP}`);
    return 2;
  }
  const started = performance.now();
  const steps = STEPS.filter(({ name }) => names.length === 0 || names.includes(name));
  for (const step of steps) if (!(await passes(step))) return 1;
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`gate: ok, ${steps.length} of ${STEPS.length} steps, ${counted}${seconds} s\n`);
  return 0;
}

async function passes(step: Step): Promise<boolean> {
  process.stdout.write(`${step.heading} ... ${step.live ? "\n" : ""}`);
  const started = performance.now();
  await step.prepare?.();
  const { ok, output } = await run(step);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${ok ? "ok" : "FAILED"} (${seconds} s)\n`);
  if (step.live) {
    counted = `${countsIn(output)}, `;
    process.stdout.write(`${countsIn(output)}\n`);
  }
  if (ok) return true;
  if (!step.live) process.stdout.write(output);
  process.stdout.write(
    `The gate stopped at "${step.name}"; run it alone with \`npm test -- ${step.name}\`.\n`,
  );
  return false;
}

function run({ command, live, env }: Step): Promise<Outcome> {
  const [file = "", ...args] = command;
  const PATH = [path.join(ROOT, "node_modules/.bin"), process.env["PATH"]].join(path.delimiter);
  const child = spawn(file, args, {
    cwd: ROOT,
    env: { ...process.env, ...env, PATH },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const take = (chunk: string): void => {
    output += chunk;
    if (live) process.stdout.write(chunk);
  };
  child.stdout.setEncoding("utf8").on("data", take);
  child.stderr.setEncoding("utf8").on("data", take);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ ok: code === 0, output }));
  });
}

/** One line that any CI can read, from mocha's summary. */
function countsIn(output: string): string {
  const count = (word: string): string => new RegExp(`^\\s*(\\d+) ${word}`, "m").exec(output)?.[1] ?? "0";
  return `${count("passing")} passed, ${count("failing")} failed, ${count("pending")} skipped`;
}
