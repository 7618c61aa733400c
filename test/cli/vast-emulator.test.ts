import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "chai";
import { readFaults } from "../../src/cli/vast-emulator.ts";
import { connectVast } from "../../src/vast/client.ts";

const PROGRAM = join(import.meta.dirname, "..", "..", "src", "start.mjs");

/** Runs the command until it has printed what it prints at its start, or ended. */
async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [PROGRAM, "vast-emulator", ...args], {
    env: { PATH: process.env["PATH"] ?? "", ...env },
  });
  const ended = once(child, "exit");
  let out = "";
  let err = "";
  child.stderr.on("data", (part) => {
    err += part;
  });
  await new Promise<void>((resolve) => {
    child.stdout.on("data", (part) => {
      out += part;
      if (out.includes("TAMS_VAST_BUCKET")) resolve();
    });
    child.on("exit", () => resolve());
  });
  return {
    variables: new Map(
      [...out.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
    ),
    out,
    stop: async (signal?: NodeJS.Signals) => {
      if (signal !== undefined) child.kill(signal);
      const [code] = await ended;
      return { code, err };
    },
  };
}

describe("tams vast-emulator", () => {
  it("prints the environment with which a client reaches it, and ends with 0 on SIGINT and SIGTERM", async () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const { variables, stop } = await run(["--port", "0", "--bucket", "media,other"]);
      const client = await connectVast({
        endpoints: [variables.get("TAMS_VAST_ENDPOINTS") ?? ""],
        accessKeyId: variables.get("TAMS_VAST_ACCESS_KEY_ID") ?? "",
        secretAccessKey: variables.get("TAMS_VAST_SECRET_ACCESS_KEY") ?? "",
      });
      expect(variables.get("TAMS_ENGINE")).to.equal("vast");
      const found = await client.transaction((tx) =>
        tx.bucket(variables.get("TAMS_VAST_BUCKET") ?? "").exists(),
      );
      expect([variables.get("TAMS_VAST_BUCKET"), found]).to.eql(["media", true]);
      await client.close();
      expect(await stop(signal)).to.eql({ code: 0, err: "" });
    }
  });

  it("takes the keys of the settings, and does not print them", async () => {
    const keys = { TAMS_VAST_ACCESS_KEY_ID: "given", TAMS_VAST_SECRET_ACCESS_KEY: "given-secret" };
    const { out, stop } = await run(["--port", "0"], keys);
    expect(out).not.to.contain("given-secret");
    expect(out).not.to.contain("TAMS_VAST_SECRET_ACCESS_KEY=");
    await stop("SIGTERM");
  });

  it("ends with 2 on half a pair of keys, and on arguments that make no sense", async () => {
    const half = await run(["--port", "0"], { TAMS_VAST_ACCESS_KEY_ID: "given" });
    expect(await half.stop()).to.deep.include({ code: 2 });
    for (const args of [["--port", "x"], ["--bucket", "A B"], ["--faults", "slowDwn=1"], ["--nothing"]]) {
      const { code, err } = await (await run(args)).stop();
      expect([args[0], code]).to.eql([args[0], 2]);
      expect(err).to.match(/^[A-Z].*\./);
    }
  });

  it("reads faults as one probability for all, or by name", () => {
    expect(readFaults(undefined)).to.eql({});
    expect(readFaults("0.25")).to.include({ slowDown: 0.25, lateFrames: 0.25 });
    expect(readFaults("slowDown=0.5,seed=7,lateMs=3")).to.eql({ slowDown: 0.5, seed: 7, lateMs: 3 });
    for (const wrong of ["2", "-1", "", "slowDown=", "slowDown=x", "slowDwn=1", "seed=0.5"]) {
      expect(() => readFaults(wrong), wrong).to.throw();
    }
  });
});
