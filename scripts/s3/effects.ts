import { setTimeout as sleep } from "node:timers/promises";

/** What a faulty S3, or the way to it, does to one exchange. Times are milliseconds. */
export type Effect =
  | {
      /** Waits before the request is passed on, or halfway through the body of the reply, or both. */
      readonly kind: "slow";
      readonly before?: number;
      readonly within?: number;
    }
  | {
      /** Answers in the server's place; see `s3Error` and `SLOW_DOWN`. */
      readonly kind: "answer";
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      /**
       * Resets the connection: `before` the server sees the request, `after` it has carried it out but before a byte of its
       * reply, or `during` the body of the reply.
       */
      readonly kind: "reset";
      readonly when: "before" | "after" | "during";
    }
  | {
      /** Changes one byte of a body, of the reply or of what is uploaded. The length stays. */
      readonly kind: "corrupt";
      readonly body: "reply" | "upload";
    }
  | {
      /** Leaves out the second half of the reply's body: the connection closes early, or, `unnoticed`, the length agrees. */
      readonly kind: "truncate";
      readonly unnoticed: boolean;
    }
  | {
      /** Changes the values of the reply's `x-amz-checksum-*` headers; the bytes are right. */
      readonly kind: "checksum";
    };

/** An error as S3 answers it (S3 API reference, Error responses). */
export function s3Error(status: number, code: string, message: string): Effect {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { kind: "answer", status, body, headers: { "content-type": "application/xml" } };
}

/** What S3 answers to a client that asks too much. */
export const SLOW_DOWN = s3Error(503, "SlowDown", "Reduce the request rate.");

/** The chunks with the lowest bit of the first byte changed. */
export async function* corrupted(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let first = true;
  for await (const chunk of chunks) {
    const bytes: Buffer = first ? Buffer.from(chunk) : chunk;
    if (first && bytes.length > 0) bytes.writeUInt8(bytes.readUInt8(0) ^ 1);
    first &&= bytes.length === 0;
    yield bytes;
  }
}

/** The first `length` bytes. */
export async function* cutAt(chunks: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer> {
  let left = length;
  for await (const chunk of chunks) {
    if (left === 0) return;
    const part = chunk.subarray(0, left);
    left -= part.length;
    yield part;
  }
}

/** The chunks with a pause after the first `length` bytes. */
export async function* pausedAt(
  chunks: AsyncIterable<Buffer>,
  length: number,
  milliseconds: number,
): AsyncGenerator<Buffer> {
  let sent = 0;
  for await (const chunk of chunks) {
    const split = Math.max(0, length - sent);
    if (sent <= length && split < chunk.length) {
      if (split > 0) yield chunk.subarray(0, split);
      await sleep(milliseconds);
      yield chunk.subarray(split);
    } else yield chunk;
    sent += chunk.length;
  }
}

/** Raw headers, name and value in turn, whose checksums are of other bytes. Their forms stay those of S3. */
export function withWrongChecksums(raw: readonly string[]): string[] {
  return raw.map((each, at) => {
    const name = at % 2 === 1 ? (raw[at - 1] ?? "").toLowerCase() : "";
    if (!/^x-amz-checksum-(crc32c?|crc64nvme|sha1|sha256)$/.test(name)) return each;
    return each.startsWith("A") ? `B${each.slice(1)}` : `A${each.slice(1)}`;
  });
}
