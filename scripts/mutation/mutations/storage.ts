import { docsOf, isDoc, within } from "../exchange.ts";
import { type Mutation, mutation } from "../mutation.ts";
import { answers, drops, inside, shows, takes, unlocks } from "../wrongs.ts";

const STORAGE = "POST_flows-flowId-storage";

/** Allocation of storage. */
export const storageMutations: readonly Mutation[] = [
  mutation("storage/post-200", "Storage gives 200.", "STO-001", STORAGE, answers(201, 200)),
  mutation(
    "storage/extra-key",
    "Storage has another key.",
    "STO-001",
    STORAGE,
    shows((doc) => {
      doc["expires"] = "2030-01-01T00:00:00Z";
    }),
  ),
  mutation("storage/limit-ignored", "limit of storage is ignored.", "STO-003", STORAGE, drops("limit")),
  mutation(
    "storage/one-more",
    "Storage gives one Object more than asked for.",
    "STO-003",
    STORAGE,
    takes((doc) =>
      typeof doc["limit"] === "number" && doc["limit"] > 0 && doc["object_ids"] === undefined
        ? { ...doc, limit: doc["limit"] + 1 }
        : undefined,
    ),
  ),
  mutation(
    "storage/limit-zero",
    "A limit of 0 is 1.",
    "STO-003b",
    STORAGE,
    takes((doc) => (Number(doc["limit"]) < 1 ? { ...doc, limit: 1 } : undefined)),
  ),
  mutation("storage/ids-ignored", "object_ids are ignored.", "STO-006", STORAGE, drops("object_ids")),
  mutation(
    "storage/ids-reversed",
    "Objects come in the reverse order of object_ids.",
    "STO-006b",
    STORAGE,
    shows((doc) => {
      if (Array.isArray(doc["media_objects"])) doc["media_objects"].reverse();
    }),
  ),
  mutation("storage/ids-known", "Known object_ids are taken again.", "STO-007 AMB-017", STORAGE, {
    reply: (answer, { body }) => {
      const ids = within(body, "object_ids");
      if (answer.status === 400 && Array.isArray(ids) && ids.length > 0)
        Object.assign(answer, {
          status: 201,
          body: {
            media_objects: ids.map((id) => ({
              object_id: String(id),
              put_url: { url: "http://127.0.0.1/x" },
            })),
          },
        });
    },
  }),
  mutation(
    "storage/ids-repeated",
    "Repeated object_ids are taken once.",
    "STO-008",
    STORAGE,
    takes((doc) =>
      Array.isArray(doc["object_ids"]) ? { ...doc, object_ids: [...new Set(doc["object_ids"])] } : undefined,
    ),
  ),
  mutation(
    "storage/both",
    "limit beside object_ids is ignored.",
    "STO-005",
    STORAGE,
    takes((doc) => {
      const { limit: _, ...rest } = doc;
      return doc["object_ids"] === undefined ? undefined : rest;
    }),
  ),
  mutation(
    "storage/unknown-backend",
    "An unknown storage_id is the default.",
    "STO-009",
    STORAGE,
    drops("storage_id"),
  ),
  mutation("storage/same-ids", "Two calls give the same Objects.", "STO-017 STO-026", STORAGE, {
    reply: (answer, { body }, { state }) => {
      if (answer.status !== 201 || within(body, "object_ids") !== undefined) return;
      const kept = docsOf(within(state.get("first"), "media_objects")).length;
      if (kept >= 1 && kept === docsOf(within(answer.body, "media_objects")).length)
        answer.body = state.get("first");
      else state.set("first", structuredClone(answer.body));
    },
  }),
  mutation(
    "storage/sequential-ids",
    "Ids of Objects are sequential.",
    "STO-026",
    STORAGE,
    shows((doc, { body }) => {
      if (within(body, "object_ids") === undefined)
        docsOf(doc["media_objects"]).forEach((item, index) => {
          item["object_id"] = `object-${index + 1}`;
        });
    }),
  ),
  mutation(
    "storage/odd-ids",
    "Ids of Objects have characters that need escapes.",
    "STO-026b",
    STORAGE,
    shows((doc, { body }) => {
      if (within(body, "object_ids") === undefined)
        for (const item of docsOf(doc["media_objects"])) item["object_id"] = `a b?${item["object_id"]}#%`;
    }),
  ),
  mutation(
    "storage/no-put-url",
    "Storage lacks put_url.",
    "STO-002",
    STORAGE,
    inside("media_objects", (doc) => {
      delete doc["put_url"];
    }),
  ),
  mutation(
    "storage/no-content-type",
    "put_url has another content-type.",
    "STO-011",
    STORAGE,
    inside("media_objects", (doc) => {
      if (isDoc(doc["put_url"])) doc["put_url"]["content-type"] = "application/octet-stream";
    }),
  ),
  mutation(
    "storage/type-key",
    "put_url has content_type.",
    "AMB-046 STO-002",
    STORAGE,
    inside("media_objects", (doc) => {
      if (isDoc(doc["put_url"])) {
        doc["put_url"]["content_type"] = doc["put_url"]["content-type"];
        delete doc["put_url"]["content-type"];
      }
    }),
  ),
  mutation(
    "storage/type-ignored",
    "content_type of storage is ignored.",
    "STO-011b",
    STORAGE,
    drops("content_type"),
  ),
  mutation(
    "storage/type-not-checked",
    "A malformed content_type is ignored.",
    "STO-012",
    STORAGE,
    takes((doc) => {
      const { content_type: type, ...rest } = doc;
      return typeof type === "string" && /^[\w.+-]+\/[\w.+-]+$/.test(type) ? undefined : rest;
    }),
  ),
  mutation(
    "storage/presigned-ignored",
    "presigned of storage is ignored.",
    "STO-014",
    STORAGE,
    drops("presigned"),
  ),
  mutation(
    "storage/presigned-not-flagged",
    "Presigned uploads are not flagged.",
    "STO-014",
    STORAGE,
    inside("media_objects", (doc) => {
      delete doc["presigned"];
    }),
  ),
  mutation(
    "storage/unknown-flow",
    "Storage on an unknown Flow gives 400.",
    "STO-021",
    STORAGE,
    answers(404, 400),
  ),
  mutation(
    "storage/no-container",
    "Storage on a Flow without container gives 201.",
    "STO-010 DM-060",
    STORAGE,
    answers(400, 201, ({ body }) => JSON.stringify(body ?? {}).length < 20),
  ),
  mutation("storage/read-only", "Storage on a read-only Flow works.", "STO-021 FP-042", STORAGE, unlocks()),
  mutation("storage/moves-dates", "Storage moves metadata_updated.", "STO-023", STORAGE, {
    reply: async (answer, { path }, { server, mark }) => {
      if (answer.status !== 201) return;
      const tag = `${path.replace(/\/storage$/, "")}/tags/mutated`;
      await server("PUT", tag, "x");
      await server("DELETE", tag);
      mark();
    },
  }),
  mutation(
    "storage/unsigned-upload",
    "The signature of uploads is wrong.",
    "STO-016",
    STORAGE,
    inside("media_objects", (doc) => {
      if (isDoc(doc["put_url"]))
        doc["put_url"]["url"] = String(doc["put_url"]["url"]).replace(/signature=[^&]*/i, "signature=x");
    }),
  ),
];
