import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer as createHttpServer, request as httpRequest } from "node:http";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import { freePort } from "../../scripts/demo/server.ts";
import { s3Error } from "../../scripts/s3/effects.ts";
import { type FaultProxy, startFaultProxy } from "../../scripts/s3/faults.ts";
import { examine } from "../../src/media/doctor.ts";
import { doctor, doctorText, expectTrouble, type Run, type Visit } from "../support/doctor.ts";
import { type TestS3, withS3 } from "../support/s3.ts";
import { openStore } from "../support/s3-store.ts";
import { eventually } from "../support/steps.ts";

const PAGE = "https://player.example";
const SECRET = "a-secret-nobody-may-see";

describe("tams doctor media on a bucket", function () {
  this.timeout(60_000);
  let s3: TestS3;
  let proxy: FaultProxy;
  let data = "";

  before(async function () {
    s3 = await withS3(this);
    proxy = await startFaultProxy({ target: s3.endpoint });
    data = await mkdtemp(join(tmpdir(), "tams-doctor-"));
  });
  beforeEach(() => proxy.setFaults());
  after(async () => {
    await proxy?.stop();
    if (data !== "") await rm(data, { recursive: true });
  });

  const bucket = (over: object = {}) => ({
    label: "bucket",
    kind: "s3",
    bucket: s3.bucket,
    prefix: "tams/",
    endpoint: s3.endpoint,
    region: s3.region,
    accessKeyId: s3.accessKey,
    secretAccessKey: s3.secretKey,
    ...over,
  });
  const visit = (over: object = {}, flags: string[] = [], run: Run = {}): Promise<Visit> =>
    doctor(data, [bucket(over)], flags, run);
  const leftovers = async () => {
    const [objects, uploads] = await Promise.all([
      s3.client().send(new ListObjectsV2Command({ Bucket: s3.bucket })),
      s3.client().send(new ListMultipartUploadsCommand({ Bucket: s3.bucket })),
    ]);
    return [...(objects.Contents ?? []), ...(uploads.Uploads ?? [])].map(({ Key }) => Key);
  };
  afterEach(async () => {
    expect(await leftovers(), "what the doctor left").to.eql([]);
    expect(await readdir(data), "what it left in the data folder").to.eql([]);
  });

  it("proves all of it, with the CORS rules of the settings", async () => {
    const seen = await visit({ cors: [PAGE] });
    expect(seen.named("ok"), seen.stdout).to.eql([
      ...["open", "CORS rules set"],
      ...["write", "head", "read", "read a range", "copy", "list", "multipart upload"],
      ...["public address", "clocks", "presigned PUT", "presigned PUT, other type"],
      ...["presigned GET", "presigned GET of a range", "unsigned GET", "CORS for PUT", "CORS for GET"],
      ...["delete", "gone after delete"],
    ]);
    expect([seen.status, seen.checks.length]).to.eql([0, seen.named("ok").length]);
    expect(seen.check("CORS for PUT").detail).to.equal(`from ${PAGE}`);
  });

  it("asks for the one origin that a page has which is not among those of the settings", async () => {
    const seen = await visit({ cors: [PAGE] }, ["--origin", "https://other.example"]);
    expect([seen.status, ...seen.named("failed")]).to.eql([3, "CORS for PUT", "CORS for GET"]);
    expectTrouble(
      seen.check("CORS for GET"),
      /https:\/\/other\.example/,
      /^Add https:\/\/other\.example to "cors"/,
    );
    expect((await visit({ cors: [] })).named("warning")).to.eql(["CORS for PUT", "CORS for GET"]);
  });

  it("says which rule a bucket lacks: a failure if pages were asked for, else a warning", async () => {
    const seen = await visit({}, ["--origin", PAGE]);
    expect([seen.status, ...seen.named("failed")]).to.eql([3, "CORS for PUT", "CORS for GET"]);
    const rule =
      /cors: \["https:\/\/player\.example"\].*AllowedMethods GET, HEAD, PUT; AllowedHeaders \*; ExposeHeaders .*ETag/;
    expectTrouble(seen.check("CORS for PUT"), /preflight of PUT with content-type/, rule);
    const unasked = await visit();
    expect([unasked.status, ...unasked.named("warning")]).to.eql([0, "CORS for PUT", "CORS for GET"]);
    expectTrouble(unasked.check("CORS for GET"), /preflight of GET/, /^Needed only if pages/, "warning");
  });

  it("tells a wrong secret from an unknown key, and prints neither", async () => {
    const wrong = await visit({ secretAccessKey: SECRET });
    expectTrouble(wrong.check("write"), /SignatureDoesNotMatch \(403\)/, /correct "secretAccessKey"/);
    expect(wrong.named("failed")).to.eql(["write"]);
    expect(wrong.check("delete")).to.include({ result: "skipped", detail: 'needs "write"' });
    const unknown = await visit({ accessKeyId: "NOBODY", secretAccessKey: SECRET });
    expectTrouble(unknown.check("write"), /InvalidAccessKeyId|UserNotFound/, /correct "accessKeyId"/);
    for (const { stdout, stderr } of [wrong, unknown]) expect(stdout + stderr).not.to.contain(SECRET);
  });

  it("finds a missing bucket, a wrong region, and no credentials", async () => {
    const missing = await visit({ bucket: "no-such-bucket" });
    expectTrouble(missing.check("write"), /NoSuchBucket/, /no bucket no-such-bucket at .*create it/);
    const elsewhere = await visit({ region: "us-west-9" });
    expectTrouble(
      elsewhere.check("write"),
      /AuthorizationHeaderMalformed/,
      new RegExp(`"region" to ${s3.region}`),
    );
    const env = { AWS_EC2_METADATA_DISABLED: "true", HOME: data };
    const nobody = await visit({ accessKeyId: undefined, secretAccessKey: undefined }, [], { env });
    expectTrouble(nobody.check("open"), /credentials/i, /set "accessKeyId" and "secretAccessKey"/);
    expect([missing, elsewhere, nobody].map(({ status }) => status)).to.eql([3, 3, 3]);
  });

  it("tells an endpoint that is down from a name that nobody knows and from another protocol", async () => {
    const down = await visit({ endpoint: `http://127.0.0.1:${await freePort()}` });
    expectTrouble(
      down.check("write"),
      /ECONNREFUSED/,
      /Nothing listens at http:\/\/127\.0\.0\.1:\d+: .*"endpoint"/,
    );
    expectTrouble(down.check("public address"), /ECONNREFUSED/, /Nothing listens/);
    expect([down.status, ...down.named("failed")]).to.eql([3, "write", "public address"]);
    const unknown = await visit({ endpoint: "http://s3.invalid" });
    expectTrouble(unknown.check("write"), /ENOTFOUND|EAI_AGAIN/, /No name server knows/);
    const secure = await visit({ endpoint: s3.endpoint.replace("http:", "https:") });
    expectTrouble(secure.check("write"), /EPROTO|SSL|ECONNRESET/, /the right one of http and https/);
  });

  it("blames the public endpoint when the server can and clients cannot: other refusals than S3's", async () => {
    proxy.setFaults([{ effect: { kind: "answer", status: 403, body: "<html>Forbidden</html>" } }]);
    const seen = await visit({ publicEndpoint: proxy.endpoint });
    for (const name of ["presigned PUT", "presigned GET"])
      expectTrouble(seen.check(name), /answered 403 by/, /proxy pass on Host .*"publicEndpoint"/);
    expect(seen.named("ok")).to.include.members(["write", "multipart upload", "public address", "delete"]);
    expect(seen.status).to.equal(3);
  });

  it("blames a proxy that rewrites Host, which breaks signatures", async () => {
    const rewriting = createHttpServer((request, response) => {
      const { method, headers, url = "" } = request;
      const passed = httpRequest(s3.endpoint + url, {
        method,
        headers: { ...headers, host: "storage.internal" },
      });
      passed.once("response", (reply) => {
        response.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.pipe(response);
      });
      request.pipe(passed);
    });
    const port = await listening(rewriting);
    const seen = await visit({ publicEndpoint: `http://127.0.0.1:${port}` });
    rewriting.close();
    for (const name of ["presigned PUT", "presigned GET"])
      expectTrouble(seen.check(name), /403 SignatureDoesNotMatch/, /proxy_set_header Host \$http_host/);
    expect(seen.named("failed")).to.eql(["presigned PUT", "presigned GET"]);
  });

  it("tells a public endpoint that is down, and one that leads elsewhere", async () => {
    const down = await visit({ publicEndpoint: `http://127.0.0.1:${await freePort()}` });
    expect(down.named("failed")).to.eql(["public address"]);
    expectTrouble(down.check("public address"), /ECONNREFUSED/, /"publicEndpoint"/);
    expect(down.check("presigned GET").detail).to.equal('needs "public address"');
    proxy.setFaults([{ effect: s3Error(404, "NoSuchBucket", "No.") }]);
    const elsewhere = await visit({ publicEndpoint: proxy.endpoint });
    expectTrouble(
      elsewhere.check("presigned PUT"),
      /404 NoSuchBucket/,
      /leads to the same store as "endpoint"/,
    );
  });

  it("measures the clocks by the answers' dates", async () => {
    const date = (minutes: number) => new Date(Date.now() + minutes * 60_000).toUTCString();
    const at = (minutes: number) =>
      proxy.setFaults([
        {
          method: "HEAD",
          effect: { kind: "answer", status: 403, body: "", headers: { date: date(minutes) } },
        },
      ]);
    at(-20);
    const late = await visit({ publicEndpoint: proxy.endpoint });
    expectTrouble(late.check("clocks"), /1(19\d|20\d) s behind/, /NTP/);
    at(2);
    const ahead = await visit({ publicEndpoint: proxy.endpoint });
    expectTrouble(ahead.check("clocks"), /1[12]\d s ahead of/, /NTP/, "warning");
    proxy.setFaults([{ effect: s3Error(403, "RequestTimeTooSkewed", "No."), method: "PUT" }]);
    const refused = await visit({ endpoint: proxy.endpoint });
    expectTrouble(refused.check("write"), /RequestTimeTooSkewed/, /NTP/);
  });

  it("names the permission that is denied, and removes what it wrote before", async () => {
    const denied = s3Error(403, "AccessDenied", "No.");
    proxy.setFaults([{ effect: denied, method: "GET", path: /list-type=2/ }]);
    const listing = await visit({ endpoint: proxy.endpoint, publicEndpoint: s3.endpoint });
    expectTrouble(listing.check("list"), /AccessDenied/, new RegExp(`s3:ListBucket on bucket ${s3.bucket}`));
    expect(listing.named("failed")).to.eql(["list"]);
    // Once, so that the removal at the end works.
    proxy.setFaults([{ effect: denied, method: "POST", path: /delete/, times: 1 }]);
    const removing = await visit({ endpoint: proxy.endpoint, publicEndpoint: s3.endpoint });
    expectTrouble(removing.check("delete"), /AccessDenied/, /s3:DeleteObject/);
    expect(removing.check("gone after delete").result).to.equal("skipped");
  });

  it("sees bytes that change on the way", async () => {
    proxy.setFaults([{ effect: { kind: "corrupt", body: "reply" }, method: "GET", path: /x-id=GetObject/ }]);
    const seen = await visit({ publicEndpoint: proxy.endpoint });
    expect(seen.check("presigned GET").detail).to.match(/sends other bytes than were written/);
  });

  it("warns of a bucket that everybody can read", async () => {
    const open = await withS3(this.ctx as Mocha.Context);
    const statement = {
      ...{ Effect: "Allow", Principal: "*", Action: "s3:GetObject" },
      Resource: `arn:aws:s3:::${open.bucket}/*`,
    };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await open.client().send(new PutBucketPolicyCommand({ Bucket: open.bucket, Policy }));
    const seen = await visit({ bucket: open.bucket });
    expectTrouble(seen.check("unsigned GET"), /the bucket is public/, /remove the bucket policy/, "warning");
    expect(seen.status).to.equal(0);
  });

  it("gives up a check in time and goes on", async () => {
    const silent = createServer();
    const port = await listening(silent);
    const seen = await visit({ publicEndpoint: `http://127.0.0.1:${port}` });
    expectTrouble(
      seen.check("public address"),
      /Nothing came within 10 seconds/,
      /too slow, or packets to it are dropped/,
    );
    expect(seen.named("ok")).to.include.members(["write", "delete", "gone after delete"]);
    silent.close();
  });

  it("removes what arrives after it was given up", async () => {
    proxy.forget();
    proxy.setFaults([{ effect: { kind: "slow", before: 2500 }, method: "PUT", times: 1 }]);
    const open = () => openStore(s3, { endpoint: proxy.endpoint, prefix: "late/" });
    const place = { kind: "s3", bucket: s3.bucket, region: s3.region, pathStyle: true } as const;
    const patient = { label: "bucket", place, open, origin: PAGE, wantsPages: false };
    const conduct = { signal: new AbortController().signal, patience: 2000, starting: () => undefined };
    const results = new Map<string, string>();
    for await (const { check, result } of examine(patient, conduct)) results.set(check, result);
    expect([results.get("write"), results.get("delete"), results.get("clean up")]).to.eql([
      ...["failed", "skipped", undefined],
    ]);
    expect(proxy.count("PUT")).to.be.greaterThan(0);
  });

  it("removes what it wrote when it is interrupted", async () => {
    proxy.setFaults([{ effect: { kind: "slow", before: 3000 }, method: "GET" }]);
    proxy.forget();
    const interrupt = () => eventually(async () => (proxy.count("GET") > 0 ? true : undefined));
    const seen = await visit({ endpoint: proxy.endpoint, publicEndpoint: s3.endpoint }, [], { interrupt });
    expect(seen.status, seen.stdout).to.equal(1);
    expect(JSON.parse(seen.stdout)).to.include({ interrupted: true, failed: 0 });
    expect(seen.named("ok")).to.include("write").and.not.include("delete");
    expect(proxy.count("POST", /delete/)).to.equal(1);
  });

  it("prints a line for each check, and the sum", async () => {
    const well = bucket({ prefix: "well/" });
    const broken = bucket({ label: "broken", prefix: "broken/", secretAccessKey: SECRET });
    const both = await doctorText(data, [well, broken], []);
    expect(both.stdout).to.match(/^bucket {2}write +ok +\d+ ms$/m);
    expect(both.stdout).to.match(/^broken {2}write +FAILED +\d+ ms {2}.*\n +-> The secret does not belong/m);
    expect(both.stdout).to.match(/\n2 Storage Backends: \d+ ok, 2 warnings, 1 FAILED, \d+ skipped\.\n$/);
    const one = await doctorText(data, [well, broken], ["--backend", "bucket"]);
    expect([one.status, one.stdout.includes("broken")]).to.eql([0, false]);
  });
});

/** Starts a server on this machine and resolves to its port. */
async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
