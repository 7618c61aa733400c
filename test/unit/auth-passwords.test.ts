import { expect } from "chai";
import { hashPassword, isPassword } from "../../src/auth/passwords.ts";
import { setPassword, setStatus } from "../../src/auth/users.ts";
import { CACHE_SECONDS, openTestAccounts, PASSWORD, type TestAccounts } from "../support/accounts.ts";

const ADDRESS = "192.0.2.1";

describe("passwords of local users", function () {
  this.timeout(30_000);
  let test: TestAccounts;
  beforeEach(async () => {
    test = await openTestAccounts();
  });
  afterEach(() => test.close());

  const pair = (password: string, accounts = test.accounts) => accounts.verifyPair("anna", password, ADDRESS);
  const changed = () => test.pass(CACHE_SECONDS);

  it("are stored as scrypt with a salt of their own, never as they are", async () => {
    const [one, two] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
    expect(one).to.match(/^scrypt\$16\$8\$2\$/);
    expect(one).to.not.equal(two);
    expect(one).to.not.contain(PASSWORD);
    expect(await Promise.all([isPassword(PASSWORD, one), isPassword(PASSWORD, two)])).to.eql([true, true]);
    expect(await isPassword(`${PASSWORD} `, one)).to.equal(false);
    expect(await isPassword(PASSWORD, undefined)).to.equal(false);
  });

  it("are the same however the keyboard composed them", async () => {
    const stored = await hashPassword("über den Fluss".normalize("NFD"));
    expect(await isPassword("über den Fluss".normalize("NFC"), stored)).to.equal(true);
  });

  it("are refused when they are too short, without being repeated", async () => {
    const refusal = await hashPassword("secret7").catch((cause: Error) => cause.message);
    expect(refusal)
      .to.match(/at least 8 characters/)
      .and.not.contain("secret7");
  });

  it("lock a user after too many wrong ones, for every process, until the time is over", async () => {
    await test.user("anna");
    const other = test.again();
    for (const accounts of [test.accounts, other, test.accounts])
      expect(await pair("wrong", accounts)).to.equal(undefined);
    expect(await pair(PASSWORD, other)).to.equal(undefined);
    expect(await test.accounts.login("anna", PASSWORD, ADDRESS)).to.equal(undefined);
    expect(test.events).to.deep.include({
      event: "lockout",
      actor: { id: "user:anna", name: "anna" },
      outcome: "refused",
      rule: "3 wrong passwords in a row",
      address: ADDRESS,
    });
    test.pass(901);
    expect((await pair(PASSWORD, other))?.id).to.equal("user:anna");
  });

  it("are refused while the user is locked, right ones too, but where they were right before", async () => {
    await test.user("anna");
    const from = async (address: string, password = PASSWORD): Promise<string | undefined> =>
      (await test.accounts.verifyPair("anna", password, address))?.id;
    expect(await from(ADDRESS)).to.equal("user:anna");
    for (const guess of ["wrong", "worse", "worst"]) await from("192.0.2.66", guess);
    expect(await from("192.0.2.66")).to.equal(undefined);
    expect(await from(ADDRESS, "wrong")).to.equal(undefined);
    // Her client goes on to the end of the lock, which is longer than a pair is believed.
    for (const _ of [1, 2, 3]) {
      expect(await from(ADDRESS)).to.equal("user:anna");
      test.pass(299);
    }
    expect(await from(ADDRESS)).to.equal("user:anna");
    expect(await from("192.0.2.66")).to.equal(undefined);
    test.pass(4);
    expect(await from("192.0.2.66")).to.equal("user:anna");
  });

  it("that were right before a lock are refused once they are no more", async () => {
    await test.user("anna");
    expect((await pair(PASSWORD))?.id).to.equal("user:anna");
    for (const _ of [1, 2, 3]) await test.accounts.verifyPair("anna", "wrong", "192.0.2.66");
    expect((await pair(PASSWORD))?.id).to.equal("user:anna");
    await setPassword(test, "anna", "another password");
    changed();
    for (const _ of [1, 2, 3]) expect(await pair(PASSWORD)).to.equal(undefined);
    expect(await pair("another password")).to.equal(undefined);
  });

  it("count wrong ones in a row only", async () => {
    await test.user("anna");
    for (const password of ["wrong", "wrong", PASSWORD, "wrong", "wrong"])
      await test.accounts.login("anna", password, ADDRESS);
    expect((await pair(PASSWORD))?.id).to.equal("user:anna");
  });

  it("cannot be guessed faster by guessing at the same time", async () => {
    await test.user("anna");
    await Promise.all(["a", "b", "c", "d", "e", "f"].map((guess) => pair(guess)));
    expect(await pair(PASSWORD)).to.equal(undefined);
    expect(test.lines.filter(({ message }) => message.includes("locked"))).to.have.length(1);
  });

  it("get the same answer and the same work for unknown, locked and suspended users", async () => {
    await test.user("anna");
    await test.user("suspended");
    await setStatus(test, "suspended", "suspended");
    for (const _ of [1, 2, 3]) await pair("wrong");
    for (const [name, password] of [
      ["nobody", "wrong"],
      ["anna", "wrong"],
      ["anna", PASSWORD],
      ["suspended", PASSWORD],
    ] as const) {
      const before = test.writes();
      expect(await test.accounts.login(name, password, ADDRESS)).to.equal(undefined);
      expect(test.writes() - before).to.equal(1);
    }
  });

  it("that were right a moment ago cost no further check, and many at once cost one", async () => {
    await test.user("anna");
    const before = test.writes();
    await Promise.all(Array.from({ length: 20 }, () => pair(PASSWORD)));
    await pair(PASSWORD);
    expect(test.writes() - before).to.equal(1);
  });

  it("that were right a moment ago fail within seconds of a change by another process", async () => {
    await test.user("anna");
    expect((await pair(PASSWORD))?.id).to.equal("user:anna");
    await setPassword(test, "anna", "another password");
    changed();
    expect(await pair(PASSWORD)).to.equal(undefined);
    expect((await pair("another password"))?.id).to.equal("user:anna");
    await setStatus(test, "anna", "suspended");
    changed();
    expect(await pair("another password")).to.equal(undefined);
  });

  it("are put in order by activating the user", async () => {
    await test.user("anna");
    for (const _ of [1, 2, 3]) await pair("wrong");
    await setStatus(test, "anna", "active");
    expect((await pair(PASSWORD))?.id).to.equal("user:anna");
  });
});
