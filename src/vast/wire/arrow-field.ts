import type { DataType, Field } from "apache-arrow";
import type { Builder } from "flatbuffers";
import { type EncodedType, encodeType, typeCode, writeType } from "./arrow-type.ts";
import { VastFilterError } from "./filter-error.ts";
import { writeOffsets, writeTable } from "./flat-write.ts";

/** Slots of Arrow's Schema and Field tables (Arrow Schema.fbs). */
export const schemaSlots = { endianness: 0, fields: 1, customMetadata: 2, features: 3 } as const;

/** Slots of Arrow's Field table; `type` is a union, its code in `typeCode`. */
export const fieldSlots = { name: 0, nullable: 1, typeCode: 2, type: 3, dictionary: 4, children: 5 } as const;

/**
 * How a map's `entries` are typed in a request: as the struct that they are, as the Java client does, or as a map
 * once more, as the Python client does. Servers look at the children only.
 */
export type MapEntries = "struct" | "map";

/** The children of a field: a list's item, a struct's members, a map's entries; none for scalars. */
export function childrenOf(field: Field): readonly Field[] {
  const type: DataType = field.type;
  return type.children ?? [];
}

/** Writes an Arrow schema: names, nullability and types. Returns its offset; refuses types that no table has. */
export function writeSchema(builder: Builder, fields: readonly Field[], mapEntries: MapEntries): number {
  const offsets = fields.map((field) => writeColumn(builder, field, { mapEntries, path: field.name }));
  const vector = writeOffsets(builder, offsets);
  return writeTable(builder, 2, () => builder.addFieldOffset(schemaSlots.fields, vector, 0));
}

interface Place {
  readonly mapEntries: MapEntries;
  /** The column's name and those of the fields below it, for errors. */
  readonly path: string;
}

/** Writes a Field with its children, and returns its offset. */
function writeColumn(builder: Builder, field: Field, place: Place, name = field.name): number {
  const type = typeOf(field, place.path);
  const children = writeChildren(builder, field, type, place);
  return writeField(builder, { name, nullable: field.nullable, type, children });
}

/** A list's child is always named `item`. */
function writeChildren(builder: Builder, field: Field, type: EncodedType, place: Place): number {
  const children = childrenOf(field);
  const [entries] = children;
  if (entries === undefined) {
    return 0;
  }
  if (type.code === typeCode.map) {
    return writeOffsets(builder, [writeEntries(builder, entries, type, place)]);
  }
  const offsets = children.map((child) =>
    writeColumn(builder, child, below(place, child), type.code === typeCode.struct ? child.name : "item"),
  );
  return writeOffsets(builder, offsets);
}

/** A map's entries, whose slots the official client adds in an order of its own. */
function writeEntries(builder: Builder, entries: Field, map: EncodedType, place: Place): number {
  const offsets = childrenOf(entries).map((member) => writeColumn(builder, member, below(place, member)));
  const children = writeOffsets(builder, offsets);
  const type = place.mapEntries === "map" ? map : { code: typeCode.struct, scalars: [] };
  const table = writeType(builder, type);
  const name = builder.createString("entries");
  return writeTable(builder, 6, () => {
    builder.addFieldInt8(fieldSlots.typeCode, type.code, 0);
    builder.addFieldOffset(fieldSlots.type, table, 0);
    builder.addFieldOffset(fieldSlots.name, name, 0);
    builder.addFieldOffset(fieldSlots.children, children, 0);
  });
}

function below(place: Place, child: Field): Place {
  return { ...place, path: `${place.path}.${child.name}` };
}

/** A Field whose children, if any, are already written as a vector; a literal's has no name. */
export interface FlatField {
  readonly name?: string;
  readonly nullable: boolean;
  readonly type: EncodedType;
  readonly children?: number;
}

/** Writes a Field and returns its offset. */
export function writeField(builder: Builder, { name, nullable, type, children = 0 }: FlatField): number {
  const text = name === undefined ? 0 : builder.createString(name);
  const table = writeType(builder, type);
  return writeTable(builder, 6, () => {
    builder.addFieldOffset(fieldSlots.name, text, 0);
    builder.addFieldInt8(fieldSlots.nullable, nullable ? 1 : 0, 0);
    builder.addFieldInt8(fieldSlots.typeCode, type.code, 0);
    builder.addFieldOffset(fieldSlots.type, table, 0);
    builder.addFieldOffset(fieldSlots.children, children, 0);
  });
}

/** The encoding of a field's type; throws VastFilterError, naming the column, for types that no VAST table has. */
export function typeOf(field: Field, column: string): EncodedType {
  const type = encodeType(field.type);
  if (type === undefined) {
    const message = `Column ${column} is of type ${field.type}, which a VAST table cannot have.`;
    throw new VastFilterError("unsupportedType", message, column);
  }
  return type;
}
