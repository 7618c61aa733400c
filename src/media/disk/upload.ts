import { type FileHandle, open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { Incoming, type Received } from "../incoming.ts";
import type { WriteOptions } from "../store.ts";

/**
 * Streams an upload into a new file at `path`, one chunk at a time, and flushes it. Throws `invalid` when the upload breaks
 * off or is not what its writer claimed; the file is then left for the caller to remove.
 */
export async function receive(
  bytes: Readable,
  path: string,
  key: string,
  { checks, signal }: WriteOptions,
): Promise<Received> {
  const incoming = new Incoming(key, checks);
  const file = await open(path, "wx");
  try {
    for await (const chunk of incoming.chunks(bytes, signal)) await writeWhole(file, chunk);
    const received = incoming.received();
    await file.sync();
    return received;
  } finally {
    await file.close();
  }
}

/** A single write may be short, for example at the end of the disk's space. */
async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let written = 0;
  while (written < chunk.length) written += (await file.write(chunk, written)).bytesWritten;
}
