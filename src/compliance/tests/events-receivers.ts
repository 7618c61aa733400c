import { EVENTS, follow, type Hook, hook, quiet, register } from "../hooks.ts";
import { at, textOf } from "../json.ts";
import { shown } from "../listing.ts";
import type { ComplianceTest, Probe } from "../test.ts";

const SLOW_MS = 12_000;

const fresh = (probe: Probe) => ({ id: probe.fresh.uuid(), source: probe.fresh.uuid() });

/** Answers with a redirection to another receiver of the test, and reports what came there. */
async function redirected(probe: Probe, status: number) {
  const ids = fresh(probe);
  const target = await probe.receiver();
  const secret = probe.fresh.uuid();
  const key = { api_key_name: "X-Test-Key", api_key_value: secret };
  const mine = await hook(probe, [ids.id], { events: ["flows/created"], ...key });
  mine.receiver.answer(() => ({ status, headers: { Location: target.url } }));
  await probe.flow({ id: ids.id, source_id: ids.source });
  return { mine, target, secret };
}

export const eventsReceivers: readonly ComplianceTest[] = [
  {
    id: "events-receivers/slow",
    title: "A slow receiver does not keep events from others",
    area: "events",
    behaviours: ["EV-102"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const ids = fresh(probe);
      const all = [ids.id, ids.source];
      const slow: Hook[] = [];
      for (let count = 0; count < 3; count += 1) slow.push(await follow(probe, all, ["flows/created"]));
      const quick = await follow(probe, all, ["flows/created"]);
      for (const { receiver } of slow) receiver.answer(() => ({ status: 200, delayMs: SLOW_MS }));
      await probe.flow({ id: ids.id, source_id: ids.source });
      const started = performance.now();
      const event = await quick.arrival("flows/created", undefined, SLOW_MS - 2000);
      const took = Math.round(performance.now() - started);
      const found = event === undefined ? "it had none" : `it came after ${took} ms`;
      probe.verify(
        "EV-102",
        event !== undefined,
        `A receiver has its event while others still answer; ${found}.`,
      );
    },
  },
  {
    id: "events-receivers/copies",
    title: "Webhooks of one url each get a copy of their own",
    area: "events",
    behaviours: ["EV-103"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const ids = fresh(probe);
      const mine = await follow(probe, [ids.id, ids.source], ["flows/created"]);
      const { url } = mine.receiver;
      for (const events of [["flows/created"], EVENTS]) {
        probe.verifyStatus("EV-103", await register(probe, { url, events }), 201);
      }
      await probe.flow({ id: ids.id, source_id: ids.source });
      const come = () => mine.events("flows/created").length;
      await probe.eventually(async () => come() >= 3);
      await quiet(probe);
      probe.verify("EV-103", come() === 3, `Three Webhooks of one url get three copies; ${come()} came.`);
    },
  },
  {
    id: "events-receivers/redirects",
    title: "The API key of a Webhook does not follow a redirection to another place",
    area: "events",
    behaviours: ["EV-101"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      for (const status of [302, 307]) {
        const { mine, target, secret } = await redirected(probe, status);
        const event = await mine.arrival("flows/created");
        probe.verify("EV-101", event !== undefined, "The receiver that redirects is called.");
        await quiet(probe);
        const leaks = target.received.filter(({ headers }) =>
          JSON.stringify(headers).includes(secret),
        ).length;
        probe.verify(
          "EV-101",
          leaks === 0,
          `No key is sent where a ${status} leads; ${leaks} requests had it.`,
        );
      }
    },
  },
  {
    id: "events-receivers/forbidden-redirects",
    title: "A Webhook that redirects to a place which Webhooks may not name is not followed there",
    area: "events",
    behaviours: ["EV-101"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const ids = fresh(probe);
      const target = await probe.receiver();
      // Other names of the same place: where the deployment refuses them, a redirection must not reach them.
      const other = target.url.replace("127.0.0.1", "localhost");
      const asked = await register(probe, { url: other, events: ["flows/deleted"], status: "disabled" });
      if (other === target.url || asked.status === 201) probe.skip("There is no place that is refused.");
      const mine = await follow(probe, [ids.id, ids.source], ["flows/created"]);
      mine.receiver.answer(() => ({ status: 307, headers: { Location: other } }));
      await probe.flow({ id: ids.id, source_id: ids.source });
      await mine.arrival("flows/created");
      await quiet(probe);
      const come = target.received.length;
      probe.verify(
        "EV-101",
        come === 0,
        `A redirection to a refused host is not followed; ${come} requests came.`,
      );
    },
  },
  {
    id: "events-receivers/one-per-change",
    title: "Each change is one event, however many Webhooks there are and however fast it is followed",
    area: "events",
    behaviours: ["EV-103", "EV-021"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const ids = fresh(probe);
      const hooks = [0, 1, 2].map(() => follow(probe, [ids.id, ids.source], ["flows/updated"]));
      const all = await Promise.all(hooks);
      const flow = await probe.flow({ id: ids.id, source_id: ids.source });
      const labels = Array.from({ length: 12 }, (_, index) => `label ${index}`);
      for (const label of labels) await probe.put(`${flow.path}/label`, label);
      for (const { events } of all) await probe.eventually(async () => events().length >= labels.length);
      await quiet(probe);
      for (const { events } of all) {
        const found = events().map(({ event }) => textOf(at(event, "flow", "label")));
        const holds = found.toSorted().join() === labels.toSorted().join();
        const sentence = `Each of ${labels.length} changes comes once; ${shown(found)} came.`;
        for (const id of ["EV-103", "EV-021"]) probe.verify(id, holds, sentence);
      }
    },
  },
];
