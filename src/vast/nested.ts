import { Data, DataType, type Field } from "apache-arrow";
import { childOf, elementsOf, offsetsOf } from "./columns.ts";
import { VastError } from "./errors.ts";
import { bytesOf, childFields, layoutOf } from "./layout.ts";

/** How many leaves a column of this type arrives as: scalars are one, nested types those of all their children. */
export function leafCount(type: DataType): number {
  const children = childFields(type);
  return children.length === 0 ? 1 : children.reduce((sum, child) => sum + leafCount(child.type), 0);
}

/**
 * Puts whole columns together from their leaves, in projection order. Each leaf comes wrapped in its ancestors, which
 * have it as their only child; a map comes as two lists of one-member structs. Several batches of a leaf
 * must have been concatenated before.
 * @throws VastError `protocol` when leaves of one column disagree about rows or list lengths.
 */
export function rebuildColumns(fields: readonly Field[], leaves: readonly Data[]): Data[] {
  let at = 0;
  const columns = fields.map((field) => {
    const count = leafCount(field.type);
    const column = rebuild(field.type, leaves.slice(at, at + count));
    at += count;
    return column;
  });
  if (at !== leaves.length) {
    throw new VastError("protocol", `A query for ${at} leaf columns was answered with ${leaves.length}.`);
  }
  return columns;
}

function rebuild(type: DataType, leaves: readonly Data[]): Data {
  const [first] = leaves;
  if (first === undefined || leaves.length !== leafCount(type)) {
    throw new VastError("protocol", `A column of type ${type} was answered with ${leaves.length} leaves.`);
  }
  const fields = childFields(type);
  if (fields.length === 0) {
    return retyped(type, first, []);
  }
  checkAgreement(type, leaves);
  // Elements rather than children: leaves may store elements that no row of theirs has.
  const inner = leaves.map((leaf) =>
    layoutOf(leaf.type).kind === "struct" ? childOf(leaf, 0) : elementsOf(leaf),
  );
  return retyped(type, first, rebuildColumns(fields, inner));
}

/** A column with the buffers of a leaf. Offsets begin at 0, as elements were cut to those that rows have. */
function retyped(type: DataType, leaf: Data, children: Data[]): Data {
  const offsets = layoutOf(type).kind === "list" ? normalOffsets(leaf) : leaf.valueOffsets;
  const buffers = { 0: offsets, 1: leaf.values, 2: leaf.nullBitmap };
  return new Data(type, leaf.offset, leaf.length, leaf.nullCount, buffers, children);
}

function checkAgreement(type: DataType, leaves: readonly Data[]): void {
  const [first, ...others] = leaves;
  for (const leaf of others) {
    if (first === undefined || leaf.length !== first.length || !sameLists(type, first, leaf)) {
      throw new VastError("protocol", `The leaves of a column of type ${type} disagree about its rows.`);
    }
  }
}

function sameLists(type: DataType, one: Data, other: Data): boolean {
  if (layoutOf(type).kind !== "list") {
    return true;
  }
  const [left, right] = [normalOffsets(one), normalOffsets(other)];
  return Buffer.compare(bytesOf(left), bytesOf(right)) === 0;
}

function normalOffsets(data: Data): Int32Array {
  const offsets = offsetsOf(data);
  const begin = offsets[0] ?? 0;
  return begin === 0 ? offsets : offsets.map((offset) => offset - begin);
}

/**
 * Whether a column that arrived as one type can be read as another: buffers and types must be the same, names,
 * nullability and time zones need not be, and a map is a list of structs.
 */
export function sameLayout(asked: DataType, came: DataType): boolean {
  return shapeOf(asked) === shapeOf(came);
}

function shapeOf(type: DataType): string {
  const children = childFields(type).map((child) => shapeOf(child.type));
  if (DataType.isTimestamp(type)) {
    return `timestamp(${type.unit})`;
  }
  if (DataType.isMap(type) || DataType.isList(type)) {
    return `list(${children})`;
  }
  if (DataType.isStruct(type)) {
    return `struct(${children})`;
  }
  if (DataType.isFixedSizeList(type)) {
    return `${children}[${type.listSize}]`;
  }
  return DataType.isDecimal(type) ? `decimal(${type.precision},${type.scale},${type.bitWidth})` : `${type}`;
}
