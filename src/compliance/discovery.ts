import type { Client, Witness } from "./client.ts";
import { at, isRecord, listOf, parsed, recordOf, textOf } from "./json.ts";
import type { Reply } from "./test.ts";
import { judgedAs, type Version } from "./versions.ts";

export type { Version } from "./versions.ts";

/** A storage backend as the server lists it. */
export interface Backend {
  readonly id: string;
  readonly label?: string;
  readonly storeType: string;
  readonly isDefault: boolean;
}

/** What a server says and shows of itself before any test runs. */
export interface Server {
  readonly url: string;
  /** What it declares. */
  readonly apiVersion: string;
  /** The contract it is judged by. */
  readonly version: Version;
  readonly type: string;
  readonly name?: string;
  readonly serviceVersion?: string;
  /** The names of its event stream mechanisms. */
  readonly mechanisms: readonly string[];
  readonly webhooks: boolean;
  readonly backends: readonly Backend[];
  /** Whether a request without credentials is refused. */
  readonly needsCredentials: boolean;
  readonly minObjectTimeout?: string;
  readonly minPresignedUrlTimeout?: string;
}

/** The server cannot be tested at all; the message says why in a sentence. */
export class Untestable extends Error {
  override readonly name = "Untestable";
}

/** Looks at a server without changing it. Throws Untestable. */
export async function discover(client: Client, signal?: AbortSignal): Promise<Server> {
  const ignored: Witness = () => undefined;
  const get = async (path: string, credential?: "none"): Promise<Reply> => {
    const options = credential === undefined ? {} : { credential };
    const { reply } = await client.call("GET", path, options, ignored, signal).catch(untestable);
    // What is found goes into reports as it is.
    return { ...reply, body: parsed(client.secrets.blank(reply.text)) };
  };
  const service = await get("/service");
  const about = aboutOf(client, service);
  const version = judgedAs(about.apiVersion);
  if (version === undefined) {
    throw new Untestable(
      `The server is of API version "${about.apiVersion}"; the suite knows 8.0, 8.1 and 8.2.`,
    );
  }
  const backends = listOf((await get("/service/storage-backends")).body).map(backendOf);
  const bare = await get("/service", "none");
  return { ...about, version, backends, needsCredentials: bare.status === 401 || bare.status === 403 };
}

type About = Omit<Server, "version" | "backends" | "needsCredentials">;

function aboutOf({ target, secrets }: Client, { status, headers, body }: Reply): About {
  const { url } = target;
  const answered = `GET /service answered ${status}`;
  if (status === 401 || status === 403) {
    const isGiven = target.credential.kind !== "none";
    const why = isGiven ? "the server refuses these credentials" : "give credentials";
    throw new Untestable(`${answered}: ${why}, see \`tams-compliance --help\`.`);
  }
  const location = headers.get("location");
  if (status >= 300 && status <= 399 && location !== null) {
    const place = secrets.blank(location);
    throw new Untestable(`${answered} and leads to ${place}: give the base of the API as it is in the end.`);
  }
  if (status !== 200 || !isRecord(body)) {
    const hint = "is the URL the base of a TAMS API, such as https://host/tams/v8.2?";
    throw new Untestable(`${answered} without a JSON object: ${hint}`);
  }
  const mechanisms = listOf(body["event_stream_mechanisms"]).map((item) => textOf(at(item, "name")));
  return {
    url,
    apiVersion: textOf(body["api_version"]),
    type: textOf(body["type"]),
    mechanisms,
    webhooks: mechanisms.includes("webhooks"),
    ...texts(body, { name: "name", serviceVersion: "service_version" }),
    ...texts(body, {
      minObjectTimeout: "min_object_timeout",
      minPresignedUrlTimeout: "min_presigned_url_timeout",
    }),
  };
}

/** The keys that hold text, under our names for them; the others are left out. */
function texts<Name extends string>(
  body: Readonly<Record<string, unknown>>,
  names: Readonly<Record<Name, string>>,
): { [Key in Name]?: string } {
  const found: { [Key in Name]?: string } = {};
  for (const name in names) {
    const value = body[names[name]];
    if (typeof value === "string") found[name] = value;
  }
  return found;
}

function backendOf(value: unknown): Backend {
  const backend = recordOf(value);
  return {
    id: textOf(backend["id"]),
    storeType: textOf(backend["store_type"]),
    isDefault: backend["default_storage"] === true,
    ...texts(backend, { label: "label" }),
  };
}

/** Without an answer, or without the token that its caller needs, there is nothing to test. */
function untestable(cause: unknown): never {
  throw new Untestable(cause instanceof Error ? cause.message : String(cause), { cause });
}
