import { once } from "node:events";
import http from "node:http";
import { expect } from "chai";
import { Contract } from "../../../src/compliance/contract.ts";
import { NoAnswer } from "../../../src/compliance/http.ts";
import { Unmade } from "../../../src/compliance/makers.ts";
import { Ended, Skipped } from "../../../src/compliance/probe.ts";
import { htmlReport } from "../../../src/compliance/report/html.ts";
import { jsonReport } from "../../../src/compliance/report/json.ts";
import { parseReport, type Report } from "../../../src/compliance/report.ts";
import type { ComplianceTest } from "../../../src/compliance/test.ts";
import { tests } from "../../../src/compliance/tests/all.ts";
import { startMocked } from "../../support/mocked.ts";
import { judge, SERVICE } from "./small-server.ts";

type Answering = (request: http.IncomingMessage, response: http.ServerResponse) => void;

const SILENT = "never answers";
const PLACELESS = "answers addresses that are none";
const BACKEND = { id: "9a3f2f56-6a9c-4c0e-8a5e-3a3c0c4d5e6f", store_type: "http_object_store" };

/** Says that it is a store with everything, and answers the rest in its own way. */
async function strangeServer(answering: Answering): Promise<{ url: string; close(): void }> {
  const seen = new Map<string, unknown>([
    ["/service", { ...SERVICE, event_stream_mechanisms: [{ name: "webhooks" }] }],
    ["/service/storage-backends", [BACKEND, { ...BACKEND, id: "9a3f2f56-6a9c-4c0e-8a5e-3a3c0c4d5e70" }]],
  ]);
  const server = http.createServer((request, response) => {
    request.resume();
    // Discovery asks each once and the first one twice; after that nothing can be relied on.
    const body = seen.get(request.url ?? "");
    if (request.method === "GET" && body !== undefined) response.end(JSON.stringify(body));
    else answering(request, response);
  });
  server.on("clientError", (_, socket) => socket.destroy());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, close };
}

function json(value: unknown, status = 200): Answering {
  return (_, response) =>
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
}

const STRANGE: Readonly<Record<string, Answering>> = {
  "answers with a page of HTML": (_, response) =>
    response.writeHead(200, { "Content-Type": "text/html" }).end("<html><body>Welcome</body></html>"),
  "answers nothing, with 200": (_, response) => response.writeHead(200).end(),
  "answers 201 with null": json(null, 201),
  "answers 201 with a list of wrong things": json([null, 1, "x", [], { id: 5, key: null }], 201),
  "answers 201 with an object of wrong things": (request, response) =>
    json(
      { id: {}, media_objects: [{ put_url: "no URL" }], get_urls: 7, tags: [], flow_collection: "x" },
      201,
    )(request, response),
  "answers 202 with places that are none": (_, response) =>
    response.writeHead(202, { Location: "http://[", Link: "<http://[>; rel=next" }).end("{}"),
  "redirects in circles": (request, response) =>
    response.writeHead(302, { Location: request.url ?? "/" }).end(),
  "answers 500 to everything": json({ summary: "Sorry." }, 500),
  "is not JSON where it says so": (_, response) =>
    response.writeHead(200, { "Content-Type": "application/json" }).end('{"id": '),
  "closes the connection": (request) => request.socket.destroy(),
  "breaks off in the middle of its answer": (request, response) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "100" }).write('{"a":');
    setImmediate(() => request.socket.destroy());
  },
  "speaks no HTTP": (request) => request.socket.end("SSH-2.0-OpenSSH_9.6\r\n"),
  [SILENT]: () => undefined,
};

/** Changes every leaf of a JSON value. */
function leaves(value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => leaves(item, change));
  if (typeof value !== "object" || value === null) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, leaves(item, change)]));
}

