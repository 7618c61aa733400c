import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Envelope } from "../../src/events/payload.ts";
import { openOrigin } from "./origin.ts";

/** One request that a webhook's receiver got. */
export interface Received {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** The stable id of the event: equal in all attempts. */
  readonly id: string;
  readonly body: string;
  readonly envelope: Envelope;
}

/** A webhook's receiver: a real HTTP server on loopback. */
export interface Receiver {
  readonly url: string;
  /** Everything that came, in order of arrival, whatever was answered. */
  readonly received: readonly Received[];
  /** Decides the answers from now on; 200 at first. */
  answer(with_: (received: Received, response: ServerResponse) => void): void;
  close(): Promise<void>;
}

/** Starts a receiver; a server needs `outboundAllow: ORIGIN_ALLOW` to reach it. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let reply = (_: Received, response: ServerResponse): void => void response.writeHead(200).end();
  const origin = await openOrigin((request, response) => {
    void text(request).then((body) => {
      const { method = "", headers } = request;
      // Webhooks send envelopes; a test that gets anything else fails on what it reads.
      const envelope = JSON.parse(body) as Envelope;
      const one = { method, headers, id: String(headers["webhook-id"]), body, envelope };
      received.push(one);
      reply(one, response);
    });
  });
  return {
    url: `${origin.url}/hook`,
    received,
    answer: (with_) => {
      reply = with_;
    },
    close: origin.close,
  };
}
