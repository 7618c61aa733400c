import { expect } from "chai";
import { isAtLeast, parseVersion, requireVersion } from "../../../src/vast/version.ts";

describe("vast: cluster versions", () => {
  it("reads four numbers from the Server header", () => {
    expect(parseVersion("vast 5.2.0.10")).to.deep.equal([5, 2, 0, 10]);
  });

  it("says of a server that is no VAST cluster what it calls itself", () => {
    expect(() => parseVersion("nginx/1.27"))
      .to.throw("nginx/1.27")
      .with.property("kind", "unsupportedVersion");
  });

  for (const server of [undefined, "vast", "vast 5.2.0", "vast 5.2.0.10 x", "vast 5.2.0.a"]) {
    it(`asks for an upgrade of a cluster that states ${server ?? "nothing"}`, () => {
      expect(() => parseVersion(server))
        .to.throw("upgrade")
        .with.property("kind", "unsupportedVersion");
    });
  }

  it("refuses a cluster that is older than the protocol", () => {
    expect(() => parseVersion("vast 4.7.0.99"))
      .to.throw("5.0.0.10")
      .with.property("kind", "unsupportedVersion");
    expect(parseVersion("vast 5.0.0.10")).to.deep.equal([5, 0, 0, 10]);
  });

  it("compares numbers, not text", () => {
    expect(isAtLeast([5, 10, 0, 0], [5, 9])).to.equal(true);
    expect(isAtLeast([5, 3, 0, 7], [5, 3])).to.equal(true);
    expect(isAtLeast([5, 3, 0, 7], [5, 3, 1])).to.equal(false);
    expect(isAtLeast([6, 0, 0, 0], [5, 9, 9, 9])).to.equal(true);
  });

  it("names the feature and both versions", () => {
    expect(() => requireVersion([5, 2, 0, 1], [5, 3], "A sorted table")).to.throw(
      "A sorted table needs a cluster of version 5.3 or newer; this one is 5.2.0.1.",
    );
  });
});
