import { invalid } from "../errors.ts";

/** What a writer wants kept beside the bytes: names of small letters, digits and dashes, and values of any text. */
export type Metadata = Readonly<Record<string, string>>;

const NAME = /^[a-z][a-z0-9-]{0,63}$/;
/** S3 keeps 2 KiB in all; the rest is left for what a store notes for itself. */
const MOST = 1800;

/** Stands for no text at all, since some stores lose headers without a value; it is no encoding of anything else. */
const EMPTY = "%";

/** Encodes a value so that any header can carry it: printable ASCII as it is, everything else and `%` by its UTF-8 bytes. */
export function encodeValue(value: string): string {
  if (value === "") return EMPTY;
  // Spaces at the ends would be lost, since a header's value is trimmed.
  return value.toWellFormed().replace(/^ +| +$|[^ -~]+|%/g, (text) => percent(text));
}

/** The value that `encodeValue` encoded; one that somebody else wrote is taken as it is. */
export function decodeValue(value: string): string {
  if (value === EMPTY) return "";
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Throws `invalid` for metadata that not every store can keep: names that no header can have, or more than 1,800 bytes. */
export function requireMetadata(metadata: Metadata): void {
  let size = 0;
  for (const [name, value] of Object.entries(metadata)) {
    if (!NAME.test(name)) {
      throw invalid(
        `The metadata name ${JSON.stringify(name.slice(0, 80))} is not 1 to 64 small letters, digits and dashes.`,
      );
    }
    size += name.length + encodeValue(value).length;
  }
  if (size > MOST) throw invalid(`The metadata has ${size} bytes, and objects can have ${MOST}.`);
}

function percent(text: string): string {
  return Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, "0").toUpperCase()}`).join(
    "",
  );
}
