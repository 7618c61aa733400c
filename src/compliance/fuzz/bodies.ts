import fc from "fast-check";
import { at, isRecord, parsed } from "../json.ts";
import { shown } from "../listing.ts";
import type { Probe } from "../test.ts";
import { type Call, otherThan, pathOf } from "./caller.ts";
import { type Ground, type Kind, kindOf } from "./kind.ts";
import { deepText, HOSTILE_LEAVES } from "./leaves.ts";
import { type Oracle, oracleOf } from "./oracle.ts";
import type { Rooted } from "./schema.ts";
import type { Finding } from "./search.ts";
import type { Parameters } from "./subjects.ts";
import { valid } from "./values.ts";
import { invalid } from "./wrong.ts";

/** Texts that are no JSON. */
const NO_JSON = [
  "",
  " ",
  "{",
  "nope",
  "'a'",
  '{"a": 1,}',
  "[1,]",
  "NaN",
  "{a: 1}",
  '"\\x"',
  '"\u0001"',
  "1 2",
  "\u0000",
];
/** Well-formed JSON that parsers disagree about, or that takes them long. */
const ODD_JSON = [
  '{"label": "a", "label": "b"}',
  '{"__proto__": {"label": 5}}',
  '{"a": 1e999}',
  `{"a": ${"9".repeat(400)}}`,
  deepText(),
  `{"tags": ${deepText()}}`,
  '\ufeff"a"',
  `"${"a".repeat(200_000)}"`,
];

/** The kinds of bodies that an operation is tried with. */
export function bodyKinds(ground: Ground, rooted: Rooted): Kind[] {
  const oracle = oracleOf(rooted);
  const { most } = ground.subject;
  const texts = fc.oneof(
    fc.constantFrom(...NO_JSON),
    valid(rooted).map((value) => JSON.stringify(value).slice(0, -1)),
  );
  const odd = fc.oneof(
    valid(rooted, HOSTILE_LEAVES).map((body) => ({ body })),
    fc.constantFrom(...ODD_JSON).map((raw) => ({ raw })),
  );
  return [
    kindOf(
      "bodies that fit the schema",
      "CONTRACT",
      valid(rooted),
      (body) => tryValid(ground, oracle, body),
      most,
    ),
    kindOf("bodies that break the schema", "X-007", invalid(rooted), (body) =>
      tryInvalid(ground, oracle, body),
    ),
    kindOf(
      "bodies that are not JSON",
      "X-007",
      texts.filter((text) => parsed(text) === undefined),
      (raw) => tryText(ground, raw),
    ),
    kindOf("well-formed but hostile bodies", "X-045", odd, (sent) => tryHostile(ground, sent), most),
  ];
}

function callOf({ operation }: Ground, parameters: Parameters, sent: Pick<Call, "body" | "raw">): Call {
  return { method: operation.method, path: pathOf(operation.template, parameters), ...sent };
}

async function tryValid(ground: Ground, oracle: Oracle, generated: unknown): Promise<Finding | undefined> {
  const { caller, operation, subject } = ground;
  const parameters = subject.parameters();
  const body = subject.fitted?.(generated, parameters) ?? generated;
  // What was made to fit may no longer be one way only to satisfy the schema.
  if (!oracle.fits(body)) return undefined;
  const called = await caller.call(operation, callOf(ground, parameters, { body }));
  if (called.finding !== undefined) return called.finding;
  await subject.undo?.(parameters, called.reply);
  const statuses = subject.mayRefuse?.(body) ? [2, 400, 404, 409] : [2];
  return otherThan("CONTRACT", "A body that fits the schema is taken.", called.reply, ...statuses);
}

async function tryInvalid(ground: Ground, oracle: Oracle, generated: unknown): Promise<Finding | undefined> {
  const { subject, operation } = ground;
  const parameters = subject.parameters();
  const body = subject.fitted?.(generated, parameters) ?? generated;
  if (!oracle.breaks(body)) return undefined;
  // An id in the body that is not the path's may be told as 404: AMB-009.
  const isOther =
    isRecord(body) && "id" in body && !Object.values(parameters).some((id) => id === body["id"]);
  // One wrong Segment of several may fail by itself: AMB-053.
  const isPartial = operation.id === "POST_flows-flowId-segments" && Array.isArray(body) && body.length > 0;
  const statuses = [400, ...(isOther ? [404] : []), ...(isPartial ? [200] : [])];
  return await tryRefused(ground, parameters, { body }, statuses, !isPartial);
}

async function tryText(ground: Ground, raw: string): Promise<Finding | undefined> {
  // Allocation without a body is open: AMB-016.
  const isNone = raw.trim() === "" && ground.operation.id === "POST_flows-flowId-storage";
  return await tryRefused(ground, ground.subject.parameters(), { raw }, isNone ? [400, 201] : [400], !isNone);
}

async function tryRefused(
  ground: Ground,
  parameters: Parameters,
  sent: Pick<Call, "body" | "raw">,
  statuses: readonly number[],
  compares: boolean,
): Promise<Finding | undefined> {
  const { probe, caller, operation, subject } = ground;
  const place = compares ? subject.state?.(parameters) : undefined;
  const before = place === undefined ? undefined : await stateOf(probe, place);
  const called = await caller.call(operation, callOf(ground, parameters, sent));
  if (called.finding !== undefined) return called.finding;
  const { reply } = called;
  const wrong = otherThan(
    "X-007",
    "A body that is not JSON or breaks the schema is refused.",
    reply,
    ...statuses,
  );
  await subject.undo?.(parameters, reply);
  if (wrong !== undefined || place === undefined) return wrong;
  const after = await stateOf(probe, place);
  if (before === after) return undefined;
  const expectation = `A refused request changes nothing; ${place} was ${before} and is ${after}.`;
  return { behaviour: "X-044", expectation: expectation.slice(0, 1000), exchange: reply.exchange };
}

/** What there is at a path, but for URLs that are signed anew each time. */
async function stateOf(probe: Probe, place: string): Promise<string> {
  const { status, text } = await probe.fetch(probe.server.url + place, { credential: "own" });
  if (status !== 200) return String(status);
  return shown(JSON.parse(text, (key, value) => (key === "url" ? undefined : value)));
}

async function tryHostile(ground: Ground, sent: unknown): Promise<Finding | undefined> {
  const { caller, operation, subject } = ground;
  const parameters = subject.parameters();
  const raw = at(sent, "raw");
  const body = at(sent, "body");
  const one = typeof raw === "string" ? { raw } : { body: subject.fitted?.(body, parameters) ?? body };
  const called = await caller.call(operation, callOf(ground, parameters, one));
  if (called.finding !== undefined) return called.finding;
  await subject.undo?.(parameters, called.reply);
  return undefined;
}
