import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Field,
  FixedSizeList,
  Float16,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  List,
  Map_,
  Struct,
  TimeMicrosecond,
  TimeMillisecond,
  TimeNanosecond,
  TimeSecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Uint8,
  Uint16,
  Uint32,
  Utf8,
} from "apache-arrow";
import type { Filter, FilterValue, Range } from "../../../src/vast/wire/filter.ts";

/** A body that the official Python client sends, by its length and the first 8 bytes of its SHA-256. */
export interface Capture {
  readonly title: string;
  readonly fields: readonly Field[];
  readonly filter?: Filter;
  readonly columns: readonly string[];
  readonly bytes: number;
  readonly hash: string;
}

const nullable = (name: string, type: DataType) => new Field(name, type, true);
const required = (name: string, type: DataType) => new Field(name, type, false);
const where = (column: string, ...anyOf: readonly Range[]): Filter => [{ column, anyOf }];
const eq = (value: FilterValue): Range => ({ op: "eq", value });

const a = nullable("a", new Int64());
const abs = [a, nullable("b", new Float32()), nullable("s", new Utf8())];
const x = nullable("x", new Int64());
const fl = nullable("fl", new FixedSizeList(2, required("item", new Int64())));
const entry = new Struct<{ key: Utf8; value: Float64 }>([
  new Field("key", new Utf8(), false),
  new Field("value", new Float64(), true),
]);
const entries = new Field("entries", entry, false);
const st = new Struct([nullable("p", new Int16()), nullable("q", new Struct([nullable("q1", new Utf8())]))]);
const nested = [
  x,
  nullable("l", new List(nullable("item", new Int8()))),
  fl,
  nullable("m", new Map_(entries)),
  nullable("st", st),
  nullable("w", new Int64()),
];
const dec = nullable("dec", new Decimal(3, 7));
const ts9 = nullable("ts9", new TimestampNanosecond());
const tz = nullable("tz", new TimestampMicrosecond("UTC"));

/** 2024-04-10 12:34:56 UTC, and 12:34:56 since midnight, in seconds. */
const instant = 1_712_752_496n;
const clock = 45_296n;

