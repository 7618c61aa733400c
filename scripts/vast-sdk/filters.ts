import { DataType, type Field, type Schema } from "apache-arrow";
import type { Comparison, Filter, FilterValue, Range } from "../../src/vast/wire/filter.ts";
import type { Condition, Rows, Where } from "./peer.ts";
import { floatOf, type Value, valueOfFilter } from "./values.ts";

/** The filter of our client that says the same. */
export function filterOf(schema: Schema, where: Where): Filter {
  return where.map(({ column, anyOf }) => {
    const type = typeAt(schema.fields, column);
    return { column, anyOf: anyOf.map((condition) => rangeOf(type, condition)) };
  });
}

function rangeOf(type: DataType, condition: Condition): Range {
  const to = (value: Value) => filterValueOf(type, value);
  if ("op" in condition) return { op: comparisonOf(condition.op), value: to(condition.value) };
  if ("in" in condition) return { in: condition.in.map(to) };
  if ("between" in condition) return { between: [to(condition.between[0]), to(condition.between[1])] };
  return condition;
}

const COMPARISONS: readonly Comparison[] = ["eq", "ne", "lt", "le", "gt", "ge"];

function comparisonOf(op: string): Comparison {
  const found = COMPARISONS.find((name) => name === op);
  if (found === undefined) throw new Error(`There is no comparison ${op}.`);
  return found;
}

function filterValueOf(type: DataType, value: Value): FilterValue {
  if (Array.isArray(value)) return value.map((each) => filterValueOf(type.children[0]?.type, each));
  if (typeof value !== "string") return value === true;
  if (DataType.isUtf8(type)) return value;
  if (DataType.isBinary(type)) return new Uint8Array(Buffer.from(value, "hex"));
  return DataType.isFloat(type) ? floatOf(value) : BigInt(value);
}

/** A filter of our client in the words of both languages. Prefixes must be texts. */
export function whereOf(fields: readonly Field[], filter: Filter): Where {
  return filter.map(({ column, anyOf }) => {
    const type = typeAt(fields, column);
    return { column, anyOf: anyOf.map((range) => conditionOf(type, range)) };
  });
}

function conditionOf(type: DataType, range: Range): Condition {
  const to = (value: FilterValue) => valueOfFilter(type, value);
  if ("op" in range) return { op: range.op, value: to(range.value) };
  if ("in" in range) return { in: range.in.map(to) };
  if ("between" in range) return { between: [to(range.between[0]), to(range.between[1])] };
  if ("prefix" in range) return { prefix: String(range.prefix) };
  return range;
}

/** The type at a path such as `st.q.q1`. */
function typeAt(fields: readonly Field[], path: string): DataType {
  const [first, ...rest] = path.split(".");
  const type: DataType | undefined = fields.find(({ name }) => name === first)?.type;
  if (type === undefined) throw new Error(`There is no column ${path}.`);
  return rest.length === 0 ? type : typeAt(type.children, rest.join("."));
}

/**
 * The places of the rows that match, worked out without any client: nulls match nothing but `isNull`, NaN is unequal to
 * all, texts compare as their UTF-8 bytes.
 */
export function placesOf(fields: readonly Field[], rows: Rows, where: Where): number[] {
  const tests = where.map(({ column, anyOf }) => {
    const type = typeAt(fields, column);
    const read = readerAt(fields, rows, column);
    return (place: number) => anyOf.some((condition) => holds(type, read(place), condition));
  });
  return (rows["k"] ?? []).flatMap((_, place) => (tests.every((test) => test(place)) ? [place] : []));
}

function readerAt(fields: readonly Field[], rows: Rows, path: string): (place: number) => Value {
  const [first = "", ...rest] = path.split(".");
  const steps: number[] = [];
  let type: DataType | undefined = fields.find(({ name }) => name === first)?.type;
  for (const name of rest) {
    const step: number = type?.children.findIndex((child: Field) => child.name === name) ?? -1;
    type = type?.children[step]?.type;
    steps.push(step);
  }
  return (place) =>
    steps.reduce<Value>(
      (value, step) => (Array.isArray(value) ? (value[step] ?? null) : null),
      rows[first]?.[place] ?? null,
    );
}

function holds(type: DataType, value: Value, condition: Condition): boolean {
  if ("isNull" in condition) return (value === null) === condition.isNull;
  if (value === null) return false;
  if ("prefix" in condition) return String(value).startsWith(condition.prefix);
  if ("contains" in condition) return String(value).includes(condition.contains);
  if ("in" in condition) return condition.in.some((each) => compare(type, value, each) === 0);
  if ("between" in condition) {
    const [low, high] = condition.between;
    return compare(type, value, low) >= 0 && compare(type, value, high) <= 0;
  }
  const order = compare(type, value, condition.value);
  switch (condition.op) {
    case "eq":
      return order === 0;
    case "ne":
      return order !== 0;
    case "lt":
      return order < 0;
    case "le":
      return order <= 0;
    case "gt":
      return order > 0;
    default:
      return order >= 0;
  }
}

/** Negative, 0 or positive as the first is less, equal or more; NaN where there is no order. */
function compare(type: DataType, one: Value, other: Value): number {
  if (Array.isArray(one) && Array.isArray(other)) {
    const orders = one.map((each, place) => compare(type.children[0]?.type, each, other[place] ?? null));
    return orders.find((order) => order !== 0) ?? 0;
  }
  if (typeof one !== "string" || typeof other !== "string") return Number(one) - Number(other);
  if (DataType.isUtf8(type)) return Buffer.compare(Buffer.from(one), Buffer.from(other));
  if (DataType.isBinary(type)) return Buffer.compare(Buffer.from(one, "hex"), Buffer.from(other, "hex"));
  if (DataType.isFloat(type)) {
    const [left, right] = [floatOf(one), floatOf(other)];
    return left === right ? 0 : left - right;
  }
  const [left, right] = [BigInt(one), BigInt(other)];
  return left < right ? -1 : Number(left > right);
}
