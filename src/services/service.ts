import type { Principal, Schemas } from "../contract/operations.ts";
import { invalid } from "../errors.ts";
import type { Row } from "../storage/tables.ts";
import { mustBeAdmin } from "./access.ts";
import type { App } from "./app.ts";
import { keyOf } from "./transaction.ts";

type Named = { readonly name?: string; readonly description?: string };

/** The top-level paths of the API (SVC-001, SVC-002). */
export const ROOT = ["service", "flows", "sources", "objects", "flow-delete-requests"];

/** What the service says of itself (TAMS 8.2 `service.json`). */
export async function getService(app: App): Promise<Schemas["service"]> {
  const row = await app.engine.read((view) => view.get("settings", { name: "service" }));
  return {
    ...named(row),
    type: "urn:x-tams:service:vast-tams",
    api_version: app.versions.api,
    service_version: app.versions.service,
    event_stream_mechanisms: [{ name: "webhooks" }, ...liveStream(app)],
    min_object_timeout: `${app.settings.minObjectTimeoutSeconds}:0`,
    min_presigned_url_timeout: `${app.settings.presignedUrlSeconds}:0`,
  };
}

/** Server-Sent Events are no mechanism of TAMS itself, so their name says whose they are (EV-105). */
function liveStream(app: App): NonNullable<Schemas["service"]["event_stream_mechanisms"]> {
  if (app.settings.eventStreamsMax === 0) return [];
  const docs = "https://html.spec.whatwg.org/multipage/server-sent-events.html";
  return [{ name: "vast-tams.server-sent-events", docs, config: { path: "/events/stream" } }];
}

/** Sets name and description; a key left out stays, an empty text unsets it (SVC-022, AMB-031). For administrators (AUTH-040). */
export async function updateService(app: App, principal: Principal, body: Named): Promise<void> {
  mustDescribe(principal);
  for (const field of ["name", "description"] as const) {
    if (body[field] !== undefined && typeof body[field] !== "string")
      throw invalid(`The ${field} must be a string.`, field);
  }
  await app.engine.write([keyOf("setting", "service")], async (view) => {
    const before = await view.get("settings", { name: "service" });
    const { name, description } = { ...named(before), ...body };
    const kept = { ...(name ? { name } : {}), ...(description ? { description } : {}) };
    const row: Row<"settings"> = { name: "service", doc: JSON.stringify(kept) };
    return {
      result: undefined,
      changes: [before ? { update: "settings", rows: [row] } : { insert: "settings", rows: [row] }],
    };
  });
}

/** Throws forbidden for a caller who may not set the service's name and description, whatever he sends. */
export function mustDescribe(principal: Principal): void {
  mustBeAdmin(principal, "describe the service");
}

/** The document was made by `updateService`. */
function named(row: Row<"settings"> | undefined): Named {
  return row === undefined ? {} : (JSON.parse(row.doc) as Named);
}
