import { execFileSync, spawnSync } from "node:child_process";
import { pbkdf2 } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "node:tls";
import { promisify } from "node:util";
import { expect } from "chai";
import { type Edge, openEdge } from "../support/edge.ts";

const hash = promisify(pbkdf2);

describe("TLS of the edge", () => {
  let folder: string | undefined;
  let edge: Edge;
  before(function () {
    if (spawnSync("openssl", ["version"]).status !== 0) {
      process.stderr.write(
        "\n    SKIPPED: TLS needs openssl, to make certificates, which is not installed.\n",
      );
      this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), "tams-tls-"));
    for (const name of ["one", "two"]) makePair(name);
  });
  after(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });
  afterEach(() => edge.close());

  const at = (name: string): string => join(folder ?? "", name);
  const makePair = (name: string): void => {
    const words = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=${name}.example`;
    execFileSync("openssl", [...words.split(" "), "-keyout", at(`${name}.key`), "-out", at(`${name}.crt`)], {
      stdio: "ignore",
    });
  };
  const use = (name: string): void => {
    copyFileSync(at(`${name}.key`), at("in-use.key"));
    copyFileSync(at(`${name}.crt`), at("in-use.crt"));
  };
  const makeOld = (): void => {
    for (const name of ["in-use.key", "in-use.crt"]) utimesSync(at(name), 1_700_000_000, 1_700_000_000);
  };
  const open = async (): Promise<void> => {
    use("one");
    makeOld();
    edge = await openEdge(
      { GET_root: async () => ({ status: 200, body: ["service"] }) },
      {
        tlsCertFile: at("in-use.crt"),
        tlsKeyFile: at("in-use.key"),
      },
    );
  };
  /** The answer to a request over TLS, and whose certificate it came with. */
  const ask = (options: object = {}): Promise<{ name: string | undefined; text: string }> =>
    new Promise((resolve, reject) => {
      const socket = connect({
        port: Number(new URL(edge.base).port),
        rejectUnauthorized: false,
        ...options,
      });
      let text = "";
      let name: string | undefined;
      socket.on("secureConnect", () => {
        name = String(socket.getPeerCertificate().subject.CN);
        socket.write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
      });
      socket.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      socket.on("error", reject).on("close", () => resolve({ name, text }));
    });
  const until = async (expected: string): Promise<void> => {
    for (let tries = 0; tries < 100 && (await ask()).name !== expected; tries++) await sleep(50);
    expect((await ask()).name).to.equal(expected);
  };

  it("serves https, tells browsers to stay with it, and names itself so", async () => {
    await open();
    expect(edge.base).to.match(/^https:/);
    const { name, text } = await ask();
    expect(name).to.equal("one.example");
    expect(text)
      .to.match(/^HTTP\/1.1 200 /)
      .and.match(/Strict-Transport-Security: max-age=31536000/);
  });

  it("knows nothing older than TLS 1.2", async () => {
    await open();
    const old = await ask({
      maxVersion: "TLSv1.1",
      minVersion: "TLSv1",
      ciphers: "DEFAULT@SECLEVEL=0",
    }).catch((error: Error) => error);
    expect(String(old)).to.match(/alert protocol version/i);
    expect((await ask({ maxVersion: "TLSv1.2" })).name).to.equal("one.example");
  });

  it("takes a new certificate when its files change, and keeps the old for one that is broken", async () => {
    await open();
    writeFileSync(at("in-use.crt"), "no certificate");
    await until("one.example");
    for (let tries = 0; tries < 100 && !edge.lines.some(({ level }) => level === "error"); tries++)
      await sleep(50);
    expect(edge.lines.find(({ level }) => level === "error")?.message).to.equal(
      "The TLS certificate was not replaced.",
    );
    use("two");
    await until("two.example");
  });

  it("takes one that came in the moment it started, on a busy machine too", async () => {
    // As many threads as Node has, so that nothing that needs one comes first.
    const busy = Array.from({ length: 8 }, () => hash("password", "salt", 400_000, 64, "sha512"));
    await open();
    use("two");
    await Promise.all(busy);
    await until("two.example");
  });

  it("takes it at once at SIGHUP", async () => {
    await open();
    use("two");
    // As old as before, so that nothing but the signal tells of them.
    makeOld();
    process.kill(process.pid, "SIGHUP");
    await until("two.example");
  });

  it("does not start with a key that belongs to another certificate", async () => {
    await open();
    copyFileSync(at("two.key"), at("in-use.key"));
    const failed = await openEdge({}, { tlsCertFile: at("in-use.crt"), tlsKeyFile: at("in-use.key") }).catch(
      (error: Error) => error.message,
    );
    expect(failed).to.include(at("in-use.crt")).and.include("cannot be used");
  });
});
