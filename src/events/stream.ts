import { Readable } from "node:stream";
import type { Principal } from "../contract/operations.ts";
import { StoreError } from "../errors.ts";
import { type Owner, ownerOf } from "../services/access.ts";
import type { App } from "../services/app.ts";
import type { View } from "../storage/engine.ts";
import { eventId, type LoggedEvent, loggedEvent } from "./event.ts";
import { type EventFilters, matches, ownFilters } from "./filters.ts";
import { firstKept, logEnd, selectWindow } from "./log.ts";
import { type Envelope, payloads, type Transforms } from "./payload.ts";
import { readableEvents } from "./readers.ts";
import { Tail } from "./tail.ts";

/** From where a client listens, and for how long. */
export interface StreamOptions {
  /** The place behind which it goes on; without it, it hears what happens from now on. */
  readonly after?: number;
  /** The API's public base URL, for the URLs in events. */
  readonly base: string;
  readonly signal: AbortSignal;
}

interface StreamTiming {
  readonly heartbeatMs: number;
  /** A client that takes nothing of what is ready for so long is cut off. */
  readonly stallMs: number;
}

const TIMING: StreamTiming = { heartbeatMs: 15_000, stallMs: 30_000 };
/** Events made ready at once: all that is ever kept for a client that does not read. */
const BATCH = 50;

/** The clients that listen in this process. */
interface Hub {
  readonly tail: Tail;
  clients: number;
}

const hubs = new WeakMap<App, Hub>();

function hubOf(app: App): Hub {
  const hub = hubs.get(app) ?? { tail: new Tail(app), clients: 0 };
  hubs.set(app, hub);
  return hub;
}

/**
 * What passes the filters, and the caller may read, as Server-Sent Events, from a place in the log on and then live, without a gap and without
 * an end (WHATWG HTML, section 9.2). Nothing is read for a client before it has taken what it got, so a slow one costs
 * a batch; one that stands still is cut off, and goes on later by `Last-Event-ID`. Throws `unavailable` when as many
 * clients listen as the settings allow. What the caller may is asked again with each batch; for one who may do nothing any
 * more the stream ends.
 */
export async function openEventStream(
  app: App,
  principal: Principal,
  filters: EventFilters,
  transforms: Transforms,
  options: StreamOptions,
  timing: StreamTiming = TIMING,
): Promise<Readable> {
  const hub = hubOf(app);
  const most = app.settings.eventStreamsMax;
  if (hub.clients >= most) {
    const reason = `This server has its ${most} clients of the event stream already.`;
    throw new StoreError("unavailable", reason, { retryAfter: 5 });
  }
  hub.clients += 1;
  try {
    const start = await app.engine.read((view) => startOf(view, options.after));
    hub.tail.follow(start.end);
    const listener = new Listener(
      { app, caller: ownerOf(principal), filters, transforms, base: options.base, tail: hub.tail },
      timing,
    );
    const stream = listener.open(start, options.signal);
    return stream.once("close", () => {
      hub.clients -= 1;
      hub.tail.leave();
    });
  } catch (cause) {
    hub.clients -= 1;
    throw cause;
  }
}

interface Start {
  readonly at: number;
  readonly end: number;
  /** The first place still kept, where events between it and the place asked for are gone. */
  readonly gap?: number;
}

/** A place beyond the end is of another log, such as one before a restored database: all that is kept comes then. */
async function startOf(view: View, after: number | undefined): Promise<Start> {
  const end = await logEnd(view);
  if (after === undefined) return { at: end, end };
  const gap = after > end ? ((await firstKept(view)) ?? end + 1) : await gapBehind(view, after, end);
  return gap === undefined ? { at: after, end } : { at: gap - 1, end, gap };
}

function gapOf(gap: number | undefined): { gap?: number } {
  return gap === undefined ? {} : { gap };
}

/** The first place still kept, if that is not the one behind `at`; place 0 is before the whole log. */
async function gapBehind(view: View, at: number, end: number): Promise<number | undefined> {
  if (at === 0 || at >= end) return undefined;
  const first = (await firstKept(view)) ?? end + 1;
  return first > at + 1 ? first : undefined;
}

interface Heard {
  readonly app: App;
  readonly caller: Owner;
  readonly filters: EventFilters;
  readonly transforms: Transforms;
  readonly base: string;
  readonly tail: Tail;
}

interface Batch {
  readonly events: readonly LoggedEvent[];
  readonly envelopes: readonly Envelope[];
  /** Up to where the log was looked at. */
  readonly at: number;
  readonly gap?: number;
}

/** One client of the stream. */
class Listener {
  readonly #heard: Heard;
  readonly #timing: StreamTiming;
  readonly #ended = new AbortController();
  #stall: NodeJS.Timeout | undefined;
  #isReading = false;

