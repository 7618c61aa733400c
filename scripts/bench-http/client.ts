import { connect, type Socket } from "node:net";

/** Requests a second, and latencies in milliseconds. */
export interface Rate {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

interface Load {
  readonly port: number;
  readonly target: string;
  readonly seconds: number;
  readonly connections: number;
  /** Shown with each request. */
  readonly authorization?: string | undefined;
}

/** Loads a server over keep-alive connections, after a second to warm up. Throws when an answer is not a 200. */
export async function measure(load: Load): Promise<Rate> {
  const { seconds } = load;
  await run(load, 1000);
  const times = await run(load, seconds * 1000);
  times.sort((left, right) => left - right);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}

async function run(load: Load, ms: number): Promise<number[]> {
  const until = performance.now() + ms;
  const runs = Array.from({ length: load.connections }, () => keepAsking(load, until));
  return (await Promise.all(runs)).flat();
}

/** A socket and a counter instead of Node's client, which would be the slower half. */
function keepAsking({ port, target, authorization }: Load, until: number): Promise<number[]> {
  const shown = authorization === undefined ? "" : `Authorization: ${authorization}\r\n`;
  const text = `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${shown}\r\n`;
  const times: number[] = [];
  return new Promise((resolve, reject) => {
    let started = 0;
    const ask = (socket: Socket): void => {
      started = performance.now();
      socket.write(text);
    };
    const socket = connect(port, "127.0.0.1", () => ask(socket)).on("error", reject);
    const take = countAnswers(() => {
      const now = performance.now();
      times.push(now - started);
      if (now < until) ask(socket);
      else socket.end(() => resolve(times));
    });
    socket.on("data", (chunk) => {
      try {
        take(chunk);
      } catch (error) {
        socket.destroy();
        reject(error);
      }
    });
  });
}

/** Follows the bytes of answers that state their length, and tells when one is complete. */
function countAnswers(complete: () => void): (chunk: Buffer) => void {
  let left = 0;
  return (chunk) => {
    left -= left === 0 ? chunk.length - sizeOf(chunk) : chunk.length;
    if (left === 0) complete();
  };
}

/** The size of the whole answer that starts here; both servers send the head in one piece. */
function sizeOf(chunk: Buffer): number {
  const end = chunk.indexOf("\r\n\r\n");
  const head = chunk.toString("latin1", 0, end);
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  if (!head.startsWith("HTTP/1.1 200") || length === undefined)
    throw new Error(`An unexpected answer: ${head}`);
  return end + 4 + Number(length);
}
