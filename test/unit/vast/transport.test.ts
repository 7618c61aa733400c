import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { VastError } from "../../../src/vast/errors.ts";
import {
  type HttpTransport,
  openTransport,
  type TransportOptions,
} from "../../../src/vast/http-transport.ts";
import type { VastRequest } from "../../../src/vast/transport.ts";
import {
  type Act,
  deadAddress,
  hang,
  ok,
  refuse,
  reset,
  type ScriptedServer,
  startScripted,
} from "./scripted-server.ts";

const READ: VastRequest = { method: "GET", path: "/b/s/t", command: "stats" };
const WRITE: VastRequest = { method: "POST", path: "/b/s/t", command: "rows", body: Uint8Array.of(1, 2, 3) };

describe("vast: transport", () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function server(acts: readonly Act[]): Promise<ScriptedServer> {
    const started = await startScripted(acts);
    ends.push(() => started.close());
    return started;
  }

  async function connect(
    endpoints: readonly string[],
    more: Partial<TransportOptions> = {},
  ): Promise<HttpTransport> {
    const retry = { attempts: 3, baseMs: 1, ...more.retry };
    const limits = { timeoutMs: 10_000, connectTimeoutMs: 10_000 };
    const keys = { accessKeyId: "key", secretAccessKey: "secret" };
    const transport = await openTransport({ ...keys, ...limits, endpoints, ...more, retry });
    ends.push(() => transport.close());
    return transport;
  }

  async function failure(work: Promise<unknown>): Promise<VastError> {
    const thrown = await work.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(thrown).to.be.instanceOf(VastError);
    return thrown as VastError;
  }

  const text = async (transport: HttpTransport, request: VastRequest): Promise<string> =>
    Buffer.from(await (await transport.send(request)).bytes()).toString();

  it("puts command, sorted parameters, raw names, length and common headers on the wire", async () => {
    const { url, seen } = await server([ok()]);
    const transport = await connect([url], { tags: ["one", "two"], clientName: "me" });
    const params = { "tabular-new-table-name": "s/t 2", name: "p" };
    await text(transport, {
      ...WRITE,
      path: "/b/a b/t",
      params,
      headers: { "tabular-split": "0,1,8" },
      txid: 2n ** 64n - 1n,
    });
    expect(seen[0]?.url).to.equal("/b/a%20b/t?rows&name=p&tabular-new-table-name=s%2Ft%202");
    expect(seen[0]?.headers).to.include({
      "tabular-txid": "18446744073709551615",
      "tabular-api-version-id": "1",
      "tabular-client-name": "me",
      "tabular-client-tags-0": "one",
      "tabular-client-tags-1": "two",
      "tabular-split": "0,1,8",
      "content-length": "3",
      host: url.slice("http://".length),
    });
  });

  it("leaves the common headers out of calls that are not about tables", async () => {
    const { url, seen } = await server([ok()]);
    await text(await connect([url]), { method: "HEAD", path: "/b", tabular: false });
    expect(Object.keys(seen[0]?.headers ?? {}).filter((name) => name.startsWith("tabular"))).to.deep.equal(
      [],
    );
    expect(seen[0]).to.include({ method: "HEAD", url: "/b" });
  });

  it("sends many GETs with a body over one connection", async () => {
    const { url, seen, connections } = await server([ok({}, "answer")]);
    const transport = await connect([url]);
    for (let count = 0; count < 20; count++)
      await text(transport, { ...READ, body: Buffer.from(`body ${count}`) });
    expect(seen.map(({ body }) => body.toString()))
      .to.include("body 19")
      .and.to.have.length(20);
    expect(connections()).to.equal(1);
  });

  it("repeats any request that the cluster was too busy to begin", async () => {
    const { url, seen } = await server([refuse(503, "SlowDown"), refuse(503, "SlowDown"), ok({}, "done")]);
    expect(await text(await connect([url]), WRITE)).to.equal("done");
    expect(seen).to.have.length(3);
  });

  it("stops being patient with a busy cluster after the attempts it was given", async () => {
    const { url, seen } = await server([refuse(503, "SlowDown")]);
    expect(await failure((await connect([url])).send(WRITE))).to.include({ kind: "slowDown", status: 503 });
    expect(seen).to.have.length(3);
  });

  for (const status of [400, 404, 409, 500, 503]) {
    it(`does not repeat what was answered with status ${status}`, async () => {
      const { url, seen } = await server([refuse(status, "Some"), ok()]);
      expect((await failure((await connect([url])).send(READ))).status).to.equal(status);
      expect(seen).to.have.length(1);
    });
  }

  it("takes every status but 200 for a failure", async () => {
    const { url } = await server([(response) => response.writeHead(204, { server: "vast 5.4.0.1" }).end()]);
    expect((await failure((await connect([url])).send(READ))).kind).to.equal("internal");
  });

  it("repeats a read whose connection was reset", async () => {
    const { url, seen } = await server([reset, ok({}, "done")]);
    expect(await text(await connect([url]), READ)).to.equal("done");
    expect(seen).to.have.length(2);
  });

  it("does not repeat a write whose connection was reset: it may have been done", async () => {
    const { url, seen } = await server([reset, ok()]);
    const error = await failure((await connect([url])).send(WRITE));
    expect(error).to.include({ kind: "connection", sent: true, mayRetry: false });
    expect(seen).to.have.length(1);
  });

  it("repeats a write whose connection was reset if its sender says that it does no harm", async () => {
    const { url, seen } = await server([reset, ok({}, "done")]);
    expect(await text(await connect([url]), { ...WRITE, idempotent: true })).to.equal("done");
    expect(seen).to.have.length(2);
  });

  it("sends a write elsewhere if nobody listens, and says so if nobody listens anywhere", async () => {
    const { url, seen } = await server([ok({}, "done")]);
    const transport = await connect([await deadAddress(), url], { retry: { attempts: 1 } });
    expect(await text(transport, WRITE)).to.equal("done");
    expect(seen).to.have.length(1);
    const one = await server([ok()]);
    const alone = await connect([one.url]);
    await one.close();
    // The first may still find the connection of the probe, of which nobody knows yet that it is closed.
    await failure(alone.send(READ));
    expect(await failure(alone.send(WRITE))).to.include({ kind: "connection", sent: false });
  });

  it("asks another endpoint when one falls silent, and avoids the silent one from then on", async () => {
    const silent = await server([hang]);
    const healthy = await server([ok({}, "done")]);
    const transport = await connect([silent.url, healthy.url], { timeoutMs: 50 });
    expect(await text(transport, READ)).to.equal("done");
    expect(await text(transport, WRITE)).to.equal("done");
    expect([silent.seen.length, healthy.seen.length]).to.deep.equal([1, 2]);
  });

  it("prefers the endpoint that it is told", async () => {
    const [first, second] = [await server([ok()]), await server([ok()])];
    const transport = await connect([first.url, second.url]);
    await text(transport, { ...READ, endpoint: 1 });
    expect([first.seen.length, second.seen.length]).to.deep.equal([0, 1]);
    expect([transport.nextEndpoint(), transport.nextEndpoint(), transport.nextEndpoint()]).to.deep.equal([
      0, 1, 0,
    ]);
  });

  it("does not wait for ever for a write, and does not repeat it", async () => {
    const { url, seen } = await server([hang]);
    const error = await failure((await connect([url], { timeoutMs: 50 })).send(WRITE));
    expect(error).to.include({ kind: "timeout", sent: true, mayRetry: false });
    expect(seen).to.have.length(1);
  });

  const cut: Act = (response) => {
    response.writeHead(200, { server: "vast 5.4.0.1", "content-length": "100" });
    response.write("begun", () => response.socket?.resetAndDestroy());
  };

  it("never takes a body that was cut short for a shorter one", async () => {
    const { url } = await server([cut]);
    const response = await (await connect([url])).send(READ);
    expect(await failure(response.bytes())).to.include({ kind: "connection", mayRetry: true });
  });

  it("repeats a read whose body was cut short if it is to be read whole", async () => {
    const { url, seen } = await server([cut, ok({}, "whole")]);
    expect(await text(await connect([url]), { ...READ, whole: true })).to.equal("whole");
    expect(seen).to.have.length(2);
  });

  it("gives up on a body that stops, but not on a reader who pauses", async () => {
    const begun: Act = (response) => void response.writeHead(200, { server: "vast 5.4.0.1" }).write("begun");
    const { url } = await server([begun, ok({}, "x".repeat(1e6))]);
    const transport = await connect([url], { timeoutMs: 50 });
    const stopped = await transport.send(READ);
    expect(await failure(stopped.bytes())).to.include({ kind: "timeout", mayRetry: true });
    let length = 0;
    for await (const piece of (await transport.send(READ)).stream()) {
      if (length === 0) await sleep(150);
      length += piece.byteLength;
    }
    expect(length).to.equal(1e6);
  });

  it("takes no more of a body than its reader asks for", async () => {
    const total = 128 * 2 ** 20;
    let written = 0;
    const pour: Act = (response) => {
      response.writeHead(200, { server: "vast 5.4.0.1" });
      const piece = Buffer.alloc(2 ** 16);
      const more = (): void => {
        while (written < total) {
          written += piece.length;
          if (!response.write(piece)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    };
    const { url } = await server([pour]);
    let read = 0;
    for await (const piece of (await (await connect([url])).send(READ)).stream()) {
      if (read === 0) {
        await sleep(300);
        expect(written).to.be.below(total / 2);
      }
      read += piece.byteLength;
    }
    expect(read).to.equal(total);
  });

  it("closes the connection of a stream that is left early", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { url } = await server([
      (response) => {
        response.writeHead(200, { server: "vast 5.4.0.1" }).write("begun");
        response.once("close", resolve);
      },
    ]);
    for await (const _ of (await (await connect([url])).send(READ)).stream()) break;
    await promise;
  });

  it("ends a call when it is aborted: before it is sent, while it is awaited, and while it is read", async () => {
    const begun: Act = (response) => void response.writeHead(200, { server: "vast 5.4.0.1" }).write("begun");
    const controller = new AbortController();
    const { url, seen } = await server([
      (response) => {
        hang(response, seen[0]!);
        controller.abort("awaited");
      },
      begun,
    ]);
    const transport = await connect([url]);
    const before = await failure(transport.send({ ...READ, signal: AbortSignal.abort("before") }));
    expect(before).to.include({ kind: "aborted", cause: "before", sent: false });
    const awaited = await failure(transport.send({ ...READ, signal: controller.signal }));
    expect(awaited).to.include({ kind: "aborted", cause: "awaited", sent: true });
    const reading = new AbortController();
    const response = await transport.send({ ...READ, signal: reading.signal });
    setImmediate(() => reading.abort("read"));
    expect(await failure(response.bytes())).to.include({ kind: "aborted", cause: "read" });
    expect(seen).to.have.length(2);
  });

  it("says which header cannot be sent, without sending anything", async () => {
    const { url, seen } = await server([ok()]);
    const headers = { "tabular-name-exact-match": "\u0416" };
    const error = await failure((await connect([url])).send({ ...READ, headers }));
    expect(error).to.include({ kind: "badRequest", sent: false });
    expect(error.message).to.contain("tabular-name-exact-match");
    expect(seen).to.have.length(0);
  });

  it("knows the version whatever the status of the probe", async () => {
    const { url } = await server([ok()]);
    const [forbidding] = [await startForbidding()];
    ends.push(() => forbidding.close());
    expect((await connect([url])).version).to.deep.equal([5, 4, 0, 1]);
    expect((await connect([forbidding.url])).version).to.deep.equal([5, 4, 0, 1]);
  });

  it("refuses what does not speak HTTP, and what is no VAST cluster", async () => {
    const rude = createServer((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
    await new Promise<void>((resolve) => rude.listen(0, "127.0.0.1", resolve));
    ends.push(() => rude.close());
    const { port } = rude.address() as { port: number };
    expect((await failure(connect([`http://127.0.0.1:${port}`]))).kind).to.equal("protocol");
    const other = await startForbidding("nginx");
    ends.push(() => other.close());
    expect((await failure(connect([other.url]))).kind).to.equal("unsupportedVersion");
  });
});

/** Forbids even the probe. */
async function startForbidding(name = "vast 5.4.0.1") {
  const { createServer: createHttpServer } = await import("node:http");
  const http = createHttpServer((_, response) => response.writeHead(403, { server: name }).end());
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      http.closeAllConnections();
      http.close();
    },
  };
}
