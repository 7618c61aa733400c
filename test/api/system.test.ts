import { rename } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { Client } from "../support/client.ts";
import { itOnDisk, startApp, type TestApp } from "../support/start.ts";

interface Health {
  readonly status: string;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail?: string }[];
}

describe("the server itself", () => {
  let test: TestApp;
  let api: Client;
  before(async () => {
    test = await startApp();
    api = new Client(test.base);
  });
  after(() => test.close());

  it("lives and is ready, on every store that it has", async () => {
    expect((await api.get("/health/live")).body).to.eql({ status: "ok" });
    const ready = await api.get<Health>("/health/ready");
    expect(ready.status).to.equal(200);
    expect(ready.body.checks.map(({ name, ok }) => [name, ok])).to.eql([
      ["tables", true],
      ["storage backend local", true],
    ]);
  });

  itOnDisk("lives but is not ready while a store is gone, says which and not why, and recovers", async () => {
    const [folder, away] = [join(test.folder, "media"), join(test.folder, "away")];
    await rename(folder, away);
    const reply = await api.get<Health>("/health/ready");
    expect(reply.status).to.equal(503);
    expect(reply.body.status).to.equal("unavailable");
    expect(reply.body.checks.filter(({ ok }) => !ok).map(({ name }) => name)).to.eql([
      "storage backend local",
    ]);
    expect(JSON.stringify(reply.body)).to.not.include(test.folder);
    expect((await api.head("/health/ready")).status).to.equal(503);
    expect((await api.get("/health/live")).status).to.equal(200);
    expect(test.lines.some(({ message }) => message === "Health check failed")).to.equal(true);
    await rename(away, folder);
    expect((await api.get("/health/ready")).status).to.equal(200);
  });

  it("publishes the contract that it serves", async () => {
    const { status, body } = await api.get<{ openapi: string; info: { version: string }; paths: object }>(
      "/openapi.json",
    );
    expect(status).to.equal(200);
    expect(body.openapi).to.match(/^3\.1/);
    expect(body.info.version).to.equal(test.app.versions.api);
    expect(Object.keys(body.paths)).to.include.members(["/flows/{flowId}/segments", "/health/live"]);
  });
});
