import path from "node:path";
import { expect } from "chai";
import { bundle } from "../../codegen/bundle.ts";
import { generate, staleIn, writeTo } from "../../codegen/generate.ts";
import { follow, isObject, type Json, type JsonObject } from "../../codegen/json.ts";
import { operationsOf } from "../../codegen/openapi.ts";
import { generateOperationTable } from "../../codegen/operations.ts";
import { isWording, stripKeywords } from "../../codegen/position.ts";
import { operationTable } from "../../src/contract/generated/operations.ts";
import { events, operations, schemas } from "../../src/contract/generated/validators.js";
import { reading, temporaryFolder, writeContract } from "../support/small-contract.ts";

const API = path.join(import.meta.dirname, "../../api");
const ID = "7b1e5a52-3c0d-4a6f-9d8e-2f4b6c8d0e1f";

function referencesIn(node: Json | undefined): readonly string[] {
  if (Array.isArray(node)) return node.flatMap((item: Json) => referencesIn(item));
  if (!isObject(node)) return [];
  const own = typeof node["$ref"] === "string" ? [node["$ref"]] : [];
  return [...own, ...Object.values(node).flatMap(referencesIn)];
}

function videoFlow(essence: JsonObject): JsonObject {
  const frames = { frame_width: 1920, frame_height: 1080, frame_rate: { numerator: 25 } };
  const technical = { format: "urn:x-nmos:format:video", codec: "video/h264" };
  return { id: ID, source_id: ID, ...technical, essence_parameters: { ...frames, ...essence } };
}

describe("the bundled contract", () => {
  const whole = bundle(API);
  const official = operationsOf(bundle(API, { extensions: false }));

  it("refers to nothing outside itself, and to nothing that is missing", () => {
    const references = referencesIn(whole);
    expect(references.length).to.be.greaterThan(100);
    expect(references.filter((ref) => !ref.startsWith("#/"))).to.eql([]);
    expect(references.filter((ref) => follow(whole, ref.slice(1)) === undefined)).to.eql([]);
  });

  it("has the 85 operations of TAMS 8.2 with 220 documented statuses", () => {
    expect(official).to.have.length(85);
    expect(official.flatMap(({ responses }) => responses)).to.have.length(220);
  });

  it("has our own operations beside them, guarded as their own file says", () => {
    const added = operationsOf(whole).filter(({ id }) => !official.some((one) => one.id === id));
    expect(added.map(({ id }) => id)).to.include("GET_health-live");
    expect(added.find(({ id }) => id === "GET_health-live")?.security).to.eql([]);
  });

  it("calls no two operations by one id", () => {
    const ids = operationsOf(whole).map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
  });
});

describe("the generated validators", () => {
  it("cover every operation and every status that it declares", () => {
    const declared = operationTable.map(({ id, responses }) => [
      id,
      responses.map(({ status }) => String(status)),
    ]);
    const covered = operationTable.map(({ id }) => [id, Object.keys(operations[id].responses)]);
    expect(covered).to.eql(declared);
    expect(Object.keys(operations)).to.have.length(operationTable.length);
  });

  it("check a body for every status that has one in JSON, and never for HEAD", () => {
    for (const { id, responses } of operationTable) {
      for (const { status, json, headers } of responses) {
        const checks = operations[id].responses[status];
        expect(checks?.body !== undefined, `${id} ${status} body`).to.equal(json);
        expect(checks?.headers !== undefined, `${id} ${status} headers`).to.equal(headers.length > 0);
      }
    }
    expect(operationTable.filter(({ method }) => method === "head")).to.have.length.greaterThan(26);
  });

  it("accept any name behind tag. and check its value", () => {
    const query = operations["GET_flows"].query;
    expect(query?.({ "tag.genre": "news", "tag_exists.genre": true })).to.equal(true);
    expect(query?.({ "tag_exists.genre": "maybe" })).to.equal(false);
    expect(query?.({ "tag.": true })).to.equal(true);
  });

  it("ignore query parameters that the contract does not know (X-152)", () => {
    expect(operations["GET_flows"].query?.({ flavour: ["sour"] })).to.equal(true);
  });

  it("insist on declared types: nothing is coerced and no default is filled in", () => {
    const query = operations["GET_flows"].query;
    const asked = {};
    expect(query?.({ limit: "10" })).to.equal(false);
    expect(query?.(asked)).to.equal(true);
    expect(asked).to.eql({});
  });

  it("refuse a key that essence_parameters does not have", () => {
    expect(schemas["flow-get"](videoFlow({}))).to.equal(true);
    expect(schemas["flow-get"](videoFlow({ smell: "burnt" }))).to.equal(false);
    expect(schemas["flow-get"].errors?.[0]?.params).to.include({ unevaluatedProperty: "smell" });
  });

  it("leave properties called description or title in the schema, although such keywords are prose", () => {
    expect(schemas["source"]({ id: ID, format: "urn:x-nmos:format:video", description: 7 })).to.equal(false);
    expect(schemas["source"]({ id: ID, format: "urn:x-nmos:format:video", description: "7" })).to.equal(true);
  });

  it("check formats: a created time without a zone is no date-time", () => {
    expect(schemas["flow-get"]({ ...videoFlow({}), created: "2026-01-02T03:04:05Z" })).to.equal(true);
    expect(schemas["flow-get"]({ ...videoFlow({}), created: "2026-01-02T03:04:05" })).to.equal(false);
  });

  it("check response headers by lower-case name and value", () => {
    const headers = operations["GET_flows"].responses[200]?.headers;
    expect(headers?.({ "x-paging-limit": 5, link: "<x>; rel=next" })).to.equal(true);
    expect(headers?.({ "x-paging-limit": "5" })).to.equal(false);
  });

  it("require path parameters", () => {
    expect(operations["GET_flows-flowId"].path?.({ flowId: ID })).to.equal(true);
    expect(operations["GET_flows-flowId"].path?.({})).to.equal(false);
  });

  it("know the bodies of all eight events", () => {
    expect(Object.keys(events)).to.have.length(8);
    const event = {
      event_timestamp: "2026-01-02T03:04:05Z",
      event_type: "flows/deleted",
      event: { flow_id: ID },
    };
    expect(events["flows/deleted"]?.(event)).to.equal(true);
    expect(events["flows/deleted"]?.({ ...event, event_type: "flows/created" })).to.equal(false);
  });
});

