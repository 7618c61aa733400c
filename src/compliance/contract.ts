import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import type { Answer } from "./http.ts";
import { at, isRecord, parsed, recordOf, textOf } from "./json.ts";
import { EXTENSION_PATHS, isAtLeast, OPERATIONS_SINCE, REQUIRED_SINCE, type Version } from "./versions.ts";

/** An operation of the contract, as requests are matched with it. */
export interface Operation {
  /** The official id. */
  readonly id: string;
  readonly method: string;
  /** The path with its parameters in braces. */
  readonly template: string;
  readonly since: Version;
}

/** Where a reply breaks the contract, with the behaviour that says so. */
export interface Breach {
  readonly behaviour: string;
  readonly expectation: string;
}

/** The pseudo id of what no behaviour of its own states: documented statuses and schemas of replies. */
export const CONTRACT = "CONTRACT";

const DOCUMENT_URL = new URL("../contract/generated/document.json", import.meta.url);
const METHODS = ["get", "head", "put", "post", "delete"];
const SHOWN_FAULTS = 3;
/** Statuses that any operation may give, whether or not the contract lists them. */
const GENERAL = new Set([400, 401, 403, 404, 405, 413, 415, 429]);
/** Properties whose GET may give null where none is set, though their schemas have no null: AMB-007. */
const NULL_WHEN_UNSET =
  /^GET_(?:sources-sourceId-(?:label|description)|flows-flowId-(?:label|description|max-bit-rate|avg-bit-rate))$/;
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/** The bundled contract, as a server of one version is held to it. Validators are compiled when first needed. */
export class Contract {
  readonly version: Version;
  /** The operations of TAMS in this version; none of our extensions. */
  readonly operations: readonly Operation[];
  readonly #document: Record<string, unknown>;
  readonly #ajv: Ajv2020;
  readonly #validators = new Map<string, ValidateFunction | undefined>();

