import { DataType, type RecordBatch } from "apache-arrow";
import { type Cells, columnNamed, locate } from "./cells.ts";
import { type Target, targetOf } from "./columns.ts";
import { compareLiterals, comparerOf, containsText, equalsText } from "./compare.ts";
import type { DecodedQuery } from "./decode.ts";
import { type Comparison, type Condition, isJoint, type LiteralValue, type Predicate } from "./predicate.ts";

/** Which rows of a batch to look at (`to` excluded), and after how many matches to stop; by default all of them. */
export interface RowRange {
  readonly from?: number;
  readonly to?: number;
  readonly limit?: number;
}

/**
 * The rows of a batch that match, ascending. The batch has the columns that the query lists, in the table's own types. Nothing matches a null but `is_null`.
 */
export type RowFilter = (batch: RecordBatch, range?: RowRange) => Uint32Array;

type RowTest = (row: number) => boolean;
type Bind = (batch: RecordBatch) => RowTest;

/** Compiles the query's filter once, for many batches. */
export function compileFilter(query: DecodedQuery): RowFilter {
  const conjuncts = flatten(query.predicate).map((predicate) => compile(predicate, query));
  return (batch, range = {}) => {
    const tests = conjuncts.map((bind) => bind(batch));
    return scan(tests, range.from ?? 0, Math.min(range.to ?? batch.numRows, batch.numRows), range.limit);
  };
}

/** The rows of one batch that match; see `RowFilter`. */
export function matching(query: DecodedQuery, batch: RecordBatch): Uint32Array {
  return compileFilter(query)(batch);
}

/** So many rows go through all tests before the next are looked at, so that a limit stops early. */
const CHUNK = 1 << 16;

function scan(tests: readonly RowTest[], from: number, to: number, limit = Infinity): Uint32Array {
  const found = new Uint32Array(Math.max(0, to - from));
  let count = 0;
  for (let start = from; start < to && count < limit; start += CHUNK) {
    const begin = count;
    const end = Math.min(to, start + CHUNK);
    for (let row = start; row < end; row += 1) {
      found[count] = row;
      count += 1;
    }
    for (const test of tests) {
      count = narrow(found, begin, count, test);
    }
  }
  return found.slice(0, Math.min(count, limit));
}

/** Keeps those of found[begin, end) that pass, and answers where they end. */
function narrow(found: Uint32Array, begin: number, end: number, test: RowTest): number {
  let kept = begin;
  for (let index = begin; index < end; index += 1) {
    const row = found[index] ?? 0;
    if (test(row)) {
      found[kept] = row;
      kept += 1;
    }
  }
  return kept;
}

function flatten(predicate: Predicate): readonly Predicate[] {
  return isJoint(predicate) && predicate.op === "and" ? predicate.args.flatMap(flatten) : [predicate];
}

function compile(predicate: Predicate, query: DecodedQuery): Bind {
  if (!isJoint(predicate)) {
    return compileCondition(predicate, query);
  }
  if (predicate.op === "and") {
    const binds = predicate.args.map((arg) => compile(arg, query));
    return (batch) => allOf(binds.map((bind) => bind(batch)));
  }
  const binds = compileAlternatives(predicate.args, query);
  return (batch) => anyOf(binds.map((bind) => bind(batch)));
}

function allOf(tests: readonly RowTest[]): RowTest {
  const [first, second, ...more] = tests;
  if (first !== undefined && second !== undefined && more.length === 0) {
    return (row) => first(row) && second(row);
  }
  return (row) => tests.every((test) => test(row));
}

function anyOf(tests: readonly RowTest[]): RowTest {
  const [first, ...more] = tests;
  return first !== undefined && more.length === 0 ? first : (row) => tests.some((test) => test(row));
}

/** The members of an `or`; those that say "equal" about one column become one look-up, however many they are. */
function compileAlternatives(args: readonly Predicate[], query: DecodedQuery): readonly Bind[] {
  const equals = new Map<number, LiteralValue[]>();
  const rest: Bind[] = [];
  for (const arg of args) {
    if (isJoint(arg) || arg.op !== "equal") {
      rest.push(compile(arg, query));
    } else {
      const values = equals.get(arg.column) ?? [];
      values.push(arg.literal.value);
      equals.set(arg.column, values);
    }
  }
  const lookups = [...equals].map(([column, values]) => compileMembership(column, values, query));
  return [...lookups, ...rest];
}

function compileMembership(column: number, values: readonly LiteralValue[], query: DecodedQuery): Bind {
  const [only, ...more] = values;
  if (only !== undefined && more.length === 0) {
    return bindCells(column, query, (cells) => compareWith("equal", cells, only));
  }
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted(compareLiterals);
  return bindCells(column, query, ({ data }) => memberOf(comparerOf(data, sorted), sorted.length));
}

function memberOf(compare: (row: number, literal: number) => number, count: number): RowTest {
  return (row) => {
    let low = 0;
    let high = count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = compare(row, middle);
      if (order === 0) {
        return true;
      }
      if (order > 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  };
}

function compileCondition(condition: Condition, query: DecodedQuery): Bind {
  if ("literal" in condition) {
    const { op, column, literal } = condition;
    return bindCells(column, query, (cells) => compareWith(op, cells, literal.value));
  }
  return condition.op === "is_null"
    ? bindValidity(condition.column, query, (isValid) => (row) => isValid !== undefined && !isValid(row))
    : bindValidity(condition.column, query, (isValid) => isValid ?? (() => true));
}

function bindValidity(
  column: number,
  query: DecodedQuery,
  test: (isValid: Cells["isValid"]) => RowTest,
): Bind {
  const target = targetOf(query.columns, column);
  return (batch) => test(cellsOf(batch, target).isValid);
}

/** A test of cells that are not null. */
function bindCells(column: number, query: DecodedQuery, compareCells: (cells: Cells) => RowTest): Bind {
  const target = targetOf(query.columns, column);
  return (batch) => {
    const cells = cellsOf(batch, target);
    const { isValid } = cells;
    const test = compareCells(cells);
    return isValid === undefined ? test : (row) => isValid(row) && test(row);
  };
}

function cellsOf(batch: RecordBatch, { path }: Target): Cells {
  return locate(columnNamed(batch, path[0]?.name), path);
}

function compareWith(op: Comparison | "match_substring", { data }: Cells, value: LiteralValue): RowTest {
  const isText = DataType.isUtf8(data.type) || DataType.isBinary(data.type);
  if (isText && value instanceof Uint8Array && (op === "equal" || op === "match_substring")) {
    return op === "equal" ? equalsText(data, value) : containsText(data, value);
  }
  const compare = comparerOf(data, [value]);
  switch (op) {
    case "equal":
      return (row) => compare(row, 0) === 0;
    case "not_equal":
      return (row) => compare(row, 0) !== 0;
    case "less":
      return (row) => compare(row, 0) < 0;
    case "less_equal":
      return (row) => compare(row, 0) <= 0;
    case "greater":
      return (row) => compare(row, 0) > 0;
    case "greater_equal":
      return (row) => compare(row, 0) >= 0;
    case "match_substring":
      throw new TypeError(`No substring is looked for in ${data.type}.`);
  }
}
