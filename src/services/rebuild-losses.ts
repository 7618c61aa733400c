import type { App } from "./app.ts";

/** What a rebuild could not restore as it was. */
export interface Loss {
  /**
   * - `broken`: a sidecar that cannot be read;
   * - `bytes`: an instance whose bytes are gone;
   * - `flow`: a Segment whose Flow has no sidecar;
   * - `clash`: a Segment that overlaps another of its Flow;
   * - `unused`: an entity that nothing refers to, which a deletion had left behind;
   * - `missing`: something that others refer to and that has no sidecar.
   */
  readonly what: "broken" | "bytes" | "flow" | "clash" | "unused" | "missing";
  readonly backend?: string;
  readonly key?: string;
  /** For example `flow:ID`. */
  readonly entity?: string;
  readonly reason: string;
}

/** How many of each were restored. */
export interface Rebuilt {
  settings: number;
  profiles: number;
  sources: number;
  flows: number;
  objects: number;
  instances: number;
  segments: number;
  losses: number;
}

/** Who hears of a rebuild as it goes on. */
export interface Listener {
  loss(loss: Loss): void;
  progress(rebuilt: Readonly<Rebuilt>): void;
}

/** A rebuild under way: what it works on, and what it has done. */
export interface Rebuild {
  readonly app: App;
  readonly rebuilt: Rebuilt;
  loss(loss: Loss): void;
  count(what: Exclude<keyof Rebuilt, "losses">, number: number): void;
}

/** A rebuild that has done nothing yet. */
export function newRebuild(app: App, listener: Listener): Rebuild {
  const rebuilt: Rebuilt = {
    settings: 0,
    profiles: 0,
    sources: 0,
    flows: 0,
    objects: 0,
    instances: 0,
    segments: 0,
    losses: 0,
  };
  return {
    app,
    rebuilt,
    loss: (loss) => {
      rebuilt.losses++;
      listener.loss(loss);
    },
    count: (what, number) => {
      rebuilt[what] += number;
      listener.progress(rebuilt);
    },
  };
}

/** The key that all of a rebuild's writes share, since nobody else should be writing. */
export const REBUILD_KEY = "rebuild";
