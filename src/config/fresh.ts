import { gather } from "./given.ts";
import { isLoopback } from "./loopback.ts";

const aboutCallers = /^(auth|oidc|jwt)/;

/**
 * Whether nobody has said anything about who may call, neither flag, nor environment, nor file, and only this machine can:
 * then `npm start` may leave authentication off, which is never done for whoever starts the program itself.
 */
export function isFresh(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): boolean {
  const { given } = gather(argv, env);
  const host = given.get("host")?.value ?? "127.0.0.1";
  return isLoopback(String(host)) && ![...given.keys()].some((name) => aboutCallers.test(name));
}
