import { expect } from "chai";
import fc from "fast-check";
import type { Change } from "../../src/storage/engine.ts";
import { type Database, openDatabase } from "../../src/storage/vast/database.ts";
import { openVastEngine } from "../../src/storage/vast/engine.ts";
import { LIMITS, type Limits } from "../../src/storage/vast/limits.ts";
import { Snapshot } from "../../src/storage/vast/snapshot.ts";
import { openView } from "../../src/storage/vast/view.ts";
import type { Emulator } from "../../src/vast-emulator/server.ts";
import { type Check, randomCases } from "../support/random-queries.ts";
import { put, segmentRow } from "../support/rows.ts";
import { engineOn, newEmulator } from "../support/vast.ts";

/** So small that forty rows take every path: lists in parts, look-ups as rows come, cut windows, top rows by key. */
const SMALL: Limits = { listed: 2, kept: 3, leftOut: 1, spare: 0 };

describe("VAST engine: queries", () => {
  let emulator: Emulator;
  let database: Database;
  before(async () => {
    emulator = await newEmulator();
  });
  after(() => emulator.close());

  /** A database with these rows, on a schema of its own. */
  const fill = async (...changes: Change[]): Promise<void> => {
    const options = engineOn(emulator);
    const engine = await openVastEngine(options);
    await put(engine, ...changes);
    await engine.close();
    database = await openDatabase(options);
  };
  afterEach(() => database.client.close());

  for (const [name, limits] of [
    ["with its own limits", LIMITS],
    ["with hardly any rows at a time", SMALL],
  ] as const) {
    describe(`answer as if every row were looked at, ${name}`, () => {
      for (const one of randomCases) {
        it(`for ${one.title}`, async function () {
          this.timeout(120_000);
          const check: Check = async (table, rows, query, expected) => {
            const extents: Change = { insert: "flow_extents", rows: one.extents };
            await fill(insertion(table, rows), extents);
            const session = await database.begin();
            const property = fc.asyncProperty(query, async (asked) => {
              const { view } = openView(new Snapshot(session, limits));
              expect(await view.select(table, asked)).to.eql(expected(asked));
            });
            await fc.assert(property, { numRuns: 200 });
            await session.transaction.rollback();
          };
          await one.run(check);
        });
      }
    });
  }

  it("finds Segments by the thousand in one second, in both directions and from any of them", async () => {
    const rows = Array.from({ length: 600 }, (_, n) =>
      segmentRow("f", n < 500 ? 7 : n, { start_x: n, end_x: n + 1 }),
    );
    await fill({ insert: "segments", rows });
    const session = await database.begin();
    const { view } = openView(new Snapshot(session));
    for (const reverse of [false, true]) {
      const expected = reverse ? rows.toReversed() : rows;
      for (const from of [0, 1, 130, 499, 555]) {
        const last = expected[from]!;
        const page = await view.select("segments", {
          where: [{ column: "flow_id", op: "eq", value: "f" }],
          order: "time",
          reverse,
          after: ["f", last.start_s, last.start_x],
          limit: 10,
        });
        expect(page).to.eql(expected.slice(from + 1, from + 11));
      }
    }
  });
});

/** The row type belongs to the table, as the caller's signature says; the union of changes hides that. */
function insertion(
  insert: Change extends infer C ? (C extends { insert: infer T } ? T : never) : never,
  rows: readonly object[],
): Change {
  return { insert, rows } as unknown as Change;
}
