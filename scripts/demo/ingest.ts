import { randomUUID } from "node:crypto";
import type { Body, Schemas } from "../../src/contract/operations.ts";
import { formatTimestamp } from "../../src/time/timestamp.ts";
import type { TamsClient } from "./client.ts";
import { type Kind, type Piece, SEGMENT_SECONDS, type Track } from "./cut.ts";
import { type Recording, SAMPLE_RATE } from "./media.ts";
import { mapParallel } from "./parallel.ts";
import { add, rangeText, subtract, toTimestamp } from "./ticks.ts";

const BATCH = 8;
const UPLOADS_AT_ONCE = 4;

/** The sources of one recording; its packagings are flows of the same sources. */
export type SourceIds = Readonly<Record<Kind | "multi", string>>;

/** A flow with media in it. */
export interface Ingested {
  readonly flowId: string;
  readonly track: Track;
  /** What was uploaded as which object, in order. */
  readonly objects: ReadonlyMap<string, Piece>;
  readonly initId?: string;
  /** The time that its segments cover, in the recording's own time. */
  readonly timerange: string;
}

/** New ids for the sources of a recording. */
export function newSources(): SourceIds {
  return { video: randomUUID(), audio: randomUUID(), multi: randomUUID() };
}

/** Creates a flow for a track, allocates storage for it, uploads every piece and registers them all at once. */
export async function ingest(
  client: TamsClient,
  recording: Recording,
  track: Track,
  sources: SourceIds,
): Promise<Ingested> {
  const flowId = randomUUID();
  await client.putFlow(describe(recording, track, flowId, sources[track.kind]));
  await client.labelSource(sources[track.kind], `${recording.name} ${track.kind}`);
  const initId = await uploadInit(client, flowId, track);
  const objects = await uploadPieces(client, flowId, track.pieces);
  const segments = [...objects].map(([id, piece]) => segmentOf(id, piece, track, initId));
  await client.register(flowId, segments);
  return { flowId, track, objects, timerange: spanOf(track), ...(initId !== undefined && { initId }) };
}

/** Creates the flow that collects the video and the audio; it has no media of its own. */
export async function collect(
  client: TamsClient,
  label: string,
  parts: Readonly<Record<Kind, Ingested>>,
  sources: SourceIds,
): Promise<string> {
  const id = randomUUID();
  const flow_collection = (["video", "audio"] as const).map((role) => ({ id: parts[role].flowId, role }));
  const flow: Body<"PUT_flows-flowId"> = {
    id,
    source_id: sources.multi,
    label,
    format: "urn:x-nmos:format:multi",
    flow_collection,
  };
  await client.putFlow(flow);
  return id;
}

/** The flow of a track, as the recording and the packaging have it. */
export function describe(
  recording: Recording,
  track: Track,
  id: string,
  source_id: string,
): Body<"PUT_flows-flowId"> {
  const { kind, packaging, container, trackId } = track;
  const init = packaging === "cmaf" && { init_segments: true };
  const mapping =
    packaging === "ts" ? { mp2ts_container: { pid: trackId } } : { isobmff_container: { track_id: trackId } };
  const common = {
    id,
    source_id,
    label: `${recording.name} ${kind} ${packaging}`,
    container,
    container_mapping: { track_index: 0, ...mapping },
    segment_duration: { numerator: SEGMENT_SECONDS, denominator: 1 },
    avg_bit_rate: bitRateOf(track),
    tags: { demo: recording.name },
  };
  if (kind === "audio") {
    const essence_parameters = { sample_rate: SAMPLE_RATE, channels: recording.channels, ...init };
    return { ...common, format: "urn:x-nmos:format:audio", codec: "audio/aac", essence_parameters };
  }
  const { width: frame_width, height: frame_height, rate: frame_rate } = recording.shape;
  const essence_parameters = { frame_width, frame_height, frame_rate, bit_depth: 8, ...init };
  return { ...common, format: "urn:x-nmos:format:video", codec: "video/h264", essence_parameters };
}

/** One segment: its time in the flow, and how to come there from the times inside the object. */
function segmentOf(
  object_id: string,
  piece: Piece,
  track: Track,
  initId?: string,
): Schemas["flow-segment-post"] {
  return {
    object_id,
    timerange: rangeText(
      toTimestamp(add(piece.start, track.offset)),
      toTimestamp(add(piece.end, track.offset)),
    ),
    ts_offset: formatTimestamp(toTimestamp(track.offset)),
    key_frame_count: piece.keyFrames,
    ...(initId !== undefined && { init_object_id: initId }),
  };
}

async function uploadInit(client: TamsClient, flowId: string, { init }: Track): Promise<string | undefined> {
  if (init === undefined) return undefined;
  const [upload] = await client.allocate(flowId, { object_ids: [`init-${flowId}`] });
  if (upload === undefined) throw new Error(`Flow ${flowId} got no storage for its initialisation segment.`);
  await client.upload(upload, init.file);
  return upload.object_id;
}

/** Allocates by number, in batches, and takes as many as the server gives at a time. */
async function uploadPieces(
  client: TamsClient,
  flowId: string,
  pieces: readonly Piece[],
): Promise<ReadonlyMap<string, Piece>> {
  const objects = new Map<string, Piece>();
  for (let rest = pieces; rest.length > 0; rest = pieces.slice(objects.size)) {
    const uploads = await client.allocate(flowId, { limit: Math.min(BATCH, rest.length) });
    const pairs = rest.slice(0, uploads.length).flatMap((piece, index) => {
      const upload = uploads[index];
      return upload === undefined ? [] : [{ piece, upload }];
    });
    await mapParallel(pairs, UPLOADS_AT_ONCE, ({ piece, upload }) => client.upload(upload, piece.file));
    for (const { piece, upload } of pairs) objects.set(upload.object_id, piece);
  }
  return objects;
}

function spanOf({ pieces, offset }: Track): string {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (first === undefined || last === undefined) return "()";
  return rangeText(toTimestamp(add(first.start, offset)), toTimestamp(add(last.end, offset)));
}

/** In 1000 bit/s, as TAMS counts. */
function bitRateOf({ pieces }: Track): number {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const bits = 8n * BigInt(pieces.reduce((sum, piece) => sum + piece.size, 0));
  const { ticks, scale } = subtract(last.end, first.start);
  return Number((bits * scale) / (1000n * ticks));
}
