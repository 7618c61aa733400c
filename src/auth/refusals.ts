/** A part of a window's refusals that is not written one by one. */
export interface Withheld {
  readonly address: string;
  readonly count: number;
}

interface Window {
  readonly started: number;
  count: number;
}

/** How many refusals of one address are written one by one, and in which time. */
const EACH = 20;
const WINDOW_MS = 60_000;
/** Addresses that are told apart; beyond that all others count as one. */
const ADDRESSES = 10_000;
const OTHERS = "(others)";

/**
 * Keeps a flood of refused requests from filling the log: of each address only so many a minute are written one by one,
 * the rest is counted.
 */
export class Refusals {
  readonly #windows = new Map<string, Window>();

  /** Whether a refusal is to be written by itself. */
  admits(address: string, now: number): boolean {
    const key = this.#keyOf(address);
    const window = this.#windows.get(key);
    if (window === undefined) {
      this.#windows.set(key, { started: now, count: 1 });
      return true;
    }
    window.count++;
    return window.count <= EACH;
  }

  /** What was counted in windows that are over, or in all of them. */
  settle(now: number, all = false): Withheld[] {
    const withheld: Withheld[] = [];
    for (const [address, { started, count }] of this.#windows) {
      if (!all && now - started < WINDOW_MS) continue;
      this.#windows.delete(address);
      if (count > EACH) withheld.push({ address, count: count - EACH });
    }
    return withheld;
  }

  #keyOf(address: string): string {
    const network = networkOf(address);
    return this.#windows.has(network) || this.#windows.size < ADDRESSES ? network : OTHERS;
  }
}

/** One customer has a whole /64 of IPv6, so its addresses are as one (RFC 6177). */
function networkOf(address: string): string {
  if (!address.includes(":") || address.startsWith("::ffff:")) return address;
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter((group) => group !== "");
  const missing = tail === undefined ? [] : new Array<string>(8).fill("0");
  return `${[...groups, ...missing].slice(0, 4).join(":")}::/64`;
}
