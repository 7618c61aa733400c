import { createProfile, getProfile, listProfiles } from "../services/profiles.ts";
import { type Handlers, pageInfo } from "./map.ts";

export const profiles = {
  GET_profiles: async ({ query }, app) => {
    const page = await listProfiles(app, query);
    return { status: 200, body: [...page.items], page: pageInfo(page) };
  },
  "GET_profiles-profileId": async ({ path }, app) => ({
    status: 200,
    body: await getProfile(app, path.profileId),
  }),
  "POST_profiles-profileId": async ({ path, body, principal, base }, app) => {
    const profile = await createProfile(app, principal, path.profileId, body);
    return { status: 201, body: profile, headers: { Location: `${base}/service/profiles/${profile.id}` } };
  },
} satisfies Partial<Handlers>;
