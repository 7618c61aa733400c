import fc from "fast-check";
import type { Area } from "../behaviours.ts";
import { Contract, type Operation } from "../contract.ts";
import type { ComplianceTest, Need, Probe } from "../test.ts";
import { bodyKinds } from "./bodies.ts";
import { Caller, GENERAL_BEHAVIOURS } from "./caller.ts";
import type { Ground, Kind } from "./kind.ts";
import { pathKind } from "./paths.ts";
import { QUERY_BEHAVIOURS, queryKinds } from "./queries.ts";
import type { Rooted } from "./schema.ts";
import { searchFor } from "./search.ts";
import { subjectOf } from "./subjects.ts";
import { valid } from "./values.ts";

/** What is left of the time of a test is for cleaning up. */
const SEARCHING_MS = 90_000;

const AREAS: readonly (readonly [pattern: RegExp, area: Area])[] = [
  [/^\/service\/storage-backends/, "storage-backends"],
  [/^\/service\/profiles/, "profiles"],
  [/^\/service\/webhooks/, "webhooks"],
  [/^\/service/, "service"],
  [/^\/sources/, "sources"],
  [/^\/flows\/\{flowId\}\/segments/, "segments"],
  [/^\/flows\/\{flowId\}\/storage/, "storage"],
  [/^\/flows\/\{flowId\}\/./, "flow-properties"],
  [/^\/flows/, "flows"],
  [/^\/objects/, "objects"],
  [/^\/flow-delete-requests/, "deletion-requests"],
];

/** One test for each operation: generated requests, right and wrong, and the smallest that goes wrong. */
export const fuzzing: readonly ComplianceTest[] = new Contract("8.2").operations.map(testOf);

function testOf(operation: Operation): ComplianceTest {
  const { id, method, template, since } = operation;
  return {
    id: `fuzz/${id}`,
    title: `${method} ${template} stands whatever is sent to it, and refuses what breaks the contract`,
    area: areaOf(template),
    behaviours: behavioursOf(operation),
    operations: [id],
    since,
    needs: needsOf(template),
    ...(id === "POST_service" && { alone: true as const }),
    run: async (probe) => await fuzzed(probe, operation),
  };
}

async function fuzzed(probe: Probe, operation: Operation): Promise<void> {
  if (probe.fuzz === 0) probe.skip("--fuzz 0 asks for no generated requests.");
  const caller = new Caller(probe);
  const ground: Ground = { probe, caller, operation, subject: await subjectOf(probe, operation) };
  const kinds = kindsOf(ground);
  const runs = Math.ceil(probe.fuzz / Math.max(1, kinds.length));
  const deadline = Date.now() + SEARCHING_MS;
  for (const { what, behaviour, trials, most = runs } of kinds) {
    const size = { runs: Math.min(runs, most), deadline };
    await searchFor(probe, operation.id, behaviour, what, trials, size);
  }
}

function kindsOf(ground: Ground): Kind[] {
  const rooted = schemaOf(ground);
  const ids = pathKind(ground, rooted && sampleOf(rooted, ground.probe.seed));
  return [...(rooted ? bodyKinds(ground, rooted) : []), ...queryKinds(ground), ...(ids ? [ids] : [])];
}

function schemaOf({ caller, operation }: Ground): Rooted | undefined {
  const found = caller.contract.requestSchema(operation.id);
  if (found === undefined) return undefined;
  const { components, ...schema } = found;
  return { schema, components };
}

function sampleOf(rooted: Rooted, seed: number): unknown {
  return fc.sample(valid(rooted), { numRuns: 1, seed })[0];
}

function behavioursOf({ method, template }: Operation): string[] {
  const isRead = method === "GET" || method === "HEAD";
  const hasBody = method === "PUT" || method === "POST";
  return [
    ...GENERAL_BEHAVIOURS,
    ...(template.includes("{") ? ["X-024"] : []),
    ...(isRead || method === "DELETE" ? QUERY_BEHAVIOURS : []),
    ...(hasBody ? ["X-007", "X-044"] : []),
    ...(method === "HEAD" ? ["X-012", "X-013"] : []),
  ];
}

function needsOf(template: string): Need[] {
  if (template.startsWith("/service/webhooks")) return ["webhooks"];
  return template.startsWith("/objects") ? ["upload"] : [];
}

function areaOf(template: string): Area {
  return AREAS.find(([pattern]) => pattern.test(template))?.[1] ?? "http";
}
