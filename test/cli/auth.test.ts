import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { addUser, setStatus } from "../../src/auth/users.ts";
import { readConfig } from "../../src/config.ts";
import type { Decision, Scope } from "../../src/contract/operations.ts";
import { type Explanation, explain } from "../../src/explain.ts";
import type { Engine } from "../../src/storage/engine.ts";
import { type TableName, tables } from "../../src/storage/tables.ts";
import { Client, type Reply, type Sent } from "../support/client.ts";
import { segment, videoFlow, webhook } from "../support/make.ts";
import { eventually, mustBe } from "../support/steps.ts";
import { Installation, type Ran } from "../support/tams.ts";

const POLICY = `
admins: [tams-admins]
create: [editors]
default: [store]
grants:
  - { group: editors, classes: [news, store], allow: [read, write, delete] }
  - { group: readers, classes: [news], allow: [read] }
  - { group: auditors, classes: all, allow: [read] }
  - { group: interns, classes: [embargo], deny: [read] }
newClasses: { editors: [news] }
`;
const PASSWORD = "seven green boats";

/** JSON over HTTP as one user. */
class Caller extends Client {
  readonly #authorization: string;

  constructor(base: string, name: string) {
    super(base);
    this.#authorization = `Basic ${Buffer.from(`${name}:${PASSWORD}`).toString("base64")}`;
  }

