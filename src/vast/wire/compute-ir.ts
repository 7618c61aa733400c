/**
 * Slot numbers and union codes of Arrow's computeIR (Arrow 7), as far as QueryData uses them: the body is one
 * `Relation`, and its filter a tree of `Expression`s.
 */

/** Slots of the tables; those of unions are the code's, then the value's. */
export const slots = {
  relation: { implType: 0, impl: 1 },
  source: { id: 0, name: 1, filter: 2, schema: 3, projection: 4 },
  project: { id: 0, rel: 1, expressions: 2 },
  expression: { implType: 0, impl: 1 },
  call: { name: 0, arguments: 1, orderings: 2 },
  fieldRef: { refType: 0, ref: 1, relationIndex: 2 },
  fieldIndex: { position: 0 },
  literal: { implType: 0, impl: 1, type: 2 },
  /** Every XxxLiteral; ListLiteral calls it `values`. */
  literalValue: { value: 0 },
} as const;

/** Union codes of `Relation`; the official clients send no others. */
export const relationCode = { project: 7, source: 9 } as const;

/** Union codes of `Expression`. */
export const expressionCode = { literal: 1, fieldRef: 2, call: 3 } as const;

/** Union codes of `FieldRef`. */
export const derefCode = { fieldIndex: 5 } as const;

/** Union codes of `Literal`. */
export const literalCode = {
  boolean: 1,
  int8: 2,
  int16: 3,
  int32: 4,
  int64: 5,
  uint8: 6,
  uint16: 7,
  uint32: 8,
  uint64: 9,
  date: 10,
  time: 11,
  timestamp: 12,
  decimal: 15,
  float16: 16,
  float32: 17,
  float64: 18,
  list: 19,
  string: 22,
  binary: 23,
  fixedSizeBinary: 24,
} as const;
