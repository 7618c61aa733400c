import { expect } from "chai";
import { audioFlow, dataFlow, imageFlow, multiFlow, uuid, videoFlow } from "../support/make.ts";
import { expectRefusal, served } from "../support/served.ts";

type Body = Readonly<Record<string, unknown>> & { readonly id: string };
type Case = readonly [ids: string, what: string, over: object];

const without = (key: string): object => ({ [key]: undefined });
const essence =
  (make: () => object) =>
  (over: object): object => ({
    essence_parameters: { ...(make() as { essence_parameters?: object }).essence_parameters, ...over },
  });
const video = essence(videoFlow);
const audio = essence(audioFlow);
const image = essence(imageFlow);
const data = essence(dataFlow);
const multi = essence(multiFlow);
const mapping = (over: object): object => ({ container_mapping: over });
const member = (over: object): object => ({ flow_collection: [{ id: uuid(), ...over }] });

const NOT_WHOLE = [-1, 1.5, "5", true, null];
const NOT_ABOVE_0 = [0, ...NOT_WHOLE];
const NOT_TEXT = [5, true, null, {}, []];
const each = (
  ids: string,
  what: string,
  values: readonly unknown[],
  over: (value: unknown) => object,
): Case[] => values.map((value) => [ids, `${what} of ${JSON.stringify(value)}`, over(value)]);

const BAD_VIDEO: Case[] = [
  ["FLW-030", "no id", without("id")],
  ["FLW-030", "no source_id", without("source_id")],
  ...each("FLW-030", "source_id", ["nope", uuid().toUpperCase(), 5, null], (source_id) => ({ source_id })),
  ["FLW-031", "no format", without("format")],
  ...each(
    "FLW-031",
    "format",
    ["video", "urn:x-nmos:format:image", "urn:x-tam:format:video", null],
    (format) => ({ format }),
  ),
  ["FLW-032", "no codec", without("codec")],
  ["FLW-032", "no essence_parameters", without("essence_parameters")],
  ...["codec", "container"].flatMap((field) =>
    each(
      "FLW-033",
      field,
      ["h264", "video/h264/x", "video/ h264", "/h264", "video/", "", 5, null],
      (value) => ({ [field]: value }),
    ),
  ),
  ...["frame_width", "frame_height"].flatMap((field) => [
    ["FLW-034", `no ${field}`, video(without(field))] as const,
    ...each("FLW-034", field, NOT_ABOVE_0, (value) => video({ [field]: value })),
  ]),
  ["FLW-035", "no frame_rate", video(without("frame_rate"))],
  ["FLW-035", "no frame_rate and vfr false", video({ frame_rate: undefined, vfr: false })],
  ["FLW-035", "frame_rate beside vfr", video({ vfr: true })],
  ...each("FLW-035", "vfr", ["true", 1, null], (vfr) => video({ vfr })),
  ["FLW-036", "a frame_rate without numerator", video({ frame_rate: { denominator: 1 } })],
  ...each("FLW-036", "frame_rate numerator", NOT_ABOVE_0, (numerator) =>
    video({ frame_rate: { numerator } }),
  ),
  ...each("FLW-036", "frame_rate denominator", NOT_ABOVE_0, (denominator) =>
    video({ frame_rate: { numerator: 25, denominator } }),
  ),
  ...["aspect_ratio", "pixel_aspect_ratio"].flatMap((field): Case[] => [
    ["FLW-036", `${field} without denominator`, video({ [field]: { numerator: 16 } })],
    ["FLW-036", `${field} without numerator`, video({ [field]: { denominator: 9 } })],
    ...each("FLW-036", `${field} part`, NOT_ABOVE_0, (numerator) =>
      video({ [field]: { numerator, denominator: 9 } }),
    ),
  ]),
  ...["interlace_mode", "colorspace", "transfer_characteristic", "component_type"].flatMap((field) =>
    each("FLW-037", field, ["other", "", 5, null], (value) => video({ [field]: value })),
  ),
  ...each("FLW-038", "unc_type", ["interleaved", "yuyv", 5], (unc_type) =>
    video({ unc_parameters: { unc_type } }),
  ),
  ["FLW-038", "unc_parameters without unc_type", video({ unc_parameters: {} })],
  ...["profile", "level", "flags"].flatMap((field): Case[] => [
    [
      "FLW-039",
      `avc_parameters without ${field}`,
      video({ avc_parameters: { profile: 1, level: 1, flags: 0, [field]: undefined } }),
    ],
    [
      "FLW-039",
      `avc_parameters ${field} as text`,
      video({ avc_parameters: { profile: 1, level: 1, flags: 0, [field]: "1" } }),
    ],
  ]),
  ...["bit_depth", "horiz_chroma_subs", "vert_chroma_subs"].flatMap((field) =>
    each("FLW-040", field, NOT_ABOVE_0, (value) => video({ [field]: value })),
  ),
  ...each("FLW-045", "init_segments", ["true", 1, null], (init_segments) => video({ init_segments })),
  ["FLW-046", "unknown essence_parameters", video({ novel: 1 })],
  ["FLW-047", "a segment_duration without numerator", { segment_duration: { denominator: 1 } }],
  ...each("FLW-047", "segment_duration numerator", NOT_ABOVE_0, (numerator) => ({
    segment_duration: { numerator },
  })),
  ...each("FLW-047", "segment_duration denominator", NOT_ABOVE_0, (denominator) => ({
    segment_duration: { numerator: 2, denominator },
  })),
  ...["avg_bit_rate", "max_bit_rate", "generation"].flatMap((field) =>
    each("FLW-048", field, NOT_WHOLE, (value) => ({ [field]: value })),
  ),
  ...each("FLW-049", "read_only", ["true", 1, null], (read_only) => ({ read_only })),
  ...each("FLW-049", "status", ["done", "Ingesting", 1, null], (status) => ({ status })),
  ...each(
    "FLW-049, DM-016",
    "tags",
    [[], "x", null, { a: 1 }, { a: null }, { a: true }, { a: {} }, { a: ["b", 1] }],
    (tags) => ({ tags }),
  ),
  ...["label", "description", "created_by", "updated_by", "metadata_version"].flatMap((field) =>
    each("FLW-049", field, NOT_TEXT, (value) => ({ [field]: value })),
  ),
  ...each(
    "FLW-050",
    "flow_collection",
    [{}, "x", null, [{}], [{ id: "nope" }], ["x"]],
    (flow_collection) => ({ flow_collection }),
  ),
  ["FLW-050", "a role that is a number", member({ role: 5 })],
];

