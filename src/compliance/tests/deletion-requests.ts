import { setTimeout as sleep } from "node:timers/promises";
import { at, listOf, textOf } from "../json.ts";
import { nextKey, shown, verifySame } from "../listing.ts";
import { apiPath, type MadeFlow } from "../makers.ts";
import { meaningOf, rangeOf, sameRange } from "../ranges.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";
import { post, registered, segmentsOf, segmentsPath, verifyTimeline } from "../timeline.ts";

const LIST = "/flow-delete-requests";
const GET = ["GET_flow-delete-requests-request-id", "HEAD_flow-delete-requests-request-id"];
const GET_ALL = ["GET_flow-delete-requests", "HEAD_flow-delete-requests"];
/** More Segments than many servers delete while a client waits. */
const MANY = 1500;
const BATCH = 500;
const STATUSES = ["created", "started", "done", "error"];
const DONE_MS = 60_000;

/** Lays many Segments of one Object, so that deleting them may take longer than a request. */
async function filled(probe: Probe, flow: MadeFlow): Promise<void> {
  const { objectId } = await registered(probe, flow, { timerange: "[0:0_1:0)" });
  for (let first = 1; first < MANY; first += BATCH) {
    const items = Array.from({ length: BATCH }, (_, index) => ({
      object_id: objectId,
      timerange: `[${first + index}:0_${first + index + 1}:0)`,
      ts_offset: `${first + index}:0`,
    }));
    const reply = await post(probe, flow, items);
    if (reply.status !== 201) probe.skip(`The server takes no ${BATCH} Segments at once.`);
  }
}

/** Every state that a Deletion Request was seen in until it ended. */
async function watched(probe: Probe, place: string): Promise<readonly unknown[]> {
  const states: unknown[] = [];
  await probe.eventually(async () => {
    const { status, body } = await probe.get(place);
    if (status !== 200) return true;
    states.push(body);
    return ["done", "error"].includes(textOf(at(body, "status")));
  }, DONE_MS);
  return states;
}

function statusesOf(states: readonly unknown[]): string[] {
  return states.map((state) => textOf(at(state, "status")));
}

/** Deletes by a request that outlives it, or skips: few Segments first, for servers that never finish at once. */
async function outlived(
  probe: Probe,
  remove: (flow: MadeFlow) => Promise<Reply>,
): Promise<{ flow: MadeFlow; place: string; reply: Reply }> {
  for (const many of [false, true]) {
    const flow = await probe.flow();
    if (many) await filled(probe, flow);
    else await probe.segment(flow);
    const reply = await remove(flow);
    const location = reply.headers.get("location");
    if (reply.status !== 202) continue;
    probe.require("HDR-02", location !== null, "A 202 of DELETE has a Location.", reply.exchange);
    return { flow, reply, place: apiPath(probe.server.url, location ?? "") };
  }
  return probe.skip("The server finishes deletes in time, so that it has no Deletion Requests.");
}

function isDate(value: unknown): boolean {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}

/** Whether what remains only ever becomes less, by its bounds. */
function shrinks(states: readonly unknown[]): boolean {
  const ranges = states
    .map((state) => at(state, "timerange_remaining"))
    .filter((value) => value !== undefined);
  return ranges.every((range, index) => index === 0 || isWithin(textOf(range), textOf(ranges[index - 1])));
}

function isWithin(inner: string, outer: string): boolean {
  const [small, large] = [rangeOf(inner), rangeOf(outer)];
  if (small === undefined || large === undefined) return false;
  if (small === "never") return true;
  if (large === "never") return false;
  const after = large.start === undefined || (small.start !== undefined && small.start.at >= large.start.at);
  const before = large.end === undefined || (small.end !== undefined && small.end.at <= large.end.at);
  return after && before;
}

