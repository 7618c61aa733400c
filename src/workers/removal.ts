import { StoreError } from "../errors.ts";
import { sidecarKey } from "../services/catalog-sidecars.ts";
import { findBackend } from "../services/storage-backends.ts";
import type { JobHandler } from "./worker.ts";

/**
 * Removes bytes that nothing refers to any more, with their sidecars. Keys are never used twice, so what was
 * unreferenced stays so.
 */
export const removal: JobHandler<"removal"> = {
  attempts: 30,
  async step(app, { storageId, keys }) {
    const backend = findBackend(app, storageId);
    if (backend === undefined)
      throw new StoreError("unavailable", `Storage Backend ${storageId} is not configured any more.`);
    const wanted = new Set(
      await app.engine.read(async (view) => {
        const where = [
          { column: "storage_id", op: "eq", value: storageId } as const,
          { column: "key", in: keys } as const,
        ];
        return (await view.select("object_instances", { where })).map((row) => row.key);
      }),
    );
    const unwanted = keys.filter((key) => !wanted.has(key));
    const refused = await backend.store.remove(unwanted.flatMap((key) => [key, sidecarKey(key)]));
    const [first] = refused;
    if (first !== undefined)
      throw new StoreError(
        "unavailable",
        `${refused.length} of ${keys.length} keys stay; ${first.key}: ${first.reason}`,
      );
    return true;
  },
};
