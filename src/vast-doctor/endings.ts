import { randomBytes } from "node:crypto";
import { insertRows } from "../vast/rows.ts";
import type { Transaction } from "../vast/transaction.ts";
import { type Answer, answerTo, isRefusal } from "./answers.ts";
import { type Check, expectThat } from "./finding.ts";
import type { Ground } from "./ground.ts";
import { counted, keyed, rowsOf, shown } from "./rows.ts";

/** What becomes of transactions that are over, or never were. */
export const endingChecks: readonly Check[] = [
  {
    name: "ended-transactions",
    about: "Nothing can be written in a transaction that was committed or rolled back.",
    isNeeded: true,
    otherwise:
      "Late writes of requests that were given up would take effect: do not use the server on this cluster, and please send us this report.",
    needs: ["rows"],
    run: endedTransactions,
  },
  {
    name: "unknown-transactions",
    about: "Nothing can be written in a transaction of a number that was never given out.",
    isNeeded: true,
    otherwise:
      "Writes in transactions that expired would take effect by themselves: do not use the server on this cluster, and please send us this report.",
    needs: ["rows"],
    run: unknownTransactions,
  },
  {
    name: "rollback-after-commit",
    about:
      "To roll back what was committed changes nothing, and is answered like other mistakes of a client (4xx) or accepted.",
    isNeeded: true,
    otherwise:
      "When the answer to a commit is lost, the server finds out by a rollback what became of it; it would answer 503 instead: please send us this report.",
    needs: ["rows"],
    run: rollbackAfterCommit,
  },
  {
    name: "commit-twice",
    about: "To commit a transaction a second time is refused or accepted, and changes nothing.",
    isNeeded: false,
    otherwise: "The server settles lost commits by other means, so it works; please send us this report.",
    needs: ["rows"],
    run: commitTwice,
  },
];

const TRANSACTION = { path: "/", command: "transaction" } as const;

/** Writes, keeps alive and commits by the number alone, past the client's own knowledge of what is over. */
async function callsOf(ground: Ground, table: string, txid: bigint): Promise<Record<string, Answer>> {
  const target = { path: ground.path(table), txid, sorted: false };
  const { signal } = ground;
  const calls = {
    insert: () => insertRows(ground.client.transport, target, counted(1, 100), { signal }),
    "keep-alive": () => ground.send({ ...TRANSACTION, method: "GET", txid }),
    commit: () => ground.send({ ...TRANSACTION, method: "PUT", txid, idempotent: true }),
    rollback: () => ground.send({ ...TRANSACTION, method: "DELETE", txid, idempotent: true }),
  };
  const answers: Record<string, Answer> = {};
  for (const [name, work] of Object.entries(calls)) answers[name] = await answerTo(work);
  return answers;
}

function toldOf(answers: Record<string, Answer>): string {
  return Object.entries(answers)
    .map(([name, { text }]) => `${name}: ${text}`)
    .join(", ");
}

async function mustBe(ground: Ground, table: string, expected: string): Promise<void> {
  const left = shown(await rowsOf(ground.table(ground.outside(), table)));
  expectThat(left === expected, `Afterwards the table has ${left} in place of ${expected}.`);
}

async function endedTransactions(ground: Ground): Promise<string> {
  await ground.fill("ended", keyed([[1, "a"]]));
  const told: string[] = [];
  for (const [end, after] of [
    ["commit", "after a commit"],
    ["rollback", "after a rollback"],
  ] as const) {
    const tx = await ground.begin();
    await tx.keepAlive();
    await tx[end]();
    const answers = await callsOf(ground, "ended", tx.id);
    expectThat(answers["insert"]?.kind !== "accepted", `An insert ${after} was accepted.`);
    await mustBe(ground, "ended", "1=a");
    told.push(`${after}: ${toldOf(answers)}`);
  }
  return told.join("; ");
}

async function unknownTransactions(ground: Ground): Promise<string> {
  await ground.fill("unknown", keyed([[1, "a"]]));
  const answers = await callsOf(ground, "unknown", randomBytes(8).readBigUInt64LE() | 1n);
  expectThat(answers["insert"]?.kind !== "accepted", "An insert was accepted.");
  await mustBe(ground, "unknown", "1=a");
  return toldOf(answers);
}

/** A transaction that inserted a row and was committed. */
async function committed(ground: Ground, table: string): Promise<Transaction> {
  await ground.fill(table, keyed([[1, "a"]]));
  const tx = await ground.begin();
  await ground.table(tx, table).insert(keyed([[2, "b"]]));
  await tx.commit();
  return tx;
}

async function rollbackAfterCommit(ground: Ground): Promise<string> {
  const { id: txid } = await committed(ground, "after_commit");
  const answer = await answerTo(() =>
    ground.send({ ...TRANSACTION, method: "DELETE", txid, idempotent: true }),
  );
  await mustBe(ground, "after_commit", "1=a 2=b");
  const isFine = answer.kind === "accepted" || isRefusal(answer);
  expectThat(isFine && answer.kind !== "forbidden", `It is answered ${answer.text}.`);
  return answer.text;
}

async function commitTwice(ground: Ground): Promise<string> {
  const { id: txid } = await committed(ground, "twice");
  const answer = await answerTo(() => ground.send({ ...TRANSACTION, method: "PUT", txid, idempotent: true }));
  await mustBe(ground, "twice", "1=a 2=b");
  expectThat(answer.kind === "accepted" || isRefusal(answer), `It is answered ${answer.text}.`);
  return answer.text;
}
