import type { IncomingMessage } from "node:http";
import { HttpProblem } from "./problem.ts";
import type { HttpSettings } from "./settings.ts";

const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Which origins the settings allow: those listed, with `*` all, with `loopback` every page served by this machine. */
export function compileOrigins(origins: readonly string[]): (origin: string) => boolean {
  const local = origins.includes("loopback");
  return (origin) =>
    origins.includes("*") ||
    origins.includes(origin) ||
    (local && isLoopback(URL.parse(origin)?.hostname ?? ""));
}

/** What the guard must know: with authentication a host name gives nothing away. */
export interface GuardOptions {
  readonly auth: boolean;
}

/**
 * Refuses what a page somewhere in the world can make a browser ask that reaches this server: changes asked for by pages of
 * origins that are not allowed (a POST without a media type needs no preflight, and browsers add the Basic credentials they
 * know), and, while nothing but the address guards the store, requests under a foreign host name (DNS rebinding). With
 * authentication on, a browser has no credentials for such a name, so names only count if the settings list some. Throws 400
 * without a Host, 421 and 403 for these.
 */
export function compileGuard(
  settings: HttpSettings,
  { auth }: GuardOptions,
): (request: IncomingMessage) => void {
  const { trustedHosts, publicUrl, trustProxy } = settings;
  const publicHost = publicUrl === undefined ? undefined : URL.parse(publicUrl)?.hostname;
  const anyHost = trustProxy || trustedHosts.includes("*") || (auth && trustedHosts.length === 0);
  const allows = compileOrigins(settings.corsOrigins);
  return ({ httpVersion, method = "GET", headers: { host, origin } }) => {
    if (host === undefined && httpVersion === "1.1") {
      throw new HttpProblem(400, "invalid", "The Host header is missing (RFC 9112, section 3.2).");
    }
    const name = nameIn(host);
    if (
      !anyHost &&
      name !== undefined &&
      name !== publicHost &&
      !isLoopback(name) &&
      !trustedHosts.includes(name)
    ) {
      throw new HttpProblem(
        421,
        "misdirected",
        `The host ${name} is not one of this server's (TAMS_TRUSTED_HOSTS).`,
      );
    }
    if (origin !== undefined && !SAFE.has(method) && !allows(origin) && URL.parse(origin)?.host !== host) {
      throw new HttpProblem(
        403,
        "forbidden",
        "Pages of this origin may not make changes (TAMS_CORS_ORIGINS).",
      );
    }
  };
}

/** The host name without its port; undefined for none, and for what is no host at all and so was typed by hand. */
function nameIn(host: string | undefined): string | undefined {
  return host === undefined ? undefined : URL.parse(`http://${host}`)?.hostname;
}

/** Whether a host name, as a URL has it, always means this machine (RFC 6761, section 6.3). */
function isLoopback(name: string): boolean {
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(name)
  );
}
