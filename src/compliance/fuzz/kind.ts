import type { Arbitrary } from "fast-check";
import type { Operation } from "../contract.ts";
import type { Probe } from "../test.ts";
import type { Caller } from "./caller.ts";
import type { Check, Finding } from "./search.ts";
import type { Subject } from "./subjects.ts";

/** Sends one generated request and judges the answer. */
type Trial = () => Promise<Finding | undefined>;

/** A kind of generated requests: what they are, and how an answer to one is judged. */
export interface Kind {
  /** As in "answers ... as it should". */
  readonly what: string;
  /** What is judged when all goes well. */
  readonly behaviour: string;
  readonly trials: Arbitrary<Trial>;
  /** The most requests to send, where it must not be as many as the run asks for. */
  readonly most?: number | undefined;
}

/** A kind of requests that are made of values, each judged by `check`. */
export function kindOf<Value>(
  what: string,
  behaviour: string,
  values: Arbitrary<Value>,
  check: Check<Value>,
  most?: number,
): Kind {
  return { what, behaviour, trials: values.map((value) => () => check(value)), most };
}

/** What the requests of one operation have in common. */
export interface Ground {
  readonly probe: Probe;
  readonly caller: Caller;
  readonly operation: Operation;
  readonly subject: Subject;
}
