import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { bundle } from "../../codegen/bundle.ts";
import { compareContracts, countOf, summaryOf } from "../../codegen/compare.ts";
import { report } from "../../codegen/diff.ts";
import { badExamples } from "../../codegen/examples.ts";
import { applyImport, planImport } from "../../codegen/import.ts";
import { follow, type JsonObject } from "../../codegen/json.ts";
import { NEEDS_PUBLISHED } from "../support/no-skips.ts";
import { reading, type SmallContract, temporaryFolder, writeContract } from "../support/small-contract.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const API = path.join(ROOT, "api");
const MAIN = "TimeAddressableMediaStore.yaml";
const alone = { extensions: false };

const limit = { name: "limit", in: "query", description: "How many.", schema: { type: "integer" } };
const page = { name: "page", in: "query", schema: { type: "string" } };

function flow(properties: JsonObject, more: JsonObject = {}): JsonObject {
  return { description: "One rendition.", type: "object", properties, ...more };
}

const ours: SmallContract = {
  paths: {
    "/flows": {
      get: reading(
        "GET_flows",
        { type: "array", items: { $ref: "schemas/flow.json" } },
        { summary: "All", parameters: [limit] },
      ),
    },
    "/flows/{flowId}/label": { get: reading("GET_flows-flowId-label", { type: "string" }) },
    "/gone": { get: reading("GET_gone", {}), head: reading("HEAD_gone", {}) },
  },
  schemas: { flow: flow({ id: { type: "string", description: "Our words." } }, { required: ["id"] }) },
};

const theirs: SmallContract = {
  version: "2.0",
  paths: {
    "/flows": {
      get: reading(
        "GET_flows",
        { type: "array", items: { $ref: "schemas/flow.json" } },
        { summary: "Theirs", parameters: [page, { ...limit, description: "Theirs." }] },
      ),
    },
    "/flows/{flowId}/label": { get: reading("GET_flows-flowId-label", { type: "string", minLength: 1 }) },
    "/new": { get: reading("GET_new", {}, { description: "Theirs." }) },
  },
  schemas: {
    flow: flow(
      { id: { type: "string", description: "Theirs." }, status: { type: "string", description: "Theirs." } },
      { description: "Theirs.", required: ["status", "id"] },
    ),
  },
};

function lines(left: string, right: string, handlers = "nowhere"): readonly string[] {
  const columns = { flows: { columns: { id: 1, status: 1 } }, sources: { columns: { id: 1 } } };
  return report(compareContracts(bundle(left, alone), bundle(right, alone)), handlers, columns);
}

/** Another published version beside the repository; without it these tests cannot run and say so. */
function published(version: string, context: Mocha.Context): string {
  const folder = path.join(ROOT, `../shared/tams-${version}`);
  if (existsSync(folder)) return folder;
  process.stderr.write(`SKIPPED: TAMS ${version} is not at ${folder}.\n`);
  return context.skip();
}

