import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

const ROOT = path.join(import.meta.dirname, "..");
const HELP = `Usage: npm run build

Writes dist/, the package as plain JavaScript: src/ compiled, and what it serves or reads copied beside it.
`;

const { values } = parseArgs({ options: { help: { type: "boolean", default: false } } });
if (values.help) process.stdout.write(HELP);
else build();

function build(): void {
  rmSync(path.join(ROOT, "dist"), { recursive: true, force: true });
  const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: ROOT, stdio: "inherit" });
  cpSync(path.join(ROOT, "src"), path.join(ROOT, "dist"), {
    recursive: true,
    filter: (from) => !from.endsWith(".ts") && !from.endsWith(".mjs"),
    // Compiled or copied by the compiler already.
    force: false,
  });
}
