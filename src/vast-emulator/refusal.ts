import { TabularError } from "./query/tabular-error.ts";

/** 400: the call says something that cannot be done. */
export function badRequest(message: string, code = "InvalidArgument"): TabularError {
  return new TabularError(400, code, message);
}

/** 403: the signature or the key is not right. */
export function forbidden(code: string, message: string): TabularError {
  return new TabularError(403, code, message);
}

/** 404: the object the path names is not there. */
export function missing(what: string): TabularError {
  return new TabularError(404, "NoSuchKey", `The specified key does not exist: ${what}.`);
}

/** 409: somebody else holds or has changed it, or its state forbids the call. VAST's own codes are not public. */
export function conflict(message: string): TabularError {
  return new TabularError(409, "Conflict", message);
}

/** 500: what real clusters answer to some mistakes of users, bad sort keys among them. */
export function internalError(): TabularError {
  return new TabularError(500, "InternalError", "We encountered an internal error. Please try again.");
}

/** 503 `SlowDown`: nothing was done, and the call may be repeated. */
export function slowDown(): TabularError {
  return new TabularError(503, "SlowDown", "Please reduce your request rate.");
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** The error as the XML body that S3 has for it. */
export function errorXml({ code, message }: TabularError, resource: string, requestId: string): string {
  const text = (value: string): string => value.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign);
  return (
    `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${text(message)}</Message>` +
    `<Resource>${text(resource)}</Resource><RequestId>${requestId}</RequestId></Error>`
  );
}
