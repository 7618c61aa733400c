import { expect } from "chai";
import { CHECK_STRIPE, STRIPES, StripeQueues, stripeOf, stripesOf } from "../../src/storage/stripes.ts";

describe("embedded engine: stripes", () => {
  it("gives a key the same stripe in every release, since processes of two releases may share a folder", () => {
    expect([stripeOf(""), stripeOf("flow:a"), stripeOf("object:日本")]).to.eql([7385, 58154, 58595]);
  });

  it("spreads keys evenly and keeps clear of the stripe for checks", () => {
    const stripes = Array.from({ length: STRIPES }, (_, n) => stripeOf(`flow:${n}`));
    // Random placement of n keys on n stripes leaves 37 % of them empty.
    expect(new Set(stripes).size).to.be.within(STRIPES * 0.6, STRIPES);
    expect(stripes).not.to.include(CHECK_STRIPE);
  });

  it("names each stripe of a write once, in ascending order", () => {
    const stripes = stripesOf(["b", "a", "b", "c"]);
    expect(stripes).to.eql([...new Set(stripes)].sort((left, right) => left - right));
    expect(stripes).to.have.length(3);
  });

  it("starts work in the order it came, and what shares no stripe at once", async () => {
    const queues = new StripeQueues();
    const started: string[] = [];
    const gate = Promise.withResolvers<void>();
    const run = (name: string, stripes: readonly number[]): Promise<void> =>
      queues.run(stripes, async () => {
        started.push(name);
        if (name === "first") await gate.promise;
      });
    const all = [
      run("first", [1, 2]),
      run("second", [2, 3]),
      run("third", [3]),
      run("apart", [4]),
      run("fourth", [1]),
    ];
    await Promise.all([all[3]]);
    expect(started).to.eql(["first", "apart"]);
    gate.resolve();
    await Promise.all(all);
    expect(started.indexOf("second")).to.be.below(started.indexOf("third"));
    expect(started).to.include("fourth");
  });

  it("goes on after work that failed", async () => {
    const queues = new StripeQueues();
    const failed = queues.run([1], () => Promise.reject(new Error("mine")));
    const next = queues.run([1], async () => "done");
    expect(await failed.catch(String)).to.equal("Error: mine");
    expect(await next).to.equal("done");
  });
});
