import {
  Binary,
  Bool,
  DataType,
  DateDay,
  Decimal,
  Field,
  FixedSizeList,
  Float,
  Int,
  Int64,
  Struct,
  Time,
  Timestamp,
  Utf8,
} from "apache-arrow";
import type { Condition, Rows, Where } from "./peer.ts";
import { floatBits, type Value } from "./values.ts";

/** A filter, and why the SDK cannot say it, if it cannot. */
export interface FilterCase {
  readonly where: Where;
  readonly beyondSdk?: string;
}

interface Column {
  readonly name: string;
  readonly type: DataType;
  /** In ascending order, each of which filters compare with. */
  readonly values: readonly Value[];
  /** The first of the values that the SDK can compare with as they are; absent: all. */
  readonly beyondSdk?: { readonly is: (value: Value) => boolean; readonly why: string };
}

const floats = (precision: number) =>
  [Number.NEGATIVE_INFINITY, -1.5, 0, 0.25, 1024, Number.POSITIVE_INFINITY].map((value) =>
    floatBits(value, precision),
  );

const INSTANT = 1_712_752_496n;

const isNegative = (value: Value) => String(value).startsWith("-");
const NEGATIVE_DECIMAL = { is: isNegative, why: "The SDK cannot encode a negative decimal." };
const BIG_UNSIGNED = {
  is: (value: Value) => BigInt(String(value)) >= 2n ** 63n,
  why: "The SDK cannot say an unsigned integer from 2^63 on.",
};

const moments = (power10: number, ...values: readonly bigint[]) =>
  values.map((value) => String(value * 1000n ** BigInt(power10)));

const COLUMNS: readonly Column[] = [
  { name: "bool", type: new Bool(), values: [false, true] },
  ...[8, 16, 32, 64].flatMap((bits): Column[] => {
    const [half, whole] = [2n ** BigInt(bits - 1), 2n ** BigInt(bits)];
    const width = bits as 8 | 16 | 32 | 64;
    const signed = [-half, -1n, 0n, 5n, half - 1n].map(String);
    const unsigned = [0n, 5n, half - 1n, half, whole - 1n].map(String);
    return [
      { name: `i${bits}`, type: new Int(true, width), values: signed },
      {
        name: `u${bits}`,
        type: new Int(false, width),
        values: unsigned,
        ...(bits === 64 ? { beyondSdk: BIG_UNSIGNED } : {}),
      },
    ];
  }),
  ...[0, 1, 2].map((precision) => ({
    name: `f${16 << precision}`,
    type: new Float(precision),
    values: floats(precision),
  })),
  { name: "utf8", type: new Utf8(), values: ["", "a", "ab", "abc", "b", "é", "\uffff", "𝄞"] },
  { name: "binary", type: new Binary(), values: ["", "00", "0001", "7f", "ff", "ff00"] },
  {
    name: "dec",
    type: new Decimal(3, 9, 128),
    values: ["-231150", "0", "500", "231150"],
    beyondSdk: NEGATIVE_DECIMAL,
  },
  { name: "date", type: new DateDay(), values: ["-719162", "0", "19823", "2932896"] },
  ...[0, 1, 2, 3].flatMap((power10): Column[] => [
    {
      name: `t${power10}`,
      type: new Time(power10, power10 < 2 ? 32 : 64),
      values: moments(power10, 0n, 45_296n, 86_399n),
    },
    { name: `ts${power10}`, type: new Timestamp(power10), values: moments(power10, -INSTANT, 0n, INSTANT) },
  ]),
  { name: "tz", type: new Timestamp(2, "UTC"), values: moments(2, -INSTANT, 0n, INSTANT) },
  {
    name: "pair",
    type: new FixedSizeList(2, new Field("item", new Int64(), false)),
    values: [
      ["-1", "5"],
      ["1", "2"],
      ["1", "3"],
    ],
  },
];

const STRUCT = new Struct([
  new Field("p", new Int(true, 16), true),
  new Field("q", new Struct([new Field("q1", new Utf8(), true)]), true),
]);
const STRUCTS: readonly Value[] = [["5", ["A"]], ["-1", ["B"]], [null, [null]], ["5", null], null];

