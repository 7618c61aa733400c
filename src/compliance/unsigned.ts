import { isRecord } from "./json.ts";

/**
 * What an event shows and what GET shows of the same, so that they can be compared: each `url` is without its query,
 * where signatures are, and those of the API's own server are without their origin. A server takes its origin from the
 * request, and an event has none; so a URL of an event is the server's own where GET shows the same path there.
 */
export function unsigned(
  base: string,
  told: unknown,
  listed: unknown,
): { readonly told: unknown; readonly listed: unknown } {
  const { origin, pathname } = new URL(base);
  const prefix = pathname.replace(/\/$/, "");
  const pathOf = (url: URL) =>
    url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : url.pathname;
  const own = new Set<string>();
  mapUrls(listed, (url) => {
    if (url.origin === origin) own.add(pathOf(url));
    return "";
  });
  const plain = (url: URL) => (own.has(pathOf(url)) ? pathOf(url) : url.origin + url.pathname);
  return { told: mapUrls(told, plain), listed: mapUrls(listed, plain) };
}

/** JSON with another text for every `url` in it that is one. */
function mapUrls(value: unknown, text: (url: URL) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapUrls(item, text));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => {
    const isUrl = key === "url" && typeof item === "string" && URL.canParse(item);
    return [key, isUrl ? text(new URL(item)) : mapUrls(item, text)];
  });
  return Object.fromEntries(entries);
}
