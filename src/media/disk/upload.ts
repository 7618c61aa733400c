import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { addAbortSignal, type Readable } from "node:stream";
import { invalid, StoreError } from "../../errors.ts";
import type { Checks, WriteOptions } from "../store.ts";

/** What arrived. */
export interface Received {
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/**
 * Streams an upload into a new file at `path`, one chunk at a time, and flushes it. Throws `invalid` when the upload breaks
 * off or is not what its writer claimed; the file is then left for the caller to remove. The stream is not destroyed, since
 * that would cut the connection the answer has to travel on.
 */
export async function receive(
  bytes: Readable,
  path: string,
  key: string,
  options: WriteOptions,
): Promise<Received> {
  const file = await open(path, "wx");
  try {
    const received = await pour(bytes, file, key, options);
    await file.sync();
    return received;
  } finally {
    await file.close();
  }
}

async function pour(
  bytes: Readable,
  file: FileHandle,
  key: string,
  options: WriteOptions,
): Promise<Received> {
  const { checks = {}, signal } = options;
  const sha256 = createHash("sha256");
  const md5 = createHash("md5");
  let size = 0;
  for await (const chunk of chunksOf(bytes, key, signal)) {
    size += chunk.length;
    if (checks.size !== undefined && size > checks.size) throw wrongSize(key, checks.size);
    sha256.update(chunk);
    if (checks.md5 !== undefined) md5.update(chunk);
    await writeWhole(file, chunk);
  }
  const digest = sha256.digest();
  compare(key, checks, size, digest.toString("base64"), md5.digest("base64"));
  return { size, sha256: digest.toString("hex") };
}

function compare(key: string, checks: Checks, size: number, sha256: string, md5: string): void {
  if (checks.size !== undefined && size !== checks.size) throw wrongSize(key, checks.size);
  if (checks.md5 !== undefined && checks.md5 !== md5) {
    throw invalid(`The bytes of object ${key} do not have the MD5 that Content-MD5 states.`, "Content-MD5");
  }
  if (checks.sha256 !== undefined && checks.sha256 !== sha256) {
    const header = "x-amz-checksum-sha256";
    throw invalid(`The bytes of object ${key} do not have the SHA-256 that ${header} states.`, header);
  }
}

function wrongSize(key: string, size: number): StoreError {
  return invalid(
    `The upload of object ${key} is not the ${size} bytes that Content-Length states.`,
    "Content-Length",
  );
}

async function* chunksOf(
  bytes: Readable,
  key: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  if (signal !== undefined) addAbortSignal(signal, bytes);
  try {
    for await (const chunk of bytes.iterator({ destroyOnReturn: false })) yield toBytes(chunk);
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    throw new StoreError("invalid", `The upload of object ${key} broke off.`, {}, { cause });
  }
}

/** Streams of text are for callers with a string at hand. */
function toBytes(chunk: unknown): Uint8Array {
  return chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
}

/** A single write may be short, for example at the end of the disk's space. */
async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let written = 0;
  while (written < chunk.length) written += (await file.write(chunk, written)).bytesWritten;
}
