import { send } from "./http.ts";
import { parsed, recordOf, textOf } from "./json.ts";
import type { Secrets } from "./secrets.ts";

/** How a caller shows who it is: the three schemes of TAMS, OAuth 2 client credentials for a bearer token, or not at all. */
export type Credential =
  | { readonly kind: "none" }
  | { readonly kind: "bearer"; readonly token: string }
  | { readonly kind: "basic"; readonly user: string; readonly password: string }
  | { readonly kind: "query"; readonly token: string }
  | { readonly kind: "oauth2"; readonly tokenUrl: string; readonly id: string; readonly secret: string };

/** No credentials at all. */
export const ANONYMOUS: Credential = { kind: "none" };

const FORMS = "token:T, basic:USER:PASSWORD, access-token:T, oauth2:TOKEN_URL,ID,SECRET or none";

/** Reads a credential in the form that `--as NAME=CREDENTIAL` takes; throws a sentence without the secret. */
export function parseCredential(text: string): Credential {
  if (text === "none") return ANONYMOUS;
  const colon = text.indexOf(":");
  const kind = text.slice(0, colon);
  const rest = text.slice(colon + 1);
  if (colon > 0 && rest !== "") {
    if (kind === "token") return { kind: "bearer", token: rest };
    if (kind === "access-token") return { kind: "query", token: rest };
    if (kind === "basic") return parseBasic(rest);
    if (kind === "oauth2") return parseOauth2(rest);
  }
  throw new Error(`A credential is written ${FORMS}.`);
}

/** Reads `USER:PASSWORD`. */
export function parseBasic(text: string): Credential {
  const colon = text.indexOf(":");
  if (colon < 1) throw new Error("Basic credentials are written USER:PASSWORD.");
  return { kind: "basic", user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** Reads `TOKEN_URL,ID,SECRET`; the secret may hold commas. */
export function parseOauth2(text: string): Credential {
  const [tokenUrl = "", id = "", ...secret] = text.split(",");
  if (!URL.canParse(tokenUrl) || id === "" || secret.length === 0) {
    throw new Error("OAuth 2 credentials are written TOKEN_URL,ID,SECRET.");
  }
  return { kind: "oauth2", tokenUrl, id, secret: secret.join(",") };
}

/** What a credential adds to a request. */
export interface Authorisation {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/** Turns credentials into headers and parameters, fetching and keeping OAuth 2 tokens while they last. */
export class Authoriser {
  readonly #tokens = new Map<string, { token: Promise<string>; until: number }>();
  readonly #secrets: Secrets;
  readonly #timeoutMs: number;

  constructor(secrets: Secrets, timeoutMs: number) {
    this.#secrets = secrets;
    this.#timeoutMs = timeoutMs;
  }

  /** Throws a sentence when a token cannot be had. */
  async authorise(credential: Credential): Promise<Authorisation> {
    switch (credential.kind) {
      case "none":
        return { headers: {}, query: {} };
      case "bearer":
        return this.#bearer(credential.token);
      case "query":
        this.#secrets.add(credential.token);
        return { headers: {}, query: { access_token: credential.token } };
      case "basic": {
        const pair = Buffer.from(`${credential.user}:${credential.password}`).toString("base64");
        for (const secret of [credential.password, pair]) this.#secrets.add(secret);
        return { headers: { Authorization: `Basic ${pair}` }, query: {} };
      }
      case "oauth2":
        return this.#bearer(await this.#token(credential));
    }
  }

  #bearer(token: string): Authorisation {
    this.#secrets.add(token);
    return { headers: { Authorization: `Bearer ${token}` }, query: {} };
  }

  #token(credential: Extract<Credential, { kind: "oauth2" }>): Promise<string> {
    const key = `${credential.tokenUrl} ${credential.id}`;
    const kept = this.#tokens.get(key);
    if (kept !== undefined && kept.until > Date.now()) return kept.token;
    const entry = { token: this.#grant(credential, (until) => (entry.until = until)), until: Infinity };
    this.#tokens.set(key, entry);
    entry.token.catch(() => this.#tokens.delete(key));
    return entry.token;
  }

  /** The client credentials grant of RFC 6749, 4.4. */
  async #grant(
    credential: Extract<Credential, { kind: "oauth2" }>,
    expires: (until: number) => void,
  ): Promise<string> {
    this.#secrets.add(credential.secret);
    const pair = `${encodeURIComponent(credential.id)}:${encodeURIComponent(credential.secret)}`;
    const headers = {
      Authorization: `Basic ${Buffer.from(pair).toString("base64")}`,
      "Content-Type": "application/x-www-form-urlencoded",
      Accept: "application/json",
    };
    const body = Buffer.from("grant_type=client_credentials");
    const answer = await send({ method: "POST", url: credential.tokenUrl, headers, body }, this.#timeoutMs);
    const grant = recordOf(parsed(Buffer.from(answer.bytes).toString("utf8")));
    const token = textOf(grant["access_token"]);
    if (answer.status !== 200 || token === "") {
      throw new Error(`The token URL answered ${answer.status} without a token.`);
    }
    const lasts = typeof grant["expires_in"] === "number" ? grant["expires_in"] : 300;
    expires(Date.now() + Math.max(lasts - 30, 1) * 1000);
    return token;
  }
}
