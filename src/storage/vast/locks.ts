import type { Session } from "./database.ts";
import { unavailable } from "./faults.ts";
import { membership } from "./pushdown.ts";
import type { Cells } from "./rows.ts";
import { locksTable } from "./stored.ts";

/** The stripes that keys share. Two keys on one stripe only wait for each other needlessly. A power of two. */
export const STRIPES = 4096;
/** Further stripes, for the rows of writes that name no key. A power of two. */
export const ROW_STRIPES = 64;
/** How many rows the table of locks has. */
export const LOCKS = STRIPES + ROW_STRIPES;

/** Writes that a lock remembers: so many later ones may come before the answer to a commit is found out. */
const REMEMBERED = 24;

/** A stripe's row, as a snapshot has it. */
export interface Lock {
  readonly id: bigint;
  readonly stripe: number;
  readonly version: number;
  readonly writes: string;
}

/** The rows of a fresh table of locks. */
export function lockRows(): Cells[] {
  return Array.from({ length: LOCKS }, (_, stripe) => ({ stripe, version: 0, writes: "" }));
}

/** The locks of some stripes, ascending, as a session sees them. Throws `unavailable` if one is not there. */
export async function readLocks(session: Session, stripes: readonly number[]): Promise<Lock[]> {
  if (stripes.length === 0) return [];
  const [where = []] = membership("stripe", stripes).filters;
  // A list of all stripes would be longer than a filter takes.
  const scan = { columns: ["stripe", "version", "writes"], where: stripes.length > LOCKS / 4 ? [] : where };
  const wanted = new Set(stripes);
  const locks = (await session.read(locksTable, scan)).map(
    ({ id, cells }): Lock => ({
      id,
      stripe: Number(cells["stripe"]),
      version: Number(cells["version"]),
      writes: String(cells["writes"] ?? ""),
    }),
  );
  const found = locks
    .filter(({ stripe }) => wanted.has(stripe))
    .sort((left, right) => left.stripe - right.stripe);
  if (found.length !== stripes.length) throw unavailable("The table of locks lacks a row, or has one twice.");
  return found;
}

/**
 * Raises the versions of the locks in the session's transaction. Whoever writes a row first keeps others from it
 * until the end of its transaction: VAST answers them with a conflict.
 */
export async function takeLocks(session: Session, locks: readonly Lock[], write: string): Promise<void> {
  const rows = locks.map(({ id, version, writes }) => {
    const last = writes.split(" ").slice(0, REMEMBERED - 1);
    return { id, cells: { version: version + 1, writes: [write, ...last].join(" ").trimEnd() } };
  });
  await session.update(locksTable, ["version", "writes"], rows);
}

/** True if what is committed is still what the locks' snapshot saw, so nothing came between it and the taking. */
export async function areCurrent(outside: Session, locks: readonly Lock[]): Promise<boolean> {
  const now = await readLocks(
    outside,
    locks.map(({ stripe }) => stripe),
  );
  return locks.every(({ version }, position) => now[position]?.version === version);
}

/**
 * Whether a write that took these locks was committed, once its transaction is over for certain. `unknown` if more
 * writes than a lock remembers have followed.
 */
export async function wasCommitted(
  outside: Session,
  locks: readonly Lock[],
  write: string,
): Promise<"committed" | "not committed" | "unknown"> {
  const [lock] = locks;
  if (lock === undefined) return "unknown";
  const [now] = await readLocks(outside, [lock.stripe]);
  if (now === undefined) return "unknown";
  const later = now.version - lock.version - 1;
  if (later < 0) return "not committed";
  if (later >= REMEMBERED) return "unknown";
  return now.writes.split(" ")[later] === write ? "committed" : "not committed";
}
