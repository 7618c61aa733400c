import type { Auth, Caller, Credentials } from "../auth/auth.ts";
import { type Doubt, doubting } from "../auth/reasons.ts";
import { operationTable } from "../contract/generated/operations.ts";
import type { OperationId, Principal } from "../contract/operations.ts";
import type { Operation } from "../contract/table.ts";
import { forbidden, StoreError } from "../errors.ts";
import type { Log } from "../services/app.ts";
import type { AddressOf } from "./address.ts";
import type { Exchange } from "./exchange.ts";
import type { Limits } from "./limits.ts";
import { signedUrl } from "./principals.ts";

/** What the entrance needs to know who may come in. */
export interface EntranceOptions {
  readonly auth: Auth;
  readonly limits: Limits;
  readonly addressOf: AddressOf;
  readonly log: Log;
}

/** Settles who calls, before anything is said about the request itself. */
export interface Entrance {
  /**
   * Notes the caller in the exchange. Throws unauthenticated for nobody (AUTH-003, AUTH-006), forbidden for a caller without
   * a sufficient scope (AUTH-007, AUTH-024), and a 429 for who asks too often.
   */
  enter(exchange: Exchange): Promise<void>;
  /** Does what may itself be a try of credentials, such as a login, and counts it where it failed. */
  trying<Reply extends { readonly status: number }>(
    exchange: Exchange,
    work: () => Promise<Reply>,
  ): Promise<Reply>;
}

/** Operations that a signature opens as well: their `security` has an alternative without any scheme. */
const signable: ReadonlySet<OperationId> = new Set(
  operationTable
    .filter(({ security }) => security.some((schemes) => Object.keys(schemes).length === 0))
    .map(({ id }) => id),
);

/** The entrance of a server on which authentication is on. */
export function compileEntrance(options: EntranceOptions): Entrance {
  const { limits, addressOf } = options;
  return {
    enter: async (exchange) => {
      const { match, operation, method } = exchange;
      const address = addressOf(exchange.request);
      await limited(exchange, limits.address?.(address));
      // Browsers ask before they may send credentials.
      if (method === "options" && match !== undefined) return;
      if (operation !== undefined && operation.scopes.length === 0) return;
      if (operation !== undefined && signable.has(operation.id) && isSigned(exchange)) {
        exchange.principal = signedUrl;
        return;
      }
      await identify(exchange, address, options);
      await limited(exchange, limits.identity?.(exchange.principal.id));
      if (operation !== undefined) requireScope(exchange, operation);
    },
    trying: async (exchange, work) => {
      if (!isAttempt(exchange.operation)) return await work();
      const address = addressOf(exchange.request);
      await limited(exchange, limits.mayTry(address));
      const reply = await answered(exchange, work, () => limits.failed(address));
      // What was tried meanwhile may have been too much: then a success is told no more than a failure.
      if (exchange.refusedBy === undefined) await limited(exchange, limits.mayTry(address));
      return reply;
    },
  };
}

/** The credentials are asked for even where nothing is: whoever is not known learns nothing of the paths either. */
async function identify(exchange: Exchange, address: string, options: EntranceOptions): Promise<void> {
  const { auth, limits } = options;
  const { authorization } = exchange.request.headers;
  const accessToken = tokenIn(exchange.search);
  const isTry = authorization !== undefined || accessToken !== undefined;
  if (isTry) await limited(exchange, limits.mayTry(address));
  const given = { authorization, accessToken, address };
  const caller = await auth.authenticate(given).catch(async (thrown: unknown): Promise<never> => {
    if (isRefusal(thrown)) {
      refuseCredentials(exchange, reasonIn(thrown));
      if (isTry) await noteFailure(exchange, address, thrown, options);
    }
    throw thrown;
  });
  if (isTry) await limited(exchange, limits.mayTry(address));
  admit(exchange, caller, accessToken);
  exchange.stillProven = () => isProven(auth, given);
}

