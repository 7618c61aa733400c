import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { StorageBackend } from "../../src/media/store.ts";
import { Client } from "../support/client.ts";
import { uuid } from "../support/make.ts";
import { requestRaw, sendRaw, statusOf } from "../support/raw.ts";
import { startApp, type TestApp } from "../support/start.ts";
import {
  type Allocated,
  allocateOne,
  eventually,
  newFlow,
  objectOf,
  register,
  second,
  upload,
} from "../support/steps.ts";

const BYTES = "0123456789";

describe("local media URLs", () => {
  let test: TestApp;
  let api: Client;
  let flowId = "";
  before(async () => {
    test = await startApp({ http: { maxUploadBytes: 1_000_000 } });
    api = new Client(test.base);
    flowId = await newFlow(api);
  });
  after(() => test.close());

  const backend = (): StorageBackend => test.app.backends[0] ?? expect.fail("There is no backend.");
  const keyOf = ({ put_url }: Allocated): string => new URL(put_url.url).pathname.split("/").at(-1) ?? "";
  const allocated = (presigned = true): Promise<Allocated> => allocateOne(api, flowId, { presigned });
  /** A URL that reads what the allocation's URL writes; signed for so many seconds from now. */
  const readUrl = (item: Allocated, presigned = true, seconds = 60): string =>
    backend().store.downloadUrl(keyOf(item), {
      presigned,
      expires: Date.now() + seconds * 1000,
      base: api.base,
    });

  async function stored(bytes: string | Uint8Array<ArrayBuffer> = BYTES): Promise<Allocated> {
    const item = await allocated();
    expect((await upload(item, bytes)).status).to.equal(200);
    return item;
  }

  /** A failure in the contract's shape, which says nothing of the disk. */
  async function refused(reply: Response, status: number): Promise<void> {
    const text = await reply.text();
    expect(reply.status, text).to.equal(status);
    expect(text).to.not.include(test.folder);
    if (text !== "") expect(JSON.parse(text)).to.include.keys("type", "summary", "time");
  }

  let at = 0;
  const registerIt = ({ object_id }: Allocated): Promise<void> =>
    register(api, flowId, { object_id, timerange: second(at++) });

  it("take and give bytes, signed and plain (STO-016, X-146, OBJ-014)", async () => {
    for (const presigned of [true, false]) {
      const item = await allocated(presigned);
      const put = await upload(item, BYTES);
      expect(put.status).to.equal(200);
      const etag = `"${createHash("sha256").update(BYTES).digest("hex")}"`;
      expect(put.headers.get("etag")).to.equal(etag);
      for (const url of [readUrl(item, true), readUrl(item, false)]) {
        const got = await fetch(url);
        expect(got.status).to.equal(200);
        expect(await got.text()).to.equal(BYTES);
        expect(got.headers.get("content-type")).to.equal("video/mp2t");
        expect(got.headers.get("content-length")).to.equal("10");
        expect(got.headers.get("accept-ranges")).to.equal("bytes");
        expect(got.headers.get("etag")).to.equal(etag);
      }
    }
  });

  it("take an empty Object and a chunked upload (STO-016)", async () => {
    const empty = await stored("");
    expect(await (await fetch(readUrl(empty))).text()).to.equal("");
    const item = await allocated();
    const { pathname, search } = new URL(item.put_url.url);
    const chunked =
      "Content-Type: video/mp2t\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n6\r\n456789\r\n0\r\n";
    expect(statusOf(await requestRaw(api.base, "PUT", pathname + search, chunked))).to.equal(200);
    expect(await (await fetch(readUrl(item))).text()).to.equal(BYTES);
  });

  it("answer HEAD with the headers of GET and no bytes (X-013)", async () => {
    const item = await stored();
    const head = await fetch(readUrl(item), { method: "HEAD" });
    expect(head.status).to.equal(200);
    expect(head.headers.get("content-length")).to.equal("10");
    expect(head.headers.get("content-type")).to.equal("video/mp2t");
    expect(await head.text()).to.equal("");
    const part = await fetch(readUrl(item), { method: "HEAD", headers: { range: "bytes=2-4" } });
    expect([part.status, part.headers.get("content-range")]).to.eql([206, "bytes 2-4/10"]);
    for (const [url, status] of [
      [`${readUrl(item)}x`, 400],
      [readUrl(item, true, -1), 403],
      [readUrl(await allocated()), 404],
    ] as const)
      expect((await fetch(url, { method: "HEAD" })).status).to.equal(status);
    expect((await fetch(readUrl(item), { method: "HEAD", headers: { range: "bytes=10-" } })).status).to.equal(
      416,
    );
  });

  describe("in part", () => {
    let item: Allocated;
    before(async () => {
      item = await stored();
    });

    for (const [range, part, said] of [
      ["bytes=0-3", "0123", "0-3"],
      ["bytes=4-", "456789", "4-9"],
      ["bytes=-3", "789", "7-9"],
      ["bytes=-30", BYTES, "0-9"],
      ["bytes=9-100", "9", "9-9"],
      ["bytes=0-0", "0", "0-0"],
    ] as const) {
      it(`give ${range} as 206 (RFC 9110, 14)`, async () => {
        const got = await fetch(readUrl(item), { headers: { range } });
        expect(got.status).to.equal(206);
        expect(await got.text()).to.equal(part);
        expect(got.headers.get("content-range")).to.equal(`bytes ${said}/10`);
        expect(got.headers.get("content-length")).to.equal(String(part.length));
      });
    }

    for (const range of ["bytes=10-", "bytes=10-12", "bytes=-0"]) {
      it(`refuse ${range} with 416`, async () => {
        await refused(await fetch(readUrl(item), { headers: { range } }), 416);
      });
    }

    for (const range of ["bytes=5-2", "bytes=", "bytes=-", "items=0-1", "bytes=0-1,3-4", "bytes=x"]) {
      it(`give the whole for ${range}, which names no single range`, async () => {
        const got = await fetch(readUrl(item), { headers: { range } });
        expect(got.status).to.equal(200);
        expect(await got.text()).to.equal(BYTES);
      });
    }
  });

  it("stop working when they expire (X-144)", async () => {
    const item = await stored();
    await refused(await fetch(readUrl(item, true, -1)), 403);
    const { object_id } = await allocated();
    const late = backend().store.uploadUrl(keyOf(item), "video/mp2t", {
      presigned: true,
      expires: Date.now() - 1000,
      base: api.base,
    });
    await refused(await upload({ object_id, put_url: { ...late } }, "late"), 403);
    expect(await (await fetch(readUrl(item))).text()).to.equal(BYTES);
  });

  it("allow only what they were signed for: this method, key, expiry and content type (X-144)", async () => {
    const [item, other] = [await stored(), await stored("other")];
    const changed = (url: string, change: (url: URL) => void): string => {
      const copy = new URL(url);
      change(copy);
      return copy.href;
    };
    const get = readUrl(item);
    const put = item.put_url.url;
    const tampered = [
      changed(get, ({ searchParams }) => searchParams.set("expires", "99999999999")),
      changed(get, ({ searchParams }) => searchParams.set("signature", "A".repeat(43))),
      changed(get, ({ searchParams }) => searchParams.delete("signature")),
      changed(get, ({ searchParams }) => searchParams.delete("expires")),
      changed(get, (url) => {
        url.pathname = url.pathname.replace(keyOf(item), keyOf(other));
      }),
      put,
    ];
    for (const url of tampered) await refused(await fetch(url), 403);
    for (const [name, value] of [
      ["expires", "-1"],
      ["expires", "x"],
      ["expires", "1.5"],
      ["signature", "short"],
      ["signature", "A".repeat(44)],
    ] as const)
      await refused(await fetch(changed(get, ({ searchParams }) => searchParams.set(name, value))), 400);
    const send = (url: string, headers: Record<string, string>) =>
      fetch(url, { method: "PUT", body: new Uint8Array([1]), headers });
    await refused(await send(get, { "content-type": "video/mp2t" }), 403);
    await refused(await send(put, { "content-type": "text/html" }), 403);
    await refused(await send(put, {}), 403);
    await refused(
      await send(
        changed(put, ({ searchParams }) => searchParams.set("expires", "99999999999")),
        { "content-type": "video/mp2t" },
      ),
      403,
    );
    expect(await (await fetch(get)).text()).to.equal(BYTES);
  });

  it("take no other content type than the allocated one on plain URLs either (STO-011)", async () => {
    const item = await allocated(false);
    await refused(await upload(item, BYTES, { "content-type": "text/html" }), 400);
    await refused(await fetch(readUrl(item)), 404);
    expect((await upload(item, BYTES, { "content-type": "Video/MP2T" })).status).to.equal(200);
    expect((await fetch(readUrl(item))).headers.get("content-type")).to.equal("video/mp2t");
  });

  it("are 404 where nothing was allocated, on backends there are not, and before the upload (OBJ-014)", async () => {
    const item = await allocated(false);
    await refused(await fetch(readUrl(item)), 404);
    const plain = new URL(item.put_url.url);
    for (const path of [
      `/media/${backend().id}/${uuid()}.ts`,
      `/media/${uuid()}/${keyOf(item)}`,
      `/media/nope/${keyOf(item)}`,
    ]) {
      const url = `${plain.origin}${path}`;
      await refused(await fetch(url), 404);
      await refused(await upload({ ...item, put_url: { ...item.put_url, url } }, "x"), 404);
    }
  });

  it("refuse bytes that are not what their headers claim, and keep none of them (X-148)", async () => {
    const md5 = createHash("md5").update("other").digest("base64");
    const sha256 = createHash("sha256").update("other").digest("base64");
    for (const headers of [{ "content-md5": md5 }, { "x-amz-checksum-sha256": sha256 }]) {
      const item = await allocated();
      await refused(await upload(item, BYTES, headers), 400);
      await refused(await fetch(readUrl(item)), 404);
      expect((await upload(item, "other", headers)).status).to.equal(200);
    }
    await refused(await upload(await allocated(), BYTES, { "content-md5": "no base64" }), 400);
  });

  it("may be written again until the Object is registered, and never after (DM-053)", async () => {
    const item = await stored("first");
    expect((await upload(item, "second")).status).to.equal(200);
    await registerIt(item);
    await refused(await upload(item, "third"), 409);
    expect(await (await fetch(readUrl(item))).text()).to.equal("second");
  });

  it("take the first upload of an Object that was registered before it, but no other (SEG-082, DM-053)", async () => {
    const item = await allocated();
    await registerIt(item);
    expect((await upload(item, "first")).status).to.equal(200);
    await refused(await upload(item, "second"), 409);
    const [url] = (await objectOf(api, item.object_id)).get_urls ?? [];
    expect(await (await fetch(url?.url ?? "")).text()).to.equal("first");
  });

  /** Starts an upload whose end is still to come. */
  function slowUpload(item: Allocated, length: number, beginning: string) {
    const { pathname, search, host } = new URL(item.put_url.url);
    const head = `PUT ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Type: video/mp2t\r\n`;
    return sendRaw(api.base, `${head}Content-Length: ${length}\r\n\r\n${beginning}`);
  }

  const uploads = (): Promise<string[]> => readdir(join(test.folder, "media", "uploads"));
  const isUnderWay = () => eventually(async () => ((await uploads()).length > 0 ? true : undefined));

  it("change nothing when a slow upload ends after registration (DM-053)", async () => {
    const item = await stored("first");
    const slow = slowUpload(item, 6, "sec");
    await isUnderWay();
    await registerIt(item);
    slow.socket.write("ond");
    expect(statusOf(await slow.answer)).to.equal(409);
    expect(await (await fetch(readUrl(item))).text()).to.equal("first");
    expect(await uploads()).to.eql([]);
  });

  it("leave nothing of an upload that breaks off (STO-016)", async () => {
    const item = await stored("whole");
    for (const target of [await allocated(), item]) {
      const broken = slowUpload(target, 1000, "part");
      await isUnderWay();
      broken.socket.destroy();
      await eventually(async () => ((await uploads()).length === 0 ? true : undefined));
    }
    expect(await (await fetch(readUrl(item))).text()).to.equal("whole");
  });

  it("leave nothing of an upload whose Object went meanwhile (STO-020)", async () => {
    const item = await allocated();
    await registerIt(item);
    const slow = slowUpload(item, 6, "sec");
    await isUnderWay();
    await api.del(`/flows/${flowId}/segments`);
    slow.socket.write("ond");
    expect(statusOf(await slow.answer)).to.equal(404);
    await refused(await fetch(readUrl(item)), 404);
    // Sidecars of the catalog pass through here too.
    await eventually(async () => ((await uploads()).length === 0 ? true : undefined));
  });

  it("refuse uploads beyond the limit (X-045)", async () => {
    await refused(await upload(await allocated(), new Uint8Array(1_000_001)), 413);
    expect((await upload(await allocated(), new Uint8Array(1_000_000))).status).to.equal(200);
  });

  it("give the same bytes to many readers at once, and survive one that leaves (OBJ-014)", async () => {
    const bytes = new Uint8Array(900_000).map((_, position) => (position * 31) % 256);
    const item = await stored(bytes);
    const leaving = new AbortController();
    const left = fetch(readUrl(item), { signal: leaving.signal }).then((reply) => {
      leaving.abort();
      return reply.arrayBuffer().catch(() => undefined);
    });
    const copies = await Promise.all(
      Array.from({ length: 8 }, async () => (await fetch(readUrl(item))).arrayBuffer()),
    );
    for (const copy of copies) expect(Buffer.from(copy).equals(bytes)).to.equal(true);
    await left.catch(() => undefined);
  });

  describe("lead nowhere else", () => {
    const up = ["..", "%2e%2e", "%2E.", "..%00", "..;", "%252e%252e", "..\\", "%c0%ae%c0%ae"];
    const paths = (id: string): string[] => [
      ...up.flatMap((dots) => [
        `/media/${id}/${dots}`,
        `/media/${id}/${dots}/storage-id`,
        `/media/${id}/${dots}%2fstorage-id`,
        `/media/${id}/${dots}%2F${dots}%2Ftams.sqlite`,
        `/media/${id}/x/${dots}/${dots}/storage-id`,
        `/media/${dots}/${id}`,
      ]),
      `/media/${id}/`,
      `/media/${id}//etc/passwd`,
      `/media/${id}/%2Fetc%2Fpasswd`,
      `/media/${id}/storage-id`,
      `/media/${id}/.hidden`,
      `/media/${id}/a%00b`,
      `/media/${id}/a~b`,
      `/media/${id}/${"a".repeat(201)}`,
      `/media/${id}/%`,
    ];

    for (const method of ["GET", "HEAD", "PUT"]) {
      it(`by ${method} with dots and slashes, encoded or not (X-026)`, async () => {
        for (const path of paths(backend().id)) {
          const rest = method === "PUT" ? "Content-Type: video/mp2t\r\nContent-Length: 1\r\n\r\nx" : "";
          const answer = await requestRaw(api.base, method, path, rest);
          expect(statusOf(answer), `${path}: ${answer}`).to.be.oneOf([400, 404, 405]);
          expect(answer).to.not.include(test.folder).and.not.include("SQLite format");
        }
      });
    }
  });
});
