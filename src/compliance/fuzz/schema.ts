import { at, isRecord, listOf, recordOf, textOf } from "../json.ts";

/** A JSON Schema, as the contract has it. */
export type Schema = Readonly<Record<string, unknown>>;

/** Schemas with the components that their references lead to. */
export interface Rooted {
  readonly schema: Schema;
  readonly components: unknown;
}

/** What cannot be generated from and is left to the oracle. */
const CHECKS = ["if", "not"];

/**
 * The ways to satisfy a schema, each without references, allOf, oneOf and anyOf at its top. What `if` and `not` say
 * is left out; `checked` then tells that a value must be tried before it is used.
 */
export function alternatives(schema: unknown, components: unknown): Schema[] {
  const { allOf, oneOf, anyOf, $ref, ...own } = recordOf(schema);
  const checked = CHECKS.some((key) => key in own);
  let found: Schema[] = [checked ? { ...own, checked } : own];
  const parts = [
    ...($ref === undefined ? [] : [alternatives(resolved(textOf($ref), components), components)]),
    ...listOf(allOf).map((part) => alternatives(part, components)),
    ...[oneOf, anyOf]
      .filter(Array.isArray)
      .map((list) => list.flatMap((one) => alternatives(one, components))),
  ];
  for (const part of parts) found = found.flatMap((one) => part.map((other) => merged(one, other)));
  return found;
}

function resolved(reference: string, components: unknown): unknown {
  const keys = reference.replace("#/components/", "").split("/");
  const found = at(components, ...keys);
  if (found === undefined) throw new Error(`The contract has nothing at ${reference}.`);
  return found;
}

/** A schema that holds where both hold. */
function merged(a: Schema, b: Schema): Schema {
  const required = [...listOf(a["required"]), ...listOf(b["required"])];
  const [left, right] = [recordOf(a["properties"]), recordOf(b["properties"])];
  const properties: Record<string, unknown> = { ...left, ...right };
  for (const key of Object.keys(left)) {
    if (key in right) properties[key] = { allOf: [left[key], right[key]] };
  }
  const hasProperties = Object.keys(properties).length > 0;
  return {
    ...a,
    ...b,
    ...(required.length > 0 && { required: [...new Set(required)] }),
    ...(hasProperties && { properties }),
  };
}

/** What kind of value a schema without combinations describes; strings where it does not say. */
export function kindOf(schema: Schema): string {
  const type = textOf(schema["type"]);
  if (type !== "") return type;
  return isRecord(schema["properties"]) ? "object" : "string";
}

/** Whether an object may have keys that its schema does not name. */
export function isOpen(schema: Schema): boolean {
  return schema["additionalProperties"] !== false && schema["unevaluatedProperties"] !== false;
}
