import type { Filter } from "../../vast/wire/filter.ts";
import { LIMITS } from "./limits.ts";
import type { Found } from "./rows.ts";

/**
 * VAST has no order, so a page is found by windows on the order's column: a range of it is asked for, with a limit,
 * and what came back tells whether that was the whole of it. What it costs, for a page of n rows:
 * - No request brings more than `mostRows(n)` = 4n + 64 rows.
 * - With an estimate of how close the rows are, the first window nearly always has the page: some 1.25n rows.
 * - A window that had more than the limit is made smaller, by halves or by strides from the rows that came, each eight
 *   times the one before; one that had too few is followed by a wider one, up to eight times. So steps are counted in
 *   the logarithm of the column's range, never in rows, whatever the table holds and wherever the page begins: less
 *   than twenty among a million rows of which nothing is known, and less than a hundred among any.
 */
export function mostRows(wanted: number, spare = LIMITS.spare): number {
  return 4 * wanted + spare;
}

/** A column of integers to walk on, and the values to begin and to stop at, both included, in the walk's direction. */
export interface Axis {
  readonly column: string;
  readonly descending: boolean;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** What a walk expects of its axis: where rows begin and end, and how many there are to one step of the column. */
export interface Expected {
  readonly first: number;
  readonly last: number;
  readonly density: number;
}

/** Rows of a window: those that came, those of them that are wanted, and whether the limit cut off others. */
export interface Answer {
  readonly came: readonly Found[];
  readonly wanted: readonly Found[];
  readonly isCut: boolean;
}

/** What a walk is made of. */
export interface Walker {
  /** Asks for the rows of a window, up to a limit. */
  ask(window: Filter, limit: number): Promise<Answer>;
  /** The first rows of a window of one value, in order, when that value alone has more than a limit. */
  within(window: Filter, value: number, wanted: number): Promise<readonly Found[]>;
  readonly compare: (left: Found, right: Found) => number;
  /** Rows that may come beyond those of a page. */
  readonly spare: number;
}

/** How far a window may grow over the one before it. */
const GROWTH = 8;
/** Cuts of a window that has no beginning, before its walk is given up. */
const CUTS = 8;

/**
 * The first rows along an axis, in order; undefined if the walk would take too long because nothing is known of
 * where the rows begin.
 */
export async function walkWindows(
  walker: Walker,
  axis: Axis,
  limit: number,
  expected: Expected | undefined,
): Promise<Found[] | undefined> {
  const walk = new Walk(axis, limit, expected);
  const rows: Found[] = [];
  while (!walk.isDone && rows.length < limit) {
    const wanted = limit - rows.length;
    const answer = await walker.ask(walk.window(), mostRows(wanted, walker.spare));
    if (!answer.isCut) {
      rows.push(...answer.wanted.toSorted(walker.compare));
      walk.goOn(answer.wanted.length, limit - rows.length);
    } else if (walk.single !== undefined) {
      rows.push(...(await walker.within(walk.window(), walk.single, wanted)));
      walk.goOn(wanted, limit - rows.length);
    } else if (!walk.narrow(answer, wanted)) return undefined;
  }
  return rows.slice(0, limit);
}

/** Where a walk is. Positions ascend along it: they are the column's values, negated on the way down. */
class Walk {
  readonly #axis: Axis;
  readonly #sign: 1 | -1;
  readonly #end: number | undefined;
  readonly #last: number | undefined;
  #from: number | undefined;
  #to: number | undefined;
  #width: number;
  #cuts = 0;
  /** The end of the last window that was cut: up to there are more rows than may come at once. */
  #cut: number | undefined;
  #strides = 0;
  isDone = false;

  constructor(axis: Axis, wanted: number, expected: Expected | undefined) {
    this.#axis = axis;
    this.#sign = axis.descending ? -1 : 1;
    this.#from = this.#position(axis.from);
    this.#end = this.#position(axis.to);
    this.#last = this.#position(axis.descending ? expected?.first : expected?.last);
    this.#width = expected === undefined ? Number.POSITIVE_INFINITY : (wanted * 1.25) / expected.density;
    const first = this.#position(axis.descending ? expected?.last : expected?.first);
    this.#to = this.#reach(
      Math.max(this.#from ?? Number.NEGATIVE_INFINITY, first ?? Number.NEGATIVE_INFINITY),
    );
    this.isDone = this.#isEmpty();
  }

