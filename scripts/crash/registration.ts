import { mapParallel } from "../demo/parallel.ts";
import { type Bulk, planBulk, SMALL } from "./bulk.ts";
import type { Client } from "./client.ts";
import { listSegments, nameOf } from "./listing.ts";
import { mustBeReferenced, mustBeUnknown, mustBeWhole, WIDTH } from "./objects.ts";
import type { Random } from "./random.ts";
import { createFlow, type Stage } from "./stage.ts";
import type { Tally } from "./tally.ts";
import { must, mustEqualSets } from "./violation.ts";

const FLOWS = 3;
const CLIENTS = 6;
const LONGEST_BULK = 60;
const LATEST_KILL = 1200;
/** Requests of earlier rounds whose objects are looked up again after each kill. */
const SAMPLE = 5;

/** What was asked of one flow. */
interface Journal {
  readonly flowId: string;
  readonly bulks: Bulk[];
  /** The first second that nothing was planned for yet. */
  free: number;
}

/** Clients register segments in bulk, side by side; the server is killed among them, again and again. */
export async function registration(stage: Stage, tally: Tally): Promise<void> {
  const { client, random, server, kills } = stage;
  const journals: Journal[] = [];
  for (let flow = 0; flow < FLOWS; flow++)
    journals.push({
      flowId: await createFlow(stage, random.fork(`flow ${flow}`), `registration ${flow}`),
      bulks: [],
      free: 0,
    });
  for (let round = 1; round <= kills; round++) {
    const chance = random.fork(round);
    const clients = Array.from({ length: CLIENTS }, (_, at) =>
      keepSending(client, journals, chance.fork(at)),
    );
    const sent = (
      await server.killDuring(Promise.all(clients), chance.between(20, LATEST_KILL), tally)
    ).flat();
    await server.restart(tally);
    for (const journal of journals) await reconcile(client, journal, tally);
    const open = sent.filter(({ answered }) => !answered);
    if (open.length > 0) tally.inTheMiddle++;
    for (const bulk of open) if (bulk.outcome === "absent") await retry(client, bulk);
    const earlier = chance.sample(
      journals.flatMap(({ bulks }) => bulks),
      SAMPLE,
    );
    await mapParallel([...sent, ...earlier], WIDTH, (bulk) => checkObjects(client, bulk));
    stage.say(`kill ${round} of ${kills}: ${sent.length} requests, ${open.length} without an answer`);
  }
  for (const journal of journals) await reconcile(client, journal, tally);
  const all = journals.flatMap(({ bulks }) => bulks);
  await mapParallel(all, WIDTH, (bulk) => checkObjects(client, bulk));
  for (const bulk of all) tally.acknowledged += (bulk.answered ? bulk.wanted.length : 0) * stored(bulk);
}

function stored({ outcome }: Bulk): number {
  return outcome === "stored" ? 1 : 0;
}

/** One client: request after request, at times two for the same time at once, until the server is gone. */
async function keepSending(client: Client, journals: readonly Journal[], random: Random): Promise<Bulk[]> {
  const sent: Bulk[] = [];
  for (let alive = true; alive; ) {
    const [journal] = random.sample(journals, 1);
    if (journal === undefined) break;
    const bulks = plan(journal, random);
    sent.push(...bulks);
    await Promise.all(bulks.map((bulk) => bulk.send(client)));
    alive = bulks.every(({ answered }) => answered);
    if (alive && bulks.length > 1)
      must(
        bulks.filter((bulk) => stored(bulk)).length === 1,
        `one of two requests for the same time of flow ${journal.flowId} to be stored (SEG-093)`,
        () => `${bulks.filter((bulk) => stored(bulk)).length}`,
      );
  }
  return sent;
}

function plan(journal: Journal, random: Random): Bulk[] {
  const count = random.between(1, LONGEST_BULK);
  const at = journal.free;
  journal.free += count + random.between(0, 1);
  const contested = random.chance(0.2);
  const bulks = Array.from({ length: contested ? 2 : 1 }, () =>
    planBulk(journal.flowId, at, count, random, contested),
  );
  journal.bulks.push(...bulks);
  return bulks;
}

/** The flow holds what was acknowledged, once; of what was not, all or nothing; and nothing else. */
async function reconcile(client: Client, { flowId, bulks }: Journal, tally: Tally): Promise<void> {
  const listed = new Set((await listSegments(client, flowId)).map(nameOf));
  for (const bulk of bulks.filter(({ outcome }) => outcome === "open")) {
    const { wanted } = bulk;
    const there = wanted.filter((name) => listed.has(name)).length;
    must(
      there === 0 || there === wanted.length,
      `all or none of the ${wanted.length} segments of a request to flow ${flowId} that got no answer (from ${wanted[0]})`,
      () => `${there} of them`,
    );
    bulk.outcome = there === 0 ? "absent" : "stored";
    if (there === 0) tally.absent++;
    else tally.whole++;
  }
  const expected = bulks.filter(stored).flatMap(({ wanted }) => wanted);
  mustEqualSets(listed, expected, `segments of flow ${flowId}`);
}

/** What got no answer and left nothing can be sent again, and is stored unless its rival was. */
async function retry(client: Client, bulk: Bulk): Promise<void> {
  await bulk.send(client);
  must(bulk.answered, `an answer to a request to flow ${bulk.flowId} that was sent again`, () => "none");
}

/** Objects of stored segments exist and name the flow; those of others are unknown (OBJ-002, SEG-041). */
async function checkObjects(client: Client, bulk: Bulk): Promise<void> {
  const there = new Set(bulk.outcome === "stored" ? bulk.wanted : []);
  for (const segment of bulk.segments) {
    if (there.has(nameOf(segment))) await mustBeReferenced(client, segment.object_id, [bulk.flowId]);
    else await mustBeUnknown(client, segment.object_id);
  }
  if (there.size === 0 || !bulk.uploaded) return;
  const url = await mustBeReferenced(client, bulk.firstObject, [bulk.flowId]);
  await mustBeWhole(client, bulk.firstObject, url, SMALL, true);
}
