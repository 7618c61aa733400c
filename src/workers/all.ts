import { collectExpired } from "../services/allocations.ts";
import type { App } from "../services/app.ts";
import { wakeCatalog } from "../services/catalog-sweep.ts";
import { purgeRequests } from "../services/deletion-requests.ts";
import { catalog } from "./catalog.ts";
import { copy } from "./copy.ts";
import { deletion } from "./deletion.ts";
import { removal } from "./removal.ts";
import { startWorkers, type Workers } from "./worker.ts";

const SWEEP = 500;

/** Starts everything that works in the background of this process. */
export function startAllWorkers(app: App): Workers {
  return startWorkers(app, { catalog, copy, deletion, removal }, [
    (each) => collectExpired(each, SWEEP),
    (each) => purgeRequests(each, SWEEP),
    wakeCatalog,
  ]);
}
