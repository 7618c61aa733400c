import type { StorageBackend } from "../media/store.ts";
import { insert, update } from "../storage/changes.ts";
import type { Outcome, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { storedInstance } from "./allocations.ts";
import { describedKey, isSidecarKey, type ObjectSidecar, objectRow, sidecarKey } from "./catalog-sidecars.ts";
import { inBatches, keysIn } from "./key-walk.ts";
import { inParallel } from "./parallel.ts";
import type { Loss, Rebuild } from "./rebuild-losses.ts";
import { BATCH, broken, isOf, newest, readOr, sidecarsApart, writeBatch } from "./rebuild-read.ts";
import { Timelines } from "./rebuild-segments.ts";
import { externalInstance } from "./segment-objects.ts";
import { findBackend } from "./storage-backends.ts";

const AT_ONCE = 16;

/** Restores Objects with their instances and Segments: those with bytes of ours first, whose sidecars travel with them. */
export async function rebuildObjects(rebuild: Rebuild): Promise<void> {
  for (const backend of rebuild.app.backends) {
    for await (const keys of inBatches(sidecarsBeside(backend), BATCH)) {
      const read = await inParallel(keys, AT_ONCE, (key) => readBeside(rebuild, backend, key));
      await restore(
        rebuild,
        read.filter((sidecar) => sidecar !== undefined),
      );
    }
  }
  for await (const batch of sidecarsApart(rebuild, "object")) await restore(rebuild, batch);
}

async function* sidecarsBeside({ store }: StorageBackend): AsyncGenerator<string> {
  for await (const key of keysIn(store)) if (isSidecarKey(key) && describedKey(key) !== undefined) yield key;
}

async function readBeside(
  rebuild: Rebuild,
  backend: StorageBackend,
  key: string,
): Promise<ObjectSidecar | undefined> {
  const sidecar = await readOr(rebuild, { backend, key });
  if (sidecar === undefined || isOf(sidecar, "object")) return sidecar;
  broken(rebuild, { backend, key }, `It is the sidecar of ${sidecar.entity} ${sidecar.id}.`);
  return undefined;
}

/** Restores those Objects that are not there yet, each from the newest of its sidecars. */
async function restore(rebuild: Rebuild, sidecars: readonly ObjectSidecar[]): Promise<void> {
  const there = await rebuild.app.engine.read((view) =>
    view.select("objects", { where: [{ column: "id", in: sidecars.map(({ id }) => id) }] }),
  );
  const known = new Set(there.map((row) => row.id));
  const fresh = [...Map.groupBy(sidecars, ({ id }) => id)].flatMap(([id, same]) =>
    known.has(id) ? [] : [newest(same)],
  );
  const found = fresh.filter((sidecar) => sidecar !== undefined);
  const last = await inParallel(found, AT_ONCE, (sidecar) => newestOf(rebuild, sidecar));
  const whole = await inParallel(last, AT_ONCE, (sidecar) => withBytes(rebuild, sidecar));
  await writeBatch(rebuild, whole, (view, batch) => restoration(rebuild, view, batch));
}

/** One instance's sidecar may have been written when another's could not be. */
async function newestOf(rebuild: Rebuild, sidecar: ObjectSidecar): Promise<ObjectSidecar> {
  if (sidecar.stored.length < 2) return sidecar;
  const all = await inParallel(sidecar.stored, sidecar.stored.length, async ({ storage_id, key }) => {
    const backend = findBackend(rebuild.app, storage_id);
    const other = backend && (await readOr(quietly(rebuild), { backend, key: sidecarKey(key) }));
    return other && isOf(other, "object") && other.id === sidecar.id ? [other] : [];
  });
  return newest([sidecar, ...all.flat()]) ?? sidecar;
}

/** A sidecar that is read out of its turn is told of in its turn. */
function quietly(rebuild: Rebuild): Rebuild {
  return { ...rebuild, loss: () => undefined };
}

/** The sidecar without the instances whose bytes are gone. A backend that is not configured now may be so again. */
async function withBytes(rebuild: Rebuild, sidecar: ObjectSidecar): Promise<ObjectSidecar> {
  const stored = await inParallel(sidecar.stored, AT_ONCE, async (instance) => {
    const backend = findBackend(rebuild.app, instance.storage_id);
    if (backend === undefined || (await backend.store.head(instance.key))) return [instance];
    const { label } = backend;
    const entity = `object:${sidecar.id}`;
    rebuild.loss({
      what: "bytes",
      backend: label,
      key: instance.key,
      entity,
      reason: "The store has no such key.",
    });
    return [];
  });
  return { ...sidecar, stored: stored.flat() };
}

async function restoration(
  rebuild: Rebuild,
  view: View,
  sidecars: readonly ObjectSidecar[],
): Promise<Outcome<() => void>> {
  const timelines = await Timelines.load(view, sidecars);
  const losses: Loss[] = [];
  const kept = sidecars.filter((sidecar) => {
    const placed = timelines.place(sidecar, losses);
    if (placed > 0 || sidecar.object.kind === "init") return true;
    const reason = "No Segment of a Flow that exists uses it.";
    losses.push({ what: "unused", entity: `object:${sidecar.id}`, reason });
    return false;
  });
  const instances = kept.flatMap(instanceRows);
  const { segments, extents, uses } = timelines;
  const changes = [
    ...insert("objects", kept.map(objectRow)),
    ...insert("object_instances", instances),
    ...insert("segments", segments),
    ...update("flow_extents", extents()),
    ...(await useChanges(view, uses)),
  ];
  const tell = (): void => {
    for (const loss of losses) rebuild.loss(loss);
    rebuild.count("instances", instances.length);
    rebuild.count("segments", segments.length);
    rebuild.count("objects", kept.length);
  };
  return { result: tell, changes };
}

function instanceRows({ id, stored, elsewhere }: ObjectSidecar): Row<"object_instances">[] {
  return [
    ...stored.map(({ storage_id, key, created }) => storedInstance(id, storage_id, key, created)),
    ...elsewhere.map(({ url, label, created }) => externalInstance(id, url, label, created)),
  ];
}

/** What adds these uses to those of the batches before. */
async function useChanges(view: View, uses: readonly Row<"object_flows">[]) {
  const ids = [...new Set(uses.map((row) => row.object_id))];
  const before =
    ids.length === 0 ? [] : await view.select("object_flows", { where: [{ column: "object_id", in: ids }] });
  const counted = new Map(before.map((row) => [JSON.stringify([row.object_id, row.flow_id]), row.segments]));
  const sums = uses.map((row) => {
    const known = counted.get(JSON.stringify([row.object_id, row.flow_id]));
    return { isNew: known === undefined, row: { ...row, segments: row.segments + (known ?? 0) } };
  });
  return [
    ...insert(
      "object_flows",
      sums.filter(({ isNew }) => isNew).map(({ row }) => row),
    ),
    ...update(
      "object_flows",
      sums.filter(({ isNew }) => !isNew).map(({ row }) => row),
    ),
  ];
}
