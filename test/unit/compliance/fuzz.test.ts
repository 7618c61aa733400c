import { once } from "node:events";
import http from "node:http";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import fc from "fast-check";
import { Contract } from "../../../src/compliance/contract.ts";
import { fuzzing } from "../../../src/compliance/fuzz/fuzzing.ts";
import { oracleOf } from "../../../src/compliance/fuzz/oracle.ts";
import { search } from "../../../src/compliance/fuzz/search.ts";
import { valid } from "../../../src/compliance/fuzz/values.ts";
import { invalid } from "../../../src/compliance/fuzz/wrong.ts";
import { at, isRecord, parsed, textOf } from "../../../src/compliance/json.ts";
import { judge, SERVICE, type Seen, smallServer, type Told } from "./small-server.ts";

const contract = new Contract("8.2");

const rootedOf = (id: string) => {
  const { components, ...schema } = contract.requestSchema(id) ?? {};
  return { schema, components };
};
const bodied = contract.operations.map(({ id }) => id).filter((id) => contract.requestSchema(id));
const LABEL = "PUT_flows-flowId-label";

/** A server that keeps Flows; `label` answers what is put to the label of one. */
async function labelServer(label: (seen: Seen) => Told): Promise<{ url: string; close(): void }> {
  const flows = new Map<string, unknown>();
  const told = (seen: Seen): Told => {
    const [, top, id = "", part] = seen.url.split("?")[0]?.split("/") ?? [];
    if (top === "service") return { body: id === "" ? SERVICE : [] };
    if (part === "label") return flows.has(id) ? label(seen) : { status: 404, body: {} };
    if (seen.method === "DELETE") return { status: flows.delete(id) ? 204 : 404 };
    if (seen.method !== "PUT") return flows.has(id) ? { body: flows.get(id) } : { status: 404, body: {} };
    flows.set(id, parsed(seen.body));
    return { status: 201, body: parsed(seen.body) };
  };
  const server = http.createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    const { status = 200, body, isSilent } = told({ method, url, headers, body: await text(request) });
    if (isSilent) return;
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(body === undefined ? "" : JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

/** As a server should: strings are taken, all else is refused. */
const right = ({ body }: Seen): Told =>
  typeof parsed(body) === "string" ? { status: 204 } : { status: 400, body: {} };

const fuzzOf = (id: string) => fuzzing.filter((test) => test.id === `fuzz/${id}`);

/** What a run of one operation's generated requests finds wrong, with the request. */
async function found(url: string, id: string, fuzz = 60) {
  const report = await judge(url, fuzzOf(id), { options: { fuzz, seed: 7, timeoutMs: 400 } });
  expect(report.tests.filter(({ outcome }) => outcome === "error")).to.eql([]);
  return report.verdicts
    .filter(({ outcome }) => outcome !== "passed")
    .map(({ behaviour, expectation, exchange = "" }) => ({
      behaviour,
      expectation,
      sent: report.exchanges[exchange]?.request.body,
      curl: report.exchanges[exchange]?.curl,
    }));
}

describe("the generated requests of the compliance suite", function () {
  this.timeout(30_000);

  it("are made for every operation, under its own id", () => {
    expect(fuzzing.map(({ id }) => id)).to.have.members(contract.operations.map(({ id }) => `fuzz/${id}`));
    expect(fuzzing).to.have.lengthOf(85);
  });

  for (const id of bodied) {
    it(`fit or break the schema of ${id}, as they are meant to`, () => {
      const rooted = rootedOf(id);
      const oracle = oracleOf(rooted);
      fc.assert(
        fc.property(valid(rooted), (value) => oracle.fits(value)),
        { numRuns: 50, seed: 1 },
      );
      fc.assert(
        fc.property(invalid(rooted), (value) => oracle.breaks(value) && !oracle.fits(value)),
        {
          numRuns: 50,
          seed: 1,
        },
      );
    });
  }

  it("break a Flow in many places, each missing key and each property", () => {
    const broken = fc.sample(invalid(rootedOf("PUT_flows-flowId")), { numRuns: 1500, seed: 1 });
    const without = (key: string) =>
      broken.some((body) => at(body, "label") !== null && at(body, key) === undefined);
    expect(["id", "source_id"].every(without)).to.equal(true);
    const texts = ["label", "status", "codec"];
    const objects = ["tags", "essence_parameters", "flow_collection"];
    const isWrong = (key: string, type: string) =>
      broken.some((body) => isRecord(body) && key in body && typeof body[key] !== type);
    expect(texts.filter((key) => !isWrong(key, "string"))).to.eql([]);
    expect(objects.filter((key) => !isWrong(key, "object"))).to.eql([]);
  });

  it("become as small as they can be while they still go wrong: three times x", async () => {
    const server = await labelServer(({ body }) => ({
      status: (body.match(/x/g) ?? []).length > 2 ? 500 : 204,
    }));
    const texts = fc.string({ unit: fc.constantFrom("x", "y", "z"), maxLength: 30 });
    await fetch(`${server.url}/flows/f`, { method: "PUT", body: "{}" });
    const tried: string[] = [];
    const check = async (text: string) => {
      tried.push(text);
      const { status } = await fetch(`${server.url}/flows/f/label`, {
        method: "PUT",
        body: JSON.stringify(text),
      });
      return status < 500 ? undefined : { behaviour: "X-045", expectation: text, exchange: undefined };
    };
    const shrinking = async (text: string) => {
      const finding = await check(text);
      // An exchange with an answer, without which nothing is made smaller.
      const exchange = {
        id: "x",
        request: { method: "PUT", url: "", headers: {} },
        response: { status: 500, headers: {} },
        ms: 0,
      };
      return finding && { ...finding, exchange };
    };
    const signal = new AbortController().signal;
    const smallest = await search(texts, shrinking, { runs: 100, seed: 3, signal });
    expect(smallest?.finding.expectation).to.equal("xxx");
    const before = tried.length;
    const again = await search(texts, shrinking, { runs: 100, seed: 3, signal, path: smallest?.path ?? "" });
    server.close();
    expect(again?.finding.expectation).to.equal("xxx");
    expect(tried.length - before).to.be.below(before);
  });

  it("are reported as the smallest request, with a command that repeats it (X-045)", async () => {
    const server = await labelServer((seen) =>
      textOf(parsed(seen.body)).length > 2 ? { status: 500, body: {} } : right(seen),
    );
    const findings = await found(server.url, LABEL);
    server.close();
    const [first] = findings.filter(({ expectation }) => expectation.includes("bodies that fit"));
    expect(first?.behaviour).to.equal("X-045");
    expect(parsed(first?.sent ?? "")).to.have.lengthOf(3);
    expect(first?.curl).to.match(/^curl .*-X PUT .*label/s);
    expect(first?.expectation).to.match(
      /--id fuzz\/PUT_flows-flowId-label --seed 7 --fuzz 60 \(path [\d:]+\)/,
    );
  });

  it("find nothing on a server that keeps to the schema", async () => {
    const server = await labelServer(right);
    const findings = await found(server.url, LABEL);
    server.close();
    expect(findings).to.eql([]);
  });

  it("find a server that takes what breaks the schema (X-007)", async () => {
    const server = await labelServer(({ body }) => ({
      status: parsed(body) === undefined ? 400 : 204,
      body: undefined,
    }));
    const findings = await found(server.url, LABEL);
    server.close();
    expect(findings.map(({ behaviour }) => behaviour)).to.eql(["X-007"]);
    expect(typeof parsed(findings[0]?.sent ?? '""')).to.not.equal("string");
  });

  it("find a server that refuses what fits the schema", async () => {
    const server = await labelServer((seen) =>
      textOf(parsed(seen.body)).length < 4 ? { status: 400, body: {} } : right(seen),
    );
    const findings = await found(server.url, LABEL);
    server.close();
    expect(findings.map(({ behaviour, sent }) => [behaviour, sent])).to.eql([["CONTRACT", '""']]);
  });

  it("find a server that never answers, and wait for it once", async () => {
    const server = await labelServer(({ body }) => (body === '""' ? { status: 204 } : { isSilent: true }));
    const findings = await found(server.url, LABEL, 8);
    server.close();
    expect(findings[0]?.behaviour).to.equal("X-045");
    expect(findings[0]?.expectation).to.include("no answer within 0.4 s");
  });

  it("find a HEAD that answers otherwise than GET (X-012)", async () => {
    const server = await smallServer({ "HEAD /": { status: 404 }, "GET /": { body: ["service"] } });
    const findings = await found(server.url, "HEAD_root", 5);
    server.close();
    expect(findings.map(({ behaviour }) => behaviour)).to.include("X-012");
  });

  it("are not made when none are asked for", async () => {
    const server = await smallServer();
    const { tests } = await judge(server.url, fuzzOf("GET_root"), { options: { fuzz: 0 } });
    server.close();
    expect(tests.map(({ outcome }) => outcome)).to.eql(["skipped"]);
  });
});
