import type { Exchange } from "./exchange.ts";
import type { HttpSettings } from "./settings.ts";
import type { SocketServer } from "./sockets.ts";

const tickMs = 250;

/** The requests that run now: cuts those that take too long, and waits for the rest when the server closes. */
export class Traffic {
  readonly #running = new Map<Exchange, Promise<void>>();
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

  /** Watches an exchange until its work, which never rejects, is over; that may be after its client has left. */
  enter(exchange: Exchange, work: Promise<void>): void {
    this.#running.set(exchange, work);
    void work.finally(() => this.#running.delete(exchange));
    exchange.response.once("close", () => {
      if (!exchange.response.writableFinished) exchange.abort();
    });
  }

  /** Resolves when no connection is left and no work runs, or at the deadline, which cuts what is left. */
  async close(server: SocketServer): Promise<void> {
    this.closing = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const deadline = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      this.#cut(server);
      deadline.resolve();
    }, this.#settings.closeTimeMs);
    await closed;
    await Promise.race([Promise.all(this.#running.values()), deadline.promise]);
    clearInterval(idle);
    clearTimeout(timer);
    clearInterval(this.#clock);
  }

  #cut(server: SocketServer): void {
    for (const exchange of this.#running.keys()) exchange.abort();
    server.closeAllConnections();
  }

  #look(): void {
    const oldest = performance.now() - this.#settings.requestTimeMs;
    for (const exchange of this.#running.keys()) {
      if (exchange.started > oldest) return;
      if (!exchange.streaming && !exchange.response.headersSent) this.#onLate(exchange);
    }
  }
}
