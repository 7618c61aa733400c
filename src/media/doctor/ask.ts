/** An answer read whole, and where it came from, without what the URL permits. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly origin: string;
}

/** Sends a request as any HTTP client would. Throws, naming the code, when nothing answers. */
export async function ask(
  url: string,
  signal: AbortSignal,
  init: Pick<RequestInit, "method" | "headers" | "body"> = {},
): Promise<Answer> {
  const { origin } = new URL(url);
  try {
    const reply = await fetch(url, { ...init, signal, redirect: "manual" });
    const bytes = Buffer.from(await reply.arrayBuffer());
    return { status: reply.status, headers: reply.headers, bytes, origin };
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    throw new Error(`${origin} does not answer: ${codeIn(thrown)}.`, { cause: thrown });
  }
}

/** That a request was answered otherwise than it should be: the status, and S3's code or the API's sentence. */
export function unexpected(doing: string, { status, bytes, origin }: Answer): Error {
  const said = saidIn(bytes.toString("utf8", 0, 4000));
  return new Error(`${doing} was answered ${status}${said === "" ? "" : ` ${said}`} by ${origin}.`);
}

/** S3 answers in XML (S3 API reference, Error responses), this API in JSON; a proxy in anything. */
function saidIn(body: string): string {
  const code = /<Code>([A-Za-z0-9]{1,60})<\/Code>/.exec(body)?.[1];
  const message = /<Message>([^<]{1,300})<\/Message>/.exec(body)?.[1];
  if (code !== undefined) return message === undefined ? code : `${code} (${message})`;
  const summary = /"summary":\s*"([^"]{1,300})"/.exec(body)?.[1];
  return summary === undefined ? "" : `(${summary})`;
}

function codeIn(thrown: unknown): string {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  if (!(cause instanceof Error)) return String(cause);
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}
