import type { Grants, Permission, Principal } from "../contract/operations.ts";
import type { Row } from "../storage/tables.ts";
import { accountOf, classesOf, type Owner } from "./access.ts";
import type { App } from "./app.ts";
import type { Tags } from "./tags.ts";

/**
 * The class through which a Webhook is its owner's. It starts with a blank, which no class in a tag can: those are trimmed,
 * so nobody makes a Webhook another's by naming him in `auth_classes`.
 */
export function ownerClass(owner: Pick<Owner, "id" | "account">): string {
  return ` @${accountOf(owner)}`;
}

/** Whose Webhook it is; nobody was asked who he is when one without an owner was made. */
export function webhookOwner({ owner }: Pick<Row<"webhooks">, "owner">): Owner {
  // The text was made by `ownerText`.
  return owner === null ? NOBODY : (JSON.parse(owner) as Owner);
}

const NOBODY: Owner = { id: "open:local", name: "local", groups: [], scopes: ["admin"] };

/** An owner as its Webhook's row keeps it. */
export function ownerText(owner: Owner): string {
  return JSON.stringify(owner);
}

/** The classes by which a Webhook is judged: those in its tags, and its owner's. */
export function webhookClasses(row: Pick<Row<"webhooks">, "doc" | "owner">): readonly string[] {
  // The document was made by `services/webhooks.ts` from a validated body.
  const { tags } = JSON.parse(row.doc) as { tags?: Tags };
  return [...classesOf(tags), ownerClass(webhookOwner(row))];
}

/** The caller with all permissions on what is his own, for decisions about Webhooks. */
export function withOwn(principal: Principal): Principal {
  const { grants } = principal;
  if (grants === undefined) return principal;
  const own = ownerClass(principal);
  const allowed = (permission: Permission): "all" | ReadonlySet<string> => {
    const given = grants.allow[permission];
    return given === "all" ? given : new Set([...given, own]);
  };
  const allow: Grants["allow"] = {
    read: allowed("read"),
    write: allowed("write"),
    delete: allowed("delete"),
  };
  // The policy's object may keep its methods on a prototype, which a spread would lose.
  return { ...principal, grants: { ...grants, conferred: (name) => grants.conferred(name), allow } };
}

/** The principal that a Webhook's owner is today; undefined for one who may do nothing any more (AUTH-080). */
export function webhookOwnerNow(app: App, row: Row<"webhooks">): Promise<Principal | undefined> {
  return app.ownerNow(webhookOwner(row));
}
