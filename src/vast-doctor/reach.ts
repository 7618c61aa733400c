import { setTimeout as sleep } from "node:timers/promises";
import { connectVast } from "../vast/client.ts";
import { expandEndpoints } from "../vast/endpoints.ts";
import { isVastError } from "../vast/errors.ts";
import { isAtLeast } from "../vast/version.ts";
import { answerTo } from "./answers.ts";
import { type Check, Different, expectThat, Untried } from "./finding.ts";
import type { Ground } from "./ground.ts";
import { counted, rowsOf, shown } from "./rows.ts";

/** Newest version whose protocol is described where this server's knowledge is from. */
const NEWEST = [5, 7];

/** What must be so before anything else can be tried. */
export const reachChecks: readonly Check[] = [
  {
    name: "version",
    about: "The cluster's version is one whose protocol is known (5.0.0.10 to 5.6).",
    isNeeded: false,
    otherwise:
      "This may well work, since unknown fields are ignored, but it was not thought of: try it before you rely on it.",
    run: async ({ client: { version } }) => {
      expectThat(!isAtLeast(version, NEWEST), `The cluster is of version ${version.join(".")}.`);
      return version.join(".");
    },
  },
  {
    name: "addresses",
    about: "Every address of the settings answers, with one version.",
    isNeeded: true,
    otherwise:
      "Take addresses that do not answer out of TAMS_VAST_ENDPOINTS, or mend the way to them: the server would lose time on each.",
    run: addresses,
  },
  {
    name: "keys",
    about: "The access key may begin and end transactions.",
    isNeeded: true,
    otherwise: "Grant the user of the access key the database actions (s3:Tabular*).",
    run: async (ground) => {
      await (await ground.begin()).rollback();
      await ground.cluster.idle.begin();
      return undefined;
    },
  },
  {
    name: "one-cluster",
    about: "A transaction that began at one address is known at every other.",
    isNeeded: true,
    otherwise:
      "Let TAMS_VAST_ENDPOINTS name addresses of one cluster only: the server takes them for one database.",
    needs: ["keys"],
    run: oneCluster,
  },
  {
    name: "bucket",
    about: "The bucket is there.",
    isNeeded: true,
    otherwise:
      "Create a view with the protocols S3 and Database whose bucket has this name, or correct TAMS_VAST_BUCKET.",
    needs: ["one-cluster"],
    run: async (ground) => {
      const { bucket } = ground.cluster;
      expectThat(await ground.outside().bucket(bucket).exists(), `There is no bucket ${bucket}.`);
      return bucket;
    },
  },
  {
    name: "schema",
    about: "The access key may create a schema in the bucket, which is listed from then on.",
    isNeeded: true,
    otherwise: "Grant the user of the access key all database actions (s3:Tabular*) on the bucket.",
    needs: ["bucket"],
    run: async (ground) => {
      const { schema } = ground.cluster;
      await ground.commit((own) => own.create());
      const names = (await ground.outside().bucket(ground.cluster.bucket).schemas()).map(({ name }) => name);
      expectThat(names.includes(schema), "The schema is not listed after its transaction was committed.");
      return schema;
    },
  },
  {
    name: "get-bodies",
    about: "A GET with a body, which every query is, reaches the cluster whole through every address.",
    isNeeded: true,
    otherwise:
      "A proxy or load balancer on the way drops bodies of GET requests: have TAMS_VAST_ENDPOINTS name the virtual IPs of the cluster.",
    needs: ["schema"],
    run: async (ground) => {
      await ground.fill("get_bodies", counted(3));
      const urls = expandEndpoints(ground.cluster.options.endpoints);
      for (const url of urls) await mustRead(ground, url);
      return `${urls.length} of ${urls.length} addresses`;
    },
  },
];

async function addresses({ cluster: { options }, client }: Ground): Promise<string> {
  const urls = expandEndpoints(options.endpoints);
  const seen = await Promise.all(
    urls.map(async (url) => {
      try {
        const one = await connectVast({ ...options, endpoints: [url] });
        await one.close();
        return { url, said: one.version.join(".") };
      } catch (thrown) {
        return { url, said: thrown instanceof Error ? thrown.message : String(thrown) };
      }
    }),
  );
  const expected = client.version.join(".");
  const wrong = seen.filter(({ said }) => said !== expected);
  if (wrong.length > 0) throw new Different(wrong.map(({ url, said }) => `${url}: ${said}`).join(" "));
  return `${urls.length} of ${urls.length}`;
}

async function oneCluster(ground: Ground): Promise<string> {
  const { id: txid } = await ground.begin();
  const urls = expandEndpoints(ground.cluster.options.endpoints);
  const strangers: string[] = [];
  for (const url of urls) {
    const client = await connectVast({ ...ground.cluster.options, endpoints: [url] });
    const { signal } = ground;
    const asked = { method: "GET", path: "/", command: "transaction", txid, whole: true, signal } as const;
    const { kind, text } = await answerTo(() => client.transport.send(asked)).finally(() => client.close());
    if (kind !== "accepted") strangers.push(`${url}: ${text}.`);
  }
  if (strangers.length > 0) throw new Different(strangers.join(" "));
  return `${urls.length} of ${urls.length}`;
}

