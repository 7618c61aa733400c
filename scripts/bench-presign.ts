import { parseArgs } from "node:util";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { addressOf } from "../src/media/s3/address.ts";
import { Presigner, type Presigning } from "../src/media/s3/sign.ts";

const LEAST = 20;

const HELP = `Usage: npm run bench:presign [-- OPTION...]

Measures how many S3 URLs a second this project signs, against the presigner of the AWS SDK, in one process and for the same
requests: pages of 300 objects to read or write, each page signed at its own second. First it compares all URLs of some
pages, which must be equal letter by letter. The two then take turns, and the median turn of each counts.

  --seconds N    time for each of the two, in seconds (6)
  --help         this text

Exits with 0 when ours is at least ${LEAST} times as fast, and with 1 otherwise or when any URL differs.
`;

const PAGE = 300;
const TURNS = 5;
const BUCKET = "media";
const REGION = "eu-west-2";
const ACCESS_KEY = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "not-a-secret-of-anyone" };

/** Signs a page and returns its URLs. */
type Signer = (requests: readonly Presigning[]) => Promise<string[]>;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { seconds: { type: "string", default: "6" }, help: { type: "boolean", default: false } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new Error(`--seconds takes a number above 0, not ${values.seconds}.`);
  return bench(seconds);
}

async function bench(seconds: number): Promise<number> {
  const [ours, theirs] = await signers();
  for (let number = 0; number < 3; number++) {
    const page = pageOf(number);
    const [mine, expected] = [await ours(page), await theirs(page)];
    const at = mine.findIndex((url, index) => url !== expected[index]);
    if (at >= 0) {
      console.log(`Ours: ${mine[at]}\nSDK:  ${expected[at]}`);
      console.log("bench:presign: failed: the URLs differ");
      return 1;
    }
  }
  console.log(`${3 * PAGE} URLs are those of the SDK, letter by letter.`);
  const rates: { readonly ours: number[]; readonly theirs: number[] } = { ours: [], theirs: [] };
  for (let turn = 0; turn < TURNS; turn++) {
    rates.theirs.push(await rateOf(theirs, seconds / TURNS));
    rates.ours.push(await rateOf(ours, seconds / TURNS));
    console.log(`Turn ${turn + 1}: ${rates.ours.at(-1)} /s, the SDK ${rates.theirs.at(-1)} /s.`);
  }
  const [mine, sdk] = [median(rates.ours), median(rates.theirs)];
  const times = mine / sdk;
  console.log(`bench:presign: ${times.toFixed(1)} times the SDK presigner (${mine} /s against ${sdk} /s)`);
  return times >= LEAST ? 0 : 1;
}

async function signers(): Promise<[Signer, Signer]> {
  const client = new S3Client({
    region: REGION,
    credentials: ACCESS_KEY,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const presigner = new Presigner(await addressOf(client, BUCKET), REGION);
  return [
    async (requests) => requests.map((each) => presigner.sign(ACCESS_KEY, each)),
    // All at once, which is no slower than one after another.
    (requests) => Promise.all(requests.map((each) => signBySdk(client, each))),
  ];
}

function signBySdk(client: S3Client, request: Presigning): Promise<string> {
  const { method, key, contentType, signed, expiresIn } = request;
  const options = { signingDate: new Date(signed), expiresIn };
  const target = { Bucket: BUCKET, Key: key };
  if (method === "GET" || contentType === undefined)
    return getSignedUrl(client, new GetObjectCommand(target), options);
  const command = new PutObjectCommand({ ...target, ContentType: contentType });
  return getSignedUrl(client, command, { ...options, signableHeaders: new Set(["content-type"]) });
}

/** Nine pages of ten are listings of segments, one allocates uploads. */
function pageOf(number: number): Presigning[] {
  const signed = Date.UTC(2026, 0, 1) + number * 1000;
  return Array.from({ length: PAGE }, (_, index) => {
    const key = `media/${(index % 256).toString(16)}/0b1b7a40-3a4c-4b2e-9d0c-${String(index).padStart(12, "0")}.ts`;
    const request = { key, signed, expiresIn: 900 };
    return number % 10 === 1
      ? { ...request, method: "PUT", contentType: "video/mp2t" }
      : { ...request, method: "GET" };
  });
}

/** URLs a second, over whole pages. */
async function rateOf(signer: Signer, seconds: number): Promise<number> {
  const pages = Array.from({ length: 10 }, (_, number) => pageOf(number));
  const start = performance.now();
  let signed = 0;
  for (let turn = 0; performance.now() - start < seconds * 1000; turn++) {
    signed += (await signer(pages[turn % pages.length] ?? [])).length;
  }
  return Math.round((signed * 1000) / (performance.now() - start));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
