import { expect } from "chai";
import { refusalError, xmlText, xmlTexts } from "../../../src/vast/errors.ts";

const answer = (status: number, body = "") =>
  refusalError({ what: "PUT /b/s?schema", status, headers: {}, body: new TextEncoder().encode(body) });
const xml = (code: string, message = "Why.") =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>a001</RequestId></Error>`;

describe("vast: errors", () => {
  const kinds: readonly [number, string, string][] = [
    [400, "InvalidArgument", "badRequest"],
    [400, "TabularUnsupportedColumnType", "unsupportedType"],
    [403, "SignatureDoesNotMatch", "forbidden"],
    [404, "NoSuchKey", "notFound"],
    [405, "MethodNotAllowed", "notImplemented"],
    [408, "RequestTimeout", "timeout"],
    [409, "InvalidBucketState", "conflict"],
    [500, "InternalError", "internal"],
    [501, "NotImplemented", "notImplemented"],
    [503, "SlowDown", "slowDown"],
    [503, "ServiceUnavailable", "unavailable"],
    [507, "InsufficientCapacity", "capacity"],
    [204, "", "internal"],
  ];
  for (const [status, code, kind] of kinds) {
    it(`takes status ${status} with code ${code === "" ? "none" : code} for ${kind}`, () => {
      expect(answer(status, code === "" ? "" : xml(code)).kind).to.equal(kind);
    });
  }

  it("lets only what the cluster refused to begin be sent again", () => {
    expect(answer(503, xml("SlowDown")).mayRetry).to.equal(true);
    expect(answer(503, xml("ServiceUnavailable")).mayRetry).to.equal(false);
    expect(answer(500).mayRetry).to.equal(false);
  });

  it("says what was asked and why it was refused, and keeps status, code and request", () => {
    const error = answer(409, xml("Busy", "Locked &amp; &lt;held&gt; by &#65;&#x42;."));
    expect(error.message).to.equal(
      "PUT /b/s?schema was answered with status 409 (Busy: Locked & <held> by AB.).",
    );
    expect(error).to.include({ status: 409, code: "Busy", requestId: "a001" });
  });

  it("does without a body, as after HEAD, and with one that is no XML", () => {
    expect(answer(404).message).to.equal("PUT /b/s?schema was answered with status 404.");
    expect(answer(500, "<html><body>oops").code).to.equal(undefined);
  });

  it("reads all elements of a name, empty ones too, and tells names apart that begin alike", () => {
    const text = '<L><Prefix>a/</Prefix><Prefixes>no</Prefixes><P x="1">b</P><Prefix/><Prefix></Prefix></L>';
    expect(xmlTexts(text, "Prefix")).to.deep.equal(["a/", "", ""]);
    expect(xmlText(text, "P")).to.equal("b");
    expect(xmlText(text, "Marker")).to.equal(undefined);
  });
});
