import { isDeepStrictEqual } from "node:util";
import { follow, hook, putBody, quiet, register, settled, webhookBody } from "../hooks.ts";
import { at, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { webhookIdOf } from "../makers.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";

const NOT_FOUND = [404, 400];

async function made(probe: Probe, more: Readonly<Record<string, unknown>> = {}) {
  const receiver = await probe.receiver();
  const webhook = await probe.webhook(receiver, { events: ["flows/created"], ...more });
  return { ...webhook, receiver };
}

/** Creates a Flow about which a Webhook of `ids` is told. */
function flowOf(probe: Probe, ids: { readonly id: string; readonly source: string }) {
  return probe.flow({ id: ids.id, source_id: ids.source });
}

const fresh = (probe: Probe) => ({ id: probe.fresh.uuid(), source: probe.fresh.uuid() });

export const webhooksChange: readonly ComplianceTest[] = [
  {
    id: "webhooks-change/unknown",
    title: "A Webhook that is not there can be neither read, nor replaced, nor deleted",
    area: "webhooks",
    behaviours: ["WH-030", "WH-041", "WH-061"],
    operations: ["GET_webhooks-webhookId", "PUT_webhooks", "DELETE_webhooks-webhookId"],
    needs: ["webhooks"],
    async run(probe) {
      const id = probe.fresh.uuid();
      const place = path`/service/webhooks/${id}`;
      probe.verifyStatus("WH-030", await probe.get(place), 404);
      probe.verifyStatus("WH-030", await probe.head(place), 404);
      probe.verifyStatus("WH-061", await probe.delete(place), 404);
      const { url } = await probe.receiver();
      const body = { id, url, events: ["flows/created"], status: "created" };
      probe.verifyStatus("WH-041", await probe.put(place, body), 404);
      probe.cleanUp(() => probe.delete(place));
      probe.verifyStatus("WH-041", await probe.get(place), 404);
      for (const malformed of ["x", id.toUpperCase(), `${id}0`]) {
        const wrong = path`/service/webhooks/${malformed}`;
        probe.verifyStatus("WH-030", await probe.get(wrong), ...NOT_FOUND);
        probe.verifyStatus("WH-061", await probe.delete(wrong), ...NOT_FOUND);
      }
    },
  },
  {
    id: "webhooks-change/replace",
    title: "A PUT answers 201 with the whole new Webhook; what it leaves out is gone",
    area: "webhooks",
    behaviours: ["WH-040", "WH-044", "TRAP-028", "DM-055"],
    operations: ["PUT_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const lists = { flow_ids: [probe.fresh.uuid()], accept_get_urls: ["a"], presigned: true };
      const optional = { ...lists, tags: { a: "b" }, api_key_name: "X-Test-Key" };
      const tried = await register(probe, { ...(await webhookBody(probe)), ...optional });
      const first = tried.status === 201 ? tried : await register(probe, await webhookBody(probe));
      probe.requireStatus("WH-044", first, 201);
      const id = webhookIdOf(first);
      const place = path`/service/webhooks/${id}`;
      const body = {
        ...(await webhookBody(probe)),
        id,
        events: ["sources/deleted", "flows/updated"],
        status: "disabled",
      };
      const reply = await probe.put(place, body);
      for (const behaviour of ["WH-040", "TRAP-028"]) probe.requireStatus(behaviour, reply, 201);
      const got = await probe.get(place);
      for (const { body: found, exchange } of [reply, got]) {
        const kept = Object.keys(optional).filter(
          (key) => at(found, key) !== undefined && !isEmptyTags(found, key),
        );
        probe.verify("WH-044", kept.length === 0, `What was left out is gone; left: ${kept}.`, exchange);
        for (const [key, value] of Object.entries(body)) {
          verifySame(probe, ["WH-040", "WH-044", "DM-055"], at(found, key), value, `\`${key}\``, exchange);
        }
      }
      const again = await probe.put(place, putBody(got.body, { tags: { c: ["d"] }, status: "created" }));
      probe.verifyStatus("WH-040", again, 201);
      verifySame(probe, "WH-040", at(again.body, "tags"), { c: ["d"] }, "`tags` after another PUT");
    },
  },
  {
    id: "webhooks-change/required",
    title: "A PUT of a Webhook needs id, url, events and status, and a status that clients may set",
    area: "webhooks",
    behaviours: ["WH-042", "WH-043", "EV-096", "DM-055"],
    operations: ["PUT_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const webhook = await made(probe);
      const before = (await probe.get(webhook.path)).body;
      for (const key of ["id", "url", "events", "status"]) {
        probe.verifyStatus(
          "WH-042",
          await probe.put(webhook.path, putBody(before, { [key]: undefined })),
          400,
        );
      }
      for (const status of ["started", "error"]) {
        const reply = await probe.put(webhook.path, putBody(before, { status }));
        for (const behaviour of ["WH-043", "EV-096", "DM-055"]) probe.verifyStatus(behaviour, reply, 400);
      }
      for (const status of ["", "CREATED", null]) {
        probe.verifyStatus("WH-043", await probe.put(webhook.path, putBody(before, { status })), 400);
      }
      const after = settled((await probe.get(webhook.path)).body);
      verifySame(probe, ["WH-042", "WH-043"], after, settled(before), "The Webhook after refused PUTs");
      for (const status of ["disabled", "created"]) {
        probe.verifyStatus("WH-043", await probe.put(webhook.path, putBody(before, { status })), 201);
      }
    },
  },
  {
    id: "webhooks-change/malformed",
    title: "A PUT of a Webhook is refused for what a POST is refused for",
    area: "webhooks",
    behaviours: ["WH-051"],
    operations: ["PUT_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const webhook = await made(probe);
      const before = (await probe.get(webhook.path)).body;
      const id = probe.fresh.uuid();
      const wrong: Record<string, unknown>[] = [
        { events: ["flows/changed"] },
        { events: "flows/created" },
        { flow_ids: ["x"] },
        { source_ids: [id.toUpperCase()] },
        { flow_collected_by_ids: id },
        { source_collected_by_ids: [1] },
        { accept_get_urls: "a" },
        { accept_storage_ids: ["x"] },
        { presigned: "true" },
        { verbose_storage: 1 },
        { tags: { a: 1 } },
        { url: 1 },
      ];
      for (const change of wrong) {
        const reply = await probe.put(webhook.path, putBody(before, change));
        const found = `the answer was ${reply.status}`;
        probe.verify(
          "WH-051",
          reply.status === 400,
          `A PUT with ${shown(change)} is refused with 400; ${found}.`,
        );
      }
      verifySame(
        probe,
        "WH-051",
        settled((await probe.get(webhook.path)).body),
        settled(before),
        "The Webhook after refused PUTs",
      );
    },
  },
  {
    id: "webhooks-change/filters-kept",
    title: "A PUT of a Webhook stores its filters and transforms, or refuses them",
    area: "webhooks",
    behaviours: ["WH-051"],
    operations: ["PUT_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const webhook = await made(probe);
      const before = (await probe.get(webhook.path)).body;
      const changes: Record<string, unknown> = {
        flow_ids: [probe.fresh.uuid()],
        source_ids: [probe.fresh.uuid()],
        flow_collected_by_ids: [],
        source_collected_by_ids: [probe.fresh.uuid()],
        accept_get_urls: [],
        accept_storage_ids: [probe.fresh.uuid()],
        presigned: false,
        verbose_storage: true,
      };
      for (const [key, value] of Object.entries(changes)) {
        const reply = await probe.put(webhook.path, putBody(before, { [key]: value }));
        const got = await probe.get(webhook.path);
        const kept = [reply, got].every(({ body }) => isDeepStrictEqual(at(body, key), value));
        const holds = reply.status === 400 || (reply.status === 201 && kept);
        const expectation = `A PUT with \`${key}\` is refused with 400 or shown afterwards; ${reply.status}.`;
        probe.verify("WH-051", holds, expectation, reply.exchange);
      }
    },
  },
  {
    id: "webhooks-change/other-id",
    title: "A PUT whose id is not the path's is refused and changes nothing",
    area: "webhooks",
    behaviours: ["WH-050"],
    operations: ["PUT_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const [one, two] = [await made(probe), await made(probe)];
      const before = (await probe.get(one.path)).body;
      for (const id of [two.id, probe.fresh.uuid()]) {
        const reply = await probe.put(one.path, putBody(before, { id, events: ["flows/deleted"] }));
        probe.verifyStatus("WH-050", reply, ...NOT_FOUND);
      }
      verifySame(
        probe,
        "WH-050",
        settled((await probe.get(one.path)).body),
        settled(before),
        "The Webhook of the path",
      );
      const other = (await probe.get(two.path)).body;
      verifySame(probe, "WH-050", at(other, "events"), ["flows/created"], "`events` of the other Webhook");
    },
  },
  {
    id: "webhooks-change/disable",
    title: "A disabled Webhook is sent nothing, not even later; enabled again it is told what is new",
    area: "events",
    behaviours: ["WH-048", "WH-047", "EV-092", "EV-093", "EV-100"],
    operations: ["PUT_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const [first, second, third] = [fresh(probe), fresh(probe), fresh(probe)];
      const ids = [first, second, third].flatMap(({ id, source }) => [id, source]);
      const control = await follow(probe, ids, ["flows/created"]);
      const mine = await follow(probe, ids, ["flows/created"]);
      await flowOf(probe, first);
      const told = await mine.arrival("flows/created");
      probe.require("EV-093", told !== undefined, "A Webhook that is created is told of a new Flow.");
      const body = async (status: string) => putBody((await probe.get(mine.path)).body, { status });
      const disabled = await probe.put(mine.path, await body("disabled"));
      for (const behaviour of ["WH-048", "EV-092"]) probe.requireStatus(behaviour, disabled, 201);
      const status = at((await probe.get(mine.path)).body, "status");
      verifySame(probe, ["WH-048", "EV-092"], status, "disabled", "`status` after disabling");
      await flowOf(probe, second);
      await control.arrival("flows/created", (event) => at(event, "flow", "id") === second.id);
      await quiet(probe);
      for (const behaviour of ["WH-048", "EV-092"]) {
        probe.verify(behaviour, mine.events().length === 1, "A disabled Webhook is sent nothing.");
      }
      const enabled = await probe.put(mine.path, await body("created"));
      for (const behaviour of ["WH-047", "EV-093"]) probe.requireStatus(behaviour, enabled, 201);
      await flowOf(probe, third);
      const again = await mine.arrival("flows/created", (event) => at(event, "flow", "id") === third.id);
      for (const behaviour of ["WH-047", "EV-093"]) {
        probe.verify(behaviour, again !== undefined, "An enabled Webhook is told of the next new Flow.");
      }
      const late = mine.events().filter(({ event }) => at(event, "flow", "id") === second.id);
      probe.verify("EV-100", late.length === 0, "What happened while it was disabled is not sent later.");
    },
  },
  {
    id: "webhooks-change/started",
    title: "A Webhook that has delivered is created or started, and may be set to created again",
    area: "events",
    behaviours: ["EV-091", "WH-049"],
    operations: ["PUT_webhooks", "GET_webhooks-webhookId"],
    needs: ["webhooks"],
    async run(probe) {
      const [one, two] = [fresh(probe), fresh(probe)];
      const mine = await follow(
        probe,
        [one, two].flatMap(({ id, source }) => [id, source]),
      );
      await flowOf(probe, one);
      const told = await mine.arrival("flows/created");
      probe.require("EV-091", told !== undefined, "A Webhook is sent the event of a new Flow.");
      const before = (await probe.get(mine.path)).body;
      const status = textOf(at(before, "status"));
      const holds = status === "created" || status === "started";
      probe.verify("EV-091", holds, `A Webhook that sends is created or started; it is "${status}".`);
      const reply = await probe.put(mine.path, putBody(before, { status: "created" }));
      probe.requireStatus("WH-049", reply, 201);
      const after = (await probe.get(mine.path)).body;
      verifySame(probe, "WH-049", settled(after), settled(before), "The Webhook, set to created again,");
      await flowOf(probe, two);
      const again = await mine.arrival("flows/created", (event) => at(event, "flow", "id") === two.id);
      probe.verify("WH-049", again !== undefined, "It is still told of new Flows.");
    },
  },
  {
    id: "webhooks-change/delete",
    title: "A deleted Webhook is gone and is sent nothing more",
    area: "webhooks",
    behaviours: ["WH-060", "WH-061"],
    operations: ["DELETE_webhooks-webhookId"],
    needs: ["webhooks"],
    async run(probe) {
      const [one, two] = [fresh(probe), fresh(probe)];
      const ids = [one, two].flatMap(({ id, source }) => [id, source]);
      const [control, mine] = [await follow(probe, ids), await follow(probe, ids, ["flows/created"])];
      await flowOf(probe, one);
      await mine.arrival("flows/created");
      probe.requireStatus("WH-060", await probe.delete(mine.path), 204);
      probe.verifyStatus("WH-060", await probe.get(mine.path), 404);
      probe.verifyStatus("WH-060", await probe.head(mine.path), 404);
      probe.verifyStatus("WH-061", await probe.delete(mine.path), 404);
      await flowOf(probe, two);
      await control.arrival("flows/created", (event) => at(event, "flow", "id") === two.id);
      await quiet(probe);
      const after = mine.events().filter(({ event }) => at(event, "flow", "id") === two.id);
      probe.verify(
        "WH-060",
        after.length === 0,
        "A deleted Webhook is sent nothing about a Flow made later.",
      );
    },
  },
  {
    id: "webhooks-change/url",
    title: "A PUT that changes url, events or filters holds from the next event on",
    area: "webhooks",
    behaviours: ["WH-044", "WH-040"],
    operations: ["PUT_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const [one, two] = [fresh(probe), fresh(probe)];
      const mine = await hook(probe, [one.id, two.id], { events: ["flows/created"], flow_ids: [one.id] });
      await flowOf(probe, one);
      await mine.arrival("flows/created");
      const body = (await probe.get(mine.path)).body;
      const url = `${mine.receiver.url}/moved`;
      const changed = { url, events: ["flows/created", "flows/updated"], flow_ids: [two.id] };
      probe.requireStatus("WH-040", await probe.put(mine.path, putBody(body, changed)), 201);
      const flow = await flowOf(probe, two);
      await probe.put(path`/flows/${one.id}/label`, "unheard");
      await probe.put(`${flow.path}/label`, "heard");
      const heard = await mine.arrival("flows/updated", (event) => at(event, "flow", "id") === two.id);
      probe.require("WH-044", heard !== undefined, "The event and the Flow that the PUT named are sent.");
      probe.verify("WH-044", heard?.request.path === "/moved", "Events go to the url that the PUT named.");
      await quiet(probe);
      const unheard = mine.events("flows/updated").filter(({ event }) => at(event, "flow", "id") === one.id);
      probe.verify(
        "WH-044",
        unheard.length === 0,
        "The Flow that the PUT does not name any more is not sent.",
      );
    },
  },
];

function isEmptyTags(webhook: unknown, key: string): boolean {
  return key === "tags" && isDeepStrictEqual(at(webhook, "tags"), {});
}
