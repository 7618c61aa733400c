import type {
  Binary,
  Bool,
  DataType,
  Date_,
  Decimal,
  FixedSizeBinary,
  FixedSizeList,
  Float,
  Int,
  Schema,
  Struct,
  Time,
  Timestamp,
  TypeMap,
  Utf8,
} from "apache-arrow";
import type { Comparison, Filter, Group } from "./filter.ts";
import { encodeQuery } from "./query.ts";

/** What a column of this Arrow type is compared with; `never` for types that filters cannot compare. */
export type ValueOf<Type extends DataType> = Type extends Utf8
  ? string
  : Type extends Binary | FixedSizeBinary
    ? Uint8Array
    : Type extends Bool
      ? boolean
      : Type extends Float
        ? number
        : Type extends Int | Date_ | Time | Timestamp | Decimal
          ? number | bigint
          : Type extends FixedSizeList<infer Item extends DataType>
            ? readonly ValueOf<Item>[]
            : never;

/** The conditions that a column of this Arrow type can be under. */
export type RangeOn<Type extends DataType> =
  | { readonly op: Comparison; readonly value: ValueOf<Type> }
  | { readonly in: readonly ValueOf<Type>[] }
  | { readonly between: readonly [ValueOf<Type>, ValueOf<Type>] }
  | { readonly isNull: boolean }
  | (Type extends Utf8 ? { readonly prefix: string } | { readonly contains: string } : never)
  | (Type extends Binary ? { readonly prefix: Uint8Array } : never);

/** A group about one of these columns or struct leaves; columns that are not known by type can be any. */
export type GroupOn<Columns extends TypeMap, Above extends string = ""> = string extends keyof Columns
  ? Group
  : {
      [Name in keyof Columns & string]: Columns[Name] extends Struct<infer Members>
        ? GroupOn<Members, `${Above}${Name}.`>
        : [ValueOf<Columns[Name]>] extends [never]
          ? never
          : { readonly column: `${Above}${Name}`; readonly anyOf: readonly RangeOn<Columns[Name]>[] };
    }[keyof Columns & string];

/**
 * A filter that the compiler checks against an Arrow schema whose columns it knows, such as
 * `Schema<{ id: Utf8; size: Int64 }>`: names, values and predicates that do not fit are type errors. What types
 * cannot tell, as ranges of numbers, is checked at once; throws VastFilterError.
 */
export function filterOn<Columns extends TypeMap>(
  schema: Schema<Columns>,
  filter: readonly GroupOn<NoInfer<Columns>>[],
): Filter;
export function filterOn(schema: Schema, filter: Filter): Filter {
  encodeQuery(schema, filter, []);
  return filter;
}
