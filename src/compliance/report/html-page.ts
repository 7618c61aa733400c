import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { html, Markup } from "./html-text.ts";

/** In the order in which they overrule each other. */
const STYLES = ["page-base.css", "page-top.css", "page-items.css", "page-media.css"];

/** What a page says beside its frame. */
export interface PageContent {
  readonly title: string;
  readonly header: Markup;
  readonly main: Markup;
}

/** A whole page in one file: it loads nothing and runs no script but its own, which its policy (CSP 3) makes sure of. */
export function page({ title, header, main }: PageContent): string {
  const [style, script] = [STYLES.map(beside).join("\n"), beside("page.js")];
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
  const whole = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the results</a>
<header class="top">${header}</header>
<main id="main" tabindex="-1">${main}</main>
<footer><p>Written by tams-compliance, a suite that tests servers of the Time-addressable Media Store API from outside.</p></footer>
<script>${new Markup(script)}</script>
</body>
</html>
`;
  return whole.text;
}

function beside(name: string): string {
  return readFileSync(path.join(import.meta.dirname, name), "utf8");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
