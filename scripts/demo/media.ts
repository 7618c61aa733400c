import path from "node:path";
import { ffmpeg, ffprobe, type Report } from "./ffmpeg.ts";
import { scaleOf, type Ticks } from "./ticks.ts";

/** AAC-LC always codes this many samples at a time. */
export const AAC_SAMPLES = 1024;
/** Of every recording, in Hz. */
export const SAMPLE_RATE = 48_000;

/** The pictures of a recording. */
export interface Shape {
  readonly width: number;
  readonly height: number;
  readonly rate: { readonly numerator: number; readonly denominator: number };
}

/** One file with H.264 and AAC: the input that everything is compared with. */
export interface Recording {
  readonly file: string;
  readonly name: string;
  readonly shape: Shape;
  readonly seconds: number;
  readonly channels: number;
  /** The presentation time of the first picture and the first block of sound, the encoder's priming included. */
  readonly start: { readonly video: Ticks; readonly audio: Ticks };
}

/** What to record: a test picture and a tone, or a file. */
export interface Take {
  readonly name: string;
  readonly seconds: number;
  readonly pattern: string;
  readonly tone: number;
  readonly shape: Shape;
  readonly input?: string;
}

/** The shape of the test pictures. */
export const SHAPE: Shape = { width: 640, height: 360, rate: { numerator: 25, denominator: 1 } };

/** Makes a recording of constant frame rate with closed groups of pictures of one second, which can be cut at any of them. */
export async function record(take: Take, folder: string): Promise<Recording> {
  const file = path.join(folder, `${take.name}.mp4`);
  const { numerator, denominator } = take.shape.rate;
  const filter = `scale=${take.shape.width}:${take.shape.height},setsar=1`;
  await ffmpeg(
    ...(await inputs(take)),
    ...["-t", String(take.seconds), "-vf", filter, "-r", `${numerator}/${denominator}`],
    ...["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-bf", "2", "-flags", "+cgop"],
    ...["-sc_threshold", "0", "-g", "600", "-force_key_frames", "expr:gte(t,n_forced)"],
    // By count of samples, since some containers round the times of sound and leave holes of microseconds.
    ...["-af", `aresample=${SAMPLE_RATE}:async=1,asetpts=N/SR/TB`],
    ...["-c:a", "aac", "-b:a", "128k", "-ar", String(SAMPLE_RATE), "-ac", "2", "-map_metadata", "-1", file],
  );
  return probe(file, take);
}

/** The shape of a video file, with even sides as H.264 in 4:2:0 needs them. */
export async function shapeOf(input: string): Promise<Shape> {
  const video = streamOf(
    await ffprobe(input, "stream=codec_type,time_base,width,height,r_frame_rate"),
    "video",
    input,
  );
  const [numerator = 25, denominator = 1] = (video.r_frame_rate ?? "").split("/").map(Number);
  const even = (side = 2) => side - (side % 2);
  return { width: even(video.width), height: even(video.height), rate: { numerator, denominator } };
}

async function inputs({ input, shape, pattern, tone }: Take): Promise<readonly string[]> {
  const { numerator, denominator } = shape.rate;
  const picture = `${pattern}=size=${shape.width}x${shape.height}:rate=${numerator}/${denominator}`;
  const sound = ["-f", "lavfi", "-i", `sine=frequency=${tone}:sample_rate=${SAMPLE_RATE}`];
  if (input === undefined) return ["-f", "lavfi", "-i", picture, ...sound, "-map", "0:v:0", "-map", "1:a:0"];
  const { streams = [] } = await ffprobe(input, "stream=codec_type,time_base");
  const own = streams.some((stream) => stream.codec_type === "audio");
  return ["-i", input, ...sound, "-map", "0:v:0", "-map", own ? "0:a:0" : "1:a:0"];
}

async function probe(file: string, take: Take): Promise<Recording> {
  const entries = "stream=codec_type,codec_name,time_base,channels";
  const streams = await ffprobe(file, entries);
  const [video, audio] = [streamOf(streams, "video", file), streamOf(streams, "audio", file)];
  if (video.codec_name !== "h264" || audio.codec_name !== "aac")
    throw new Error(`${file} is not H.264 and AAC.`);
  const { name, seconds, shape } = take;
  const start = {
    video: await firstPacket(file, "v", video.time_base),
    audio: await firstPacket(file, "a", audio.time_base),
  };
  return { file, name, seconds, shape, channels: audio.channels ?? 2, start };
}

async function firstPacket(file: string, kind: "v" | "a", timeBase: string): Promise<Ticks> {
  const { packets = [] } = await ffprobe(file, "packet=pts,flags", kind);
  const first = packets.reduce((least, { pts }) => Math.min(least, pts), Number.MAX_SAFE_INTEGER);
  return { ticks: BigInt(first), scale: scaleOf(timeBase) };
}

function streamOf(report: Report, type: string, file: string) {
  const stream = report.streams?.find((candidate) => candidate.codec_type === type);
  if (stream === undefined) throw new Error(`${file} has no ${type}.`);
  return stream;
}
