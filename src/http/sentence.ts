import type { ErrorObject } from "ajv";

/** What is wrong with a value and where: `pointer` is a JSON pointer, empty for the whole. */
export interface Complaint {
  readonly pointer: string;
  readonly what: string;
}

/**
 * Chooses, among the errors of a failed validation, the one that helps: where alternatives failed (a Flow is one of
 * five formats), the alternative whose `format` the client named, not "must match exactly one schema".
 */
export function complaintOf(errors: readonly ErrorObject[] | null | undefined, data: unknown): Complaint {
  const list = errors ?? [];
  const plain = list.filter(
    (error) => error.keyword !== "oneOf" && error.keyword !== "anyOf" && error.keyword !== "if",
  );
  const outer = list.at(-1);
  if (outer === undefined) return { pointer: "", what: "is not what the contract asks for" };
  if (plain.length === 0) return { pointer: outer.instancePath, what: ambiguity(outer) };
  return wrongFormat(plain, data) ?? tell(best(plain, data));
}

function ambiguity(error: ErrorObject): string {
  return error.keyword === "if"
    ? "is not what the contract asks for"
    : "fits more than one of the forms that the contract allows there, and must fit exactly one";
}

/** Every alternative asks for another `format`, so nothing else was looked at: say which formats there are. */
function wrongFormat(errors: readonly ErrorObject[], data: unknown): Complaint | undefined {
  const formats = errors.filter(isFormat);
  const first = formats[0];
  if (first === undefined || errors.some((error) => !isFormat(error) && !isInline(error))) return undefined;
  const allowed = formats.flatMap((error) => allowedOf(error));
  if (allowed.includes(valueAt(data, first.instancePath))) return undefined;
  return { pointer: first.instancePath, what: `must be one of ${allowed.join(", ")}` };
}

/** The deepest error is the nearest to the mistake; of equals the last, since the simplest alternatives come first. */
function best(errors: readonly ErrorObject[], data: unknown): ErrorObject {
  const kept = [
    errors.filter((error) => !isFormat(error) && !isInline(error) && !isOtherShape(error, data)),
    errors.filter((error) => !isFormat(error) && !isOtherShape(error, data)),
    errors,
  ].find((list) => list.length > 0);
  return (kept ?? errors).reduce((left, right) => (depth(right) >= depth(left) ? right : left));
}

/** An alternative without a schema of its own name is a shortcut, such as "has a profile_id", and seldom meant. */
function isInline(error: ErrorObject): boolean {
  return /\/oneOf\/\d+\//.test(error.schemaPath);
}

/** A list or an object was allowed, and this error only says that the other was not sent. */
function isOtherShape(error: ErrorObject, data: unknown): boolean {
  if (error.keyword !== "type") return false;
  const wanted = error.params["type"];
  const value = valueAt(data, error.instancePath);
  return (wanted === "array" || wanted === "object") && typeof value === "object" && value !== null;
}

function depth(error: ErrorObject): number {
  return error.instancePath.split("/").length;
}

function isFormat(error: ErrorObject): boolean {
  return error.keyword === "enum" && /(^|\/)format$/.test(error.instancePath);
}

function allowedOf(error: ErrorObject): unknown[] {
  const allowed: unknown = error.params["allowedValues"];
  return Array.isArray(allowed) ? allowed : [];
}

function valueAt(data: unknown, pointer: string): unknown {
  let value = data;
  for (const key of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, key.replaceAll("~1", "/").replaceAll("~0", "~"));
  }
  return value;
}

function tell(error: ErrorObject): Complaint {
  return {
    pointer: error.instancePath,
    what: wording[error.keyword]?.(error) ?? error.message ?? "is not allowed",
  };
}

const wording: Readonly<Record<string, (error: ErrorObject) => string>> = {
  required: (error) => `lacks the required property ${error.params["missingProperty"]}`,
  type: (error) => `must be ${withArticle([error.params["type"]].flat().join(" or "))}`,
  enum: (error) => `must be one of ${allowedOf(error).join(", ")}`,
  const: (error) => `must be ${JSON.stringify(error.params["allowedValue"])}`,
  pattern: (error) => `does not match the pattern ${error.params["pattern"]}`,
  format: (error) => `must be a valid ${error.params["format"]}`,
  additionalProperties: (error) => `must not have the property ${error.params["additionalProperty"]}`,
  unevaluatedProperties: (error) => `must not have the property ${error.params["unevaluatedProperty"]}`,
  propertyNames: (error) => `has a property with a name that is not allowed, ${error.params["propertyName"]}`,
  not: () => "has a form that the contract forbids",
};

function withArticle(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : type === "null" ? type : `a ${type}`;
}