/** The captures, 34 different bodies in 35 cases. */
export const captures: readonly Capture[] = [
  { title: "no filter", fields: [a], columns: ["a"], bytes: 212, hash: "1ef57d1dab8d6633" },
  {
    title: "a = 222",
    fields: [a],
    filter: where("a", eq(222)),
    columns: ["a"],
    bytes: 432,
    hash: "5d0479d4911721a2",
  },
  {
    title: "a = 0",
    fields: [a],
    filter: where("a", eq(0)),
    columns: ["a"],
    bytes: 408,
    hash: "cbdd29be82819222",
  },
  {
    title: "b > 1.5, reading s and a",
    fields: abs,
    filter: where("b", { op: "gt", value: 1.5 }),
    columns: ["s", "a"],
    bytes: 516,
    hash: "bd91c09c2e50ea89",
  },
  {
    title: "a in (1, 2, 3)",
    fields: abs,
    filter: where("a", { in: [1, 2, 3] }),
    columns: ["a"],
    bytes: 680,
    hash: "01353f5478e79f96",
  },
  {
    title: "a between 1 and 5, b < 2",
    fields: abs,
    filter: [...where("a", { between: [1, 5] }), ...where("b", { op: "lt", value: 2 })],
    columns: ["a", "b"],
    bytes: 864,
    hash: "baf317f705b92aab",
  },
  {
    title: "s begins with ab, or is null",
    fields: abs,
    filter: where("s", { prefix: "ab" }, { isNull: true }),
    columns: ["s"],
    bytes: 644,
    hash: "a21c8e896ea4362a",
  },
  {
    title: "s begins with nothing",
    fields: abs,
    filter: where("s", { prefix: "" }),
    columns: ["s"],
    bytes: 316,
    hash: "9af27ba0c48bf540",
  },
  {
    title: "s is not null",
    fields: abs,
    filter: where("s", { isNull: false }),
    columns: ["s"],
    bytes: 316,
    hash: "9af27ba0c48bf540",
  },
  {
    title: "s contains x",
    fields: abs,
    filter: where("s", { contains: "x" }),
    columns: ["s"],
    bytes: 416,
    hash: "8ba3e63511131182",
  },
  { title: "no columns", fields: abs, columns: [], bytes: 140, hash: "b331dedec36209a2" },
  {
    title: "nested columns, w > 2 and st.q.q1 = A",
    fields: nested,
    filter: [...where("w", { op: "gt", value: 2 }), ...where("st.q.q1", eq("A"))],
    columns: ["x", "l", "fl", "m", "st", "w"],
    bytes: 1320,
    hash: "289fd624d2331d5f",
  },
  {
    title: "fl = [1, 2]",
    fields: [x, fl],
    filter: where("fl", eq([1, 2])),
    columns: ["x"],
    bytes: 736,
    hash: "cc9ac61790a1226f",
  },
  literal("i8", new Int8(), -5, 428, "3b8363cb46f2ba1d"),
  literal("i16", new Int16(), 300, 428, "4c8282416a416c45"),
  literal("i32", new Int32(), 70_000, 428, "87c495e3b6839e54"),
  literal("u8", new Uint8(), 200, 416, "b5c4ca2b30f79337"),
  literal("u16", new Uint16(), 60_000, 416, "9e9247d99010ac93"),
  literal("u32", new Uint32(), 4_000_000_000, 404, "cbc2dce89cca4973"),
  literal("f64", new Float64(), 1.25, 424, "6527037ba3231f6d"),
  literal("f16", new Float16(), 1.5, 400, "7816ae08c5b573a8"),
  literal("bo", new Bool(), true, 400, "54ad1bf466f573dc"),
  literal("bin", new Binary(), Uint8Array.of(1, 2), 408, "78dde04d31a47f13"),
  literal("d32", new DateDay(), 19_823, 424, "2126bcecc5a47614"),
  literal("t0", new TimeSecond(), clock, 424, "997991dea31a459c"),
  literal("t3", new TimeMillisecond(), clock * 1_000n + 789n, 408, "6c511d67786c8379"),
  literal("t6", new TimeMicrosecond(), clock * 1_000_000n + 789_789n, 432, "ea27ea41b21a1270"),
  literal("t9", new TimeNanosecond(), clock * 1_000_000_000n + 789_789_000n, 432, "1f0e61d52749da41"),
  literal("ts0", new TimestampSecond(), instant, 408, "26a9c2b0754263b9"),
  literal("ts3", new TimestampMillisecond(), instant * 1_000n + 789n, 424, "c09c5adecfc0cd3a"),
  literal("ts6", new TimestampMicrosecond(), instant * 1_000_000n + 789_789n, 424, "b871f07dde0bab5d"),
  literal("ts9", ts9.type, instant * 1_000_000_000n + 789_789_000n, 424, "7dca89fdb4ae9dda"),
  literal("dec", dec.type, 231_150n, 440, "dad9dba54d60a706"),
  literal("tz", tz.type, instant * 1_000_000n, 424, "5e77b5293f347987"),
  {
    title: "a decimal and two timestamps",
    fields: [dec, ts9, tz],
    columns: ["dec", "ts9", "tz"],
    bytes: 336,
    hash: "af81d9c20ee8e98e",
  },
];

/** The captures of one literal each: a column of its own, compared and read. */
function literal(column: string, type: DataType, value: FilterValue, bytes: number, hash: string): Capture {
  const title = `${column} (${type}) = ${value}`;
  return {
    title,
    fields: [nullable(column, type)],
    filter: where(column, eq(value)),
    columns: [column],
    bytes,
    hash,
  };
}
