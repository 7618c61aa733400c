import { expect } from "chai";
import { judged } from "../support/judged.ts";
import { profile } from "../support/make.ts";
import { expectRefusal } from "../support/served.ts";

const POLICY = `
create: [editors]
grants:
  - { group: editors, classes: [news], allow: [read, write] }
  - { group: makers, classes: [news], allow: [read, write] }
`;

describe("access to Profiles and the service", () => {
  const server = judged(POLICY);

  it("show Profiles to everybody, and let those make them who create (AUTH-063)", async () => {
    const body = profile();
    expectRefusal(await server.as("makers").post(`/service/profiles/${body.id}`, body), 403, body.id);
    expectRefusal(
      await server.as("makers").post(`/service/profiles/${body.id}`, { bad: true }),
      403,
      body.id,
    );
    expect((await server.as("editors").post(`/service/profiles/${body.id}`, body)).status).to.equal(201);
    expect((await server.as("unknown").get(`/service/profiles/${body.id}`)).status).to.equal(200);
    expect(
      (await server.as("unknown").all<{ id: string }>("/service/profiles")).map(({ id }) => id),
    ).to.include(body.id);
  });

  it("describe the service to everybody, and let administrators change that (AUTH-040)", async () => {
    expect((await server.as("unknown").get("/service")).status).to.equal(200);
    expect((await server.as("unknown").get("/")).status).to.equal(200);
    expectRefusal(await server.as("editors").post("/service", { name: "x" }), 403);
    expect((await server.admin.post("/service", { name: "x" })).status).to.equal(200);
  });
});
