import type { Schemas } from "../contract/operations.ts";
import { invalid, notFound } from "../errors.ts";
import { replace } from "../storage/changes.ts";
import type { Change, Condition, Exists } from "../storage/engine.ts";
import type { Row, TableName } from "../storage/tables.ts";
import type { App } from "./app.ts";

export type Tags = Schemas["tags"];
export type TagValue = Tags[string];
/** Whose tags; the `kind` column of the table `tags`. */
export type TagKind = "source" | "flow" | "webhook";
/** Query parameters by name, tag families among them. */
type Parameters = Readonly<Record<string, unknown>>;

/** One test on tags: the name has one of the values, or exists, or does not. */
export interface TagTest {
  readonly name: string;
  readonly values?: readonly string[];
  readonly exists?: boolean;
}

/** The rows behind a tag map, so that filters are key lookups. */
function tagRows(kind: TagKind, id: string, tags: Tags): Row<"tags">[] {
  return Object.entries(tags).flatMap(([name, value]) => {
    const values: readonly (string | null)[] =
      typeof value === "string" ? [value] : value.length > 0 ? value : [null];
    return values.map((text, position) => ({ kind, entity_id: id, name, position, value: text }));
  });
}

/** What turns the rows of one tag map into those of another. */
export function tagChanges(kind: TagKind, id: string, before: Tags, after: Tags): Change[] {
  return replace("tags", tagRows(kind, id, before), tagRows(kind, id, after));
}

/** Refuses more tags than the settings allow, and names that no path could address (SRC-062). */
export function checkTags(app: App, tags: Tags, field = "tags"): void {
  const names = Object.keys(tags);
  if (names.length > app.settings.tagsMax) {
    throw invalid(`There may be at most ${app.settings.tagsMax} tags, not ${names.length}.`, field);
  }
  for (const name of names) {
    if (!isTagName(name)) throw invalid(`"${name}" is not a tag name.`, field);
    const value = tags[name];
    if (Array.isArray(value) && value.length > app.settings.listMax) {
      throw invalid(`A tag may have at most ${app.settings.listMax} values.`, `${field}/${name}`);
    }
  }
}

/** Throws notFound for a name that cannot be a tag's. */
export function mustBeTagName(name: string): void {
  if (!isTagName(name)) throw notFound("Tag", name);
}

function isTagName(name: string): boolean {
  return name.length > 0 && name.length <= 1024 && !name.includes("\0");
}

/** The value of a tag, or notFound. Own keys only: a tag may be called `constructor`. */
export function tagOf(tags: Tags, name: string): TagValue {
  const value = Object.hasOwn(tags, name) ? tags[name] : undefined;
  if (value === undefined) throw notFound("Tag", name);
  return value;
}

/** The map with one tag set, or left out when `value` is undefined. */
export function withTag(tags: Tags, name: string, value: TagValue | undefined): Tags {
  const others = Object.entries(tags).filter(([other]) => other !== name);
  return Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
}

/**
 * The tests that parameters such as `tag.genre=a,b` and `tag_exists.genre=true` ask for.
 * `family` is `tag`, `flow_tag` or `storage_backend_tag`.
 */
export function tagTests(parameters: Parameters, family: string): TagTest[] {
  return Object.entries(parameters).flatMap(([parameter, value]): TagTest[] => {
    if (parameter.startsWith(`${family}.`)) {
      return [{ name: parameter.slice(family.length + 1), values: wanted(parameter, String(value)) }];
    }
    if (parameter.startsWith(`${family}_exists.`)) {
      return [{ name: parameter.slice(family.length + 8), exists: value === true }];
    }
    return [];
  });
}

function wanted(parameter: string, list: string): readonly string[] {
  const values = list.split(",");
  if (values.length > 1 && values.includes("")) throw invalid(`${parameter} has an empty member.`, parameter);
  return values;
}

/** Tag tests as conditions on rows whose `column` is the tagged entity's id. */
export function tagConditions<T extends TableName>(
  kind: TagKind,
  tests: readonly TagTest[],
  column: keyof Row<T> & string,
): Condition<T>[] {
  return tests.map((test): Exists<T> => {
    const named: Condition<"tags">[] = [
      { column: "kind", op: "eq", value: kind },
      { column: "name", op: "eq", value: test.name },
    ];
    const where =
      test.values === undefined ? named : [...named, { column: "value" as const, in: test.values }];
    return { exists: "tags", on: "entity_id", equals: column, where, not: test.exists === false };
  });
}

/** The same tests on a tag map in memory; no map at all has no tags. */
export function passesTagTests(
  tags: Readonly<Record<string, string | readonly string[]>>,
  tests: readonly TagTest[],
): boolean {
  return tests.every(({ name, values, exists }) => {
    const value = Object.hasOwn(tags, name) ? tags[name] : undefined;
    if (values === undefined) return (value !== undefined) === exists;
    if (value === undefined) return false;
    return typeof value === "string" ? values.includes(value) : value.some((item) => values.includes(item));
  });
}
