import type { Data, Field, RecordBatch } from "apache-arrow";

/** The cells of a column, however deep in structs it lies. */
export interface Cells {
  readonly data: Data;
  /** Whether the cell of a row is not null, its ancestors included; undefined if none is null. */
  readonly isValid: ((row: number) => boolean) | undefined;
}

/** The column of that name; what asks for it has seen to it that the batch has it. */
export function columnNamed({ schema, data }: RecordBatch, name: string | undefined): Data {
  const column = data.children[schema.fields.findIndex((field) => field.name === name)];
  if (column === undefined) {
    throw new RangeError(`The batch has no column '${name}', which the query lists.`);
  }
  return column;
}

/** Follows the names of `path`, whose first field is the column itself, down through structs. */
export function locate(column: Data, path: readonly Field[]): Cells {
  let data = column;
  const chain = [column];
  for (const { name } of path.slice(1)) {
    const index = data.type.children.findIndex((child: Field) => child.name === name);
    const child = data.children[index];
    if (child === undefined) {
      throw new RangeError(`The type ${data.type} has no member '${name}'.`);
    }
    data = child;
    chain.push(child);
  }
  return { data, isValid: validityOf(chain) };
}

function validityOf(chain: readonly Data[]): ((row: number) => boolean) | undefined {
  const [first, ...more] = chain.filter(({ nullCount }) => nullCount > 0).map(bitmapTest);
  if (first === undefined || more.length === 0) {
    return first;
  }
  return (row) => first(row) && more.every((isValid) => isValid(row));
}

function bitmapTest({ nullBitmap, offset }: Data): (row: number) => boolean {
  const bits: Uint8Array = nullBitmap;
  return (row) => (((bits[(offset + row) >> 3] ?? 0) >> ((offset + row) & 7)) & 1) === 1;
}
