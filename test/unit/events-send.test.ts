import { execFile } from "node:child_process";
import type { RequestListener } from "node:http";
import { promisify } from "node:util";
import { expect } from "chai";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import type { DeliveryOutcome } from "../../src/events/send.ts";
import type { Resolve } from "../../src/services/outbound.ts";
import {
  BODY,
  closeAll,
  delivery,
  never,
  ok,
  rawReceiver,
  receiver,
  type SendingOptions,
  sender,
} from "../support/sending.ts";

afterEach(closeAll);

async function outcomeOf(answer: RequestListener, options: SendingOptions = {}): Promise<DeliveryOutcome> {
  const { url } = await receiver(answer);
  return sender(options).send(delivery(url), never);
}

const KEY = Buffer.alloc(24, 7).toString("base64");
const OLD_KEY = Buffer.alloc(32, 250).toString("base64");

describe("a delivery", () => {
  it("is a POST of the body to the URL, with its type, sender, event and time (EV-001, EV-006, EV-008)", async () => {
    const { url, received } = await receiver(ok);
    const now = new Date("2026-03-01T10:00:00.999Z");
    const outcome = await sender({ now: () => now }).send(delivery(url), never);
    expect(outcome).to.include({ kind: "delivered", status: 200 }).and.not.to.have.any.keys("error");
    expect(outcome.latencyMs).to.satisfy(Number.isInteger);
    expect(received).to.have.length(1);
    const { request, body } = received[0]!;
    expect([request.method, request.url, body]).to.eql(["POST", "/hook?key=s3cret", BODY]);
    expect(request.headers).to.include({
      host: new URL(url).host,
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(BODY)),
      "user-agent": "vast-tams/1.2.3",
      "webhook-id": "0000000000000042",
      "webhook-timestamp": String(Date.parse("2026-03-01T10:00:00Z") / 1000),
    });
    expect(request.headers).not.to.have.any.keys("webhook-signature", "authorization", "cookie");
  });

  it("has the API key's header just as it was given, beyond ASCII too (EV-005)", async () => {
    const { url, received } = await receiver(ok);
    const apiKey = { name: "X-aPi_Key", value: 'Bearer "kéy", a=b; ümläut' };
    expect((await sender().send(delivery(url, { apiKey }), never)).kind).to.equal("delivered");
    const { rawHeaders } = received[0]!.request;
    expect(rawHeaders[rawHeaders.indexOf("X-aPi_Key") + 1]).to.equal(apiKey.value);
    expect(received[0]?.body).to.equal(BODY);
  });

  for (const name of ["Host", "content-length", "Transfer-Encoding", "Webhook-Signature", "Connection"]) {
    it(`is refused, unsent, with an API key named ${name}, which would forge or break it (EV-005)`, async () => {
      const { url, received } = await receiver(ok);
      const outcome = await sender().send(delivery(url, { apiKey: { name, value: "s3cret" } }), never);
      expect(outcome.kind).to.equal("refused");
      expect(outcome.error).to.include(name).and.not.to.include("s3cret");
      expect(received).to.eql([]);
    });
  }

  it("is refused with an API key that no header can carry, which is not repeated (EV-111)", async () => {
    const { url, received } = await receiver(ok);
    for (const apiKey of [
      { name: "x-key", value: "s3cret\r\nx: y" },
      { name: "x-key", value: "s3cret\u{1f511}" },
      { name: "x key s3cret", value: "v" },
    ]) {
      const outcome = await sender().send(delivery(url, { apiKey }), never);
      expect(outcome.kind).to.equal("refused");
      expect(outcome.error).to.include("API key").and.not.to.include("s3cret");
    }
    expect(received).to.eql([]);
  });

  it("is signed so that the official library of Standard Webhooks agrees, by each secret", async () => {
    const { url, received } = await receiver(ok);
    await sender({ secrets: [`whsec_${KEY}`, `whsec_${OLD_KEY}`] }).send(delivery(url), never);
    const { request, body } = received[0]!;
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, `${value}`]),
    );
    expect(headers["webhook-signature"]?.split(" ")).to.have.length(2);
    for (const secret of [`whsec_${KEY}`, `whsec_${OLD_KEY}`])
      expect(new Webhook(secret).verify(body, headers)).to.eql(JSON.parse(BODY));
    const stranger = new Webhook(Buffer.alloc(24, 8).toString("base64"));
    expect(() => stranger.verify(body, headers)).to.throw(WebhookVerificationError);
    const known = new Webhook(KEY);
    expect(() => known.verify(`${body} `, headers)).to.throw(WebhookVerificationError);
    expect(() => known.verify(body, { ...headers, "webhook-id": "0000000000000043" })).to.throw(
      WebhookVerificationError,
    );
  });

  it("keeps its id and takes the time of each attempt (EV-008)", async () => {
    const { url, received } = await receiver(ok);
    let seconds = 1_000_000;
    const sending = sender({ now: () => new Date(seconds++ * 1000) });
    await sending.send(delivery(url), never);
    await sending.send(delivery(url), never);
    const seen = received.map(({ request }) => request.headers);
    expect(seen.map((headers) => headers["webhook-id"])).to.eql(["0000000000000042", "0000000000000042"]);
    expect(new Set(seen.map((headers) => headers["webhook-timestamp"])).size).to.equal(2);
  });
});

