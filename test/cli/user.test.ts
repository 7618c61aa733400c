import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { User } from "../../src/auth/users.ts";
import { Installation, type Ran } from "../support/tams.ts";

const START = join(import.meta.dirname, "..", "..", "src", "start.mjs");
const PASSWORD = "seven green boats";

describe("tams user", function () {
  this.timeout(120_000);
  let folder = "";
  let tams: Installation;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "tams-user-"));
    tams = await Installation.in(folder);
  });
  after(async () => {
    await tams.stop("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs a command with a text on its stdin. */
  const told = async (input: string, ...args: string[]): Promise<Ran> => {
    const child = spawn(process.execPath, [START, "user", ...args], { env: { ...process.env, ...tams.env } });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name].setEncoding("utf8").on("data", (text: string) => {
        output[name] += text;
      });
    child.stdin.on("error", () => undefined).end(input);
    await once(child, "close");
    return { status: child.exitCode, ...output };
  };
  const shown = async (...args: string[]): Promise<User> =>
    JSON.parse((await tams.run(["user", ...args, "--json"])).stdout) as User;
  const statusOf = async (password: string): Promise<number> => {
    const authorization = `Basic ${Buffer.from(`anna:${password}`).toString("base64")}`;
    return (await fetch(`${tams.url}/flows`, { headers: { authorization } })).status;
  };

  it("adds, changes, suspends and removes a user beside a running server", async () => {
    await tams.start({ TAMS_AUTH: "basic", TAMS_AUTH_CACHE_SECONDS: "0" });
    expect(await statusOf(PASSWORD)).to.equal(401);
    const added = await told(`${PASSWORD}\n`, "add", "anna", "--groups", "news,sport", "--scopes", "read");
    expect(added, added.stderr).to.include({ status: 0 });
    expect(added.stdout + added.stderr).to.not.contain(PASSWORD);
    expect(await statusOf(PASSWORD)).to.equal(200);
    expect(await shown("set", "anna", "--scopes", "read,write")).to.deep.include({
      scopes: ["read", "write"],
      groups: ["news", "sport"],
    });
    expect(await shown("suspend", "anna")).to.include({ status: "suspended" });
    expect(await statusOf(PASSWORD)).to.equal(401);
    expect(await shown("activate", "anna")).to.include({ status: "active" });
    expect(await told("another password\r\n", "passwd", "anna")).to.include({ status: 0 });
    expect(await statusOf(PASSWORD)).to.equal(401);
    expect(await statusOf("another password")).to.equal(200);
    expect(await shown("show", "anna")).to.include({ id: "user:anna", kind: "user", status: "active" });
    const removed = await tams.run(["user", "remove", "anna"]);
    expect(removed).to.include({ status: 0, stdout: "anna is removed.\n" });
    expect(await statusOf("another password")).to.equal(401);
    expect((await tams.run(["user", "list"])).stdout).to.equal("0 users.\n");
  });

  it("lists users as text and as JSON, without passwords", async () => {
    await told(`${PASSWORD}\n`, "add", "berta");
    await told(`${PASSWORD}\n`, "add", "carl", "--groups", "news");
    const text = await tams.run(["user", "list"]);
    expect(text.stdout).to.match(/^berta {2}active {2}scopes read .*\ncarl .*groups news.*\n2 users\.\n$/);
    const { users, count } = JSON.parse((await tams.run(["user", "list", "--json"])).stdout) as {
      users: User[];
      count: number;
    };
    expect([users.map(({ name }) => name), count]).to.eql([["berta", "carl"], 2]);
    expect(JSON.stringify(users)).to.not.match(/scrypt|password/);
  });

  it("says what is wrong with the arguments", async () => {
    for (const [input, args, status, reason] of [
      ["", ["add"], 2, /Which user\?/],
      ["", ["add", "dora"], 2, /no password on stdin/],
      ["short\n", ["add", "dora"], 2, /at least 8 characters/],
      [`${PASSWORD}\n`, ["add", "a:b"], 2, /A user's name is/],
      [`${PASSWORD}\n`, ["add", "dora", "--scopes", "wirte"], 2, /Did you mean write\?/],
      [`${PASSWORD}\n`, ["add", "dora", "--password", PASSWORD], 2, /no flag --password/],
      [`${PASSWORD}\n`, ["add", "berta"], 1, /exists already/],
      ["", ["show", "nobody"], 1, /nobody does not exist/],
      ["", ["passwd", "nobody"], 1, /nobody does not exist/],
      ["", ["set", "berta"], 2, /What is to change\?/],
      ["", ["ad", "berta"], 2, /Did you mean add\?/],
    ] as const) {
      const ran = await told(input, ...args);
      expect(ran.status, args.join(" ")).to.equal(status);
      expect(ran.stderr).to.match(reason);
      expect(ran.stdout).to.equal("");
    }
    const help = await tams.run(["user", "passwd", "--help"]);
    expect(help.status).to.equal(0);
    expect(help.stdout).to.match(/^Usage: tams user passwd NAME/);
  });
});
