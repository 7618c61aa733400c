import { isUtf8 } from "node:buffer";
import type { Answer, Message } from "./http.ts";
import type { Secrets } from "./secrets.ts";

/** A request and its response as a report keeps them: secrets blanked, bodies cut at 64 KiB. */
export interface Exchange {
  /** Unique in the run. */
  readonly id: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  /** Absent when no answer came; `failure` then says why. */
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly failure?: string;
  readonly ms: number;
}

const LONGEST = 64 * 1024;

/** What happened to a message, fit to be written to a report. */
export function recorded(
  id: string,
  message: Message,
  outcome: Answer | Error,
  ms: number,
  secrets: Secrets,
): Exchange {
  const answered = outcome instanceof Error ? undefined : outcome;
  return {
    id,
    request: {
      method: message.method,
      url: secrets.blank(message.url),
      headers: secrets.blankHeaders(Object.entries(message.headers)),
      ...shown(message.body, secrets),
    },
    ...(answered && {
      response: {
        status: answered.status,
        headers: secrets.blankHeaders(answered.headers),
        ...shown(answered.bytes, secrets),
      },
    }),
    ...(outcome instanceof Error && { failure: secrets.blank(outcome.message) }),
    ms: Math.round(ms),
  };
}

function shown(bytes: Uint8Array | undefined, secrets: Secrets): { readonly body?: string } {
  if (bytes === undefined || bytes.length === 0) return {};
  if (!isUtf8(bytes)) return { body: `(${bytes.length} bytes)` };
  // Blanked before it is cut, or half a secret could stay at the edge.
  const text = secrets.blank(Buffer.from(bytes).toString("utf8"));
  return { body: text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text };
}
