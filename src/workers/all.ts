import { startPump } from "../events/pump.ts";
import { openSender } from "../events/send.ts";
import { collectExpired } from "../services/allocations.ts";
import type { App } from "../services/app.ts";
import { wakeCatalog } from "../services/catalog-sweep.ts";
import { purgeRequests } from "../services/deletion-requests.ts";
import { auditExpiry } from "./audit.ts";
import { catalog } from "./catalog.ts";
import { copy } from "./copy.ts";
import { deletion } from "./deletion.ts";
import { delivery } from "./delivery.ts";
import { expireEvents } from "./events.ts";
import { propagation } from "./propagation.ts";
import { removal } from "./removal.ts";
import { replay } from "./replay.ts";
import { retention } from "./retention.ts";
import { startWorkers, type Workers } from "./worker.ts";

const SWEEP = 500;

/** Everything that works in the background of a process. */
export interface Background extends Workers {
  /** Events were written that wait for their places in the log. */
  announced(): void;
  /** Calls back whenever this process has put events into the log. */
  onLogged(listener: () => void): void;
}

/** Starts everything that works in the background of this process. */
export function startAllWorkers(app: App): Background {
  const sender = openSender(app);
  const handlers = {
    catalog,
    copy,
    deletion,
    propagation,
    removal,
    replay,
    retention,
    webhook: delivery(sender),
  };
  const workers = startWorkers(app, handlers, [
    (each) => collectExpired(each, SWEEP),
    (each) => purgeRequests(each, SWEEP),
    (each) => expireEvents(each, SWEEP),
    auditExpiry(SWEEP),
    wakeCatalog,
  ]);
  const pump = startPump(app);
  return {
    nudge: () => workers.nudge(),
    announced: () => pump.wake(),
    onLogged: (listener) => void pump.onLogged(listener),
    stop: async () => {
      await pump.stop();
      await workers.stop();
      sender.close();
    },
  };
}
