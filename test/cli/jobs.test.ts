import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { JobReport } from "../../src/services/jobs.ts";
import type { Retention } from "../../src/services/retention.ts";
import { Client } from "../support/client.ts";
import { uuid, videoFlow } from "../support/make.ts";
import { storeFlow } from "../support/served.ts";
import { eventually } from "../support/steps.ts";
import { Installation } from "../support/tams.ts";

describe("tams jobs and tams retention", function () {
  this.timeout(60_000);
  let folder = "";
  let tams: Installation;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "tams-jobs-"));
    tams = await Installation.in(folder);
  });
  after(async () => {
    await tams.stop("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });

  const listed = async (
    ...flags: string[]
  ): Promise<{ status: number | null; jobs: JobReport[]; failed: number }> => {
    const ran = await tams.run(["jobs", "list", "--json", ...flags]);
    return { status: ran.status, ...(JSON.parse(ran.stdout) as { jobs: JobReport[]; failed: number }) };
  };

  it("list what was given up with its reason, and retry it while a server runs", async () => {
    const id = uuid();
    await tams.open(({ app }) =>
      app.engine.write([], async () => {
        // A job whose Deletion Request is gone has nothing left to do, so it succeeds once it is tried.
        const row = {
          id,
          kind: "deletion",
          key: uuid(),
          state: "failed",
          attempts: 30,
          run_at: 1,
          owner: null,
        };
        const doc = JSON.stringify({ requestId: uuid() });
        return {
          result: undefined,
          changes: [{ insert: "jobs", rows: [{ ...row, error: "The store was gone.", doc }] }],
        };
      }),
    );
    const before = await listed("--state", "failed");
    expect(before).to.include({ status: 3, failed: 1 });
    expect(before.jobs).to.eql([{ ...before.jobs[0], id, state: "failed", error: "The store was gone." }]);
    await tams.start();
    const retried = await tams.run(["jobs", "retry", "--failed"]);
    expect(retried.status, retried.stderr).to.equal(0);
    expect(retried.stdout)
      .to.include(id)
      .and.match(/1 made due\.\n$/);
    await eventually(async () => {
      const { jobs } = await listed();
      return jobs.some((job) => job.id === id) ? undefined : true;
    });
    expect(await listed()).to.include({ status: 0, failed: 0 });
  });

  it("say what is wrong with the arguments", async () => {
    const nothing = await tams.run(["jobs", "retry"]);
    expect(nothing).to.include({ status: 2 });
    expect(nothing.stderr).to.match(/Which jobs\?/);
    const unknown = await tams.run(["jobs", "retry", uuid()]);
    expect(unknown).to.include({ status: 1 });
    expect(unknown.stderr).to.match(/does not exist/);
    const state = await tams.run(["jobs", "list", "--state", "done"]);
    expect(state).to.include({ status: 2 });
    for (const path of [
      ["jobs"],
      ["jobs", "list"],
      ["jobs", "retry"],
      ["retention"],
      ["retention", "plan"],
    ]) {
      const help = await tams.run([...path, "--help"]);
      expect(help, path.join(" ")).to.include({ status: 0 });
      expect(help.stdout).to.include(`Usage: tams ${path.join(" ")}`);
    }
  });

  it("plan what the retention tags would delete, without deleting", async () => {
    const flow = videoFlow({ tags: { flow_retention_offset: "0:0" } });
    await tams.stop("SIGTERM");
    await tams.start({ TAMS_RETENTION: "false" });
    await storeFlow(new Client(tams.url), flow);
    const ran = await tams.run(["retention", "plan", "--json", "--due"]);
    expect(ran.status, ran.stderr).to.equal(0);
    const { retention, due } = JSON.parse(ran.stdout) as { retention: Retention[]; due: number };
    expect(due).to.equal(1);
    expect(retention).to.have.nested.property("0.flow", flow.id);
    const text = await tams.run(["retention", "plan"]);
    expect(text.stdout)
      .to.include(`due       flow      ${flow.id}`)
      .and.match(/1 due, 0 later, 0 kept, 0 being deleted\.\n$/);
    expect((await new Client(tams.url).get(`/flows/${flow.id}`)).status).to.equal(200);
  });
});
