import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import type { Bucket } from "./bucket.ts";
import { isKey } from "./keys.ts";

/** What to list, as the seam has it. */
export interface ListOptions {
  readonly prefix?: string;
  readonly after?: string;
  readonly limit: number;
}

/**
 * The first `limit` keys in ascending order, without the prefix of the store. S3 sends up to 1,000 of them at a time.
 * What others put there under keys that no store of ours takes is left out.
 */
export async function listKeys(bucket: Bucket, options: ListOptions): Promise<readonly string[]> {
  const keys: string[] = [];
  let after = options.after;
  while (keys.length < options.limit) {
    const { page, isLast } = await pageOf(bucket, options.limit - keys.length, options.prefix, after);
    keys.push(...page.filter((key) => isKey(bucket.prefix, key)));
    after = page.at(-1);
    if (isLast || after === undefined) break;
  }
  return keys;
}

async function pageOf(bucket: Bucket, limit: number, prefix = "", after?: string) {
  const command = new ListObjectsV2Command({
    Bucket: bucket.name,
    Prefix: bucket.prefix + prefix,
    MaxKeys: Math.min(limit, 1000),
    ...(after !== undefined && { StartAfter: bucket.prefix + after }),
  });
  const { Contents = [], IsTruncated } = await bucket.ask("list objects", bucket.client.send(command));
  const page = Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key.slice(bucket.prefix.length)]));
  return { page, isLast: IsTruncated !== true };
}
