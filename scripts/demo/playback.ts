import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { formatTimeRange, parseTimeRange } from "../../src/time/timerange.ts";
import type { Listing, TamsClient } from "./client.ts";
import { decodedFrames, ffprobe } from "./ffmpeg.ts";
import type { Ingested } from "./ingest.ts";
import type { Recording } from "./media.ts";
import { mapParallel } from "./parallel.ts";
import { scaleOf, subtract, type Ticks } from "./ticks.ts";

const PAGE = 4;
const DOWNLOADS_AT_ONCE = 4;

/** What was played, and the SHA-256 of every object that was fetched for it, by id. */
export interface Played extends Listing {
  readonly digests: ReadonlyMap<string, string>;
}

/** Lists the segments of a time, fetches their objects and joins them in a file: initialisation segment first, then media. */
export async function play(
  client: TamsClient,
  flowId: string,
  timerange: string,
  file: string,
): Promise<Played> {
  const listing = await client.listSegments(flowId, timerange, PAGE);
  const [init] = listing.segments.map((segment) => segment.init_object);
  const wanted = [...(init === undefined ? [] : [init]), ...listing.segments];
  const fetched = await mapParallel(wanted, DOWNLOADS_AT_ONCE, async ({ object_id, get_urls }) => {
    return { object_id, bytes: await client.download(object_id, get_urls) };
  });
  await writeFile(file, Buffer.concat(fetched.map(({ bytes }) => bytes)));
  return { ...listing, digests: new Map(fetched.map(({ object_id, bytes }) => [object_id, sha256(bytes)])) };
}

/**
 * Plays a whole flow and proves it equal to the recording: every object by its SHA-256, the flow's timerange, the number and
 * MD5 of every decoded picture or block of sound, and the time from the first packet to the last. Resolves to the frames.
 */
export async function proveEqual(
  client: TamsClient,
  recording: Recording,
  flow: Ingested,
  file: string,
): Promise<number> {
  const { flowId, timerange, track } = flow;
  const { timerange: reported = "()" } = await client.getFlow(flowId);
  expectEqual(`the timerange of flow ${flowId}`, formatTimeRange(parseTimeRange(reported)), timerange);
  requireObjects(flow, await play(client, flowId, timerange, file));
  const kind = track.kind === "video" ? "v" : "a";
  const [input, output] = [await decodedFrames(recording.file, kind), await decodedFrames(file, kind)];
  expectEqual(`the decoded ${track.kind} of ${track.packaging}`, output, input);
  await requireSameLength(recording.file, file, kind);
  return output.length;
}

/** Throws a sentence with both values unless they are equal as JSON. */
export function expectEqual(what: string, actual: unknown, expected: unknown): void {
  const [left, right] = [JSON.stringify(actual) ?? "absent", JSON.stringify(expected) ?? "absent"];
  if (left === right) return;
  throw new Error(`Expected ${what} to be ${right.slice(0, 200)}, got ${left.slice(0, 200)}.`);
}

/** What came back must be what was sent, in the order of time, each with the initialisation segment it needs. */
function requireObjects({ objects, initId, track }: Ingested, { segments, digests }: Played): void {
  const ids = segments.map((segment) => segment.object_id);
  expectEqual("the objects read back", ids, [...objects.keys()]);
  for (const [id, piece] of objects)
    expectEqual(`the SHA-256 of object ${id}`, digests.get(id), piece.sha256);
  for (const { init_object } of segments)
    expectEqual("the initialisation segment", init_object?.object_id, initId);
  if (initId !== undefined) expectEqual(`the SHA-256 of ${initId}`, digests.get(initId), track.init?.sha256);
}

/** As many packets, and as far from the first to the last, to a tick of the coarser clock. */
async function requireSameLength(input: string, output: string, kind: "v" | "a"): Promise<void> {
  const [left, right] = [await extentOf(input, kind), await extentOf(output, kind)];
  expectEqual(`the packets in ${output}`, right.packets, left.packets);
  const { ticks, scale } = subtract(left.length, right.length);
  const coarser = left.length.scale < right.length.scale ? left.length.scale : right.length.scale;
  if ((ticks < 0n ? -ticks : ticks) * coarser > scale)
    throw new Error(`${output} is not as long as ${input}.`);
}

async function extentOf(file: string, kind: "v" | "a"): Promise<{ packets: number; length: Ticks }> {
  const { packets = [], streams = [] } = await ffprobe(file, "packet=pts,flags:stream=time_base", kind);
  const times = packets.map(({ pts }) => pts).sort((a, b) => a - b);
  const length = BigInt((times.at(-1) ?? 0) - (times[0] ?? 0));
  return {
    packets: packets.length,
    length: { ticks: length, scale: scaleOf(streams[0]?.time_base ?? "1/1") },
  };
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
