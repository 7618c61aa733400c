import { DataType, type Field, type Schema } from "apache-arrow";
import { isSameType } from "./same-type.ts";
import { malformed, TabularError } from "./tabular-error.ts";

/** A column at any level of nesting, with its number in the query. */
export interface NumberedColumn {
  readonly number: number;
  /** From the top-level column down to this one. */
  readonly path: readonly Field[];
  /** A column without children; only these are projected. */
  readonly isLeaf: boolean;
}

/** The name of the pseudo-column of row ids. */
export const ROW_ID = "$row_id";

/** The children of a field, whatever its type. */
export function childrenOf(field: Field): readonly Field[] {
  return field.type.children ?? [];
}

/** Numbers columns depth first, a parent before its children, by the children they have and never by their type. */
export function numberColumns(fields: readonly Field[]): readonly NumberedColumn[] {
  const columns: NumberedColumn[] = [];
  const visit = (field: Field, above: readonly Field[]): void => {
    const children = childrenOf(field);
    const path = [...above, field];
    columns.push({ number: columns.length, path, isLeaf: children.length === 0 });
    for (const child of children) {
      visit(child, path);
    }
  };
  for (const field of fields) {
    visit(field, []);
  }
  return columns;
}

/** `st.q.q1`, for messages. */
export function nameOf({ path }: NumberedColumn): string {
  return path.map(({ name }) => name).join(".");
}

/** What a filter on a column compares: the column that holds the cells, and the way down to it. */
export interface Target {
  readonly path: readonly Field[];
  readonly type: DataType;
}

/**
 * What a filter on the column with this number compares: a scalar or a struct's leaf; or a whole fixed-size list,
 * which goes by its child's number. Throws TabularError for anything under a list or a map.
 */
export function targetOf(columns: readonly NumberedColumn[], number: number): Target {
  const column = columns[number];
  if (column === undefined) {
    throw malformed(`The filter names column ${number}, but the query lists only ${columns.length}.`);
  }
  const above = column.path.at(-2);
  const path =
    above !== undefined && DataType.isFixedSizeList(above.type) ? column.path.slice(0, -1) : column.path;
  const field = path.at(-1);
  if (
    !column.isLeaf ||
    field === undefined ||
    !path.slice(0, -1).every(({ type }) => DataType.isStruct(type))
  ) {
    throw malformed(
      `Column '${nameOf(column)}' is no scalar, struct leaf or list of fixed size: no filter takes it.`,
    );
  }
  return { path, type: field.type };
}

/**
 * For each of the query's columns, the index of the table's column of that name; -1 for `$row_id`. Throws
 * TabularError for a name the table does not have, and for a type other than the table's (time zones, names of
 * list items and nullability aside).
 */
export function pickColumns(fields: readonly Field[], table: Schema, isSorted: boolean): readonly number[] {
  return fields.map((field) => {
    if (field.name === ROW_ID) {
      checkRowIdType(field, isSorted);
      return -1;
    }
    const index = table.fields.findIndex(({ name }) => name === field.name);
    const column = table.fields[index];
    if (column === undefined) {
      throw new TabularError(400, "TabularMismatchColumnName", `The table has no column '${field.name}'.`);
    }
    if (!isSameType(field.type, column.type)) {
      throw mismatch(field.name, field.type, column.type);
    }
    return index;
  });
}

/** A 400 for a column that is given as another type than the table's. */
export function mismatch(name: string, given: DataType, own: DataType): TabularError {
  const message = `Column '${name}' is given as ${given}, but is ${own}.`;
  return new TabularError(400, "TabularMismatchColumnType", message);
}

/** Checks the type under which `$row_id` is asked for: uint64, or decimal128(38,0) on sorted tables. */
export function checkRowIdType({ type }: Field, isSorted: boolean): void {
  const isUint64 = DataType.isInt(type) && !type.isSigned && type.bitWidth === 64;
  const isDecimal = DataType.isDecimal(type) && type.precision === 38 && type.scale === 0;
  if (isSorted ? !isDecimal : !isUint64) {
    const own = isSorted ? "decimal128(38,0), the table being sorted" : "uint64";
    throw new TabularError(400, "TabularMismatchColumnType", `${ROW_ID} is given as ${type}, but is ${own}.`);
  }
}
