import { randomUUID } from "node:crypto";
import type { Schemas } from "../../src/contract/operations.ts";
import { formatTimeRange, parseTimeRange, shift, type TimeRange } from "../../src/time/timerange.ts";
import {
  addTimestamps,
  formatTimestamp,
  negateTimestamp,
  parseTimestamp,
  type Timestamp,
} from "../../src/time/timestamp.ts";
import type { TamsClient } from "./client.ts";
import { decodedFrames } from "./ffmpeg.ts";
import { describe, type Ingested } from "./ingest.ts";
import type { Recording } from "./media.ts";
import { expectEqual, play } from "./playback.ts";
import { rangeText } from "./ticks.ts";

/** A time of one flow to use in an edit. */
export interface Clip {
  readonly recording: Recording;
  readonly flow: Ingested;
  readonly from: number;
  readonly to: number;
}

const ZERO: Timestamp = { s: 0, ns: 0 };

/**
 * Makes a flow that plays one clip after the other from time 0 by registering the objects that hold them, at new times and
 * with no byte moved; then plays it and proves that it shows exactly the pictures of those times. Resolves to their number.
 */
export async function editByReference(
  client: TamsClient,
  clips: readonly Clip[],
  file: string,
): Promise<number> {
  const [first] = clips;
  if (first === undefined) throw new Error("An edit needs a clip.");
  const flowId = randomUUID();
  const { uploaded } = client;
  await client.putFlow({
    ...describe(first.recording, first.flow.track, flowId, randomUUID()),
    label: "Edit by reference",
  });
  const { segments, end } = await segmentsOf(client, clips);
  await client.register(flowId, segments);
  expectEqual("the bytes uploaded for an edit", client.uploaded - uploaded, 0);

  const timerange = rangeText(ZERO, end);
  const { timerange: reported = "()" } = await client.getFlow(flowId);
  expectEqual("the timerange of the edit", formatTimeRange(parseTimeRange(reported)), timerange);
  const played = await play(client, flowId, timerange, file);
  expectEqual(
    "the objects of the edit",
    played.segments.map(({ object_id }) => object_id),
    segments.map(({ object_id }) => object_id),
  );
  await requireReferences(client, clips, segments, flowId);

  const pictures = await decodedFrames(file, "v");
  expectEqual("the pictures of the edit", pictures, await picturesOf(clips, segments));
  return pictures.length;
}

/** The segments of all clips, moved to follow each other; the offset into the object moves by as much as the segment does. */
async function segmentsOf(
  client: TamsClient,
  clips: readonly Clip[],
): Promise<{ segments: Schemas["flow-segment-post"][]; end: Timestamp }> {
  const segments: Schemas["flow-segment-post"][] = [];
  let end = ZERO;
  for (const { flow, from, to } of clips) {
    const listing = await client.listSegments(
      flow.flowId,
      rangeText({ s: from, ns: 0 }, { s: to, ns: 0 }),
      100,
    );
    for (const { object_id, timerange, ts_offset = "0:0" } of listing.segments) {
      const range = parseTimeRange(timerange);
      const by = addTimestamps(end, negateTimestamp(instantOf(range.start)));
      const moved = shift(range, by);
      const offset = addTimestamps(parseTimestamp(ts_offset), by);
      segments.push({ object_id, timerange: formatTimeRange(moved), ts_offset: formatTimestamp(offset) });
      end = instantOf(moved.end);
    }
  }
  return { segments, end };
}

function instantOf({ s, x }: TimeRange["start"]): Timestamp {
  return { s, ns: Math.floor(x / 2) };
}

/** Every object of the edit is known to be used by the flow it came from and by the edit. */
async function requireReferences(
  client: TamsClient,
  clips: readonly Clip[],
  segments: readonly Schemas["flow-segment-post"][],
  flowId: string,
): Promise<void> {
  for (const { object_id } of segments) {
    const owner = clips.find(({ flow }) => flow.objects.has(object_id))?.flow.flowId ?? "";
    const { referenced_by_flows } = await client.getObject(object_id);
    expectEqual(`the flows of object ${object_id}`, [...referenced_by_flows].sort(), [owner, flowId].sort());
  }
}

/** The decoded pictures of the recordings that the objects of an edit hold. */
async function picturesOf(
  clips: readonly Clip[],
  segments: readonly { object_id: string }[],
): Promise<readonly string[]> {
  const pictures = new Map<string, readonly string[]>();
  for (const { recording, flow } of clips) {
    const all = await decodedFrames(recording.file, "v");
    let first = 0;
    for (const [id, { frames }] of flow.objects) {
      pictures.set(id, all.slice(first, first + frames));
      first += frames;
    }
  }
  return segments.flatMap(({ object_id }) => pictures.get(object_id) ?? []);
}
