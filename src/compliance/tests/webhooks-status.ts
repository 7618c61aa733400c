import { type Hook, hook, putBody, quiet } from "../hooks.ts";
import { at, isRecord, textOf } from "../json.ts";
import { shown } from "../listing.ts";
import type { MadeFlow } from "../makers.ts";
import type { ComplianceTest, Probe } from "../test.ts";

/** Changes that are announced to receivers which take none, before their Webhook may be given up. */
const CHANGES = 30;
const QUICK_MS = 25_000;
const PATIENT_MS = 25 * 60_000;

interface Unheard {
  readonly flow: MadeFlow;
  readonly hooks: readonly Hook[];
  readonly secret: string;
}

/** Webhooks whose receivers answer everything with one status each, and many events for them. */
async function refuse(probe: Probe, statuses: readonly number[]): Promise<Unheard> {
  const id = probe.fresh.uuid();
  const secret = probe.fresh.uuid();
  const key = { api_key_name: "X-Test-Key", api_key_value: secret };
  const hooks: Hook[] = [];
  for (const status of statuses) {
    const mine = await hook(probe, [id], { events: ["flows/updated"], ...key });
    mine.receiver.answer(() => ({ status }));
    hooks.push(mine);
  }
  const flow = await probe.flow({ id });
  for (let nth = 0; nth < CHANGES; nth += 1) await probe.put(`${flow.path}/label`, `change ${nth}`);
  return { flow, hooks, secret };
}

/** Waits for the first Webhook that the server gives up; ends the test as skipped when it gives none up. */
async function givenUp(probe: Probe, { hooks }: Unheard, ms: number) {
  const found = await probe.eventually(async () => {
    for (const mine of hooks) {
      const reply = await probe.get(mine.path);
      if (at(reply.body, "status") === "error") return { mine, reply };
    }
    return undefined;
  }, ms);
  const minutes = Math.round(ms / 6000) / 10;
  return (
    found ?? probe.skip(`The server gave up no receiver that refuses everything within ${minutes} minutes.`)
  );
}

/** An active Webhook in error: what it says, that it is silent, what a client may do, and that it can be had back. */
async function verifyError(probe: Probe, ms: number, statuses: readonly number[]): Promise<void> {
  const unheard = await refuse(probe, statuses);
  const { mine, reply } = await givenUp(probe, unheard, ms);
  const error = at(reply.body, "error");
  const keys = ["type", "summary", "time"].filter((key) => textOf(at(error, key)) === "");
  for (const id of ["EV-094", "WH-031"]) {
    const holds = isRecord(error) && keys.length === 0;
    probe.verify(
      id,
      holds,
      `A Webhook in error has an \`error\` with type, summary and time; missing: ${keys}.`,
    );
  }
  const { secret } = unheard;
  probe.verify(
    "EV-111",
    !reply.text.includes(secret),
    "The API key is not in the text of an error.",
    reply.exchange,
  );
  await verifySilence(probe, unheard, mine);
  const body = (await probe.get(mine.path)).body;
  const refused = await probe.put(mine.path, putBody(body, { status: "disabled" }));
  for (const id of ["EV-095", "WH-046"]) probe.verifyStatus(id, refused, 400);
  if (refused.status === 400) {
    const status = at((await probe.get(mine.path)).body, "status");
    for (const id of ["EV-095", "WH-046"])
      probe.verify(id, status === "error", `It stays in error; it is ${shown(status)}.`);
  }
  await verifyReturn(probe, unheard, mine);
}

async function verifySilence(probe: Probe, { flow }: Unheard, mine: Hook): Promise<void> {
  // What was under way when the Webhook was given up may still arrive.
  await quiet(probe);
  const before = mine.events().length;
  await probe.put(`${flow.path}/label`, "unheard");
  await quiet(probe, 4000);
  const more = mine.events().length - before;
  probe.verify("EV-094", more === 0, `A Webhook in error is sent nothing; ${more} events came.`);
}

