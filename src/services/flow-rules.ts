import type { Schemas } from "../contract/operations.ts";
import { forbidden, invalid } from "../errors.ts";
import type { View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import type { Flow } from "./flow-document.ts";
import { TECHNICAL, toProfile } from "./profiles.ts";

export type FlowBody = Schemas["flow-put"];
/** A body with its `profile_id` as sent: `""` cuts the link and is no UUID, so the schema's type does not have it. */
type Linkable = Readonly<Record<string, unknown>> & { readonly profile_id?: unknown };

/** Throws forbidden for a Flow that is read-only or being deleted (FP-042, FLW-129). */
export function mustBeWritable(row: Row<"flows">, options: { readonly evenReadOnly?: boolean } = {}): void {
  if (row.deletion_id !== null) throw forbidden(`Flow ${row.id} is being deleted.`);
  if (row.read_only && options.evenReadOnly !== true) throw forbidden(`Flow ${row.id} is read-only.`);
}

/**
 * The technical part of a Flow: the body's own, or its Profile's (FLW-070 to FLW-080). What the schema alone lets
 * through, such as a `profile_id` beside a lone `codec`, is refused here.
 */
export async function technicalFields(
  view: View,
  body: FlowBody,
  before: Flow | undefined,
): Promise<Partial<Flow>> {
  const sent: Linkable = body;
  const given = TECHNICAL.filter((field) => sent[field] !== undefined);
  const linkedTo = sent.profile_id;
  if (linkedTo === undefined && before?.profile_id !== undefined) {
    throw invalid(
      `The Flow is linked to Profile ${before.profile_id}; send that, or "" to cut the link.`,
      "profile_id",
    );
  }
  if (linkedTo === undefined || linkedTo === "") return pick(sent, given);
  if (typeof linkedTo !== "string") throw invalid("The profile_id must be a UUID or empty.", "profile_id");
  if (given[0] !== undefined)
    throw invalid(`${given[0]} comes from the Profile and cannot be sent with profile_id.`, given[0]);
  const row = await view.get("profiles", { id: linkedTo });
  if (row === undefined) throw invalid(`There is no Profile ${linkedTo}.`, "profile_id");
  return { ...toProfile(row).flow_metadata, profile_id: linkedTo };
}

/** The fields that `sent` has of those named. They were validated as a Flow's. */
function pick(sent: Linkable, fields: readonly string[]): Partial<Flow> {
  return Object.fromEntries(fields.map((field) => [field, sent[field]])) as Partial<Flow>;
}

/** Throws invalid for what a replacement must not change: Source, format, init Segments in use (FLW-055, FLW-100, AMB-018). */
export function checkReplacement(before: Row<"flows">, after: Row<"flows">, segments: number): void {
  if (after.source_id !== before.source_id)
    throw invalid(`Flow ${before.id} belongs to Source ${before.source_id}.`, "source_id");
  if (after.format !== before.format)
    throw invalid(`Flow ${before.id} has format ${before.format}.`, "format");
  if (segments > 0 && after.init_segments !== before.init_segments) {
    throw invalid(
      "init_segments cannot change while the Flow has Segments.",
      "essence_parameters/init_segments",
    );
  }
}
