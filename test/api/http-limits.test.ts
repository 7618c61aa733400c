import { request } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { invalid, StoreError } from "../../src/errors.ts";
import { type AnyCall, type Edge, errorOf, openEdge } from "../support/edge.ts";

const id = "0d6b7d0c-7d5a-4a7e-8f3c-1f0f3f5b7a10";
const label = `/flows/${id}/label`;
const media = `/media/${id}/key`;
const page = { limit: 1, count: 0, reverse: false };

/** A promise and the function that settles it. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: () => resolve() };
}

function put(edge: Edge, path: string, body: string | Buffer): Promise<Response> {
  return edge.fetch(path, {
    method: "PUT",
    body: Buffer.from(body),
    headers: { "content-type": "application/json" },
  });
}

describe("limits of requests", () => {
  let edge: Edge;
  before(async () => {
    edge = await openEdge(
      {
        "PUT_flows-flowId-label": async () => ({ status: 204 }),
        POST_service: async () => ({ status: 200 }),
        "POST_flows-flowId-segments": async () => ({ status: 201 }),
        GET_flows: async () => ({ status: 200, body: [], page }),
      },
      { maxBodyBytes: 2000, maxHeaderBytes: 4096, maxJsonDepth: 10, maxListItems: 5, headersTimeMs: 300 },
    );
  });
  after(() => edge.close());

  const summary = async (body: string): Promise<string> => {
    const reply = await edge.fetch("/service", { method: "POST", body: Buffer.from(body) });
    expect(reply.status).to.equal(400);
    return (await errorOf(reply)).summary;
  };

  it("refuses a body beyond the limit with 413, declared or not", async () => {
    const declared = await put(edge, label, `"${"x".repeat(2000)}"`);
    expect(declared.status).to.equal(413);
    expect((await errorOf(declared)).summary).to.include("2000");
    const chunk = `7d1\r\n${"x".repeat(2001)}\r\n`;
    const head = `PUT ${label} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const reply = await edge.raw(`${head}${chunk}0\r\n\r\n`);
    expect(reply)
      .to.match(/^HTTP\/1.1 413 /)
      .and.to.match(/\{"type":"tooLarge"/);
    expect((await put(edge, label, `"${"x".repeat(1998)}"`)).status).to.equal(204);
  });

  it("refuses JSON that is too deep or lists that are too long, without a 5xx (X-045)", async () => {
    expect(await summary(`${"[".repeat(900)}${"]".repeat(900)}`)).to.include("deeper than 10");
    expect(await summary('{"a":[1,2,3,4,5,6]}')).to.equal("In the body, /a has more than 5 items.");
    expect(
      (await edge.fetch("/service", { method: "POST", body: Buffer.from('{"a":[1,2,3,4,5]}') })).status,
    ).to.equal(200);
  });

  it("refuses headers beyond the limit with 431", async () => {
    const reply = await edge.raw(`GET /flows HTTP/1.1\r\nHost: a\r\nX-Long: ${"x".repeat(5000)}\r\n\r\n`);
    expect(reply)
      .to.match(/^HTTP\/1.1 431 /)
      .and.to.match(/\{"type":"headersTooLarge","summary":"/);
  });

  it("answers what is not HTTP with 400 in the error shape, and asks HTTP/1.1 for a Host", async () => {
    expect(await edge.raw("GET\r\n\r\n")).to.match(/^HTTP\/1.1 400 Bad Request\r\n.*\{"type":"invalid"/s);
    expect(await edge.raw("GET /flows HTTP/1.1\r\nConnection: close\r\n\r\n")).to.match(
      /^HTTP\/1.1 400 .*Host header/s,
    );
  });

  it("gives up on headers that never end (408)", async () => {
    expect(await edge.raw("GET /flows HTTP/1.1\r\nHost: a\r\n")).to.match(
      /^HTTP\/1.1 408 .*\{"type":"timeout"/s,
    );
  });
});

describe("time of requests", () => {
  it("answers 503 when a handler takes too long, and tells it to stop", async () => {
    let stopped = false;
    const edge = await openEdge(
      {
        GET_flows: async ({ signal }: AnyCall) => {
          await new Promise((resolve) => signal.addEventListener("abort", resolve));
          stopped = true;
          return { status: 200, body: [], page };
        },
      },
      { requestTimeMs: 100 },
    );
    const reply = await edge.fetch("/flows");
    expect([reply.status, reply.headers.has("retry-after")]).to.eql([503, true]);
    expect((await errorOf(reply)).type).to.equal("unavailable");
    expect(stopped).to.equal(true);
    await edge.close();
    expect(edge.lines.filter(({ message }) => message === "request")).to.have.length(1);
  });

  it("answers 408 when a JSON body does not arrive", async () => {
    const edge = await openEdge({}, { requestTimeMs: 100 });
    const reply = await edge.raw(`PUT ${label} HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n"x`);
    expect(reply).to.match(/^HTTP\/1.1 408 /);
    await edge.close();
  });

  it("tells a handler when its client goes away", async () => {
    const started = gate();
    const told = gate();
    const edge = await openEdge({
      GET_flows: async ({ signal }: AnyCall) => {
        signal.addEventListener("abort", () => told.open());
        started.open();
        await told.opened;
        return { status: 200, body: [], page };
      },
    });
    const leaving = new AbortController();
    const reply = edge.fetch("/flows", { signal: leaving.signal }).catch(() => undefined);
    await started.opened;
    leaving.abort();
    await told.opened;
    await reply;
    await edge.close();
    expect(edge.lines.find(({ message }) => message === "request")?.fields["aborted"]).to.equal(true);
  });
});

describe("closing", () => {
  it("finishes a running request, refuses new connections, and closes idle ones", async () => {
    const started = gate();
    const finish = gate();
    const edge = await openEdge({
      GET_sources: async () => ({ status: 200, body: [], page }),
      GET_flows: async () => {
        started.open();
        await finish.opened;
        return { status: 200, body: [], page };
      },
    });
    await (await edge.fetch("/sources")).text();
    const running = edge.fetch("/flows");
    await started.opened;
    const closed = edge.close();
    const late = await edge.raw("GET /flows HTTP/1.1\r\nHost: a\r\n\r\n").catch((error: Error) => error);
    expect(late).to.be.instanceOf(Error);
    finish.open();
    const reply = await running;
    expect([reply.status, await reply.text(), reply.headers.get("connection")]).to.eql([200, "[]", "close"]);
    await closed;
  });

  it("cuts what does not finish by the deadline", async () => {
    const started = gate();
    const edge = await openEdge(
      {
        GET_flows: async () => {
          started.open();
          return new Promise<object>(() => undefined);
        },
      },
      { closeTimeMs: 100 },
    );
    const running = edge.fetch("/flows").then(
      () => "answered",
      () => "cut",
    );
    await started.opened;
    await edge.close();
    expect(await running).to.equal("cut");
  });
});

describe("bytes", () => {
  let edge: Edge;
  let received: { header: Record<string, unknown>; bytes: Buffer };
  let source: Readable;

  before(async () => {
    edge = await openEdge(
      {
        PUT_media: async ({ header, body }: AnyCall) => {
          received = { header, bytes: await buffer(body as Readable) };
          return { status: 200, headers: { ETag: '"e"' } };
        },
        GET_media: async ({ header }: AnyCall) => {
          if (header["range"] === "bytes=9-") throw invalid("The range starts past the end.", "range");
          const isPart = header["range"] !== undefined;
          source = Readable.from([Buffer.from("ab"), Buffer.from("c")]);
          const headers = {
            "Content-Type": "video/mp2t",
            "Content-Length": "3",
            ...(isPart && { "Content-Range": "bytes 0-2/9" }),
          };
          return { status: isPart ? 206 : 200, headers, body: source };
        },
        HEAD_media: async () => {
          source = Readable.from(["abc"]);
          return {
            status: 200,
            headers: { "Content-Type": "video/mp2t", "Content-Length": "3" },
            body: source,
          };
        },
        GET_flows: async () => ({ status: 200, body: Readable.from(["[]"]), page }),
      },
      { maxUploadBytes: 1024 * 1024 },
    );
  });
  after(() => edge.close());

  it("hands an upload on as a stream with its media type and declared headers", async () => {
    const bytes = Buffer.alloc(300_000, 7);
    const headers = { "content-type": "video/mp2t", "content-md5": "x", "x-other": "y" };
    const reply = await edge.fetch(media, { method: "PUT", body: bytes, headers });
    expect([reply.status, reply.headers.get("etag"), reply.headers.get("content-length")]).to.eql([
      200,
      '"e"',
      "0",
    ]);
    expect(received.bytes.equals(bytes)).to.equal(true);
    expect(received.header).to.eql({
      "content-type": "video/mp2t",
      "content-md5": "x",
      "content-length": "300000",
    });
  });

  it("refuses uploads beyond the limit with 413, declared or counted", async () => {
    const declared = await edge.fetch(media, { method: "PUT", body: Buffer.alloc(1024 * 1024 + 1) });
    expect(declared.status).to.equal(413);
    const reply = await new Promise<number>((resolve, reject) => {
      const upload = request(edge.base + media, { method: "PUT" }, ({ statusCode = 0 }) =>
        resolve(statusCode),
      );
      upload.on("error", reject);
      for (let sent = 0; sent <= 16; sent++) upload.write(Buffer.alloc(65536));
      upload.end();
    });
    expect(reply).to.equal(413);
  });

  it("sends a stream with its own media type and status", async () => {
    const whole = await edge.fetch(media);
    expect([whole.status, whole.headers.get("content-type"), await whole.text()]).to.eql([
      200,
      "video/mp2t",
      "abc",
    ]);
    const part = await edge.fetch(media, { headers: { range: "bytes=0-2" } });
    expect([part.status, part.headers.get("content-range"), await part.text()]).to.eql([
      206,
      "bytes 0-2/9",
      "abc",
    ]);
  });

  it("keeps a browser from running uploaded bytes as a page of the API's origin", async () => {
    const { headers } = await edge.fetch(media);
    expect([headers.get("content-security-policy"), headers.get("x-content-type-options")]).to.eql([
      "sandbox",
      "nosniff",
    ]);
  });

  it("answers a range beyond the bytes with 416", async () => {
    const reply = await edge.fetch(media, { headers: { range: "bytes=9-" } });
    expect([reply.status, (await errorOf(reply)).type]).to.eql([416, "rangeNotSatisfiable"]);
  });

  it("sends the headers of HEAD and lets go of its stream (X-013, X-014)", async () => {
    const reply = await edge.fetch(media, { method: "HEAD" });
    expect([reply.status, reply.headers.get("content-length")]).to.eql([200, "3"]);
    expect(source.destroyed).to.equal(true);
  });

  it("cuts the connection when a stream breaks midway, so that nobody takes a part for the whole", async () => {
    const broken = await openEdge({
      GET_media: async () => {
        const body = Readable.from(
          (async function* () {
            yield Buffer.from("half");
            await sleep(20);
            throw new Error("The disk is gone.");
          })(),
        );
        return { status: 200, headers: { "Content-Type": "video/mp2t", "Content-Length": "8" }, body };
      },
    });
    const reply = await broken.fetch(media);
    const outcome = await reply.text().then(
      () => "whole",
      () => "cut",
    );
    expect(outcome).to.equal("cut");
    await broken.close();
    expect(
      broken.lines.some(({ level, fields }) => level === "error" && String(fields["cause"]).includes("disk")),
    ).to.equal(true);
  });

  it("does not send bytes where the contract has JSON", async () => {
    expect((await edge.fetch("/flows")).status).to.equal(500);
    expect(edge.faults.at(-1)).to.include({ operation: "GET_flows" });
  });
});

describe("answers before the end of the body", () => {
  const bytes = Buffer.alloc(8 * 1024 * 1024, 7);
  let edge: Edge;

  before(async () => {
    edge = await openEdge(
      {
        PUT_media: async ({ body }: AnyCall) => {
          for await (const _ of (body as Readable).iterator({ destroyOnReturn: false })) break;
          throw new StoreError("unavailable", "The disk is full.");
        },
      },
      { maxBodyBytes: 2000, maxUploadBytes: 2 * bytes.length },
    );
  });
  after(() => edge.close());

  /** Reads nothing before all is sent, as simple clients do; resolves to the status line. */
  async function sendThenRead(path: string, framing: string, body: readonly Buffer[]): Promise<string> {
    const socket = connect(Number(new URL(edge.base).port), "127.0.0.1").pause();
    socket.write(`PUT ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${framing}\r\n\r\n`);
    for (const part of body) await new Promise<unknown>((sent) => socket.write(part, sent));
    const answer = await text(socket);
    return answer.slice(0, answer.indexOf("\r\n"));
  }

  it("reach a client that sends all of it before it reads", async () => {
    const declared = `Content-Length: ${bytes.length}`;
    const chunked = [Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n0\r\n\r\n")];
    expect(await sendThenRead(media, declared, [bytes])).to.match(/ 503 /);
    expect(await sendThenRead(media, "Transfer-Encoding: chunked", chunked)).to.match(/ 503 /);
    expect(await sendThenRead(label, declared, [bytes])).to.match(/ 413 /);
    expect(await sendThenRead(label, "Transfer-Encoding: chunked", chunked)).to.match(/ 413 /);
  });
});
