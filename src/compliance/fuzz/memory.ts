import { isRecord } from "../json.ts";
import type { Rooted } from "./schema.ts";

const NOTHING = {};

/** Remembers what was made of schemas: the same parts of the contract come up again and again. */
export class Memory<Value> {
  readonly #byComponents = new WeakMap<object, Map<string, Value>>();

  /** What was made of an equal schema with the same components, or what `make` gives. */
  of({ schema, components }: Rooted, make: () => Value): Value {
    const holder = isRecord(components) ? components : NOTHING;
    const known = this.#byComponents.get(holder) ?? new Map<string, Value>();
    this.#byComponents.set(holder, known);
    const key = JSON.stringify(schema);
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
  }
}
