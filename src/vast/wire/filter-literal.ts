import { DataType, type Field } from "apache-arrow";
import type { Builder } from "flatbuffers";
import { childrenOf, typeOf, writeField } from "./arrow-field.ts";
import { typeCode } from "./arrow-type.ts";
import { literalCode, slots } from "./compute-ir.ts";
import type { FilterValue } from "./filter.ts";
import { VastFilterError } from "./filter-error.ts";
import { writeOffsets, writeTable } from "./flat-write.ts";
import { type LiteralValue, literalOf } from "./literal.ts";
import type { Operand } from "./operands.ts";

/** The literal for a value to compare an operand with; throws VastFilterError if its type cannot hold the value. */
export function operandLiteral(operand: Operand, value: FilterValue): LiteralValue {
  const { name, field } = operand;
  const literal = DataType.isFixedSizeList(field.type)
    ? listLiteral(field, value)
    : literalOf(field.type, value);
  if (literal === undefined) {
    const message = `Column ${name} is of type ${field.type} and cannot be compared with ${describe(value)}.`;
    throw new VastFilterError("badRequest", message, name);
  }
  return literal;
}

/** As many elements as the list has, each a literal with a type of its own. */
function listLiteral(field: Field, value: FilterValue): LiteralValue | undefined {
  const [item] = childrenOf(field);
  if (item === undefined || !Array.isArray(value) || value.length !== field.type.listSize) {
    return undefined;
  }
  const elements = value.map((element) => literalOf(item.type, element));
  return elements.every((element) => element !== undefined)
    ? { code: literalCode.list, write: (builder) => writeElements(builder, item, elements) }
    : undefined;
}

function writeElements(builder: Builder, item: Field, elements: readonly LiteralValue[]): number {
  const literals = elements.map((element) => writeLiteral(builder, item, element));
  const vector = writeOffsets(builder, literals);
  return writeTable(builder, 1, () => builder.addFieldOffset(slots.literalValue.value, vector, 0));
}

/** Writes a Literal of the field's type and returns its offset. */
export function writeLiteral(builder: Builder, field: Field, literal: LiteralValue): number {
  const value = literal.write(builder);
  const type = writeLiteralType(builder, field);
  return writeTable(builder, 3, () => {
    builder.addFieldInt8(slots.literal.implType, literal.code, 0);
    builder.addFieldOffset(slots.literal.impl, value, 0);
    builder.addFieldOffset(slots.literal.type, type, 0);
  });
}

/** A Field without a name, as nullable as the column; a fixed-size list's is a plain list of a nameless child. */
function writeLiteralType(builder: Builder, field: Field): number {
  const { nullable } = field;
  const [item] = childrenOf(field);
  if (item === undefined) {
    return writeField(builder, { nullable, type: typeOf(field, field.name) });
  }
  const child = writeField(builder, {
    nullable: item.nullable,
    type: typeOf(item, field.name),
  });
  const children = writeOffsets(builder, [child]);
  return writeField(builder, { nullable, type: { code: typeCode.list, scalars: [] }, children });
}

function describe(value: FilterValue): string {
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  return typeof value === "object"
    ? `a list of ${value.length}`
    : `${typeof value} ${String(value).slice(0, 40)}`;
}
