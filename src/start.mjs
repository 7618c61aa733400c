#!/usr/bin/env node
// Plain JavaScript, so that a Node too old to read TypeScript still says so in a sentence.
import module from "node:module";

const NEEDED = 24;
const found = process.versions.node;

if (Number.parseInt(found, 10) < NEEDED) {
  process.stderr.write(
    `This is Node ${found} and Node ${NEEDED} or later is needed: run \`npm ci\` and then \`npm start\`.\n`,
  );
  process.exit(1);
}

// Half of the time to start is to read TypeScript: what was read once is kept beside the system's temporary files.
module.enableCompileCache();
const { tams } = await import("./cli/main.ts");
await tams(process.argv.slice(2));
