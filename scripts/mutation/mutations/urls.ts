import { answerOf } from "../exchange.ts";
import { type Mutation, mutation } from "../mutation.ts";
import { inside } from "../wrongs.ts";

const GET = "GET_flows-flowId-segments";
const URLS = "GET_flows-flowId-segments GET_objects";

/** The URLs of Objects, and the bytes behind them. */
export const urlMutations: readonly Mutation[] = [
  mutation("urls/storage-id-leaked", "storage_id is shown when not verbose.", "X-137 TRAP-017", URLS, {
    request: ({ query, path }) => {
      if (query.get("verbose_storage") === undefined && path !== "") query.set("verbose_storage", "true");
    },
  }),
  mutation(
    "urls/storage-id-hidden",
    "storage_id is not shown when verbose.",
    "X-138",
    URLS,
    inside("get_urls", (doc) => {
      delete doc["storage_id"];
    }),
  ),
  mutation(
    "urls/extra-key",
    "URLs have a key outside the schema.",
    "X-138 TRAP-016",
    URLS,
    inside("get_urls", (doc) => {
      doc["bucket"] = "x";
    }),
  ),
  mutation(
    "urls/no-label",
    "URLs lack label.",
    "X-139",
    URLS,
    inside("get_urls", (doc) => {
      delete doc["label"];
    }),
  ),
  mutation(
    "urls/other-label",
    "Uncontrolled URLs have another label.",
    "X-139 SEG-083",
    URLS,
    inside("get_urls", (doc) => {
      if (doc["controlled"] === false || !String(doc["url"]).includes("/media/")) doc["label"] = "other";
    }),
  ),
  mutation(
    "urls/controlled-hidden",
    "Uncontrolled URLs do not say so.",
    "X-140 OBJ-024",
    URLS,
    inside("get_urls", (doc) => {
      delete doc["controlled"];
    }),
  ),
  mutation(
    "urls/presigned-hidden",
    "Presigned URLs are not flagged.",
    "X-136 X-140",
    URLS,
    inside("get_urls", (doc) => {
      delete doc["presigned"];
    }),
  ),
  mutation(
    "urls/unsigned",
    "Presigned URLs have lost their signature.",
    "X-144 OBJ-014",
    URLS,
    inside("get_urls", (doc) => {
      if (doc["presigned"] === true)
        doc["url"] = String(doc["url"]).replace(/signature=[^&]*/i, "signature=x");
    }),
  ),
  mutation(
    "urls/expired",
    "Presigned URLs have expired.",
    "X-144 OBJ-014",
    "media",
    {
      request: ({ method, query }) => {
        if (method === "GET" && query.get("expires") !== undefined) query.set("expires", "1");
      },
    },
    { via: [GET, "GET_objects"] },
  ),
  mutation("urls/cached", "Presigned URLs may be cached.", "HDR-06", URLS, {
    reply: ({ headers }) => {
      if (headers["cache-control"] !== undefined) headers["cache-control"] = "public, max-age=3600";
    },
  }),
  mutation("urls/no-cache-control", "Bodies with presigned URLs lack Cache-Control.", "HDR-06", URLS, {
    reply: ({ headers }) => {
      delete headers["cache-control"];
    },
  }),
  mutation(
    "media/wrong-bytes",
    "Downloads have one other byte.",
    "OBJ-014",
    "media",
    {
      reply: (answer, { method }) => {
        if (method === "GET" && answer.status === 200 && answer.bytes.length > 0)
          answer.bytes = Buffer.concat([answer.bytes.subarray(0, -1), Buffer.from("~")]);
      },
    },
    { via: [GET, "GET_objects"] },
  ),
  mutation(
    "media/truncated",
    "Downloads lack their last byte.",
    "OBJ-014",
    "media",
    {
      reply: (answer, { method }) => {
        if (method === "GET" && answer.status === 200) answer.bytes = answer.bytes.subarray(0, -1);
      },
    },
    { via: [GET, "GET_objects"] },
  ),
  mutation(
    "media/wrong-type",
    "Downloads have another Content-Type.",
    "OBJ-014",
    "media",
    {
      reply: ({ headers }, { method }) => {
        if (method === "GET") headers["content-type"] = "application/octet-stream";
      },
    },
    { via: [GET, "GET_objects"] },
  ),
  mutation(
    "media/upload-lost",
    "Uploads are forgotten.",
    "STO-016 OBJ-014",
    "media",
    { instead: ({ method }) => (method === "PUT" ? answerOf(200) : undefined) },
    { via: ["POST_flows-flowId-storage", GET] },
  ),
  mutation(
    "media/checksums",
    "Uploads with checksum headers are refused.",
    "STO-025",
    "media",
    {
      reply: (answer, { method, headers }) => {
        if (method === "PUT" && Object.keys(headers).some((name) => /checksum|md5|digest/.test(name)))
          answer.status = 400;
      },
    },
    { via: ["POST_flows-flowId-storage", GET] },
  ),
];
