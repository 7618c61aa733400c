import { claim, claimStatus } from "../claims.ts";
import { register } from "../hooks.ts";
import { at, listOf, recordOf, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { flowBody, webhookIdOf } from "../makers.ts";
import { deletionRequest } from "../scene.ts";
import { type ComplianceTest, path } from "../test.ts";
import { segmentsPath } from "../timeline.ts";

const DATE_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const JSON_HEADERS = { "Content-Type": "application/json" };
/** What no parser of JSON takes. */
const NOT_JSON = [
  "",
  "text",
  "{",
  '{"a": 1,}',
  "[1, 2",
  "{'a': 1}",
  '"a" "b"',
  "NaN",
  "undefined",
  '{"a": 1}}',
];

/** Paths of the API, with methods that they do not have and one that they have. */
const METHODS: readonly (readonly [place: string, missing: readonly string[], has: string])[] = [
  ["/", ["PUT", "POST", "DELETE"], "GET"],
  ["/service", ["PUT", "DELETE", "PATCH"], "POST"],
  ["/service/storage-backends", ["POST", "PUT", "DELETE"], "GET"],
  ["/sources", ["POST", "PUT", "DELETE"], "GET"],
  ["/flows", ["POST", "PUT", "DELETE"], "GET"],
  ["/flow-delete-requests", ["POST", "PUT", "DELETE"], "GET"],
];

/** Scalars that a Flow has below its path, good and bad. */
const SCALARS: readonly (readonly [name: string, good: readonly unknown[], bad: readonly unknown[]])[] = [
  ["label", ["text", 'a "quoted" ä'], [5, true, null, {}, ["text"]]],
  ["description", ["text", "two\nlines"], [5, true, null, {}, ["text"]]],
  ["tags/a", ["text"], [5, true, null, {}]],
  ["max_bit_rate", [5000], ["5000", true, null, {}, [5000], 1.5]],
  ["avg_bit_rate", [4000], ["4000", true, null, {}, [4000], 1.5]],
  ["read_only", [true, false], ["true", 0, 1, null, {}, [true]]],
];

/** Every date-time that a server tells, with where it stands. */
function datesOf(name: string, value: unknown): (readonly [string, unknown])[] {
  const keys = ["created", "updated", "metadata_updated", "segments_updated", "expiry"];
  return keys.filter((key) => key in recordOf(value)).map((key) => [`${key} of ${name}`, at(value, key)]);
}

export const http: readonly ComplianceTest[] = [
  {
    id: "http/unknown-path",
    title: "A path that the API does not have is not found",
    area: "http",
    behaviours: ["X-002"],
    operations: [],
    async run(probe) {
      const flow = await probe.flow();
      const places = ["/x", `/${probe.fresh.uuid()}`, "/service/x", `${flow.path}/x`, `${flow.path}/label/x`];
      for (const place of places) {
        const reply = await probe.request("GET", place, { unchecked: true });
        probe.verifyStatus("X-002", reply, 404);
      }
    },
  },
  {
    id: "http/methods",
    title: "A method that a path does not have is not allowed, and those that it has are named",
    area: "http",
    behaviours: ["X-002", "HDR-05"],
    operations: [],
    async run(probe) {
      const flow = await probe.flow();
      const own: typeof METHODS = [
        [flow.path, ["POST", "PATCH"], "PUT"],
        [`${flow.path}/read_only`, ["DELETE", "POST"], "PUT"],
        [`${flow.path}/storage`, ["GET", "PUT", "DELETE"], "POST"],
        [path`/sources/${flow.sourceId}`, ["PUT", "POST", "DELETE"], "GET"],
      ];
      for (const [place, missing, has] of [...METHODS, ...own]) {
        for (const method of missing) {
          const reply = await probe.request(method, place, { unchecked: true, body: {} });
          claimStatus(probe, ["X-002", "HDR-05"], reply, 405);
          const allow = reply.headers.get("allow") ?? "";
          const names = allow.split(",").map((name) => name.trim().toUpperCase());
          const what = `Allow of ${method} ${place} names ${has} and not ${method}; it is "${allow}".`;
          claim(
            probe,
            ["X-002", "HDR-05"],
            names.includes(has) && !names.includes(method),
            what,
            reply.exchange,
          );
        }
      }
    },
  },
  {
    id: "http/media-types",
    title: "Bodies are taken as application/json, with parameters or without, and not as anything else",
    area: "http",
    behaviours: ["X-004"],
    operations: ["PUT_flows-flowId-label", "PUT_flows-flowId"],
    async run(probe) {
      const flow = await probe.flow();
      const place = `${flow.path}/label`;
      const put = (type: string | undefined, raw: string) =>
        probe.request("PUT", place, { raw, headers: type === undefined ? {} : { "Content-Type": type } });
      const good = [
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON;charset=UTF-8",
        undefined,
      ];
      for (const type of good) {
        const label = probe.fresh.text();
        probe.verifyStatus("X-004", await put(type, JSON.stringify(label)), 204);
        const { body } = await probe.get(place);
        verifySame(probe, "X-004", body, label, `The label put as ${type ?? "no media type"}`);
      }
      const before = (await probe.get(place)).body;
      for (const type of ["text/plain", "application/xml", "application/x-www-form-urlencoded"]) {
        probe.verifyStatus("X-004", await put(type, JSON.stringify(probe.fresh.text())), 400, 415);
      }
      verifySame(probe, "X-004", (await probe.get(place)).body, before, "The label after refused bodies");
    },
  },
  {
    id: "http/scalars",
    title: "Single properties are read and written as bare JSON values",
    area: "http",
    behaviours: ["X-006", "X-007"],
    operations: ["PUT_flows-flowId-label", "PUT_flows-flowId-read-only", "PUT_flows-flowId-max-bit-rate"],
    async run(probe) {
      const flow = await probe.flow();
      for (const [name, good, bad] of SCALARS) {
        const place = `${flow.path}/${name}`;
        for (const value of good) {
          probe.verifyStatus("X-006", await probe.put(place, value), 204);
          const { text, body, exchange } = await probe.get(place);
          verifySame(probe, "X-006", body, value, `The bare JSON of ${name}`, exchange);
          claim(probe, "X-006", text.trim() !== "", `GET of ${name} has a JSON value.`, exchange);
        }
        for (const value of bad) claimStatus(probe, ["X-006", "X-007"], await probe.put(place, value), 400);
        for (const raw of NOT_JSON) {
          const reply = await probe.request("PUT", place, { raw, headers: JSON_HEADERS });
          claimStatus(probe, ["X-006", "X-007"], reply, 400);
        }
        const { body } = await probe.get(place);
        verifySame(probe, "X-006", body, good.at(-1), `${name} after refused bodies`);
      }
    },
  },
  {
    id: "http/not-json",
    title: "A body that is not JSON, or not of the documented shape, is refused",
    area: "http",
    behaviours: ["X-007"],
    operations: [
      "PUT_flows-flowId",
      "POST_flows-flowId-segments",
      "POST_flows-flowId-storage",
      "POST_webhooks",
    ],
    async run(probe) {
      const flow = await probe.flow();
      const source = path`/sources/${flow.sourceId}`;
      const places: readonly (readonly [method: string, place: string, ...bad: readonly unknown[]])[] = [
        ["PUT", flow.path, null, [], "x", 5, [flow.body], {}],
        ["PUT", path`/flows/${probe.fresh.uuid()}`, null, [], "x", {}],
        ["PUT", `${flow.path}/flow_collection`, null, {}, "x", [5], [{}], [{ id: 5 }], { id: flow.id }],
        ["POST", segmentsPath(flow), null, "x", 5, {}, [5], [{}], { object_id: 5, timerange: "[0:0_1:0)" }],
        ["POST", `${flow.path}/storage`, [], "x", 5, { limit: "x" }, { object_ids: "x" }, { limit: [] }],
        ["PUT", `${source}/label`, null, {}, 5],
        ["PUT", `${source}/tags/a`, null, {}, 5],
      ];
      for (const [method, place, ...bad] of places) {
        for (const body of bad) {
          probe.verifyStatus("X-007", await probe.request(method, place, { body }), 400);
        }
        // Storage can be asked for with no body at all.
        for (const raw of NOT_JSON.filter((text) => text !== "" || !place.endsWith("/storage"))) {
          probe.verifyStatus(
            "X-007",
            await probe.request(method, place, { raw, headers: JSON_HEADERS }),
            400,
          );
        }
      }
      verifySame(probe, "X-007", (await probe.get(segmentsPath(flow))).body, [], "The Segments of the Flow");
    },
  },
  {
    id: "http/not-json-webhooks",
    title: "A Webhook that is not JSON, or not of the documented shape, is refused",
    area: "http",
    behaviours: ["X-007"],
    operations: ["POST_webhooks", "PUT_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const { url } = await probe.receiver();
      const made = await register(probe, { url, events: ["flows/deleted"] });
      const place = path`/service/webhooks/${webhookIdOf(made)}`;
      for (const [method, target] of [
        ["POST", "/service/webhooks"],
        ["PUT", place],
      ] as const) {
        for (const body of [null, [], "x", 5, {}, { url: 5, events: [] }, { url, events: "flows/deleted" }]) {
          probe.verifyStatus("X-007", await probe.request(method, target, { body }), 400);
        }
        for (const raw of NOT_JSON) {
          probe.verifyStatus(
            "X-007",
            await probe.request(method, target, { raw, headers: JSON_HEADERS }),
            400,
          );
        }
      }
    },
  },
  {
    id: "http/extra-keys",
    title: "Keys that the API does not know are no reason to refuse a body",
    area: "http",
    behaviours: ["X-008", "X-162"],
    operations: ["PUT_flows-flowId", "POST_flows-flowId-storage", "POST_flows-flowId-segments"],
    needs: ["upload"],
    async run(probe) {
      const extra = { tams_compliance: { nested: [1, null, "x"] } };
      const judged = ["X-008", "X-162"];
      const id = probe.fresh.uuid();
      const place = path`/flows/${id}`;
      probe.cleanUp(() => probe.remove(place));
      const body = flowBody(id, probe.fresh.uuid(), extra);
      claimStatus(probe, judged, await probe.put(place, body), 201);
      claimStatus(probe, judged, await probe.put(place, body), 204);
      const storage = await probe.post(`${place}/storage`, { limit: 1, ...extra });
      claimStatus(probe, judged, storage, 201);
      const { objectId } = await probe.object({ id });
      const segment = { object_id: objectId, timerange: "[0:0_1:0)", ...extra };
      claimStatus(probe, judged, await probe.post(segmentsPath({ id }), segment), 201);
      const listed = await probe.get(segmentsPath({ id }));
      const found = listOf(listed.body).length;
      claim(probe, judged, found === 1, `The Segment is listed; there are ${found}.`, listed.exchange);
    },
  },
  {
    id: "http/extra-keys-webhooks",
    title: "Keys that the API does not know are no reason to refuse a Webhook",
    area: "http",
    behaviours: ["X-008", "X-162"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const { url } = await probe.receiver();
      const reply = await register(probe, { url, events: ["flows/deleted"], tams_compliance: [{ a: 1 }] });
      claimStatus(probe, ["X-008", "X-162"], reply, 201);
    },
  },
  {
    id: "http/date-times",
    title: "Every date-time follows RFC 3339 and says its offset",
    area: "http",
    behaviours: ["X-009"],
    operations: ["GET_flows-flowId", "GET_sources-sourceId", "GET_flow-delete-requests-request-id"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      await probe.segment(flow);
      await probe.put(`${flow.path}/label`, "changed");
      const source = await probe.get(path`/sources/${flow.sourceId}`);
      const read = await probe.get(flow.path);
      const dates = [...datesOf("a Flow", read.body), ...datesOf("a Source", source.body)];
      const request = await deletionRequest(probe);
      if (request !== undefined)
        dates.push(...datesOf("a deletion request", (await probe.get(request)).body));
      for (const [name, value] of dates) {
        const what = `${name} is an RFC 3339 date-time with Z or an offset; it is ${shown(value)}.`;
        const holds = DATE_TIME.test(textOf(value)) && !Number.isNaN(Date.parse(textOf(value)));
        probe.verify("X-009", holds, what);
      }
    },
  },
];
