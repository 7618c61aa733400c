import type { Readable } from "node:stream";
import type { LocalAccounts, TokenResponse } from "./auth.ts";

/** The error body of RFC 6749 section 5.2. */
export interface OAuthError {
  readonly error:
    | "invalid_request"
    | "invalid_client"
    | "invalid_grant"
    | "unsupported_grant_type"
    | "invalid_scope";
  readonly error_description: string;
}

/** A request to the token endpoint as it came. */
export interface TokenRequest {
  readonly form: Readable;
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly address: string;
}

const FORM_BYTES = 32 * 1024;
const FORM_MS = 10_000;
const FORM = "application/x-www-form-urlencoded";

/** Answers a client as RFC 6749 has it (sections 4.4 and 6); whatever is wrong with the request is a value, not thrown. */
export async function grantToken(
  accounts: LocalAccounts,
  { form: body, contentType, authorization, address }: TokenRequest,
): Promise<TokenResponse | OAuthError> {
  const isForm = contentType?.split(";", 1)[0]?.trim().toLowerCase() === FORM;
  const text = await readText(body);
  if (!isForm || text === undefined) return refuse("invalid_request", `The body must be a short ${FORM}.`);
  const form = readForm(text);
  if (form === undefined) return refuse("invalid_request", "No parameter may be given twice.");
  const grant = form.get("grant_type");
  if (grant === undefined) return refuse("invalid_request", "The parameter grant_type is missing.");
  if (grant === "refresh_token") return refreshGrant(accounts, form);
  if (grant === "client_credentials") return clientGrant(accounts, form, authorization, address);
  return refuse("unsupported_grant_type", "The grant_type is client_credentials or refresh_token here.");
}

async function refreshGrant(
  accounts: LocalAccounts,
  form: ReadonlyMap<string, string>,
): Promise<TokenResponse | OAuthError> {
  const token = form.get("refresh_token");
  if (token === undefined) return refuse("invalid_request", "The parameter refresh_token is missing.");
  const given = await accounts.refresh(token);
  return (
    given ?? refuse("invalid_grant", "The refresh token is unknown, spent or expired, or its login is over.")
  );
}

async function clientGrant(
  accounts: LocalAccounts,
  form: ReadonlyMap<string, string>,
  authorization: string | undefined,
  address: string,
): Promise<TokenResponse | OAuthError> {
  const basic = authorization === undefined ? undefined : readBasic(authorization);
  if (basic !== undefined && form.has("client_secret"))
    return refuse("invalid_request", "The client's secret is in the header and in the body.");
  const { id, secret } = basic ?? { id: form.get("client_id"), secret: form.get("client_secret") };
  const given =
    id === undefined || secret === undefined
      ? ({ error: "invalid_client" } as const)
      : await accounts.clientToken(id, secret, address, form.get("scope"));
  if (!("error" in given)) return given;
  if (given.error === "invalid_scope")
    return refuse("invalid_scope", "The client has none of the scopes that were asked for.");
  return refuse("invalid_client", "The client is unknown, or its secret does not fit.");
}

function refuse(error: OAuthError["error"], sentence: string): OAuthError {
  return { error, error_description: sentence };
}

/** The body, or undefined for one that is too large or takes too long, since anybody may send one. */
async function readText(body: Readable): Promise<string | undefined> {
  const late = setTimeout(() => body.destroy(), FORM_MS);
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > FORM_BYTES) return undefined;
      chunks.push(bytes);
    }
    return Buffer.concat(chunks).toString("utf8");
  } catch {
    // Nobody is left to hear more about a body that broke off.
    return undefined;
  } finally {
    clearTimeout(late);
  }
}

/** An empty parameter is one that was left out (RFC 6749 section 3.2); undefined where one is given twice. */
function readForm(text: string): ReadonlyMap<string, string> | undefined {
  const form = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (form.has(name)) return undefined;
    if (value !== "") form.set(name, value);
  }
  return form;
}

/** The client's id and secret, each of which is form-encoded in the header (RFC 6749 section 2.3.1). */
function readBasic(authorization: string): { readonly id: string; readonly secret: string } | undefined {
  const [, encoded = ""] = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(authorization) ?? [];
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 0) return { id: "", secret: "" };
  const [id = "", secret = ""] = [text.slice(0, colon), text.slice(colon + 1)].map(decodeForm);
  return { id, secret };
}

function decodeForm(text: string): string {
  return new URLSearchParams(`x=${text.replaceAll("&", "%26")}`).get("x") ?? "";
}
