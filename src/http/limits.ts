import { isIPv6 } from "node:net";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { HttpProblem } from "./problem.ts";
import type { HttpSettings } from "./settings.ts";

/** What may be asked how often. Each rejects with a 429 that says when to come again. */
export interface Limits {
  /** Counts a request of an address; absent where that has no limit. */
  readonly address?: (address: string) => Promise<void>;
  /** Counts a request of a principal, by its id; absent where that has no limit. */
  readonly identity?: (id: string) => Promise<void>;
  /** Refuses an address that showed too many wrong credentials within a minute. */
  mayTry(address: string): Promise<void>;
  /** Counts wrong credentials. */
  failed(address: string): Promise<void>;
}

type Rates = Pick<HttpSettings, "rateLimitPerAddress" | "rateLimitPerIdentity" | "authFailuresPerMinute">;

/** A rate holds over this many seconds, so that so many seconds' worth may come at once. */
const burstSeconds = 10;

/** Limits in the memory of this process: several processes behind one address allow so much each. */
export function openLimits(rates: Rates): Limits {
  const { rateLimitPerAddress, rateLimitPerIdentity, authFailuresPerMinute } = rates;
  const failures = new RateLimiterMemory({ points: authFailuresPerMinute, duration: 60 });
  return {
    ...(rateLimitPerAddress > 0 && { address: counting(rateLimitPerAddress, "address", neighbourhood) }),
    ...(rateLimitPerIdentity > 0 && { identity: counting(rateLimitPerIdentity, "caller", (id) => id) }),
    mayTry: async (address) => {
      const found = await failures.get(neighbourhood(address));
      if (found !== null && found.consumedPoints >= authFailuresPerMinute)
        throw tooMany("There were too many wrong credentials from this address.", found);
    },
    failed: async (address) => {
      await failures.penalty(neighbourhood(address));
    },
  };
}

function counting(
  perSecond: number,
  whose: string,
  keyOf: (text: string) => string,
): (text: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: perSecond * burstSeconds, duration: burstSeconds });
  return async (text) => {
    try {
      await limiter.consume(keyOf(text));
    } catch (thrown) {
      if (!(thrown instanceof RateLimiterRes)) throw thrown;
      throw tooMany(`This ${whose} sends more than the ${perSecond} requests a second it may.`, thrown);
    }
  };
}

/** An IPv6 client has 2^64 addresses to choose from, so its network counts as one. */
function neighbourhood(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0");
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}

function tooMany(summary: string, { msBeforeNext }: RateLimiterRes): HttpProblem {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return new HttpProblem(429, "tooManyRequests", summary, { "Retry-After": String(seconds) });
}
