import { once } from "node:events";
import type { IncomingMessage, RequestListener } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { type Delivery, openSender, type Sender } from "../../src/events/send.ts";
import { outboundGuard, type Resolve } from "../../src/services/outbound.ts";
import { openOrigin } from "./origin.ts";

const later: (() => unknown)[] = [];

/** Closes what a test opened here, the last thing first; to be called after each. */
export async function closeAll(): Promise<void> {
  for (const undo of later.splice(0).reverse()) await undo();
}

/** What a sender is made with; the allow-list has 127.0.0.1 unless it says otherwise. */
export interface SendingOptions {
  readonly allow?: readonly string[];
  readonly timeoutMs?: number;
  readonly secrets?: readonly string[];
  readonly now?: () => Date;
  readonly resolve?: Resolve;
}

/** A sender of version 1.2.3. */
export function sender(options: SendingOptions = {}): Sender {
  const { allow = ["127.0.0.1"], timeoutMs = 5000, secrets = [], now = () => new Date(), resolve } = options;
  const settings = { outboundAllow: allow, webhookTimeoutMs: timeoutMs, webhookSigningSecrets: secrets };
  const opened = openSender(
    { settings, versions: { service: "1.2.3" }, now },
    ...(resolve === undefined ? [] : [outboundGuard(allow, resolve)]),
  );
  later.push(() => opened.close());
  return opened;
}

/** Nothing stops it. */
export const never = new AbortController().signal;
/** A body with more than ASCII. */
export const BODY = JSON.stringify({ event_type: "flows/created", event: { label: "Müll 🗑" } });

/** An event for the URL. */
export function delivery(url: string, over: Partial<Delivery> = {}): Delivery {
  return { url, eventId: "0000000000000042", body: BODY, ...over };
}

/** One request. */
interface Received {
  readonly request: IncomingMessage;
  readonly body: string;
}

/** A receiver that keeps what it gets and answers as it is told. Its URL has a secret. */
export async function receiver(answer: RequestListener): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const origin = await openOrigin((request, response) => {
    void text(request).then((body) => {
      received.push({ request, body });
      answer(request, response);
    });
  });
  later.push(() => origin.close());
  return { url: `${origin.url}/hook?key=s3cret`, received };
}

/** Takes everything. */
export const ok: RequestListener = (_request, response) => response.writeHead(200).end();

/** A receiver that does as it likes with each connection once a delivery of `BODY` is there. */
export async function rawReceiver(behave: (socket: Socket) => void): Promise<{
  url: string;
  sockets: Socket[];
  /** Resolves when the first connection is gone. */
  gone: Promise<unknown>;
}> {
  const sockets: Socket[] = [];
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.setEncoding("utf8");
    let seen = "";
    socket.on("error", () => undefined);
    socket.on("close", () => resolve());
    socket.on("data", (chunk: string) => {
      seen += chunk;
      if (!seen.endsWith(BODY)) return;
      seen = "";
      behave(socket);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  later.push(
    () => server.close(),
    () => {
      for (const socket of sockets) socket.destroy();
    },
  );
  // A server on TCP has an address with a port.
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, sockets, gone };
}

/** Writes again and again until the connection is cut. */
export function trickle(socket: Socket, write: () => void): void {
  const timer = setInterval(write, 5);
  socket.on("close", () => clearInterval(timer));
}
