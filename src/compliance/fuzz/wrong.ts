import fc, { type Arbitrary } from "fast-check";
import { isRecord, listOf, recordOf, textOf } from "../json.ts";
import { PLAIN_LEAVES } from "./leaves.ts";
import { Memory } from "./memory.ts";
import { oracleOf } from "./oracle.ts";
import { alternatives, isOpen, kindOf, type Rooted, type Schema } from "./schema.ts";
import { either, leastOf, propertiesOf, record, unchecked, valid, validOf } from "./values.ts";

/** A value of each type that JSON has, those that look like another included. */
const TYPES: Readonly<Record<string, readonly unknown[]>> = {
  null: [null],
  boolean: [true, false],
  integer: [5, 0],
  number: [1.5],
  string: ["text", "5", "true", "null", ""],
  array: [[], ["text"], [[]], [null]],
  object: [{}, { key: "value" }],
};
const memory = new Memory<Arbitrary<unknown>>();
const STRANGER = "x-unknown-key";

/** Values that break a schema in one place and are right elsewhere; they shrink to the break. */
export function invalid({ schema, components }: Rooted): Arbitrary<unknown> {
  const { breaks } = oracleOf({ schema, components });
  return candidates({ schema, components }).filter(breaks);
}

/** Values that break one alternative of a schema, and may fit another. */
function candidates({ schema, components }: Rooted): Arbitrary<unknown> {
  return memory.of({ schema, components }, () =>
    either(alternatives(schema, components).map((one) => either(breaksOf(one, components)))),
  );
}

function breaksOf(schema: Schema, components: unknown): Arbitrary<unknown>[] {
  const found = [otherType(schema)];
  if (listOf(schema["enum"]).length > 0) return [...found, otherChoice(schema)];
  if (schema["checked"] === true) {
    const { breaks } = oracleOf({ schema, components });
    found.push(unchecked(schema, components, PLAIN_LEAVES).filter(breaks));
  }
  switch (kindOf(schema)) {
    case "object":
      return [...found, ...brokenObjects(schema, components)];
    case "array":
      return [...found, ...brokenLists(schema, components)];
    case "integer":
      return [...found, fc.constantFrom(leastOf(schema) - 1, -1, 0.5, 1e-9)];
    case "string":
      return typeof schema["pattern"] === "string" ? [...found, offPattern(schema, components)] : found;
    default:
      return found;
  }
}

function otherType(schema: Schema): Arbitrary<unknown> {
  const kind = kindOf(schema);
  const like = kind === "number" ? ["integer", "number"] : [kind];
  const others = Object.entries(TYPES).filter(([type]) => !like.includes(type));
  return fc.constantFrom(...others.flatMap(([, values]) => values));
}

function otherChoice(schema: Schema): Arbitrary<unknown> {
  const choices = listOf(schema["enum"]);
  const near = choices
    .map(textOf)
    .flatMap((text) => [text.toUpperCase(), `${text} `, text.slice(0, -1), ` ${text}`]);
  return fc.constantFrom(...["", "unknown", ...near].filter((text) => !choices.includes(text)));
}

function offPattern(schema: Schema, components: unknown): Arbitrary<unknown> {
  const pattern = new RegExp(textOf(schema["pattern"]));
  const good = validOf(schema, components, PLAIN_LEAVES).map(textOf);
  const edits = [
    (text: string) => `${text}x`,
    (text: string) => `${text}\n`,
    (text: string) => ` ${text}`,
    (text: string) => text.toUpperCase(),
    (text: string) => text.slice(1),
    (text: string) => `${text},`,
    // Version 7 where the third group starts, as many makers of UUIDs now give them.
    (text: string) => text.replace(/-[1-5](?=[0-9a-f]{3}-)/, "-7"),
    () => "",
  ];
  return fc
    .tuple(good, fc.constantFrom(...edits))
    .map(([text, edit]) => edit(text))
    .filter((text) => !pattern.test(text));
}

function brokenObjects(schema: Schema, components: unknown): Arbitrary<unknown>[] {
  const named = propertiesOf(schema, components, PLAIN_LEAVES);
  const required = listOf(schema["required"]);
  const found: Arbitrary<unknown>[] = [];
  for (const key of required.map(textOf).filter((name) => name in named)) {
    const { [key]: _left, ...others } = named;
    found.push(record(others, required));
  }
  for (const [key, item] of Object.entries(recordOf(schema["properties"]))) {
    const broken = candidates({ schema: recordOf(item), components });
    found.push(record({ ...named, [key]: broken }, [...required, key]));
  }
  if (!isOpen(schema)) found.push(record({ ...named, [STRANGER]: fc.constant(1) }, [...required, STRANGER]));
  const extra = schema["additionalProperties"];
  if (isRecord(extra)) {
    const broken = fc.dictionary(PLAIN_LEAVES.name, candidates({ schema: extra, components }), {
      minKeys: 1,
      maxKeys: 2,
      noNullPrototype: true,
    });
    found.push(broken);
  }
  return found;
}

function brokenLists(schema: Schema, components: unknown): Arbitrary<unknown>[] {
  const items = { schema: recordOf(schema["items"]), components };
  const around = fc.array(valid(items), { maxLength: 1 });
  const found: Arbitrary<unknown>[] = [
    fc.tuple(around, candidates(items), around).map(([before, one, after]) => [...before, one, ...after]),
  ];
  if (Number(schema["minItems"] ?? 0) > 0) found.push(fc.constant([]));
  return found;
}