describe("the outcome of a delivery", () => {
  const KINDS = {
    delivered: [200, 201, 202, 204, 206, 299],
    retry: [408, 429, 500, 501, 502, 503, 504, 599],
    refused: [300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 499, 600],
  };
  for (const [kind, statuses] of Object.entries(KINDS)) {
    for (const status of statuses) {
      it(`is ${kind} after ${status} (EV-007, EV-098)`, async () => {
        const outcome = await outcomeOf((_request, response) => response.writeHead(status).end());
        expect(outcome).to.include({ kind, status });
        if (kind === "delivered") expect(outcome).not.to.have.property("error");
        else expect(outcome.error).to.match(new RegExp(`^The receiver answered ${status}[.;]`));
      });
    }
  }

  it("is refused after a redirect, which nobody follows (EV-101)", async () => {
    const target = await receiver(ok);
    for (const status of [301, 302, 303, 307, 308]) {
      const outcome = await outcomeOf((_request, response) =>
        response.writeHead(status, { Location: target.url }).end(),
      );
      expect(outcome.kind).to.equal("refused");
      expect(outcome.error).to.include("redirects are not followed");
    }
    expect(target.received).to.eql([]);
  });

  const now = new Date("2026-03-01T10:00:00Z");
  const WAITS: readonly (readonly [string, number | undefined])[] = [
    ["120", 120_000],
    ["0", 0],
    ["86400", 3_600_000],
    ["99999999999999999999", 3_600_000],
    ["Sun, 01 Mar 2026 10:00:30 GMT", 30_000],
    ["Sunday, 01-Mar-26 10:00:30 GMT", 30_000],
    ["Sun Mar  1 10:00:30 2026", 30_000],
    ["Sun, 01 Mar 2026 09:00:00 GMT", 0],
    ["Mon, 01 Mar 2027 10:00:00 GMT", 3_600_000],
    ["-5", undefined],
    ["1.5", undefined],
    ["soon", undefined],
    ["Sunday, perhaps", undefined],
  ];
  for (const [value, wait] of WAITS) {
    it(`asks for ${wait === undefined ? "no wait" : `${wait} ms`} after Retry-After: ${value} (EV-098)`, async () => {
      for (const status of [429, 503]) {
        const outcome = await outcomeOf(
          (_request, response) => response.writeHead(status, { "Retry-After": value }).end(),
          { now: () => now },
        );
        expect(outcome).to.include({ kind: "retry", status });
        expect(outcome.retryAfterMs).to.equal(wait);
      }
    });
  }

  it("asks for no wait where there is no other attempt (EV-098)", async () => {
    for (const status of [200, 302, 400]) {
      const outcome = await outcomeOf((_request, response) =>
        response.writeHead(status, { "Retry-After": "5" }).end(),
      );
      expect(outcome).not.to.have.property("retryAfterMs");
    }
  });

  it("is refused after a switch of protocols that nobody asked for (EV-098)", async () => {
    const { url, gone } = await rawReceiver((socket) =>
      socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n"),
    );
    expect(await sender().send(delivery(url), never)).to.include({ kind: "refused", status: 101 });
    await gone;
  });
});

