import type { Call } from "./call.ts";
import { MAX_BODY } from "./query/strict.ts";
import { badRequest } from "./refusal.ts";

/** Every header of the protocol's own that the official clients send (sections 1.5, 4.1, 5, 7.1), as a pattern of its name. */
const KNOWN_HEADERS = [
  /^tabular-(txid|api-version-id|client-name|client-tags-\d+)$/,
  /^tabular-(max-keys|next-key|name-prefix|name-exact-match|list-count-only|include-list-stats)$/,
  /^tabular-(only-column-names|bc-list-internal-col|column-sep|sorted-column-\d+)$/,
  /^tabular-(split|num-of-subsplits|start-row-id-\d+|limit-rows|request-format|response-format)$/,
  /^tabular-(enable-sorted-projections|schedule-id|retry-count|bc-search-path|tenant-guid)$/,
  /^tabular-(trace-token|client-tag-trace-token|allow-non-acid|finish-on-empty-batch)$/,
  /^tabular-(vector-index-column|vector-index-distance-metric|case-sensitive)$/,
];

const KNOWN_PARAMS = new Set([
  "tabular-new-schema-name",
  "tabular-new-table-name",
  "tabular-column-name",
  "tabular-new-column-name",
  "name",
  "sub-table",
  "table-props",
]);

const LIST_PARAMS = new Set(["delimiter", "list_type", "max_keys", "prefix", "continuation-token"]);

const LISTS = new Set(["GET schema", "GET table", "GET column", "GET columns", "GET projection"]);

/** Throws a 400 for a call that no official client was seen to send in this form. */
export function checkCall(call: Call): void {
  const { method, command, headers, params } = call;
  for (const name of headers.names) {
    if (name.startsWith("tabular-") && !KNOWN_HEADERS.some((known) => known.test(name))) {
      throw badRequest(`Strict: no official client sends the header ${name}.`);
    }
  }
  for (const name of params.keys()) {
    if (!(command === "" ? LIST_PARAMS : KNOWN_PARAMS).has(name)) {
      throw badRequest(`Strict: no official client sends the parameter ${name}.`);
    }
  }
  if (headers.text("transfer-encoding") !== undefined)
    throw badRequest("Strict: bodies have a Content-Length.");
  if (command === "") return;
  if (call.commandPlace !== 0) throw badRequest("Strict: the command is the first parameter.");
  const isProbe = `${method} ${command}` === "GET transaction" && headers.text("tabular-txid") === undefined;
  if (!isProbe && headers.text("tabular-api-version-id") !== "1") {
    throw badRequest("Strict: every call says that tabular-api-version-id is 1.");
  }
  if (call.body.length > MAX_BODY && (command === "rows" || command === "data")) {
    throw badRequest(`Strict: a body has at most ${MAX_BODY} bytes.`, "EntityTooLarge");
  }
  if (LISTS.has(`${method} ${command}`)) checkList(call);
  if (command === "data") checkData(call);
}

function checkList({ headers }: Call): void {
  for (const name of ["tabular-max-keys", "tabular-next-key", "tabular-list-count-only"]) {
    if (headers.text(name) === undefined) throw badRequest(`Strict: a list has the header ${name}.`);
  }
  const exact = headers.text("tabular-name-exact-match") !== undefined;
  const prefix = headers.text("tabular-name-prefix") !== undefined;
  if (exact === prefix) throw badRequest("Strict: a list has either a prefix or an exact name.");
}

function checkData({ headers }: Call): void {
  for (const name of ["tabular-request-format", "tabular-response-format"]) {
    if (headers.text(name) !== "string") throw badRequest(`Strict: a query has the header ${name}: string.`);
  }
}
