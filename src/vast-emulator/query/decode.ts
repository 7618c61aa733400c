import { DataType, type Field } from "apache-arrow";
import { readSchema } from "../../vast/wire/arrow-field-read.ts";
import { derefCode, expressionCode, relationCode, slots } from "../../vast/wire/compute-ir.ts";
import { FlatTable, MalformedBufferError } from "../../vast/wire/flat-read.ts";
import { type NumberedColumn, nameOf, numberColumns, targetOf } from "./columns.ts";
import { checkLiteral, readLiteral } from "./literal.ts";
import { type Comparison, conditionsOf, type Predicate } from "./predicate.ts";
import { checkStrictly } from "./strict.ts";
import { malformed } from "./tabular-error.ts";

/** The body of a QueryData call as plain data. */
export interface DecodedQuery {
  /** Python's clients send a bare `source`, Java's a `project` over one. */
  readonly shape: "source" | "project";
  /** The source's name: empty from Python, `/bucket/schema/table` from Java. */
  readonly source: string;
  /** The columns the query lists, in its order; a batch to be filtered or answered has them by name. */
  readonly fields: readonly Field[];
  /** The same with everything nested in them; a column's number is its index. */
  readonly columns: readonly NumberedColumn[];
  readonly predicate: Predicate;
  /** Numbers of the leaves to answer, in order. */
  readonly projection: readonly number[];
}

export interface DecodeOptions {
  /** Refuse what no official client was seen to send. */
  readonly strict?: boolean;
}

/** Decodes either shape of QueryData's body. Throws TabularError (400) for anything it cannot make sense of. */
export function decodeQuery(body: Uint8Array, options: DecodeOptions = {}): DecodedQuery {
  try {
    const query = readQuery(FlatTable.root(body));
    checkQuery(query);
    if (options.strict) {
      checkStrictly(query, body);
    }
    return query;
  } catch (cause) {
    // RangeError: nested so deeply that the stack ends.
    if (cause instanceof MalformedBufferError || cause instanceof RangeError) {
      throw malformed(`The query cannot be read. ${cause.message}`, cause);
    }
    throw cause;
  }
}

function readQuery(relation: FlatTable): DecodedQuery {
  if (relation.uint8(slots.relation.implType) === relationCode.source) {
    const source = required(relation.table(slots.relation.impl), "source");
    const projection = source.tables(slots.source.projection).map(readIndex);
    return { shape: "source", ...readSource(source), projection };
  }
  if (relation.uint8(slots.relation.implType) !== relationCode.project) {
    throw malformed("The query is neither a source nor a projection of one.");
  }
  const project = required(relation.table(slots.relation.impl), "projection");
  const inner = required(project.table(slots.project.rel), "projected relation");
  if (inner.uint8(slots.relation.implType) !== relationCode.source) {
    throw malformed("The query projects something that is no source.");
  }
  const source = required(inner.table(slots.relation.impl), "source");
  const projection = project.tables(slots.project.expressions).map(readColumn);
  return { shape: "project", ...readSource(source), projection };
}

function readSource(source: FlatTable): Omit<DecodedQuery, "shape" | "projection"> {
  const fields = readSchema(required(source.table(slots.source.schema), "schema"));
  const filter = source.table(slots.source.filter);
  return {
    source: source.text(slots.source.name) ?? "",
    fields,
    columns: numberColumns(fields),
    predicate: filter === undefined ? { op: "and", args: [] } : readPredicate(filter),
  };
}

/** The functions on a column and a literal, and those on a column alone. */
const COMPARISONS: readonly (Comparison | "match_substring")[] = [
  "equal",
  "not_equal",
  "less",
  "less_equal",
  "greater",
  "greater_equal",
  "match_substring",
];
const TESTS = ["is_null", "is_valid"] as const;

function readPredicate(expression: FlatTable): Predicate {
  if (expression.uint8(slots.expression.implType) !== expressionCode.call) {
    throw malformed("The filter has something else where a call of a function is expected.");
  }
  const call = required(expression.table(slots.expression.impl), "call");
  const name = call.text(slots.call.name) ?? "";
  const args = call.tables(slots.call.arguments);
  if (name === "and" || name === "or") {
    return { op: name, args: args.map(readPredicate) };
  }
  const [column, literal] = args;
  const comparison = COMPARISONS.find((op) => op === name);
  if (comparison !== undefined && column !== undefined && literal !== undefined && args.length === 2) {
    return { op: comparison, column: readColumn(column), literal: readLiteralOperand(literal) };
  }
  const test = TESTS.find((op) => op === name);
  if (test !== undefined && column !== undefined && args.length === 1) {
    return { op: test, column: readColumn(column) };
  }
  throw malformed(`The filter calls '${name}' with ${args.length} arguments, which is no predicate.`);
}

function readColumn(expression: FlatTable): number {
  const reference = expression.table(slots.expression.impl);
  const isReference = expression.uint8(slots.expression.implType) === expressionCode.fieldRef;
  if (!isReference || reference?.uint8(slots.fieldRef.refType) !== derefCode.fieldIndex) {
    throw malformed("The query has something else where a column's number is expected.");
  }
  return readIndex(required(reference.table(slots.fieldRef.ref), "field index"));
}

/** A FieldIndex; position 0 is left out. */
function readIndex(index: FlatTable): number {
  return index.uint32(slots.fieldIndex.position);
}

function readLiteralOperand(expression: FlatTable) {
  if (expression.uint8(slots.expression.implType) !== expressionCode.literal) {
    throw malformed("The filter compares a column with something that is no literal.");
  }
  return readLiteral(required(expression.table(slots.expression.impl), "literal"));
}

function required(table: FlatTable | undefined, what: string): FlatTable {
  if (table === undefined) {
    throw malformed(`The query has no ${what}.`);
  }
  return table;
}

function checkQuery({ columns, predicate, projection }: DecodedQuery): void {
  for (const number of projection) {
    if (columns[number]?.isLeaf !== true) {
      throw malformed(`The query projects column ${number}, which is no leaf of the columns it lists.`);
    }
  }
  for (const condition of conditionsOf(predicate)) {
    const { type } = targetOf(columns, condition.column);
    const column = columns[condition.column];
    if ("literal" in condition && column !== undefined) {
      checkLiteral(condition.literal, type, nameOf(column));
    }
    if (condition.op === "match_substring" && !DataType.isUtf8(type)) {
      throw malformed(`Only text contains a substring, but column ${condition.column} is ${type}.`);
    }
  }
}
