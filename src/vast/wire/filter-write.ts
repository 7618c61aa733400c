import { DataType } from "apache-arrow";
import type { Builder } from "flatbuffers";
import { derefCode, expressionCode, slots } from "./compute-ir.ts";
import type { Comparison, FilterValue, Range } from "./filter.ts";
import { VastFilterError } from "./filter-error.ts";
import { operandLiteral, writeLiteral } from "./filter-literal.ts";
import { writeOffsets, writeTable } from "./flat-write.ts";
import { bytesOf, type LiteralValue } from "./literal.ts";
import type { Operand } from "./operands.ts";
import { prefixEnd } from "./prefix.ts";

/** Bytes that a QueryData body may have: nine tenths of a request's 5 MiB, as official clients keep to. */
const MAX_QUERY_BYTES = 4_718_592;

/** A group's ranges with the operand that they are about. */
export interface Condition {
  readonly operand: Operand;
  readonly anyOf: readonly Range[];
}

interface Scope {
  readonly builder: Builder;
  readonly operand: Operand;
}

/** Writes the filter, `and(or(range, …), or(…), …)`, as an Expression and returns its offset. */
export function writeFilter(builder: Builder, conditions: readonly Condition[]): number {
  const groups = conditions.map(({ operand, anyOf }) => {
    const scope = { builder, operand };
    if (anyOf.length === 0) {
      throw refusal(scope, "is allowed nothing: a group of a filter needs at least one range");
    }
    return writeCall(
      builder,
      "or",
      anyOf.flatMap((range) => writeRange(scope, range)),
    );
  });
  return writeCall(builder, "and", groups);
}

/** Writes a range; answers the Expressions that go into the group's `or`. */
function writeRange(scope: Scope, range: Range): readonly number[] {
  if ("op" in range) return writeComparison(scope, range.op, range.value);
  if ("in" in range) return writeIn(scope, range.in);
  if ("between" in range) return [writeBetween(scope, range.between)];
  if ("isNull" in range) return [writeNullness(scope, range.isNull)];
  return ["prefix" in range ? writePrefix(scope, range.prefix) : writeContains(scope, range.contains)];
}

const callName: Readonly<Record<Comparison, string>> = {
  eq: "equal",
  ne: "not_equal",
  lt: "less",
  le: "less_equal",
  gt: "greater",
  ge: "greater_equal",
};

function writeComparison(scope: Scope, op: Comparison, value: FilterValue): readonly number[] {
  if (op === "le" || op === "ge") {
    refuseList(scope);
  }
  return writeEach(scope, callName[op], [operandLiteral(scope.operand, value)]);
}

function writeIn(scope: Scope, values: readonly FilterValue[]): readonly number[] {
  if (values.length === 0) {
    throw refusal(scope, "is to be in an empty list, which nothing is");
  }
  const literals = values.map((value) => operandLiteral(scope.operand, value));
  return writeEach(scope, callName.eq, literals);
}

/** One call per literal; all share the column's Expression. */
function writeEach(scope: Scope, name: string, literals: readonly LiteralValue[]): readonly number[] {
  const column = writeColumn(scope);
  return literals.map((literal) => writeCall(scope.builder, name, [column, writeValue(scope, literal)]));
}

function writeBetween(scope: Scope, [low, high]: readonly [FilterValue, FilterValue]): number {
  refuseList(scope);
  const { operand } = scope;
  return writeWithin(scope, operandLiteral(operand, low), callName.le, operandLiteral(operand, high));
}

/** `and(column >= low, column < or <= high)`; both literals come before both calls. */
function writeWithin(scope: Scope, low: LiteralValue, upper: string, high: LiteralValue): number {
  const { builder } = scope;
  const column = writeColumn(scope);
  const lowest = writeValue(scope, low);
  const highest = writeValue(scope, high);
  const from = writeCall(builder, callName.ge, [column, lowest]);
  const to = writeCall(builder, upper, [column, highest]);
  return writeCall(builder, "and", [from, to]);
}

