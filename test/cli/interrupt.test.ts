import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";

const MODULE = join(import.meta.dirname, "..", "..", "src", "cli", "interrupt.ts");

describe("a command that is interrupted", () => {
  it("says how things stand, leaves no scratch folder, and ends as shells expect", async () => {
    for (const [signal, code] of [
      ["SIGINT", 130],
      ["SIGTERM", 143],
    ] as const) {
      const folder = await mkdtemp(join(tmpdir(), "tams-interrupt-"));
      await writeFile(join(folder, "file"), "x");
      const script = `
        import { interruptible } from ${JSON.stringify(MODULE)};
        const work = () => new Promise((done) => {
          setTimeout(done, 30_000);
          process.kill(process.pid, "${signal}");
        });
        await interruptible("Interrupted.", work, ${JSON.stringify(folder)});`;
      const ran = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
      expect([ran.status, ran.stderr]).to.eql([code, "Interrupted.\n"]);
      expect(existsSync(folder)).to.equal(false);
      await rm(folder, { recursive: true, force: true });
    }
  });
});
