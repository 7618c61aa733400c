/** How much the engine takes at a time. Tests take less, so that few rows show what many would. */
export interface Limits {
  /** Values in one list of a filter; a longer list is asked for in parts, since a request body has at most 4.7 MB. */
  readonly listed: number;
  /** Values of a semi-join's other table kept in memory; of more, the rows are looked up there as they come. */
  readonly kept: number;
  /** Values that VAST is told to leave out, each a condition of its own; of more, rows are left out here. */
  readonly leftOut: number;
  /** Rows that may come beyond four times those wanted, before a window is made smaller. */
  readonly spare: number;
}

export const LIMITS: Limits = { listed: 2000, kept: 50_000, leftOut: 100, spare: 64 };
