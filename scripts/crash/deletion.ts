import { setTimeout as sleep } from "node:timers/promises";
import type { Schemas } from "../../src/contract/operations.ts";
import { mapParallel } from "../demo/parallel.ts";
import { type Answer, bodyOf } from "./client.ts";
import { type DoomedFlow, makeDoomedFlow, mustBeGone, mustBeUntouched } from "./doomed-flow.ts";
import { listAll, listSegments, nameOf } from "./listing.ts";
import { mustBeReferenced, mustBeWhole, WIDTH } from "./objects.ts";
import { createFlow, type Stage } from "./stage.ts";
import type { Tally } from "./tally.ts";
import { must, mustEqualSets, Violation } from "./violation.ts";

type Request = Schemas["deletion-request"];

/** A worker that died keeps its job for 15 s; a deletion has jobs for its batches' bytes after its own. */
const PATIENCE = 90_000;
const POLL = 25;

/** Flows are deleted by workers; the server is killed meanwhile, and must finish by itself what it had begun. */
export async function deletion(stage: Stage, tally: Tally): Promise<void> {
  const { random, server, kills } = stage;
  const keeper = await createFlow(stage, random.fork("keeper"), "keeper");
  const usual = await deleteCalmly(stage, keeper);
  stage.say(`a deletion of ${usual.flow.segments.length} segments takes ${Math.round(usual.wholeMs)} ms`);
  const flows = [usual.flow];
  for (let round = 1; round <= kills; round++) {
    const flow = await makeDoomedFlow(stage, keeper, round);
    const chance = random.fork(`kill ${round}`);
    // One kill in three is for the request itself, the others for the work that follows its answer.
    const delay = chance.fraction() * (round % 3 === 1 ? usual.answerMs : usual.wholeMs);
    const answer = await server.killDuring(stage.client.deleteFlow(flow.id), delay, tally);
    await server.restart(tally);
    const state = await settle(stage, flow, answer, tally);
    flows.push(flow);
    stage.say(
      `kill ${round} of ${kills}: deletion ${answer.status === "none" ? "unanswered" : "acknowledged"}, ${state}`,
    );
  }
  const deadline = Date.now() + PATIENCE;
  for (const flow of flows) await finished(stage, flow, deadline);
  stage.say(`all ${flows.length} deletions finished by themselves`);
  for (const flow of flows) await mustBeGone(stage, flow, deadline);
  tally.acknowledged += flows.length;
  await keeperIsWhole(stage, keeper, flows, tally);
}

/** One deletion that nobody disturbs: how long it takes says when the others are killed. */
async function deleteCalmly(stage: Stage, keeper: string) {
  const flow = await makeDoomedFlow(stage, keeper, 0);
  const started = performance.now();
  flow.request = bodyOf(await stage.client.deleteFlow(flow.id), 202).id;
  const answerMs = performance.now() - started;
  await finished(stage, flow, Date.now() + PATIENCE);
  return { flow, answerMs, wholeMs: performance.now() - started };
}

/** After the restart: an acknowledged deletion has its request; one that is not acknowledged too, or has done nothing. */
async function settle(
  stage: Stage,
  flow: DoomedFlow,
  answer: Answer<Request>,
  tally: Tally,
): Promise<string> {
  const { client } = stage;
  const requests = await listAll<Request>(client, "/flow-delete-requests?limit=1000");
  const own = requests.filter(({ flow_id }) => flow_id === flow.id);
  must(own.length <= 1, `one deletion request for flow ${flow.id}`, () => String(own.length));
  const [request] = own;
  if (answer.status !== "none") await mustHaveRequest(stage, flow, answer, request);
  else if (request === undefined) {
    tally.absent++;
    await mustBeUntouched(stage, flow);
    flow.request = bodyOf(await client.deleteFlow(flow.id), 202).id;
    return "not begun and asked for again";
  } else tally.whole++;
  must(request?.delete_flow === true, `a request to delete flow ${flow.id} itself`, () =>
    String(request?.delete_flow),
  );
  flow.request = request?.id ?? "";
  const { status } = request ?? {};
  if (status === "done") return "done before the kill";
  tally.inTheMiddle++;
  await mustBeBlocked(stage, flow);
  return `to be resumed (${status}, remaining ${request?.timerange_remaining})`;
}

async function mustHaveRequest(
  { client }: Stage,
  flow: DoomedFlow,
  answer: Answer<Request>,
  listed: Request | undefined,
): Promise<void> {
  const { id } = bodyOf(answer, 202);
  const location = answer.status === "none" ? null : answer.headers.get("location");
  must(
    listed?.id === id,
    `request ${id} listed after the kill, as it was acknowledged for flow ${flow.id}`,
    () => String(listed?.id),
  );
  must(location !== null, `a Location for deletion request ${id}`, () => "none");
  const found = bodyOf(await client.get<Request>(location ?? ""), 200);
  must(found.id === id, `request ${id} at ${location}`, () => found.id);
}

/** While it goes on, a second DELETE gets the same request; it may also have finished meanwhile (FLW-129). */
async function mustBeBlocked({ client }: Stage, { id, request }: DoomedFlow): Promise<void> {
  const again = await client.deleteFlow(id);
  if (again.status === 404) return;
  const found = bodyOf(again, 202);
  must(found.id === request, `request ${request} for the second DELETE of flow ${id}`, () => found.id);
}

/** Waits for the request to be done; nobody asks for it again. */
async function finished({ client }: Stage, { id, request }: DoomedFlow, deadline: number): Promise<void> {
  for (;;) {
    const found = bodyOf(await client.get<Request>(`/flow-delete-requests/${request}`), 200);
    if (found.status === "done") return;
    const state = `status ${found.status}, remaining ${found.timerange_remaining}, ${JSON.stringify(found.error)}`;
    if (found.status === "error" || Date.now() > deadline)
      throw new Violation(
        `deletion request ${request} of flow ${id} done within ${PATIENCE / 1000} s`,
        state,
      );
    await sleep(POLL);
  }
}

/** What the deleted flows shared is all there, referenced by the flow that stays and by no other, with its bytes. */
async function keeperIsWhole(
  { client }: Stage,
  keeper: string,
  flows: readonly DoomedFlow[],
  tally: Tally,
): Promise<void> {
  const shared = flows.flatMap((flow) => flow.shared);
  const names = shared.map(nameOf);
  mustEqualSets(
    (await listSegments(client, keeper)).map(nameOf),
    names,
    `segments of the keeping flow ${keeper}`,
  );
  const urls = await mapParallel(shared, WIDTH, ({ object_id }) =>
    mustBeReferenced(client, object_id, [keeper]),
  );
  tally.acknowledged += shared.length;
  for (const [at, { object_id }] of shared.entries()) {
    const size = flows.find((flow) => flow.kept.has(object_id))?.kept.get(object_id);
    if (size === undefined) continue;
    await mustBeWhole(client, object_id, urls[at] ?? "", size, true);
    tally.acknowledged++;
  }
}
