import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Client } from "./client.ts";
import { segment } from "./make.ts";
import { mustBe, newFlow, register, second } from "./steps.ts";

/** A server on loopback that stands for media kept elsewhere. */
export interface Origin {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts one that answers as the listener does. */
export async function openOrigin(listener: RequestListener): Promise<Origin> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The hosts that a server under test must be allowed for `openOrigin`. */
export const ORIGIN_ALLOW = ["127.0.0.1"];

/** Workers of one process that do nothing until they are let go. */
export interface Held {
  letGo(): Promise<void>;
}

/**
 * Keeps every worker of the server busy, so that a test can look at what waits for them: each copies from an origin
 * that takes the request and stays silent. The server needs `outboundAllow: ORIGIN_ALLOW`.
 */
export async function holdWorkers(api: Client, storageId: string): Promise<Held> {
  const waiting: (() => void)[] = [];
  const { promise: allBusy, resolve } = Promise.withResolvers<void>();
  const origin = await openOrigin((_request, response) => {
    waiting.push(() => response.end("late bytes"));
    if (waiting.length === WORKERS) resolve();
  });
  const flowId = await newFlow(api);
  for (let at = 0; at < WORKERS; at++) {
    const body = segment(second(at), { get_urls: [{ url: `${origin.url}/${at}`, label: "origin" }] });
    await register(api, flowId, body);
    mustBe(201, await api.post(`/objects/${body.object_id}/instances`, { storage_id: storageId }));
  }
  await allBusy;
  return {
    letGo: async () => {
      for (const answer of waiting.splice(0)) answer();
      await origin.close();
    },
  };
}

/** Jobs that one process works on at once. */
const WORKERS = 4;
