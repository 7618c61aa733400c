import { FORMATS, PLAIN } from "../formats.ts";
import type { Version } from "../versions.ts";

type Document = Readonly<Record<string, unknown>>;

/** A rule of the Flow body: overrides of a plain Flow that keep it, and others that break it. */
export interface FlowRule {
  readonly name: string;
  readonly title: string;
  readonly behaviours: readonly string[];
  readonly since?: Version;
  readonly good?: readonly Document[];
  readonly bad?: readonly Document[];
}

const RATE = { numerator: 25, denominator: 1 };
const VIDEO = { frame_width: 1920, frame_height: 1080, frame_rate: RATE };
const UNC_TYPES = "planar YUYV UYVY AYUV v210 v216 RGB RGBx xRGB BGRx xBGR RGBA ARGB BGRA ABGR alpha".split(
  " ",
);
/** What is not an integer above 0. */
const NOT_POSITIVE: readonly unknown[] = [0, -1, 1.5, "1", null];
/** What is not an integer of 0 or more. */
const NEGATIVE: readonly unknown[] = [-1, 1.5, "1", null];
/** What is not a ratio whose denominator may be left out. */
const NO_RATIOS: readonly unknown[] = [
  {},
  { denominator: 1 },
  { numerator: 0 },
  { numerator: -1 },
  { numerator: 1.5 },
  { numerator: 25, denominator: 0 },
  { numerator: "25" },
  25,
];

const video = (more: Document) => ({ essence_parameters: { ...VIDEO, ...more } });
const audio = (more: Document) => ({
  ...PLAIN.audio,
  essence_parameters: { sample_rate: 48_000, channels: 2, ...more },
});
const image = (more: Document) => ({
  ...PLAIN.image,
  essence_parameters: { frame_width: 640, frame_height: 360, ...more },
});
const data = (essence_parameters: unknown) => ({ ...PLAIN.data, essence_parameters });
const multi = (more: Document) => ({ ...PLAIN.multi, ...more });
const without = (document: Document, key: string) =>
  Object.fromEntries(Object.entries(document).filter(([name]) => name !== key));
/** One body for each value of one key. */
const each = (make: (more: Document) => Document, key: string, values: readonly unknown[]) =>
  values.map((value) => make({ [key]: value }));
const plain = (more: Document) => more;

/** The rules of the fields of a Flow outside of essence_parameters. */
export const FIELD_RULES: readonly FlowRule[] = [
  {
    name: "format",
    title: "A Flow needs a format",
    behaviours: ["FLW-031"],
    bad: [{ format: undefined }, { format: "" }, { format: null }, { format: 5 }],
  },
  {
    name: "required",
    title: "All formats but multi need codec and essence_parameters",
    behaviours: ["FLW-032"],
    good: [data({}), multi({})],
    bad: (["video", "audio", "image", "data"] as const).flatMap((format) => [
      { ...PLAIN[format], codec: undefined },
      { ...PLAIN[format], essence_parameters: undefined },
      { ...PLAIN[format], essence_parameters: null },
    ]),
  },
  {
    name: "media-types",
    title: "codec and container are two parts without blanks and one slash between them",
    behaviours: ["FLW-033"],
    good: [{ codec: "video/h265" }, { container: "application/mxf" }, { container: undefined }],
    bad: ["codec", "container"].flatMap((key) =>
      each(plain, key, [
        "h264",
        "video/",
        "/h264",
        "video/h264/x",
        "video /h264",
        "video/h 264",
        "",
        5,
        null,
      ]),
    ),
  },
  {
    name: "any-media-type",
    title: "codec and container may be of any type, also of one that is not registered",
    behaviours: ["FLW-033b", "TRAP-059"],
    since: "8.2",
    good: [
      { codec: "made/up" },
      { container: "urn:x-tams-compliance/container" },
      { codec: "codec/@!", container: "a/b" },
      { codec: "vidéo/h264" },
    ],
  },
  {
    name: "segment-duration",
    title: "segment_duration is a ratio above 0 whose denominator may be left out",
    behaviours: ["FLW-047"],
    good: [
      { segment_duration: { numerator: 2 } },
      { segment_duration: { numerator: 1001, denominator: 1000 } },
    ],
    bad: each(plain, "segment_duration", NO_RATIOS),
  },
  {
    name: "whole-numbers",
    title: "Bit rates and generation are integers of 0 or more",
    behaviours: ["FLW-048"],
    good: [
      { avg_bit_rate: 0, max_bit_rate: 0, generation: 0 },
      { avg_bit_rate: 5000, max_bit_rate: 1_000_000, generation: 3 },
    ],
    bad: ["avg_bit_rate", "max_bit_rate", "generation"].flatMap((key) => each(plain, key, NEGATIVE)),
  },
  {
    name: "common-fields",
    title: "Texts are strings, read_only is a boolean and tags are strings or lists of them",
    behaviours: ["FLW-049", "DM-016"],
    good: [
      { description: "text", tags: { a: "b", c: ["d", "e"], f: [], g: "" } },
      { label: "", description: "", read_only: false },
    ],
    bad: [
      ...["label", "description", "created_by", "updated_by", "metadata_version"].flatMap((key) =>
        each(plain, key, [5, null, ["a"], {}]),
      ),
      ...each(plain, "read_only", ["true", 1, null]),
      ...each(plain, "tags", [
        "x",
        ["a"],
        null,
        { a: 5 },
        { a: true },
        { a: null },
        { a: {} },
        { a: ["b", 5] },
      ]),
    ],
  },
  {
    name: "status",
    title: "status is one of its four values",
    behaviours: ["FLW-049"],
    since: "8.2",
    good: each(plain, "status", [
      "awaiting_content",
      "ingesting",
      "replication_in_progress",
      "closed_complete",
    ]),
    bad: each(plain, "status", ["closed", "Ingesting", "", 5, null]),
  },
  {
    name: "container-mapping",
    title: "container_mapping says where in a container the essence is, by numbers and ranges of its schema",
    behaviours: ["FLW-051"],
    good: each(plain, "container_mapping", [
      { track_index: 0, format_track_index: 3 },
      { audio_track: { channel_numbers: [0, 1] } },
      { audio_track: { channel_range: "0_7" } },
      { mp2ts_container: { pid: 256 } },
      { mxf_container: { track_id: 2, package_uid: "urn:uuid:6f1c6a04-4a5e-4c21-9f3a-0e6ac3dd2bb1" } },
      { isobmff_container: { track_id: 1 } },
    ]),
    bad: each(plain, "container_mapping", [
      5,
      { track_index: -1 },
      { track_index: "0" },
      { format_track_index: 1.5 },
      { audio_track: { channel_numbers: [] } },
      { audio_track: { channel_numbers: [-1] } },
      { audio_track: { channel_range: "0-7" } },
      { mp2ts_container: { pid: "256" } },
      { mxf_container: { track_id: 1.5 } },
      { mxf_container: { package_uid: "x" } },
      { isobmff_container: { track_id: "1" } },
    ]),
  },
];

