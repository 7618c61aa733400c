import { once } from "node:events";
import http from "node:http";
import type { Effect } from "./effects.ts";
import { conduct } from "./exchange.ts";

/** An effect and the requests that suffer it: those that fit all that is set. */
export interface FaultRule {
  readonly effect: Effect;
  readonly method?: string;
  /** Fits the path with its query, percent-encoded as it was sent. */
  readonly path?: RegExp;
  /** Only this one, from 1, of the requests that fit method and path. */
  readonly nth?: number;
  /** No more than so many requests. */
  readonly times?: number;
  /** The share of the requests, 0 to 1, drawn from the proxy's seed. */
  readonly probability?: number;
}

/** A request that came, and the kind of effect it suffered. */
export interface SeenRequest {
  readonly method: string;
  /** With its query, percent-encoded as it was sent. */
  readonly path: string;
  readonly effect?: Effect["kind"];
}

/** A proxy in front of an S3 server that spoils exchanges, and counts them. */
export interface FaultProxy {
  /** Its base URL, without a trailing slash: the endpoint for clients, whose signatures stay valid. */
  readonly endpoint: string;
  /** All requests since the start or the last `forget`, in the order in which they came. */
  readonly requests: readonly SeenRequest[];
  /** Replaces the rules, and with them their counts; none by default. The first rule that fits a request acts. */
  setFaults(faults?: readonly FaultRule[]): void;
  /** How many requests were seen of a method, of a path, or at all. */
  count(method?: string, path?: RegExp): number;
  forget(): void;
  stop(): Promise<void>;
}

/** Where to pass requests on to (a base URL), with which faults, and the seed of what is drawn. */
export interface FaultProxyOptions {
  readonly target: string;
  readonly faults?: readonly FaultRule[];
  readonly seed?: number;
}

/** Starts a proxy on a free port of 127.0.0.1. Headers pass unchanged, `Host` included, so that signatures hold. */
export async function startFaultProxy({
  target,
  faults = [],
  seed = 1,
}: FaultProxyOptions): Promise<FaultProxy> {
  const draw = drawsFrom(seed);
  const requests: SeenRequest[] = [];
  let chosen = chooser(faults, draw);
  const server = http.createServer((request, response) => {
    const seen = { method: request.method ?? "", path: request.url ?? "" };
    const effect = chosen(seen);
    requests.push(effect === undefined ? seen : { ...seen, effect: effect.kind });
    // What fails on the way looks like a lost connection to the client.
    conduct({ request, response, effect }, new URL(target)).catch(() => response.socket?.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${portOf(server)}`,
    requests,
    setFaults: (next = []) => {
      chosen = chooser(next, draw);
    },
    count: (method, path) =>
      requests.filter(
        (seen) => (method === undefined || seen.method === method) && (path?.test(seen.path) ?? true),
      ).length,
    forget: () => {
      requests.length = 0;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Finds the effect for each request in turn, counting as it goes. */
function chooser(rules: readonly FaultRule[], draw: () => number): (seen: SeenRequest) => Effect | undefined {
  const counts = rules.map(() => ({ fitting: 0, acted: 0 }));
  return ({ method, path }) => {
    for (const [at, rule] of rules.entries()) {
      const count = counts[at];
      const fits = (rule.method ?? method) === method && (rule.path?.test(path) ?? true);
      if (count === undefined || !fits) continue;
      count.fitting += 1;
      if (rule.nth !== undefined && rule.nth !== count.fitting) continue;
      if (rule.times !== undefined && count.acted >= rule.times) continue;
      if (rule.probability !== undefined && draw() >= rule.probability) continue;
      count.acted += 1;
      return rule.effect;
    }
    return undefined;
  };
}

function portOf(server: http.Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  return address.port;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function drawsFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
