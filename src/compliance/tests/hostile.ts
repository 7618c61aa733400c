import { claimStatus } from "../claims.ts";
import { at } from "../json.ts";
import { sameRange } from "../ranges.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";
import { laid, post, segmentsPath } from "../timeline.ts";

/** Values of `limit` and `page` that no honest client sends. */
const LIMITS = [
  "9223372036854775808",
  "99999999999999999999999999",
  "-9223372036854775809",
  "1e9",
  "0x10",
  "",
];
const PAGES = [
  "-1",
  "0",
  "9999999999999999",
  "' OR 1=1; --",
  "../../etc/passwd",
  "%00",
  "ä漢🎬",
  "a".repeat(4000),
  "e30",
];
const TEXTS = [
  "\u0000",
  "a\u0000b",
  "\ud800",
  "🎬".repeat(200),
  "'; DROP TABLE flows; --",
  "a".repeat(20_000),
];
/** Legal ranges that have crashed servers. */
const RANGES = [
  "[10:0]",
  "10:0",
  "(10:0)",
  "[10:0)",
  "()",
  "_",
  "",
  "[",
  "[]",
  "[-1:0_0:0)",
  "-0:500000000",
  "[_)",
];
const DEEP = 20_000;

/** The server gave some answer that is not its own failure. */
function verifyAnswered(probe: Probe, behaviours: readonly string[], reply: Reply): void {
  for (const id of behaviours) {
    const holds = reply.status >= 200 && reply.status < 500;
    probe.verify(id, holds, `The answer is no 5xx; it is ${reply.status}.`, reply.exchange);
  }
}

export const hostile: readonly ComplianceTest[] = [
  {
    id: "hostile/queries",
    title: "Absurd limits, pages and filters never make a 5xx",
    area: "http",
    behaviours: ["X-045"],
    operations: ["GET_sources", "GET_flows", "GET_flows-flowId-segments", "GET_flow-delete-requests"],
    async run(probe) {
      const flow = await probe.flow();
      const places = ["/sources", "/flows", "/flow-delete-requests", segmentsPath(flow)];
      for (const place of places) {
        for (const limit of LIMITS) verifyAnswered(probe, ["X-045"], await probe.get(place, { limit }));
        for (const page of PAGES) verifyAnswered(probe, ["X-045"], await probe.get(place, { page }));
        for (const raw of ["%", "%zz", "%ff", "a=%c3%28", "&&&", "=x", "?", "tag.=x", "tag_exists.=true"]) {
          verifyAnswered(probe, ["X-045"], await probe.get(place, `limit=1&${raw}`));
        }
        for (const text of TEXTS) {
          const value = encodeURIComponent(text.toWellFormed().slice(0, 4000));
          const query = `limit=1&label=${value}&tag.a=${value}&object_id=${value}`;
          verifyAnswered(probe, ["X-045"], await probe.get(place, query));
        }
      }
    },
  },
  {
    id: "hostile/paths",
    title: "Absurd ids and names in paths never make a 5xx",
    area: "http",
    behaviours: ["X-045"],
    operations: ["GET_flows-flowId", "GET_objects"],
    async run(probe) {
      const flow = await probe.flow();
      const parts = [
        "%00",
        "%",
        "%zz",
        "%ff",
        "..%2f..%2fetc%2fpasswd",
        "%c3%28",
        "a".repeat(2000),
        "%20",
        "%2f",
      ];
      for (const part of parts) {
        for (const place of [
          "/flows/",
          "/sources/",
          "/objects/",
          `${flow.path}/tags/`,
          "/flow-delete-requests/",
        ]) {
          verifyAnswered(probe, ["X-045"], await probe.request("GET", place + part, { unchecked: true }));
        }
      }
    },
  },
  {
    id: "hostile/bodies",
    title: "Deep, huge or odd JSON never makes a 5xx",
    area: "http",
    behaviours: ["X-045"],
    operations: ["PUT_flows-flowId", "PUT_flows-flowId-label", "PUT_flows-flowId-tags-name"],
    async run(probe) {
      const flow = await probe.flow();
      const headers = { "Content-Type": "application/json" };
      const deep = "[".repeat(DEEP) + "]".repeat(DEEP);
      const objects = `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`;
      const odd = ['"\\ud800"', '"\\u0000"', "1e999", '{"__proto__": {"a": 1}}', "-0", '{"id": 1, "id": 2}'];
      for (const raw of [deep, objects, ...odd]) {
        for (const place of [
          flow.path,
          `${flow.path}/label`,
          `${flow.path}/tags/a`,
          `${flow.path}/max_bit_rate`,
        ]) {
          verifyAnswered(probe, ["X-045"], await probe.request("PUT", place, { raw, headers }));
        }
      }
      for (const text of TEXTS) {
        for (const name of ["label", "description", "tags/a"]) {
          verifyAnswered(probe, ["X-045"], await probe.put(`${flow.path}/${name}`, text));
        }
        const tag = path`/flows/${flow.id}/tags/${text.toWellFormed().slice(0, 300)}`;
        verifyAnswered(probe, ["X-045"], await probe.put(tag, "a"));
      }
      probe.verifyStatus("X-045", await probe.get(flow.path), 200);
      probe.verifyStatus("X-045", await probe.get("/flows", { source_id: flow.sourceId }), 200);
    },
  },
  {
    id: "hostile/segments",
    title: "A Segment that never ends, or is empty, never makes a 5xx",
    area: "http",
    behaviours: ["X-045"],
    operations: ["POST_flows-flowId-segments"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      for (const timerange of ["_", "()", "", "[]", "[0:0_", "_0:0)", "[5:0_1:0)", "[1:0_1:0)", "(1:0)"]) {
        const { objectId } = await probe.object(flow);
        verifyAnswered(probe, ["X-045"], await post(probe, flow, { object_id: objectId, timerange }));
      }
      for (const object_id of ["", "\u0000", "a".repeat(5000)]) {
        verifyAnswered(probe, ["X-045"], await post(probe, flow, { object_id, timerange: "[0:0_1:0)" }));
      }
      verifyAnswered(probe, ["X-045"], await post(probe, flow, []));
      probe.verifyStatus("X-045", await probe.get(segmentsPath(flow)), 200);
    },
  },
  {
    id: "hostile/timeranges",
    title: "Instants, empty ranges, no text at all and negative times are legal in queries",
    area: "http",
    behaviours: ["TRAP-002", "X-045"],
    operations: ["GET_flows", "GET_flows-flowId", "GET_flows-flowId-segments"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      await laid(probe, flow, ["[9:0_11:0)"]);
      for (const timerange of RANGES) {
        const replies = [
          await probe.get(segmentsPath(flow), { timerange }),
          await probe.get(flow.path, { timerange, include_timerange: true }),
          await probe.get("/flows", { source_id: flow.sourceId, timerange }),
          await probe.head(segmentsPath(flow), { timerange }),
        ];
        for (const reply of replies) claimStatus(probe, ["TRAP-002", "X-045"], reply, 200);
      }
      const { body, exchange } = await probe.get(flow.path, { timerange: "[10:0]", include_timerange: true });
      const isWhole = sameRange(at(body, "timerange"), "[9:0_11:0)");
      probe.verify("TRAP-002", isWhole, "The instant finds the Segment around it.", exchange);
    },
  },
];
