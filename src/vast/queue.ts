/**
 * A queue between producers and one consumer that holds a bounded number of values: producers wait for room, so that
 * nothing piles up in front of a slow consumer.
 */
export class BoundedQueue<Value> {
  readonly #capacity: number;
  readonly #values: Value[] = [];
  #end: { readonly thrown?: unknown } | undefined;
  #changed = Promise.withResolvers<void>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Resolves once the value has its place. Throws what the queue was failed with. */
  async push(value: Value): Promise<void> {
    while (this.#end === undefined && this.#values.length >= this.#capacity) {
      await this.#changed.promise;
    }
    this.#check();
    this.#values.push(value);
    this.#notify();
  }

  /** The next value, or undefined after the last. Throws what the queue was failed with, values left or not. */
  async next(): Promise<Value | undefined> {
    while (this.#end === undefined && this.#values.length === 0) {
      await this.#changed.promise;
    }
    this.#check();
    const value = this.#values.shift();
    this.#notify();
    return value;
  }

  /** No further value comes. */
  close(): void {
    this.#end ??= {};
    this.#notify();
  }

  /** Everyone who waits, and everyone who comes, is thrown this. */
  fail(thrown: unknown): void {
    this.#end = this.#end?.thrown === undefined ? { thrown } : this.#end;
    this.#notify();
  }

  #check(): void {
    if (this.#end?.thrown !== undefined) {
      throw this.#end.thrown;
    }
  }

  #notify(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
}