/** How examples of the contract are spoilt before they are answered. */
const TWISTED: Readonly<Record<string, readonly [twist: (mock: unknown) => unknown, headers?: object]>> = {
  "answers numbers for texts": [(mock) => leaves(mock, (leaf) => (typeof leaf === "string" ? 5 : leaf))],
  [PLACELESS]: [
    (mock) => leaves(mock, (leaf) => String(leaf).replace(/^https?:.*/, "http://[")),
    {
      Location: "http://[",
      Link: '<http://[>; rel="next", <',
      "X-Paging-NextKey": "%",
      "X-Paging-Count": "x",
    },
  ],
  "answers null for everything": [(mock) => leaves(mock, () => null)],
  "answers empty texts": [(mock) => leaves(mock, () => ""), { Location: "", Link: "" }],
  "answers lists for objects": [(mock) => [[mock]]],
  "answers objects for lists": [(mock) => (Array.isArray(mock) ? { ...mock } : mock)],
  "gives times that are none": [
    (mock) => leaves(mock, (leaf) => String(leaf).replace(/^[[(]?\d+:\d+.*/, "[99999999999999999999:-1_")),
  ],
};

/** What tests may throw: what they required, needed or were refused; anything else is a mistake of theirs. */
const CONTRACT = new Contract("8.2");
const MEANT = [Ended, Skipped, Unmade, NoAnswer];

/** One test in so many is enough of a server that fails them all at their first request. */
const SAMPLE = 8;

/** Tests, which note what they throw beside that: a failure found before would hide it. */
function watched(some: readonly ComplianceTest[], mistakes: string[]): ComplianceTest[] {
  return some.map((test) => ({
    ...test,
    run: async (probe) => {
      try {
        await test.run(probe);
      } catch (thrown) {
        const isMeant = MEANT.some((kind) => thrown instanceof kind);
        if (!isMeant) mistakes.push(`${test.id}: ${thrown instanceof Error ? thrown.stack : thrown}`);
        throw thrown;
      }
    },
  }));
}

interface Judged {
  readonly report: Report;
  readonly mistakes: readonly string[];
}

/** Judges a strange server; gives the report and what was the suite's own fault. */
async function judged(
  started: Promise<{ url: string; close(): void }>,
  some: readonly ComplianceTest[],
  timeoutMs = 5000,
): Promise<Judged> {
  const server = await started;
  const options = { parallel: 16, timeoutMs, patienceMs: 100, fuzz: 0 };
  const mistakes: string[] = [];
  const how = { options, contract: CONTRACT };
  const report = await judge(server.url, watched(some, mistakes), how).finally(() => server.close());
  return { report, mistakes };
}

/** Different tests for each server, so that all of them meet several. */
function sampled(turn: number): ComplianceTest[] {
  return tests.filter((_, index) => index % SAMPLE === turn % SAMPLE);
}

describe("compliance: a strange server", () => {
  const runs = new Map<string, Promise<Judged>>();
  // All at once: such a run is mostly waiting.
  before(() => {
    for (const [name, answering] of Object.entries(STRANGE))
      runs.set(name, judged(strangeServer(answering), sampled(runs.size), name === SILENT ? 300 : undefined));
    for (const [name, [twist, headers]] of Object.entries(TWISTED))
      runs.set(name, judged(startMocked(twist, headers), name === PLACELESS ? tests : sampled(runs.size)));
    for (const run of runs.values()) run.catch(() => undefined);
  });

  for (const name of [...Object.keys(STRANGE), ...Object.keys(TWISTED)])
    it(`that ${name} is judged to the end, and no test is broken by it`, async function () {
      this.timeout(180_000);
      const { report, mistakes } = (await runs.get(name))!;
      expect(mistakes).to.eql([]);
      expect(report.tests.some(({ outcome }) => outcome === "failed" || outcome === "error")).to.equal(true);
      expect(parseReport(jsonReport(report)).tests).to.have.length(report.tests.length);
      expect(htmlReport(report)).to.contain("</html>");
    });
});
