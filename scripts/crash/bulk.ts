import type { Schemas } from "../../src/contract/operations.ts";
import { type Answer, bodyOf, type Client, type SegmentPost, type Upload } from "./client.ts";
import { nameOf } from "./listing.ts";
import { bytesOf, type Random } from "./random.ts";
import { segmentAt } from "./stage.ts";
import { must, mustEqualSets, Violation } from "./violation.ts";

/** Bytes of the one small upload that goes before each request. */
export const SMALL = 1024;

/** One request of several segments, and what has become of it. */
export class Bulk {
  readonly flowId: string;
  readonly segments: readonly SegmentPost[];
  /** Those that the server has to refuse, since the request itself has another at their time. */
  readonly refused: ReadonlySet<string>;
  /** Whether another request wants the same time, so that only one of the two can be stored. */
  readonly contested: boolean;
  /** `open` until the answer, or a look after the restart, has told. */
  outcome: "open" | "stored" | "absent" = "open";
  answered = false;
  #allocated = false;
  uploaded = false;

  constructor(flowId: string, segments: readonly SegmentPost[], refused: number, contested: boolean) {
    this.flowId = flowId;
    this.segments = segments;
    this.refused = new Set(segments.slice(segments.length - refused).map(nameOf));
    this.contested = contested;
  }

  /** The segments that are there once the request is done, by name. */
  get wanted(): string[] {
    return this.segments.map(nameOf).filter((name) => !this.refused.has(name));
  }

  get firstObject(): string {
    return this.segments[0]?.object_id ?? "";
  }

  /** Allocates its objects, uploads one and registers them all, as far as the server lives. */
  async send(client: Client): Promise<void> {
    if (!(await this.#allocate(client))) return;
    const answer = await client.register(this.flowId, [...this.segments]);
    if (answer.status !== "none") this.#judge(answer);
  }

  /** Objects of a request that was sent before may exist already; then all of them must. */
  async #allocate(client: Client): Promise<boolean> {
    if (this.#allocated) return true;
    const ids = this.segments.map(({ object_id }) => object_id);
    const answer = await client.allocate(this.flowId, ids);
    if (answer.status === "none") return false;
    this.#allocated = true;
    if (answer.status === 400) return true;
    const [first] = bodyOf(answer, 201).media_objects ?? [];
    if (first === undefined) throw new Violation(`objects allocated by ${answer.request}`, "none");
    return this.#upload(client, first);
  }

  async #upload(client: Client, upload: Upload): Promise<boolean> {
    const answer = await client.upload(upload, bytesOf(upload.object_id, SMALL));
    if (answer.status === "none") return false;
    bodyOf(answer, 200);
    this.uploaded = true;
    return true;
  }

  /** What the answer says was stored must be what the rules of TAMS leave of the request (SEG-030 to SEG-041). */
  #judge(answer: Answer<Schemas["flow-segment-bulk-failure"] | null>): void {
    const body = bodyOf(answer, 200, 201);
    this.answered = true;
    const failed = (body?.failed_segments ?? []).map(({ object_id, timerange = "" }) =>
      nameOf({ object_id, timerange }),
    );
    const all = failed.length === this.segments.length;
    if (all && !this.contested)
      throw new Violation(`segments stored by ${answer.request}`, `all refused: ${failed[0]}`);
    mustEqualSets(
      failed,
      all ? this.segments.map(nameOf) : this.refused,
      `segments refused by ${answer.request}`,
    );
    must((answer.status === 201) === (failed.length === 0), "201 only when all is stored", () =>
      String(answer.status),
    );
    this.outcome = all ? "absent" : "stored";
  }
}

/** Plans a request for the time from `at` on; its last segments may collide with its first. */
export function planBulk(
  flowId: string,
  at: number,
  count: number,
  random: Random,
  contested: boolean,
): Bulk {
  const segments = Array.from({ length: count }, (_, index) => segmentAt(at + index, `reg-${random.uuid()}`));
  const refused = random.chance(0.2) ? Math.min(count, random.between(1, 3)) : 0;
  for (let index = 0; index < refused; index++) segments.push(segmentAt(at + index, `reg-${random.uuid()}`));
  return new Bulk(flowId, segments, refused, contested);
}
