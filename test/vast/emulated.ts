import { request } from "node:http";
import { Field, Int64, type RecordBatch, Schema, Table, Utf8, vectorFromArray } from "apache-arrow";
import { connectVast, type VastClient, type VastOptions } from "../../src/vast/client.ts";
import { isVastError } from "../../src/vast/errors.ts";
import type { SelectOptions } from "../../src/vast/select.ts";
import { Signer, type SigningStyle } from "../../src/vast/sign.ts";
import type { Table as VastTable } from "../../src/vast/table.ts";
import type { Transaction } from "../../src/vast/transaction.ts";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/vast-emulator/server.ts";

export const KEYS = { accessKeyId: "key", secretAccessKey: "secret" };

/** What an HTTP request says; the target is written as it goes over the wire. */
export interface RawCall {
  readonly method: string;
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly style?: SigningStyle;
  readonly region?: string;
  readonly keys?: typeof KEYS;
}

/** What came back. */
export interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Sends one signed request on a connection of its own. Rejects if the connection breaks. */
export function sendRaw({ url }: Pick<Emulator, "url">, call: RawCall): Promise<RawReply> {
  const { method, target, headers = {}, body = new Uint8Array(), keys = KEYS } = call;
  const [path = "/", query = ""] = target.split("?");
  const host = new URL(url).host;
  const signed = new Signer(keys, call.region ?? "vast", call.style ?? "java").sign({
    method,
    host,
    path,
    query,
    body,
    date: new Date(),
  });
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method,
        path: target,
        agent: false,
        headers: { ...signed, ...headers, "content-length": body.length },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Emulators and clients that end with the test that started them. Call it inside a `describe`. */
export function emulated(): {
  start(more?: Partial<EmulatorOptions>): Promise<Emulator>;
  connect(emulator: Emulator, more?: Partial<VastOptions>): Promise<VastClient>;
} {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  return {
    start: async (more = {}) => {
      const emulator = await startEmulator({ ...KEYS, strict: true, ...more });
      ends.push(() => emulator.close());
      return emulator;
    },
    connect: async (emulator, more = {}) => {
      const retry = { attempts: 1, baseMs: 1 };
      const client = await connectVast({ ...KEYS, endpoints: [emulator.url], retry, ...more });
      ends.push(() => client.close());
      return client;
    },
  };
}

/** Columns of a small table: `a` int64, `b` utf8. */
export const COLUMNS = new Schema([new Field("a", new Int64(), true), new Field("b", new Utf8(), true)]);

/** Rows of that table. */
export function rowsOf(a: readonly (bigint | null)[], b: readonly (string | null)[]): Table {
  return new Table({ a: vectorFromArray([...a], new Int64()), b: vectorFromArray([...b], new Utf8()) });
}

/** The table `t` in the schema `s`, as a transaction sees it. */
export function tableIn(tx: Transaction): VastTable {
  return tx.bucket("vastdb").schema("s").table("t");
}

/** Makes that table and commits it. */
export async function makeTable(client: VastClient, sortKey: readonly string[] = []): Promise<void> {
  await client.transaction(async (tx) => {
    const schema = tx.bucket("vastdb").schema("s");
    await schema.create();
    await schema.createTable("t", COLUMNS, { sortKey });
  });
}

/** Everything a select answers. */
export async function batchesOf(
  table: VastTable,
  options: Partial<SelectOptions> = {},
): Promise<RecordBatch[]> {
  const found: RecordBatch[] = [];
  for await (const batch of table.select({ columns: ["a", "b"], ...options })) found.push(batch);
  return found;
}

/** The rows of some batches, as `a:b` in the order of their coming. */
export function textsOf(batches: readonly RecordBatch[]): string[] {
  return batches.flatMap((batch) =>
    Array.from(
      { length: batch.numRows },
      (_, row) => `${batch.getChild("a")?.get(row)}:${batch.getChild("b")?.get(row)}`,
    ),
  );
}

/** The kind of the `VastError` that a promise rejects with; `none` if it resolves. */
export async function kindOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "none";
  } catch (thrown) {
    if (isVastError(thrown)) return thrown.kind;
    throw thrown;
  }
}
