import { isIP } from "node:net";

/** A kind of value: how it is read from text or from a file, and how it is written. */
export interface Kind<Value> {
  /** Ends the sentence "It must be ...". */
  readonly says: string;
  /** The value, or undefined when the given one is not of this kind. */
  read(given: unknown): Value | undefined;
  /** In the form of an environment variable. */
  write(value: Value): string;
}

/** A whole number within bounds, both included. */
export function integer(min: number, max: number = Number.MAX_SAFE_INTEGER): Kind<number> {
  return {
    says:
      max === Number.MAX_SAFE_INTEGER ? `an integer of at least ${min}` : `an integer from ${min} to ${max}`,
    read: (given) => {
      const number = typeof given === "string" && /^\s*-?\d+\s*$/.test(given) ? Number(given) : given;
      return Number.isSafeInteger(number) && isWithin(number, min, max) ? number : undefined;
    },
    write: String,
  };
}

function isWithin(value: unknown, min: number, max: number): value is number {
  return typeof value === "number" && value >= min && value <= max;
}

/** True or false, in any letter case. */
export const yesOrNo: Kind<boolean> = {
  says: "true or false",
  read: (given) => {
    const text = String(given).trim().toLowerCase();
    return text === "true" ? true : text === "false" ? false : undefined;
  },
  write: String,
};

/** Text that meets the pattern. */
export function text(says: string, pattern: RegExp): Kind<string> {
  return {
    says,
    read: (given) => (typeof given === "string" && pattern.test(given.trim()) ? given.trim() : undefined),
    write: (value) => value,
  };
}

/** One of a few words. */
export function choice<const Word extends string>(words: readonly Word[]): Kind<Word> {
  return {
    says: `one of ${words.join(", ")}`,
    read: (given) => words.find((word) => word === String(given).trim().toLowerCase()),
    write: (value) => value,
  };
}

/** Several texts that meet a test: a list in a file, separated by commas elsewhere. */
export function list(says: string, pattern: { test(text: string): boolean }): Kind<readonly string[]> {
  return {
    says: `a list of ${says}, separated by commas`,
    read: (given) => {
      const parts: unknown[] = Array.isArray(given)
        ? given
        : typeof given === "string"
          ? given.split(",")
          : [undefined];
      const texts = parts
        .map((part) => (typeof part === "string" ? part.trim() : undefined))
        .filter((part) => part !== "");
      return texts.every((part) => part !== undefined && pattern.test(part))
        ? texts.filter((part) => part !== undefined)
        : undefined;
    },
    write: (values) => values.join(","),
  };
}

/** A host name, an address, or a range of addresses such as `10.0.0.0/8`. */
export const hostOrRange = {
  test: (text: string): boolean => {
    const [host = "", bits, ...rest] = text.split("/");
    const family = isIP(host);
    if (bits === undefined) return family > 0 || /^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?$/.test(host);
    return (
      family > 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32)
    );
  },
};

/** The absolute `http` or `https` address of the API, without credentials, query and trailing slash. */
export const address: Kind<string | undefined> = {
  says: "an http or https URL without credentials, query or fragment",
  read: (given) => {
    const url = typeof given === "string" ? URL.parse(given.trim()) : null;
    if (
      url === null ||
      !/^https?:$/.test(url.protocol) ||
      url.username ||
      url.password ||
      url.search ||
      url.hash
    )
      return undefined;
    return url.href.replace(/\/+$/, "");
  },
  write: (value) => value ?? "",
};

/** A structure: as it is in a file, as JSON elsewhere. What it must hold is checked where it is used. */
export const structure: Kind<unknown> = {
  says: "JSON",
  read: (given) => {
    if (typeof given !== "string") return given;
    try {
      return JSON.parse(given);
    } catch {
      return undefined;
    }
  },
  write: (value) => (value === undefined ? "" : JSON.stringify(value)),
};
