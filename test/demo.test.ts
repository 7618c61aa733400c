import { execFile, spawnSync } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";

const DEMO = path.join(import.meta.dirname, "..", "scripts", "demo.ts");
const run = promisify(execFile);

describe("the demo: real media through a server", () => {
  it("sends TS and CMAF in and back frame by frame, and edits by reference (OBJ-014, STO-016, SEG-071)", async function () {
    if (spawnSync("ffmpeg", ["-version"]).error !== undefined) {
      process.stderr.write("\n    SKIPPED: the demo needs ffmpeg, which is not installed.\n");
      this.skip();
    }
    this.timeout(180_000);
    const { stdout } = await run(process.execPath, [DEMO, "--seconds", "12"]);
    expect(stdout.trim().split("\n").at(-1)).to.match(
      /^demo: ok, TS 300 frames, CMAF 300 frames, edit 200 frames, [\d.]+ s$/,
    );
  });

  it("says how to get ffmpeg, and fails, where there is none", async () => {
    const { status, stderr } = spawnSync(process.execPath, [DEMO], { env: { PATH: "" }, encoding: "utf8" });
    expect(status).to.equal(1);
    expect(stderr)
      .to.contain("apt-get install ffmpeg")
      .and.contain("brew install")
      .and.contain("winget install");
  });
});
