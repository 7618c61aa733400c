import type { App } from "../services/app.ts";
import { EVENT_EXPIRY } from "../services/transaction.ts";
import { remove } from "../storage/changes.ts";

/** Records deleted in one write. */
const DELIVERIES = 10_000;

/** Forgets the oldest events after their time, with the records of their deliveries. Resolves to how many. */
export async function expireEvents(app: App, most: number): Promise<number> {
  const until = app.now().getTime() - app.settings.eventKeepSeconds * 1000;
  const isOld = { column: "time", op: "lt", value: until } as const;
  const [first] = await app.engine.read((view) => view.select("events", { where: [isOld], limit: 1 }));
  if (first === undefined) return 0;
  return app.engine.write([EVENT_EXPIRY], async (view) => {
    const events = await view.select("events", { where: [isOld], limit: most });
    const where = [{ column: "seq", in: events.map((row) => row.seq) } as const];
    const deliveries =
      events.length === 0 ? [] : await view.select("deliveries", { where, limit: DELIVERIES });
    // With very many Webhooks the records go first, over several writes.
    const gone = deliveries.length < DELIVERIES ? events : [];
    return {
      result: events.length,
      changes: [...remove("deliveries", deliveries), ...remove("events", gone)],
    };
  });
}