  constructor(heard: Heard, timing: StreamTiming) {
    this.#heard = heard;
    this.#timing = timing;
  }

  open(start: Start, signal: AbortSignal): Readable {
    const frames = this.#frames(start);
    const stream: Readable = new Readable({
      read: () => void this.#next(stream, frames),
      destroy: (error, done) => {
        this.#ended.abort();
        clearTimeout(this.#stall);
        done(error);
      },
    });
    const stop = (): void => this.#finish(stream);
    const { stopping } = this.#heard.app;
    for (const each of [signal, stopping]) {
      if (each.aborted) stop();
      else each.addEventListener("abort", stop);
    }
    return stream.once("close", () => {
      for (const each of [signal, stopping]) each.removeEventListener("abort", stop);
    });
  }

  /** A client that waits for events hears the end; one that has not read what was there hears nothing more. */
  #finish(stream: Readable): void {
    this.#ended.abort();
    if (!this.#isReading) stream.destroy();
  }

  /** Called when the client has taken what there was. */
  async #next(stream: Readable, frames: AsyncGenerator<string>): Promise<void> {
    clearTimeout(this.#stall);
    this.#isReading = true;
    try {
      const { value, done } = await frames.next();
      this.#isReading = false;
      if (stream.destroyed) return;
      if (done === true) {
        stream.push(null);
        return;
      }
      this.#stall = setTimeout(() => this.#cutOff(stream), this.#timing.stallMs);
      stream.push(value);
    } catch (cause) {
      stream.destroy(cause instanceof Error ? cause : new Error(String(cause)));
    }
  }

  #cutOff(stream: Readable): void {
    this.#heard.app.log.info("A client of the event stream does not read and was cut off");
    stream.destroy();
  }

  async *#frames({ at: start, gap }: Start): AsyncGenerator<string> {
    yield "retry: 2000\n\n";
    if (gap !== undefined) yield gapFrame(gap);
    let at = start;
    let told = start;
    while (!this.#ended.signal.aborted) {
      const principal = await this.#heard.app.ownerNow(this.#heard.caller);
      if (principal === undefined) return;
      const batch = await this.#heardAfter(principal, at);
      if (batch.gap !== undefined) yield gapFrame(batch.gap);
      at = batch.at;
      if (batch.events.length > 0) {
        yield batch.events.map((event, each) => eventFrame(event, batch.envelopes[each])).join("");
        told = batch.events.at(-1)?.seq ?? told;
      }
      if (at < this.#heard.tail.end) continue;
      const { heartbeatMs } = this.#timing;
      if (await this.#heard.tail.moved(at, heartbeatMs, this.#ended.signal)) continue;
      // An id without data moves the client's Last-Event-ID over what the filters kept from it.
      if (!this.#ended.signal.aborted) yield at > told ? `:\nid: ${eventId(at)}\n\n` : ":\n\n";
      told = at;
    }
  }

  /** The next events that pass: those at hand, or where they do not reach back so far, those of the log. */
  async #heardAfter(principal: Principal, at: number): Promise<Batch> {
    const { app, filters, transforms, base, tail } = this.#heard;
    const recent = tail.after(at, BATCH);
    const own = ownFilters(filters);
    const passing = recent?.filter((event) => matches(event, own));
    if (passing?.length === 0) return { events: [], envelopes: [], at: recent?.at(-1)?.seq ?? at };
    return app.engine.read(async (view) => {
      const found =
        recent === undefined || passing === undefined
          ? await loggedAfter(view, at, own)
          : { events: passing, at: recent.at(-1)?.seq ?? at };
      const readable = await readableEvents(view, principal, found.events);
      const events = readable.filter((event) => matches(event, filters));
      return { ...found, events, envelopes: await payloads(app, principal, view, events, transforms, base) };
    });
  }
}

/** As much of the log as a batch, and whether some of it had expired before it was read. */
async function loggedAfter(view: View, at: number, filters: EventFilters): Promise<Omit<Batch, "envelopes">> {
  const end = await logEnd(view);
  const gap = await gapBehind(view, at, end);
  const range = { first: at + 1, last: end };
  const rows = await selectWindow(view, { range, filters }, { limit: BATCH });
  const last = rows.length < BATCH ? undefined : rows.at(-1)?.seq;
  return {
    events: rows.map(loggedEvent).filter((event) => matches(event, filters)),
    at: last ?? Math.max(at, end),
    ...gapOf(gap),
  };
}

function eventFrame({ seq, subject }: LoggedEvent, envelope: Envelope | undefined): string {
  return `id: ${eventId(seq)}\nevent: ${subject.type}\ndata: ${JSON.stringify(envelope)}\n\n`;
}

/** Says which event is the first that is still kept, where a client has missed some. */
function gapFrame(first: number): string {
  return `event: log-gap\ndata: ${JSON.stringify({ first: eventId(first) })}\n\n`;
}
