import { at, isRecord, listOf, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";
import { initFlow, objectPath, post } from "../timeline.ts";

const POST = ["POST_flows-flowId-storage"];

type Named = { readonly id: string };

function allocate(probe: Probe, flow: Named, body: unknown): Promise<Reply> {
  return probe.post(path`/flows/${flow.id}/storage`, body);
}

function itemsOf(reply: Reply): readonly unknown[] {
  return listOf(at(reply.body, "media_objects"));
}

function verifyEach(probe: Probe, ids: readonly string[], reply: Reply, ...statuses: readonly number[]) {
  for (const id of ids) probe.verifyStatus(id, reply, ...statuses);
}

export const storageModes: readonly ComplianceTest[] = [
  {
    id: "storage-modes/content-type",
    title: "content_type takes the place of the Flow's container and must be a media type",
    area: "storage",
    behaviours: ["STO-011b", "STO-012", "STO-013", "AMB-046"],
    operations: POST,
    since: "8.2",
    async run(probe) {
      const cases: readonly [Named, readonly string[]][] = [
        [await initFlow(probe), ["STO-011b", "AMB-046"]],
        [await probe.flow(), ["STO-013"]],
      ];
      for (const [flow, ids] of cases) {
        const reply = await allocate(probe, flow, { limit: 1, content_type: "application/x-tams-init" });
        verifyEach(probe, ids, reply, 201);
        const type = at(itemsOf(reply)[0], "put_url", "content-type");
        verifySame(probe, ids, type, "application/x-tams-init", "`put_url.content-type`", reply.exchange);
      }
      for (const content_type of [
        "mp4",
        "video/",
        "/mp4",
        "pictures/mp4",
        "video/mp4; codecs=x",
        "video/a b",
        5,
      ]) {
        const reply = await allocate(probe, cases[0]?.[0] ?? { id: "" }, { limit: 1, content_type });
        probe.verifyStatus("STO-012", reply, 400);
      }
    },
  },
  {
    id: "storage-modes/presigned",
    title: "presigned decides whether the uploads are presigned, and each says truly whether it is",
    area: "storage",
    behaviours: ["STO-014", "STO-015"],
    operations: POST,
    since: "8.2",
    async run(probe) {
      const flow = await probe.flow();
      let modes = 0;
      for (const presigned of [true, false]) {
        const reply = await allocate(probe, flow, { limit: 2, presigned });
        probe.verifyStatus("STO-014", reply, 201, 400);
        if (reply.status !== 201) {
          probe.verifyStatus("STO-015", reply, 400);
          continue;
        }
        modes += 1;
        for (const item of itemsOf(reply)) {
          const found = at(item, "presigned");
          const holds = presigned ? found === true : found !== true;
          for (const id of ["STO-014", "STO-015"]) {
            const says = `presigned is ${presigned}; it is ${shown(found)}.`;
            probe.verify(id, holds, says, reply.exchange);
          }
          if (presigned) await verifyUpload(probe, item);
        }
      }
      probe.verify("STO-014", modes > 0, "One of the two modes is offered.");
      probe.verifyStatus("STO-014", await allocate(probe, flow, { limit: 1, presigned: "yes" }), 400);
    },
  },
  {
    id: "storage-modes/init-objects",
    title: "Storage serves init Objects too: what an Object is follows from its first use",
    area: "storage",
    behaviours: ["STO-024", "STO-007", "DM-006"],
    operations: POST,
    since: "8.2",
    async run(probe) {
      const flow = await initFlow(probe);
      const [one, two] = [await probe.object(flow), await probe.object(flow)];
      const body = { object_id: two.objectId, init_object_id: one.objectId, timerange: "[0:0_1:0)" };
      probe.requireStatus("STO-024", await post(probe, flow, body), 201);
      const [init, media] = [await probe.get(objectPath(one)), await probe.get(objectPath(two))];
      probe.verifyStatus("STO-024", init, 200);
      verifySame(probe, "DM-006", at(init.body, "timerange"), undefined, "timerange of the init Object");
      probe.verify("DM-006", textOf(at(media.body, "timerange")) !== "", "The media Object has a timerange.");
      probe.verifyStatus("STO-007", await allocate(probe, flow, { object_ids: [one.objectId] }), 400);
    },
  },
];

/** A URL that says it is presigned needs no credentials. */
async function verifyUpload(probe: Probe, item: unknown) {
  const type = textOf(at(item, "put_url", "content-type"));
  const given = at(item, "put_url", "headers");
  const headers: Record<string, string> = type === "" ? {} : { "Content-Type": type };
  for (const [name, value] of Object.entries(isRecord(given) ? given : {})) headers[name] = textOf(value);
  const url = textOf(at(item, "put_url", "url"));
  const reply = await probe.fetch(url, { method: "PUT", raw: "x", headers, credential: "none" });
  const says = `A presigned upload works without credentials; it answered ${reply.status}.`;
  probe.verify("STO-014", reply.status >= 200 && reply.status <= 299, says, reply.exchange);
}
