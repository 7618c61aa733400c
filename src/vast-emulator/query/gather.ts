import { Data, type DataType } from "apache-arrow";
import { bytesOf, layoutOf, wordsOf } from "./layout.ts";
import { eachRun, type Runs, RunsBuilder, runsOf } from "./runs.ts";

/** The buffers of one column of a type, one for each batch; undefined is a batch in which every value is null. */
export type Sources = readonly (Data | undefined)[];

/**
 * A new column: row `i` is row `at[i]` of source `from[i]`. Buffers are copied bit by bit, nested ones included, so
 * that nothing passes through a JavaScript value; null slots hold whatever the source had there, or zero bytes.
 */
export function gather(type: DataType, sources: Sources, from: Uint32Array, at: Uint32Array): Data {
  return gatherRuns(type, sources, runsOf(from, at));
}

/** A column of so many nulls. */
export function nullColumn(type: DataType, length: number): Data {
  const runs = new RunsBuilder();
  runs.add(0, 0, length);
  return gatherRuns(type, [undefined], runs.build());
}

/** As `gather`, for rows given as runs. */
export function gatherRuns(type: DataType, sources: Sources, runs: Runs): Data {
  const layout = layoutOf(type);
  switch (layout.kind) {
    case "cells":
      return column(type, sources, runs, { values: gatherCells(type, layout.width, sources, runs) });
    case "bits":
      return column(type, sources, runs, { values: gatherBits(runs, sources.map(bitsOf)) });
    case "bytes":
      return gatherBytes(type, sources, runs);
    case "list":
      return gatherList(type, sources, runs);
    case "fixedList":
      return column(type, sources, runs, { children: [gatherElements(type, layout.size, sources, runs)] });
    case "struct":
      return column(type, sources, runs, { children: gatherChildren(type, sources, runs) });
  }
}

interface Parts {
  readonly offsets?: Int32Array;
  readonly values?: ArrayBufferView;
  readonly children?: Data[];
}

function column(type: DataType, sources: Sources, runs: Runs, parts: Parts): Data {
  const hasNulls = sources.some((source) => source === undefined || source.nullCount > 0);
  const validity = hasNulls ? gatherBits(runs, sources.map(validityOf)) : new Uint8Array(0);
  const nullCount = hasNulls ? -1 : 0; // -1: Arrow counts the bits when it is asked
  const { offsets, values, children } = parts;
  return new Data(type, 0, runs.rows, nullCount, [offsets, values, validity], children);
}

/** Packed bits that start at `first`. Absent bits are all set (no bitmap: all valid) or all clear. */
interface Bits {
  readonly bytes: Uint8Array | undefined;
  readonly first: number;
  readonly absent: boolean;
}

function bitsOf(source: Data | undefined): Bits {
  return { bytes: source?.values, first: source?.offset ?? 0, absent: false };
}

function validityOf(source: Data | undefined): Bits {
  const bytes = source !== undefined && source.nullCount > 0 ? source.nullBitmap : undefined;
  return { bytes, first: source?.offset ?? 0, absent: source !== undefined };
}

function gatherBits(runs: Runs, sources: readonly Bits[]): Uint8Array {
  const gathered = new Uint8Array(((runs.rows + 63) >> 6) << 3);
  eachRun(runs, (source, start, count, into) => {
    const bits = sources[source];
    const first = start + (bits?.first ?? 0);
    for (let index = 0; index < count; index += 1) {
      const from = first + index;
      const isSet = bits?.bytes ? ((bits.bytes[from >> 3] ?? 0) >> (from & 7)) & 1 : Number(bits?.absent);
      const to = into + index;
      gathered[to >> 3] = (gathered[to >> 3] ?? 0) | (isSet << (to & 7));
    }
  });
  return gathered;
}

function gatherCells(type: DataType, width: number, sources: Sources, runs: Runs): ArrayBufferView {
  const bytes = new Uint8Array(runs.rows * width);
  if (width % 4 === 0) {
    copyCells(
      wordsOf(bytes),
      width / 4,
      sources.map((source) => source && wordsOf(source.values)),
      runs,
    );
  } else {
    copyCells(
      bytes,
      width,
      sources.map((source) => source && bytesOf(source.values)),
      runs,
    );
  }
  return new type.ArrayType(bytes.buffer);
}

type Units = Uint8Array | Uint32Array;

function copyCells(into: Units, stride: number, sources: readonly (Units | undefined)[], runs: Runs): void {
  eachRun(runs, (source, start, count, at) => {
    const from = sources[source];
    if (from !== undefined) {
      copyUnits(into, at * stride, from, start * stride, count * stride);
    }
  });
}

/** Below this many units a loop is faster than a view and a block copy. */
const BLOCK = 32;

function copyUnits(into: Units, at: number, from: Units, start: number, count: number): void {
  if (count > BLOCK) {
    into.set(from.subarray(start, start + count), at);
    return;
  }
  for (let index = 0; index < count; index += 1) {
    into[at + index] = from[start + index] ?? 0;
  }
}

function gatherBytes(type: DataType, sources: Sources, runs: Runs): Data {
  const { offsets, inner } = gatherOffsets(sources, runs);
  const values = new Uint8Array(inner.rows);
  copyCells(
    values,
    1,
    sources.map((source) => source?.values),
    inner,
  );
  return column(type, sources, runs, { offsets, values });
}

function gatherList(type: DataType, sources: Sources, runs: Runs): Data {
  const { offsets, inner } = gatherOffsets(sources, runs);
  return column(type, sources, runs, { offsets, children: [gatherChild(type, 0, sources, inner)] });
}

/** The new offsets, and the runs of what they point to: bytes, or elements of the child. */
function gatherOffsets(sources: Sources, runs: Runs): { offsets: Int32Array; inner: Runs } {
  const offsets = new Int32Array(runs.rows + 1);
  const inner = new RunsBuilder();
  let end = 0;
  eachRun(runs, (source, start, count, into) => {
    const from: Int32Array | undefined = sources[source]?.valueOffsets;
    const first = from?.[start] ?? 0;
    for (let index = 1; index <= count; index += 1) {
      offsets[into + index] = end + (from?.[start + index] ?? first) - first;
    }
    const length = (offsets[into + count] ?? 0) - end;
    inner.add(source, first, length);
    end += length;
  });
  return { offsets, inner: inner.build() };
}

function gatherElements(type: DataType, size: number, sources: Sources, runs: Runs): Data {
  const inner = new RunsBuilder();
  eachRun(runs, (source, start, count) => inner.add(source, start * size, count * size));
  return gatherChild(type, 0, sources, inner.build());
}

function gatherChildren(type: DataType, sources: Sources, runs: Runs): Data[] {
  return (type.children ?? []).map((_, index) => gatherChild(type, index, sources, runs));
}

function gatherChild(type: DataType, index: number, sources: Sources, runs: Runs): Data {
  const child = type.children?.[index];
  if (child === undefined) {
    throw new RangeError(`The type ${type} has no child ${index}.`);
  }
  return gatherRuns(
    child.type,
    sources.map((source) => source?.children[index]),
    runs,
  );
}