  /** The value that the window consists of, if it is one. */
  get single(): number | undefined {
    return this.#from !== undefined && this.#from === this.#to ? this.#sign * this.#from : undefined;
  }

  /** The window as conditions on the axis. */
  window(): Filter {
    const { column, descending } = this.#axis;
    const [low, high] = descending ? [this.#to, this.#from] : [this.#from, this.#to];
    return [
      ...(low === undefined ? [] : [{ column, anyOf: [{ op: "ge", value: this.#sign * low }] } as const]),
      ...(high === undefined ? [] : [{ column, anyOf: [{ op: "le", value: this.#sign * high }] } as const]),
    ];
  }

  /** The window had so many rows and is done with: the next one begins behind it. */
  goOn(had: number, wanted: number): void {
    if (this.#to === undefined || this.#to === this.#end) {
      this.isDone = true;
      return;
    }
    const width = this.#from === undefined ? this.#width : this.#to - this.#from + 1;
    const grown = had === 0 ? width * GROWTH : (width * wanted * 1.25) / had;
    this.#width = Math.min(width * GROWTH, Math.max(width / GROWTH, grown));
    this.#from = this.#to + 1;
    this.#to = this.#reach(this.#from);
    this.#keepBelowCut(had);
    this.isDone = this.#isEmpty();
  }

  /** The window has more rows than may come at once: takes a part of it at its beginning. False to give up. */
  narrow({ came, wanted }: Answer, count: number): boolean {
    if (this.#from === undefined && ++this.#cuts > CUTS) return false;
    const all = this.#positions(came);
    const known = this.#positions(wanted);
    const far = this.#to ?? all.at(-1) ?? 0;
    const nearest = all[0] ?? far;
    const near = this.#from ?? nearest;
    // Up to the last of so many known rows there is a page, and perhaps not much more.
    const page = known[count - 1] ?? all[all.length >> 1] ?? far;
    const middle = near + Math.floor((far - near) / 2);
    // Rows that came in the order of the column are its last ones on the way down: the first lie in this direction.
    const stride = Math.max(1, (all.at(-1) ?? nearest) - nearest) * GROWTH ** this.#strides++;
    const next = Math.max(near, Math.min(page, Math.max(middle, nearest - stride)));
    this.#cut = this.#to ?? far;
    this.#to = this.#to !== undefined && next >= this.#to ? this.#to - 1 : next;
    return true;
  }

  /** After a window without rows, one that reaches to where another was cut would be cut as well. */
  #keepBelowCut(had: number): void {
    const [from, cut] = [this.#from, this.#cut];
    if (from === undefined || cut === undefined || had > 0 || from > cut) this.#cut = undefined;
    else if (this.#to === undefined || this.#to >= cut) this.#to = from + Math.floor((cut - from) / 2);
    if (this.#cut === undefined) this.#strides = 0;
  }

  #positions(rows: readonly Found[]): number[] {
    return rows
      .map(({ cells }) => this.#sign * Number(cells[this.#axis.column]))
      .sort((left, right) => left - right);
  }

  /** The end of a window that begins here; without end behind the last row that is expected. */
  #reach(from: number): number | undefined {
    const to = Math.floor(from + Math.max(1, this.#width) - 1);
    if (!Number.isSafeInteger(to) || (this.#last !== undefined && to >= this.#last)) return this.#end;
    return this.#end === undefined ? to : Math.min(to, this.#end);
  }

  #isEmpty(): boolean {
    return this.#from !== undefined && this.#to !== undefined && this.#from > this.#to;
  }

  #position(value: number | undefined): number | undefined {
    return value === undefined ? undefined : this.#sign * value;
  }
}
