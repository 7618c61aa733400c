import { VastError } from "./errors.ts";

/**
 * Endpoints as a user lists them: URLs, in which the last number of an IPv4 address may be a range, so that
 * `http://172.19.101.1-16` stands for sixteen virtual addresses. Throws `badRequest` naming one that is no endpoint.
 * Duplicates stay: the same address twice means two shares of the work.
 */
export function expandEndpoints(endpoints: readonly string[]): string[] {
  const expanded = endpoints.flatMap(expandRange).map(endpointUrl);
  if (expanded.length === 0) throw new VastError("badRequest", "At least one endpoint is needed.");
  return expanded;
}

const RANGE = /^(https?:\/\/\d+\.\d+\.\d+\.)(\d+)-(\d+)((?::\d+)?\/?)$/;

function expandRange(endpoint: string): string[] {
  const [, before, first, last, after] = RANGE.exec(endpoint) ?? [];
  if (before === undefined || first === undefined || last === undefined) return [endpoint];
  const [from, to] = [Number(first), Number(last)];
  if (from > to || to > 255) {
    throw new VastError("badRequest", `The range of endpoint ${endpoint} does not ascend within 0 to 255.`);
  }
  return Array.from({ length: to - from + 1 }, (_, index) => `${before}${from + index}${after}`);
}

/** Protocol, host and port, without a slash at the end. */
function endpointUrl(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const plain = url?.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  if (url === undefined || !plain || !/^https?:$/.test(url.protocol)) {
    throw new VastError("badRequest", `Endpoint ${endpoint} is not of the form http(s)://host[:port].`);
  }
  return url.origin;
}

/** Milliseconds that an endpoint is avoided after its first failure; doubles with each further one, up to the last. */
const EJECTION_MS = 5_000;
const LONGEST_EJECTION_MS = 60_000;

interface Health {
  failures: number;
  /** Milliseconds on the pool's clock. */
  ejectedUntil: number;
}

/**
 * Which of several endpoints to use. One that broke is avoided for a while and then tried again by whoever comes
 * next; if all are avoided, the one whose time is up first is used, because refusing to try helps nobody.
 */
export class EndpointPool {
  readonly size: number;
  readonly #health: Health[];
  readonly #clock: () => number;
  #turn = 0;

  /** `clock` gives milliseconds that never go back. */
  constructor(size: number, clock: () => number = () => performance.now()) {
    this.size = size;
    this.#health = Array.from({ length: size }, () => ({
      failures: 0,
      ejectedUntil: Number.NEGATIVE_INFINITY,
    }));
    this.#clock = clock;
  }

  /** The next endpoint in turn, for something that will stay with it. */
  next(): number {
    const turn = this.#turn;
    this.#turn = (turn + 1) % this.size;
    return turn;
  }

  /** The preferred endpoint, or the first healthy one after it, round the list. Indices wrap. */
  pick(preferred: number): number {
    const now = this.#clock();
    const order = Array.from({ length: this.size }, (_, step) => (preferred + step) % this.size);
    return order.find((index) => this.#isHealthy(index, now)) ?? this.#soonest(order);
  }

  /** A healthy endpoint that is not among the tried ones; undefined if there is none. */
  pickOther(preferred: number, tried: ReadonlySet<number>): number | undefined {
    const now = this.#clock();
    const order = Array.from({ length: this.size }, (_, step) => (preferred + step) % this.size);
    return order.find((index) => !tried.has(index) && this.#isHealthy(index, now));
  }

  /** The endpoint broke: refused, reset or fell silent. An error that it answered is no failure of this kind. */
  failed(index: number): void {
    const health = this.#health[index];
    const now = this.#clock();
    // Requests that broke together are one failure, or the first reset of a busy endpoint would eject it for longest.
    if (health === undefined || !this.#isHealthy(index, now)) return;
    health.ejectedUntil = now + Math.min(EJECTION_MS * 2 ** health.failures, LONGEST_EJECTION_MS);
    health.failures++;
  }

  /** The endpoint answered. */
  answered(index: number): void {
    const health = this.#health[index];
    if (health === undefined) return;
    health.failures = 0;
    health.ejectedUntil = Number.NEGATIVE_INFINITY;
  }

  #isHealthy(index: number, now: number): boolean {
    return (this.#health[index]?.ejectedUntil ?? Number.POSITIVE_INFINITY) <= now;
  }

  #soonest(order: readonly number[]): number {
    const until = (index: number): number => this.#health[index]?.ejectedUntil ?? Number.POSITIVE_INFINITY;
    return order.reduce((best, index) => (until(index) < until(best) ? index : best));
  }
}
