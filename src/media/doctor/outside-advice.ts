import type { Check } from "./finding.ts";
import type { BucketPlace } from "./patient.ts";

/** What helps against failures that say something. */
export interface Remedy<Where> {
  readonly on: RegExp;
  mend(where: Where, check: Check, text: string): string;
}

/**
 * What is wrong when the server's own requests work and presigned URLs don't: something between clients and the store. Checks
 * that go outside are made only when the server could write.
 */
export const hostAdvice: readonly Remedy<BucketPlace>[] = [
  {
    on: /SignatureDoesNotMatch/,
    mend: (place) =>
      `The store got another Host or path than were signed: let the proxy at ${outsideOf(place)} pass on both unchanged (nginx: proxy_set_header ` +
      `Host $http_host;), or correct "publicEndpoint" to the address that the store itself sees.`,
  },
  {
    on: /NoSuchBucket/,
    mend: (place) =>
      `${outsideOf(place)} looks for the bucket elsewhere: see that "pathStyle" (it is ${place.pathStyle}) is right for it, and that "publicEndpoint" ` +
      `leads to the same store as "endpoint".`,
  },
  {
    on: /NoSuchKey|\b404\b/,
    mend: (place) =>
      `${outsideOf(place)} does not find what is in the store: "publicEndpoint" must lead to the same store as "endpoint", with the path unchanged.`,
  },
  {
    on: /InvalidAccessKeyId/,
    mend: (place) =>
      `${outsideOf(place)} does not know the access key, and "endpoint" does: "publicEndpoint" must lead to the same store.`,
  },
  {
    on: /\b413\b|EntityTooLarge/,
    mend: (place) =>
      `The proxy at ${outsideOf(place)} limits uploads: raise its limit (nginx: client_max_body_size 0).`,
  },
  {
    // A refusal in other words than S3's is a proxy's.
    on: /answered (401|403|405)(?! (AccessDenied|RequestTimeTooSkewed|RequestExpired|ExpiredToken))/,
    mend: (place) =>
      `The store serves this server, so something at ${outsideOf(place)} refuses clients, or rewrites Host so that signatures break: let the proxy pass on ` +
      `Host and the path unchanged (nginx: proxy_set_header Host $http_host;) and all of GET, HEAD, PUT and OPTIONS, or correct "publicEndpoint".`,
  },
  {
    on: /\b50[234]\b/,
    mend: (place) => `The proxy at ${outsideOf(place)} does not reach the store: see its log.`,
  },
];

function outsideOf({ publicEndpoint, endpoint = "AWS S3" }: BucketPlace): string {
  return publicEndpoint ?? endpoint;
}
