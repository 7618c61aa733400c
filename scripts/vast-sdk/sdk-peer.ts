import { createInterface } from "node:readline";
import type { Field } from "apache-arrow";
import { keysOfSdk } from "./keys.ts";
import type { Peer, Reading, Rows, TableName, Where } from "./peer.ts";
import { startPython } from "./python.ts";
import { type Shape, shapeOf } from "./shapes.ts";

/** The official SDK, in a process of its own that runs `sdk_peer.py`. */
export interface SdkPeer extends Peer {
  version(): Promise<{ readonly sdk: string; readonly pyarrow: string }>;
  /** The QueryData body that it sends, as hexadecimal. */
  capture(fields: readonly Field[], where: Where, columns: readonly string[]): Promise<string>;
}

/** Starts it. Its calls throw an error with what Python said, and so does every one after the process has ended. */
export function startSdkPeer(endpoint: string, bucket: string): SdkPeer {
  const call = startCalls([endpoint, bucket]);
  const ask = <Result>(name: string, args: object): Promise<Result> =>
    call.ask({ do: name, ...args }).then((result) => result as Result);
  return {
    name: "the SDK",
    version: () => ask("version", {}),
    capture: (fields, where, columns) => ask("capture", { shapes: fields.map(shapeOf), where, columns }),
    create: (table, fields, sortKey, parts) =>
      ask("create", { table, shapes: fields.map(shapeOf), sortKey, parts }),
    shapes: (table: TableName) => ask<Shape[]>("shapes", { table }),
    rowCount: (table) => ask("rowCount", { table }),
    readAll: (table, readings: readonly Reading[]) => ask<Rows[]>("readAll", { table, readings }),
    update: (table, keys, fields, rows) => ask("update", { table, keys, shapes: fields.map(shapeOf), rows }),
    delete: (table, keys) => ask("delete", { table, keys }),
    sortKey: (table) => ask("sortKey", { table }),
    createProjection: (table, name, sorted, unsorted) =>
      ask("createProjection", { table, name, sorted, unsorted }),
    projections: (table) => ask("projections", { table }),
    renameProjection: (table, name, to) => ask("renameProjection", { table, name, to }),
    dropProjection: (table, name) => ask("dropProjection", { table, name }),
    close: call.close,
  };
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (cause: Error) => void;
}

/** The process: answers come in the order of the calls. */
function startCalls(args: readonly string[]) {
  const child = startPython("sdk_peer.py", args, keysOfSdk(), { stdio: ["pipe", "pipe", "pipe"] });
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null)
    throw new Error("Python was started without pipes.");
  const waiting: Waiting[] = [];
  let said = "";
  stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-10_000);
  });
  createInterface({ input: stdout }).on("line", (line) => {
    const answer = JSON.parse(line) as { readonly result?: unknown; readonly error?: string };
    const { resolve, reject } = waiting.shift() ?? { resolve: () => {}, reject: () => {} };
    if (answer.error === undefined) resolve(answer.result);
    else reject(new Error(answer.error));
  });
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => resolve()).once("close", () => resolve());
  });
  let isOver = false;
  void ended.then(() => {
    isOver = true;
    for (const { reject } of waiting.splice(0)) reject(new Error(`The SDK's process ended.\n${said}`));
  });
  stdin.on("error", () => {});
  return {
    ask: (call: object): Promise<unknown> =>
      new Promise((resolve, reject) => {
        if (isOver) return reject(new Error(`The SDK's process has ended.\n${said}`));
        waiting.push({ resolve, reject });
        stdin.write(`${JSON.stringify(call)}\n`);
      }),
    close: async () => {
      stdin.end();
      await ended;
    },
  };
}
