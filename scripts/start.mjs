// Plain JavaScript, so that a Node too old to read TypeScript still comes to the sentence that says so.
const NEEDED = 24;

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  const { isFresh } = await import("../src/config/fresh.ts");
  // A fresh clone serves at once; the program itself never leaves out to ask who calls unless it is told so.
  if (isFresh(process.argv.slice(2), process.env)) process.env["TAMS_AUTH"] = "none-at-first";
}

await import("../src/start.mjs");
