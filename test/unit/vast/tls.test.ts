import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import { expect } from "chai";
import { isVastError } from "../../../src/vast/errors.ts";
import { openTransport, type TransportOptions } from "../../../src/vast/http-transport.ts";

/** Of `localhost`, for these tests alone: it protects nothing. Valid until the next century. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgNuQteTwhiUd299d1
cbOL0qONqd3VSjyXTBewyLOV/mqhRANCAATa4J1N/CamwrkUu3stXlM+/ggGnUfN
6Bneudy38WDdcVEKdbAjnMoKWcuuGAa1/aodsqFzNWXxwWRRozKYsi+6
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBljCCATugAwIBAgIUF4iRsfF+0oj/c1AywrG8RJKI1yswCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjIwMTE1NloYDzIxMjYxMDI5
MjAxMTU2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATa4J1N/CamwrkUu3stXlM+/ggGnUfN6Bneudy38WDdcVEKdbAjnMoK
WcuuGAa1/aodsqFzNWXxwWRRozKYsi+6o2kwZzAdBgNVHQ4EFgQU9vYs8bOKMFIe
NsciygIzWvEaF2QwHwYDVR0jBBgwFoAU9vYs8bOKMFIeNsciygIzWvEaF2QwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SQAwRgIhAJL/pIFIviWqupO8Izi89Y9siz8gue4Jch7AzTMa/YJOAiEA2twiBcjY
+IB6B5BW5+H4d/IYQ5rmrIjJwacEMT53gIM=
-----END CERTIFICATE-----`;

describe("vast: transport over TLS", () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function listen(server: Server): Promise<string> {
    await new Promise<void>((resolve) => server.listen(0, resolve));
    ends.push(() => server.close());
    return `https://localhost:${(server.address() as AddressInfo).port}`;
  }

  async function cluster(): Promise<{ readonly url: string; connections(): number; requests(): number }> {
    let [connections, requests] = [0, 0];
    const server = createHttpsServer({ key: KEY, cert: CERTIFICATE }, (_, response) => {
      requests++;
      response.writeHead(200, { server: "vast 5.4.0.1" }).end();
    });
    server.on("secureConnection", () => connections++);
    const url = await listen(server);
    ends.push(() => server.closeAllConnections());
    return { url, connections: () => connections, requests: () => requests };
  }

  async function connect(url: string, more: Partial<TransportOptions>) {
    const limits = { timeoutMs: 10_000, connectTimeoutMs: 10_000, retry: { attempts: 3, baseMs: 1 } };
    const keys = { accessKeyId: "key", secretAccessKey: "secret" };
    const transport = await openTransport({ ...keys, ...limits, endpoints: [url], ...more });
    ends.push(() => transport.close());
    return transport;
  }

  it("trusts the authority that it is given, and keeps the connection", async () => {
    const { url, connections } = await cluster();
    const transport = await connect(url, { tls: { ca: CERTIFICATE } });
    for (let count = 0; count < 3; count++) {
      await (await transport.send({ method: "GET", path: "/b", command: "schema" })).bytes();
    }
    expect(connections()).to.equal(1);
  });

  it("sends nothing to a stranger, and does not try again", async () => {
    const { url, requests } = await cluster();
    const thrown = await connect(url, { retry: { attempts: 3, baseMs: 1e9 } }).catch(
      (error: unknown) => error,
    );
    expect(isVastError(thrown, "connection") && [thrown.sent, thrown.mayRetry]).to.deep.equal([false, false]);
    expect(requests()).to.equal(0);
  });

  it("talks to a stranger if it is told to", async () => {
    const { url } = await cluster();
    expect((await connect(url, { tls: { rejectUnauthorized: false } })).version).to.deep.equal([5, 4, 0, 1]);
  });

  it("does not take a connection without a handshake for one that stands", async () => {
    const url = await listen(createTcpServer((socket) => ends.push(() => socket.destroy())));
    const thrown = await connect(url, { connectTimeoutMs: 50 }).catch((error: unknown) => error);
    expect(isVastError(thrown, "timeout") && [thrown.sent, thrown.mayRetry]).to.deep.equal([false, true]);
  });
});
