/** What stands for a secret in everything that is written. */
export const BLANK = "***";

/** A shorter secret would blank ordinary words; where it is sent it is blanked by place in any case. */
const SHORTEST = 6;
const SECRET_HEADERS = new Set(["authorization", "proxy-authorization", "cookie", "set-cookie"]);
/** Query parameters that are, or carry, credentials: of TAMS, of S3 and of stores that sign in the like way. */
const SECRET_PARAMETERS =
  /([?&"](?:access_token|api_key|sig|signature|x-amz-signature|x-amz-security-token|x-amz-credential|x-goog-signature|awsaccesskeyid)=)[^&"\s<>\\]*/gi;
const SECRET_FIELDS = /("(?:api_key_value|access_token|client_secret|password)"\s*:\s*)"(?:[^"\\]|\\.)*"/g;

/** Blanks credentials in whatever is kept of a run, so that a report can be sent to anybody. */
export class Secrets {
  readonly #known = new Set<string>();

  /** Takes note of a secret, in every form in which it may travel. */
  add(secret: string): void {
    if (secret.length < SHORTEST) return;
    for (const form of [secret, encodeURIComponent(secret)]) this.#known.add(form);
  }

  /** The text with every known secret and every signature of a URL blanked. */
  blank(text: string): string {
    let result = text.replace(SECRET_PARAMETERS, `$1${BLANK}`).replace(SECRET_FIELDS, `$1"${BLANK}"`);
    for (const secret of this.#known) result = result.replaceAll(secret, BLANK);
    return result;
  }

  /** Headers as they may be shown: those that authorise keep only their scheme. */
  blankHeaders(headers: Iterable<readonly [string, string]>): Record<string, string> {
    const shown: Record<string, string> = {};
    for (const [name, value] of headers) {
      const key = name.toLowerCase();
      shown[key] = SECRET_HEADERS.has(key) ? `${value.split(" ")[0]} ${BLANK}` : this.blank(value);
    }
    if (shown["cookie"] !== undefined) shown["cookie"] = BLANK;
    if (shown["set-cookie"] !== undefined) shown["set-cookie"] = BLANK;
    return shown;
  }
}
