import { at } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { controlledUrls, fetched, holds, isReadable, mediaBytes } from "../media.ts";
import type { Receiver } from "../receiver.ts";
import type { ComplianceTest, Probe } from "../test.ts";
import { objectPath, post, registered, segmentsOf, urlsOf } from "../timeline.ts";

const POST = ["POST_objects-instances"];
const DELETE = ["DELETE_objects-instances"];
const COPY_MS = 30_000;
/** How long a copy that must not appear is waited for. */
const ABSENCE_MS = 4000;

/** The readable URLs of an Object on a Storage Backend. */
async function copiesOf(probe: Probe, objectId: string, storageId: string): Promise<readonly unknown[]> {
  const entries = await controlledUrls(probe, objectId);
  return entries.filter((entry) => at(entry, "storage_id") === storageId);
}

/** Copies an Object to another Storage Backend than it is on; waits until the copy is listed. */
async function copied(probe: Probe, flow: { readonly id: string }) {
  const made = await registered(probe, flow);
  const [holder] = await controlledUrls(probe, made.objectId);
  const first = at(holder, "storage_id");
  const target = probe.server.backends.find(
    ({ id, storeType }) => id !== first && storeType === "http_object_store",
  );
  if (target === undefined) return probe.skip("There is no other Storage Backend for a copy.");
  const reply = await probe.post(`${objectPath(made)}/instances`, { storage_id: target.id });
  const entries = await probe.eventually(async () => {
    const found = await copiesOf(probe, made.objectId, target.id);
    return found.length > 0 ? found : undefined;
  }, COPY_MS);
  return { ...made, first: String(first), target, reply, entries: entries ?? [] };
}

/** An Object that is nowhere but behind a URL of the suite's own, if the server takes such. */
async function external(probe: Probe, receiver: Receiver): Promise<string> {
  const flow = await probe.flow();
  const objectId = probe.fresh.objectId();
  const get_urls = [{ url: `${receiver.url}/media.ts`, label: probe.fresh.text() }];
  const reply = await post(probe, flow, { object_id: objectId, timerange: "[0:0_1:0)", get_urls });
  if (reply.status !== 201) probe.skip("The server takes no Objects that it has no copy of.");
  return objectId;
}

function backendOf(probe: Probe) {
  const { backends } = probe.server;
  const backend = backends.find(({ isDefault }) => isDefault) ?? backends[0];
  return backend ?? probe.skip("The server lists no Storage Backend.");
}

