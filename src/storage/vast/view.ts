import type { View } from "../engine.ts";
import { toAnyQuery } from "../plain-query.ts";
import type { Key, Row, TableName } from "../tables.ts";
import type { Cells } from "./rows.ts";
import { selectRows } from "./select.ts";
import type { Snapshot } from "./snapshot.ts";

/** A view on a transaction's snapshot. After `end`, calls throw a plain error: the caller kept it too long. */
export function openView(snapshot: Snapshot): { readonly view: View; readonly end: () => void } {
  let isOpen = true;
  const mustBeOpen = (): void => {
    if (!isOpen) throw new Error("This view has ended: it may be used only until its work settles.");
  };
  const view: View = {
    async select(table, query = {}) {
      mustBeOpen();
      const rows = await selectRows(snapshot, table, toAnyQuery(table, query));
      return toRows(table, await snapshot.complete(rows));
    },
    async get(table, key) {
      mustBeOpen();
      return get(snapshot, table, key);
    },
  };
  const end = (): void => {
    isOpen = false;
  };
  return { view, end };
}

async function get<T extends TableName>(
  snapshot: Snapshot,
  table: T,
  key: Key<T>,
): Promise<Row<T> | undefined> {
  const found = await snapshot.get(table, toCells(key));
  return found && toRows(table, await snapshot.complete([found]))[0];
}

/** Rows and keys hold scalars under the names of their columns. */
function toCells(row: object): Cells {
  return row as Cells;
}

/** The rows have the columns of the table, as the scan asked for them. */
function toRows<T extends TableName>(_table: T, rows: Cells[]): Row<T>[] {
  return rows as unknown as Row<T>[];
}
