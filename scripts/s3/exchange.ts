import { once } from "node:events";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { corrupted, cutAt, type Effect, pausedAt, withWrongChecksums } from "./effects.ts";

/** One request on its way, its reply to be, and what is done to them. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly effect: Effect | undefined;
}

/** Passes a request on to the target (a base URL) and its reply back, with the effect. Rejects when either side goes. */
export async function conduct(exchange: Exchange, target: URL): Promise<void> {
  const { request, response, effect } = exchange;
  if (effect?.kind === "answer") return answer(exchange, effect);
  if (isReset(effect, "before")) return reset(response);
  if (effect?.kind === "slow") await sleep(effect.before ?? 0);
  const reply = await passOn(exchange, target);
  if (isReset(effect, "after")) {
    reply.destroy();
    return reset(response);
  }
  // Only the headers of a reply to HEAD tell of a body.
  const spared = request.method === "HEAD" && effect?.kind !== "checksum";
  await passBack({ ...exchange, effect: spared ? undefined : effect }, reply);
}

function isReset(effect: Effect | undefined, when: string): boolean {
  return effect?.kind === "reset" && effect.when === when;
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

async function answer({ request, response }: Exchange, effect: Effect & { kind: "answer" }): Promise<void> {
  // The upload is read to its end: a client that still sends would otherwise see a reset and not the answer.
  for await (const _ of request);
  response.writeHead(effect.status, { ...effect.headers, "content-length": Buffer.byteLength(effect.body) });
  response.end(effect.body);
}

async function passOn({ request, response, effect }: Exchange, target: URL): Promise<IncomingMessage> {
  const { method, url, rawHeaders } = request;
  const { hostname: host, port } = target;
  // A connection of its own for each request: a kept one could be closed by the target at the very moment of its use.
  const outgoing = http.request({
    ...{ host, port, method, path: url, agent: false },
    headers: withoutConnection(rawHeaders),
  });
  response.once("close", () => outgoing.destroy());
  const upload = effect?.kind === "corrupt" && effect.body === "upload" ? corrupted(request) : request;
  const replied = once(outgoing, "response");
  // The target may answer before the upload ends, and then close; its reply is what counts.
  pipeline(upload, outgoing).catch(() => undefined);
  outgoing.on("error", () => undefined);
  const [reply] = await replied;
  return reply;
}

async function passBack({ response, effect }: Exchange, reply: IncomingMessage): Promise<void> {
  const length = Number(reply.headers["content-length"] ?? 0);
  const half = Math.floor(length / 2);
  const raw = withoutConnection(reply.rawHeaders);
  const shortened = effect?.kind === "truncate" && effect.unnoticed;
  const headers =
    effect?.kind === "checksum" ? withWrongChecksums(raw) : shortened ? withLength(raw, half) : raw;
  response.writeHead(reply.statusCode ?? 500, headers);
  for await (const chunk of spoiled(reply, half, effect)) if (!response.write(chunk)) await drained(response);
  const early = isReset(effect, "during") || (effect?.kind === "truncate" && !shortened);
  if (!early || length === 0) return void response.end();
  // The half leaves this process before the connection goes.
  const { socket } = response;
  if (socket !== null && socket.writableLength > 0) await once(socket, "drain");
  if (isReset(effect, "during")) reset(response);
  else socket?.destroySoon();
}

/** Resolves when more may be written, or nothing can be any more. */
async function drained(response: ServerResponse): Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;
  try {
    await Promise.race([once(response, "drain", { signal }), once(response, "close", { signal })]);
  } finally {
    ending.abort();
  }
}

function spoiled(reply: IncomingMessage, half: number, effect: Effect | undefined): AsyncIterable<Buffer> {
  if (effect?.kind === "corrupt" && effect.body === "reply") return corrupted(reply);
  if (effect?.kind === "slow" && effect.within !== undefined) return pausedAt(reply, half, effect.within);
  const cut = effect?.kind === "truncate" || isReset(effect, "during");
  return cut && half > 0 ? cutAt(reply, half) : reply;
}

function withLength(raw: readonly string[], length: number): string[] {
  return raw.map((each, at) =>
    at % 2 === 1 && raw[at - 1]?.toLowerCase() === "content-length" ? String(length) : each,
  );
}

/** Raw headers but those of the one connection they came by (RFC 9110, 7.6.1). */
function withoutConnection(raw: readonly string[]): string[] {
  const own = (at: number) => ["connection", "keep-alive"].includes((raw[at - (at % 2)] ?? "").toLowerCase());
  return raw.filter((_, at) => !own(at));
}
