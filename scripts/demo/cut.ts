import { createHash } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { ffmpeg, ffprobe } from "./ffmpeg.ts";
import { AAC_SAMPLES, type Recording, SAMPLE_RATE } from "./media.ts";
import { mapParallel } from "./parallel.ts";
import { add, scaleOf, subtract, type Ticks } from "./ticks.ts";

/** The two ways to package: MPEG transport stream, or fragmented MP4 with an initialisation segment. */
export type Packaging = "ts" | "cmaf";
export type Kind = "video" | "audio";

/** One file to upload. */
export interface Part {
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
}

/** One segment of media with its exact times, from its first packet to the first packet of the next. */
export interface Piece extends Part {
  readonly start: Ticks;
  readonly end: Ticks;
  /** Pictures, or AAC packets. */
  readonly frames: number;
  readonly keyFrames: number;
}

/** One recording's video or audio, cut into segments of about `SEGMENT_SECONDS`. */
export interface Track {
  readonly kind: Kind;
  readonly packaging: Packaging;
  readonly container: string;
  readonly pieces: readonly Piece[];
  readonly init?: Part;
  /** The PID of the elementary stream or the id of the MP4 track. */
  readonly trackId: number;
  /** What to add to a media time to come to the recording's own time, which starts with the first picture at 0. */
  readonly offset: Ticks;
}

/** The length that segments are cut to. */
export const SEGMENT_SECONDS = 2;

/** A transport stream has no times below 0, but the encoder's first block of sound lies there. */
const TS_START = 10;

/** Cuts the video or the audio of a recording, without coding anything again, and reads the exact times of every segment. */
export async function cut(
  recording: Recording,
  kind: Kind,
  packaging: Packaging,
  folder: string,
): Promise<Track> {
  const into = path.join(folder, `${recording.name}-${packaging}-${kind}`);
  await mkdir(into);
  await (packaging === "ts" ? cutTransportStream : cutFragments)(recording, kind, into);
  const files = (await readdir(into)).filter((name) => name.startsWith("segment")).sort();
  const init = packaging === "cmaf" ? await partOf(path.join(into, "init.mp4")) : undefined;
  const parts = await mapParallel(files, 2, async (name) => {
    const part = await partOf(path.join(into, name));
    return { part, packets: await packetsOf(part.file, frameOf(kind, recording), init?.file) };
  });
  const pieces = parts.map(({ part, packets }, index) => pieceOf(part, packets, parts[index + 1]?.packets));
  const [first] = pieces;
  const trackId = parts[0]?.packets.trackId;
  if (first === undefined || trackId === undefined)
    throw new Error(`No ${kind} came out of ${recording.file}.`);
  requireExact(pieces, frameOf(kind, recording));
  const offset = subtract(recording.start[kind], first.start);
  const container = packaging === "ts" ? "video/mp2t" : `${kind}/mp4`;
  return { kind, packaging, container, pieces, trackId, offset, ...(init && { init }) };
}

async function cutTransportStream(recording: Recording, kind: Kind, into: string): Promise<void> {
  const times = [];
  for (let at = SEGMENT_SECONDS; at < recording.seconds; at += SEGMENT_SECONDS) times.push(TS_START + at);
  await ffmpeg(
    ...["-i", recording.file, "-map", kind === "video" ? "0:v:0" : "0:a:0", "-c", "copy", "-copyts"],
    ...["-muxdelay", "0", "-muxpreload", "0", "-output_ts_offset", String(TS_START)],
    ...["-f", "segment", "-segment_format", "mpegts", "-segment_times", times.join(",")],
    path.join(into, "segment%05d.ts"),
  );
}

async function cutFragments(recording: Recording, kind: Kind, into: string): Promise<void> {
  await ffmpeg(
    ...["-i", recording.file, "-map", kind === "video" ? "0:v:0" : "0:a:0", "-c", "copy", "-copyts"],
    ...[
      "-f",
      "hls",
      "-hls_time",
      String(SEGMENT_SECONDS),
      "-hls_list_size",
      "0",
      "-hls_segment_type",
      "fmp4",
    ],
    ...["-hls_fmp4_init_filename", "init.mp4", "-hls_segment_filename", path.join(into, "segment%05d.m4s")],
    path.join(into, "playlist.m3u8"),
  );
}

async function partOf(file: string): Promise<Part> {
  const bytes = await readFile(file);
  return { file, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

interface Packets {
  readonly first: Ticks;
  /** Where the last packet ends, for the last segment. */
  readonly end: Ticks;
  readonly frames: number;
  readonly keyFrames: number;
  readonly trackId: number;
}

async function packetsOf(file: string, frame: Ticks, init: string | undefined): Promise<Packets> {
  const input = init === undefined ? file : `concat:${init}|${file}`;
  const { packets = [], streams = [] } = await ffprobe(
    input,
    "packet=pts,duration,flags:stream=id,time_base",
  );
  const ordered = [...packets].sort((a, b) => a.pts - b.pts);
  const [stream, first, last] = [streams[0], ordered[0], ordered.at(-1)];
  if (!stream || !first || !last) throw new Error(`The segment ${file} has no packets.`);
  const scale = scaleOf(stream.time_base);
  const lastStart = { ticks: BigInt(last.pts), scale };
  // ffprobe finds no duration in a fragment of one packet.
  const { duration } = last;
  return {
    first: { ticks: BigInt(first.pts), scale },
    end: add(lastStart, duration === undefined ? frame : { ticks: BigInt(duration), scale }),
    frames: packets.length,
    keyFrames: packets.filter(({ flags }) => flags.startsWith("K")).length,
    trackId: Number(stream.id),
  };
}

function pieceOf(part: Part, packets: Packets, next: Packets | undefined): Piece {
  const { first: start, frames, keyFrames } = packets;
  return { ...part, start, end: next?.first ?? packets.end, frames, keyFrames };
}

/** How long one picture, or one packet of sound, lasts. */
function frameOf(kind: Kind, { shape: { rate } }: Recording): Ticks {
  if (kind === "audio") return { ticks: BigInt(AAC_SAMPLES), scale: BigInt(SAMPLE_RATE) };
  return { ticks: BigInt(rate.denominator), scale: BigInt(rate.numerator) };
}

/** Each segment must last as long as its frames do, to a tick of its clock; if not, the times are not what they seem. */
function requireExact(pieces: readonly Piece[], frame: Ticks): void {
  for (const { file, start, end, frames } of pieces) {
    const { ticks, scale } = subtract(subtract(end, start), {
      ...frame,
      ticks: frame.ticks * BigInt(frames),
    });
    if ((ticks < 0n ? -ticks : ticks) * start.scale > scale) {
      throw new Error(`The segment ${file} of ${frames} frames does not last as long as they do.`);
    }
  }
}
