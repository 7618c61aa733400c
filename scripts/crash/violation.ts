/** A promise that the server did not keep: what was expected, and what was found. */
export class Violation extends Error {
  constructor(expected: string, found: string) {
    super(`expected ${expected}; found ${found}`);
    this.name = "Violation";
  }
}

/** Throws a `Violation` unless what was expected holds. */
export function must(holds: boolean, expected: string, found: () => string): void {
  if (!holds) throw new Violation(expected, found());
}

/** Throws a `Violation` unless both hold the same texts, in any order; names a few of those that differ. */
export function mustEqualSets(found: Iterable<string>, expected: Iterable<string>, what: string): void {
  const [have, want] = [new Set(found), new Set(expected)];
  const [missing, extra] = [without(want, have), without(have, want)];
  must(missing.length + extra.length === 0, `${want.size} ${what}`, () => {
    const say = (name: string, texts: readonly string[]) =>
      texts.length === 0 ? "" : `, ${texts.length} ${name} (${texts.slice(0, 3).join(", ")})`;
    return `${have.size}${say("missing", missing)}${say("too many", extra)}`;
  });
}

/** The texts of one set that another lacks. */
export function without(all: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] {
  return [...all].filter((text) => !others.has(text));
}
