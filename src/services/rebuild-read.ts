import { StoreError } from "../errors.ts";
import type { StorageBackend } from "../media/store.ts";
import type { Outcome, View } from "../storage/engine.ts";
import type { EntityKind } from "./catalog.ts";
import { apartKey, apartPrefix, readSidecar, type Sidecar, type SidecarOf } from "./catalog-sidecars.ts";
import { inBatches, keysIn, mergeByKey } from "./key-walk.ts";
import { inParallel } from "./parallel.ts";
import { REBUILD_KEY, type Rebuild } from "./rebuild-losses.ts";

/** Sidecars of one write, and those read at a time. */
export const BATCH = 500;
const AT_ONCE = 16;

/** A sidecar where it was found. */
interface Place {
  readonly backend: StorageBackend;
  readonly key: string;
}

/**
 * The sidecars of one kind of what has no bytes of ours, in batches. Where several backends have one of the same
 * entity, because each was the default once, the newest counts.
 */
export async function* sidecarsApart<Kind extends EntityKind>(
  rebuild: Rebuild,
  kind: Kind,
): AsyncGenerator<SidecarOf<Kind>[]> {
  const streams = rebuild.app.backends.map((backend) => placesIn(backend, apartPrefix(kind)));
  const meetings = mergeByKey(streams, (place: Place) => place.key);
  for await (const batch of inBatches(meetings, BATCH)) {
    const read = await inParallel(batch, AT_ONCE, async ({ items }) => {
      const places = items.filter((item) => item !== undefined);
      const found = await Promise.all(places.map((place) => readApart(rebuild, kind, place)));
      return newest(found.filter((sidecar) => sidecar !== undefined));
    });
    yield read.filter((sidecar) => sidecar !== undefined);
  }
}

async function* placesIn(backend: StorageBackend, prefix: string): AsyncGenerator<Place> {
  for await (const key of keysIn(backend.store, prefix)) yield { backend, key };
}

async function readApart<Kind extends EntityKind>(
  rebuild: Rebuild,
  kind: Kind,
  place: Place,
): Promise<SidecarOf<Kind> | undefined> {
  const sidecar = await readOr(rebuild, place);
  if (sidecar === undefined) return undefined;
  if (isOf(sidecar, kind) && apartKey(kind, sidecar.id) === place.key) return sidecar;
  broken(rebuild, place, `It is the sidecar of ${sidecar.entity} ${sidecar.id}.`);
  return undefined;
}

/** Whether a sidecar is of this kind. */
export function isOf<Kind extends EntityKind>(sidecar: Sidecar, kind: Kind): sidecar is SidecarOf<Kind> {
  return sidecar.entity === kind;
}

/** Of several sidecars of one entity, the one that was written last. */
export function newest<S extends Sidecar>(sidecars: readonly S[]): S | undefined {
  return [...sidecars].sort((a, b) => (a.written < b.written ? 1 : -1))[0];
}

/**
 * The sidecar, or undefined where it went meanwhile or cannot be read, which is a loss. Throws `unavailable` when that is
 * the store's fault, since then nothing can be said of what it has.
 */
export async function readOr(rebuild: Rebuild, place: Place): Promise<Sidecar | undefined> {
  try {
    return await readSidecar(place.backend, place.key);
  } catch (error) {
    const fault = error instanceof StoreError ? error.fault : undefined;
    if (fault === "notFound") return undefined;
    if (fault !== undefined) await place.backend.store.check();
    broken(rebuild, place, messageOf(error));
    return undefined;
  }
}

/** Tells of a sidecar that says nothing. */
export function broken(rebuild: Rebuild, { backend, key }: Place, reason: string): void {
  rebuild.loss({ what: "broken", backend: backend.label, key, reason });
}

/**
 * Writes what some sidecars say. If the tables do not take it, the batch is halved until the sidecar at fault is alone,
 * and that is a loss.
 */
export async function writeBatch<S extends Sidecar>(
  rebuild: Rebuild,
  sidecars: readonly S[],
  work: (view: View, sidecars: readonly S[]) => Promise<Outcome<() => void>>,
): Promise<void> {
  const [first] = sidecars;
  if (first === undefined) return;
  let tell = (): void => undefined;
  try {
    tell = await rebuild.app.engine.write([REBUILD_KEY], (view) => work(view, sidecars));
  } catch (error) {
    if (error instanceof StoreError && error.fault === "unavailable") throw error;
    if (sidecars.length === 1) {
      rebuild.loss({ what: "broken", entity: `${first.entity}:${first.id}`, reason: messageOf(error) });
      return;
    }
    const half = Math.ceil(sidecars.length / 2);
    await writeBatch(rebuild, sidecars.slice(0, half), work);
    await writeBatch(rebuild, sidecars.slice(half), work);
  }
  tell();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
