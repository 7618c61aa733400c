import { stepCatalog } from "../services/catalog-sweep.ts";
import type { JobHandler } from "./worker.ts";

/** Keeps the sidecars in the media stores up to date, however long a store is away. */
export const catalog: JobHandler<"catalog"> = {
  attempts: Number.POSITIVE_INFINITY,
  step: (app, _document, signal) => stepCatalog(app, signal),
};
