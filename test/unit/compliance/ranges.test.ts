import { readFileSync } from "node:fs";
import { expect } from "chai";
import { at, listOf, parsed, textOf } from "../../../src/compliance/json.ts";
import { meaningOf, nanosecondsOf, rangeOf, sameRange } from "../../../src/compliance/ranges.ts";

const VECTORS = parsed(
  readFileSync(new URL("../../../src/compliance/timeranges.json", import.meta.url), "utf8"),
);

describe("timeranges, as the compliance suite understands them", () => {
  for (const vector of listOf(at(VECTORS, "valid"))) {
    if (at(vector, "readings") !== undefined) continue;
    const text = textOf(at(vector, "text"));
    it(`reads ${JSON.stringify(text)} as its vector says (${textOf(at(vector, "id"))})`, () => {
      const range = rangeOf(text);
      expect(range === "never").to.equal(at(vector, "empty"));
      expect(sameRange(text, at(vector, "canonical")), "as its canonical form").to.equal(true);
      if (range === undefined || range === "never") return;
      for (const [bound, key] of [
        [range.start, "start"],
        [range.end, "end"],
      ] as const) {
        const wanted = at(vector, key, "ns");
        expect(bound?.at.toString()).to.equal(wanted);
        if (bound) expect(bound.inclusive).to.equal(at(vector, key, "inclusive"));
      }
    });
  }

  for (const vector of listOf(at(VECTORS, "invalid"))) {
    const text = textOf(at(vector, "text"));
    it(`takes ${JSON.stringify(text)} for no timerange (${textOf(at(vector, "id"))})`, () => {
      expect(rangeOf(text)).to.equal(undefined);
    });
  }

  it("tells apart ranges that differ in a bound, and never takes what is no range for one", () => {
    expect(sameRange("[0:0_1:0)", "[0:0_1:0]")).to.equal(false);
    expect(sameRange("[0:0_1:0)", "(0:0_1:0)")).to.equal(false);
    expect(sameRange("x", "x")).to.equal(false);
    expect(meaningOf(undefined)).to.equal(undefined);
    expect(nanosecondsOf("-1:5")).to.equal(-1_000_000_005n);
  });
});
