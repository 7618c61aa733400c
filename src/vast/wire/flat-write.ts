import type { Builder } from "flatbuffers";

/** Writes a table: `fill` adds its scalar slots and the offsets of what was written before. Returns its offset. */
export function writeTable(builder: Builder, slots: number, fill: () => void): number {
  builder.startObject(slots);
  fill();
  return builder.endObject();
}

/** Writes a vector of tables (or strings) that were written before, given by their offsets. Returns its offset. */
export function writeOffsets(builder: Builder, offsets: readonly number[]): number {
  builder.startVector(4, offsets.length, 4);
  for (const offset of offsets.toReversed()) {
    builder.addOffset(offset);
  }
  return builder.endVector();
}
