import { isDeepStrictEqual } from "node:util";
import { at } from "./json.ts";
import { Unmade } from "./makers.ts";
import { type Probe, path } from "./test.ts";

/**
 * Profiles can neither be changed nor deleted, so tests that only need some Profile share these, run after run:
 * their ids are the suite's for ever, and so is what they hold.
 */
export interface StandingProfile {
  readonly id: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A Profile of video with every technical field. */
export const VIDEO_PROFILE: StandingProfile = {
  id: "5b8b6f0e-5c0f-4d7e-9a44-0f6f1d1f3a01",
  metadata: {
    format: "urn:x-nmos:format:video",
    codec: "video/vnd.tams-compliance",
    container: "video/mp2t",
    avg_bit_rate: 4321,
    segment_duration: { numerator: 2, denominator: 1 },
    container_mapping: { track_index: 1, mp2ts_container: { pid: 257 } },
    essence_parameters: {
      frame_width: 642,
      frame_height: 362,
      frame_rate: { numerator: 50, denominator: 1 },
    },
  },
};

/** Another Profile of video, for switching. */
export const OTHER_VIDEO_PROFILE: StandingProfile = {
  id: "5b8b6f0e-5c0f-4d7e-9a44-0f6f1d1f3a02",
  metadata: {
    format: "urn:x-nmos:format:video",
    codec: "video/h265",
    essence_parameters: {
      frame_width: 640,
      frame_height: 360,
      frame_rate: { numerator: 25, denominator: 1 },
    },
  },
};

/** A Profile of audio. */
export const AUDIO_PROFILE: StandingProfile = {
  id: "5b8b6f0e-5c0f-4d7e-9a44-0f6f1d1f3a03",
  metadata: {
    format: "urn:x-nmos:format:audio",
    codec: "audio/aac",
    container: "video/mp2t",
    essence_parameters: { sample_rate: 48000, channels: 2 },
  },
};

/** Makes sure that the server has a standing Profile; throws Unmade when it has another one under the id, or none. */
export async function standing(probe: Probe, { id, metadata }: StandingProfile): Promise<StandingProfile> {
  const place = path`/service/profiles/${id}`;
  const known = await probe.get(place);
  if (known.status !== 200) {
    await probe.post(place, { id, label: "A Profile of tams-compliance", flow_metadata: metadata });
  }
  const found = known.status === 200 ? known : await probe.get(place);
  if (found.status !== 200 || !isDeepStrictEqual(at(found.body, "flow_metadata"), metadata)) {
    throw new Unmade(`The Profile ${id} could not be made: reading it answers ${found.status}.`);
  }
  return { id, metadata };
}

/** The overrides that make `probe.flow` create a Flow linked to a Profile. */
export function linked(profileId: string): Record<string, unknown> {
  return {
    profile_id: profileId,
    format: undefined,
    codec: undefined,
    container: undefined,
    essence_parameters: undefined,
  };
}
