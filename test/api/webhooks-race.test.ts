import { expect } from "chai";
import { announcing } from "../../src/events/outbox.ts";
import { unrestricted } from "../../src/services/access.ts";
import type { App } from "../../src/services/app.ts";
import { putFlow } from "../../src/services/flows.ts";
import { EVENTS } from "../../src/services/transaction.ts";
import { createWebhook, deleteWebhook } from "../../src/services/webhooks.ts";
import type { Engine } from "../../src/storage/engine.ts";
import { uuid, videoFlow } from "../support/make.ts";
import { served } from "../support/served.ts";

describe("webhooks and events at one moment", () => {
  const server = served();
  const caller = unrestricted("user:test", "test");

  /** The app of the server, but what its writes announce waits until somebody gives it a place in the log. */
  function unhurried(before: (app: App) => Promise<void>): App {
    const { app } = server;
    const engine = announcing(app.engine, app.now, () => undefined);
    let isFirst = true;
    const meeting: Engine = {
      ...engine,
      write: async (keys, work) => {
        if (isFirst && keys.includes(EVENTS) && keys.length > 1) {
          isFirst = false;
          await before({ ...app, engine, nudge: () => undefined });
        }
        return engine.write(keys, work);
      },
    };
    return { ...app, engine: meeting };
  }

  it("lets a Webhook go in the very write that gives an event for it its place (WH-060, EV-071)", async () => {
    const source = uuid();
    const body = {
      url: "https://receiver.example/",
      events: ["flows/created" as const],
      source_ids: [source],
    };
    const { id } = await createWebhook(server.app, caller, body);
    const app = unhurried(async (others) => {
      const flow = videoFlow({ source_id: source });
      await putFlow(others, caller, flow.id, flow);
    });
    await deleteWebhook(app, caller, id);
    expect(await server.app.engine.read((view) => view.get("webhooks", { id }))).to.equal(undefined);
  });
});
