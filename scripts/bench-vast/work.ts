import type { Shape } from "./tables.ts";

/** What one client is told to do, and timed while it does it. */
export interface Task {
  readonly do: "insert" | "select";
  /** In the schema of the run. */
  readonly table: string;
  /** Of an insert: the file with the rows, and how many of them go into one call. */
  readonly rows?: string;
  readonly rowsPerCall?: number;
  /** How many calls of that kind. */
  readonly calls: number;
  /** Calls in one transaction. */
  readonly callsPerTransaction: number;
  /** Of a select: how many rows each call is to find by a range of `id`; absent, all without a filter. */
  readonly matches?: number;
  /** Of a select: rows of the table. */
  readonly of?: number;
  readonly subSplits?: number;
  /** Of a select: every value is read as one of the language, and counted unless it is null; else rows are. */
  readonly values?: boolean;
}

/** What came of a task. */
export interface Measured {
  /** Rows, or the values of a task that reads them. */
  readonly count: number;
  readonly seconds: number;
  /** Seconds of processor time that the client's process took. */
  readonly cpu: number;
}

/** The two clients' measurements of one scene in one round. */
export interface Pair {
  readonly ours: Measured;
  readonly sdk: Measured;
}

/** One figure of the benchmark. */
export interface Scene extends Outline {
  /** How many of its unit one measurement is. */
  readonly units: number;
}

interface Outline {
  readonly name: string;
  readonly what: string;
  /** The shape of a table that is new for each measurement; absent, the table is there already. */
  readonly fresh?: Shape;
  readonly unit: "rows" | "calls";
  /** Told, but our client need not be ahead. */
  readonly isApart?: boolean;
  readonly task: Task;
}

/** All of them. `scale` is 1 for what people read; `long` and `short` are the rows of the tables of these names. */
export function scenes(scale: number, long: number, short: number): Scene[] {
  const many = (count: number): number => Math.max(2, Math.round(count * scale));
  return [...inserts(many), ...selects(many, long, short)].map((scene) => ({
    ...scene,
    units: unitsOf(scene),
  }));
}

function unitsOf({ unit, task: { calls, rowsPerCall, matches, of = 0 } }: Outline): number {
  return unit === "calls" ? calls : calls * (rowsPerCall ?? matches ?? of);
}

type Scaled = (count: number) => number;

function inserts(many: Scaled): Outline[] {
  const common = { do: "insert", callsPerTransaction: 10 } as const;
  return [
    {
      name: "insert",
      what: "one row a transaction",
      fresh: "mixed",
      unit: "rows",
      task: {
        ...common,
        table: "singles",
        rows: "mixed",
        rowsPerCall: 1,
        calls: many(200),
        callsPerTransaction: 1,
      },
    },
    {
      name: "bulk insert",
      what: "10,000 rows of 11 types a call",
      fresh: "mixed",
      unit: "rows",
      task: { ...common, table: "bulk", rows: "mixed", rowsPerCall: 10_000, calls: many(40) },
    },
    {
      name: "wide insert",
      what: "500 rows of 120 columns a call",
      fresh: "wide",
      unit: "rows",
      task: { ...common, table: "wide", rows: "wide", rowsPerCall: 500, calls: many(40) },
    },
  ];
}

function selects(many: Scaled, long: number, short: number): Outline[] {
  const text = (count: number): string => count.toLocaleString("en");
  const common = { do: "select", table: "long", of: long, subSplits: 4 } as const;
  return [
    {
      name: "select",
      what: `${text(long)} rows of 11 types, values read`,
      unit: "rows",
      task: { ...common, calls: 1, callsPerTransaction: 1, values: true },
    },
    {
      name: "unread select",
      what: `${text(long)} rows as Arrow batches`,
      isApart: true,
      unit: "rows",
      task: { ...common, calls: 1, callsPerTransaction: 1 },
    },
    {
      name: "filter",
      what: `100 of ${text(long)} rows`,
      unit: "calls",
      task: { ...common, calls: many(20), callsPerTransaction: 20, matches: 100 },
    },
    {
      name: "point select",
      what: `one of ${text(short)} rows`,
      unit: "calls",
      task: {
        ...common,
        ...{ table: "short", of: short, matches: 1, subSplits: 1 },
        ...{ calls: many(200), callsPerTransaction: 200 },
      },
    },
  ];
}
