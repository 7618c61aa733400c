import fc, { type Arbitrary } from "fast-check";
import { recordOf, textOf } from "../json.ts";
import { type Called, otherThan, pathOf } from "./caller.ts";
import { type Ground, type Kind, kindOf } from "./kind.ts";
import { deepText, HOSTILE_LEAVES, PLAIN_LEAVES } from "./leaves.ts";
import { oracleOf } from "./oracle.ts";
import { alternatives, type Rooted } from "./schema.ts";
import type { Finding } from "./search.ts";
import { either, valid } from "./values.ts";

type Pairs = readonly (readonly [string, string])[];

/** A query parameter of an operation. */
interface Parameter {
  readonly name: string;
  /** The value as text. */
  readonly good: Arbitrary<string>;
  /** Values that break the schema; none where it takes any text. */
  readonly bad?: Arbitrary<string>;
  readonly behaviour: string;
}

/** The behaviour that states what a broken value gives, by the parameter's name. */
const BEHAVIOURS: Readonly<Record<string, string>> = {
  format: "X-154",
  codec: "X-155",
  source_id: "X-025",
  profile_id: "X-025",
  collected_by_ids: "X-025",
  accept_storage_ids: "X-025",
  limit: "X-064",
  sort_by: "X-098",
};
const OTHER = "X-151";
const TAGS = "X-113";
/** All that a broken query may be judged by. */
export const QUERY_BEHAVIOURS: readonly string[] = [...new Set([...Object.values(BEHAVIOURS), OTHER, TAGS])];

/** Keys that only a server can make. */
const OPAQUE = "page";
/** Listings for which the contract has no 400, so that only what is said of every listing is judged. */
const WITHOUT_400 = /^\/(?:service\/storage-backends|service\/webhooks|flow-delete-requests)$/;
const ANYWHERE = new Set(["X-064", "X-098"]);
/** What fits into any URL. */
const LONGEST = 1500;
const MOST_LIMIT = 100;
/** Texts that are neither true nor false in any letter case, and no number. */
const NEITHER = ["maybe", "2", "yes", "truefalse", "null", "[]", '"true"'];
const NO_INTEGER = ["abc", "1.5", "1e", "0x1z", "1,2", "null", '"1"', "--1", "NaN"];
const EDITS: readonly ((text: string) => string)[] = [
  (text) => `${text}x`,
  (text) => `${text},`,
  (text) => `,${text}`,
  (text) => text.toUpperCase(),
  (text) => text.slice(1),
  (text) => `${text},,${text}`,
  () => "nonsense",
  () => "[0:00_1:0)",
  () => "[0:0_1:1000000000)",
  () => "{0:0_1:0}",
];
const ODD: Pairs = [
  ["page", "nonsense"],
  ["page", ""],
  ["page", "\u0000"],
  ["page", "eyJhIjoxfQ=="],
  ["page", "-1"],
  ["limit", "0"],
  ["limit", "-1"],
  ["limit", "2147483648"],
  ["limit", "99999999999999999999999"],
  ["timerange", "[5:0_1:0)"],
  ["timerange", "["],
  ["timerange", "()"],
  ["timerange", "[99999999999999999999:0_"],
  ["timerange", "[-99999999999999999999:0_99999999999999999999:999999999)"],
  ["tag.", "x"],
  ["tag.__proto__", "x"],
  ["tag_exists.constructor", "true"],
  ["tag.a[b][c]", "x"],
  ["label", "%"],
  ["label", "' OR 1=1 --"],
  ["__proto__", "x"],
  ["unknown", "x"],
  ["limit[$gt]", "1"],
  ["verbose_storage", ""],
  ["frame_width", "99999999999999999999"],
  ["label", deepText(500)],
];

/** The kinds of queries that an operation is tried with; none if it takes no query. */
export function queryKinds(ground: Ground): Kind[] {
  const { operation, caller } = ground;
  const parameters = caller.contract
    .parameters(operation.id)
    .filter((one) => one["in"] === "query" && one["name"] !== OPAQUE)
    .map((one) => parameterOf(one, caller.components));
  const isRead = operation.method === "GET" || operation.method === "HEAD";
  const odd = fc.array(fc.oneof(fc.constantFrom(...ODD), ...parameters.map(hostilePair)), {
    minLength: 1,
    maxLength: 3,
  });
  const oddly = kindOf("odd queries", "X-045", odd, async (query) => (await sent(ground, query)).finding);
  if (parameters.length === 0) return isRead ? [oddly] : [];
  const good = fc.subarray([...parameters]).chain(pairsOf);
  const broken = parameters.flatMap((one) => brokenPairs(one, parameters));
  return [
    kindOf("queries that fit", "CONTRACT", good, (query) => tryGood(ground, query)),
    ...(broken.length === 0
      ? []
      : [kindOf("broken queries", OTHER, either(broken), (query) => tryBad(ground, parameters, query))]),
    oddly,
  ];
}

