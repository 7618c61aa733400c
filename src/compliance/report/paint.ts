import { styleText } from "node:util";

/** Gives text a style, or leaves it as it is. */
export type Paint = (style: "bold" | "dim" | "red" | "green" | "yellow", text: string) => string;

/** Styles for a terminal that shows them, none for files and pipes. */
export function paintFor(isTerminal: boolean): Paint {
  return isTerminal
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_style, text) => text;
}

/** Rows as aligned columns; `style` may give a row a look. */
export function column(
  rows: readonly (readonly string[])[],
  style: (row: number) => ((text: string) => string) | undefined = () => undefined,
): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  }
  const lines = rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return lines.map((line, index) => style(index)?.(line) ?? line).join("\n");
}