/** What holds for the states of any Deletion Request, in the order in which they were seen. */
function verifyProgress(probe: Probe, states: readonly unknown[]) {
  const found = statusesOf(states);
  const places = found.map((status) => STATUSES.indexOf(status));
  const forward = places.every(
    (place, index) => place >= 0 && (index === 0 || place >= (places[index - 1] ?? 0)),
  );
  probe.verify("DEL-011", forward, `The status only moves on; it was ${shown(found)}.`);
  probe.verify("DEL-012", shrinks(states), "timerange_remaining never grows.");
  const last = states[states.length - 1];
  const remaining = at(last, "timerange_remaining");
  const empty = remaining === undefined || meaningOf(remaining) === "never";
  if (at(last, "status") === "done") {
    probe.verify("DEL-012b", empty, `Nothing remains of a request that is done, not ${shown(remaining)}.`);
  }
  for (const state of states) {
    const failed = at(state, "status") === "error";
    const told = !failed || at(state, "error") !== undefined;
    probe.verify("DEL-013", told, "A request in error has an error.");
  }
}

/** Verifies what a Deletion Request says about the DELETE that made it. */
function verifyRecord(
  probe: Probe,
  reply: Reply,
  { flow, timerange, whole }: { flow: MadeFlow; timerange: string | undefined; whole: boolean },
) {
  const { body, exchange } = reply;
  const same = (key: string, value: unknown) =>
    verifySame(probe, ["DM-013", "DM-057"], at(body, key), value, `\`${key}\``, exchange);
  same("flow_id", flow.id);
  same("delete_flow", whole);
  const found = at(body, "timerange_to_delete");
  const fits = timerange === undefined ? rangeOf(textOf(found)) !== undefined : sameRange(found, timerange);
  probe.verify(
    "DM-013",
    fits,
    `timerange_to_delete is ${timerange ?? "a timerange"}; it is ${shown(found)}.`,
    exchange,
  );
  const known = STATUSES.includes(textOf(at(body, "status")));
  probe.verify("DM-013", known, "status is one of the four.", exchange);
  for (const key of ["created", "updated", "expiry"]) {
    const value = at(body, key);
    probe.verify("DEL-014", isDate(value), `${key} is a date-time; it is ${shown(value)}.`, exchange);
  }
}

