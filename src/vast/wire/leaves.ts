import { DataType, type Field, FixedSizeList, List, Struct } from "apache-arrow";
import { childrenOf } from "./arrow-field.ts";

/** A leaf of a column: what is projected, filtered and answered one by one. A scalar column is its own only leaf. */
export interface Leaf {
  /** Its number in the query's schema: fields count before their children, depth first, across all columns. */
  readonly number: number;
  /** The fields from the column down to the leaf. */
  readonly path: readonly Field[];
}

/** The leaves of these columns in the order in which they are projected and answered. */
export function numberLeaves(columns: readonly Field[]): readonly Leaf[] {
  const leaves: Leaf[] = [];
  let number = 0;
  const walk = (field: Field, above: readonly Field[]) => {
    const path = [...above, field];
    const children = childrenOf(field);
    if (children.length === 0) {
      leaves.push({ number, path });
    }
    number += 1;
    for (const child of children) {
      walk(child, path);
    }
  };
  for (const column of columns) {
    walk(column, []);
  }
  return leaves;
}

/**
 * The field that a leaf's answer carries: the leaf inside its ancestors, each with this single child. A map's part
 * is a list of structs with either the key or the value.
 */
export function wrapLeaf({ path }: Leaf): Field {
  return path.reduceRight((child, parent) => {
    const type: DataType = parent.type;
    return parent.clone({ type: wrapping(type, child) });
  });
}

function wrapping(type: DataType, child: Field): DataType {
  if (DataType.isStruct(type)) return new Struct([child]);
  return DataType.isFixedSizeList(type) ? new FixedSizeList(type.listSize, child) : new List(child);
}
