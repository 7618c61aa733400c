import { AsyncLocalStorage } from "node:async_hooks";

/** Why credentials are not good, for the operator's log alone: whoever shows them is told nothing of it. */
export interface Doubt {
  reason?: string;
}

const LONGEST = 300;
const LONGEST_NAME = 100;
/** Controls, marks that turn text around, and line ends: a log is read in terminals. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

const asked = new AsyncLocalStorage<Doubt>();

/** Has what `work` is refused for noted in `doubt`. Verifiers ask one another, so it goes around what they return. */
export function doubting<Result>(doubt: Doubt, work: () => Promise<Result>): Promise<Result> {
  return asked.run(doubt, work);
}

/** Says why credentials are refused, without anything secret in it. The first reason counts: it is of whose they are. */
export function refuse(reason: string): undefined {
  const doubt = asked.getStore();
  if (doubt !== undefined) doubt.reason ??= shortened(reason, LONGEST);
}

/** What stands in credentials, which anybody may have written, in quotes. */
export function quoted(text: unknown): string {
  return JSON.stringify(
    shortened(typeof text === "string" ? text : String(JSON.stringify(text)), LONGEST_NAME),
  );
}

function shortened(text: string, most: number): string {
  const letters = [...text.slice(0, 4 * most).replaceAll(UNSEEN, "")];
  return letters.length <= most ? letters.join("") : `${letters.slice(0, most - 1).join("")}…`;
}
