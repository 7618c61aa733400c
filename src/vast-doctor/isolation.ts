import type { Transaction } from "../vast/transaction.ts";
import { type Check, Different, expectThat } from "./finding.ts";
import type { Ground } from "./ground.ts";
import { changes, counted, keyed, rowsOf, rowWith, shown } from "./rows.ts";

/** What transactions see of each other. */
export const isolationChecks: readonly Check[] = [
  {
    name: "commits-are-seen",
    about: "Whoever begins after a commit, or asks without a transaction, sees what was committed.",
    isNeeded: true,
    otherwise:
      "Clients would not find what they have just written: do not use the server on this cluster, and please send us this report.",
    needs: ["rows"],
    run: commitsAreSeen,
  },
  {
    name: "rollback",
    about: "A rollback undoes inserts, updates, deletions and tables.",
    isNeeded: true,
    otherwise:
      "Requests that fail would leave half of their work: do not use the server on this cluster, and please send us this report.",
    needs: ["rows"],
    run: rollback,
  },
  {
    name: "uncommitted-is-hidden",
    about: "What is not committed is seen by nobody else, who read what was there before without waiting.",
    isNeeded: true,
    otherwise:
      "The server tells by this whether its locks are current; it would lose changes: do not use it on this cluster, and please send us this report.",
    needs: ["rows"],
    run: uncommittedIsHidden,
  },
  {
    name: "snapshot",
    about: "A transaction sees all tables as they were at one moment, however long it reads.",
    isNeeded: true,
    otherwise:
      "A page of a listing could mix two states, such as a Flow without its Segments: please send us this report before you rely on the server.",
    needs: ["rows"],
    run: snapshot,
  },
  {
    name: "snapshot-at-begin",
    about: "That moment is the beginning of the transaction, not its first read.",
    isNeeded: false,
    otherwise: "The server works with either; please send us this report.",
    needs: ["snapshot"],
    run: snapshotAtBegin,
  },
  {
    name: "own-changes",
    about: "A transaction sees its own inserts, updates and deletions at once.",
    isNeeded: false,
    otherwise: "The server reads before it writes, so it works; please send us this report.",
    needs: ["rows"],
    run: ownChanges,
  },
  {
    name: "calls-alone",
    about: "An insert without a transaction is committed at once.",
    isNeeded: false,
    otherwise:
      "The server always has a transaction open when it writes, so it works; please send us this report.",
    needs: ["rows"],
    run: callsAlone,
  },
];

async function seenBy(ground: Ground, transaction: Transaction, table: string): Promise<string> {
  return shown(await rowsOf(ground.table(transaction, table)));
}

/** Gives the first row another value, in an open transaction. */
async function change(ground: Ground, transaction: Transaction, name: string, value: string): Promise<void> {
  const table = ground.table(transaction, name);
  const { rowId } = await rowWith(table, 1);
  await table.update(changes([[rowId, value]]));
}

async function commitsAreSeen(ground: Ground): Promise<undefined> {
  await ground.fill("commits", keyed([[1, "a"]]));
  for (let round = 0; round < 10; round++) {
    await ground.commit((_, tx) => change(ground, tx, "commits", `r${round}`));
    const outside = await seenBy(ground, ground.outside(), "commits");
    const later = await ground.begin();
    const within = await seenBy(ground, later, "commits");
    await later.rollback();
    const expected = `1=r${round}`;
    expectThat(
      outside === expected,
      `Without a transaction ${outside} was read after ${expected} was committed.`,
    );
    expectThat(within === expected, `A new transaction read ${within} after ${expected} was committed.`);
  }
  return undefined;
}

