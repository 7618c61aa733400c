import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { StoreError } from "../../errors.ts";
import { resolveRange } from "../range.ts";
import type { ByteRange, ObjectBody, ObjectHead } from "../store.ts";

/** Opens the bytes of an object; the stream closes the file when it ends or is destroyed. */
export async function openBytes(path: string, head: ObjectHead, range?: ByteRange): Promise<ObjectBody> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size !== head.size) {
      throw new StoreError(
        "unavailable",
        `An object on disk has ${size} bytes where its record says ${head.size}.`,
      );
    }
    const span = range && resolveRange(range, size);
    if (size === 0) {
      await file.close();
      return { ...head, stream: Readable.from([]) };
    }
    const stream = file.createReadStream(span ?? { start: 0, end: size - 1 });
    return { ...head, stream, ...(span && { range: span }) };
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
}
