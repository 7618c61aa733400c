import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { UsageError } from "./command.ts";

/**
 * A password: asked for twice and not shown where somebody types, else the first line of stdin. Never an argument, which
 * other users of the machine could see.
 */
export async function readPassword(name: string): Promise<string> {
  if (!process.stdin.isTTY) return readLine();
  const password = await ask(`Password of ${name}: `);
  if ((await ask("The same again: ")) !== password) throw new UsageError("The two passwords differ.");
  return password;
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  lines.once("SIGINT", () => {
    lines.close();
    process.stderr.write("\n");
    process.exit(130);
  });
  try {
    return await lines.question("");
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}

async function readLine(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) text += String(chunk);
  const [line = ""] = text.split(/\r?\n/);
  if (line === "") throw new UsageError("There is no password on stdin: write it there, or use a terminal.");
  return line;
}
