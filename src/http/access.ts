import type { Log } from "../services/app.ts";
import type { Exchange } from "./exchange.ts";
import { isSecretName } from "./secrets.ts";

/** Writes the one line of a request once its reply is out or its client is gone. */
export function logAccess(exchange: Exchange, log: Log): void {
  const { id, method, operation, request, response, sent, started, caller } = exchange;
  const line = {
    id,
    operation: operation?.id,
    method: method.toUpperCase(),
    path: withoutSecrets(request.url ?? "/"),
    ...(caller && { caller: caller.principal.id }),
    status: response.headersSent ? response.statusCode : 0,
    ms: Math.round((performance.now() - started) * 10) / 10,
    bytes: sent,
    ...(response.writableFinished ? {} : { aborted: true }),
  };
  log.info("request", line);
}

/** Tokens of this server and JWTs, whatever the name under which, or the place where, somebody put them by mistake. */
const tokens = /tamsr?_[0-9a-z]{16,32}_[\w-]+|eyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** A request target whose secret parameters are blanked, however their names were encoded (TAMS X-174). */
function withoutSecrets(target: string): string {
  const question = target.indexOf("?");
  if (question < 0) return target.replace(tokens, "***");
  const pieces = target.slice(question + 1).split("&");
  return `${target.slice(0, question)}?${pieces.map(blank).join("&")}`.replace(tokens, "***");
}

function blank(piece: string): string {
  const [name = ""] = piece.split("=", 1);
  return isSecretName(plain(name)) ? `${name}=***` : piece;
}

function plain(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
