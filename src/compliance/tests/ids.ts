import { claim, claimStatus } from "../claims.ts";
import { register } from "../hooks.ts";
import { at, listOf, textOf } from "../json.ts";
import { idsOf, shown } from "../listing.ts";
import { flowBody, webhookIdOf } from "../makers.ts";
import { deletionRequest } from "../scene.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";
import { segmentsPath } from "../timeline.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** An id with another version digit, or another variant digit. */
const versioned = (id: string, version: string) => `${id.slice(0, 14)}${version}${id.slice(15)}`;
const variant = (id: string, digit: string) => `${id.slice(0, 19)}${digit}${id.slice(20)}`;

/** Texts that look like a UUID and are none that the API takes. */
function malformed(id: string): readonly string[] {
  const versions = ["0", "6", "7", "8", "f"].map((digit) => versioned(id, digit));
  const variants = ["0", "7", "c"].map((digit) => variant(id, digit));
  const letters = `a${id.slice(1)}`.toUpperCase();
  const shapes = [id.replaceAll("-", ""), id.slice(1), `${id}0`, `{${id}}`, `g${id.slice(1)}`, "x"];
  return [...versions, ...variants, letters, ...shapes];
}

async function created(probe: Probe, id: string, sourceId: string) {
  const place = path`/flows/${id}`;
  probe.cleanUp(() => probe.remove(place));
  return await probe.put(place, flowBody(id, sourceId));
}

/** Every id in the body of a reply is a UUID. */
function verifyIds(probe: Probe, behaviours: readonly string[], what: string, ids: readonly unknown[]): void {
  const wrong = ids.filter((id) => !UUID.test(textOf(id)));
  claim(
    probe,
    behaviours,
    wrong.length === 0,
    `${what} are lower-case UUIDs of version 1 to 5; not so: ${shown(wrong)}.`,
  );
}

