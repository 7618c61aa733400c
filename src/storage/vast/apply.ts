import { randomUUID } from "node:crypto";
import { columnNames, definitions } from "../definitions.ts";
import type { TableName } from "../tables.ts";
import { CELL, isLong, type NetChange, netOf, type PlainChange } from "./changes.ts";
import type { Session } from "./database.ts";
import { answered } from "./faults.ts";
import { membership } from "./pushdown.ts";
import type { Cells, Found } from "./rows.ts";
import type { Snapshot } from "./snapshot.ts";
import { REST, storedTables, textsTable } from "./stored.ts";

/**
 * Makes the changes in the snapshot's transaction, as one insert, one update and one delete a table. All that has to
 * be read is read first: a transaction that reads a table it has appended to may never come to an end.
 * Throws `conflict` for the insert of a row that is there.
 */
export async function applyChanges(snapshot: Snapshot, changes: readonly PlainChange[]): Promise<void> {
  const tables = [...new Set(changes.map(({ table }) => table))];
  const nets = await Promise.all(tables.map((table) => netIn(snapshot, table, changes)));
  const rests = nets.flatMap((net) => net.rests);
  const oldTexts = await textRows(snapshot, rests);
  const newTexts: Cells[] = [];
  const split = nets.map((net) => splitDocuments(net, newTexts));
  const { session } = snapshot;
  await answered(async () => {
    await session.delete(textsTable, oldTexts);
    await session.insert(textsTable, newTexts);
    await Promise.all(split.map((net) => applyNet(session, net)));
  });
}

async function netIn(snapshot: Snapshot, table: TableName, all: readonly PlainChange[]): Promise<NetChange> {
  const changes = all.filter((change) => change.table === table);
  const known = await snapshot.locate(
    table,
    changes.flatMap(({ rows }) => rows),
  );
  return netOf(table, changes, known);
}

async function textRows(snapshot: Snapshot, rests: readonly string[]): Promise<bigint[]> {
  const ids: bigint[] = [];
  for (const where of membership("id", rests).filters) {
    for await (const batch of snapshot.scan(textsTable, { columns: ["id"], where })) {
      ids.push(...batch.map(({ id }) => id));
    }
  }
  return ids;
}

async function applyNet(session: Session, { table, inserts, updates, deletes }: NetChange): Promise<void> {
  const stored = storedTables[table];
  const { key } = definitions[table];
  const columns = [...columnNames[table], REST].filter((column) => !key.includes(column));
  await session.delete(stored, deletes);
  if (columns.length > 0) await session.update(stored, columns, updates);
  await session.insert(stored, inserts);
}

/** The change with the first part of each long document; the other parts are added to the texts. */
function splitDocuments(net: NetChange, texts: Cells[]): NetChange {
  if (!columnNames[net.table].includes("doc")) return net;
  return {
    ...net,
    inserts: net.inserts.map((row) => splitDocument(row, texts)),
    updates: net.updates.map(({ id, cells }): Found => ({ id, cells: splitDocument(cells, texts) })),
  };
}

function splitDocument(row: Cells, texts: Cells[]): Cells {
  const doc = String(row["doc"]);
  if (!isLong(doc)) return { ...row, [REST]: null };
  const id = randomUUID();
  const [first = "", ...others] = partsOf(doc);
  texts.push(...others.map((text, position) => ({ id, position, text })));
  return { ...row, doc: first, [REST]: id };
}

/** The text in parts that a cell holds, cut between characters. */
function partsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    let end = Math.min(at + CELL, bytes.length);
    while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
    parts.push(bytes.toString("utf8", at, end));
    at = end;
  }
  return parts;
}
