import { at, isRecord, listOf, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";
import { objectPath, registered } from "../timeline.ts";
import { watch } from "../watching.ts";

const POST = ["POST_flows-flowId-storage"];
const CONTAINER = "video/mp2t";

type Named = { readonly id: string };

function allocate(probe: Probe, flow: Named, body: unknown): Promise<Reply> {
  return probe.post(path`/flows/${flow.id}/storage`, body);
}

function itemsOf(reply: Reply): readonly unknown[] {
  return listOf(at(reply.body, "media_objects"));
}

function idsOf(reply: Reply): string[] {
  return itemsOf(reply).map((item) => textOf(at(item, "object_id")));
}

function verifyEach(probe: Probe, ids: readonly string[], reply: Reply, ...statuses: readonly number[]) {
  for (const id of ids) probe.verifyStatus(id, reply, ...statuses);
}

/** Verifies that none of the Objects was allocated: their ids are still free. */
async function verifyFree(probe: Probe, behaviours: readonly string[], flow: Named, ids: readonly string[]) {
  const reply = await allocate(probe, flow, { object_ids: ids });
  verifyEach(probe, behaviours, reply, 201);
}

export const storage: readonly ComplianceTest[] = [
  {
    id: "storage/reply",
    title: "Storage answers 201 with Objects, each with the request that uploads it, and no other key",
    area: "storage",
    behaviours: ["STO-001", "STO-002", "STO-003", "STO-011", "AMB-046"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const reply = await allocate(probe, flow, { limit: 3 });
      probe.requireStatus("STO-001", reply, 201);
      const keys = Object.keys(isRecord(reply.body) ? reply.body : {});
      verifySame(probe, "STO-001", keys, ["media_objects"], "The keys of the reply");
      const items = itemsOf(reply);
      const fits = items.length >= 1 && items.length <= 3;
      probe.verify("STO-003", fits, `There are one to three items; there are ${items.length}.`);
      for (const item of items) {
        const putUrl = at(item, "put_url");
        const hasBoth = textOf(at(item, "object_id")) !== "" && URL.canParse(textOf(at(putUrl, "url")));
        probe.verify(
          "STO-002",
          hasBoth,
          `An item has object_id and put_url with a url; it is ${shown(item)}.`,
        );
        const presigned = at(item, "presigned");
        const isFlag = presigned === undefined || typeof presigned === "boolean";
        probe.verify("STO-002", isFlag, "presigned, where it is there, is true or false.");
        for (const id of ["STO-011", "AMB-046"]) {
          verifySame(
            probe,
            id,
            at(putUrl, "content-type"),
            CONTAINER,
            "`put_url.content-type`",
            reply.exchange,
          );
        }
        verifySame(probe, "AMB-046", at(putUrl, "content_type"), undefined, "`put_url.content_type`");
      }
    },
  },
  {
    id: "storage/container",
    title: "The content type of an upload is the Flow's container, whichever it is",
    area: "storage",
    behaviours: ["STO-011", "STO-010", "DM-060"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow({ container: "video/mp4" });
      const reply = await allocate(probe, flow, { limit: 1 });
      probe.requireStatus("STO-011", reply, 201);
      verifySame(
        probe,
        "STO-011",
        at(itemsOf(reply)[0], "put_url", "content-type"),
        "video/mp4",
        "`content-type`",
      );
      const bare = await probe.flow({ container: undefined });
      verifyEach(probe, ["STO-010", "DM-060"], await allocate(probe, bare, { limit: 1 }), 400);
    },
  },
  {
    id: "storage/limit",
    title:
      "Storage gives at least one Object without a number, at most the number asked for, and refuses none at all",
    area: "storage",
    behaviours: ["STO-003", "STO-003b", "STO-004", "STO-005", "STO-022", "AMB-016"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const one = await allocate(probe, flow, { limit: 1 });
      probe.verifyStatus("STO-003", one, 201);
      verifySame(
        probe,
        "STO-003",
        itemsOf(one).length,
        1,
        "The number of items for a limit of 1",
        one.exchange,
      );
      const standard = await allocate(probe, flow, {});
      probe.verifyStatus("STO-004", standard, 201);
      const some = itemsOf(standard).length;
      probe.verify("STO-004", some >= 1, `There is at least one item; there are ${some}.`, standard.exchange);
      for (const limit of [0, -1])
        probe.verifyStatus("STO-003b", await allocate(probe, flow, { limit }), 400);
      const both = await allocate(probe, flow, { limit: 1, object_ids: [probe.fresh.objectId()] });
      probe.verifyStatus("STO-005", both, 400);
      const none = await probe.request("POST", path`/flows/${flow.id}/storage`);
      verifyEach(probe, ["STO-022", "AMB-016"], none, 201, 400);
      const empty = none.status === 400 || itemsOf(none).length >= 1;
      for (const id of ["STO-022", "AMB-016"]) {
        probe.verify(id, empty, "Without a body, Objects are allocated as for {}.");
      }
    },
  },
  {
    id: "storage/given-ids",
    title: "object_ids gives exactly these Objects in that order",
    area: "storage",
    behaviours: ["STO-006", "STO-006b", "STO-008", "DM-005"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const wanted = [probe.fresh.objectId(), `${probe.fresh.objectId()} ü?&#%2F`];
      const reply = await allocate(probe, flow, { object_ids: wanted });
      probe.requireStatus("STO-006", reply, 201);
      const found = idsOf(reply);
      verifySame(probe, ["STO-006", "DM-005"], found.toSorted(), wanted.toSorted(), "The ids");
      verifySame(probe, "STO-006b", found, wanted, "The ids in their order");
      const id = probe.fresh.objectId();
      for (const object_ids of [[id, id], [""], [], [probe.fresh.objectId(), ""]]) {
        probe.verifyStatus("STO-008", await allocate(probe, flow, { object_ids }), 400);
      }
    },
  },
  {
    id: "storage/known-ids",
    title:
      "An Object id that is known anywhere, allocated or registered, is refused and nothing is allocated",
    area: "storage",
    behaviours: ["STO-007", "STO-007b", "AMB-017", "DM-005"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const other = await probe.flow();
      const allocated = probe.fresh.objectId();
      await allocate(probe, flow, { object_ids: [allocated] });
      const { objectId } = await registered(probe, flow);
      for (const known of [allocated, objectId]) {
        for (const target of [flow, other]) {
          const alone = await allocate(probe, target, { object_ids: [known] });
          verifyEach(probe, ["STO-007", "DM-005"], alone, 400);
        }
        const fresh = probe.fresh.objectId();
        const mixed = await allocate(probe, other, { object_ids: [fresh, known] });
        verifyEach(probe, ["STO-007", "AMB-017"], mixed, 400);
        await verifyFree(probe, ["STO-007b", "AMB-017"], flow, [fresh]);
      }
    },
  },
  {
    id: "storage/backend",
    title: "storage_id names a Storage Backend that is known, and its copy is the one that is listed",
    area: "storage",
    behaviours: ["STO-009", "STO-009b"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const unknown = await allocate(probe, flow, { limit: 1, storage_id: probe.fresh.uuid() });
      probe.verifyStatus("STO-009", unknown, 400);
      probe.verifyStatus("STO-009", await allocate(probe, flow, { limit: 1, storage_id: "x" }), 400);
      const standard = probe.server.backends.find(({ isDefault }) => isDefault);
      const absent = await allocate(probe, flow, { limit: 1 });
      probe.verifyStatus(standard === undefined ? "STO-009b" : "STO-009", absent, standard ? 201 : 400);
      if (standard) probe.verifyStatus("STO-009b", absent, 201);
      const asked = [
        ...probe.server.backends.map(({ id }) => ({ storage_id: id, id })),
        ...absentCase(standard?.id),
      ];
      for (const [second, { id, ...body }] of asked.entries()) {
        const reply = await allocate(probe, flow, { limit: 1, ...body });
        probe.verifyStatus("STO-009", reply, 201);
        const objectId = idsOf(reply)[0] ?? "";
        await probe.segment(flow, { object_id: objectId, timerange: `[${second}:0_${second + 1}:0)` });
        const object = await probe.get(objectPath({ objectId }), { verbose_storage: "true" });
        const ids = listOf(at(object.body, "get_urls")).map((entry) => at(entry, "storage_id"));
        verifySame(
          probe,
          "STO-009",
          [...new Set(ids)],
          [id],
          "The Storage Backends of its URLs",
          object.exchange,
        );
      }
    },
  },
  {
    id: "storage/unique",
    title: "Objects that the server names are named at random and never the same",
    area: "storage",
    behaviours: ["STO-017", "STO-026", "STO-026b"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const other = await probe.flow();
      const ids: string[] = [];
      for (const target of [flow, other, flow])
        ids.push(...idsOf(await allocate(probe, target, { limit: 5 })));
      verifySame(probe, "STO-017", new Set(ids).size, ids.length, "The number of different ids");
      probe.verify("STO-017", ids.length >= 3, `Each call gives an id; three calls gave ${ids.length}.`);
      // Ids that count up differ in a few characters at their ends only.
      const [first = "", second = ""] = ids;
      const differing = [...first].filter((character, index) => second[index] !== character).length;
      probe.verify(
        "STO-026",
        differing >= 8,
        `Ids differ in many places; ${first} and ${second} in ${differing}.`,
      );
      const plain = ids.every(
        (id) => decodeURIComponent(encodeURIComponent(id)) === id && /^[\x21-\x7e]+$/.test(id),
      );
      probe.verify("STO-026b", plain, "Ids are made of characters that survive percent-encoding.");
    },
  },
  {
    id: "storage/unregistered",
    title: "An Object that is allocated and not registered gives 404, as its instances do",
    area: "storage",
    behaviours: ["STO-018", "TRAP-039", "OBJ-002"],
    operations: [...POST, "GET_objects", "HEAD_objects"],
    since: "8.1",
    async run(probe) {
      const flow = await probe.flow();
      const [allocation] = await probe.storage(flow);
      const { objectId } = await probe.object(flow);
      for (const id of [allocation?.objectId ?? "", objectId]) {
        const place = objectPath({ objectId: id });
        verifyEach(probe, ["STO-018", "TRAP-039", "OBJ-002"], await probe.get(place), 404);
        verifyEach(probe, ["STO-018", "OBJ-002"], await probe.head(place), 404);
        const body = { url: "https://example.com/x", label: probe.fresh.text() };
        probe.verifyStatus("STO-018", await probe.post(`${place}/instances`, body), 404);
        probe.verifyStatus("STO-018", await probe.delete(`${place}/instances`, { label: body.label }), 404);
      }
    },
  },
  {
    id: "storage/refused",
    title: "Storage gives 403 on a read-only Flow and 404 on an unknown one",
    area: "storage",
    behaviours: ["STO-021"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      await probe.put(`${flow.path}/read_only`, true);
      probe.verifyStatus("STO-021", await allocate(probe, flow, { limit: 1 }), 403);
      probe.verifyStatus("STO-021", await allocate(probe, { id: probe.fresh.uuid() }, { limit: 1 }), 404);
      await probe.put(`${flow.path}/read_only`, false);
      probe.verifyStatus("STO-021", await allocate(probe, flow, { limit: 1 }), 201);
    },
  },
  {
    id: "storage/silent",
    title: "Allocating moves no timestamp of the Flow",
    area: "storage",
    behaviours: ["STO-023"],
    operations: POST,
    async run(probe) {
      const flow = await probe.flow();
      const before = (await probe.get(flow.path)).body;
      await allocate(probe, flow, { limit: 1 });
      const after = (await probe.get(flow.path)).body;
      for (const key of ["metadata_updated", "metadata_version", "segments_updated"]) {
        verifySame(probe, "STO-023", at(after, key), at(before, key), `\`${key}\``);
      }
    },
  },
  {
    id: "storage/silent-events",
    title: "Allocating sends no event",
    area: "storage",
    behaviours: ["STO-023"],
    operations: POST,
    needs: ["webhooks"],
    async run(probe) {
      const flow = await probe.flow();
      const events = await watch(probe, ["flows/updated", "flows/segments_added"], flow.sourceId);
      await allocate(probe, flow, { limit: 1 });
      // What comes first for this later change shows that nothing came for the allocation.
      await probe.put(`${flow.path}/label`, "later");
      const first = await events.arrival("flows/updated");
      const label = at(first, "flow", "label");
      verifySame(probe, "STO-023", label, "later", "The label in the first event");
      verifySame(probe, "STO-023", events.seen("flows/segments_added").length, 0, "Events of Segments");
    },
  },
];

/** Without a storage_id the default one is used, if there is one. */
function absentCase(standard: string | undefined): { storage_id?: string; id: string }[] {
  return standard === undefined ? [] : [{ id: standard }];
}
