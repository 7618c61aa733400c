import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { Bucket } from "./bucket.ts";
import { readObject } from "./read.ts";
import { removeObjects } from "./remove.ts";
import { writeObject } from "./write.ts";

/** Writes, reads and removes a small object. Throws `unavailable` for the first of the three that does not work. */
export async function probe(bucket: Bucket): Promise<void> {
  const key = `probe-${randomUUID()}`;
  try {
    await writeObject(bucket, key, Readable.from([key]), { contentType: "text/plain" });
    const { stream } = await readObject(bucket, key);
    if (String(await buffer(stream)) !== key) throw bucket.outage("read a probe", "it has changed");
  } catch (thrown) {
    // What failed first is what counts, and S3 may not take a removal either.
    await removeObjects(bucket, [key]).catch(() => undefined);
    throw thrown;
  }
  const [refused] = await removeObjects(bucket, [key]);
  if (refused !== undefined) throw bucket.outage("remove a probe", refused.reason);
}
