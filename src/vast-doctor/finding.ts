import type { Ground } from "./ground.ts";

/**
 * What a check came to: as the server assumes; otherwise, but the server works with it; otherwise, and the server
 * cannot do without; or not to be found out here.
 */
export type Result = "ok" | "differs" | "failed" | "untried";

/** One check of a cluster. */
export interface Finding {
  /** Its name, by which it can be chosen. */
  readonly check: string;
  /** What the server assumes, as a sentence. */
  readonly about: string;
  readonly result: Result;
  readonly milliseconds: number;
  /** What was seen, or why nothing was. Never has keys. */
  readonly detail?: string;
  /** What that means for the user, and what to do. */
  readonly advice?: string;
}

/** Something to find out about a cluster. */
export interface Check {
  readonly name: string;
  readonly about: string;
  /** Whether the server cannot do without, so that anything else is a failure. */
  readonly isNeeded: boolean;
  /** What it means for the user if it is otherwise, and what to do. */
  readonly otherwise: string;
  /** Which checks must have come to `ok` or `differs`; this one is not tried otherwise. */
  readonly needs?: readonly string[];
  /** Milliseconds that it takes by its nature, beyond the time that each check has. */
  readonly takes?: number;
  /** Resolves to what was seen. Throws `Different`, `Untried`, or what the client throws. */
  run(ground: Ground): Promise<string | undefined>;
}

/** A cluster does otherwise than the server assumes; the message says what it does. */
export class Different extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Different";
  }
}

/** The check cannot be made here; the message says why. */
export class Untried extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Untried";
  }
}

/** No answer in the time that a check has. */
export class Late extends Error {
  constructor(milliseconds: number) {
    super(`Nothing came within ${milliseconds / 1000} seconds (timeout).`);
    this.name = "Late";
  }
}

/** Throws `Different` unless the condition holds. */
export function expectThat(holds: boolean, otherwise: string): void {
  if (!holds) throw new Different(otherwise);
}
