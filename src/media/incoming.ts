import { createHash, type Hash } from "node:crypto";
import { addAbortSignal, type Readable } from "node:stream";
import { invalid, StoreError } from "../errors.ts";
import type { Checks } from "./store.ts";

/** What arrived. */
export interface Received {
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/**
 * An upload on its way into a store, compared with what its writer claimed. Faults are `invalid` and name the header with the
 * claim. The stream is not destroyed, since that would cut the connection the answer has to travel on.
 */
export class Incoming {
  readonly #key: string;
  readonly #checks: Checks;
  readonly #sha256 = createHash("sha256");
  readonly #md5: Hash | undefined;
  #size = 0;

  constructor(key: string, checks: Checks = {}) {
    this.#key = key;
    this.#checks = checks;
    this.#md5 = checks.md5 === undefined ? undefined : createHash("md5");
  }

  /** The bytes as they come. Throws `invalid` once they are more than claimed, or when the upload breaks off or is aborted. */
  async *chunks(bytes: Readable, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const { size } = this.#checks;
    for await (const chunk of chunksOf(bytes, this.#key, signal)) {
      this.#size += chunk.length;
      if (size !== undefined && this.#size > size) throw wrongSize(this.#key, size);
      this.#sha256.update(chunk);
      this.#md5?.update(chunk);
      yield chunk;
    }
  }

  /** What arrived, once, after the last chunk. Throws `invalid` unless it is what was claimed. */
  received(): Received {
    const { size, md5, sha256 } = this.#checks;
    const digest = this.#sha256.digest();
    if (size !== undefined && this.#size !== size) throw wrongSize(this.#key, size);
    if (md5 !== undefined && md5 !== this.#md5?.digest("base64"))
      throw wrongSum(this.#key, "MD5", "Content-MD5");
    if (sha256 !== undefined && sha256 !== digest.toString("base64"))
      throw wrongSum(this.#key, "SHA-256", "x-amz-checksum-sha256");
    return { size: this.#size, sha256: digest.toString("hex") };
  }
}

function wrongSize(key: string, size: number): StoreError {
  return invalid(
    `The upload of object ${key} is not the ${size} bytes that Content-Length states.`,
    "Content-Length",
  );
}

function wrongSum(key: string, sum: string, header: string): StoreError {
  return invalid(`The bytes of object ${key} do not have the ${sum} that ${header} states.`, header);
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
