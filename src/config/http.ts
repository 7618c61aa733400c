import { address, integer, list, text, yesOrNo } from "./kinds.ts";
import { setting } from "./setting.ts";

const MiB = 1024 * 1024;
const hostname = /^[A-Za-z0-9.:_-]+$/;
const origin = /^(\*|loopback|https?:\/\/[^/\s]+)$/;

/** How clients reach the API. */
export const http = {
  host: setting(
    text("an address of this machine", hostname),
    "127.0.0.1",
    "Address to listen on. Without authentication only loopback addresses are accepted.",
  ),
  port: setting(integer(0, 65535), 4010, "Port to listen on; 0 lets the system choose."),
  basePath: setting(
    text("empty or a path such as /tams/v8.2", /^((\/[A-Za-z0-9._~-]+)+)?$/),
    "",
    "Path under which the API lives.",
  ),
  publicUrl: setting(
    address,
    undefined,
    "Address by which clients reach the API, with its path; used in `Link`, `Location` and local media URLs. " +
      "Without it the address follows from each request.",
  ),
  trustProxy: setting(
    yesOrNo,
    false,
    "Believe `Forwarded` and `X-Forwarded-*` headers. Only behind a proxy that sets them.",
  ),
  corsOrigins: setting<readonly string[]>(
    list("origins", origin),
    ["loopback"],
    "Origins whose pages may call the API from a browser; `loopback` is any page served by this machine, `*` any at " +
      "all, empty is none.",
  ),
  trustedHosts: setting<readonly string[]>(
    list("host names", /^(\*|[A-Za-z0-9.-]+)$/),
    [],
    "Host names, beside those of this machine and of the public URL, under which requests are served; `*` is any.",
  ),
  maxBodyBytes: setting(integer(1024), 16 * MiB, "Largest JSON body of a request, in bytes."),
  maxUploadBytes: setting(integer(1024), 64 * 1024 * MiB, "Largest upload to a local media store, in bytes."),
  maxHeaderBytes: setting(
    integer(1024, MiB),
    32 * 1024,
    "Largest request line and headers together, in bytes.",
  ),
  maxJsonDepth: setting(integer(8, 1000), 64, "Deepest nesting of a JSON body."),
  requestTimeMs: setting(
    integer(100),
    60_000,
    "Time a request may take, in milliseconds. Streams of bytes are exempt.",
  ),
  headersTimeMs: setting(
    integer(100),
    20_000,
    "Time the headers of a request may take to arrive, in milliseconds.",
  ),
  keepAliveTimeMs: setting(integer(0), 65_000, "Time an idle connection stays open, in milliseconds."),
  idleTimeMs: setting(
    integer(1000),
    120_000,
    "Time after which a connection on which nothing moves is cut, in milliseconds.",
  ),
  closeTimeMs: setting(
    integer(0),
    20_000,
    "Time running requests get to finish when the server stops, in milliseconds.",
  ),
  tlsCertFile: setting(
    text("a file", /./),
    "",
    "Serve https with the certificate in this PEM file, which has those between it and the root as well. Read again when it " +
      "changes, and at SIGHUP.",
  ),
  tlsKeyFile: setting(text("a file", /./), "", "PEM file with the key of that certificate."),
  rateLimitPerIdentity: setting(
    integer(0),
    1000,
    "Requests a second that one user or token may send, ten seconds' worth of them at once; 0 is any number. Only counted with " +
      "authentication on, by each process for itself.",
  ),
  rateLimitPerAddress: setting(
    integer(0),
    2000,
    "Requests a second that may come from one address (IPv6: from one /64), likewise.",
  ),
  authFailuresPerMinute: setting(
    integer(1),
    30,
    "Wrong credentials a minute after which an address is heard no more in that minute.",
  ),
};
