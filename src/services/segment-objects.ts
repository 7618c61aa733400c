import type { Principal } from "../contract/operations.ts";
import { invalid, type StoreError } from "../errors.ts";
import { insert, update } from "../storage/changes.ts";
import type { Change, View } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { covers, isBounded, isEmpty, parseTimeRange, type TimeRange } from "../time/timerange.ts";
import type { App } from "./app.ts";
import { isObjectId } from "./object-id.ts";
import type { SegmentBody } from "./segment-register.ts";
import { objectRange } from "./segments.ts";
import { backendLabelled } from "./storage-backends.ts";

type ObjectRow = Row<"objects">;

/** What is stored of the Objects that a request names. */
interface Known {
  readonly stored: readonly ObjectRow[];
  /** Those that are registered, and not the caller's to use (AUTH-056): they are refused like those that are unknown. */
  readonly hidden: ReadonlySet<string>;
  readonly now: string;
}

/** The Objects that one registration request names, as they are and as the request changes them. */
export class ObjectLedger {
  readonly #app: App;
  readonly #principal: Principal;
  readonly #flow: Row<"flows">;
  readonly #now: string;
  readonly #stored: ReadonlyMap<string, ObjectRow>;
  readonly #hidden: ReadonlySet<string>;
  readonly #changed = new Map<string, ObjectRow>();
  readonly #instances: Row<"object_instances">[] = [];
  /** Segments of this request by the Objects they use, init Objects included. */
  readonly #uses = new Map<string, number>();

  constructor(app: App, principal: Principal, flow: Row<"flows">, { stored, hidden, now }: Known) {
    this.#app = app;
    this.#principal = principal;
    this.#flow = flow;
    this.#now = now;
    this.#stored = new Map(stored.map((row) => [row.id, row]));
    this.#hidden = hidden;
  }

