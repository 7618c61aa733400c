import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { TamsClient } from "./demo/client.ts";
import { cut, type Packaging } from "./demo/cut.ts";
import { editByReference } from "./demo/edit.ts";
import { requireFfmpeg } from "./demo/ffmpeg.ts";
import { collect, type Ingested, ingest, newSources, type SourceIds } from "./demo/ingest.ts";
import { type Recording, record, SHAPE, shapeOf } from "./demo/media.ts";
import { proveEqual } from "./demo/playback.ts";
import { Progress } from "./demo/report.ts";
import { startServer } from "./demo/server.ts";

const HELP = `Usage: npm run demo [-- OPTION...]

Sends real media through a TAMS and proves that it comes back whole. Makes a video (or takes one), cuts it into MPEG
transport stream and CMAF segments, ingests both as flows, reads them back by time, and compares with the input: every
object by SHA-256, every decoded picture and block of sound by MD5, the number of packets and the time from the first to
the last. Then edits two recordings into a third flow by reference, moving no bytes, and proves its pictures.

  --url URL      use this TAMS; else one is started on a free port with its data in a temporary folder
  --ts, --fmp4   only this packaging (the edit goes with --ts)
  --input FILE   a video to use, coded again as H.264 and AAC; else a test picture and a tone
  --seconds N    how much of it, 12 to 600 (20)
  --keep         keep the temporary folder, with the media and the server's data
  --help         this text

Exits with 0 when everything holds and with 1, saying what does not, otherwise.
`;

interface Settings {
  readonly url?: string;
  readonly packagings: readonly Packaging[];
  readonly input?: string;
  readonly seconds: number;
  readonly keep: boolean;
}

/** What the steps share. */
interface Run {
  readonly client: TamsClient;
  readonly folder: string;
  readonly progress: Progress;
}

const NAMES: Readonly<Record<Packaging, string>> = { ts: "TS", cmaf: "CMAF" };

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const settings = settingsOf(args);
    if (settings !== undefined) return await demo(settings);
    process.stdout.write(HELP);
    return 0;
  } catch (thrown) {
    console.error(`demo: failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return 1;
  }
}

async function demo(settings: Settings): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), "tams-demo-"));
  process.once("exit", () => (settings.keep ? undefined : rmSync(folder, { recursive: true, force: true })));
  process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
  const progress = new Progress();
  let server: Awaited<ReturnType<typeof startServer>> | undefined;
  try {
    await requireFfmpeg();
    if (settings.url === undefined) {
      const data = path.join(folder, "data");
      server = await progress.step(
        "Start a server",
        () => startServer(data),
        ({ url }) => url,
      );
    }
    const client = new TamsClient(settings.url ?? server?.url ?? "");
    const figures = await scenes({ client, folder, progress }, settings);
    console.log(`\n${progress.summary()}\n`);
    console.log(`demo: ok, ${figures.join(", ")}, ${progress.seconds()} s`);
    return 0;
  } finally {
    await server?.stop();
    if (settings.keep) console.error(`Kept in ${folder}`);
  }
}

async function scenes(run: Run, { packagings, input, seconds }: Settings): Promise<readonly string[]> {
  const shape = input === undefined ? SHAPE : await shapeOf(input);
  const first = {
    name: "camera-a",
    pattern: "testsrc2",
    tone: 440,
    seconds,
    shape,
    ...(input !== undefined && { input }),
  };
  const [a, sources] = [await recorded(run, first), newSources()];
  const figures: string[] = [];
  let transportStream: Ingested | undefined;
  for (const packaging of packagings) {
    const { video, frames } = await roundTrip(run, a, packaging, sources);
    figures.push(`${NAMES[packaging]} ${frames} frames`);
    if (packaging === "ts") transportStream = video;
  }
  if (transportStream !== undefined) figures.push(await edited(run, a, transportStream));
  return figures;
}

function recorded({ folder, progress }: Run, take: Parameters<typeof record>[0]): Promise<Recording> {
  const what = `Record ${take.seconds} s of ${take.name}`;
  return progress.step(
    what,
    () => record(take, folder),
    ({ shape }) => `${shape.width}x${shape.height} H.264, AAC`,
  );
}

/** A recording into flows of one packaging, back, and compared. */
async function roundTrip(run: Run, recording: Recording, packaging: Packaging, sources: SourceIds) {
  const { client, folder, progress } = run;
  const flows = await ingested(run, recording, packaging, sources);
  const prove = async () => {
    const file = (kind: string) =>
      path.join(folder, `played-${packaging}-${kind}.${packaging === "ts" ? "ts" : "mp4"}`);
    const frames = await proveEqual(client, recording, flows.video, file("video"));
    return { frames, blocks: await proveEqual(client, recording, flows.audio, file("audio")) };
  };
  const what = `Read ${NAMES[packaging]} back and compare`;
  const { frames } = await progress.step(
    what,
    prove,
    (found) => `${found.frames} pictures, ${found.blocks} blocks of sound equal`,
  );
  return { video: flows.video, frames };
}

async function ingested(run: Run, recording: Recording, packaging: Packaging, sources: SourceIds) {
  const { client, folder, progress } = run;
  const name = `${recording.name} as ${NAMES[packaging]}`;
  const cutAll = async () => ({
    video: await cut(recording, "video", packaging, folder),
    audio: await cut(recording, "audio", packaging, folder),
  });
  const tracks = await progress.step(
    `Cut ${name}`,
    cutAll,
    ({ video, audio }) => `${video.pieces.length} + ${audio.pieces.length} segments`,
  );
  const before = client.uploaded;
  const send = async () => {
    const video = await ingest(client, recording, tracks.video, sources);
    const audio = await ingest(client, recording, tracks.audio, sources);
    await collect(client, `${name}, all`, { video, audio }, sources);
    return { video, audio };
  };
  return progress.step(`Ingest ${name}`, send, () => `${client.uploaded - before} bytes into 3 flows`);
}

/** Four seconds of each of two recordings as a new flow. */
async function edited(run: Run, a: Recording, video: Ingested): Promise<string> {
  const { client, folder, progress } = run;
  const take = { name: "camera-b", pattern: "testsrc", tone: 880, seconds: 12, shape: a.shape };
  const b = await recorded(run, take);
  const other = (await ingested(run, b, "ts", newSources())).video;
  const clips = [
    { recording: a, flow: video, from: 0, to: 4 },
    { recording: b, flow: other, from: 8, to: 12 },
  ];
  const edit = () => editByReference(client, clips, path.join(folder, "played-edit.ts"));
  const frames = await progress.step(
    "Edit both by reference",
    edit,
    (found) => `${found} pictures equal, 0 bytes moved`,
  );
  return `edit ${frames} frames`;
}

function settingsOf(args: readonly string[]): Settings | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: "string" },
      ts: { type: "boolean", default: false },
      fmp4: { type: "boolean", default: false },
      input: { type: "string" },
      seconds: { type: "string", default: "20" },
      keep: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const seconds = Number(values.seconds);
  if (!Number.isInteger(seconds) || seconds < 12 || seconds > 600)
    throw new Error("--seconds is a whole number from 12 to 600.");
  const asked = (["ts", "cmaf"] as const).filter((each) => (each === "ts" ? values.ts : values.fmp4));
  const packagings: readonly Packaging[] = asked.length === 0 ? ["ts", "cmaf"] : asked;
  const { url, input, keep } = values;
  return {
    packagings,
    seconds,
    keep,
    ...(url !== undefined && { url }),
    ...(input !== undefined && { input }),
  };
}
