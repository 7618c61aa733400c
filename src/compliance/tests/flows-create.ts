import { FORMAT_NAMES, FORMATS, PLAIN } from "../formats.ts";
import { at, recordOf, textOf } from "../json.ts";
import { shown, verifyListed, verifyRange, verifySame } from "../listing.ts";
import { flowBody } from "../makers.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";
import { verifyTold, watch } from "../watching.ts";

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;
const LONG_AGO = "2001-02-03T04:05:06Z";
/** What belongs to the server, as a client that puts back what it read might send it. */
const SERVERS = { created: LONG_AGO, metadata_updated: LONG_AGO, segments_updated: LONG_AGO };
const RACERS = 6;

const flowOf = async (probe: Probe, place: string) => (await probe.get(place)).body;

export const flowsCreate: readonly ComplianceTest[] = [
  ...FORMAT_NAMES.map(
    (format): ComplianceTest => ({
      id: `flows-create/${format}`,
      title: `A Flow of ${format} is created by PUT and reads as the reply showed it`,
      area: "flows",
      behaviours: ["FLW-060", "DM-003", "DM-017", "DM-018", "DM-030", "DM-031"],
      operations: ["PUT_flows-flowId", "GET_flows-flowId"],
      async run(probe) {
        const flow = await probe.flow({
          ...PLAIN[format],
          description: "text",
          tags: { a: ["b"] },
          generation: 1,
        });
        probe.verifyStatus("FLW-060", flow.reply, 201);
        const read = await probe.get(flow.path);
        verifySame(probe, "FLW-060", flow.reply.body, read.body, "The body of the 201, as a GET gives it,");
        for (const [key, value] of Object.entries(flow.body)) {
          verifySame(probe, ["FLW-060", "DM-003"], at(read.body, key), value, `\`${key}\` of the new Flow`);
        }
        verifySame(probe, "DM-030", at(read.body, "id"), flow.id, "`id`, that of the path,");
        verifySame(probe, "DM-017", at(read.body, "format"), FORMATS[format], "`format`");
        const source = await probe.get(path`/sources/${flow.sourceId}`);
        probe.verifyStatus("DM-031", source, 200);
        verifySame(probe, "DM-018", at(source.body, "format"), FORMATS[format], "`format` of the Source");
      },
    }),
  ),
  {
    id: "flows-create/strange-format",
    title: "A Flow of a format beyond the five is refused",
    area: "flows",
    behaviours: ["DM-017"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const formats = [
        "video",
        "urn:x-nmos:format:image",
        "urn:x-tam:format:video",
        "urn:x-nmos:format:Video",
      ];
      for (const format of [...formats, "urn:x-nmos:format:mux", "urn:x-tams:format:image"]) {
        const id = probe.fresh.uuid();
        probe.cleanUp(() => probe.remove(path`/flows/${id}`));
        const reply = await probe.put(path`/flows/${id}`, flowBody(id, probe.fresh.uuid(), { format }));
        probe.verifyStatus("DM-017", reply, 400);
      }
    },
  },
  {
    id: "flows-create/server-fields",
    title: "The server dates a new Flow, names who made it and gives it a metadata_version",
    area: "flows",
    behaviours: ["FLW-061", "FLW-061b", "FLW-062", "AMB-035", "DM-036", "DM-037"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const { body } = (await probe.flow()).reply;
      const created = textOf(at(body, "created"));
      probe.verify(
        "FLW-061",
        DATE_TIME.test(created),
        `\`created\` is a date and time; it is ${shown(created)}.`,
      );
      const by = at(body, "created_by");
      for (const id of ["FLW-061", "DM-036"]) {
        probe.verify(id, textOf(by) !== "", `\`created_by\` names the caller; it is ${shown(by)}.`);
      }
      const updated = at(body, "metadata_updated");
      for (const id of ["FLW-061b", "AMB-035"]) {
        const found = `it is ${shown(updated)}, and created ${shown(created)}`;
        const holds = updated === undefined || updated === created;
        probe.verify(
          id,
          holds,
          `\`metadata_updated\` of a new Flow equals \`created\` or is absent; ${found}.`,
        );
      }
      const version = textOf(at(body, "metadata_version"));
      probe.verify("FLW-062", version !== "", "The server makes a `metadata_version` where none is given.");
      const metadata_version = probe.fresh.text();
      const given = await probe.flow({ metadata_version });
      for (const found of [given.reply.body, await flowOf(probe, given.path)]) {
        verifySame(
          probe,
          ["FLW-062", "DM-037"],
          at(found, "metadata_version"),
          metadata_version,
          "The version given",
        );
      }
    },
  },
  {
    id: "flows-create/ignored",
    title: "Dates, timerange and collected_by that a client gives are ignored, on creation and later",
    area: "flows",
    behaviours: ["FLW-063", "FLW-063b", "DM-015", "DM-038", "DM-039", "DM-040", "TRAP-010"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const given = { ...SERVERS, timerange: "[5:0_9:0)", collected_by: [probe.fresh.uuid()] };
      const flow = await probe.flow(given);
      const { created, metadata_updated } = recordOf(flow.reply.body);
      await verifyIgnored(probe, "FLW-063", flow.path);
      probe.verify("FLW-063b", created !== LONG_AGO, `\`created\` is the server's; it is ${shown(created)}.`);
      probe.verify("FLW-063b", metadata_updated !== LONG_AGO, "`metadata_updated` is the server's.");
      const put = await probe.put(flow.path, { ...flow.body, label: "again" });
      probe.verifyStatus("DM-039", put, 204);
      await verifyIgnored(probe, "DM-039", flow.path);
      const after = await flowOf(probe, flow.path);
      verifySame(probe, ["DM-038", "TRAP-010"], at(after, "created"), created, "`created` after a PUT");
      const updated = textOf(at(after, "metadata_updated"));
      probe.verify(
        "DM-038",
        Date.parse(updated) > Date.parse(LONG_AGO),
        `A PUT sets the date; it is ${updated}.`,
      );
    },
  },
  {
    id: "flows-create/source",
    title: "The first Flow of a Source makes it, the second one shares it",
    area: "flows",
    behaviours: ["FLW-064", "DM-031"],
    operations: ["PUT_flows-flowId"],
    needs: ["webhooks"],
    async run(probe) {
      const sourceId = probe.fresh.uuid();
      const types = ["sources/created", "flows/created", "flows/updated"];
      const events = await watch(probe, types, sourceId);
      const flow = await probe.flow({ source_id: sourceId });
      const created = await events.arrival("flows/created");
      const found = at(created, "flow");
      verifyTold(probe, "FLW-064", found, await flowOf(probe, flow.path), "The Flow in flows/created");
      const source = at(await events.arrival("sources/created"), "source");
      const alone = (await probe.get(path`/sources/${sourceId}`)).body;
      verifyTold(probe, ["FLW-064", "DM-031"], source, alone, "The Source in sources/created");
      const second = await probe.flow({ source_id: sourceId });
      await events.arrival("flows/created", (event) => at(event, "flow", "id") === second.id);
      const count = events.seen("sources/created").length;
      verifySame(probe, "FLW-064", count, 1, "The number of sources/created for two Flows of a Source");
      const updates = events.seen("flows/updated").length;
      verifySame(probe, "FLW-064", updates, 0, "The number of flows/updated for the creation of two Flows");
    },
  },
  {
    id: "flows-create/read-only",
    title: "A Flow may be created read-only, and is from then on",
    area: "flows",
    behaviours: ["FLW-065"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const flow = await probe.flow({ read_only: true });
      verifySame(probe, "FLW-065", at(flow.reply.body, "read_only"), true, "`read_only` in the 201");
      verifySame(probe, "FLW-065", at(await flowOf(probe, flow.path), "read_only"), true, "`read_only`");
      probe.verifyStatus("FLW-065", await probe.put(flow.path, { ...flow.body, label: "other" }), 403);
    },
  },
  {
    id: "flows-create/race",
    title: "Of PUTs racing for a new Flow id one creates it and the others replace it",
    area: "flows",
    behaviours: ["FLW-066"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const [id, sourceId] = [probe.fresh.uuid(), probe.fresh.uuid()];
      const place = path`/flows/${id}`;
      probe.cleanUp(() => probe.remove(place));
      const bodies = Array.from({ length: RACERS }, (_, nth) =>
        flowBody(id, sourceId, { label: `racer ${nth}` }),
      );
      const replies = await Promise.all(bodies.map((body) => probe.put(place, body)));
      const statuses = replies.map(({ status }) => status).toSorted((a, b) => a - b);
      verifySame(
        probe,
        "FLW-066",
        statuses,
        [201, ...Array(RACERS - 1).fill(204)],
        "The statuses of the racers",
      );
      await verifyListed(probe, "FLW-066", "/flows", { source_id: sourceId }, [id]);
    },
  },
  {
    id: "flows-create/no-container",
    title: "A Flow without a container exists and takes no Segments",
    area: "flows",
    behaviours: ["FLW-067"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const flow = await probe.flow({ container: undefined });
      verifySame(probe, "FLW-067", at(flow.reply.body, "container"), undefined, "`container`");
      probe.verifyStatus("FLW-067", await probe.post(`${flow.path}/storage`, { limit: 1 }), 400);
      const segment = { object_id: probe.fresh.objectId(), timerange: "[0:0_1:0)" };
      probe.verifyStatus("FLW-067", await probe.post(`${flow.path}/segments`, segment), 400);
      const { status, body } = await probe.get(`${flow.path}/segments`);
      verifySame(probe, "FLW-067", [status, body], [200, []], "The status and the list of its Segments");
    },
  },
  {
    id: "flows-create/status",
    title: "A Flow keeps each status that a client sets, and takes writes in all of them",
    area: "flows",
    behaviours: ["DM-019"],
    operations: ["PUT_flows-flowId"],
    since: "8.2",
    async run(probe) {
      const flow = await probe.flow();
      for (const status of ["awaiting_content", "ingesting", "replication_in_progress", "closed_complete"]) {
        probe.verifyStatus("DM-019", await probe.put(flow.path, { ...flow.body, status }), 204);
        verifySame(probe, "DM-019", at(await flowOf(probe, flow.path), "status"), status, "`status`");
        probe.verifyStatus("DM-019", await probe.put(`${flow.path}/label`, "written"), 204);
        probe.verifyStatus("DM-019", await probe.put(path`/flows/${flow.id}/tags/${"t"}`, "written"), 204);
        probe.verifyStatus("DM-019", await probe.post(`${flow.path}/storage`, { limit: 1 }), 201);
      }
      probe.verifyStatus("DM-019", await probe.put(flow.path, { ...flow.body, status: "closed" }), 400);
    },
  },
  {
    id: "flows-create/other-source",
    title: "A Flow that changes its Source is refused, or leaves the old one for good",
    area: "flows",
    behaviours: ["DM-031b", "AMB-018"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const flow = await probe.flow();
      const sourceId = probe.fresh.uuid();
      const reply = await probe.put(flow.path, { ...flow.body, source_id: sourceId });
      const ids = ["DM-031b", "AMB-018"];
      for (const id of ids) probe.verifyStatus(id, reply, 400, 204);
      const [now, before] = reply.status === 204 ? [sourceId, flow.sourceId] : [flow.sourceId, sourceId];
      verifySame(
        probe,
        ids,
        at(await flowOf(probe, flow.path), "source_id"),
        now,
        "`source_id` after the reply",
      );
      const present = await probe.get(path`/sources/${now}`);
      const absent = await probe.get(path`/sources/${before}`);
      for (const id of ids) {
        probe.verifyStatus(id, present, 200);
        probe.verifyStatus(id, absent, 404);
      }
      await verifyListed(probe, ids, "/flows", { source_id: before }, []);
    },
  },
];

/** The Flow is as if dates, timerange and collected_by had not been in the body; `whole` judges the timerange. */
async function verifyIgnored(probe: Probe, whole: string, place: string): Promise<void> {
  const reply = await probe.get(place, { include_timerange: true });
  verifyRange(
    probe,
    [whole, "TRAP-010"],
    at(reply.body, "timerange"),
    "()",
    "`timerange` of a Flow without Segments",
  );
  const collected = at(reply.body, "collected_by") ?? [];
  verifySame(
    probe,
    ["DM-015", "DM-040", "TRAP-010"],
    collected,
    [],
    "`collected_by`, which nobody collects,",
  );
  const segments = at(reply.body, "segments_updated");
  verifySame(probe, ["FLW-063b", "DM-038", "TRAP-010"], segments, undefined, "`segments_updated`");
}
