import { DataType } from "apache-arrow";

/**
 * Whether two types have the same cells: width, sign, unit, precision, scale, sizes and children. Time zones, which
 * clients leave out, nullability, and the names of list items and map entries do not count; names of members do.
 */
export function isSameType(one: DataType, other: DataType): boolean {
  return (
    one.typeId === other.typeId && parametersOf(one) === parametersOf(other) && hasSameChildren(one, other)
  );
}

function parametersOf(type: DataType): string {
  if (DataType.isInt(type)) {
    return `${type.bitWidth} ${type.isSigned}`;
  }
  if (DataType.isDecimal(type)) {
    return `${type.precision} ${type.scale} ${type.bitWidth}`;
  }
  if (DataType.isFloat(type)) {
    return String(type.precision);
  }
  if (DataType.isFixedSizeBinary(type)) {
    return String(type.byteWidth);
  }
  if (DataType.isFixedSizeList(type)) {
    return String(type.listSize);
  }
  return DataType.isTime(type) || DataType.isTimestamp(type) || DataType.isDate(type)
    ? String(type.unit)
    : "";
}

function hasSameChildren(one: DataType, other: DataType): boolean {
  const [ours, theirs] = [one.children ?? [], other.children ?? []];
  const isNamed = DataType.isStruct(one);
  return (
    ours.length === theirs.length &&
    ours.every((child, index) => {
      const match = isNamed ? theirs.find(({ name }) => name === child.name) : theirs[index];
      return match !== undefined && isSameEntry(one, child.type, match.type);
    })
  );
}

/** A map's entries are a struct whose members go by position. */
function isSameEntry(parent: DataType, one: DataType, other: DataType): boolean {
  if (!DataType.isMap(parent)) {
    return isSameType(one, other);
  }
  const [ours, theirs] = [one.children ?? [], other.children ?? []];
  return (
    ours.length === theirs.length &&
    ours.every((child, index) => isSameType(child.type, theirs[index]?.type ?? one))
  );
}
