import type { Call } from "./call.ts";
import type { Cluster } from "./cluster.ts";
import type { FaultName } from "./faults.ts";
import { TabularError } from "./query/tabular-error.ts";
import { conflict, slowDown } from "./refusal.ts";

/** Whether a fault happens now; if so it is counted. */
export function strikes({ faults, counters }: Cluster, name: FaultName): boolean {
  const happens = faults.happens(name);
  if (happens) counters.count("faults", name);
  return happens;
}

/** Whether the connection is cut before the call is carried out. */
export function isCutBefore(cluster: Cluster, call: Call): boolean {
  return strikes(cluster, "cutBefore") || (isCommit(call) && strikes(cluster, "cutCommitBefore"));
}

/** Whether the connection is cut instead of the answer, now that the call was carried out. */
export function isCutAfter(cluster: Cluster, call: Call): boolean {
  return strikes(cluster, "cutAfter") || (isCommit(call) && strikes(cluster, "cutCommitAfter"));
}

/** Throws what happens to a call instead of its being carried out. */
export function meetTrouble(cluster: Cluster, call: Call): void {
  if (strikes(cluster, "slowDown")) throw slowDown();
  if (strikes(cluster, "unavailable")) throw new TabularError(503, "ServiceUnavailable", "Try again later.");
  const { txid, command, method } = call;
  if (txid !== 0n && strikes(cluster, "expiredTransaction")) {
    cluster.transactions.rollback(cluster.transactions.get(txid));
  }
  if (isCommit(call) && strikes(cluster, "conflictAtCommit")) {
    cluster.transactions.rollback(cluster.transactions.get(txid));
    throw conflict("The commit conflicts with another transaction (injected).");
  }
  if (command === "rows" && method !== "POST" && strikes(cluster, "conflictAtUpdate")) {
    throw conflict("A row was changed by another transaction (injected).");
  }
}

function isCommit({ method, command }: Call): boolean {
  return command === "transaction" && method === "PUT";
}
