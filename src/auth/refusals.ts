/** Whose refusals: an address's, and of a known caller only his. */
export interface Refused {
  readonly address?: string;
  readonly actor?: { readonly id: string; readonly name: string };
}

/** A part of a window's refusals that is not written one by one. */
export interface Withheld extends Refused {
  readonly count: number;
}

interface Window {
  readonly whose: Refused;
  readonly started: number;
  count: number;
}

/** How many refusals of one address or caller are written one by one, and in which time. */
const EACH = 20;
const WINDOW_MS = 60_000;
/** Those that are told apart; beyond that all others count as one. */
const KNOWN = 10_000;
const OTHERS: Refused = { address: "(others)" };

/**
 * Keeps a flood of refused requests from filling the log: of each address, and of each caller behind it, only so many a
 * minute are written one by one, the rest is counted.
 */
export class Refusals {
  readonly #windows = new Map<string, Window>();

  /** Whether a refusal is to be written by itself. */
  admits(refused: Refused, now: number): boolean {
    const whose = this.#known({ ...refused, address: networkOf(refused.address ?? "") });
    const key = keyOf(whose);
    const window = this.#windows.get(key) ?? { whose, started: now, count: 0 };
    this.#windows.set(key, window);
    window.count++;
    return window.count <= EACH;
  }

  /** What was counted in windows that are over, or in all of them. */
  settle(now: number, all = false): Withheld[] {
    const withheld: Withheld[] = [];
    for (const [key, { whose, started, count }] of this.#windows) {
      if (!all && now - started < WINDOW_MS) continue;
      this.#windows.delete(key);
      if (count > EACH) withheld.push({ ...whose, count: count - EACH });
    }
    return withheld;
  }

  #known(whose: Refused): Refused {
    return this.#windows.has(keyOf(whose)) || this.#windows.size < KNOWN ? whose : OTHERS;
  }
}

function keyOf({ address = "", actor }: Refused): string {
  return `${address} ${actor?.id ?? ""}`;
}

/** One customer has a whole /64 of IPv6, so its addresses are as one (RFC 6177). */
function networkOf(address: string): string {
  if (!address.includes(":") || address.startsWith("::ffff:")) return address;
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter((group) => group !== "");
  const missing = tail === undefined ? [] : new Array<string>(8).fill("0");
  return `${[...groups, ...missing].slice(0, 4).join(":")}::/64`;
}
