import { once } from "node:events";
import { createServer, get, globalAgent } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { StoreError } from "../../src/errors.ts";
import { openSender } from "../../src/events/send.ts";
import { fetchPublic, type OutboundGuard, outboundGuard, type Resolve } from "../../src/services/outbound.ts";
import { openNameServer } from "../support/name-server.ts";

const later: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of later.splice(0).reverse()) await undo();
});

/** What the guard says of a URL: the fault, or nothing. */
function refusal(url: string, allow: readonly string[] = []): StoreError | undefined {
  try {
    outboundGuard(allow).check(url, "url");
    return undefined;
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
}

/** The addresses that lookup hands on, or the error. */
function lookUp(guard: OutboundGuard, name: string): Promise<string[] | Error> {
  return new Promise((resolve) =>
    guard.lookup(name, { all: true }, (error, addresses) =>
      resolve(error ?? [addresses].flat().map((one) => (typeof one === "string" ? one : one.address))),
    ),
  );
}

/** Names that stand for these addresses. */
function standingFor(...addresses: string[]): Resolve {
  return (_hostname, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
}

const CLOSED: readonly (readonly [string, string])[] = [
  ["loopback", "127.0.0.1"],
  ["loopback far from its first address", "127.255.255.254"],
  ["no address at all", "0.0.0.0"],
  ["an address of this network", "0.1.2.3"],
  ["a private address of 10", "10.255.0.1"],
  ["a private address of 172.16", "172.31.255.255"],
  ["a private address of 192.168", "192.168.0.1"],
  ["a carrier's shared address, where some clouds keep metadata", "100.100.100.200"],
  ["a cloud's metadata", "169.254.169.254"],
  ["a cloud's metadata at an address of protocols", "192.0.0.192"],
  ["a cloud's agent at an address that is routed", "168.63.129.16"],
  ["a network for measurements", "198.19.0.1"],
  ["documentation", "203.0.113.9"],
  ["a relay of 6to4", "192.88.99.1"],
  ["multicast", "239.1.2.3"],
  ["broadcast", "255.255.255.255"],
  ["loopback of IPv6", "::1"],
  ["no address at all of IPv6", "::"],
  ["loopback mapped into IPv6", "::ffff:127.0.0.1"],
  ["loopback mapped into IPv6, in hexadecimal", "::ffff:7f00:1"],
  ["loopback mapped into IPv6, in full", "0:0:0:0:0:FFFF:7F00:0001"],
  ["a metadata address mapped into IPv6", "::ffff:169.254.169.254"],
  ["nothing mapped into IPv6", "::ffff:0:0"],
  ["loopback compatible with IPv6", "::127.0.0.1"],
  ["a public address compatible with IPv6", "::8.8.8.8"],
  ["loopback translated as stateless", "::ffff:0:127.0.0.1"],
  ["a private address by NAT64", "64:ff9b::10.0.0.1"],
  ["no address by NAT64", "64:ff9b::"],
  ["a local prefix of NAT64", "64:ff9b:1::8.8.8.8"],
  ["loopback by 6to4", "2002:7f00:1::"],
  ["a public address by 6to4", "2002:808:808::1"],
  ["Teredo", "2001:0:4136:e378:8000:63bf:80ff:fffe"],
  ["ISATAP to a private address", "2a00:1450::5efe:10.0.0.1"],
  ["ISATAP with the universal bit", "2a00:1450::200:5efe:10.0.0.1"],
  ["link-local", "fe80::1"],
  ["site-local", "fec0::1"],
  ["unique local", "fd00:ec2::254"],
  ["multicast of IPv6", "ff02::1"],
  ["discarded", "100::1"],
  ["documentation of IPv6", "2001:db8::1"],
  ["later documentation of IPv6", "3fff::1"],
  ["segment routing", "5f00::1"],
];

const OPEN: readonly (readonly [string, string])[] = [
  ["an address of IPv4", "93.184.215.14"],
  ["an address beside a private range", "172.32.0.1"],
  ["an address of IPv6", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"],
  ["a public address mapped into IPv6", "::ffff:8.8.8.8"],
  ["a public address by NAT64, as hosts without IPv4 get it", "64:ff9b::8.8.8.8"],
];

function urlOf(address: string): string {
  return `http://${address.includes(":") ? `[${address}]` : address}/hook`;
}

describe("the guard of outbound calls", () => {
  for (const [what, address] of CLOSED) {
    it(`refuses ${what}, ${address}, in a URL and as what a name stands for (WH-020, TRAP-060)`, async () => {
      expect(refusal(urlOf(address))).to.include({ fault: "invalid" });
      expect(refusal(urlOf(address))?.message).to.match(/is not a public host\.$/);
      const found = await lookUp(outboundGuard([], standingFor(address)), "hook.example");
      expect(found).to.be.instanceOf(StoreError).and.have.property("message").that.includes("hook.example");
    });
  }

  for (const [what, address] of OPEN) {
    it(`lets through ${what}, ${address} (WH-020)`, async () => {
      expect(refusal(urlOf(address))).to.equal(undefined);
      expect(await lookUp(outboundGuard([], standingFor(address)), "hook.example")).to.eql([address]);
    });
  }

  const SPELLINGS: readonly (readonly [string, string])[] = [
    ["decimal", "http://2130706433/"],
    ["octal", "http://0177.0.0.1/"],
    ["one octal number", "http://017700000001/"],
    ["hexadecimal", "http://0x7f000001/"],
    ["mixed bases", "http://0x7f.0.0.01/"],
    ["few parts", "http://127.1/"],
    ["zero", "http://0/"],
    ["a trailing dot", "http://127.0.0.1./"],
    ["trailing dots", "http://127.0.0.1../"],
    ["percent signs", "http://%31%32%37.0.0.1/"],
    ["full-width digits", "http://１２７.０.０.１/"],
    ["circled digits", "http://①②⑦.⓪.⓪.①/"],
    ["ideographic stops", "http://127。0。0。1/"],
    ["backslashes", "http:\\\\127.0.0.1\\hook"],
    ["no slashes", "http:127.0.0.1"],
    ["a line break", "http://127.0.\n0.1/"],
    ["IPv6 in full", "http://[0000:0000:0000:0000:0000:0000:0000:0001]/"],
  ];
  for (const [what, url] of SPELLINGS) {
    it(`refuses loopback spelt with ${what} (WH-020)`, () => {
      expect(refusal(url)?.message).to.match(/is not a public host\.$/);
    });
  }

  const WRONG: readonly (readonly [string, string])[] = [
    ["a file", "file:///etc/passwd"],
    ["another protocol", "gopher://hook.example/"],
    ["data", "data:text/plain,x"],
    ["a path", "/hook"],
    ["a user", "http://user@hook.example/"],
    ["a user and a password that look like a host", "http://hook.example:80@127.0.0.1/"],
    ["a password alone", "http://:secret@hook.example/"],
    ["a zone", "http://[fe80::1%25eth0]/"],
    ["a zone of a public address", "http://[2606:4700::1%25eth0]/"],
    ["five numbers", "http://127.0.0.1.1/"],
    ["a number too great", "http://256.256.256.256/"],
  ];
  for (const [what, url] of WRONG) {
    it(`refuses a URL with ${what}, and does not repeat it (WH-020)`, () => {
      const found = refusal(url);
      expect(found).to.include({ fault: "invalid" });
      expect(found?.message).not.to.include("secret");
    });
  }

  for (const name of [
    "localhost",
    "LOCALHOST",
    "localhost.",
    "localhost..",
    "a.localhost",
    "localhost.localdomain",
    "printer.local",
    "metadata.google.internal",
    "router.home.arpa",
    "ⓛocalhost",
    "lo\u00adcalhost",
  ]) {
    it(`refuses the local name ${JSON.stringify(name)} before any lookup (WH-020)`, () => {
      expect(refusal(`http://${name}/`)?.message).to.match(/is not a public host\.$/);
    });
  }

  it("keeps a name that only begins or ends like a local one (WH-020)", () => {
    for (const name of ["localhost.example", "notlocal", "my-localhost.example", "internal.example"])
      expect(refusal(`http://${name}/`), name).to.equal(undefined);
  });

  it("takes ports from 1024 on, 80 and 443, and no other unless the host is allowed (WH-020)", () => {
    for (const port of [0, 1, 22, 25, 53, 81, 444, 1023]) {
      expect(refusal(`http://hook.example:${port}/`)?.message, String(port)).to.match(/not one for HTTP/);
      expect(refusal(`http://8.8.8.8:${port}/`)?.message, String(port)).to.match(/not one for HTTP/);
      expect(refusal(`http://hook.example:${port}/`, ["hook.example"]), String(port)).to.equal(undefined);
      expect(refusal(`http://10.1.2.3:${port}/`, ["10.0.0.0/8"]), String(port)).to.equal(undefined);
    }
    for (const port of [80, 443, 1024, 8080, 65535]) {
      expect(refusal(`http://hook.example:${port}/`), String(port)).to.equal(undefined);
      expect(refusal(`https://hook.example:${port}/`), String(port)).to.equal(undefined);
    }
  });

  it("hands on what passes of a mix of addresses, and nothing else (TRAP-060)", async () => {
    const mix = standingFor("10.0.0.1", "8.8.8.8", "::1", "::ffff:127.0.0.1", "2606:4700::1111");
    expect(await lookUp(outboundGuard([], mix), "mix.example")).to.eql(["8.8.8.8", "2606:4700::1111"]);
  });

  it("refuses answers that are no addresses, and addresses with a zone (TRAP-060)", async () => {
    for (const answer of ["fe80::1%eth0", "127.0.0.1%lo", "localhost", "", "0x7f.1"]) {
      expect(await lookUp(outboundGuard([], standingFor(answer)), "odd.example"), answer).to.be.instanceOf(
        Error,
      );
    }
  });

  it("hands on one address to callers that ask for one, and it passes (TRAP-060)", async () => {
    const guard = outboundGuard([], standingFor("127.0.0.1", "8.8.4.4"));
    const one = await new Promise((resolve) =>
      guard.lookup("mix.example", {}, (error, address, family) => resolve([error, address, family])),
    );
    expect(one).to.eql([null, "8.8.4.4", 4]);
  });

  it("passes on that a name is not known, which is no refusal (EV-098)", async () => {
    const unknown: Resolve = (_name, _options, callback) =>
      callback(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }), []);
    const found = await lookUp(outboundGuard([], unknown), "none.example");
    expect(found).to.have.property("code", "ENOTFOUND");
    expect(found).not.to.be.instanceOf(StoreError);
  });

  describe("with an allow-list", () => {
    it("lets through just the addresses and ranges in it, however they are written (WH-020)", () => {
      const allow = ["127.0.0.1", "10.1.0.0/16", "fd00:1::/32"];
      for (const host of ["127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "10.1.2.3", "[fd00:1::9]"])
        expect(refusal(`http://${host}:99/`, allow), host).to.equal(undefined);
      for (const host of ["127.0.0.2", "10.2.0.1", "[fd00:2::9]", "[::1]", "localhost"])
        expect(refusal(`http://${host}/`, allow), host).to.include({ fault: "invalid" });
    });

    it("lets through a name in it wherever that leads, and no name below or beside it (WH-020)", async () => {
      const guard = outboundGuard(["Hook.Internal"], standingFor("10.0.0.1"));
      expect(guard.check("http://hook.INTERNAL./x", "url").hostname).to.equal("hook.internal.");
      expect(await lookUp(guard, "hook.internal.")).to.eql(["10.0.0.1"]);
      expect(await lookUp(guard, "a.hook.internal")).to.be.instanceOf(StoreError);
      expect(refusal("http://a.hook.internal/", ["hook.internal"])).to.include({ fault: "invalid" });
    });

    it("lets a name lead to an address in it, and to no other (TRAP-060)", async () => {
      const guard = outboundGuard(["127.0.0.1"], standingFor("127.0.0.1", "127.0.0.2"));
      expect(await lookUp(guard, "hook.example")).to.eql(["127.0.0.1"]);
    });

    it("does not open IPv4 by a range of IPv6 (WH-020)", () => {
      expect(refusal("http://10.0.0.1/", ["::/0"])).to.include({ fault: "invalid" });
    });
  });
});

/** A server that hears every address of this machine, and which of them it was called at. */
async function openEar(): Promise<{ port: number; heard: string[] }> {
  const heard: string[] = [];
  const server = createServer((request, response) => response.end(request.url));
  server.on("connection", (socket) => heard.push(socket.localAddress ?? ""));
  server.listen(0, "0.0.0.0");
  await once(server, "listening");
  later.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  // A server on TCP has an address with a port.
  return { port: (server.address() as AddressInfo).port, heard };
}

function senderBy(guard: OutboundGuard): ReturnType<typeof openSender> {
  const settings = { outboundAllow: [], webhookTimeoutMs: 5000, webhookSigningSecrets: [] };
  const sender = openSender({ settings, versions: { service: "1.0.0" }, now: () => new Date() }, guard);
  later.push(() => sender.close());
  return sender;
}

const never = new AbortController().signal;

describe("DNS rebinding", () => {
  it("reaches no other address than the one that was checked, at any delivery (TRAP-060, EV-101)", async () => {
    const { port, heard } = await openEar();
    let turn = 0;
    // 127.0.0.1 stands for a public address; the next one is closed.
    const names = await openNameServer(() => [["127.0.0.1"], ["127.0.0.2"]][turn++ % 2] ?? []);
    later.push(() => names.close());
    const guard = outboundGuard(["127.0.0.1"], names.resolve);
    const kinds: string[] = [];
    for (let count = 0; count < 6; count++) {
      // Each has a sender of its own, so that none has a connection already.
      const sender = senderBy(guard);
      const delivery = { url: `http://rebind.example:${port}/`, eventId: "1", body: "{}" };
      const outcome = await sender.send(delivery, never);
      kinds.push(outcome.kind);
      if (outcome.kind === "refused") expect(outcome.error).to.equal("rebind.example has no public address.");
    }
    expect(kinds).to.eql(["delivered", "refused", "delivered", "refused", "delivered", "refused"]);
    expect(new Set(heard)).to.eql(new Set(["127.0.0.1"]));
    expect(names.asked, "one lookup a connection").to.have.length(6);
  });

  it("gains nothing from a connection that is kept: it stays with the address that was checked (TRAP-060)", async () => {
    const { port, heard } = await openEar();
    let address = "127.0.0.1";
    const names = await openNameServer(() => [address]);
    later.push(() => names.close());
    const sender = senderBy(outboundGuard(["127.0.0.1"], names.resolve));
    const delivery = { url: `http://rebind.example:${port}/`, eventId: "1", body: "{}" };
    expect((await sender.send(delivery, never)).kind).to.equal("delivered");
    address = "127.0.0.2";
    expect((await sender.send(delivery, never)).kind).to.equal("delivered");
    expect(heard).to.eql(["127.0.0.1"]);
    expect(names.asked).to.have.length(1);
  });

  it("finds the closed addresses of a mix left out when several are tried (TRAP-060)", async () => {
    const { port, heard } = await openEar();
    const names = await openNameServer(() => ["127.0.0.2", "127.0.0.1", "127.0.0.3"]);
    later.push(() => names.close());
    const sender = senderBy(outboundGuard(["127.0.0.1"], names.resolve));
    const delivery = { url: `http://mix.example:${port}/`, eventId: "1", body: "{}" };
    expect((await sender.send(delivery, never)).kind).to.equal("delivered");
    expect(heard).to.eql(["127.0.0.1"]);
  });
});

describe("a fetch for a copy", () => {
  it("does not use connections that others of the process made without the guard (TRAP-060)", async () => {
    const { port } = await openEar();
    later.push(() => globalAgent.destroy());
    const { lookup } = outboundGuard(["127.0.0.1"], standingFor("127.0.0.1"));
    const request = get(`http://shared.invalid:${port}/`, { lookup });
    const [response] = await once(request, "response");
    await text(response);
    expect(Object.keys(globalAgent.freeSockets).join()).to.include("shared.invalid");
    const failed = await fetchPublic([], `http://shared.invalid:${port}/`, never).catch(
      (error: unknown) => error,
    );
    expect(failed).to.be.instanceOf(Error);
  });

  it("is refused for a host that is not public, and has the bytes of one that is allowed (TRAP-060)", async () => {
    const { port, heard } = await openEar();
    const refused = await fetchPublic([], `http://127.0.0.1:${port}/x`, never).catch(
      (error: unknown) => error,
    );
    expect(refused).to.include({ fault: "invalid" });
    expect(heard).to.eql([]);
    const { stream } = await fetchPublic(["127.0.0.1"], `http://127.0.0.1:${port}/x`, never);
    expect(await text(stream)).to.equal("/x");
  });
});
