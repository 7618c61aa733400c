import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "chai";
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from "../../codegen/json.ts";
import { parseTimestamp } from "../../src/time/timestamp.ts";
import {
  contractFiles,
  objectsIn,
  operationsIn,
  prose,
  readJson,
  runsOf,
} from "../support/contract-texts.ts";
import { NEEDS_PUBLISHED } from "../support/no-skips.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const API = path.join(ROOT, "api");
const OFFICIAL = path.join(ROOT, "../shared/tams-8.2");
const DIFF = path.join(ROOT, "../shared/tools/contract-diff.mjs");
const BASE = "https://contract.invalid/";
const FILES = contractFiles(API);

interface Example {
  readonly where: string;
  readonly file: string;
  readonly schema: JsonObject;
}

/** Every example a media type names, with the schema of that media type made to stand alone. */
const EXAMPLES: readonly Example[] = FILES.flatMap((file) =>
  [...objectsIn(file)].flatMap(({ where, value: media }) =>
    Object.entries(objectAt(media, "examples")).flatMap(([name, example]) => {
      const target = isObject(example) ? textAt(example, "externalValue") : undefined;
      const schema = { ...objectAt(media, "schema"), components: objectAt(file.document, "components") };
      return [{ where: `${where}/examples/${name}`, file: target ?? "", schema }];
    }),
  ),
);

function ajvWithSchemas(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const { file, document } of FILES)
    if (file.startsWith("schemas/")) ajv.addSchema(document, BASE + file);
  return ajv;
}

function bodyOf(name: string): JsonObject {
  const body = readJson(path.join(API, "examples", name));
  if (!isObject(body)) throw new Error(`${name} does not hold an object.`);
  return body;
}

describe("The examples of the contract", () => {
  const ajv = ajvWithSchemas();

  for (const { where, file, schema } of EXAMPLES) {
    it(`${file} is what ${where} asks for`, () => {
      const validate = ajv.compile({ ...schema, $id: `${BASE}${encodeURIComponent(where)}.json` });
      validate(readJson(path.join(API, file)));
      expect(validate.errors ?? []).to.deep.equal([]);
    });
  }

  it("exist for every JSON body of a request and of a reply that has one", () => {
    const bodies = FILES.flatMap((file) => [...objectsIn(file)]).filter(
      ({ where, value }) => where.endsWith("/application~1json") && !isHead(where) && "schema" in value,
    );
    expect(bodies.length).to.be.above(60);
    expect(bodies.filter(({ value }) => !("examples" in value)).map(({ where }) => where)).to.deep.equal([]);
  });

  it("are each named by the contract", () => {
    const named = new Set(EXAMPLES.map(({ file }) => file));
    const files = readdirSync(path.join(API, "examples")).map((name) => `examples/${name}`);
    expect(files.filter((file) => !named.has(file))).to.deep.equal([]);
  });

  it("show no Flow that collects itself or one Flow twice (FLW-057, FLW-112)", () => {
    const flows = readdirSync(path.join(API, "examples")).filter((name) => /^flow-(put|get)-/.test(name));
    expect(flows).to.have.length.above(10);
    for (const name of flows) {
      const flow = bodyOf(name);
      const members = objectsAt(flow, "flow_collection").map(({ id }) => id);
      expect([flow["id"], ...members], name).to.have.lengthOf(new Set([flow["id"], ...members]).size);
    }
  });

  it("state timeouts a client can rely on (SVC-012, SVC-013)", () => {
    const service = bodyOf("service-get-200.json");
    const seconds = (field: string) => parseTimestamp(textAt(service, field) ?? "").s;
    expect(seconds("min_object_timeout")).to.be.at.least(300);
    expect(seconds("min_presigned_url_timeout")).to.be.within(30, seconds("min_object_timeout"));
  });
});

describe("The words of the contract", () => {
  it("tell what every operation does", () => {
    const operations = FILES.flatMap(operationsIn);
    expect(operations.length).to.be.above(85);
    const silent = operations.filter(
      ({ value }) => !textAt(value, "summary") || !textAt(value, "description"),
    );
    expect(silent.map(({ where }) => where)).to.deep.equal([]);
  });

  it("tell what every parameter, body, status, header, property, tag and scheme means", () => {
    const silent = FILES.flatMap((file) => [...objectsIn(file)]).filter(
      ({ where, value }) =>
        needsWords(where) && !("$ref" in value && !isProperty(where)) && !textAt(value, "description"),
    );
    expect(silent.map(({ where }) => where)).to.deep.equal([]);
  });

  it("tell what every schema is", () => {
    const schemas = FILES.filter(({ file }) => file.startsWith("schemas/"));
    expect(
      schemas.filter(({ document }) => !textAt(document, "description")).map(({ file }) => file),
    ).to.deep.equal([]);
  });

  it(`share no twelve words in a row with the published ones ${NEEDS_PUBLISHED}`, function () {
    if (!existsSync(OFFICIAL)) return skipAloud(this);
    const theirs = new Set(prose(contractFiles(OFFICIAL)).flatMap(({ value }) => runsOf(value, 12)));
    expect(theirs.size).to.be.above(1000);
    const shared = prose(FILES).filter(({ value }) => runsOf(value, 12).some((run) => theirs.has(run)));
    expect(shared.map(({ where }) => where)).to.deep.equal([]);
  });

  it(`stand on the published structure, unchanged (X-001) ${NEEDS_PUBLISHED}`, function () {
    if (!existsSync(OFFICIAL) || !existsSync(DIFF)) return skipAloud(this);
    expect(execFileSync(process.execPath, [DIFF, OFFICIAL, API], { cwd: ROOT, encoding: "utf8" })).to.equal(
      "same contract: version 8.2, 85 operations\n",
    );
  });
});

function skipAloud(context: Mocha.Context): never {
  process.stdout.write("SKIPPED: the published contract is not beside this checkout (../shared/tams-8.2).\n");
  return context.skip();
}

function isHead(where: string): boolean {
  return where.includes("/head/") || where.includes("_head_");
}

function isProperty(where: string): boolean {
  return /\/properties\/[^/]+$/.test(where);
}

/** A property that constrains another (inside `if`) describes nothing of its own. */
function needsWords(where: string): boolean {
  if (isProperty(where)) return !where.includes("/if/");
  return (
    /\/(parameters|headers|responses|securitySchemes|tags)\/[^/]+$|\/requestBody$/.test(where) &&
    !where.startsWith("schemas/")
  );
}
