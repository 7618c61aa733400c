import fc, { type Arbitrary } from "fast-check";

/** Where generated values get their strings and numbers from. */
export interface Leaves {
  readonly text: Arbitrary<string>;
  readonly name: Arbitrary<string>;
  /** Integers from `least` up. */
  integer(least: number): Arbitrary<number>;
}

const MOST_INTEGER = 2 ** 31 - 1;
const LONG = 20_000;
const NESTED = 2000;

/** Values that nobody has a reason to refuse. */
export const PLAIN_LEAVES: Leaves = {
  // Characters one by one, so that a text becomes smaller whatever is in it.
  text: fc.string({
    unit: fc.oneof(
      { withCrossShrink: true },
      { weight: 8, arbitrary: fc.string({ minLength: 1, maxLength: 1, unit: "grapheme-ascii" }) },
      fc.constantFrom("ä", "漢", "😀", "/", "%", "'", "\n"),
    ),
    maxLength: 12,
  }),
  name: fc.oneof(
    { weight: 4, arbitrary: fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/) },
    fc.constantFrom("a.b", "a/b", "ä 漢", "constructor", "A"),
  ),
  integer: (least) => fc.integer({ min: least, max: MOST_INTEGER }),
};

/** Strings and numbers that fit their schemas and break careless servers. */
export const HOSTILE_LEAVES: Leaves = {
  text: fc.constantFrom(
    "\u0000",
    "a\u0000b",
    "\ud800",
    "a\udc00",
    "\ufeff",
    "\u202e",
    "$(id) `id`",
    "{{7*7}}",
    "../../../etc/passwd",
    "a".repeat(LONG),
    "漢".repeat(LONG),
  ),
  name: fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "",
    "\u0000",
    "\ud800",
    ".",
    "..",
    "a".repeat(500),
  ),
  integer: (least) =>
    fc.constantFrom(
      ...[least, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 53 + 2, 1e19, 1e300].filter((one) => one >= least),
    ),
};

/** A list in a list in a list, as text: more than a server may follow by recursion. */
export function deepText(depth = NESTED): string {
  return "[".repeat(depth) + "]".repeat(depth);
}

/** Texts of well-formed time ranges, which the pattern of the contract is wider than. */
export const timeranges: Arbitrary<string> = fc.oneof(
  fc.constantFrom("_", "()", "[0:0_1:0)", "[0:0]", "[-5:0_0:1)", "(0:0_10:0]", "[3:0_", "_4:999999999)"),
  fc
    .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 1000 }))
    .map(([start, length]) => `[${start}:0_${start + length}:0)`),
);
