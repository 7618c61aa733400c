import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { UsageError } from "./command.ts";

/**
 * A password: asked for twice and not shown where somebody types, else the first line of stdin. Never an argument, which
 * other users of the machine could see.
 */
export async function readPassword(name: string): Promise<string> {
  if (!process.stdin.isTTY) return readLine();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  // Takes the terminal before it asks, and keeps it between the questions: what is typed then is not shown either.
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  lines.once("SIGINT", () => {
    lines.close();
    process.stderr.write("\n");
    process.exit(130);
  });
  const ask = async (question: string): Promise<string> => {
    process.stderr.write(question);
    const line = await lines.question("");
    process.stderr.write("\n");
    return line;
  };
  try {
    const password = await ask(`Password of ${name}: `);
    if ((await ask("The same again: ")) !== password) throw new UsageError("The two passwords differ.");
    return password;
  } finally {
    lines.close();
  }
}

async function readLine(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) text += String(chunk);
  const [line = ""] = text.split(/\r?\n/);
  if (line === "") throw new UsageError("There is no password on stdin: write it there, or use a terminal.");
  return line;
}
