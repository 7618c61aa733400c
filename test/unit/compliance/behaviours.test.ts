import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { type Behaviour, behaviourOf, behaviours, testable } from "../../../src/compliance/behaviours.ts";
import times from "../../../src/compliance/timeranges.json" with { type: "json" };
import {
  type Bound,
  compareBounds,
  covers,
  formatTimeRange,
  overlaps,
  parseTimeRange,
  shift,
  span,
} from "../../../src/time/timerange.ts";
import { negateTimestamp, parseTimestamp } from "../../../src/time/timestamp.ts";

const CHECKLIST = path.join(import.meta.dirname, "../../../../shared/docs/behaviours.md");
/** What only notes a change, a peer's mistake or an open point; two of the changes are decisions of ours. */
const NOTE = /^(AMB|TRAP|CHG)-/;
const DECISIONS = ["CHG-070", "CHG-071"];

function whole({ id }: Behaviour): boolean {
  return /^[A-Z]+-\d+$/.test(id) && (!NOTE.test(id) || DECISIONS.includes(id));
}

function idsWhere(holds: (behaviour: Behaviour) => boolean): string[] {
  return behaviours.filter(holds).map(({ id }) => id);
}

describe("the behaviours of the compliance suite", () => {
  it("have an id of their own, each", () => {
    const ids = behaviours.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(idsWhere(({ id }) => !/^[A-Z]+-\d+[b-f]?$/.test(id))).to.eql([]);
  });

  it("are as many of each level as the checklist has lines", () => {
    const count = (level: string) => behaviours.filter((one) => whole(one) && one.level === level).length;
    expect({ M: count("M"), S: count("S"), D: count("D"), O: count("O") }).to.eql({
      M: 488,
      S: 91,
      D: 174,
      O: 19,
    });
  });

  it("are said in one or two short sentences without Markdown", () => {
    expect(idsWhere(({ statement }) => statement.length < 15 || statement.length > 220)).to.eql([]);
    expect(idsWhere(({ statement }) => !/\.$/.test(statement))).to.eql([]);
    expect(idsWhere(({ statement }) => /[`|\n]|\*\*|\]\(http|^[-#>] | {2}/.test(statement))).to.eql([]);
  });

  it("name the part of the specification they come from", () => {
    expect(idsWhere(({ source }) => source.length < 5 || /[`|]|\.md/.test(source))).to.eql([]);
  });

  it("name no other product and no document of ours", () => {
    const texts = ({ statement, source, why, readings }: Behaviour) =>
      [statement, source, why, ...(readings ?? [])].join(" ");
    expect(idsWhere((one) => /AWS|Eyevinn|checklist|behaviours\.md|\bsection \d/i.test(texts(one)))).to.eql(
      [],
    );
  });

  it("say why, exactly where a black box cannot test them", () => {
    expect(idsWhere(({ test, why }) => (test === "notTestable") !== (why !== undefined))).to.eql([]);
    expect(idsWhere(({ why }) => why !== undefined && !/^[A-Z].{10,}\.$/.test(why))).to.eql([]);
  });

  it("accept several readings exactly where the specification allows them", () => {
    expect(idsWhere(({ suite, readings }) => (suite === "either") !== (readings !== undefined))).to.eql([]);
    expect(idsWhere(({ suite, test }) => suite === "skip" && test === "blackBox")).to.eql([]);
  });

  it("relate to behaviours that there are, never to themselves", () => {
    const known = new Set(behaviours.map(({ id }) => id));
    expect(
      idsWhere(({ id, related }) => related?.some((other) => !known.has(other) || other === id) === true),
    ).to.eql([]);
  });

  it("are found by id, and an unknown id is refused", () => {
    expect(behaviourOf("SEG-031").area).to.equal("segments");
    expect(() => behaviourOf("SEG-999")).to.throw("There is no behaviour SEG-999.");
  });

  it("can be tested by a black box, nearly all that the specification states", () => {
    expect(testable("M").filter(whole).length).to.be.at.least(470);
    expect(testable().every(({ test }) => test === "blackBox")).to.equal(true);
    expect(testable("S").every(({ level }) => level === "S")).to.equal(true);
  });

  it("cannot be changed once read", () => {
    const first = behaviourOf("DM-001");
    expect(Object.isFrozen(behaviours) && Object.isFrozen(first) && Object.isFrozen(first.related)).to.equal(
      true,
    );
  });

  it("are those of the checklist, with its levels (needs ../shared)", function () {
    if (!existsSync(CHECKLIST)) {
      process.stderr.write(`SKIPPED: the checklist is not at ${CHECKLIST}.\n`);
      this.skip();
    }
    const lines = readFileSync(CHECKLIST, "utf8").matchAll(
      /^(?:- |\| )\*\*([A-Z]+-\d+)\*\*(?: \[([MSDO])\])?/gm,
    );
    const listed = [...lines].filter(([, id = ""]) => !/^(TV|SLIP)-/.test(id));
    expect(listed.map(([, id]) => id)).to.have.members(
      behaviours.map(({ id }) => id).filter((id) => !/[b-f]$/.test(id)),
    );
    const levels = listed.filter(([, , level]) => level !== undefined);
    expect(levels.map(([, id = ""]) => `${id} ${behaviourOf(id).level}`)).to.eql(
      levels.map(([, id, level]) => `${id} ${level}`),
    );
  });
});

