// Written by codegen/validators.ts.
import type { ErrorObject } from "ajv";
import type { components, operations as Operations } from "./types.ts";

/** True when the data is valid; otherwise `errors` holds the first fault until the next call. */
export interface Validate {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** Each part is absent where the contract has nothing to check. Values are checked as they are, never changed. */
export interface OperationValidators {
  readonly path?: Validate;
  readonly query?: Validate;
  readonly header?: Validate;
  readonly body?: Validate;
  /** By status. `headers` takes an object of lower-case names and values read as their type. */
  readonly responses: Readonly<Record<string, { readonly body?: Validate; readonly headers?: Validate }>>;
}

/** Validators of every operation, by operationId. */
export declare const operations: Readonly<Record<keyof Operations, OperationValidators>>;
/** Validators of every schema, by the name of its file. */
export declare const schemas: { readonly [name in keyof components["schemas"]]: Validate };
/** Validators of the event bodies that webhooks are sent, by event type. */
export declare const events: Readonly<Record<string, Validate>>;