  /** Takes the Object for a Segment whose part of it is `used`, or throws invalid and leaves no trace (SEG-041). */
  claim(body: SegmentBody, used: TimeRange): void {
    if (this.#hidden.has(body.object_id)) throw notAllocated(body.object_id);
    const known = this.#find(body.object_id);
    const row =
      known?.state === "registered" ? this.#reuse(known, body, used) : this.#register(known, body, used);
    this.#use(row.id);
    if (row.init_object_id !== null) this.#use(row.init_object_id);
  }

  /** What the claims change: Objects, their instances, and who refers to them. */
  async changes(view: View): Promise<Change[]> {
    const rows = [...this.#changed.values()];
    const ids = [...this.#uses.keys()];
    const flowId = this.#flow.id;
    const references = await view.select("object_flows", {
      where: [
        { column: "object_id", in: ids },
        { column: "flow_id", op: "eq", value: flowId },
      ],
    });
    const counted = new Map(references.map((row) => [row.object_id, row.segments]));
    const after = ids.map((object_id) => ({
      object_id,
      flow_id: flowId,
      segments: (counted.get(object_id) ?? 0) + (this.#uses.get(object_id) ?? 0),
    }));
    return [
      ...insert(
        "objects",
        rows.filter((row) => !this.#stored.has(row.id)),
      ),
      ...update(
        "objects",
        rows.filter((row) => this.#stored.has(row.id)),
      ),
      ...insert("object_instances", this.#instances),
      ...insert(
        "object_flows",
        after.filter((row) => !counted.has(row.object_id)),
      ),
      ...update(
        "object_flows",
        after.filter((row) => counted.has(row.object_id)),
      ),
    ];
  }

  #find(id: string): ObjectRow | undefined {
    return this.#changed.get(id) ?? this.#stored.get(id);
  }

  #use(id: string): void {
    this.#uses.set(id, (this.#uses.get(id) ?? 0) + 1);
  }

  /** A known Object keeps what it is: a Segment may repeat its facts, not change them (SEG-061, SEG-062, SEG-072). */
  #reuse(known: ObjectRow, body: SegmentBody, used: TimeRange): ObjectRow {
    const id = body.object_id;
    if (known.kind === "init") throw invalid(`Object ${id} is an init Object.`, "object_id");
    const whole = objectRange(known);
    if (this.#app.settings.objectReuseStrict && whole !== undefined && !covers(whole, used)) {
      throw invalid(`The Segment lies outside the timerange of Object ${id}.`, "timerange");
    }
    if (
      body.object_timerange !== undefined &&
      !sameRange(whole, parseTimeRange(body.object_timerange, "object_timerange"))
    ) {
      throw invalid(`Object ${id} has another timerange.`, "object_timerange");
    }
    if (body.key_frame_count !== undefined && body.key_frame_count !== known.key_frame_count) {
      throw invalid(`Object ${id} has another key_frame_count.`, "key_frame_count");
    }
    if (body.init_object_id !== undefined && body.init_object_id !== known.init_object_id) {
      throw invalid(`Object ${id} has another init Object.`, "init_object_id");
    }
    if (body.get_urls !== undefined && body.get_urls.length > 0) {
      throw invalid(`Object ${id} is registered; add URLs to its instances.`, "get_urls");
    }
    this.#mustSuitFlow(known.init_object_id);
    return known;
  }

  #register(known: ObjectRow | undefined, body: SegmentBody, used: TimeRange): ObjectRow {
    const id = body.object_id;
    if (known !== undefined) this.#mustBeOurs(known, "object_id");
    else if (body.get_urls === undefined || body.get_urls.length === 0) {
      throw notAllocated(id);
    }
    if (!isObjectId(id)) throw invalid(`"${id}" cannot be an Object id.`, "object_id");
    if (body.key_frame_count !== undefined && !Number.isSafeInteger(body.key_frame_count))
      throw invalid("The key_frame_count is too large to keep.", "key_frame_count");
    const range = this.#ownRange(body, used);
    const init = this.#initObject(body);
    this.#mustSuitFlow(init?.id ?? null);
    const instances = this.#externalInstances(body);
    const row: ObjectRow = {
      ...(known ?? this.#blank(id)),
      kind: "media",
      state: "registered",
      expires: null,
      first_flow: this.#flow.id,
      start_s: range.start.s,
      start_x: range.start.x,
      end_s: range.end.s,
      end_x: range.end.x,
      key_frame_count: body.key_frame_count ?? null,
      init_object_id: init?.id ?? null,
    };
    this.#changed.set(id, row);
    if (init?.state === "allocated") {
      this.#changed.set(init.id, {
        ...init,
        kind: "init",
        state: "registered",
        expires: null,
        first_flow: this.#flow.id,
      });
    }
    this.#instances.push(...instances);
    return row;
  }

  /** An allocation binds the Object to its Flow until its first Segment, and for a time only (SEG-070, SEG-081). */
  #mustBeOurs(row: ObjectRow, field: string): void {
    if (row.flow_id !== this.#flow.id) throw notAllocated(row.id, field);
    if (row.expires !== null && row.expires <= this.#now)
      throw invalid(`The allocation of Object ${row.id} has expired.`, field);
  }

  /** The Object's own timerange: as given, or just the part this Segment uses (SEG-059, SEG-060, SEG-063). */
  #ownRange(body: SegmentBody, used: TimeRange): TimeRange {
    if (body.object_timerange === undefined) return used;
    const range = parseTimeRange(body.object_timerange, "object_timerange");
    if (isEmpty(range) || !isBounded(range))
      throw invalid("The object_timerange must have a start and an end.", "object_timerange");
    if (!covers(range, used))
      throw invalid("The object_timerange does not cover the Segment.", "object_timerange");
    return range;
  }

  #initObject(body: SegmentBody): ObjectRow | undefined {
    const id = body.init_object_id;
    if (id === undefined) return undefined;
    if (id === body.object_id) throw invalid("An Object cannot be its own init Object.", "init_object_id");
    const row = this.#hidden.has(id) ? undefined : this.#find(id);
    if (row === undefined) throw notAllocated(id, "init_object_id");
    if (row.kind === "media") throw invalid(`Object ${id} is a media Object.`, "init_object_id");
    if (row.state === "allocated") this.#mustBeOurs(row, "init_object_id");
    return row;
  }

  /** A Flow with init Segments takes only Objects that have an init Object, any other only those without (SEG-075). */
  #mustSuitFlow(initId: string | null): void {
    if (this.#flow.init_segments === (initId !== null)) return;
    throw this.#flow.init_segments
      ? invalid("The Flow has init_segments, so its Objects need an init Object.", "init_object_id")
      : invalid(
          "The Flow has no init_segments, so its Objects cannot have an init Object.",
          "init_object_id",
        );
  }

  #externalInstances(body: SegmentBody): Row<"object_instances">[] {
    const labels = new Set<string>();
    return (body.get_urls ?? []).map(({ url, label }) => {
      const isBackends = backendLabelled(this.#app, this.#principal, label) !== undefined;
      if (isBackends || labels.has(label)) throw invalid(`The label "${label}" is taken.`, "get_urls");
      labels.add(label);
      return externalInstance(body.object_id, url, label, this.#now);
    });
  }

  #blank(id: string): ObjectRow {
    return {
      id,
      state: "registered",
      kind: null,
      flow_id: null,
      first_flow: null,
      start_s: null,
      start_x: null,
      end_s: null,
      end_x: null,
      key_frame_count: null,
      init_object_id: null,
      content_type: null,
      size: null,
      checksum: null,
      allocated: this.#now,
      expires: null,
    };
  }
}

/** One sentence for Objects that are unknown, of another Flow, or hidden, so that none can be told from the others. */
function notAllocated(id: string, field = "object_id"): StoreError {
  return invalid(`Object ${id} was not allocated on this Flow.`, field);
}

/** Schemes that a page showing the URL would run, or read its user's files with, instead of fetching bytes. */
const ACTIVE: ReadonlySet<string> = new Set(["javascript:", "data:", "blob:", "file:", "vbscript:"]);

/** The row of an instance that others keep; throws invalid unless the URL is absolute. */
export function externalInstance(
  objectId: string,
  url: string,
  label: string,
  created: string,
): Row<"object_instances"> {
  const protocol = URL.parse(url)?.protocol;
  if (protocol === undefined) throw invalid(`"${url}" is not an absolute URL.`, "url");
  if (ACTIVE.has(protocol)) throw invalid(`A URL of the scheme ${protocol} is not where bytes are.`, "url");
  if (label === "") throw invalid("A label cannot be empty.", "label");
  return {
    object_id: objectId,
    ref: `label:${label}`,
    storage_id: null,
    label,
    url,
    key: "",
    state: "ready",
    created,
  };
}

function sameRange(a: TimeRange | undefined, b: TimeRange): boolean {
  return a !== undefined && covers(a, b) && covers(b, a);
}
