import { expect } from "chai";
import { encodePath, Signer, type SigningStyle } from "../../../src/vast/sign.ts";

const KEYS = { accessKeyId: "test", secretAccessKey: "secret" };
const date = new Date("2026-01-01T00:00:00.000Z");
const host = "localhost:9090";
/** A FlatBuffers table without slots, as the official SDK sends it when it renames a table. */
const EMPTY_TABLE = Uint8Array.of(8, 0, 0, 0, 4, 0, 4, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
const LIST = { method: "GET", host, path: "/vastdb", query: "schema", body: new Uint8Array(), date };
const RENAME = {
  method: "PUT",
  host,
  path: "/vastdb/s/t",
  query: "table&tabular-new-table-name=s%2Ft2",
  body: EMPTY_TABLE,
  date,
};

describe("vast: signing", () => {
  const cases: readonly [SigningStyle, string, typeof LIST, string][] = [
    ["python", "", LIST, "148bfd4b3064a2f4a416ea3bbc432d94e43368f4cdc4bde7b8fb5ee13d874136"],
    ["java", "vast", LIST, "3614a4d4d2e242375ae95caa277e6283ccfd9628e01c62ec8d4884c9b7d012c2"],
    ["python", "", RENAME, "aba6c5b0a2c99e36b407adc1e488e2b19cbb8753add1f78e98f64dd3da9afd76"],
    ["java", "vast", RENAME, "9e5f95c2db15b412c41dfbaea488b3c1bf393d6afe586d24e8a0c436271087cd"],
  ];
  for (const [style, region, request, signature] of cases) {
    it(`signs ${request.method} ${request.path}?${request.query} as the official ${style} client does`, () => {
      const { authorization } = new Signer(KEYS, region, style).sign(request);
      expect(authorization).to.match(new RegExp(`Signature=${signature}$`));
      expect(authorization).to.contain(`Credential=test/20260101/${region}/s3/aws4_request, `);
    });
  }

  it("signs by the Java form and region unless told otherwise", () => {
    expect(new Signer(KEYS).sign(LIST)).to.deep.equal(new Signer(KEYS, "vast", "java").sign(LIST));
  });

  it("takes a new signing key when the day changes", () => {
    const signer = new Signer(KEYS);
    signer.sign({ ...LIST, date: new Date("2025-12-31T23:59:59Z") });
    expect(signer.sign(LIST)).to.deep.equal(new Signer(KEYS).sign(LIST));
  });

  it("encodes all but the unreserved characters, and keeps the slashes of a path", () => {
    expect(encodePath("/a b/c(d)*!'/é~._-+")).to.equal("/a%20b/c%28d%29%2A%21%27/%C3%A9~._-%2B");
  });
});
