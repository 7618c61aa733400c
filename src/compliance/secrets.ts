/** What stands for a secret in everything that is written. */
export const BLANK = "***";

/** A shorter secret would blank ordinary words; where it is sent it is blanked by place in any case. */
const SHORTEST = 6;
/** Headers of which the scheme may be shown; of the other secret ones, nothing. */
const SCHEMED_HEADERS = ["authorization", "proxy-authorization"];
const SECRET_HEADERS = ["cookie", "set-cookie", "x-api-key", "x-amz-security-token"];
const SCHEME = /^[A-Za-z][A-Za-z0-9-]*(?= |$)/;
/** Schemes that may stand alone; any other lone word is a credential. */
const LONE_SCHEME = /^(?:basic|bearer|digest|negotiate)$/i;

/** What may stand before a parameter: its mark, as it is or escaped by JSON, HTML or a URL that holds a URL. */
const BEFORE = String.raw`[?&"';,\s]|\\u0026|\\u003f|%26|%3f`;
const EQUALS = String.raw`=|\\u003d|%3d`;
/** Query parameters that are, or carry, credentials: of TAMS, of S3 and of stores that sign in the like way. */
const PARAMETERS = [
  ...["access_token", "refresh_token", "api_key", "client_secret", "sig", "signature"],
  ...["x-amz-signature", "x-amz-security-token", "x-amz-credential"],
  ...["x-goog-signature", "x-goog-credential", "awsaccesskeyid", "googleaccessid"],
];
const SECRET_PARAMETERS = new RegExp(
  String.raw`((?:${BEFORE})(?:${PARAMETERS.join("|")})(?:${EQUALS}))[^&"'\s<>\\]+`,
  "gi",
);

/** Keys of JSON whose text is a credential, and headers that JSON may hold. */
const FIELDS = [
  ...["api_key_value", "access_token", "refresh_token", "id_token", "client_secret", "password"],
  ...["secret_?access_?key", "session_?token", "aws_?secret_?key"],
  ...[...SCHEMED_HEADERS, ...SECRET_HEADERS],
].join("|");
const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
const SECRET_FIELDS = new RegExp(
  String.raw`("(?:${FIELDS})"\s*:\s*)(?:${STRING}|\[\s*${STRING}(?:\s*,\s*${STRING})*\s*\])`,
  "gi",
);
/** The same in JSON that is a text of JSON, as a message may quote it. */
const QUOTED_FIELDS = new RegExp(
  String.raw`((\\+)"(?:${FIELDS})\2"\s*:\s*\[?\s*\2")(?:(?!\2")[^"])*(?=\2")`,
  "gi",
);

/** Blanks credentials in whatever is kept of a run, so that a report can be sent to anybody. */
export class Secrets {
  /** The longest first, or the rest of one that begins with another would stay. */
  #known: readonly string[] = [];

  /** Takes note of a secret, in every form in which it may travel. */
  add(secret: string): void {
    if (secret.length < SHORTEST || this.#known.includes(secret)) return;
    const all = new Set([...this.#known, ...formsOf(secret)]);
    this.#known = [...all].sort((a, b) => b.length - a.length);
  }

  /** The text with every known secret and every signature of a URL blanked; JSON stays JSON. */
  blank(text: string): string {
    let result = text;
    for (const secret of this.#known) result = result.replaceAll(secret, BLANK);
    return result
      .replace(SECRET_FIELDS, `$1"${BLANK}"`)
      .replace(QUOTED_FIELDS, `$1${BLANK}`)
      .replace(SECRET_PARAMETERS, `$1${BLANK}`);
  }

  /** Headers as they may be shown, under their names in lower case: those that authorise keep only their scheme. */
  blankHeaders(headers: Iterable<readonly [string, string]>): Record<string, string> {
    const shown: Record<string, string> = {};
    for (const [name, value] of headers) {
      const key = name.toLowerCase();
      if (SECRET_HEADERS.includes(key)) shown[key] = BLANK;
      else shown[key] = SCHEMED_HEADERS.includes(key) ? authorisationShown(value) : this.blank(value);
    }
    return shown;
  }
}

function authorisationShown(value: string): string {
  if (value === "") return "";
  const [scheme] = SCHEME.exec(value) ?? [];
  if (scheme === undefined) return BLANK;
  if (scheme === value) return LONE_SCHEME.test(value) ? value : BLANK;
  return `${scheme} ${BLANK}`;
}

/** A secret as it is, in a URL, in a form, and in JSON as several languages write it. */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const ascii = json.replace(/[^ -~]/g, escapedUnit);
  const forMarkup = (text: string) => text.replace(/[<>&='+]/g, escapedUnit);
  const html = json.replace(/[<>&]/g, escapedUnit);
  const url = encodeURIComponent(secret);
  return [
    ...[secret, url, url.replaceAll("%20", "+"), strictly(url)],
    ...[json, ascii, html, forMarkup(json), forMarkup(ascii), json.replaceAll("/", "\\/")],
  ];
}

/** The URL form of languages that leave fewer marks than JavaScript as they are (RFC 3986, 2.2). */
function strictly(url: string): string {
  return url.replace(/[!'()*]/g, (mark) => `%${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase()}`);
}

/** One UTF-16 unit as JSON may escape it. */
function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
