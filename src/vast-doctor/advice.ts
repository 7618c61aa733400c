import { isVastError } from "../vast/errors.ts";
import type { Cluster } from "./ground.ts";

type Place = Pick<Cluster, "bucket" | "options">;

interface Remedy {
  readonly on: RegExp;
  mend(place: Place): string;
}

/** How to mend what kept a check from being made: the network's and the cluster's own words are known here. */
export function adviceFor(thrown: unknown, place: Place): string | undefined {
  const words = wordsOf(thrown);
  return REMEDIES.find(({ on }) => on.test(words))?.mend(place);
}

/** Everything that the failure and its causes say, kinds and codes included. */
function wordsOf(thrown: unknown): string {
  const words: string[] = [];
  let at = thrown;
  for (let depth = 0; at instanceof Error && depth < 5; depth++) {
    words.push(at.name, at.message, "code" in at ? String(at.code) : "");
    if (isVastError(at)) words.push(`kind:${at.kind}`);
    at = at.cause;
  }
  return words.join(" ");
}

const REMEDIES: readonly Remedy[] = [
  {
    on: /ENOTFOUND|EAI_AGAIN/,
    mend: () => "No name server knows the host: correct TAMS_VAST_ENDPOINTS, or add the name to DNS.",
  },
  {
    on: /ECONNREFUSED/,
    mend: () =>
      "Nothing listens there: correct host and port in TAMS_VAST_ENDPOINTS; they are those of the virtual IP pool, " +
      "as for S3, not of the cluster's management.",
  },
  {
    on: /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|ERR_TLS/i,
    mend: () =>
      "The certificate must be of that host name, not over, and of a known authority: name its file in TAMS_VAST_CA_FILE.",
  },
  {
    on: /EPROTO|ERR_SSL|WRONG_VERSION|HPE_INVALID/,
    mend: () =>
      "See that TAMS_VAST_ENDPOINTS has the right one of http and https, and the port that goes with it.",
  },
  {
    on: /RequestTimeTooSkewed|RequestExpired/i,
    mend: () => "The clocks of this machine and the cluster differ too much: let NTP set both.",
  },
  {
    on: /kind:forbidden/,
    mend: ({ bucket }) =>
      "See that TAMS_VAST_ACCESS_KEY_ID and TAMS_VAST_SECRET_ACCESS_KEY belong together, that the clocks of this machine and " +
      `the cluster agree, that no proxy between changes Host, and that an identity policy grants the user the database actions (s3:Tabular*) on ${bucket}.`,
  },
  {
    on: /InvalidBucketState/,
    mend: ({ bucket }) => `Enable the database protocol on the view of the bucket ${bucket}.`,
  },
  {
    on: /kind:unsupportedVersion/,
    mend: () =>
      "The address must be that of a VAST cluster of version 5.0.0.10 or newer; a proxy between may hide the cluster.",
  },
  {
    on: /kind:(slowDown|unavailable|internal|capacity)/,
    mend: () => "The cluster has troubles of its own or is overloaded: see its events, and try again.",
  },
  {
    on: /ECONNRESET|EPIPE|kind:connection/,
    mend: () =>
      "The connection broke: see what a firewall, proxy or load balancer between does, and use the virtual IPs directly.",
  },
  {
    on: /Late|kind:timeout|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/,
    mend: () =>
      "The cluster is too slow, or packets to it are dropped: see whether it is overloaded and whether a firewall lets this machine reach it.",
  },
];
