import type { Exchange } from "./exchange.ts";
import { BLANK } from "./secrets.ts";

/** A command that repeats an exchange; credentials are left to variables of the shell. */
export function curlOf({ request }: Exchange): string {
  const { method, url, headers, body } = request;
  const parts = ["curl -sS -i --globoff --path-as-is", method === "HEAD" ? "--head" : `-X ${method}`];
  for (const [name, value] of Object.entries(headers)) {
    if (name === "authorization") parts.push(`-H "Authorization: ${value.split(" ")[0]} $TAMS_CREDENTIAL"`);
    else if (value !== "*/*") parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (body !== undefined) parts.push(`--data-binary ${quoted(body)}`);
  return [...parts, urlText(url)].join(" ");
}

function urlText(url: string): string {
  // A variable is only filled in between double quotes.
  return quoted(url).replace(`access_token=${BLANK}`, `access_token='"$TAMS_ACCESS_TOKEN"'`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
