/** What was looked up a moment ago: bounded in number and in time. */
export interface Recent<Value> {
  /** The value, from `find` where it is not known or too old; failures are not kept. */
  get(key: string, find: () => Promise<Value>): Promise<Value>;
  forget(key: string): void;
}

interface Entry<Value> {
  readonly value: Promise<Value>;
  readonly until: number;
}

const KEPT = 10_000;

/** Lookups by key that are repeated only after `seconds`, so that what another process changed is seen then. */
export function openRecent<Value>(seconds: number, now: () => Date): Recent<Value> {
  const entries = new Map<string, Entry<Value>>();
  const keep = (key: string, entry: Entry<Value>): void => {
    entries.delete(key);
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > KEPT && oldest !== undefined) entries.delete(oldest);
    entry.value.catch(() => {
      if (entries.get(key) === entry) entries.delete(key);
    });
  };
  return {
    get: (key, find) => {
      const time = now().getTime();
      const known = entries.get(key);
      if (known !== undefined && known.until > time) return known.value;
      const entry = { value: find(), until: time + seconds * 1000 };
      keep(key, entry);
      return entry.value;
    },
    forget: (key) => {
      entries.delete(key);
    },
  };
}
