import type { Server } from "./discovery.ts";
import type { RunOptions } from "./report.ts";
import type { ComplianceTest, Need } from "./test.ts";
import { judged } from "./verdict.ts";
import { isAtLeast, VERSIONS, type Version } from "./versions.ts";

const IDENTITY = "identity:";

/** The tests that a run asked for; an empty list asks for all. */
export function selected(tests: readonly ComplianceTest[], options: RunOptions): ComplianceTest[] {
  return tests.filter(
    (test) =>
      wants(options.areas, [test.area]) &&
      wants(options.levels, levelsOf(test)) &&
      wants(options.operations, test.operations) &&
      wantsId(options.ids, test),
  );
}

/** The levels of the behaviours that a test judges. */
export function levelsOf({ behaviours }: ComplianceTest): string[] {
  return [...new Set(behaviours.map((id) => judged(id).level))];
}

function wants(asked: readonly string[], offered: readonly string[]): boolean {
  return asked.length === 0 || offered.some((item) => asked.includes(item));
}

/** Behaviours by id, tests by their own id or by the topic before its slash. */
function wantsId(asked: readonly string[], { id, behaviours }: ComplianceTest): boolean {
  return wants(asked, [id, id.split("/")[0] ?? id, ...behaviours]);
}

/** Why a test cannot be run on this server or in this run, in a sentence; undefined when it can. */
export function obstacle(
  test: ComplianceTest,
  server: Server,
  { slow, identities }: { readonly slow: boolean; readonly identities: readonly string[] },
): string | undefined {
  const since = sinceOf(test);
  if (!isAtLeast(server.version, since)) {
    return `It holds since API ${since} and the server is of ${server.apiVersion}.`;
  }
  if (test.slow && !slow) return "It takes long: add --slow.";
  for (const need of test.needs ?? []) {
    const reason = lack(need, server, identities);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** The version in which the first thing came that a test judges, unless it says so itself. */
function sinceOf({ since, behaviours }: ComplianceTest): Version {
  const came = behaviours.map((id) => judged(id).since ?? "8.0");
  return since ?? VERSIONS.find((version) => came.includes(version)) ?? "8.0";
}

/** The names of `--as` that some test knows, in alphabetical order. */
export function identitiesOf(tests: readonly ComplianceTest[]): string[] {
  const needs = new Set(tests.flatMap((test) => test.needs ?? []));
  return [...needs]
    .filter((need) => need.startsWith(IDENTITY))
    .map((need) => need.slice(IDENTITY.length))
    .sort();
}

function lack(need: Need, server: Server, identities: readonly string[]): string | undefined {
  switch (need) {
    case "webhooks":
      return server.webhooks ? undefined : "The server does not offer webhooks.";
    case "noWebhooks":
      return server.webhooks ? "The server offers webhooks." : undefined;
    case "credentials":
      return server.needsCredentials ? undefined : "The server answers without credentials.";
    case "anonymous":
      return server.needsCredentials ? "The server refuses requests without credentials." : undefined;
    case "twoBackends":
      return server.backends.length > 1 ? undefined : "The server has fewer than two storage backends.";
    case "upload":
      return server.backends.some(({ storeType }) => storeType === "http_object_store")
        ? undefined
        : "The server has no storage backend that takes uploads by HTTP.";
    default: {
      const name = need.slice(IDENTITY.length);
      return identities.includes(name) ? undefined : `No identity "${name}" is given: add --as ${name}=...`;
    }
  }
}
