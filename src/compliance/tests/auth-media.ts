import { as, classed, ONE, SHARED, TWO, verifyDecision } from "../classes.ts";
import { follow } from "../hooks.ts";
import { at, listOf, textOf } from "../json.ts";
import { everyItem, idsOf, shown } from "../listing.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";
import { objectPath, segmentsPath } from "../timeline.ts";

const BACKENDS = "/service/storage-backends";

/** The ids of the Storage Backends that an identity sees; every one for the run's own. */
async function backendsOf(probe: Probe, who: string): Promise<string[]> {
  return idsOf(listOf((await as(probe, who, "GET", BACKENDS)).body));
}

/** A Flow of a class, with a Segment, made by the administrator. */
async function stored(probe: Probe, name: string) {
  const flow = await classed(probe, [name]);
  const { objectId } = await probe.segment(flow);
  return { flow, objectId };
}

export const authMedia: readonly ComplianceTest[] = [
  {
    id: "auth-media/backends",
    title: "The list of Storage Backends shows a caller those for which it has any permission",
    area: "auth",
    behaviours: ["AUTH-041", "AUTH-030", "AUTH-036"],
    operations: ["GET_storage-backends"],
    since: "8.2",
    needs: TWO,
    async run(probe) {
      const all = await everyItem(probe, BACKENDS);
      const known = [ONE.alice, SHARED];
      const classes = (item: unknown) => [at(item, "tags", "auth_classes")].flat().map(textOf);
      const wanted = idsOf(all.filter((item) => classes(item).some((name) => known.includes(name))));
      const bare = idsOf(all.filter((item) => at(item, "tags", "auth_classes") === undefined));
      const found = await backendsOf(probe, "alice");
      const shows = wanted.every((id) => found.includes(id));
      const foreign = found.filter(
        (id) => !idsOf(all).includes(id) || classes(byId(all, id)).includes(ONE.bob),
      );
      const text = `alice sees the Storage Backends of her classes, ${shown(wanted)}; she sees ${shown(found)}.`;
      for (const id of ["AUTH-041", "AUTH-030"]) probe.verify(id, shows && foreign.length === 0, text);
      const open = found.filter((id) => bare.includes(id));
      probe.verify(
        "AUTH-036",
        open.length === 0,
        `Those without classes are hidden; she sees ${shown(open)}.`,
      );
    },
  },
  {
    id: "auth-media/storage",
    title: "Storage is allocated by those who may write both the Flow and the Storage Backend",
    area: "auth",
    behaviours: ["AUTH-058"],
    operations: ["POST_flows-flowId-storage"],
    needs: TWO,
    async run(probe) {
      const [own, shared, bobs] = [
        await classed(probe, [ONE.alice]),
        await classed(probe, [SHARED]),
        await classed(probe, [ONE.bob]),
      ];
      const place = ({ id }: { readonly id: string }) => path`/flows/${id}/storage`;
      await verifyDecision(probe, ["AUTH-058"], ["alice", "POST", place(shared), { limit: 1 }], 403);
      await verifyDecision(probe, ["AUTH-058"], ["alice", "POST", place(bobs), { limit: 1 }], 404);
      const seen = await backendsOf(probe, "alice");
      for (const { id, isDefault } of probe.server.backends) {
        if (seen.includes(id)) continue;
        const hidden = [400, 403, 404];
        const body = { limit: 1, storage_id: id };
        await verifyDecision(probe, ["AUTH-058"], ["alice", "POST", place(own), body], ...hidden);
        if (!isDefault) continue;
        await verifyDecision(probe, ["AUTH-058"], ["alice", "POST", place(own), { limit: 1 }], ...hidden);
      }
    },
  },
  {
    id: "auth-media/segments",
    title: "Segments are hidden with their Flow, and show no URL of a Storage Backend that is hidden",
    area: "auth",
    behaviours: ["AUTH-054", "AUTH-053", "AUTH-056"],
    operations: ["GET_flows-flowId-segments", "POST_flows-flowId-segments"],
    needs: [...TWO, "upload"],
    async run(probe) {
      const [own, shared, bobs] = [
        await stored(probe, ONE.alice),
        await stored(probe, SHARED),
        await stored(probe, ONE.bob),
      ];
      const seen = await backendsOf(probe, "alice");
      for (const { flow } of [own, shared]) {
        const query = { verbose_storage: true };
        const reply = await probe.request("GET", segmentsPath(flow), { query, credential: "alice" });
        probe.verifyStatus("AUTH-054", reply, 200);
        probe.verify("AUTH-054", listOf(reply.body).length === 1, "The Segment itself is shown.");
        const urls = listOf(at(reply.body, 0, "get_urls")).map((url) => textOf(at(url, "storage_id")));
        const wrong = urls.filter((id) => id !== "" && !seen.includes(id));
        probe.verify(
          "AUTH-054",
          wrong.length === 0,
          `No URL is of a hidden Storage Backend; ${shown(wrong)}.`,
        );
      }
      const hidden = await as(probe, "alice", "GET", segmentsPath(bobs.flow));
      const none = hidden.status === 404 || (hidden.status === 200 && listOf(hidden.body).length === 0);
      probe.verify("AUTH-054", none, `Segments of a hidden Flow are not shown; ${hidden.status}.`);
      const at9 = (objectId: string) => ({ object_id: objectId, timerange: "[9:0_10:0)", ts_offset: "9:0" });
      const to = (flow: { readonly id: string }, objectId: string) =>
        ["alice", "POST", segmentsPath(flow), at9(objectId)] as const;
      await verifyDecision(probe, ["AUTH-056"], to(shared.flow, own.objectId), 403);
      await verifyDecision(probe, ["AUTH-056"], to(bobs.flow, own.objectId), 404);
      await verifyDecision(probe, ["AUTH-056"], to(own.flow, bobs.objectId), 400, 403, 404);
      await verifyDecision(probe, ["AUTH-056"], to(own.flow, shared.objectId), 201);
      const range = "?timerange=[0:0_1:0)";
      await verifyDecision(probe, ["AUTH-053"], ["alice", "DELETE", segmentsPath(shared.flow) + range], 403);
      const left = listOf((await probe.get(segmentsPath(shared.flow))).body).length;
      probe.verify("AUTH-053", left === 1, "The Segment of a refused DELETE is still there.");
    },
  },
  {
    id: "auth-media/init-objects",
    title: "An init Object can only be named by who could register it, or may read a Flow that uses it",
    area: "auth",
    behaviours: ["AUTH-057", "TRAP-063"],
    operations: ["POST_flows-flowId-segments"],
    since: "8.2",
    needs: [...TWO, "upload"],
    async run(probe) {
      const essence = flowEssence();
      const own = await classed(probe, [ONE.alice], essence);
      const bobs = await classed(probe, [ONE.bob], essence);
      const init = await probe.object(bobs, "init");
      await probe.segment(bobs, { init_object_id: init.objectId });
      const media = await probe.object(own);
      const body = { object_id: media.objectId, timerange: "[0:0_1:0)", init_object_id: init.objectId };
      const attempt = ["alice", "POST", segmentsPath(own), body] as const;
      await verifyDecision(probe, ["AUTH-057", "TRAP-063"], attempt, 400, 403, 404);
      const none = listOf((await probe.get(segmentsPath(own))).body).length;
      for (const id of ["AUTH-057", "TRAP-063"]) probe.verify(id, none === 0, "No Segment was stored.");
    },
  },
  {
    id: "auth-media/objects",
    title: "An Object shows the Flows that one may read, and is missing where there is none",
    area: "auth",
    behaviours: ["AUTH-059", "AUTH-060", "AUTH-061", "AUTH-065", "AUTH-030"],
    operations: ["GET_objects", "POST_objects-instances"],
    needs: [...TWO, "upload"],
    async run(probe) {
      const [own, shared, bobs] = [
        await stored(probe, ONE.alice),
        await stored(probe, SHARED),
        await stored(probe, ONE.bob),
      ];
      await probe.segment(bobs.flow, { object_id: own.objectId, timerange: "[9:0_10:0)", ts_offset: "9:0" });
      await verifyDecision(probe, ["AUTH-059", "AUTH-030"], ["alice", "GET", objectPath(bobs)], 404);
      const reply = await verifyDecision(probe, ["AUTH-059"], ["alice", "GET", objectPath(own)], 200);
      const found = listOf(at(reply.body, "referenced_by_flows"));
      const text = `alice sees her Flow and not bob's among the Flows of the Object; ${shown(found)}.`;
      probe.verify("AUTH-059", String(found) === String([own.flow.id]), text);
      const query = { "flow_tag.auth_classes": ONE.bob };
      const cut = await probe.request("GET", objectPath(own), { query, credential: "alice" });
      const left = listOf(at(cut.body, "referenced_by_flows"));
      probe.verify("AUTH-065", left.length === 0, `A filter for bob's class finds nothing; ${shown(left)}.`);
      const instance = { url: "https://example.com/x", label: probe.fresh.text() };
      const post = (objectId: string) =>
        ["alice", "POST", `${objectPath({ objectId })}/instances`, instance] as const;
      for (const id of ["AUTH-060", "AUTH-061"]) {
        await verifyDecision(probe, [id], post(shared.objectId), 403);
        await verifyDecision(probe, [id], post(bobs.objectId), 404);
      }
      const gone = ["alice", "DELETE", `${objectPath(shared)}/instances?label=x`] as const;
      await verifyDecision(probe, ["AUTH-060"], gone, 403);
      await verifyDecision(probe, ["AUTH-061"], post(own.objectId), 201);
    },
  },
  {
    id: "auth-media/deletion-requests",
    title: "A Deletion Request is read by who may delete its Flow, or made it",
    area: "auth",
    behaviours: ["AUTH-062", "AUTH-062b", "AUTH-030"],
    operations: ["GET_flow-delete-requests-request-id"],
    needs: [...TWO, "upload"],
    async run(probe) {
      const { flow } = await stored(probe, ONE.alice);
      for (const start of [1, 2, 3]) await probe.segment(flow, { timerange: `[${start}:0_${start + 1}:0)` });
      const reply = await as(probe, "alice", "DELETE", flow.path);
      const place = new URL(reply.headers.get("location") ?? "/", `${probe.server.url}/`).pathname;
      if (reply.status !== 202) probe.skip("The server deletes a Flow with a few Segments at once.");
      const request = place.slice(new URL(probe.server.url).pathname.replace(/\/$/, "").length);
      await verifyDecision(probe, ["AUTH-062b", "AUTH-062"], ["alice", "GET", request], 200);
      await verifyDecision(probe, ["AUTH-062", "AUTH-030"], ["bob", "GET", request], 403, 404);
    },
  },
  {
    id: "auth-media/events",
    title: "URLs in events are of Storage Backends that the owner of the Webhook may read",
    area: "auth",
    behaviours: ["AUTH-081"],
    operations: ["POST_webhooks"],
    needs: [...TWO, "upload", "webhooks"],
    async run(probe) {
      const seen = await backendsOf(probe, "alice");
      const flow = await classed(probe, [ONE.alice]);
      const control = await follow(probe, [flow.id, flow.sourceId], ["flows/segments_added"]);
      const { url } = control.receiver;
      const tags = { auth_classes: [ONE.alice] };
      const body = { url: `${url}/alice`, events: ["flows/segments_added"], flow_ids: [flow.id], tags };
      const made = await as(probe, "alice", "POST", "/service/webhooks", { ...body, verbose_storage: true });
      if (made.status !== 201) probe.skip("The identity alice may not make this Webhook.");
      probe.cleanUp(() => probe.delete(path`/service/webhooks/${textOf(at(made.body, "id"))}`));
      await probe.segment(flow);
      const event = await probe.eventually(async () =>
        control.events().find(({ request }) => request.path === "/alice"),
      );
      probe.require(
        "AUTH-081",
        event !== undefined,
        "The owner of a Webhook is told of her Flow's Segments.",
      );
      const urls = listOf(at(event?.event, "segments", 0, "get_urls")).map((each) =>
        textOf(at(each, "storage_id")),
      );
      const wrong = urls.filter((id) => !seen.includes(id));
      probe.verify("AUTH-081", wrong.length === 0, `No URL is of a hidden Storage Backend; ${shown(wrong)}.`);
    },
  },
];

function flowEssence(): Readonly<Record<string, unknown>> {
  const frame = { frame_width: 640, frame_height: 360, frame_rate: { numerator: 25, denominator: 1 } };
  return { essence_parameters: { ...frame, init_segments: true } };
}

function byId(items: readonly unknown[], id: string): unknown {
  return items.find((item) => at(item, "id") === id);
}