const BAD_MAPPING: [string, object][] = [
  ...["track_index", "format_track_index"].flatMap((field) =>
    NOT_WHOLE.map((v): [string, object] => [field, { [field]: v }]),
  ),
  ...[[], [-1], [0.5], ["0"], 0, null].map((v): [string, object] => [
    "channel_numbers",
    { audio_track: { channel_numbers: v } },
  ]),
  ...["0", "0-1", "a_b", "_1", 5].map((v): [string, object] => [
    "channel_range",
    { audio_track: { channel_range: v } },
  ]),
  ["pid", { mp2ts_container: { pid: "481" } }],
  ["mxf track_id", { mxf_container: { track_id: 1.5 } }],
  ["package_uid", { mxf_container: { package_uid: "nope" } }],
  ["isobmff track_id", { isobmff_container: { track_id: "1" } }],
];

const BAD_OTHERS: [() => object, Case[]][] = [
  [
    audioFlow,
    [
      ["FLW-032", "no codec", without("codec")],
      ["FLW-032", "no essence_parameters", without("essence_parameters")],
      ...["sample_rate", "channels"].flatMap((field): Case[] => [
        ["FLW-041", `no ${field}`, audio(without(field))],
        ...each("FLW-041", field, NOT_ABOVE_0, (value) => audio({ [field]: value })),
      ]),
      ...each("FLW-041", "mp4_oti", [1.5, "2"], (mp4_oti) => audio({ codec_parameters: { mp4_oti } })),
      ...each("FLW-041", "coded_frame_size", [1.5, "2"], (coded_frame_size) =>
        audio({ codec_parameters: { coded_frame_size } }),
      ),
      ...each("FLW-041", "unc_type", ["YUYV", 5], (unc_type) => audio({ unc_parameters: { unc_type } })),
      ["FLW-046", "frame_width", audio({ frame_width: 5 })],
    ],
  ],
  [
    imageFlow,
    [
      ["FLW-032", "no codec", without("codec")],
      ["FLW-032", "no essence_parameters", without("essence_parameters")],
      ["FLW-042", "no frame_width", image(without("frame_width"))],
      ["FLW-042", "no frame_height", image(without("frame_height"))],
      ["FLW-042, FLW-046", "a frame_rate", image({ frame_rate: { numerator: 25 } })],
      ["FLW-045, FLW-046", "init_segments", image({ init_segments: true })],
      ["FLW-042", "half an aspect_ratio", image({ aspect_ratio: { numerator: 3 } })],
    ],
  ],
  [
    dataFlow,
    [
      ["FLW-032", "no codec", without("codec")],
      ["FLW-032", "no essence_parameters", without("essence_parameters")],
      ["FLW-043", "a data_type that is a number", data({ data_type: 5 })],
      ["FLW-043, FLW-046", "anything else", data({ sample_rate: 5 })],
    ],
  ],
  [
    multiFlow,
    [
      ["FLW-044, FLW-046", "anything but init_segments", multi({ frame_width: 5 })],
      ["FLW-044", "init_segments that is text", multi({ init_segments: "true" })],
    ],
  ],
];

