import { type Answer, ask, unexpected } from "./ask.ts";
import { type Check, Trouble } from "./finding.ts";
import { headOf, keyFor, type Sample, TYPE } from "./inside.ts";
import type { Patient } from "./patient.ts";

/** Longer than the examination takes. */
const VALIDITY = 300_000;
/** Seconds by which S3 lets a signature's time be wrong. */
const TOLERANCE = 900;
const NOTABLE = 60;

/** Names of the checks that others need. */
const ANSWERS = "public address";
/** A content type that no URL here is signed for. */
const OTHER = "text/html";

/** How URLs of the patient are made. */
export function urlsOf({ place }: Patient) {
  const base = place.kind === "disk" ? (place.url ?? "") : "";
  return (presigned: boolean) => ({ presigned, expires: Date.now() + VALIDITY, base });
}

/** What clients do with presigned URLs, by plain HTTP and on the public address. */
export function outsideChecks(patient: Patient, sample: () => Sample): readonly Check[] {
  const { place } = patient;
  const checks = [
    addressCheck(patient, sample),
    clockCheck(patient, sample),
    ...(place.kind === "s3" ? bucketUploads(patient, sample) : diskUploads(patient, sample)),
    ...downloads(patient, sample),
  ];
  const skip = place.kind === "disk" && place.url === undefined ? "give --url" : undefined;
  return checks.map((check) => ({ ...check, isOutside: true, ...(skip && { skip }) }));
}

function addressCheck(patient: Patient, sample: () => Sample): Check {
  return {
    name: ANSWERS,
    needs: ["open"],
    run: async (signal) => (await ask(plainUrl(patient, sample()), signal, { method: "HEAD" })).origin,
  };
}

function plainUrl(patient: Patient, { store, stem }: Sample): string {
  return store.downloadUrl(`${stem}-none`, urlsOf(patient)(false));
}

/** Compares this machine's clock with the `Date` of an answer (RFC 9110 6.6.1), which is in whole seconds. */
function clockCheck(patient: Patient, sample: () => Sample): Check {
  return {
    name: "clocks",
    needs: [ANSWERS],
    run: async (signal) => {
      const sent = Date.now();
      const { headers } = await ask(plainUrl(patient, sample()), signal, { method: "HEAD" });
      const theirs = Date.parse(headers.get("date") ?? "");
      if (Number.isNaN(theirs)) return "the answer has no Date to compare with";
      return skewOf(Math.round((theirs - (sent + Date.now()) / 2) / 1000));
    },
  };
}

/** What a difference of seconds means; positive when the store's clock is ahead. */
export function skewOf(seconds: number): string {
  const apart = Math.abs(seconds);
  if (apart < NOTABLE) return apart <= 1 ? "less than 2 s apart" : `${apart} s apart`;
  const said = `The store's clock is ${apart} s ${seconds < 0 ? "behind" : "ahead of"} this machine's.`;
  const advice =
    "Let NTP set both clocks (`timedatectl status` tells whether it does here): presigned URLs are refused, or end early, " +
    "by as much as the clocks differ.";
  throw new Trouble(said, advice, apart < TOLERANCE ? "warning" : "failed");
}

function bucketUploads(patient: Patient, sample: () => Sample): readonly Check[] {
  const needs = ["write", ANSWERS];
  const upload = (key: string, type: string, signal: AbortSignal): Promise<Answer> => {
    const { store, bytes } = sample();
    const { url } = store.uploadUrl(key, TYPE, urlsOf(patient)(true));
    return ask(url, signal, {
      method: "PUT",
      headers: { "content-type": type },
      body: new Uint8Array(bytes),
    });
  };
  return [
    {
      name: "presigned PUT",
      needs,
      permission: "s3:PutObject",
      run: async (signal) => {
        const reply = await upload(keyFor(sample(), "upload"), TYPE, signal);
        if (reply.status !== 200) throw unexpected("PUT on a presigned URL", reply);
        return headOf(sample(), "upload", sample().bytes.length);
      },
    },
    {
      name: "presigned PUT, other type",
      needs: [...needs, "presigned PUT"],
      run: async (signal) => refusedType(await upload(keyFor(sample(), "other"), OTHER, signal)),
    },
  ];
}

