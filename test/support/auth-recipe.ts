import type { Shared, Things } from "./auth-things.ts";
import type { Answer, AuthServer, Request } from "./auth-world.ts";

/** What a recipe can use. */
export interface Stage {
  readonly server: AuthServer;
  readonly things: Things;
  readonly shared: Shared;
}

/** How one case of the model is brought about. */
export interface Recipe {
  /** The names of the resources whose classes matter; the first is that of the path. */
  readonly play: readonly string[];
  /** A valid request, on resources that are new unless it changes nothing. */
  make(stage: Stage): Request | Promise<Request>;
  /** It may be sent again and again. */
  readonly again?: boolean;
  /** What a reply shows, in the terms of the model. */
  readonly sees?: (answer: Answer, stage: Stage) => unknown;
}

/** A GET that changes nothing. */
export const get = (path: (stage: Stage) => string, ...play: readonly string[]): Recipe => ({
  play,
  again: true,
  make: (stage) => ({ method: "GET", path: path(stage) }),
});

/** The part of an operation's id for a part of a path. */
function partName(part: string): string {
  return part === "tags/genre" ? "tags-name" : part.replaceAll("_", "-");
}

/** GET, PUT and DELETE of each part of a Flow or a Source, with what is put there. */
export function partsOf(
  kind: "flows-flowId" | "sources-sourceId",
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Recipe>> {
  const isFlow = kind === "flows-flowId";
  const play = [isFlow ? "flow" : "source"];
  const path = ({ shared }: Stage, part: string): string =>
    isFlow ? `/flows/${shared.object.flow.id}/${part}` : `/sources/${shared.object.flow.source_id}/${part}`;
  const fresh = async ({ things }: Stage, part: string): Promise<string> => {
    const made = await things.flow("flow");
    return isFlow ? `/flows/${made.id}/${part}` : `/sources/${made.source_id}/${part}`;
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([part, body]): [string, Recipe][] => [
      [`GET_${kind}-${partName(part)}`, get((stage) => path(stage, part), ...play)],
      [
        `PUT_${kind}-${partName(part)}`,
        { play, again: true, make: async (s) => ({ method: "PUT", path: await fresh(s, part), body }) },
      ],
      [
        `DELETE_${kind}-${partName(part)}`,
        { play, make: async (s) => ({ method: "DELETE", path: await fresh(s, part) }) },
      ],
    ]),
  );
}
