import { auth } from "./auth.ts";
import { deletions } from "./deletions.ts";
import { events } from "./events.ts";
import { fields } from "./fields.ts";
import { flows } from "./flows.ts";
import { heads } from "./heads.ts";
import type { Handlers } from "./map.ts";
import { media } from "./media.ts";
import { objects } from "./objects.ts";
import { profiles } from "./profiles.ts";
import { segments } from "./segments.ts";
import { service } from "./service.ts";
import { sources } from "./sources.ts";
import { system } from "./system.ts";
import { webhooks } from "./webhooks.ts";

const written = {
  ...service,
  ...profiles,
  ...webhooks,
  ...events,
  ...sources,
  ...flows,
  ...fields,
  ...segments,
  ...objects,
  ...deletions,
  ...system,
  ...media,
  ...auth,
};

/** Every operation of the contract and of our extensions. */
export const handlers: Handlers = { ...written, ...heads(written) };
