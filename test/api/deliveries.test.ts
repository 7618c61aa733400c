import { expect } from "chai";
import type { Schemas } from "../../src/contract/operations.ts";
import { uuid, videoFlow, type Webhook } from "../support/make.ts";
import { ORIGIN_ALLOW } from "../support/origin.ts";
import { openReceiver, type Receiver } from "../support/receiver.ts";
import { expectRefusal, NOT_UUIDS, RFC3339, served, storeFlow } from "../support/served.ts";
import { eventually, mustBe } from "../support/steps.ts";

type Delivery = Schemas["delivery"];

describe("the deliveries of a Webhook", () => {
  const server = served({ services: { outboundAllow: ORIGIN_ALLOW } });
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await openReceiver();
  });
  afterEach(async () => {
    await receiver.close();
  });

  async function follow(sourceId: string): Promise<Webhook> {
    const events = ["sources/created", "flows/created", "flows/updated"];
    const body = { url: receiver.url, events, source_ids: [sourceId] };
    return mustBe(201, await server.api.post<Webhook>("/service/webhooks", body));
  }

  function deliveriesOf(id: string, query = ""): Promise<Delivery[]> {
    return server.api.all<Delivery>(`/service/webhooks/${id}/deliveries${query}`);
  }

  /** The deliveries once they are in these states, the latest event first. */
  async function inStates(id: string, ...states: string[]): Promise<Delivery[]> {
    let last: Delivery[] = [];
    return eventually(async () => {
      last = await deliveriesOf(id);
      return last.map(({ state }) => state).join() === states.join() ? last : undefined;
    }).catch((error: unknown) => {
      throw new Error(`${String(error)} ${JSON.stringify(last)}`);
    });
  }

  it("say when each event was sent and what was answered, the latest first", async () => {
    const flow = videoFlow();
    const { id } = await follow(flow.source_id);
    await storeFlow(server.api, flow);
    const [second, first] = await inStates(id, "delivered", "delivered");
    expect([first?.event_type, second?.event_type]).to.eql(["sources/created", "flows/created"]);
    expect([first?.event_id, second?.event_id]).to.eql(receiver.received.map((each) => each.id));
    const told = receiver.received.map(({ envelope }) => envelope.event_timestamp);
    expect([first?.event_timestamp, second?.event_timestamp]).to.eql(told);
    for (const each of [first, second]) {
      expect(each).to.include({ attempts: 1, status: 200 }).and.not.have.property("error");
      expect(each?.latency_ms).to.be.a("number");
      expect(each?.first_attempt).to.match(RFC3339);
      expect(each?.updated).to.match(RFC3339);
    }
    const earliest = await deliveriesOf(id, "?reverse_order=true");
    expect(earliest.map(({ event_id }) => event_id)).to.eql([first?.event_id, second?.event_id]);
  });

  it("say why an event did not arrive, and are found by their state", async () => {
    receiver.answer(({ envelope }, response) => {
      response.writeHead(envelope.event_type === "flows/created" ? 422 : 200).end();
    });
    const flow = videoFlow();
    const { id } = await follow(flow.source_id);
    await storeFlow(server.api, flow);
    const [failed] = await inStates(id, "failed", "delivered");
    expect(failed).to.include({ event_type: "flows/created", status: 422, attempts: 1 });
    expect(failed?.error).to.be.a("string").and.include("422");
    expect(await deliveriesOf(id, "?state=failed")).to.eql([failed]);
    expect((await deliveriesOf(id, "?state=delivered")).map(({ event_type }) => event_type)).to.eql([
      "sources/created",
    ]);
    expect(await deliveriesOf(id, "?state=dropped")).to.eql([]);
  });

  it("show what waits behind an event that is tried again, and that it is dropped when the Webhook is disabled (EV-092, EV-100)", async () => {
    receiver.answer((_, response) => void response.writeHead(503).end());
    const flow = videoFlow();
    const webhook = await follow(flow.source_id);
    await storeFlow(server.api, flow);
    await eventually(async () => ((await deliveriesOf(webhook.id)).at(-1)?.attempts ? true : undefined));
    const [waiting, tried] = await inStates(webhook.id, "pending", "pending");
    expect(tried).to.include({ status: 503 });
    expect(waiting).to.include({ attempts: 0 }).and.not.have.property("first_attempt");
    const disabled = { ...webhook, status: "disabled" };
    mustBe(201, await server.api.put(`/service/webhooks/${webhook.id}`, disabled));
    await inStates(webhook.id, "dropped", "dropped");
  });

  it("are of this Webhook only, and none of a Webhook that is not there", async () => {
    const { id } = await follow(uuid());
    expect(await deliveriesOf(id)).to.eql([]);
    expectRefusal(await server.api.get(`/service/webhooks/${uuid()}/deliveries`), 404, "Webhook");
    for (const bad of NOT_UUIDS)
      expectRefusal(await server.api.get(`/service/webhooks/${bad}/deliveries`), 404);
    expectRefusal(await server.api.get(`/service/webhooks/${id}/deliveries?state=sent`), 400, "state");
  });
});
