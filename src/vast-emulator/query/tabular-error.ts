/**
 * A request that the emulator refuses: the HTTP status, and the `Code` and `Message` of the XML body.
 * Codes that VAST was never seen to send are marked where they are thrown.
 */
export class TabularError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "TabularError";
    this.status = status;
    this.code = code;
  }
}

/** A 400 for a body that cannot be what any client meant. The code is S3's; VAST's own is not public. */
export function malformed(message: string, cause?: unknown): TabularError {
  return new TabularError(400, "InvalidArgument", message, cause === undefined ? {} : { cause });
}

/** A 400 for a type that no column can have. */
export function unsupportedType(message: string): TabularError {
  return new TabularError(400, "TabularUnsupportedColumnType", message);
}
