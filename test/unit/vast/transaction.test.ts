import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { connectVast, type VastClient, type VastOptions } from "../../../src/vast/client.ts";
import { VastError } from "../../../src/vast/errors.ts";
import {
  type Act,
  hang,
  ok,
  refuse,
  reset,
  type ScriptedServer,
  type Seen,
  startScripted,
} from "./scripted-server.ts";

const ID = 0x0737700000000724n * 2n;
const begun = ok({ "tabular-txid": String(ID) });

describe("vast: transactions", () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  /** Begins are granted; what else is answered is up to the script, act by act, the last one for the rest. */
  async function server(...acts: readonly Act[]): Promise<ScriptedServer> {
    let count = 0;
    const started = await startScripted(({ method, url }) => {
      if (method === "POST" && url === "/?transaction") return begun;
      return acts[Math.min(count++, acts.length - 1)] ?? ok();
    });
    ends.push(() => started.close());
    return started;
  }

  async function connect(
    servers: readonly ScriptedServer[],
    more: Partial<VastOptions> = {},
  ): Promise<VastClient> {
    const options = {
      accessKeyId: "key",
      secretAccessKey: "secret",
      retry: { attempts: 3, baseMs: 1 },
      ...more,
    };
    const client = await connectVast({ endpoints: servers.map(({ url }) => url), ...options });
    ends.push(() => client.close());
    return client;
  }

  async function failure(work: Promise<unknown>): Promise<VastError> {
    const thrown = await work.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(thrown).to.be.instanceOf(VastError);
    return thrown as VastError;
  }

  const calls = ({ seen }: ScriptedServer): string[] =>
    seen.map(({ method, url, headers }: Seen) => `${method} ${url} ${headers["tabular-txid"]}`);

  it("begins, is used and commits under a number that no double holds", async () => {
    const cluster = await server(ok());
    const tx = await (await connect([cluster])).begin();
    await tx.bucket("b").exists();
    await tx.keepAlive();
    await tx.commit();
    expect(tx.id).to.equal(ID);
    expect(calls(cluster)).to.deep.equal([
      "POST /?transaction 0",
      "HEAD /b undefined",
      `GET /?transaction ${ID}`,
      `PUT /?transaction ${ID}`,
    ]);
  });

  it("begins again when the answer is lost", async () => {
    let count = 0;
    const cluster = await startScripted(() => (count++ === 0 ? reset : begun));
    ends.push(() => cluster.close());
    expect((await (await connect([cluster])).begin()).id).to.equal(ID);
  });

  it("does not take an answer without a number for a transaction", async () => {
    const cluster = await startScripted([ok()]);
    ends.push(() => cluster.close());
    expect((await failure((await connect([cluster])).begin())).kind).to.equal("protocol");
  });

  it("commits when the work is done, and gives its result", async () => {
    const cluster = await server(ok());
    expect(await (await connect([cluster])).transaction(async ({ id }) => id)).to.equal(ID);
    expect(calls(cluster).at(-1)).to.equal(`PUT /?transaction ${ID}`);
  });

  it("rolls back when the work fails, and throws what it threw", async () => {
    const cluster = await server(ok());
    const client = await connect([cluster]);
    const bug = new TypeError("bug");
    const thrown = await client.transaction(() => Promise.reject(bug)).catch((error: unknown) => error);
    expect(thrown).to.equal(bug);
    expect(calls(cluster)).to.deep.equal(["POST /?transaction 0", `DELETE /?transaction ${ID}`]);
  });

  it("throws what the work threw even if it cannot be rolled back", async () => {
    const cluster = await server(refuse(500, "InternalError"));
    const client = await connect([cluster]);
    const thrown = await client
      .transaction(() => Promise.reject(new TypeError("bug")))
      .catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(TypeError);
  });

  it("tells a refused commit from a lost one", async () => {
    const cluster = await server(refuse(409, "Conflict"), ok());
    const tx = await (await connect([cluster])).begin();
    expect(await failure(tx.commit())).to.include({ kind: "conflict", status: 409 });
    await tx.rollback();
  });

  it("commits again when the answer was lost, and is content when that is answered", async () => {
    const cluster = await server(reset, reset, ok());
    const tx = await (await connect([cluster])).begin();
    await tx.commit();
    expect(calls(cluster).slice(1)).to.deep.equal(Array(3).fill(`PUT /?transaction ${ID}`));
  });

  for (const [what, act] of [
    ["the cluster no longer knows the transaction", refuse(404, "NoSuchKey")],
    ["the cluster refuses in another way", refuse(409, "Conflict")],
    ["no answer comes at all", reset],
  ] as const) {
    it(`says that the outcome is unknown if the answer to a commit was lost and then ${what}`, async () => {
      const cluster = await server(reset, act);
      const tx = await (await connect([cluster])).begin();
      const error = await failure(tx.commit());
      expect(error).to.include({ kind: "outcomeUnknown", mayRetry: false });
      expect(error.message).to.contain(String(ID));
      expect(error.cause).to.be.instanceOf(VastError);
    });
  }

  it("says that the outcome is unknown of a commit that was never answered", async () => {
    const cluster = await server(hang);
    const tx = await (await connect([cluster], { timeoutMs: 30, retry: { attempts: 2, baseMs: 1 } })).begin();
    expect((await failure(tx.commit())).kind).to.equal("outcomeUnknown");
  });

  it("says that the outcome is unknown of a commit that was aborted on its way", async () => {
    const controller = new AbortController();
    const cluster = await server(() => controller.abort());
    const tx = await (await connect([cluster])).begin({ signal: controller.signal });
    expect((await failure(tx.commit())).kind).to.equal("outcomeUnknown");
  });

  it("knows that a commit which never reached the cluster did not happen", async () => {
    const cluster = await server(ok());
    const client = await connect([cluster], { retry: { attempts: 2, baseMs: 1 } });
    const tx = await client.begin();
    await cluster.close();
    // The first call may still find a connection of which nobody knows yet that it is closed.
    await failure(tx.keepAlive());
    expect(await failure(tx.commit())).to.include({ kind: "connection", sent: false });
  });

  it("asks another endpoint about a commit whose answer was lost", async () => {
    const [first, second] = [await server(reset), await server(ok())];
    const tx = await (await connect([first, second])).begin();
    await tx.commit();
    expect(calls(second)).to.deep.equal([`PUT /?transaction ${ID}`]);
  });

  it("spreads transactions over the endpoints, and stays with one", async () => {
    const [first, second] = [await server(ok()), await server(ok())];
    const client = await connect([first, second]);
    for (let count = 0; count < 4; count++) await client.transaction((tx) => tx.bucket("b").exists());
    expect([first.seen.length, second.seen.length]).to.deep.equal([6, 6]);
  });

  it("rolls back again after a rollback that was not answered, and not after one that was", async () => {
    const cluster = await server(reset, ok());
    const tx = await (await connect([cluster], { retry: { attempts: 1 } })).begin();
    expect((await failure(tx.rollback())).kind).to.equal("connection");
    await tx.rollback();
    await tx.rollback();
    expect(calls(cluster).filter((call) => call.startsWith("DELETE"))).to.have.length(2);
  });

  it("takes a transaction that the cluster does not know for rolled back, and no other refusal", async () => {
    const cluster = await server(refuse(404, "NoSuchKey"), refuse(403, "AccessDenied"));
    const client = await connect([cluster]);
    await (await client.begin()).rollback();
    expect((await failure((await client.begin()).rollback())).kind).to.equal("forbidden");
  });

  it("takes no calls once it is over", async () => {
    const cluster = await server(ok());
    const tx = await (await connect([cluster])).begin();
    await tx.commit();
    const sent = cluster.seen.length;
    for (const late of [
      () => tx.bucket("b").exists(),
      () => tx.keepAlive(),
      () => tx.commit(),
      () => tx.rollback(),
    ]) {
      const error = await failure(late());
      expect(error.kind).to.equal("badRequest");
      expect(error.message).to.equal(`Transaction ${ID} is committed and takes no further calls.`);
    }
    expect(cluster.seen).to.have.length(sent);
  });

  it("is kept alive while it is open and idle, again and again, and then no more", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let kept = 0;
    const cluster = await startScripted(({ method }) => {
      if (method === "GET" && ++kept === 3) resolve();
      return begun;
    });
    ends.push(() => cluster.close());
    const tx = await (await connect([cluster], { keepAliveMs: 10 })).begin();
    await promise;
    await tx.commit();
    const before = cluster.seen.length;
    await sleep(60);
    expect(cluster.seen.slice(before)).to.deep.equal([]);
    expect(calls(cluster)[1]).to.equal(`GET /?transaction ${ID}`);
  });

  it("outlives keep-alives that break, and stops them when the cluster has forgotten it", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let kept = 0;
    const cluster = await startScripted(({ method }) => {
      if (method !== "GET") return begun;
      if (++kept < 3) return reset;
      resolve();
      return refuse(404, "NoSuchKey");
    });
    ends.push(() => cluster.close());
    await (await connect([cluster], { keepAliveMs: 10, retry: { attempts: 1 } })).begin();
    await promise;
    await sleep(60);
    expect(kept).to.equal(3);
  });

  it("ends its calls with its signal, but still rolls back", async () => {
    const controller = new AbortController();
    const cluster = await server(() => controller.abort("enough"), ok());
    const work = (await connect([cluster])).transaction((tx) => tx.bucket("b").exists(), controller);
    expect(await failure(work)).to.include({ kind: "aborted", cause: "enough" });
    expect(calls(cluster).at(-1)).to.equal(`DELETE /?transaction ${ID}`);
  });

  it("needs no transaction for calls that stand alone", async () => {
    const cluster = await server(ok({ "tabular-next-key": "0", "tabular-is-truncated": "false" }));
    const outside = (await connect([cluster])).outside();
    await outside.bucket("b").schema("s").drop();
    await outside.commit();
    expect([outside.id, calls(cluster)]).to.deep.equal([0n, ["DELETE /b/s?schema 0"]]);
  });

  it("rolls back what is open when the client is closed", async () => {
    const cluster = await server(ok());
    const client = await connect([cluster]);
    await client.begin();
    await client.transaction(async () => undefined);
    await client.close();
    expect(calls(cluster).filter((call) => call.startsWith("DELETE"))).to.have.length(1);
  });
});
