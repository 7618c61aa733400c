import { type Field, Schema } from "apache-arrow";
import { VastError } from "./errors.ts";
import { decodeSchema, encodeSchema } from "./ipc.ts";
import { listPages, PAGE_OF_COLUMNS } from "./lists.ts";
import { call, type Session } from "./session.ts";
import type { VastRequest } from "./transport.ts";
import { alterColumnRequest } from "./wire/tabular.ts";

/** Which lists of columns a table has. */
export type ColumnList = "column" | "sorted-columns" | "projection-columns";

/** The columns of such a list, in its order, read page by page. `params` names the projection, if it is one's. */
export async function listColumns(
  session: Session,
  path: string,
  command: ColumnList,
  params: Readonly<Record<string, string>> = {},
): Promise<Schema> {
  const request: VastRequest = { method: "GET", path, command, params };
  const pages: Schema[] = [];
  for await (const { body } of listPages(session, request, { pageSize: PAGE_OF_COLUMNS })) {
    pages.push(decodeSchema(body));
  }
  const fields: Field[] = pages.flatMap((page) => page.fields);
  return new Schema(fields, pages[0]?.metadata);
}

/** Appends columns, which hold null in the rows that are there. */
export async function addColumns(session: Session, path: string, columns: Schema): Promise<void> {
  await call(session, { method: "POST", path, command: "column", body: encodeSchema(columns) });
}

/** Removes columns of the table, given all of them. Throws `notFound` naming one that it does not have. */
export async function dropColumns(
  session: Session,
  path: string,
  columns: Schema,
  names: readonly string[],
): Promise<void> {
  const fields = names.map((name) => {
    const field = columns.fields.find((column) => column.name === name);
    if (field === undefined) throw new VastError("notFound", `Table ${path} has no column ${name}.`);
    return field;
  });
  await call(session, { method: "DELETE", path, command: "column", body: encodeSchema(new Schema(fields)) });
}

/** Renames a column; a dot in the old name leads into a struct. */
export async function renameColumn(session: Session, path: string, from: string, to: string): Promise<void> {
  await call(session, {
    method: "PUT",
    path,
    command: "column",
    params: { "tabular-column-name": from, "tabular-new-column-name": to },
    headers: { "tabular-column-sep": "." },
    body: alterColumnRequest.encode({}),
  });
}
