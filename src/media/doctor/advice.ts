import type { Check } from "./finding.ts";
import { hostAdvice, type Remedy } from "./outside-advice.ts";
import type { BucketPlace, DiskPlace, Patient } from "./patient.ts";

/** How to mend what a check met. The codes of S3, the network, TLS and the file system are known by their names. */
export function adviceFor(thrown: unknown, check: Check, { place }: Patient): string {
  const text = wordsOf(thrown);
  const find = <Where>(remedies: readonly Remedy<Where>[], where: Where): string | undefined =>
    remedies.find(({ on }) => on.test(text))?.mend(where, check, text);
  const own =
    place.kind === "disk"
      ? find(check.isOutside ? API : DISK, place)
      : find(check.isOutside ? [...hostAdvice, ...S3] : S3, place);
  return (
    own ??
    find(NETWORK, addressOf(place, check)) ??
    "This is not known to the doctor: the log of the store, and of proxies before it, may say more."
  );
}

/** Everything that the failure and its causes say, codes included. */
function wordsOf(thrown: unknown): string {
  const words: string[] = [];
  let at = thrown;
  for (let depth = 0; at instanceof Error && depth < 5; depth++) {
    words.push(at.name, at.message, "code" in at ? String(at.code) : "");
    at = at.cause;
  }
  return words.join(" ");
}

interface Address {
  /** As the operator knows it. */
  readonly name: string;
  readonly setting: string;
  readonly caFile: string | undefined;
  readonly isOutside: boolean;
}

function addressOf(place: BucketPlace | DiskPlace, { isOutside = false }: Check): Address {
  if (place.kind === "disk")
    return { name: place.url ?? place.folder, setting: "--url", caFile: undefined, isOutside };
  const { endpoint = `AWS S3 in ${place.region}`, publicEndpoint, caFile } = place;
  const isPublic = isOutside && publicEndpoint !== undefined;
  return isPublic
    ? { name: publicEndpoint, setting: '"publicEndpoint"', caFile, isOutside }
    : { name: endpoint, setting: '"endpoint"', caFile, isOutside };
}

const NETWORK: readonly Remedy<Address>[] = [
  {
    on: /ENOTFOUND|EAI_AGAIN/,
    mend: ({ name, setting }) =>
      `No name server knows the host of ${name}: correct ${setting}, or add the name to DNS. For a bucket in the host name, either ` +
      `DNS must know *.HOST or the backend needs pathStyle: true.`,
  },
  {
    on: /ECONNREFUSED/,
    mend: ({ name, setting }) =>
      `Nothing listens at ${name}: start it, or correct host and port in ${setting}.`,
  },
  {
    on: /bad port/,
    mend: ({ name, setting }) =>
      `Browsers and many other clients refuse to use the port of ${name}: choose another for ${setting} (Fetch standard, bad ports).`,
  },
  {
    on: /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|ERR_TLS/i,
    mend: ({ name, caFile, isOutside }) =>
      isOutside
        ? `Clients must trust the certificate of ${name}, and it must be of that host name and not over. If they trust an own authority, ` +
          `run this command with NODE_EXTRA_CA_CERTS=${caFile ?? "FILE"}.`
        : `The certificate of ${name} must be of that host name, not over, and of a known authority: give its certificate as "caFile" in ` +
          `the settings of this backend. "verifyTls": false is for tests only.`,
  },
  {
    on: /EPROTO|ERR_SSL|WRONG_VERSION|HPE_INVALID|UND_ERR_SOCKET|ECONNRESET|EPIPE/,
    mend: ({ name, setting }) =>
      `The connection to ${name} broke: see that ${setting} has the right one of http and https, that the port is that of S3, and ` +
      `what a firewall or proxy between says.`,
  },
  {
    on: /Late|TimeoutError|ETIMEDOUT|CONNECT_TIMEOUT|EHOSTUNREACH|ENETUNREACH/,
    mend: ({ name, setting }) =>
      `${name} is too slow, or packets to it are dropped: see whether it is overloaded, whether a firewall lets this machine reach ` +
      `it, and whether ${setting} is right.`,
  },
];

const REGION =
  /AuthorizationHeaderMalformed|AuthorizationQueryParametersError|PermanentRedirect|TemporaryRedirect|IllegalLocationConstraint|IncorrectEndpoint|\b30[1278]\b/;

