import type { App } from "../services/app.ts";
import { remove } from "../storage/changes.ts";
import type { Sweep } from "./worker.ts";

const LOOK_MS = 60_000;

/** Forgets the oldest entries of the audit log after their time, which is looked at once a minute at most. */
export function auditExpiry(most: number): Sweep {
  let next = 0;
  return async (app) => {
    const now = app.now().getTime();
    if (now < next) return 0;
    const gone = await expireAudit(app, most);
    if (gone === 0) next = now + LOOK_MS;
    return gone;
  };
}

/** Deletes entries that are older than they are to be kept, so many at most. Resolves to how many. */
export async function expireAudit(app: App, most: number): Promise<number> {
  const until = app.now().getTime() - app.settings.auditKeepSeconds * 1000;
  // Ids begin with their time, so this reads the start of the table and no further.
  const where = [{ column: "id", op: "lt", value: String(Math.max(0, until)).padStart(15, "0") } as const];
  const old = await app.engine.read((view) => view.select("auth_log", { where, order: "log", limit: most }));
  if (old.length === 0) return 0;
  await app.engine.write([], async () => ({ result: undefined, changes: remove("auth_log", old) }));
  return old.length;
}
