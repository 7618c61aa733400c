import {
  Binary,
  Bool,
  type Data,
  type DataType,
  DateDay,
  Decimal,
  Field,
  FixedSizeBinary,
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
  makeData,
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
  Uint64,
  Utf8,
} from "apache-arrow";

/** Values of one type: two, of which one is extreme, and a null. */
export interface Sample {
  readonly name: string;
  readonly data: Data;
}

const LENGTH = 3;
/** The third of three rows is null. */
const NULLS = { length: LENGTH, nullCount: 1, nullBitmap: Uint8Array.of(0b011) };

/** The properties that Arrow's maker of columns wants are told apart by the type; this one takes any. */
function make(type: DataType, properties: object): Data {
  return makeData({ type, ...properties } as Parameters<typeof makeData>[0]);
}

function fixed(name: string, type: DataType, data: ArrayLike<number> | ArrayLike<bigint>): Sample {
  return { name, data: make(type, { ...NULLS, data }) };
}

function texts(type: DataType, values: readonly Uint8Array[], nulls: object = NULLS): Data {
  let end = 0;
  const valueOffsets = Int32Array.of(0, ...values.map(({ length }) => (end += length)));
  return make(type, {
    length: values.length,
    nullCount: 0,
    ...nulls,
    valueOffsets,
    data: Buffer.concat(values),
  });
}

const utf8 = (...values: readonly string[]): Data =>
  texts(
    new Utf8(),
    values.map((value) => Buffer.from(value)),
    {},
  );
const int64 = (...values: readonly bigint[]): Data =>
  make(new Int64(), { length: values.length, nullCount: 0, data: BigInt64Array.from(values) });
const float32 = (...values: readonly number[]): Data =>
  make(new Float32(), { length: values.length, nullCount: 0, data: Float32Array.from(values) });

/** Words of decimals, the least significant first. */
function words(...values: readonly bigint[]): Uint32Array {
  return Uint32Array.from(
    values.flatMap((value) => [0n, 32n, 64n, 96n].map((shift) => Number(BigInt.asUintN(32, value >> shift)))),
  );
}

const NOON = 45_296n;
const DATE = 1_712_752_496n;

/** Types without children. */
export const PLAIN: readonly Sample[] = [
  fixed("bool", new Bool(), Uint8Array.of(0b01)),
  fixed("int8", new Int8(), Int8Array.of(-128, 127, 0)),
  fixed("int16", new Int16(), Int16Array.of(-32_768, 32_767, 0)),
  fixed("int32", new Int32(), Int32Array.of(-2_147_483_648, 2_147_483_647, 0)),
  fixed("int64", new Int64(), BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n, 0n)),
  fixed("uint8", new Uint8(), Uint8Array.of(1, 255, 0)),
  fixed("uint16", new Uint16(), Uint16Array.of(1, 65_535, 0)),
  fixed("uint32", new Uint32(), Uint32Array.of(1, 4_294_967_295, 0)),
  fixed("uint64", new Uint64(), BigUint64Array.of(1n, 2n ** 64n - 1n, 0n)),
  fixed("float16", new Float16(), Uint16Array.of(0x3e00, 0xfbff, 0)),
  fixed("float32", new Float32(), Float32Array.of(1.5, -3.4e38, 0)),
  fixed("float64", new Float64(), Float64Array.of(0.1, -1.7e308, 0)),
  {
    name: "utf8",
    data: texts(
      new Utf8(),
      ["", "é€𝄞", ""].map((text) => Buffer.from(text)),
    ),
  },
  {
    name: "binary",
    data: texts(new Binary(), [Uint8Array.of(), Uint8Array.of(0, 255, 128), Uint8Array.of()]),
  },
  fixed("fixed_size_binary(2)", new FixedSizeBinary(2), Uint8Array.of(0, 255, 128, 1, 0, 0)),
  fixed("decimal128(7, 3)", new Decimal(3, 7, 128), words(231_150n, -9_999_999n, 0n)),
  fixed("decimal128(38, 0)", new Decimal(0, 38, 128), words(10n ** 38n - 1n, -(10n ** 38n) + 1n, 0n)),
  fixed("date32", new DateDay(), Int32Array.of(19_823, -719_162, 0)),
  fixed("time32(s)", new TimeSecond(), Int32Array.of(45_296, 86_399, 0)),
  fixed("time32(ms)", new TimeMillisecond(), Int32Array.of(45_296_789, 86_399_999, 0)),
  fixed("time64(us)", new TimeMicrosecond(), BigInt64Array.of(NOON * 10n ** 6n + 1n, 86_399_999_999n, 0n)),
  fixed("time64(ns)", new TimeNanosecond(), BigInt64Array.of(NOON * 10n ** 9n + 1n, 86_399_999_999_999n, 0n)),
  fixed("timestamp(s)", new TimestampSecond(), BigInt64Array.of(DATE, -DATE, 0n)),
  fixed("timestamp(ms)", new TimestampMillisecond(), BigInt64Array.of(DATE * 1000n + 1n, -1n, 0n)),
  fixed("timestamp(us)", new TimestampMicrosecond(), BigInt64Array.of(DATE * 10n ** 6n + 1n, -1n, 0n)),
  fixed("timestamp(ns)", new TimestampNanosecond(), BigInt64Array.of(DATE * 10n ** 9n + 1n, -1n, 0n)),
  fixed("timestamp(us, UTC)", new TimestampMicrosecond("UTC"), BigInt64Array.of(DATE * 10n ** 6n, -1n, 0n)),
];

const INNER = make(new Struct([new Field("q1", new Utf8(), true)]), {
  length: LENGTH,
  nullCount: 0,
  children: [utf8("A", "B", "")],
});

/** `struct<p int16, q struct<q1 utf8>>`: {-7, {A}}, {9, {B}}, null. */
export const STRUCT: Data = make(
  new Struct([new Field("p", new Int16(), true), new Field("q", INNER.type, true)]),
  {
    ...NULLS,
    children: [make(new Int16(), { length: LENGTH, nullCount: 0, data: Int16Array.of(-7, 9, 0) }), INNER],
  },
);

function list(name: string, child: Data, ...offsets: readonly number[]): Sample {
  const type = new List(new Field("item", child.type, true));
  return { name, data: make(type, { ...NULLS, valueOffsets: Int32Array.from(offsets), child }) };
}

const ENTRY = new Struct<{ key: Utf8; value: Int64 }>([
  new Field("key", new Utf8(), false),
  new Field("value", new Int64(), true),
]);
const ENTRIES = make(ENTRY, {
  length: 2,
  nullCount: 0,
  children: [utf8("a", "b"), int64(1n, 2n ** 53n + 1n)],
});

/** Types with children. */
export const NESTED: readonly Sample[] = [
  list("list of int64", int64(1n, -1n, 5n), 0, 3, 3, 3),
  list("list of lists", list("", utf8("x", "y", "z"), 0, 1, 3, 3).data, 0, 1, 2, 2),
  list("list of structs", STRUCT, 0, 2, 2, 2),
  { name: "struct", data: STRUCT },
  {
    name: "map",
    data: make(new Map_(new Field("entries", ENTRY, false)), {
      ...NULLS,
      valueOffsets: Int32Array.of(0, 2, 2, 2),
      child: ENTRIES,
    }),
  },
  {
    name: "fixed_size_list of float32",
    data: make(new FixedSizeList(2, new Field("item", new Float32(), false)), {
      ...NULLS,
      child: float32(1.5, -2, 3, 4, 0, 0),
    }),
  },
];
