import { failRequest } from "../services/deletion-requests.ts";
import { stepDeletion } from "../services/deletions.ts";
import type { JobHandler } from "./worker.ts";

/** Carries out a Deletion Request, one batch a step; each step is durable, so it goes on wherever it stopped (DEL-017). */
export const deletion: JobHandler<"deletion"> = {
  attempts: 30,
  async step(app, { requestId }) {
    const done = await stepDeletion(app, requestId);
    // Bytes that the batch left without a reference have jobs of their own.
    app.nudge();
    return done;
  },
  giveUp: (app, { requestId }, reason) => failRequest(app, requestId, reason),
};
