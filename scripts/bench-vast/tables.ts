import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Field,
  Float64,
  Int32,
  Int64,
  List,
  type RecordBatch,
  Schema,
  TimestampMicrosecond,
  Utf8,
} from "apache-arrow";
import { makeBatch } from "../../src/vast/columns.ts";
import { columnOf, floatBits, type Value } from "../vast-sdk/values.ts";

/** A column and its value in a row. */
interface Column {
  readonly name: string;
  readonly type: DataType;
  readonly at: (row: number) => Value;
}

/** Eleven columns of the types that tables mostly have, a few values null; `id` is the number of the row. */
const MIXED: readonly Column[] = [
  { name: "id", type: new Int64(), at: String },
  { name: "count", type: new Int32(), at: (row) => String((row * 7919) % 100_003) },
  { name: "ratio", type: new Float64(), at: (row) => floatBits(row / 7, 2) },
  { name: "done", type: new Bool(), at: (row) => row % 3 === 0 },
  { name: "name", type: new Utf8(), at: (row) => `flow ${row % 1000} of the studio` },
  { name: "note", type: new Utf8(), at: (row) => (row % 5 === 0 ? null : `note ${row}`) },
  { name: "at", type: new TimestampMicrosecond(), at: (row) => String(1_767_225_600_000_000 + row * 40_000) },
  { name: "day", type: new DateDay(), at: (row) => String(20_454 + (row % 365)) },
  { name: "price", type: new Decimal(2, 18, 128), at: (row) => String(row * 199) },
  { name: "key", type: new Binary(), at: (row) => row.toString(16).padStart(16, "0") },
  {
    name: "marks",
    type: new List(Field.new({ name: "item", type: new Int32(), nullable: true })),
    at: (row) => Array.from({ length: row % 4 }, (_, mark) => String(row + mark)),
  },
];

const WIDE_COLUMNS = 120;

/** More columns than fit one request, so that rows are inserted and then updated twice. */
const WIDE: readonly Column[] = Array.from({ length: WIDE_COLUMNS }, (_, index) => {
  const name = `c${index}`;
  if (index % 3 === 0) return { name, type: new Int64(), at: (row) => String(row * index) };
  if (index % 3 === 1) return { name, type: new Float64(), at: (row) => floatBits(row / (index + 1), 2) };
  return { name, type: new Utf8(), at: (row) => `value ${row % 100} of ${index}` };
});

/** The shapes of tables that are measured. */
export const SHAPES = { mixed: MIXED, wide: WIDE } as const;

/** The name of one. */
export type Shape = keyof typeof SHAPES;

/** The columns of a shape. */
export function schemaOf(shape: Shape): Schema {
  return new Schema(SHAPES[shape].map(({ name, type }) => Field.new({ name, type, nullable: true })));
}

/** Rows of a shape, numbered from `first`. */
export function rowsOf(shape: Shape, first: number, count: number): RecordBatch {
  const rows = Array.from({ length: count }, (_, index) => first + index);
  const columns = SHAPES[shape].map(({ type, at }) => columnOf(type, rows.map(at)));
  return makeBatch(schemaOf(shape), count, columns);
}
