import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "./steps.ts";

/** One frame of an event stream (WHATWG HTML, section 9.2); a frame without data only moves the last id. */
export interface Frame {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
}

/** A client of an event stream, which reads all there is until it is closed. */
export interface Listener {
  readonly status: number;
  readonly headers: Headers;
  /** Every frame with data so far. */
  readonly frames: readonly Frame[];
  /** Ids of the events so far. */
  ids(): string[];
  /** Resolves once there are so many frames with data. */
  got(count: number): Promise<readonly Frame[]>;
  /** Resolves when the server has ended the stream, to why if it broke. */
  readonly ended: Promise<unknown>;
  close(): Promise<void>;
}

/** Connects, and reads on in the background. */
export async function listen(
  base: string,
  query = "",
  headers: Readonly<Record<string, string>> = {},
): Promise<Listener> {
  const leaving = new AbortController();
  const reply = await fetch(`${base}/events/stream?${query}`, { headers, signal: leaving.signal });
  const frames: Frame[] = [];
  const ended = read(reply, frames).then(
    () => undefined,
    (cause: unknown) => cause ?? "broken",
  );
  return {
    status: reply.status,
    headers: reply.headers,
    frames,
    ids: () => frames.flatMap(({ id }) => id ?? []),
    got: async (count) => {
      await eventually(async () => (frames.length >= count ? true : undefined));
      // What is there too many would come at once.
      await sleep(50);
      return frames;
    },
    ended,
    close: async () => {
      leaving.abort();
      await ended;
    },
  };
}

/** What a listener got that names something. Events of the tests before may still come, so all of it says nothing. */
export function framesWith({ frames }: Listener, text: string): string[] {
  return frames.flatMap(({ data }) => (data?.includes(text) ? [data] : []));
}

/** Resolves once a listener got so many events that name something. */
export async function hears(listener: Listener, text: string, count = 1): Promise<void> {
  await eventually(async () => (framesWith(listener, text).length >= count ? true : undefined));
}

async function read(reply: Response, frames: Frame[]): Promise<void> {
  let text = "";
  for await (const part of reply.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (text + part).split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const frame = toFrame(block);
      if (frame.data !== undefined) frames.push(frame);
    }
  }
}

/** The fields of a block of lines; lines that start with a colon are comments. */
export function toFrame(block: string): Frame {
  const fields = block.split("\n").flatMap((line) => {
    const [name = "", value = ""] = line.split(/: ?(.*)/s, 2);
    return ["id", "event", "data"].includes(name) ? [[name, value]] : [];
  });
  return Object.fromEntries(fields);
}
