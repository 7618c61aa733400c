#!/usr/bin/env node
// Plain JavaScript, so that a Node too old to read TypeScript still says so in a sentence.
import module from "node:module";

const NEEDED = 24;
const found = process.versions.node;

if (Number.parseInt(found, 10) < NEEDED) {
  process.stderr.write(`This is Node ${found} and tams-compliance needs Node ${NEEDED} or later.\n`);
  process.exit(2);
}

// Half of the time to start is to read TypeScript: what was read once is kept beside the system's temporary files.
module.enableCompileCache();
const { compliance } = await import("./main.ts");
process.exitCode = await compliance(process.argv.slice(2));
