import { DataType, type Field } from "apache-arrow";
import { VastFilterError } from "./filter-error.ts";
import type { Leaf } from "./leaves.ts";

/** What a filter can compare: a scalar column, a scalar leaf of structs, or a fixed-size list of scalars. */
export interface Operand {
  /** The name in filters: the path's names, joined by dots. */
  readonly name: string;
  /** The field whose values are compared. */
  readonly field: Field;
  /** The leaf's number; a fixed-size list is addressed by its item's. */
  readonly number: number;
  /** The top-level column that it is part of. */
  readonly column: string;
}

/** The operands among these leaves, by name. A column whose own name has dots goes before a path that reads alike. */
export function operandsOf(leaves: readonly Leaf[]): ReadonlyMap<string, Operand> {
  const found = leaves.map(operandOf).filter((operand) => operand !== undefined);
  const shallowFirst = found.toSorted((one, other) => one.depth - other.depth);
  return new Map(shallowFirst.map((operand) => [operand.name, operand] as const).toReversed());
}

function operandOf({ number, path }: Leaf): (Operand & { readonly depth: number }) | undefined {
  const listed = path.at(-2);
  const fields = listed !== undefined && DataType.isFixedSizeList(listed.type) ? path.slice(0, -1) : path;
  const [column] = fields;
  const field = fields.at(-1);
  if (column === undefined || field === undefined) {
    return undefined;
  }
  const structs = fields.slice(0, -1).every((above) => DataType.isStruct(above.type));
  const name = fields.map((each) => each.name).join(".");
  return structs ? { name, field, number, column: column.name, depth: fields.length } : undefined;
}

/** The operand of that name; throws VastFilterError for a name that is none, or none that filters can compare. */
export function operandNamed(
  operands: ReadonlyMap<string, Operand>,
  name: string,
  columns: readonly Field[],
): Operand {
  const operand = operands.get(name);
  if (operand !== undefined) {
    return operand;
  }
  const column = columns.find((field) => name === field.name || name.startsWith(`${field.name}.`));
  if (column === undefined) {
    throw new VastFilterError(
      "badRequest",
      `The filter names column ${name}, which the table does not have.`,
      name,
    );
  }
  const message = `The filter names ${name} of column ${column.name} (${column.type}): only scalars, scalar leaves of structs and fixed-size lists of scalars can be compared.`;
  throw new VastFilterError("unsupportedType", message, name);
}
