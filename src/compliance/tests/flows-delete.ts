import { at, listOf, textOf } from "../json.ts";
import { nextKey, verifyListed, verifyRange, verifySame } from "../listing.ts";
import { apiPath, awaitDeletion, flowBody, type MadeFlow } from "../makers.ts";
import { rangeOf } from "../ranges.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";
import { watch } from "../watching.ts";

const SIX_SECONDS = 6_000_000_000n;
const NOTHING = { start: { at: 1n }, end: undefined };

export const flowsDelete: readonly ComplianceTest[] = [
  {
    id: "flows-delete/gone",
    title: "A deleted Flow is gone with its Segments, from reading and from every list",
    area: "flows",
    behaviours: ["FLW-120", "FLW-121", "FLW-122", "FLW-123", "FLW-123b", "FLW-125", "AMB-028", "TRAP-057"],
    operations: ["DELETE_flows-flowId"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      const label = probe.fresh.text();
      const sibling = await probe.flow({ source_id: flow.sourceId, label });
      await probe.segment(flow);
      await probe.segment(flow, { timerange: "[5:0_6:0)" });
      const reply = await probe.delete(flow.path);
      for (const id of ["FLW-121", "AMB-028"]) probe.verifyStatus(id, reply, 204, 202);
      await verifyAccepted(probe, reply, flow);
      await awaitDeletion(probe, reply);
      for (const id of ["FLW-120", "FLW-125"]) probe.verifyStatus(id, await probe.get(flow.path), 404);
      probe.verifyStatus("FLW-125", await probe.head(flow.path), 404);
      const { status, body } = await probe.get(`${flow.path}/segments`);
      verifySame(
        probe,
        ["FLW-120", "FLW-125"],
        [status, body],
        [200, []],
        "The status and list of its Segments",
      );
      await verifyListed(probe, "FLW-125", "/flows", { source_id: flow.sourceId }, [sibling.id]);
      await verifyListed(probe, "FLW-125", "/flows", { label }, [sibling.id]);
      probe.verifyStatus("FLW-125", await probe.delete(flow.path), 404);
    },
  },
  {
    id: "flows-delete/refused",
    title: "An unknown Flow is not found when deleted, and a read-only one stays",
    area: "flows",
    behaviours: ["FLW-124"],
    operations: ["DELETE_flows-flowId"],
    async run(probe) {
      probe.verifyStatus("FLW-124", await probe.delete(path`/flows/${probe.fresh.uuid()}`), 404);
      probe.verifyStatus("FLW-124", await probe.delete("/flows/x"), 404, 400);
      const flow = await probe.flow({ read_only: true });
      const before = (await probe.get(flow.path)).body;
      probe.verifyStatus("FLW-124", await probe.delete(flow.path), 403);
      verifySame(
        probe,
        "FLW-124",
        (await probe.get(flow.path)).body,
        before,
        "The Flow after the refused DELETE",
      );
      await probe.put(`${flow.path}/read_only`, false);
      probe.verifyStatus("FLW-124", await probe.remove(flow.path), 204, 202);
      probe.verifyStatus("FLW-124", await probe.get(flow.path), 404);
    },
  },
  {
    id: "flows-delete/objects",
    title: "Objects that another Flow uses survive a deleted Flow, the others go",
    area: "flows",
    behaviours: ["FLW-126", "TRAP-040"],
    operations: ["DELETE_flows-flowId"],
    needs: ["upload"],
    async run(probe) {
      const [flow, other] = [await probe.flow(), await probe.flow()];
      const shared = await probe.segment(flow);
      const own = await probe.segment(flow, { timerange: "[1:0_2:0)" });
      await probe.segment(other, { object_id: shared.objectId });
      const place = path`/objects/${shared.objectId}`;
      const ids = ["FLW-126", "TRAP-040"];
      const before = (await referencing(probe, place)).toSorted();
      verifySame(
        probe,
        ids,
        before,
        [flow.id, other.id].toSorted(),
        "`referenced_by_flows` of the shared Object",
      );
      await probe.remove(flow.path);
      const kept = await probe.get(place);
      const segments = await probe.get(`${other.path}/segments`);
      for (const id of ids) probe.verifyStatus(id, kept, 200);
      verifySame(
        probe,
        ids,
        await referencing(probe, place),
        [other.id],
        "`referenced_by_flows` after the DELETE",
      );
      const found = listOf(segments.body).map((segment) => at(segment, "object_id"));
      verifySame(probe, ids, found, [shared.objectId], "The Objects of the other Flow's Segments");
      await verifyGone(probe, ids, own.objectId);
      await probe.remove(other.path);
      await verifyGone(probe, ids, shared.objectId);
    },
  },
  {
    id: "flows-delete/init-objects",
    title: "An init Object goes when the last Object that names it goes",
    area: "flows",
    behaviours: ["FLW-127", "TRAP-040"],
    operations: ["DELETE_flows-flowId"],
    since: "8.2",
    needs: ["upload"],
    async run(probe) {
      const essence = { ...Object(flowBody("", "")["essence_parameters"]), init_segments: true };
      const first = await probe.flow({ essence_parameters: essence });
      const second = await probe.flow({ essence_parameters: essence });
      const init = await probe.object(first);
      await probe.segment(first, { init_object_id: init.objectId });
      await probe.segment(second, { init_object_id: init.objectId });
      await probe.remove(first.path);
      const kept = await probe.get(path`/objects/${init.objectId}`);
      for (const id of ["FLW-127", "TRAP-040"]) probe.verifyStatus(id, kept, 200);
      await probe.remove(second.path);
      await verifyGone(probe, ["FLW-127", "TRAP-040"], init.objectId);
    },
  },
  {
    id: "flows-delete/events",
    title: "Deleting a Flow is told, of its Segments too, and of its Source when it was the last",
    area: "flows",
    behaviours: ["FLW-128", "FLW-128b"],
    operations: ["DELETE_flows-flowId"],
    needs: ["webhooks", "upload"],
    async run(probe) {
      const flow = await probe.flow();
      await probe.segment(flow);
      const types = ["flows/deleted", "sources/deleted", "flows/segments_deleted"];
      const events = await watch(probe, types, flow.sourceId);
      await probe.remove(flow.path);
      const deleted = await events.arrival("flows/deleted");
      verifySame(probe, "FLW-128", deleted, { flow_id: flow.id }, "The event flows/deleted");
      const source = await events.arrival("sources/deleted");
      verifySame(probe, "FLW-128", source, { source_id: flow.sourceId }, "The event sources/deleted");
      const segments = await events.arrival("flows/segments_deleted");
      verifySame(probe, "FLW-128b", at(segments, "flow_id"), flow.id, "`flow_id` in flows/segments_deleted");
      const deletedRange = at(segments, "timerange");
      verifyRange(probe, "FLW-128b", deletedRange, "[0:0_1:0)", "`timerange` in flows/segments_deleted");
      verifySame(probe, "FLW-128", events.seen("flows/deleted").length, 1, "The number of flows/deleted");
    },
  },
  {
    id: "flows-delete/in-progress",
    title: "A Flow whose deletion goes on takes no writes, and a second DELETE is the same deletion",
    area: "flows",
    behaviours: ["FLW-129", "AMB-029"],
    operations: ["DELETE_flows-flowId"],
    async run(probe) {
      const flow = await probe.flow();
      const first = await probe.delete(flow.path);
      const write = await probe.put(`${flow.path}/label`, "too late");
      const second = await probe.delete(flow.path);
      await awaitDeletion(probe, first);
      const ids = ["FLW-129", "AMB-029"];
      for (const id of ids) probe.verifyStatus(id, write, 403, 404);
      // A deletion that was done meanwhile leaves nothing to delete.
      for (const id of ids) probe.verifyStatus(id, second, 404, ...(first.status === 202 ? [202] : []));
      if (second.status === 202) {
        const [one, two] = [at(first.body, "id"), at(second.body, "id")];
        verifySame(probe, ids, two, one, "The Deletion Request of a second DELETE", second.exchange);
      }
      const found = await probe.get(flow.path);
      for (const id of ids) probe.verifyStatus(id, found, 404);
    },
  },
  {
    id: "flows-delete/again",
    title: "The id of a deleted Flow may be used again, for another Flow altogether",
    area: "flows",
    behaviours: ["FLW-130"],
    operations: ["PUT_flows-flowId", "DELETE_flows-flowId"],
    async run(probe) {
      const flow = await probe.flow({ tags: { old: "yes" }, description: "old", max_bit_rate: 5 });
      await probe.remove(flow.path);
      const body = flowBody(flow.id, probe.fresh.uuid(), { label: "new" });
      const reply = await probe.put(flow.path, body);
      probe.requireStatus("FLW-130", reply, 201);
      const after = (await probe.get(flow.path)).body;
      for (const key of ["description", "max_bit_rate"]) {
        verifySame(probe, "FLW-130", at(after, key), undefined, `\`${key}\` of the second Flow`);
      }
      verifySame(probe, "FLW-130", at(after, "tags") ?? {}, {}, "`tags` of the second Flow");
      verifySame(
        probe,
        "FLW-130",
        at(after, "source_id"),
        body["source_id"],
        "`source_id` of the second Flow",
      );
    },
  },
  {
    id: "flows-delete/retention-tags",
    title: "A retention tag that is no timestamp is stored like any other tag",
    area: "flows",
    behaviours: ["FLW-131b"],
    operations: ["PUT_flows-flowId", "PUT_flows-flowId-tags-name"],
    async run(probe) {
      const tags = { flow_retention_offset: "soon", segment_retention_offset: ["1:0", "2:0"] };
      const flow = await probe.flow();
      const reply = await probe.put(flow.path, { ...flow.body, tags });
      probe.verifyStatus("FLW-131b", reply, 204);
      for (const [name, value] of Object.entries(tags)) {
        probe.verifyStatus("FLW-131b", await probe.put(path`/flows/${flow.id}/tags/${name}`, value), 204);
      }
      const after = await probe.get(flow.path);
      verifySame(probe, "FLW-131b", at(after.body, "tags"), tags, "`tags` of the Flow");
    },
  },
];

