import type { Principal } from "../contract/operations.ts";
import type { App } from "../services/app.ts";
import { webhookOwner } from "../services/webhook-owner.ts";
import type { Row } from "../storage/tables.ts";

/** Owners of whom nothing is asked for so long are forgotten. */
const KEPT_MS = 60_000;

type OwnedRow = Pick<Row<"webhooks">, "owner">;

interface Known {
  /** Undefined for an owner who may do nothing any more. */
  readonly principal: Principal | undefined;
  used: number;
}

const all = new WeakMap<App, Owners>();

/** The owners of an app's Webhooks. */
export function ownersOf(app: App): Owners {
  const owners = all.get(app) ?? new Owners(app);
  all.set(app, owners);
  return owners;
}

/**
 * Who the owners of Webhooks are today, for work inside a write: a write reads one snapshot and cannot ask elsewhere. Work
 * that finds an owner unknown gives up, learns of him outside, and starts over.
 */
export class Owners {
  readonly #app: App;
  readonly #known = new Map<string | null, Known>();

  constructor(app: App) {
    this.#app = app;
  }

  /** What was learned of a Webhook's owner; undefined if nothing was. */
  ask({ owner }: OwnedRow): Pick<Known, "principal"> | undefined {
    const known = this.#known.get(owner);
    if (known !== undefined) known.used = performance.now();
    return known;
  }

  /** Learns of some owners. Throws `unavailable` when it cannot. */
  async learn(rows: readonly OwnedRow[]): Promise<void> {
    for (const { owner } of new Map(rows.map((row) => [row.owner, row])).values()) {
      const principal = await this.#app.ownerNow(webhookOwner({ owner }));
      this.#known.set(owner, { principal, used: this.#known.get(owner)?.used ?? performance.now() });
    }
  }

  /** Learns anew of those who were asked about lately, so that work rarely starts over. How fresh it is, is for `ownerNow`. */
  async renew(): Promise<void> {
    const now = performance.now();
    for (const [owner, { used }] of this.#known) if (now - used > KEPT_MS) this.#known.delete(owner);
    await this.learn([...this.#known.keys()].map((owner) => ({ owner })));
  }
}
