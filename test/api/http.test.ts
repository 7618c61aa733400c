import { expect } from "chai";
import { notFound } from "../../src/errors.ts";
import { type AnyCall, type Edge, errorOf, openEdge } from "../support/edge.ts";

const id = "0d6b7d0c-7d5a-4a7e-8f3c-1f0f3f5b7a10";
const flow = `/flows/${id}`;
const page = { limit: 100, count: 0, reverse: false };
const object = (objectId: string) => ({
  id: objectId,
  referenced_by_flows: [],
  timerange: "_",
  get_urls: [],
});

describe("requests over HTTP", () => {
  let edge: Edge;
  let call: AnyCall;

  before(async () => {
    const noting = (reply: (call: AnyCall) => object) => async (given: AnyCall) => {
      call = given;
      return reply(given);
    };
    const absent = async () => {
      throw notFound("Flow", id);
    };
    const listing = noting(() => ({ status: 200, body: [], page }));
    edge = await openEdge({
      GET_flows: listing,
      HEAD_flows: listing,
      GET_objects: noting(({ path }) => ({ status: 200, body: object(path["objectId"] ?? "") })),
      "GET_flows-flowId-segments": listing,
      "GET_flows-flowId-tags-name": noting(({ path }) => ({ status: 200, body: path["name"] })),
      "GET_flows-flowId": absent,
      "HEAD_flows-flowId": absent,
    });
  });
  after(() => edge.close());

  describe("paths and methods", () => {
    it("answers an unknown path with 404 (X-002)", async () => {
      for (const path of ["/nope", "/flows/a/b/c/d", "//flows", "/Flows", "/objects"]) {
        const reply = await edge.fetch(path);
        expect(reply.status, path).to.equal(404);
        await errorOf(reply);
      }
    });

    it("answers an unknown method with 405 and the methods there are (X-002, HDR-05)", async () => {
      const reply = await edge.fetch("/flows", { method: "DELETE" });
      expect(reply.status).to.equal(405);
      expect(reply.headers.get("allow")).to.equal("GET, HEAD, OPTIONS");
      expect((await errorOf(reply)).summary)
        .to.include("DELETE")
        .and.include("GET");
      const storage = await edge.fetch(`${flow}/storage`, { method: "HEAD" });
      expect([storage.status, storage.headers.get("allow")]).to.eql([405, "OPTIONS, POST"]);
    });

    it("forgives one trailing slash", async () => {
      expect((await edge.fetch("/flows/")).status).to.equal(200);
    });

    it("decodes path parameters once, slashes and percent signs included (X-026)", async () => {
      for (const name of ["a/b", "a b", "ä/ö", "100%", "%2F", "a+b", "x?y#z"]) {
        const reply = await edge.fetch(`/objects/${encodeURIComponent(name)}`);
        expect([reply.status, call.path["objectId"]], name).to.eql([200, name]);
      }
    });

    it("round-trips tag names with dots, slashes, blanks and other letters (X-027)", async () => {
      for (const name of ["a.b", "a/b", "a b", "名前", "__proto__"]) {
        const reply = await edge.fetch(`${flow}/tags/${encodeURIComponent(name)}`);
        expect(await reply.json(), name).to.equal(name);
      }
    });

    it("calls NUL in a path unknown, and bad percent signs bad (X-045)", async () => {
      expect((await edge.fetch("/objects/a%00b")).status).to.equal(404);
      expect((await edge.fetch("/objects/%zz")).status).to.equal(400);
    });

    it("calls a path id that breaks its pattern unknown, also on segments (X-024)", async () => {
      for (const path of ["/flows/nope", `/flows/${id.toUpperCase()}`, "/flows/1/segments"]) {
        const reply = await edge.fetch(path);
        expect(reply.status, path).to.equal(404);
        expect((await errorOf(reply)).summary).to.include("flowId");
      }
    });

    it("takes the target of a proxy request for its path", async () => {
      const reply = await edge.raw(
        "GET http://tams.example/flows HTTP/1.1\r\nHost: tams.example\r\nConnection: close\r\n\r\n",
      );
      expect(reply).to.match(/^HTTP\/1.1 200 /);
    });
  });

  describe("HEAD", () => {
    it("has the status, headers and length of GET and no bytes (X-011 to X-015)", async () => {
      const get = await edge.fetch("/flows?limit=3");
      const head = await edge.fetch("/flows?limit=3", { method: "HEAD" });
      const kept = (reply: Response) =>
        [...reply.headers].filter(([name]) => !/^(date|x-request-id|connection|keep-alive)$/.test(name));
      expect(head.status).to.equal(200);
      expect(kept(head)).to.eql(kept(get));
      expect(call.query).to.eql({ limit: 3 });
      const text = await edge.raw("HEAD /flows HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      expect(text).to.match(/^HTTP\/1\.1 200 .*\r\n\r\n$/s);
    });

    it("gives the errors of GET without their body (X-012)", async () => {
      const statuses = [];
      for (const path of [flow, "/flows?limit=x", "/nope"])
        statuses.push((await edge.fetch(path, { method: "HEAD" })).status);
      expect(statuses).to.eql([404, 400, 404]);
    });
  });

  describe("query parameters", () => {
    const query = async (text: string): Promise<Record<string, unknown>> => {
      expect((await edge.fetch(`/flows?${text}`)).status, text).to.equal(200);
      return call.query;
    };
    const refusal = async (text: string): Promise<string> => {
      const reply = await edge.fetch(`/flows?${text}`);
      expect(reply.status, text).to.equal(400);
      return (await errorOf(reply)).summary;
    };

    it("ignores unknown names and access_token, and applies no defaults (X-152, X-153)", async () => {
      expect(await query("colour=red&access_token=abc&tag=x&=y")).to.eql({});
    });

    it("reads booleans in any case and nothing else as boolean (X-029)", async () => {
      expect(await query("reverse_order=True")).to.eql({ reverse_order: true });
      expect(await query("reverse_order=FALSE")).to.eql({ reverse_order: false });
      for (const bad of ["1", "yes", ""])
        expect(await refusal(`reverse_order=${bad}`)).to.include("reverse_order");
    });

    it("reads integers strictly (X-064, X-151)", async () => {
      expect(await query("limit=10&frame_width=1920")).to.eql({ limit: 10, frame_width: 1920 });
      expect(await query("limit=99999999999999999999")).to.eql({ limit: Number.MAX_SAFE_INTEGER });
      for (const bad of [
        "limit=0",
        "limit=-1",
        "limit=abc",
        "limit=1.5",
        "limit=",
        "frame_width=1e3",
        "limit=0x10",
      ]) {
        expect(await refusal(bad), bad).to.include(bad.split("=")[0]);
      }
    });

    it("lets the last of a repeated parameter win (X-124)", async () => {
      expect(await query("label=a&label=b&tag.x=1&tag.x=2")).to.eql({ label: "b", "tag.x": "2" });
    });

    it("decodes names and values of tag filters once (X-027, X-117, X-119)", async () => {
      expect(await query("tag.a%2Eb=c%2Cd&tag.%C3%A4%20%2F=x&tag.e=")).to.eql({
        "tag.a.b": "c,d",
        "tag.ä /": "x",
        "tag.e": "",
      });
    });

    it("takes + for a blank as clients write it, but leaves it alone in a media type (X-120, X-156)", async () => {
      expect(await query(new URLSearchParams({ label: "a b+c", "tag.two words": "x y" }).toString())).to.eql({
        label: "a b+c",
        "tag.two words": "x y",
      });
      expect(await query("codec=image/svg+xml")).to.eql({ codec: "image/svg+xml" });
      expect(await query("codec=image%2Fsvg%2Bxml")).to.eql({ codec: "image/svg+xml" });
    });

    it("refuses values that break their pattern, naming the parameter (X-025, X-042, X-113, X-154, X-155)", async () => {
      for (const bad of [
        "source_id=nope",
        "tag.x=a,,b",
        "format=video",
        "codec=h264",
        "timerange=x",
        "label=%00",
        "label=%zz",
      ]) {
        expect(await refusal(bad), bad).to.match(
          new RegExp(bad.startsWith("label") ? "NUL|percent" : (bad.split("=")[0] ?? "")),
        );
      }
    });

    it("keeps apart what is empty and what is absent (X-132, X-134, TRAP-019)", async () => {
      await edge.fetch(`${flow}/segments?accept_get_urls=&accept_storage_ids=`);
      expect(call.query).to.eql({ accept_get_urls: "" });
    });
  });
});
