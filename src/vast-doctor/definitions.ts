import { Schema as Columns, Field, Int64 } from "apache-arrow";
import { encodeSchema } from "../vast/ipc.ts";
import { createSchemaRequest } from "../vast/wire/tabular.ts";
import { type Answer, answerTo, rival, toldOf } from "./answers.ts";
import { type Check, Different, expectThat } from "./finding.ts";
import type { Ground } from "./ground.ts";
import { batchesOf, counted, KEYED, rowsOf } from "./rows.ts";

/** Schemas, tables and columns: made, missing, and made twice. */
export const definitionChecks: readonly Check[] = [
  {
    name: "table-conflicts",
    about:
      "Of two open transactions that create a table of one name, the second is refused with a conflict (409), at once or at its commit.",
    isNeeded: true,
    otherwise:
      "Servers that start for the first time at the same time would harm each other: create the tables with `tams tables create` before you start any, and please send us this report.",
    needs: ["rows"],
    run: tableConflicts,
  },
  {
    name: "missing-things",
    about: "What is asked about a schema or table that is not there is answered 404.",
    isNeeded: true,
    otherwise: "The server could not tell what it has to create: please send us this report.",
    needs: ["schema"],
    run: missingThings,
  },
  {
    name: "existing-names",
    about:
      "A schema, table or column of a name that is taken is refused, and what has the name stays as it is.",
    isNeeded: false,
    otherwise: "The server looks before it creates, so it works; please send us this report.",
    needs: ["rows"],
    run: existingNames,
  },
  {
    name: "added-columns",
    about: "A column that is added to a table with rows holds null in them, from the commit on.",
    isNeeded: true,
    otherwise:
      "Newer versions of the server could not use the tables of older ones: please send us this report.",
    needs: ["rows"],
    run: addedColumns,
  },
  {
    name: "full-schemas",
    about: "A schema that has a table is not dropped.",
    isNeeded: false,
    otherwise: "The server drops no schema, so it works; take care yourself, and please send us this report.",
    needs: ["rows"],
    run: fullSchemas,
  },
  {
    name: "changed-names",
    about:
      "A table that is renamed has its new name for others from the commit on, and its old one until then.",
    isNeeded: false,
    otherwise: "The server renames nothing, so it works; please send us this report.",
    needs: ["rows"],
    run: changedNames,
  },
];

async function tableConflicts(ground: Ground): Promise<string> {
  const create = (value: number) => async (tx: Parameters<typeof ground.schema>[0]) => {
    const table = await ground.schema(tx).createTable("table_conflicts", KEYED);
    await table.insert(counted(1, value));
  };
  const rivalry = await rival(ground, create(1), create(2));
  expectThat(rivalry.when !== "never", "Both were committed.");
  const ids = (await rowsOf(ground.table(ground.outside(), "table_conflicts"))).map(({ id }) => id);
  expectThat(String(ids) === "1", `The second was refused, and yet the table has the rows ${ids}.`);
  return toldOf(rivalry);
}

async function missingThings(ground: Ground): Promise<string> {
  const { bucket, schema } = ground.cluster;
  const outside = ground.outside();
  const nowhere = outside.bucket(bucket).schema(`${schema}_missing`);
  expectThat(!(await nowhere.exists()), "A schema that is not there is said to be there.");
  expectThat((await nowhere.table("missing").info()) === undefined, "A table in a missing schema is listed.");
  const table = ground.schema(outside).table("missing", { columns: KEYED, sorted: false });
  expectThat((await table.info()) === undefined, "A table that is not there is listed.");
  const answers = {
    "list of tables": await answerTo(() => nowhere.tables()),
    columns: await answerTo(() => table.columns()),
    statistics: await answerTo(() => table.stats()),
    projections: await answerTo(() => table.projections()),
    query: await answerTo(() => rowsOf(table)),
    insert: await answerTo(() => table.insert(counted(1))),
    drop: await answerTo(() => table.drop()),
    "new table": await answerTo(() =>
      ground.send({
        method: "POST",
        path: `/${bucket}/${schema}_missing/missing`,
        command: "table",
        body: encodeSchema(KEYED),
      }),
    ),
  };
  // A list of what is nowhere may as well be empty.
  return reported(
    answers,
    ({ kind }, name) => kind === "notFound" || (kind === "accepted" && name === "list of tables"),
  );
}

