import type { Engine } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { openRecent } from "./recent.ts";

/** The rows of accounts, as they were a few seconds ago at most. */
export interface AccountRows {
  user(id: string): Promise<Row<"users"> | undefined>;
  token(id: string): Promise<Row<"api_tokens"> | undefined>;
  /** Has the user looked up again. */
  forgetUser(id: string): void;
}

/** Reads rows at most once in so many seconds each: a request then costs no query for who makes it. */
export function openRows(engine: Engine, seconds: number, now: () => Date): AccountRows {
  const users = openRecent<Row<"users"> | undefined>(seconds, now);
  const tokens = openRecent<Row<"api_tokens"> | undefined>(seconds, now);
  return {
    user: (id) => users.get(id, () => engine.read((view) => view.get("users", { id }))),
    token: (id) => tokens.get(id, () => engine.read((view) => view.get("api_tokens", { id }))),
    forgetUser: (id) => users.forget(id),
  };
}
