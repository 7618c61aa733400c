/** No receiver may silence its Webhook for longer. */
const LONGEST_MS = 3_600_000;

const DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;

/** How long a `Retry-After` asks to wait (RFC 9110, 10.2.3): seconds or a date; undefined for anything else. */
export function retryAfterMs(value: string | undefined, now: Date): number | undefined {
  const text = value?.trim() ?? "";
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : httpDate(text) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_MS);
}

/** NaN for what is none. The old form of C's asctime names no zone and means GMT, as all do (RFC 9110, 5.6.7). */
function httpDate(text: string): number {
  if (!DATE.test(text)) return Number.NaN;
  return Date.parse(text.endsWith(" GMT") ? text : `${text} GMT`);
}
