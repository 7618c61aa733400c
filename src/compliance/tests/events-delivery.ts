import { setTimeout as sleep } from "node:timers/promises";
import { EVENTS, follow, type Hook, hook, putBody, quiet } from "../hooks.ts";
import { at, isRecord, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import type { ComplianceTest, Probe, Reply } from "../test.ts";

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;
/** Clocks of a server's parts, and the whole seconds of its Date header. */
const LEEWAY_MS = 2500;
/** Long enough for a first retry of a patient server. */
const RETRY_MS = 75_000;

const fresh = (probe: Probe) => ({ id: probe.fresh.uuid(), source: probe.fresh.uuid() });

/** A Flow whose ids were known before, so that a Webhook could ask for it. */
const flowOf = (probe: Probe, { id, source }: ReturnType<typeof fresh>) =>
  probe.flow({ id, source_id: source });

/** When a server says that it answered, in milliseconds since 1970. */
function timeOf({ headers }: Reply): number {
  const time = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(time) ? Date.now() : time;
}

/** A Webhook for flows/created whose receiver answers with these statuses first, and then with 200. */
async function stubborn(probe: Probe, statuses: readonly number[], headers: Record<string, string> = {}) {
  const ids = fresh(probe);
  const mine = await follow(probe, [ids.id, ids.source], ["flows/created"]);
  mine.receiver.answer((_, nth) => ({
    status: statuses[nth] ?? 200,
    headers: nth < statuses.length ? headers : {},
  }));
  return { ids, mine };
}

/** Waits for a Webhook's `count`th event. */
const arrived = (probe: Probe, mine: Hook, count: number, ms?: number) =>
  probe.eventually(async () => mine.events().length >= count, ms);

export const eventsDelivery: readonly ComplianceTest[] = [
  {
    id: "events-delivery/envelope",
    title: "An event is POSTed as JSON to the Webhook's url, with its type, its time and itself",
    area: "events",
    behaviours: ["EV-001", "EV-002", "EV-003", "EV-006", "EV-008", "X-176"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const ids = fresh(probe);
      const mine = await follow(probe, [ids.id, ids.source], ["flows/created"]);
      const body = (await probe.get(mine.path)).body;
      const end = "/deep/er?x=1&y=%20z";
      const moved = await probe.put(mine.path, putBody(body, { url: mine.receiver.url + end }));
      probe.require("EV-001", moved.status === 201, "The Webhook can be given another url.");
      await flowOf(probe, ids);
      const event = await mine.arrival("flows/created");
      for (const id of ["EV-001", "X-176"]) probe.require(id, event !== undefined, "An event is sent.");
      if (event === undefined) return;
      const { request } = event;
      verifySame(probe, "EV-001", request.method, "POST", "The method of a delivery");
      verifySame(probe, ["EV-001", "X-176"], request.path, end, "The end of the url that was called");
      probe.verify("EV-001", isRecord(request.body), "The body of a delivery is a JSON object.");
      const time = textOf(event.timestamp);
      probe.verify(
        "EV-002",
        DATE_TIME.test(time),
        `\`event_timestamp\` is a date and time; it is "${time}".`,
      );
      probe.verify("EV-002", isRecord(event.event), "`event` is an object.");
      const types: readonly string[] = EVENTS;
      for (const { type } of mine.events()) {
        const holds = types.includes(type) && type === "flows/created";
        probe.verify("EV-003", holds, `\`event_type\` is what was asked for and happened; it is "${type}".`);
      }
      const type = request.headers["content-type"] ?? "";
      probe.verify("EV-006", /^application\/json\b/.test(type), `Content-Type is JSON; it is "${type}".`);
      const agent = request.headers["user-agent"] ?? "";
      probe.verify("EV-006", agent !== "", `User-Agent names the server; it is "${agent}".`);
      const keys = Object.keys(Object(request.body)).toSorted();
      verifySame(probe, "EV-008", keys, ["event", "event_timestamp", "event_type"], "The keys of the body");
      probe.verify(
        "X-176",
        request.headers.authorization === undefined,
        "No credentials of the API are sent.",
      );
    },
  },
  {
    id: "events-delivery/only-what-was-asked",
    title: "A Webhook is sent the types of event that it names and no other",
    area: "events",
    behaviours: ["EV-003", "EV-060"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const ids = fresh(probe);
      const [control, mine] = [
        await follow(probe, [ids.id, ids.source]),
        await follow(probe, [ids.id, ids.source], ["flows/updated", "sources/deleted"]),
      ];
      const flow = await flowOf(probe, ids);
      await probe.put(`${flow.path}/label`, probe.fresh.text());
      await probe.remove(flow.path);
      const gone = await control.arrival("sources/deleted");
      probe.require("EV-060", gone !== undefined, "A Webhook of all types is told that the Source is gone.");
      await arrived(probe, mine, 2);
      await quiet(probe);
      const types = mine.events().map(({ type }) => type);
      const sentence = `Events of the two types asked for, once each; ${shown(types)} came.`;
      for (const id of ["EV-003", "EV-060"]) {
        probe.verify(id, String(types.toSorted()) === "flows/updated,sources/deleted", sentence);
      }
    },
  },
  {
    id: "events-delivery/time",
    title: "The time of an event is when the change happened",
    area: "events",
    behaviours: ["EV-004"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const ids = fresh(probe);
      const mine = await follow(probe, [ids.id, ids.source], ["flows/updated"]);
      mine.receiver.answer(() => ({ status: 200, delayMs: 400 }));
      const flow = await flowOf(probe, ids);
      for (const label of ["one", "two"]) {
        const before = timeOf(await probe.get("/service"));
        const after = timeOf(await probe.put(`${flow.path}/label`, label));
        const event = await mine.arrival("flows/updated", (found) => at(found, "flow", "label") === label);
        const time = Date.parse(textOf(event?.timestamp));
        const holds = time >= before - LEEWAY_MS && time <= after + LEEWAY_MS;
        const span = `${new Date(before).toISOString()} to ${new Date(after).toISOString()}`;
        const found = `it is ${shown(event?.timestamp)}`;
        probe.verify("EV-004", holds, `\`event_timestamp\` is when the label changed, ${span}; ${found}.`);
        await sleep(3000, undefined, { signal: probe.signal });
      }
    },
  },
  {
    id: "events-delivery/retry",
    title: "An event that was answered with 500 is sent again, as it was, and once taken no more",
    area: "events",
    behaviours: ["EV-004", "EV-007", "EV-097", "EV-098", "AMB-033"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const { ids, mine } = await stubborn(probe, [500]);
      await flowOf(probe, ids);
      const again = (await arrived(probe, mine, 2, RETRY_MS)) === true;
      for (const id of ["EV-097", "EV-098", "AMB-033"]) {
        probe.verify(
          id,
          again,
          `An event that was answered with 500 is sent again; sent ${mine.events().length}.`,
        );
      }
      const [first, second] = mine.events();
      if (first === undefined || second === undefined) return;
      verifySame(probe, "EV-004", second.timestamp, first.timestamp, "`event_timestamp` of a retry");
      verifySame(probe, "EV-004", second.type, first.type, "`event_type` of a retry");
      verifySame(probe, "EV-004", second.event, first.event, "`event` of a retry");
      await quiet(probe, 4000);
      const count = mine.events().length;
      probe.verify(
        "EV-007",
        count === 2,
        `An event that was answered with 200 is not sent again; sent ${count}.`,
      );
      const status = textOf(at((await probe.get(mine.path)).body, "status"));
      const sentence = `After one 500 the Webhook is not given up; it is "${status}".`;
      probe.verify("EV-097", status === "created" || status === "started", sentence);
    },
  },
  {
    id: "events-delivery/taken",
    title: "An event is sent once when the receiver answers with 200, or any other 2xx",
    area: "events",
    behaviours: ["EV-007", "EV-007b"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const tries = await Promise.all(
        [200, 201, 202, 204].map(async (status) => ({
          status,
          ...(await stubborn(probe, [status, status])),
        })),
      );
      for (const { ids } of tries) await flowOf(probe, ids);
      for (const { mine } of tries) await arrived(probe, mine, 1);
      await quiet(probe, 4000);
      for (const { status, mine } of tries) {
        const count = mine.events().length;
        const sentence = `An event that was answered with ${status} is sent once; it was sent ${count} times.`;
        probe.verify(status === 200 ? "EV-007" : "EV-007b", count === 1, sentence);
      }
    },
  },
  {
    id: "events-delivery/retry-after",
    title: "A receiver that is busy is tried again, not before the time that it asks for",
    area: "events",
    behaviours: ["EV-098"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const wait = { "Retry-After": "4" };
      const tries = await Promise.all(
        [503, 429].map(async (status) => ({ status, ...(await stubborn(probe, [status], wait)) })),
      );
      for (const { ids } of tries) await flowOf(probe, ids);
      for (const { status, mine } of tries) {
        await arrived(probe, mine, 2, RETRY_MS);
        const [first, second] = mine.events().map(({ request }) => request.at);
        const gap = second === undefined ? undefined : second - (first ?? 0);
        const sentence = `An event that was answered with ${status} and Retry-After 4 comes again after 4 s`;
        probe.verify("EV-098", (gap ?? 0) > 3500, `${sentence}; it came after ${gap ?? "no time"} ms.`);
      }
    },
  },
  {
    id: "events-delivery/api-key",
    title: "The API key of a Webhook is sent as a header, and a new one from the next event on",
    area: "events",
    behaviours: ["EV-005", "EV-104", "WH-045b", "WH-045", "AMB-030", "WH-022"],
    operations: ["POST_webhooks", "PUT_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const ids = fresh(probe);
      const [name, first, second] = ["X-Test-Key", 'one/+=:;, "x" ', "two"].map((text) => text.trim());
      const key = { api_key_name: name, api_key_value: first };
      const mine = await hook(probe, [ids.id], { events: ["flows/updated"], ...key });
      const bare = await hook(probe, [ids.id], { events: ["flows/updated"], api_key_value: "hidden-value" });
      const flow = await flowOf(probe, ids);
      const sent = async (label: string) => {
        await probe.put(`${flow.path}/label`, label);
        const event = await mine.arrival("flows/updated", (found) => at(found, "flow", "label") === label);
        return event?.request.headers["x-test-key"];
      };
      const put = async (changes: Record<string, unknown>) =>
        probe.put(mine.path, putBody((await probe.get(mine.path)).body, changes));
      verifySame(probe, "EV-005", await sent("1"), first, "The header of the API key");
      const named = [...bare.events(), await bare.arrival("flows/updated")].map(
        (each) => each?.request.headers,
      );
      const leaks = named.some((headers) => JSON.stringify(headers ?? {}).includes("hidden-value"));
      probe.verify("WH-022", named.length > 0 && !leaks, "A value without a name is sent in no header.");
      await put({ api_key_value: second });
      verifySame(
        probe,
        ["EV-104", "EV-005"],
        await sent("2"),
        second,
        "The header after a PUT of a new value",
      );
      await put({});
      const left = await sent("3");
      const holds = left === second || left === undefined || left === "";
      for (const id of ["WH-045", "AMB-030"]) {
        probe.verify(id, holds, `A value left out of a PUT is kept or cleared; ${shown(left)} was sent.`);
      }
      await put({ api_key_value: second });
      await put({ api_key_value: "" });
      const cleared = (await sent("4")) ?? "";
      probe.verify(
        "WH-045b",
        cleared === "",
        `An empty value clears the secret; ${shown(cleared)} was sent.`,
      );
    },
  },
  {
    id: "events-delivery/order",
    title: "Events about one Flow come in the order in which they happened",
    area: "events",
    behaviours: ["EV-009", "EV-034"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const ids = fresh(probe);
      const mine = await follow(probe, [ids.id, ids.source]);
      // The first answer takes longer, so that a server which sends all at once is found out.
      mine.receiver.answer((_, nth) => ({ status: 200, delayMs: nth % 2 === 0 ? 300 : 0 }));
      const flow = await flowOf(probe, ids);
      const labels = ["1", "2", "3", "4", "5", "6"];
      for (const label of labels) await probe.put(`${flow.path}/label`, label);
      await probe.remove(flow.path);
      await mine.arrival("sources/deleted", undefined, 60_000);
      await mine.arrival("flows/deleted");
      const updates = mine.events("flows/updated").map(({ event }) => at(event, "flow", "label"));
      verifySame(probe, "EV-009", updates, labels, "The labels of the updates, as they came,");
      const types = mine.events().map(({ type }) => type);
      verifySame(
        probe,
        "EV-009",
        types.filter((type) => type.startsWith("flows/")).at(-1),
        "flows/deleted",
        "The last",
      );
      const order = (one: string, other: string) => types.indexOf(one) < types.indexOf(other);
      const first = order("sources/created", "flows/created");
      probe.verify("EV-034", first, `sources/created comes before flows/created; ${shown(types)} came.`);
      const last = order("flows/deleted", "sources/deleted");
      probe.verify("EV-034", last, `flows/deleted comes before sources/deleted; ${shown(types)} came.`);
    },
  },
  {
    id: "events-delivery/callers-do-not-wait",
    title: "A change is answered before its receivers have answered, and whatever they answer",
    area: "events",
    behaviours: ["EV-010"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const ids = fresh(probe);
      const slow = await follow(probe, [ids.id, ids.source], ["flows/updated"]);
      const broken = await follow(probe, [ids.id, ids.source], ["flows/updated"]);
      slow.receiver.answer(() => ({ status: 200, delayMs: 8000 }));
      broken.receiver.answer(() => ({ status: 500 }));
      const flow = await flowOf(probe, ids);
      for (const label of ["1", "2"]) {
        const started = performance.now();
        const reply = await probe.put(`${flow.path}/label`, label);
        const took = Math.round(performance.now() - started);
        probe.verify(
          "EV-010",
          took < 8000,
          `The change is answered before the receiver answers; it took ${took} ms.`,
        );
        probe.verifyStatus("EV-010", reply, 204);
      }
      const event = await slow.arrival("flows/updated");
      probe.verify("EV-010", event !== undefined, "The event is sent all the same.");
    },
  },
];
