import type { JWTVerifyGetKey } from "jose";
import type { OidcSettings } from "../config/auth.ts";
import { StoreError } from "../errors.ts";
import type { Log } from "../services/app.ts";
import { fetchKeys, kidsOf, toKeys } from "./discovery.ts";
import type { IssuerKeys } from "./jwt.ts";

/** The keys of an issuer that publishes them, fetched again and again until they are closed. */
export interface RemoteKeys extends IssuerKeys {
  close(): void;
}

/** How often keys are fetched, and how soon again for a key that was not there. */
export interface KeyTimes {
  readonly keysSeconds: number;
  readonly cooldownSeconds: number;
}

/** An issuer that is down keeps its keys for so many times the age at which they are fetched again, then nobody of it comes in. */
const STALE_TIMES = 12;

interface Known {
  readonly find: JWTVerifyGetKey;
  readonly text: string;
  /** When it was last what the issuer publishes, in milliseconds of `performance.now()`. */
  readonly at: number;
}

/** The fetching of an issuer's keys, and how it stands. */
interface Fetching {
  known: Known | undefined;
  /** Why the last attempt failed, if it did. */
  failure: unknown;
  /** When the last attempt began, in milliseconds of `performance.now()`. */
  attempted: number;
  pending: Promise<void> | undefined;
  readonly refresh: () => Promise<void>;
  readonly close: () => void;
}

/**
 * Keeps the keys of an issuer by OpenID Connect Discovery. It starts at once and needs no answer to have started: until
 * there is one, whoever asks is told `unavailable`.
 */
export function openRemoteKeys(settings: OidcSettings, times: KeyTimes, log: Log): RemoteKeys {
  const { keysSeconds, cooldownSeconds } = times;
  const fetching = startFetching(settings, times, log);
  const usable = (): JWTVerifyGetKey | undefined => {
    const { known } = fetching;
    const age = performance.now() - (known?.at ?? 0);
    return age < keysSeconds * STALE_TIMES * 1000 ? known?.find : undefined;
  };
  return {
    current: async () => {
      if (usable() === undefined) await fetching.pending;
      const find = usable();
      if (find === undefined) throw unreachable(cooldownSeconds, fetching.failure);
      return find;
    },
    renewed: async () => {
      const { pending, attempted } = fetching;
      const isCooling = pending === undefined && performance.now() - attempted < cooldownSeconds * 1000;
      if (!isCooling) await fetching.refresh();
      const { known, failure } = fetching;
      // Whether there is such a key cannot be told while the issuer does not answer.
      if (known === undefined || failure !== undefined) throw unreachable(cooldownSeconds, failure);
      return isCooling ? undefined : known.find;
    },
    close: fetching.close,
  };
}

function startFetching(settings: OidcSettings, times: KeyTimes, log: Log): Fetching {
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const refresh = (): Promise<void> => {
    if (fetching.pending !== undefined) return fetching.pending;
    clearTimeout(timer);
    fetching.attempted = performance.now();
    fetching.pending = fetchOnce(fetching, settings, log, closing.signal).finally(() => {
      fetching.pending = undefined;
      const { keysSeconds, cooldownSeconds } = times;
      const seconds = fetching.failure === undefined ? keysSeconds : Math.min(cooldownSeconds, keysSeconds);
      if (!closing.signal.aborted) timer = setTimeout(() => void refresh(), seconds * 1000).unref();
    });
    return fetching.pending;
  };
  const close = (): void => {
    clearTimeout(timer);
    closing.abort();
  };
  const never = { known: undefined, failure: undefined, attempted: 0, pending: undefined };
  const fetching: Fetching = { ...never, refresh, close };
  void refresh();
  return fetching;
}

async function fetchOnce(
  fetching: Fetching,
  settings: OidcSettings,
  log: Log,
  closing: AbortSignal,
): Promise<void> {
  const { issuer } = settings;
  try {
    const text = await fetchKeys(settings, closing);
    const same = text === fetching.known?.text ? fetching.known : undefined;
    if (same === undefined) log.info("The keys of an issuer were fetched.", { issuer, keys: kidsOf(text) });
    else if (fetching.failure !== undefined) log.info("The keys of an issuer can be had again.", { issuer });
    fetching.known = { find: same?.find ?? toKeys(text), text, at: performance.now() };
    fetching.failure = undefined;
  } catch (cause) {
    if (fetching.failure === undefined && !closing.aborted)
      log.warn("The keys of an issuer cannot be had.", { issuer, cause: reasonOf(cause) });
    fetching.failure = cause;
  }
}

function unreachable(retryAfter: number, cause: unknown): StoreError {
  const message = "The identity provider does not answer, so the token cannot be checked.";
  return new StoreError("unavailable", message, { retryAfter }, { cause });
}

/** A failed fetch says why only in its cause. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
