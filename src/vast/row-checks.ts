import { type Data, type Field, RecordBatch, Schema, type Table } from "apache-arrow";
import { concatColumns, makeBatch, nullsOf } from "./columns.ts";
import { VastError } from "./errors.ts";
import { checkSupported } from "./layout.ts";
import { sameLayout } from "./nested.ts";

/**
 * Rows as one batch that can be sent: no column twice, all of types that VAST has, no null where the Arrow schema
 * allows none. With the table's own columns given, each must be among them with the same type, and is sent as the
 * table declares it.
 * @throws VastError `badRequest` or `unsupportedType`, naming the column.
 */
export function checkedBatch(rows: RecordBatch | Table, table?: Schema): RecordBatch {
  const names = new Set<string>();
  for (const field of rows.schema.fields) {
    if (names.has(field.name)) {
      throw refusal(`Column ${field.name} is there twice.`);
    }
    names.add(field.name);
    checkSupported(field);
  }
  const batch = oneBatch(rows);
  const fields = batch.schema.fields.map((field) => (table === undefined ? field : declared(field, table)));
  fields.forEach((field, index) => {
    checkNulls(field, batch.data.children[index]);
  });
  return makeBatch(new Schema(fields), batch.numRows, batch.data.children);
}

/** All batches as one: columns that consist of several parts are copied. */
function oneBatch(rows: RecordBatch | Table): RecordBatch {
  if (rows instanceof RecordBatch) {
    return rows;
  }
  const [only] = rows.batches;
  if (only !== undefined && rows.batches.length === 1) {
    return only;
  }
  const columns = rows.schema.fields.map((field, index) =>
    concatColumns(
      field.type,
      rows.batches.flatMap((batch) => batch.data.children[index] ?? []),
    ),
  );
  return makeBatch(rows.schema, rows.numRows, columns);
}

function declared(field: Field, table: Schema): Field {
  const known = table.fields.find(({ name }) => name === field.name);
  if (known === undefined) {
    throw refusal(`The table has no column ${field.name}.`);
  }
  if (!sameLayout(known.type, field.type)) {
    throw refusal(`Column ${field.name} of the table has type ${known.type}, not ${field.type}.`);
  }
  return known;
}

function checkNulls(field: Field, column: Data | undefined): void {
  if (column !== undefined && !field.nullable && nullsOf(column) > 0) {
    throw refusal(`Column ${field.name} is declared without nulls, but holds some.`);
  }
}

/** The error for rows that cannot be sent, found before anything was. */
export function refusal(message: string): VastError {
  return new VastError("badRequest", message, { sent: false });
}
