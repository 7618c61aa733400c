import { bodyOf, type Segment, type Upload } from "./client.ts";
import { keyOf, storedKeys } from "./folder.ts";
import { listAll } from "./listing.ts";
import { mustBeUnknown, mustBeWhole } from "./objects.ts";
import { bytesOf } from "./random.ts";
import { allocate, createFlow, register, type Stage, segmentAt } from "./stage.ts";
import type { Tally } from "./tally.ts";
import { must, without } from "./violation.ts";

const AT_ONCE = 6;
const MEGABYTE = 1_000_000;
const LARGEST = 6;

/** One upload, and what has become of it. */
interface Sent {
  readonly upload: Upload;
  readonly size: number;
  readonly second: number;
  acknowledged: boolean;
  /** Whether the store has it, told when the server was down. */
  stored: boolean;
}

/** Uploads of some megabytes go on side by side while the server is killed. */
export async function uploads(stage: Stage, tally: Tally): Promise<void> {
  const { random, server, kills } = stage;
  const flowId = await createFlow(stage, random.fork("flow"), "uploads");
  const others = await storedKeys(server.data);
  const all = [...(await prepare(stage, flowId, 0))];
  const bytes = bodiesOf(all);
  const started = performance.now();
  await send(stage, all, bytes);
  const usual = performance.now() - started;
  await register(stage, flowId, segmentsOf(all));
  stage.say(`${AT_ONCE} uploads at once of ${megabytes(all)} MB take ${Math.round(usual)} ms`);
  for (let round = 1; round <= kills; round++) {
    const sent = await prepare(stage, flowId, round);
    all.push(...sent);
    const bodies = bodiesOf(sent);
    const delay = random.fork(`kill ${round}`).fraction() * usual;
    await server.killDuring(send(stage, sent, bodies), delay, tally);
    const acknowledged = sent.filter((one) => one.acknowledged).length;
    compareStore(await storedKeys(server.data), others, all);
    count(sent, tally);
    await server.restart(tally);
    // What was broken off may be sent again before its object is registered and, where nothing is stored, also later.
    await (round % 2 === 0 ? retryAndRegister : registerAndRetry)(stage, flowId, sent);
    const result = `${acknowledged} of ${sent.length} acknowledged, ${megabytes(sent)} MB`;
    stage.say(`kill ${round} of ${kills}: uploads, ${result}`);
  }
  await mustBeDownloadable(stage, flowId, all);
  tally.acknowledged += all.length;
}

function megabytes(sent: readonly Sent[]): number {
  return Math.round(sent.reduce((sum, { size }) => sum + size, 0) / MEGABYTE);
}

async function prepare(stage: Stage, flowId: string, round: number): Promise<readonly Sent[]> {
  const random = stage.random.fork(round);
  const ids = Array.from({ length: AT_ONCE }, () => `upl-${random.uuid()}`);
  return (await allocate(stage, flowId, ids)).map((upload, at) => ({
    upload,
    size: random.between(MEGABYTE, LARGEST * MEGABYTE),
    second: round * AT_ONCE + at,
    acknowledged: false,
    stored: false,
  }));
}

/** What to upload; made beforehand, so that all the time until the kill is for sending. */
function bodiesOf(sent: readonly Sent[]): readonly Buffer[] {
  return sent.map(({ upload, size }) => bytesOf(upload.object_id, size));
}

/** Uploads all at once, as far as the server lives. */
async function send({ client }: Stage, sent: readonly Sent[], bodies: readonly Buffer[]): Promise<void> {
  await Promise.all(
    sent.map(async (one, at) => {
      const answer = await client.upload(one.upload, bodies[at] ?? Buffer.alloc(0));
      if (answer.status === "none") return;
      bodyOf(answer, 200);
      one.acknowledged = true;
    }),
  );
}

/** The store has every upload that was acknowledged, and counts nothing but uploads as an object. */
function compareStore(keys: ReadonlySet<string>, others: ReadonlySet<string>, all: readonly Sent[]): void {
  for (const one of all) {
    const key = keyOf(one.upload);
    one.stored = keys.has(key);
    must(
      one.stored || !one.acknowledged,
      `object ${one.upload.object_id}, acknowledged, in the store`,
      () => "none",
    );
  }
  const ours = new Set([...others, ...all.map(({ upload }) => keyOf(upload))]);
  const extra = without(keys, ours);
  must(extra.length === 0, "only uploads counted as objects of the store", () => extra.join(", "));
}

function count(sent: readonly Sent[], tally: Tally): void {
  const open = sent.filter(({ acknowledged }) => !acknowledged);
  if (open.length > 0) tally.inTheMiddle++;
  const whole = open.filter(({ stored }) => stored).length;
  tally.whole += whole;
  tally.absent += open.length - whole;
}

async function retryAndRegister(stage: Stage, flowId: string, sent: readonly Sent[]): Promise<void> {
  for (const { upload } of sent) await mustBeUnknown(stage.client, upload.object_id);
  for (const one of sent) if (!one.acknowledged) await again(stage, one, 200);
  await register(stage, flowId, segmentsOf(sent));
  await mustBeDownloadable(stage, flowId, sent);
}

/** Once registered, bytes never change: a second upload is refused, the first is still taken. */
async function registerAndRetry(stage: Stage, flowId: string, sent: readonly Sent[]): Promise<void> {
  await register(stage, flowId, segmentsOf(sent));
  await mustBeDownloadable(stage, flowId, sent);
  for (const one of sent) if (!one.acknowledged) await again(stage, one, one.stored ? 409 : 200);
  await mustBeDownloadable(stage, flowId, sent);
}

async function again({ client }: Stage, one: Sent, status: number): Promise<void> {
  bodyOf(await client.upload(one.upload, bytesOf(one.upload.object_id, one.size)), status);
  one.acknowledged = true;
  one.stored = true;
}

function segmentsOf(sent: readonly Sent[]) {
  return sent.map(({ second, upload }) => segmentAt(second, upload.object_id));
}

/** Everything stored can be read at the addresses of its segment, whole; everything else is not found, and never a part. */
async function mustBeDownloadable({ client }: Stage, flowId: string, sent: readonly Sent[]): Promise<void> {
  const [first, last] = [sent[0]?.second ?? 0, sent.at(-1)?.second ?? 0];
  const path = `/flows/${flowId}/segments?timerange=[${first}:0_${last + 1}:0)`;
  const listed = await listAll<Segment>(client, path);
  for (const { upload, size, stored } of sent) {
    const id = upload.object_id;
    const url = listed.find(({ object_id }) => object_id === id)?.get_urls?.[0]?.url;
    must(url !== undefined, `an address of object ${id} in flow ${flowId}`, () => "none");
    const there = await mustBeWhole(client, id, url ?? "", size, stored);
    must(there === stored, `${stored ? "" : "no "}bytes of object ${id}`, () => (there ? "some" : "none"));
  }
}
