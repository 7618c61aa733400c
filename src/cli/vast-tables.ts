import type { VastSettings } from "../config/vast.ts";
import { readConfig } from "../config.ts";
import { openVastTables, type VastTables } from "../main.ts";
import { UsageError } from "./command.ts";
import type { Given } from "./flags.ts";

/** The settings of the VAST Database. Throws a `UsageError` with one sentence where they name another engine. */
export function vastSettings({ settings }: Given): VastSettings {
  const { engine } = readConfig(settings).config;
  if (engine.kind === "vast") return engine.vast;
  throw new UsageError(
    "This command is for a VAST Database, and the settings have the embedded engine: set TAMS_ENGINE=vast, TAMS_VAST_ENDPOINTS, TAMS_VAST_BUCKET and the keys to use one.",
  );
}

/** Does something with the tables that the settings name. */
export async function withVastTables<Result>(
  given: Given,
  work: (tables: VastTables) => Promise<Result>,
): Promise<Result> {
  const tables = await openVastTables(vastSettings(given));
  try {
    return await work(tables);
  } finally {
    await tables.close();
  }
}

/** As JSON, with 64-bit integers as numbers; those of a cluster's counts are far below what a double holds. */
export function toJson(value: object): string {
  return `${JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? Number(one) : one))}\n`;
}
