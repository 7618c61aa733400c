import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { Memory } from "./memory.ts";
import type { Rooted } from "./schema.ts";

/** Says of values whether they fit schemas, as the specification of JSON Schema has it. */
export interface Oracle {
  /** Fits in every way, formats included. */
  fits(value: unknown): boolean;
  /** Breaks the schema in a way that every server must see: formats are notes and not rules (JSON Schema 2020-12). */
  breaks(value: unknown): boolean;
}

const oracles = new Memory<Oracle>();
const judges = new Memory<{ readonly exact: Ajv2020; readonly lenient: Ajv2020 }>();

/** The oracle of one schema. */
export function oracleOf({ schema, components }: Rooted): Oracle {
  return oracles.of({ schema, components }, () => {
    const { exact, lenient } = judges.of({ schema: {}, components }, () => ({
      exact: ajvOf(components, true),
      lenient: ajvOf(components, false),
    }));
    return oracle(exact.compile(absolute(schema)), lenient.compile(absolute(schema)));
  });
}

function oracle(exact: ValidateFunction, lenient: ValidateFunction): Oracle {
  return {
    fits: (value) => exact(asSent(value)) === true,
    breaks: (value) => lenient(asSent(value)) !== true,
  };
}

function ajvOf(components: unknown, validateFormats: boolean): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, validateFormats });
  if (validateFormats) ajvFormats.default(ajv);
  return ajv.addSchema({ components }, "contract");
}

/** The schema with every reference made one into the document that Ajv knows. */
function absolute(schema: Rooted["schema"]): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" && typeof value === "string" && value.startsWith("#") ? `contract${value}` : value,
  );
}

/** The value that the server reads. */
function asSent(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