export const deletionRequests: readonly ComplianceTest[] = [
  {
    id: "deletion-requests/list",
    title: "Deletion Requests are a list, which is empty at most",
    area: "deletion-requests",
    behaviours: ["DEL-001", "DEL-018"],
    operations: GET_ALL,
    async run(probe) {
      const reply = await probe.get(LIST);
      probe.requireStatus("DEL-001", reply, 200);
      probe.verify("DEL-001", Array.isArray(reply.body), "The body is a list.", reply.exchange);
      probe.verifyStatus("DEL-001", await probe.head(LIST), 200);
      const flow = await probe.flow();
      await probe.segment(flow);
      const removal = await probe.remove(flow.path);
      if (removal.status !== 204) return;
      const mine = listOf((await probe.get(LIST)).body).filter((item) => at(item, "flow_id") === flow.id);
      verifySame(probe, "DEL-018", mine, [], "What is listed of a DELETE that was done in time");
    },
  },
  {
    id: "deletion-requests/paging",
    title: "The list of Deletion Requests has paging headers, and order as asked for",
    area: "deletion-requests",
    behaviours: ["DEL-003", "DEL-004", "X-057"],
    operations: GET_ALL,
    since: "8.2",
    run: verifyPaging,
  },
  {
    id: "deletion-requests/unknown",
    title: "A Deletion Request that is unknown, or malformed, gives 404",
    area: "deletion-requests",
    behaviours: ["DEL-010", "DM-057"],
    operations: GET,
    async run(probe) {
      for (const id of [probe.fresh.uuid(), "no-such-request"]) {
        probe.verifyStatus("DEL-010", await probe.get(path`/flow-delete-requests/${id}`), 404);
        probe.verifyStatus("DEL-010", await probe.head(path`/flow-delete-requests/${id}`), 404);
      }
      for (const method of ["PUT", "POST", "DELETE"]) {
        const place = path`/flow-delete-requests/${probe.fresh.uuid()}`;
        const reply = await probe.request(method, place, { body: {}, unchecked: true });
        probe.verifyStatus("DM-057", reply, 404, 405);
      }
    },
  },
  {
    id: "deletion-requests/segments",
    title:
      "A DELETE of Segments that outlives its request is followed by a Deletion Request until it is done",
    area: "deletion-requests",
    behaviours: [
      ...["DM-013", "DM-057", "DEL-002", "DEL-002b", "DEL-010", "DEL-011", "DEL-012", "DEL-012b", "DEL-013"],
      ...["DEL-014", "DEL-015", "HDR-02", "SEG-103"],
    ],
    operations: [...GET, ...GET_ALL, "DELETE_flows-flowId-segments"],
    async run(probe) {
      const timerange = "[0:0_9000:0)";
      const remove = (flow: MadeFlow) => probe.delete(segmentsPath(flow), { timerange });
      const { flow, place, reply } = await outlived(probe, remove);
      probe.verifyStatus("SEG-103", reply, 202);
      const request = await probe.get(place);
      probe.requireStatus("DEL-010", request, 200);
      probe.verifyStatus("DEL-010", await probe.head(place), 200);
      verifyRecord(probe, request, { flow, timerange, whole: false });
      verifySame(probe, "SEG-103", at(request.body, "delete_flow"), false, "`delete_flow`", request.exchange);
      const listed = await probe.get(LIST);
      probe.verify(
        "DEL-002",
        listOf(listed.body).length >= 1,
        "At least one Deletion Request is listed.",
        listed.exchange,
      );
      await verifyListedRequest(probe, textOf(at(request.body, "id")));
      const states = [request.body, ...(await watched(probe, place))];
      verifyProgress(probe, states);
      verifySame(probe, "DEL-011", statusesOf(states).at(-1), "done", "The last status");
      await verifyTimeline(probe, "DEL-011", flow, {}, []);
      probe.verifyStatus("DEL-015", await probe.get(place), 200);
    },
  },
  {
    id: "deletion-requests/flow",
    title: "A DELETE of a Flow that outlives its request ends with the Flow gone",
    area: "deletion-requests",
    behaviours: [
      "DM-013",
      "DM-057",
      "DEL-011",
      "DEL-012",
      "DEL-012b",
      "DEL-013",
      "DEL-014",
      "DEL-016",
      "HDR-02",
    ],
    operations: [...GET, "DELETE_flows-flowId"],
    async run(probe) {
      const { flow, place } = await outlived(probe, (made) => probe.delete(made.path));
      const request = await probe.get(place);
      verifyRecord(probe, request, { flow, timerange: undefined, whole: true });
      const states = [request.body, ...(await watched(probe, place))];
      verifyProgress(probe, states);
      verifySame(probe, "DEL-011", statusesOf(states).at(-1), "done", "The last status");
      probe.verifyStatus("DEL-016", await probe.get(flow.path), 404);
      verifySame(probe, "DEL-016", (await segmentsOf(probe, flow)).length, 0, "The number of Segments left");
    },
  },
  {
    id: "deletion-requests/by-object",
    title: "A DELETE of one Object's Segments spares all others, however long it takes",
    area: "deletion-requests",
    behaviours: ["DEL-019"],
    operations: ["DELETE_flows-flowId-segments"],
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await registered(probe, flow, { timerange: "[0:0_1:0)" });
      await probe.segment(flow, { timerange: "[1:0_2:0)" });
      const reply = await probe.remove(segmentsPath(flow), { object_id: objectId, timerange: "_" });
      probe.verifyStatus("DEL-019", reply, 204, 202);
      await verifyTimeline(probe, "DEL-019", flow, {}, ["[1:0_2:0)"]);
    },
  },
];

