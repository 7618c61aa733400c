import { expect } from "chai";
import fc from "fast-check";
import { invalid } from "../../src/errors.ts";
import { decodeValue, encodeValue, requireMetadata } from "../../src/media/metadata.ts";
import { requireKey } from "../../src/media/s3/keys.ts";
import { partSizes, partsOf } from "../../src/media/s3/parts.ts";

const MEBIBYTE = 1024 * 1024;
const TEBIBYTE = MEBIBYTE ** 2;

async function* streamOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

describe("S3 uploads in parts", () => {
  it("have all bytes in their order, every part full except the last, and exactly one last", async () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(chunks, fc.integer({ min: 1, max: 50 }), async (chunks, size) => {
        const parts = await collect(partsOf(streamOf(chunks), () => size));
        expect(Buffer.concat(parts.map(({ bytes }) => bytes))).to.eql(Buffer.concat(chunks));
        for (const { bytes, isLast } of parts.slice(0, -1))
          expect({ length: bytes.length, isLast }).to.eql({ length: size, isLast: false });
        expect(parts.at(-1)?.isLast).to.equal(true);
        expect(parts.at(-1)?.bytes.length).to.be.at.most(size);
      }),
    );
  });

  it("are one part where the bytes fit exactly, so that a single request stores them", async () => {
    const parts = await collect(partsOf(streamOf([Buffer.alloc(6), Buffer.alloc(4)]), () => 10));
    expect(parts.map(({ isLast }) => isLast)).to.eql([true]);
  });

  it("pass on what the source throws", async () => {
    const parts = partsOf(failing(), () => 10);
    expect(await collect(parts).catch(String)).to.contain("broke off");
  });

  it("number at most 10,000, whatever the size", () => {
    for (const size of [1, 5 * TEBIBYTE, 48 * TEBIBYTE]) {
      const each = partSizes(6 * MEBIBYTE, size)(0);
      expect(each).to.be.at.least(6 * MEBIBYTE);
      expect(Math.ceil(size / each)).to.be.at.most(10_000);
    }
  });

  it("grow where the size is not known, so that 10,000 hold 5 TiB", () => {
    const sizeOf = partSizes(6 * MEBIBYTE);
    const sizes = Array.from({ length: 10_000 }, (_, index) => sizeOf(index));
    expect(sizes.reduce((sum, size) => sum + size)).to.be.at.least(5 * TEBIBYTE);
    expect(Math.max(...sizes)).to.be.at.most(5 * 1024 * MEBIBYTE);
    expect(sizes.slice(0, 1000)).to.eql(Array(1000).fill(6 * MEBIBYTE));
  });
});

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

async function* failing(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(5);
  throw invalid("The upload broke off.");
}

describe("Metadata", () => {
  it("comes back from a header as it was, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const encoded = encodeValue(value);
        expect(encoded).to.match(/^[!-~]([ -~]*[!-~])?$/);
        expect(decodeValue(encoded)).to.equal(value.toWellFormed());
      }),
    );
  });

  it("stays readable where it is plain text, and is taken as it is from others", () => {
    expect(encodeValue('{"label": "News at ten"}')).to.equal('{"label": "News at ten"}');
    expect(decodeValue("100%")).to.equal("100%");
  });

  it("is refused where S3 would refuse it", () => {
    expect(() => requireMetadata({ a: "x".repeat(1799) })).not.to.throw();
    expect(() => requireMetadata({ a: "x".repeat(1800) })).to.throw("1801 bytes");
    for (const name of ["", "A", "a_b", "ä", "a b", "-a", "x".repeat(65)])
      expect(() => requireMetadata({ [name]: "x" })).to.throw("small letters");
  });
});

describe("S3 object keys", () => {
  it("are the prefix and the key, at most 1,024 bytes", () => {
    expect(requireKey("tams/", "ab/c.ts")).to.equal("tams/ab/c.ts");
    expect(requireKey("", "x".repeat(1024))).to.have.length(1024);
    expect(() => requireKey("p", "x".repeat(1024))).to.throw("1024 bytes");
    expect(() => requireKey("", "ä".repeat(513))).to.throw("1024 bytes");
  });

  for (const key of ["", ".", "..", "a/../b", "./a", "a/.", "a\u0000b", "a\nb", "\ud800"]) {
    it(`are never ${JSON.stringify(key)}, which would change on its way`, () => {
      expect(() => requireKey("prefix/", key)).to.throw("object key");
    });
  }

  it("may have dots in names", () => {
    for (const key of ["...", "a..b", ".hidden", "a/b..", "x.json"])
      expect(requireKey("", key)).to.equal(key);
  });
});
