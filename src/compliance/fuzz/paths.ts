import fc from "fast-check";
import { at, textOf } from "../json.ts";
import { otherThan, pathOf } from "./caller.ts";
import { type Ground, type Kind, kindOf } from "./kind.ts";
import { oracleOf } from "./oracle.ts";
import type { Finding } from "./search.ts";

const ODD_IDS = [
  "nothing",
  "0",
  "-1",
  "null",
  "00000000-0000-0000-0000-000000000000",
  "6F9619FF-8B86-4011-B42D-00C04FC964FF",
  "018f4e2a-7c1b-7d3a-9b2c-0123456789ab",
  "{6f9619ff-8b86-4011-b42d-00c04fc964ff}",
  "6f9619ff-8b86-4011-b42d-00c04fc964ff ",
  "6f9619ff8b864011b42d00c04fc964ff",
  "' OR 1=1 --",
  "a/b",
  "../service",
  "%",
  "\u0000",
  "a\u0000b",
  "ä 漢",
  "a".repeat(1500),
];

/** Ids that are no ids, one parameter at a time. */
export function pathKind(ground: Ground, body: unknown): Kind | undefined {
  const { caller, operation } = ground;
  const parameters = caller.contract.parameters(operation.id).filter((one) => one["in"] === "path");
  const [first] = parameters;
  if (first === undefined) return undefined;
  const values = fc.tuple(fc.constantFrom(...parameters), fc.oneof(fc.constantFrom(...ODD_IDS), fc.string()));
  return kindOf("ids in the path that are none", "X-024", values, ([parameter, value]) =>
    tryId(ground, parameter, value, body),
  );
}

async function tryId(
  ground: Ground,
  parameter: unknown,
  value: string,
  body: unknown,
): Promise<Finding | undefined> {
  const { caller, operation, subject } = ground;
  // These are other paths, or are made others on the way to a server.
  if (value === "" || value === "." || value === "..") return undefined;
  const good = subject.parameters();
  const path = pathOf(operation.template, { ...good, [textOf(at(parameter, "name"))]: value });
  const sent = body === undefined ? {} : { body: subject.fitted?.(body, good) ?? body };
  const called = await caller.call(operation, { method: operation.method, path, ...sent });
  if (called.finding !== undefined) return called.finding;
  await subject.undo?.(good, called.reply);
  const schema = at(parameter, "schema");
  const isBroken = oracleOf({ schema: { allOf: [schema] }, components: caller.components }).breaks(value);
  if (!isBroken) return undefined;
  return otherThan("X-024", `${JSON.stringify(value)} is no id.`, called.reply, 404, 400);
}
