import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A request as the server got it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** What becomes of one request. */
export type Act = (response: ServerResponse, seen: Seen) => void;

/** A real HTTP server that answers by a script, in any way that a real one fails. */
export interface ScriptedServer {
  readonly url: string;
  /** All requests but the version probe, in their order. */
  readonly seen: Seen[];
  /** How many connections were opened. */
  connections(): number;
  close(): Promise<void>;
}

/** Answers 200 as a cluster does. */
export const ok =
  (headers: Readonly<Record<string, string>> = {}, body: string | Uint8Array = ""): Act =>
  (response) => {
    response.writeHead(200, { server: "vast 5.4.0.1", ...headers }).end(body);
  };

/** Refuses as S3 does, in XML. */
export const refuse =
  (status: number, code: string, message = "No."): Act =>
  (response) => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
    response.writeHead(status, { server: "vast 5.4.0.1" }).end(xml);
  };

/** Breaks the connection without an answer, though the request has arrived whole. */
export const reset: Act = (response) => {
  response.socket?.resetAndDestroy();
};

/** Never answers. */
export const hang: Act = () => undefined;

/**
 * Starts a server that answers the version probe, and every further request by the next act; the last one stays.
 * With a function in place of a list, that decides.
 */
export async function startScripted(
  acts: readonly Act[] | ((seen: Seen) => Act),
  version = "vast 5.4.0.1",
): Promise<ScriptedServer> {
  const seen: Seen[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    void answer(request).then((act) => act.act(response, act.seen));
  });
  const answer = async (request: IncomingMessage): Promise<{ act: Act; seen: Seen }> => {
    const { method = "", url = "", headers } = request;
    const one: Seen = { method, url, headers, body: await buffer(request) };
    if (headers["tabular-txid"] === undefined && method === "GET" && url === "/?transaction")
      return { act: ok({ server: version }), seen: one };
    const act = typeof acts === "function" ? acts(one) : acts[Math.min(seen.length, acts.length - 1)];
    seen.push(one);
    return { act: act ?? ok(), seen: one };
  };
  server.on("connection", () => connections++);
  const url = await listen(server);
  return { url, seen, connections: () => connections, close: () => closed(server) };
}

/** An address where nobody listens. */
export async function deadAddress(): Promise<string> {
  const server = createServer();
  const url = await listen(server);
  await closed(server);
  return url;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${addressOf(server).port}`;
}

/** A server that listens on a port has an address of this form. */
function addressOf(server: Server): AddressInfo {
  return server.address() as AddressInfo;
}

function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return done;
}
