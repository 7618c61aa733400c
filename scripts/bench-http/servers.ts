import { createWriteStream, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { readConfig } from "../../src/config.ts";
import { operationTable } from "../../src/contract/generated/operations.ts";
import type { Handlers } from "../../src/contract/operations.ts";
import { createHttpServer } from "../../src/http/server.ts";
import { openLog } from "../../src/log.ts";
import { openCaller } from "./caller.ts";

const kinds = ["bare", "pipeline", "authenticated"] as const;
type Kind = (typeof kinds)[number];

/** Whether a word names a server. */
export function isKind(word: string | undefined): word is Kind {
  return kinds.some((kind) => kind === word);
}

const flowId = "0d6b7d0c-7d5a-4a7e-8f3c-1f0f3f5b7a10";
/** What is asked for, by the name it has in the table. */
export const paths = { flow: `/flows/${flowId}`, segments: `/flows/${flowId}/segments?limit=100` };

/** A server that runs, and what it wants to be shown, if anything. */
export interface Served {
  readonly port: number;
  readonly authorization?: string;
}

/** Serves on a free port and tells it to the parent process. */
export async function serve(kind: Kind): Promise<void> {
  const served: Served = kind === "bare" ? { port: await serveBare() } : await servePipeline(kind);
  process.send?.(served);
}

/** Sixteen copies in turn, so that no answer is made once for all. */
function rotating<Value>(value: Value): () => Value {
  const copies = Array.from({ length: 16 }, () => structuredClone(value));
  let at = 0;
  return () => copies[at++ % copies.length] ?? value;
}

const nextFlow = rotating(flow());
const nextPage = rotating(Array.from({ length: 100 }, (_, at) => segment(at)));

function serveBare(): Promise<number> {
  const server = createServer((request, response) => {
    const text = JSON.stringify(request.url === paths.flow ? nextFlow() : nextPage());
    const head = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) };
    response.writeHead(200, head).end(text);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(portOf(server.address())));
  });
}

async function servePipeline(kind: "pipeline" | "authenticated"): Promise<Served> {
  const answers = {
    "GET_flows-flowId": async () => ({ status: 200, body: nextFlow() }),
    "GET_flows-flowId-segments": async () => ({
      status: 200,
      body: nextPage(),
      page: { limit: 100, next: "next", count: 100, reverse: false, timerange: "[0:0_100:0)" },
    }),
  };
  const absent = async (): Promise<never> => {
    throw new Error("The benchmark does not ask for this.");
  };
  const all = Object.fromEntries(operationTable.map(({ id }) => [id, absent]));
  const { config } = readConfig([], {});
  const log = openLog("info", createWriteStream("/dev/null"));
  const caller = kind === "authenticated" ? await openCaller(log) : undefined;
  const server = createHttpServer<object>({
    handlers: { ...all, ...answers } as unknown as Handlers<object>,
    preconditions: {},
    app: {},
    // Limits so high that they count and never refuse.
    settings: { ...config.http, port: 0, rateLimitPerIdentity: 1e6, rateLimitPerAddress: 1e6 },
    auth: caller?.auth,
    log,
  });
  const port = Number(new URL((await server.listen()).url).port);
  return { port, ...(caller && { authorization: caller.authorization }) };
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}

function flow(): object {
  const file = path.join(import.meta.dirname, "../../api/examples/flow-get-200.json");
  return JSON.parse(readFileSync(file, "utf8"));
}

function segment(at: number): object {
  const key = `${at.toString().padStart(8, "0")}-7d5a-4a7e-8f3c-1f0f3f5b7a10`;
  const signature = "Aa0_".repeat(40);
  const plain = `https://media.example/bucket/${key}`;
  return {
    object_id: key,
    timerange: `[${at}:0_${at + 1}:0)`,
    ts_offset: "0:0",
    sample_offset: 0,
    sample_count: 25,
    get_urls: [
      { url: `${plain}?expires=1790000000&signature=${signature}`, presigned: true, label: "signed" },
      { url: plain, presigned: false, label: "plain" },
    ],
  };
}