async function existingNames(ground: Ground): Promise<string> {
  await ground.fill("existing", counted(3));
  await ground.fill("rival", counted(1));
  const path = ground.path("existing");
  const answers = {
    schema: await answerTo(() =>
      ground.send({
        method: "POST",
        path: ground.path(),
        command: "schema",
        body: createSchemaRequest.encode({ properties: "" }),
      }),
    ),
    table: await answerTo(() =>
      ground.send({ method: "POST", path, command: "table", body: encodeSchema(KEYED) }),
    ),
    column: await answerTo(() =>
      ground.send({ method: "POST", path, command: "column", body: encodeSchema(KEYED) }),
    ),
    "renamed table": await answerTo(() => ground.schema(ground.outside()).table("rival").rename("existing")),
  };
  const rows = await rowsOf(ground.table(ground.outside(), "existing"));
  expectThat(rows.length === 3, `Of 3 rows of the table ${rows.length} are left.`);
  return reported(answers, ({ kind }) => kind !== "accepted");
}

/** The answers; thrown if one is not as expected. */
function reported(
  answers: Readonly<Record<string, Answer>>,
  isExpected: (answer: Answer, name: string) => boolean,
): string {
  const told = Object.entries(answers)
    .map(([name, { text }]) => `${name}: ${text}`)
    .join(", ");
  const isFine = Object.entries(answers).every(([name, answer]) => isExpected(answer, name));
  if (!isFine) throw new Different(told);
  return told;
}

async function addedColumns(ground: Ground): Promise<undefined> {
  await ground.fill("added_columns", counted(3));
  const added = new Columns([new Field("extra", new Int64(), true)]);
  const open = await ground.begin();
  await ground.schema(open).table("added_columns").addColumns(added);
  const before = await ground.schema(ground.outside()).table("added_columns").columns();
  await open.commit();
  expectThat(before.fields.length === 2, "The column is listed for others before the commit.");
  const table = ground.schema(ground.outside()).table("added_columns");
  const names = (await table.columns()).fields.map(({ name }) => name);
  expectThat(String(names) === "id,value,extra", `After the commit the columns are ${names}.`);
  const batches = await batchesOf(table, { columns: ["extra"], splits: 1, subSplits: 1 });
  const values = batches.flatMap((batch) => [...(batch.getChild("extra") ?? [])]);
  expectThat(values.length === 3 && values.every((value) => value === null), `The column holds ${values}.`);
  return undefined;
}

async function fullSchemas(ground: Ground): Promise<string> {
  await ground.fill("full_schema", counted(1));
  const tx = await ground.begin();
  const answer = await answerTo(() => ground.schema(tx).drop());
  await tx.rollback();
  expectThat(answer.kind !== "accepted", "It was dropped, and the drop rolled back.");
  return answer.text;
}

async function changedNames(ground: Ground): Promise<undefined> {
  await ground.fill("old_name", counted(1));
  const tx = await ground.begin();
  await ground.schema(tx).table("old_name").rename("new_name");
  const names = async (): Promise<string> => {
    const tables = await ground.schema(ground.outside()).tables();
    return tables
      .map(({ name }) => name)
      .filter((name) => name.endsWith("_name"))
      .join(" ");
  };
  const before = await names();
  await tx.commit();
  const after = await names();
  expectThat(
    before === "old_name" && after === "new_name",
    `Before the commit there was ${before}, then ${after}.`,
  );
  return undefined;
}