const S3: readonly Remedy<BucketPlace>[] = [
  {
    on: /NoSuchBucket/,
    mend: ({ bucket, endpoint = "AWS", pathStyle }) =>
      `There is no bucket ${bucket} at ${endpoint}: create it, or correct "bucket"; and see that "pathStyle" is right for this store ` +
      `(it is ${pathStyle}).`,
  },
  {
    on: /InvalidAccessKeyId|UserNotFound/,
    mend: () =>
      `The store does not know the access key: correct "accessKeyId" (or the variable of "accessKeyIdEnv"), or make the key there.`,
  },
  {
    on: /ExpiredToken|InvalidToken|TokenRefreshRequired|credentials have expired/,
    mend: () => `The temporary credentials have ended: renew them, or use a role or a key that lasts.`,
  },
  {
    on: /CredentialsProviderError|Could not load credentials/,
    mend: () =>
      `No access key was found: set "accessKeyId" and "secretAccessKey" (or "accessKeyIdEnv" and "secretAccessKeyEnv"), or AWS_ACCESS_KEY_ID and ` +
      `AWS_SECRET_ACCESS_KEY, or give this machine a role.`,
  },
  {
    on: /SignatureDoesNotMatch/,
    mend: ({ endpoint = "AWS" }) =>
      `The secret does not belong to the access key: correct "secretAccessKey" (or the variable of "secretAccessKeyEnv"). If it is right, a proxy ` +
      `before ${endpoint} changes Host or the path, which are signed.`,
  },
  {
    on: /RequestTimeTooSkewed|RequestExpired|Request has expired|not yet valid/i,
    mend: () =>
      `The clocks of this machine and the store differ by more than 15 minutes: let NTP set both (\`timedatectl status\`).`,
  },
  {
    on: REGION,
    mend: ({ region, bucket }, _, text) => {
      const expected = /expecting ['"]?([a-z0-9-]+)/.exec(text)?.[1];
      return expected === undefined
        ? `Bucket ${bucket} is in another region than ${region}, or at another endpoint: correct "region" and "endpoint".`
        : `Set "region" to ${expected} in the settings of this backend (it is ${region}).`;
    },
  },
  {
    on: /AccessDenied|AllAccessDisabled|AccountProblem|Forbidden|\b403\b/,
    mend: ({ bucket }, { permission = "s3:*" }) =>
      `The access key may not do this: grant it ${permission} on bucket ${bucket}, and see that no bucket policy denies it.`,
  },
  {
    on: /SlowDown|ServiceUnavailable|InternalError|\b50[0234]\b/,
    mend: ({ endpoint = "AWS" }) =>
      `The store at ${endpoint} has troubles of its own or is overloaded: see its status, and try again.`,
  },
  {
    on: /NotImplemented|MethodNotAllowed|\b501\b/,
    mend: () => `The store does not know this operation: update it, or ask its vendor. TAMS needs it.`,
  },
  {
    on: /QuotaExceeded|StorageFull|InsufficientStorage|EntityTooLarge|\b507\b/,
    mend: ({ bucket }) =>
      `Bucket ${bucket} is full or limited: raise its quota, or delete what nobody needs.`,
  },
  {
    on: /ENOENT/,
    mend: ({ caFile = "" }) => `The file of "caFile" (${caFile}) cannot be read: correct its path.`,
  },
];

const DISK: readonly Remedy<DiskPlace>[] = [
  {
    on: /ENOENT|not be mounted/,
    mend: ({ folder }) =>
      `The folder ${folder} is not there: mount its disk. If it is new, make it (\`mkdir -p ${folder}\`) or start the server, which does.`,
  },
  {
    on: /EACCES|EPERM/,
    mend: ({ folder }) =>
      `Let the user who runs the server own the folder: \`chown -R USER ${folder}\`, and \`chmod -R u+rwX ${folder}\`.`,
  },
  {
    on: /EROFS/,
    mend: ({ folder }) =>
      `The file system of ${folder} is mounted read-only: mount it for writing, and look for disk errors.`,
  },
  {
    on: /ENOTDIR/,
    mend: ({ folder }) =>
      `Part of the path ${folder} is a file: correct "folder" in the settings of this backend.`,
  },
  { on: /disk is full|ENOSPC|EDQUOT/, mend: () => `Make room on the disk, or raise the quota.` },
  {
    on: /holds storage backend/,
    mend: () =>
      `Set "id" of this backend to the one that the folder holds, or give the backend a folder of its own.`,
  },
  {
    on: /EIO|damaged/,
    mend: ({ folder }) => `The disk of ${folder} is failing: look into the system's log, and replace it.`,
  },
  {
    on: /Late/,
    mend: ({ folder }) =>
      `The disk of ${folder} is too slow or hangs, as network disks do: see the system's log.`,
  },
];

const API: readonly Remedy<DiskPlace>[] = [
  {
    on: /\b403\b/,
    mend: ({ url }) =>
      `The server at ${url} signs with another secret, or a proxy before it changes the path: run this command with the same --data folder as the server.`,
  },
  {
    on: /\b404\b/,
    mend: ({ url }) =>
      `The server at ${url} has no such backend: run this command with its settings, and give --url with its base path, if it has one.`,
  },
  {
    on: /\b421\b|trusted/i,
    mend: ({ url }) =>
      `The server does not know the host name of ${url} as its own: set TAMS_PUBLIC_URL or TAMS_TRUSTED_HOSTS.`,
  },
  { on: /\b413\b/, mend: () => `A proxy limits uploads: raise its limit (nginx: client_max_body_size 0).` },
  { on: /\b50[0234]\b/, mend: ({ url }) => `See the log of the server at ${url}, and of proxies before it.` },
];
