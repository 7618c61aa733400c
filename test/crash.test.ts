import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect } from "chai";

const CRASH = path.join(import.meta.dirname, "..", "scripts", "crash.ts");

function crash(...args: string[]) {
  return spawnSync(process.execPath, [CRASH, ...args], { encoding: "utf8" });
}

describe("the crash proof: a server that is killed", () => {
  it("has all that it acknowledged and nothing half done (DEL-017, SEG-093, FLW-126, X-069)", function () {
    this.timeout(180_000);
    const { status, stdout, stderr } = crash("--kills", "2", "--segments", "1000");
    expect(status, `${stdout}\n${stderr}`).to.equal(0);
    expect(stdout.trim().split("\n").at(-1)).to.match(
      /^crash: ok, 8 kills, [\d,]+ acknowledged writes all there, nothing half done$/,
    );
  });

  it("is not run with settings that it does not understand", () => {
    const { status, stderr } = crash("--kills", "some");
    expect(status).to.equal(1);
    expect(stderr).to.contain("--kills is a whole number from 1 to 1000.");
  });
});