describe("comparing two versions of the contract", () => {
  const folder = temporaryFolder();
  const [left, right] = [
    writeContract(folder.path, "ours", ours),
    writeContract(folder.path, "theirs", theirs),
  ];
  after(() => folder.remove());

  it("says that a contract is the same as itself", () => {
    expect(lines(left, left)).to.eql(["same contract: version 1.0, 4 operations"]);
  });

  it("names what the other version has more, less and otherwise", () => {
    const found = lines(left, right);
    expect(found).to.include("added GET /new (GET_new)");
    expect(found).to.include("removed GET /gone (GET_gone)");
    expect(found).to.include("removed HEAD /gone (HEAD_gone)");
    expect(found).to.include("changed GET /flows (GET_flows)");
    expect(found.at(-1)).to.equal("1 operations added, 2 removed, 2 changed; also version");
  });

  it("turns every addition into a removal when the sides are swapped", () => {
    const found = lines(right, left);
    expect(found).to.include("removed GET /new (GET_new)");
    expect(found).to.include("added GET /gone (GET_gone)");
    expect(found.find((line) => line.includes("query parameter page"))).to.match(/^ {2}removed /);
    expect(found.at(-1)).to.equal("2 operations added, 1 removed, 2 changed; also version");
  });

  it("shows parameters, and schema keywords by pointer with both values", () => {
    const found = lines(left, right);
    const schema = "status 200 /content/application~1json/schema";
    expect(found.find((line) => line.startsWith("  added query parameter page"))).to.contain(
      '"type":"string"',
    );
    expect(found).to.include(`  added ${schema}/minLength: 1`);
    expect(found).to.include(`  added ${schema}/items/properties/status: {"type":"string"}`);
    expect(found).to.include(`  added ${schema}/items/required: "status"`);
    expect(found).to.include('  changed value: ours "1.0", there "2.0"');
  });

  it("ignores words, and the order of lists that are sets", () => {
    const reworded = writeContract(folder.path, "reworded", {
      ...ours,
      schemas: { flow: flow({ id: { type: "string", description: "Other words." } }, { required: ["id"] }) },
    });
    expect(countOf(compareContracts(bundle(left), bundle(reworded)))).to.equal(0);
  });

  it("ignores whether a shared part is referred to or spelled out", () => {
    const { get } = { get: reading("GET_a", {}, { parameters: [limit] }) };
    const spelled = writeContract(folder.path, "spelled", { paths: { "/a": { get } } });
    const shared = writeContract(folder.path, "shared", {
      paths: { "/a": { get: { ...get, parameters: [{ $ref: "#/components/parameters/limit" }] } } },
      components: { parameters: { limit } },
    });
    expect(summaryOf(compareContracts(bundle(spelled), bundle(shared)))).to.match(/^same contract/);
  });

  it("points at the handlers, told from derived ones, and at columns of the same name", () => {
    const handlers = path.join(folder.path, "handlers");
    cpSync(left, handlers, { recursive: true });
    writeFileSync(
      path.join(handlers, "flows.ts"),
      'export const flows = { GET_flows: 1 }; field("flows-flowId-label");',
    );
    const found = lines(left, right, handlers);
    expect(found).to.include("  GET_flows: flows.ts");
    expect(found).to.include("  GET_flows-flowId-label: derived: fields");
    expect(found).to.include("  HEAD_gone: derived: heads");
    expect(found).to.include("  GET_gone: no handler found");
    expect(found).to.include("  GET_new: a handler to write");
    expect(found.slice(found.indexOf("columns touched:") + 1, -1)).to.eql(["  flows.status"]);
  });

  it(`finds nothing between ours and TAMS 8.2 ${NEEDS_PUBLISHED}`, function () {
    const comparison = compareContracts(bundle(API, alone), bundle(published("8.2", this), alone));
    expect(summaryOf(comparison)).to.equal("same contract: version 8.2, 85 operations");
  });

  it(`finds that TAMS 8.1 has no profiles, in both directions ${NEEDS_PUBLISHED}`, function () {
    const [here, there] = [bundle(API, alone), bundle(published("8.1", this), alone)];
    const ids = (changes: readonly { readonly id?: string }[]) => changes.map(({ id }) => id);
    const [back, forth] = [compareContracts(here, there), compareContracts(there, here)];
    expect(ids(back.removed)).to.include("GET_profiles");
    expect(ids(forth.added)).to.eql(ids(back.removed));
    expect(ids(forth.changed).sort()).to.eql(ids(back.changed).sort());
  });
});

