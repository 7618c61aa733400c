import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Reply } from "./call.ts";
import type { Cluster } from "./cluster.ts";
import { failed } from "./query/answer.ts";
import { strikes } from "./trouble.ts";

/** The bytes of a long answer that are sent one by one, at its beginning and at its end. */
const SINGLE_BYTES = 4096;
/** An error code for a FAILED marker; real ones are not public. */
const FAILURE = 5n;

/** Sends a reply with status 200: a body of frames in chunks, with the faults that answers can have. */
export async function send(cluster: Cluster, response: ServerResponse, reply: Reply): Promise<void> {
  const { headers = {}, body, type = "application/xml" } = reply;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader("Content-Type", type);
  if (body === undefined || body instanceof Uint8Array) {
    response.setHeader("Content-Length", body?.length ?? 0);
    response.end(body);
    return;
  }
  const cuts = strikes(cluster, "cutAnswer");
  const frames = failing(cluster, body);
  const pieces = strikes(cluster, "oneByteChunks") ? singleBytes(frames) : frames;
  response.socket?.setNoDelay(true);
  for await (const piece of late(cluster, cuts ? cut(cluster, pieces) : pieces)) {
    if (response.destroyed) return;
    if (!response.write(piece)) await drained(response);
  }
  if (cuts) response.socket?.destroySoon();
  else response.end();
}

/** Waits until the client has taken what was written, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      response.off("drain", settle).off("close", settle);
      resolve();
    };
    response.on("drain", settle).on("close", settle);
  });
}

/** The frames up to any one, and then that the answer has failed, if that fault strikes. */
function failing(cluster: Cluster, frames: Iterable<Uint8Array>): Iterable<Uint8Array> {
  if (!strikes(cluster, "failAnswer")) return frames;
  const all = [...frames];
  return [...all.slice(0, cluster.faults.below(all.length)), failed(FAILURE)];
}

/** The pieces up to any of their bytes. */
function* cut({ faults }: Cluster, pieces: Iterable<Uint8Array>): Iterable<Uint8Array> {
  const all = [...pieces];
  let left = faults.below(all.reduce((sum, { length }) => sum + length, 0));
  for (const piece of all) {
    yield piece.subarray(0, left);
    left -= piece.length;
    if (left <= 0) return;
  }
}

function* singleBytes(frames: Iterable<Uint8Array>): Iterable<Uint8Array> {
  const whole = Buffer.concat([...frames]);
  const head = Math.min(SINGLE_BYTES, whole.length);
  const tail = Math.max(head, whole.length - SINGLE_BYTES);
  for (let at = 0; at < head; at++) yield whole.subarray(at, at + 1);
  if (tail > head) yield whole.subarray(head, tail);
  for (let at = tail; at < whole.length; at++) yield whole.subarray(at, at + 1);
}

async function* late(cluster: Cluster, pieces: Iterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const { faults } = cluster;
  const isLate = strikes(cluster, "lateFrames");
  for (const piece of pieces) {
    if (isLate && faults.below(4) === 0) await pause(faults.below(faults.lateMs + 1));
    if (piece.length > 0) yield piece;
  }
}
