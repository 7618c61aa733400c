import { expect } from "chai";
import { unsigned } from "../../../src/compliance/unsigned.ts";

const entry = (url: string) => ({ get_urls: [{ label: "a", url }] });

describe("compliance: URLs of an event", () => {
  const same = (base: string, told: string, listed: string) => {
    const both = unsigned(base, entry(told), entry(listed));
    return JSON.stringify(both.told) === JSON.stringify(both.listed);
  };

  it("are those of GET whatever name the server was called by, and whatever their signatures are", () => {
    const listed = "http://localhost:4010/media/1?signature=b";
    expect(same("http://localhost:4010", "http://127.0.0.1:4010/media/1?signature=a", listed)).to.equal(true);
    expect(same("http://localhost:4010", "http://127.0.0.1:4010/media/2", listed)).to.equal(false);
  });

  it("are those of GET where a proxy puts the API below a path", () => {
    const listed = "https://proxy.example.com/tams/media/1";
    expect(same("https://proxy.example.com/tams", "http://inner:4010/media/1", listed)).to.equal(true);
  });

  it("are others where they lead to another server than the API's own", () => {
    const base = "http://localhost:4010";
    expect(same(base, "https://one.example.com/1", "https://two.example.com/1")).to.equal(false);
    expect(same(base, "https://one.example.com/1?x=1", "https://one.example.com/1?x=2")).to.equal(true);
  });
});
