import type { Principal } from "../contract/operations.ts";
import { forbidden } from "../errors.ts";
import type { Row } from "../storage/tables.ts";
import { mustHold } from "./access.ts";
import { flowClassesOf } from "./flow-access.ts";
import type { Flow } from "./flow-document.ts";
import { storedFlow } from "./flow-document.ts";

/** The tags that act (FLW-131): how long after its last change a Flow goes, and after their end its Segments. */
export const RETENTION_TAGS = ["flow_retention_offset", "segment_retention_offset"] as const;
export type RetentionTag = (typeof RETENTION_TAGS)[number];

/**
 * Throws forbidden where a Flow that is there gets a tag by which it or its Segments are deleted, from a caller who may not
 * delete them: he could do by a tag what he may not by a DELETE (AUTH-018, AUTH-025, AUTH-053).
 */
export function mustBeSparing(principal: Principal, row: Row<"flows">, after: Flow): void {
  const { tags: before = {} } = storedFlow(row);
  const { tags = {} } = after;
  const set = RETENTION_TAGS.find(
    (tag) => tags[tag] !== undefined && JSON.stringify(tags[tag]) !== JSON.stringify(before[tag]),
  );
  if (set === undefined) return;
  mustHold(principal, "delete", flowClassesOf(row), { kind: "Flow", id: row.id });
  if (principal.scopes.has("delete") || principal.scopes.has("admin")) return;
  throw forbidden(`The tag ${set} deletes, so it needs the scope tams-api/delete.`);
}