async function rollback(ground: Ground): Promise<undefined> {
  await ground.fill(
    "rollback",
    keyed([
      [1, "a"],
      [2, "b"],
    ]),
  );
  const lost = await ground.begin();
  await change(ground, lost, "rollback", "changed");
  const table = ground.table(lost, "rollback");
  const { rowId } = await rowWith(table, 2);
  await table.delete({ sorted: false, values: BigUint64Array.of(rowId) });
  await table.insert(keyed([[3, "c"]]));
  await ground.schema(lost).createTable("rolled_back", counted(1).schema);
  await lost.rollback();
  const left = await seenBy(ground, ground.outside(), "rollback");
  expectThat(left === "1=a 2=b", `After the rollback there was ${left} in place of 1=a 2=b.`);
  const info = await ground.schema(ground.outside()).table("rolled_back").info();
  expectThat(info === undefined, "A table whose creation was rolled back is there.");
  return undefined;
}

async function uncommittedIsHidden(ground: Ground): Promise<undefined> {
  await ground.fill(
    "hidden",
    keyed([
      [1, "a"],
      [2, "b"],
    ]),
  );
  const writer = await ground.begin();
  await change(ground, writer, "hidden", "changed");
  const table = ground.table(writer, "hidden");
  await table.insert(keyed([[3, "c"]]));
  const outside = await seenBy(ground, ground.outside(), "hidden");
  const reader = await ground.begin();
  const within = await seenBy(ground, reader, "hidden");
  await writer.rollback();
  for (const [who, saw] of [
    ["Without a transaction", outside],
    ["In another transaction", within],
  ]) {
    expectThat(
      saw === "1=a 2=b",
      `${who} ${saw} was read in place of 1=a 2=b, while a change was not committed.`,
    );
  }
  return undefined;
}

async function snapshot(ground: Ground): Promise<undefined> {
  await ground.fill("snapshot_one", keyed([[1, "a"]]));
  await ground.fill("snapshot_two", keyed([[1, "a"]]));
  const reader = await ground.begin();
  const before = await seenBy(ground, reader, "snapshot_one");
  await ground.commit(async (_, tx) => {
    for (const name of ["snapshot_one", "snapshot_two"]) {
      await change(ground, tx, name, "new");
      await ground.table(tx, name).insert(keyed([[2, "new"]]));
    }
  });
  const after = await seenBy(ground, reader, "snapshot_one");
  const other = await seenBy(ground, reader, "snapshot_two");
  expectThat(
    before === after,
    `A table that was read as ${before} was read as ${after} later in the transaction.`,
  );
  expectThat(
    other === "1=a",
    `Another table was read as ${other}, which was committed after the first read.`,
  );
  return undefined;
}

async function snapshotAtBegin(ground: Ground): Promise<undefined> {
  await ground.fill("at_begin", keyed([[1, "a"]]));
  const reader = await ground.begin();
  await ground.commit((_, tx) => change(ground, tx, "at_begin", "new"));
  const seen = await seenBy(ground, reader, "at_begin");
  if (seen !== "1=a")
    throw new Different(`A commit between the beginning and the first read is seen: ${seen}.`);
  return undefined;
}

async function ownChanges(ground: Ground): Promise<undefined> {
  await ground.fill(
    "own",
    keyed([
      [1, "a"],
      [2, "b"],
    ]),
  );
  const writer = await ground.begin();
  const table = ground.table(writer, "own");
  await change(ground, writer, "own", "changed");
  const { rowId } = await rowWith(table, 2);
  await table.delete({ sorted: false, values: BigUint64Array.of(rowId) });
  await table.insert(keyed([[3, "c"]]));
  const seen = await seenBy(ground, writer, "own");
  expectThat(seen === "1=changed 3=c", `The transaction itself reads ${seen} in place of 1=changed 3=c.`);
  return undefined;
}

async function callsAlone(ground: Ground): Promise<undefined> {
  await ground.fill("alone", keyed([[1, "a"]]));
  await ground.table(ground.outside(), "alone").insert(keyed([[2, "b"]]));
  const seen = await seenBy(ground, ground.outside(), "alone");
  expectThat(seen === "1=a 2=b", `After the insert ${seen} is read.`);
  return undefined;
}
