/**
 * Rules of its own that a cluster might have where its clients' sources are silent, for tests of those who rely on one:
 * - `noRowConflicts`: two transactions may change one row, and the last to commit wins;
 * - `lateConflicts`: whoever commits second is refused, in place of whoever writes second;
 * - `tableConflicts`: whoever changes a row keeps others from all rows of the table;
 * - `noNameConflicts`: two transactions may create one table, and the last to commit wins;
 * - `readCommitted`: a transaction sees what others commit while it is open;
 * - `instantChanges`: changes are committed at once, and not undone by a rollback;
 * - `anyTransaction`: a call in a transaction that is not open stands alone;
 * - `brokenEnds`: the end of a transaction that is not open is answered with 500;
 * - `lostBodies`: a GET arrives without its body, as if a proxy dropped it;
 * - `staleProjections`: a projection keeps the rows that it was created with;
 * - `noCounts`: statistics count no rows;
 * - `shortCells`: rows of more than 64 KiB are refused;
 * - `looseLimits`: an answer that reached its limit is the last;
 * - `repeatedRows`: every sub-split has all rows;
 * - `noFilters`: every row matches;
 * - `noMaps`: queries of maps are refused;
 * - `vagueErrors`: what is not there is answered with 400.
 */
export type Quirk =
  | "noRowConflicts"
  | "lateConflicts"
  | "tableConflicts"
  | "noNameConflicts"
  | "readCommitted"
  | "instantChanges"
  | "anyTransaction"
  | "brokenEnds"
  | "lostBodies"
  | "staleProjections"
  | "noCounts"
  | "shortCells"
  | "looseLimits"
  | "repeatedRows"
  | "noFilters"
  | "noMaps"
  | "vagueErrors";

/** The quirks that a cluster has. */
export type Quirks = ReadonlySet<Quirk>;
