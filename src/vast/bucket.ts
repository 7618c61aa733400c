import { xmlText, xmlTexts } from "./errors.ts";
import { listSchemas, Schema, type SchemaInfo } from "./schema.ts";
import { call, checkName, checkPath, misunderstood, type Session, unlessMissing } from "./session.ts";
import type { VastRequest } from "./transport.ts";

const SNAPSHOTS = ".snapshot";
const SNAPSHOTS_PER_PAGE = 1_000;

/** A bucket with the database protocol enabled, or a snapshot of one: what holds schemas. */
export class Bucket {
  /** `bucket`, or `bucket/.snapshot/name` for a snapshot. */
  readonly name: string;
  readonly #session: Session;

  constructor(session: Session, name: string) {
    this.#session = session;
    this.name = checkPath("bucket", name);
  }

  /** Whether the bucket is there. Throws `forbidden` if the access key may not know. */
  async exists(): Promise<boolean> {
    const request: VastRequest = { method: "HEAD", path: `/${this.name}`, tabular: false };
    return (await unlessMissing(call(this.#session, request))) !== undefined;
  }

  /** The schema of that path, such as `media` or `media/archive`, whether it exists or not. */
  schema(path: string): Schema {
    return new Schema(this.#session, this.name, path);
  }

  /** The schemas directly in the bucket, those whose name begins with the prefix. */
  schemas(prefix = ""): Promise<SchemaInfo[]> {
    return listSchemas(this.#session, this.name, "", prefix);
  }

  /** The names of the bucket's snapshots that begin with the prefix. Administrators of the cluster create them. */
  async snapshots(prefix = ""): Promise<string[]> {
    const names: string[] = [];
    for await (const xml of this.#snapshotPages(prefix)) {
      // Both the prefix that was asked for and those found are elements of this name; only the latter end in a slash.
      const found = xmlTexts(xml, "Prefix").filter(
        (path) => path.startsWith(`${SNAPSHOTS}/`) && path.endsWith("/"),
      );
      names.push(...found.map((path) => path.slice(SNAPSHOTS.length + 1, -1)).filter((name) => name !== ""));
    }
    return names;
  }

  /** The bucket as it was when the snapshot was made; for reading only. */
  snapshot(name: string): Bucket {
    return new Bucket(this.#session, `${this.name}/${SNAPSHOTS}/${checkName("snapshot", name)}`);
  }

  /** The listing is that of S3, with the underscores that this server wants in place of S3's hyphens. */
  async *#snapshotPages(prefix: string): AsyncGenerator<string> {
    const listing = {
      list_type: "2",
      max_keys: String(SNAPSHOTS_PER_PAGE),
      delimiter: "/",
      prefix: `${SNAPSHOTS}/${prefix}`,
    };
    for (let token: string | undefined = ""; token !== undefined; ) {
      const params = token === "" ? listing : { ...listing, "continuation-token": token };
      const request: VastRequest = { method: "GET", path: `/${this.name}`, params, tabular: false };
      const xml = new TextDecoder().decode((await call(this.#session, request)).body);
      yield xml;
      const truncated = xmlText(xml, "IsTruncated");
      if (truncated === undefined) throw misunderstood(request, "with no list of objects");
      const next: string | undefined =
        truncated.toLowerCase() === "true" ? xmlText(xml, "Marker") : undefined;
      if (next !== undefined && (next === "" || next === token))
        throw misunderstood(request, "with a page that is followed by itself");
      token = next;
    }
  }
}
