import type { Socket } from "node:net";
import { expect } from "chai";
import type { Resolve } from "../../src/services/outbound.ts";
import { openOrigin } from "../support/origin.ts";
import { closeAll, delivery, never, ok, rawReceiver, receiver, sender, trickle } from "../support/sending.ts";

afterEach(closeAll);

describe("a receiver that fails", () => {
  const HEAD = "HTTP/1.1 200 OK\r\n";
  const SLOW: readonly (readonly [string, (socket: Socket) => void])[] = [
    ["says nothing", () => undefined],
    [
      "sends headers for ever",
      (socket) => trickle(socket, () => socket.write(`X-${socket.bytesWritten}: x\r\n`)),
    ],
    ["stops in its status line", (socket) => socket.write("HTTP/1.1 2")],
    ["says 100 for ever", (socket) => trickle(socket, () => socket.write("HTTP/1.1 100 Continue\r\n\r\n"))],
  ];
  for (const [what, behave] of SLOW) {
    it(`is cut after the time limit and tried again when it ${what} (EV-098, EV-102)`, async () => {
      const { url, gone } = await rawReceiver((socket) => {
        if (what.includes("headers")) socket.write(HEAD);
        behave(socket);
      });
      const outcome = await sender({ timeoutMs: 150 }).send(delivery(url), never);
      expect(outcome).to.include({
        kind: "retry",
        error: "The receiver did not answer within 150 ms.",
      });
      expect(outcome).not.to.have.property("status");
      await gone;
    });
  }

  it("is cut after the time limit when its name is never found (EV-098, EV-102)", async () => {
    const outcome = await sender({ timeoutMs: 100, resolve: () => undefined }).send(
      delivery("http://lost.example/"),
      never,
    );
    expect(outcome).to.include({ kind: "retry", error: "The receiver did not answer within 100 ms." });
  });

  const BROKEN: readonly (readonly [string, (socket: Socket) => void])[] = [
    ["resets the connection", (socket) => socket.resetAndDestroy()],
    ["closes without an answer", (socket) => socket.end()],
    ["closes amid its headers", (socket) => socket.end(`${HEAD}Content-Le`)],
    ["answers in no HTTP", (socket) => socket.end("220 mail.example ready\r\n")],
    ["sends too many headers", (socket) => socket.end(`${HEAD}X: ${"x".repeat(200_000)}\r\n\r\n`)],
  ];
  for (const [what, behave] of BROKEN) {
    it(`is tried again when it ${what} (EV-098)`, async () => {
      const { url, sockets } = await rawReceiver(behave);
      const outcome = await sender().send(delivery(url), never);
      expect(outcome.kind).to.equal("retry");
      expect(outcome.error).to.match(/^The connection to the receiver failed( \([A-Z_]+\))?\.$/);
      expect(outcome).not.to.have.property("status");
      expect(sockets).to.have.length(1);
    });
  }

  it("is tried again when nobody listens, when it speaks no TLS, and when its name is unknown (EV-098)", async () => {
    const { url, received } = await receiver(ok);
    const plain = await sender().send(delivery(url.replace("http:", "https:")), never);
    expect(plain.kind).to.equal("retry");
    expect(plain.error).to.match(/^The connection to the receiver failed \([A-Z_]+\)\.$/);
    expect(received).to.eql([]);
    const closed = await openOrigin(ok);
    await closed.close();
    const refused = await sender().send(delivery(closed.url), never);
    expect(refused).to.include({
      kind: "retry",
      error: "The connection to the receiver failed (ECONNREFUSED).",
    });
    const unknown: Resolve = (_name, _options, callback) =>
      callback(Object.assign(new Error("getaddrinfo s3cret"), { code: "ENOTFOUND" }), []);
    const lost = await sender({ resolve: unknown }).send(delivery("http://lost.example/"), never);
    expect(lost).to.include({ kind: "retry", error: "The connection to the receiver failed (ENOTFOUND)." });
  });

  it("has its answer believed though its body never ends, and is cut (EV-007, EV-102)", async () => {
    const { url, gone } = await rawReceiver((socket) => {
      socket.write(`${HEAD}Content-Length: 1000000\r\n\r\n`);
      trickle(socket, () => socket.write("x"));
    });
    const outcome = await sender({ timeoutMs: 150 }).send(delivery(url), never);
    expect(outcome).to.include({ kind: "delivered", status: 200 });
    await gone;
  });

  it("has its answer believed though its body breaks off (EV-007)", async () => {
    for (const [line, kind] of [
      ["200 OK", "delivered"],
      ["503 Busy", "retry"],
      ["410 Gone", "refused"],
    ] as const) {
      const { url } = await rawReceiver((socket) => {
        socket.write(`HTTP/1.1 ${line}\r\nContent-Length: 100\r\n\r\nhalf`, () => socket.resetAndDestroy());
      });
      const outcome = await sender().send(delivery(url), never);
      expect(outcome).to.include({ kind, status: Number(line.slice(0, 3)) });
    }
  });

  it("is not read to the end when its body is huge (EV-102)", async () => {
    const { url, gone, sockets } = await rawReceiver((socket) => {
      socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
      const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
      const pour = (): void => {
        while (!socket.destroyed && socket.write(chunk));
        socket.once("drain", pour);
      };
      pour();
    });
    const outcome = await sender({ timeoutMs: 60_000 }).send(delivery(url), never);
    expect(outcome).to.include({ kind: "delivered", status: 200 });
    await gone;
    // What the buffers of two sockets hold, not what was read.
    expect(sockets[0]?.bytesWritten).to.be.below(32 * 1024 * 1024);
  });

  it("does not take others with it: each delivery has a connection and a time of its own (EV-102)", async () => {
    const dead = await rawReceiver(() => undefined);
    const live = await receiver(ok);
    const sending = sender({ timeoutMs: 1000 });
    const settled: string[] = [];
    const waiting = sending.send(delivery(dead.url), never).then(({ kind }) => settled.push(`dead ${kind}`));
    for (let count = 0; count < 5; count++)
      settled.push(`live ${(await sending.send(delivery(live.url), never)).kind}`);
    await waiting;
    expect(settled).to.eql([...Array<string>(5).fill("live delivered"), "dead retry"]);
  });
});