describe("importing another version of the contract", () => {
  const folder = temporaryFolder();
  const right = writeContract(folder.path, "theirs", theirs);
  after(() => folder.remove());

  function imported(
    name: string,
    withProse: boolean,
  ): { readonly api: string; readonly main: JsonObject; readonly flow: JsonObject } {
    const api = writeContract(folder.path, name, ours);
    applyImport(api, planImport(api, right, withProse));
    const read = (file: string) => parse(readFileSync(path.join(api, file), "utf8"));
    return { api, main: read(MAIN), flow: read("schemas/flow.json") };
  }

  it("takes the structure, so that no difference is left", () => {
    const { api } = imported("structure", false);
    expect(summaryOf(compareContracts(bundle(api), bundle(right)))).to.equal(
      "same contract: version 2.0, 3 operations",
    );
  });

  it("keeps our words where the place exists, even when others come before it", () => {
    const { main, flow: schema } = imported("words", false);
    expect(follow(main, "/paths/~1flows/get/summary")).to.equal("All");
    expect(follow(main, "/paths/~1flows/get/parameters/1/description")).to.equal("How many.");
    expect(schema["description"]).to.equal("One rendition.");
    expect(follow(schema, "/properties/id/description")).to.equal("Our words.");
  });

  it("leaves new places without words, unless it is asked for theirs", () => {
    const [bare, full] = [imported("bare", false), imported("full", true)];
    expect(follow(bare.flow, "/properties/status")).to.eql({ type: "string" });
    expect(follow(bare.main, "/paths/~1new/get/description")).to.equal(undefined);
    expect(follow(full.flow, "/properties/status/description")).to.equal("Theirs.");
    expect(follow(full.main, "/paths/~1new/get/description")).to.equal("Theirs.");
    expect(follow(full.flow, "/properties/id/description")).to.equal("Our words.");
  });

  it("changes nothing when it imports what we have, and lists removed files otherwise", () => {
    const api = writeContract(folder.path, "again", ours);
    expect(planImport(api, api)).to.eql([]);
    const more = writeContract(folder.path, "more", {
      ...ours,
      schemas: { ...ours.schemas, extra: { type: "null" } },
    });
    expect(planImport(more, api)).to.eql([{ file: "schemas/extra.json", kind: "removed" }]);
  });

  it("keeps a part that we share and they spell out", () => {
    const get = reading("GET_a", {}, { parameters: [{ $ref: "#/components/parameters/limit" }] });
    const shared = { paths: { "/a": { get } }, components: { parameters: { limit } } };
    const api = writeContract(folder.path, "shared", shared);
    const spelled = { ...get, parameters: [limit, page] };
    const other = writeContract(folder.path, "spelled", { paths: { "/a": { get: spelled } } });
    applyImport(api, planImport(api, other));
    const main: JsonObject = parse(readFileSync(path.join(api, MAIN), "utf8"));
    expect(follow(main, "/paths/~1a/get/parameters/0")).to.eql({ $ref: "#/components/parameters/limit" });
    expect(follow(main, "/components/parameters/limit/description")).to.equal("How many.");
    expect(summaryOf(compareContracts(bundle(api), bundle(other)))).to.match(/^same contract/);
  });

  it("names the examples that no longer fit", () => {
    const body = { "application/json": { schema: { type: "string" }, example: 5 } };
    const get = { operationId: "GET_a", responses: { "200": { description: "", content: body } } };
    const api = writeContract(folder.path, "examples", { paths: { "/a": { get } } });
    expect(badExamples(api)).to.eql([
      { pointer: "/paths/~1a/get/responses/200/content/application~1json/example", why: " must be string" },
    ]);
  });

  it(`would change nothing for TAMS 8.2 ${NEEDS_PUBLISHED}`, function () {
    expect(planImport(API, published("8.2", this))).to.eql([]);
  });

  it(`goes to TAMS 8.1 and back without a structural trace ${NEEDS_PUBLISHED}`, function () {
    const [older, newer] = [published("8.1", this), published("8.2", this)];
    const api = path.join(folder.path, "api");
    cpSync(API, api, { recursive: true });
    for (const version of [older, newer]) {
      applyImport(api, planImport(api, version));
      expect(countOf(compareContracts(bundle(api, alone), bundle(version, alone)))).to.equal(0);
    }
    const label = "/paths/~1flows~1{flowId}~1label/get/description";
    expect(follow(bundle(api), label))
      .to.be.a("string")
      .and.equal(follow(bundle(API), label));
  });
});
