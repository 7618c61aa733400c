import { schemas } from "../contract/generated/validators.js";
import { type Fault, StoreError, summaryOf } from "../errors.ts";

/** A failure of the HTTP exchange itself, which no service can cause: an unknown path, a body too large. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, type: string, summary: string, headers: Readonly<Record<string, string>> = {}) {
    super(summary);
    this.name = "HttpProblem";
    this.status = status;
    this.type = type;
    this.headers = headers;
  }
}

/** A failure as it is sent: the contract's `error.json`, with the id that finds it in the log. */
export interface Problem {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly type: string;
    readonly summary: string;
    readonly time: string;
    readonly request_id: string;
  };
}

const statuses: Readonly<Record<Fault, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  unavailable: 503,
};

/** Gives anything thrown its status, once. Strangers become a 500 that says nothing of themselves (TAMS X-046). */
export function toProblem(thrown: unknown, requestId: string): Problem {
  const { status, type, summary, headers } = describe(thrown, requestId);
  const body = { type, summary, time: new Date().toISOString(), request_id: requestId };
  if (!schemas.error(body))
    throw new Error(`The error body breaks error.json: ${schemas.error.errors?.[0]?.schemaPath}.`);
  return { status, headers, body };
}

type Description = Pick<HttpProblem, "status" | "type" | "headers"> & { readonly summary: string };

function describe(thrown: unknown, requestId: string): Description {
  if (thrown instanceof HttpProblem) {
    return { status: thrown.status, type: thrown.type, summary: thrown.message, headers: thrown.headers };
  }
  if (thrown instanceof StoreError) {
    return {
      status: statuses[thrown.fault],
      type: thrown.fault,
      summary: summaryOf(thrown),
      headers: headersOf(thrown),
    };
  }
  return {
    status: 500,
    type: "internal",
    summary: `Something failed inside the server; its log knows ${requestId}.`,
    headers: {},
  };
}

function headersOf(error: StoreError): Readonly<Record<string, string>> {
  if (error.fault === "unauthenticated")
    return { "WWW-Authenticate": 'Bearer realm="tams", Basic realm="tams", charset="UTF-8"' };
  if (error.fault === "unavailable")
    return { "Retry-After": String(Math.max(1, Math.ceil(error.details.retryAfter ?? 1))) };
  return {};
}
