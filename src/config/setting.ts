import type { Kind } from "./kinds.ts";

/** A setting, declared once: reading, `--help`, the README table and `.env.example` follow from here. */
export interface Setting<Value> {
  readonly kind: Kind<Value>;
  readonly default: Value;
  readonly description: string;
  /** Never printed. */
  readonly secret?: boolean;
}

/** A setting with its kind, its default and what it does, a sentence or two that end with a full stop. */
export function setting<Value>(kind: Kind<Value>, standard: Value, description: string): Setting<Value> {
  return { kind, default: standard, description };
}

/** A setting whose value is never printed. */
export function secretSetting<Value>(
  kind: Kind<Value>,
  standard: Value,
  description: string,
): Setting<Value> {
  return { ...setting(kind, standard, description), secret: true };
}
