import { type Behaviour, behaviourOf } from "./behaviours.ts";
import { CONTRACT } from "./contract.ts";

/**
 * What became of one behaviour in one test. `warned` is a deviation from a recommendation; `differs` one from a
 * decision of ours where the specification is silent, which is never held against another server.
 */
export type VerdictOutcome = "passed" | "failed" | "warned" | "differs";

/** A judgement of one behaviour by one test. */
export interface Verdict {
  readonly test: string;
  /** A behaviour's id, or `CONTRACT`. */
  readonly behaviour: string;
  readonly outcome: VerdictOutcome;
  readonly expectation: string;
  /** The id of the exchange that shows it; kept in the report unless it passed. */
  readonly exchange?: string;
}

const CONTRACT_BEHAVIOUR: Behaviour = {
  id: CONTRACT,
  level: "M",
  area: "http",
  statement:
    "A reply has a status that is documented for its operation and a body that fits the schema of that status.",
  source: "TimeAddressableMediaStore.yaml, the responses of every operation",
  suite: "strict",
  test: "blackBox",
};

/** What a verdict judges, the contract as a whole included. Throws for an unknown id. */
export function judged(id: string): Behaviour {
  return id === CONTRACT ? CONTRACT_BEHAVIOUR : behaviourOf(id);
}

/** How a deviation counts, by the behaviour's level and how section by section the suite treats it. */
export function deviation({ level, suite }: Behaviour, strict: boolean): VerdictOutcome {
  if (strict || (level === "M" && suite !== "skip")) return "failed";
  return level === "D" || suite === "skip" ? "differs" : "warned";
}
