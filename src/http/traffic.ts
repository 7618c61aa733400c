import type { Server } from "node:http";
import type { Exchange } from "./exchange.ts";
import type { HttpSettings } from "./settings.ts";

const tickMs = 250;

/** The requests that run now: cuts those that take too long, and waits for the rest when the server closes. */
export class Traffic {
  readonly #running = new Set<Exchange>();
  readonly #settings: HttpSettings;
  readonly #onLate: (exchange: Exchange) => void;
  #clock: NodeJS.Timeout | undefined;
  closing = false;

  constructor(settings: HttpSettings, onLate: (exchange: Exchange) => void) {
    this.#settings = settings;
    this.#onLate = onLate;
  }

  /** One clock for all requests, since a timer for each would cost more than the look. */
  start(): void {
    this.#clock = setInterval(() => this.#look(), Math.min(tickMs, this.#settings.requestTimeMs));
    this.#clock.unref();
  }

  enter(exchange: Exchange): void {
    this.#running.add(exchange);
    exchange.response.once("close", () => {
      this.#running.delete(exchange);
      if (!exchange.response.writableFinished) exchange.abort();
    });
  }

  /** Resolves when the server has no connection left: at the latest, when the deadline has cut them. */
  async close(server: Server): Promise<void> {
    this.closing = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const deadline = setTimeout(() => this.#cut(server), this.#settings.closeTimeMs);
    await closed;
    clearInterval(idle);
    clearTimeout(deadline);
    clearInterval(this.#clock);
  }

  #cut(server: Server): void {
    for (const exchange of this.#running) exchange.abort();
    server.closeAllConnections();
  }

  #look(): void {
    const oldest = performance.now() - this.#settings.requestTimeMs;
    for (const exchange of this.#running) {
      if (exchange.started > oldest) return;
      if (!exchange.streaming && !exchange.response.headersSent) this.#onLate(exchange);
    }
  }
}