function writeNullness(scope: Scope, isNull: boolean): number {
  return writeCall(scope.builder, isNull ? "is_null" : "is_valid", [writeColumn(scope)]);
}

/** From the prefix itself up to the first value that sorts after all that begin with it. */
function writePrefix(scope: Scope, prefix: string | Uint8Array): number {
  const { type } = scope.operand.field;
  if (
    DataType.isUtf8(type)
      ? typeof prefix !== "string"
      : !(DataType.isBinary(type) && prefix instanceof Uint8Array)
  ) {
    throw refusal(
      scope,
      "has a prefix of the wrong kind: utf8 columns take text, binary ones bytes, others none",
    );
  }
  if (prefix.length === 0) {
    return writeNullness(scope, false);
  }
  const low = operandLiteral(scope.operand, prefix);
  const end = prefixEnd(typeof prefix === "string" ? new TextEncoder().encode(prefix) : prefix);
  if (end === undefined) {
    return writeCall(scope.builder, callName.ge, [writeColumn(scope), writeValue(scope, low)]);
  }
  return writeWithin(scope, low, callName.lt, bytesOf(type, end));
}

function writeContains(scope: Scope, text: string): number {
  if (!DataType.isUtf8(scope.operand.field.type)) {
    throw refusal(scope, "is searched for text, but only utf8 columns can be");
  }
  const literal = operandLiteral(scope.operand, text);
  return writeCall(scope.builder, "match_substring", [writeColumn(scope), writeValue(scope, literal)]);
}

function writeColumn({ builder, operand }: Scope): number {
  const index = writeFieldIndex(builder, operand.number);
  const reference = writeTable(builder, 3, () => {
    builder.addFieldInt8(slots.fieldRef.refType, derefCode.fieldIndex, 0);
    builder.addFieldOffset(slots.fieldRef.ref, index, 0);
  });
  return writeExpression(builder, expressionCode.fieldRef, reference);
}

/** Writes a leaf's number as a FieldIndex and returns its offset. */
export function writeFieldIndex(builder: Builder, position: number): number {
  return writeTable(builder, 1, () => builder.addFieldInt32(slots.fieldIndex.position, position, 0));
}

function writeValue(scope: Scope, literal: LiteralValue): number {
  const { builder, operand } = scope;
  checkSize(builder.offset());
  return writeExpression(builder, expressionCode.literal, writeLiteral(builder, operand.field, literal));
}

function writeCall(builder: Builder, name: string, inputs: readonly number[]): number {
  const text = builder.createString(name);
  const vector = writeOffsets(builder, inputs);
  const call = writeTable(builder, 3, () => {
    builder.addFieldOffset(slots.call.name, text, 0);
    builder.addFieldOffset(slots.call.arguments, vector, 0);
  });
  return writeExpression(builder, expressionCode.call, call);
}

function writeExpression(builder: Builder, code: number, impl: number): number {
  return writeTable(builder, 2, () => {
    builder.addFieldInt8(slots.expression.implType, code, 0);
    builder.addFieldOffset(slots.expression.impl, impl, 0);
  });
}

/** Throws VastFilterError of kind `tooLarge` for more bytes than a query may have. */
export function checkSize(bytes: number): void {
  if (bytes > MAX_QUERY_BYTES) {
    const message = `The query takes more than the ${MAX_QUERY_BYTES} bytes that a request may have: ask for fewer values at a time.`;
    throw new VastFilterError("tooLarge", message);
  }
}

/** Lists compare lexicographically, but official clients offer only `=`, `!=`, `<`, `>` and nullness on them. */
function refuseList(scope: Scope): void {
  if (DataType.isFixedSizeList(scope.operand.field.type)) {
    throw refusal(scope, "is a list, which can be compared by eq, ne, lt, gt, in and isNull only");
  }
}

function refusal({ operand }: Scope, why: string): VastFilterError {
  return new VastFilterError("badRequest", `Column ${operand.name} of the filter ${why}.`, operand.name);
}
