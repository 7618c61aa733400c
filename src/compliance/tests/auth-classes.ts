import { as, classed, classesOf, EDIT, ONE, SHARED, TWO, verifyDecision } from "../classes.ts";
import { at, listOf } from "../json.ts";
import { nextKey, shown } from "../listing.ts";
import { flowBody } from "../makers.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";

const READS = ["", "/tags", "/label", "/description"];

/** Every item of a listing as an identity sees it, by a private tag. */
async function listed(probe: Probe, who: string, place: string, query: Record<string, string>) {
  const ids: unknown[] = [];
  const given = new Set<string>();
  let page: string | undefined;
  do {
    const reply = await probe.request("GET", place, { query: { ...query, page }, credential: who });
    ids.push(...listOf(reply.body).map((item) => at(item, "id")));
    page = nextKey(reply, given);
  } while (page !== undefined && ids.length < 1000);
  return ids;
}

/** A Flow of each kind under one private tag: alice's, bob's, one that both may read, and one without classes. */
async function four(probe: Probe) {
  const tag = probe.fresh.tagName();
  const make = async (classes: readonly string[]) => {
    const tags = { [tag]: "yes", ...(classes.length > 0 && { auth_classes: classes }) };
    const flow = await classed(probe, classes, { tags });
    await probe.put(path`/sources/${flow.sourceId}/tags/${tag}`, "yes");
    return flow;
  };
  const flows = {
    alice: await make([ONE.alice]),
    bob: await make([ONE.bob]),
    shared: await make([SHARED]),
    none: await make([]),
  };
  return { tag, flows };
}

