import { VastError } from "./errors.ts";

/** Major, minor, patch and protocol number of a cluster, as its `Server` header states them. */
export type ClusterVersion = readonly [number, number, number, number];

/** The oldest cluster this client speaks to, as the official SDK's README states it (5.0.0-sp10). */
const OLDEST_VERSION: ClusterVersion = [5, 0, 0, 10];

/**
 * Reads `vast 5.4.0.1`. Throws `unsupportedVersion` for a server that is no VAST cluster, one that does not state
 * four numbers, which only clusters too old for this protocol do, and one older than 5.0.0.10.
 */
export function parseVersion(server: string | undefined): ClusterVersion {
  if (server !== undefined && !server.startsWith("vast")) {
    throw new VastError(
      "unsupportedVersion",
      `The server calls itself "${server}": this is no VAST cluster.`,
    );
  }
  const [, ...parts] = /^vast (\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(server ?? "") ?? [];
  const [major, minor, patch, protocol] = parts.map(Number);
  if (major === undefined || minor === undefined || patch === undefined || protocol === undefined) {
    const said = server === undefined ? "nothing" : `"${server}"`;
    throw new VastError(
      "unsupportedVersion",
      `The cluster states ${said} as its version; upgrade it to ${OLDEST_VERSION.join(".")} or newer.`,
    );
  }
  const version: ClusterVersion = [major, minor, patch, protocol];
  requireVersion(version, OLDEST_VERSION, "The VAST Database");
  return version;
}

/** Whether the cluster is at least this new; numbers that are left out count as zero. */
export function isAtLeast(version: ClusterVersion, least: readonly number[]): boolean {
  for (const [index, have] of version.entries()) {
    const want = least[index] ?? 0;
    if (have !== want) return have > want;
  }
  return true;
}

/** Throws `unsupportedVersion` that names the feature, the version it needs and the cluster's own. */
export function requireVersion(version: ClusterVersion, least: readonly number[], feature: string): void {
  if (isAtLeast(version, least)) return;
  throw new VastError(
    "unsupportedVersion",
    `${feature} needs a cluster of version ${least.join(".")} or newer; this one is ${version.join(".")}.`,
  );
}
