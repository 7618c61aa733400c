import type { Call } from "./call.ts";
import { badRequest } from "./refusal.ts";
import { ROW_ID_LIMIT } from "./row-ids.ts";

/** Which share of a table one sub-split reads, and from where. */
export interface Share {
  readonly stream: number;
  /** Row id, or with a projection the place in its order, to go on from. */
  readonly start: number;
  /** Whether a row group belongs to the share. */
  holds(group: number): boolean;
}

/** What the headers of a QueryData say about its share of the table (sections 7.1 and 7.7). */
export interface Split {
  /** The sub-splits that are not finished. */
  readonly shares: readonly Share[];
  readonly groupsPerShare: number;
  /** Rows per sub-split in this answer. */
  readonly limit: number;
  /** Asks only how many rows there may be. */
  readonly isEstimate: boolean;
}

/** `nextRowId` of a sub-split that has nothing more. */
export const FINISHED = ROW_ID_LIMIT - 1;

const ESTIMATE = 2 ** 32 - 4;
const MOST_SUB_SPLITS = 64;

/**
 * Reads the split of a call. Shares of the table are told apart by `floor(row group / groupsPerShare)`, modulo the number of all
 * sub-splits of all splits: the model that every official test agrees with. Throws a 400.
 */
export function readSplit({ headers }: Call): Split {
  const [split = 0, total = 0, groupsPerShare = 0] = numbers(headers.text("tabular-split"), 3);
  const isEstimate = split === ESTIMATE;
  const subSplits = headers.count("tabular-num-of-subsplits", 1);
  if (subSplits < 1 || subSplits > MOST_SUB_SPLITS)
    throw badRequest(`There cannot be ${subSplits} sub-splits.`);
  if (total < 1 || groupsPerShare < 1 || (split >= total && !isEstimate)) {
    throw badRequest(`There is no split ${headers.text("tabular-split")}.`);
  }
  if (headers.text("tabular-schedule-id")?.startsWith("-")) throw badRequest("The schedule id is negative.");
  const shares: Share[] = [];
  for (let stream = 0; stream < subSplits; stream++) {
    const given = headers.text(`tabular-start-row-id-${stream}`);
    if (given === undefined) continue;
    const [number = 0, start = 0] = numbers(given, 2);
    if (number !== stream) throw badRequest(`The start of sub-split ${stream} is that of ${number}.`);
    if (start === FINISHED) continue;
    const mine = split * subSplits + stream;
    const holds = (group: number): boolean =>
      isEstimate || Math.floor(group / groupsPerShare) % (total * subSplits) === mine;
    shares.push({ stream, start, holds });
  }
  const limit = headers.count("tabular-limit-rows", 0);
  return { shares, groupsPerShare, limit: limit === 0 ? Number.POSITIVE_INFINITY : limit, isEstimate };
}

function numbers(text: string | undefined, count: number): readonly number[] {
  const parts = text?.split(",") ?? [];
  if (parts.length !== count || parts.some((part) => !/^ *\d{1,15} *$/.test(part))) {
    throw badRequest(`Expected ${count} numbers, not ${text}.`);
  }
  return parts.map(Number);
}
