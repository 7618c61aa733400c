/**
 * Works on items at most `places` at a time, in order where they share a lane: an item starts once all earlier ones of its
 * lanes are through. The first failure is thrown when all that started are through; nothing starts after it.
 */
export async function inLanes<Item>(
  items: readonly Item[],
  places: number,
  lanesOf: (item: Item) => readonly string[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const before = waitsOf(items, lanesOf);
  const done = new Set<number>();
  const waiting = items.map((_, at) => at);
  const failures: unknown[] = [];
  const running = new Set<Promise<void>>();
  while (waiting.length > 0 || running.size > 0) {
    while (running.size < places && failures.length === 0) {
      const next = waiting.findIndex((at) => (before[at] ?? []).every((earlier) => done.has(earlier)));
      const at = waiting.splice(next, next < 0 ? 0 : 1)[0];
      if (at === undefined) break;
      const item = items[at] as Item;
      const one: Promise<void> = work(item)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => {
          done.add(at);
          running.delete(one);
        });
      running.add(one);
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (failures.length > 0) throw failures[0];
}

/** For each item, the last earlier one of each of its lanes. */
function waitsOf<Item>(items: readonly Item[], lanesOf: (item: Item) => readonly string[]): number[][] {
  const last = new Map<string, number>();
  return items.map((item, at) => {
    const lanes = lanesOf(item);
    const waits = lanes.flatMap((lane) => last.get(lane) ?? []);
    for (const lane of lanes) last.set(lane, at);
    return waits;
  });
}
