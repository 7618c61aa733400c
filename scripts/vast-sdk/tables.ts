import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Field,
  FixedSizeBinary,
  FixedSizeList,
  Float,
  Int,
  Int64,
  List,
  Map_,
  Struct,
  Time,
  Timestamp,
  Utf8,
} from "apache-arrow";
import type { Rows } from "./peer.ts";
import { floatBits, type Value } from "./values.ts";

/** A table that both clients write and read in turn. Its first column is `k`, the key of `peer.ts`. */
export interface TableCase {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly sortKey: readonly string[];
  /** What is inserted, call by call. */
  readonly parts: readonly Rows[];
  /** Whether rows are also updated and deleted. */
  readonly isChanged: boolean;
}

/** A column with values of which every row takes one in turn. */
interface Column {
  readonly name: string;
  readonly type: DataType;
  readonly values: readonly Value[];
}

const column = (name: string, type: DataType, values: readonly Value[]): Column => ({
  name,
  type,
  values: [...values, null],
});

const power = (base: number, exponent: number) => BigInt(base) ** BigInt(exponent);
const texts = (...values: readonly (bigint | number)[]): string[] => values.map(String);

function integers(): Column[] {
  return [8, 16, 32, 64].flatMap((bits) => {
    const [half, whole] = [power(2, bits - 1), power(2, bits)];
    const width = bits as 8 | 16 | 32 | 64;
    return [
      column(`i${bits}`, new Int(true, width), texts(-half, 1n - half, -1, 0, 1, half - 1n)),
      column(`u${bits}`, new Int(false, width), texts(0, 1, half - 1n, half, whole - 2n, whole - 1n)),
    ];
  });
}

