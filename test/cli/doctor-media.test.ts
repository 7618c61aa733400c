import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openDiskStore } from "../../src/media/disk/store.ts";
import { roomOf } from "../../src/media/doctor/folder.ts";
import { skewOf } from "../../src/media/doctor/outside.ts";
import { examine, type Finding } from "../../src/media/doctor.ts";
import { doctor, doctorText, expectTrouble } from "../support/doctor.ts";
import { uuid } from "../support/make.ts";
import { startApp } from "../support/start.ts";

const INSIDE = ["open", "write", "head", "read", "read a range", "copy", "list"];
const REMOVAL = ["delete", "gone after delete"];
const ALL_INSIDE = ["folder", ...INSIDE, ...REMOVAL];
const OUTSIDE = [
  ...["public address", "clocks", "presigned PUT", "presigned PUT, other type"],
  ...["presigned GET", "presigned GET of a range", "unsigned GET", "CORS for PUT", "CORS for GET"],
];
const GIBIBYTE = 1024 ** 3;

describe("tams doctor media on a folder", function () {
  this.timeout(60_000);
  let folder = "";
  let media = "";

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tams-doctor-"));
    media = join(folder, "media");
    await mkdir(media);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const data = () => join(folder, "data");
  const backend = (over: object = {}) => ({ label: "disk", folder: media, ...over });
  const files = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true })).flatMap((entry) =>
      entry.isFile() ? [entry.name] : [],
    );
  /** The disk of this machine may be nearly full, which is not what these tests are about. */
  const withoutRoom = (names: readonly string[]) => names.filter((name) => name !== "free space");

  it("proves what the server does, skips URLs without a server, and leaves no object", async () => {
    const seen = await doctor(data(), [backend()]);
    expect(seen.status, seen.stdout).to.equal(0);
    expect(withoutRoom(seen.named("ok"))).to.eql(ALL_INSIDE);
    expect(seen.named("skipped")).to.eql(OUTSIDE);
    expect(seen.check("presigned GET").detail).to.equal("give --url");
    expect(await files(), "a prepared folder only, and no database").to.eql(["storage-id"]);
  });

  it("proves URLs and CORS with the server that runs", async () => {
    const server = await startApp({ folder: data() });
    try {
      const own = { label: "local", folder: join(data(), "media") };
      const seen = await doctor(data(), [own], ["--url", `${server.base}/`]);
      expect(seen.status, seen.stdout).to.equal(0);
      expect(withoutRoom(seen.named("ok"))).to.have.members([
        ...ALL_INSIDE,
        ...OUTSIDE.filter((name) => name !== "unsigned GET"),
      ]);
      const page = await doctor(data(), [own], ["--url", server.base, "--origin", "https://player.example"]);
      expect([page.status, ...page.named("failed")]).to.eql([3, "CORS for PUT", "CORS for GET"]);
      expectTrouble(
        page.check("CORS for PUT"),
        /player\.example/,
        /Add https:\/\/player\.example to TAMS_CORS_ORIGINS/,
      );
      const other = await doctor(join(folder, "other"), [own], ["--url", server.base]);
      expectTrouble(other.check("presigned GET"), /403/, /same --data folder as the server/);
      const elsewhere = await doctor(data(), [own], ["--url", `${server.base}/base`]);
      expectTrouble(elsewhere.check("presigned GET"), /404/, /with its base path/);
    } finally {
      await server.close();
    }
  });

  it("finds a server that is not there", async () => {
    const seen = await doctor(data(), [backend()], ["--url", "http://doctor.invalid"]);
    expect([seen.status, ...seen.named("failed")]).to.eql([3, "public address"]);
    expectTrouble(seen.check("public address"), /does not answer/, /--url/);
  });

  it("does not make a missing folder, which may be a disk that is not mounted", async () => {
    await rm(media, { recursive: true });
    const seen = await doctor(data(), [backend()]);
    expect([seen.status, ...seen.named("failed")]).to.eql([3, "folder"]);
    expectTrouble(seen.check("folder"), /cannot be used: ENOENT/, /mount its disk/);
    expect(seen.check("write")).to.include({ result: "skipped", detail: 'needs "open"' });
    expect(await readdir(folder)).to.eql([]);
  });

  it("finds a file in the folder's place, and a folder of another backend", async () => {
    await writeFile(join(folder, "file"), "");
    const file = await doctor(data(), [backend({ folder: join(folder, "file") })]);
    expectTrouble(file.check("folder"), /ENOTDIR/, /correct "folder"/);
    await doctor(data(), [backend({ id: uuid() })]);
    const other = await doctor(data(), [backend({ id: uuid() })]);
    expectTrouble(other.check("open"), /holds storage backend/, /Set "id" of this backend/);
  });

  it("finds a folder that it may not write", async () => {
    await chmod(folder, 0o755);
    await chmod(media, 0o555);
    const findings = await asNobody(async () => {
      const place = { kind: "disk", folder: media } as const;
      const open = () => openDiskStore({ storageId: uuid(), folder: media, secret: Buffer.alloc(32) });
      const patient = { label: "disk", place, open, origin: "https://player.example", wantsPages: false };
      const signal = new AbortController().signal;
      const findings: Finding[] = [];
      for await (const finding of examine(patient, { signal, patience: 10_000, starting: () => undefined }))
        findings.push(finding);
      return findings;
    });
    const [first, ...others] = findings;
    expectTrouble(first!, /cannot be used: EACCES/, /chown/);
    expect(new Set(others.map(({ result }) => result))).to.eql(new Set(["skipped"]));
    await chmod(media, 0o755);
  });

  it("warns when there is little room", () => {
    expect(roomOf(50 * GIBIBYTE, 100 * GIBIBYTE)).to.equal("50.0 GiB are free, 50 %");
    expect(() => roomOf(4 * GIBIBYTE, 100 * GIBIBYTE)).to.throw("Only 4.0 GiB are free, 4 %.");
    expect(() => roomOf(GIBIBYTE / 2, GIBIBYTE))
      .to.throw("Only 0.5 GiB")
      .with.property("result", "warning");
  });

  it("fails clocks that are as far apart as no signature may be", () => {
    expect([skewOf(-1), skewOf(59)]).to.eql(["less than 2 s apart", "59 s apart"]);
    expect(() => skewOf(60))
      .to.throw("60 s ahead of")
      .with.property("result", "warning");
    expect(() => skewOf(-900))
      .to.throw("900 s behind")
      .with.property("result", "failed");
  });

  it("refuses what it does not understand, with code 2", async () => {
    const wrong = async (flags: string[]) => {
      const { status, stdout, stderr } = await doctorText(data(), [backend()], flags);
      expect([status, stdout]).to.eql([2, ""]);
      return stderr;
    };
    expect(await wrong(["--backend", "dusk"])).to.equal(
      "There is no Storage Backend dusk. Did you mean disk?\n",
    );
    expect(await wrong(["--origin", "https://player.example/page"])).to.include("needs an origin");
    expect(await wrong(["--url", "localhost:4010"])).to.include("needs an http or https URL");
    expect((await doctorText(data(), [backend()], ["--help"])).stdout).to.include("--origin URL");
  });
});

/** Permissions do not bind root, so that it lays itself down for the while. */
async function asNobody(work: () => Promise<Finding[]>): Promise<Finding[]> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
