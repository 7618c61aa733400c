import { createSocket } from "node:dgram";
import { Resolver } from "node:dns";
import type { Resolve } from "../../src/services/outbound.ts";

/** A DNS server on loopback, and lookups that ask only it. */
export interface NameServer {
  readonly resolve: Resolve;
  /** Names it was asked for, one for each question. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Answers each question for IPv4 with what `answer` says at that moment; a TTL of 0 lets nobody keep it. */
export async function openNameServer(answer: (name: string) => readonly string[]): Promise<NameServer> {
  const asked: string[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address }) => {
    const { name, end } = questionOf(query);
    asked.push(name);
    socket.send(answerTo(query, end, answer(name)), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const resolver = new Resolver();
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return {
    asked,
    resolve: (hostname, _options, callback) =>
      resolver.resolve4(hostname, (error, addresses) =>
        callback(
          error,
          (addresses ?? []).map((address) => ({ address, family: 4 })),
        ),
      ),
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

const HEADER = 12;

/** The name of the only question (RFC 1035, 4.1.2), and where the question ends. */
function questionOf(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = HEADER;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), end: at + 5 };
}

function answerTo(query: Buffer, end: number, addresses: readonly string[]): Buffer {
  const header = Buffer.alloc(HEADER);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses.length, 6);
  const records = addresses.map((address) =>
    // A pointer to the question's name, type A, class IN, TTL 0, four bytes.
    Buffer.from([0xc0, HEADER, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split(".").map(Number)]),
  );
  return Buffer.concat([header, query.subarray(HEADER, end), ...records]);
}
