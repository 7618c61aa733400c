import type { Operation } from "../contract/table.ts";

/** One path of the contract and the operations on it, by lower-case method. */
export interface Place {
  readonly path: string;
  /** Names of the path parameters, in the order of the path. */
  readonly names: readonly string[];
  readonly operations: ReadonlyMap<string, Operation>;
  /** Upper-case methods, as the `Allow` header lists them. */
  readonly methods: readonly string[];
}

/** Where a path leads, with the path parameters as they were sent: still percent-encoded. */
export interface Match {
  readonly place: Place;
  readonly values: readonly string[];
}

/** Finds the place of a raw path (no query, no base path), or undefined. */
export type Routes = (path: string) => Match | undefined;

interface Branch {
  readonly literals: Map<string, Branch>;
  parameter?: Branch;
  place?: Place;
}

/** Compiles the operations into a tree of path segments, so that a look-up costs one step a segment. */
export function compileRoutes(operations: readonly Operation[]): Routes {
  const root: Branch = { literals: new Map() };
  for (const [path, list] of Map.groupBy(operations, (operation) => operation.path)) {
    plant(root, placeOf(path, list));
  }
  return (path) => {
    const values: string[] = [];
    const place = find(root, segmentsOf(path), 0, values);
    return place === undefined ? undefined : { place, values };
  };
}

function placeOf(path: string, operations: readonly Operation[]): Place {
  const methods = new Set(["OPTIONS", ...operations.map((operation) => operation.method.toUpperCase())]);
  return {
    path,
    names: [...path.matchAll(/\{([^}]+)\}/g)].map((found) => found[1] ?? ""),
    operations: new Map(operations.map((operation) => [operation.method, operation])),
    methods: [...methods].sort(),
  };
}

function plant(root: Branch, place: Place): void {
  let branch = root;
  for (const segment of segmentsOf(place.path))
    branch = segment.startsWith("{") ? parameterOf(branch) : literalOf(branch, segment);
  branch.place = place;
}

function parameterOf(branch: Branch): Branch {
  branch.parameter ??= { literals: new Map() };
  return branch.parameter;
}

function literalOf(branch: Branch, segment: string): Branch {
  const next = branch.literals.get(segment) ?? { literals: new Map() };
  branch.literals.set(segment, next);
  return next;
}

/** One trailing slash is forgiven, as openapi-backend forgives it; an empty segment elsewhere matches nothing. */
function segmentsOf(path: string): string[] {
  const end = path.length > 1 && path.endsWith("/") ? path.length - 1 : path.length;
  return end <= 1 ? [] : path.slice(1, end).split("/");
}

function find(branch: Branch, segments: readonly string[], at: number, values: string[]): Place | undefined {
  const segment = segments[at];
  if (segment === undefined) return branch.place;
  const literal = branch.literals.get(segment);
  const found = literal && find(literal, segments, at + 1, values);
  if (found !== undefined || branch.parameter === undefined || segment === "") return found;
  values.push(segment);
  const deeper = find(branch.parameter, segments, at + 1, values);
  if (deeper === undefined) values.pop();
  return deeper;
}
