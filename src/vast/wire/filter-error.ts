import { VastError } from "../errors.ts";

/**
 * A query that cannot be asked, found before anything is sent. `kind` is `badRequest` (an unknown column, a value
 * that the column cannot hold, an empty IN), `unsupportedType` (a column that filters or queries cannot carry) or
 * `tooLarge` (more than a request may have).
 */
export class VastFilterError extends VastError {
  /** The column at fault, by the name that the caller used; undefined where no single one is. */
  readonly column: string | undefined;

  constructor(kind: "badRequest" | "unsupportedType" | "tooLarge", message: string, column?: string) {
    super(kind, message, { sent: false });
    this.name = "VastFilterError";
    this.column = column;
  }
}
