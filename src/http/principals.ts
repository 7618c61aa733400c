import type { Grants, Principal } from "../contract/operations.ts";
import { unrestricted } from "../services/access.ts";

const noGrants: Grants = {
  allow: { read: new Set(), write: new Set(), delete: new Set() },
  deny: { read: new Set(), write: new Set(), delete: new Set() },
  create: false,
  newClasses: [],
  conferred: () => [],
};

/** Who calls where authentication is off: one who may do everything. */
export const localUser: Principal = unrestricted("open:local", "local");
/** Who calls what anybody may call, where authentication is on: one who may do nothing else. */
export const anonymous: Principal = nobody("open:anonymous", "anonymous");
/** Who comes with a signed URL, whose signature alone says what may be done. */
export const signedUrl: Principal = nobody("open:signed-url", "signed URL");

function nobody(id: string, name: string): Principal {
  return { id, name, scopes: new Set(), groups: [], grants: noGrants };
}
