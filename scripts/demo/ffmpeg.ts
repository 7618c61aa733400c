import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

const MISSING = `ffmpeg and ffprobe are needed and were not found. Get them with one of:
  apt-get install ffmpeg      (Debian, Ubuntu)
  brew install ffmpeg         (macOS)
  winget install Gyan.FFmpeg  (Windows)`;

/** What ffprobe says of one file, as far as this program asks. Numbers of packets are in ticks of `time_base`. */
export interface Report {
  readonly streams?: readonly {
    readonly id?: string;
    readonly codec_type?: string;
    readonly codec_name?: string;
    readonly time_base: string;
    readonly width?: number;
    readonly height?: number;
    readonly r_frame_rate?: string;
    readonly sample_rate?: string;
    readonly channels?: number;
  }[];
  readonly packets?: readonly {
    readonly pts: number;
    readonly duration?: number;
    readonly flags: string;
  }[];
}

/** Throws a sentence that says how to install them when ffmpeg or ffprobe is not there. */
export async function requireFfmpeg(): Promise<void> {
  for (const program of ["ffmpeg", "ffprobe"]) await output(program, ["-version"]);
}

/** Runs ffmpeg quietly and resolves to what it printed. */
export function ffmpeg(...args: readonly string[]): Promise<string> {
  return output("ffmpeg", ["-hide_banner", "-nostdin", "-loglevel", "error", "-y", ...args]);
}

/** Asks ffprobe for the given entries of a file or ffmpeg URL, of one kind of stream or of all. */
export async function ffprobe(input: string, entries: string, kind?: "v" | "a"): Promise<Report> {
  const streams = kind === undefined ? [] : ["-select_streams", kind];
  const args = ["-v", "error", ...streams, "-show_entries", entries, "-of", "json", input];
  return asReport(await output("ffprobe", args));
}

/** The MD5 of every decoded picture (`v`) or block of sound (`a`) of a file, in order and without dropping any. */
export async function decodedFrames(file: string, kind: "v" | "a"): Promise<readonly string[]> {
  // The edit list would hide the encoder's first block of sound, which the cut media carries like any other.
  const input = file.endsWith(".mp4") ? ["-ignore_editlist", "1", "-i", file] : ["-i", file];
  const text = await ffmpeg(
    ...input,
    "-map",
    `0:${kind}:0`,
    "-fps_mode",
    "passthrough",
    "-f",
    "framemd5",
    "-",
  );
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => line.slice(line.lastIndexOf(",") + 1).trim());
}

async function output(program: string, args: readonly string[]): Promise<string> {
  try {
    return (await run(program, args, { maxBuffer: 256 * 1024 * 1024 })).stdout;
  } catch (thrown) {
    const { code, stderr = "" } = asFailure(thrown);
    if (code === "ENOENT") throw new Error(MISSING, { cause: thrown });
    throw new Error(`${program} failed: ${stderr.trim().split("\n").slice(-3).join(" ")}`, { cause: thrown });
  }
}

/** ffprobe's JSON has the fields that were asked for; an absent one shows in the first computation with it. */
function asReport(text: string): Report {
  return JSON.parse(text) as Report;
}

/** What `execFile` rejects with. */
function asFailure(thrown: unknown): { code?: string | number; stderr?: string } {
  return thrown as { code?: string | number; stderr?: string };
}
