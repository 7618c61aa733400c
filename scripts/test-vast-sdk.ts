import { parseArgs } from "node:util";
import { startEmulator } from "../src/vast-emulator/server.ts";
import { agree } from "./vast-sdk/agree.ts";
import { compareCaptures } from "./vast-sdk/captures.ts";
import { EMULATOR_KEYS } from "./vast-sdk/keys.ts";
import { connectOurPeer } from "./vast-sdk/our-peer.ts";
import { installSdk } from "./vast-sdk/python.ts";
import { type SdkPeer, startSdkPeer } from "./vast-sdk/sdk-peer.ts";
import { runSuite } from "./vast-sdk/suite.ts";

const HELP = `Usage: npm run test:vast-sdk [-- --only sdk|agree|captures]

Has the official Python SDK of the VAST Database judge our emulator and our client:

  sdk       its own tests, as its package installs them, run against the emulator. What cannot pass there is listed in
            scripts/vast-sdk/excused.json with a reason each; the list must be exact. Waits for a cluster's background
            work are cut short, as the emulator has none.
  agree     tables of every type that one of the two clients writes are read, changed and filtered by both, and each
            value is compared with what was written, bit by bit.
  captures  35 queries, encoded by the SDK and by our client: byte for byte the same.

Installs the SDK and what it needs, pinned in scripts/vast-sdk/requirements.txt, in .cache/vast-sdk the first time. That
needs Python 3.11 to 3.13 with its venv module (Debian: python3 and python3-venv) and a package index; PYTHON names
another interpreter than python3.

The last line is the figure. Exits with 0 when nothing differs and with 1 otherwise.
`;

const BUCKET = "vastdb";
const PARTS = ["sdk", "agree", "captures"] as const;

/** What a part of the run has to say: its figure, and what is wrong. */
interface Verdict {
  readonly figure: string;
  readonly problems: readonly string[];
}

const judges: Readonly<Record<(typeof PARTS)[number], () => Promise<Verdict>>> = {
  sdk: async () => {
    const { passed, failed, excused, problems } = await runSuite(console.log);
    const none = passed === 0 ? ["No test passed."] : [];
    return {
      figure: `${passed} SDK tests passed, ${failed} failed, ${excused} excused`,
      problems: [...problems, ...none],
    };
  },
  agree: () =>
    withSdk(async (sdk, url) => {
      const ours = await connectOurPeer(url, BUCKET);
      try {
        const { values, problems } = await agree(sdk, ours, console.log);
        return { figure: `${values.toLocaleString("en")} values agree in both directions`, problems };
      } finally {
        await ours.close();
      }
    }),
  captures: () =>
    withSdk(async (sdk) => {
      const { matching, problems } = await compareCaptures(sdk);
      return { figure: `${matching} captures match`, problems };
    }),
};

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const only = readArguments(args);
  if (only === "help") {
    process.stdout.write(HELP);
    return 0;
  }
  if (only === "wrong") {
    process.stderr.write(HELP);
    return 1;
  }
  try {
    await installSdk(console.log);
    const verdicts: Verdict[] = [];
    for (const part of only) verdicts.push(await judges[part]());
    const problems = verdicts.flatMap((verdict) => verdict.problems);
    for (const problem of problems) console.log(`- ${problem}`);
    console.log(verdicts.map(({ figure }) => figure).join("; "));
    return problems.length === 0 ? 0 : 1;
  } catch (thrown) {
    console.error(`vast-sdk: failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return 1;
  }
}

function readArguments(args: readonly string[]): (typeof PARTS)[number][] | "help" | "wrong" {
  try {
    const options = { help: { type: "boolean" }, only: { type: "string" } } as const;
    const { help, only } = parseArgs({ args: [...args], options }).values;
    if (help) return "help";
    const parts = PARTS.filter((part) => only === undefined || part === only);
    return parts.length === 0 ? "wrong" : parts;
  } catch {
    return "wrong";
  }
}

/** Does work with an emulator of its own and the SDK connected to it. */
async function withSdk(work: (sdk: SdkPeer, url: string) => Promise<Verdict>): Promise<Verdict> {
  const emulator = await startEmulator({
    ...EMULATOR_KEYS,
    buckets: [BUCKET],
    onError: (cause) => console.error("The emulator failed:", cause),
  });
  const sdk = startSdkPeer(emulator.url, BUCKET);
  try {
    const { sdk: version, pyarrow } = await sdk.version();
    console.log(`vastdb ${version} with pyarrow ${pyarrow}`);
    return await work(sdk, emulator.url);
  } finally {
    await sdk.close();
    await emulator.close();
  }
}
