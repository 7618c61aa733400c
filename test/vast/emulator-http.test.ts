import { createHash } from "node:crypto";
import { expect } from "chai";
import { mustBeSigned } from "../../src/vast-emulator/auth.ts";
import { TabularError } from "../../src/vast-emulator/query/tabular-error.ts";
import { emulated, sendRaw } from "./emulated.ts";

const PROBE = { method: "GET", target: "/?transaction" };
const TABULAR = { "tabular-txid": "0", "tabular-api-version-id": "1" };
const LIST = {
  ...TABULAR,
  "tabular-max-keys": "10",
  "tabular-next-key": "0",
  "tabular-list-count-only": "False",
  "tabular-name-prefix": "",
};

describe("vast emulator: signatures", () => {
  // Made by the official clients' own signers.
  const EMPTY_TABLE = Buffer.from("080000000400040004000000" + "0000000000000000", "hex");
  const RENAME = "/vastdb/s/t?table&tabular-new-table-name=s%2Ft2";
  const vectors = [
    ["GET", "/vastdb?schema", "python", "148bfd4b3064a2f4a416ea3bbc432d94e43368f4cdc4bde7b8fb5ee13d874136"],
    ["GET", "/vastdb?schema", "java", "3614a4d4d2e242375ae95caa277e6283ccfd9628e01c62ec8d4884c9b7d012c2"],
    ["PUT", RENAME, "python", "aba6c5b0a2c99e36b407adc1e488e2b19cbb8753add1f78e98f64dd3da9afd76"],
    ["PUT", RENAME, "java", "9e5f95c2db15b412c41dfbaea488b3c1bf393d6afe586d24e8a0c436271087cd"],
  ] as const;

  function verify(method: string, target: string, style: string, signature: string): void {
    const body = method === "GET" ? new Uint8Array() : EMPTY_TABLE;
    const hash = createHash("sha256").update(body).digest("hex");
    const names = style === "java" ? "host;x-amz-content-sha256;x-amz-date" : "host;x-amz-date";
    const region = style === "java" ? "vast" : "";
    const authorization =
      `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/s3/aws4_request, ` +
      `SignedHeaders=${names}, Signature=${signature}`;
    const headers = {
      host: "localhost:9090",
      "x-amz-date": "20260101T000000Z",
      "x-amz-content-sha256": hash,
      authorization,
    };
    mustBeSigned({ method, target, headers, body }, { accessKeyId: "test", secretAccessKey: "secret" });
  }

  for (const [method, target, style, signature] of vectors) {
    it(`takes what the ${style} client signs for ${method} ${target}`, () => {
      expect(() => verify(method, target, style, signature)).not.to.throw();
    });
    it(`refuses the ${style} client's signature of ${method} ${target} with another digit`, () => {
      const other = signature.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"));
      expect(() => verify(method, target, style, other))
        .to.throw(TabularError)
        .with.property("code", "SignatureDoesNotMatch");
    });
  }
});

describe("vast emulator: HTTP", () => {
  const { start } = emulated();

  it("names its version on every answer, refusals included, whose bodies are S3 errors", async () => {
    const emulator = await start({ version: "5.2.0.10" });
    const probe = await sendRaw(emulator, PROBE);
    expect([probe.status, probe.headers["server"], probe.body.length]).to.eql([200, "vast 5.2.0.10", 0]);
    const keys = { accessKeyId: "key", secretAccessKey: "wrong" };
    const refused = await sendRaw(emulator, { ...PROBE, keys });
    expect([refused.status, refused.headers["server"]]).to.eql([403, "vast 5.2.0.10"]);
    expect(refused.body.toString()).to.match(
      /<Error><Code>SignatureDoesNotMatch<\/Code><Message>.+<\/Message>/,
    );
    const unknown = await sendRaw(emulator, { ...PROBE, keys: { ...keys, accessKeyId: "who" } });
    expect(unknown.body.toString()).to.contain("<Code>InvalidAccessKeyId</Code>");
  });

  it("takes any region, and both encodings of a path that needs one", async () => {
    const emulator = await start();
    for (const [style, region] of [
      ["java", "us-east-1"],
      ["python", ""],
    ] as const) {
      const target = "/vastdb/a%20schema?schema";
      const reply = await sendRaw(emulator, { method: "GET", target, headers: LIST, style, region });
      expect([style, reply.status]).to.eql([style, 404]);
      expect(reply.body.toString()).to.contain("vastdb/a schema");
    }
  });

  it("refuses a body other than the one that was signed", async () => {
    const emulator = await start();
    const hash = "0".repeat(64);
    const reply = await sendRaw(emulator, { ...PROBE, headers: { "x-amz-content-sha256": hash } });
    expect([reply.status, /<Code>(.*)<\/Code>/.exec(reply.body.toString())?.[1]]).to.eql([
      400,
      "XAmzContentSHA256Mismatch",
    ]);
  });

  it("says whether a bucket is there, without a body", async () => {
    const emulator = await start({ buckets: ["one", "two"] });
    const statuses = ["/one", "/two", "/three"].map(async (target) => {
      const { status, body } = await sendRaw(emulator, { method: "HEAD", target });
      return [status, body.length];
    });
    expect(await Promise.all(statuses)).to.eql([
      [200, 0],
      [200, 0],
      [404, 0],
    ]);
  });

  it("tells a wrong method, a command that it has not, and one that nobody has apart", async () => {
    const emulator = await start();
    const statusOf = async (method: string, target: string): Promise<number> =>
      (await sendRaw(emulator, { method, target, headers: TABULAR })).status;
    expect(await statusOf("POST", "/vastdb/s/t?stats")).to.equal(405);
    expect(await statusOf("GET", "/vastdb/s/t?blob-expansion")).to.equal(501);
    expect(await statusOf("GET", "/vastdb/s/t?nothing")).to.equal(400);
  });

  it("lists with the key of the next page and whether there is one, on empty lists too", async () => {
    const emulator = await start();
    const reply = await sendRaw(emulator, { method: "GET", target: "/vastdb?schema", headers: LIST });
    expect([reply.headers["tabular-next-key"], reply.headers["tabular-is-truncated"]]).to.eql(["0", "false"]);
  });

  it("refuses in strict mode what no official client sends, and takes it otherwise", async () => {
    const odd = [
      { target: "/vastdb?schema", headers: { ...LIST, "tabular-surprise": "1" } },
      { target: "/vastdb?name=x&schema", headers: LIST },
      { target: "/vastdb?schema", headers: { ...LIST, "tabular-name-exact-match": "x" } },
      { target: "/vastdb?schema", headers: { ...LIST, "tabular-api-version-id": "2" } },
      { target: "/vastdb?schema&surprise=1", headers: LIST },
    ];
    for (const strict of [true, false]) {
      const emulator = await start({ strict });
      for (const call of odd) {
        const { status } = await sendRaw(emulator, { method: "GET", ...call });
        expect(status, JSON.stringify(call)).to.equal(strict ? 400 : 200);
      }
    }
  });

  it("counts its calls and errors", async () => {
    const emulator = await start();
    await sendRaw(emulator, PROBE);
    await sendRaw(emulator, PROBE);
    await sendRaw(emulator, { method: "HEAD", target: "/none" });
    expect(emulator.counters.calls).to.eql({ "GET transaction": 2, HEAD: 1 });
    expect(emulator.counters.errors).to.eql({ 404: 1 });
    emulator.counters.reset();
    expect(emulator.counters.calls).to.eql({});
  });
});
