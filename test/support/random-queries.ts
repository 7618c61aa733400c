import fc from "fast-check";
import { walks } from "../../src/storage/definitions.ts";
import type { Condition, Query, Scalar, Where } from "../../src/storage/engine.ts";
import type { OrderName, Row, TableName } from "../../src/storage/tables.ts";
import { holds, sorted } from "./naive-query.ts";
import { objectRow, segmentRow } from "./rows.ts";
import { scalarOf } from "./sqlite-rows.ts";

/** Holds an engine with these rows against what going through all of them answers. */
export type Check = <T extends TableName>(
  table: T,
  rows: readonly Row<T>[],
  query: fc.Arbitrary<Query<T>>,
  expected: (query: Query<T>) => Row<T>[],
) => Promise<void>;

/** Rows of one table and random queries about them. */
export interface RandomCase {
  readonly title: string;
  /** What else must be in the database. */
  readonly extents: readonly Row<"flow_extents">[];
  run(check: Check): Promise<void>;
}

const flows = Array.from({ length: 40 }, (_, n) =>
  flowRow(n, {
    codec: at([null, "a", "b"], n % 3),
    status: at([null, "s", "t"], (n * 7) % 3),
    frame_width: at([null, 1, 2], (n >> 1) % 3),
    init_segments: n % 11 === 0,
    label: at(["", "l", "m"], n % 3),
    unlabelled: n % 6 === 0,
    created: at(["c1", "c2", "c3"], (n >> 2) % 3),
  }),
);
const flowExtents = flows.flatMap(({ id }, n) => (n % 4 === 0 ? [] : [extentRow(id, n % 5)]));
const flowColumns = ["codec", "status", "frame_width", "init_segments", "label", "created", "id"] as const;

const objects = Array.from({ length: 30 }, (_, n) =>
  objectRow(`o${String(n).padStart(2, "0")}`, {
    expires: at([null, "e1", "e2", "e3"], (n * 5) % 4),
    state: at(["allocated", "registered"], n % 2),
    flow_id: at([null, "f"], (n >> 2) % 2),
  }),
);

const segments = Array.from({ length: 40 }, (_, n) =>
  segmentRow(at(["f", "g", "h"], n % 3), n >> 3, {
    start_x: n,
    end_s: (n >> 3) + (n % 4),
    object_id: `o${n % 5}`,
  }),
);
const bound = fc
  .record({
    columns: fc.constantFrom(["start_s", "start_x"] as const, ["end_s", "end_x"] as const),
    op: fc.constantFrom("lt", "le", "gt", "ge"),
    values: fc.tuple(fc.integer({ min: -1, max: 6 }), fc.integer({ min: 0, max: 40 })),
  })
  .map((condition): Condition<"segments"> => condition);

/** What every engine answers to, whichever way it finds the rows. */
export const randomCases: readonly RandomCase[] = [
  {
    title: "flows, where dates and labels tie, by filters with and without an index",
    extents: flowExtents,
    run: (check) => {
      const where = fc.array(
        fc.oneof(
          fc
            .constantFrom(...flowColumns)
            .chain((column) => conditionOn<"flows">(column, valueLike(flows, column))),
          fc.record({ not: fc.boolean(), value: fc.integer({ min: 0, max: 5 }) }).map(longer),
        ),
        { maxLength: 4 },
      );
      return check("flows", flows, queries("flows", flows, where), naive("flows", flows, isLonger));
    },
  },
  {
    title: "objects, whose order has nulls",
    extents: [],
    run: (check) => {
      const where = fc.array(
        fc
          .constantFrom("expires" as const, "state" as const, "flow_id" as const, "id" as const)
          .chain((column) => conditionOn<"objects">(column, valueLike(objects, column))),
        { maxLength: 3 },
      );
      return check("objects", objects, queries("objects", objects, where), naive("objects", objects, holds));
    },
  },
  {
    title: "segments, between bounds of one and of two columns",
    extents: [],
    run: (check) => {
      const where = fc.array(
        fc.oneof(
          fc
            .constantFrom(...(["flow_id", "start_s", "start_x", "end_s", "object_id"] as const))
            .chain((column) => conditionOn<"segments">(column, valueLike(segments, column))),
          bound,
        ),
        { maxLength: 5 },
      );
      return check(
        "segments",
        segments,
        queries("segments", segments, where),
        naive("segments", segments, holds),
      );
    },
  },
];

