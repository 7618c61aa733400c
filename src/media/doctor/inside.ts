import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import type { MediaStore, ObjectHead } from "../store.ts";
import type { Check } from "./finding.ts";

/** The content type of all that is written: one that no store has for a default. */
export const TYPE = "video/mp2t";
const SIZE = 1000;
/** Bytes above the smallest part that S3 takes, so that there are two. */
const LARGE = 5 * 1024 * 1024 + SIZE;

/** What an examination works with: an open store, and keys and bytes of its own. */
export interface Sample {
  readonly store: MediaStore;
  /** What all keys begin with. */
  readonly stem: string;
  readonly bytes: Buffer;
  /** Keys that may have bytes. Each is added before anything is sent. */
  readonly keys: Set<string>;
}

/** A sample for the store. */
export function takeSample(store: MediaStore, stem: string): Sample {
  return { store, stem, bytes: randomBytes(SIZE), keys: new Set() };
}

/** The key of this name, remembered for the removal. */
export function keyFor({ stem, keys }: Sample, name: string): string {
  const key = `${stem}-${name}`;
  keys.add(key);
  return key;
}

/** Everything that the server does to the store by itself, but for removing. */
export function insideChecks(sample: () => Sample, isBucket: boolean): readonly Check[] {
  const needs = ["write"];
  const checks: readonly Check[] = [
    {
      name: "write",
      needs: ["open"],
      permission: "s3:PutObject",
      run: async (signal) => {
        const { store, bytes } = sample();
        await store.write(keyFor(sample(), "small"), Readable.from([bytes]), { contentType: TYPE, signal });
        return undefined;
      },
    },
    { name: "head", needs, permission: "s3:GetObject", run: () => headOf(sample(), "small", SIZE) },
    { name: "read", needs, permission: "s3:GetObject", run: () => readWhole(sample()) },
    { name: "read a range", needs, permission: "s3:GetObject", run: () => readRange(sample()) },
    { name: "copy", needs, permission: "s3:GetObject and s3:PutObject", run: () => copy(sample()) },
    { name: "list", needs, permission: "s3:ListBucket", run: () => list(sample()) },
  ];
  const permission = "s3:PutObject and s3:AbortMultipartUpload";
  const inParts: Check = {
    name: "multipart upload",
    needs,
    permission,
    run: (to) => writeLarge(sample(), to),
  };
  return isBucket ? [...checks, inParts] : checks;
}

/** Removes all of it, and looks for it. */
export function removalChecks(sample: () => Sample): readonly Check[] {
  return [
    {
      name: "delete",
      needs: ["write"],
      permission: "s3:DeleteObject",
      run: () => removeAll(sample()),
    },
    {
      name: "gone after delete",
      needs: ["delete"],
      permission: "s3:ListBucket, without which S3 refuses what it should not find",
      run: async () => {
        const { store, stem } = sample();
        const found = await store.head(`${stem}-small`);
        if (found !== undefined) throw new Error("The object is still there after its removal.");
        return undefined;
      },
    },
  ];
}

/** Removes whatever the sample may have left. Throws what stays and why. */
export async function removeAll({ store, keys }: Sample): Promise<undefined> {
  if (keys.size === 0) return undefined;
  const refused = await store.remove([...keys]);
  for (const key of keys) if (!refused.some((one) => one.key === key)) keys.delete(key);
  const [first] = refused;
  if (first !== undefined) throw new Error(`Object ${first.key} could not be removed: ${first.reason}.`);
  return undefined;
}

/** Fails unless the object has this size and the sample's type. */
export async function headOf({ store, stem }: Sample, name: string, size: number): Promise<undefined> {
  const head = await store.head(`${stem}-${name}`);
  if (head === undefined) throw new Error("The object is not found right after it was written.");
  mustBe(head, size);
  return undefined;
}

function mustBe({ size, contentType }: ObjectHead, expected: number): void {
  if (size !== expected) throw new Error(`The object has ${size} bytes, and ${expected} were written.`);
  if (contentType !== TYPE)
    throw new Error(`The object's content type is ${contentType} instead of ${TYPE}.`);
}

async function readWhole({ store, stem, bytes }: Sample): Promise<undefined> {
  const { stream } = await store.read(`${stem}-small`);
  if (!(await bytesOf(stream)).equals(bytes)) throw new Error("What is read is not what was written.");
  return undefined;
}

async function readRange({ store, stem, bytes }: Sample): Promise<undefined> {
  const { stream, range } = await store.read(`${stem}-small`, { start: 100, end: 299 });
  const part = await bytesOf(stream);
  if (range?.start !== 100 || range.end !== 299 || !part.equals(bytes.subarray(100, 300)))
    throw new Error("The range that is read is not the one that was asked for.");
  return undefined;
}

async function copy(sample: Sample): Promise<undefined> {
  mustBe(await sample.store.copy(`${sample.stem}-small`, keyFor(sample, "copy")), SIZE);
  return undefined;
}

async function list({ store, stem }: Sample): Promise<undefined> {
  const keys = await store.list({ prefix: stem, limit: 10 });
  if (!keys.includes(`${stem}-small`)) throw new Error("The listing lacks an object that was written.");
  return undefined;
}

async function writeLarge(sample: Sample, signal: AbortSignal): Promise<string> {
  const bytes = randomBytes(LARGE);
  const key = keyFor(sample, "large");
  await sample.store.write(key, Readable.from([bytes]), { contentType: TYPE, signal });
  const { stream } = await sample.store.read(key);
  if (hashOf(await bytesOf(stream)) !== hashOf(bytes))
    throw new Error("An object that was written in parts is read with other bytes.");
  return `${(LARGE / 1024 / 1024).toFixed(1)} MiB in parts, and read back`;
}

function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
