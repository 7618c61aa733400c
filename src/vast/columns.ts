import { Data, type DataType, RecordBatch, type Schema, Struct } from "apache-arrow";
import { bitAt, bitmapSize, copyBits, countBits, fillBits, setBit, sliceBits } from "./bits.ts";
import { VastError } from "./errors.ts";
import { childFields, layoutOf, makeColumn, valueBytes } from "./layout.ts";

const MAX_OFFSET = 2 ** 31 - 1;

/** The validity bitmap of a column's rows from bit 0, or undefined when none is null. */
export function validityOf(data: Data): Uint8Array | undefined {
  const bitmap = data.nullBitmap;
  if (bitmap === undefined || bitmap === null || bitmap.byteLength === 0 || data.nullCount === 0) {
    return undefined;
  }
  return data.offset === 0
    ? bitmap.subarray(0, bitmapSize(data.length))
    : sliceBits(bitmap, data.offset, data.length);
}

/** How many rows of a column are null, counted. */
export function nullsOf(data: Data): number {
  const validity = validityOf(data);
  return validity === undefined ? 0 : data.length - countBits(validity, data.length);
}

/** The offsets of a utf8, binary, list or map column: one more than it has rows. */
export function offsetsOf(data: Data): Int32Array {
  const offsets: Int32Array | undefined = data.valueOffsets;
  return offsets === undefined || offsets.length === 0
    ? new Int32Array(1)
    : offsets.subarray(0, data.length + 1);
}

/** The first child of a list, map or fixed size list, cut to what its rows have. */
export function elementsOf(data: Data): Data {
  const child = childOf(data, 0);
  const layout = layoutOf(data.type);
  if (layout.kind === "fixedList") {
    return cut(child, 0, data.length * layout.run);
  }
  const offsets = offsetsOf(data);
  const begin = offsets[0] ?? 0;
  return cut(child, begin, (offsets[data.length] ?? 0) - begin);
}

/** The child of a nested column, as long as it is stored. */
export function childOf(data: Data, index: number): Data {
  const child = data.children[index];
  if (child === undefined) {
    throw new VastError("protocol", `A column of type ${data.type} has no child ${index}.`);
  }
  return child;
}

/** Rows of a column, sharing its buffers. */
export function cut(data: Data, begin: number, length: number): Data {
  return begin === 0 && length === data.length ? data : data.slice(begin, length);
}

/**
 * One column of all rows of its parts, in order. All parts must have the layout of the type.
 * @throws VastError `tooLarge` when texts, bytes or lists outgrow 32-bit offsets.
 */
export function concatColumns(type: DataType, parts: readonly Data[]): Data {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    return only;
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const { validity, nulls } = concatValidity(parts, length);
  const layout = layoutOf(type);
  const children = () =>
    childFields(type).map((field, index) =>
      concatColumns(
        field.type,
        parts.map((part) => nestedPart(part, index)),
      ),
    );
  switch (layout.kind) {
    case "bits":
      return makeColumn(type, length, nulls, { validity, values: concatBits(parts, length) });
    case "fixed":
      return makeColumn(type, length, nulls, {
        validity,
        values: concatBytes(parts.map((part) => valueBytes(part).subarray(0, part.length * layout.width))),
      });
    case "bytes":
      return makeColumn(type, length, nulls, {
        validity,
        offsets: concatOffsets(parts, length),
        values: concatBytes(parts.map(textBytes)),
      });
    case "list":
      return makeColumn(type, length, nulls, { validity, offsets: concatOffsets(parts, length) }, children());
    default:
      return makeColumn(type, length, nulls, { validity }, children());
  }
}

function nestedPart(part: Data, index: number): Data {
  return layoutOf(part.type).kind === "struct" ? cut(childOf(part, index), 0, part.length) : elementsOf(part);
}

function concatValidity(parts: readonly Data[], length: number) {
  const nulls = parts.reduce((sum, part) => sum + nullsOf(part), 0);
  if (nulls === 0) {
    return { nulls };
  }
  const validity = new Uint8Array(bitmapSize(length));
  let at = 0;
  for (const part of parts) {
    const bits = validityOf(part);
    if (bits === undefined) {
      fillBits(validity, at, part.length);
    } else {
      copyBits(bits, 0, part.length, validity, at);
    }
    at += part.length;
  }
  return { validity, nulls };
}

function concatBits(parts: readonly Data[], length: number): Uint8Array {
  const bits = new Uint8Array(bitmapSize(length));
  let at = 0;
  for (const part of parts) {
    copyBits(valueBytes(part), part.offset, part.length, bits, at);
    at += part.length;
  }
  return bits;
}

function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** The bytes that the rows of a utf8 or binary column have, and no others. */
export function textBytes(data: Data): Uint8Array {
  const offsets = offsetsOf(data);
  return valueBytes(data).subarray(offsets[0] ?? 0, offsets[data.length] ?? 0);
}

function concatOffsets(parts: readonly Data[], length: number): Int32Array {
  const offsets = new Int32Array(length + 1);
  let row = 0;
  let end = 0;
  for (const part of parts) {
    const from = offsetsOf(part);
    const shift = end - (from[0] ?? 0);
    end = shift + (from[part.length] ?? 0);
    checkOffset(end);
    for (let index = 1; index <= part.length; index += 1) {
      offsets[row + index] = (from[index] ?? 0) + shift;
    }
    row += part.length;
  }
  return offsets;
}