/** The columns of the table that filters are tried on. */
export const filterFields: readonly Field[] = [
  new Field("k", new Int64(), true),
  ...COLUMNS.map(({ name, type }) => new Field(name, type, true)),
  new Field("st", STRUCT, true),
];

/** Its rows: every value of every column beside others, nulls, and NaN among the floats. */
export function filterRows(): Rows {
  const places = Array.from({ length: 72 }, (_, place) => place);
  const columns = COLUMNS.map(({ name, type, values }, at) => {
    const nan = DataType.isFloat(type) ? [floatBits(Number.NaN, type.precision)] : [];
    const all: readonly Value[] = [...values, ...nan, null];
    return [name, places.map((place) => all[(place + at) % all.length] ?? null)] as const;
  });
  return {
    k: places.map((place) => String(place * 7 - 20)),
    ...Object.fromEntries(columns),
    st: places.map((place) => STRUCTS[place % STRUCTS.length] ?? null),
  };
}

/** Every predicate on every column that it is for, and groups of several. */
export function filterCases(): FilterCase[] {
  return [...COLUMNS.flatMap(casesOf), ...textCases(), ...groupCases()];
}

function casesOf({ name, type, values, beyondSdk }: Column): FilterCase[] {
  const one = (...anyOf: readonly Condition[]): FilterCase => {
    const compared = anyOf.flatMap((condition) => comparedIn(condition));
    const why = compared.some((value) => beyondSdk?.is(value)) ? beyondSdk?.why : undefined;
    return { where: [{ column: name, anyOf }], ...(why === undefined ? {} : { beyondSdk: why }) };
  };
  const nulls = [one({ isNull: true }), one({ isNull: false })];
  const ops = DataType.isFixedSizeList(type)
    ? ["eq", "ne", "lt", "gt"]
    : ["eq", "ne", "lt", "le", "gt", "ge"];
  const compared = values.flatMap((value) => ops.map((op) => one({ op, value })));
  if (DataType.isFixedSizeList(type)) return [...nulls, ...compared];
  const [first = null, second = null, last = null] = [values.at(0), values.at(1), values.at(-1)];
  return [
    ...nulls,
    ...compared,
    one({ in: [first, last] }),
    one({ in: [second] }),
    one({ between: [second, last] }),
    one({ op: "eq", value: second }, { isNull: true }),
  ];
}

function comparedIn(condition: Condition): readonly Value[] {
  if ("value" in condition) return [condition.value];
  if ("in" in condition) return condition.in;
  return "between" in condition ? condition.between : [];
}

function textCases(): FilterCase[] {
  const prefixes = ["", "a", "ab", "é", "𝄞", "zz"].map((prefix) => ({ prefix }));
  const parts = ["b", "é", "𝄞", "zz"].map((contains) => ({ contains }));
  return [...prefixes, ...parts].map((condition) => ({ where: [{ column: "utf8", anyOf: [condition] }] }));
}

function groupCases(): FilterCase[] {
  const [atLeast, below]: Condition[] = [
    { op: "ge", value: "0" },
    { op: "lt", value: "100" },
  ];
  if (atLeast === undefined || below === undefined) return [];
  const wheres: Where[] = [
    [],
    [
      { column: "k", anyOf: [atLeast] },
      { column: "k", anyOf: [below] },
    ],
    [
      { column: "utf8", anyOf: [{ prefix: "a" }, { isNull: true }] },
      { column: "i32", anyOf: [atLeast] },
      { column: "date", anyOf: [{ isNull: false }] },
    ],
    [{ column: "st.q.q1", anyOf: [{ op: "eq", value: "A" }] }],
    [{ column: "st.q.q1", anyOf: [{ isNull: true }] }],
    [
      { column: "st.p", anyOf: [{ op: "eq", value: "5" }] },
      { column: "st.q.q1", anyOf: [{ isNull: false }] },
    ],
  ];
  return wheres.map((where) => ({ where }));
}
