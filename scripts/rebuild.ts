import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { parseArgs } from "node:util";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { type S3Server, startS3Server } from "./s3/server.ts";

const ROOT = path.join(import.meta.dirname, "..");
const TESTS = [
  "test/unit/key-walk.test.ts",
  "test/cli/media-rebuild.test.ts",
  "test/cli/media-reconcile.test.ts",
];

const HELP = `Usage: npm run test:rebuild [-- OPTION...]

Proves that the database can be rebuilt from the media stores: fills a server with one of everything, destroys the
database, rebuilds it, and compares every row and every listing; also after kills. And proves that reconciling finds
injected orphans of both kinds and deletes only old ones. All of it twice: with two folders as Storage Backends, then with
a bucket of a real S3 server and a folder (scripts/s3-server.ts --help says what that needs).

  --disk      only with folders
  --s3        only with a bucket and a folder
  --help      this text

The last line has the counts. Exits with 0 when everything passed and nothing was skipped, and with 1 otherwise.
`;

interface Count {
  readonly store: string;
  readonly passed: number;
  readonly ok: boolean;
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({ args: [...args], options: { disk: flag, s3: flag, help: flag } });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const both = values.disk === values.s3;
  try {
    const counts = [
      ...(both || values.disk ? [await run("disk", {})] : []),
      ...(both || values.s3 ? [await runOnS3()] : []),
    ];
    const ok = counts.every((count) => count.ok);
    const figures = counts.map(({ store, passed }) => `${passed} passed on ${store}`).join(", ");
    console.log(`rebuild: ${ok ? "ok" : "FAILED"}, ${figures}`);
    return ok ? 0 : 1;
  } catch (thrown) {
    console.error(`rebuild: failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return 1;
  }
}

async function runOnS3(): Promise<Count> {
  const server = await startS3Server();
  try {
    return await run("s3", { REBUILD_BUCKET: JSON.stringify(await bucketOf(server)) });
  } finally {
    await server.stop();
  }
}

/** The settings of a new bucket, as a Storage Backend has them. */
async function bucketOf({ endpoint, region, accessKey, secretKey }: S3Server): Promise<object> {
  const bucket = `rebuild-${randomUUID()}`;
  const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
  // The SDK writes into the credentials that it is given.
  const client = new S3Client({ endpoint, region, credentials: { ...credentials }, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  client.destroy();
  return { bucket, endpoint, region, ...credentials };
}

async function run(store: string, env: Readonly<Record<string, string>>): Promise<Count> {
  console.log(`\nWith ${store === "s3" ? "a bucket and a folder" : "two folders"}:`);
  const mocha = path.join(ROOT, "node_modules/mocha/bin/mocha.js");
  const child = spawn(process.execPath, [mocha, "--forbid-only", ...TESTS], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  const count = (word: string): number =>
    Number(new RegExp(`^\\s*(\\d+) ${word}`, "m").exec(output)?.[1] ?? 0);
  const passed = count("passing");
  return { store, passed, ok: code === 0 && passed > 0 && count("pending") === 0 };
}