/** The API takes uploads of allocated Objects only: an URL whose signature it accepts is answered 404. */
function diskUploads(patient: Patient, sample: () => Sample): readonly Check[] {
  const needs = ["write", ANSWERS];
  const upload = (type: string, signal: AbortSignal): Promise<Answer> => {
    const { url } = sample().store.uploadUrl(`${sample().stem}-none`, TYPE, urlsOf(patient)(true));
    return ask(url, signal, { method: "PUT", headers: { "content-type": type }, body: "none" });
  };
  return [
    {
      name: "presigned PUT",
      needs,
      run: async (signal) => {
        const reply = await upload(TYPE, signal);
        if (reply.status !== 404) throw unexpected("PUT on a presigned URL", reply);
        return "the signature is accepted; no Object waits for these bytes, so they are not";
      },
    },
    {
      name: "presigned PUT, other type",
      needs: [...needs, "presigned PUT"],
      run: async (signal) => refusedType(await upload(OTHER, signal)),
    },
  ];
}

function refusedType(reply: Answer): string {
  if (reply.status === 403 || reply.status === 400) return "refused, as it should be";
  if (reply.status !== 200) throw unexpected("PUT with a content type that was not signed", reply);
  throw new Trouble(
    "PUT with a content type that was not signed is taken.",
    "The store, or a proxy before it, does not check signed headers: clients can store what they did not announce. " +
      "Ask its vendor for full Signature Version 4, and let no proxy change Content-Type.",
  );
}

function downloads(patient: Patient, sample: () => Sample): readonly Check[] {
  const needs = ["write", ANSWERS];
  const permission = "s3:GetObject";
  const get = (signal: AbortSignal, presigned: boolean, headers: Record<string, string> = {}) => {
    const url = sample().store.downloadUrl(`${sample().stem}-small`, urlsOf(patient)(presigned));
    return ask(url, signal, { headers });
  };
  const isOwn = patient.place.kind === "disk";
  return [
    {
      name: "presigned GET",
      needs,
      permission,
      run: async (signal) => wholeIn(await get(signal, true), sample().bytes),
    },
    {
      name: "presigned GET of a range",
      needs: [...needs, "presigned GET"],
      permission,
      run: async (signal) => rangeIn(await get(signal, true, { range: "bytes=100-299" }), sample().bytes),
    },
    {
      name: "unsigned GET",
      needs,
      ...(isOwn && { skip: "the API decides who may read without a signature" }),
      run: async (signal) => refusedUnsigned(await get(signal, false)),
    },
  ];
}

function wholeIn(reply: Answer, bytes: Buffer): undefined {
  if (reply.status !== 200) throw unexpected("GET on a presigned URL", reply);
  if (!reply.bytes.equals(bytes)) throw new Error(`${reply.origin} sends other bytes than were written.`);
  const type = reply.headers.get("content-type");
  if (type !== TYPE) throw new Error(`${reply.origin} sends the content type ${type} instead of ${TYPE}.`);
  return undefined;
}

function rangeIn(reply: Answer, bytes: Buffer): undefined {
  if (reply.status === 200)
    throw new Trouble(
      `${reply.origin} sends the whole object when asked for a range.`,
      "Let the proxy or cache before the store pass on Range, and 206 back (nginx: proxy_force_ranges on, no slicing).",
    );
  if (reply.status !== 206) throw unexpected("GET of a range on a presigned URL", reply);
  const range = reply.headers.get("content-range");
  if (range !== `bytes 100-299/${bytes.length}` || !reply.bytes.equals(bytes.subarray(100, 300)))
    throw new Error(`${reply.origin} sends another range than it was asked for: ${range}.`);
  return undefined;
}

function refusedUnsigned(reply: Answer): string {
  if (reply.status === 403 || reply.status === 401) return "refused, as it should be";
  if (reply.status !== 200) throw unexpected("GET without a signature", reply);
  throw new Trouble(
    "Anybody can read the objects without a signature: the bucket is public.",
    "Unless that is meant, remove the bucket policy or ACL that grants s3:GetObject to everybody, and block public access.",
    "warning",
  );
}
