import { expect } from "chai";
import { EndpointPool, expandEndpoints } from "../../../src/vast/endpoints.ts";

/** A pool whose clock stands until it is moved. */
function pool(size: number) {
  let now = 0;
  const endpoints = new EndpointPool(size, () => now);
  return { endpoints, pass: (ms: number) => (now += ms) };
}

describe("vast: endpoints", () => {
  it("expands a range of addresses, with its port", () => {
    expect(expandEndpoints(["http://172.19.101.1-16"])).to.have.length(16);
    expect(expandEndpoints(["https://10.0.0.9-11:8443/"])).to.deep.equal([
      "https://10.0.0.9:8443",
      "https://10.0.0.10:8443",
      "https://10.0.0.11:8443",
    ]);
  });

  it("keeps names as they are, hyphens and duplicates included, without a slash at the end", () => {
    const given = ["http://vip-1-16.example/", "http://vip-1-16.example"];
    expect(expandEndpoints(given)).to.deep.equal(["http://vip-1-16.example", "http://vip-1-16.example"]);
  });

  for (const wrong of [
    "10.0.0.1",
    "ftp://a",
    "http://a/path",
    "http://u:p@a",
    "http://a?x",
    "http://1.1.1.9-2",
    "http://1.1.1.1-256",
  ]) {
    it(`refuses ${wrong} by name`, () => {
      expect(() => expandEndpoints([wrong]))
        .to.throw(wrong)
        .with.property("kind", "badRequest");
    });
  }

  it("refuses to be without any", () => {
    expect(() => expandEndpoints([])).to.throw("At least one endpoint is needed.");
  });

  it("takes turns", () => {
    const { endpoints } = pool(2);
    expect([endpoints.next(), endpoints.next(), endpoints.next()]).to.deep.equal([0, 1, 0]);
  });

  it("avoids one that failed for a while, and longer when it fails again", () => {
    const { endpoints, pass } = pool(3);
    endpoints.failed(0);
    expect(endpoints.pick(0)).to.equal(1);
    pass(5_000);
    expect(endpoints.pick(0)).to.equal(0);
    endpoints.failed(0);
    pass(5_000);
    expect(endpoints.pick(0)).to.equal(1);
    pass(5_000);
    expect(endpoints.pick(0)).to.equal(0);
  });

  it("counts requests that broke together as one failure", () => {
    const { endpoints, pass } = pool(2);
    for (let broken = 0; broken < 50; broken++) endpoints.failed(0);
    pass(5_000);
    expect(endpoints.pick(0)).to.equal(0);
  });

  it("forgets failures once it answers", () => {
    const { endpoints } = pool(2);
    endpoints.failed(1);
    endpoints.answered(1);
    expect(endpoints.pick(1)).to.equal(1);
  });

  it("uses the one whose time is up first when all failed", () => {
    const { endpoints, pass } = pool(2);
    endpoints.failed(1);
    pass(10);
    endpoints.failed(0);
    expect(endpoints.pick(0)).to.equal(1);
    expect(endpoints.pickOther(0, new Set([1]))).to.equal(undefined);
  });

  it("finds another healthy one to fail over to, round the list, until none is left", () => {
    const { endpoints } = pool(3);
    expect(endpoints.pickOther(2, new Set([2]))).to.equal(0);
    expect(endpoints.pickOther(2, new Set([2, 0]))).to.equal(1);
    expect(endpoints.pickOther(2, new Set([2, 0, 1]))).to.equal(undefined);
  });
});
