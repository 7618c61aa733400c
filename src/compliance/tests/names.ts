import { claim, claimStatus } from "../claims.ts";
import { FORMATS } from "../formats.ts";
import { at, recordOf } from "../json.ts";
import { type Filters, shown, verifyListed, verifySame } from "../listing.ts";
import { type Allocation, upload } from "../makers.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";
import { segmentsOf } from "../timeline.ts";

const READ_OBJECT = ["GET_objects"];
/** Ends of Object ids with what a path or a query gives a meaning of its own. */
const OBJECT_ENDS = [
  "a/b",
  "a b",
  "a+b",
  "a%2Fb",
  "a%b",
  "a?b#c&d=e",
  "ä/漢",
  "a:b@c",
  "a//b",
  "a;b,c",
  "(a)'b'\"c\"",
];
/** Tag names likewise. */
const TAG_NAMES = [
  "a.b",
  "a/b",
  "a b",
  "ä漢",
  "a+b",
  "a%2Fb",
  "a&b=c",
  "a?b#c",
  "A",
  "[a]",
  "a:b",
  "a,b",
  "🎬",
];
/** Booleans as clients write them, and what none is. */
const TRUE = ["true", "True", "TRUE"];
const FALSE = ["false", "False", "FALSE"];
const NEITHER = ["1", "0", "yes", "no", "maybe", "t", "truee", "null", " true"];

/** Skips the test when the server lets no client choose the ids of Objects. */
async function mustTakeIds(probe: Probe, flow: { readonly id: string }) {
  const body = { object_ids: [probe.fresh.uuid()] };
  const { status } = await probe.post(path`/flows/${flow.id}/storage`, body);
  if (status === 400) probe.skip("The server takes no Object ids of clients.");
}

/** Registers an Object under an id of the client's. */
async function named(probe: Probe, flow: { readonly id: string }, objectId: string, second: number) {
  const reply = await probe.post(path`/flows/${flow.id}/storage`, { object_ids: [objectId] });
  const item = at(reply.body, "media_objects", 0);
  const putUrl = recordOf(at(item, "put_url"));
  const allocation: Allocation = {
    objectId,
    putUrl,
    presigned: at(item, "presigned") === true,
  };
  await upload(probe, allocation, Buffer.from("Bytes of tams-compliance."));
  const timerange = `[${second}:0_${second + 1}:0)`;
  return await probe.segment(flow, { object_id: objectId, timerange });
}

