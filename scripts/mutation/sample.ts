import { behaviours } from "../../src/compliance/behaviours.ts";
import type { Mutation } from "./mutation.ts";

const AREAS = new Map<string, string>(behaviours.map(({ id, area }) => [id, area]));

/** The area of the first behaviour that a mutation violates. */
export function areaOf({ behaviours: [first = ""] }: Mutation): string {
  return AREAS.get(first) ?? "http";
}

/** About `size` mutations, from every area in proportion and at least two of each; the same ones every time. */
export function spread(mutations: readonly Mutation[], size: number): Mutation[] {
  const quick = mutations.filter(({ slow }) => slow !== true);
  const areas = Map.groupBy(quick, areaOf);
  return [...areas.values()].flatMap((members) => {
    const count = Math.min(members.length, Math.max(2, Math.round((members.length / quick.length) * size)));
    // Evenly over the list, in which neighbours are alike.
    return Array.from(
      { length: count },
      (_, index) => members[Math.floor((index * members.length) / count)],
    ).filter((member) => member !== undefined);
  });
}
