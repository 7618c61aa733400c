import type { RetryPolicy } from "./retry.ts";
import type { ClusterVersion } from "./version.ts";

/** One call to the cluster, before signing and encoding. */
export interface VastRequest {
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "HEAD";
  /** `/` or `/bucket/schema/table`: raw names, which the transport encodes. */
  readonly path: string;
  /** What is asked for: the first parameter of the query, without a value, such as `transaction` or `rows`. */
  readonly command?: string;
  /** Further parameters; the transport sorts and encodes them. */
  readonly params?: Readonly<Record<string, string>>;
  /** `tabular-*` headers of this call alone. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The caller's: nobody reads it once a whole answer of status 200 is there. */
  readonly body?: Uint8Array;
  /** Absent or 0: no transaction, the call stands alone. */
  readonly txid?: bigint;
  /** False leaves out the headers that all calls about tables have; default true. */
  readonly tabular?: boolean;
  /** Index of the endpoint preferred; a healthy one takes its place. Default: the first. */
  readonly endpoint?: number;
  /** Whether it may be sent again after the connection broke; default: GET and HEAD. */
  readonly idempotent?: boolean;
  /** Read the whole body before `send` resolves, so that one cut short is retried with the call; default false. */
  readonly whole?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** An answer of status 200, the only one that means success. Its body must be read once, or its stream left. */
export interface VastResponse {
  readonly status: 200;
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body. Throws `connection` if it is cut short. */
  bytes(): Promise<Uint8Array>;
  /** Pieces of any size as they arrive, pulled; leaving early closes the connection. */
  stream(): AsyncIterable<Uint8Array>;
}

/** How everything else talks to the cluster. */
export interface Transport {
  readonly version: ClusterVersion;
  /** How many endpoints there are. */
  readonly endpoints: number;
  /** For those that resume by themselves, such as selecting. */
  readonly retry: RetryPolicy;
  /**
   * Sends, and sends again as the policy allows: what the cluster refused to begin (503 `SlowDown`) and what never
   * reached it always, a broken exchange only if idempotent. Throws VastError for anything but 200.
   */
  send(request: VastRequest): Promise<VastResponse>;
}