export const mediaCopies: readonly ComplianceTest[] = [
  {
    id: "media-copies/copy",
    title: "A copy on another Storage Backend is made by the server, byte for byte, and shows everywhere",
    area: "objects",
    behaviours: ["OBJ-021", "OBJ-022", "OBJ-027", "DM-008"],
    operations: POST,
    needs: ["twoBackends"],
    async run(probe) {
      const flow = await probe.flow();
      const { objectId, bytes, target, reply, entries } = await copied(probe, flow);
      probe.verifyStatus("OBJ-021", reply, 201);
      probe.require("OBJ-021", entries.length > 0, "The copy is listed in the end.", reply.exchange);
      for (const entry of entries.filter((each) => isReadable(probe, each))) {
        const got = await fetched(probe, entry);
        for (const id of ["OBJ-021", "DM-008"]) {
          probe.verify(
            id,
            holds(got, bytes),
            `The copy has the same bytes; it gave ${got.status}.`,
            got.exchange,
          );
        }
      }
      const [segment] = await segmentsOf(probe, flow, { verbose_storage: "true" });
      const there = urlsOf(segment).some((entry) => at(entry, "storage_id") === target.id);
      probe.verify("OBJ-027", there, "The copy shows on the Segment.");
      const again = await probe.post(`${objectPath({ objectId })}/instances`, { storage_id: target.id });
      probe.verifyStatus("OBJ-022", again, 400);
    },
  },
  {
    id: "media-copies/delete",
    title: "A copy is taken away by its storage_id at once, and its bytes after that",
    area: "objects",
    behaviours: ["OBJ-041", "OBJ-042"],
    operations: DELETE,
    needs: ["twoBackends"],
    async run(probe) {
      const flow = await probe.flow();
      const { objectId, bytes, first, target, entries } = await copied(probe, flow);
      if (entries.length === 0) probe.skip("The copy was not made.");
      const place = `${objectPath({ objectId })}/instances`;
      probe.verifyStatus("OBJ-041", await probe.delete(place, { storage_id: target.id }), 204);
      const left = (await copiesOf(probe, objectId, target.id)).length;
      verifySame(probe, "OBJ-041", left, 0, "The number of URLs of the deleted copy");
      const [segment] = await segmentsOf(probe, flow, { verbose_storage: "true" });
      const shows = urlsOf(segment).some((entry) => at(entry, "storage_id") === target.id);
      probe.verify("OBJ-041", !shows, "The Segment does not show the deleted copy.");
      const entry = entries.find((each) => isReadable(probe, each));
      const isGone = async () => (await fetched(probe, entry)).status >= 400;
      if (entry) {
        const gone = await probe.eventually(isGone, COPY_MS);
        probe.verify("OBJ-041", gone === true, "The bytes of the deleted copy are deleted.");
      }
      for (const kept of (await copiesOf(probe, objectId, first)).filter((each) => isReadable(probe, each))) {
        const got = await fetched(probe, kept);
        probe.verify(
          "OBJ-041",
          holds(got, bytes),
          `The other copy stays; it gave ${got.status}.`,
          got.exchange,
        );
      }
      probe.verifyStatus("OBJ-042", await probe.delete(place, { storage_id: first }), 400);
    },
  },
  {
    id: "media-copies/delete-by-label",
    title: "A copy is also addressed by the label of its Storage Backend",
    area: "objects",
    behaviours: ["OBJ-045"],
    operations: DELETE,
    needs: ["twoBackends"],
    async run(probe) {
      const { objectId, target, entries } = await copied(probe, await probe.flow());
      if (entries.length === 0 || target.label === undefined) probe.skip("There is no copy with a label.");
      const query = { label: target.label ?? "" };
      const reply = await probe.delete(`${objectPath({ objectId })}/instances`, query);
      probe.verifyStatus("OBJ-045", reply, 204);
      const left = (await copiesOf(probe, objectId, target.id)).length;
      verifySame(probe, "OBJ-045", left, 0, "The number of URLs of the deleted copy");
    },
  },
  {
    id: "media-copies/fetched",
    title: "A copy of an Object that is only behind a client's URL is fetched from there",
    area: "objects",
    behaviours: ["OBJ-023", "OBJ-021"],
    operations: POST,
    async run(probe) {
      const receiver = await probe.receiver();
      const body = mediaBytes(3000);
      const headers = { "Content-Type": "video/mp2t", "Content-Length": String(body.length) };
      receiver.answer(() => ({ status: 200, headers, body }));
      const objectId = await external(probe, receiver);
      const backend = backendOf(probe);
      const reply = await probe.post(`${objectPath({ objectId })}/instances`, { storage_id: backend.id });
      probe.requireStatus("OBJ-023", reply, 201);
      const entries = await probe.eventually(async () => {
        const found = await copiesOf(probe, objectId, backend.id);
        return found.length > 0 ? found : undefined;
      }, COPY_MS);
      const says = "A copy of what is behind the URL is listed in the end.";
      probe.require("OBJ-023", entries !== undefined, says, reply.exchange);
      for (const entry of (entries ?? []).filter((each) => isReadable(probe, each))) {
        const got = await fetched(probe, entry);
        probe.verify(
          "OBJ-021",
          holds(got, body),
          `The copy has the same bytes; it gave ${got.status}.`,
          got.exchange,
        );
      }
    },
  },
  {
    id: "media-copies/failed",
    title: "A copy that cannot be made is never listed",
    area: "objects",
    behaviours: ["OBJ-031"],
    operations: POST,
    async run(probe) {
      const receiver = await probe.receiver();
      receiver.answer(() => ({ status: 404 }));
      const objectId = await external(probe, receiver);
      const backend = backendOf(probe);
      const reply = await probe.post(`${objectPath({ objectId })}/instances`, { storage_id: backend.id });
      const listed = async () => (await copiesOf(probe, objectId, backend.id)).length > 0;
      const found = await probe.eventually(listed, ABSENCE_MS);
      probe.verify(
        "OBJ-031",
        found === undefined,
        "A copy of what answers 404 is not listed.",
        reply.exchange,
      );
    },
  },
  {
    id: "media-copies/untouched",
    title: "What is behind a client's URL is read at most, also when its instance and Object go",
    area: "objects",
    behaviours: ["OBJ-047"],
    operations: DELETE,
    async run(probe) {
      const receiver = await probe.receiver();
      const flow = await probe.flow();
      const { objectId } = await registered(probe, flow);
      const place = `${objectPath({ objectId })}/instances`;
      const [one, two] = [probe.fresh.text(), probe.fresh.text()];
      for (const label of [one, two]) await probe.post(place, { url: `${receiver.url}/media.ts`, label });
      probe.verifyStatus("OBJ-047", await probe.delete(place, { label: one }), 204);
      await probe.remove(flow.path);
      await probe.eventually(async () => (await probe.get(objectPath({ objectId }))).status === 404);
      // Deleting the bytes of the server's own copy is what a wrong deletion would come with.
      await probe.eventually(async () => false, 1500);
      const methods = receiver.received.map(({ method }) => method);
      const fits = methods.every((method) => method === "GET" || method === "HEAD");
      probe.verify("OBJ-047", fits, `The URL is read at most; it got ${shown(methods)}.`);
    },
  },
];