const GOOD: [string, string, () => object][] = [
  ["FLW-032, FLW-043", "data without essence", () => dataFlow({ essence_parameters: {} })],
  [
    "FLW-044",
    "multi with init_segments",
    () => multiFlow([], { essence_parameters: { init_segments: true } }),
  ],
  [
    "FLW-033, FLW-059",
    "any type with one slash as codec and container",
    () => videoFlow({ codec: "weird/Ünïcode;x=1", container: "a/b" }),
  ],
  [
    "FLW-035",
    "vfr without frame_rate",
    () => ({ ...videoFlow(), ...video({ vfr: true, frame_rate: undefined }) }),
  ],
  [
    "FLW-036",
    "a frame_rate without denominator",
    () => ({ ...videoFlow(), ...video({ frame_rate: { numerator: 25 } }) }),
  ],
  [
    "FLW-036",
    "a frame_rate of 30000/1001",
    () => ({ ...videoFlow(), ...video({ frame_rate: { numerator: 30000, denominator: 1001 } }) }),
  ],
  [
    "FLW-047",
    "a segment_duration without denominator",
    () => ({ ...videoFlow(), segment_duration: { numerator: 2 } }),
  ],
  [
    "FLW-048",
    "bit rates and generation of 0",
    () => videoFlow({ avg_bit_rate: 0, max_bit_rate: 0, generation: 0 }),
  ],
  ...["video", "audio", "data"].map((kind): [string, string, () => object] => [
    "FLW-045",
    `init_segments of ${kind}`,
    () => {
      const make = { video: videoFlow, audio: audioFlow, data: dataFlow }[kind] ?? videoFlow;
      return { ...make(), ...essence(make)({ init_segments: true }) };
    },
  ]),
  ...[
    "planar",
    "YUYV",
    "UYVY",
    "AYUV",
    "v210",
    "v216",
    "RGB",
    "RGBx",
    "xRGB",
    "BGRx",
    "xBGR",
    "RGBA",
    "ARGB",
    "BGRA",
    "ABGR",
    "alpha",
  ].map((unc_type): [string, string, () => object] => [
    "FLW-038, FLW-059",
    `video unc_type ${unc_type}, without bit_depth too`,
    () => ({ ...videoFlow({ codec: "video/raw" }), ...video({ unc_parameters: { unc_type } }) }),
  ]),
  ...["interleaved", "planar", "pairs"].map((unc_type): [string, string, () => object] => [
    "FLW-041",
    `audio unc_type ${unc_type}`,
    () => ({
      ...audioFlow(),
      ...audio({
        unc_parameters: { unc_type },
        bit_depth: 24,
        codec_parameters: { coded_frame_size: 1024, mp4_oti: 2 },
      }),
    }),
  ]),
  [
    "FLW-051",
    "a whole container_mapping",
    () =>
      videoFlow({
        container_mapping: {
          track_index: 0,
          format_track_index: 0,
          mp2ts_container: { pid: 481 },
          isobmff_container: { track_id: 1 },
        },
      }),
  ],
  [
    "FLW-051",
    "an audio mapping by numbers",
    () => audioFlow({ container_mapping: { audio_track: { channel_numbers: [0, 1] } } }),
  ],
  [
    "FLW-051",
    "an audio mapping by range",
    () => audioFlow({ container_mapping: { audio_track: { channel_range: "0_1" } } }),
  ],
  [
    "FLW-051",
    "an MXF mapping",
    () =>
      videoFlow({ container_mapping: { mxf_container: { package_uid: `urn:uuid:${uuid()}`, track_id: 2 } } }),
  ],
];

