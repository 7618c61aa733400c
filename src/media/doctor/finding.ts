/** What a check came to. A warning is for the operator to judge; the backend works. */
export type Result = "ok" | "warning" | "failed" | "skipped";

/** One check of a Storage Backend. */
export interface Finding {
  readonly backend: string;
  readonly check: string;
  readonly result: Result;
  readonly milliseconds: number;
  /** What was seen, or why the check was skipped. */
  readonly detail?: string;
  /** How to mend it. */
  readonly advice?: string;
}

/** Something to prove about a Storage Backend. */
export interface Check {
  readonly name: string;
  /** Which checks must not have failed or been skipped; this one is skipped otherwise. */
  readonly needs?: readonly string[];
  /** Why it cannot be made at all. */
  readonly skip?: string;
  /** What S3 must permit for it. */
  readonly permission?: string;
  /** Whether it goes the way that clients go. */
  readonly isOutside?: boolean;
  /** Resolves to what is worth telling, if anything. Throws what is wrong. */
  run(signal: AbortSignal): Promise<string | undefined>;
}

/** Something wrong of which the check itself knows how to mend it. */
export class Trouble extends Error {
  readonly advice: string;
  readonly result: Result;

  constructor(message: string, advice: string, result: Result = "failed") {
    super(message);
    this.name = "Trouble";
    this.advice = advice;
    this.result = result;
  }
}

/** No answer in the time that a check has. */
export class Late extends Error {
  constructor(milliseconds: number) {
    super(`Nothing came within ${milliseconds / 1000} seconds (timeout).`);
    this.name = "Late";
  }
}
