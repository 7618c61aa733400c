import { setTimeout as sleep } from "node:timers/promises";
import { isVastError } from "../vast/errors.ts";
import type { Transaction } from "../vast/transaction.ts";
import { answerTo, rival, toldOf } from "./answers.ts";
import { type Check, Different, expectThat } from "./finding.ts";
import type { Ground } from "./ground.ts";
import { changes, counted, keyed, rowWith } from "./rows.ts";

const TOO_MANY =
  "Nothing is lost, but writes at the same time wait for each other more than they should, and some end with 503: please send us this report.";

/** What becomes of two transactions that change the same. */
export const conflictChecks: readonly Check[] = [
  {
    name: "row-conflicts",
    about:
      "Of two open transactions that update one row, the second is refused with a conflict (409), at once or at its commit.",
    isNeeded: true,
    otherwise:
      "All of the server's locks are made of this; changes would be lost: do not use it on this cluster, and please send us this report.",
    needs: ["rows"],
    run: rowConflicts,
  },
  {
    name: "lost-updates",
    about:
      "Of 64 increments that eight writers try to make at once, in the server's own way, those that are committed count once each.",
    isNeeded: true,
    otherwise:
      "The server would lose changes: do not use it on this cluster, and please send us this report.",
    needs: ["rows"],
    run: lostUpdates,
  },
  {
    name: "delete-conflicts",
    about:
      "Of two open transactions of which one updates a row and the other deletes it, the second is refused.",
    isNeeded: false,
    otherwise: "The server takes its locks by updates alone, so it works; please send us this report.",
    needs: ["rows"],
    run: deleteConflicts,
  },
  {
    name: "stale-updates",
    about:
      "A row that was changed by a commit after a transaction had begun cannot be updated in that transaction.",
    isNeeded: false,
    otherwise:
      "The server compares versions itself before it commits, so it works; please send us this report.",
    needs: ["rows"],
    run: staleUpdates,
  },
  {
    name: "conflicts-by-row",
    about: "Two open transactions may update neighbouring rows of one table.",
    isNeeded: false,
    otherwise: TOO_MANY,
    needs: ["rows"],
    run: conflictsByRow,
  },
  {
    name: "inserts-side-by-side",
    about: "Two open transactions may insert into one table.",
    isNeeded: false,
    otherwise: TOO_MANY,
    needs: ["rows"],
    run: insertsSideBySide,
  },
];

/** Updates the row with this id. */
async function change(
  ground: Ground,
  tx: Transaction,
  name: string,
  id: number,
  value: string,
): Promise<void> {
  const table = ground.table(tx, name);
  const { rowId } = await rowWith(table, id);
  await table.update(changes([[rowId, value]]));
}

async function rowConflicts(ground: Ground): Promise<string> {
  await ground.fill(
    "row_conflicts",
    keyed([
      [1, "a"],
      [2, "b"],
    ]),
  );
  const rivalry = await rival(
    ground,
    (one) => change(ground, one, "row_conflicts", 1, "first"),
    (other) => change(ground, other, "row_conflicts", 1, "second"),
  );
  const { value } = await rowWith(ground.table(ground.outside(), "row_conflicts"), 1);
  expectThat(rivalry.when !== "never", `Both were committed, and the row has the value of the ${value}.`);
  expectThat(value === "first", `The second was refused, and yet the row has the value of the ${value}.`);
  return toldOf(rivalry);
}

async function deleteConflicts(ground: Ground): Promise<string> {
  await ground.fill("delete_conflicts", counted(3));
  const remove = async (tx: Transaction): Promise<void> => {
    const table = ground.table(tx, "delete_conflicts");
    const { rowId } = await rowWith(table, 1);
    await table.delete({ sorted: false, values: BigUint64Array.of(rowId) });
  };
  const rivalry = await rival(ground, (one) => change(ground, one, "delete_conflicts", 1, "first"), remove);
  expectThat(rivalry.when !== "never", "Both were committed.");
  return toldOf(rivalry);
}

async function staleUpdates(ground: Ground): Promise<string> {
  await ground.fill("stale_updates", counted(3));
  const late = await ground.begin();
  const { rowId } = await rowWith(ground.table(late, "stale_updates"), 1);
  await ground.commit((_, tx) => change(ground, tx, "stale_updates", 1, "first"));
  const statement = await answerTo(() =>
    ground.table(late, "stale_updates").update(changes([[rowId, "second"]])),
  );
  if (statement.kind === "conflict") return `${statement.text} at the statement`;
  if (statement.kind !== "accepted") throw new Different(`The update is answered ${statement.text}.`);
  const end = await answerTo(() => late.commit());
  if (end.kind === "conflict") return `${end.text} at the commit`;
  throw new Different(`The update is accepted, and its commit is answered ${end.text}.`);
}

async function conflictsByRow(ground: Ground): Promise<undefined> {
  await ground.fill("by_row", counted(4));
  const rivalry = await rival(
    ground,
    (one) => change(ground, one, "by_row", 1, "first"),
    (other) => change(ground, other, "by_row", 2, "second"),
  );
  expectThat(rivalry.when === "never", `The second was answered ${toldOf(rivalry)}.`);
  const table = ground.table(ground.outside(), "by_row");
  const values = [(await rowWith(table, 1)).value, (await rowWith(table, 2)).value];
  expectThat(
    String(values) === "first,second",
    `Both were committed, and the rows have the values ${values}.`,
  );
  return undefined;
}

async function insertsSideBySide(ground: Ground): Promise<undefined> {
  await ground.fill("side_by_side", counted(1));
  const insert = (id: number) => (tx: Transaction) => ground.table(tx, "side_by_side").insert(counted(1, id));
  const rivalry = await rival(ground, insert(1), insert(2));
  expectThat(rivalry.when === "never", `The second was answered ${toldOf(rivalry)}.`);
  const table = ground.table(ground.outside(), "side_by_side");
  for (const id of [0, 1, 2]) await rowWith(table, id);
  return undefined;
}

const WRITERS = 8;
const ATTEMPTS = 8;

/** As the server writes: read the lock, take it by an update, see whether it was current, commit. */
async function lostUpdates(ground: Ground): Promise<string> {
  await ground.fill("counter", keyed([[1, "0"]]));
  let done = 0;
  const write = async (): Promise<void> => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (await increment(ground)) done++;
      await sleep(Math.random() * 10, undefined, { signal: ground.signal });
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  const { value } = await rowWith(ground.table(ground.outside(), "counter"), 1);
  expectThat(Number(value) === done, `${done} increments were committed, and the counter is at ${value}.`);
  expectThat(done > 0, `Of ${WRITERS * ATTEMPTS} attempts none was committed.`);
  return `${done} of ${WRITERS * ATTEMPTS} came first and were committed`;
}

/** False if somebody else came first. */
async function increment(ground: Ground): Promise<boolean> {
  const tx = await ground.begin();
  try {
    const { rowId, value } = await rowWith(ground.table(tx, "counter"), 1);
    await ground.table(tx, "counter").update(changes([[rowId, String(Number(value) + 1)]]));
    const now = await rowWith(ground.table(ground.outside(), "counter"), 1);
    if (now.value === value) {
      await tx.commit();
      return true;
    }
  } catch (thrown) {
    if (!isVastError(thrown, "conflict")) {
      await tx.rollback().catch(() => undefined);
      throw thrown;
    }
  }
  await tx.rollback();
  return false;
}
