import { curlOf, hasVariables, VARIABLES } from "./curl.ts";
import type { Exchange } from "./exchange.ts";
import type { TestResult } from "./report.ts";
import type { Verdict } from "./verdict.ts";

const SAFE = ["GET", "HEAD", "OPTIONS"];
/** What a test sets up comes first; those that generate requests send thousands after it. */
const MOST = 50;

/** A request that changes something, and the place that it had among all requests of its test. */
interface Step {
  readonly at: number;
  readonly request: Exchange["request"];
}

/** The requests of one test that change something, in order; after the first fifty they are only counted. */
export class Steps {
  readonly kept: Step[] = [];
  /** The places of those that were left out. */
  readonly left: number[] = [];
  readonly #places = new Map<string, number>();

  add({ id, request }: Exchange): void {
    const at = this.#places.size;
    this.#places.set(id, at);
    if (SAFE.includes(request.method)) return;
    if (this.kept.length < MOST) this.kept.push({ at, request });
    else this.left.push(at);
  }

  /** The place of an exchange among all of its test; undefined for one of another test. */
  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }
}

/** What of a probe a script is made of. */
interface Evidence {
  readonly steps: Steps;
  readonly verdicts: readonly Verdict[];
  readonly evidence: ReadonlyMap<string, Exchange>;
}

/** A request that showed a failure, with what it showed. */
interface Finding extends Step {
  readonly notes: readonly string[];
}

/**
 * The script of a failed test: what it sent that changes something and the requests that showed the failures. None
 * where nothing was changed before: the curl of the failure then says it all.
 */
export function scriptOf(
  id: string,
  end: Pick<TestResult, "outcome" | "reason" | "exchange">,
  probe: Evidence,
): { readonly script?: string } {
  const findings = findingsOf(end, probe);
  const last = findings.at(-1)?.at;
  const { kept, left } = probe.steps;
  if (last === undefined || !kept.some(({ at }) => at < last)) return {};
  const found = new Map(findings.map((finding) => [finding.at, finding]));
  const before = kept.filter(({ at }) => at < last && !found.has(at));
  const steps: (Step | Finding)[] = [...before, ...findings].sort((one, other) => one.at - other.at);
  const lines = steps.flatMap(linesOf);
  const omitted = left.filter((at) => at < last && !found.has(at)).length;
  return { script: [...headOf(id, lines, omitted), ...lines, ""].join("\n") };
}

function findingsOf({ outcome, reason = "", exchange }: Parameters<typeof scriptOf>[1], probe: Evidence) {
  const failed = probe.verdicts.filter((verdict) => verdict.outcome === "failed");
  const notes = failed.map((verdict) => ({
    exchange: verdict.exchange,
    note: `${verdict.behaviour}: ${verdict.expectation}`,
  }));
  const all = outcome === "error" ? [...notes, { exchange, note: reason }] : notes;
  const findings: Finding[] = [];
  for (const [shown = "", some] of Map.groupBy(all, (note) => note.exchange)) {
    const [at, found] = [probe.steps.placeOf(shown), probe.evidence.get(shown)];
    if (at === undefined || found === undefined) continue;
    findings.push({ at, request: found.request, notes: some.map(({ note }) => note) });
  }
  return findings.sort((one, other) => one.at - other.at);
}

function headOf(id: string, lines: readonly string[], omitted: number): string[] {
  return [
    "#!/bin/sh",
    `# What ${id} sent that changes something, and the requests that showed what failed.`,
    "# Ids that the server chose, such as those of Webhooks and Objects, and signatures, which are blanked, differ each time.",
    ...(hasVariables(lines) ? [comment(VARIABLES)] : []),
    ...(omitted === 0 ? [] : [`# Left out: ${omitted} more requests that change something.`]),
  ];
}

function linesOf(step: Step | Finding): string[] {
  const notes = "notes" in step ? ["", ...step.notes.map(comment)] : [];
  return [...notes, curlOf(step)];
}

/** A comment of one line, whatever a server wrote into it: the next line would be run. */
function comment(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly what could end a line.
  return `# ${text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")}`;
}
