import { Field as ArrowField, DataType, type Field, type Schema, Struct } from "apache-arrow";
import { Builder, type Offset } from "flatbuffers";

// The tables of Arrow's Schema.fbs and Message.fbs, with slots added in the order in which Arrow C++ adds them, so
// that the bytes equal those of the official SDK: what other layouts a cluster takes is not known.

const VERSION_5 = 4;
const NO_OFFSET = 0;

/** Message.fbs: what follows the metadata. */
export const messageKind = { schema: 1, batch: 3 } as const;

/** One entry of a record batch's list of columns, depth first. */
export interface ColumnNode {
  readonly length: number;
  readonly nulls: number;
}

/** A buffer of a record batch: bytes from the start of the body, and without its padding. */
export interface BufferRange {
  readonly offset: number;
  readonly length: number;
}

/** Flatbuffer of a Message that holds an Arrow schema; its custom metadata is kept. */
export function schemaMetadata(schema: Schema): Uint8Array {
  const builder = new Builder(1024);
  const fields = offsetVector(
    builder,
    schema.fields.map((field) => writeField(builder, field)),
  );
  const metadata = writeKeyValues(builder, schema.metadata);
  builder.startObject(4);
  builder.addFieldOffset(2, metadata, NO_OFFSET);
  builder.addFieldOffset(1, fields, NO_OFFSET);
  return finishMessage(builder, messageKind.schema, builder.endObject(), 0);
}

/** Flatbuffer of a Message that holds a record batch without dictionaries or compression. */
export function batchMetadata(
  rows: number,
  nodes: readonly ColumnNode[],
  buffers: readonly BufferRange[],
  bodyLength: number,
): Uint8Array {
  const builder = new Builder(1024);
  const nodeVector = pairVector(
    builder,
    nodes.map(({ length, nulls }) => [length, nulls]),
  );
  const bufferVector = pairVector(
    builder,
    buffers.map(({ offset, length }) => [offset, length]),
  );
  builder.startObject(5);
  builder.addFieldInt64(0, BigInt(rows), 0n);
  builder.addFieldOffset(2, bufferVector, NO_OFFSET);
  builder.addFieldOffset(1, nodeVector, NO_OFFSET);
  return finishMessage(builder, messageKind.batch, builder.endObject(), bodyLength);
}

function finishMessage(builder: Builder, kind: number, header: Offset, bodyLength: number): Uint8Array {
  builder.startObject(5);
  builder.addFieldInt64(3, BigInt(bodyLength), 0n);
  builder.addFieldOffset(2, header, NO_OFFSET);
  builder.addFieldInt16(0, VERSION_5, 0);
  builder.addFieldInt8(1, kind, 0);
  builder.finish(builder.endObject());
  return builder.asUint8Array();
}

function pairVector(builder: Builder, pairs: readonly (readonly number[])[]): Offset {
  builder.startVector(16, pairs.length, 8);
  for (const [first = 0, second = 0] of pairs.toReversed()) {
    builder.prep(8, 16);
    builder.writeInt64(BigInt(second));
    builder.writeInt64(BigInt(first));
  }
  return builder.endVector();
}

function offsetVector(builder: Builder, offsets: readonly Offset[]): Offset {
  builder.startVector(4, offsets.length, 4);
  for (const offset of offsets.toReversed()) {
    builder.addOffset(offset);
  }
  return builder.endVector();
}

function writeKeyValues(builder: Builder, metadata: ReadonlyMap<string, string>): Offset {
  if (metadata.size === 0) {
    return NO_OFFSET;
  }
  const entries = [...metadata].map(([key, value]) => {
    const keyOffset = builder.createString(key);
    const valueOffset = builder.createString(value);
    builder.startObject(2);
    builder.addFieldOffset(1, valueOffset, NO_OFFSET);
    builder.addFieldOffset(0, keyOffset, NO_OFFSET);
    return builder.endObject();
  });
  return offsetVector(builder, entries);
}

function writeField(builder: Builder, field: Field): Offset {
  const childOffsets = childrenOf(field.type).map((child) => writeField(builder, child));
  const type = writeType(builder, field.type);
  const metadata = writeKeyValues(builder, field.metadata);
  const name = builder.createString(field.name);
  const children = offsetVector(builder, childOffsets);
  builder.startObject(7);
  builder.addFieldOffset(6, metadata, NO_OFFSET);
  builder.addFieldOffset(5, children, NO_OFFSET);
  builder.addFieldOffset(3, type, NO_OFFSET);
  builder.addFieldOffset(0, name, NO_OFFSET);
  builder.addFieldInt8(2, field.typeId, 0);
  builder.addFieldInt8(1, Number(field.nullable), 0);
  return builder.endObject();
}

/** The children of a map are named and nullable as Arrow's specification has it, however they were declared. */
function childrenOf(type: DataType): readonly Field[] {
  const children: readonly Field[] = type.children ?? [];
  const [key, value] = children[0]?.type.children ?? [];
  if (!DataType.isMap(type) || key === undefined || value === undefined) {
    return children;
  }
  const pair = new Struct([key.clone({ name: "key", nullable: false }), value.clone({ name: "value" })]);
  return [new ArrowField("entries", pair, false)];
}

/** Writes the table of a type (Schema.fbs); a slot with its default value is left out. */
function writeType(builder: Builder, type: DataType): Offset {
  if (DataType.isInt(type)) {
    return writeScalars(builder, [int32(0, type.bitWidth), bool(1, type.isSigned)]);
  }
  if (DataType.isFloat(type)) {
    return writeScalars(builder, [int16(0, type.precision)]);
  }
  if (DataType.isDecimal(type)) {
    return writeScalars(builder, [
      int32(2, type.bitWidth, 128),
      int32(1, type.scale),
      int32(0, type.precision),
    ]);
  }
  if (DataType.isDate(type)) {
    return writeScalars(builder, [int16(0, type.unit, 1)]);
  }
  if (DataType.isTime(type)) {
    return writeScalars(builder, [int32(1, type.bitWidth, 32), int16(0, type.unit, 1)]);
  }
  if (DataType.isTimestamp(type)) {
    return writeTimestamp(builder, type.unit, type.timezone);
  }
  if (DataType.isFixedSizeBinary(type)) {
    return writeScalars(builder, [int32(0, type.byteWidth)]);
  }
  if (DataType.isFixedSizeList(type)) {
    return writeScalars(builder, [int32(0, type.listSize)]);
  }
  return writeScalars(builder, DataType.isMap(type) ? [bool(0, type.keysSorted)] : []);
}

function writeTimestamp(builder: Builder, unit: number, timezone: string | null | undefined): Offset {
  const zone = timezone ? builder.createString(timezone) : NO_OFFSET;
  builder.startObject(2);
  builder.addFieldOffset(1, zone, NO_OFFSET);
  builder.addFieldInt16(0, unit, 0);
  return builder.endObject();
}

type Scalar = (builder: Builder) => void;

function writeScalars(builder: Builder, scalars: readonly Scalar[]): Offset {
  builder.startObject(3);
  for (const write of scalars) {
    write(builder);
  }
  return builder.endObject();
}

const int32 = (slot: number, value: number, absent = 0): Scalar => {
  return (builder) => builder.addFieldInt32(slot, value, absent);
};

const int16 = (slot: number, value: number, absent = 0): Scalar => {
  return (builder) => builder.addFieldInt16(slot, value, absent);
};

const bool = (slot: number, value: boolean): Scalar => {
  return (builder) => builder.addFieldInt8(slot, Number(value), 0);
};
