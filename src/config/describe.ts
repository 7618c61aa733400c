import { s3Secrets } from "./s3.ts";
import type { Setting } from "./setting.ts";
import { envName, flagName, settings } from "./settings.ts";

/** What `--help` prints. */
export function usage(): string {
  const lines = [...settings].map(([name, { description, ...one }]) => {
    const standard = written(one) === "" ? "" : ` Default: ${written(one)}.`;
    return `  ${flagName(name)}  (${envName(name)})\n      ${plain(description)}${standard}`;
  });
  return `Usage: npm start -- [--config FILE] [--print-config] [--SETTING VALUE]...

Serves the TAMS API. Settings come from a YAML or JSON file (--config or TAMS_CONFIG, by the names below in camelCase),
from the environment, and from flags; the last of these wins.

${lines.join("\n")}
`;
}

/** The README's table of settings, in Markdown. */
export function settingsTable(): string {
  const rows = [...settings].map(([name, { description, ...one }]) => {
    const standard = written(one) === "" ? "" : `\`${written(one)}\``;
    return `| \`${envName(name)}\` | \`${name}\` | ${standard} | ${description} |`;
  });
  return ["| variable | in a file | default | what it does |", "|---|---|---|---|", ...rows].join("\n");
}

/** An `.env` file in which every setting is commented out at its default. */
export function envExample(): string {
  return [...settings]
    .map(([name, { description, ...one }]) => `# ${plain(description)}\n# ${envName(name)}=${written(one)}\n`)
    .join("\n");
}

/** The values in force as JSON, in the form a file may have; secrets are blanked. */
export function printValues(
  values: ReadonlyMap<string, unknown>,
  declared: ReadonlyMap<string, Setting<unknown>> = settings,
): string {
  const shown = [...values].map(([name, value]) => [
    name,
    declared.get(name)?.secret === true && value !== undefined ? "***" : withoutSecrets(value),
  ]);
  return `${JSON.stringify(Object.fromEntries(shown), null, 2)}\n`;
}

/** Blanks what is secret inside a structure: a Storage Backend may carry its keys. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      s3Secrets.includes(key) ? "***" : withoutSecrets(inner),
    ]),
  );
}

function written({ kind, default: standard, secret }: Omit<Setting<unknown>, "description">): string {
  return secret === true ? "" : kind.write(standard);
}

function plain(description: string): string {
  return description.replaceAll("`", "");
}
