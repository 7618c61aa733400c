import type { Exchange } from "./exchange.ts";
import { BLANK } from "./secrets.ts";

/** What the variables of a curl stand for. */
export const VARIABLES =
  "In a curl, $TAMS_CREDENTIAL is what follows the scheme in Authorization: a bearer token, or for basic the pair as " +
  "`printf %s USER:PASSWORD | base64` gives it; $TAMS_ACCESS_TOKEN is the token that goes into the URL.";

/** A server can give a header to send: only a plain word of it may stand where a shell expands what it reads. */
const PLAIN = /^[A-Za-z][A-Za-z0-9-]*$/;

/** A command that repeats an exchange; credentials are left to variables of the shell. */
export function curlOf({ request }: Pick<Exchange, "request">): string {
  const { method, url, headers, body } = request;
  const parts = ["curl -sS -i --globoff --path-as-is", method === "HEAD" ? "--head" : `-X ${method}`];
  for (const [name, value] of Object.entries(headers)) {
    if (name === "authorization") parts.push(`-H ${authorisation(value)}`);
    else if (value !== "*/*") parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (body !== undefined) parts.push(`--data-binary ${quoted(body)}`);
  return [...parts, urlText(url)].join(" ");
}

/** Whether some curls leave a place for a credential. */
export function hasVariables(texts: Iterable<string>): boolean {
  for (const text of texts) if (/\$TAMS_(?:CREDENTIAL|ACCESS_TOKEN)"/.test(text)) return true;
  return false;
}

function authorisation(value: string): string {
  const [scheme = "", ...rest] = value.split(" ");
  if (value === BLANK) return '"Authorization: $TAMS_CREDENTIAL"';
  if (!PLAIN.test(scheme) || rest.join(" ") !== BLANK) return quoted(`Authorization: ${value}`);
  return `"Authorization: ${scheme} $TAMS_CREDENTIAL"`;
}

function urlText(url: string): string {
  // A variable is only filled in between double quotes.
  return quoted(url).replace(`access_token=${BLANK}`, `access_token='"$TAMS_ACCESS_TOKEN"'`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
