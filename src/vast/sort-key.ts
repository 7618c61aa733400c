import type { Schema } from "apache-arrow";
import { VastError } from "./errors.ts";

/**
 * The headers that make columns a table's sort key: one for each, by its place among the table's columns, from 0.
 * Throws `badRequest` naming a column that is missing or named twice; the cluster's own answer is a bare status 500.
 */
export function sortHeaders(columns: Schema, sortKey: readonly string[]): Record<string, string> {
  const names = columns.fields.map(({ name }) => name);
  const headers = sortKey.map((name, index) => {
    const place = names.indexOf(name);
    if (place < 0)
      throw new VastError("badRequest", `Sort key column ${name} is not among the table's columns.`);
    if (sortKey.indexOf(name) !== index)
      throw new VastError("badRequest", `Sort key column ${name} is named twice.`);
    return [`tabular-sorted-column-${index}`, String(place)];
  });
  return Object.fromEntries(headers);
}
