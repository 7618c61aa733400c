import { setTimeout as sleep } from "node:timers/promises";
import { PLAIN } from "../formats.ts";
import { at, textOf } from "../json.ts";
import { everyItem, shown, verifyListed, verifySame } from "../listing.ts";
import { linked, standing, VIDEO_PROFILE } from "../standing.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";
import { watch } from "../watching.ts";
import { NO_TAGS, PROPERTIES, type Property } from "./flow-property-values.ts";

/** Longer than the coarsest clock that a server may use. */
const TICK_MS = 1100;
const NO_SUCH_METHOD = [405, 404, 403];
const NULLABLE = PROPERTIES.filter(({ unset }) => unset === null);

const flowOf = async (probe: Probe, place: string) => (await probe.get(place)).body;

export const flowProperties: readonly ComplianceTest[] = [
  ...PROPERTIES.map(written),
  {
    id: "flow-properties/unset",
    title: "A property that a Flow does not have reads as null, not as missing, and can be deleted",
    area: "flow-properties",
    behaviours: ["FP-001", "FP-004", "FP-005", "AMB-007"],
    operations: NULLABLE.map(({ name }) => `GET_flows-flowId-${name.replaceAll("_", "-")}`),
    since: "8.1",
    async run(probe) {
      const flow = await probe.flow({ label: undefined });
      for (const { name } of NULLABLE) {
        const place = `${flow.path}/${name}`;
        const reply = await probe.get(place);
        for (const id of ["FP-001", "FP-004", "AMB-007"]) probe.verifyStatus(id, reply, 200);
        const holds = reply.body === null || (reply.body === "" && !name.endsWith("rate"));
        for (const id of ["FP-004", "AMB-007"]) {
          probe.verify(
            id,
            holds,
            `An unset ${name} reads as null; it reads as ${shown(reply.body)}.`,
            reply.exchange,
          );
        }
        probe.verifyStatus("FP-001", await probe.head(place), 200);
        probe.verifyStatus("FP-005", await probe.delete(place), 204);
      }
    },
  },
  {
    id: "flow-properties/empty",
    title:
      "Without a value flow_collection reads as an empty list, read_only as false and tags as an empty map",
    area: "flow-properties",
    behaviours: ["FP-001", "FP-004b", "FP-005", "FP-010"],
    operations: ["GET_flows-flowId-flow-collection", "GET_flows-flowId-read-only", "GET_flows-flowId-tags"],
    async run(probe) {
      const flow = await probe.flow();
      for (const [name, value] of Object.entries({ flow_collection: [], read_only: false, tags: {} })) {
        const reply = await probe.get(`${flow.path}/${name}`);
        const ids = name === "tags" ? ["FP-004b", "FP-010"] : ["FP-004b"];
        for (const id of ["FP-001", ...ids]) probe.verifyStatus(id, reply, 200);
        verifySame(probe, ids, reply.body, value, `The property ${name}, unset,`);
      }
      probe.verifyStatus("FP-005", await probe.delete(`${flow.path}/flow_collection`), 204);
    },
  },
  {
    id: "flow-properties/unknown",
    title: "The properties of an unknown Flow are not found, whatever is sent to them",
    area: "flow-properties",
    behaviours: ["FP-001", "FP-002", "FP-007", "FP-020"],
    operations: ["GET_flows-flowId-label", "PUT_flows-flowId-label", "DELETE_flows-flowId-label"],
    async run(probe) {
      const place = path`/flows/${probe.fresh.uuid()}`;
      probe.verifyStatus("FP-001", await probe.get(`${place}/tags`), 404);
      probe.verifyStatus("FP-001", await probe.head(`${place}/tags`), 404);
      probe.verifyStatus("FP-001", await probe.get(`${place}/read_only`), 404);
      probe.verifyStatus("FP-002", await probe.put(`${place}/read_only`, true), 404);
      probe.verifyStatus("FP-007", await probe.put(`${place}/read_only`, "x"), 404);
      probe.verifyStatus("FP-002", await probe.put(`${place}/flow_collection`, []), 404);
      probe.verifyStatus("FP-007", await probe.put(`${place}/flow_collection`, "x"), 404);
      probe.verifyStatus("FP-002", await probe.delete(`${place}/flow_collection`), 404);
      probe.verifyStatus("FP-020", await probe.get(`${place}/tags/a`), 404);
      probe.verifyStatus("FP-002", await probe.put(`${place}/tags/a`, "b"), 404);
      probe.verifyStatus("FP-007", await probe.put(`${place}/tags/a`, 5), 404);
      probe.verifyStatus("FP-002", await probe.delete(`${place}/tags/a`), 404);
      for (const { name, values, bad } of PROPERTIES) {
        probe.verifyStatus("FP-001", await probe.get(`${place}/${name}`), 404);
        probe.verifyStatus("FP-001", await probe.head(`${place}/${name}`), 404);
        probe.verifyStatus("FP-002", await probe.put(`${place}/${name}`, values[0]), 404);
        probe.verifyStatus("FP-007", await probe.put(`${place}/${name}`, bad[0]), 404);
        probe.verifyStatus("FP-002", await probe.delete(`${place}/${name}`), 404);
      }
    },
  },
  {
    id: "flow-properties/tags",
    title: "The tags of a Flow are written one by one, and read as a map",
    area: "flow-properties",
    behaviours: ["FP-002", "FP-006", "FP-010", "FP-020", "FP-021", "FP-022", "FP-023", "AMB-043", "DM-016"],
    operations: ["GET_flows-flowId-tags", "PUT_flows-flowId-tags-name", "DELETE_flows-flowId-tags-name"],
    async run(probe) {
      const flow = await probe.flow({ tags: { kept: ["a"] } });
      const name = `${probe.fresh.tagName()} ä/b.c`;
      const place = path`/flows/${flow.id}/tags/${name}`;
      const map = async () => (await probe.get(`${flow.path}/tags`)).body;
      for (const value of ["old", ["new", "newer"], "", []]) {
        probe.verifyStatus("FP-021", await probe.put(place, value), 204);
        const wanted = { kept: ["a"], [name]: value };
        verifySame(probe, ["FP-010", "FP-021", "DM-016"], await map(), wanted, "The map of tags");
        const reply = await probe.get(place);
        probe.verifyStatus("FP-020", reply, 200);
        verifySame(probe, "FP-020", reply.body, value, "The tag");
        const tags = at(await flowOf(probe, flow.path), "tags");
        verifySame(probe, ["FP-006", "FP-021"], tags, wanted, "`tags` of the Flow");
        await verifyListed(probe, "FP-006", "/flows", { [`tag_exists.${name}`]: "true" }, [flow.id]);
      }
      probe.verifyStatus("FP-022", await probe.delete(place), 204);
      verifySame(probe, "FP-022", await map(), { kept: ["a"] }, "The map after a DELETE of one tag");
      probe.verifyStatus("FP-020", await probe.get(place), 404);
      probe.verifyStatus("FP-020", await probe.head(place), 404);
      const missing = await probe.delete(place);
      for (const id of ["FP-023", "AMB-043"]) probe.verifyStatus(id, missing, 404, 204);
      for (const method of ["PUT", "POST", "DELETE"]) {
        const reply = await probe.request(method, `${flow.path}/tags`, { body: { x: "y" }, unchecked: true });
        probe.verifyStatus("FP-010", reply, ...NO_SUCH_METHOD);
      }
      verifySame(probe, "FP-010", await map(), { kept: ["a"] }, "The map after requests to write it whole");
    },
  },
  {
    id: "flow-properties/bad-tags",
    title: "A tag of a Flow is a string or a list of strings, nothing else",
    area: "flow-properties",
    behaviours: ["FP-002", "FP-021", "DM-016"],
    operations: ["PUT_flows-flowId-tags-name"],
    async run(probe) {
      const flow = await probe.flow({ tags: { t: "kept" } });
      for (const value of NO_TAGS) {
        const reply = await probe.put(`${flow.path}/tags/t`, value);
        for (const id of ["FP-002", "FP-021", "DM-016"]) probe.verifyStatus(id, reply, 400);
      }
      const kept = (await probe.get(`${flow.path}/tags`)).body;
      verifySame(probe, "FP-021", kept, { t: "kept" }, "The tags after refused values");
    },
  },
  {
    id: "flow-properties/not-the-source",
    title: "Label and description of a Flow are not those of its Source",
    area: "flow-properties",
    behaviours: ["FP-031"],
    operations: ["PUT_flows-flowId-label", "PUT_flows-flowId-description"],
    async run(probe) {
      const flow = await probe.flow({ description: "first" });
      const place = path`/sources/${flow.sourceId}`;
      const before = await flowOf(probe, place);
      for (const name of ["label", "description"]) {
        await probe.put(`${flow.path}/${name}`, "second");
        verifySame(probe, "FP-031", await flowOf(probe, place), before, `The Source after a PUT of ${name}`);
        await probe.delete(`${flow.path}/${name}`);
        verifySame(
          probe,
          "FP-031",
          await flowOf(probe, place),
          before,
          `The Source after a DELETE of ${name}`,
        );
      }
    },
  },
  {
    id: "flow-properties/written-as-decimal",
    title: "A whole number is an integer also when it is written with a decimal point",
    area: "flow-properties",
    behaviours: ["FP-064"],
    operations: ["PUT_flows-flowId-max-bit-rate", "PUT_flows-flowId-avg-bit-rate"],
    async run(probe) {
      const flow = await probe.flow();
      for (const name of ["max_bit_rate", "avg_bit_rate"]) {
        const place = `${flow.path}/${name}`;
        const headers = { "Content-Type": "application/json" };
        const reply = await probe.request("PUT", place, { raw: "5000.0", headers });
        probe.verifyStatus("FP-064", reply, 204);
        verifySame(probe, "FP-064", (await probe.get(place)).body, 5000, `The property ${name}`);
      }
    },
  },
  {
    id: "flow-properties/profile",
    title: "On a Flow of a Profile max_bit_rate can be written, avg_bit_rate cannot",
    area: "flow-properties",
    behaviours: ["FP-061", "FP-062", "FP-063"],
    operations: [
      "PUT_flows-flowId-avg-bit-rate",
      "DELETE_flows-flowId-avg-bit-rate",
      "PUT_flows-flowId-max-bit-rate",
    ],
    since: "8.2",
    async run(probe) {
      const { id, metadata } = await standing(probe, VIDEO_PROFILE);
      const flow = await probe.flow(linked(id));
      probe.verifyStatus("FP-061", await probe.put(`${flow.path}/avg_bit_rate`, 1), 400);
      probe.verifyStatus("FP-062", await probe.delete(`${flow.path}/avg_bit_rate`), 400, 403);
      const rate = at(await flowOf(probe, flow.path), "avg_bit_rate");
      verifySame(probe, ["FP-061", "FP-062"], rate, metadata["avg_bit_rate"], "`avg_bit_rate` of the Flow");
      probe.verifyStatus("FP-063", await probe.put(`${flow.path}/max_bit_rate`, 8000), 204);
      verifySame(probe, "FP-063", at(await flowOf(probe, flow.path), "max_bit_rate"), 8000, "`max_bit_rate`");
      probe.verifyStatus("FP-063", await probe.delete(`${flow.path}/max_bit_rate`), 204);
      const linkedTo = at(await flowOf(probe, flow.path), "profile_id");
      verifySame(probe, ["FP-061", "FP-063"], linkedTo, id, "`profile_id` after all of that");
    },
  },
  {
    id: "flow-properties/dates",
    title: "Each write of a property is dated, named and makes a new metadata_version",
    area: "flow-properties",
    behaviours: ["FP-003", "TRAP-035", "DM-037"],
    operations: PROPERTIES.map(({ name }) => `PUT_flows-flowId-${name.replaceAll("_", "-")}`),
    async run(probe) {
      const member = await probe.flow();
      const flow = await probe.flow({ ...PLAIN.multi, metadata_version: "first" });
      const { created } = Object(await flowOf(probe, flow.path));
      let before = await flowOf(probe, flow.path);
      const writes = [...PROPERTIES.map(({ name, values }) => [name, values[0]]), ["tags/t", "v"]] as const;
      const collection = ["flow_collection", [{ id: member.id, role: "part" }]] as const;
      for (const [name, value] of [...writes, collection]) {
        for (const method of ["PUT", "DELETE"]) {
          await sleep(TICK_MS);
          await probe.request(method, `${flow.path}/${name}`, method === "PUT" ? { body: value } : {});
          const after = await flowOf(probe, flow.path);
          verifyDated(probe, `${method} of ${name}`, before, after);
          verifySame(probe, "FP-003", at(after, "created"), created, "`created` after a write of a property");
          before = after;
        }
      }
    },
  },
  {
    id: "flow-properties/events",
    title: "Each write of a property is told as flows/updated, with the Flow as it is then",
    area: "flow-properties",
    behaviours: ["FP-003", "TRAP-035"],
    operations: PROPERTIES.map(({ name }) => `PUT_flows-flowId-${name.replaceAll("_", "-")}`),
    needs: ["webhooks"],
    async run(probe) {
      const flow = await probe.flow({ label: undefined });
      const member = await probe.flow();
      const events = await watch(probe, ["flows/updated"], flow.sourceId);
      const writes = [...PROPERTIES.map(({ name, values }) => [name, values[0]]), ["tags/t", "v"]] as const;
      const collection = ["flow_collection", [{ id: member.id, role: "part" }]] as const;
      for (const [name, value] of [...writes, collection]) {
        for (const method of ["PUT", "DELETE"]) {
          await probe.request(method, `${flow.path}/${name}`, method === "PUT" ? { body: value } : {});
          const { metadata_version: version } = Object(await flowOf(probe, flow.path));
          const fits = (event: unknown) => at(event, "flow", "metadata_version") === version;
          const event = await events.arrival("flows/updated", fits);
          for (const id of ["FP-003", "TRAP-035"]) {
            probe.verify(id, event !== undefined, `${method} of ${name} is told as flows/updated.`);
          }
          if (event === undefined) return;
        }
      }
    },
  },
];

