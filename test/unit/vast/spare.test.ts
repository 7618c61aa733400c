import { expect } from "chai";
import { SpareBytes } from "../../../src/vast/spare.ts";

describe("vast: spare memory for bodies", () => {
  it("gives the same memory to one taker after another, never to two", () => {
    const bodies = new SpareBytes(1_000_000);
    const first = bodies.take(200_000);
    bodies.giveBack(first);
    const second = bodies.take(100_000);
    expect(second.buffer).to.equal(first.buffer);
    expect(second.byteLength).to.equal(100_000);
    expect(bodies.take(100_000).buffer).to.not.equal(first.buffer);
  });

  it("keeps the largest given back, and nothing that is beyond its limit or hardly worth it", () => {
    const bodies = new SpareBytes(300_000);
    const [small, large, larger, tiny] = [100_000, 200_000, 400_000, 100].map(bodies.take);
    for (const bytes of [large!, small!, larger!, tiny!]) bodies.giveBack(bytes);
    expect(bodies.take(100_000).buffer).to.equal(large!.buffer);
    expect([small, larger, tiny].map((bytes) => bytes!.buffer)).to.not.include(bodies.take(50).buffer);
  });

  it("makes new memory where the spare is too short", () => {
    const bodies = new SpareBytes(1_000_000);
    bodies.giveBack(bodies.take(100_000));
    expect(bodies.take(100_001).byteLength).to.equal(100_001);
  });
});
