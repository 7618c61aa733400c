import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type AuditLog, type Decided, openAudit } from "../../src/auth/audit.ts";
import { type Audited, type AuditFilter, listAudit, recordCommand } from "../../src/auth/audit-log.ts";
import { StoreError } from "../../src/errors.ts";
import type { App } from "../../src/services/app.ts";
import { openEmbeddedEngine } from "../../src/storage/embedded/engine.ts";
import type { Engine } from "../../src/storage/engine.ts";
import { auditExpiry, expireAudit } from "../../src/workers/audit.ts";
import { collectLog } from "../support/log.ts";
import { eventually } from "../support/steps.ts";

const alice = { id: "user:alice", name: "alice" };

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe("the audit log", () => {
  let folder = "";
  let engine: Engine;
  let audit: AuditLog;
  let now = Date.UTC(2030, 0, 1);
  const { log, lines } = collectLog();
  const open = (options: { reads?: boolean; engine?: Engine; room?: number } = {}): AuditLog => {
    const settings = { auditReads: options.reads === true };
    const room = options.room === undefined ? {} : { room: options.room };
    audit = openAudit({ engine: options.engine ?? engine, log, now: () => new Date(now), settings, ...room });
    return audit;
  };
  const exchange = (over: Partial<Decided> = {}): Decided => ({
    principal: alice,
    operation: "PUT_flows-flowId",
    path: "/flows/1",
    method: "PUT",
    status: 204,
    address: "192.0.2.1",
    id: "r",
    ...over,
  });
  const logged = async (filter: AuditFilter = {}): Promise<Audited[]> => {
    await audit.flush();
    return collected(listAudit(engine, filter));
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tams-audit-"));
    engine = await openEmbeddedEngine({ folder });
    lines.length = 0;
  });
  afterEach(async () => {
    await audit.close();
    await engine.close();
    await rm(folder, { recursive: true });
  });

  it("keeps who changed what from where, and what became of it", async () => {
    open();
    audit.decided(exchange());
    audit.decided(exchange({ status: 400, id: "s" }));
    const [first, second, ...rest] = await logged();
    expect(first).to.eql({
      id: first?.id,
      time: now,
      actor: alice,
      event: "request",
      operation: "PUT_flows-flowId",
      resource: "/flows/1",
      outcome: "allowed",
      status: 204,
      address: "192.0.2.1",
      requestId: "r",
    });
    expect(second).to.include({ outcome: "failed", status: 400, requestId: "s" });
    expect(rest).to.eql([]);
  });

  it("keeps refusals whatever the method, a read of what is hidden among them, and other reads only if told", async () => {
    open();
    const read = { method: "GET", operation: "GET_flows-flowId" };
    audit.decided(exchange({ ...read, status: 200 }));
    audit.decided(exchange({ ...read, status: 404 }));
    audit.decided(exchange({ ...read, status: 404, rule: "read Flow 1: no class gives read" }));
    audit.decided(exchange({ ...read, status: 403, refusedBy: "scope" }));
    audit.decided(exchange({ method: "OPTIONS", status: 204 }));
    expect((await logged()).map(({ status, outcome, rule }) => ({ status, outcome, rule }))).to.eql([
      { status: 404, outcome: "refused", rule: "read Flow 1: no class gives read" },
      { status: 403, outcome: "refused", rule: "the scopes do not suffice" },
    ]);
    await audit.close();
    open({ reads: true });
    audit.decided(exchange({ ...read, status: 200, path: "/flows/2" }));
    expect(await logged({ resource: "/flows/2" })).to.have.length(1);
  });

  it("never keeps what stands behind a question mark, and cuts what is endless", async () => {
    open();
    audit.decided(exchange({ path: "/flows/1?access_token=sesame" }));
    audit.decided(exchange({ path: `/objects/${"x".repeat(20_000)}` }));
    const all = await logged();
    expect(JSON.stringify(all)).not.to.include("sesame");
    expect(all[0]?.resource).to.equal("/flows/1");
    expect(all[1]?.resource).to.have.length(1024);
  });

  it("keeps logins, lock-outs and the commands of an operator", async () => {
    open();
    audit.account({ event: "login", actor: alice, outcome: "allowed", address: "192.0.2.1" });
    audit.account({ event: "login", name: "mallory", outcome: "refused", rule: "no such user" });
    await recordCommand(engine, new Date(now + 1), { event: "user_suspended", resource: "user:alice" });
    const all = await logged();
    expect(all.map(({ event, resource, outcome }) => [event, resource, outcome])).to.eql([
      ["login", "user:alice", "allowed"],
      ["login", "user:mallory", "refused"],
      ["user_suspended", "user:alice", "allowed"],
    ]);
    expect(all[2]?.actor?.id).to.match(/^cli:./);
  });

  it("finds entries by user, resource, operation, outcome and time, in the order they happened", async () => {
    open();
    const start = now;
    audit.decided(exchange({ path: "/flows/1" }));
    audit.decided(exchange({ path: "/flows/2", principal: { id: "client:7", name: "robot" } }));
    now += 5000;
    audit.decided(exchange({ path: "/flows/3", status: 403 }));
    audit.decided(exchange({ path: "/flows/1", operation: "DELETE_flows-flowId", method: "DELETE" }));
    const found = async (filter: AuditFilter): Promise<string[]> =>
      (await logged(filter)).map(({ resource }) => resource);
    expect(await found({})).to.eql(["/flows/1", "/flows/2", "/flows/3", "/flows/1"]);
    expect(await found({ user: "robot" })).to.eql(["/flows/2"]);
    expect(await found({ user: "client:7" })).to.eql(["/flows/2"]);
    expect(await found({ user: "user:alice", since: start + 1 })).to.eql(["/flows/3", "/flows/1"]);
    expect(await found({ resource: "/flows/1" })).to.have.length(2);
    expect(await found({ operation: "DELETE_flows-flowId" })).to.eql(["/flows/1"]);
    expect(await found({ outcome: "refused" })).to.eql(["/flows/3"]);
  });

  it("finds by a user what was done to his account as well, once each and in order, over pages", async () => {
    open();
    for (let at = 0; at < 1100; at++) {
      audit.decided(exchange({ path: `/flows/${at}` }));
      if (at % 2 === 0) audit.account({ event: "login", name: "alice", outcome: "refused" });
      now += 1;
    }
    const actor = { id: "user:alice", name: "alice" };
    audit.account({ event: "lockout", actor, outcome: "refused" });
    audit.account({ event: "login", name: "alicia", outcome: "refused" });
    for (const user of ["alice", "user:alice"]) {
      const ids = (await logged({ user })).map(({ id }) => id);
      expect(ids)
        .to.have.length(1100 + 20 + 1)
        .and.eql([...new Set(ids)].sort());
    }
    const refused = await logged({ user: "alice", outcome: "refused", resource: "user:alice" });
    expect(refused.map(({ event }) => event))
      .to.have.length(21)
      .and.include("lockout");
  });

  it("writes a flood of refusals of one address as a few and a number, and others beside it", async () => {
    open();
    const { principal: _, ...unknown } = exchange({ status: 401 });
    for (let at = 0; at < 5000; at++)
      audit.decided({ ...unknown, address: `2001:db8:1:2::${(at % 4096).toString(16)}` });
    audit.decided({ ...unknown, address: "192.0.2.9" });
    audit.decided(exchange({ status: 403, address: "2001:db8:1:2::1" }));
    await audit.close();
    const all = await collected(listAudit(engine, {}));
    expect(all.filter(({ event }) => event === "request")).to.have.length(22);
    const [rest, ...none] = all.filter(({ event }) => event === "refusals");
    expect(none).to.eql([]);
    expect(rest).to.include({ outcome: "refused", address: "2001:db8:1:2::/64" });
    expect(rest?.rule).to.match(/^4980 more refusals/);
  });

  it("keeps what it could not write while the engine was away, and says how much there was no room for", async () => {
    let isOut = true;
    const moody: Engine = {
      read: (work) => engine.read(work),
      write: (keys, work) => {
        if (isOut) return Promise.reject(new StoreError("unavailable", "The engine is away."));
        return engine.write(keys, work);
      },
      check: () => engine.check(),
      close: () => engine.close(),
    };
    open({ engine: moody, room: 10 });
    for (let at = 0; at < 25; at++) audit.decided(exchange({ path: `/flows/${at}` }));
    await eventually(async () => (lines.some(({ level }) => level === "warn") ? true : undefined));
    isOut = false;
    const all = await eventually(async () => {
      const rows = await collected(listAudit(engine, {}));
      return rows.length === 11 ? rows : undefined;
    });
    expect(all.slice(0, 10).map(({ resource }) => resource)).to.eql(
      Array.from({ length: 10 }, (_, at) => `/flows/${at}`),
    );
    expect(all[10]).to.include({ event: "dropped" });
    expect(all[10]?.rule).to.match(/^15 entries were dropped/);
  });

  it("writes nothing twice where the answer to a write was lost", async () => {
    let isLost = true;
    const lossy: Engine = {
      read: (work) => engine.read(work),
      write: async (keys, work) => {
        const result = await engine.write(keys, work);
        if (isLost) {
          isLost = false;
          throw new StoreError("unavailable", "The answer was lost.");
        }
        return result;
      },
      check: () => engine.check(),
      close: () => engine.close(),
    };
    open({ engine: lossy });
    audit.decided(exchange());
    await audit.flush().catch(() => undefined);
    expect(await logged()).to.have.length(1);
  });

  it("forgets entries after their time, a batch at a time", async () => {
    open();
    for (let at = 0; at < 7; at++) audit.decided(exchange());
    now += 60_000;
    audit.decided(exchange({ path: "/flows/young" }));
    await audit.flush();
    const settings = { auditKeepSeconds: 60 };
    const app = { engine, settings, now: () => new Date(now) } as unknown as App;
    expect(await expireAudit(app, 5)).to.equal(0);
    now += 1;
    expect(await expireAudit(app, 5)).to.equal(5);
    const sweep = auditExpiry(5);
    expect([await sweep(app), await sweep(app)]).to.eql([2, 0]);
    expect((await logged()).map(({ resource }) => resource)).to.eql(["/flows/young"]);
  });
});
