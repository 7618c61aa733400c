import type { Report } from "../report.ts";
import type { Paint } from "./paint.ts";

const LONGEST_REPLY = 400;
/** Headers that behaviours are about, as they are written: a sentence that names one is to be seen beside it. */
const NAMED = [
  ...["X-Paging-Limit", "X-Paging-NextKey", "X-Paging-Count", "X-Paging-Reverse-Order", "X-Paging-Timerange"],
  ...["Link", "Location", "Allow", "Vary", "WWW-Authenticate", "Content-Type", "Content-Length"],
  ...["Cache-Control", "Retry-After", "Accept-Ranges", "Content-Range"],
];
const ABOUT_PAGES = /\bpag(?:es?|ing)\b/i;
const OF_PAGES = /^(?:link|x-paging-.*)$/;

/** What came back, with the headers that `about` names, and the command that asks again, as lines for a terminal. */
export function evidenceOf(exchange: string, about: string, report: Report, paint: Paint): string[] {
  const { curl, response, failure } = report.exchanges[exchange] ?? {};
  const lines: string[] = [];
  if (response !== undefined) {
    lines.push(`    answered   ${response.status} ${shortened(response.body ?? "")}`);
    for (const [name, value] of headersNamed(about, response.headers))
      lines.push(`    header     ${name}: ${shortened(value)}`);
  }
  if (failure !== undefined) lines.push(`    answered   ${failure}`);
  if (curl !== undefined) lines.push(paint("dim", `    ${curl}`));
  return lines;
}

/** The headers that a text is about, those that are missing included. */
function headersNamed(text: string, headers: Readonly<Record<string, string>>): [string, string][] {
  const present = Object.keys(headers).filter(
    (name) =>
      (ABOUT_PAGES.test(text) && OF_PAGES.test(name)) || (name.includes("-") && names(text, name, "i")),
  );
  const known = NAMED.filter((name) => names(text, name, "")).map((name) => name.toLowerCase());
  return [...new Set([...known, ...present])].map((name) => [name, headers[name] ?? "(absent)"]);
}

function names(text: string, header: string, flags: string): boolean {
  const word = header.replace(/[^A-Za-z0-9-]/g, (mark) => `\\${mark}`);
  return new RegExp(`(?<![\\w-])${word}(?![\\w-])`, flags).test(text);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > LONGEST_REPLY ? `${line.slice(0, LONGEST_REPLY)}…` : line;
}
