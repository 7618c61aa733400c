import { StoreError } from "../../errors.ts";
import type { ExpiringKey } from "./options.ts";
import type { AccessKey } from "./sign.ts";

/** The SDK gets a new key when the old one has less than five minutes left; asked earlier, it gives the old one. */
const MARGIN = 290_000;
const SECOND = 1000;
const HOUR = 3_600_000;

/**
 * Who signs: the key that a provider gives, at hand without waiting, and renewed in the background before it ends. A URL
 * does not outlive the key that signed it, so that keys must last longer than the URLs have to (TAMS X-144).
 */
export class Identity {
  readonly #provider: () => Promise<ExpiringKey>;
  #key: ExpiringKey;
  #timer: NodeJS.Timeout | undefined;

  private constructor(provider: () => Promise<ExpiringKey>, key: ExpiringKey) {
    this.#provider = provider;
    this.#key = key;
    this.#schedule();
  }

  /** Asks the provider for the first key, and fails as it does. */
  static async open(provider: () => Promise<ExpiringKey>): Promise<Identity> {
    return new Identity(provider, await provider());
  }

  /** The key in force, the same object until there is a newer one. Throws `unavailable` when it has ended. */
  current(): AccessKey {
    if (this.#key.expiration !== undefined && this.#key.expiration.getTime() <= Date.now()) {
      throw new StoreError("unavailable", "The S3 credentials have expired and could not be renewed yet.");
    }
    return this.#key;
  }

  /** Stops renewing. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #schedule(delay = this.#untilRenewal()): void {
    if (delay === undefined) return;
    this.#timer = setTimeout(() => void this.#renew(), delay).unref();
  }

  #untilRenewal(): number | undefined {
    const { expiration } = this.#key;
    if (expiration === undefined) return undefined;
    return Math.min(Math.max(expiration.getTime() - MARGIN - Date.now(), SECOND), HOUR);
  }

  async #renew(): Promise<void> {
    try {
      this.#key = await this.#provider();
      this.#schedule();
    } catch {
      // The old key may still be good; when it is not, its users say so.
      this.#schedule(10 * SECOND);
    }
  }
}