  override send<Body>(method: string, path: string, sent: Sent = {}): Promise<Reply<Body>> {
    const headers = { ...sent.headers, Authorization: this.#authorization };
    return super.send<Body>(method, path, { ...sent, headers });
  }
}

describe("tams auth", function () {
  this.timeout(120_000);
  let folder = "";
  let tams: Installation;
  let env: Record<string, string> = {};
  let policyFile = "";
  const flow = videoFlow({ tags: { auth_classes: ["news"] } });
  const body = segment("[0:0_1:0)");

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "tams-auth-"));
    tams = await Installation.in(folder);
    policyFile = join(folder, "policy.yaml");
    await writeFile(policyFile, POLICY);
    env = { TAMS_AUTH: "basic", TAMS_AUTH_POLICY: policyFile, TAMS_AUTH_CACHE_SECONDS: "0" };
    await tams.open(async ({ app }) => {
      const accounts = { engine: app.engine, now: app.now };
      const scopes: readonly Scope[] = ["read", "write", "delete"];
      for (const [name, group] of Object.entries({ edith: "editors", rita: "readers", sam: "strangers" }))
        await addUser(accounts, { name, password: PASSWORD, scopes, groups: [group] });
      await addUser(accounts, { name: "root", password: PASSWORD, scopes: ["admin"], groups: [] });
      await addUser(accounts, { name: "gone", password: PASSWORD, scopes, groups: ["editors"] });
      await setStatus(accounts, "gone", "suspended");
    });
    await tams.start(env);
    const edith = new Caller(tams.url, "edith");
    mustBe(201, await edith.put(`/flows/${flow.id}`, flow));
    mustBe(201, await edith.post(`/flows/${flow.id}/segments`, body));
  });
  after(async () => {
    await tams.stop("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });

  const run = (...args: string[]): Promise<Ran> => tams.run(["auth", ...args], env);

  describe("explain", () => {
    const explained = async (...args: string[]): Promise<Explanation & { readonly code: number | null }> => {
      const ran = await run("explain", "--json", ...args);
      expect(ran.stdout, ran.stderr).to.match(/^\{/);
      return { ...(JSON.parse(ran.stdout) as Explanation), code: ran.status };
    };

    it("prints which rule decided, and what the answer would be", async () => {
      const ran = await run("explain", "--as", "rita", "GET", `/flows/${flow.id}`);
      expect(ran).to.include({ status: 0, stderr: "" });
      expect(ran.stdout).to.equal(
        `GET /flows/${flow.id} is the operation GET_flows-flowId.\n` +
          "The caller is user:rita, with the scopes delete, read, write and the groups readers.\n" +
          "  allowed  scope read or admin: the caller has tams-api/read\n" +
          `  allowed  read Flow ${flow.id}: the class "news" gives read to the caller\n` +
          "The answer is 200.\n",
      );
      const refused = await explained("--as", "rita", "DELETE", `/flows/${flow.id}`);
      expect(refused).to.include({ code: 3, status: 403, operation: "DELETE_flows-flowId" });
      expect(refused.decisions.at(-1)).to.eql({
        allowed: false,
        asked: `delete Flow ${flow.id}`,
        rule: 'none of the classes "news" gives delete to the caller',
      });
      const hidden = await explained("--as", "sam", "GET", `/flows/${flow.id}`);
      expect(hidden).to.include({ code: 3, status: 404 });
      expect(refusals(hidden)).to.have.length(1);
    });

    it("says what a listing lets through", async () => {
      const ran = await run("explain", "--as", "rita", "GET", "/flows?limit=5");
      expect(ran.stdout).to.match(/The page has 1 item; the caller reads the classes news\.\n$/);
      expect(await explained("--as", "sam", "GET", "/flows")).to.include({ status: 200, items: 0 });
    });

    it("asks for fewer scopes than somebody has, and never for more (AUTH-037)", async () => {
      const narrow = await explained("--as", "edith", "--scopes", "write", "GET", `/flows/${flow.id}`);
      expect(narrow).to.include({ status: 403 });
      expect(narrow.caller.scopes).to.eql(["write"]);
      const wide = await explained("--as", "edith", "--scopes", "read,admin", "GET", `/flows/${flow.id}`);
      expect(wide.caller).to.deep.include({ scopes: ["read"], unrestricted: false });
    });

    it("asks for groups that nobody needs to be in, administrators among them", async () => {
      const auditor = await explained("--as", "group:auditors,interns", "GET", `/flows/${flow.id}`);
      expect(auditor).to.include({ code: 0, status: 200 });
      expect(auditor.caller.denied?.read).to.eql(["embargo"]);
      const admin = await explained("--as", "group:tams-admins", "DELETE", `/flows/${flow.id}`);
      expect(admin.caller.unrestricted).to.equal(true);
      expect(admin).to.include({ code: 0 });
    });

    describe("of groups", () => {
      const scoped = async (text: string, ...args: string[]) => {
        const file = join(folder, "explained.yaml");
        await writeFile(file, text);
        const ran = await run("explain", "--json", "--auth-policy", file, ...args);
        return { ...(JSON.parse(ran.stdout) as Explanation), code: ran.status };
      };
      const scopes = "scopes: { editors: [read, write] }\n";

      it("has the scopes that the policy gives them, maybe none, where it gives any", async () => {
        const flows = ["GET", "/flows"];
        const editor = await scoped(POLICY + scopes, "--as", "group:editors,readers", ...flows);
        expect(editor).to.deep.include({ code: 0, status: 200, notes: [] });
        expect(editor.caller.scopes).to.eql(["read", "write"]);
        const reader = await scoped(POLICY + scopes, "--as", "group:readers", ...flows);
        expect(reader).to.include({ code: 3, status: 403 });
        expect(reader.caller.scopes).to.eql([]);
        expect(refusals(reader)[0]?.asked).to.equal("scope read or admin");
        expect(reader.notes.join()).to.match(/gives these groups no scopes; --scopes says/);
        const shown = await scoped(POLICY + scopes, "--as", "group:readers", "--scopes", "read", ...flows);
        expect(shown).to.deep.include({ code: 0, status: 200, notes: [] });
      });

      it("says which scopes it assumes where the policy gives none", async () => {
        const ran = await run("explain", "--as", "group:readers", "GET", "/flows");
        expect(ran).to.include({ status: 0 });
        expect(ran.stdout).to.match(
          /\nAssuming that the token carries the scopes read, write and delete; --scopes says otherwise\.\n/,
        );
        const told = await scoped(POLICY, "--as", "group:readers", "--scopes", "write", "GET", "/flows");
        expect(told).to.deep.include({ code: 3, status: 403, notes: [] });
      });

      it("says which of them no rule names, and which was meant", async () => {
        const { notes } = await scoped(POLICY + scopes, "--as", "group:edtiors,zoo", "GET", "/flows");
        expect(notes.slice(0, 2)).to.eql([
          "No rule of the policy names the group edtiors. Did you mean editors?",
          "No rule of the policy names the group zoo.",
        ]);
        const byName = await scoped(`${POLICY}byName: true\n`, "--as", "group:zoo-read,zoo", "GET", "/flows");
        expect(byName.notes[0]).to.equal("No rule of the policy names the group zoo.");
        for (const group of ["tams-admins", "interns", "auditors"])
          expect(
            (await scoped(POLICY + scopes, "--as", `group:${group}`, "GET", "/flows")).notes.join(),
          ).to.not.match(/names the group/);
      });
    });

    it("does all the work of a change and leaves no trace: no rows, no bytes, no files", async () => {
      const storage = { limit: 1 };
      const made = videoFlow();
      const asks: readonly [method: string, path: string, status: number, body?: object][] = [
        ["PUT", `/flows/${made.id}`, 201, made],
        ["PUT", `/flows/${flow.id}`, 204, flow],
        ["PUT", `/flows/${flow.id}/tags/auth_classes`, 204, ["store"]],
        ["PUT", `/sources/${flow.source_id}/label`, 204, "x" as unknown as object],
        ["DELETE", `/flows/${flow.id}`, 204],
        ["DELETE", `/flows/${flow.id}/segments`, 204],
        ["POST", `/flows/${flow.id}/segments`, 201, segment("[5:0_6:0)")],
        ["POST", `/flows/${flow.id}/storage`, 201, storage],
        ["POST", "/service/webhooks", 201, webhook()],
        [
          "POST",
          `/objects/${body.object_id}/instances`,
          201,
          { url: "https://media.example.com/1", label: "b" },
        ],
        ["GET", `/flows/${flow.id}/segments`, 200],
        ["GET", `/objects/${body.object_id}`, 200],
        ["HEAD", "/sources", 200],
        ["GET", "/events", 200],
        ["GET", "/events/stream", 200],
        ["GET", "/nothing", 404],
      ];
      await tams.stop();
      const config = readConfig([], { ...tams.env, ...env }).config;
      await tams.open(async ({ app }) => {
        const before = [await everyRow(app.engine), await everyFile(folder)];
        for (const [method, path, status, content] of asks) {
          const found = await explain(app, config, {
            as: "edith",
            method,
            path,
            ...(content === undefined ? {} : { body: Buffer.from(JSON.stringify(content)) }),
          });
          expect([method, path, found.status, found.summary]).to.eql([
            method,
            path,
            status,
            status === 404 ? found.summary : undefined,
          ]);
        }
        expect([await everyRow(app.engine), await everyFile(folder)]).to.eql(before);
      });
      await tams.start(env);
    });

    it("says who is not there, and what is wrong with the arguments", async () => {
      for (const as of ["bob", "gone", "token:tk0000000000000000"]) {
        const ran = await run("explain", "--as", as, "GET", "/flows");
        expect(ran).to.include({ status: 1, stdout: "" });
        expect(ran.stderr).to.match(/unknown, suspended or expired/);
      }
      expect(await run("explain", "GET", "/flows")).to.include({ status: 2 });
      expect(await run("explain", "--as", "rita")).to.include({ status: 2 });
      const scope = await run("explain", "--as", "rita", "--scopes", "rite", "GET", "/flows");
      expect(scope).to.include({ status: 2, stdout: "" });
      expect(scope.stderr).to.match(/"rite" is no scope/);
    });
  });

  describe("log", () => {
    it("shows who did what while the server runs, by user, resource, operation and refusal", async () => {
      mustBe(403, await new Caller(tams.url, "rita").del(`/flows/${flow.id}`));
      const logged = async (...args: string[]): Promise<{ log: { resource: string; status: number }[] }> => {
        const ran = await run("log", "--json", ...args);
        expect(ran.status, ran.stderr).to.equal(0);
        return JSON.parse(ran.stdout) as { log: { resource: string; status: number }[] };
      };
      await eventually(async () => {
        const { log } = await logged("--user", "rita", "--refused");
        return log.length > 0 ? true : undefined;
      });
      const { log } = await logged("--user", "user:edith", "--operation", "PUT_flows-flowId");
      expect(log.map(({ resource, status }) => [resource, status])).to.eql([[`/flows/${flow.id}`, 201]]);
      expect((await logged("--resource", "/flows/other")).log).to.eql([]);
      const text = await run("log", "--refused", "--since", "1h");
      expect(text.stdout)
        .to.match(
          /refused {2}403 {2}user:rita {2}DELETE_flows-flowId {2}\/flows\/\S+ {2}127\.0\.0\.1 {2}delete Flow/,
        )
        .and.match(/0 allowed, 1 refused, 0 failed\.\n$/);
      expect(await run("log", "--since", "2999-01-01T00:00:00Z")).to.include({
        stdout: "0 allowed, 0 refused, 0 failed.\n",
      });
      expect(await run("log", "--since", "yesterday")).to.include({ status: 2 });
    });

    it("shows by a user the refused logins of that name, and takes nothing that no entry can have", async () => {
      const authorization = `Basic ${Buffer.from("sam:a wrong password").toString("base64")}`;
      mustBe(401, await new Client(tams.url).send("GET", "/flows", { headers: { authorization } }));
      await eventually(async () => {
        const { stdout } = await run("log", "--user", "sam", "--refused");
        return /refused {2}- {2}- {2}login {2}user:sam/.test(stdout) ? true : undefined;
      });
      for (const [given, said] of [
        [["--operation", "PUT_flow"], /no operation "PUT_flow"\. Did you mean .*PUT_flows-flowId\b/],
        [["--operation", "PUT_flows-flowID"], /Did you mean PUT_flows-flowId\b/],
        [["--operation", "PIT_flows-flowId"], /Did you mean PUT_flows-flowId\?/],
        [["--resource", "sam"], /an account such as user:NAME, not "sam"/],
      ] as const) {
        const ran = await run("log", ...given);
        expect(ran).to.deep.include({ status: 2, stdout: "" });
        expect(ran.stderr).to.match(said);
      }
    });
  });

  describe("policy check", () => {
    it("says what each group may do, and which Storage Backends nobody may write", async () => {
      const ran = await run("policy", "check", policyFile);
      expect(ran).to.include({ status: 0, stderr: "" });
      expect(ran.stdout)
        .to.include("tams-admins\n  is administrator\n")
        .and.include("editors\n  may read (none), news, store\n")
        .and.include("interns\n  never may read embargo\n")
        .and.include("auditors\n  may read everything\n")
        .and.match(/Resources without classes count as store\.\n$/);
      const closed = join(folder, "closed.yaml");
      await writeFile(closed, POLICY.replace("default: [store]", ""));
      const warned = await run("policy", "check", "--json", closed);
      expect(warned).to.include({ status: 3 });
      expect(JSON.parse(warned.stdout)).to.deep.include({ unwritable: ["slow", "fast"] });
    });

    it("says which groups and classes do not fit together", async () => {
      const odd = join(folder, "odd.yaml");
      await writeFile(odd, POLICY.replace("editors: [news]", "editors: [nwes]"));
      const ran = await run("policy", "check", odd);
      expect(ran).to.include({ status: 3, stderr: "" });
      expect(ran.stdout).to.include("\nProblem: editors makes things of nwes, which it may not write.\n");
      expect(ran.stdout).to.include("\nRemark: The class nwes is in newClasses, but in no grant.\n");
      const fit = JSON.parse((await run("policy", "check", "--json", policyFile)).stdout) as object;
      expect(fit).to.deep.include({ problems: [], remarks: [] });
      const scoped = join(folder, "scoped.yaml");
      await writeFile(scoped, `${POLICY}scopes: { editors: [read, write, delete] }\n`);
      const remarked = await run("policy", "check", scoped);
      expect(remarked).to.include({ status: 0 });
      expect(remarked.stdout).to.match(/\nRemark: readers has grants, but no scopes: /);
    });

    it("names every fault of a file at once", async () => {
      const bad = join(folder, "bad.yaml");
      await writeFile(bad, "grant: []\ngrants:\n  - { group: a, classes: [b], allow: [rite] }\n");
      const ran = await run("policy", "check", bad);
      expect(ran).to.include({ status: 2, stdout: "" });
      expect(ran.stderr)
        .to.match(/grant\b/)
        .and.match(/rite/);
    });

    it("says which file it cannot read", async () => {
      const ran = await run("policy", "check", "no-such-policy.yaml");
      expect(ran).to.deep.include({ status: 2, stdout: "" });
      expect(ran.stderr).to.equal("no-such-policy.yaml cannot be read: there is no such file.\n");
    });
  });

  describe("keys", () => {
    it("are none until one is needed, and a new one signs while the others verify", async () => {
      const keys = async (): Promise<{ kid: string; signs: boolean }[]> =>
        (
          JSON.parse((await run("keys", "list", "--json")).stdout) as {
            keys: { kid: string; signs: boolean }[];
          }
        ).keys;
      expect(await keys()).to.eql([]);
      expect(await readdir(tams.data)).not.to.include("auth-keys");
      const first = JSON.parse((await run("keys", "rotate", "--json")).stdout) as { kid: string };
      const second = JSON.parse((await run("keys", "rotate", "--json")).stdout) as { kid: string };
      expect(await keys()).to.eql([
        { kid: second.kid, signs: true },
        { kid: first.kid, signs: false },
      ]);
      expect((await run("log", "--json")).stdout)
        .to.include("key_rotated")
        .and.include(`key:${second.kid}`);
    });
  });

  it("has help for each command", async () => {
    for (const path of [
      [],
      ["explain"],
      ["log"],
      ["policy"],
      ["policy", "check"],
      ["keys"],
      ["keys", "list"],
      ["keys", "rotate"],
    ]) {
      const help = await run(...path, "--help");
      expect(help, path.join(" ")).to.include({ status: 0 });
      expect(help.stdout).to.include(`Usage: tams ${["auth", ...path].join(" ")}`);
    }
  });
});

function refusals({ decisions }: Explanation): Decision[] {
  return decisions.filter(({ allowed }) => !allowed);
}

async function everyRow(engine: Engine): Promise<Record<string, string[]>> {
  const names = Object.keys(tables).filter((name): name is TableName => name in tables);
  return engine.read(async (view) => {
    const all: Record<string, string[]> = {};
    for (const name of names) all[name] = (await view.select(name)).map((row) => JSON.stringify(row)).sort();
    return all;
  });
}

/** Files but those that an open database comes and goes with. */
async function everyFile(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => !/\.sqlite-(wal|shm)$/.test(name)).sort();
}
