import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Check, Finding } from "./doctor/finding.ts";
import { folderChecks } from "./doctor/folder.ts";
import { insideChecks, removalChecks, removeAll, type Sample, takeSample } from "./doctor/inside.ts";
import { outsideChecks } from "./doctor/outside.ts";
import { pageChecks } from "./doctor/pages.ts";
import type { Patient } from "./doctor/patient.ts";
import { Rounds } from "./doctor/run.ts";

export type { Finding, Patient };

/** How an examination goes. */
export interface Conduct {
  /** Ends it early; what was written is removed all the same. */
  readonly signal: AbortSignal;
  /** Milliseconds that a check may take. */
  readonly patience: number;
  /** Told what is being done. */
  readonly starting: (check: string) => void;
}

/**
 * Proves what TAMS needs of a Storage Backend, one check after the other: what the server does by itself, and what clients and
 * pages do with its URLs. Throws nothing: what is wrong is in the findings, and how to mend it. Leaves nothing in the store.
 */
export async function* examine(patient: Patient, conduct: Conduct): AsyncGenerator<Finding> {
  const rounds = new Rounds(patient, conduct.patience, conduct.signal);
  const taken: Sample[] = [];
  const sample = (): Sample => {
    const [one] = taken;
    if (one === undefined) throw new Error("The store is not open.");
    return one;
  };
  const checks = [
    ...openingChecks(patient, (opened) => taken.push(opened)),
    ...corsCheck(patient, sample),
    ...insideChecks(sample, patient.place.kind === "s3"),
    ...outsideChecks(patient, sample),
    ...pageChecks(patient, sample),
    ...removalChecks(sample),
  ];
  let left: Finding | undefined;
  try {
    yield* rounds.make(checks, conduct.starting);
  } finally {
    left = await cleanUp(patient, rounds, taken, conduct.patience);
  }
  if (left !== undefined) yield left;
}

function openingChecks({ place, open }: Patient, opened: (sample: Sample) => void): readonly Check[] {
  const folder = place.kind === "disk" ? folderChecks(place.folder) : [];
  return [
    ...folder,
    {
      name: "open",
      needs: folder.length > 0 ? ["folder"] : [],
      run: async () => {
        opened(takeSample(await open(), `doctor-${randomUUID()}`));
        return undefined;
      },
    },
  ];
}

/** The rules that the server sets at its start, for those who never started it since they were configured. */
function corsCheck({ place }: Patient, sample: () => Sample): readonly Check[] {
  if (place.kind === "disk" || place.cors === undefined) return [];
  const { cors } = place;
  return [
    {
      name: "CORS rules set",
      needs: ["open"],
      permission: "s3:PutBucketCORS",
      run: async () => {
        await sample().store.setCors?.(cors);
        return cors.length === 0 ? "none" : cors.join(", ");
      },
    },
  ];
}

/** Removes what checks left that failed or were given up, and closes. Resolves to what is left, if anything. */
async function cleanUp(
  { label }: Patient,
  rounds: Rounds,
  taken: readonly Sample[],
  patience: number,
): Promise<Finding | undefined> {
  const [sample] = taken;
  if (sample === undefined) return undefined;
  const started = performance.now();
  const goesOn = await rounds.settle();
  try {
    await inTime(removeAll(sample), patience);
    if (!goesOn) return undefined;
    throw new Error("A write that was given up is still under way.");
  } catch (thrown) {
    // Where nothing could be written nothing is left, and why is said already.
    if (!rounds.proved("write") && !goesOn) return undefined;
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    const advice = `Remove the objects whose keys begin with ${sample.stem} by hand, or let \`tams media reconcile --delete-orphans\` do it later.`;
    const milliseconds = Math.round(performance.now() - started);
    return { backend: label, check: "clean up", result: "failed", milliseconds, detail, advice };
  } finally {
    await inTime(sample.store.close(), patience).catch(() => undefined);
  }
}

async function inTime(work: Promise<unknown>, patience: number): Promise<void> {
  const waiting = new AbortController();
  const late = sleep(patience, undefined, { signal: waiting.signal }).then(() => {
    throw new Error("The store does not answer.");
  });
  late.catch(() => undefined);
  try {
    await Promise.race([work, late]);
  } finally {
    waiting.abort();
  }
}
