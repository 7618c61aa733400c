import type { Call } from "../contract/operations.ts";
import { parseRange, readMedia, writeMedia } from "../services/media.ts";
import type { Handlers } from "./map.ts";

export const media = {
  GET_media: async ({ path, query, header, principal }, app) => {
    const body = await readMedia(
      app,
      principal,
      { method: "GET", ...path, ...query },
      parseRange(header.range),
    );
    const headers = { "Content-Type": body.contentType, "Accept-Ranges": "bytes", ...etag(body.sha256) };
    if (body.range === undefined) {
      return { status: 200, headers: { ...headers, "Content-Length": String(body.size) }, body: body.stream };
    }
    const { start, end } = body.range;
    const length = String(end - start + 1);
    return {
      status: 206,
      headers: {
        ...headers,
        "Content-Length": length,
        "Content-Range": `bytes ${start}-${end}/${body.size}`,
      },
      body: body.stream,
    };
  },
  PUT_media: async (call, app) => {
    const { path, query, header, body, principal, signal } = call;
    const contentType = contentTypeOf(call);
    const target = {
      method: "PUT",
      ...path,
      ...query,
      ...(contentType === undefined ? {} : { contentType }),
    } as const;
    const md5 = header["content-md5"];
    const sha256 = header["x-amz-checksum-sha256"];
    const checks = { ...(md5 === undefined ? {} : { md5 }), ...(sha256 === undefined ? {} : { sha256 }) };
    const head = await writeMedia(app, principal, target, body, checks, signal);
    return { status: 200, headers: etag(head.sha256) };
  },
} satisfies Partial<Handlers>;

/** The edge passes the media type of byte bodies among the headers; OpenAPI can't declare that one as a parameter. */
function contentTypeOf({ header }: Call<"PUT_media">): string | undefined {
  return (header as { readonly "content-type"?: string })["content-type"];
}

/** Bytes never change under a key, so their checksum is a strong validator. */
function etag(sha256: string | undefined): Record<string, string> {
  return sha256 === undefined ? {} : { ETag: `"${sha256}"` };
}
