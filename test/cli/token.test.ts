import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { ApiToken } from "../../src/auth/api-tokens.ts";
import { addUser } from "../../src/auth/users.ts";
import { Installation } from "../support/tams.ts";

describe("tams token", function () {
  this.timeout(120_000);
  let folder = "";
  let tams: Installation;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "tams-token-"));
    tams = await Installation.in(folder);
  });
  after(async () => {
    await tams.stop("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });

  const statusOf = async (token: string): Promise<number> =>
    (await fetch(`${tams.url}/flows`, { headers: { authorization: `Bearer ${token}` } })).status;

  it("makes a token that is shown once and works until it is revoked", async () => {
    await tams.start({ TAMS_AUTH: "bearer", TAMS_AUTH_CACHE_SECONDS: "0" });
    const made = await tams.run(["token", "create", "ci"]);
    expect(made.status, made.stderr).to.equal(0);
    const token = made.stdout.trim();
    expect(made.stdout).to.match(/^tams_tk[0-9a-f]{16}_[A-Za-z0-9_-]{43}\n$/);
    expect(made.stderr).to.not.contain(token);
    expect(await statusOf(token)).to.equal(200);
    const listed = await tams.run(["token", "list"]);
    const id = token.split("_")[1] ?? "";
    expect(listed.stdout)
      .to.contain(id)
      .and.to.match(/last used .*\n1 token\.\n$/);
    expect(listed.stdout).to.not.contain(token.slice(-40));
    expect((await tams.run(["token", "revoke", id])).stdout).to.equal(`${id} (ci) is revoked.\n`);
    expect(await statusOf(token)).to.equal(401);
  });

  it("keeps to what it was told: user, scopes, networks and expiry", async () => {
    await tams.open(({ app }) =>
      addUser(app, { name: "anna", password: "seven green boats", scopes: ["read"], groups: [] }),
    );
    const flags = [
      "--user",
      "anna",
      "--scopes",
      "read,write",
      "--networks",
      "10.0.0.0/8,::1",
      "--expires",
      "90d",
    ];
    const made = await tams.run(["token", "create", "mine", ...flags, "--json"]);
    const { token, ...shown } = JSON.parse(made.stdout) as ApiToken & { token: string };
    expect(token).to.match(/^tams_/);
    expect(shown).to.deep.include({
      name: "mine",
      user: "user:anna",
      scopes: ["read", "write"],
      networks: ["10.0.0.0/8", "::1"],
      expired: false,
    });
    const days = (Date.parse(shown.expires ?? "") - Date.parse(shown.created)) / 86_400_000;
    expect(Math.round(days)).to.equal(90);
    const { tokens } = JSON.parse((await tams.run(["token", "list", "--json"])).stdout) as {
      tokens: ApiToken[];
    };
    expect(tokens).to.eql([shown]);
  });

  it("is revoked by a name that only one has, and by its id where several have it", async () => {
    const make = async (name: string): Promise<string> =>
      (JSON.parse((await tams.run(["token", "create", name, "--json"])).stdout) as ApiToken).id;
    const [ing, ...two] = [await make("ing"), await make("twin"), await make("twin")];
    expect(await tams.run(["token", "revoke", "ing"])).to.deep.include({
      status: 0,
      stdout: `${ing} (ing) is revoked.\n`,
    });
    expect((await tams.run(["token", "revoke", "ing"])).stderr).to.equal("API token ing does not exist.\n");
    const refused = await tams.run(["token", "revoke", "twin"]);
    expect(refused).to.deep.include({ status: 2, stdout: "" });
    for (const id of two) expect(refused.stderr).to.include(id);
    expect(await tams.run(["token", "revoke", two[0] ?? ""])).to.include({ status: 0 });
    expect((await tams.run(["token", "revoke", "twin"])).stdout).to.equal(`${two[1]} (twin) is revoked.\n`);
  });

  it("says what is wrong with the arguments", async () => {
    for (const [args, status, reason] of [
      [["create"], 2, /What is it for\?/],
      [["create", "x", "--networks", "10.0.0.0/99"], 2, /is no address and no range/],
      [["create", "x", "--expires", "soon"], 2, /needs a time such as 90d/],
      [["create", "x", "--expires", "2001-01-01"], 2, /expired already/],
      [["create", "x", "--user", "nobody"], 1, /nobody does not exist/],
      [["create", "x", "--user", "anna", "--groups", "a"], 2, /groups of that user/],
      [["revoke"], 2, /Which token\?/],
      [["revoke", "tk0000000000000000"], 1, /does not exist/],
    ] as const) {
      const ran = await tams.run(["token", ...args]);
      expect(ran.status, args.join(" ")).to.equal(status);
      expect(ran.stderr).to.match(reason);
      expect(ran.stdout).to.equal("");
    }
  });
});
