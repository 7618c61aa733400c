import {
  type Data,
  type DataType,
  Field,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  vectorFromArray,
} from "apache-arrow";

/** A column of JavaScript values. */
export function columnOf(type: DataType, values: readonly unknown[]): Data {
  const [data] = vectorFromArray(values, type).data;
  if (data === undefined) {
    throw new RangeError("A vector has at least one chunk.");
  }
  return data;
}

/** A batch of nullable columns. */
export function batchOf(columns: Readonly<Record<string, Data>>): RecordBatch {
  const fields = Object.entries(columns).map(([name, { type }]) => new Field(name, type, true));
  const children = Object.values(columns);
  const data = makeData({
    type: new Struct(fields),
    length: children[0]?.length ?? 0,
    nullCount: 0,
    children,
  });
  return new RecordBatch(new Schema(fields), data);
}

/** The values of a column as JavaScript sees them. */
export function valuesOf(data: Data): unknown[] {
  const type = new Struct([new Field("x", data.type, true)]);
  const batch = new RecordBatch(
    new Schema(type.children),
    makeData({ type, length: data.length, children: [data] }),
  );
  return JSON.parse(
    JSON.stringify([...(batch.getChildAt(0) ?? [])], (_, value) =>
      typeof value === "bigint"
        ? `${value}n`
        : ArrayBuffer.isView(value)
          ? Array.from(value as Uint8Array)
          : value,
    ),
  );
}

/** All rows of a batch, to be answered in order. */
export function rowsOf(batch: RecordBatch, indices?: readonly number[]) {
  return {
    batch,
    indices: Uint32Array.from(indices ?? Array.from({ length: batch.numRows }, (_, row) => row)),
  };
}

/** A column over raw buffers. */
export function rawColumn(type: DataType, data: ArrayBufferView, valid: readonly boolean[]): Data {
  const nullBitmap = new Uint8Array((valid.length + 7) >> 3);
  valid.forEach((isValid, row) => {
    nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (Number(isValid) << (row & 7));
  });
  const nullCount = valid.filter((isValid) => !isValid).length;
  return makeData({ type, length: valid.length, nullCount, nullBitmap, data } as Parameters<
    typeof makeData
  >[0]);
}
