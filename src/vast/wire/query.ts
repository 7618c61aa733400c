import type { Field, Schema } from "apache-arrow";
import { Builder } from "flatbuffers";
import { type MapEntries, writeSchema } from "./arrow-field.ts";
import { relationCode, slots } from "./compute-ir.ts";
import type { Filter } from "./filter.ts";
import { VastFilterError } from "./filter-error.ts";
import { checkSize, writeFieldIndex, writeFilter } from "./filter-write.ts";
import { writeOffsets, writeTable } from "./flat-write.ts";
import { type Leaf, numberLeaves, wrapLeaf } from "./leaves.ts";
import { operandNamed, operandsOf } from "./operands.ts";

/** A QueryData request, and what its answer consists of. */
export interface QueryPlan {
  /** The request's body, at most 4 718 592 bytes. */
  readonly body: Uint8Array;
  /** The fields of the leaves that are answered, in their order, each inside its single-child ancestors. */
  readonly leaves: readonly Field[];
}

/** How a query is written. `mapEntries` is for servers that want a map's entries as the Python client types them. */
export interface QueryOptions {
  readonly mapEntries?: MapEntries;
}

/**
 * Plans to read these columns (top-level names of the Arrow schema, `$row_id` included if it is among them) of the
 * rows that match. Throws VastFilterError, naming the column, for what cannot be asked.
 */
export function planQuery(
  schema: Schema,
  filter: Filter,
  columns: readonly string[],
  { mapEntries = "struct" }: QueryOptions = {},
): QueryPlan {
  const fields = queryFields(schema, filter, columns);
  const leaves = numberLeaves(fields);
  const requested = new Set(fields.slice(0, columns.length));
  const projected = leaves.filter(({ path: [column] }) => column !== undefined && requested.has(column));
  const operands = operandsOf(leaves);
  const conditions = filter.map(({ column, anyOf }) => ({
    operand: operandNamed(operands, column, fields),
    anyOf,
  }));

  const builder = new Builder(1024);
  const name = builder.createString("");
  const written = writeSchema(builder, fields, mapEntries);
  const predicate = writeFilter(builder, conditions);
  builder.finish(writeRelation(builder, { name, schema: written, filter: predicate }, projected));
  const body = builder.asUint8Array();
  checkSize(body.length);
  return { body, leaves: projected.map(wrapLeaf) };
}

/** The body alone of `planQuery`. */
export function encodeQuery(
  schema: Schema,
  filter: Filter,
  columns: readonly string[],
  options?: QueryOptions,
): Uint8Array {
  return planQuery(schema, filter, columns, options).body;
}

/** The columns that are asked for, as often as they are, then those that only the filter is about. */
function queryFields(schema: Schema, filter: Filter, columns: readonly string[]): readonly Field[] {
  const byName = new Map(schema.fields.map((field) => [field.name, field]));
  const operands = operandsOf(numberLeaves(schema.fields));
  const filtered = filter.map(({ column }) => operandNamed(operands, column, schema.fields).column);
  const names = new Set([...columns, ...filtered]);
  if (new Set(columns).size < columns.length) {
    throw new VastFilterError(
      "badRequest",
      `The columns to read name one of them twice: ${columns.join(", ")}.`,
    );
  }
  return [...names].map((name) => {
    const field = byName.get(name);
    if (field === undefined) {
      throw new VastFilterError(
        "badRequest",
        `Column ${name} is to be read, but the table does not have it.`,
        name,
      );
    }
    return field;
  });
}

interface SourceParts {
  readonly name: number;
  readonly schema: number;
  readonly filter: number;
}

/** One Source with its projection, as the Python client sends it: slots in the order of its bytes. */
function writeRelation(
  builder: Builder,
  { name, schema, filter }: SourceParts,
  projected: readonly Leaf[],
): number {
  const indexes = projected.map(({ number }) => writeFieldIndex(builder, number));
  const projection = writeOffsets(builder, indexes);
  const source = writeTable(builder, 5, () => {
    builder.addFieldOffset(slots.source.name, name, 0);
    builder.addFieldOffset(slots.source.schema, schema, 0);
    builder.addFieldOffset(slots.source.filter, filter, 0);
    builder.addFieldOffset(slots.source.projection, projection, 0);
  });
  return writeTable(builder, 2, () => {
    builder.addFieldInt8(slots.relation.implType, relationCode.source, 0);
    builder.addFieldOffset(slots.relation.impl, source, 0);
  });
}