describe("the operation table", () => {
  it("names each family of parameters by its fixed start", () => {
    const families = operationTable.flatMap(({ parameters }) =>
      parameters.flatMap(({ family }) => family ?? []),
    );
    const expected = ["flow_tag", "flow_tag_exists", "storage_backend_tag", "storage_backend_tag_exists"];
    expect([...new Set(families)].sort()).to.eql(
      [...expected, "tag", "tag_exists"].map((name) => `${name}.`),
    );
  });

  it("keeps a default apart from the value", () => {
    const flows = operationTable.find(({ id }) => id === "GET_flows");
    const reverse = flows?.parameters.find(({ name }) => name === "reverse_order");
    expect(reverse).to.include({ type: "boolean", required: false, default: false });
  });
});

describe("code generation", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  it("gives the same bytes for the same contract, and names the files that differ", async () => {
    const out = path.join(folder.path, "out");
    const first = await generate(API);
    expect(staleIn(out, first)).to.eql([...first.keys()]);
    writeTo(out, first);
    expect(staleIn(out, await generate(API))).to.eql([]);
    writeTo(out, new Map([["types.ts", "stale"]]));
    expect(staleIn(out, first)).to.eql(["types.ts"]);
  });

  it("refuses a reference that leads nowhere, naming it", () => {
    const api = writeContract(folder.path, "dangling", {
      paths: { "/": { get: reading("GET_a", { $ref: "schemas/b.json" }) } },
    });
    expect(() => bundle(api)).to.throw("The reference #/components/schemas/b leads nowhere.");
  });

  it("refuses a path that an extension takes from TAMS", () => {
    const paths = { "/a": { get: reading("GET_a", {}) } };
    const api = writeContract(folder.path, "twice", { paths, extensions: { paths } });
    expect(() => bundle(api)).to.throw("/a is defined twice under paths");
  });

  it("refuses a list as a parameter rather than reading it wrongly", () => {
    const parameters = [{ name: "ids", in: "query", schema: { type: "array" } }];
    const api = writeContract(folder.path, "lists", {
      paths: { "/a": { get: reading("GET_a", {}, { parameters }) } },
    });
    expect(() => generateOperationTable(bundle(api), () => [])).to.throw('GET_a ids has the type "array"');
  });

  it("refuses a dynamic part that is not the end of a parameter's name", () => {
    const parameters = [{ name: "tag.{name}.x", in: "query", schema: { type: "string" } }];
    const api = writeContract(folder.path, "middle", {
      paths: { "/a": { get: reading("GET_a", {}, { parameters }) } },
    });
    expect(() => generateOperationTable(bundle(api), () => [])).to.throw("tag.{name}.x must be its end");
  });

  it("strips prose by position: keywords go, names and data stay", () => {
    const schema = {
      title: "prose",
      properties: { title: { type: "string", title: "prose" } },
      enum: [{ title: "data" }],
    };
    expect(stripKeywords(schema, isWording)).to.eql({
      properties: { title: { type: "string" } },
      enum: [{ title: "data" }],
    });
  });
});
