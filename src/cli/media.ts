import { group } from "./command.ts";
import { rebuild } from "./media-rebuild.ts";
import { reconcile } from "./media-reconcile.ts";

/** What is done about the bytes in the media stores without a server. */
export const media = group(
  "tams media",
  "media",
  "the media stores and the database together: rebuild or reconcile them",
  [rebuild, reconcile],
);