describe("a sender", () => {
  it("keeps a connection for the next delivery", async () => {
    const { url, received } = await receiver((_request, response) => response.end("thanks".repeat(1000)));
    const sending = sender();
    for (let count = 0; count < 3; count++) await sending.send(delivery(url), never);
    const ports = received.map(({ request }) => request.socket.remotePort);
    expect(new Set(ports).size).to.equal(1);
  });

  it("goes by another connection at once when a kept one turns out closed (EV-097)", async () => {
    const { url, sockets } = await rawReceiver((socket) => {
      if (socket.bytesWritten > 0) socket.resetAndDestroy();
      else socket.write("HTTP/1.1 204 No Content\r\n\r\n");
    });
    const sending = sender();
    for (let count = 0; count < 3; count++)
      expect((await sending.send(delivery(url), never)).kind).to.equal("delivered");
    expect(sockets).to.have.length(3);
  });

  it("says that the server stopped when it is told to, or closed, and blames no receiver", async () => {
    const { url, sockets } = await rawReceiver(() => stop());
    let stop = (): void => undefined;
    const stopped = { kind: "retry", error: "This server stopped before the receiver answered." };
    const told = new AbortController();
    stop = () => told.abort();
    expect(await sender().send(delivery(url), told.signal)).to.include(stopped);
    const closing = sender();
    stop = () => closing.close();
    expect(await closing.send(delivery(url), never)).to.include(stopped);
    expect(sockets).to.have.length(2);
    expect(await closing.send(delivery(url), never)).to.include(stopped);
    expect(await sender().send(delivery(url), told.signal)).to.include(stopped);
    expect(sockets, "nothing is sent afterwards").to.have.length(2);
  });

  it("refuses what the guard refuses, at each delivery, and says so (WH-020, TRAP-060)", async () => {
    const { url, received } = await receiver(ok);
    const port = new URL(url).port;
    const inside: Resolve = (_name, _options, callback) =>
      callback(null, [{ address: "127.0.0.1", family: 4 }]);
    for (const host of [
      "127.0.0.1",
      "2130706433",
      "0177.1",
      "[::ffff:127.0.0.1]",
      "[::]",
      "localhost",
      "hook.example",
    ]) {
      for (const protocol of ["http", "https"]) {
        const sending = sender({ allow: [], resolve: inside });
        const outcome = await sending.send(delivery(`${protocol}://${host}:${port}/?key=s3cret`), never);
        expect(outcome.kind, host).to.equal("refused");
        expect(outcome.error, host).to.match(/is not a public host\.$|has no public address\.$/);
        expect(outcome).not.to.have.property("status");
      }
    }
    for (const wrong of [
      "ftp://hook.example/",
      "http://u:s3cret@hook.example/",
      "s3cret",
      "http://hook.example:25/",
    ]) {
      const outcome = await sender({ allow: [] }).send(delivery(wrong), never);
      expect(outcome.kind, wrong).to.equal("refused");
      expect(outcome.error).not.to.include("s3cret");
    }
    expect(received).to.eql([]);
  });

  it("uses no proxy that the environment names (TRAP-060)", async () => {
    const target = await receiver(ok);
    const proxy = await receiver(ok);
    const code = `
      import { openSender } from "./src/events/send.ts";
      import { get } from "node:http";
      const settings = { outboundAllow: ["127.0.0.1"], webhookTimeoutMs: 5000, webhookSigningSecrets: [] };
      const sender = openSender({ settings, versions: { service: "1" }, now: () => new Date() });
      const url = process.argv[1];
      const outcome = await sender.send({ url, eventId: "1", body: "{}" }, new AbortController().signal);
      await new Promise((resolve) => get(url + "&plain", (response) => response.resume().on("end", resolve)));
      sender.close();
      console.log(outcome.kind);
      process.exit();
    `;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "--eval", code, target.url],
      {
        env: {
          ...process.env,
          NODE_USE_ENV_PROXY: "1",
          HTTP_PROXY: new URL(proxy.url).origin,
          http_proxy: new URL(proxy.url).origin,
          NO_PROXY: "",
          no_proxy: "",
        },
      },
    );
    expect(stdout.trim()).to.equal("delivered");
    expect(target.received).to.have.length(1);
    expect(
      proxy.received.map(({ request }) => request.url),
      "only what is not ours",
    ).to.eql([`${target.url}&plain`]);
  });
});
