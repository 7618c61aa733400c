/** The six ways a request can fail by itself; everything else is a stranger and becomes a 500. */
export type Fault = "invalid" | "unauthenticated" | "forbidden" | "notFound" | "conflict" | "unavailable";

/** What a client may be told beside the message. `field` is a JSON pointer or a parameter name. */
export interface FaultDetails {
  readonly field?: string;
  /** Seconds after which trying again makes sense (`unavailable`). */
  readonly retryAfter?: number;
}

/** A named failure, thrown where it happens and given its status once, at the edge (`http/problem.ts`). */
export class StoreError extends Error {
  readonly fault: Fault;
  readonly details: FaultDetails;

  constructor(fault: Fault, message: string, details: FaultDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
    this.fault = fault;
    this.details = details;
  }
}

/** A 400 that names the field at fault. */
export function invalid(message: string, field?: string): StoreError {
  return new StoreError("invalid", message, field === undefined ? {} : { field });
}

/** A 404 that names what is missing, for example `notFound("Flow", id)`. */
export function notFound(what: string, id: string): StoreError {
  return new StoreError("notFound", `${what} ${id} does not exist.`);
}

/** A 403 with its reason. */
export function forbidden(message: string): StoreError {
  return new StoreError("forbidden", message);
}

/** What a client is told: the message, with the field at fault where the message does not name it (TAMS X-042). */
export function summaryOf(error: StoreError): string {
  const { field } = error.details;
  return field === undefined || error.message.includes(field) ? error.message : `${error.message} (${field})`;
}