/** Location and body of a 202, for servers that delete in the background; a 204 has neither. */
async function verifyAccepted(probe: Probe, reply: Reply, flow: MadeFlow): Promise<void> {
  if (reply.status !== 202) {
    const found = [reply.headers.get("location"), reply.bytes.length];
    verifySame(
      probe,
      "FLW-121",
      found,
      [null, 0],
      "Location and length of the body of a 204",
      reply.exchange,
    );
    return;
  }
  const location = reply.headers.get("location") ?? "";
  const { exchange, body } = reply;
  probe.require("FLW-121", location !== "", "A 202 has a Location.", exchange);
  probe.verify(
    "FLW-123b",
    URL.canParse(location),
    `Location is an absolute URL; it is ${location}.`,
    exchange,
  );
  const place = apiPath(probe.server.url, location);
  const isThere = place.startsWith("/flow-delete-requests/");
  for (const id of ["FLW-123", "TRAP-057"]) {
    probe.verify(id, isThere, `Location is under /flow-delete-requests; it is ${location}.`, exchange);
  }
  verifyRequest(probe, reply, flow);
  const request = await probe.get(place);
  probe.verifyStatus("FLW-123", request, 200, 404);
  if (request.status === 200) {
    verifySame(probe, "FLW-123", at(request.body, "id"), at(body, "id"), "The Deletion Request at Location");
  }
}

