import type { MediaStore } from "../media/store.ts";

/** What came under one key: an item of each stream that had the key, in the order of the streams. */
export interface Meeting<Item> {
  readonly key: string;
  readonly items: readonly (Item | undefined)[];
}

/**
 * Walks streams that each ascend by key side by side, with one item of each in memory. A key that a stream has twice
 * comes twice.
 */
export async function* mergeByKey<Item>(
  streams: readonly AsyncIterable<Item>[],
  keyOf: (item: Item) => string,
): AsyncGenerator<Meeting<Item>> {
  const iterators = streams.map((stream) => stream[Symbol.asyncIterator]());
  try {
    const heads = await Promise.all(iterators.map((iterator) => iterator.next()));
    for (;;) {
      const keys = heads.flatMap((head) => (head.done ? [] : [keyOf(head.value)]));
      if (keys.length === 0) return;
      const key = keys.reduce((least, other) => (other < least ? other : least));
      const here = heads.map((head) => (!head.done && keyOf(head.value) === key ? head.value : undefined));
      yield { key, items: here };
      for (const [at, item] of here.entries()) {
        const iterator = iterators[at];
        if (item !== undefined && iterator !== undefined) heads[at] = await iterator.next();
      }
    }
  } finally {
    await Promise.all(iterators.map((iterator) => iterator.return?.()));
  }
}

/** Every key of a store in ascending order, a page in memory at a time. */
export async function* keysIn(store: MediaStore, prefix = "", limit = 10_000): AsyncGenerator<string> {
  // A store may answer with less than was asked for before its end, so only an empty page is the end.
  for (let page = await store.list({ prefix, limit }); page.length > 0; ) {
    yield* page;
    page = await store.list({ prefix, limit, after: page.at(-1) ?? "" });
  }
}

/** The items of a stream in lists of at most `size`. */
export async function* inBatches<Item>(stream: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of stream) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
