import { expect } from "chai";
import fc from "fast-check";
import type { MediaStore } from "../../src/media/store.ts";
import { inBatches, keysIn, mergeByKey } from "../../src/services/key-walk.ts";

async function* streamOf<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

async function collect<Item>(stream: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

const keys = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9._-]{1,4}$/)).map((list) => list.sort());

describe("the merge walk", () => {
  it("meets every key once, in ascending order, with those streams that have it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(keys, { maxLength: 4 }), async (lists) => {
        const met = await collect(mergeByKey(lists.map(streamOf), (key) => key));
        const expected = [...new Set(lists.flat())].sort().map((key) => ({
          key,
          items: lists.map((list) => (list.includes(key) ? key : undefined)),
        }));
        expect(met).to.eql(expected);
      }),
    );
  });

  it("gives a key that one stream has twice twice, and once with the other stream's", async () => {
    const met = await collect(mergeByKey([streamOf(["a", "a", "b"]), streamOf(["a"])], (key) => key));
    expect(met.map(({ items }) => items)).to.eql([
      ["a", "a"],
      ["a", undefined],
      ["b", undefined],
    ]);
  });

  it("keeps one item of each stream in memory, and closes the streams when it is left early", async () => {
    const taken = { long: 0, closed: false };
    async function* long(): AsyncGenerator<string> {
      try {
        for (let at = 0; ; at++) {
          taken.long++;
          yield String(at).padStart(9, "0");
        }
      } finally {
        taken.closed = true;
      }
    }
    let walked = 0;
    for await (const _ of mergeByKey([long(), streamOf(["5"])], (key) => key)) if (++walked === 100) break;
    expect(taken).to.eql({ long: 100, closed: true });
  });

  it("passes on the failure of a stream", async () => {
    async function* failing(): AsyncGenerator<string> {
      yield "a";
      throw new Error("The stream fails.");
    }
    const walk = collect(mergeByKey([streamOf(["a", "b"]), failing()], (key) => key));
    expect(await walk.catch((error: Error) => error.message)).to.equal("The stream fails.");
  });
});

describe("the keys of a store", () => {
  /** Answers pages of at most three keys, whatever is asked for, as a store may. */
  function storeOf(all: readonly string[]): MediaStore {
    const list: MediaStore["list"] = async ({ prefix = "", after = "", limit }) =>
      all.filter((key) => key.startsWith(prefix) && key > after).slice(0, Math.min(limit, 3));
    return { list } as MediaStore;
  }

  it("are all walked although pages come shorter than asked for, and only those with the prefix", async () => {
    const all = Array.from({ length: 20 }, (_, at) => `${at % 2 ? "a" : "b"}${String(at).padStart(2, "0")}`);
    all.sort();
    expect(await collect(keysIn(storeOf(all)))).to.eql(all);
    expect(await collect(keysIn(storeOf(all), "b"))).to.eql(all.filter((key) => key.startsWith("b")));
    expect(await collect(keysIn(storeOf([])))).to.eql([]);
  });

  it("come in batches with a shorter last one", async () => {
    expect(await collect(inBatches(streamOf([1, 2, 3, 4, 5]), 2))).to.eql([[1, 2], [3, 4], [5]]);
    expect(await collect(inBatches(streamOf([]), 2))).to.eql([]);
  });
});
