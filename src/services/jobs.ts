import { randomUUID } from "node:crypto";
import type { Change } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import type { App } from "./app.ts";

/** What each kind of job needs to know; kept as the job's document. Every job is safe to run twice. */
export interface JobDocuments {
  /** Delete the Segments of a Deletion Request batch by batch, then its Flow if it says so. */
  deletion: { readonly requestId: string };
  /** Remove bytes that no instance names any more. */
  removal: { readonly storageId: string; readonly keys: readonly string[] };
  /** Make an instance of an Object on another Storage Backend. */
  copy: { readonly objectId: string; readonly ref: string };
  /** Send a Webhook's deliveries; there is one such job for a Webhook at most. */
  webhook: { readonly webhookId: string };
  /** Delete what its Flow's tags say is too old, now and then; there is one such job. */
  retention: Readonly<Record<string, never>>;
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
