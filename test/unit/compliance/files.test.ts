import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { parseReport } from "../../../src/compliance/report.ts";
import { type SmallServer, smallServer } from "./small-server.ts";

const PROGRAM = path.join(import.meta.dirname, "../../../src/compliance/start.mjs");

/** Runs the program; a reader of what it says may close the pipe at the first line. */
async function ended(args: readonly string[], isCut = false): Promise<{ code: unknown; text: string }> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  child.stderr.on("data", (chunk) => said.push(String(chunk)));
  if (isCut) child.stdout.once("data", () => child.stdout.destroy());
  else child.stdout.on("data", (chunk) => said.push(String(chunk)));
  const [code] = await once(child, "close");
  return { code, text: said.join("") };
}

describe("compliance: the files of a run", function () {
  this.timeout(20_000);
  let server: SmallServer;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tams-test-"));
    server = await smallServer({ "GET /": { body: ["flows"] } });
  });
  afterEach(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const here = (name: string) => path.join(folder, name);
  const run = (...files: readonly string[]) => ["--url", server.url, "--id", "service/root", ...files];

  it("are tried before the server is asked anything, and left as they were", async () => {
    await mkdir(here("a-folder"));
    await writeFile(here("kept"), "as it was");
    for (const bad of [here("a-folder"), here("kept/x.json"), "/proc/nope/x.json"]) {
      const { code, text } = await ended(run("--html", here("kept"), "--json", bad));
      expect([code, text.split("\n")[0]?.startsWith(`tams-compliance: ${bad} cannot be written: `)]).to.eql([
        2,
        true,
      ]);
    }
    expect(server.seen).to.eql([]);
    expect(await readFile(here("kept"), "utf8")).to.equal("as it was");
  });

  it("are all written but the one that cannot be, and before anything is said", async () => {
    let isTaken = false;
    server.close();
    server = await smallServer({
      "GET /": () => {
        isTaken = true;
        void mkdir(here("a.json"));
        return { body: ["flows"] };
      },
    });
    const { code, text } = await ended(run("--json", here("a.json"), "--html", here("a.html")));
    expect([isTaken, code]).to.eql([true, 2]);
    expect(text).to.contain("FAILED service/root").and.contain("a.json cannot be written: EISDIR");
    expect(await readFile(here("a.html"), "utf8")).to.contain("</html>");
  });

  it("are written when nobody reads what the program says", async () => {
    const { code, text } = await ended(run("--json", here("a.json")), true);
    expect([code, text]).to.eql([1, ""]);
    expect(parseReport(await readFile(here("a.json"), "utf8")).tests).to.have.length(1);
  });

  it("never overwrite each other, also not by a link", async () => {
    await symlink(here("a"), here("b"));
    await writeFile(here("a"), "");
    for (const other of [here("a"), `${folder}/./a`, here("b")]) {
      const { code, text } = await ended(run("--json", here("a"), "--junit", other));
      expect(text).to.contain(`--junit ${other} would overwrite what --json writes.`);
      expect(code).to.equal(2);
    }
    expect(server.seen).to.eql([]);
  });

  it("never overwrite what is compared", async () => {
    await ended(run("--json", here("a.json")));
    const before = await readFile(here("a.json"), "utf8");
    const both = [here("a.json"), here("a.json")];
    const { code, text } = await ended(["compare", ...both, "--html", here("a.json")]);
    expect(text).to.contain(`would overwrite ${here("a.json")}, which is read.`);
    expect([code, await readFile(here("a.json"), "utf8")]).to.eql([2, before]);
    expect((await ended(["compare", ...both, "--html", ""])).text).to.contain("--html is empty");
    await writeFile(here("hollow.json"), '{"format":1}');
    const hollow = await ended(["compare", here("a.json"), here("hollow.json")]);
    expect(hollow.text).to.match(/^tams-compliance: .*hollow\.json cannot be compared: It is no report/);
    expect(hollow.code).to.equal(2);
  });
});