  constructor(version: Version) {
    this.version = version;
    this.#document = documentOf(version);
    this.operations = operationsOf(this.#document).filter(({ since }) => isAtLeast(version, since));
    this.#ajv = new Ajv2020({ strict: false, allErrors: true });
    ajvFormats.default(this.#ajv);
    this.#ajv.addSchema(this.#document, "document");
  }

  /** The operation that a request calls; `path` is what follows the base URL, without query. */
  find(method: string, path: string): Operation | undefined {
    const segments = path.split("/");
    const fits = (operation: Operation) =>
      operation.method === method && matches(operation.template.split("/"), segments);
    const candidates = this.operations.filter(fits);
    return candidates.find(({ template }) => !template.includes("{")) ?? candidates[0];
  }

  /** Every way in which an answer breaks the contract of its operation; of none, only what holds for any HTTP. */
  breaches(operation: Operation | undefined, answer: Answer, method: string): Breach[] {
    const found: Breach[] = [...this.#framing(answer, method)];
    if (operation === undefined || answer.status >= 500) return found;
    const reply = this.#responseOf(operation, answer.status);
    if (reply === undefined) return [...found, ...unlisted(operation, answer.status)];
    if (method === "HEAD" || answer.bytes.length === 0) {
      return method === "HEAD" ? found : [...found, ...this.#missing(operation, answer, reply)];
    }
    return [...found, ...this.#body(operation, answer, reply)];
  }

  /** The JSON Schema of a request body, with the document's components inside, for generators; undefined without one. */
  requestSchema(operationId: string): Record<string, unknown> | undefined {
    const operation = this.operations.find(({ id }) => id === operationId);
    if (operation === undefined) return undefined;
    const schema = at(this.#operation(operation), "requestBody", "content", "application/json", "schema");
    return isRecord(schema) ? { ...schema, components: this.#document["components"] } : undefined;
  }

  /** The parameters of an operation, references resolved: `{ name, in, required, schema }`. */
  parameters(operationId: string): Readonly<Record<string, unknown>>[] {
    const operation = this.operations.find(({ id }) => id === operationId);
    if (operation === undefined) return [];
    const shared = at(this.#document, "paths", operation.template, "parameters");
    const own = this.#operation(operation)["parameters"];
    return [shared, own]
      .flatMap((list) => (Array.isArray(list) ? list : []))
      .map((item) => recordOf(this.#resolved(item)));
  }

  *#framing({ status, bytes, strayBytes }: Answer, method: string): Iterable<Breach> {
    if (status >= 500) {
      yield { behaviour: "X-045", expectation: `The server answers without a 5xx; it answered ${status}.` };
    }
    if (strayBytes > 0) {
      yield { behaviour: "X-014", expectation: `HEAD sends no body; it sent ${strayBytes} bytes.` };
    }
    if (status === 204 && bytes.length > 0 && method !== "HEAD") {
      yield { behaviour: "X-005", expectation: "204 has no body." };
    }
  }

  #missing(operation: Operation, { status }: Answer, reply: Readonly<Record<string, unknown>>): Breach[] {
    if (at(reply, "content", "application/json", "schema") === undefined) return [];
    return [
      {
        behaviour: CONTRACT,
        expectation: `${operation.id} answers ${status} with a JSON body; it was empty.`,
      },
    ];
  }

  #body(operation: Operation, answer: Answer, reply: Readonly<Record<string, unknown>>): Breach[] {
    if (at(reply, "content", "application/json") === undefined) return [];
    const type = answer.headers.get("content-type") ?? "";
    if (!JSON_TYPE.test(type)) {
      const found = type === "" ? "missing" : `"${type}"`;
      return [
        {
          behaviour: "X-003",
          expectation: `Content-Type of a JSON body is application/json; it is ${found}.`,
        },
      ];
    }
    const body = parsed(Buffer.from(answer.bytes).toString("utf8"));
    const validate = this.#validator(operation, answer.status);
    if (body === null && NULL_WHEN_UNSET.test(operation.id)) return [];
    if (body !== undefined && (validate === undefined || validate(body))) return [];
    const faults = body === undefined ? "it is not JSON" : faultsOf(validate);
    const expectation = `The body of ${operation.id} ${answer.status} fits the contract's schema; ${faults}.`;
    return [{ behaviour: CONTRACT, expectation }];
  }

  #validator(operation: Operation, status: number): ValidateFunction | undefined {
    const key = `${operation.id} ${status}`;
    if (!this.#validators.has(key)) {
      const response = recordOf(this.#responseOf(operation, status));
      const schema = at(response, "content", "application/json", "schema");
      const root = isRecord(schema) ? absolute(schema) : undefined;
      this.#validators.set(key, isRecord(root) ? this.#ajv.compile(root) : undefined);
    }
    return this.#validators.get(key);
  }

  #responseOf(operation: Operation, status: number): Readonly<Record<string, unknown>> | undefined {
    const reply = this.#resolved(at(this.#operation(operation), "responses", String(status)));
    return isRecord(reply) ? reply : undefined;
  }

  #operation({ template, method }: Operation): Readonly<Record<string, unknown>> {
    return recordOf(at(this.#document, "paths", template, method.toLowerCase()));
  }

  #resolved(value: unknown): unknown {
    const reference = textOf(at(value, "$ref"));
    if (!reference.startsWith("#/")) return value;
    const keys = reference.slice(2).split("/");
    return this.#resolved(at(this.#document, ...keys.map(unescaped)));
  }
}

function unlisted(operation: Operation, status: number): Breach[] {
  if (GENERAL.has(status)) return [];
  return [
    {
      behaviour: CONTRACT,
      expectation: `${operation.id} does not answer ${status}: no such status is documented.`,
    },
  ];
}

function unescaped(key: string): string {
  return decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The schema with every local reference made one into the document that Ajv knows. */
function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, item]) =>
    key === "$ref" && textOf(item).startsWith("#") ? [key, `document${textOf(item)}`] : [key, absolute(item)],
  );
  return Object.fromEntries(entries);
}

function faultsOf(validate: ValidateFunction | undefined): string {
  const faults = (validate?.errors ?? []).map(({ instancePath, message = "is wrong", params }) => {
    const extra = textOf(at(params, "additionalProperty")) || textOf(at(params, "unevaluatedProperty"));
    return `${instancePath || "it"} ${message}${extra === "" ? "" : ` (${extra})`}`;
  });
  const unique = [...new Set(faults)];
  const more = unique.length > SHOWN_FAULTS ? `, and ${unique.length - SHOWN_FAULTS} more` : "";
  return unique.slice(0, SHOWN_FAULTS).join("; ") + more;
}

function matches(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((part, index) =>
      part.startsWith("{") ? segments[index] !== "" : part === segments[index],
    )
  );
}

function documentOf(version: Version): Record<string, unknown> {
  const document: Record<string, unknown> = JSON.parse(readFileSync(DOCUMENT_URL, "utf8"));
  for (const { schema, key, since } of REQUIRED_SINCE) {
    const target = at(document, "components", "schemas", schema);
    if (isAtLeast(version, since) || !isRecord(target)) continue;
    const required = target["required"];
    if (Array.isArray(required)) required.splice(required.indexOf(key), 1);
  }
  return document;
}

function operationsOf(document: unknown): Operation[] {
  const paths = Object.entries(recordOf(at(document, "paths"))).filter(
    ([path]) => !EXTENSION_PATHS.test(path),
  );
  return paths.flatMap(([template, item]) =>
    METHODS.map((method) => ({ method: method.toUpperCase(), id: textOf(at(item, method, "operationId")) }))
      .filter(({ id }) => id !== "")
      .map(({ method, id }) => ({ id, method, template, since: OPERATIONS_SINCE[id] ?? "8.0" })),
  );
}
