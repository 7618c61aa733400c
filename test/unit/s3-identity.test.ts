import { expect } from "chai";
import { StoreError } from "../../src/errors.ts";
import { Identity } from "../../src/media/s3/identity.ts";

function keyFor(accessKeyId: string, lasts: number) {
  return { accessKeyId, secretAccessKey: "s", expiration: new Date(Date.now() + lasts) };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

describe("S3 credentials that end", () => {
  it("are renewed before they do, while the old ones are at hand", async () => {
    const keys = [keyFor("first", 280_000), keyFor("second", 3_600_000)];
    let asked = 0;
    const identity = await Identity.open(async () => keys[asked++] ?? keyFor("none", 0));
    expect(identity.current()).to.equal(keys[0]);
    while (identity.current() === keys[0]) await pause();
    expect(identity.current()).to.equal(keys[1]);
    identity.close();
  });

  it("stay in force while no new ones can be had, and then say so", async () => {
    let asked = 0;
    const provider = async () => {
      if (asked++ > 0) throw new Error("Nobody answers.");
      return keyFor("only", 1500);
    };
    const identity = await Identity.open(provider);
    while (asked < 2) await pause();
    expect(identity.current()).to.include({ accessKeyId: "only" });
    const current = () => identity.current();
    for (;;) {
      try {
        current();
      } catch {
        break;
      }
      await pause();
    }
    expect(current).to.throw(StoreError, "have expired").with.property("fault", "unavailable");
    identity.close();
  });

  it("are an error at the start when there are none", async () => {
    const refused = Identity.open(async () => {
      throw new Error("Nobody answers.");
    });
    expect(await refused.catch(String)).to.contain("Nobody answers.");
  });
});
