import { isVastError } from "../vast/errors.ts";
import { type Check, Different } from "./finding.ts";
import type { Ground } from "./ground.ts";
import { counted, KEYED, rowsOf } from "./rows.ts";

/** Names beyond letters, and names of administrators. */
export const nameChecks: readonly Check[] = [
  {
    name: "odd-names",
    about:
      "Tables may have names with a space, signs or an accent: signatures and look-ups agree on how these are written.",
    isNeeded: false,
    otherwise:
      "The server's own names have letters, digits and underscores only, and so should TAMS_VAST_BUCKET and TAMS_VAST_SCHEMA; please send us this report.",
    needs: ["rows"],
    run: oddNames,
  },
  {
    name: "name-case",
    about: "Names that differ in capitals only are different.",
    isNeeded: false,
    otherwise:
      "The server's own names do not, so it works; take care with TAMS_VAST_SCHEMA, and please send us this report.",
    needs: ["rows"],
    run: nameCase,
  },
  {
    name: "snapshots",
    about: "Snapshots of the bucket are listed, whether or not there are any.",
    isNeeded: false,
    otherwise: "The server does not read snapshots; other users of the client should know, and so should we.",
    needs: ["bucket"],
    run: async (ground) => {
      const names = await ground.outside().bucket(ground.cluster.bucket).snapshots();
      return `${names.length} snapshots`;
    },
  },
];

const ODD = ["a b", "a+b", "a%20b", "a.b~c-d", "a&b=c", "é", "a,b", "(a)'*!", "a:b@c"];

async function oddNames(ground: Ground): Promise<string> {
  const refused: string[] = [];
  for (const name of ODD) {
    try {
      await tryName(ground, name);
    } catch (thrown) {
      if (!(thrown instanceof Different || (isVastError(thrown) && thrown.status !== undefined)))
        throw thrown;
      refused.push(`${JSON.stringify(name)}: ${thrown.message}`);
    }
  }
  if (refused.length > 0) throw new Different(refused.join(" "));
  return ODD.join("  ");
}

async function tryName(ground: Ground, name: string): Promise<void> {
  await ground.fill(name, counted(2));
  const schema = ground.schema(ground.outside());
  const found = await schema.table(name).info();
  if (found === undefined) throw new Different("created, but not found by its name.");
  const rows = await rowsOf(schema.table(name, { columns: KEYED, sorted: false }));
  if (rows.length !== 2) throw new Different(`of 2 rows ${rows.length} come back.`);
  await ground.commit((own) => own.table(name).drop());
  const left = await schema.table(name).info();
  if (left !== undefined) throw new Different("dropped, but still there.");
}

async function nameCase(ground: Ground): Promise<undefined> {
  await ground.fill("Case", counted(1));
  await ground.fill("case", counted(2));
  const schema = ground.schema(ground.outside());
  for (const [name, expected] of [
    ["Case", 1],
    ["case", 2],
  ] as const) {
    const { length } = await rowsOf(schema.table(name, { columns: KEYED, sorted: false }));
    if (length !== expected)
      throw new Different(`The table ${name} has ${length} rows in place of ${expected}.`);
  }
  return undefined;
}
