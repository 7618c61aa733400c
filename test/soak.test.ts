import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect } from "chai";

const SCRIPTS = path.join(import.meta.dirname, "..", "scripts");

function soak(program: string, ...args: string[]) {
  return spawnSync(process.execPath, [path.join(SCRIPTS, program), ...args], { encoding: "utf8" });
}

describe("the soaks of webhooks and of workers", () => {
  for (const program of ["soak-webhooks.ts", "soak-workers.ts"]) {
    it(`${program} says what it proves and how much of it can be asked for`, () => {
      const { status, stdout } = soak(program, "--help");
      expect(status).to.equal(0);
      expect(stdout).to.match(/^Usage: npm run soak:/);
      for (const flag of ["--events N", "--seed N", "--keep", "--help"]) expect(stdout).to.contain(flag);
    });

    it(`${program} is not run with settings that it does not understand`, () => {
      const unknown = soak(program, "--kill", "3");
      expect([unknown.status, unknown.stdout]).to.eql([1, ""]);
      expect(unknown.stderr).to.match(/failed: Unknown option '--kill'\. The flags are --events, /);
      const wrong = soak(program, "--events", "many");
      expect([wrong.status, wrong.stdout]).to.eql([1, ""]);
      expect(wrong.stderr).to.contain("--events is a whole number from 100 to ");
    });
  }
});
