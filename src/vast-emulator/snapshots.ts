import type { Call, Reply } from "./call.ts";
import { getFolder } from "./catalog.ts";
import type { Cluster } from "./cluster.ts";
import { badRequest } from "./refusal.ts";

const PREFIX = ".snapshot/";

/** `HEAD /bucket`: a 404 for one that is not there. */
export function headBucket({ transactions }: Cluster, { path }: Call): Reply {
  getFolder(transactions.committed, path.slice(0, 1));
  return {};
}

/** `GET /bucket?delimiter=/&prefix=.snapshot/…`: the S3 list by which clients find snapshots. */
export function listSnapshots({ transactions, snapshots }: Cluster, { path, params }: Call): Reply {
  const [bucket = ""] = path;
  getFolder(transactions.committed, [bucket]);
  const prefix = params.get("prefix") ?? "";
  if (!prefix.startsWith(PREFIX)) throw badRequest("Only a bucket's snapshots can be listed here.");
  const limit = Number(params.get("max_keys") ?? 1000);
  const after = params.get("continuation-token") ?? "";
  const all = [...(snapshots.get(bucket)?.keys() ?? [])].map((name) => `${PREFIX}${name}/`).sort();
  const rest = all.filter((name) => name.startsWith(prefix) && name > after);
  const page = rest.slice(0, limit);
  const marker = page.at(-1) ?? "";
  const names = page.map((name) => `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`).join("");
  const xml =
    `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>${bucket}</Name><Prefix>${prefix}</Prefix>` +
    `<Marker>${marker}</Marker><MaxKeys>${limit}</MaxKeys><Delimiter>/</Delimiter>` +
    `<IsTruncated>${page.length < rest.length}</IsTruncated>${names}</ListBucketResult>`;
  return { body: Buffer.from(xml), type: "application/xml" };
}