/** Whoever decides and does not answer takes nothing away. */
async function isProven(auth: Auth, given: Credentials): Promise<boolean> {
  try {
    await auth.authenticate(given);
    return true;
  } catch (thrown) {
    return !isRefusal(thrown);
  }
}

function admit(exchange: Exchange, caller: Caller, accessToken: string | undefined): void {
  exchange.caller = caller;
  exchange.principal = noting(exchange, caller.principal);
  if (caller.scheme === "url") exchange.urlToken = accessToken;
}

/** A restricted caller whose refusals leave their rule with the exchange. */
function noting(exchange: Exchange, principal: Principal): Principal {
  if (principal.grants === undefined) return principal;
  return {
    ...principal,
    note: (decision) => {
      if (!decision.allowed) exchange.rule = `${decision.asked}: ${decision.rule}`;
      principal.note?.(decision);
    },
  };
}

async function noteFailure(
  { id }: Exchange,
  address: string,
  thrown: StoreError,
  { limits, log }: EntranceOptions,
): Promise<void> {
  log.info("credentials refused", { id, address, reason: reasonIn(thrown) });
  await limits.failed(address);
}

function reasonIn({ cause }: StoreError): string | undefined {
  return cause instanceof Error ? cause.message : undefined;
}

function refuseCredentials(exchange: Exchange, reason: string | undefined): void {
  exchange.refusedBy = "credentials";
  if (reason !== undefined) exchange.rule = `no valid credentials (${reason})`;
}

function requireScope(exchange: Exchange, { scopes }: Operation): void {
  const { principal } = exchange;
  const held = scopes.find((scope) => principal.scopes.has(scope));
  const named = scopes.map((scope) => `tams-api/${scope}`).join(" or ");
  const rule = held === undefined ? `the caller has none of ${named}` : `the caller has tams-api/${held}`;
  principal.note?.({ allowed: held !== undefined, asked: `scope ${scopes.join(" or ")}`, rule });
  if (held !== undefined) return;
  exchange.refusedBy = "scope";
  exchange.rule = `scope: ${rule}`;
  throw forbidden(`This needs the scope ${named}.`);
}

/** Waits for a limit, if there is one, and notes that it was what refused. */
async function limited(exchange: Exchange, limit: Promise<void> | undefined): Promise<void> {
  if (limit === undefined) return;
  try {
    await limit;
  } catch (thrown) {
    exchange.refusedBy = "rate";
    throw thrown;
  }
}

/** Whatever anybody may send to us is a login, or something like it. */
function isAttempt(operation: Operation | undefined): boolean {
  return operation !== undefined && operation.method === "post" && operation.scopes.length === 0;
}

/** A refusal comes thrown, or as a reply in the form of OAuth (RFC 6749, section 5.2). */
async function answered<Reply extends { readonly status: number }>(
  exchange: Exchange,
  work: () => Promise<Reply>,
  failed: () => Promise<void>,
): Promise<Reply> {
  const doubt: Doubt = {};
  const refused = async (): Promise<void> => {
    refuseCredentials(exchange, doubt.reason);
    await failed();
  };
  const reply = await doubting(doubt, work).catch(async (thrown: unknown): Promise<never> => {
    if (isRefusal(thrown)) await refused();
    throw thrown;
  });
  if (reply.status === 400 || reply.status === 401) await refused();
  return reply;
}

function isRefusal(thrown: unknown): thrown is StoreError {
  return thrown instanceof StoreError && thrown.fault === "unauthenticated";
}

/** Unlike the reader of queries this never throws: who calls is asked before whether the query can be read. */
function tokenIn(search: string): string | undefined {
  if (search === "") return undefined;
  return new URLSearchParams(search).getAll("access_token").at(-1) || undefined;
}

/** A signature that is there is judged with the bytes, good or bad; without one the caller counts. */
function isSigned({ search }: Exchange): boolean {
  return search !== "" && new URLSearchParams(search).has("signature");
}
