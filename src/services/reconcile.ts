import type { StorageBackend } from "../media/store.ts";
import type { Row } from "../storage/tables.ts";
import type { App } from "./app.ts";
import { describedKey, isSidecarKey } from "./catalog-sidecars.ts";
import { keysIn, mergeByKey } from "./key-walk.ts";
import { type Candidate, confirm, type Difference } from "./reconcile-check.ts";

/** What a walk has seen so far. */
export interface Seen {
  readonly backend: string;
  /** Keys in the store, sidecars included, and rows of instances. */
  keys: number;
  rows: number;
  differences: number;
}

const CHECKED = 200;
const PAGE = 1000;

type Instance = Row<"object_instances">;

/**
 * Walks the keys of a store and the rows about it side by side, a page of each in memory, and hands on what one has and
 * the other has not, in lists that were checked once more: what comes and goes during the walk is no difference.
 */
export async function* differencesIn(
  app: App,
  backend: StorageBackend,
  progress: (seen: Seen) => void,
): AsyncGenerator<Difference[]> {
  const seen: Seen = { backend: backend.label, keys: 0, rows: 0, differences: 0 };
  let candidates: Candidate[] = [];
  const checked = async (): Promise<Difference[]> => {
    const found = await confirm(app, backend, candidates);
    candidates = [];
    seen.differences += found.length;
    progress(seen);
    return found;
  };
  let lastRow = "";
  for await (const { key, items } of mergeByKey([storeSide(backend), rowSide(app, backend.id)], nameOf)) {
    const [stored, row] = [items[0] !== undefined, items[1]?.instance];
    if (stored) seen.keys++;
    if (row !== undefined) {
      seen.rows++;
      lastRow = key;
    }
    const candidate = candidateOf(key, stored, row, lastRow);
    if (candidate !== undefined && candidates.push(candidate) >= CHECKED) yield await checked();
    if ((seen.keys + seen.rows) % PAGE === 0) progress(seen);
  }
  yield await checked();
}

interface Side {
  readonly key: string;
  readonly instance?: Instance;
}

function nameOf({ key }: Side): string {
  return key;
}

async function* storeSide({ store }: StorageBackend): AsyncGenerator<Side> {
  for await (const key of keysIn(store)) yield { key };
}

async function* rowSide(app: App, storageId: string): AsyncGenerator<Side> {
  for await (const page of pagesOfRows(app, [{ column: "storage_id", op: "eq", value: storageId }]))
    for (const instance of page) yield { key: instance.key, instance };
}

type InstanceCondition = {
  readonly column: "storage_id";
  readonly op: "eq" | "ne";
  readonly value: string;
};

async function* pagesOfRows(app: App, where: readonly InstanceCondition[]): AsyncGenerator<Instance[]> {
  for (let after: readonly (string | null)[] | undefined; ; ) {
    const page = { order: "key", limit: PAGE, ...(after === undefined ? {} : { after }) } as const;
    const rows = await app.engine.read((view) => view.select("object_instances", { where, ...page }));
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = [last.storage_id, last.key, last.object_id, last.ref];
  }
}

/** What may be a difference. The row of the bytes that a sidecar lies beside comes just before it in both orders. */
function candidateOf(
  key: string,
  stored: boolean,
  row: Instance | undefined,
  lastRow: string,
): Candidate | undefined {
  if (!stored) return row?.state === "ready" ? { what: "missing", key, row } : undefined;
  if (row !== undefined) return undefined;
  if (!isSidecarKey(key)) return { what: "orphan", key };
  return describedKey(key) === lastRow ? undefined : { what: "sidecar", key };
}

/** Instances on backends that the settings do not name, so that nobody can say whether they have bytes. */
export async function* unreachableInstances(app: App): AsyncGenerator<Difference[]> {
  const where = app.backends.map(({ id }) => ({ column: "storage_id", op: "ne", value: id }) as const);
  for await (const page of pagesOfRows(app, where)) {
    yield page.flatMap(({ storage_id, key, object_id }) =>
      storage_id === null
        ? []
        : [{ what: "unreachable", backend: storage_id, key, object: object_id } as const],
    );
  }
}

const MOST = 1000;

/** How many writes' sidecars are still to be written; at most 1000 are counted. */
export async function waitingCatalogChanges(app: App): Promise<number> {
  return app.engine.read(async (view) => (await view.select("catalog_changes", { limit: MOST })).length);
}
