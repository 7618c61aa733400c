import { Field, Int64, type RecordBatch, Schema, Utf8, vectorFromArray } from "apache-arrow";
import { expect } from "chai";
import fc from "fast-check";
import { type Answer, AnswerAssembler } from "../../../src/vast/answers.ts";
import { makeBatch } from "../../../src/vast/columns.ts";
import { VastError } from "../../../src/vast/errors.ts";
import { FINISHED, FrameParser, readFrames } from "../../../src/vast/frames.ts";
import {
  batchFrames,
  COMPLETED,
  failed,
  frame,
  KEEP_ALIVE,
  leafMessages,
  streamMessages,
} from "./answer-frames.ts";
import { plainValues } from "./columns.ts";

/** A complete answer, which the official client parses: one sub-split, one int64 column with the values 7 and 9. */
const ANSWER = Buffer.from(
  `00000000 ffffffffffff0000 ffffffff78000000 1000000000000a00 0c00060005000800 0a00000000010400 0c00000008000800
   0000040008000000 0400000001000000 1400000010001400 0800060007000c00 0000100010000000 0000010210000000
   1c00000004000000 0000000000000000 0000000008000c00 0800070008000000 0000000140000000 00000000
   ffffffffffff0000 ffffffff88000000 1400000000000000 0c00160006000500 08000c000c000000 0003040018000000
   1000000000000000 00000a0018000c00 040008000a000000 3c00000010000000 0200000000000000 0000000002000000
   0000000000000000 0000000000000000 0000000000000000 1000000000000000 0000000001000000 0200000000000000
   0000000000000000 0700000000000000 0900000000000000 00000000 ffffffffffff0000 ffffffff00000000 feffffff`.replace(
    /\s/g,
    "",
  ),
  "hex",
);

/** The places between two frames of that answer; from the last on it is whole but for the marker of completion. */
const AFTER_LAST_LEAF = 0x14c;

const number = new Field("a", new Int64(), true);
const text = new Field("s", new Utf8(), true);

function parse(chunks: readonly Uint8Array[], leaves: readonly Field[] = [number]): Answer[] {
  const parser = new FrameParser();
  const assembler = new AnswerAssembler(leaves);
  const answers = chunks.flatMap((chunk) => parser.push(chunk).flatMap((each) => assembler.add(each) ?? []));
  parser.end();
  assembler.end();
  return answers;
}

function show(answers: readonly Answer[]) {
  return answers.map(({ stream, next, rows, leaves }) => ({
    stream,
    next,
    rows,
    values: leaves.map(plainValues),
  }));
}

function numbers(...values: (bigint | null)[]): RecordBatch {
  const column = vectorFromArray(values, new Int64()).data[0]!;
  return makeBatch(new Schema([number]), values.length, [column]);
}

function pairs(count: number, from = 0): RecordBatch {
  const rows = Array.from({ length: count }, (_, row) => from + row);
  const columns = [
    vectorFromArray(rows.map(BigInt), new Int64()).data[0]!,
    vectorFromArray(
      rows.map((row) => (row % 3 === 0 ? null : `row ${row}`)),
      new Utf8(),
    ).data[0]!,
  ];
  return makeBatch(new Schema([number, text]), count, columns);
}

const EXPECTED = [{ stream: 0, next: FINISHED, rows: 2, values: [["7", "9"]] }];

async function* once(bytes: Uint8Array, thrown?: unknown): AsyncGenerator<Uint8Array> {
  yield bytes;
  if (thrown !== undefined) {
    throw thrown;
  }
}

