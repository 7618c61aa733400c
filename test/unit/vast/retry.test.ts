import { expect } from "chai";
import { VastError } from "../../../src/vast/errors.ts";
import { backoffMs, DEFAULT_RETRY, withRetry } from "../../../src/vast/retry.ts";

const QUICK = { attempts: 3, baseMs: 1, totalMs: 60_000 };
const busy = new VastError("slowDown", "Slow down.", { mayRetry: true });

const failing = (thrown: Error, _noted: number): Promise<never> => Promise.reject(thrown);

async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
}

describe("vast: retries", () => {
  it("waits from nothing up to a cap that doubles, as the official SDK does", () => {
    const longest = [1, 2, 3, 4].map((failed) => backoffMs(DEFAULT_RETRY, failed, () => 1));
    expect(longest).to.deep.equal([1000, 2000, 4000, 8000]);
    expect(backoffMs(DEFAULT_RETRY, 4, () => 0)).to.equal(0);
    expect(backoffMs({ ...DEFAULT_RETRY, capMs: 3000 }, 9, () => 1)).to.equal(3000);
  });

  it("tries again until it succeeds, and counts the attempts", async () => {
    const attempts: number[] = [];
    const result = await withRetry(QUICK, undefined, (attempt) => {
      attempts.push(attempt);
      return attempt < 3 ? Promise.reject(busy) : Promise.resolve("done");
    });
    expect([result, attempts]).to.deep.equal(["done", [1, 2, 3]]);
  });

  it("gives up after so many attempts with what the last one threw", async () => {
    let calls = 0;
    const last = await thrownBy(
      withRetry(QUICK, undefined, () =>
        Promise.reject(new VastError("slowDown", `${++calls}`, { mayRetry: true })),
      ),
    );
    expect(last).to.be.instanceOf(VastError).with.property("message", "3");
    expect(calls).to.equal(3);
  });

  it("gives up when the time is over, however many attempts are left", async () => {
    const attempts: number[] = [];
    const policy = { attempts: 1000, baseMs: 1, totalMs: 0 };
    await thrownBy(withRetry(policy, undefined, (attempt) => failing(busy, attempts.push(attempt))));
    expect(attempts).to.deep.equal([1]);
  });

  it("does not repeat what may not be repeated, nor what others threw", async () => {
    for (const thrown of [new VastError("conflict", "No."), new TypeError("bug")]) {
      const attempts: number[] = [];
      const work = withRetry(QUICK, undefined, (attempt) => failing(thrown, attempts.push(attempt)));
      expect(await thrownBy(work)).to.equal(thrown);
      expect(attempts).to.deep.equal([1]);
    }
  });

  it("ends a wait when it is aborted, with the reason as cause", async () => {
    const controller = new AbortController();
    const policy = { attempts: 5, baseMs: 1e9, totalMs: 1e9 };
    const outcome = thrownBy(
      withRetry(policy, controller.signal, () => {
        setImmediate(() => controller.abort("enough"));
        return Promise.reject(busy);
      }),
    );
    expect(await outcome).to.include({ kind: "aborted", cause: "enough" });
  });
});
