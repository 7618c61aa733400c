import { randomUUID } from "node:crypto";
import type { Schemas } from "../../src/contract/operations.ts";

export type Flow = Schemas["flow-get"];
export type VideoFlow = Schemas["flow-common"] & Schemas["flow-video"];
export type AudioFlow = Schemas["flow-common"] & Schemas["flow-audio"];
export type ImageFlow = Schemas["flow-common"] & Schemas["flow-image"];
export type DataFlow = Schemas["flow-common"] & Schemas["flow-data"];
export type MultiFlow = Schemas["flow-common"] & Schemas["flow-multi"];
export type LinkedFlow = Schemas["flow-common"] & { profile_id: string };
export type Source = Schemas["source"];
export type Profile = Schemas["profile"];
export type Webhook = Schemas["webhook-get"];
export type SegmentBody = Schemas["flow-segment-post"];

const VIDEO = "urn:x-nmos:format:video";
const AUDIO = "urn:x-nmos:format:audio";
const IMAGE = "urn:x-tam:format:image";
const DATA = "urn:x-nmos:format:data";
const MULTI = "urn:x-nmos:format:multi";

/** A fresh id that satisfies `uuid.json`: version 4 in lower case. */
export function uuid(): string {
  return randomUUID();
}

/** The technical fields of a small H.264 Flow, as a Flow or a Profile carries them. */
export function videoParameters(): Schemas["flow-video"] {
  return {
    format: VIDEO,
    codec: "video/h264",
    container: "video/mp2t",
    essence_parameters: {
      frame_width: 1280,
      frame_height: 720,
      frame_rate: { numerator: 25, denominator: 1 },
    },
  };
}

/** A Flow body that PUT accepts: fresh ids, a Source of its own, and what is given over that. */
export function videoFlow(over: Partial<VideoFlow> = {}): VideoFlow {
  return { id: uuid(), source_id: uuid(), ...videoParameters(), ...over };
}

/** As `videoFlow`, of AAC. */
export function audioFlow(over: Partial<AudioFlow> = {}): AudioFlow {
  const essence_parameters = { sample_rate: 48000, channels: 2 };
  const technical = {
    format: AUDIO,
    codec: "audio/aac",
    container: "audio/aac",
    essence_parameters,
  } as const;
  return { id: uuid(), source_id: uuid(), ...technical, ...over };
}

/** As `videoFlow`, of JPEG stills. */
export function imageFlow(over: Partial<ImageFlow> = {}): ImageFlow {
  const essence_parameters = { frame_width: 1920, frame_height: 1080 };
  const technical = {
    format: IMAGE,
    codec: "image/jpeg",
    container: "image/jpeg",
    essence_parameters,
  } as const;
  return { id: uuid(), source_id: uuid(), ...technical, ...over };
}

/** As `videoFlow`, of JSON. */
export function dataFlow(over: Partial<DataFlow> = {}): DataFlow {
  const essence_parameters = { data_type: "telemetry" };
  const technical = { format: DATA, codec: "application/json", container: "application/json" } as const;
  return { id: uuid(), source_id: uuid(), ...technical, essence_parameters, ...over };
}

/** A Flow without codec or container that collects the Flows given, in their order. */
export function multiFlow(members: readonly string[] = [], over: Partial<MultiFlow> = {}): MultiFlow {
  const flow_collection = members.map((id) => ({ id }));
  return {
    id: uuid(),
    source_id: uuid(),
    format: MULTI,
    ...(members.length > 0 && { flow_collection }),
    ...over,
  };
}

/** A Flow body that takes its technical fields from a Profile. */
export function linkedFlow(profileId: string, over: Partial<LinkedFlow> = {}): LinkedFlow {
  return { id: uuid(), source_id: uuid(), profile_id: profileId, ...over };
}

/** A Profile of a small H.264 Flow. */
export function profile(over: Partial<Profile> = {}): Profile {
  return { id: uuid(), label: "Browse", flow_metadata: videoParameters(), ...over };
}

/** A Webhook body to a public address, which nothing is sent to until events are delivered. */
export function webhook(over: Partial<Schemas["webhook-post"]> = {}): Schemas["webhook-post"] {
  return { url: `https://events.example.com/${uuid()}`, events: ["flows/created"], ...over };
}

/** A Segment whose Object is elsewhere, so that no upload is needed: an external URL and a fresh Object id. */
export function segment(timerange: string, over: Partial<SegmentBody> = {}): SegmentBody {
  const object_id = uuid();
  return {
    object_id,
    timerange,
    get_urls: [{ url: `https://media.example.com/${object_id}`, label: "elsewhere" }],
    ...over,
  };
}
