/** What a server has done since it started or since `reset`; tests assert on it instead of on time. */
export class Counters {
  /** Calls by method and command, such as `GET data`. Those that a fault kept from being carried out count too. */
  calls: Record<string, number> = {};
  /** Faults that were injected, by name. */
  faults: Record<string, number> = {};
  /** Errors answered, by status. */
  errors: Record<string, number> = {};
  /** Rows put into answers of QueryData. */
  rowsReturned = 0;
  /** Rows whose values a filter was evaluated on. */
  rowsScanned = 0;
  rowsInserted = 0;
  rowsUpdated = 0;
  rowsDeleted = 0;

  /** One more of `what` in one of the tables. */
  count(table: "calls" | "faults" | "errors", what: string): void {
    this[table][what] = (this[table][what] ?? 0) + 1;
  }

  reset(): void {
    Object.assign(this, new Counters());
  }
}
