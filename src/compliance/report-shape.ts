import { Ajv2020 } from "ajv/dist/2020.js";
import type { Report } from "./report.ts";
import { VERSIONS } from "./versions.ts";

type Schema = Readonly<Record<string, unknown>>;

const TEXT: Schema = { type: "string" };
const FLAG: Schema = { type: "boolean" };
const NUMBER: Schema = { type: "number" };
const TEXTS: Schema = { type: "array", items: TEXT };

/** What the comparison of reports relies on; whatever else a report of a later program has is welcome. */
const REPORT = object({
  format: { const: 1 },
  server: object({
    ...{ url: TEXT, apiVersion: TEXT, version: { enum: VERSIONS }, type: TEXT, mechanisms: TEXTS },
    backends: { type: "array" },
  }),
  run: object({
    ...{ started: TEXT, finished: TEXT, interrupted: FLAG },
    options: object({
      areas: TEXTS,
      levels: TEXTS,
      ids: TEXTS,
      operations: TEXTS,
      strict: FLAG,
      seed: NUMBER,
    }),
  }),
  tests: list({ id: TEXT, title: TEXT, area: TEXT, behaviours: TEXTS, outcome: TEXT }),
  verdicts: list({
    ...{ test: TEXT, behaviour: TEXT, expectation: TEXT },
    outcome: { enum: ["passed", "failed", "warned", "differs"] },
  }),
  exchanges: { type: "object" },
  behaviours: {
    type: "object",
    additionalProperties: object({
      id: TEXT,
      level: TEXT,
      area: TEXT,
      statement: TEXT,
      source: TEXT,
      test: TEXT,
    }),
  },
});

/** Whether a value has what is used of a report; what it lacks goes to `tell`, in words. */
export function isReport(value: unknown, tell: (fault: string) => void): value is Report {
  const validate = new Ajv2020().compile<Report>(REPORT);
  if (validate(value)) return true;
  const [{ instancePath = "", message = "is wrong" } = {}] = validate.errors ?? [];
  tell(`${instancePath === "" ? "the file" : instancePath.slice(1).replaceAll("/", ".")} ${message}`);
  return false;
}

function object(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: "object", required: Object.keys(properties), properties };
}

function list(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: "array", items: object(properties) };
}