export const authClasses: readonly ComplianceTest[] = [
  {
    id: "auth-classes/read",
    title: "Who may read nothing of a Flow or Source finds it missing; who may read it, reads all of it",
    area: "auth",
    behaviours: ["AUTH-030", "AUTH-033", "AUTH-035", "AUTH-036", "AUTH-047", "AUTH-048", "AUTH-054"],
    operations: ["GET_flows-flowId", "GET_sources-sourceId"],
    needs: TWO,
    async run(probe) {
      const { flows } = await four(probe);
      const places = ({ path: flow, sourceId }: { path: string; sourceId: string }) => [
        ...READS.map((end) => ["AUTH-048", flow + end] as const),
        ...READS.map((end) => ["AUTH-047", path`/sources/${sourceId}` + end] as const),
      ];
      for (const [id, place] of [...places(flows.alice), ...places(flows.shared)]) {
        await verifyDecision(probe, [id, "AUTH-030", "AUTH-033"], ["alice", "GET", place], 200);
      }
      for (const [id, place] of places(flows.bob)) {
        await verifyDecision(probe, [id, "AUTH-030", "AUTH-033", "AUTH-035"], ["alice", "GET", place], 404);
        await verifyDecision(probe, [id, "AUTH-035"], ["alice", "HEAD", place], 404);
      }
      for (const [, place] of places(flows.none)) {
        await verifyDecision(probe, ["AUTH-036"], ["alice", "GET", place], 404);
      }
      const segments = path`/flows/${flows.alice.id}/segments`;
      await verifyDecision(probe, ["AUTH-054", "AUTH-030"], ["alice", "GET", segments], 200);
    },
  },
  {
    id: "auth-classes/lists",
    title: "Lists show what a caller may read and nothing else, page by page, and say that they depend on it",
    area: "auth",
    behaviours: ["AUTH-046", "AUTH-065", "AUTH-036", "HDR-07"],
    operations: ["GET_flows", "GET_sources"],
    needs: TWO,
    async run(probe) {
      const { tag, flows } = await four(probe);
      const mine = { [`tag.${tag}`]: "yes" };
      const idsOf = (place: string, names: readonly (keyof typeof flows)[]) =>
        names.map((name) => (place === "/flows" ? flows[name].id : flows[name].sourceId)).toSorted();
      const verify = async (
        ids: readonly string[],
        place: string,
        query: object,
        wanted: readonly string[],
      ) => {
        const found = (await listed(probe, "alice", place, { ...mine, ...query })).toSorted();
        const text = `alice's ${place} with ${shown(query)} has ${shown(wanted)}; it has ${shown(found)}.`;
        for (const id of ids) probe.verify(id, String(found) === String(wanted), text);
      };
      for (const place of ["/flows", "/sources"]) {
        const both = idsOf(place, ["alice", "shared"]);
        await verify(["AUTH-046", "AUTH-036"], place, {}, both);
        await verify(["AUTH-046"], place, { limit: "1" }, both);
        await verify(["AUTH-065"], place, { "tag.auth_classes": SHARED }, idsOf(place, ["shared"]));
        await verify(["AUTH-065"], place, { "tag.auth_classes": ONE.bob }, []);
        await verify(["AUTH-065"], place, { "tag_exists.auth_classes": "false" }, []);
        const { headers } = await probe.request("GET", place, { query: mine, credential: "alice" });
        const vary = headers.get("vary") ?? "";
        probe.verify(
          "HDR-07",
          /\bauthorization\b|\*/i.test(vary),
          `Vary has Authorization; it is "${vary}".`,
        );
      }
    },
  },
  {
    id: "auth-classes/pages",
    title: "A page is filled with what the caller may read, whatever lies between",
    area: "auth",
    behaviours: ["AUTH-046"],
    operations: ["GET_flows"],
    needs: TWO,
    async run(probe) {
      const tag = probe.fresh.tagName();
      for (const name of [ONE.alice, ONE.bob, ONE.bob, ONE.alice, ONE.bob]) {
        await probe.flow({ tags: { [tag]: "yes", auth_classes: [name] } });
      }
      const query = { [`tag.${tag}`]: "yes", limit: 2 };
      const reply = await probe.request("GET", "/flows", { query, credential: "alice" });
      const count = listOf(reply.body).length;
      const more = reply.headers.has("x-paging-nextkey");
      const text = `The first page of two has both of alice's Flows and is the last; ${count}, more: ${more}.`;
      probe.verify("AUTH-046", count === 2 && !more, text, reply.exchange);
    },
  },
  {
    id: "auth-classes/write",
    title: "Who may only read a Flow or Source changes nothing of it; who may read nothing finds it missing",
    area: "auth",
    behaviours: ["AUTH-035", "AUTH-047", "AUTH-048", "AUTH-049", "AUTH-053", "AUTH-033"],
    operations: ["PUT_flows-flowId", "PUT_sources-sourceId-label", "DELETE_flows-flowId"],
    needs: TWO,
    async run(probe) {
      const { flows } = await four(probe);
      const tries = (name: "alice" | "bob" | "shared") => {
        const { id, sourceId, path: flow } = flows[name];
        const source = path`/sources/${sourceId}`;
        const tags = { auth_classes: name === "shared" ? [SHARED] : [ONE[name]] };
        return [
          ["AUTH-048", "PUT", `${flow}/label`, "x"],
          ["AUTH-048", "PUT", `${flow}/tags/a`, "x"],
          ["AUTH-048", "DELETE", `${flow}/label`, undefined],
          ["AUTH-048", "PUT", `${flow}/read_only`, false],
          ["AUTH-047", "PUT", `${source}/label`, "x"],
          ["AUTH-047", "DELETE", `${source}/label`, undefined],
          ["AUTH-049", "PUT", flow, flowBody(id, sourceId, { tags })],
          ["AUTH-053", "DELETE", `${flow}/segments?timerange=[90:0_91:0)`, undefined],
          ["AUTH-053", "DELETE", flow, undefined],
        ] as const;
      };
      for (const [id, method, place, body] of tries("shared"))
        await verifyDecision(probe, [id, "AUTH-035", "AUTH-033"], ["alice", method, place, body], 403);
      for (const [id, method, place, body] of tries("bob"))
        await verifyDecision(probe, [id, "AUTH-035", "AUTH-033"], ["alice", method, place, body], 404);
      for (const name of ["shared", "bob"] as const) {
        const { status, body } = await probe.get(flows[name].path);
        const same = status === 200 && at(body, "label") === flows[name].body["label"];
        probe.verify("AUTH-048", same, "What was refused has changed nothing.");
      }
      for (const [id, method, place, body] of tries("alice"))
        await verifyDecision(probe, [id, "AUTH-033"], ["alice", method, place, body], 204, 202);
    },
  },
  {
    id: "auth-classes/create",
    title: "A new Flow needs write on its Source; a new Source takes the classes of its first Flow",
    area: "auth",
    behaviours: ["AUTH-050", "AUTH-073", "AUTH-051", "TRAP-063"],
    operations: ["PUT_flows-flowId"],
    needs: TWO,
    async run(probe) {
      const { flows } = await four(probe);
      const attempt = (sourceId: string, id = probe.fresh.uuid()) => {
        probe.cleanUp(() => probe.remove(path`/flows/${id}`));
        const body = flowBody(id, sourceId, { tags: { auth_classes: [ONE.alice] } });
        return ["alice", "PUT", path`/flows/${id}`, body] as const;
      };
      await verifyDecision(probe, ["AUTH-050"], attempt(flows.shared.sourceId), 403);
      await verifyDecision(probe, ["AUTH-050"], attempt(flows.bob.sourceId), 403, 404, 400);
      await verifyDecision(probe, ["AUTH-050"], attempt(flows.alice.sourceId), 201);
      const moved = attempt(flows.bob.sourceId, flows.alice.id);
      await verifyDecision(probe, ["AUTH-051", "TRAP-063"], moved, 400, 403, 404);
      const source = at((await probe.get(flows.alice.path)).body, "source_id");
      const stays = source === flows.alice.sourceId;
      for (const id of ["AUTH-051", "TRAP-063"]) probe.verify(id, stays, "The Flow stays with its Source.");
      const fresh = await probe.flow({ tags: { auth_classes: [ONE.alice, SHARED] } });
      const classes = classesOf((await probe.get(path`/sources/${fresh.sourceId}`)).body).toSorted();
      const holds = String(classes) === String([ONE.alice, SHARED].toSorted());
      probe.verify("AUTH-073", holds, `A new Source has the classes of its first Flow; it has ${classes}.`);
    },
  },
  {
    id: "auth-classes/change",
    title: "Classes can only be given and taken by who has what they give, by whatever request",
    area: "auth",
    behaviours: ["AUTH-070", "AUTH-071", "AUTH-072", "TRAP-063"],
    operations: ["PUT_flows-flowId-tags-name", "DELETE_flows-flowId-tags-name", "PUT_flows-flowId"],
    needs: TWO,
    async run(probe) {
      // alice may not delete: neither may she give or take a class that lets somebody delete.
      const flow = await classed(probe, [EDIT, ONE.bob]);
      const source = path`/sources/${flow.sourceId}`;
      const before = classesOf((await probe.get(flow.path)).body);
      const tag = "/tags/auth_classes";
      const whole = (tags?: object) => flowBody(flow.id, flow.sourceId, { tags });
      const all = ["AUTH-070", "AUTH-071"];
      const tries = [
        [all, "PUT", flow.path + tag, [EDIT]],
        [all, "PUT", flow.path + tag, [EDIT, ONE.bob, ONE.alice]],
        [all, "DELETE", flow.path + tag, undefined],
        [all, "PUT", source + tag, [EDIT]],
        [all, "DELETE", source + tag, undefined],
        [all, "PUT", flow.path, whole({ auth_classes: [EDIT] })],
        [[...all, "AUTH-072", "TRAP-063"], "PUT", flow.path, whole({ other: "x" })],
        [[...all, "AUTH-072", "TRAP-063"], "PUT", flow.path, whole()],
      ] as const;
      for (const [ids, method, place, body] of tries) {
        await verifyDecision(probe, ids, ["alice", method, place, body], 403);
      }
      const after = classesOf((await probe.get(flow.path)).body);
      for (const id of [...all, "TRAP-063"])
        probe.verify(id, String(after) === String(before), `The classes are as before; they are ${after}.`);
      const own = await classed(probe, [ONE.alice, SHARED]);
      await verifyDecision(probe, all, ["alice", "PUT", `${own.path}/tags/other`, "x"], 204);
      const kept = flowBody(own.id, own.sourceId, {
        tags: { auth_classes: [SHARED, ONE.alice] },
        label: "x",
      });
      await verifyDecision(probe, all, ["alice", "PUT", own.path, kept], 204);
    },
  },
  {
    id: "auth-classes/collections",
    title: "Only a Flow that one may read can be collected",
    area: "auth",
    behaviours: ["AUTH-052", "TRAP-063"],
    operations: ["PUT_flows-flowId-flow-collection", "PUT_flows-flowId"],
    needs: TWO,
    async run(probe) {
      const { flows } = await four(probe);
      const format = "urn:x-nmos:format:multi";
      const multi = { format, codec: undefined, container: undefined, essence_parameters: undefined };
      const tags = { auth_classes: [ONE.alice] };
      const flow = await classed(probe, [ONE.alice], { ...multi, tags });
      const items = (id: string) => [{ id, role: "part" }];
      const place = `${flow.path}/flow_collection`;
      const ids = ["AUTH-052", "TRAP-063"];
      await verifyDecision(probe, ids, ["alice", "PUT", place, items(flows.bob.id)], 400, 403, 404);
      const body = flowBody(flow.id, flow.sourceId, { ...multi, tags, flow_collection: items(flows.bob.id) });
      await verifyDecision(probe, ids, ["alice", "PUT", flow.path, body], 400, 403, 404);
      const left = listOf(at((await probe.get(flow.path)).body, "flow_collection"));
      for (const id of ids) probe.verify(id, left.length === 0, "The collection is as before.");
      await verifyDecision(probe, ["AUTH-052"], ["alice", "PUT", place, items(flows.shared.id)], 204);
    },
  },
  {
    id: "auth-classes/forms",
    title: "Classes may be written as a list, or with commas in one text",
    area: "auth",
    behaviours: ["AUTH-032", "AMB-026"],
    operations: ["GET_flows-flowId"],
    needs: TWO,
    async run(probe) {
      const list = await probe.flow({ tags: { auth_classes: [SHARED, ONE.alice] } });
      const text = await probe.flow({ tags: { auth_classes: `${ONE.bob},${SHARED}` } });
      const replies = [
        await as(probe, "alice", "GET", list.path),
        await as(probe, "alice", "GET", text.path),
      ];
      const holds = replies.some(({ status }) => status === 200);
      const found = replies.map(({ status }) => status);
      for (const id of ["AUTH-032", "AMB-026"])
        probe.verify(id, holds, `One of the two forms is read, as the readings allow; ${found}.`);
      const other = await as(
        probe,
        "alice",
        "GET",
        (await probe.flow({ tags: { auth_classes: ONE.bob } })).path,
      );
      for (const id of ["AUTH-032", "AMB-026"]) probe.verifyStatus(id, other, 404);
    },
  },
  {
    id: "auth-classes/service",
    title:
      "Everybody who is known reads the service and the Profiles; only administrators change the service",
    area: "auth",
    behaviours: ["AUTH-040", "AUTH-062", "AUTH-063"],
    operations: ["GET_service", "POST_service", "GET_flow-delete-requests"],
    needs: TWO,
    async run(probe) {
      for (const who of ["alice", "bob"]) {
        await verifyDecision(probe, ["AUTH-040"], [who, "GET", "/"], 200);
        await verifyDecision(probe, ["AUTH-040"], [who, "GET", "/service"], 200);
        await verifyDecision(probe, ["AUTH-040"], [who, "POST", "/service", { name: 1 }], 403);
        await verifyDecision(probe, ["AUTH-062"], [who, "GET", "/flow-delete-requests"], 403);
        if (probe.server.version !== "8.2") continue;
        await verifyDecision(probe, ["AUTH-063"], [who, "GET", "/service/profiles"], 200);
      }
    },
  },
];
