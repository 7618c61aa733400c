import type { OperationId, Scope } from "./operations.ts";

/** The type of a parameter's or header's value, once its text has been read. */
export type ScalarType = "string" | "integer" | "number" | "boolean";

/** One parameter of an operation. Header names are spelled as in the document. */
export interface ParameterRow {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly type: ScalarType;
  /** `tag.` for `tag.{name}`: the parameter is every name that starts so and goes on. */
  readonly family?: string;
  /** What an absent parameter means. Nothing fills it in before the handler: absent and default may differ. */
  readonly default?: string | number | boolean;
}

/** One documented status of an operation. `json` is false for HEAD, whose answers never have a body. */
export interface ResponseRow {
  readonly status: number;
  readonly json: boolean;
  readonly mediaTypes: readonly string[];
  readonly headers: readonly { readonly name: string; readonly type: ScalarType }[];
}

/** What route set-up needs to know of an operation without reading the document. */
export interface Operation {
  readonly id: OperationId;
  /** In lower case. */
  readonly method: "get" | "head" | "put" | "post" | "patch" | "delete" | "options" | "trace";
  /** In OpenAPI's form, `/flows/{flowId}`. */
  readonly path: string;
  readonly parameters: readonly ParameterRow[];
  readonly body?: {
    readonly required: boolean;
    readonly json: boolean;
    readonly mediaTypes: readonly string[];
  };
  readonly responses: readonly ResponseRow[];
  /** Alternatives, each a set of schemes with their scopes; empty where anybody may call. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  /** Any one of these scopes suffices (`api/scopes.yaml`); none where anybody may call. */
  readonly scopes: readonly Scope[];
}
