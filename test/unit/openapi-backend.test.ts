import { readFileSync } from "node:fs";
import { expect } from "chai";
import document from "../../src/contract/generated/document.json" with { type: "json" };
import { operationTable } from "../../src/contract/generated/operations.ts";
import { events, operations } from "../../src/contract/generated/validators.js";
import { Exchange } from "../../src/http/exchange.ts";
import { openContract, type Steps, toDocument } from "../../src/http/openapi.ts";
import { type Edge, openEdge } from "../support/edge.ts";

const id = "0d6b7d0c-7d5a-4a7e-8f3c-1f0f3f5b7a10";
const flowUrl = `/flows/${id}`;
const paged = { status: 200, body: [], page: { limit: 10, next: "k", count: 0, reverse: false } };

/**
 * openapi-backend 5.21 does not fit an OpenAPI 3.1 document as it comes. Each test names an incompatibility by its
 * number and asserts what a client sees in spite of it.
 */
describe("openapi-backend under the TAMS document", () => {
  let edge: Edge;
  let seen: { query: Record<string, unknown>; path: Record<string, string>; body: unknown };

  before(async () => {
    const note = (reply: object) => async (call: typeof seen) => {
      seen = call;
      return reply;
    };
    edge = await openEdge({
      GET_flows: note(paged),
      HEAD_flows: note(paged),
      "PUT_flows-flowId": note({ status: 204 }),
      "PUT_flows-flowId-label": note({ status: 204 }),
      "PUT_flows-flowId-read-only": note({ status: 204 }),
      "PUT_flows-flowId-max-bit-rate": note({ status: 204 }),
      "DELETE_flows-flowId-label": note({ status: 204 }),
      "GET_flows-flowId-label": note({ status: 418, body: "short and stout" }),
      "GET_flows-flowId-tags-name": note({ status: 200, body: "x" }),
      GET_webhooks: note({ status: 200, body: [], headers: { "X-Paging-Count": "many" } }),
      GET_sources: note({ ...paged, headers: { "X-Own": "1" } }),
    });
  });
  after(() => edge.close());

  const put = (path: string, body: string): Promise<Response> =>
    edge.fetch(path, { method: "PUT", body, headers: { "content-type": "application/json" } });

  it("runs only where its reference parser runs, and the package says so (1)", () => {
    const manifest: { engines: { node: string } } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(manifest.engines.node).to.equal(">=24");
  });

  it("serves every operation although the library only knows OpenAPI 3.0 (2)", async () => {
    expect(document.openapi).to.match(/^3\.1/);
    const probes = operationTable.map(({ method, path }) =>
      edge.fetch(path.replaceAll(/\{[^}]+\}/g, id), { method: method.toUpperCase() }),
    );
    const statuses = (await Promise.all(probes)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 405)).to.eql([]);
  });

  it("refuses to start with a handler that the document does not know", () => {
    const steps = {} as Steps;
    expect(() => openContract(toDocument(document), ["GET_nothing"], steps)).to.throw(
      /Unknown operationId GET_nothing/,
    );
  });

  it("validates schemas whose parts are shared (3) and closed by unevaluatedProperties (4)", async () => {
    const body = flow({ frame_width: 1920, frame_height: 1080, frame_rate: { numerator: 25 }, bogus: 1 });
    const reply = await put(flowUrl, body);
    expect(reply.status).to.equal(400);
    expect(await summary(reply))
      .to.include("/essence_parameters")
      .and.to.include("bogus");
    const good = flow({ frame_width: 1920, frame_height: 1080, frame_rate: { numerator: 25 } });
    expect((await put(flowUrl, good)).status).to.equal(204);
  });

  it("takes tag filters by any name, and the literal {name} is a tag like others (5)", async () => {
    expect((await edge.fetch("/flows?tag.genre=news&tag_exists.a.b=True&tag.%7Bname%7D=x")).status).to.equal(
      200,
    );
    expect(seen.query).to.eql({ "tag.genre": "news", "tag_exists.a.b": true, "tag.{name}": "x" });
    expect((await edge.fetch("/flows?tag_exists.x=maybe")).status).to.equal(400);
  });

  it("takes access_token and unknown parameters on any operation without handing them on (6)", async () => {
    expect((await edge.fetch("/flows?access_token=secret&unheard=of")).status).to.equal(200);
    expect(seen.query).to.eql({});
  });

  it("finds operations without rebuilding them for each request (7)", async () => {
    const found: string[] = [];
    const serve = openContract(toDocument(poisonedDocument()), ["GET_flows"], steps(found));
    poison.on = true;
    await serve(new Exchange({ url: "/flows", headers: {} } as never, {} as never, ""));
    expect(found).to.eql(["match", "receive", "check", "handle", "reply"]);
  });

  it("asks who calls right after routing, matched or not, and passes on what that throws (17)", async () => {
    for (const [id, url] of [
      ["GET_flows", "/flows"],
      [undefined, "/nowhere"],
    ] as const) {
      const found: string[] = [];
      const enter = async (): Promise<void> => {
        found.push("enter");
        throw new Error("The issuer does not answer.");
      };
      const asking = { ...steps(found), match: () => id, enter };
      const serve = openContract(toDocument(document), ["GET_flows"], asking);
      const exchange = new Exchange({ url, headers: {} } as never, {} as never, "");
      const thrown = await serve(exchange).catch((error: Error) => error.message);
      expect([thrown, ...found]).to.eql(["The issuer does not answer.", "enter"]);
    }
  });

  it("reads a JSON body once, whatever its value is (8)", async () => {
    for (const [path, text, value] of [
      [`${flowUrl}/label`, '"hello"', "hello"],
      [`${flowUrl}/label`, '""', ""],
      [`${flowUrl}/read_only`, "false", false],
      [`${flowUrl}/max_bit_rate`, "5000", 5000],
    ] as const) {
      expect((await put(path, text)).status, text).to.equal(204);
      expect(seen.body).to.equal(value);
    }
    expect((await put(`${flowUrl}/label`, "hello")).status).to.equal(400);
  });

  it("answers HEAD, whose replies the document gives bodies (9)", async () => {
    const reply = await edge.fetch("/flows", { method: "HEAD" });
    expect(reply.status).to.equal(200);
    expect(reply.headers.get("content-length")).to.equal("2");
  });

  it("answers 204 without content (10)", async () => {
    const reply = await edge.fetch(`${flowUrl}/label`, { method: "DELETE" });
    expect([reply.status, await reply.text()]).to.eql([204, ""]);
  });

  it("turns a status that the operation does not document into a 500 (11)", async () => {
    const reply = await edge.fetch(`${flowUrl}/label`);
    expect(reply.status).to.equal(500);
    expect(edge.faults.at(-1)).to.include({ operation: "GET_flows-flowId-label", schemaPath: "responses" });
  });

  it("checks the types of documented headers, requires none, and lets others pass (12)", async () => {
    expect((await edge.fetch("/service/webhooks")).status).to.equal(500);
    expect(edge.faults.at(-1)).to.include({ operation: "GET_webhooks" });
    const reply = await edge.fetch("/sources");
    expect([reply.status, reply.headers.get("x-own")]).to.eql([200, "1"]);
  });

  it("answers once when a request is refused before its handler (13)", async () => {
    const before = edge.faults.length;
    const statuses = [];
    for (const path of ["/nope", "/flows?limit=0", "/flows"]) statuses.push((await edge.fetch(path)).status);
    expect(statuses).to.eql([404, 400, 200]);
    expect(edge.faults).to.have.length(before);
  });

  it("calls a malformed percent sequence in a path a bad request (14)", async () => {
    const reply = await edge.fetch(`${flowUrl}/tags/%E0%A4%A`);
    expect(reply.status).to.equal(400);
    expect(await summary(reply)).to.include("name");
  });

  it("calls an id in a path that breaks its pattern unknown, not bad (15, X-024)", async () => {
    const reply = await edge.fetch("/flows/NOT-A-UUID/label");
    expect(reply.status).to.equal(404);
    expect(await summary(reply))
      .to.include("flowId")
      .and.to.include("NOT-A-UUID");
  });

  it("has validators for the bodies of events, which the library leaves out (16)", () => {
    expect(Object.keys(events)).to.have.length(Object.keys(document.webhooks).length);
    expect(events["flows/created"]?.({})).to.equal(false);
    expect(Object.keys(operations)).to.have.length(operationTable.length);
  });
});

function flow(essence: object): string {
  const head = { id, source_id: id, format: "urn:x-nmos:format:video", codec: "video/h264" };
  return JSON.stringify({ ...head, essence_parameters: essence });
}

async function summary(reply: Response): Promise<string> {
  const body = (await reply.json()) as { summary: string };
  return body.summary;
}

const poison = { on: false };

/** A document that may be read at start and not again. */
function poisonedDocument(): object {
  return new Proxy(document, {
    get: (target, key) => {
      if (poison.on) throw new Error(`The document was read per request (${String(key)}).`);
      return Reflect.get(target, key);
    },
  });
}

function steps(found: string[]): Steps {
  const note = (name: string): void => void found.push(name);
  return {
    match: () => {
      note("match");
      return "GET_flows";
    },
    receive: () => void note("receive"),
    check: () => void note("check"),
    refuse: async () => {
      throw new Error("Nothing was refused.");
    },
    notFound: () => note("notFound"),
    methodNotAllowed: () => note("methodNotAllowed"),
    handle: async () => note("handle"),
    reply: () => note("reply"),
  };
}
