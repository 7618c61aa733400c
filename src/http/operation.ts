import {
  type OperationValidators,
  type Validate,
  operations as validators,
} from "../contract/generated/validators.js";
import type { OperationId } from "../contract/operations.ts";
import type { Operation, ResponseRow } from "../contract/table.ts";
import { invalid } from "../errors.ts";
import type { Exchange } from "./exchange.ts";
import { type JsonLimits, parseJson } from "./json.ts";
import { readPath } from "./path.ts";
import { compileQuery, type QueryReader } from "./query.ts";
import { complaintOf } from "./sentence.ts";

/** A documented reply: its row of the table and the validators that go with it. */
export interface CompiledReply {
  readonly row: ResponseRow;
  readonly body?: Validate;
  readonly headers?: Validate;
  /** Lower-case names of the declared headers that are not text. */
  readonly typed: ReadonlyMap<string, "integer" | "number" | "boolean">;
}

/** An operation with everything that runs per request made ready at start. */
export interface CompiledOperation {
  readonly operation: Operation;
  readonly validators: OperationValidators;
  readonly readQuery: QueryReader;
  /** Lower-case names of the declared header parameters. */
  readonly headerNames: readonly string[];
  readonly replies: ReadonlyMap<number, CompiledReply>;
  /** The replies may hold presigned URLs, which no cache may keep (HDR-06). */
  readonly secret: boolean;
}

/** Compiles every operation of the table, by id. */
export function compileOperations(table: readonly Operation[]): ReadonlyMap<OperationId, CompiledOperation> {
  const gets = new Map(
    table.filter(({ method }) => method === "get").map((operation) => [operation.path, operation]),
  );
  return new Map(table.map((operation) => [operation.id, compile(operation, gets.get(operation.path))]));
}

const presigning = /^\/(events$|objects\/\{objectId\}|flows\/\{flowId\}\/(segments|storage)$)/;

function compile(operation: Operation, get: Operation | undefined): CompiledOperation {
  const own = validators[operation.id];
  const bodies = operation.method === "head" && get !== undefined ? validators[get.id] : own;
  return {
    operation,
    // HEAD has the status of its GET, also where the contract lets it ask for less (TAMS X-012, PRF-003).
    validators: bodies.query === undefined ? own : { ...own, query: bodies.query },
    readQuery: compileQuery(operation),
    headerNames: operation.parameters
      .filter((row) => row.in === "header")
      .map((row) => row.name.toLowerCase()),
    replies: new Map(operation.responses.map((row) => [row.status, compileReply(row, own, bodies)])),
    secret: presigning.test(operation.path),
  };
}

/** The body of a HEAD's reply is never sent, but where its handler gives one it has to be what the GET would send. */
function compileReply(
  row: ResponseRow,
  own: OperationValidators,
  bodies: OperationValidators,
): CompiledReply {
  const body = bodies.responses[row.status]?.body;
  const headers = own.responses[row.status]?.headers;
  const typed = row.headers.flatMap(({ name, type }) =>
    type === "string" ? [] : [[name.toLowerCase(), type] as const],
  );
  return { row, ...(body && { body }), ...(headers && { headers }), typed: new Map(typed) };
}

/** Reads the path parameters of a matched exchange; throws what `readPath` throws. */
export function receivePath(exchange: Exchange, { validators: { path } }: CompiledOperation): void {
  if (exchange.match !== undefined && exchange.match.values.length > 0) {
    exchange.received.path = readPath(exchange.match, path);
  }
}

/** Reads and checks query, headers and body; throws `invalid` in a sentence that names the place (TAMS X-042). */
export function receiveRest(exchange: Exchange, compiled: CompiledOperation, limits: JsonLimits): void {
  const { received, request } = exchange;
  const { validators: checks, operation } = compiled;
  received.query = compiled.readQuery(exchange.pairs);
  requireParameters(checks.query, received.query, "query");
  for (const name of compiled.headerNames)
    if (request.headers[name] !== undefined) received.header[name] = request.headers[name];
  requireParameters(checks.header, received.header, "header");
  if (operation.body?.json === true) receiveJson(exchange, operation.body.required, checks.body, limits);
  else if (operation.body !== undefined) receiveEntityHeaders(exchange);
}

/** What describes the bytes of a streamed body comes along, though the contract cannot declare it (OpenAPI 3.1). */
function receiveEntityHeaders({ received, request: { headers } }: Exchange): void {
  if (headers["content-type"] !== undefined) received.header["content-type"] = headers["content-type"];
  if (headers["content-length"] !== undefined) received.header["content-length"] = headers["content-length"];
}

function receiveJson(
  exchange: Exchange,
  required: boolean,
  validate: Validate | undefined,
  limits: JsonLimits,
): void {
  const bytes = exchange.bytes;
  if (bytes === undefined || bytes.length === 0) {
    if (required) throw invalid("The body is missing; it must be JSON.", "body");
    return;
  }
  const body = parseJson(bytes, limits);
  exchange.bytes = undefined;
  if (validate !== undefined && !validate(body)) throw refuseBody(validate, body);
  exchange.received.body = body;
}

function refuseBody(validate: Validate, body: unknown): Error {
  const { pointer, what } = complaintOf(validate.errors, body);
  if (pointer === "") return invalid(`The body ${what}.`, "body");
  return invalid(`In the body, ${pointer} ${what}.`, pointer);
}

function requireParameters(validate: Validate | undefined, values: object, kind: "query" | "header"): void {
  if (validate === undefined || validate(values)) return;
  const { pointer, what } = complaintOf(validate.errors, values);
  const name = pointer.slice(1).replaceAll("~1", "/").replaceAll("~0", "~");
  throw invalid(`The ${kind} parameter${name === "" ? "s" : ` ${name}`} ${what}.`, name === "" ? kind : name);
}
