import { expect } from "chai";
import { createToken, revokeToken } from "../../src/auth/api-tokens.ts";
import { getUser } from "../../src/auth/users.ts";
import { guarded, type UserName } from "../support/guarded.ts";
import { framesWith, hears, type Listener, listen } from "../support/listener.ts";
import { type LoggedEvent, logged } from "../support/log-steps.ts";
import { multiFlow, videoFlow, type Webhook, webhook } from "../support/make.ts";
import { ORIGIN_ALLOW } from "../support/origin.ts";
import { openReceiver, type Receiver } from "../support/receiver.ts";
import { expectRefusal } from "../support/served.ts";
import {
  allocateOne,
  eventually,
  ingest,
  mustBe,
  newFlow,
  register,
  second,
  upload,
} from "../support/steps.ts";

const HOOKS = "/service/webhooks";
const ALL = [
  ...["flows/created", "flows/updated", "flows/deleted", "flows/segments_added", "flows/segments_deleted"],
  ...["sources/created", "sources/updated", "sources/deleted"],
];

function mustHave<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("There is none.");
  return value;
}

type Delivery = { readonly event_id: string; readonly state: string; readonly error?: string };

describe("events with permissions", () => {
  const server = guarded({ services: { outboundAllow: ORIGIN_ALLOW, workerPollMs: 50 } });
  let receivers: Receiver[] = [];
  afterEach(async () => {
    for (const receiver of receivers) await receiver.close();
    receivers = [];
  });

  const received = async (): Promise<Receiver> => {
    const receiver = await openReceiver();
    receivers.push(receiver);
    return receiver;
  };
  const hooked = async (name: UserName, over: object = {}): Promise<Receiver & { hook: Webhook }> => {
    const receiver = await received();
    const body = { ...webhook(), url: receiver.url, events: ALL, tags: {}, ...over };
    const hook = mustBe(201, await server.current.as(name).post<Webhook>(HOOKS, body));
    return { ...receiver, hook };
  };
  const heard = (name: UserName, query = ""): Promise<Listener> => {
    const { test, as } = server.current;
    // The server ends it when it stops.
    return listen(test.base, query, { Authorization: as(name).authorization });
  };
  const flowOf = (name: UserName, ...classes: string[]): Promise<string> =>
    newFlow(server.current.as(name), { tags: { auth_classes: classes } });
  /** The Flows and Sources that some events are about, in order. */
  const typesOf = (receiver: Receiver): string[] =>
    receiver.received.map(({ envelope }) => envelope.event_type);
  const relabel = async (name: UserName, id: string, label: string): Promise<void> =>
    void mustBe(204, await server.current.as(name).put(`/flows/${id}/label`, label));
  /** Waits until a Webhook of an administrator has had an event of the Flow: then all others were decided about too. */
  const witness = async (): Promise<{
    receiver: Receiver;
    saw: (id: string, count: number) => Promise<void>;
  }> => {
    const receiver = await hooked("root");
    return {
      receiver,
      saw: async (id, count) => {
        await eventually(async () =>
          receiver.received.filter(({ body }) => body.includes(id)).length >= count ? true : undefined,
        );
      },
    };
  };
  const settled = async (hook: Webhook): Promise<Delivery[]> =>
    eventually(async () => {
      const all = await server.current.as("root").all<Delivery>(`${HOOKS}/${hook.id}/deliveries`);
      return all.every(({ state }) => state !== "pending") ? all : undefined;
    });

  it("go to a Webhook only where its owner may read what they are about (AUTH-080, EV-110)", async () => {
    const { as } = server.current;
    const hooks = { nina: await hooked("nina"), sam: await hooked("sam"), nobody: await hooked("nobody") };
    const { saw } = await witness();
    const id = await flowOf("nina", "news");
    await ingest(as("nina"), id, second(0));
    mustBe(204, await as("nina").del(`/flows/${id}/segments`));
    mustBe(204, await as("nina").del(`/flows/${id}`));
    await saw(id, 4);
    await eventually(async () => (hooks.nina.received.length >= 6 ? true : undefined));
    expect(typesOf(hooks.nina)).to.have.members([
      "sources/created",
      "flows/created",
      "flows/segments_added",
      "flows/segments_deleted",
      "flows/deleted",
      "sources/deleted",
    ]);
    for (const hook of [hooks.sam, hooks.nobody]) {
      expect(await settled(hook.hook)).to.eql([]);
      expect(hook.received).to.eql([]);
    }
  });

  it("carry no classes to receivers, to the log or to listeners", async () => {
    const { as } = server.current;
    const hook = await hooked("nina");
    const id = await flowOf("nina", "news");
    await eventually(async () => (hook.received.length >= 2 ? true : undefined));
    for (const { envelope } of hook.received) {
      expect(Object.keys(envelope)).to.have.members(["event_timestamp", "event_type", "event"]);
      expect(Object.keys(envelope.event)).to.have.length(1);
    }
    const [event] = await logged(as("nina"), `flow_ids=${id}&events=flows/created`, 1);
    expect(Object.keys(event ?? {})).to.have.members(["id", "event_timestamp", "event_type", "event"]);
  });

  it("stop with the permission that a Webhook was made with, and go on with it (TRAP-063, AUTH-080)", async () => {
    const { regroup } = server.current;
    await regroup("paul", "news", "store");
    const hook = await hooked("paul");
    const { saw } = await witness();
    const id = await flowOf("nina", "news");
    await eventually(async () => (hook.received.length >= 2 ? true : undefined));
    await regroup("paul", "store");
    await relabel("nina", id, "hidden");
    await saw(id, 2);
    const after = await settled(hook.hook);
    expect(hook.received.some(({ body }) => body.includes("hidden"))).to.equal(false);
    expect(after.filter(({ state }) => state === "delivered")).to.have.length(2);
    await regroup("paul", "news", "store");
    // A moment may pass until that is known.
    await eventually(async () => {
      await relabel("nina", id, "shown");
      return hook.received.some(({ body }) => body.includes("shown")) ? true : undefined;
    });
    expect(hook.received.some(({ body }) => body.includes("hidden"))).to.equal(false);
  });

  it("that wait are not sent once the permission is withdrawn (TRAP-063, AUTH-080)", async () => {
    const { as, regroup } = server.current;
    await regroup("paul", "news", "store");
    const hook = await hooked("paul");
    hook.answer((_, response) => void response.writeHead(503).end());
    const id = await flowOf("nina", "news");
    await eventually(async () => (hook.received.length > 0 ? true : undefined));
    await regroup("paul", "store");
    const had = new Set(hook.received.map((each) => each.id));
    await relabel("nina", id, "later");
    const all = await settled(hook.hook);
    expect(all.map(({ state }) => state)).to.satisfy((states: string[]) =>
      states.every((state) => state === "dropped"),
    );
    expect(all[0]?.error).to.include("owner");
    expect(hook.received.filter((each) => !had.has(each.id) && each.body.includes("later"))).to.eql([]);
    // He no longer sees either what was not sent.
    expect(await as("paul").all(`${HOOKS}/${hook.hook.id}/deliveries`)).to.eql([]);
    await regroup("paul", "news", "store");
  });

  it("do not go to the Webhook of one who is suspended (AUTH-080)", async () => {
    const { suspend, activate } = server.current;
    const hook = await hooked("paul");
    const { saw } = await witness();
    await suspend("paul");
    try {
      // What was known of him a moment ago may have made deliveries, which are then not sent.
      const id = await flowOf("nina", "news");
      await saw(id, 1);
      expect((await settled(hook.hook)).filter(({ state }) => state !== "dropped")).to.eql([]);
      expect(hook.received).to.eql([]);
    } finally {
      await activate("paul");
    }
  });

  it("are judged by the classes of their time and of today (AUTH-080)", async () => {
    const { as } = server.current;
    const id = await flowOf("root", "embargo");
    const first = await logged(as("root"), `flow_ids=${id}&events=flows/created`, 1);
    mustBe(204, await as("root").put(`/flows/${id}/tags/auth_classes`, ["news"]));
    const [told] = await logged(as("nina"), `flow_ids=${id}&events=flows/updated`, 1);
    expect(told?.event_type).to.equal("flows/updated");
    // What it was made as under embargo stays under it.
    expect(await logged(as("nina"), `flow_ids=${id}&events=flows/created`, 0)).to.eql([]);
    expect(first).to.have.length(1);
    mustBe(204, await as("root").put(`/flows/${id}/tags/auth_classes`, ["embargo"]));
    await logged(as("root"), `flow_ids=${id}&events=flows/updated`, 2);
    expect(await logged(as("nina"), `flow_ids=${id}&events=flows/updated`, 0)).to.eql([]);
  });

  it("of what is gone are for those who might read it (AUTH-080)", async () => {
    const { as } = server.current;
    const id = await flowOf("nina", "news");
    mustBe(204, await as("nina").del(`/flows/${id}`));
    const [event] = await logged(as("rita"), `flow_ids=${id}&events=flows/deleted`, 1);
    expect(event?.event).to.eql({ flow_id: id });
    expect(await logged(as("sam"), `flow_ids=${id}&events=flows/deleted`, 0)).to.eql([]);
  });

  it("are paged in the log without those that are hidden, forwards and backwards (AUTH-080)", async () => {
    const { as } = server.current;
    const mine: string[] = [];
    for (let at = 0; at < 12; at++) {
      const name = at % 3 === 0 ? "sam" : "nina";
      const id = await flowOf(name, name === "sam" ? "sport" : "news");
      if (name === "sam") mine.push(id);
    }
    const flowsOf = (events: LoggedEvent[]): string[] =>
      events.map((each) => (each.event as { flow: { id: string } }).flow.id);
    await logged(as("sam"), "events=flows/created", { atLeast: 4 });
    const forwards = flowsOf(await as("sam").all<LoggedEvent>("/events?events=flows/created&limit=1"));
    expect(forwards).to.eql(mine);
    const backwards = flowsOf(
      await as("sam").all<LoggedEvent>("/events?events=flows/created&limit=2&reverse_order=true"),
    );
    expect(backwards).to.eql([...mine].reverse());
    expect(await as("nobody").all("/events")).to.eql([]);
  });

  it("are heard live by whoever may read them, until he may not any more (AUTH-080)", async () => {
    const { regroup } = server.current;
    await regroup("paul", "news", "store");
    const [paul, sam, root] = [await heard("paul"), await heard("sam"), await heard("root")];
    const id = await flowOf("nina", "news");
    await hears(root, id);
    await hears(paul, id);
    expect(framesWith(sam, id)).to.eql([]);
    await regroup("paul", "sport");
    await relabel("nina", id, "hidden");
    await hears(root, id, 2);
    // What comes afterwards, and he may read, says that the stream has got past what he may not.
    const own = await flowOf("sam", "sport");
    await hears(paul, own);
    expect(framesWith(paul, "hidden")).to.eql([]);
    await hears(sam, own);
    expect(framesWith(sam, id)).to.eql([]);
    await regroup("paul", "news", "store");
  });

  it("name no Flow or Source beside theirs that may not be read, nor can be found by one (AUTH-064)", async () => {
    const { as } = server.current;
    const listener = await heard("nina");
    const nina = await received();
    const hook = { ...webhook(), url: nina.url, events: ALL };
    mustBe(201, await as("nina").post<Webhook>(HOOKS, hook));
    const member = await flowOf("nina", "news");
    const { source_id: source } = mustBe(
      200,
      await as("nina").get<{ source_id: string }>(`/flows/${member}`),
    );
    const collector = multiFlow([member], { tags: { auth_classes: ["sport"] } });
    mustBe(201, await as("root").put(`/flows/${collector.id}`, collector));
    await relabel("nina", member, "collected");
    mustBe(204, await as("nina").put(`/sources/${source}/label`, "collected too"));
    const told = await eventually(async () => {
      const events = await as("nina").all<LoggedEvent>(`/events?source_ids=${source}`);
      return events.length >= 4 ? events : undefined;
    });
    await eventually(async () => (nina.received.length >= 4 ? true : undefined));
    await hears(listener, "collected too");
    const all = JSON.stringify([told, nina.received.map(({ body }) => body), listener.frames]);
    expect(all).to.contain("collected too");
    expect(all).not.to.contain(collector.id).and.not.to.contain(collector.source_id);
    const found = (name: UserName, query: string) =>
      as(name).all<LoggedEvent>(`/events?source_ids=${source}&${query}`);
    for (const query of [
      `flow_collected_by_ids=${collector.id}`,
      `source_collected_by_ids=${collector.source_id}`,
    ]) {
      expect(await found("root", `events=flows/updated&${query}`)).to.have.length(1);
      expect(await found("nina", `events=flows/updated&${query}`)).to.eql([]);
    }
    expect(await found("nina", "events=flows/updated&flow_collected_by_ids=")).to.have.length(1);
  });

  it("are judged by the scopes that were claimed when they were asked for, and that are still held (AUTH-037)", async () => {
    const { app } = server.current.test;
    const scopesNow = async (name: UserName, ...scopes: string[]): Promise<readonly string[] | undefined> => {
      const { id, created: account } = await getUser(app, name);
      const now = await app.ownerNow({ id, account, name, groups: [], scopes });
      return now && [...now.scopes];
    };
    expect(await scopesNow("nina", "read")).to.eql(["read"]);
    expect(await scopesNow("root", "read", "write")).to.eql(["read", "write"]);
    expect(await scopesNow("root", "admin")).to.eql(["admin"]);
    expect(await scopesNow("nina", "admin")).to.eql(["read", "write", "delete"]);
    expect(await scopesNow("nina")).to.equal(undefined);
  });

  it("end for a listener who is suspended (AUTH-080)", async () => {
    const { suspend, activate } = server.current;
    const paul = await heard("paul");
    await suspend("paul");
    try {
      const id = await flowOf("nina", "news");
      expect(await paul.ended).to.equal(undefined);
      expect(framesWith(paul, id)).to.eql([]);
    } finally {
      await activate("paul");
    }
  });

  it("end for a listener whose token is revoked, though its user is not (AUTH-080)", async function () {
    this.timeout(30_000);
    const { engine } = server.current.test.app;
    const accounts = { engine, now: () => new Date() };
    const given = { name: "ears", user: "nina", scopes: ["read"], groups: [], networks: [] } as const;
    const { token, made } = await createToken(accounts, given);
    const pair = Buffer.from(`${made.id}:${token}`).toString("base64");
    const listener = await listen(server.current.test.base, "", { Authorization: `Basic ${pair}` });
    expect(listener.status).to.equal(200);
    await revokeToken(accounts, made.id);
    expect(await listener.ended).to.equal(undefined);
  });

  it("give URLs of those Storage Backends only that the receiver may read (AUTH-081)", async () => {
    const { as, vault } = server.current;
    const hooks = [await hooked("ned"), await hooked("rita")];
    const id = await flowOf("ned", "news");
    const item = await allocateOne(as("ned"), id, { storage_id: vault.id });
    await upload(item, "vault");
    await register(as("ned"), id, { object_id: item.object_id, timerange: second(0) });
    const told: unknown[] = [];
    for (const hook of hooks) {
      const { envelope } = await eventually(async () =>
        hook.received.find((each) => each.envelope.event_type === "flows/segments_added"),
      );
      told.push((envelope.event as { segments: { get_urls?: unknown[] }[] }).segments[0]?.get_urls?.length);
    }
    expect(told).to.eql([2, 0]);
    const inLog = async (name: UserName): Promise<unknown> => {
      const [event] = await logged(as(name), `flow_ids=${id}&events=flows/segments_added`, 1);
      const { segments } = mustHave(event).event as { segments: { get_urls?: unknown[] }[] };
      return segments[0]?.get_urls;
    };
    expect(await inLog("rita")).to.eql([]);
    expect(await inLog("ned")).to.have.length(2);
  });

  it("are replayed as far as the owner may read them now (AUTH-080)", async () => {
    const { as, regroup } = server.current;
    await regroup("paul", "news", "sport");
    const id = await flowOf("nina", "news");
    const other = await flowOf("sam", "sport");
    await logged(as("root"), `flow_ids=${other}&events=flows/created`, 1);
    const hook = await hooked("paul");
    await regroup("paul", "sport");
    mustBe(202, await as("paul").post("/events/replay", { webhook_id: hook.hook.id }));
    await eventually(async () => (hook.received.some(({ body }) => body.includes(other)) ? true : undefined));
    await settled(hook.hook);
    expect(hook.received.some(({ body }) => body.includes(id))).to.equal(false);
    await regroup("paul", "news", "store");
  });

  it("go to whom a changed Webhook is made to send to only as far as its changer may read (AUTH-045)", async () => {
    const { as } = server.current;
    // Nina reads news; Wim, who may write her Webhook and read nothing, points it to himself.
    const ninas = await hooked("nina", { tags: { auth_classes: ["news"] } });
    const wims = await received();
    mustBe(201, await as("wim").put(`${HOOKS}/${ninas.hook.id}`, { ...ninas.hook, url: wims.url }));
    const { saw } = await witness();
    const id = await flowOf("nina", "news");
    await saw(id, 1);
    await settled(ninas.hook);
    expect(wims.received).to.eql([]);
    expect(ninas.received).to.eql([]);
  });

  it("go on as the owner may read them when an administrator changes a Webhook's tags (AUTH-045)", async () => {
    const { as } = server.current;
    const hook = await hooked("sam");
    const shown = mustBe(200, await as("root").get<Webhook>(`${HOOKS}/${hook.hook.id}`));
    mustBe(201, await as("root").put(`${HOOKS}/${hook.hook.id}`, { ...shown, tags: { checked: "yes" } }));
    const { saw } = await witness();
    const id = await flowOf("nina", "news");
    const own = await flowOf("sam", "sport");
    await saw(own, 1);
    await eventually(async () => (hook.received.some(({ body }) => body.includes(own)) ? true : undefined));
    expect(hook.received.some(({ body }) => body.includes(id))).to.equal(false);
  });

  it("are refused to whoever asks for what he has not, by bounds as by filters", async () => {
    const { as } = server.current;
    const flow = videoFlow({ tags: { auth_classes: ["news"] } });
    mustBe(201, await as("nina").put(`/flows/${flow.id}`, flow));
    const [event] = await logged(as("root"), `flow_ids=${flow.id}&events=flows/created`, 1);
    expect(await as("sam").all(`/events?source_ids=${flow.source_id}`)).to.eql([]);
    const before = String(Number(event?.id) - 1).padStart(16, "0");
    expect(await as("sam").all(`/events?after=${before}`)).to.eql([]);
    expectRefusal(await as("sam").get("/events?after=x"), 400);
  });
});