function checkOffset(end: number): void {
  if (end > MAX_OFFSET) {
    throw new VastError("tooLarge", "A column has more than 2^31 bytes or list elements in one batch.");
  }
}

/** The rows of a column at the given indices, in their order, in buffers of its own. */
export function takeRows(data: Data, rows: Uint32Array): Data {
  const { type } = data;
  const { validity, nulls } = takeValidity(data, rows);
  const layout = layoutOf(type);
  switch (layout.kind) {
    case "bits":
      return makeColumn(type, rows.length, nulls, {
        validity,
        values: takeBits(valueBytes(data), data.offset, rows),
      });
    case "fixed":
      return makeColumn(type, rows.length, nulls, { validity, values: takeFixed(data, layout.width, rows) });
    case "bytes":
      return makeColumn(type, rows.length, nulls, { validity, ...takeText(data, rows) });
    case "list": {
      const { offsets, elements } = takeRuns(data, rows);
      return makeColumn(type, rows.length, nulls, { validity, offsets }, [
        takeRows(childOf(data, 0), elements),
      ]);
    }
    case "fixedList":
      return makeColumn(type, rows.length, nulls, { validity }, [
        takeRows(childOf(data, 0), repeatRuns(rows, layout.run)),
      ]);
    default:
      return makeColumn(
        type,
        rows.length,
        nulls,
        { validity },
        data.children.map((child) => takeRows(child, rows)),
      );
  }
}

function takeValidity(data: Data, rows: Uint32Array) {
  const from = validityOf(data);
  if (from === undefined) {
    return { nulls: 0 };
  }
  const validity = takeBits(from, 0, rows);
  return { validity, nulls: rows.length - countBits(validity, rows.length) };
}

function takeBits(from: Uint8Array, at: number, rows: Uint32Array): Uint8Array {
  const bits = new Uint8Array(bitmapSize(rows.length));
  rows.forEach((row, index) => {
    if (bitAt(from, at + row)) {
      setBit(bits, index);
    }
  });
  return bits;
}

function takeFixed(data: Data, width: number, rows: Uint32Array): Uint8Array {
  const from = valueBytes(data);
  const values = new Uint8Array(rows.length * width);
  rows.forEach((row, index) => {
    values.set(from.subarray(row * width, (row + 1) * width), index * width);
  });
  return values;
}

function takeText(data: Data, rows: Uint32Array) {
  const from = offsetsOf(data);
  const offsets = takenOffsets(from, rows);
  const values = new Uint8Array(offsets[rows.length] ?? 0);
  const bytes = valueBytes(data);
  rows.forEach((row, index) => {
    values.set(bytes.subarray(from[row], from[row + 1]), offsets[index]);
  });
  return { offsets, values };
}

function takeRuns(data: Data, rows: Uint32Array) {
  const from = offsetsOf(data);
  const offsets = takenOffsets(from, rows);
  const elements = new Uint32Array(offsets[rows.length] ?? 0);
  rows.forEach((row, index) => {
    const begin = from[row] ?? 0;
    const at = offsets[index] ?? 0;
    for (let step = begin; step < (from[row + 1] ?? 0); step += 1) {
      elements[at + step - begin] = step;
    }
  });
  return { offsets, elements };
}

function takenOffsets(from: Int32Array, rows: Uint32Array): Int32Array {
  const offsets = new Int32Array(rows.length + 1);
  let end = 0;
  rows.forEach((row, index) => {
    end += (from[row + 1] ?? 0) - (from[row] ?? 0);
    checkOffset(end);
    offsets[index + 1] = end;
  });
  return offsets;
}

function repeatRuns(rows: Uint32Array, run: number): Uint32Array {
  const elements = new Uint32Array(rows.length * run);
  rows.forEach((row, index) => {
    for (let step = 0; step < run; step += 1) {
      elements[index * run + step] = row * run + step;
    }
  });
  return elements;
}

/** How many bytes the buffers of a column's rows need on the wire, without padding. */
export function byteSize(data: Data): number {
  const layout = layoutOf(data.type);
  const validity = validityOf(data)?.byteLength ?? 0;
  switch (layout.kind) {
    case "bits":
      return validity + bitmapSize(data.length);
    case "fixed":
      return validity + data.length * layout.width;
    case "bytes":
      return validity + 4 * (data.length + 1) + textBytes(data).byteLength;
    case "list":
      return validity + 4 * (data.length + 1) + byteSize(elementsOf(data));
    case "fixedList":
      return validity + byteSize(elementsOf(data));
    default:
      return validity + data.children.reduce((sum, child) => sum + byteSize(cut(child, 0, data.length)), 0);
  }
}

/** A batch of columns that are as the Arrow schema says; the number of rows is explicit, for there may be no column. */
export function makeBatch(schema: Schema, rows: number, columns: Data[]): RecordBatch {
  return new RecordBatch(schema, new Data(new Struct(schema.fields), 0, rows, 0, undefined, columns));
}

/** Rows of a batch, sharing its buffers. */
export function cutBatch(batch: RecordBatch, begin: number, rows: number): RecordBatch {
  if (begin === 0 && rows === batch.numRows) {
    return batch;
  }
  return makeBatch(
    batch.schema,
    rows,
    batch.data.children.map((column) => cut(column, begin, rows)),
  );
}
