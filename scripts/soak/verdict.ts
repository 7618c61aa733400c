import { setTimeout as sleep } from "node:timers/promises";
import { bodyOf, type Client } from "../crash/client.ts";
import { listAll } from "../crash/listing.ts";
import { must, Violation } from "../crash/violation.ts";
import { type Logged, printOf } from "./body.ts";
import type { Ledger } from "./ledger.ts";
import { mustTellState } from "./state.ts";
import { type Subscription, sourcesIn } from "./subscription.ts";

/** What a run proved. */
export interface Verdict {
  readonly log: readonly Logged[];
  readonly deliveries: number;
  readonly repeats: number;
}

const POLL_MS = 500;
/** Time in which something must come of waiting: longer than any delay that a receiver's trouble here leads to. */
const PATIENCE_MS = 180_000;

/** All of the log, each page led to by the one before it. */
function readLog(client: Client): Promise<Logged[]> {
  return listAll<Logged>(client, "/events?limit=1000");
}

/** Waits until the log tells every acknowledged change, its workers are done, and every event was taken. */
export async function settled(
  client: Client,
  ledger: Ledger,
  subscriptions: readonly Subscription[],
  say: (line: string) => void,
): Promise<void> {
  let left = Number.POSITIVE_INFINITY;
  for (let patience = performance.now() + PATIENCE_MS; ; ) {
    for (const { receiver } of subscriptions) receiver.mustBeUnharmed();
    const working = await deletionsOf(client);
    const log = await readLog(client);
    const missing = ledger.missing(log);
    const sources = sourcesIn(log);
    const waiting = subscriptions.map((each) => each.missing(each.wanted(log, sources)));
    const now = working + missing.length + waiting.reduce((sum, count) => sum + count, 0);
    if (now === 0) return;
    if (now < left) patience = performance.now() + PATIENCE_MS;
    left = now;
    say(`${log.length} events, ${missing.length} missing, ${waiting.join(" ")} not delivered yet`);
    if (performance.now() > patience)
      throw new Violation("all events everywhere", notThere(missing, waiting));
    await sleep(POLL_MS * 4);
  }
}

function notThere(missing: readonly string[], waiting: readonly number[]): string {
  const untold = missing.length === 0 ? "" : `untold: ${missing.slice(0, 3).join(", ")}; `;
  return `${untold}not delivered: ${waiting.join(" ")}`;
}

async function deletionsOf(client: Client): Promise<number> {
  const requests = await listAll<{ status: string }>(client, "/flow-delete-requests?limit=1000");
  return requests.filter(({ status }) => status !== "done").length;
}

/** Throws unless the log is what happened, and every subscription got its part of it, once it has settled. */
export async function judge(
  client: Client,
  ledger: Ledger,
  subscriptions: readonly Subscription[],
): Promise<Verdict> {
  const log = await readLog(client);
  const first = Number(log[0]?.id);
  log.forEach(({ id }, at) => {
    const place = String(first + at).padStart(16, "0");
    must(id === place, `event ${place}, so that the log has no gap`, () => id);
  });
  const missing = ledger.missing(log);
  must(missing.length === 0, "every acknowledged change in the log", () => missing.slice(0, 3).join(", "));
  ledger.mustExplain(log);
  await mustTellState(log, client);
  const sources = sourcesIn(log);
  for (const each of subscriptions) {
    const wanted = each.wanted(log, sources);
    each.mustHaveGot(wanted, sources);
    mustBeAsLogged(each, wanted, log);
    await each.mustBeRecorded(client, wanted);
  }
  const { status } = bodyOf(await client.get<{ status?: string }>("/health/ready"), 200) ?? {};
  must(status !== "error", "a healthy server", () => String(status));
  const deliveries = subscriptions.reduce((sum, { receiver }) => sum + receiver.arrivals.length, 0);
  const repeats = subscriptions.reduce((sum, each) => sum + each.repeats, 0);
  return { log, deliveries, repeats };
}

/** Bodies are those that the log shows, but for signatures, and for URLs of media that went since. */
function mustBeAsLogged(
  { receiver, hasPlainUrls }: Subscription,
  wanted: readonly Logged[],
  log: readonly Logged[],
): void {
  const shrunk = flowsThatLost(log);
  for (const { id, ...told } of wanted) {
    const seen = receiver.seen.get(Number(id));
    const print = printOf(told);
    const fixed = hasPlainUrls && !("flow_id" in told.event && shrunk.has(told.event.flow_id));
    const same = fixed
      ? seen?.unsigned.size === 1 && seen.unsigned.has(print.unsigned)
      : seen?.urlless === print.urlless;
    must(same, `event ${id} at ${receiver.name} with the bytes that the log shows`, () => "others");
  }
}

function flowsThatLost(log: readonly Logged[]): ReadonlySet<string> {
  return new Set(
    log.flatMap((each) => (each.event_type === "flows/segments_deleted" ? [each.event.flow_id] : [])),
  );
}
