import { at, textOf } from "./json.ts";
import type { Probe, Reply, RequestOptions } from "./test.ts";
import { objectPath, urlsOf } from "./timeline.ts";

/** Bytes that are no text and repeat at no round distance, so that lost or doubled pieces show. */
export function mediaBytes(size: number): Uint8Array {
  return Uint8Array.from(
    { length: size },
    (_, index) => (index * 7 + (index >> 8) * 13 + (index >> 16)) & 0xff,
  );
}

/** The URLs of an Object that the server answers for, as it shows them when verbose. */
export async function controlledUrls(probe: Probe, objectId: string): Promise<readonly unknown[]> {
  const reply = await probe.get(objectPath({ objectId }), { verbose_storage: "true" });
  return urlsOf(reply.body).filter((entry) => at(entry, "controlled") !== false);
}

/** Whether the suite may read a URL: it is signed, or of the API's origin. */
export function isReadable(probe: Probe, entry: unknown): boolean {
  return at(entry, "presigned") === true || isSameOrigin(probe, entry);
}

/** Whether a URL is of the API's origin, so that the API's credentials hold for it. */
export function isSameOrigin(probe: Probe, entry: unknown): boolean {
  const url = textOf(at(entry, "url"));
  return URL.canParse(url) && new URL(url).origin === new URL(probe.server.url).origin;
}

/** Fetches what a URL of `get_urls` leads to, with credentials only where it is not signed. */
export function fetched(
  probe: Probe,
  entry: unknown,
  options: RequestOptions & { readonly method?: string } = {},
): Promise<Reply> {
  const credential = at(entry, "presigned") === true ? "none" : "own";
  return probe.fetch(textOf(at(entry, "url")), { credential, ...options });
}

/** Whether a reply is exactly these bytes. */
export function holds({ status, bytes }: Reply, wanted: Uint8Array): boolean {
  return status === 200 && Buffer.compare(Buffer.from(bytes), Buffer.from(wanted)) === 0;
}
