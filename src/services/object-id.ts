const OBJECT_ID_MAX = 1024;

/** Object ids are free text, but must survive a URL path: no control characters, not a dot segment, not endless. */
export function isObjectId(id: string): boolean {
  const printable = [...id].every((character) => character >= " " && character !== "\u007f");
  return printable && id !== "" && id !== "." && id !== ".." && id.length <= OBJECT_ID_MAX;
}
