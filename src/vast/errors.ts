/**
 * What went wrong, as far as a caller can act on it.
 * - `badRequest` (400), `forbidden` (403), `notFound` (404), `exists` (found before creating), `conflict` (409: roll
 *   back and rerun the whole transaction), `internal` (500, and any status this client does not know),
 *   `notImplemented` (405, 501), `capacity` (507);
 * - `slowDown` (503 with code `SlowDown`: refused before anything was done), `unavailable` (any other 503);
 * - `timeout` (408, or a cluster that fell silent), `connection` (refused, reset, unresolved, cut short);
 * - `tooLarge` and `tooWide`: the request, or one row, does not fit the 5 MiB that a request may have;
 * - `unsupportedVersion`: the server is no VAST cluster, or too old; `unsupportedType`: an Arrow type it cannot store;
 * - `outcomeUnknown`: a commit whose answer was lost, so that it may or may not have happened;
 * - `protocol`: an answer that cannot be understood; `aborted`: the caller's own signal.
 */
export type VastErrorKind =
  | "badRequest"
  | "forbidden"
  | "notFound"
  | "exists"
  | "conflict"
  | "internal"
  | "notImplemented"
  | "capacity"
  | "slowDown"
  | "unavailable"
  | "timeout"
  | "connection"
  | "tooLarge"
  | "tooWide"
  | "unsupportedVersion"
  | "unsupportedType"
  | "outcomeUnknown"
  | "protocol"
  | "aborted";

/** What is known beside the message; all of it optional, and absent where the cluster was not reached. */
export interface VastErrorDetails {
  /** HTTP status of the answer. */
  readonly status?: number | undefined;
  /** `Code` of the error body, for example `NoSuchKey`. Most codes are not published: compare kinds instead. */
  readonly code?: string | undefined;
  /** `RequestId` of the error body or `x-amz-request-id`, for the vendor's support. */
  readonly requestId?: string | undefined;
  /** Default false. */
  readonly mayRetry?: boolean;
  /** Default true. */
  readonly sent?: boolean;
  readonly cause?: unknown;
}

/** Everything this client throws, save `TypeError` and `RangeError` for misuse that types would have caught. */
export class VastError extends Error {
  readonly kind: VastErrorKind;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  /** True if the same request may be sent again: it was refused unexecuted, never sent, or does no harm twice. */
  readonly mayRetry: boolean;
  /** False only if the cluster cannot have seen the request. */
  readonly sent: boolean;

  constructor(kind: VastErrorKind, message: string, details: VastErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "VastError";
    this.kind = kind;
    this.status = details.status;
    this.code = details.code;
    this.requestId = details.requestId;
    this.mayRetry = details.mayRetry ?? false;
    this.sent = details.sent ?? true;
  }
}

/** Whether this was thrown by the client with one of the kinds; with none given, with any. */
export function isVastError(thrown: unknown, ...kinds: readonly VastErrorKind[]): thrown is VastError {
  return thrown instanceof VastError && (kinds.length === 0 || kinds.includes(thrown.kind));
}

/** Whether the exchange broke rather than being answered: another endpoint may fare better. */
export function isBroken(thrown: unknown): thrown is VastError {
  return isVastError(thrown, "connection", "timeout") && thrown.status === undefined;
}

/** What becomes of an abort: the signal's reason is the cause. `sent` if the cluster may have seen the request. */
export function aborted(signal: AbortSignal, sent = false): VastError {
  return new VastError("aborted", "The request was aborted by its caller.", { cause: signal.reason, sent });
}

/** An answer other than 200: S3's statuses and XML, as AWS publishes them for S3's REST errors. */
export interface Refusal {
  /** Method, path and command, for the message. */
  readonly what: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body; may be empty (always after HEAD) or no XML at all. */
  readonly body: Uint8Array;
}

const KINDS: Readonly<Record<number, VastErrorKind>> = {
  400: "badRequest",
  403: "forbidden",
  404: "notFound",
  405: "notImplemented",
  408: "timeout",
  409: "conflict",
  500: "internal",
  501: "notImplemented",
  503: "unavailable",
  507: "capacity",
};

/** The error for an answer other than 200. The status decides, except for two codes that say more than theirs. */
export function refusalError({ what, status, headers, body }: Refusal): VastError {
  const xml = new TextDecoder().decode(body);
  const code = xmlText(xml, "Code");
  const kind = kindOf(status, code);
  const reason = [code, xmlText(xml, "Message")].filter((part) => part !== undefined).join(": ");
  const message = `${what} was answered with status ${status}${reason === "" ? "" : ` (${reason})`}.`;
  const requestId = xmlText(xml, "RequestId") ?? headers["x-amz-request-id"];
  return new VastError(kind, message, { status, code, requestId, mayRetry: kind === "slowDown" });
}

function kindOf(status: number, code: string | undefined): VastErrorKind {
  if (code === "TabularUnsupportedColumnType") return "unsupportedType";
  if (status === 503 && code === "SlowDown") return "slowDown";
  return KINDS[status] ?? "internal";
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The text of the first element of that name, unescaped; undefined if there is none. Enough for S3's flat answers. */
export function xmlText(xml: string, element: string): string | undefined {
  return xmlTexts(xml, element)[0];
}

/** The texts of all elements of that name, in their order. They must hold no elements themselves. */
export function xmlTexts(xml: string, element: string): string[] {
  const found = xml.matchAll(
    new RegExp(`<${element}(?:\\s[^>]*)?>([^<]*)</${element}\\s*>|<${element}\\s*/>`, "g"),
  );
  return [...found].map(([, text = ""]) => unescapeXml(text));
}

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return ENTITIES[name] ?? whole;
  });
}
