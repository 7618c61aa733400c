import { Bool, type DataType, Int32, Int64, Utf8 } from "apache-arrow";

/** A column: its Arrow type and whether it may be null. */
export interface Column<Value> {
  readonly type: DataType;
  readonly nullable: boolean;
  /** Never set: carries the TypeScript type of the values. */
  readonly value?: Value;
}

export const text: Column<string> = { type: new Utf8(), nullable: false };
export const maybeText: Column<string | null> = { type: new Utf8(), nullable: true };
/** 64 bits in the column, a safe integer in memory (48-bit seconds fit; TAMS TR-006). */
export const int: Column<number> = { type: new Int64(), nullable: false };
export const maybeInt: Column<number | null> = { type: new Int64(), nullable: true };
export const int32: Column<number> = { type: new Int32(), nullable: false };
export const maybeInt32: Column<number | null> = { type: new Int32(), nullable: true };
export const flag: Column<boolean> = { type: new Bool(), nullable: false };

/** Ascending or, with a leading minus, descending. The last column of an order makes it total. */
type OrderColumn<C extends string> = C | `-${C}`;

interface Table<C extends Record<string, Column<unknown>>> {
  readonly columns: C;
  readonly key: readonly (keyof C & string)[];
  readonly orders: Readonly<Record<string, readonly OrderColumn<keyof C & string>[]>>;
  /** Column lists that filters look up; engines may index them. */
  readonly lookups: readonly (readonly (keyof C & string)[])[];
}

/** A declaration, with its columns' types kept. */
export function table<
  const C extends Record<string, Column<unknown>>,
  const T extends Omit<Table<C>, "columns">,
>(columns: C, rest: T & Omit<Table<C>, "columns">): { readonly columns: C } & T {
  return { columns, ...rest };
}
