import { randomUUID } from "node:crypto";
import { notFound } from "../errors.ts";
import type { LogRange } from "../events/log.ts";
import { update } from "../storage/changes.ts";
import type { Change } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import type { Owner } from "./access.ts";
import type { App } from "./app.ts";
import { keyOf } from "./transaction.ts";

/** A Source or a Flow. */
export interface Place {
  readonly kind: "source" | "flow";
  readonly id: string;
}

/** What each kind of job needs to know; kept as the job's document. Every job is safe to run twice. */
export interface JobDocuments {
  /** Delete the Segments of a Deletion Request batch by batch, then its Flow if it says so. */
  deletion: { readonly requestId: string };
  /** Remove bytes that no instance names any more. */
  removal: { readonly storageId: string; readonly keys: readonly string[] };
  /** Make an instance of an Object on another Storage Backend. */
  copy: {
    readonly objectId: string;
    readonly ref: string;
    /** The instances whose bytes its maker may read; absent for one who may read all. */
    readonly from?: readonly string[];
  };
  /** Send a Webhook's deliveries; there is one such job for a Webhook at most. */
  webhook: { readonly webhookId: string };
  /** Send a part of the event log to a Webhook again; the row's `range` goes on with each batch. */
  replay: { readonly jobId: string; readonly webhookId: string; readonly range: LogRange };
  /** Delete what its Flow's tags say is too old, now and then; there is one such job. */
  retention: Readonly<Record<string, never>>;
  /**
   * Hand classes that came to or went from one Source or Flow on to its members, or only to these, as their changer may
   * (AUTH-075 to AUTH-077).
   */
  propagation: {
    readonly owner: Owner;
    readonly from: Place;
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly to?: readonly Place[];
  };
  /** Write the sidecars that are out of date; there is one such job at most. */
  catalog: Readonly<Record<string, never>>;
}

export type JobKind = keyof JobDocuments;

/** The change that leaves work to do after this write; it starts once the write is durable. */
export function enqueue<K extends JobKind>(
  app: App,
  kind: K,
  key: string,
  document: JobDocuments[K],
): Change[] {
  return [{ insert: "jobs", rows: [jobRow(app, kind, key, document)] }];
}

/** The row of a job that is due now. */
export function jobRow<K extends JobKind>(
  app: App,
  kind: K,
  key: string,
  document: JobDocuments[K],
): Row<"jobs"> {
  return {
    id: randomUUID(),
    kind,
    key,
    state: "waiting",
    attempts: 0,
    run_at: app.now().getTime(),
    owner: null,
    error: null,
    doc: JSON.stringify(document),
  };
}

/** A job as an operator sees it. */
export interface JobReport {
  readonly id: string;
  readonly kind: string;
  /** What it is about, such as the id of a Webhook or of a Deletion Request. */
  readonly key: string;
  /** `running` while a process holds it; `failed` when it was given up. */
  readonly state: "waiting" | "running" | "failed";
  readonly attempts: number;
  /** RFC 3339: when it is tried next, or when the process that holds it would lose it. */
  readonly due: string;
  readonly error?: string;
}

/** Jobs by state and time, those given up first. */
export async function* listJobs(app: App, states?: readonly JobReport["state"][]): AsyncGenerator<JobReport> {
  let after: readonly (string | number)[] | undefined;
  for (;;) {
    const from = after;
    const rows = await app.engine.read((view) =>
      view.select("jobs", { order: "due", limit: 500, ...(from && { after: from }) }),
    );
    for (const row of rows) {
      const report = jobReport(row);
      if (states === undefined || states.includes(report.state)) yield report;
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = [last.state, last.run_at, last.id];
  }
}

/** Makes a job due now: one that was given up starts over, one that waits does not wait longer. Throws notFound. */
export async function retryJob(app: App, id: string): Promise<JobReport> {
  return app.engine.write([keyOf("job", id)], async (view) => {
    const row = await view.get("jobs", { id });
    if (row === undefined) throw notFound("job", id);
    // Who holds it is at it already.
    if (row.owner !== null) return { result: jobReport(row), changes: [] };
    const due = { ...row, state: "waiting", attempts: 0, run_at: app.now().getTime() };
    return { result: jobReport(due), changes: update("jobs", [due]) };
  });
}

function jobReport({ id, kind, key, state, attempts, run_at, owner, error }: Row<"jobs">): JobReport {
  const shown = state === "failed" ? "failed" : owner === null ? "waiting" : "running";
  const due = new Date(run_at).toISOString();
  return { id, kind, key, state: shown, attempts, due, ...(error === null ? {} : { error }) };
}