export const names: readonly ComplianceTest[] = [
  {
    id: "names/object-ids",
    title:
      "Any text is an Object id, and one with slashes, blanks or signs is found percent-encoded in a path",
    area: "http",
    behaviours: ["X-022", "X-026", "TRAP-044"],
    operations: READ_OBJECT,
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      await mustTakeIds(probe, flow);
      const base = probe.fresh.objectId();
      for (const [index, end] of OBJECT_ENDS.entries()) {
        const id = `${base}/${end}`;
        await named(probe, flow, id, index);
        const judged = ["X-022", "X-026", "TRAP-044"];
        const read = await probe.get(path`/objects/${id}`);
        if (claimStatus(probe, judged, read, 200)) {
          verifySame(probe, judged, at(read.body, "id"), id, "The id of the Object read", read.exchange);
        }
        const found = await segmentsOf(probe, flow, { object_id: id });
        const what = `object_id=${shown(id)} finds its one Segment; it finds ${found.length}.`;
        claim(probe, ["X-026"], found.length === 1, what);
      }
      // Decoded twice, this would be the id with a slash in place of %2F.
      const twice = path`/objects/${`${base}/a%2Fb`}`;
      const { body, exchange } = await probe.get(twice);
      verifySame(
        probe,
        ["X-026", "TRAP-044"],
        at(body, "id"),
        `${base}/a%2Fb`,
        "The id of the Object",
        exchange,
      );
      for (const place of [path`/objects/${`${base}/a%252Fb`}`, path`/objects/${`${base}/A/B`}`]) {
        claimStatus(probe, ["X-026", "TRAP-044"], await probe.get(place), 404);
      }
    },
  },
  {
    id: "names/tags",
    title:
      "A tag of any name can be written, read, filtered by and deleted, percent-encoded in path and query",
    area: "http",
    behaviours: ["X-027"],
    operations: ["PUT_flows-flowId-tags-name", "GET_flows-flowId-tags-name", "GET_flows"],
    async run(probe) {
      const flow = await probe.flow();
      const written: Record<string, string> = {};
      for (const name of TAG_NAMES) {
        const value = probe.fresh.text();
        const place = path`/flows/${flow.id}/tags/${name}`;
        probe.verifyStatus("X-027", await probe.put(place, value), 204);
        written[name] = value;
        const read = await probe.get(place);
        verifySame(probe, "X-027", read.body, value, `The tag ${shown(name)}`, read.exchange);
        const filter = `tag.${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
        const reply = await probe.get("/flows", `source_id=${flow.sourceId}&${filter}`);
        const found = at(reply.body, 0, "id");
        verifySame(probe, "X-027", found, flow.id, `The Flow that ${filter} finds`, reply.exchange);
        const exists: Filters = { source_id: flow.sourceId, [`tag_exists.${name}`]: "false" };
        await verifyListed(probe, "X-027", "/flows", exists, []);
      }
      verifySame(probe, "X-027", (await probe.get(`${flow.path}/tags`)).body, written, "The map of tags");
      for (const name of TAG_NAMES) {
        const place = path`/flows/${flow.id}/tags/${name}`;
        probe.verifyStatus("X-027", await probe.delete(place), 204);
        probe.verifyStatus("X-027", await probe.get(place), 404);
      }
    },
  },
  {
    id: "names/case",
    title: "Tag names, tag values, labels, codecs and formats are compared with case",
    area: "http",
    behaviours: ["X-028"],
    operations: ["GET_flows", "GET_flows-flowId-tags-name"],
    async run(probe) {
      const flow = await probe.flow({ label: "Label", codec: "video/H264", tags: { Name: "Value" } });
      const mine = (filters: Filters) => ({ source_id: flow.sourceId, ...filters });
      const finds = (filters: Filters, ...found: string[]) =>
        verifyListed(probe, "X-028", "/flows", mine(filters), found);
      await finds({ label: "Label", codec: "video/H264", "tag.Name": "Value" }, flow.id);
      for (const label of ["label", "LABEL"]) await finds({ label });
      for (const codec of ["video/h264", "video/H26"]) await finds({ codec });
      await finds({ "tag.Name": "value" });
      await finds({ "tag.name": "Value" });
      await finds({ "tag_exists.name": "true" });
      await finds({ "tag_exists.name": "false" }, flow.id);
      probe.verifyStatus("X-028", await probe.get(`${flow.path}/tags/name`), 404);
      const upper = FORMATS.video.toUpperCase();
      probe.verifyStatus("X-028", await probe.get("/flows", mine({ format: upper })), 400);
      const format = { ...flow.body, format: FORMATS.video.replace("video", "Video") };
      probe.verifyStatus("X-028", await probe.put(flow.path, format), 400);
    },
  },
  {
    id: "names/case-of-status",
    title: "The status of a Flow is compared with case",
    area: "http",
    behaviours: ["X-028"],
    operations: ["GET_flows", "PUT_flows-flowId"],
    since: "8.2",
    async run(probe) {
      const flow = await probe.flow({ status: "ingesting" });
      probe.verifyStatus("X-028", await probe.get("/flows", { status: "Ingesting" }), 400);
      probe.verifyStatus("X-028", await probe.put(flow.path, { ...flow.body, status: "INGESTING" }), 400);
      const filters = { source_id: flow.sourceId, status: "ingesting" };
      await verifyListed(probe, "X-028", "/flows", filters, [flow.id]);
    },
  },
  {
    id: "names/case-of-objects",
    title: "Object ids are compared with case",
    area: "http",
    behaviours: ["X-028"],
    operations: [...READ_OBJECT, "GET_flows-flowId-segments"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      await mustTakeIds(probe, flow);
      const id = `${probe.fresh.objectId()}/Name`;
      await named(probe, flow, id, 0);
      for (const other of [id.toUpperCase(), id.toLowerCase()]) {
        probe.verifyStatus("X-028", await probe.get(path`/objects/${other}`), 404);
        const found = await segmentsOf(probe, flow, { object_id: other });
        probe.verify("X-028", found.length === 0, `object_id=${other} finds nothing.`);
      }
      probe.verifyStatus("X-028", await probe.get(path`/objects/${id}`), 200);
    },
  },
  {
    id: "names/booleans",
    title: "Booleans in queries are true and false in any letter case, and nothing else",
    area: "http",
    behaviours: ["X-029", "TRAP-062"],
    operations: ["GET_flows-flowId", "GET_flows"],
    async run(probe) {
      const flow = await probe.flow({ tags: { a: "b" } });
      const judged = ["X-029", "TRAP-062"];
      for (const text of [...TRUE, ...FALSE]) {
        const reply = await probe.get(flow.path, { include_timerange: text });
        claimStatus(probe, judged, reply, 200);
        const isShown = at(reply.body, "timerange") !== undefined;
        const wanted = TRUE.includes(text);
        const what = `include_timerange=${text} shows the timerange: ${wanted}; it does: ${isShown}.`;
        claim(probe, judged, isShown === wanted, what, reply.exchange);
        const filters = { source_id: flow.sourceId, "tag_exists.a": text };
        await verifyListed(probe, "X-029", "/flows", filters, wanted ? [flow.id] : []);
      }
      for (const text of NEITHER) {
        probe.verifyStatus("X-029", await probe.get(flow.path, { include_timerange: text }), 400);
        probe.verifyStatus("X-029", await probe.get("/flows", { "tag_exists.a": text }), 400);
      }
      for (const raw of ["True", "TRUE", "False"]) {
        const headers = { "Content-Type": "application/json" };
        const reply = await probe.request("PUT", `${flow.path}/read_only`, { raw, headers });
        probe.verifyStatus("TRAP-062", reply, 400);
      }
      for (const body of ["true", "True"]) {
        probe.verifyStatus("TRAP-062", await probe.put(`${flow.path}/read_only`, body), 400);
      }
    },
  },
];
