import type { Area } from "./behaviours.ts";
import type { Credential } from "./credential.ts";
import type { Server, Version } from "./discovery.ts";
import type { Exchange } from "./exchange.ts";
import type { Allocation, MadeFlow, MadeObject, MadeSegment, MadeWebhook } from "./makers.ts";
import type { Receiver } from "./receiver.ts";

/** The official id of an operation of the contract, such as `GET_flows-flowId`. */
export type OperationId = string;

/**
 * What a server or a run must have for a test to make sense:
 * `webhooks` the server offers them, `noWebhooks` it does not, `credentials` it refuses requests without any,
 * `anonymous` it does not, `twoBackends` it has two storage backends or more, `upload` its backends take HTTP
 * uploads, `identity:NAME` the run was given `--as NAME=...`.
 */
export type Need =
  | "webhooks"
  | "noWebhooks"
  | "credentials"
  | "anonymous"
  | "twoBackends"
  | "upload"
  | `identity:${string}`;

/** One test of the suite. It owns what it makes, shares nothing, and may run beside any other. */
export interface ComplianceTest {
  /** The file's topic and a name, such as `segments/overlap`; unique in the suite. */
  readonly id: string;
  /** A sentence about the server that somebody could disagree with. */
  readonly title: string;
  readonly area: Area;
  /** Every id that `verify` or `require` judges; judging another one is an error of the test. */
  readonly behaviours: readonly string[];
  /** The operations it is about, for `--operation`; those that only prepare are left out. */
  readonly operations: readonly OperationId[];
  /** The first version of the API in which it holds; left out, 8.0. */
  readonly since?: Version;
  readonly needs?: readonly Need[];
  /** Takes longer than a minute: only run with `--slow`. */
  readonly slow?: true;
  /** Changes what belongs to the whole server, so it runs when no other test does. */
  readonly alone?: true;
  run(probe: Probe): Promise<void>;
}

/** Query parameters: by name, or as pairs where a name repeats, or as text that is sent exactly so. */
export type Query =
  | Readonly<Record<string, string | number | boolean | undefined>>
  | readonly (readonly [string, string])[]
  | string;

export interface RequestOptions {
  readonly query?: Query;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON with its media type; `undefined` sends no body, `null` the JSON null. */
  readonly body?: unknown;
  /** Sent as it is, with a media type only if `headers` has one. Takes the place of `body`. */
  readonly raw?: string | Uint8Array;
  /** The name of an identity given with `--as`, a credential, `"none"`, or `"own"`: the run's own, as when left out. */
  readonly credential?: string | Credential;
  /** Do not judge the reply by the contract: for requests outside of it. A 5xx is judged all the same. */
  readonly unchecked?: true;
  readonly timeoutMs?: number;
}

/** An answer of the server under test. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON body; undefined when there is none or it is not JSON. */
  readonly body: unknown;
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly exchange: Exchange;
}

/** Values that no other test and no user of the server has. */
export interface Fresh {
  /** A lower case UUID of version 4. */
  uuid(): string;
  objectId(): string;
  /** A tag name, for filters that must find only what the test made. */
  tagName(): string;
  /** A short text that occurs nowhere else. */
  text(): string;
}

/** What a test is given: the server under test, a record of verdicts, and ways to make things that are cleaned up. */
export interface Probe {
  readonly server: Server;
  readonly fresh: Fresh;
  /** The seed of the run, for tests that generate values. */
  readonly seed: number;
  /** How many values a generating test should try. */
  readonly fuzz: number;
  /** Aborted when the run is stopped or the test has taken too long. */
  readonly signal: AbortSignal;

  /** Sends one request to `path` below the base URL and judges the reply by the contract. Throws NoAnswer. */
  request(method: string, path: string, options?: RequestOptions): Promise<Reply>;
  get(path: string, query?: Query): Promise<Reply>;
  head(path: string, query?: Query): Promise<Reply>;
  put(path: string, body: unknown): Promise<Reply>;
  post(path: string, body: unknown): Promise<Reply>;
  delete(path: string, query?: Query): Promise<Reply>;
  /** Sends a request to an absolute URL, such as a presigned one, without credentials unless given; follows redirects of GET. Credentials only go to the API's origin. */
  fetch(url: string, options?: RequestOptions & { readonly method?: string }): Promise<Reply>;

  /** Records whether a behaviour holds and goes on. `exchange` is the latest one unless given. Returns `holds`. */
  verify(behaviour: string, holds: boolean, expectation: string, exchange?: Exchange): boolean;
  /** Like `verify`, and ends the test when it does not hold. */
  require(behaviour: string, holds: boolean, expectation: string, exchange?: Exchange): void;
  /** `verify` that the reply has one of these statuses; the expectation is written for you. */
  verifyStatus(behaviour: string, reply: Reply, ...statuses: readonly number[]): boolean;
  /** `require` that the reply has one of these statuses. */
  requireStatus(behaviour: string, reply: Reply, ...statuses: readonly number[]): void;
  /** Ends the test without a verdict on what it has not yet judged. */
  skip(reason: string): never;

  /** Registers what to do when the test ends, in reverse order; failures of it are tolerated. */
  cleanUp(action: () => Promise<unknown>): void;
  /** Polls until the check gives a value other than undefined and false. Resolves to undefined when the time is up. */
  eventually<Value>(
    check: () => Promise<Value | undefined | false>,
    timeoutMs?: number,
  ): Promise<Value | undefined>;

  /** A Flow, created with fresh ids (video unless `overrides` say otherwise), deleted at the end. */
  flow(overrides?: Readonly<Record<string, unknown>>): Promise<MadeFlow>;
  /** Allocates Objects on a Flow; `body` is sent as given beside `limit`. */
  storage(
    flow: { readonly id: string },
    count?: number,
    body?: Readonly<Record<string, unknown>>,
  ): Promise<Allocation[]>;
  /** Allocates an Object on a Flow and uploads bytes to it, so that it can be registered. */
  object(flow: { readonly id: string }, bytes?: string | Uint8Array): Promise<MadeObject>;
  /** Registers a Segment; without `object_id` a new Object is uploaded first. The timerange is `[0:0_1:0)` unless given. */
  segment(flow: { readonly id: string }, overrides?: Readonly<Record<string, unknown>>): Promise<MadeSegment>;
  /** Registers a Webhook on a receiver, deleted at the end. */
  webhook(receiver: Receiver, overrides?: Readonly<Record<string, unknown>>): Promise<MadeWebhook>;
  /** Starts to receive events of Webhooks; closed at the end. */
  receiver(): Promise<Receiver>;
  /** Deletes by the API and waits until it is done, a deletion request included. Resolves to the first reply. */
  remove(path: string, query?: Query): Promise<Reply>;
}

/** Writes a path with every value percent-encoded: path`/flows/${id}/tags/${name}`. */
export function path(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return String.raw({ raw: parts.raw }, ...values.map((value) => encodeURIComponent(value)));
}