async function verifyReturn(probe: Probe, { flow }: Unheard, mine: Hook): Promise<void> {
  mine.receiver.answer(() => ({ status: 200 }));
  const reply = await probe.put(mine.path, putBody((await probe.get(mine.path)).body, { status: "created" }));
  for (const id of ["EV-093", "WH-047"]) probe.requireStatus(id, reply, 201);
  const got = await probe.get(mine.path);
  for (const { body, exchange } of [reply, got]) {
    const status = textOf(at(body, "status"));
    const holds = at(body, "error") === undefined && (status === "created" || status === "started");
    for (const id of ["EV-093", "WH-047"])
      probe.verify(id, holds, `Set to created, it has no error; it is "${status}".`, exchange);
  }
  await probe.put(`${flow.path}/label`, "heard again");
  const heard = await mine.arrival("flows/updated", (event) => at(event, "flow", "label") === "heard again");
  for (const id of ["EV-093", "WH-047"])
    probe.verify(id, heard !== undefined, "It is told of the next change.");
  const late = mine.events().filter(({ event }) => at(event, "flow", "label") === "unheard").length;
  probe.verify("EV-100", late === 0, "What happened while it was in error is not sent later.");
}

const BEHAVIOURS = ["EV-093", "EV-094", "EV-095", "EV-100", "EV-111", "WH-031", "WH-046", "WH-047"];

export const webhooksStatus: readonly ComplianceTest[] = [
  {
    id: "webhooks-status/error",
    title: "A Webhook whose receiver wants nothing is put in error, silent until it is set to created again",
    area: "webhooks",
    behaviours: BEHAVIOURS,
    operations: ["GET_webhooks-webhookId", "PUT_webhooks"],
    needs: ["webhooks"],
    run: (probe) => verifyError(probe, QUICK_MS, [410, 404]),
  },
  {
    id: "webhooks-status/other-2xx",
    title: "A receiver that answers with any 2xx is never given up",
    area: "events",
    behaviours: ["EV-007b"],
    operations: ["GET_webhooks-webhookId"],
    needs: ["webhooks"],
    async run(probe) {
      const { hooks } = await refuse(probe, [201, 202, 204]);
      await probe.eventually(async () => hooks.every((mine) => mine.events().length >= CHANGES));
      await quiet(probe, 3000);
      for (const mine of hooks) {
        const count = mine.events().length;
        probe.verify("EV-007b", count === CHANGES, `Each of ${CHANGES} events is sent once; ${count} came.`);
        const status = textOf(at((await probe.get(mine.path)).body, "status"));
        const holds = status === "created" || status === "started";
        probe.verify("EV-007b", holds, `The Webhook is still active; it is "${status}".`);
      }
    },
  },
  {
    id: "webhooks-status/error-after-retries",
    title: "A Webhook whose receiver always fails is put in error in the end",
    area: "webhooks",
    behaviours: [...BEHAVIOURS, "EV-097"],
    operations: ["GET_webhooks-webhookId", "PUT_webhooks"],
    needs: ["webhooks"],
    slow: true,
    async run(probe) {
      const unheard = await refuse(probe, [500]);
      const [mine] = unheard.hooks;
      if (mine === undefined) return;
      const { reply } = await givenUp(probe, unheard, PATIENT_MS);
      const [first] = mine.events();
      const same = mine.events().filter(({ event }) => shown(event) === shown(first?.event)).length;
      probe.verify(
        "EV-097",
        same > 1,
        `The first event was tried several times; ${same} times.`,
        reply.exchange,
      );
      probe.verify("EV-094", isRecord(at(reply.body, "error")), "The Webhook in error has an `error`.");
      await verifySilence(probe, unheard, mine);
      const refused = await probe.put(mine.path, putBody(reply.body, { status: "disabled" }));
      for (const id of ["EV-095", "WH-046"]) probe.verifyStatus(id, refused, 400);
      await verifyReturn(probe, unheard, mine);
    },
  },
];
