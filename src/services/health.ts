import type { App } from "./app.ts";

/** What was tried, and what came of it. */
export interface HealthCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail?: string;
}

/** Tries every store for real: the tables, and each Storage Backend. */
export async function checkHealth(app: App): Promise<HealthCheck[]> {
  const stores = app.backends.map(({ label, store }) =>
    tried(app, `storage backend ${label}`, () => store.check()),
  );
  return Promise.all([tried(app, "tables", () => app.engine.check()), ...stores]);
}

async function tried(app: App, name: string, check: () => Promise<void>): Promise<HealthCheck> {
  try {
    await check();
    return { name, ok: true };
  } catch (error) {
    app.log.error("Health check failed", {
      name,
      error: error instanceof Error ? error.message : String(error),
    });
    return { name, ok: false, detail: "It does not answer; the log says why." };
  }
}
