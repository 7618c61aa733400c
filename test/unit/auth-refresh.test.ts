import { expect } from "chai";
import { setPassword, setStatus } from "../../src/auth/users.ts";
import { openTestAccounts, PASSWORD, type TestAccounts } from "../support/accounts.ts";

const ADDRESS = "192.0.2.1";

describe("refresh tokens", function () {
  this.timeout(30_000);
  let test: TestAccounts;
  beforeEach(async () => {
    test = await openTestAccounts();
    await test.user("anna", ["read", "write"]);
  });
  afterEach(() => test.close());

  const login = async (): Promise<string> => {
    const given = await test.accounts.login("anna", PASSWORD, ADDRESS);
    if (given?.refresh_token === undefined) throw new Error("Nobody was let in.");
    return given.refresh_token;
  };
  const refresh = async (token: string): Promise<string | undefined> =>
    (await test.accounts.refresh(token))?.refresh_token;

  it("give a new pair each time, and are stored as a hash only", async () => {
    const first = await login();
    const second = (await refresh(first)) ?? "";
    const third = await refresh(second);
    expect(new Set([first, second, third]).size).to.equal(3);
    const rows = JSON.stringify(await test.engine.read((view) => view.select("refresh_tokens")));
    for (const token of [first, second, third]) expect(rows).to.not.contain(token?.slice(-43));
  });

  it("end the whole login when a spent one is shown again, and no other login", async () => {
    const other = await login();
    const first = await login();
    const second = (await refresh(first)) ?? "";
    expect(await refresh(first)).to.equal(undefined);
    expect(await refresh(second)).to.equal(undefined);
    expect(await refresh(other)).to.be.a("string");
    expect(test.lines.map(({ message }) => message)).to.include(
      "A refresh token was used twice, so its login is ended.",
    );
    expect(JSON.stringify([test.lines, test.events])).to.not.contain("tamsr_");
    expect(test.events.map(({ event }) => event)).to.include("refresh_reuse");
  });

  it("are spent once, however many show them at the same time", async () => {
    const first = await login();
    const given = await Promise.all([1, 2, 3, 4].map(() => refresh(first)));
    expect(given.filter((token) => token !== undefined)).to.have.length(1);
  });

  it("end with the time after the login, however often they were refreshed", async () => {
    const first = await login();
    test.pass(86_399);
    const second = await refresh(first);
    expect(second).to.be.a("string");
    test.pass(1);
    expect(await refresh(second ?? "")).to.equal(undefined);
  });

  it("are cleared away once they have expired, by the next login", async () => {
    await login();
    await login();
    test.pass(86_401);
    await login();
    expect(await test.engine.read((view) => view.select("refresh_tokens"))).to.have.length(1);
  });

  it("end with a new password, a suspension and a logout", async () => {
    const first = await login();
    await setPassword(test, "anna", PASSWORD);
    expect(await refresh(first)).to.equal(undefined);
    const second = await login();
    await setStatus(test, "anna", "suspended");
    await setStatus(test, "anna", "active");
    expect(await refresh(second)).to.equal(undefined);
    const third = await login();
    const fourth = await refresh(third);
    await test.accounts.logout(third);
    expect(await refresh(fourth ?? "")).to.equal(undefined);
    await test.accounts.logout("tamsr_nonsense");
  });

  it("are refused in any other form", async () => {
    for (const token of ["", "tamsr_", `tamsr_${"0".repeat(32)}_${"A".repeat(43)}`, "x".repeat(5000)])
      expect(await refresh(token)).to.equal(undefined);
  });
});