/** Whether any page lists the request; others may come and go meanwhile. */
async function verifyListedRequest(probe: Probe, id: string) {
  const given = new Set<string>();
  let page: string | undefined;
  do {
    const reply = await probe.get(LIST, { page });
    if (listOf(reply.body).some((item) => at(item, "id") === id)) {
      probe.verify("DEL-002b", true, "The Deletion Request is listed.");
      return;
    }
    page = nextKey(reply, given);
  } while (page !== undefined);
  probe.verify("DEL-002b", false, `The Deletion Request ${id} is listed.`);
}

async function verifyPaging(probe: Probe) {
  const ids = ["X-057", "DEL-004"];
  // Where deletes outlive their requests this makes two entries, so that a page of one has a next one.
  for (let count = 0; count < 2; count += 1) {
    const flow = await probe.flow();
    await probe.segment(flow);
    await probe.remove(flow.path);
    await sleep(20);
  }
  for (const reverse of [false, true]) {
    for (const sort_by of ["created", "expiry"]) {
      const query = { sort_by, reverse_order: String(reverse) };
      const reply = await probe.get(LIST, { ...query, limit: "3" });
      for (const id of [...ids, "DEL-003"]) probe.verifyStatus(id, reply, 200);
      verifyHeaders(probe, ids, reply, reverse);
      const dates = listOf(reply.body).map((item) => Date.parse(textOf(at(item, sort_by))));
      const steps = dates.slice(1).map((date, index) => date - (dates[index] ?? 0));
      const ordered = steps.every((step) => Number.isNaN(step) || (reverse ? step >= 0 : step <= 0));
      const says = `Deletion Requests with ${shown(query)} come ${reverse ? "oldest" : "newest"} first.`;
      probe.verify("DEL-003", ordered, says, reply.exchange);
      const head = await probe.head(LIST, { ...query, limit: "3" });
      verifyHeaders(probe, ids, head, reverse);
    }
  }
  await verifyNext(probe, ids);
}

function verifyHeaders(probe: Probe, ids: readonly string[], reply: Reply, reverse: boolean) {
  const { headers, exchange, body } = reply;
  const isHead = exchange.request.method === "HEAD";
  const count = headers.get("x-paging-count");
  const limit = Number(headers.get("x-paging-limit") ?? Number.NaN);
  const direction = headers.get("x-paging-reverse-order")?.toLowerCase();
  for (const id of ids) {
    const fits = isHead ? /^\d+$/.test(count ?? "") : count === String(listOf(body).length);
    probe.verify(id, fits, `X-Paging-Count is the number of items; it is ${shown(count)}.`, exchange);
    probe.verify(id, limit >= 1 && limit <= 3, `X-Paging-Limit is in force; it is ${limit}.`, exchange);
    probe.verify(id, direction === String(reverse), `X-Paging-Reverse-Order is ${reverse}.`, exchange);
    const both = headers.has("link") === headers.has("x-paging-nextkey");
    probe.verify(id, both, "Link and X-Paging-NextKey come together.", exchange);
  }
}

/** Of two entries or more, a page of one names the next one, which has the entry that follows. */
async function verifyNext(probe: Probe, ids: readonly string[]) {
  const [first, all] = [await probe.get(LIST, { limit: 1 }), await probe.get(LIST, { limit: 2 })];
  const key = first.headers.get("x-paging-nextkey");
  for (const id of ids) {
    const needed = listOf(first.body).length === 1 && listOf(all.body).length === 2;
    probe.verify(
      id,
      !needed || key !== null,
      "A page with others after it has X-Paging-NextKey.",
      first.exchange,
    );
    if (key === null) continue;
    const next = await probe.get(LIST, { limit: 1, page: key });
    probe.verifyStatus(id, next, 200);
    // Requests of others may come meanwhile, at the head of the list.
    const [one, other] = [at(first.body, 0, "id"), at(next.body, 0, "id")];
    const { body } = await probe.get(LIST);
    const listed = listOf(body).map((item) => at(item, "id"));
    const place = listed.indexOf(one);
    const follows = place < 0 || place + 1 === listed.length ? other !== one : other === listed[place + 1];
    probe.verify(id, follows, "The next page has the Deletion Request that follows.", next.exchange);
  }
}
