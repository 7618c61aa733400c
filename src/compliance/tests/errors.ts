import { claim } from "../claims.ts";
import { at, isRecord, listOf, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { flowBody } from "../makers.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";
import { laid, post, segmentsOf, segmentsPath } from "../timeline.ts";
import { watch } from "../watching.ts";

const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;
/** What stack traces, databases and credentials look like in a text. */
const LEAKS =
  /\bat [\w.<>$ ]+ \([^()]+:\d+\)|Traceback \(most recent|\bFile "[^"]+", line \d|\.(?:js|ts|py|go|java):\d+|node_modules|site-packages|SQLITE_|\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|AWS_|Bearer [\w-]/;
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/** Requests that a server refuses for one field each, which its `summary` should name. */
const NAMED: readonly (readonly [name: string, changes: Readonly<Record<string, unknown>>])[] = [
  ["source_id", { source_id: "x" }],
  ["format", { format: "urn:x-nmos:format:image" }],
  ["codec", { codec: "none" }],
  ["label", { label: 5 }],
  ["avg_bit_rate", { avg_bit_rate: "fast" }],
  [
    "frame_width",
    { essence_parameters: { frame_width: "x", frame_height: 2, frame_rate: { numerator: 25 } } },
  ],
];
const PARAMETERS: readonly (readonly [name: string, query: Readonly<Record<string, string>>])[] = [
  ["limit", { limit: "abc" }],
  ["source_id", { source_id: "abc" }],
  ["timerange", { timerange: "abc" }],
  ["frame_width", { frame_width: "1.5" }],
  ["format", { format: "video" }],
];

/** Refused requests of every kind, by what they ask for. */
async function refusals(probe: Probe): Promise<Reply[]> {
  const flow = await probe.flow();
  const unknown = probe.fresh.uuid();
  await probe.put(`${flow.path}/read_only`, true);
  const raw = { raw: "{", headers: { "Content-Type": "application/json" } };
  return [
    await probe.request("GET", `/${unknown}`, { unchecked: true }),
    await probe.request("PATCH", "/sources", { unchecked: true }),
    await probe.get(path`/flows/${unknown}`),
    await probe.get(path`/sources/${unknown}/label`),
    await probe.get(path`/flow-delete-requests/${unknown}`),
    await probe.get("/flows", { limit: "abc" }),
    await probe.get("/flows", { source_id: "' OR 1=1; --" }),
    await probe.get(segmentsPath(flow), { timerange: "abc" }),
    await probe.put(`${flow.path}/label`, "text"),
    await probe.delete(flow.path),
    await probe.put(path`/flows/${unknown}`, { id: unknown }),
    await probe.request("PUT", path`/flows/${unknown}`, raw),
  ];
}

/** What a refused request must leave as it is. */
async function stateOf(
  probe: Probe,
  flow: { readonly path: string; readonly id: string; readonly sourceId: string },
) {
  const read = await probe.get(flow.path, { include_timerange: true });
  const source = await probe.get(path`/sources/${flow.sourceId}`);
  return { flow: read.body, source: source.body, segments: timelineOf(await segmentsOf(probe, flow)) };
}

/** Signed URLs differ from listing to listing. */
function timelineOf(segments: readonly unknown[]): unknown {
  return segments.map((segment) => [at(segment, "object_id"), at(segment, "timerange")]);
}

/** Requests on a Flow that are refused whatever it holds. */
async function sendRefused(
  probe: Probe,
  flow: { readonly path: string; readonly id: string; readonly body: unknown },
) {
  const { path: place } = flow;
  const body = { ...(isRecord(flow.body) ? flow.body : {}), label: "changed", tags: { changed: "yes" } };
  return [
    await probe.put(place, { ...body, format: "x" }),
    await probe.put(place, { ...body, essence_parameters: { frame_width: -1 } }),
    await probe.put(`${place}/label`, 5),
    await probe.put(`${place}/tags/a`, { b: "c" }),
    await probe.put(`${place}/max_bit_rate`, "x"),
    await probe.put(`${place}/read_only`, "true"),
    await probe.put(`${place}/flow_collection`, [{ id: "x" }]),
    await post(probe, flow, { object_id: probe.fresh.objectId(), timerange: "bad" }),
    await probe.delete(segmentsPath(flow), { timerange: "bad" }),
    await probe.delete(segmentsPath(flow), { timerange: "[0:0_1:0)x" }),
  ];
}

export const errors: readonly ComplianceTest[] = [
  {
    id: "errors/bodies",
    title: "Every refusal has a JSON body, and tells nothing of the inside of the server",
    area: "http",
    behaviours: ["X-040", "X-046", "AMB-001", "HDR-05"],
    operations: [],
    async run(probe) {
      for (const { status, headers, body, text, exchange } of await refusals(probe)) {
        const type = headers.get("content-type") ?? "";
        const isJson = body !== undefined && JSON_TYPE.test(type);
        const what = `The body of a ${status} is application/json; it is "${type}": ${shown(text.slice(0, 80))}.`;
        claim(probe, ["X-040", "AMB-001"], isJson, what, exchange);
        const leak = LEAKS.exec(text)?.[0];
        probe.verify(
          "X-046",
          leak === undefined,
          `A ${status} leaks nothing; it has ${shown(leak)}.`,
          exchange,
        );
        if (status !== 405) continue;
        const allow = headers.get("allow") ?? "";
        probe.verify(
          "HDR-05",
          /\bGET\b/.test(allow),
          `Allow of a 405 names GET; it is "${allow}".`,
          exchange,
        );
      }
    },
  },
  {
    id: "errors/failed-segments",
    title: "The error of a failed Segment has a type, a summary and a time",
    area: "http",
    behaviours: ["X-041"],
    operations: ["POST_flows-flowId-segments"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      const [one, two] = [await probe.object(flow), await probe.object(flow)];
      const reply = await post(probe, flow, [
        { object_id: one.objectId, timerange: "[0:0_1:0)" },
        { object_id: two.objectId, timerange: "[0:500000000_2:0)" },
      ]);
      probe.requireStatus("X-041", reply, 200);
      const failures = listOf(at(reply.body, "failed_segments"));
      probe.verify("X-041", failures.length === 1, `One Segment fails; found: ${shown(failures)}.`);
      for (const error of failures.map((failure) => at(failure, "error"))) {
        const texts = ["type", "summary"].every((key) => textOf(at(error, key)) !== "");
        const isTimed = DATE_TIME.test(textOf(at(error, "time")));
        const traceback = at(error, "traceback");
        const isTrace =
          traceback === undefined || listOf(traceback).every((line) => typeof line === "string");
        const what = `\`error\` has type and summary as texts and time as a date-time; it is ${shown(error)}.`;
        probe.verify("X-041", texts && isTimed && isTrace, what);
      }
    },
  },
  {
    id: "errors/summaries",
    title: "The summary of an error names the field or the parameter that is wrong",
    area: "http",
    behaviours: ["X-042"],
    operations: ["PUT_flows-flowId", "GET_flows"],
    async run(probe) {
      const flow = await probe.flow();
      const names = (name: string, reply: Reply) => {
        const summary = textOf(at(reply.body, "summary"));
        const what = `The summary names ${name}; it is ${shown(summary || reply.text)}.`;
        probe.verify("X-042", reply.status === 400 && summary.includes(name), what, reply.exchange);
      };
      for (const [name, changes] of NAMED)
        names(name, await probe.put(flow.path, { ...flow.body, ...changes }));
      for (const [name, query] of PARAMETERS) names(name, await probe.get("/flows", query));
      await probe.put(`${flow.path}/read_only`, true);
      const { status, body, text, exchange } = await probe.put(`${flow.path}/label`, "text");
      const says = /read.?only/i.test(textOf(at(body, "summary")));
      const what = `The 403 of a read-only Flow says so; it is ${status} ${shown(text)}.`;
      probe.verify("X-042", status === 403 && says, what, exchange);
    },
  },
  {
    id: "errors/order",
    title: "What is not there is told before what may not be changed, and that before what is malformed",
    area: "http",
    behaviours: ["X-043"],
    operations: ["PUT_flows-flowId-label", "POST_flows-flowId-segments"],
    async run(probe) {
      const unknown = path`/flows/${probe.fresh.uuid()}`;
      const source = path`/sources/${probe.fresh.uuid()}`;
      const locked = await probe.flow();
      await probe.put(`${locked.path}/read_only`, true);
      for (const [status, place] of [
        [404, unknown],
        [403, locked.path],
      ] as const) {
        const replies = [
          await probe.put(`${place}/label`, 5),
          await probe.put(`${place}/tags/a`, 5),
          await probe.put(`${place}/max_bit_rate`, "x"),
          await probe.put(`${place}/flow_collection`, "x"),
          await probe.post(`${place}/segments`, { object_id: 5 }),
          await probe.post(`${place}/storage`, { limit: "x" }),
          await probe.delete(`${place}/segments`, { timerange: "x" }),
        ];
        for (const reply of replies) probe.verifyStatus("X-043", reply, status);
      }
      for (const name of ["label", "description", "tags/a"]) {
        probe.verifyStatus("X-043", await probe.put(`${source}/${name}`, 5), 404);
      }
    },
  },
  {
    id: "errors/nothing-changes",
    title: "A refused request changes nothing",
    area: "http",
    behaviours: ["X-044"],
    operations: ["PUT_flows-flowId", "POST_flows-flowId-segments", "DELETE_flows-flowId-segments"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow({ description: "text", tags: { a: "b" }, max_bit_rate: 5000 });
      await laid(probe, flow, ["[0:0_1:0)", "[1:0_2:0)"]);
      const before = await stateOf(probe, flow);
      for (const reply of await sendRefused(probe, flow)) probe.verifyStatus("X-044", reply, 400);
      verifySame(probe, "X-044", await stateOf(probe, flow), before, "What a refused request was about");
      const [id, sourceId] = [probe.fresh.uuid(), probe.fresh.uuid()];
      const place = path`/flows/${id}`;
      probe.verifyStatus("X-044", await probe.put(place, flowBody(id, sourceId, { codec: 5 })), 400);
      probe.verifyStatus("X-044", await probe.get(place), 404);
      probe.verifyStatus("X-044", await probe.get(path`/sources/${sourceId}`), 404);
      await probe.put(`${flow.path}/read_only`, true);
      const locked = await stateOf(probe, flow);
      probe.verifyStatus("X-044", await probe.put(flow.path, { ...flow.body, label: "changed" }), 403);
      probe.verifyStatus("X-044", await probe.delete(`${flow.path}/tags/a`), 403);
      probe.verifyStatus("X-044", await probe.delete(segmentsPath(flow)), 403);
      verifySame(probe, "X-044", await stateOf(probe, flow), locked, "A read-only Flow");
    },
  },
  {
    id: "errors/no-events",
    title: "A refused request fires no event",
    area: "http",
    behaviours: ["X-044"],
    operations: ["PUT_flows-flowId"],
    needs: ["webhooks"],
    async run(probe) {
      const flow = await probe.flow({ tags: { a: "b" } });
      const types = ["flows/updated", "flows/segments_added", "flows/segments_deleted"];
      const events = await watch(probe, types, flow.sourceId);
      await sendRefused(probe, flow);
      const last = probe.fresh.text();
      await probe.put(`${flow.path}/label`, last);
      const isLast = (event: unknown) => at(event, "flow", "label") === last;
      const told = await events.arrival("flows/updated", isLast);
      probe.require(
        "X-044",
        told !== undefined,
        "The write after the refused ones is told as flows/updated.",
      );
      const others = types.flatMap((type) => events.seen(type)).filter((event) => !isLast(event));
      probe.verify("X-044", others.length === 0, `No refused request is told; told: ${shown(others)}.`);
    },
  },
];
