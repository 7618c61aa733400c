import { explainCommand } from "./auth-explain.ts";
import { keys } from "./auth-keys.ts";
import { logCommand } from "./auth-log.ts";
import { policy } from "./auth-policy.ts";
import { group } from "./command.ts";

/** Who may what, who did what, and with which keys. */
export const auth = group(
  "tams auth",
  "auth",
  "explain decisions, show the audit log, check policies, rotate keys",
  [explainCommand, logCommand, policy, keys],
);
