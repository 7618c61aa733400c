import type { Answer, Call, Delivery } from "./exchange.ts";

/** What the hooks of one mutation share during one run. */
export interface Scene {
  /** Says that something was broken by other means than a change of what passes. */
  readonly mark: () => void;
  /** Kept from one request to the next. */
  readonly state: Map<string, unknown>;
  /** The header that shows the run's own credentials; undefined where none are needed. */
  readonly authorisation: string | undefined;
  /** Sends a request of the mutation's own to the server, past the proxy, as the run. */
  readonly server: (method: string, path: string, body?: unknown) => Promise<Answer>;
}

/** How requests, replies and events are changed on their way; what is left out passes as it is. */
export interface Change {
  /** Changes a request before the server sees it. */
  readonly request?: (call: Call, scene: Scene) => void | Promise<void>;
  /** Answers in the place of the server; undefined passes the request on. */
  readonly instead?: (call: Call, scene: Scene) => Answer | undefined | Promise<Answer | undefined>;
  /** Changes the reply of the server. */
  readonly reply?: (answer: Answer, call: Call, scene: Scene) => void | Promise<void>;
  /** What arrives at a receiver, and in which order, in the place of one delivery. */
  readonly event?: (delivery: Delivery, scene: Scene) => readonly Delivery[];
}

/** One behaviour of the server that the proxy breaks. */
export interface Mutation extends Change {
  /** A topic and a name, such as `flows-list/label-ignored`; unique. */
  readonly id: string;
  /** What the mutated server does, in a sentence. */
  readonly breaks: string;
  /** The behaviours that it violates; the tests that judge them run first. */
  readonly behaviours: readonly string[];
  /**
   * The operations whose requests it changes, by the contract's ids; `media` for Objects' bytes, `event` for what is
   * delivered, `any` for all operations, `unknown` for what is none.
   */
  readonly on: readonly string[];
  /** The operations whose tests may catch it, where they are not those that it changes. */
  readonly via?: readonly string[];
  /** Only caught after a long wait, so no part of the fast sample. */
  readonly slow?: true;
  /** Needs a server that answers every delete of Segments with a Deletion Request. */
  readonly lateDeletes?: true;
}

type More = Pick<Mutation, "via" | "slow" | "lateDeletes">;

/** A mutation in one line: its id, what it breaks, the behaviours (blanks between), where it acts, and how. */
export function mutation(
  id: string,
  breaks: string,
  behaviours: string,
  on: string,
  change: Change,
  more: More = {},
): Mutation {
  return {
    id,
    breaks,
    behaviours: words(behaviours),
    on: words(on).flatMap(operationsOf),
    ...change,
    ...more,
  };
}

function words(text: string): string[] {
  return text.split(" ").filter((word) => word !== "");
}

/** `READ_x` stands for the GET and the HEAD of x. */
function operationsOf(word: string): string[] {
  if (!word.startsWith("READ_")) return [word];
  const name = word.slice("READ_".length);
  return [`GET_${name}`, `HEAD_${name}`];
}
