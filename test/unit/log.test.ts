import { PassThrough, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { openLog } from "../../src/log.ts";

/** What a log of this level writes, line by line. */
async function written(
  level: "warn" | "info",
  work: (log: ReturnType<typeof openLog>) => void,
): Promise<object[]> {
  const stream = new PassThrough();
  const log = openLog(level, stream);
  work(log);
  await log.close();
  stream.end();
  return (await text(stream))
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

describe("the log", () => {
  it("writes one JSON object a line, in order, with time and severity", async () => {
    const lines = await written("info", (log) => {
      for (let at = 0; at < 100; at++) log.info("request", { id: at });
      log.error("It broke.", { cause: "two\nlines" });
      log.debug("not asked for");
    });
    expect(lines).to.have.length(101);
    expect(lines[7]).to.include({ level: "info", message: "request", id: 7 }).and.to.have.property("time");
    expect(lines[100]).to.include({ level: "error", cause: "two\nlines" });
  });

  it("ends no server when nobody reads it any more", async () => {
    const gone = new Writable({ write: (_chunk, _encoding, done) => done(new Error("EPIPE")) });
    const log = openLog("info", gone);
    log.info("first");
    await new Promise((resolve) => gone.once("close", resolve));
    log.info("second");
    await log.close();
    expect(gone.errored?.message).to.equal("EPIPE");
  });

  it("leaves out what is less severe than asked for", async () => {
    const lines = await written("warn", (log) => {
      log.info("request");
      log.warn("Careful.");
    });
    expect(lines).to.have.length(1);
  });
});
