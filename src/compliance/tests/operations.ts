import { claim, claimStatus } from "../claims.ts";
import { register } from "../hooks.ts";
import { at } from "../json.ts";
import { shown } from "../listing.ts";
import { flowBody, webhookIdOf } from "../makers.ts";
import { SCENES, type Scene } from "../scene.ts";
import { standing, VIDEO_PROFILE } from "../standing.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";
import { objectPath, segmentsPath } from "../timeline.ts";

type Step = readonly [
  operation: string,
  method: string,
  place: string,
  body: unknown,
  ...statuses: readonly number[],
];

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

function reads({ name, reads, since, needs, prepare }: Scene): ComplianceTest {
  return {
    id: `operations/read-${name}`,
    title: `Everything of ${name} can be read, as JSON`,
    area: "http",
    behaviours: ["X-001", "X-003", "TRAP-061"],
    operations: reads,
    ...(since && { since }),
    ...(needs && { needs }),
    async run(probe) {
      for (const place of await prepare(probe)) {
        const reply = await probe.get(place);
        if (!probe.verifyStatus("X-001", reply, 200)) continue;
        const type = reply.headers.get("content-type") ?? "";
        const what = `Content-Type of GET ${place} is application/json; it is "${type}".`;
        claim(probe, ["X-003", "TRAP-061"], JSON_TYPE.test(type), what, reply.exchange);
      }
    },
  };
}

/** Sends each step and verifies that the operation is there and that its 204 is empty. */
async function walk(probe: Probe, steps: readonly Step[]): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (const [, method, place, body, ...statuses] of steps) {
    const reply = await probe.request(method, place, { body });
    replies.push(reply);
    probe.verifyStatus("X-001", reply, ...statuses);
    if (reply.status === 204) verifyEmpty(probe, reply);
  }
  return replies;
}

function verifyEmpty(probe: Probe, { bytes, headers, exchange }: Reply): void {
  const length = headers.get("content-length");
  const holds = bytes.length === 0 && (length ?? "0") === "0";
  probe.verify("X-005", holds, `204 has no body; it has ${bytes.length} bytes.`, exchange);
}

/** The writes of a part of the API; `name` completes the test's id and title. */
interface Writes extends Omit<ComplianceTest, "id" | "title" | "area"> {
  readonly name: string;
}

/** PUT and DELETE of a property; those that cannot be deleted have no `DELETE_`. */
function property(family: string, place: string, value: unknown, isDeletable = true): Step[] {
  const put: Step = [`PUT_${family}`, "PUT", place, value, 204];
  return isDeletable ? [put, [`DELETE_${family}`, "DELETE", place, undefined, 204]] : [put];
}

