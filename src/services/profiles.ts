import type { Principal, Query, Schemas } from "../contract/operations.ts";
import { invalid, notFound } from "../errors.ts";
import type { Condition } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { mustCreate } from "./access.ts";
import type { App } from "./app.ts";
import { type Page, selectPage } from "./paging.ts";
import { checkTags } from "./tags.ts";
import { keyOf } from "./transaction.ts";

export type Profile = Schemas["profile"];

/** The Flow fields that a Profile carries, and that a linked Flow takes from it (FLW-070, PRF-011). */
export const TECHNICAL = [
  "format",
  "codec",
  "container",
  "avg_bit_rate",
  "segment_duration",
  "container_mapping",
  "essence_parameters",
] as const;

/** Profiles, newest first; everybody may read them (AUTH-063; PRF-001 to PRF-005, X-092). */
export async function listProfiles(app: App, query: Query<"GET_profiles">): Promise<Page<Profile>> {
  const where: Condition<"profiles">[] = [];
  for (const column of ["format", "codec", "label"] as const) {
    const value = query[column];
    if (value !== undefined) where.push({ column, op: "eq", value });
  }
  const page = await app.engine.read((view) =>
    selectPage(app, view, { table: "profiles", order: "created", where }, query),
  );
  return { ...page, items: page.items.map(toProfile) };
}

/** The Profile as it was created, or notFound. */
export async function getProfile(app: App, id: string): Promise<Profile> {
  const row = await app.engine.read((view) => view.get("profiles", { id }));
  if (row === undefined) throw notFound("Profile", id);
  return toProfile(row);
}

/**
 * Creates a Profile, once and for all: a second POST is refused whatever its body (PRF-020 to PRF-033). Takes the permission
 * to create (AUTH-063).
 */
export async function createProfile(
  app: App,
  principal: Principal,
  id: string,
  body: Profile,
): Promise<Profile> {
  mustCreateProfile(principal, id);
  if (body.id !== id) throw invalid(`The body's id ${body.id} is not the path's ${id}.`, "id");
  checkTags(app, body.tags ?? {});
  const profile = {
    ...body,
    created_by: body.created_by ?? principal.name,
    created: app.now().toISOString(),
    flow_metadata: technicalOnly(body.flow_metadata),
  };
  return app.engine.write([keyOf("profile", id)], async (view) => {
    if (await view.get("profiles", { id }))
      throw invalid(`Profile ${id} exists; Profiles never change.`, "id");
    return { result: profile, changes: [{ insert: "profiles", rows: [profileRow(profile)] }] };
  });
}

/** Throws forbidden for a caller who may not create Profiles, whatever he sends. */
export function mustCreateProfile(principal: Principal, id: string): void {
  mustCreate(principal, `Profile ${id}`);
}

/** The row of a Profile as it was created. */
export function profileRow(profile: Profile): Row<"profiles"> {
  const { format, codec } = profile.flow_metadata;
  return {
    id: profile.id,
    format,
    codec: codec ?? "",
    label: profile.label ?? null,
    created: profile.created ?? "",
    doc: JSON.stringify(profile),
  };
}

/** Common Flow keys never reach Flows through a Profile (PRF-030). The technical keys are what validation saw. */
function technicalOnly(metadata: Profile["flow_metadata"]): Profile["flow_metadata"] {
  const technical: readonly string[] = TECHNICAL;
  return Object.fromEntries(
    Object.entries(metadata).filter(([key]) => technical.includes(key)),
  ) as Profile["flow_metadata"];
}

/** The document was made by `profileRow` from a validated body. */
export function toProfile(row: Row<"profiles">): Profile {
  return JSON.parse(row.doc) as Profile;
}
