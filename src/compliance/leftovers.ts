import { WEBHOOKS } from "./hooks.ts";
import { at, listOf, textOf } from "./json.ts";
import { everyItem } from "./listing.ts";
import { type Probe, path, type Reply } from "./test.ts";

/** How many there are of each kind of thing, such as "Profiles". */
export type Counts = Readonly<Record<string, number>>;

/** An Object that was allocated. */
interface Allocated {
  readonly id: string;
  /** The path of the Segments of its Flow. */
  readonly segments: string;
}

/** What of a request says what it makes. */
interface Sent {
  readonly method: string;
  readonly url: string;
  /** The URL below the base URL, or all of it where it is elsewhere. */
  readonly place: string;
  readonly body: unknown;
}

/** How long a Webhook may take to appear whose POST got no answer. */
const LATE_MS = 3000;
const GONE = 404;
/** A time at which no test has Segments. */
const FAR_S = 7_000_000_000;

/** What a test has made and not taken away again, as its requests and their replies tell. */
export class Leftovers {
  readonly #profiles = new Set<string>();
  readonly #flows = new Set<string>();
  readonly #webhooks = new Set<string>();
  readonly #requests = new Set<string>();
  /** The Objects of allocations, by the URL that takes their bytes. */
  readonly #allocated = new Map<string, Allocated>();
  readonly #uploaded = new Map<string, Allocated>();

  see({ method, url, place, body }: Sent, reply: Reply): void {
    const [target = ""] = place.split("?");
    if (method === "DELETE") this.#deleted(target, reply);
    else if (reply.status < 200 || reply.status > 299) return;
    else if (method === "PUT") this.#put(url, target);
    else if (method === "POST") this.#posted(target, body, reply);
  }

  /** The Objects that have bytes and that no Segment names, so that nothing will ever delete them. */
  get uploaded(): readonly Allocated[] {
    return [...this.#uploaded.values()];
  }

  get counts(): Counts {
    const all = {
      Profiles: this.#profiles,
      "deletion requests": this.#requests,
      "uploaded Objects": this.#uploaded,
      Flows: this.#flows,
      Webhooks: this.#webhooks,
    };
    const counts = Object.entries(all).map(([kind, ids]) => [kind, ids.size] as const);
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  }

  #put(url: string, target: string): void {
    const object = this.#allocated.get(url);
    if (object !== undefined) this.#uploaded.set(object.id, object);
    if (/^\/flows\/[^/]+$/.test(target)) this.#flows.add(target);
  }

  #posted(target: string, body: unknown, reply: Reply): void {
    if (/^\/service\/profiles\/[^/]+$/.test(target)) this.#profiles.add(target);
    if (target === WEBHOOKS) this.#webhooks.add(path`/service/webhooks/${textOf(at(reply.body, "id"))}`);
    if (target.endsWith("/storage")) {
      for (const item of listOf(at(reply.body, "media_objects"))) {
        const object = {
          id: textOf(at(item, "object_id")),
          segments: target.replace(/storage$/, "segments"),
        };
        this.#allocated.set(textOf(at(item, "put_url", "url")), object);
      }
    }
    if (target.endsWith("/segments")) this.#named(body, reply);
  }

  #named(body: unknown, reply: Reply): void {
    const idsOf = (item: unknown) => [textOf(at(item, "object_id")), textOf(at(item, "init_object_id"))];
    const failed = new Set(listOf(at(reply.body, "failed_segments")).flatMap(idsOf));
    for (const item of [body].flat()) {
      if (failed.has(textOf(at(item, "object_id")))) continue;
      for (const id of idsOf(item)) this.#uploaded.delete(id);
    }
  }

  #deleted(target: string, { status, headers }: Reply): void {
    const isGone = (status >= 200 && status <= 299) || status === GONE;
    const location = headers.get("location");
    if (status === 202 && location !== null) this.#requests.add(location);
    if (!isGone) return;
    this.#flows.delete(target);
    this.#webhooks.delete(target);
  }
}

/** What there is in all, by kind. */
export function sumOf(all: readonly Counts[]): Counts {
  const sum: Record<string, number> = {};
  for (const counts of all) {
    for (const [kind, count] of Object.entries(counts)) sum[kind] = (sum[kind] ?? 0) + count;
  }
  return sum;
}

/** Gives each Object a Segment, so that it goes with its Flow: nothing else deletes an Object. */
export async function nameObjects(probe: Probe, objects: readonly Allocated[]): Promise<void> {
  for (const [index, { id, segments }] of objects.entries()) {
    const second = FAR_S + index;
    const body = { object_id: id, timerange: `[${second}:0_${second + 1}:0)` };
    // What the server makes of it is no finding of the test.
    await probe.request("POST", segments, { body, unchecked: true });
  }
}

/** Deletes the Webhooks to these URLs and what is below them: of a POST without an answer nobody knows the id. */
export async function dropWebhooks(probe: Probe, urls: readonly string[]): Promise<void> {
  const isOwn = (webhook: unknown) => urls.some((url) => textOf(at(webhook, "url")).startsWith(url));
  const found = await probe.eventually(async () => {
    const own = (await everyItem(probe, WEBHOOKS)).filter(isOwn);
    return own.length > 0 && own;
  }, LATE_MS);
  for (const webhook of found ?? []) await probe.delete(path`/service/webhooks/${textOf(at(webhook, "id"))}`);
}
