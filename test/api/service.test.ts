import { expect } from "chai";
import type { Schemas } from "../../src/contract/operations.ts";
import { expectRefusal, served } from "../support/served.ts";

type Service = Schemas["service"];

describe("root and service", () => {
  const server = served();
  const service = async (): Promise<Service> => (await server.api.get<Service>("/service")).body;

  it("lists exactly the five top-level paths, without slashes (SVC-001, SVC-002)", async () => {
    const { status, body } = await server.api.get("/");
    expect(status).to.equal(200);
    expect(body).to.have.members(["service", "flows", "sources", "objects", "flow-delete-requests"]);
  });

  it("says what it is, and nothing that the schema does not know (SVC-010, SVC-011, SVC-016, SVC-017)", async () => {
    const body = await service();
    expect(body.type).to.match(/^urn:x-tams:service/);
    expect(body.service_version).to.be.a("string");
    expect(Object.keys(body))
      .to.be.an("array")
      .that.includes.members(["type", "api_version", "min_object_timeout"]);
    const known = [
      "name",
      "description",
      "type",
      "api_version",
      "service_version",
      "event_stream_mechanisms",
    ];
    const timeouts = ["min_object_timeout", "min_presigned_url_timeout"];
    expect([...known, ...timeouts]).to.include.members(Object.keys(body));
  });

  it("is version 8.2, whatever version a header asks for (X-160, X-161, DM-051)", async () => {
    const reply = await server.api.send<Service>("GET", "/service", { headers: { "accept-version": "7.0" } });
    expect(reply.body.api_version)
      .to.equal("8.2")
      .and.match(/^(0|[1-9]\d*)\.(0|[1-9]\d*)$/);
  });

  it("keeps Objects 300 s or more, and URLs 30 s or more but no longer than Objects (SVC-012, SVC-013, X-144)", async () => {
    const { min_object_timeout, min_presigned_url_timeout = "absent" } = await service();
    const [objects = 0, urls = 0] = [min_object_timeout, min_presigned_url_timeout].map((t) =>
      Number(t.split(":")[0]),
    );
    expect(objects).to.be.at.least(300);
    expect(urls).to.be.at.least(30).and.at.most(objects);
  });

  it("advertises webhooks by a unique name, and their operations work (SVC-014, X-163)", async () => {
    const names = ((await service()).event_stream_mechanisms ?? []).map(({ name }) => name);
    expect(names).to.include("webhooks").and.have.lengthOf(new Set(names).size);
    expect((await server.api.get("/service/webhooks")).status).to.equal(200);
  });

  it("answers null to an update, and shows it at once (SVC-015, SVC-020, SVC-025)", async () => {
    const { status, body } = await server.api.post("/service", {
      name: "Harbour",
      description: "The store.",
    });
    expect([status, body]).to.deep.equal([200, null]);
    expect(await service()).to.include({ name: "Harbour", description: "The store." });
  });

  it("keeps a key left out and unsets one that is empty (SVC-015, SVC-022)", async () => {
    await server.api.post("/service", { name: "Harbour", description: "The store." });
    await server.api.post("/service", { name: "Pier" });
    expect(await service()).to.include({ name: "Pier", description: "The store." });
    await server.api.post("/service", { name: "" });
    expect(await service()).to.not.have.property("name");
    expect(await service()).to.include({ description: "The store." });
  });

  it("changes nothing by keys that are not the client's to set (SVC-021, DM-051, X-008)", async () => {
    const before = await service();
    const given = { type: "urn:x-other", api_version: "9.9", min_object_timeout: "1:0", novel: { a: 1 } };
    expect((await server.api.post("/service", given)).status).to.equal(200);
    expect(await service()).to.deep.equal(before);
  });

  const WRONG: [string, string | undefined][] = [
    ["no body", undefined],
    ["text that is not JSON", "name=Pier"],
    ["a list", "[]"],
    ["a string", '"Pier"'],
    ["null", "null"],
    ["a name that is a number", '{"name": 5}'],
    ["a description that is null", '{"description": null}'],
  ];
  for (const [what, text] of WRONG) {
    it(`refuses ${what} with 400 and changes nothing (SVC-023, X-007, X-044)`, async () => {
      const before = await service();
      expectRefusal(await server.api.send("POST", "/service", text === undefined ? {} : { text }), 400);
      expect(await service()).to.deep.equal(before);
    });
  }

  it("keeps both of two updates sent at once (SVC-022)", async () => {
    await server.api.post("/service", { name: "", description: "" });
    await Promise.all([
      server.api.post("/service", { name: "A" }),
      server.api.post("/service", { description: "B" }),
    ]);
    expect(await service()).to.include({ name: "A", description: "B" });
  });
});
