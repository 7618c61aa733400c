/** A piece of HTML that is safe to put into a page: only `html` and `prose` make any. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Content = string | number | Markup | readonly Markup[] | undefined;

/** HTML from a template: texts in it are escaped, for content and quoted attributes alike; undefined is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const parts = strings.map((string, index) => string + textOf(values[index]));
  return new Markup(parts.join(""));
}

/** A text in which what stands between backticks is shown as code. */
export function prose(text: string): Markup {
  return new Markup(escaped(text).replace(/`([^`\n]+)`/g, "<code>$1</code>"));
}

/** A number and its noun, such as `1 test` and `2 tests`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

function textOf(value: Content): string {
  if (value === undefined) return "";
  if (value instanceof Markup) return value.text;
  if (typeof value === "string") return escaped(value);
  if (typeof value === "number") return String(value);
  return value.map(({ text }) => text).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Replies are hostile input: marks are escaped, and characters that hide or turn text round are shown by number. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly what no reader could see.
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, named)
      .replace(/[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, named)
  );
}

function named(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code === 0x0d ? "␍" : `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
