import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { at, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { type Allocation, type MadeFlow, Unmade, upload } from "../makers.ts";
import { controlledUrls, fetched, holds, isReadable, isSameOrigin, mediaBytes } from "../media.ts";
import { nanosecondsOf } from "../ranges.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";
import { initFlow, objectPath, registered, segmentsPath } from "../timeline.ts";

const GET = ["GET_objects", "GET_flows-flowId-segments"];
const STORAGE = ["POST_flows-flowId-storage"];
const SIZE = 200_000;
const MS = 1_000_000n;
/** The slow tests wait no longer than this. */
const LONGEST_MS = 25 * 60_000;
/** How long before the end of what was promised a URL is used. */
const EARLY_MS = 3000;
const LATER_MS = 2000;

async function allocated(probe: Probe, flow: { readonly id: string }, body = {}): Promise<Allocation> {
  const [allocation] = await probe.storage(flow, 1, body);
  if (allocation === undefined) throw new Unmade("No Object was allocated.");
  return allocation;
}

function verifyStored(probe: Probe, ids: readonly string[], { status, exchange }: Reply, what: string) {
  const fits = status >= 200 && status <= 299;
  for (const id of ids) probe.verify(id, fits, `${what} succeeds; it answered ${status}.`, exchange);
}

/** Uploads, registers and reads back an Object through every URL that the suite may read. */
async function verifyBytes(probe: Probe, flow: MadeFlow, allocation: Allocation, init?: Allocation) {
  const bytes = mediaBytes(SIZE);
  verifyStored(probe, ["STO-016"], await upload(probe, allocation, bytes), "An upload as it was told");
  if (init) verifyStored(probe, ["STO-016"], await upload(probe, init, bytes), "An upload of an init Object");
  const named = init === undefined ? {} : { init_object_id: init.objectId };
  await probe.segment(flow, { object_id: allocation.objectId, ...named });
  for (const { objectId, putUrl } of init ? [allocation, init] : [allocation]) {
    const entries = (await controlledUrls(probe, objectId)).filter((entry) => isReadable(probe, entry));
    probe.verify("OBJ-014", entries.length > 0, "A URL of the Object is presigned, or of the API's origin.");
    for (const entry of entries) await verifyUrl(probe, entry, bytes, textOf(putUrl["content-type"]));
  }
}

async function verifyUrl(probe: Probe, entry: unknown, bytes: Uint8Array, type: string) {
  const presigned = at(entry, "presigned") === true;
  const reply = await fetched(probe, entry);
  const says = `A GET has the ${bytes.length} bytes that were uploaded; it has ${reply.bytes.length}, by ${reply.status}.`;
  for (const id of ["OBJ-014", presigned ? "X-144" : "X-146"]) {
    probe.verify(id, holds(reply, bytes), says, reply.exchange);
  }
  const found = reply.headers.get("content-type");
  if (type !== "") verifySame(probe, "OBJ-014", found, type, "The content type", reply.exchange);
  const part = await fetched(probe, entry, { headers: { Range: "bytes=1000-1999" } });
  const wanted = Buffer.from(bytes.subarray(1000, 2000));
  const isPart = part.status === 206 && wanted.equals(Buffer.from(part.bytes));
  const fits = isPart || holds(part, bytes);
  probe.verify("OBJ-014", fits, `A range gives these bytes, or all; it gave ${part.status}.`, part.exchange);
}

export const media: readonly ComplianceTest[] = [
  {
    id: "media/bytes",
    title: "What is uploaded comes back byte for byte, with its type, through every URL of the Object",
    area: "objects",
    behaviours: ["STO-016", "OBJ-014", "X-144", "X-146"],
    operations: [...STORAGE, ...GET],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      await verifyBytes(probe, flow, await allocated(probe, flow));
    },
  },
  {
    id: "media/init-bytes",
    title: "Init Objects come back byte for byte, with the type that was asked for",
    area: "objects",
    behaviours: ["STO-016", "OBJ-014", "X-144", "X-146"],
    operations: [...STORAGE, ...GET],
    needs: ["upload"],
    since: "8.2",
    async run(probe) {
      const flow = await initFlow(probe);
      const init = await allocated(probe, flow, { content_type: "application/octet-stream" });
      await verifyBytes(probe, flow, await allocated(probe, flow), init);
    },
  },
  {
    id: "media/modes",
    title: "An upload works presigned, and not presigned where the server offers that on the API's origin",
    area: "objects",
    behaviours: ["STO-016", "X-144", "X-146"],
    operations: STORAGE,
    needs: ["upload"],
    since: "8.2",
    async run(probe) {
      const flow = await probe.flow();
      for (const presigned of [true, false]) {
        const reply = await probe.post(path`/flows/${flow.id}/storage`, { limit: 1, presigned });
        const putUrl = at(reply.body, "media_objects", 0, "put_url");
        if (reply.status !== 201 || (!presigned && !isSameOrigin(probe, putUrl))) continue;
        const allocation = await allocated(probe, flow, { presigned });
        const ids = ["STO-016", presigned ? "X-144" : "X-146"];
        verifyStored(
          probe,
          ids,
          await upload(probe, allocation, mediaBytes(1000)),
          `An upload, presigned ${presigned},`,
        );
      }
    },
  },
  {
    id: "media/unsigned-needs-credentials",
    title: "A URL of the API that is not presigned takes the API's credentials and does not work without",
    area: "objects",
    behaviours: ["X-146"],
    operations: GET,
    needs: ["upload", "credentials"],
    async run(probe) {
      const { objectId, bytes } = await registered(probe, await probe.flow());
      const urls = await controlledUrls(probe, objectId);
      const entry = urls.find((each) => at(each, "presigned") !== true && isSameOrigin(probe, each));
      if (entry === undefined) probe.skip("The server shows no URL of its own that is not presigned.");
      const open = await fetched(probe, entry, { credential: "own" });
      probe.verify("X-146", holds(open, bytes), `Credentials of the API read it; it gave ${open.status}.`);
      const bare = await fetched(probe, entry, { credential: "none" });
      const refused = bare.status === 401 || bare.status === 403;
      probe.verify("X-146", refused, `Without credentials it is refused; it gave ${bare.status}.`);
    },
  },
  {
    id: "media/checksums",
    title: "Uploads and downloads take headers about checksums",
    area: "objects",
    behaviours: ["STO-025", "X-148"],
    operations: [...STORAGE, ...GET],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      const allocation = await allocated(probe, flow);
      const bytes = mediaBytes(5000);
      const md5 = createHash("md5").update(bytes).digest("base64");
      const headers = { ...headersOf(allocation), "Content-MD5": md5 };
      const putUrl = { ...allocation.putUrl, headers };
      verifyStored(
        probe,
        ["STO-025"],
        await upload(probe, { ...allocation, putUrl }, bytes),
        "An upload with Content-MD5",
      );
      await probe.segment(flow, { object_id: allocation.objectId });
      for (const entry of await controlledUrls(probe, allocation.objectId)) {
        if (!isReadable(probe, entry)) continue;
        const reply = await fetched(probe, entry, { headers: { "x-amz-checksum-mode": "ENABLED" } });
        const says = `A GET that asks for checksums works; it answered ${reply.status}.`;
        probe.verify("X-148", holds(reply, bytes), says, reply.exchange);
      }
    },
  },
  {
    id: "media/caching",
    title: "Replies with presigned URLs may not be kept by caches",
    area: "http",
    behaviours: ["HDR-06"],
    operations: [...STORAGE, ...GET],
    async run(probe) {
      const flow = await probe.flow();
      const { objectId } = await registered(probe, flow);
      const replies = [
        await probe.get(segmentsPath(flow)),
        await probe.get(objectPath({ objectId })),
        await probe.post(path`/flows/${flow.id}/storage`, { limit: 1 }),
      ];
      for (const { text, headers, exchange } of replies) {
        if (!/"presigned":\s*true/.test(text)) continue;
        const found = headers.get("cache-control");
        const fits = /\b(?:no-store|private)\b/i.test(found ?? "");
        probe.verify(
          "HDR-06",
          fits,
          `Cache-Control is no-store or private; it is ${shown(found)}.`,
          exchange,
        );
      }
    },
  },
  {
    id: "media/presigned-later",
    title: "A presigned URL still works a while after it was given",
    area: "objects",
    behaviours: ["X-144", "STO-016"],
    operations: [...STORAGE, ...GET],
    needs: ["upload"],
    run: (probe) => verifyLasting(probe, LATER_MS),
  },
  {
    id: "media/presigned-timeout",
    title: "Presigned URLs work until min_presigned_url_timeout",
    area: "objects",
    behaviours: ["X-144", "STO-016"],
    operations: [...STORAGE, ...GET],
    needs: ["upload"],
    slow: true,
    async run(probe) {
      const promised = nanosecondsOf(probe.server.minPresignedUrlTimeout ?? "");
      if (promised === undefined) probe.skip("The server states no min_presigned_url_timeout.");
      const wait = Number((promised ?? 0n) / MS);
      if (wait > LONGEST_MS)
        probe.skip(`min_presigned_url_timeout is longer than the test can wait: ${wait / 1000} s.`);
      await verifyLasting(probe, Math.max(0, wait - EARLY_MS));
    },
  },
];

