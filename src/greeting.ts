import { isLoopback } from "./config/loopback.ts";
import type { Config } from "./config.ts";

/** What a server says of itself when it starts. */
export interface Greeting {
  /** The version of TAMS. */
  readonly api: string;
  readonly url: string;
  readonly config: Config;
  /** Whether anybody could prove who he is: a user, a token, or somebody whom an issuer vouches for. */
  readonly hasCallers: boolean;
}

/** The lines for whoever started the server: where it is, who may call, and what to do about either. */
export function greetingOf({ api, url, config, hasCallers }: Greeting): string {
  const lines = [`TAMS ${api} at ${url}/ with ${placeOf(config)}.`, ...callersOf(config, hasCallers)];
  return `${lines.join("\n")}\n`;
}

function callersOf({ auth, http }: Config, hasCallers: boolean): readonly string[] {
  if (auth.schemes.length === 0) {
    const reach = isLoopback(http.host) ? "on this machine" : `who reaches ${http.host}`;
    return [
      `Authentication is OFF: everybody ${reach} may do everything. TAMS_AUTH=bearer,basic,url switches it on.`,
    ];
  }
  return [
    `Authentication is on: ${auth.schemes.join(", ")}.`,
    ...(hasCallers
      ? []
      : ["Nobody can come in yet: `npm run tams -- user add NAME --scopes admin` makes the first account."]),
    ...(isReadable(http) ? [READABLE] : []),
  ];
}

const READABLE =
  "Passwords and tokens cross the network readable: set TAMS_TLS_CERT_FILE and TAMS_TLS_KEY_FILE, or put a proxy with " +
  "https in front and set TAMS_PUBLIC_URL.";

/** Whether anything between clients and the server can read along, as far as the settings tell. */
function isReadable({ host, tlsCertFile, publicUrl }: Config["http"]): boolean {
  return !isLoopback(host) && tlsCertFile === "" && publicUrl?.startsWith("https:") !== true;
}

function placeOf({ engine, dataFolder }: Config): string {
  if (engine.kind === "embedded") return `data in ${dataFolder}`;
  return `tables in ${engine.vast.bucket}/${engine.vast.schema} of the VAST Database`;
}
