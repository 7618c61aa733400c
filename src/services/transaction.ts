import type { Engine, Outcome, View } from "../storage/engine.ts";

type Result<Answer> = { readonly grown: readonly string[] } | { readonly answer: Answer };

/**
 * A write whose keys depend on what is stored. `keysOf` names them from a snapshot; inside the write they are named
 * again, and if others have come up meanwhile the write starts over with those too.
 */
export async function writeAll<Answer>(
  engine: Engine,
  keysOf: (view: View) => Promise<readonly string[]>,
  work: (view: View) => Promise<Outcome<Answer>>,
): Promise<Answer> {
  let keys = await engine.read(keysOf);
  for (;;) {
    const held = new Set(keys);
    const outcome = await engine.write<Result<Answer>>(keys, async (view) => {
      const needed = await keysOf(view);
      if (needed.some((key) => !held.has(key))) return { result: { grown: needed }, changes: [] };
      const { result, changes } = await work(view);
      return { result: { answer: result }, changes };
    });
    if ("answer" in outcome) return outcome.answer;
    keys = [...new Set([...keys, ...outcome.grown])];
  }
}

/** The name that serialises writes about one Flow, Source, Object and so on. */
export function keyOf(
  kind: "flow" | "source" | "object" | "profile" | "webhook" | "setting" | "request" | "job",
  id: string,
): string {
  return `${kind}:${id}`;
}

/** Held by every write that gives events their places in the log, or changes which Webhooks are to get them. */
export const EVENTS = "events";

/** Held by every write that deletes events that are too old, or makes deliveries of events that may be so old. */
export const EVENT_EXPIRY = "event-expiry";

/** Held by every write that adds members to a collection, so that no two of them can close a circle (FLW-057). */
export const COLLECTIONS = "collections";
