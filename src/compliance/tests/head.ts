import { claim } from "../claims.ts";
import { listOf } from "../json.ts";
import { shown } from "../listing.ts";
import { SCENES, type Scene } from "../scene.ts";
import { type ComplianceTest, type Probe, path, type Query, type Reply } from "../test.ts";
import { laid, segmentsPath } from "../timeline.ts";

const JUDGED = ["X-010", "X-012", "X-013", "X-014", "X-015", "TRAP-027", "TRAP-061"];
/** Headers whose value is the same on both; those that name a page only have to be on both. */
const SAME = ["x-paging-limit", "x-paging-count", "x-paging-reverse-order", "x-paging-timerange"];
const PRESENT = ["link", "x-paging-nextkey"];
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/** Verifies that HEAD answers as GET does, whatever that is; returns GET's reply. */
async function verifyTwin(probe: Probe, place: string, query?: Query): Promise<Reply> {
  const get = await probe.get(place, query);
  const head = await probe.head(place, query);
  const { exchange } = head;
  const what = `HEAD ${place}${query === undefined ? "" : ` with ${shown(query)}`}`;
  const exists = head.status !== 405 && head.status !== 501 && (get.status === 404 || head.status !== 404);
  claim(probe, ["X-010", "TRAP-027"], exists, `${what} is there; it answered ${head.status}.`, exchange);
  const isSame = head.status === get.status;
  probe.verify(
    "X-012",
    isSame,
    `${what} answers ${get.status}, as GET; it answered ${head.status}.`,
    exchange,
  );
  probe.verify("X-014", head.bytes.length === 0, `${what} has no body.`, exchange);
  verifyHeaders(probe, get, head, what);
  verifyLength(probe, get, head, what);
  return get;
}

function verifyHeaders(probe: Probe, get: Reply, head: Reply, what: string): void {
  const { exchange } = head;
  const value = (reply: Reply, name: string) => reply.headers.get(name);
  for (const name of [...SAME, ...PRESENT]) {
    const [theirs, ours] = [value(get, name), value(head, name)];
    const holds = SAME.includes(name) ? theirs === ours : (theirs === null) === (ours === null);
    const found = `${what} sends ${name} as GET does, ${shown(theirs)}; it sent ${shown(ours)}.`;
    claim(probe, ["X-013", "TRAP-027"], holds, found, exchange);
  }
  if (get.bytes.length === 0) return;
  const [theirs, ours] = [value(get, "content-type") ?? "", value(head, "content-type") ?? ""];
  const isJson = JSON_TYPE.test(theirs) && JSON_TYPE.test(ours);
  const found = `GET has "${theirs}" and HEAD has "${ours}"`;
  probe.verify("X-013", theirs === ours, `${what} sends GET's Content-Type; ${found}.`, exchange);
  if (get.status < 300)
    probe.verify("TRAP-061", isJson, `Content-Type is application/json on both; ${found}.`, exchange);
}

function verifyLength(probe: Probe, get: Reply, head: Reply, what: string): void {
  const length = head.headers.get("content-length");
  // Signatures in URLs may be longer or shorter the next time, so only what cannot be is held against it.
  const isSigned = get.text.includes('"presigned":true');
  const holds = length === null || (isSigned ? Number(length) > 0 : Number(length) === get.bytes.length);
  const found = `it is ${length} where GET has ${get.bytes.length}`;
  probe.verify("X-015", holds, `${what}: Content-Length is GET's or absent; ${found}.`, head.exchange);
}

function twins({ name, reads, since, needs, alone, prepare }: Scene): ComplianceTest {
  return {
    id: `head/${name}`,
    title: `HEAD is there for every path of ${name} that has GET, and sends the same headers`,
    area: "http",
    behaviours: JUDGED,
    operations: reads.map((id) => id.replace("GET_", "HEAD_")),
    ...(since && { since }),
    ...(needs && { needs }),
    ...(alone && { alone }),
    async run(probe) {
      for (const place of await prepare(probe)) {
        const head = await verifyTwin(probe, place);
        probe.verifyStatus("X-012", head, 200);
      }
    },
  };
}