/** Queries with one broken parameter, which comes first, and some of the others. */
function brokenPairs({ name, bad }: Parameter, all: readonly Parameter[]): Arbitrary<Pairs>[] {
  if (bad === undefined) return [];
  const others = fc.subarray(all.filter((one) => one.name !== name)).chain(pairsOf);
  return [fc.tuple(bad, others).map(([value, rest]): Pairs => [[name, value], ...rest])];
}

function pairsOf(some: readonly Parameter[]): Arbitrary<Pairs> {
  return fc.tuple(...some.map(pairOf));
}

function pairOf({ name, good }: Parameter): Arbitrary<readonly [string, string]> {
  return fc.tuple(fc.constant(name), good);
}

function hostilePair({ name }: Parameter): Arbitrary<readonly [string, string]> {
  const text = HOSTILE_LEAVES.text.map((one) => one.toWellFormed().slice(0, LONGEST));
  return fc.tuple(fc.constant(name), text);
}

function parameterOf(parameter: Readonly<Record<string, unknown>>, components: unknown): Parameter {
  const template = textOf(parameter["name"]);
  const schema = { allOf: [recordOf(parameter["schema"])] };
  const type = textOf(recordOf(parameter["schema"])["type"]);
  const isTag = /tag\.\{name\}$/.test(template);
  const rooted = { schema, components };
  const fitting =
    template === "limit" ? fc.integer({ min: 1, max: MOST_LIMIT }) : valid(rooted, PLAIN_LEAVES);
  const texts = fitting.map(String);
  // Not every tag filter has a pattern that says what holds for all of them.
  const good = isTag ? texts.filter((text) => !hasEmptyMember(text)) : texts;
  const bad = badTexts(type, isTag, good);
  return {
    name: template.replace("{name}", "fuzz"),
    good,
    ...(isBreakable(rooted, type) && {
      bad: bad.filter((text) => text !== "" && isBroken(rooted, type, text)),
    }),
    behaviour: isTag ? TAGS : (BEHAVIOURS[template] ?? OTHER),
  };
}

function hasEmptyMember(text: string): boolean {
  const members = text.split(",");
  return members.length > 1 && members.includes("");
}

/** Whether there are texts that break the schema. */
function isBreakable({ schema, components }: Rooted, type: string): boolean {
  if (type === "boolean" || type === "integer") return true;
  return alternatives(schema, components).every((one) => "pattern" in one || "enum" in one);
}

function badTexts(type: string, isTag: boolean, good: Arbitrary<string>): Arbitrary<string> {
  if (type === "boolean") return fc.constantFrom(...NEITHER);
  if (type === "integer") return fc.constantFrom(...NO_INTEGER);
  if (isTag) return fc.constantFrom("a,,b", "a,", ",", ",a");
  return either([
    fc.constantFrom("nonsense"),
    fc.tuple(good, fc.constantFrom(...EDITS)).map(([text, edit]) => edit(text)),
  ]);
}

function isBroken(rooted: Rooted, type: string, text: string) {
  return type === "boolean" || type === "integer" || oracleOf(rooted).breaks(text);
}

async function sent(ground: Ground, query: Pairs): Promise<Called> {
  const { caller, operation, subject } = ground;
  const { method } = operation;
  return await caller.call(operation, {
    method,
    path: pathOf(operation.template, subject.parameters()),
    query,
  });
}

async function tryGood(ground: Ground, query: Pairs): Promise<Finding | undefined> {
  const called = await sent(ground, query);
  if (called.finding !== undefined) return called.finding;
  const { id, template } = ground.operation;
  // What there is to delete, and which of two parameters counts, are other rules.
  const statuses = id === "DELETE_objects-instances" ? [2, 400, 404] : isUnknown(template) ? [404] : [2];
  return otherThan("CONTRACT", "A query that fits the schema is taken.", called.reply, ...statuses);
}

async function tryBad(
  ground: Ground,
  parameters: readonly Parameter[],
  query: Pairs,
): Promise<Finding | undefined> {
  const called = await sent(ground, query);
  if (called.finding !== undefined) return called.finding;
  const [name = "", value = ""] = query[0] ?? [];
  const behaviour = parameters.find((one) => one.name === name)?.behaviour ?? OTHER;
  if (WITHOUT_400.test(ground.operation.template) && !ANYWHERE.has(behaviour)) return undefined;
  return otherThan(behaviour, `\`${name}=${value}\` breaks the schema.`, called.reply, 400);
}

function isUnknown(template: string): boolean {
  return template.includes("{request-id}");
}