/** A test that a property is written, shows at once wherever it shows, and refuses other types. */
function written({ name, values, bad, behaviours }: Property): ComplianceTest {
  const operation = name.replaceAll("_", "-");
  return {
    id: `flow-properties/${operation}`,
    title: `The property ${name} of a Flow is written alone and shows at once`,
    area: "flow-properties",
    behaviours: ["FP-001", "FP-002", "FP-006", ...behaviours],
    operations: ["GET", "PUT", "DELETE"].map((method) => `${method}_flows-flowId-${operation}`),
    async run(probe) {
      const flow = await probe.flow({
        description: "kept",
        max_bit_rate: 1,
        avg_bit_rate: 1,
        tags: { a: "b" },
      });
      const place = `${flow.path}/${name}`;
      const others = withoutProperty(await flowOf(probe, flow.path), name);
      for (const value of values) {
        for (const id of ["FP-002", ...behaviours])
          probe.verifyStatus(id, await probe.put(place, value), 204);
        const reply = await probe.get(place);
        probe.verifyStatus("FP-001", reply, 200);
        verifySame(probe, ["FP-001", ...behaviours], reply.body, value, `The property ${name}`);
        const after = await flowOf(probe, flow.path);
        verifySame(probe, "FP-006", at(after, name), value, `\`${name}\` of the Flow`);
        verifySame(probe, "FP-006", withoutProperty(after, name), others, `The Flow less ${name}`);
        const [listed] = await everyItem(probe, "/flows", { source_id: flow.sourceId });
        verifySame(probe, "FP-006", at(listed, name), value, `\`${name}\` in the list`);
      }
      for (const value of bad) {
        for (const id of ["FP-002", ...behaviours])
          probe.verifyStatus(id, await probe.put(place, value), 400);
      }
      const kept = (await probe.get(place)).body;
      verifySame(probe, "FP-002", kept, values.at(-1), `The property ${name} after refused values`);
      probe.verifyStatus("FP-002", await probe.delete(place), 204);
      const gone = at(await flowOf(probe, flow.path), name);
      verifySame(probe, ["FP-002", "FP-006"], gone, undefined, `\`${name}\` after a DELETE`);
    },
  };
}

/** A Flow without one of its properties and without what every write of one changes. */
function withoutProperty(flow: unknown, name: string): unknown {
  const changing = [name, "metadata_version", "metadata_updated", "updated_by"];
  return Object.fromEntries(Object.entries(Object(flow)).filter(([key]) => !changing.includes(key)));
}

function verifyDated(probe: Probe, what: string, before: unknown, after: unknown): void {
  const [old, now] = [before, after].map((flow) =>
    textOf(at(flow, "metadata_updated") ?? at(flow, "created")),
  );
  const moved = Date.parse(now ?? "") > Date.parse(old ?? "");
  const by = at(after, "updated_by");
  const version = textOf(at(after, "metadata_version"));
  const isNew = version !== "" && version !== at(before, "metadata_version");
  for (const id of ["FP-003", "TRAP-035"]) {
    probe.verify(id, moved, `A ${what} moves metadata_updated; it was ${old} and is ${now}.`);
    probe.verify(id, isNew, `A ${what} makes a new metadata_version; it is ${version}.`);
  }
  probe.verify("DM-037", isNew, `A ${what} makes a new metadata_version; it is ${version}.`);
  probe.verify("FP-003", textOf(by) !== "", `A ${what} sets updated_by; it is ${shown(by)}.`);
}
