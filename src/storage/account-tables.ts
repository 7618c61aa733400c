import { int, int32, maybeInt, maybeInt32, maybeText, table, text } from "./columns.ts";

/** The tables of who may come in, and of what they did. */
export const accountTables = {
  /**
   * Who may come in, by `Principal.id`. `kind` is `user`, with a password's hash, or `remote`, an identity that another
   * issuer vouches for, as it last came. `status` is `active` or `suspended`; `scopes` and `groups` are JSON lists. Times are
   * ms since 1970: whatever was issued to a user before `valid_from` is void.
   */
  users: table(
    {
      id: text,
      kind: text,
      name: text,
      password: maybeText,
      status: text,
      scopes: text,
      groups: text,
      failures: int32,
      locked_until: maybeInt,
      last_login: maybeInt,
      valid_from: int,
      created: text,
    },
    { key: ["id"], orders: { id: ["id"] }, lookups: [] },
  ),
  /**
   * `hash` is the SHA-256 of the secret, `prefix` the start of the token by which people know it. `user_id` is whose token it
   * is, if anybody's; `networks`, `scopes` and `groups` are JSON lists. Times are ms since 1970.
   */
  api_tokens: table(
    {
      id: text,
      name: text,
      prefix: text,
      hash: text,
      user_id: maybeText,
      scopes: text,
      groups: text,
      networks: text,
      expires: maybeInt,
      last_used: maybeInt,
      created: text,
    },
    { key: ["id"], orders: { id: ["id"] }, lookups: [["user_id"]] },
  ),
  /** One row a login: `hash` is the SHA-256 of the one secret that is good now. `expires` is ms since 1970. */
  refresh_tokens: table(
    { family: text, hash: text, user_id: text, created: text, expires: int },
    { key: ["family"], orders: { expiry: ["expires", "family"] }, lookups: [["user_id"]] },
  ),
  /**
   * Who did what to which resource. Ids begin with the time, in ms since 1970, and so ascend with it. Columns without a
   * null are "" where nothing is known; `outcome` is `allowed`, `refused` or `failed`.
   */
  auth_log: table(
    {
      id: text,
      actor_id: text,
      actor: text,
      event: text,
      operation: text,
      resource: text,
      outcome: text,
      status: maybeInt32,
      rule: maybeText,
      address: text,
      request_id: text,
    },
    {
      key: ["id"],
      orders: { log: ["id"] },
      lookups: [["actor_id"], ["actor"], ["resource"], ["operation"], ["outcome"]],
    },
  ),
} as const;
