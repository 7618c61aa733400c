import { type Answer, bodyOf, type Segment, type SegmentPost } from "./client.ts";
import { mustBeOrdered, nameOf, nextOf } from "./listing.ts";
import type { Random } from "./random.ts";
import { allocate, createFlow, register, type Stage, segmentAt } from "./stage.ts";
import type { Tally } from "./tally.ts";
import { must, mustEqualSets } from "./violation.ts";

const SMALLEST = 100;
const LARGEST = 1000;
/** A kill at this chance before each page; as many pages are walked as it takes to spend the kills. */
const KILL = 0.5;
const LATEST_KILL = 25;

/** A long flow is walked page by page, in both directions, by a client that does not mind the kills in between. */
export async function paging(stage: Stage, tally: Tally): Promise<void> {
  const { random, kills } = stage;
  const flowId = await createFlow(stage, random.fork("flow"), "paging");
  const ids = Array.from({ length: stage.segments }, (_, at) => `pag-${random.fork(at).uuid()}`);
  await allocate(stage, flowId, ids);
  const segments = random.sample(
    ids.map((id, at) => segmentAt(at * 2, id)),
    ids.length,
  );
  await register(stage, flowId, segments);
  stage.say(`${segments.length} segments registered`);
  for (let walks = 0; walks < 2 || tally.kills < kills; walks++) {
    const reverse = walks % 2 === 1;
    const before = tally.kills;
    const pages = await walk(stage, flowId, segments, reverse, tally, stage.random.fork(`walk ${walks}`));
    const direction = reverse ? "backward" : "forward";
    stage.say(
      `walked ${pages} pages ${direction} over ${tally.kills - before} kills, ${tally.kills} of ${kills} in all`,
    );
  }
  tally.acknowledged += segments.length;
}

/** One walk: every segment once and in order. Resolves to the number of pages. */
async function walk(
  stage: Stage,
  flowId: string,
  segments: readonly SegmentPost[],
  reverse: boolean,
  tally: Tally,
  random: Random,
): Promise<number> {
  const found: Segment[] = [];
  let pages = 0;
  let next: string | undefined = address(flowId, reverse, pageSize(random));
  for (; next !== undefined; pages++) {
    const answer: Answer<Segment[]> = await getPage(stage, next, random, tally);
    found.push(...bodyOf(answer, 200));
    const after = nextOf(answer);
    // By the Link of the page, or by its key with another size.
    next =
      after === undefined || random.chance(0.5)
        ? after?.link
        : `${address(flowId, reverse, pageSize(random))}&page=${encodeURIComponent(after.key)}`;
  }
  must(
    found.length === segments.length,
    `${segments.length} segments of flow ${flowId}`,
    () => `${found.length}`,
  );
  mustEqualSets(found.map(nameOf), segments.map(nameOf), `segments of flow ${flowId}`);
  mustBeOrdered(flowId, reverse ? found.reverse() : found);
  return pages;
}

function address(flowId: string, reverse: boolean, limit: number): string {
  return `/flows/${flowId}/segments?limit=${limit}&reverse_order=${reverse}`;
}

function pageSize(random: Random): number {
  return random.between(SMALLEST, LARGEST);
}

/** One page; the server may be killed just before, or while it answers, and then it is asked again. */
async function getPage(
  { client, server, kills }: Stage,
  next: string,
  random: Random,
  tally: Tally,
): Promise<Answer<Segment[]>> {
  if (tally.kills >= kills || !random.chance(KILL)) return client.get<Segment[]>(next);
  const during = random.chance(0.5);
  const delay = during ? random.fraction() * LATEST_KILL : 0;
  const request = during ? client.get<Segment[]>(next) : undefined;
  const answer = await server.killDuring(Promise.resolve(request), delay, tally);
  await server.restart(tally);
  if (answer?.status === "none") tally.inTheMiddle++;
  return answer === undefined || answer.status === "none" ? client.get<Segment[]>(next) : answer;
}
