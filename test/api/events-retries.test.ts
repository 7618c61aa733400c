import { expect } from "chai";
import { videoFlow, type Webhook } from "../support/make.ts";
import { ORIGIN_ALLOW } from "../support/origin.ts";
import type { Received } from "../support/receiver.ts";
import { openReceiver, type Receiver } from "../support/receiver.ts";
import { served, storeFlow } from "../support/served.ts";
import { eventually, mustBe } from "../support/steps.ts";

interface Delivery {
  readonly event_id: string;
  readonly state: string;
  readonly attempts: number;
}

describe("events that a receiver does not take", () => {
  const server = served({
    services: { outboundAllow: ORIGIN_ALLOW, workerPollMs: 20, webhookGiveUpSeconds: 2 },
  });
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await openReceiver();
  });
  afterEach(async () => {
    await receiver.close();
  });

  async function hook(over: object = {}): Promise<Webhook> {
    const body = { url: receiver.url, events: ["flows/updated"], ...over };
    return mustBe(201, await server.api.post<Webhook>("/service/webhooks", body));
  }

  async function twoFlows(): Promise<[string, string]> {
    const [one, two] = [videoFlow(), videoFlow()];
    await storeFlow(server.api, one);
    await storeFlow(server.api, two);
    return [one.id, two.id];
  }

  const label = async (id: string, text: string): Promise<void> => {
    mustBe(204, await server.api.put(`/flows/${id}/label`, text));
  };
  const deliveries = async ({ id }: Webhook): Promise<Delivery[]> =>
    mustBe(200, await server.api.get<Delivery[]>(`/service/webhooks/${id}/deliveries?limit=1000`));
  const about = ({ envelope }: Received): string =>
    envelope.event_type === "flows/updated" ? `${envelope.event.flow.id} ${envelope.event.flow.label}` : "";

  it("hold up later ones of their Flow, and no others (EV-009, EV-098)", async () => {
    const [poisoned, healthy] = await twoFlows();
    const webhook = await hook({ flow_ids: [poisoned, healthy] });
    receiver.answer((received, response) =>
      response.writeHead(about(received) === `${poisoned} poison` ? 500 : 200).end(),
    );
    await label(poisoned, "poison");
    await label(poisoned, "behind it");
    for (const text of ["a", "b", "c"]) await label(healthy, text);
    await eventually(async () =>
      receiver.received.filter((one) => about(one).startsWith(healthy)).length === 3 ? true : undefined,
    );
    await label(healthy, "d");
    await eventually(async () =>
      receiver.received.some((one) => about(one) === `${healthy} d`) ? true : undefined,
    );
    expect(receiver.received.some((one) => about(one) === `${poisoned} behind it`)).to.equal(false);
    // The receiver takes all others, so after twice the time the event alone is given up, and its Flow goes on.
    await eventually(async () => {
      await label(healthy, "e");
      return receiver.received.some((one) => about(one) === `${poisoned} behind it`) ? true : undefined;
    });
    const failed = (await deliveries(webhook)).filter(({ state }) => state === "failed");
    expect(failed).to.have.length(1);
    expect(failed[0]?.attempts).to.be.at.least(3);
    const { status } = mustBe(200, await server.api.get<Webhook>(`/service/webhooks/${webhook.id}`));
    expect(status).to.equal("started");
  });

  it("put the Webhook in error when none is taken for too long (EV-094, EV-097, EV-099)", async () => {
    const [flow] = await twoFlows();
    const webhook = await hook({ flow_ids: [flow] });
    receiver.answer((_, response) => response.writeHead(503).end());
    await label(flow, "unheard");
    const inError = await eventually(async () => {
      const now = mustBe(200, await server.api.get<Webhook>(`/service/webhooks/${webhook.id}`));
      return now.status === "error" ? now : undefined;
    });
    expect(inError.error?.summary).to.include("503");
    expect(receiver.received.length, "the last resort").to.be.at.least(3);
    await eventually(async () => ((await deliveries(webhook))[0]?.state === "dropped" ? true : undefined));
  });

  it("are forgiven when the Webhook is enabled again (EV-093, WH-047)", async () => {
    const [flow] = await twoFlows();
    const webhook = await hook({ flow_ids: [flow] });
    receiver.answer((_, response) => response.writeHead(404).end());
    const statusIs = (status: string): Promise<Webhook> =>
      eventually(async () => {
        const now = mustBe(200, await server.api.get<Webhook>(`/service/webhooks/${webhook.id}`));
        return now.status === status ? now : undefined;
      });
    for (let at = 0; at < 20; at++) await label(flow, `refused ${at}`);
    const { error: _, ...body } = await statusIs("error");
    mustBe(201, await server.api.put(`/service/webhooks/${webhook.id}`, { ...body, status: "created" }));
    await label(flow, "refused once more");
    await eventually(async () => (receiver.received.length === 21 ? true : undefined));
    await statusIs("started");
    receiver.answer((_received, response) => response.writeHead(200).end());
    await label(flow, "heard");
    await eventually(async () => ((await deliveries(webhook))[0]?.state === "delivered" ? true : undefined));
  });
});