export const head: readonly ComplianceTest[] = [
  ...SCENES.map(twins),
  {
    id: "head/nothing-to-get",
    title: "The paths that cannot be read have no HEAD",
    area: "http",
    behaviours: ["X-010"],
    operations: [],
    async run(probe) {
      const flow = await probe.flow();
      const places = [`${flow.path}/storage`, path`/objects/${probe.fresh.objectId()}/instances`];
      for (const place of places) {
        const reply = await probe.request("HEAD", place, { unchecked: true });
        probe.verifyStatus("X-010", reply, 404, 405, 501);
      }
    },
  },
  {
    id: "head/refusals",
    title: "HEAD refuses what GET refuses, with the same status",
    area: "http",
    behaviours: JUDGED,
    operations: ["HEAD_sources", "HEAD_flows", "HEAD_flows-flowId", "HEAD_flows-flowId-segments"],
    async run(probe) {
      const flow = await probe.flow();
      const unknown = probe.fresh.uuid();
      const refused: readonly (readonly [status: number, place: string])[] = [
        [400, "/sources?limit=abc"],
        [400, "/flows?limit=abc"],
        [400, "/flows?source_id=x"],
        [400, `${flow.path}?timerange=x`],
        [400, `${segmentsPath(flow)}?timerange=x`],
        [404, path`/sources/${unknown}`],
        [404, path`/sources/${unknown}/tags`],
        [404, path`/flows/${unknown}`],
        [404, path`/flows/${unknown}/flow_collection`],
        [404, `${flow.path}/tags/none`],
        [404, path`/flow-delete-requests/${unknown}`],
        [404, path`/objects/${probe.fresh.objectId()}`],
      ];
      for (const [status, place] of refused) {
        await verifyTwin(probe, place);
        probe.verifyStatus("X-012", await probe.head(place), status);
      }
    },
  },
  {
    id: "head/parameters",
    title: "HEAD of a listing takes the filters and the paging of GET",
    area: "http",
    behaviours: [...JUDGED, "X-011"],
    operations: ["HEAD_sources", "HEAD_flows"],
    async run(probe) {
      const { sourceId } = await probe.flow();
      await probe.flow({ source_id: sourceId });
      const mine = { source_id: sourceId };
      const first = await verifyTwin(probe, "/flows", { ...mine, limit: 1 });
      const page = first.headers.get("x-paging-nextkey") ?? undefined;
      const whole = await probe.head("/flows", mine);
      const paged = await probe.head("/flows", { ...mine, limit: 1 });
      const last = await probe.head("/flows", { ...mine, limit: 1, page });
      const none = await probe.head("/flows", { ...mine, label: probe.fresh.text() });
      const goesOn = ({ headers }: Reply) => headers.has("link") && headers.has("x-paging-nextkey");
      const limit = paged.headers.get("x-paging-limit");
      const isLimited = `HEAD with limit=1 has X-Paging-Limit 1; it has ${limit}.`;
      probe.verify("X-011", limit === "1", isLimited, paged.exchange);
      probe.verify(
        "X-011",
        goesOn(paged),
        "HEAD with limit=1 of two Flows says that more follow.",
        paged.exchange,
      );
      probe.verify("X-011", !goesOn(last), "HEAD of the last page says that nothing follows.", last.exchange);
      probe.verify(
        "X-011",
        !goesOn(none),
        "HEAD with a filter that finds nothing has no next page.",
        none.exchange,
      );
      for (const reply of [whole, paged, last, none]) probe.verifyStatus("X-011", reply, 200);
      for (const query of [
        { ...mine, limit: 1, page },
        { ...mine, label: "none" },
      ]) {
        await verifyTwin(probe, "/flows", query);
      }
    },
  },
  {
    id: "head/counts",
    title: "HEAD of a listing counts the items that GET would have",
    area: "http",
    behaviours: ["X-011", "X-013"],
    operations: ["HEAD_flows", "HEAD_flows-flowId-segments"],
    since: "8.2",
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      await probe.flow({ source_id: flow.sourceId });
      await laid(probe, flow, ["[0:0_1:0)", "[1:0_2:0)"]);
      const counted = async (place: string, query: Record<string, string>) => {
        const reply = await probe.head(place, query);
        const wanted = String(listOf((await probe.get(place, query)).body).length);
        const found = reply.headers.get("x-paging-count");
        const what = `HEAD ${place} with ${shown(query)} has X-Paging-Count ${wanted}; it has ${found}.`;
        claim(probe, ["X-011", "X-013"], found === wanted, what, reply.exchange);
      };
      await counted("/flows", { source_id: flow.sourceId });
      await counted("/flows", { source_id: flow.sourceId, label: "none" });
      await counted("/flows", { source_id: flow.sourceId, limit: "1" });
      await counted(segmentsPath(flow), {});
      await counted(segmentsPath(flow), { timerange: "[0:0_1:0)" });
      await counted(segmentsPath(flow), { timerange: "()" });
    },
  },
];
