import {
  Binary,
  Bool,
  DataType,
  Date_,
  Decimal,
  Field,
  FixedSizeBinary,
  FixedSizeList,
  Float,
  Int,
  List,
  Map_,
  Struct,
  Time,
  Timestamp,
  Utf8,
} from "apache-arrow";
import fc from "fast-check";

/** A map type whose keys are never null. */
export function mapOf(key: DataType, value: DataType, keysSorted = false): Map_ {
  const fields = [new Field("key", key, false), new Field("value", value, true)];
  const entries = new Struct<{ key: DataType; value: DataType }>(fields);
  return new Map_(new Field("entries", entries, false), keysSorted);
}

const scalar: fc.Arbitrary<DataType> = fc.oneof(
  fc.constantFrom(new Utf8(), new Binary(), new Bool(), new Date_(0)),
  fc.tuple(fc.boolean(), fc.constantFrom(8, 16, 32, 64)).map(([signed, bits]) => new Int(signed, bits)),
  fc.constantFrom(0, 1, 2).map((precision) => new Float(precision)),
  fc
    .tuple(fc.nat(20), fc.integer({ min: 21, max: 38 }))
    .map(([scale, precision]) => new Decimal(scale, precision)),
  fc.constantFrom(0, 1).map((unit) => new Time(unit, 32)),
  fc.constantFrom(2, 3).map((unit) => new Time(unit, 64)),
  fc.constantFrom(0, 1, 2, 3).map((unit) => new Timestamp(unit)),
  fc.integer({ min: 1, max: 40 }).map((width) => new FixedSizeBinary(width)),
);

const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 });
const named = (type: fc.Arbitrary<DataType>, names = name): fc.Arbitrary<Field> =>
  fc.tuple(names, type, fc.boolean()).map(([text, of, nullable]) => new Field(text, of, nullable));

const { type } = fc.letrec<{ type: DataType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    named(tie("type"), fc.constant("item")).map((item) => new List(item)),
    fc
      .tuple(fc.integer({ min: 1, max: 9 }), scalar)
      .map(([size, of]) => new FixedSizeList(size, new Field("item", of, false))),
    fc.array(named(tie("type")), { minLength: 1, maxLength: 3 }).map((members) => new Struct(members)),
    fc.tuple(scalar, tie("type"), fc.boolean()).map(([key, value, sorted]) => mapOf(key, value, sorted)),
  ),
}));

/** Columns of every type that a VAST table can have, nested a few levels deep. */
export const arrowField: fc.Arbitrary<Field> = named(type);

/** A field as text: its names, types and nullability, all the way down. */
export function describeField(field: Field): string {
  const of: DataType = field.type;
  const children = of.children?.map(describeField).join(", ");
  const kind = DataType.isFixedSizeList(of) ? `FixedSizeList[${of.listSize}]` : of[Symbol.toStringTag];
  const parameters = children === undefined ? String(of) : `${kind}<${children}>`;
  return `${field.name}: ${parameters}${field.nullable ? "?" : ""}`;
}