describe("vast answer frames", () => {
  it("reads the complete answer of 336 bytes", () => {
    expect(ANSWER.byteLength).to.equal(336);
    expect(show(parse([ANSWER]))).to.eql(EXPECTED);
  });

  it("reads it in two chunks cut at any of its bytes", () => {
    for (let cut = 0; cut <= ANSWER.byteLength; cut += 1) {
      expect(show(parse([ANSWER.subarray(0, cut), ANSWER.subarray(cut)])), `cut at ${cut}`).to.eql(EXPECTED);
    }
  });

  it("reads it in three chunks, and in chunks of one byte", () => {
    const single = Array.from(ANSWER, (byte) => Uint8Array.of(byte));
    expect(show(parse(single))).to.eql(EXPECTED);
    for (let cut = 0; cut < ANSWER.byteLength - 5; cut += 1) {
      const chunks = [ANSWER.subarray(0, cut), ANSWER.subarray(cut, cut + 5), ANSWER.subarray(cut + 5)];
      expect(show(parse(chunks)), `cut at ${cut}`).to.eql(EXPECTED);
    }
  });

  it("refuses it truncated at any byte within a frame or between the leaf's messages", () => {
    for (let length = 1; length < AFTER_LAST_LEAF; length += 1) {
      expect(() => parse([ANSWER.subarray(0, length)]), `${length} bytes`).to.throw(VastError, "ends");
    }
    for (let length = AFTER_LAST_LEAF + 1; length < ANSWER.byteLength; length += 1) {
      expect(() => parse([ANSWER.subarray(0, length)]), `${length} bytes`).to.throw(VastError, "ends");
    }
  });

  it("takes a clean end after the last leaf without the marker of completion", () => {
    expect(show(parse([ANSWER.subarray(0, AFTER_LAST_LEAF)]))).to.eql(EXPECTED);
    expect(parse([])).to.eql([]);
  });

  it("gives batches whose values are aligned and do not share the chunks", () => {
    const chunk = Uint8Array.from([0, ...ANSWER]);
    const [answer] = parse([chunk.subarray(1)]);
    chunk.fill(0);
    expect(show([answer!])).to.eql(EXPECTED);
    expect(answer!.leaves[0]!.values).to.be.instanceOf(BigInt64Array);
  });

  it("skips keep-alives between any two frames", () => {
    const frames = batchFrames(pairs(5), { stream: 3, next: 99n, parts: 2 });
    const alive = Buffer.concat([
      KEEP_ALIVE,
      ...frames.flatMap((each) => [each, KEEP_ALIVE, KEEP_ALIVE]),
      COMPLETED,
    ]);
    const plain = show(parse([...frames, COMPLETED], [number, text]));
    expect(show(parse([alive], [number, text]))).to.eql(plain);
    expect(
      show(
        parse(
          Array.from(alive, (byte) => Uint8Array.of(byte)),
          [number, text],
        ),
      ),
    ).to.eql(plain);
  });

  it("takes four zero bytes for an end of stream, followed by a frame or by nothing", () => {
    const frames = batchFrames(numbers(1n), { stream: 0, next: 5n });
    const short = frame(0, 5n, new Uint8Array(4));
    const answers = [{ stream: 0, next: 5n, rows: 1, values: [["1"]] }];
    expect(show(parse([Buffer.concat([...frames.slice(0, -1), short])]))).to.eql(answers);
    const twice = Buffer.concat([...frames.slice(0, -1), short, ...frames.slice(0, -1), short, COMPLETED]);
    expect(show(parse([twice]))).to.eql([...answers, ...answers]);
  });

  it("ignores everything after the marker of completion", () => {
    const statistics = Buffer.from('{"rows": 2}');
    expect(show(parse([Buffer.concat([ANSWER, statistics])]))).to.eql(EXPECTED);
    expect(show(parse([ANSWER, statistics, ANSWER]))).to.eql(EXPECTED);
  });

  it("throws for the marker of failure with its code, even if it is cut short, and does not retry", () => {
    const whole = [ANSWER.subarray(0, AFTER_LAST_LEAF), failed(77n)];
    expect(() => parse(whole))
      .to.throw(VastError, "error 77")
      .that.includes({ kind: "internal", mayRetry: false, code: "77" });
    for (let length = 4; length < 16; length += 1) {
      expect(() => parse([failed(77n).subarray(0, length)])).to.throw(VastError, "gave up");
    }
  });

  it("reads interleaved sub-splits whatever the order of their frames", () => {
    const streams = [0, 1, 2].map((stream) =>
      batchFrames(pairs(stream * 4, stream * 10), { stream, next: BigInt(stream), parts: stream + 1 }),
    );
    const expected = show(streams.flatMap((frames) => parse(frames, [number, text])));
    const order = fc.shuffledSubarray(
      streams.flatMap((frames, stream) => frames.map(() => stream)),
      {
        minLength: streams.flat().length,
      },
    );
    fc.assert(
      fc.property(order, (turns) => {
        const left = streams.map((frames) => [...frames]);
        const answers = show(
          parse([...turns.map((stream) => left[stream]!.shift()!), COMPLETED], [number, text]),
        );
        expect(answers.toSorted((one, other) => one.stream - other.stream)).to.eql(expected);
      }),
    );
  });

  it("answers an empty sub-split with no rows and its position", () => {
    const frames = batchFrames(pairs(0), { stream: 1, next: FINISHED });
    expect(frames).to.have.length(4);
    expect(show(parse(frames, [number, text]))).to.eql([
      { stream: 1, next: FINISHED, rows: 0, values: [[], []] },
    ]);
  });

  it("joins several batches of a leaf, empty ones among them", () => {
    for (const parts of [1, 2, 3, 7, 20]) {
      const frames = batchFrames(pairs(17), { stream: 0, next: 1n, parts });
      expect(show(parse(frames, [number, text]))[0]!.values).to.eql(pairs(17).data.children.map(plainValues));
    }
  });

  it("reads several result batches of one sub-split, each with its own position", () => {
    const frames = [1n, 2n, FINISHED].flatMap((next) => batchFrames(numbers(next), { stream: 0, next }));
    expect(show(parse(frames)).map(({ next, values }) => [next, values])).to.eql([
      [1n, [["1"]]],
      [2n, [["2"]]],
      [FINISHED, [[String(FINISHED)]]],
    ]);
  });

  it("takes the position of the frame that completes the last leaf", () => {
    const frames = batchFrames(pairs(2), { stream: 0, next: 7n });
    const early = frames.map((each, index) =>
      index < frames.length - 1 ? frame(0, 1n, each.subarray(12)) : each,
    );
    expect(show(parse(early, [number, text]))[0]!.next).to.equal(7n);
  });

  it("reads several leaves in one Arrow stream", () => {
    const { schema, data } = pairs(4);
    const messages = streamMessages(schema.fields, [{ rows: 4, columns: data.children }]);
    const answers = parse(
      messages.map((message) => frame(0, 1n, message)),
      [number, text],
    );
    expect(show(answers)[0]!.values).to.eql(data.children.map(plainValues));
  });

  it("counts rows when no column was asked for", () => {
    const frames = [3, 0].flatMap((rows) =>
      batchFrames(makeBatch(new Schema([]), rows, []), { stream: 0, next: 4n }),
    );
    expect(parse(frames, []).map(({ rows, leaves }) => [rows, leaves])).to.eql([
      [3, []],
      [0, []],
    ]);
  });

  it("refuses other types, other columns and leaves of unequal length", () => {
    const wrong: readonly (readonly [string, readonly Uint8Array[], Field[]])[] = [
      ["was answered with type", batchFrames(pairs(2), { stream: 0, next: 1n }), [text, number]],
      [
        "other leaf columns",
        streamMessages([number, text], []).map((message) => frame(0, 1n, message)),
        [number],
      ],
      [
        "other leaf columns",
        batchFrames(makeBatch(new Schema([]), 1, []), { stream: 0, next: 1n }),
        [number],
      ],
      ["other leaf columns", batchFrames(numbers(1n), { stream: 0, next: 1n }), []],
      [
        "does not begin with its schema",
        batchFrames(numbers(1n), { stream: 0, next: 1n }).slice(1),
        [number],
      ],
      ["within a batch of sub-split 2", batchFrames(numbers(1n), { stream: 2, next: 1n }), [number, text]],
      [
        "1 rows where another has 2",
        [
          ...leafMessages(number, numbers(1n, 2n).data.children),
          ...leafMessages(text, [pairs(1).data.children[1]!]),
        ].map((message) => frame(0, 1n, message)),
        [number, text],
      ],
    ];
    for (const [message, frames, leaves] of wrong) {
      expect(() => parse(frames, leaves), message)
        .to.throw(VastError, message)
        .that.includes({ kind: "protocol" });
    }
  });

  it("throws only errors of its own for bytes that were damaged", () => {
    fc.assert(
      fc.property(fc.nat(ANSWER.byteLength - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Uint8Array.from(ANSWER);
        bytes[at] = bytes[at]! ^ change;
        try {
          parse([bytes]);
        } catch (thrown) {
          expect(thrown).to.be.instanceOf(VastError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("does not mind a connection that breaks after completion, but passes on one that breaks before", async () => {
    const lost = new VastError("connection", "Lost.", { mayRetry: true });
    expect(await framesUntil(once(ANSWER, lost))).to.eql({ frames: 3, thrown: undefined });
    expect(await framesUntil(once(ANSWER.subarray(0, 300), lost))).to.eql({ frames: 1, thrown: lost });
  });
});

async function framesUntil(chunks: AsyncIterable<Uint8Array>) {
  let frames = 0;
  try {
    for await (const each of readFrames(chunks)) {
      frames += Number(each.stream === 0);
    }
    return { frames, thrown: undefined };
  } catch (thrown) {
    return { frames, thrown };
  }
}
