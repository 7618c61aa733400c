import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const MODULE = "github.com/versity/versitygw/cmd/versitygw";
const VERSION = "v1.8.0";
/** What the module's own go.mod asks for. */
const NEEDED_GO = "1.25";
const CACHE = path.join(import.meta.dirname, "..", "..", ".cache", "s3");
const PROGRAM = `versitygw-${VERSION}`;

/** The S3 server cannot be had on this machine; the message is a sentence that names the remedy. */
export class NoS3Server extends Error {
  override readonly name = "NoS3Server";
}

/**
 * Resolves to the path of the S3 server's program (Versity S3 Gateway, Apache 2.0), built from its pinned source the first
 * time: about three minutes of two cores. Throws `NoS3Server` where Go is missing, too old or cannot build it.
 */
export async function installS3Server(log: (line: string) => void): Promise<string> {
  const program = path.join(CACHE, PROGRAM);
  if (await exists(program)) return program;
  await requireGo();
  log(`Building the S3 server ${PROGRAM}: about three minutes, once.`);
  await mkdir(CACHE, { recursive: true });
  // A folder of its own, so that of two builds at the same time none sees half of the other's.
  const folder = await mkdtemp(path.join(CACHE, "build-"));
  try {
    await build(folder);
    await rename(path.join(folder, "versitygw"), program);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return program;
}

async function build(folder: string): Promise<void> {
  const env = { ...process.env, GOBIN: folder };
  const args = ["install", "-trimpath", "-ldflags=-s -w", `${MODULE}@${VERSION}`];
  try {
    await run("go", args, { env, cwd: folder, maxBuffer: 64 * 1024 * 1024 });
  } catch (cause) {
    const said = outputOf(cause).trim().split("\n").slice(-5).join(" ");
    throw new NoS3Server(
      `Go could not build ${PROGRAM}, for which it needs a Go module proxy the first time: ${said}`,
      { cause },
    );
  }
}

async function requireGo(): Promise<void> {
  const remedy = `install Go ${NEEDED_GO} or later (https://go.dev/dl) and put it on the PATH`;
  const version = await run("go", ["env", "GOVERSION"]).catch((cause: unknown) => {
    throw new NoS3Server(`The S3 server is built with Go, which was not found: ${remedy}.`, { cause });
  });
  const [, major = "0", minor = "0"] = /^go(\d+)\.(\d+)/.exec(version.stdout) ?? [];
  const [neededMajor = 0, neededMinor = 0] = NEEDED_GO.split(".").map(Number);
  const enough =
    Number(major) > neededMajor || (Number(major) === neededMajor && Number(minor) >= neededMinor);
  if (!enough)
    throw new NoS3Server(`The S3 server needs a later Go than ${version.stdout.trim()}: ${remedy}.`);
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** What a failed program printed, or why it could not be run. */
function outputOf(thrown: unknown): string {
  const { stderr, message } = thrown as { stderr?: string; message?: string };
  return stderr || message || String(thrown);
}