const WRITES: readonly Writes[] = [
  {
    name: "sources",
    operations: ["tags-name", "description", "label"].flatMap((name) => [
      `PUT_sources-sourceId-${name}`,
      `DELETE_sources-sourceId-${name}`,
    ]),
    behaviours: ["X-001", "X-005"],
    async run(probe) {
      const source = path`/sources/${(await probe.flow()).sourceId}`;
      await walk(probe, [
        ...property("sources-sourceId-tags-name", `${source}/tags/a`, "b"),
        ...property("sources-sourceId-description", `${source}/description`, "b"),
        ...property("sources-sourceId-label", `${source}/label`, "b"),
      ]);
    },
  },
  {
    name: "flows",
    operations: [
      ...["tags-name", "description", "label", "flow-collection", "max-bit-rate", "avg-bit-rate"].flatMap(
        (name) => [`PUT_flows-flowId-${name}`, `DELETE_flows-flowId-${name}`],
      ),
      ...["PUT_flows-flowId-read-only", "PUT_flows-flowId", "DELETE_flows-flowId"],
    ],
    behaviours: ["X-001", "X-005"],
    async run(probe) {
      const [part, flow] = [await probe.flow(), await probe.flow()];
      const at = (name: string) => `${flow.path}/${name}`;
      const gone = (await probe.flow()).path;
      await walk(probe, [
        ...property("flows-flowId-tags-name", at("tags/a"), "b"),
        ...property("flows-flowId-description", at("description"), "b"),
        ...property("flows-flowId-label", at("label"), "b"),
        ...property("flows-flowId-max-bit-rate", at("max_bit_rate"), 5000),
        ...property("flows-flowId-avg-bit-rate", at("avg_bit_rate"), 5000),
        ...property("flows-flowId-flow-collection", at("flow_collection"), [{ id: part.id, role: "part" }]),
        ...property("flows-flowId-read-only", at("read_only"), false, false),
        ["PUT_flows-flowId", "PUT", flow.path, flowBody(flow.id, flow.sourceId), 204],
        ["DELETE_flows-flowId", "DELETE", gone, undefined, 202, 204],
      ]);
    },
  },
  {
    name: "segments",
    operations: [
      ...["POST_flows-flowId-storage", "POST_flows-flowId-segments", "DELETE_flows-flowId-segments"],
      ...["POST_objects-instances", "DELETE_objects-instances"],
    ],
    behaviours: ["X-001", "X-005"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      const object = await probe.object(flow);
      const segments = segmentsPath(flow);
      const body = { object_id: object.objectId, timerange: "[0:0_1:0)" };
      const label = probe.fresh.text();
      const copies = `${objectPath(object)}/instances`;
      const copy = { label, url: "https://media.example/copy.ts" };
      const uncopied = `${copies}?label=${encodeURIComponent(label)}`;
      await walk(probe, [
        ["POST_flows-flowId-storage", "POST", `${flow.path}/storage`, { limit: 1 }, 201],
        ["POST_flows-flowId-segments", "POST", segments, body, 201],
        ["POST_objects-instances", "POST", copies, copy, 201],
        ["DELETE_objects-instances", "DELETE", uncopied, undefined, 204],
        ["DELETE_flows-flowId-segments", "DELETE", segments, undefined, 202, 204],
      ]);
    },
  },
  {
    name: "webhooks",
    operations: ["POST_webhooks", "PUT_webhooks", "DELETE_webhooks-webhookId"],
    behaviours: ["X-001", "X-005"],
    needs: ["webhooks"],
    async run(probe) {
      const { url } = await probe.receiver();
      const body = { url, events: ["flows/deleted"] };
      const made = await register(probe, body);
      probe.requireStatus("X-001", made, 201);
      const id = webhookIdOf(made);
      const place = path`/service/webhooks/${id}`;
      await walk(probe, [
        ["PUT_webhooks", "PUT", place, { ...body, id, status: "created" }, 201],
        ["DELETE_webhooks-webhookId", "DELETE", place, undefined, 204],
      ]);
    },
  },
  {
    name: "profiles",
    operations: ["POST_profiles-profileId"],
    behaviours: ["X-001"],
    since: "8.2",
    async run(probe) {
      // A Profile stays for ever, so one that is there is posted again.
      const { id } = await standing(probe, VIDEO_PROFILE);
      const place = path`/service/profiles/${id}`;
      await walk(probe, [
        ["POST_profiles-profileId", "POST", place, { id, flow_metadata: 5 }, 400, 403, 404],
      ]);
      const { body, exchange } = await probe.get(place);
      probe.verify("X-001", at(body, "id") === id, `The Profile is there; it is ${shown(body)}.`, exchange);
    },
  },
  {
    name: "service",
    operations: ["POST_service"],
    behaviours: ["X-001"],
    alone: true,
    async run(probe) {
      const { body } = await probe.get("/service");
      const [name, description] = [at(body, "name") ?? "", at(body, "description") ?? ""];
      const reply = await probe.post("/service", { name, description });
      // 403 is for those who may not; the operation is there all the same.
      claimStatus(probe, "X-001", reply, 200, 403);
    },
  },
];

function writes({ name, ...test }: Writes): ComplianceTest {
  const title = `Everything of ${name} that the contract can write is there, and 204 has no body`;
  return { ...test, id: `operations/write-${name}`, title, area: "http" };
}

/** That every operation of the contract is there. */
export const operations: readonly ComplianceTest[] = [...SCENES.map(reads), ...WRITES.map(writes)];