function headersOf({ putUrl }: Allocation): Record<string, string> {
  const given = putUrl["headers"];
  const entries = Object.entries(typeof given === "object" && given !== null ? given : {});
  return Object.fromEntries(entries.map(([name, value]) => [name, textOf(value)]));
}

/** Uses presigned URLs to read and to write so many milliseconds after they were given. */
async function verifyLasting(probe: Probe, wait: number) {
  const flow = await probe.flow();
  const { objectId, bytes } = await registered(probe, flow);
  const entries = (await controlledUrls(probe, objectId)).filter((entry) => at(entry, "presigned") === true);
  const allocation = await allocated(probe, flow);
  if (entries.length === 0 && allocation.presigned !== true)
    probe.skip("The server gives no presigned URLs.");
  await sleep(wait, undefined, { signal: probe.signal });
  const after = `${wait / 1000} s after it was given`;
  for (const entry of entries) {
    const reply = await fetched(probe, entry);
    probe.verify("X-144", holds(reply, bytes), `A presigned GET works ${after}; it gave ${reply.status}.`);
  }
  const reply = await upload(probe, allocation, mediaBytes(100));
  const ids = allocation.presigned === true ? ["X-144", "STO-016"] : ["STO-016"];
  verifyStored(probe, ids, reply, `An upload ${after}`);
}
