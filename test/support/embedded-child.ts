import { openEmbeddedEngine } from "../../src/storage/embedded/engine.ts";
import { increment, put } from "./rows.ts";

/**
 * A second process on a folder, for `engine.embedded.test.ts`: arguments are the folder, a task and a count. It
 * reports each acknowledged step to its parent.
 */
const [folder = "", task = "", count = "0"] = process.argv.slice(2);
const engine = await openEmbeddedEngine({ folder });
if (task === "increment") {
  for (let n = 0; n < Number(count); n++) await increment(engine, "shared");
  await engine.close();
} else {
  for (let n = 0; ; n++) {
    await put(engine, { insert: "settings", rows: [{ name: `n${n}`, doc: "" }] });
    process.send?.(n);
  }
}
