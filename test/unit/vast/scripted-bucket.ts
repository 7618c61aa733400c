import { Field, Int64, Schema, Utf8 } from "apache-arrow";
import { expect } from "chai";
import type { Bucket } from "../../../src/vast/bucket.ts";
import { connectVast } from "../../../src/vast/client.ts";
import { VastError } from "../../../src/vast/errors.ts";
import { encodeSchema } from "../../../src/vast/ipc.ts";
import { listSchemasResponse, listTablesResponse } from "../../../src/vast/wire/tabular.ts";
import { type Act, type ScriptedServer, startScripted } from "./scripted-server.ts";

export const END = { "tabular-next-key": "0", "tabular-is-truncated": "false" };
export const more = (key: string) => ({ "tabular-next-key": key, "tabular-is-truncated": "true" });
export const COLUMNS = new Schema([new Field("a", new Int64(), true), new Field("b", new Utf8(), true)]);
const LIST_HEADERS = [
  "max-keys",
  "next-key",
  "name-exact-match",
  "name-prefix",
  "list-count-only",
  "include-list-stats",
];

export const named = (name: string, sorted = false) => ({
  name,
  properties: "",
  handle: "7",
  num_rows: 2n ** 60n,
  size_in_bytes: 5n,
  sorting_key_enabled: sorted,
});
export const schemas = (...names: readonly string[]) =>
  listSchemasResponse.encode({ bucket_name: "db", schemas: names.map((name) => named(name)) });
export const tables = (...list: readonly ReturnType<typeof named>[]) =>
  listTablesResponse.encode({ bucket_name: "db", schema_name: "s", tables: list });
export const arrow = (...fields: readonly Field[]) => encodeSchema(new Schema([...fields]));

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A client's bucket on a cluster that answers as scripted; both are closed after the test. */
export async function bucketOn(
  acts: readonly Act[],
  version = "5.4.0.1",
): Promise<ScriptedServer & { bucket: Bucket }> {
  const cluster = await startScripted(acts, `vast ${version}`);
  ends.push(() => cluster.close());
  const client = await connectVast({
    endpoints: [cluster.url],
    accessKeyId: "key",
    secretAccessKey: "secret",
  });
  ends.push(() => client.close());
  return { ...cluster, bucket: client.outside().bucket("db") };
}

/** The requests it saw, by method and URL. */
export const calls = ({ seen }: ScriptedServer): string[] =>
  seen.map(({ method, url }) => `${method} ${url}`);
/** What one of them asked of a list. */
export const listing = ({ seen }: ScriptedServer, index = 0): Record<string, unknown> =>
  Object.fromEntries(
    LIST_HEADERS.map((name) => [name, seen[index]?.headers[`tabular-${name}`]]).filter(
      ([, value]) => value !== undefined,
    ),
  );

/** What the work threw, which must be a VastError. */
export async function failure(work: Promise<unknown>): Promise<VastError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).to.be.instanceOf(VastError);
  return thrown as VastError;
}
