import type { Scope } from "../contract/operations.ts";

const SCOPES: readonly Scope[] = ["read", "write", "delete", "admin"];
const PREFIX = "tams-api/";

/** Scopes as they are on the wire: `tams-api/read tams-api/write` (TAMS AppNote 0016, RFC 6749 section 3.3). */
export function scopeText(scopes: Iterable<Scope>): string {
  const given = new Set(scopes);
  return SCOPES.filter((scope) => given.has(scope))
    .map((scope) => PREFIX + scope)
    .join(" ");
}

/** The scope of a name, with or without its prefix; undefined for one that is not ours. */
export function toScope(name: string): Scope | undefined {
  const bare = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name;
  return SCOPES.find((scope) => scope === bare);
}

/** The scopes of this server among those in a text with spaces; others are no concern of ours. */
export function readScopes(text: string): ReadonlySet<Scope> {
  return new Set(
    text
      .split(" ")
      .filter((name) => name.startsWith(PREFIX))
      .flatMap((name) => toScope(name) ?? []),
  );
}

/** Those of one set that are in the other too. */
export function common(some: ReadonlySet<Scope>, others: ReadonlySet<Scope>): ReadonlySet<Scope> {
  return new Set([...some].filter((scope) => others.has(scope)));
}

/** The texts in a row's JSON list. */
export function readList(json: string): readonly string[] {
  const list: unknown = JSON.parse(json);
  return Array.isArray(list) ? list.map(String) : [];
}

/** The scopes in a row's JSON list. */
export function scopesOfRow(json: string): ReadonlySet<Scope> {
  return new Set(readList(json).flatMap((name) => toScope(name) ?? []));
}
