import type { S3Client } from "@aws-sdk/client-s3";
import { StoreError } from "../../errors.ts";
import { requireKey } from "./keys.ts";
import type { PartSizes } from "./options.ts";

/** What a request met: S3's code for it, or that of the network. */
export interface Refusal {
  readonly code: string;
  /** Of the HTTP answer, if there was one. */
  readonly status?: number;
}

/** A bucket, and the part of it that a store has. */
export class Bucket {
  readonly client: S3Client;
  readonly name: string;
  readonly prefix: string;
  readonly sizes: PartSizes;

  constructor(client: S3Client, name: string, prefix: string, sizes: PartSizes) {
    this.client = client;
    this.name = name;
    this.prefix = prefix;
    this.sizes = sizes;
  }

  /** How requests name an object. Throws `invalid` for keys that S3 or a client's URLs cannot have. */
  target(key: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.name, Key: requireKey(this.prefix, key) };
  }

  /**
   * Waits for an answer. What went wrong becomes the fault that `expected` finds in it, and `unavailable` if it finds none,
   * with a message that names the bucket and the code, and nothing that was sent.
   */
  async ask<Answer>(
    doing: string,
    answer: Promise<Answer>,
    expected: (refusal: Refusal) => StoreError | undefined = () => undefined,
  ): Promise<Answer> {
    try {
      return await answer;
    } catch (thrown) {
      throw expected(refusalOf(thrown)) ?? this.outage(doing, thrown);
    }
  }

  /** An outage of this bucket, for what was thrown or for a reason in words. */
  outage(doing: string, thrown: unknown): StoreError {
    const { code, status } = refusalOf(thrown);
    const reason = status === undefined ? code : `${code} (${status})`;
    const message = `Bucket ${this.name} could not ${doing}: ${reason}.`;
    return new StoreError("unavailable", message, {}, { cause: withoutRequest(thrown) });
  }
}

/** The code and the status of something the SDK threw; other things speak for themselves. */
export function refusalOf(thrown: unknown): Refusal {
  if (!(thrown instanceof Error)) return { code: String(thrown) };
  const status = statusOf(thrown);
  const system = "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;
  return { code: system ?? thrown.name, ...(status !== undefined && { status }) };
}

function statusOf(thrown: Error): number | undefined {
  if (!("$metadata" in thrown) || typeof thrown.$metadata !== "object" || thrown.$metadata === null)
    return undefined;
  const status: unknown = Reflect.get(thrown.$metadata, "httpStatusCode");
  return typeof status === "number" ? status : undefined;
}

/** The SDK's errors carry the answer and, for bad signatures, what was signed: none of that belongs into a log. */
function withoutRequest(thrown: unknown): Error {
  return new Error(thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown));
}
