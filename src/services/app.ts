import type { Principal } from "../contract/operations.ts";
import type { StorageBackend } from "../media/store.ts";
import type { Engine } from "../storage/engine.ts";
import type { Owner } from "./access.ts";

/** The settings that the rules of TAMS depend on; `config.ts` declares their defaults and descriptions. */
export interface ServiceSettings {
  readonly pageLimitDefault: number;
  readonly pageLimitMax: number;
  /** Tags a Source, Flow, Webhook or Profile may have. */
  readonly tagsMax: number;
  /** Segments in one POST, ids in one allocation, members in one collection, URLs in one list. */
  readonly listMax: number;
  /** How long an allocated Object waits for its first Segment (TAMS `min_object_timeout`). */
  readonly minObjectTimeoutSeconds: number;
  /** How long presigned URLs work (TAMS `min_presigned_url_timeout`). */
  readonly presignedUrlSeconds: number;
  /** A DELETE that touches more Segments than this becomes a Deletion Request (202). */
  readonly deleteAsyncSegments: number;
  /** How long a finished Deletion Request stays readable. */
  readonly deletionRequestSeconds: number;
  /** Refuse reuse of an Object outside its own timerange (SEG-061, AMB-010). */
  readonly objectReuseStrict: boolean;
  /** Objects allocated when a storage request names no number, and the most in one request. */
  readonly allocationDefault: number;
  readonly allocationMax: number;
  /** Hosts and CIDR ranges that webhooks and copies may reach although they are not public. */
  readonly outboundAllow: readonly string[];
  /** How long events and the records of their deliveries stay readable. */
  readonly eventKeepSeconds: number;
  /** Whether reads are noted in the audit log too, and how long its entries are kept. */
  readonly auditReads: boolean;
  readonly auditKeepSeconds: number;
  /** How long a webhook's receiver may take for its whole answer. */
  readonly webhookTimeoutMs: number;
  /** How long one event is tried before its Webhook is put in error. */
  readonly webhookGiveUpSeconds: number;
  /** What signs deliveries (Standard Webhooks), the first one being the newest; none signs nothing. */
  readonly webhookSigningSecrets: readonly string[];
  /** How many clients may listen to the live stream at once. */
  readonly eventStreamsMax: number;
  /** Whether the retention tags of Flows act, and how often that is looked at. */
  readonly retention: boolean;
  readonly retentionSeconds: number;
  /** How often idle workers look for work that another process left. */
  readonly workerPollMs: number;
  /** Keep sidecars in the media stores, from which the tables can be rebuilt. */
  readonly catalog: boolean;
}

/** The part of a logger that services and workers use. */
export interface Log {
  debug(message: string, fields?: object): void;
  info(message: string, fields?: object): void;
  warn(message: string, fields?: object): void;
  error(message: string, fields?: object): void;
}

/** What handlers, services and workers are given. */
export interface App {
  readonly engine: Engine;
  readonly backends: readonly StorageBackend[];
  readonly settings: ServiceSettings;
  /** Shown as `api_version` and `service_version`. */
  readonly versions: { readonly api: string; readonly service: string };
  /** The bundled contract, as served at `/openapi.json`. */
  readonly document: object;
  readonly log: Log;
  now(): Date;
  /** Tells the workers of this process that a job may be waiting. */
  nudge(): void;
  /** Calls back when this process has put events into the log; answers how to stop that. */
  onLogged(listener: () => void): () => void;
  /** Aborts when the server begins to stop: what would never end by itself ends then. */
  readonly stopping: AbortSignal;
  /** The public base URL where no request says it: absolute, with the base path, without a trailing slash. */
  base(): string;
  /** The principal that an owner is today; undefined for one who may do nothing any more (AUTH-080). */
  ownerNow(owner: Owner): Promise<Principal | undefined>;
  /** Whether changes of classes are carried on to what belongs to a resource, as the policy says now (AUTH-075). */
  propagates(): boolean;
}
