import { randomUUID } from "node:crypto";
import type { Client } from "./client.ts";
import { at, textOf } from "./json.ts";
import { flowBody } from "./makers.ts";
import type { Receivers } from "./receiver.ts";
import { path, type Reply } from "./test.ts";

const WEBHOOKS = "/service/webhooks";
const FORBIDDEN = [401, 403];
/** Any refusal of a client's request but that of a server which has no such operation, or is asked too often. */
const REFUSED = [400, 401, 403, 409, 415, 422];

/**
 * What the run may not do on a server although the server can: tried once, when a test first needs it, so that it is a
 * reason to skip tests and no failure of theirs. What a trial makes, it takes away.
 */
export class Trials {
  readonly #client: Client;
  readonly #receivers: Receivers;
  #writing: Promise<string | undefined> | undefined;
  #webhooks: Promise<string | undefined> | undefined;

  constructor(client: Client, receivers: Receivers) {
    this.#client = client;
    this.#receivers = receivers;
  }

  /** Why the run's own credentials cannot make a Flow or take it away, in a sentence; undefined when they can. */
  writing(): Promise<string | undefined> {
    this.#writing ??= this.#tryWriting();
    return this.#writing;
  }

  /** Why no Webhook can be pointed at a receiver of this run, in a sentence; undefined when one can. */
  webhooks(): Promise<string | undefined> {
    this.#webhooks ??= this.writing().then((refusal) => refusal ?? this.#tryWebhook());
    return this.#webhooks;
  }

  async #tryWriting(): Promise<string | undefined> {
    const id = randomUUID();
    const place = path`/flows/${id}`;
    const made = await this.#sent("PUT", place, flowBody(id, randomUUID()));
    if (made !== undefined && FORBIDDEN.includes(made.status))
      return `${this.#caller()} may not write: PUT ${place} ${answered(made)}`;
    const gone = await this.#sent("DELETE", place);
    if (made === undefined || made.status >= 300 || gone === undefined || !FORBIDDEN.includes(gone.status))
      return undefined;
    return `${this.#caller()} may not delete, so what a test makes would stay: DELETE ${place} ${answered(gone)}`;
  }

  async #tryWebhook(): Promise<string | undefined> {
    const receiver = await this.#receivers.open().catch(() => undefined);
    // Tests that need one say by themselves what is wrong with the port.
    if (receiver === undefined) return undefined;
    const reply = await this.#sent("POST", WEBHOOKS, { url: receiver.url, events: ["flows/created"] });
    const id = textOf(at(reply?.body, "id"));
    if (id !== "") await this.#sent("DELETE", path`/service/webhooks/${id}`);
    receiver.close();
    if (reply === undefined || !REFUSED.includes(reply.status)) return undefined;
    const where = receiver.url.slice(0, receiver.url.lastIndexOf("/"));
    const remedy = "Allow that address in the server, or give --receiver-url.";
    return `The server refuses Webhooks to ${where}: POST ${WEBHOOKS} ${answered(reply)} ${remedy}`;
  }

  #caller(): string {
    return this.#client.target.credential.kind === "none"
      ? "A caller without credentials"
      : "These credentials";
  }

  /** Without an answer nothing is known. The end of the run cuts nothing short: what is made has to be taken away. */
  async #sent(method: string, place: string, body?: unknown): Promise<Reply | undefined> {
    const options = body === undefined ? {} : { body };
    const answer = this.#client.call(method, place, options, () => undefined);
    return await answer.then(
      ({ reply }) => reply,
      () => undefined,
    );
  }
}

function answered({ status, body }: Reply): string {
  return `answered ${status}. ${textOf(at(body, "summary"))}`.trim();
}
