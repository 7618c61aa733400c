import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { createToken } from "../../src/auth/api-tokens.ts";
import { isFresh } from "../../src/config/fresh.ts";
import { ConfigError, readConfig } from "../../src/config.ts";
import { greetingOf } from "../../src/greeting.ts";
import { type Running, start } from "../../src/main.ts";
import { collectLog } from "../support/log.ts";

describe("npm start", () => {
  it("asks nobody who calls on a fresh clone, whatever else was set", () => {
    expect(isFresh([], {})).to.equal(true);
    expect(isFresh(["--port", "1", "--host", "::1"], { TAMS_DATA: "x", TAMS_AUTH: undefined })).to.equal(
      true,
    );
  });

  it("leaves authentication on as soon as anybody has said anything of it", () => {
    const folder = mkdtempSync(join(tmpdir(), "tams-start-"));
    const file = join(folder, "tams.yaml");
    writeFileSync(file, "auth: [basic]\n");
    expect(isFresh(["--config", file], {})).to.equal(false);
    expect(isFresh([], { TAMS_CONFIG: file })).to.equal(false);
    rmSync(folder, { recursive: true });
    expect(isFresh(["--auth", "url"], {})).to.equal(false);
    for (const name of ["TAMS_AUTH", "TAMS_AUTH_POLICY", "TAMS_OIDC_ISSUER", "TAMS_JWT_SECRET"])
      expect(isFresh([], { [name]: "x" }), name).to.equal(false);
  });

  it("leaves it on where other machines can call", () => {
    expect(isFresh(["--host", "0.0.0.0"], {})).to.equal(false);
    expect(isFresh([], { TAMS_HOST: "192.0.2.1" })).to.equal(false);
  });
});

describe("a server that asks nobody at first", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tams-start-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const data = (): string => join(folder, "data");
  const begin = async (auth: string): Promise<Running> => {
    const { config } = readConfig(["--data", data(), "--port", "0", "--auth", auth], {});
    return await start(config, { log: collectLog().log });
  };

  it("starts while there are no accounts, and not once there are, unless told", async () => {
    const first = await begin("none-at-first");
    const accounts = { engine: first.app.engine, now: () => new Date() };
    expect((await fetch(`${first.url}/flows`)).status).to.equal(200);
    await createToken(accounts, { name: "t", scopes: ["read"], groups: [], networks: [] });
    await first.close();
    const refusal = await begin("none-at-first").catch((cause: unknown) => cause);
    expect(refusal).to.be.instanceOf(ConfigError);
    expect(String(refusal)).to.include("TAMS_AUTH=bearer,basic,url").and.include("TAMS_AUTH=none ");
    const told = await begin("none");
    expect((await fetch(`${told.url}/flows`)).status).to.equal(200);
    await told.close();
  });

  it("keeps what it stores from other users of the machine", async () => {
    const running = await begin("none-at-first");
    const mode = (...names: string[]): number => statSync(join(data(), ...names)).mode & 0o077;
    expect(mode()).to.equal(0);
    for (const name of ["tams.sqlite", "tams.sqlite-wal", "tams.sqlite-shm"])
      expect(mode(name), name).to.equal(0);
    await running.close();
  });
});

describe("the greeting of a server", () => {
  const greet = (argv: readonly string[], hasCallers = true): string =>
    greetingOf({ api: "8.2", url: "http://a", config: readConfig(argv, {}).config, hasCallers });

  it("says that authentication is off, and how to switch it on", () => {
    expect(greet(["--auth", "none"])).to.include("Authentication is OFF: everybody on this machine");
    const anywhere = greet(["--auth", "none", "--auth-none-anywhere", "--host", "0.0.0.0"]);
    expect(anywhere).to.include("everybody who reaches 0.0.0.0").and.include("TAMS_AUTH=");
  });

  it("says how to make the first account while nobody can come in", () => {
    expect(greet([], false)).to.include("user add");
    expect(greet([])).to.include("bearer, basic, url").and.not.include("user add");
  });

  it("warns of passwords that the network can read, unless there is TLS here or in front", () => {
    const readable = "cross the network readable";
    const open = ["--host", "0.0.0.0"];
    expect(greet(open)).to.include(readable);
    expect(greet([...open, "--tls-cert-file", "c", "--tls-key-file", "k"])).not.to.include(readable);
    expect(greet([...open, "--public-url", "https://tams.example"])).not.to.include(readable);
    expect(greet([])).not.to.include(readable);
  });
});

describe("settings that are wrong", () => {
  const started = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, ["src/start.mjs", ...args], {
      env: { ...process.env, ...env },
      encoding: "utf8",
    });

  it("stop a start with one line for each fault and status 2", () => {
    const env = { TAMS_PORT: "x", TAMS_HOST: "0.0.0.0", TAMS_AUTH: "none" };
    const { status, stderr, stdout } = started([], env);
    expect(status).to.equal(2);
    expect(stdout).to.equal("");
    expect(stderr.trim().split("\n")).to.have.length(2);
  });

  it("give status 2 wherever they stand, as with every other command", function () {
    this.timeout(60_000);
    const file = join(mkdtempSync(join(tmpdir(), "tams-config-")), "tams.yaml");
    for (const [text, args, said] of [
      ["", ["--config", "nofile.yaml"], /nofile\.yaml/],
      ["authPolcy: policy.yaml\n", ["--config", file], /authPolcy.*Did you mean authPolicy\?/],
      ["auth: [basci]\n", ["--config", file], /auth .*must be/],
      ["oidcIssuer: https://idp.example\n", ["--config", file], /TAMS_OIDC_AUDIENCE must name/],
      ["", ["--tls-cert-file", "cert.pem"], /need each other/],
    ] as const) {
      writeFileSync(file, text);
      const { status, stderr } = started(["serve", ...args]);
      expect(stderr).to.match(said);
      expect(status, stderr).to.equal(2);
    }
    rmSync(dirname(file), { recursive: true });
  });
});