/** What the Deletion Request in a 202 says is to be deleted: the Flow and all of its Segments. */
function verifyRequest(probe: Probe, { body, exchange }: Reply, flow: MadeFlow): void {
  verifySame(
    probe,
    "FLW-122",
    at(body, "delete_flow"),
    true,
    "`delete_flow` of the Deletion Request",
    exchange,
  );
  verifySame(probe, "FLW-122", at(body, "flow_id"), flow.id, "`flow_id` of the Deletion Request", exchange);
  const covered = textOf(at(body, "timerange_to_delete"));
  const range = rangeOf(covered);
  const { start, end } = range === undefined || range === "never" ? NOTHING : range;
  const covers = (start?.at ?? 0n) <= 0n && (end?.at ?? SIX_SECONDS) >= SIX_SECONDS;
  probe.verify("FLW-122", covers, `The Deletion Request covers both Segments; it has ${covered}.`, exchange);
}

/** The Flows that use an Object, from all pages of them. */
async function referencing(probe: Probe, place: string): Promise<unknown[]> {
  const found: unknown[] = [];
  const given = new Set<string>();
  let page: string | undefined;
  do {
    const reply = await probe.get(place, { page });
    found.push(...listOf(at(reply.body, "referenced_by_flows")));
    page = nextKey(reply, given);
  } while (page !== undefined);
  return found;
}

/** Objects may go a little after the last Flow that uses them. */
async function verifyGone(probe: Probe, behaviours: readonly string[], objectId: string): Promise<void> {
  const place = path`/objects/${objectId}`;
  await probe.eventually(async () => (await probe.get(place)).status === 404);
  const found = await probe.get(place);
  for (const id of behaviours) probe.verifyStatus(id, found, 404);
}