describe("the time vectors of the compliance suite", () => {
  it("have an id and a text of their own, each", () => {
    const vectors = [...times.valid, ...times.invalid];
    expect(new Set(vectors.map(({ id }) => id)).size).to.equal(63);
    expect(new Set(vectors.map(({ text }) => text)).size).to.equal(63);
  });

  for (const { id, text, canonical } of times.valid)
    it(`${id}: "${text}" means ${canonical}`, () => {
      expect(formatTimeRange(parseTimeRange(text))).to.equal(canonical);
    });

  for (const { id, text, why } of times.invalid)
    it(`${id}: ${JSON.stringify(text)} is refused: ${why}`, () => {
      expect(() => parseTimeRange(text)).to.throw();
    });

  for (const { id, a, b, overlap, covers: covered } of times.relations)
    it(`${id}: ${a} ${overlap ? "overlaps" : "misses"} and ${covered ? "covers" : "does not cover"} ${b}`, () => {
      const [left, right] = [parseTimeRange(a), parseTimeRange(b)];
      expect([overlaps(left, right), overlaps(right, left)]).to.eql([overlap, overlap]);
      expect(covers(left, right)).to.equal(covered);
    });

  for (const vector of times.valid)
    it(`${vector.id}: the bounds of "${vector.text}" in nanoseconds are those of ${vector.canonical}`, () => {
      const { start, end } = parseTimeRange(vector.text);
      expect(vector.empty).to.equal(vector.canonical === "()");
      if (vector.empty) return;
      expect(nanoseconds(start)).to.equal(vector.start?.ns);
      expect(nanoseconds(end)).to.equal(vector.end?.ns);
      expect(vector.start?.inclusive ?? true).to.equal(start.x % 2 === 0);
      expect(vector.end?.inclusive ?? false).to.equal(end.x % 2 === 1);
    });

  for (const { id, earlier, later } of times.orders)
    it(`${id}: ${earlier} comes before ${later}`, () => {
      const [one, other] = [parseTimeRange(earlier), parseTimeRange(later)];
      expect(compareBounds(one.start, other.start) || compareBounds(one.end, other.end)).to.be.below(0);
    });

  for (const { id, members, span: whole } of times.spans)
    it(`${id}: the span of ${members.join(" and ") || "nothing"} is ${whole}`, () => {
      expect(formatTimeRange(span(members.map((member) => parseTimeRange(member))))).to.equal(whole);
    });

  for (const { id, timerange, ts_offset, object } of times.shifts)
    it(`${id}: ${timerange} with the offset ${ts_offset} is ${object} of the Object`, () => {
      const moved = shift(parseTimeRange(timerange), negateTimestamp(parseTimestamp(ts_offset)));
      expect(formatTimeRange(moved)).to.equal(object);
    });
});

function nanoseconds({ s, x }: Bound): string | undefined {
  return Number.isFinite(s) ? String(BigInt(s) * 1_000_000_000n + BigInt(Math.floor(x / 2))) : undefined;
}
