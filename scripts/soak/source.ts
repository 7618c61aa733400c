import type { Body } from "../../src/contract/operations.ts";
import { type Answer, bodyOf, type Client, type SegmentPost } from "../crash/client.ts";
import type { Random } from "../crash/random.ts";
import { type Certainty, keys, type Ledger } from "./ledger.ts";

interface LiveFlow {
  readonly id: string;
  /** What it surely has, in order of time. */
  readonly segments: SegmentPost[];
  /** The first second that nothing was ever asked for. */
  free: number;
}

const LONGEST_BULK = 30;
const LONGEST_RUN = 3;
const MOST_FLOWS = 3;
/** Segments after which a flow is more likely to go. */
const MANY = 60;

/**
 * A source with its flows, on which one client works: each change is asked for when the one before it was answered, and
 * noted in the ledger. Once it is not known which flows there are, the source is over and left as it is.
 */
export class LiveSource {
  over = false;
  readonly #id: string;
  readonly #flows: LiveFlow[] = [];
  readonly #ledger: Ledger;
  readonly #random: Random;

  constructor(ledger: Ledger, random: Random) {
    this.#ledger = ledger;
    this.#random = random;
    this.#id = random.uuid();
  }

  /** Makes one change of any kind. Resolves to whether it was answered. */
  async change(client: Client): Promise<boolean> {
    const random = this.#random;
    const [flow] = random.sample(this.#flows, 1);
    if (flow === undefined || (this.#flows.length < MOST_FLOWS && random.chance(0.03)))
      return this.#addFlow(client);
    const chance = random.fraction();
    if (flow.segments.length > MANY ? chance < 0.15 : chance < 0.01) return this.#deleteFlow(client, flow);
    if (chance < 0.35) return this.#label(client, "flow", flow.id);
    if (chance < 0.5) return this.#label(client, "source", this.#id);
    if (chance < 0.56) return this.#askInVain(client, flow);
    if (chance < 0.68 && flow.segments.length > 0) return this.#deleteSegments(client, flow);
    return this.#addSegments(client, flow, chance < 0.9 ? 1 : random.between(2, LONGEST_BULK));
  }

  async #addFlow(client: Client): Promise<boolean> {
    const id = this.#random.uuid();
    const answer = await client.putFlow(flowOf(id, this.#id));
    const isFirst = this.#flows.length === 0;
    const told = [...(isFirst ? [keys.made("source", this.#id)] : []), keys.made("flow", id)];
    const answered = this.#note(answer, [201], told, told.length);
    this.#flows.push({ id, segments: [], free: 0 });
    this.over ||= !answered;
    return answered;
  }

  async #label(client: Client, kind: "flow" | "source", id: string): Promise<boolean> {
    const label = this.#random.uuid();
    const answer = await client.send("PUT", `/${kind}s/${id}/label`, label);
    return this.#note(answer, [204], [keys.changed(kind, id, label)], 1);
  }

  async #addSegments(client: Client, flow: LiveFlow, count: number): Promise<boolean> {
    const segments = Array.from({ length: count }, (_, at) => this.#segment(flow.free + at));
    flow.free += count + this.#random.between(0, 1);
    if (this.#random.chance(0.5)) {
      const ids = segments.map(({ object_id }) => object_id);
      const answer = await client.allocate(flow.id, ids);
      if (answer.status === "none") return false;
      bodyOf(answer, 201);
    } else for (const each of segments) each.get_urls = elsewhere(each.object_id);
    return this.#register(client, flow, segments);
  }

  /** Some requests also ask for what is taken by then, which is refused and must not be told (EV-042). */
  async #register(client: Client, flow: LiveFlow, segments: readonly SegmentPost[]): Promise<boolean> {
    const spoilt = segments.slice(0, segments.length > 1 && this.#random.chance(0.3) ? 1 : 0);
    const sent = [...segments, ...spoilt.map((each) => ({ ...each, object_id: this.#random.uuid() }))];
    const answer = await client.register(flow.id, sent);
    const told = segments.map(({ object_id, timerange }) => keys.added(flow.id, object_id, timerange));
    const answered = this.#note(answer, spoilt.length > 0 ? [200] : [201], told, 1);
    if (answered) flow.segments.push(...segments);
    return answered;
  }

  #segment(at: number): SegmentPost {
    return { object_id: this.#random.uuid(), timerange: `[${at}:0_${at + 1}:0)` };
  }

  /** One unbroken run of segments, so that it is known what the event must say (EV-045). */
  async #deleteSegments(client: Client, flow: LiveFlow): Promise<boolean> {
    const at = this.#random.between(0, flow.segments.length - 1);
    const most = this.#random.between(1, LONGEST_RUN);
    let end = at + 1;
    while (end - at < most && follows(flow.segments[end - 1], flow.segments[end])) end += 1;
    const gone = flow.segments.splice(at, end - at);
    const timerange = `${startOf(gone[0])}_${endOf(gone.at(-1))}`;
    const path = `/flows/${flow.id}/segments?timerange=${encodeURIComponent(timerange)}`;
    return this.#note(await client.send("DELETE", path), [204], [keys.removed(flow.id, timerange)], 1);
  }

  /** What its segments are told to be gone as is for the server to choose. */
  async #deleteFlow(client: Client, flow: LiveFlow): Promise<boolean> {
    const isLast = this.#flows.length === 1;
    const told = [keys.deleted("flow", flow.id), ...(isLast ? [keys.deleted("source", this.#id)] : [])];
    this.#ledger.mayLose(flow.id);
    const answered = this.#note(await client.deleteFlow(flow.id), [202, 204], told, told.length);
    this.#flows.splice(this.#flows.indexOf(flow), 1);
    this.over ||= isLast || !answered;
    if (!answered) this.#ledger.note("unsure", [keys.deleted("source", this.#id)], 0);
    return answered;
  }

  /** What is refused is not told (EV-033). */
  async #askInVain(client: Client, flow: LiveFlow): Promise<boolean> {
    const label = this.#random.uuid();
    const [taken] = this.#random.sample(flow.segments, 1);
    const other = { ...flowOf(flow.id, this.#id), label, container: "no type" };
    const answer: Answer<unknown> =
      taken === undefined || this.#random.chance(0.5)
        ? await client.send("PUT", `/flows/${flow.id}`, other)
        : await client.send("POST", `/flows/${flow.id}/segments`, this.#segmentLike(taken));
    if (answer.status === "none") return false;
    bodyOf(answer, 400);
    this.#ledger.refused += 1;
    return true;
  }

  #segmentLike({ timerange }: SegmentPost): SegmentPost {
    const object_id = this.#random.uuid();
    return { object_id, timerange, get_urls: elsewhere(object_id) };
  }

  #note(
    answer: Answer<unknown>,
    statuses: readonly number[],
    told: readonly string[],
    events: number,
  ): boolean {
    const certainty: Certainty = answer.status === "none" ? "unsure" : "sure";
    if (certainty === "sure") bodyOf(answer, ...statuses);
    this.#ledger.note(certainty, told, events, this.#id);
    return certainty === "sure";
  }
}

/** A small video flow. */
export function flowOf(id: string, source_id: string): Body<"PUT_flows-flowId"> {
  return {
    id,
    source_id,
    format: "urn:x-nmos:format:video",
    codec: "video/h264",
    container: "video/mp2t",
    essence_parameters: { frame_width: 1920, frame_height: 1080, frame_rate: { numerator: 25 } },
  };
}

function elsewhere(objectId: string): NonNullable<SegmentPost["get_urls"]> {
  return [{ url: `https://media.example/${objectId}`, label: "elsewhere" }];
}

function startOf(segment: SegmentPost | undefined): string | undefined {
  return segment?.timerange.split("_")[0];
}

function endOf(segment: SegmentPost | undefined): string | undefined {
  return segment?.timerange.split("_")[1];
}

function follows(before: SegmentPost | undefined, next: SegmentPost | undefined): boolean {
  return next !== undefined && startOf(next)?.slice(1) === endOf(before)?.slice(0, -1);
}
