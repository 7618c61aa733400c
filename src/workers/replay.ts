import { stepReplay } from "../events/replay.ts";
import type { JobHandler } from "./worker.ts";

/** Makes past events wait for a Webhook again, one batch a step. */
export const replay: JobHandler<"replay"> = {
  attempts: 30,
  step: (app, document) => stepReplay(app, document),
};
