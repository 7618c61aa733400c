import type { Body } from "../../src/contract/operations.ts";
import { bodyOf, type Client, type SegmentPost, type Upload } from "./client.ts";
import type { Random } from "./random.ts";
import type { MortalServer } from "./server.ts";
import { must } from "./violation.ts";

/** What every scene is given. */
export interface Stage {
  readonly server: MortalServer;
  readonly client: Client;
  readonly random: Random;
  readonly kills: number;
  /** Segments of the flow that is walked; the flows that are deleted have a fifth of it. */
  readonly segments: number;
  /** Prints a line of progress. */
  say(line: string): void;
}

/** As many as one request may have. */
const BATCH = 1000;

/** Creates a video flow of a new source while nobody kills the server, and resolves to its id. */
export async function createFlow({ client }: Stage, random: Random, label: string): Promise<string> {
  const flow: Body<"PUT_flows-flowId"> = {
    id: random.uuid(),
    source_id: random.uuid(),
    label,
    format: "urn:x-nmos:format:video",
    codec: "video/h264",
    container: "video/mp2t",
    essence_parameters: { frame_width: 1920, frame_height: 1080, frame_rate: { numerator: 25 } },
  };
  bodyOf(await client.putFlow(flow), 201);
  return flow.id;
}

/** One segment a second long, `at` seconds from the start of its flow. */
export function segmentAt(at: number, object_id: string): SegmentPost {
  return { object_id, timerange: `[${at}:0_${at + 1}:0)` };
}

/** Allocates these objects while nobody kills the server; the way to upload each, in their order. */
export async function allocate(
  { client }: Stage,
  flowId: string,
  ids: readonly string[],
): Promise<readonly Upload[]> {
  const uploads: Upload[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    const wanted = ids.slice(at, at + BATCH);
    const { media_objects = [] } = bodyOf(await client.allocate(flowId, wanted), 201);
    must(media_objects.length === wanted.length, `${wanted.length} objects allocated`, () =>
      String(media_objects.length),
    );
    uploads.push(...media_objects);
  }
  return uploads;
}

/** Registers these segments while nobody kills the server; all must be taken. */
export async function register(
  { client }: Stage,
  flowId: string,
  segments: readonly SegmentPost[],
): Promise<void> {
  for (let at = 0; at < segments.length; at += BATCH)
    bodyOf(await client.register(flowId, segments.slice(at, at + BATCH)), 201);
}