function floats(): Column[] {
  const plain = [0, -0, 1.5, -2.25, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const bits = (precision: number, ...others: readonly string[]) => [
    ...plain.map((value) => floatBits(value, precision)),
    ...others,
  ];
  // In this order: NaN, a NaN with another payload and sign, the largest, the smallest above zero.
  return [
    column("f16", new Float(0), bits(0, "7e00", "fe01", "7bff", "0001")),
    column("f32", new Float(1), bits(1, "7fc00000", "ffc00001", "7f7fffff", "00000001")),
    column(
      "f64",
      new Float(2),
      bits(2, "7ff8000000000000", "fff8000000000001", "7fefffffffffffff", "0000000000000001"),
    ),
  ];
}

const WORDS = ["", "a", "Ab c", "é\u0301", "𝄞 👩‍🚀", "\u0000\n\u{10ffff}", "x".repeat(3000)];

function bytes(): Column[] {
  return [
    column("bool", new Bool(), [true, false, true]),
    column("utf8", new Utf8(), WORDS),
    column("binary", new Binary(), ["", "00", "ff00fe", "c3".repeat(2000)]),
  ];
}

/** Ibis has no such type, so these have a table of their own, which the SDK opens in another way. */
function fixedBytes(): Column[] {
  const uuid = new FixedSizeBinary(16);
  return [
    column("uuid", uuid, ["00".repeat(16), "ff".repeat(16), "0123456789abcdef0123456789abcdef"]),
    column("byte", new FixedSizeBinary(1), ["00", "80", "ff"]),
    column("uuids", new List(item(uuid)), [[], ["00".repeat(16), null], ["ff".repeat(16)]]),
  ];
}

function decimals(): Column[] {
  const sizes = [
    [38, 0],
    [38, 37],
    [38, 10],
    [7, 3],
    [1, 1],
  ] as const;
  return sizes.map(([precision, scale]) => {
    const most = power(10, precision) - 1n;
    return column(`d${precision}_${scale}`, new Decimal(scale, precision, 128), texts(most, -most, 0, -1, 7));
  });
}

function moments(): Column[] {
  const [least, most] = [-power(2, 63), power(2, 63) - 1n];
  const days = 86_400n;
  const units = ["s", "ms", "us", "ns"] as const;
  const times = units.map((unit, power10) => {
    const perDay = days * power(1000, power10);
    return column(
      `t_${unit}`,
      new Time(power10, power10 < 2 ? 32 : 64),
      texts(0, 1, perDay / 2n, perDay - 1n),
    );
  });
  const stamps = units.flatMap((unit, power10) =>
    [null, "UTC", "America/New_York", "+05:30"].map((zone, index) =>
      column(`ts_${unit}_${index}`, new Timestamp(power10, zone), texts(least, most, 0, -1, 1_712_752_496)),
    ),
  );
  return [column("date", new DateDay(), texts(-power(2, 31), power(2, 31) - 1n, 0, -1)), ...times, ...stamps];
}

const item = (type: DataType, isNullable = true) => new Field("item", type, isNullable);
const member = (name: string, type: DataType) => new Field(name, type, true);

function mapOf(key: DataType, value: DataType): Map_ {
  const entry = new Struct<{ key: DataType; value: DataType }>([
    new Field("key", key, false),
    new Field("value", value, true),
  ]);
  return new Map_(new Field("entries", entry, false));
}

/** The furthest that an int64 goes from zero in both directions. */
const FAR = String(power(2, 63) - 1n);

const INNER = new Struct([member("s", new Utf8()), member("d", new Decimal(2, 20, 128))]);

function lists(): Column[] {
  const single = (...values: readonly number[]) => values.map((value) => floatBits(value, 1));
  const fixed = (size: number, type: DataType) => new FixedSizeList(size, item(type, false));
  return [
    column("list", new List(item(new Int64())), [[], [FAR, null, `-${FAR}`], ["0"]]),
    column("lists", new List(item(new List(item(new Utf8())))), [[], [["", "𝄞"], null, []], [["x", null]]]),
    column("stamps", new List(item(new Timestamp(3, "UTC"))), [[FAR], []]),
    column("vector", fixed(3, new Float(1)), [single(0, -0, 1.5), single(1 / 0, -1, 2)]),
    column("pair", fixed(2, new Int64()), [
      ["1", FAR],
      [`-${FAR}`, "0"],
    ]),
    column("prices", fixed(2, new Decimal(3, 20, 128)), [["-1", "99999999999999999999"]]),
  ];
}

function structs(): Column[] {
  const list = new List(item(INNER));
  const outer = new Struct([member("n", new Int(true, 16)), member("q", INNER), member("l", list)]);
  return [
    column("struct", outer, [
      ["-32768", ["𝄞", "-99999999999999999999"], [["a", "1"], null, [null, null]]],
      [null, null, null],
      ["7", [null, "5"], []],
    ]),
    column("structs", list, [[["a", "1"], [null, "-1"], null], []]),
  ];
}

function maps(): Column[] {
  const double = (value: number) => floatBits(value, 2);
  return [
    column("map", mapOf(new Utf8(), new Float(2)), [
      [],
      [
        ["𝄞", double(1)],
        ["", null],
        ["n", double(Number.NaN)],
      ],
      [["a", double(0.5)]],
    ]),
    column("maps", mapOf(new Int(true, 32), new List(item(INNER))), [
      [
        ["-1", [["a", "1"], null]],
        ["2", null],
      ],
      [],
    ]),
  ];
}

const KEY = new Field("k", new Int64(), true);

/** Rows whose keys begin at `from`; each column's values come in turn, moved on by `shift`. */
function rowsOf(columns: readonly Column[], from: number, count: number, shift = 0): Rows {
  const places = Array.from({ length: count }, (_, place) => place);
  const pick = ({ values }: Column, at: number) =>
    places.map((place) => values[(from + place + at + shift) % values.length] ?? null);
  return {
    k: places.map((place) => String(from + place)),
    ...Object.fromEntries(columns.map((each, at) => [each.name, pick(each, at)])),
  };
}

function tableOf(
  name: string,
  columns: readonly Column[],
  counts: readonly number[],
  options: Partial<Pick<TableCase, "sortKey" | "isChanged">> = {},
): TableCase {
  const parts: Rows[] = [];
  let from = 0;
  for (const count of counts) {
    parts.push(rowsOf(columns, from, count));
    from += count;
  }
  const fields = [KEY, ...columns.map(({ name: title, type }) => new Field(title, type, true))];
  return { name, fields, parts, sortKey: options.sortKey ?? [], isChanged: options.isChanged ?? true };
}

/** Columns enough for three groups of a wide insert, every type among them more than once. */
function wide(columns: readonly Column[]): Column[] {
  return Array.from({ length: 100 }, (_, index) => {
    const { type, values } = columns[index % columns.length] ?? column("", new Bool(), []);
    return { name: `w${index}`, type, values };
  });
}

/** The tables: every type, nested ones, nothing but nulls, no, long or many rows, many columns, a sort key. */
export function allTables(): TableCase[] {
  const scalars = [...integers(), ...floats(), ...bytes(), ...decimals(), ...moments()];
  const nested = [...lists(), ...structs(), ...maps()];
  const everything = [...scalars, ...nested];
  const blank = everything.map(({ name, type }) => column(name, type, []));
  const named = (...names: readonly string[]) => everything.filter(({ name }) => names.includes(name));
  return [
    tableOf("scalars", scalars, [60]),
    tableOf("nested", nested, [40]),
    tableOf("fixed", fixedBytes(), [15, 9]),
    tableOf("batches", everything, [7, 1, 30, 12]),
    tableOf("nulls", blank, [5], { isChanged: false }),
    tableOf("empty", everything, [], { isChanged: false }),
    tableOf("wide", wide(everything), [24, 16]),
    tableOf("sorted", everything, [20, 20], { sortKey: ["i32", "utf8", "k"] }),
    // More than one request to insert, and then more than one answer to read.
    tableOf("long", named("i64", "utf8", "binary"), [12_000], { isChanged: false }),
    tableOf("large", named("i64", "bool"), [80_000, 60_000], { isChanged: false }),
  ];
}

/** The rows that an update of some keys sets: other values than those that the rows have. */
export function changesOf({ fields, sortKey, parts }: TableCase, keys: readonly string[]) {
  const changed = fields.filter(({ name }) => name !== "k" && !sortKey.includes(name));
  const rows = changed.map(({ name }) => {
    const known = parts.flatMap((part) => part[name] ?? []);
    return [name, keys.map((_, place) => known[(place * 3 + 1) % known.length] ?? null)] as const;
  });
  return { fields: changed, rows: Object.fromEntries(rows) };
}
