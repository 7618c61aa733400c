import { randomInt } from "node:crypto";
import { userInfo } from "node:os";
import { insert } from "../storage/changes.ts";
import type { Condition, Engine } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { userId } from "./users.ts";

/** One thing that happened, as the audit log keeps it. It never holds a secret: paths come without their query. */
export interface AuditEntry {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Who did it; absent for whoever could not say. */
  readonly actor?: { readonly id: string; readonly name: string };
  /** `request`, an event of an account such as `login` or `lockout`, or what a command did. */
  readonly event: string;
  /** The operation's id, for requests to a known one. */
  readonly operation?: string;
  /** The path of a request, or what an event is about, such as `user:NAME`. */
  readonly resource: string;
  /** `failed` is allowed, but came to nothing: the request was bad, or something broke. */
  readonly outcome: Outcome;
  readonly status?: number;
  /** Why it was refused. */
  readonly rule?: string;
  readonly address?: string;
  readonly requestId?: string;
}

export type Outcome = "allowed" | "refused" | "failed";

/** An entry as it is read: with its place in the log. */
export interface Audited extends AuditEntry {
  readonly id: string;
}

/** What of the log is wanted; all of it must hold. */
export interface AuditFilter {
  /** A name as shown, or an id such as `user:NAME`: what it did, and what was done to its account. */
  readonly user?: string;
  readonly resource?: string;
  readonly operation?: string;
  readonly outcome?: Outcome;
  /** Milliseconds since 1970, included. */
  readonly since?: number;
}

/** Longer than any path of the API by far; ids of Objects are the clients' own. */
const TEXT_MAX = 1024;
const PAGE = 500;

let count = randomInt(1_000_000);

/** The row of an entry. Ids ascend with time, and within a process and millisecond with the order of calls. */
export function auditRow(entry: AuditEntry): Row<"auth_log"> {
  count = (count + 1) % 1_000_000_000;
  const id = `${placeOf(entry.time)}-${String(count).padStart(9, "0")}-${randomInt(2 ** 32).toString(36)}`;
  const { actor } = entry;
  return {
    id,
    actor_id: actor?.id ?? "",
    actor: actor?.name ?? "",
    event: entry.event,
    operation: entry.operation ?? "",
    resource: shortened(entry.resource),
    outcome: entry.outcome,
    status: entry.status ?? null,
    rule: entry.rule === undefined ? null : shortened(entry.rule),
    address: entry.address ?? "",
    request_id: entry.requestId ?? "",
  };
}

/** Writes what a command of this machine's operator did to an account, at once. Throws `unavailable`. */
export async function recordCommand(
  engine: Engine,
  now: Date,
  did: { readonly event: string; readonly resource: string },
): Promise<void> {
  const { username } = userInfo();
  const actor = { id: `cli:${username}`, name: username };
  const row = auditRow({ time: now.getTime(), actor, outcome: "allowed", ...did });
  await engine.write([], async () => ({ result: undefined, changes: insert("auth_log", [row]) }));
}

/** Entries that match, oldest first. */
export async function* listAudit(engine: Engine, filter: AuditFilter): AsyncGenerator<Audited> {
  const walks = wheres(filter).map((where) => walk(engine, where));
  const heads = await Promise.all(walks.map((each) => each.next()));
  for (;;) {
    const rows = heads.flatMap(({ done, value }) => (done ? [] : [value]));
    const [next] = rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    if (next === undefined) return;
    yield toAudited(next);
    // An entry that more than one walk finds is one entry.
    for (const [at, each] of walks.entries()) {
      const head = heads[at];
      if (head?.done === false && head.value.id === next.id) heads[at] = await each.next();
    }
  }
}

/** The rows of one query, page by page, in the order of their ids. */
async function* walk(
  engine: Engine,
  where: readonly Condition<"auth_log">[],
): AsyncGenerator<Row<"auth_log">, undefined> {
  let after: string | undefined;
  for (;;) {
    const from = after;
    const rows = await engine.read((view) =>
      view.select("auth_log", { where, order: "log", limit: PAGE, ...(from && { after: [from] }) }),
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.id;
  }
}

/** What ids of entries of this time or later are not before. */
function placeOf(time: number): string {
  return String(Math.max(0, Math.floor(time))).padStart(15, "0");
}

/** No condition has an "or", so who did it and whose account it was done to are two queries. */
function wheres(filter: AuditFilter): readonly Condition<"auth_log">[][] {
  const { user } = filter;
  const others = conditions(filter);
  if (user === undefined) return [others];
  const isId = user.includes(":");
  return [
    [{ column: isId ? "actor_id" : "actor", op: "eq", value: user }, ...others],
    [{ column: "resource", op: "eq", value: isId ? user : userId(user) }, ...others],
  ];
}

function conditions({ resource, operation, outcome, since }: AuditFilter): Condition<"auth_log">[] {
  const where: Condition<"auth_log">[] = [];
  const equal = (column: keyof Row<"auth_log">, value: string | undefined): void => {
    if (value !== undefined) where.push({ column, op: "eq", value });
  };
  equal("resource", resource);
  equal("operation", operation);
  equal("outcome", outcome);
  if (since !== undefined) where.push({ column: "id", op: "ge", value: placeOf(since) });
  return where;
}

function toAudited(row: Row<"auth_log">): Audited {
  const { id, actor_id, actor, event, operation, resource, status, rule, address, request_id } = row;
  return {
    id,
    time: Number(id.slice(0, 15)),
    ...(actor_id === "" ? {} : { actor: { id: actor_id, name: actor } }),
    event,
    ...(operation === "" ? {} : { operation }),
    resource,
    // Rows were made by `auditRow`.
    outcome: row.outcome as Outcome,
    ...(status === null ? {} : { status }),
    ...(rule === null ? {} : { rule }),
    ...(address === "" ? {} : { address }),
    ...(request_id === "" ? {} : { requestId: request_id }),
  };
}

function shortened(text: string): string {
  return text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX - 1)}…`;
}
