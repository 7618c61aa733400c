import { once } from "node:events";
import http from "node:http";
import { Client, type Target } from "../../../src/compliance/client.ts";
import { Contract } from "../../../src/compliance/contract.ts";
import { discover } from "../../../src/compliance/discovery.ts";
import { Receivers } from "../../../src/compliance/receiver.ts";
import type { Report, RunOptions } from "../../../src/compliance/report.ts";
import { type Listener, run } from "../../../src/compliance/runner.ts";
import type { ComplianceTest, Probe } from "../../../src/compliance/test.ts";
import { Trials } from "../../../src/compliance/trials.ts";

/** An answer of a small server: JSON unless `text` says otherwise. */
export interface Told {
  readonly status?: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Never answers. */
  readonly isSilent?: true;
}

/** A request as a small server saw it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Answers by method and path, such as `GET /flows`, or by method alone; the query is not looked at. */
export type Answers = Readonly<Record<string, Told | ((seen: Seen) => Told)>>;

export interface SmallServer {
  readonly url: string;
  readonly seen: Seen[];
  close(): void;
}

/** A service that does the least a server must to be tested. */
export const SERVICE = { type: "urn:x-tams:service.small", api_version: "8.2", min_object_timeout: "600:0" };

const LEAST: Answers = { "GET /service": { body: SERVICE }, "GET /service/storage-backends": { body: [] } };

/** Starts a server that knows these answers and 404 for all else. */
export async function smallServer(answers: Answers = {}): Promise<SmallServer> {
  const all: Answers = { ...LEAST, ...answers };
  const seen: Seen[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers } = request;
    const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
    seen.push(one);
    const answer = all[`${method} ${url.split("?")[0]}`] ?? all[method] ?? { status: 404, body: {} };
    const told = typeof answer === "function" ? answer(one) : answer;
    if (told.isSilent) return;
    const text = told.text ?? (told.body === undefined ? "" : JSON.stringify(told.body));
    response.writeHead(told.status ?? 200, { "Content-Type": "application/json", ...told.headers }).end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, seen, close };
}

/** The options of a run that selects everything. */
export const ALL: RunOptions = {
  areas: [],
  levels: [],
  ids: [],
  operations: [],
  strict: false,
  slow: false,
  parallel: 4,
  timeoutMs: 5000,
  fuzz: 1,
  seed: 1,
};

export interface How {
  readonly options?: Partial<RunOptions>;
  readonly target?: Partial<Target>;
  readonly signal?: AbortSignal;
  readonly listener?: Listener;
  /** Tries first what the run may do, as the program does. */
  readonly isTried?: true;
  /** To compile validators once for several runs. */
  readonly contract?: Contract;
}

/** Runs tests against a server by its URL, as the program would. */
export async function judge(url: string, tests: readonly ComplianceTest[], how: How = {}): Promise<Report> {
  const options = { ...ALL, ...how.options };
  const { strict, levels, seed, fuzz, timeoutMs } = options;
  const client = new Client({ url, credential: { kind: "none" }, identities: {}, timeoutMs, ...how.target });
  const server = await discover(client);
  const receivers = new Receivers();
  const contract = how.contract ?? new Contract(server.version);
  const trials = how.isTried === true ? { trials: new Trials(client, receivers) } : {};
  const ground = { client, contract, server, receivers, strict, levels, seed, fuzz, ...trials };
  const signal = how.signal ?? new AbortController().signal;
  const report = await run(tests, ground, options, signal, how.listener);
  receivers.close();
  return report;
}

/** A test that judges one behaviour, or several. */
export function testOf(
  behaviours: string | readonly string[],
  act: (probe: Probe) => Promise<void>,
  more: Partial<ComplianceTest> = {},
): ComplianceTest {
  const ids = typeof behaviours === "string" ? [behaviours] : behaviours;
  const facts = {
    id: "small/test",
    title: "It holds",
    area: "http",
    behaviours: ids,
    operations: [],
  } as const;
  return { ...facts, run: act, ...more };
}
