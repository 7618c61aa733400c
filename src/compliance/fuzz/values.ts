import fc, { type Arbitrary } from "fast-check";
import { isRecord, listOf, recordOf, textOf } from "../json.ts";
import { type Leaves, PLAIN_LEAVES, timeranges } from "./leaves.ts";
import { Memory } from "./memory.ts";
import { oracleOf } from "./oracle.ts";
import { alternatives, kindOf, type Rooted, type Schema } from "./schema.ts";

const MOST_ITEMS = 3;
/** Patterns that admit texts without a meaning are not generated from. */
const TIMERANGE = "TimeRange";

const plain = new Memory<Arbitrary<unknown>>();
const hostile = new Memory<Arbitrary<unknown>>();

/** Values that fit a schema; they shrink to its smallest. */
export function valid({ schema, components }: Rooted, leaves: Leaves = PLAIN_LEAVES): Arbitrary<unknown> {
  const memory = leaves === PLAIN_LEAVES ? plain : hostile;
  return memory.of({ schema, components }, () =>
    either(alternatives(schema, components).map((one) => validOf(one, components, leaves))),
  );
}

/** One of several kinds of values; shrinks to the first of them too. */
export function either<Value>(arbitraries: readonly Arbitrary<Value>[]): Arbitrary<Value> {
  return fc.oneof({ withCrossShrink: true }, ...arbitraries);
}

/** Values that fit one alternative of a schema. */
export function validOf(schema: Schema, components: unknown, leaves: Leaves): Arbitrary<unknown> {
  const made = unchecked(schema, components, leaves);
  if (schema["checked"] !== true) return made;
  const { fits } = oracleOf({ schema, components });
  return made.filter(fits);
}

/** Values that fit one alternative of a schema but for what its `if` and `not` say. */
export function unchecked(schema: Schema, components: unknown, leaves: Leaves): Arbitrary<unknown> {
  const choices = listOf(schema["enum"]);
  if (choices.length > 0) return fc.constantFrom(...choices);
  switch (kindOf(schema)) {
    case "object":
      return objects(schema, components, leaves);
    case "array": {
      const least = Number(schema["minItems"] ?? 0);
      const item = valid({ schema: recordOf(schema["items"]), components }, leaves);
      return fc.array(item, { minLength: least, maxLength: Math.max(least, MOST_ITEMS) });
    }
    case "integer":
    case "number":
      return leaves.integer(leastOf(schema));
    case "boolean":
      return fc.boolean();
    default:
      return texts(schema, leaves);
  }
}

/** The least integer that a schema of numbers takes. */
export function leastOf(schema: Schema): number {
  const { minimum, exclusiveMinimum } = schema;
  if (typeof exclusiveMinimum === "number") return exclusiveMinimum + 1;
  return typeof minimum === "number" ? minimum : -1000;
}

function objects(schema: Schema, components: unknown, leaves: Leaves): Arbitrary<unknown> {
  const named = propertiesOf(schema, components, leaves);
  const extra = schema["additionalProperties"];
  if (!isRecord(extra)) return record(named, listOf(schema["required"]));
  const others = fc.dictionary(leaves.name, valid({ schema: extra, components }, leaves), {
    maxKeys: MOST_ITEMS,
    noNullPrototype: true,
  });
  return fc.tuple(others, record(named, listOf(schema["required"]))).map(([a, b]) => ({ ...a, ...b }));
}

/** How to make each property that a schema names. */
export function propertiesOf(
  schema: Schema,
  components: unknown,
  leaves: Leaves,
): Record<string, Arbitrary<unknown>> {
  const entries = Object.entries(recordOf(schema["properties"]));
  return Object.fromEntries(
    entries.map(([key, item]) => [key, valid({ schema: recordOf(item), components }, leaves)]),
  );
}

/** Objects that have the required keys and any of the others. */
export function record(
  named: Readonly<Record<string, Arbitrary<unknown>>>,
  required: readonly unknown[],
): Arbitrary<Record<string, unknown>> {
  const requiredKeys = Object.keys(named).filter((key) => required.includes(key));
  return fc.record({ ...named }, { requiredKeys, noNullPrototype: true });
}

function texts(schema: Schema, leaves: Leaves): Arbitrary<string> {
  const pattern = textOf(schema["pattern"]);
  if (textOf(schema["title"]) === TIMERANGE) return timeranges;
  if (pattern !== "") return fc.stringMatching(new RegExp(pattern), { size: "xsmall" });
  switch (textOf(schema["format"])) {
    case "date-time":
      return fc
        .date({ min: new Date("1971-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
        .map((date) => date.toISOString());
    case "uuid":
      return fc.uuid({ version: 4 });
    case "uri":
      return fc.webUrl();
    default:
      return leaves.text;
  }
}
