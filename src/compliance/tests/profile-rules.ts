import { FORMATS } from "../formats.ts";

type Document = Readonly<Record<string, unknown>>;

const RATE = { numerator: 25, denominator: 1 };
const VIDEO = {
  format: FORMATS.video,
  codec: "video/h264",
  essence_parameters: { frame_width: 640, frame_height: 360, frame_rate: RATE },
};
const AUDIO = {
  format: FORMATS.audio,
  codec: "audio/aac",
  essence_parameters: { sample_rate: 48_000, channels: 2 },
};
const IMAGE = {
  format: FORMATS.image,
  codec: "image/jpeg",
  essence_parameters: { frame_width: 640, frame_height: 360 },
};
const DATA = { format: FORMATS.data, codec: "text/plain", essence_parameters: {} };

/** The metadata with other essence parameters; undefined leaves one out. */
function essence(metadata: Document, more: Document): Document {
  return { ...metadata, essence_parameters: { ...Object(metadata["essence_parameters"]), ...more } };
}

/** `flow_metadata` that a Flow of the same fields would not be allowed either. */
export const BAD_METADATA: readonly Document[] = [
  ...[VIDEO, AUDIO, IMAGE, DATA].flatMap((metadata): Document[] => [
    { ...metadata, codec: undefined },
    { ...metadata, format: undefined },
    { ...metadata, essence_parameters: undefined },
    { ...metadata, codec: "h264" },
    { ...metadata, container: "a/b/c" },
    { ...metadata, avg_bit_rate: -1 },
    { ...metadata, segment_duration: { denominator: 1 } },
    { ...metadata, container_mapping: { track_index: -1 } },
    essence(metadata, { x_unknown: 1 }),
  ]),
  { ...VIDEO, format: "urn:x-nmos:format:image" },
  { ...VIDEO, format: FORMATS.audio },
  essence(VIDEO, { frame_width: 0 }),
  essence(VIDEO, { frame_height: undefined }),
  essence(VIDEO, { frame_rate: undefined }),
  essence(VIDEO, { vfr: true }),
  essence(VIDEO, { frame_rate: { numerator: 0 } }),
  essence(VIDEO, { colorspace: "bt709" }),
  essence(VIDEO, { unc_parameters: { unc_type: "interleaved" } }),
  essence(VIDEO, { avc_parameters: { profile: 100 } }),
  essence(VIDEO, { bit_depth: 0 }),
  essence(AUDIO, { sample_rate: undefined }),
  essence(AUDIO, { channels: 0 }),
  essence(AUDIO, { init_segments: "true" }),
  essence(IMAGE, { frame_width: undefined }),
  essence(IMAGE, { init_segments: true }),
  essence(DATA, { data_type: 5 }),
];
