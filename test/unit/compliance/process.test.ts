import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { parseReport } from "../../../src/compliance/report.ts";
import { type Answers, type SmallServer, smallServer, type Told } from "./small-server.ts";

const PROGRAM = path.join(import.meta.dirname, "../../../src/compliance/start.mjs");
const LISTINGS = ["/flows", "/sources", "/flow-delete-requests"];
const EMPTY: Answers = Object.fromEntries(LISTINGS.map((place) => [`GET ${place}`, { body: [] }]));
const ROOT: Answers = {
  ...EMPTY,
  "GET /": { body: ["service", "flows", "sources", "objects", "flow-delete-requests"] },
};

/** The program as a process, and all that it says. */
function start(args: readonly string[]): {
  child: ChildProcess;
  ended: Promise<{ code: unknown; text: string }>;
} {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  for (const output of [child.stdout, child.stderr]) output.on("data", (chunk) => said.push(String(chunk)));
  const ended = once(child, "close").then(([code]) => ({ code, text: said.join("") }));
  return { child, ended };
}

const ended = (...args: string[]) => start(args).ended;

describe("compliance: the program", () => {
  let server: SmallServer | undefined;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tams-test-"));
  });
  afterEach(() => server?.close());
  after(() => rm(folder, { recursive: true, force: true }));

  it("exits with 0 and writes its reports when nothing fails", async () => {
    server = await smallServer(ROOT);
    const [json, junit] = [path.join(folder, "new/a.json"), path.join(folder, "a.xml")];
    const run = await ended("--url", server.url, "--id", "service/root", "--json", json, "--junit", junit);
    expect(run.text).to.contain("Nothing failed.");
    expect(run.code).to.equal(0);
    expect(parseReport(await readFile(json, "utf8")).tests.map(({ outcome }) => outcome)).to.eql(["passed"]);
    expect(await readFile(junit, "utf8")).to.contain('failures="0"');
  });

  it("exits with 1 when something fails, and shows the request", async () => {
    server = await smallServer({ "GET /": { body: ["/flows"] } });
    const run = await ended("--url", server.url, "--id", "service/root");
    expect(run.code).to.equal(1);
    expect(run.text).to.contain("SVC-001 [M] failed").and.contain(`curl -sS -i`).and.contain(server.url);
  });

  it("shows a request that a shell can repeat, with a place for the token", async () => {
    server = await smallServer({ "GET /": { body: ["/flows"] } });
    const run = await ended("--url", server.url, "--id", "service/root", "--access-token", "hush-hush");
    expect(run.text)
      .to.contain(`'${server.url}/?access_token='"$TAMS_ACCESS_TOKEN"''`)
      .and.not.contain("hush-hush");
  });

  it("exits with 2 when the server is not there, is no TAMS, or the command line is wrong", async () => {
    server = await smallServer({ "GET /service": { status: 401 } });
    const dead = await ended("--url", "http://127.0.0.1:1");
    expect([dead.code, dead.text]).to.eql([
      2,
      "tams-compliance: GET http://127.0.0.1:1/service got no answer: connect ECONNREFUSED 127.0.0.1:1.\n",
    ]);
    const refused = await ended("--url", server.url);
    expect([refused.code, refused.text]).to.eql([
      2,
      "tams-compliance: GET /service answered 401: give credentials, see `tams-compliance --help`.\n",
    ]);
    const wrong = await ended("--url", server.url, "--id", "NO-001");
    expect([wrong.code, wrong.text.split("\n")[0]]).to.eql([
      2,
      'tams-compliance: "NO-001" is no behaviour, test or topic; see `tams-compliance list`.',
    ]);
  });

  it("says why discovery ends: refused credentials, a redirection, an identity that no test knows", async () => {
    const said = async (told: Told, ...args: string[]) => {
      server = await smallServer({ "GET /service": told });
      const run = await ended("--url", server.url, ...args);
      server.close();
      expect(run.code).to.equal(2);
      return run.text.split("\n")[0];
    };
    expect(await said({ status: 401 }, "--token", "wrong-token")).to.equal(
      "tams-compliance: GET /service answered 401: the server refuses these credentials, see `tams-compliance --help`.",
    );
    const headers = { Location: "https://login.example.org/?client=1" };
    expect(await said({ status: 302, headers })).to.equal(
      "tams-compliance: GET /service answered 302 and leads to https://login.example.org/?client=1: " +
        "give the base of the API as it is in the end.",
    );
    expect(await said({}, "--as", "reader=token:abc")).to.equal(
      'tams-compliance: No test knows an identity "reader": it is one of admin, alice, basic, bearer, bob, delete, ' +
        "read, url, write.",
    );
    expect(await said({}, "--as", "abc")).to.contain("such as --as read=token:abc");
  });

  it("exits with 130 when it is interrupted before any test", async () => {
    let interrupt: () => void = () => undefined;
    const service = (): Told => {
      interrupt();
      return { isSilent: true };
    };
    server = await smallServer({ "GET /service": service });
    const { child, ended } = start(["--url", server.url, "--id", "service/root"]);
    interrupt = () => child.kill("SIGINT");
    const run = await ended;
    expect([run.code, run.text]).to.eql([
      130,
      "\nStopping: what was made is taken away. Press again to leave it.\n",
    ]);
  });

  it("exits with 2 when the server goes away", async () => {
    const going: SmallServer = await smallServer({
      "GET /": () => {
        going.close();
        return { isSilent: true };
      },
    });
    const run = await ended("--url", going.url, "--id", "service/root", "--patience", "1");
    expect(run.code).to.equal(2);
    expect(run.text).to.match(/\nNo verdict\. The server no longer answers since /);
  });

  it("cleans up, writes what it has and exits with 130 when it is interrupted", async () => {
    const json = path.join(folder, "partial.json");
    let interrupt: () => void = () => undefined;
    server = await smallServer({
      "GET /": () => {
        interrupt();
        return { isSilent: true };
      },
    });
    const { child, ended } = start(["--url", server.url, "--id", "service/root", "--json", json]);
    interrupt = () => child.kill("SIGINT");
    const run = await ended;
    expect(run.code).to.equal(130);
    expect(run.text).to.contain("The run was stopped before its end.");
    expect(parseReport(await readFile(json, "utf8")).run.interrupted).to.equal(true);
  });

  it("compares runs by behaviour, and refuses other files", async () => {
    const [one, two, other] = ["one.json", "two.json", "other.json"].map((name) => path.join(folder, name));
    await writeFile(other ?? "", "{}");
    for (const [file = "", answers] of [
      [one, ROOT] as const,
      [two, { ...EMPTY, "GET /": { body: ["flows"] } }] as const,
    ]) {
      server = await smallServer(answers);
      await ended("--url", server.url, "--id", "service/root", "--strict", "--json", file);
      server.close();
    }
    const compared = await ended("compare", one ?? "", two ?? "");
    expect(compared.code).to.equal(0);
    expect(compared.text)
      .to.match(/SVC-002\s+passed\s+failed/)
      .and.not.match(/SVC-001\s/);
    const refused = await ended("compare", one ?? "", other ?? "");
    expect(refused.code).to.equal(2);
    expect(refused.text).to.contain("It is no report of tams-compliance in format 1.");
  });

  it("lists its tests and what no black box can judge", async () => {
    const text = (await ended("list")).text;
    expect(text).to.contain("service/root").and.contain("A black box cannot judge");
    const listing: unknown = JSON.parse((await ended("list", "--json")).text);
    expect(listing).to.have.keys("tests", "behaviours");
    expect((await ended("--help")).text).to.contain("Examples:");
  });
});
