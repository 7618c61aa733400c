import type { Row } from "../storage/tables.ts";
import { isFrom, isSecretOf, noteUse, splitToken, tokenIdentity } from "./api-tokens.ts";
import type { Identity } from "./auth.ts";
import { refuse } from "./reasons.ts";
import type { AccountRows } from "./rows.ts";
import type { Accounts } from "./users.ts";

/** An API token that was found, and who it is now. */
export interface Client {
  readonly identity: Identity;
  /** When the oldest thing that it depends on became valid, in ms: what was issued before is void. */
  readonly validFrom: number;
}

/** Looks at API tokens. */
export interface Clients {
  /** Undefined where the secret does not fit, or the token is not good now or from there. Notes that it was used. */
  check(id: string, secret: string, address: string): Promise<Client | undefined>;
  /** The token without its secret; without an address it may be used from anywhere. */
  now(id: string, address?: string): Promise<Client | undefined>;
}

/** The time of the last use is written at most this often. */
const USE_MS = 60_000;

/** Answers from rows that may be a few seconds old. */
export function openClients(accounts: Accounts, rows: AccountRows): Clients {
  const noted = new Map<string, number>();
  /** Nobody waits for it, and a use that is not noted is no reason to refuse one. */
  const noteNow = ({ id, last_used }: Row<"api_tokens">): void => {
    const time = accounts.now().getTime();
    if (time - Math.max(last_used ?? 0, noted.get(id) ?? 0) < USE_MS) return;
    noted.set(id, time);
    noteUse(accounts, id).catch(() => noted.delete(id));
  };
  const toClient = async (row: Row<"api_tokens">): Promise<Client | undefined> => {
    const user = row.user_id === null ? undefined : await rows.user(row.user_id);
    const time = accounts.now().getTime();
    const identity = tokenIdentity(row, user, time);
    if (identity === undefined) return refuse(`client:${row.id} ${whyNobody(row, time)}`);
    return { identity, validFrom: Math.max(Date.parse(row.created), user?.valid_from ?? 0) };
  };
  return {
    check: async (id, given, address) => {
      const row = await rows.token(id);
      const whole = splitToken(given);
      const secret = whole === undefined || whole.id !== id ? given : whole.secret;
      if (row === undefined) return refuse(unknown(id));
      if (!isSecretOf(row, secret)) return refuse(`not the secret of client:${id}`);
      if (!isFrom(row, address)) return refuse(elsewhere(id));
      const client = await toClient(row);
      if (client !== undefined) noteNow(row);
      return client;
    },
    now: async (id, address) => {
      const row = await rows.token(id);
      if (row === undefined) return refuse(unknown(id));
      if (address !== undefined && !isFrom(row, address)) return refuse(elsewhere(id));
      return toClient(row);
    },
  };
}

function unknown(id: string): string {
  return `the API token client:${id} is unknown or revoked`;
}

function elsewhere(id: string): string {
  return `client:${id} may not come from this address`;
}

function whyNobody({ expires }: Row<"api_tokens">, time: number): string {
  const isOver = expires !== null && expires <= time;
  return isOver ? `expired ${new Date(expires).toISOString()}` : "is of a user who is gone or suspended";
}