/** What needs tables, or time. */
export const lateChecks: readonly Check[] = [
  {
    name: "addresses-agree",
    about: "What is committed through one address is there at once through every other.",
    isNeeded: true,
    otherwise:
      "Let TAMS_VAST_ENDPOINTS name addresses of one cluster only: the server takes them for one database.",
    needs: ["schema"],
    run: addressesAgree,
  },
  {
    name: "throttling",
    about: "64 queries at once are answered without SlowDown.",
    isNeeded: false,
    otherwise:
      "The server waits and asks again, so that requests take longer under load: raise the limits of the view or user, if there are any.",
    needs: ["schema"],
    run: throttling,
  },
  {
    name: "keep-alive-frames",
    about: "A query that takes long is kept alive by frames without rows, which the client passes over.",
    isNeeded: false,
    otherwise: "",
    run: () =>
      Promise.reject(
        new Untried(
          "Only the cluster decides when it sends them. If long queries end with a timeout, raise TAMS_VAST_TIMEOUT_MS and tell us.",
        ),
      ),
  },
  {
    name: "idle-transaction",
    about: "A transaction that nobody uses is still open a minute later, when the client's keep-alive comes.",
    isNeeded: true,
    otherwise:
      "Transactions of long requests may be ended between two keep-alives, which come every 60 seconds: tell us how soon this cluster ends them.",
    needs: ["keys"],
    run: idleTransaction,
  },
];

async function mustRead({ cluster, signal }: Ground, url: string): Promise<void> {
  const { bucket, schema, options } = cluster;
  const client = await connectVast({ ...options, endpoints: [url] });
  try {
    const outside = client.outside({ signal });
    const rows = await rowsOf(outside.bucket(bucket).schema(schema).table("get_bodies"));
    expectThat(shown(rows) === "0=v0 1=v1 2=v2", `Through ${url} a query brings ${shown(rows)}.`);
  } catch (thrown) {
    if (!isVastError(thrown, "badRequest", "internal", "protocol")) throw thrown;
    throw new Different(`Through ${url} a query fails: ${thrown.message}`);
  } finally {
    await client.close();
  }
}

async function addressesAgree(ground: Ground): Promise<string> {
  const urls = expandEndpoints(ground.cluster.options.endpoints);
  if (urls.length === 1) throw new Untried("The settings have one address.");
  await ground.fill("agree", counted(1));
  const { bucket, schema, options } = ground.cluster;
  const clients = await Promise.all(urls.map((url) => connectVast({ ...options, endpoints: [url] })));
  const { signal } = ground;
  try {
    for (const [number, writer] of clients.entries()) {
      signal.throwIfAborted();
      await writer.transaction((tx) => ground.table(tx, "agree").insert(counted(1, number + 1)));
      for (const [place, reader] of clients.entries()) {
        const table = reader.outside({ signal }).bucket(bucket).schema(schema).table("agree");
        const count = (await rowsOf(table)).length;
        expectThat(
          count === number + 2,
          `After ${urls[number]} had committed row ${number + 2}, ${urls[place]} had ${count} rows.`,
        );
      }
    }
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
  return `${urls.length} addresses`;
}

async function throttling(ground: Ground): Promise<string> {
  await ground.fill("throttling", counted(10));
  const { bucket, schema, options } = ground.cluster;
  const client = await connectVast({ ...options, retry: { attempts: 1 } });
  try {
    const outside = client.outside({ signal: ground.signal });
    const table = outside.bucket(bucket).schema(schema).table("throttling");
    const asked = Array.from({ length: 64 }, () => rowsOf(table).then(shown));
    const answers = await Promise.allSettled(asked);
    const failures = answers.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    const slow = failures.filter((reason) => isVastError(reason, "slowDown", "unavailable")).length;
    if (failures.length > slow)
      throw failures.find((reason) => !isVastError(reason, "slowDown", "unavailable"));
    expectThat(slow === 0, `${slow} of 64 were refused for now.`);
    return "64 of 64";
  } finally {
    await client.close();
  }
}

async function idleTransaction({ cluster: { idle }, signal }: Ground): Promise<string> {
  const transaction = await idle.begin();
  if (transaction === undefined) throw new Untried("It was left out, by --idle 0.");
  await sleep(idle.left, undefined, { signal });
  const { kind, text } = await answerTo(() => transaction.keepAlive());
  const seconds = idle.milliseconds / 1000;
  expectThat(kind === "accepted", `After ${seconds} s without a call the transaction was answered ${text}.`);
  return `still open after ${seconds} s`;
}
