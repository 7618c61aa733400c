import type { Data, Field } from "apache-arrow";
import { concatColumns } from "./columns.ts";
import { VastError } from "./errors.ts";
import type { Frame } from "./frames.ts";
import { loadColumns } from "./ipc-load.ts";
import { sameLayout } from "./nested.ts";

/** One complete batch of a sub-split: a column for every leaf, all of `rows` rows (none if there was no match). */
export interface Answer {
  readonly stream: number;
  /** Where to resume this sub-split, `FINISHED` at its end. */
  readonly next: bigint;
  readonly rows: number;
  readonly leaves: readonly Data[];
}

/**
 * Puts the frames of one answer to a query together, whose sub-splits come interleaved and leaf by leaf. All methods
 * throw VastError `protocol` for an answer that does not fit the query.
 */
export class AnswerAssembler {
  readonly #leaves: readonly Field[];
  readonly #streams = new Map<number, StreamAssembler>();

  /** `leaves`: one field for each projected leaf as it arrives, wrapped in its ancestors; none to count rows. */
  constructor(leaves: readonly Field[]) {
    this.#leaves = leaves;
  }

  /** Takes the next frame and answers the batch that it completes, if any. */
  add({ stream, next, message }: Frame): Answer | undefined {
    let assembler = this.#streams.get(stream);
    if (assembler === undefined) {
      assembler = new StreamAssembler(this.#leaves);
      this.#streams.set(stream, assembler);
    }
    const done = assembler.add(message);
    return done === undefined ? undefined : { stream, next, ...done };
  }

  /** Call at the end of the answer: no sub-split may have ended within a batch. */
  end(): void {
    for (const [stream, assembler] of this.#streams) {
      if (assembler.started) {
        throw new VastError("protocol", `The answer to a query ends within a batch of sub-split ${stream}.`);
      }
    }
  }
}

class StreamAssembler {
  readonly #fields: readonly Field[];
  #columns: Data[] = [];
  #rows: number | undefined;
  #open: OpenLeaves | undefined;

  constructor(fields: readonly Field[]) {
    this.#fields = fields;
  }

  get started(): boolean {
    return this.#open !== undefined || this.#columns.length > 0;
  }

  add(message: Frame["message"]): { rows: number; leaves: Data[] } | undefined {
    if (message.kind === "schema") {
      this.#begin(message.fields);
      return undefined;
    }
    const open = this.#open;
    if (open === undefined) {
      throw new VastError(
        "protocol",
        "A leaf column in the answer to a query does not begin with its schema.",
      );
    }
    if (message.kind === "batch") {
      open.add(message.header.rows, loadColumns(open.types, message.header, message.body));
      return undefined;
    }
    return this.#finish(open);
  }

  #begin(came: readonly Field[]): void {
    const first = this.#columns.length;
    const fields = this.#fields.slice(first, first + came.length);
    const fits = fields.length === came.length && (fields.length > 0 || this.#fields.length === 0);
    if (this.#open !== undefined || !fits) {
      throw new VastError("protocol", "The answer to a query has other leaf columns than were asked for.");
    }
    for (const [index, { type }] of came.entries()) {
      checkType(fields[index], type);
    }
    this.#open = new OpenLeaves(fields);
  }

  /** One stream may carry several leaves, though clusters send one each. */
  #finish(open: OpenLeaves): { rows: number; leaves: Data[] } | undefined {
    if (this.#rows !== undefined && this.#rows !== open.rows) {
      throw new VastError("protocol", `A leaf column has ${open.rows} rows where another has ${this.#rows}.`);
    }
    this.#open = undefined;
    this.#rows = open.rows;
    this.#columns.push(...open.columns());
    if (this.#columns.length < this.#fields.length) {
      return undefined;
    }
    const done = { rows: open.rows, leaves: this.#columns };
    this.#columns = [];
    this.#rows = undefined;
    return done;
  }
}

function checkType(asked: Field | undefined, came: Field["type"]): void {
  if (asked !== undefined && !sameLayout(asked.type, came)) {
    throw new VastError(
      "protocol",
      `Column ${asked.name} of type ${asked.type} was answered with type ${came}.`,
    );
  }
}

/** The leaves of one little Arrow stream and their batches, of which there may be none or several. */
class OpenLeaves {
  readonly types: readonly Field["type"][];
  readonly #parts: Data[][];
  rows = 0;

  constructor(fields: readonly Field[]) {
    this.types = fields.map(({ type }) => type);
    this.#parts = fields.map(() => []);
  }

  add(rows: number, columns: readonly Data[]): void {
    this.rows += rows;
    columns.forEach((column, index) => {
      this.#parts[index]?.push(column);
    });
  }

  columns(): Data[] {
    return this.types.map((type, index) => concatColumns(type, this.#parts[index] ?? []));
  }
}
