import { createHash } from "node:crypto";
import { Field, Int64, Schema } from "apache-arrow";
import { expect } from "chai";
import { encodeQuery } from "../../../src/vast/wire/query.ts";
import { captures } from "./captures.ts";

describe("QueryData bodies, as the official client sends them", () => {
  it("has all 35 captures", () => {
    expect(captures).to.have.length(35);
  });

  for (const { title, fields, filter = [], columns, bytes, hash } of captures) {
    it(`writes the same ${bytes} bytes for: ${title}`, () => {
      const body = encodeQuery(new Schema([...fields]), filter, columns, { mapEntries: "map" });
      const sha256 = createHash("sha256").update(body).digest("hex");
      expect({ bytes: body.length, hash: sha256.slice(0, 16) }).to.deep.equal({ bytes, hash });
    });
  }

  it("writes the published 212 bytes of a query without a filter", () => {
    const published = `
      0c00000008000a000900040008000000 1400000000090e001400000010000800 0c0004000e0000001000000024000000
      54000000980000000100000008000000 040004000400000008000c000b000400 08000000100000000000000308000c00
      08000400080000000800000008000000 0000000003000000616e640008000800 00000400080000000400000001000000
      100000000c0010000c000b000a000400 0c000000140000000000020118000000 08000c00080007000800000000000001
      40000000010000006100000000000000 00000000`;
    const body = Buffer.from(encodeQuery(new Schema([new Field("a", new Int64(), true)]), [], ["a"]));
    expect(body.toString("hex")).to.equal(published.replaceAll(/\s/g, ""));
  });
});