function naive<T extends TableName>(
  table: T,
  rows: readonly Row<T>[],
  matches: (row: Row<T>, condition: Condition<T>) => boolean,
): (query: Query<T>) => Row<T>[] {
  return (query) =>
    sorted(table, rows, query)
      .filter((row) => (query.where ?? []).every((condition) => matches(row, condition)))
      .slice(0, query.limit);
}

function isLonger(row: Row<"flows">, condition: Condition<"flows">): boolean {
  if (!("exists" in condition)) return holds(row, condition);
  const n = flows.indexOf(row);
  const [count] = condition.where;
  const least = count !== undefined && "value" in count ? Number(count.value) : 0;
  return (n % 4 !== 0 && n % 5 >= least) !== (condition.not ?? false);
}

/** A Flow row; ids follow each other in another order than numbers. */
export function flowRow(n: number, more: Partial<Row<"flows">> = {}): Row<"flows"> {
  const date = `2026-01-01T00:${String(n).padStart(4, "0")}`;
  return {
    id: `f${String((n * 7) % 1000).padStart(3, "0")}`,
    source_id: "s",
    format: "video",
    codec: null,
    label: "",
    unlabelled: true,
    status: null,
    profile_id: null,
    frame_width: null,
    frame_height: null,
    init_segments: false,
    read_only: false,
    deletion_id: null,
    created: date,
    metadata_updated: date,
    doc: "{}",
    ...more,
  };
}

/** The extents of a Flow with so many Segments. */
export function extentRow(flow_id: string, count: number): Row<"flow_extents"> {
  const bounds = { start_s: 0, start_x: 0, end_s: 1, end_x: 0 };
  return { flow_id, ...bounds, longest: 1, count, segments_updated: null };
}

/** Flows with an extent of at least so many Segments, which no index answers. */
export function longer({ not, value }: { not: boolean; value: number }): Condition<"flows"> {
  const where = [{ column: "count", op: "ge", value }] as const;
  return { exists: "flow_extents", on: "flow_id", equals: "id", where, not };
}

function at<Value>(values: readonly Value[], position: number): Value {
  const value = values[position];
  if (value === undefined) throw new Error(`There is no value ${position}.`);
  return value;
}

function valueLike<R extends object>(rows: readonly R[], column: keyof R & string): fc.Arbitrary<Scalar> {
  return fc.constantFrom(...rows.map((row) => scalarOf(row, column)));
}

function conditionOn<T extends TableName>(
  column: keyof Row<T> & string,
  value: fc.Arbitrary<Scalar>,
): fc.Arbitrary<Condition<T>> {
  return fc.oneof(
    value.map((one) => ({ column, op: "eq" as const, value: one })),
    fc.record({
      column: fc.constant(column),
      op: fc.constantFrom("eq", "ne", "lt", "le", "gt", "ge"),
      value,
    }),
    fc.record({ column: fc.constant(column), in: fc.array(value, { maxLength: 3 }) }),
    fc.record({ column: fc.constant(column), isNull: fc.boolean() }),
  );
}

/** Queries in any order and direction, some after a key: that of a row, or one made of the values of several. */
function queries<T extends TableName>(
  table: T,
  rows: readonly Row<T>[],
  where: fc.Arbitrary<Where<T>>,
): fc.Arbitrary<Query<T>> {
  return fc.constantFrom(...orderNames(table)).chain((order) => {
    const columns = walks[table][order]?.columns ?? [];
    const row = fc.constantFrom(...rows);
    const ofOne = row.map((one) => columns.map((column) => scalarOf(one, column)));
    const ofMany = fc.tuple(...columns.map((column) => row.map((one) => scalarOf(one, column))));
    return fc.record(
      {
        where,
        order: fc.constant(order),
        reverse: fc.boolean(),
        after: fc.oneof(ofOne, ofMany),
        limit: fc.integer({ min: 0, max: 12 }),
      },
      { requiredKeys: ["order", "where"] },
    );
  });
}

/** Tables declare different orders; these were read off the declaration of this one. */
function orderNames<T extends TableName>(table: T): OrderName<T>[] {
  return Object.keys(walks[table]) as OrderName<T>[];
}
