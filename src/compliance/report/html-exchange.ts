import type { Report } from "../report.ts";
import { html, type Markup } from "./html-text.ts";

type Kept = Report["exchanges"][string];

/** Enough to understand a failure; the JSON report has four times as much. */
const LONGEST = 16 * 1024;
/** Where indentation ends, or a reply that is nothing but brackets would fill the memory. */
const DEEPEST = 20;

/** What was sent and what came back, with a command that repeats it. */
export function exchangeMarkup({ id, request, response, failure, curl, ms }: Kept): Markup {
  const sent = [`${request.method} ${request.url}`, ...headerLines(request.headers)];
  return html`<div class="exchange" id="exchange-${id}">
${block("Request", message(sent, request.body))}
${response && block(`Response, after ${ms} ms`, message([`${response.status}`, ...headerLines(response.headers)], response.body))}
${failure === undefined ? undefined : block("No response", failure)}
${block("Repeat it", curl, copyButton("Copy the curl command"))}
</div>`;
}

/** What a failed test had changed before, as a script; nothing where it changed nothing. */
export function scriptMarkup(script: string | undefined): Markup {
  if (script === undefined) return html``;
  const copy = copyButton("Copy the script");
  return html`<div class="exchange">${block("Repeat all that the test had changed, and what failed", script, copy)}</div>`;
}

function copyButton(name: string): Markup {
  return html`<button type="button" class="copy scripted" aria-label="${name}">Copy</button>`;
}

function block(title: string, text: string, extra?: Markup): Markup {
  return html`<figure><figcaption>${title}${extra}</figcaption><pre tabindex="0">${cut(text)}</pre></figure>
`;
}

function message(head: readonly string[], body: string | undefined): string {
  return body === undefined ? head.join("\n") : `${head.join("\n")}\n\n${indented(body)}`;
}

function headerLines(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

function cut(text: string): string {
  return text.length > LONGEST
    ? `${text.slice(0, LONGEST)}… (cut: ${text.length} characters; the JSON report has more)`
    : text;
}

/** JSON over several lines with every token as it was: parsing would lose how numbers were written and doubled keys. */
export function indented(text: string): string {
  if (!isJson(text)) return text;
  let depth = 0;
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  const line = () => `\n${"  ".repeat(Math.min(depth, DEEPEST))}`;
  const written = tokens.map((token, index) => {
    if (token === ":") return ": ";
    if (token === ",") return `,${line()}`;
    if (isClosing(token)) {
      depth -= 1;
      return isOpening(tokens[index - 1]) ? token : `${line()}${token}`;
    }
    if (!isOpening(token)) return token;
    depth += 1;
    return isClosing(tokens[index + 1]) ? token : `${token}${line()}`;
  });
  return written.join("");
}

function isOpening(token: string | undefined): boolean {
  return token === "{" || token === "[";
}

function isClosing(token: string | undefined): boolean {
  return token === "}" || token === "]";
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}
