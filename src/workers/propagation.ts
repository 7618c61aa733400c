import type { Principal } from "../contract/operations.ts";
import { StoreError } from "../errors.ts";
import { mustChangeClasses, mustHold, UNCLASSIFIED, withClasses } from "../services/access.ts";
import type { App } from "../services/app.ts";
import { storedFlow } from "../services/flow-document.ts";
import { mustBeWritable } from "../services/flow-rules.ts";
import { changedFlow, flowChanges } from "../services/flows.ts";
import type { JobDocuments, Place } from "../services/jobs.ts";
import { namedClasses, storedClasses } from "../services/propagation.ts";
import { sourceRow, storedSource } from "../services/sources.ts";
import { checkTags, type Tags, tagChanges } from "../services/tags.ts";
import { keyOf } from "../services/transaction.ts";
import { update } from "../storage/changes.ts";
import type { Change, Outcome, View } from "../storage/engine.ts";
import type { JobHandler } from "./worker.ts";

type Propagation = JobDocuments["propagation"];

/** Resources changed in one write. */
const BATCH = 50;

/**
 * Carries a change of classes on to a Source's Flows, its collected Sources and their collected Flows, as its maker may
 * today (AUTH-075, AUTH-076). What has its classes already is only passed through, so a job that starts over ends the same.
 */
export const propagation: JobHandler<"propagation"> = {
  attempts: 30,
  places: 2,
  async step(app, document, signal) {
    if (!app.propagates()) return true;
    const walk = new Walk(app, document);
    const done = await walk.run(signal);
    if (done) app.log.info("Classes were propagated", { from: document.from.id, ...walk.tally });
    return done;
  },
};

/** What one batch came to: where the walk goes on, or undefined where there is nothing left to carry. */
type Passed = readonly Place[] | undefined;

class Walk {
  readonly tally = { changed: 0, stopped: 0 };
  readonly #app: App;
  readonly #document: Propagation;
  /** Sources may collect each other in a circle. */
  readonly #seen = new Set<string>();
  readonly #ahead: Place[] = [];

  constructor(app: App, document: Propagation) {
    this.#app = app;
    this.#document = document;
    this.#seen.add(keyOfPlace(document.from));
  }