/** The rules of essence_parameters. */
export const ESSENCE_RULES: readonly FlowRule[] = [
  {
    name: "video-size",
    title: "Video needs frame_width and frame_height as integers above 0",
    behaviours: ["FLW-034"],
    good: [video({ frame_width: 1, frame_height: 1 })],
    bad: ["frame_width", "frame_height"].flatMap((key) => [
      { essence_parameters: without(VIDEO, key) },
      ...each(video, key, NOT_POSITIVE),
    ]),
  },
  {
    name: "frame-rate-or-vfr",
    title: "Video has a frame_rate unless its rate varies, and then none",
    behaviours: ["FLW-035"],
    good: [video({ vfr: false }), { essence_parameters: { frame_width: 640, frame_height: 360, vfr: true } }],
    bad: [
      { essence_parameters: { frame_width: 640, frame_height: 360 } },
      { essence_parameters: { frame_width: 640, frame_height: 360, vfr: false } },
      video({ vfr: true }),
      video({ vfr: "true" }),
    ],
  },
  {
    name: "ratios",
    title: "frame_rate and aspect ratios are ratios above 0; only frame_rate may leave its denominator out",
    behaviours: ["FLW-036"],
    good: [
      video({ frame_rate: { numerator: 25 } }),
      video({ frame_rate: { numerator: 30_000, denominator: 1001 } }),
      video({
        aspect_ratio: { numerator: 16, denominator: 9 },
        pixel_aspect_ratio: { numerator: 1, denominator: 1 },
      }),
    ],
    bad: [
      ...each(video, "frame_rate", NO_RATIOS),
      ...["aspect_ratio", "pixel_aspect_ratio"].flatMap((key) =>
        each(video, key, [...NO_RATIOS, { numerator: 16 }, { numerator: 16, denominator: "9" }]),
      ),
    ],
  },
  {
    name: "video-enums",
    title: "Interlacing, colour and components of video take the values of their enums alone",
    behaviours: ["FLW-037"],
    good: [
      ...each(video, "interlace_mode", ["progressive", "interlaced_tff", "interlaced_bff", "interlaced_psf"]),
      ...each(video, "colorspace", ["BT601", "BT709", "BT2020", "BT2100"]),
      ...each(video, "transfer_characteristic", ["SDR", "HLG", "PQ"]),
      ...each(video, "component_type", ["YCbCr", "RGB"]),
    ],
    bad: [
      ...each(video, "interlace_mode", ["interlaced", "Progressive", "", null]),
      ...each(video, "colorspace", ["BT.709", "bt709"]),
      ...each(video, "transfer_characteristic", ["HDR", "sdr"]),
      ...each(video, "component_type", ["YUV", "rgb"]),
    ],
  },
  {
    name: "video-unc-types",
    title: "unc_type of video takes its sixteen values alone",
    behaviours: ["FLW-038"],
    good: UNC_TYPES.map((unc_type) => ({
      codec: "video/raw",
      ...video({ bit_depth: 8, unc_parameters: { unc_type } }),
    })),
    bad: each(video, "unc_parameters", [
      {},
      { unc_type: "interleaved" },
      { unc_type: "yuyv" },
      { unc_type: 5 },
      5,
    ]),
  },
  {
    name: "avc-parameters",
    title: "avc_parameters needs profile, level and flags as integers",
    behaviours: ["FLW-039"],
    good: [video({ avc_parameters: { profile: 100, level: 40, flags: 0 } })],
    bad: each(video, "avc_parameters", [
      {},
      { profile: 100, level: 40 },
      { profile: 100, flags: 0 },
      { level: 40, flags: 0 },
      { profile: "100", level: 40, flags: 0 },
      { profile: 100, level: 4.5, flags: 0 },
      5,
    ]),
  },
  {
    name: "sampling",
    title: "Bit depth and chroma subsampling are integers above 0",
    behaviours: ["FLW-040"],
    good: [video({ bit_depth: 10, component_type: "YCbCr", horiz_chroma_subs: 2, vert_chroma_subs: 1 })],
    bad: [
      ...["bit_depth", "horiz_chroma_subs", "vert_chroma_subs"].flatMap((key) =>
        each(video, key, NOT_POSITIVE),
      ),
      ...each(audio, "bit_depth", NOT_POSITIVE),
    ],
  },
  {
    name: "audio",
    title: "Audio needs sample_rate and channels as integers above 0",
    behaviours: ["FLW-041"],
    good: [
      audio({ codec_parameters: { coded_frame_size: 1024, mp4_oti: 2 } }),
      ...["interleaved", "planar", "pairs"].map((unc_type) => ({
        ...audio({ bit_depth: 24, unc_parameters: { unc_type } }),
        codec: "audio/x-raw-int",
      })),
    ],
    bad: [
      audio({ sample_rate: undefined }),
      audio({ channels: undefined }),
      ...["sample_rate", "channels"].flatMap((key) => each(audio, key, NOT_POSITIVE)),
      ...each(audio, "codec_parameters", [{ coded_frame_size: "1024" }, { mp4_oti: 1.5 }, 5]),
      ...each(audio, "unc_parameters", [{}, { unc_type: "YUYV" }, { unc_type: "Planar" }]),
    ],
  },
  {
    name: "image",
    title: "An image needs a width and a height, and takes only an aspect ratio besides",
    behaviours: ["FLW-042"],
    good: [image({ aspect_ratio: { numerator: 4, denominator: 3 } })],
    bad: [
      image({ frame_width: undefined }),
      image({ frame_height: undefined }),
      ...["frame_width", "frame_height"].flatMap((key) => each(image, key, NOT_POSITIVE)),
      image({ aspect_ratio: { numerator: 4 } }),
      image({ bit_depth: 8 }),
      image({ frame_rate: RATE }),
    ],
  },
  {
    name: "data",
    title: "Data takes only data_type, a string, and init_segments",
    behaviours: ["FLW-043"],
    good: [data({}), data({ data_type: "urn:x-tams:data:any" })],
    bad: [data({ data_type: 5 }), data({ data_type: null }), data({ frame_width: 1 }), data([]), data("x")],
  },
  {
    name: "multi",
    title: "essence_parameters of multi are optional and take only init_segments",
    behaviours: ["FLW-044", "FLW-046"],
    since: "8.2",
    good: [
      multi({}),
      multi({ essence_parameters: {} }),
      multi({ essence_parameters: { init_segments: true } }),
    ],
    bad: [
      multi({ essence_parameters: { frame_width: 1 } }),
      multi({ essence_parameters: { x_unknown: 1 } }),
      multi({ essence_parameters: [] }),
    ],
  },
  {
    name: "init-segments",
    title: "init_segments is a boolean of every format but image",
    behaviours: ["FLW-045"],
    since: "8.2",
    good: [true, false].flatMap((init_segments) => [
      video({ init_segments }),
      audio({ init_segments }),
      data({ init_segments }),
      multi({ essence_parameters: { init_segments } }),
    ]),
    bad: [
      image({ init_segments: true }),
      image({ init_segments: false }),
      ...each(video, "init_segments", ["true", 1, null]),
      ...each(audio, "init_segments", ["true", 0]),
      data({ init_segments: "false" }),
    ],
  },
  {
    name: "prose-only",
    title: "Flows that break no schema are not refused for what prose alone says",
    behaviours: ["TRAP-058"],
    good: [
      video({ bit_depth: 8, component_type: "YCbCr", horiz_chroma_subs: 2, vert_chroma_subs: 2 }),
      video({ component_type: "RGB" }),
      audio({ bit_depth: 16 }),
      { ...PLAIN.audio, codec: "audio/opus", container: "video/mp4" },
      { format: FORMATS.multi, codec: "video/mp4", essence_parameters: undefined },
    ],
  },
];
