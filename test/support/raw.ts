import { connect, type Socket } from "node:net";

/** One connection on which bytes are sent as they are: no client in between puts paths or lengths right. */
export interface RawConnection {
  readonly socket: Socket;
  /** Everything the server says until it closes. */
  readonly answer: Promise<string>;
}

/** Opens a connection to the server of a base URL and sends the text. */
export function sendRaw(base: string, text: string): RawConnection {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  const answer = new Promise<string>((resolve) => {
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(Buffer.concat(chunks).toString()));
  });
  socket.write(text);
  return { socket, answer };
}

/** The answer to a request whose path is sent exactly so. */
export function requestRaw(base: string, method: string, path: string, rest = ""): Promise<string> {
  const { host } = new URL(base);
  return sendRaw(base, `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${rest}\r\n`)
    .answer;
}

/** The status in the first line of an answer. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
}