describe("flows: what a body may hold", () => {
  const server = served();

  const refuses = (ids: string, what: string, body: () => Body): void => {
    it(`refuses ${what} with 400 and stores nothing (${ids}, X-007, X-044)`, async () => {
      const sent = body();
      expectRefusal(await server.api.put(`/flows/${sent.id}`, sent), 400);
    });
  };
  const make = (base: object, over: object): Body => {
    const sent = { ...base, ...over } as Body;
    return sent;
  };

  for (const [ids, what, over] of BAD_VIDEO) {
    it(`refuses video with ${what} with 400 and stores nothing (${ids}, X-007, X-044)`, async () => {
      const base = videoFlow();
      expectRefusal(await server.api.put(`/flows/${base.id}`, { ...base, ...over }), 400);
      expectRefusal(await server.api.get(`/flows/${base.id}`), 404);
    });
  }
  for (const [maker, cases] of BAD_OTHERS) {
    const { format } = maker() as { format: string };
    for (const [ids, what, over] of cases) refuses(ids, `${format} with ${what}`, () => make(maker(), over));
  }
  for (const [what, over] of BAD_MAPPING) {
    const text = JSON.stringify(over);
    refuses("FLW-051", `${what} in the mapping ${text}`, () => make(audioFlow(), mapping(over)));
    refuses("FLW-050, FLW-051", `${what} in a member's mapping ${text}`, () =>
      make(multiFlow(), member(mapping(over))),
    );
  }

  for (const [ids, what, body] of GOOD) {
    it(`takes ${what} and gives it back (${ids})`, async () => {
      const sent = body() as Body;
      const reply = await server.api.put<Body>(`/flows/${sent.id}`, sent);
      expect(reply.status, JSON.stringify(reply.body)).to.equal(201);
      expect(reply.body).to.deep.include(JSON.parse(JSON.stringify(sent)));
    });
  }

  it("refuses a body of another id than the path's, and stores neither (FLW-052, AMB-009)", async () => {
    const [body, other] = [videoFlow(), uuid()];
    const reply = await server.api.put(`/flows/${other}`, body);
    expectRefusal(reply, reply.status === 400 ? 400 : 404, "id");
    for (const id of [body.id, other]) expectRefusal(await server.api.get(`/flows/${id}`), 404);
  });

  it("names the field at fault, in the shape of error.json (X-040, X-041, X-042)", async () => {
    const body = videoFlow();
    expectRefusal(
      await server.api.put(`/flows/${body.id}`, { ...body, ...video({ frame_width: 0 }) }),
      400,
      "frame_width",
    );
    expectRefusal(await server.api.put(`/flows/${body.id}`, { ...body, codec: "x" }), 400, "codec");
    expectRefusal(await server.api.put(`/flows/${body.id}`, { ...body, tags: { crew: 5 } }), 400, "crew");
  });

  for (const text of ["", "{", "null", "[]", '"x"', "5", "true"]) {
    it(`refuses the body ${text || "of no bytes"} (X-007)`, async () => {
      expectRefusal(await server.api.send("PUT", `/flows/${uuid()}`, { text }), 400);
    });
  }
});
