/** The versions of the API that the suite knows, oldest first. */
export const VERSIONS = ["8.0", "8.1", "8.2"] as const;
export type Version = (typeof VERSIONS)[number];

/** Whether something that came with `since` is there in `version`. */
export function isAtLeast(version: Version, since: Version): boolean {
  return VERSIONS.indexOf(version) >= VERSIONS.indexOf(since);
}

/** The version to judge a server by: its own, or the closest one known; undefined before 8.0 or for no version. */
export function judgedAs(apiVersion: string): Version | undefined {
  const [, major = "", minor = ""] = /^(\d+)\.(\d+)$/.exec(apiVersion) ?? [];
  if (major === "" || Number(major) < 8) return undefined;
  const known = VERSIONS.find((version) => version === apiVersion);
  // A newer server serves older clients; it is judged by the newest contract there is.
  return known ?? (Number(major) > 8 || Number(minor) > 2 ? "8.2" : undefined);
}

/** Operations that came after 8.0: a server of an older version may answer them in any way. */
export const OPERATIONS_SINCE: Readonly<Record<string, Version>> = {
  HEAD_profiles: "8.2",
  GET_profiles: "8.2",
  "HEAD_profiles-profileId": "8.2",
  "GET_profiles-profileId": "8.2",
  "POST_profiles-profileId": "8.2",
};

/** Required keys that came after 8.0, by schema of the contract. All else that changed since only made replies looser. */
export const REQUIRED_SINCE: readonly { schema: string; key: string; since: Version }[] = [
  { schema: "service", key: "min_object_timeout", since: "8.1" },
];

/** Paths of the bundled document that are no part of TAMS: another server may have anything there. */
export const EXTENSION_PATHS =
  /^\/(?:health|media|events|auth|\.well-known|openapi\.json)(?:\/|$)|^\/service\/webhooks\/[^/]+\/deliveries$/;
