import { Builder } from "flatbuffers";
import { FlatTable } from "./flat-read.ts";
import { writeOffsets, writeTable } from "./flat-write.ts";

/** One slot of a table: how its value is read, and written in the two steps that FlatBuffers take. */
interface Slot<Value> {
  read(table: FlatTable, slot: number): Value;
  /** Writes what lies outside of the table and answers its offset; 0 is nothing. Scalars lie inside. */
  place?(builder: Builder, value: unknown): number;
  /** Vectors are placed before strings, as the official client does. */
  readonly early?: boolean;
  add(builder: Builder, slot: number, value: unknown, placed: number): void;
}

type Slots = Readonly<Record<string, Slot<unknown>>>;
type Fields<S extends Slots> = {
  readonly [Name in keyof S]: S[Name] extends Slot<infer Value> ? Value : never;
};
type Given<Value> = { readonly [Name in keyof Value]?: GivenField<Value[Name]> | undefined };
type GivenField<Value> = Value extends Uint8Array
  ? Value
  : Value extends readonly (infer Entry)[]
    ? readonly Given<Entry>[]
    : Value extends object
      ? Given<Value>
      : Value;

/** Writes and reads one FlatBuffers table. What is not given is left out; what is absent reads as its default. */
export interface Message<Value> {
  encode(value: Given<Value>): Uint8Array;
  /** Throws MalformedBufferError for bytes that are no such table. */
  decode(bytes: Uint8Array): Value;
  write(builder: Builder, value: Given<Value>): number;
  read(table: FlatTable): Value;
}

/** The object that a message decodes to, by the wire names of its fields. */
export type Decoded<M> = M extends Message<infer Value> ? Value : never;

/** Declares a table by its slots, which count from 0 in the order given. */
export function message<const S extends Slots>(slots: S): Message<Fields<S>> {
  const list = Object.entries(slots);
  const write = (builder: Builder, value: Given<Fields<S>>) => writeSlots(builder, list, value);
  const read = (table: FlatTable) =>
    fieldsOf<S>(list.map(([name, slot], index) => [name, slot.read(table, index)]));
  return {
    write,
    read,
    encode: (value) => {
      const builder = new Builder(1024);
      builder.finish(write(builder, value));
      return builder.asUint8Array();
    },
    decode: (bytes) => read(FlatTable.root(bytes)),
  };
}

function writeSlots(
  builder: Builder,
  slots: readonly [string, Slot<unknown>][],
  value: Readonly<Record<string, unknown>>,
): number {
  const placed = new Map<string, number>();
  for (const early of [true, false]) {
    for (const [name, slot] of slots) {
      if ((slot.early ?? false) === early) {
        placed.set(name, slot.place?.(builder, value[name]) ?? 0);
      }
    }
  }
  return writeTable(builder, slots.length, () => {
    for (const [index, [name, slot]] of slots.entries()) {
      slot.add(builder, index, value[name], placed.get(name) ?? 0);
    }
  });
}

/** The compiler cannot see that the entries have the names and types of the slots that were read. */
function fieldsOf<S extends Slots>(entries: readonly (readonly [string, unknown])[]): Fields<S> {
  return Object.fromEntries(entries) as Fields<S>;
}

const addOffset = (builder: Builder, slot: number, _: unknown, placed: number) =>
  builder.addFieldOffset(slot, placed, 0);
const placeText = (builder: Builder, value: unknown) =>
  typeof value === "string" ? builder.createString(value) : 0;

/** A string that is read as "" when absent; the empty string is written. */
export const text: Slot<string> = {
  read: (table, slot) => table.text(slot) ?? "",
  place: placeText,
  add: addOffset,
};

/** A string whose absence means something. */
export const maybeText: Slot<string | undefined> = {
  read: (table, slot) => table.text(slot),
  place: placeText,
  add: addOffset,
};

/**
 * A string that is left out when it is empty or not given. The official client has then already written the empty
 * string, which stays behind unreferenced; so does this one, to send the same bytes.
 */
export const orphanText: Slot<string | undefined> = {
  read: (table, slot) => table.text(slot),
  place: (builder, value) => {
    const offset = builder.createString(typeof value === "string" ? value : "");
    return value === "" || value === undefined ? 0 : offset;
  },
  add: addOffset,
};

/** A boolean; absent is false. */
export const bool: Slot<boolean> = {
  read: (table, slot) => table.bool(slot),
  add: (builder, slot, value) => builder.addFieldInt8(slot, value === true ? 1 : 0, 0),
};

function small(
  add: (builder: Builder, slot: number, value: number) => void,
  read: (table: FlatTable, slot: number) => number,
): Slot<number> {
  return {
    read,
    add: (builder, slot, value) => (typeof value === "number" ? add(builder, slot, value) : undefined),
  };
}

/** A signed 8-bit integer; absent is 0. */
export const int8 = small(
  (builder, slot, value) => builder.addFieldInt8(slot, value, 0),
  (table, slot) => table.int8(slot),
);

/** An unsigned 8-bit integer; absent is 0. */
export const uint8 = small(
  (builder, slot, value) => builder.addFieldInt8(slot, value, 0),
  (table, slot) => table.uint8(slot),
);

/** An unsigned 16-bit integer; absent is 0. */
export const uint16 = small(
  (builder, slot, value) => builder.addFieldInt16(slot, value, 0),
  (table, slot) => table.uint16(slot),
);

function large(absent: bigint, read: (table: FlatTable, slot: number) => bigint): Slot<bigint> {
  return {
    read,
    add: (builder, slot, value) =>
      typeof value === "bigint" && value !== absent
        ? builder.addFieldInt64(slot, BigInt.asIntN(64, value), null)
        : undefined,
  };
}

/** A signed 64-bit integer; absent is 0. */
export const int64 = large(0n, (table, slot) => table.int64(slot));

/** An unsigned 64-bit integer; absent is 0 unless told otherwise. */
export const uint64 = (absent = 0n): Slot<bigint> =>
  large(absent, (table, slot) => table.uint64(slot, absent));

/** A vector of bytes; absent is empty, and empty is left out. */
export const bytes: Slot<Uint8Array> = {
  early: true,
  read: (table, slot) => table.bytes(slot) ?? new Uint8Array(),
  place: (builder, value) =>
    value instanceof Uint8Array && value.length > 0 ? builder.createByteVector(value) : 0,
  add: addOffset,
};

/** A table; absent is undefined. */
export function one<Value>(of: Message<Value>): Slot<Value | undefined> {
  return {
    read: (table, slot) => {
      const found = table.table(slot);
      return found && of.read(found);
    },
    place: (builder, value) => (isGiven<Value>(value) ? of.write(builder, value) : 0),
    add: addOffset,
  };
}

/** A vector of tables; absent is empty, and a list that is given is written even when it is empty. */
export function many<Value>(of: Message<Value>): Slot<readonly Value[]> {
  return {
    early: true,
    read: (table, slot) => table.tables(slot).map((entry) => of.read(entry)),
    place: (builder, value) =>
      isList<Value>(value)
        ? writeOffsets(
            builder,
            value.map((entry) => of.write(builder, entry)),
          )
        : 0,
    add: addOffset,
  };
}

/** What `encode` was given has passed the compiler as this slot's value, or is undefined. */
function isGiven<Value>(value: unknown): value is Given<Value> {
  return typeof value === "object" && value !== null;
}

/** As `isGiven`, for lists. */
function isList<Value>(value: unknown): value is readonly Given<Value>[] {
  return Array.isArray(value);
}