export const ids: readonly ComplianceTest[] = [
  {
    id: "ids/versions",
    title: "UUIDs of the versions 1 to 5 are ids of Flows and Sources",
    area: "http",
    behaviours: ["X-020", "X-022"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      for (const version of ["1", "2", "3", "4", "5"]) {
        const [id, sourceId] = [
          versioned(probe.fresh.uuid(), version),
          versioned(probe.fresh.uuid(), version),
        ];
        const reply = await created(probe, id, sourceId);
        claimStatus(probe, ["X-020", "X-022"], reply, 201);
        for (const place of [path`/flows/${id}`, path`/sources/${sourceId}`]) {
          claimStatus(probe, ["X-020", "X-022"], await probe.get(place), 200);
        }
      }
      for (const digit of ["8", "9", "a", "b"]) {
        const id = variant(probe.fresh.uuid(), digit);
        probe.verifyStatus("X-020", await created(probe, id, probe.fresh.uuid()), 201);
      }
    },
  },
  {
    id: "ids/malformed-in-bodies",
    title: "UUIDs in upper case, of other versions or of another shape are refused in bodies",
    area: "http",
    behaviours: ["X-020", "X-022", "X-023", "TRAP-047"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      for (const sourceId of malformed(probe.fresh.uuid())) {
        const id = probe.fresh.uuid();
        const reply = await created(probe, id, sourceId);
        claimStatus(probe, ["X-020", "X-022", "X-023", "TRAP-047"], reply, 400);
        probe.verifyStatus("X-023", await probe.get(path`/flows/${id}`), 404);
      }
      const flow = await probe.flow();
      const collection = `${flow.path}/flow_collection`;
      for (const id of malformed(flow.id)) {
        const reply = await probe.put(collection, [{ id, role: "part" }]);
        claimStatus(probe, ["X-023", "TRAP-047"], reply, 400);
      }
    },
  },
  {
    id: "ids/malformed-in-paths",
    title: "What is no UUID names nothing in a path, and nothing can be made under it",
    area: "http",
    behaviours: ["X-020", "X-022", "X-024", "AMB-002", "TRAP-047"],
    operations: ["GET_flows-flowId", "GET_sources-sourceId", "PUT_flows-flowId"],
    async run(probe) {
      const flow = await probe.flow();
      for (const id of malformed(flow.id)) {
        for (const place of [path`/flows/${id}`, path`/flows/${id}/label`, path`/sources/${id}`]) {
          claimStatus(probe, ["X-024", "AMB-002"], await probe.get(place), 404, 400);
        }
        claimStatus(
          probe,
          ["X-024", "AMB-002"],
          await probe.get(path`/flow-delete-requests/${id}`),
          404,
          400,
        );
        claimStatus(probe, ["X-024", "AMB-002"], await probe.get(segmentsPath({ id })), 404);
        const reply = await created(probe, id, flow.sourceId);
        claimStatus(probe, ["X-020", "X-022", "X-024", "TRAP-047"], reply, 404, 400);
      }
      const upper = flow.id.toUpperCase();
      for (const place of [path`/flows/${upper}`, path`/sources/${flow.sourceId.toUpperCase()}`]) {
        if (/[A-F]/.test(place)) claimStatus(probe, ["X-020", "TRAP-047"], await probe.get(place), 404, 400);
      }
    },
  },
  {
    id: "ids/of-the-server",
    title: "The ids that the server gives, of Storage Backends and deletion requests, are UUIDs",
    area: "http",
    behaviours: ["X-021", "X-022", "TRAP-047"],
    operations: ["GET_storage-backends", "GET_flow-delete-requests"],
    needs: ["upload"],
    async run(probe) {
      const backends = probe.server.backends.map(({ id }) => id);
      verifyIds(probe, ["X-022"], "The ids of Storage Backends", backends);
      for (const place of ["/sources", "/flows"]) {
        verifyIds(probe, ["X-022"], `The ids of ${place}`, idsOf(listOf((await probe.get(place)).body)));
      }
      const request = await deletionRequest(probe);
      if (request === undefined) return;
      const { body } = await probe.get(request);
      const found = [at(body, "id"), at(body, "flow_id")];
      verifyIds(probe, ["X-021", "X-022", "TRAP-047"], "The ids of a deletion request", found);
    },
  },
  {
    id: "ids/of-webhooks",
    title: "A Webhook gets a UUID as its id, and takes UUIDs of Flows and Sources alone",
    area: "http",
    behaviours: ["X-021", "X-022", "X-023", "TRAP-047"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const { url } = await probe.receiver();
      const body = { url, events: ["flows/deleted"] };
      for (let count = 0; count < 3; count += 1) {
        const reply = await register(probe, body);
        verifyIds(probe, ["X-021", "X-022", "TRAP-047"], "The ids of Webhooks", [webhookIdOf(reply)]);
      }
      const upper = `A${probe.fresh.uuid().slice(1)}`;
      for (const id of [upper, versioned(probe.fresh.uuid(), "7"), "x"]) {
        for (const key of ["flow_ids", "source_ids"]) {
          probe.verifyStatus("X-023", await register(probe, { ...body, [key]: [id] }), 400);
        }
      }
    },
  },
  {
    id: "ids/in-queries",
    title: "Ids in queries that are no UUIDs are refused",
    area: "http",
    behaviours: ["X-025"],
    operations: ["GET_flows", "GET_flows-flowId-segments"],
    async run(probe) {
      const flow = await probe.flow();
      for (const id of malformed(probe.fresh.uuid())) {
        probe.verifyStatus("X-025", await probe.get("/flows", { source_id: id }), 400);
        const segments = await probe.get(segmentsPath(flow), { accept_storage_ids: id });
        probe.verifyStatus("X-025", segments, 400);
      }
      const two = `${probe.fresh.uuid()},x`;
      probe.verifyStatus("X-025", await probe.get(segmentsPath(flow), { accept_storage_ids: two }), 400);
    },
  },
  {
    id: "ids/in-newer-queries",
    title: "Ids of Profiles and of collecting Flows and Sources in queries that are no UUIDs are refused",
    area: "http",
    behaviours: ["X-025"],
    operations: ["GET_flows", "GET_sources"],
    since: "8.2",
    async run(probe) {
      for (const id of malformed(probe.fresh.uuid())) {
        probe.verifyStatus("X-025", await probe.get("/flows", { profile_id: id }), 400);
        probe.verifyStatus("X-025", await probe.get("/flows", { collected_by_ids: id }), 400);
        probe.verifyStatus("X-025", await probe.get("/sources", { collected_by_ids: id }), 400);
      }
    },
  },
];
