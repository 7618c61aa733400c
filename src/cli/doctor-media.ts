import { randomBytes } from "node:crypto";
import type { BackendSettings } from "../config/backends.ts";
import { didYouMean } from "../config/suggest.ts";
import { type Config, readConfig } from "../config.ts";
import { openBackend, openSecret } from "../main.ts";
import { examine, type Finding, type Patient } from "../media/doctor.ts";
import { type Command, EXIT_CODES, UsageError } from "./command.ts";
import { describeFlags, type Given, readFlags } from "./flags.ts";
import { openProgress, openReport } from "./report.ts";

const FLAGS = [
  { flag: "--backend", value: "LABEL", says: "only this Storage Backend" },
  { flag: "--json", says: "report as JSON" },
  {
    flag: "--origin",
    value: "URL",
    says: "of a page that shall upload and download, such as https://player.example",
  },
  {
    flag: "--url",
    value: "URL",
    says: "of a running server with these settings, which serves the URLs of folders",
  },
] as const;

const HELP = `Usage: tams doctor media [OPTION...]

Proves what TAMS needs of every Storage Backend, check by check: to write, read, copy, list and delete as the server does, and
to upload and download as clients do, by presigned URLs on the public address and, as browsers ask first, with CORS. Says
of each check that fails what is wrong and how to mend it. What is written for it is removed again, also after Ctrl-C.

A server may run meanwhile. An empty folder is prepared, and the CORS rules of a bucket are set where the settings have "cors", as
a server does at its start. Uploads to folders need an allocated Object, so there only the signature is proved. Each
check has 10 seconds and one attempt. Without --origin the settings' own origins are tried, and one that is made up where they have
none: then pages that are not allowed are a warning only.

${describeFlags(FLAGS)}
${EXIT_CODES}
0 also with warnings.
`;

const PATIENCE = 10_000;
/** One attempt, so that a failure is seen, and before the check's own time is up; the smallest parts that S3 takes. */
const CONDUCT = { maxAttempts: 1, connectTimeout: 5000, requestTimeout: 9000, partSize: 5 * 1024 * 1024 };
const SAMPLE_ORIGIN = "https://player.example";

/** `tams doctor media`. */
export const doctorMedia: Command = {
  name: "media",
  summary: "prove of each Storage Backend what the server, clients and pages need of it",
  run: async (args) => {
    const given = readFlags(args, FLAGS);
    if (given.help) {
      process.stdout.write(HELP);
      return 0;
    }
    for (const flag of ["--origin", "--url"]) mustBeUrl(flag, given.own.get(flag));
    const { config } = readConfig(given.settings);
    const patients = chosen(config, given).map((settings) => patientOf(settings, config, given));
    const interrupted = new AbortController();
    const stop = (): void => interrupted.abort();
    // Once: a second signal ends the program at once, as it does others.
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, stop);
    try {
      return await report(patients, given.own.has("--json"), interrupted.signal);
    } finally {
      for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, stop);
    }
  },
};

function mustBeUrl(flag: string, value: string | undefined): void {
  if (value === undefined) return;
  const url = URL.parse(value);
  const isWeb = url !== null && /^https?:$/.test(url.protocol);
  if (isWeb && (flag !== "--origin" || url.origin === value)) return;
  const what = flag === "--origin" ? `an origin, such as ${SAMPLE_ORIGIN}` : "an http or https URL";
  throw new UsageError(`The flag ${flag} needs ${what}, not ${JSON.stringify(value)}.`);
}

function chosen({ storageBackends }: Config, { own }: Given): readonly BackendSettings[] {
  const label = own.get("--backend");
  if (label === undefined) return storageBackends;
  const found = storageBackends.filter((backend) => backend.label === label);
  if (found.length > 0) return found;
  const labels = storageBackends.map((backend) => backend.label);
  throw new UsageError(`There is no Storage Backend ${label}.${didYouMean(label, labels)}`);
}

function patientOf(settings: BackendSettings, config: Config, { own }: Given): Patient {
  const url = own.get("--url")?.replace(/\/+$/, "");
  const allowed = settings.kind === "disk" ? config.http.corsOrigins : (settings.s3.cors ?? []);
  const asked = own.get("--origin");
  return {
    label: settings.label,
    place:
      settings.kind === "disk"
        ? { kind: "disk", folder: settings.folder, ...(url !== undefined && { url }) }
        : { kind: "s3", ...settings.s3 },
    origin: asked ?? originIn(allowed),
    wantsPages: asked !== undefined || allowed.length > 0,
    open: async () => {
      // Without a server nobody looks at the URLs of a folder, so that no secret has to be made for them.
      const secret = url === undefined ? randomBytes(32) : await openSecret(config);
      return (await openBackend(settings, secret, CONDUCT)).store;
    },
  };
}

/** One that the list allows, if it allows any. */
function originIn(allowed: readonly string[]): string {
  const named = allowed.find((origin) => origin.startsWith("http"));
  return named ?? (allowed.includes("loopback") ? "http://localhost:8080" : SAMPLE_ORIGIN);
}

async function report(patients: readonly Patient[], json: boolean, signal: AbortSignal): Promise<number> {
  const tally = { ok: 0, warning: 0, failed: 0, skipped: 0 };
  const progress = openProgress();
  const width = Math.max(...patients.map(({ label }) => label.length));
  const out = openReport<Finding>(json, "checks", (finding) => lineOf(finding, width));
  for (const patient of patients) {
    const starting = (check: string): void => progress(() => `${patient.label}: ${check} ...`);
    for await (const finding of examine(patient, { signal, patience: PATIENCE, starting })) {
      tally[finding.result]++;
      out.item(finding);
    }
  }
  const interrupted = signal.aborted;
  const counts = `${tally.ok} ok, ${tally.warning} warnings, ${tally.failed} FAILED, ${tally.skipped} skipped`;
  const backends = patients.length === 1 ? "1 Storage Backend" : `${patients.length} Storage Backends`;
  const end = interrupted ? "; interrupted, and what was written is removed" : "";
  out.end({ ...tally, interrupted }, `${backends}: ${counts}${end}.\n`);
  if (interrupted) return 1;
  return tally.failed === 0 ? 0 : 3;
}

const WORDS = { ok: "ok", warning: "warning", failed: "FAILED", skipped: "skipped" } as const;

function lineOf(finding: Finding, width: number): string {
  const { backend, check, result, milliseconds, detail, advice } = finding;
  const time = result === "skipped" ? "" : `${milliseconds} ms`;
  const line = `${backend.padEnd(width)}  ${check.padEnd(25)}  ${WORDS[result].padEnd(7)}  ${time.padStart(8)}`;
  const more = detail === undefined ? "" : `  ${detail}`;
  return `${line}${more}`.trimEnd() + (advice === undefined ? "" : `\n${" ".repeat(width + 2)}-> ${advice}`);
}
