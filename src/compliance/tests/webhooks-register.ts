import { isDeepStrictEqual } from "node:util";
import { EVENTS, register, settled, verifyRefused, WEBHOOKS, webhookBody } from "../hooks.ts";
import { at, isRecord, listOf, recordOf, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { webhookIdOf } from "../makers.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const OPERATIONS = ["POST_webhooks", "GET_webhooks-webhookId"];
const MADE = ["created", "started"];

type Body = Readonly<Record<string, unknown>>;

/** Everything that chooses events or changes what they hold, with a value other than the default. */
function choices(probe: Probe): Record<string, unknown> {
  const ids = () => [probe.fresh.uuid(), probe.fresh.uuid()];
  return {
    flow_ids: ids(),
    source_ids: ids(),
    flow_collected_by_ids: ids(),
    source_collected_by_ids: ids(),
    accept_get_urls: ["b", "a"],
    accept_storage_ids: ids(),
    presigned: true,
    verbose_storage: true,
    ...(probe.server.version === "8.2" && { include_object_timerange: true }),
  };
}

/** POSTs a body, reads the Webhook again and verifies that both show what was given. */
async function verifyKept(probe: Probe, ids: readonly string[], more: Body): Promise<void> {
  const reply = await register(probe, await webhookBody(probe, more));
  const refused = reply.status === 400 && !("events" in more || "tags" in more);
  // A server may not be able to honour a filter, and then says so.
  if (refused) return;
  for (const id of ids) probe.verifyStatus(id, reply, 201);
  const got = await probe.get(path`/service/webhooks/${webhookIdOf(reply)}`);
  for (const { body, exchange } of [reply, got]) {
    for (const [key, value] of Object.entries(more))
      verifySame(probe, ids, at(body, key), value, `\`${key}\` of the Webhook`, exchange);
  }
}

export const webhooksRegister: readonly ComplianceTest[] = [
  {
    id: "webhooks-register/made",
    title: "A POST makes a Webhook with a new id and a status",
    area: "webhooks",
    behaviours: ["WH-010", "WH-014", "WH-015", "WH-030", "DM-012", "DM-055", "AMB-032", "EV-090", "X-163"],
    operations: OPERATIONS,
    needs: ["webhooks"],
    async run(probe) {
      const asked = probe.fresh.uuid();
      const body = await webhookBody(probe, { id: asked });
      const reply = await register(probe, body);
      for (const id of ["WH-010", "X-163"]) probe.requireStatus(id, reply, 201);
      const id = textOf(at(reply.body, "id"));
      for (const behaviour of ["WH-010", "DM-012"]) {
        probe.verify(behaviour, UUID.test(id), `\`id\` is a UUID in lower case; it is "${id}".`);
      }
      probe.verify("DM-055", id !== asked, "The server makes the `id`; a client's is not taken.");
      const status = at(reply.body, "status");
      for (const behaviour of ["WH-014", "WH-015", "AMB-032", "EV-090", "DM-012"]) {
        const holds = MADE.includes(textOf(status));
        probe.verify(behaviour, holds, `A new Webhook is created or started; it is ${shown(status)}.`);
      }
      verifySame(probe, "WH-010", at(reply.body, "url"), body["url"], "`url` of the Webhook");
      verifySame(probe, "WH-010", at(reply.body, "events"), body["events"], "`events` of the Webhook");
      const got = await probe.get(path`/service/webhooks/${webhookIdOf(reply)}`);
      for (const behaviour of ["WH-030", "WH-010", "X-163"]) probe.requireStatus(behaviour, got, 200);
      verifySame(probe, "WH-030", settled(got.body), settled(reply.body), "The Webhook, read again,");
    },
  },
  {
    id: "webhooks-register/absent",
    title: "What was not given to a Webhook is not there, and of the client's `error` nothing is",
    area: "webhooks",
    behaviours: ["WH-016", "DM-055", "WH-031"],
    operations: OPERATIONS,
    needs: ["webhooks"],
    async run(probe) {
      const error = { type: "mine", summary: "Mine.", time: "2024-01-01T00:00:00Z" };
      const made = await register(probe, await webhookBody(probe, { error }));
      const reply = made.status === 400 ? await register(probe, await webhookBody(probe)) : made;
      probe.requireStatus("WH-016", reply, 201);
      const got = await probe.get(path`/service/webhooks/${webhookIdOf(reply)}`);
      for (const { body, exchange } of [reply, got]) {
        const found = ["tags", "api_key_name", ...Object.keys(choices(probe))].filter(
          (key) => at(body, key) !== undefined && !isDeepStrictEqual(at(body, key), key === "tags" ? {} : 0),
        );
        const expectation = `Filters and transforms that were not given are absent; found: ${found}.`;
        probe.verify("WH-016", found.length === 0, expectation, exchange);
        for (const behaviour of ["DM-055", "WH-031"]) {
          const none = at(body, "error") === undefined;
          probe.verify(behaviour, none, "A Webhook that is not in error has no `error`.", exchange);
        }
      }
    },
  },
  {
    id: "webhooks-register/disabled",
    title: "A Webhook may be disabled from the start",
    area: "webhooks",
    behaviours: ["WH-014", "WH-015", "EV-090"],
    operations: OPERATIONS,
    needs: ["webhooks"],
    async run(probe) {
      for (const status of ["created", "disabled"]) {
        const reply = await register(probe, await webhookBody(probe, { status }));
        const found = textOf(at(reply.body, "status"));
        const holds =
          reply.status === 201 && (status === "disabled" ? found === status : MADE.includes(found));
        const expectation = `POST with status ${status} answers 201 and shows it; ${reply.status}, "${found}".`;
        for (const behaviour of ["WH-014", "WH-015", "EV-090"]) probe.verify(behaviour, holds, expectation);
      }
    },
  },
  {
    id: "webhooks-register/separate",
    title: "Equal bodies make separate Webhooks",
    area: "webhooks",
    behaviours: ["WH-011", "DM-012"],
    operations: OPERATIONS,
    needs: ["webhooks"],
    async run(probe) {
      const body = await webhookBody(probe);
      const replies = [await register(probe, body), await register(probe, body), await register(probe, body)];
      for (const reply of replies) probe.verifyStatus("WH-011", reply, 201);
      const ids = replies.map(webhookIdOf);
      for (const behaviour of ["WH-011", "DM-012"]) {
        probe.verify(behaviour, new Set(ids).size === 3, `Three POSTs make three ids; they made ${ids}.`);
      }
      for (const id of ids) {
        probe.verifyStatus("WH-011", await probe.get(path`/service/webhooks/${id}`), 200);
      }
    },
  },
  {
    id: "webhooks-register/events",
    title: "A Webhook names any of the eight events and no other",
    area: "webhooks",
    behaviours: ["WH-013", "WH-021", "TRAP-013"],
    operations: OPERATIONS,
    needs: ["webhooks"],
    async run(probe) {
      for (const event of EVENTS) await verifyKept(probe, ["WH-013"], { events: [event] });
      await verifyKept(probe, ["WH-013"], { events: EVENTS.toReversed() });
      const none = await register(probe, await webhookBody(probe, { events: [] }));
      probe.verifyStatus("WH-021", none, 201);
      if (none.status === 201) verifySame(probe, "TRAP-013", at(none.body, "events"), [], "`events`");
      const body = await webhookBody(probe);
      const wrong = ["flows/changed", "objects/created", "FLOWS/CREATED", "flows", "", "flows/*", 1, null];
      const bodies = wrong.map((event) => ({ ...body, events: ["flows/created", event] }));
      await verifyRefused(probe, ["WH-013"], [...bodies, { ...body, events: "flows/created" }]);
    },
  },
  {
    id: "webhooks-register/kept",
    title: "Filters and transforms of a Webhook come back as they were given",
    area: "webhooks",
    behaviours: ["WH-016", "DM-055"],
    operations: OPERATIONS,
    needs: ["webhooks"],
    async run(probe) {
      const all = choices(probe);
      for (const [key, value] of Object.entries(all)) await verifyKept(probe, ["WH-016"], { [key]: value });
      await verifyKept(probe, ["WH-016"], all);
      await verifyKept(probe, ["DM-055"], { api_key_name: "X-Test-Key" });
      const switches = { presigned: false, verbose_storage: false };
      await verifyKept(probe, ["WH-016"], switches);
      if (probe.server.version === "8.2")
        await verifyKept(probe, ["WH-016"], { include_object_timerange: false });
    },
  },
  {
    id: "webhooks-register/empty-lists",
    title: "An empty list of a Webhook is kept, for it is not the same as none",
    area: "webhooks",
    behaviours: ["WH-017", "TRAP-013"],
    operations: OPERATIONS,
    needs: ["webhooks"],
    async run(probe) {
      const ids = ["WH-017", "TRAP-013"];
      await verifyKept(probe, ids, { accept_get_urls: [] });
      await verifyKept(probe, ids, { flow_collected_by_ids: [] });
      if (probe.server.version === "8.2") await verifyKept(probe, ids, { source_collected_by_ids: [] });
    },
  },
  {
    id: "webhooks-register/honoured",
    title: "A filter that the server accepts is one that it shows; none is dropped without a word",
    area: "webhooks",
    behaviours: ["WH-018", "TRAP-029"],
    operations: OPERATIONS,
    needs: ["webhooks"],
    async run(probe) {
      for (const [key, value] of Object.entries(choices(probe))) {
        const reply = await register(probe, await webhookBody(probe, { [key]: value }));
        const kept = isDeepStrictEqual(at(reply.body, key), value);
        const holds = reply.status === 400 || (reply.status === 201 && kept);
        const expectation = `A Webhook with \`${key}\` is refused with 400, or shows it; ${reply.status}.`;
        for (const behaviour of ["WH-018", "TRAP-029"]) {
          probe.verify(behaviour, holds, expectation, reply.exchange);
        }
      }
    },
  },
  {
    id: "webhooks-register/api-key",
    title: "The name of the API key is kept, its value is never shown, and neither can break a header",
    area: "webhooks",
    behaviours: ["WH-002", "WH-022", "TRAP-030", "DM-055", "EV-111"],
    operations: [...OPERATIONS, "GET_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const [secret, tag] = [probe.fresh.uuid(), probe.fresh.tagName()];
      const key = { api_key_name: "X-Test-Key", api_key_value: secret, tags: { [tag]: "yes" } };
      const made = await register(probe, await webhookBody(probe, key));
      probe.requireStatus("WH-002", made, 201);
      verifySame(probe, "DM-055", at(made.body, "api_key_name"), "X-Test-Key", "`api_key_name`");
      const place = path`/service/webhooks/${webhookIdOf(made)}`;
      const replies = [made, await probe.get(place), await probe.get(WEBHOOKS, { [`tag.${tag}`]: "yes" })];
      const { status: _, ...rest } = recordOf(made.body);
      replies.push(await probe.put(place, { ...rest, status: "created", api_key_value: secret }));
      replies.push(await probe.put(place, { ...rest, status: "started", api_key_value: secret }));
      for (const { text, exchange } of replies) {
        const holds = !text.includes(secret) && !text.includes("api_key_value");
        for (const behaviour of ["WH-002", "TRAP-030", "DM-055", "EV-111"]) {
          probe.verify(behaviour, holds, "No answer has `api_key_value` or what it holds.", exchange);
        }
      }
      const body = await webhookBody(probe);
      const unnamed = await register(probe, { ...body, api_key_value: secret });
      probe.verifyStatus("WH-022", unnamed, 201);
      const names = ["x y", "x:y", "x\ny", "é", "(x)"].map((name) => ({ ...body, api_key_name: name }));
      const values = ["a\r\nX-Other: b", "a\nb", "a\rb"].map((value) => ({
        ...body,
        api_key_name: "X-Test-Key",
        api_key_value: value,
      }));
      await verifyRefused(probe, ["WH-022"], [...names, ...values]);
    },
  },
  {
    id: "webhooks-register/tags",
    title: "Tags of a Webhook are texts or lists of texts",
    area: "webhooks",
    behaviours: ["WH-023", "TRAP-013"],
    operations: OPERATIONS,
    needs: ["webhooks"],
    async run(probe) {
      await verifyKept(probe, ["WH-023"], { tags: { one: "a", many: ["b", "a"], "with.dot": "Ü, x" } });
      await verifyKept(probe, ["WH-023", "TRAP-013"], { tags: { blank: "", none: [] } });
    },
  },
  {
    id: "webhooks-register/not-offered",
    title: "Where Webhooks are not offered, all of their operations are not found",
    area: "webhooks",
    behaviours: ["X-163", "X-164", "WH-005", "WH-024", "DM-012"],
    operations: [
      "GET_webhooks",
      "HEAD_webhooks",
      "POST_webhooks",
      "PUT_webhooks",
      "DELETE_webhooks-webhookId",
    ],
    needs: ["noWebhooks"],
    async run(probe) {
      const ids = ["X-163", "X-164", "DM-012"];
      const one = path`/service/webhooks/${probe.fresh.uuid()}`;
      const body = { url: "https://example.com/", events: ["flows/created"] };
      const list = [await probe.get(WEBHOOKS), await probe.head(WEBHOOKS)];
      const made = await register(probe, body);
      const others = [await probe.get(one), await probe.head(one), await probe.delete(one)];
      others.push(await probe.put(one, { ...body, id: one.slice(-36), status: "created" }));
      for (const reply of list) probe.verifyStatus("WH-005", reply, 404);
      probe.verifyStatus("WH-024", made, 404);
      for (const reply of [...list, made, ...others])
        for (const behaviour of ids) probe.verifyStatus(behaviour, reply, 404);
    },
  },
  {
    id: "webhooks-register/offered",
    title: "Where Webhooks are offered, they are listed in the form that the contract gives them",
    area: "webhooks",
    behaviours: ["X-163", "WH-001"],
    operations: ["GET_webhooks", "HEAD_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const tag = probe.fresh.tagName();
      const made = await register(probe, await webhookBody(probe, { tags: { [tag]: "yes" } }));
      const reply = await probe.get(WEBHOOKS, { [`tag.${tag}`]: "yes" });
      for (const behaviour of ["X-163", "WH-001"]) probe.requireStatus(behaviour, reply, 200);
      probe.verifyStatus("WH-001", await probe.head(WEBHOOKS), 200);
      const [item, ...rest] = listOf(reply.body);
      probe.verify("WH-001", isRecord(item) && rest.length === 0, "The list has the one Webhook of the tag.");
      verifySame(probe, "WH-001", settled(item), settled(made.body), "The item of the list", reply.exchange);
      const missing = ["id", "url", "events", "status"].filter((key) => at(item, key) === undefined);
      probe.verify("WH-001", missing.length === 0, `An item has all required keys; missing: ${missing}.`);
    },
  },
];
