import { applyRetention } from "../services/retention.ts";
import type { JobHandler } from "./worker.ts";

/** Looks at the retention tags now and then (FLW-131). */
export const retention: JobHandler<"retention"> = {
  attempts: Number.POSITIVE_INFINITY,
  everyMs: (app) => app.settings.retentionSeconds * 1000,
  async step(app, _document, signal) {
    await applyRetention(app, signal);
    return true;
  },
};
