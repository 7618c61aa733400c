import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import ts from "typescript";

const ROOT = path.join(import.meta.dirname, "../..");
const CASES = fileURLToPath(import.meta.resolve("../support/contract-types.ts"));
const EXPECTED = "// @ts-expect-error";

/** What the compiler says of one file, as "line: message"; `text` stands in for its content. */
function complaintsAbout(file: string, text?: string): readonly string[] {
  const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  host.readFile = (name) => (text !== undefined && path.resolve(name) === file ? text : read(name));
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  return ts.getPreEmitDiagnostics(program, source).map(({ start = 0, messageText }) => {
    const line = source === undefined ? 0 : source.getLineAndCharacterOfPosition(start).line + 1;
    return `${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

describe("the types of the contract", () => {
  it("refuse a missing operation, an undeclared status and a wrong body, and accept right ones", () => {
    expect(complaintsAbout(CASES)).to.eql([]);
  }).timeout(60_000);

  it("refuse each of those mistakes by itself, not all of them together", () => {
    const source = ts.sys.readFile(CASES) ?? "";
    const mistakes = source
      .split("\n")
      .flatMap((line, index) => (line.startsWith(EXPECTED) ? [index + 2] : []));
    const complaints = complaintsAbout(CASES, source.replaceAll(EXPECTED, "//"));
    expect(mistakes).to.have.length.greaterThan(8);
    expect([...new Set(complaints.map((complaint) => Number.parseInt(complaint, 10)))]).to.eql(mistakes);
  }).timeout(60_000);
});
