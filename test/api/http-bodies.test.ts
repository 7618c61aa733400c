import { expect } from "chai";
import { notFound, StoreError } from "../../src/errors.ts";
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

describe("bodies and replies over HTTP", () => {
  let edge: Edge;
  let call: AnyCall;

  before(async () => {
    const noting = (reply: (call: AnyCall) => object) => async (given: AnyCall) => {
      call = given;
      return reply(given);
    };
    const throwing = (thrown: unknown) => async () => {
      throw thrown;
    };
    const listing = noting(() => ({ status: 200, body: [], page }));
    edge = await openEdge(
      {
        GET_flows: listing,
        GET_objects: noting(({ path }) => ({ status: 200, body: object(path["objectId"] ?? "") })),
        "GET_flows-flowId-segments": listing,
        "PUT_flows-flowId-tags-name": noting(() => ({ status: 204 })),
        "GET_flows-flowId": throwing(notFound("Flow", id)),
        "PUT_flows-flowId": noting(() => ({ status: 204 })),
        "PUT_flows-flowId-label": noting(() => ({ status: 204 })),
        "DELETE_flows-flowId": noting(() => ({ status: 202, headers: { Location: "/x" }, body: { id } })),
        "DELETE_flows-flowId-label": throwing(new StoreError("forbidden", "The Flow is read-only.")),
        "PUT_flows-flowId-read-only": throwing(new StoreError("unauthenticated", "Who are you?")),
        "PUT_flows-flowId-max-bit-rate": throwing(new StoreError("conflict", "Somebody was faster.")),
        "PUT_flows-flowId-avg-bit-rate": throwing(
          new StoreError("unavailable", "The tables rest.", { retryAfter: 7 }),
        ),
        GET_service: throwing(new Error("SELECT password FROM users failed at /srv/secret.ts:1")),
        GET_sources: throwing(new StoreError("invalid", "It makes no sense.", { field: "page" })),
        POST_service: noting(() => ({ status: 200 })),
        "POST_flows-flowId-segments": noting(() => ({ status: 201 })),
      },
      {},
      { "PUT_flows-flowId-label": async () => Promise.reject(notFound("Flow", id)) },
    );
  });
  after(() => edge.close());

  const put = (path: string, body: string, type: string | null = "application/json"): Promise<Response> =>
    edge.fetch(path, {
      method: "PUT",
      body: Buffer.from(body),
      headers: type === null ? {} : { "content-type": type },
    });

  describe("bodies", () => {
    it("takes application/json with or without parameters, or no media type at all (X-004)", async () => {
      for (const type of [
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON;v=1",
        null,
      ]) {
        expect((await put(`${flow}/tags/x`, '"v"', type)).status, String(type)).to.equal(204);
      }
    });

    it("refuses other media types and codings with 415 (X-004)", async () => {
      const reply = await put(`${flow}/tags/x`, '"v"', "text/plain");
      expect(reply.status).to.equal(415);
      expect((await errorOf(reply)).summary).to.include("text/plain");
      const headers = { "content-type": "application/json", "content-encoding": "gzip" };
      expect((await edge.fetch(`${flow}/tags/x`, { method: "PUT", body: "x", headers })).status).to.equal(
        415,
      );
    });

    it("exchanges bare JSON values, and refuses text that is not JSON (X-006, X-007)", async () => {
      expect((await put(`${flow}/tags/x`, '"text"')).status).to.equal(204);
      expect(call.body).to.equal("text");
      for (const bad of ["text", "'x'", "{", "[1,]", '"\\ud800"', "NaN"]) {
        const reply = await put(`${flow}/tags/x`, bad);
        expect(reply.status, bad).to.equal(400);
        expect((await errorOf(reply)).summary).not.to.include("token");
      }
    });

    it("asks for the body that is missing", async () => {
      const reply = await put(`${flow}/tags/x`, "");
      expect([reply.status, (await errorOf(reply)).summary]).to.eql([
        400,
        "The body is missing; it must be JSON.",
      ]);
    });

    it("keeps extra keys of open schemas, and drops __proto__ harmlessly (X-008, X-045)", async () => {
      const reply = await edge.fetch("/service", {
        method: "POST",
        body: '{"name":"n","extra":1,"__proto__":{"polluted":1}}',
      });
      expect(reply.status).to.equal(415);
      const again = await edge.fetch("/service", {
        method: "POST",
        body: Buffer.from('{"name":"n","extra":1,"__proto__":{"polluted":1}}'),
      });
      expect(again.status).to.equal(200);
      expect(Object.keys(call.body as object)).to.eql(["name", "extra"]);
      expect((call.body as { polluted?: unknown }).polluted).to.equal(undefined);
    });

    it("refuses NUL, broken UTF-8 and numbers too large to keep, and says where (X-045)", async () => {
      for (const [bad, where] of [
        ['{"name":"a\\u0000"}', "/name"],
        ['{"extra":[{"a\\u0000":1}]}', "/extra/0"],
        ['{"extra":1e999}', "/extra"],
      ] as const) {
        const reply = await edge.fetch("/service", { method: "POST", body: Buffer.from(bad) });
        expect(reply.status, bad).to.equal(400);
        expect((await errorOf(reply)).summary).to.include(where);
      }
      const reply = await edge.fetch("/service", { method: "POST", body: Buffer.from([0x22, 0xff, 0x22]) });
      expect([reply.status, (await errorOf(reply)).summary]).to.eql([400, "The body is not UTF-8 text."]);
    });

    it("names the field at fault and what it must be (X-042)", async () => {
      const video = { id, source_id: id, format: "urn:x-nmos:format:video", codec: "video/h264" };
      const essence = { frame_width: 1920, frame_height: 1080, frame_rate: { numerator: 25 } };
      for (const [body, sentence] of [
        [{}, "The body lacks the required property id."],
        [{ ...video, id: "X" }, /^In the body, \/id does not match the pattern/],
        [{ ...video }, "The body lacks the required property essence_parameters."],
        [
          { ...video, essence_parameters: { ...essence, frame_width: "x" } },
          "In the body, /essence_parameters/frame_width must be an integer.",
        ],
        [
          { ...video, essence_parameters: essence, codec: undefined },
          "The body lacks the required property codec.",
        ],
        [
          { ...video, format: "video", essence_parameters: essence },
          /^In the body, \/format must be one of urn:x-nmos:format:video, /,
        ],
        [{ ...video, essence_parameters: essence, label: 5 }, "In the body, /label must be a string."],
        [[], "The body must be an object."],
      ] as const) {
        const reply = await put(flow, JSON.stringify(body));
        expect(reply.status, JSON.stringify(body)).to.equal(400);
        expect((await errorOf(reply)).summary).to.match(
          sentence instanceof RegExp ? sentence : new RegExp(`^${literal(sentence)}$`),
        );
      }
    });

    it("names the item of a list that is wrong", async () => {
      const body = JSON.stringify([
        { object_id: "a", timerange: "_" },
        { object_id: "b", timerange: "x" },
      ]);
      const reply = await edge.fetch(`${flow}/segments`, { method: "POST", body: Buffer.from(body) });
      expect((await errorOf(reply)).summary).to.include("/1/timerange");
    });

    it("lets what is missing win over what is wrong (X-043, FP-007)", async () => {
      for (const bad of ["5", "nonsense"]) expect((await put(`${flow}/label`, bad)).status).to.equal(404);
      expect((await put(`${flow}/label`, '"fine"')).status).to.equal(204);
    });
  });

  describe("replies", () => {
    it("sends JSON as application/json, and 204 without a body (X-003, X-005)", async () => {
      const reply = await edge.fetch("/flows");
      expect(reply.headers.get("content-type")).to.equal("application/json");
      expect(reply.headers.get("content-length")).to.equal("2");
      expect(reply.headers.has("etag") || reply.headers.has("x-powered-by")).to.equal(false);
      const empty = await put(`${flow}/tags/x`, '"v"');
      expect([empty.status, await empty.text(), empty.headers.get("content-length")]).to.eql([204, "", null]);
    });

    it("gives each fault its status and headers (X-040, HDR-04)", async () => {
      const refused = async (method: string, path: string, body?: string): Promise<[number, string]> => {
        const reply = await edge.fetch(path, {
          method,
          ...(body === undefined ? {} : { body: Buffer.from(body) }),
        });
        return [reply.status, (await errorOf(reply)).type];
      };
      expect(await refused("DELETE", `${flow}/label`)).to.eql([403, "forbidden"]);
      expect(await refused("GET", flow)).to.eql([404, "notFound"]);
      expect(await refused("PUT", `${flow}/max_bit_rate`, "1")).to.eql([409, "conflict"]);
      const anonymous = await put(`${flow}/read_only`, "true");
      expect([anonymous.status, anonymous.headers.get("www-authenticate")]).to.eql([
        401,
        'Bearer realm="tams", Basic realm="tams", charset="UTF-8"',
      ]);
      const resting = await put(`${flow}/avg_bit_rate`, "1");
      expect([resting.status, resting.headers.get("retry-after")]).to.eql([503, "7"]);
    });

    it("names the field even where the message forgot it (X-042)", async () => {
      expect((await errorOf(await edge.fetch("/sources"))).summary).to.equal("It makes no sense. (page)");
    });

    it("says nothing of a failure inside but an id, under which the log has the cause (X-046)", async () => {
      const reply = await edge.fetch("/service", { headers: { "x-request-id": "trace-1" } });
      expect(reply.status).to.equal(500);
      const body = await errorOf(reply);
      expect(body.request_id).to.equal("trace-1");
      expect(JSON.stringify(body)).not.to.match(/SELECT|password|\.ts/);
      const line = edge.lines.findLast(({ level }) => level === "error");
      expect(line?.fields["id"]).to.equal("trace-1");
      expect(line?.fields["cause"]).to.include("SELECT password");
    });

    it("does not cache replies that may hold presigned URLs (HDR-06)", async () => {
      expect((await edge.fetch(`${flow}/segments`)).headers.get("cache-control")).to.equal("no-store");
      expect((await edge.fetch("/objects/a")).headers.get("cache-control")).to.equal("no-store");
      expect((await edge.fetch("/flows")).headers.get("cache-control")).to.equal(null);
    });

    it("sends a reply that breaks the contract as a 500, and logs operation and place", async () => {
      const reply = await edge.fetch(flow, { method: "DELETE" });
      expect(reply.status).to.equal(500);
      await errorOf(reply);
      expect(edge.faults.at(-1)).to.include({ operation: "DELETE_flows-flowId" });
      const line = edge.lines.findLast(({ level }) => level === "error");
      expect(line?.fields).to.include({ operation: "DELETE_flows-flowId", status: 202 });
      expect(line?.fields["schemaPath"]).to.match(/required/);
    });
  });

  describe("request ids and the log", () => {
    it("keeps a sane X-Request-Id and replaces others", async () => {
      const sent = async (given: string): Promise<string | null> =>
        (await edge.fetch("/flows", { headers: { "x-request-id": given } })).headers.get("x-request-id");
      expect(await sent("abc-123")).to.equal("abc-123");
      expect(await sent('a"b c')).to.match(/^[0-9a-f-]{36}$/);
      expect(await sent("x".repeat(200))).to.match(/^[0-9a-f-]{36}$/);
    });

    it("writes one line a request, without secrets of its query (X-174)", async () => {
      const headers = { "x-request-id": "line-1" };
      await (
        await edge.fetch("/flows?label=a&access_token=hunter2&access%5Ftoken=hunter3&signature=hunter4", {
          headers,
        })
      ).text();
      const lines = edge.lines.filter(({ fields }) => fields["id"] === "line-1");
      expect(lines).to.have.length(1);
      expect(lines[0]?.fields).to.include({ operation: "GET_flows", method: "GET", status: 200, bytes: 2 });
      expect(JSON.stringify(lines)).to.include("label=a").and.not.include("hunter");
    });
  });
});

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
