import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { curlOf } from "../../../src/compliance/curl.ts";
import { Secrets } from "../../../src/compliance/secrets.ts";

const KNOWN = `tok'en "<&>" ü/\\+=end`;

/** Encodings of a text in which it would still be readable. */
const FORMS: Readonly<Record<string, string>> = {
  "as it is": KNOWN,
  "in a URL": encodeURIComponent(KNOWN),
  "in a URL of a stricter language": encodeURIComponent(KNOWN).replaceAll("'", "%27"),
  "in a form": encodeURIComponent(KNOWN).replaceAll("%20", "+"),
  "in JSON": JSON.stringify(KNOWN),
  "in JSON of Go": JSON.stringify(KNOWN).replace(
    /[<>&]/g,
    (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`,
  ),
  "in JSON of ASCII": JSON.stringify(KNOWN).replace("ü", "\\u00fc"),
  "in JSON of PHP": JSON.stringify(KNOWN).replaceAll("/", "\\/"),
};

const UNKNOWN: Readonly<Record<string, string>> = {
  "a presigned URL": "https://s/k?X-Amz-Credential=HUSH1%2F2020&X-Amz-Signature=HUSH2&x=kept",
  "a presigned URL in JSON of Go":
    '{"url":"https://s/k?a=b\\u0026X-Amz-Credential=HUSH1%2F2020\\u0026X-Amz-Signature=HUSH2\\u0026x=kept"}',
  "a presigned URL in XML":
    "<U>https://s/k?a=b&amp;X-Amz-Security-Token=HUSH1&amp;X-Amz-Signature=HUSH2</U> kept",
  "a URL in a URL": "https://s/?to=https%3A%2F%2Fs%3FX-Amz-Signature%3DHUSH1%26x&kept",
  "a URL with its equals escaped": '{"u":"https://s/k?sig\\u003dHUSH1","x":"kept"}',
  "headers to send": `{"Authorization":"AWS4-HMAC-SHA256 Credential=HUSH1/x, Signature=HUSH2","x-amz-security-token" : "HUSH3","x":"kept"}`,
  "headers as lists": '{"Cookie":["HUSH1","HUSH2"],"x":["kept"]}',
  "a header in a message": "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=HUSH1 is wrong, kept",
  tokens: '{"refresh_token":"HUSH1","id_token":"HUSH2","access_token":"HUSH\\"3","x":"kept"}',
  "keys of a store":
    '{"secret_access_key":"HUSH1","SecretAccessKey":"HUSH2","sessionToken":"HUSH3","x":"kept"}',
  "JSON that a message quotes": '{"summary":"Got {\\"password\\": \\"HUSH1\\", \\"x\\": \\"kept\\"}"}',
};

describe("compliance: secrets", () => {
  const secrets = new Secrets();
  secrets.add("shorter");
  secrets.add("shorter and longer");
  secrets.add(KNOWN);

  for (const [what, text] of Object.entries(FORMS))
    it(`are blanked ${what}`, () => {
      expect(secrets.blank(`a ${text} b`)).to.match(/^a "?\*\*\*"? b$/);
    });

  it("are blanked whole where one begins with another, and where one is a parameter", () => {
    expect(secrets.blank("shorter and longer, shorter")).to.equal("***, ***");
    expect(secrets.blank(`?access_token=${encodeURIComponent(KNOWN)}&x`)).to.equal("?access_token=***&x");
  });

  for (const [what, text] of Object.entries(UNKNOWN))
    it(`that nobody told are blanked in ${what}, and nothing beside them`, () => {
      const shown = secrets.blank(text);
      expect(shown).to.contain("***").and.contain("kept").and.not.contain("HUSH");
      if (text.startsWith("{")) expect(() => JSON.parse(shown)).to.not.throw();
      expect(secrets.blank(shown)).to.equal(shown);
    });

  it("are blanked in headers, of which the scheme stays", () => {
    const shown = secrets.blankHeaders([
      ["Authorization", "AWS4-HMAC-SHA256 Credential=HUSH"],
      ["X-Amz-Security-Token", "HUSH"],
      ["Set-Cookie", "a=HUSH"],
      ["Proxy-Authorization", "HUSH"],
    ]);
    expect(shown).to.eql({
      authorization: "AWS4-HMAC-SHA256 ***",
      "x-amz-security-token": "***",
      "set-cookie": "***",
      "proxy-authorization": "***",
    });
    expect(secrets.blankHeaders([["authorization", "Bearer"]])).to.eql({ authorization: "Bearer" });
  });

  it("are variables in a curl, which stays as it is when it is blanked again", () => {
    const headers = { authorization: "Basic ***" };
    const curl = curlOf({ request: { method: "GET", url: "http://h/?access_token=***&x=1", headers } });
    expect(secrets.blank(curl)).to.equal(curl);
    expect(wordsOf(curl, { TAMS_ACCESS_TOKEN: "t k", TAMS_CREDENTIAL: "c" }).slice(-3)).to.eql([
      "-H",
      "Authorization: Basic c",
      "http://h/?access_token=t k&x=1",
    ]);
  });

  it("leave no way for a server to have a shell run what it sent", () => {
    for (const value of ["$(touch x) y", "`touch x` y", '"; touch x; " y', "a\\ y"]) {
      const headers = secrets.blankHeaders([
        ["Authorization", value],
        ["x-odd", `'$(touch x)'`],
      ]);
      const words = wordsOf(curlOf({ request: { method: "PUT", url: "http://h/'`touch x`", headers } }), {});
      expect(words.slice(-5)).to.eql([
        ...["-H", "Authorization: ", "-H", "x-odd: '$(touch x)'", "http://h/'`touch x`"],
      ]);
    }
  });
});

/** The words that a shell makes of a command. */
function wordsOf(command: string, env: Readonly<Record<string, string>>): string[] {
  const script = `curl() { printf '%s\\n' "$@"; }; touch() { echo ran; }; ${command}`;
  return execFileSync("/bin/sh", ["-c", script], { env, encoding: "utf8" }).trimEnd().split("\n");
}
