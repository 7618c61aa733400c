/** The URNs of the five formats. */
export const FORMATS = {
  video: "urn:x-nmos:format:video",
  audio: "urn:x-nmos:format:audio",
  image: "urn:x-tam:format:image",
  data: "urn:x-nmos:format:data",
  multi: "urn:x-nmos:format:multi",
} as const;

export type Format = keyof typeof FORMATS;

/** Overrides that make `probe.flow` create a plain Flow of each format. */
export const PLAIN: Readonly<Record<Format, Readonly<Record<string, unknown>>>> = {
  video: {},
  audio: {
    format: FORMATS.audio,
    codec: "audio/aac",
    essence_parameters: { sample_rate: 48_000, channels: 2 },
  },
  image: {
    format: FORMATS.image,
    codec: "image/jpeg",
    container: "image/jpeg",
    essence_parameters: { frame_width: 640, frame_height: 360 },
  },
  data: {
    format: FORMATS.data,
    codec: "application/ttml+xml",
    essence_parameters: { data_type: "urn:x-tams:data:test" },
  },
  multi: { format: FORMATS.multi, codec: undefined, container: undefined, essence_parameters: undefined },
};

/** The names of the five formats. */
export const FORMAT_NAMES: readonly Format[] = ["video", "audio", "image", "data", "multi"];
