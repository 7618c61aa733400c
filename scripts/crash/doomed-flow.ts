import { setTimeout as sleep } from "node:timers/promises";
import { mapParallel } from "../demo/parallel.ts";
import { bodyOf, type SegmentPost } from "./client.ts";
import { fileNames, keyOf } from "./folder.ts";
import { listSegments, nameOf } from "./listing.ts";
import { mustBeUnknown, WIDTH } from "./objects.ts";
import { bytesOf } from "./random.ts";
import { ASYNC_SEGMENTS } from "./server.ts";
import { allocate, createFlow, register, type Stage, segmentAt } from "./stage.ts";
import { must, mustEqualSets, Violation } from "./violation.ts";

/** Of so many segments one shares its object with another flow, and of those one has bytes. */
const SHARED_EACH = 10;
const BYTES_EACH = 5;
/** Objects of each flow that have bytes of their own. */
const OWN_BYTES = 20;
const SIZE = 4096;
/** Objects of each flow that are looked up when it is gone, chosen at random. */
const OBJECTS_LOOKED_UP = 300;
const POLL = 200;

/** A flow that is to be deleted, and what the proof needs to know of it afterwards. */
export interface DoomedFlow {
  readonly id: string;
  readonly segments: readonly SegmentPost[];
  /** Those whose objects the other flow has too. */
  readonly shared: readonly SegmentPost[];
  /** Sizes of the uploaded objects among them. */
  readonly kept: ReadonlyMap<string, number>;
  /** Keys of the uploaded objects that go with the flow. */
  readonly doomedKeys: readonly string[];
  /** The deletion request, once there is one. */
  request: string;
}

/** Makes a flow with a fifth of the segments asked for, every tenth of them in the keeping flow too. */
export async function makeDoomedFlow(stage: Stage, keeper: string, round: number): Promise<DoomedFlow> {
  const count = Math.max(2 * ASYNC_SEGMENTS, Math.round(stage.segments / 5));
  const random = stage.random.fork(`flow ${round}`);
  const id = await createFlow(stage, random, `doomed ${round}`);
  // A time of its own in the keeping flow, and the same in this one, so that every object keeps its own time.
  const segments = Array.from({ length: count }, (_, at) =>
    segmentAt(round * count + at, `del-${random.uuid()}`),
  );
  const uploads = await allocate(
    stage,
    id,
    segments.map(({ object_id }) => object_id),
  );
  const isShared = (_: unknown, at: number) => at % SHARED_EACH === 0;
  const shared = segments.filter(isShared);
  const kept = uploads.filter(isShared).filter((_, at) => at % BYTES_EACH === 0);
  const doomed = uploads.filter((_, at) => !isShared(_, at)).slice(0, OWN_BYTES);
  await mapParallel([...kept, ...doomed], WIDTH, async (upload) =>
    bodyOf(await stage.client.upload(upload, bytesOf(upload.object_id, SIZE)), 200),
  );
  await register(stage, id, segments);
  await register(stage, keeper, shared);
  const doomedKeys = doomed.map(keyOf);
  must((await keysOnDisk(stage, doomedKeys)) === OWN_BYTES, `${OWN_BYTES} uploads on disk`, () => "fewer");
  const sizes = new Map(kept.map(({ object_id }) => [object_id, SIZE]));
  return { id, segments, shared, kept: sizes, doomedKeys, request: "" };
}

/** Throws unless the flow is as it was before anybody asked to delete it. */
export async function mustBeUntouched({ client }: Stage, { id, segments }: DoomedFlow): Promise<void> {
  const listed = await listSegments(client, id);
  mustEqualSets(
    listed.map(nameOf),
    segments.map(nameOf),
    `segments of flow ${id}, whose deletion has not begun`,
  );
}

/** Throws unless nothing is left of the flow: neither itself, nor its segments, nor objects and bytes that only it had. */
export async function mustBeGone(stage: Stage, flow: DoomedFlow, deadline: number): Promise<void> {
  const { client } = stage;
  bodyOf(await client.getFlow(flow.id), 404);
  const left = bodyOf(await client.get<object[]>(`/flows/${flow.id}/segments`), 200);
  must(left.length === 0, `no segments of the deleted flow ${flow.id}`, () => String(left.length));
  const shared = new Set(flow.shared);
  const all = flow.segments.filter((segment) => !shared.has(segment));
  const own = stage.random.fork(flow.id).sample(all, OBJECTS_LOOKED_UP);
  await mapParallel(own, WIDTH, ({ object_id }) => mustBeUnknown(client, object_id));
  for (let files = OWN_BYTES; files > 0; ) {
    files = await keysOnDisk(stage, flow.doomedKeys);
    if (files > 0 && Date.now() > deadline)
      throw new Violation(`no bytes of the deleted flow ${flow.id} on disk`, `${files} objects`);
    if (files > 0) await sleep(POLL);
  }
}

/** How many of these objects have files in the data folder. */
async function keysOnDisk({ server }: Stage, keys: readonly string[]): Promise<number> {
  const names = await fileNames(server.data);
  return keys.filter((key) => names.some((name) => name.startsWith(key))).length;
}
