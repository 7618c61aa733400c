import { accountTables } from "./account-tables.ts";
import { type Column, flag, int, int32, maybeInt, maybeInt32, maybeText, table, text } from "./columns.ts";

/** What listings of Flows filter and sort by, in `flows` and once more for each class in `flow_classes`. */
const flowListing = {
  id: text,
  source_id: text,
  format: text,
  codec: maybeText,
  label: text,
  unlabelled: flag,
  status: maybeText,
  profile_id: maybeText,
  frame_width: maybeInt,
  frame_height: maybeInt,
  init_segments: flag,
  created: text,
  metadata_updated: text,
};

/**
 * Every table, declared once: row types, embedded DDL and VAST tables follow from here.
 * Only what is filtered, sorted or joined is a column; `doc` is the document whole, as JSON text.
 * A time bound is two columns: `_s` whole seconds (floor), `_x` = 2 * nanoseconds + flag (design, section 3).
 * Where a listing sorts by an optional label, `unlabelled` keeps "no label" apart from the label "".
 */
export const tables = {
  /** Singletons by name: `service` (name and description), `catalog` (how far the catalog was written at first). */
  settings: table({ name: text, doc: text }, { key: ["name"], orders: {}, lookups: [] }),

  sources: table(
    { id: text, format: text, label: text, unlabelled: flag, created: text, updated: text, doc: text },
    {
      key: ["id"],
      orders: {
        created: ["-created", "-id"],
        updated: ["-updated", "-id"],
        label: ["unlabelled", "label", "id"],
      },
      lookups: [["label"], ["format"]],
    },
  ),
  /**
   * Sources once for each of their classes, with what listings filter and sort by, so that what a caller may read is
   * found without going through the rest. Kept by `services/classes.ts`; the class of a Source without any is "".
   */
  source_classes: table(
    { id: text, format: text, label: text, unlabelled: flag, created: text, updated: text, class: text },
    {
      key: ["id", "class"],
      orders: {
        created: ["-class", "-created", "-id"],
        updated: ["-class", "-updated", "-id"],
        label: ["class", "unlabelled", "label", "id"],
      },
      lookups: [
        ["class", "label", "created", "id"],
        ["class", "format", "created", "id"],
      ],
    },
  ),
  /** Which Source collects which, derived from the Flows' collections in the same transaction. */
  source_edges: table(
    { parent: text, child: text, role: maybeText, position: int32 },
    {
      key: ["parent", "child"],
      orders: { position: ["parent", "position", "child"] },
      lookups: [["child", "parent"]],
    },
  ),

  flows: table(
    {
      ...flowListing,
      read_only: flag,
      /** The deletion request that is removing this Flow. */
      deletion_id: maybeText,
      doc: text,
    },
    {
      key: ["id"],
      orders: {
        created: ["-created", "-id"],
        metadata_updated: ["-metadata_updated", "-id"],
        label: ["unlabelled", "label", "id"],
      },
      lookups: [
        ["source_id"],
        ["label"],
        ["profile_id"],
        ["format"],
        ["codec"],
        ["status"],
        ["frame_width"],
        ["frame_height"],
      ],
    },
  ),
  /** As `source_classes`, of Flows. */
  flow_classes: table(
    {
      ...flowListing,
      class: text,
    },
    {
      key: ["id", "class"],
      orders: {
        created: ["-class", "-created", "-id"],
        metadata_updated: ["-class", "-metadata_updated", "-id"],
        label: ["class", "unlabelled", "label", "id"],
      },
      lookups: [
        ["class", "source_id", "created", "id"],
        ["class", "label", "created", "id"],
        ["class", "profile_id", "created", "id"],
        ["class", "format", "created", "id"],
        ["class", "codec", "created", "id"],
        ["class", "status", "created", "id"],
        ["class", "frame_width", "created", "id"],
        ["class", "frame_height", "created", "id"],
      ],
    },
  ),
  /** Which Flow collects which: the rows behind `flow_collection` and `collected_by`. */
  flow_edges: table(
    { parent: text, child: text, role: maybeText, position: int32 },
    {
      key: ["parent", "child"],
      orders: { position: ["parent", "position"] },
      lookups: [["child", "parent"]],
    },
  ),
  /**
   * One row a Flow, changed by every segment write. Bounds are null while `count` is 0.
   * `longest` is an upper bound, in whole seconds, of the length of any of its Segments; it only grows while
   * there are Segments, and bounds how far back an overlap query looks.
   */
  flow_extents: table(
    {
      flow_id: text,
      start_s: maybeInt,
      start_x: maybeInt32,
      end_s: maybeInt,
      end_x: maybeInt32,
      longest: int,
      count: int,
      segments_updated: maybeText,
    },
    { key: ["flow_id"], orders: {}, lookups: [] },
  ),
  /** No two rows of one Flow overlap. `doc` has what the client gave beside the object's own facts. */
  segments: table(
    {
      flow_id: text,
      start_s: int,
      start_x: int32,
      end_s: int,
      end_x: int32,
      object_id: text,
      created: text,
      doc: text,
    },
    {
      key: ["flow_id", "start_s", "start_x"],
      orders: { time: ["flow_id", "start_s", "start_x"] },
      lookups: [["object_id", "flow_id", "start_s", "start_x"]],
    },
  ),

  /**
   * `state` is `allocated` (waiting for its first Segment until `expires`, ISO time) or `registered`.
   * `kind` is `media` or `init` once registered. `flow_id` is the Flow it was allocated on, null when external.
   */
  objects: table(
    {
      id: text,
      state: text,
      kind: maybeText,
      flow_id: maybeText,
      first_flow: maybeText,
      start_s: maybeInt,
      start_x: maybeInt32,
      end_s: maybeInt,
      end_x: maybeInt32,
      key_frame_count: maybeInt,
      init_object_id: maybeText,
      content_type: maybeText,
      size: maybeInt,
      checksum: maybeText,
      allocated: text,
      expires: maybeText,
    },
    { key: ["id"], orders: { expiry: ["expires", "id"] }, lookups: [["flow_id", "state"]] },
  ),
  /**
   * `ref` is `storage:ID` for a controlled instance, `label:LABEL` for an uncontrolled one.
   * `state` is `ready` or `copying`; only ready ones show. `key` is the store's name of the bytes, empty for an
   * uncontrolled one: the order `key` is that of a store's listing, so that the two can be walked side by side.
   */
  object_instances: table(
    {
      object_id: text,
      ref: text,
      storage_id: maybeText,
      label: maybeText,
      url: maybeText,
      key: text,
      state: text,
      created: text,
    },
    {
      key: ["object_id", "ref"],
      orders: { key: ["storage_id", "key", "object_id", "ref"] },
      lookups: [["storage_id", "key"]],
    },
  ),
  /** How many Segments of a Flow use an Object, as media or through its init Object. */
  object_flows: table(
    { object_id: text, flow_id: text, segments: int },
    {
      key: ["object_id", "flow_id"],
      orders: { flow: ["object_id", "flow_id"] },
      lookups: [["flow_id", "object_id"]],
    },
  ),

  /** One row a value; `position` orders a list. The empty list is one row with a null value. */
  tags: table(
    { kind: text, entity_id: text, name: text, position: int32, value: maybeText },
    {
      key: ["kind", "entity_id", "name", "position"],
      orders: { name: ["kind", "name", "entity_id", "position"] },
      lookups: [["kind", "name", "value", "entity_id"]],
    },
  ),

  profiles: table(
    { id: text, format: text, codec: text, label: maybeText, created: text, doc: text },
    { key: ["id"], orders: { created: ["-created", "-id"] }, lookups: [["format"], ["codec"], ["label"]] },
  ),
  /**
   * `api_key_value` is apart from `doc`, which may be shown. `active_since`, in ms, is when it was last set to send.
   * `owner` is who set what is sent, as JSON (`services/webhook-owner.ts`).
   */
  webhooks: table(
    {
      id: text,
      url: text,
      status: text,
      api_key_value: maybeText,
      created: text,
      active_since: int,
      owner: maybeText,
      doc: text,
    },
    { key: ["id"], orders: { url: ["url", "id"] }, lookups: [] },
  ),
  /** As `source_classes`, of Webhooks, whose owners have a class of their own (`services/webhook-owner.ts`). */
  webhook_classes: table(
    { id: text, url: text, class: text },
    { key: ["id", "class"], orders: { url: ["class", "url", "id"] }, lookups: [] },
  ),

  /** `owner` is who asked, as `accountOf` in `services/access.ts` says it. */
  deletion_requests: table(
    {
      id: text,
      flow_id: text,
      status: text,
      created: text,
      expiry: text,
      owner: maybeText,
      doc: text,
    },
    {
      key: ["id"],
      orders: { created: ["-created", "-id"], expiry: ["-expiry", "-id"] },
      lookups: [["flow_id", "status"], ["expiry"]],
    },
  ),
  /**
   * Work that outlives a request. `state` is `waiting` or `failed` (given up; kept to be seen). Times are
   * milliseconds since 1970. A job is claimed by moving `run_at` to the end of the claimant's lease.
   */
  jobs: table(
    {
      id: text,
      kind: text,
      key: text,
      state: text,
      attempts: int32,
      run_at: int,
      owner: maybeText,
      error: maybeText,
      doc: text,
    },
    { key: ["id"], orders: { due: ["state", "run_at", "id"] }, lookups: [["kind", "key"]] },
  ),

  /**
   * What the sidecars in the media stores do not say yet: one row a write, made in that write and deleted when its
   * entities' sidecars are as the tables are (`services/catalog.ts`). Ids ascend with time.
   */
  catalog_changes: table({ id: text, doc: text }, { key: ["id"], orders: { age: ["id"] }, lookups: [] }),

  /**
   * Events of committed writes that have no place in the log yet: rows of the write itself, so no crash loses one. Ids
   * ascend in commit order for each Flow and Source (`events/outbox.ts`).
   */
  event_outbox: table({ id: text, doc: text }, { key: ["id"], orders: { age: ["id"] }, lookups: [] }),
  /** The event log. `seq` is without gaps, in an order that keeps each Flow's and Source's; `time` is in ms. */
  events: table(
    { seq: int, time: int, type: text, flow_id: maybeText, source_id: text, doc: text },
    {
      key: ["seq"],
      orders: { log: ["seq"], time: ["time", "seq"] },
      lookups: [
        ["flow_id", "seq"],
        ["source_id", "seq"],
      ],
    },
  ),
  /**
   * One row for each event and Webhook it is for. `state` is `pending`, `delivered`, `failed` (refused for good) or
   * `dropped` (the Webhook stopped first, or its owner may not read it any more). `first` and `updated` are ms since 1970: the
   * first attempt, and the last change.
   * `status` is the last answer's, `latency` its time in ms, `error` why there was none.
   */
  deliveries: table(
    {
      webhook_id: text,
      seq: int,
      state: text,
      attempts: int32,
      first: maybeInt,
      updated: int,
      status: maybeInt32,
      latency: maybeInt,
      error: maybeText,
    },
    {
      key: ["webhook_id", "seq"],
      orders: { queue: ["webhook_id", "state", "seq"], log: ["webhook_id", "seq"] },
      lookups: [["seq"]],
    },
  ),

  ...accountTables,
} as const;

export type TableName = keyof typeof tables;
type Columns<T extends TableName> = (typeof tables)[T]["columns"];
/** A row of a table, as the column list says. */
export type Row<T extends TableName> = {
  [C in keyof Columns<T>]: Columns<T>[C] extends Column<infer Value> ? Value : never;
};
export type KeyColumn<T extends TableName> = (typeof tables)[T]["key"][number] & keyof Row<T>;
/** The primary key of a table. */
export type Key<T extends TableName> = Pick<Row<T>, KeyColumn<T>>;
export type OrderName<T extends TableName> = keyof (typeof tables)[T]["orders"] & string;