  /** Resolves to whether it came to its end. */
  async run(signal: AbortSignal): Promise<boolean> {
    const { from, to } = this.#document;
    if (to === undefined) this.#ahead.push(from);
    else if (!(await this.#take(to))) return true;
    for (let place = this.#ahead.pop(); place !== undefined; place = this.#ahead.pop()) {
      for await (const members of membersOf(this.#app, place)) {
        if (signal.aborted) return false;
        if (!(await this.#take(members))) return true;
      }
    }
    return true;
  }

  /** Changes those that were not met before; resolves to whether anything is left to carry. */
  async #take(members: readonly Place[]): Promise<boolean> {
    const fresh = members.filter((each) => !this.#seen.has(keyOfPlace(each)));
    for (const each of fresh) this.#seen.add(keyOfPlace(each));
    for (let at = 0; at < fresh.length; at += BATCH) {
      const principal = await this.#app.ownerNow(this.#document.owner);
      if (principal === undefined) return false;
      const batch = fresh.slice(at, at + BATCH);
      const passed = await this.#change(principal, batch);
      if (passed === undefined) return false;
      this.tally.stopped += batch.length - passed.length;
      this.#ahead.push(...passed);
    }
    return true;
  }

  /**
   * The key of where the classes come from is held: a class that has gone there, or come back, since the change is for
   * the job of that later change to carry, so that jobs which run side by side end as the last change says.
   */
  async #change(principal: Principal, batch: readonly Place[]): Promise<Passed> {
    const { from } = this.#document;
    const keys = [from, ...batch].map(keyOfPlace);
    const { passed, changed } = await this.#app.engine.write(
      keys,
      async (view): Promise<Outcome<{ passed: Passed; changed: number }>> => {
        const difference = await this.#differenceNow(view);
        if (difference === undefined) return { result: { passed: undefined, changed: 0 }, changes: [] };
        const passed: Place[] = [];
        const changes: Change[][] = [];
        for (const place of batch) {
          const own = await this.#changesOf(view, principal, place, difference);
          if (own === undefined) continue;
          passed.push(place);
          if (own.length > 0) changes.push(own);
        }
        return { result: { passed, changed: changes.length }, changes: changes.flat() };
      },
    );
    this.tally.changed += changed;
    return passed;
  }

  async #differenceNow(view: View): Promise<Difference | undefined> {
    const now = (await storedClasses(view, this.#document.from)) ?? [];
    const added = this.#document.added.filter((name) => now.includes(name));
    const removed = this.#document.removed.filter((name) => !now.includes(name));
    return added.length + removed.length === 0 ? undefined : { added, removed };
  }

  /** None where nothing differs; undefined where the caller may not change the classes, and the branch ends (AUTH-076). */
  async #changesOf(
    view: View,
    principal: Principal,
    place: Place,
    difference: Difference,
  ): Promise<Change[] | undefined> {
    try {
      return place.kind === "source"
        ? await this.#sourceChanges(view, principal, place, difference)
        : await this.#flowChanges(view, principal, place, difference);
    } catch (refused) {
      if (!(refused instanceof StoreError) || refused.fault === "unavailable") throw refused;
      this.#app.log.debug("Classes stop at a resource", { ...place, reason: refused.message });
      return undefined;
    }
  }

  async #sourceChanges(
    view: View,
    principal: Principal,
    { id }: Place,
    difference: Difference,
  ): Promise<Change[] | undefined> {
    const row = await view.get("sources", { id });
    if (row === undefined) return undefined;
    const before = storedSource(row);
    const tags = this.#judged(principal, { kind: "Source", id }, before.tags ?? {}, difference);
    if (tags === undefined) return [];
    const after = { ...before, tags, updated: this.#app.now().toISOString(), updated_by: principal.name };
    return [...update("sources", [sourceRow(after)]), ...tagChanges("source", id, before.tags ?? {}, tags)];
  }

  async #flowChanges(
    view: View,
    principal: Principal,
    { id }: Place,
    difference: Difference,
  ): Promise<Change[] | undefined> {
    const row = await view.get("flows", { id });
    if (row === undefined || row.deletion_id !== null) return undefined;
    const before = storedFlow(row);
    const tags = this.#judged(principal, { kind: "Flow", id }, before.tags ?? {}, difference);
    mustBeWritable(row);
    if (tags === undefined) return [];
    return flowChanges(view, before, changedFlow(this.#app, principal, before, { ...before, tags }));
  }

  /** The tags as they are to be, or undefined where they are so. Throws where the caller may not say so. */
  #judged(
    principal: Principal,
    subject: { readonly kind: "Source" | "Flow"; readonly id: string },
    tags: Tags,
    { added, removed }: Difference,
  ): Tags | undefined {
    const before = namedClasses(tags);
    const missing = added.filter((name) => !before.includes(name));
    const after = [...before.filter((name) => !removed.includes(name)), ...missing].sort();
    mustHold(principal, "write", orUnclassified(before), subject);
    if (before.join() === after.join()) return undefined;
    mustChangeClasses(principal, orUnclassified(before), orUnclassified(after));
    const changed = withClasses(tags, after);
    checkTags(this.#app, changed);
    return changed;
  }
}

interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

function orUnclassified(classes: readonly string[]): readonly string[] {
  return classes.length === 0 ? [UNCLASSIFIED] : classes;
}

function keyOfPlace({ kind, id }: Place): string {
  return keyOf(kind, id);
}

/** A Source's Flows and collected Sources, or a Flow's collected Flows, a batch at a time. */
async function* membersOf(app: App, { kind, id }: Place): AsyncGenerator<readonly Place[]> {
  if (kind === "source") yield* flowsOf(app, id);
  yield* collectedBy(app, kind, id);
}

async function* flowsOf(app: App, sourceId: string): AsyncGenerator<readonly Place[]> {
  const where = [{ column: "source_id", op: "eq", value: sourceId } as const];
  let after: readonly string[] | undefined;
  for (;;) {
    const from = after;
    const rows = await app.engine.read((view) =>
      view.select("flows", { where, order: "created", limit: BATCH, ...(from && { after: from }) }),
    );
    yield rows.map(({ id }) => ({ kind: "flow", id }));
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = [last.created, last.id];
  }
}

/** A collection has so few members at most that one read gets them all. */
async function* collectedBy(app: App, kind: Place["kind"], id: string): AsyncGenerator<readonly Place[]> {
  const where = [{ column: "parent", op: "eq", value: id } as const];
  const edges: readonly { readonly child: string }[] = await app.engine.read((view) =>
    kind === "source" ? view.select("source_edges", { where }) : view.select("flow_edges", { where }),
  );
  yield edges.map(({ child }) => ({ kind, id: child }));
}
