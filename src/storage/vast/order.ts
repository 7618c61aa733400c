import type { AnyQuery } from "../plain-query.ts";
import { compareScalars } from "../scalars.ts";
import type { Cells } from "./rows.ts";

/** How the rows of a query follow each other; without an order, anyhow. */
export function comparatorOf({ walk, descending }: AnyQuery): (left: Cells, right: Cells) => number {
  const columns = walk?.columns ?? [];
  const sign = descending ? -1 : 1;
  return (left, right) => {
    for (const column of columns) {
      const order = compareScalars(left[column] ?? null, right[column] ?? null);
      if (order !== 0) return sign * order;
    }
    return 0;
  };
}

/** Tells the rows strictly beyond the page key of a query; all of them if there is none. */
export function beyondOf(query: AnyQuery): (row: Cells) => boolean {
  const { after, walk } = query;
  if (after === undefined || walk === undefined) return () => true;
  const compare = comparatorOf(query);
  const edge = Object.fromEntries(walk.columns.map((column, position) => [column, after[position] ?? null]));
  return (row) => compare(row, edge) > 0;
}

/** Keeps the first so many of any number of rows. */
export class Best<Item> {
  readonly #limit: number;
  readonly #compare: (left: Item, right: Item) => number;
  #kept: Item[] = [];
  #worst: Item | undefined;

  constructor(limit: number, compare: (left: Item, right: Item) => number) {
    this.#limit = limit;
    this.#compare = compare;
  }

  add(item: Item): void {
    if (this.#worst !== undefined && this.#compare(item, this.#worst) >= 0) return;
    this.#kept.push(item);
    if (this.#kept.length >= 2 * this.#limit + 256) this.#prune();
  }

  /** Those kept, in order. */
  take(): Item[] {
    this.#prune();
    return this.#kept;
  }

  #prune(): void {
    this.#kept = this.#kept.sort(this.#compare).slice(0, this.#limit);
    this.#worst = this.#kept.length === this.#limit ? this.#kept.at(-1) : undefined;
  }
}
