import { Readable } from "node:stream";
import type { Handler, Handlers, OperationId, Query, Reply } from "../../src/contract/operations.ts";

/**
 * What the contract's types must refuse, each under an expectation that fails to compile when the mistake would not.
 * `test/unit/contract-types.test.ts` compiles this file; nothing runs it.
 */
type Of<Id extends OperationId> = Handler<Id, unknown>;

const deletionId = "7b1e5a52-3c0d-4a6f-9d8e-2f4b6c8d0e1f";

export const noContent: Of<"DELETE_flows-flowId"> = async () => ({ status: 204 });

// @ts-expect-error: the contract declares no 418 for this operation.
export const undeclaredStatus: Of<"DELETE_flows-flowId"> = async () => ({ status: 418 });

// @ts-expect-error: 202 of this operation has a deletion request as its body.
export const missingBody: Of<"DELETE_flows-flowId"> = async () => ({ status: 202 });

// @ts-expect-error: a deletion request has more than an id.
export const wrongBody: Of<"DELETE_flows-flowId"> = async () => ({ status: 202, body: { id: deletionId } });

export const label: Of<"GET_flows-flowId-label"> = async ({ path }) => ({ status: 200, body: path.flowId });

// @ts-expect-error: a label is text.
export const numericLabel: Of<"GET_flows-flowId-label"> = async () => ({ status: 200, body: 7 });

// @ts-expect-error: the path parameter is called flowId.
export const wrongPath: Of<"GET_flows-flowId-label"> = async ({ path }) => ({ status: 200, body: path.id });

// @ts-expect-error: answers to HEAD have no body.
export const headBody: Of<"HEAD_flows"> = async () => ({ status: 200, body: "text" });

// @ts-expect-error: there is no such operation.
export const unknownOperation: Of<"GET_tracks"> = async () => ({ status: 200 });

export const filtered: Query<"GET_flows"> = { "tag.genre": "news", "tag_exists.genre": true, limit: 10 };

// @ts-expect-error: limit is a number.
export const textualLimit: Query<"GET_flows"> = { limit: "10" };

// @ts-expect-error: whether a tag exists is a boolean.
export const textualExistence: Query<"GET_flows"> = { "tag_exists.genre": "yes" };

export const bytes: Reply<"GET_media"> = { status: 200, headers: {}, body: Readable.from([]) };

// @ts-expect-error: every operation needs its handler.
export const incomplete: Handlers<unknown> = { "DELETE_flows-flowId": noContent };
