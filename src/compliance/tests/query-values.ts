import { claim, claimStatus } from "../claims.ts";
import { FORMAT_NAMES, FORMATS, PLAIN } from "../formats.ts";
import { at, listOf, recordOf } from "../json.ts";
import { shown, verifyListed, verifySame } from "../listing.ts";
import { sameRange } from "../ranges.ts";
import { type ComplianceTest, path } from "../test.ts";
import { laid, objectPath, segmentsOf, segmentsPath, urlsOf } from "../timeline.ts";

/** What an entry of get_urls has without verbose_storage. */
const TERSE = ["url", "presigned", "label"];
/** Values that are of no type their parameter has, on listings and on one Flow. */
const MISTYPED: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  "/sources": [{ limit: "abc" }, { limit: "1.5" }, { "tag_exists.a": "maybe" }],
  "/flows": [
    ...[
      { limit: "abc" },
      { limit: "" },
      { frame_width: "1.5" },
      { frame_width: "wide" },
      { frame_width: "" },
    ],
    ...[{ frame_height: "1.5" }, { frame_height: "0x10" }, { "tag_exists.a": "1" }, { timerange: "x" }],
  ],
};
const MISTYPED_SEGMENTS: readonly Readonly<Record<string, string>>[] = [
  ...[{ limit: "abc" }, { limit: "2.5" }, { verbose_storage: "maybe" }, { presigned: "2" }],
  ...[{ include_object_timerange: "maybe" }, { timerange: "x" }],
];
/** Names that no operation has, and names that belong to another one. */
const UNKNOWN =
  "tams_compliance=x&tams_compliance=y&Limit=abc&colour%5B%5D=red&storage_id=x&a.b=c&tagx=1&_=1&empty=";
const NO_FORMATS = [
  ...["video", "urn:x-nmos:format:image", "urn:x-tams:format:image", "urn:x-nmos:format:mux", "image/jpeg"],
  ...[
    "URN:X-NMOS:FORMAT:VIDEO",
    " urn:x-nmos:format:video",
    "urn:x-nmos:format:video,urn:x-nmos:format:audio",
  ],
];
const CODECS = [
  "video/h264",
  "audio/aac",
  "x-own/thing",
  "application/ttml+xml",
  "image/jpeg",
  "font/x",
  "text/a.b_c~d",
];
const NO_CODECS = [
  "video",
  "video/",
  "/h264",
  "own/thing",
  "video/h264/x",
  "video/h 264",
  "VIDEO/h264",
  "x-/a",
  "video/é",
  "video/a;b=c",
];

