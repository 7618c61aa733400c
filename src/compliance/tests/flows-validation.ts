import { FORMAT_NAMES, FORMATS, type Format, PLAIN } from "../formats.ts";
import { at } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { flowBody } from "../makers.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";
import { ESSENCE_RULES, FIELD_RULES, type FlowRule } from "./flow-rules.ts";

type Document = Readonly<Record<string, unknown>>;

export const flowsValidation: readonly ComplianceTest[] = [
  ...[...FIELD_RULES, ...ESSENCE_RULES].map(validation),
  {
    id: "flows-validation/ids",
    title: "A Flow needs an id and a source_id that are UUIDs in lower case",
    area: "flows",
    behaviours: ["FLW-030"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const bad = ["x", probe.fresh.uuid().toUpperCase(), "", 5, null, undefined];
      for (const key of ["id", "source_id"]) {
        for (const value of bad) {
          // An id that is not the path's may be refused for that first.
          const statuses = key === "id" ? [400, 404] : [400];
          await verifyRefused(probe, ["FLW-030"], { [key]: value }, statuses);
        }
      }
    },
  },
  {
    id: "flows-validation/collection",
    title: "flow_collection is a list of items with the id of a Flow, and a role that is a string",
    area: "flows",
    behaviours: ["FLW-050", "FLW-056", "AMB-019"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const { id } = await probe.flow();
      const role = "part";
      const bad = [
        "x",
        { id, role },
        [id],
        [{ role }],
        [{ id: "x", role }],
        [{ id, role: 5 }],
        [{ id: 5, role }],
        [null],
      ];
      for (const flow_collection of bad) {
        await verifyRefused(probe, ["FLW-050"], { ...PLAIN.multi, flow_collection });
      }
      const unknown = {
        ...PLAIN.multi,
        flow_collection: [
          { id, role },
          { id: probe.fresh.uuid(), role },
        ],
      };
      await verifyRefused(probe, ["FLW-056", "AMB-019"], unknown);
    },
  },
  {
    id: "flows-validation/no-role",
    title: "An item of flow_collection needs no role",
    area: "flows",
    behaviours: ["FLW-050b", "TRAP-052"],
    operations: ["PUT_flows-flowId"],
    since: "8.2",
    async run(probe) {
      const { id } = await probe.flow();
      const body = { ...PLAIN.multi, flow_collection: [{ id }] };
      await verifyAccepted(probe, ["FLW-050b", "TRAP-052"], body);
    },
  },
  {
    id: "flows-validation/collects-itself",
    title: "A Flow does not collect itself, directly or through another",
    area: "flows",
    behaviours: ["FLW-057", "AMB-019"],
    operations: ["PUT_flows-flowId", "PUT_flows-flowId-flow-collection"],
    async run(probe) {
      const inner = await probe.flow(PLAIN.multi);
      const items = (id: string) => [{ id, role: "part" }];
      const outer = await probe.flow({ ...PLAIN.multi, flow_collection: items(inner.id) });
      for (const id of [inner.id, outer.id]) {
        const body = flowBody(inner.id, inner.sourceId, { ...PLAIN.multi, flow_collection: items(id) });
        const replies = [
          await probe.put(inner.path, body),
          await probe.put(`${inner.path}/flow_collection`, items(id)),
        ];
        for (const reply of replies) {
          for (const behaviour of ["FLW-057", "AMB-019"]) probe.verifyStatus(behaviour, reply, 400, 204);
        }
        const kept = at((await probe.get(inner.path)).body, "flow_collection") ?? [];
        const stored = replies.some(({ status }) => status === 204) ? items(id) : [];
        verifySame(probe, "FLW-057", kept, stored, "The collection, as the replies promised it,");
      }
    },
  },
  {
    id: "flows-validation/path-id",
    title: "A Flow is only stored under the id of its own body, which is a UUID",
    area: "flows",
    behaviours: ["FLW-052", "FLW-052b", "FLW-053", "AMB-009"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const [one, other] = [probe.fresh.uuid(), probe.fresh.uuid()];
      for (const id of [one, other]) probe.cleanUp(() => probe.remove(path`/flows/${id}`));
      const reply = await probe.put(path`/flows/${one}`, flowBody(other, probe.fresh.uuid()));
      for (const behaviour of ["FLW-052", "FLW-052b", "AMB-009"])
        probe.verifyStatus(behaviour, reply, 404, 400);
      for (const id of [one, other]) {
        const found = await probe.get(path`/flows/${id}`);
        for (const behaviour of ["FLW-052", "AMB-009"]) probe.verifyStatus(behaviour, found, 404);
      }
      const known = await probe.flow();
      const wrong = await probe.put(
        known.path,
        flowBody(probe.fresh.uuid(), known.sourceId, { label: "moved" }),
      );
      for (const behaviour of ["FLW-052", "FLW-052b"]) probe.verifyStatus(behaviour, wrong, 404, 400);
      const kept = at((await probe.get(known.path)).body, "label");
      verifySame(probe, "FLW-052", kept, known.body["label"], "`label` after the refused PUT");
      for (const id of ["x", probe.fresh.uuid().toUpperCase()]) {
        const refused = await probe.put(path`/flows/${id}`, flowBody(id.toLowerCase(), probe.fresh.uuid()));
        probe.verifyStatus("FLW-053", refused, 404, 400);
      }
    },
  },
  {
    id: "flows-validation/format-of-source",
    title: "A Flow has the format of its Source, and keeps it",
    area: "flows",
    behaviours: ["FLW-054", "FLW-055"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const first = await probe.flow();
      await verifyRefused(probe, ["FLW-054"], { ...PLAIN.audio, source_id: first.sourceId });
      const body = flowBody(first.id, first.sourceId, PLAIN.audio);
      probe.verifyStatus("FLW-055", await probe.put(first.path, body), 400);
      const kept = at((await probe.get(first.path)).body, "format");
      verifySame(probe, "FLW-055", kept, FORMATS.video, "`format` after the refused PUT");
    },
  },
  {
    id: "flows-validation/closed",
    title: "essence_parameters with a key that its format does not have is refused",
    area: "flows",
    behaviours: ["FLW-046"],
    operations: ["PUT_flows-flowId"],
    async run(probe) {
      const strange: readonly (readonly [Format, string])[] = [
        ["video", "sample_rate"],
        ["audio", "frame_width"],
        ["image", "frame_rate"],
        ["data", "channels"],
      ];
      for (const format of FORMAT_NAMES) {
        if (format === "multi") continue;
        await verifyRefused(probe, ["FLW-046"], withEssence(format, { x_unknown: 1 }));
      }
      for (const [format, key] of strange)
        await verifyRefused(probe, ["FLW-046"], withEssence(format, { [key]: 1 }));
    },
  },
  {
    id: "flows-validation/older-clients",
    title: "A Flow as a client of API 8.0 writes it is stored and read without anything new",
    area: "flows",
    behaviours: ["CHG-070"],
    operations: ["PUT_flows-flowId"],
    since: "8.2",
    async run(probe) {
      const member = await probe.flow();
      const flow_collection = [{ id: member.id, role: "video", container_mapping: { track_index: 0 } }];
      const flow = await probe.flow({ ...PLAIN.multi, tags: { flow_status: "ingesting" }, flow_collection });
      const { body } = await probe.get(flow.path);
      verifySame(
        probe,
        "CHG-070",
        at(body, "flow_collection"),
        flow_collection,
        "The collection that was given",
      );
      for (const key of ["profile_id", "status"]) {
        verifySame(probe, "CHG-070", at(body, key), undefined, `\`${key}\`, which was not given,`);
      }
    },
  },
];

