/** A URL that a server gave, relative to the one it was given at; what is none stays as it is, for `fetch` to refuse. */
export function absoluteUrl(from: string, given: string): string {
  return URL.canParse(given, from) ? new URL(given, from).href : given;
}

/** Whether it is absolute and of a scheme that the suite speaks. */
export function isWebUrl(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