export const queryValues: readonly ComplianceTest[] = [
  {
    id: "query-values/defaults",
    title: "What is not asked for is not told: neither timeranges nor details of storage",
    area: "http",
    behaviours: ["X-150"],
    operations: ["GET_flows-flowId", "GET_flows", "GET_flows-flowId-segments", "GET_objects"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      const [segment] = await laid(probe, flow, ["[0:0_1:0)"]);
      const lacks = (place: string, query: Record<string, string>, found: unknown, key: string) => {
        const has = at(found, key);
        const what = `${place} with ${shown(query)} has no \`${key}\`; it has ${shown(has)}.`;
        probe.verify("X-150", has === undefined, what);
      };
      for (const query of [{}, { include_timerange: "false" }, { timerange: "_" }]) {
        lacks("A Flow", query, (await probe.get(flow.path, query)).body, "timerange");
      }
      const filters = { source_id: flow.sourceId };
      lacks("The Flow list", filters, at((await probe.get("/flows", filters)).body, 0), "timerange");
      for (const query of [{}, { verbose_storage: "false", include_object_timerange: "false" }]) {
        const [listed] = listOf((await probe.get(segmentsPath(flow), query)).body);
        lacks("A Segment", query, listed, "object_timerange");
        const object = segment === undefined ? undefined : (await probe.get(objectPath(segment), query)).body;
        const entries = [...urlsOf(listed), ...urlsOf(object)];
        const extra = entries
          .flatMap((entry) => Object.keys(recordOf(entry)))
          .filter((key) => !TERSE.includes(key));
        const what = `get_urls with ${shown(query)} has only ${TERSE}; it also has ${extra}.`;
        probe.verify("X-150", entries.length > 0 && extra.length === 0, what);
      }
    },
  },
  {
    id: "query-values/all-of-time",
    title: "A timerange that is left out is all of time",
    area: "http",
    behaviours: ["X-150"],
    operations: ["GET_flows-flowId", "GET_flows", "DELETE_flows-flowId-segments"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      const far = ["[-1000000:0_-999999:0)", "[0:0_1:0)", "[281474976710654:0_281474976710655:0)"];
      await laid(probe, flow, far);
      const { body, exchange } = await probe.get(flow.path, { include_timerange: true });
      const whole = "[-1000000:0_281474976710655:0)";
      const span = at(body, "timerange");
      probe.verify("X-150", sameRange(span, whole), `The span is ${whole}; it is ${shown(span)}.`, exchange);
      await verifyListed(probe, "X-150", "/flows", { source_id: flow.sourceId }, [flow.id]);
      claimStatus(probe, "X-150", await probe.remove(segmentsPath(flow)), 202, 204);
      const left = await segmentsOf(probe, flow);
      probe.verify(
        "X-150",
        left.length === 0,
        `DELETE without timerange leaves no Segment; left: ${left.length}.`,
      );
    },
  },
  {
    id: "query-values/mistyped",
    title: "A query value of the wrong type is refused",
    area: "http",
    behaviours: ["X-151"],
    operations: ["GET_sources", "GET_flows", "GET_flows-flowId", "GET_flows-flowId-segments", "GET_objects"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      const segment = await probe.segment(flow);
      const cases = [
        ...Object.entries(MISTYPED).flatMap(([place, queries]) =>
          queries.map((query) => [place, query] as const),
        ),
        ...MISTYPED_SEGMENTS.map((query) => [segmentsPath(flow), query] as const),
        ...["maybe", "2", ""].map((value) => [flow.path, { include_timerange: value }] as const),
        ...["abc", "1.5"].map((limit) => [objectPath(segment), { limit }] as const),
        [objectPath(segment), { "flow_tag_exists.a": "maybe" }] as const,
        [objectPath(segment), { verbose_storage: "maybe" }] as const,
      ];
      for (const [place, query] of cases) {
        probe.verifyStatus("X-151", await probe.get(place, query), 400);
        probe.verifyStatus("X-151", await probe.head(place, query), 400);
      }
    },
  },
  {
    id: "query-values/mistyped-orders",
    title: "reverse_order and init_segments of the wrong type are refused",
    area: "http",
    behaviours: ["X-151"],
    operations: ["GET_sources", "GET_flows"],
    since: "8.2",
    async run(probe) {
      for (const value of ["maybe", "2", "desc", ""]) {
        for (const place of ["/sources", "/flows"]) {
          probe.verifyStatus("X-151", await probe.get(place, { reverse_order: value }), 400);
        }
        probe.verifyStatus("X-151", await probe.get("/flows", { init_segments: value }), 400);
      }
    },
  },
  {
    id: "query-values/unknown",
    title: "Query parameters that the API does not know are ignored",
    area: "http",
    behaviours: ["X-152", "AMB-050"],
    operations: ["GET_flows", "GET_sources", "GET_flows-flowId", "GET_service", "PUT_flows-flowId-label"],
    async run(probe) {
      const flow = await probe.flow();
      const judged = ["X-152", "AMB-050"];
      const source = path`/sources/${flow.sourceId}`;
      const places = ["/", "/service", flow.path, `${flow.path}/label`, source, segmentsPath(flow)];
      for (const place of places) {
        const plain = await probe.get(place);
        const reply = await probe.get(place, UNKNOWN);
        if (!claimStatus(probe, judged, reply, 200)) continue;
        verifySame(
          probe,
          judged,
          reply.body,
          plain.body,
          `GET ${place} with unknown parameters`,
          reply.exchange,
        );
      }
      const listed = await probe.get("/flows", `source_id=${flow.sourceId}&${UNKNOWN}`);
      const ids = listOf(listed.body).map((item) => at(item, "id"));
      verifySame(probe, judged, ids, [flow.id], "The Flows with unknown parameters", listed.exchange);
      const options = { body: "changed", query: UNKNOWN };
      claimStatus(probe, judged, await probe.request("PUT", `${flow.path}/label`, options), 204);
    },
  },
  {
    id: "query-values/formats",
    title: "The format filter is one of the five URNs",
    area: "http",
    behaviours: ["X-154"],
    operations: ["GET_sources", "GET_flows"],
    async run(probe) {
      const source_id = probe.fresh.uuid();
      const flow = await probe.flow({ ...PLAIN.image, source_id });
      for (const name of FORMAT_NAMES) {
        probe.verifyStatus("X-154", await probe.get("/sources", { format: FORMATS[name], limit: 1 }), 200);
        const filters = { source_id, format: FORMATS[name] };
        await verifyListed(probe, "X-154", "/flows", filters, name === "image" ? [flow.id] : []);
      }
      for (const format of NO_FORMATS) {
        for (const place of ["/sources", "/flows"]) {
          probe.verifyStatus("X-154", await probe.get(place, { format }), 400);
        }
      }
    },
  },
  {
    id: "query-values/codecs",
    title: "The codec filter is a media type of a known or own kind",
    area: "http",
    behaviours: ["X-155"],
    operations: ["GET_flows"],
    async run(probe) {
      const source_id = probe.fresh.uuid();
      const flow = await probe.flow({ source_id, codec: "video/h264" });
      for (const codec of CODECS) {
        const found = codec === "video/h264" ? [flow.id] : [];
        await verifyListed(probe, "X-155", "/flows", { source_id, codec }, found);
      }
      for (const codec of NO_CODECS) {
        probe.verifyStatus("X-155", await probe.get("/flows", { source_id, codec }), 400);
      }
    },
  },
  {
    id: "query-values/plus",
    title: "A plus sign in a query value is one when it is encoded, and may be one when it is not",
    area: "http",
    behaviours: ["X-156", "TRAP-046"],
    operations: ["GET_flows"],
    async run(probe) {
      const { id, sourceId } = await probe.flow({ ...PLAIN.image, codec: "image/svg+xml", label: "a+b" });
      const finds = async (query: string) => {
        const reply = await probe.get("/flows", `source_id=${sourceId}&${query}`);
        return { reply, ids: listOf(reply.body).map((item) => at(item, "id")) };
      };
      for (const query of ["codec=image/svg%2Bxml", "codec=image%2Fsvg%2bxml", "label=a%2Bb"]) {
        const { reply, ids } = await finds(query);
        verifySame(probe, ["X-156", "TRAP-046"], ids, [id], `What ${query} finds`, reply.exchange);
      }
      const { reply, ids } = await finds("codec=image/svg+xml");
      const isPlus = reply.status === 200 && ids.length === 1;
      const isBlank = reply.status === 400 || (reply.status === 200 && ids.length === 0);
      const what = `A raw + finds the Flow, or is a blank; it answers ${reply.status} with ${ids.length}.`;
      claim(probe, "X-156", isPlus || isBlank, what, reply.exchange);
    },
  },
];