/** A test of one rule: every good body is stored as it was given, every bad one is refused and not stored. */
function validation({ name, title, behaviours, since, good = [], bad = [] }: FlowRule): ComplianceTest {
  return {
    id: `flows-validation/${name}`,
    title,
    area: "flows",
    behaviours,
    operations: ["PUT_flows-flowId"],
    ...(since === undefined ? {} : { since }),
    async run(probe) {
      for (const body of good) await verifyAccepted(probe, behaviours, body);
      for (const body of bad) await verifyRefused(probe, behaviours, body);
    },
  };
}

function withEssence(format: Format, more: Document): Document {
  const plain = PLAIN[format];
  const base = format === "video" ? flowBody("", "")["essence_parameters"] : plain["essence_parameters"];
  return { ...plain, essence_parameters: { ...Object(base), ...more } };
}

async function attempt(
  probe: Probe,
  overrides: Document,
): Promise<{ reply: Reply; place: string; body: Document }> {
  const id = probe.fresh.uuid();
  const place = path`/flows/${id}`;
  const body = flowBody(id, probe.fresh.uuid(), overrides);
  probe.cleanUp(() => probe.remove(place));
  return { reply: await probe.put(place, body), place, body };
}

async function verifyAccepted(
  probe: Probe,
  behaviours: readonly string[],
  overrides: Document,
): Promise<void> {
  const { reply, place, body } = await attempt(probe, overrides);
  const sentence = `A Flow with ${shown(overrides)} is created with 201; it answered ${reply.status}.`;
  for (const id of behaviours) probe.verify(id, reply.status === 201, sentence, reply.exchange);
  if (reply.status !== 201) return;
  const read = await probe.get(place);
  for (const [key, value] of Object.entries(body)) {
    const found = withoutDefaults(at(read.body, key), value);
    verifySame(probe, behaviours, found, value, `\`${key}\` as it is read`, read.exchange);
  }
}

async function verifyRefused(
  probe: Probe,
  behaviours: readonly string[],
  overrides: Document,
  statuses: readonly number[] = [400],
): Promise<void> {
  const { reply, place } = await attempt(probe, overrides);
  const accepted = reply.status >= 200 && reply.status < 300;
  const sentence = `A Flow with ${shown(overrides)} is refused with ${statuses.join(" or ")}; it answered ${reply.status}.`;
  for (const id of behaviours) probe.verify(id, statuses.includes(reply.status), sentence, reply.exchange);
  if (accepted) return;
  const { status, exchange } = await probe.get(place);
  for (const id of behaviours) {
    const what = `A refused Flow with ${shown(overrides)} is not found; reading it answered ${status}.`;
    probe.verify(id, status === 404, what, exchange);
  }
}

/** A server may write out the defaults of ratios, 1, and of `vfr`, false. */
function withoutDefaults(found: unknown, given: unknown): unknown {
  if (typeof found !== "object" || found === null || Array.isArray(found)) return found;
  const entries = Object.entries(found).filter(([key, value]) => {
    const isDefault = (key === "denominator" && value === 1) || (key === "vfr" && value === false);
    return !isDefault || at(given, key) !== undefined;
  });
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutDefaults(value, at(given, key))]));
}
