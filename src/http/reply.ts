import { Readable } from "node:stream";
import type { AnyReply } from "./call.ts";
import type { CompiledOperation, CompiledReply } from "./operation.ts";

/** A reply that breaks the contract: a bug of ours, so the client gets a 500 and the log the place. */
export class ReplyFault extends Error {
  readonly operation: string;
  readonly status: number;
  /** Where in the contract it breaks, as ajv names it, or what of the table. */
  readonly schemaPath: string;

  constructor(operation: string, status: number, schemaPath: string, what: string) {
    super(`The reply ${status} of ${operation} breaks the contract: ${what}.`);
    this.name = "ReplyFault";
    this.operation = operation;
    this.status = status;
    this.schemaPath = schemaPath;
  }
}

type TypedHeaders = Readonly<Record<string, string | number | boolean>>;

/** Throws a `ReplyFault` unless status, headers and body are what the contract documents for the operation. */
export function checkReply(
  compiled: CompiledOperation,
  reply: AnyReply,
  headers: TypedHeaders,
): CompiledReply {
  const { id, method } = compiled.operation;
  const fault = (schemaPath: string, what: string): ReplyFault =>
    new ReplyFault(id, reply.status, schemaPath, what);
  const documented = compiled.replies.get(reply.status);
  if (documented === undefined) throw fault("responses", "the operation does not document this status");
  checkHeaders(documented, headers, fault);
  if (method === "head" && reply.body == null) return documented;
  if (documented.body !== undefined) checkJson(documented, reply.body, fault);
  else if (method !== "head") checkOther(documented, reply.body, fault);
  return documented;
}

type MakeFault = (schemaPath: string, what: string) => ReplyFault;

function checkJson({ body: validate }: CompiledReply, body: unknown, fault: MakeFault): void {
  if (body === undefined) throw fault("content", "the body is missing");
  if (validate === undefined || validate(body)) return;
  const error = validate.errors?.[0];
  throw fault(
    error?.schemaPath ?? "content",
    `${error?.instancePath || "the body"} ${error?.message ?? "is not valid"}`,
  );
}

function checkOther({ row }: CompiledReply, body: unknown, fault: MakeFault): void {
  if (row.json && body === undefined) throw fault("content", "the body is missing");
  if (row.json) return;
  if (row.mediaTypes.length === 0 && body != null)
    throw fault("content", "the operation documents no body for it");
  if (row.mediaTypes.length > 0 && !(body instanceof Readable))
    throw fault("content", "the body is not a stream of bytes");
}

function checkHeaders(
  { headers: validate, typed }: CompiledReply,
  headers: TypedHeaders,
  fault: MakeFault,
): void {
  if (validate === undefined) return;
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    values[lower] = typeof value === "string" ? toType(value, typed.get(lower)) : value;
  }
  if (validate(values)) return;
  const error = validate.errors?.[0];
  throw fault(error?.schemaPath ?? "headers", `the header ${error?.instancePath.slice(1)} ${error?.message}`);
}

/** Text of a declared number or boolean becomes that; what cannot stays text, and the validator objects. */
function toType(text: string, type: "integer" | "number" | "boolean" | undefined): unknown {
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (type !== undefined && type !== "boolean" && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text;
}
