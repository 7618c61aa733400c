import { type Data, type DataType, Field, type RecordBatch, Schema } from "apache-arrow";
import { makeBatch, takeRows } from "../vast/columns.ts";
import { isVastError } from "../vast/errors.ts";
import { encodeBatchStream } from "../vast/ipc.ts";
import type { Filter } from "../vast/wire/filter.ts";
import { type Check, Different, expectThat } from "./finding.ts";
import type { Ground } from "./ground.ts";
import { batchesOf } from "./rows.ts";
import { NESTED, PLAIN, type Sample, STRUCT } from "./samples.ts";

const OTHERS =
  "The server has columns of int32, int64, bool and utf8 only, so it works; other users of the client should know, and so should we.";

/** Every type of column, there and back. */
export const typeChecks: readonly Check[] = [
  {
    name: "types",
    about:
      "Columns of every plain type are created, and take values and give them back exactly, as Arrow for JavaScript writes them.",
    isNeeded: false,
    otherwise: OTHERS,
    needs: ["rows"],
    takes: 30_000,
    run: (ground) => tryAll(ground, PLAIN),
  },
  {
    name: "nested-types",
    about: "The same with lists, structs, maps (asked for in the form of structs) and lists of fixed size.",
    isNeeded: false,
    otherwise: OTHERS,
    needs: ["rows"],
    takes: 30_000,
    run: (ground) => tryAll(ground, NESTED),
  },
  {
    name: "struct-filters",
    about: "A filter reaches into a struct, by the number that the client gives its leaf.",
    isNeeded: false,
    otherwise: OTHERS,
    needs: ["nested-types"],
    run: structFilters,
  },
];

async function tryAll(ground: Ground, samples: readonly Sample[]): Promise<string> {
  const wrong: string[] = [];
  for (const [place, sample] of samples.entries()) {
    try {
      await tryOne(ground, sample, place);
    } catch (thrown) {
      const isAnswer =
        isVastError(thrown) && (thrown.status !== undefined || isVastError(thrown, "protocol"));
      if (!(thrown instanceof Different || isAnswer)) throw thrown;
      wrong.push(`${sample.name}: ${thrown.message}`);
    }
  }
  if (wrong.length > 0) throw new Different(`${wrong.length} of ${samples.length} types: ${wrong.join(" ")}`);
  return `${samples.length} types`;
}

async function tryOne(ground: Ground, { name, data }: Sample, place: number): Promise<void> {
  const schema = new Schema([new Field("v", data.type, true)]);
  const table = `type_${data.typeId < 0 ? "n" : "p"}_${place}_${name.replace(/\W+/g, "_")}`;
  await ground.fill(table, makeBatch(schema, data.length, [data]));
  const listed = await ground.schema(ground.outside()).table(table).columns();
  const type = listed.fields[0]?.type;
  expectThat(sameType(type, data.type), `Its column is listed as ${type}.`);
  const batches = await batchesOf(ground.table(ground.outside(), table, schema), {
    columns: ["v"],
    splits: 1,
    subSplits: 1,
  });
  const [batch] = batches;
  expectThat(batches.length === 1 && batch?.numRows === data.length, "Its rows came back in another number.");
  const found = batch?.data.children[0];
  expectThat(found !== undefined && sameValues(schema, found, data), "Its values came back otherwise.");
}

/** Names of fields within lists and maps are the cluster's own affair. */
function sameType(one: DataType | undefined, other: DataType): boolean {
  if (one === undefined || one.typeId !== other.typeId) return false;
  const [left, right] = [one.children ?? [], other.children ?? []];
  if (left.length === 0 && right.length === 0) return String(one) === String(other);
  return (
    left.length === right.length && left.every(({ type }, at) => sameType(type, right[at]?.type ?? type))
  );
}

/** Bytes in place of nulls do not matter. */
function sameValues(schema: Schema, one: Data, other: Data): boolean {
  const valid = (data: Data): Uint32Array =>
    Uint32Array.from(
      Array.from({ length: data.length }, (_, row) => row).filter((row) => data.getValid(row)),
    );
  const rows = valid(other);
  if (String(valid(one)) !== String(rows)) return false;
  const bytes = (data: Data): Uint8Array =>
    encodeBatchStream(makeBatch(schema, rows.length, [takeRows(data, rows)]));
  return Buffer.compare(bytes(one), bytes(other)) === 0;
}

async function structFilters(ground: Ground): Promise<undefined> {
  const schema = new Schema([new Field("s", STRUCT.type, true)]);
  const rows: RecordBatch = makeBatch(schema, STRUCT.length, [STRUCT]);
  await ground.fill("struct_filters", rows);
  const table = ground.table(ground.outside(), "struct_filters", schema);
  const count = async (where: Filter): Promise<number> => {
    const batches = await batchesOf(table, { columns: ["s"], where, splits: 1, subSplits: 1 });
    return batches.reduce((sum, { numRows }) => sum + numRows, 0);
  };
  const seen = [
    await count([{ column: "s.q.q1", anyOf: [{ op: "eq", value: "A" }] }]),
    await count([{ column: "s.p", anyOf: [{ op: "ge", value: -1 }] }]),
  ];
  expectThat(String(seen) === "1,1", `By leaves of a struct ${seen} rows were found in place of 1,1.`);
  return undefined;
}
