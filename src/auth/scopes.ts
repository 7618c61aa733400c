import type { Scope } from "../contract/operations.ts";
import type { Identity } from "./auth.ts";

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

/** Those claimed that are held; who holds `admin` holds all. */
export function common(held: ReadonlySet<Scope>, claimed: ReadonlySet<Scope>): ReadonlySet<Scope> {
  return held.has("admin") ? claimed : new Set([...held].filter((scope) => claimed.has(scope)));
}

/** An identity as it claims to be in a request, with no more than these scopes, whatever its groups bring (AUTH-037). */
export function narrowed(identity: Identity, claimed: ReadonlySet<Scope>): Identity {
  const { limit = claimed, ...held } = identity;
  const scopes = common(held.scopes, claimed);
  if (scopes.size > 0) return { ...held, scopes };
  return { ...held, scopes, limit: held.scopes.size > 0 ? scopes : common(limit, claimed) };
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
