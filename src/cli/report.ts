import type { Log } from "../log.ts";
import { openLog } from "../log.ts";

/** A report that is written as it is found, so that its length costs no memory. */
export interface Report<Item> {
  item(item: Item): void;
  /** Says what it comes to: fields for JSON, lines of text otherwise. */
  end(summary: object, text: string): void;
}

/** One JSON document on stdout with the items in a list of this name, or a line of text for each. */
export function openReport<Item>(json: boolean, list: string, line: (item: Item) => string): Report<Item> {
  let items = 0;
  const open = (): string => (items++ === 0 ? `{"${list}":[\n` : ",\n");
  return {
    item: (item) => {
      process.stdout.write(json ? `${open()}${JSON.stringify(item)}` : `${line(item)}\n`);
    },
    end: (summary, text) => {
      const start = items === 0 ? `{"${list}":[` : "\n";
      process.stdout.write(json ? `${start}],${JSON.stringify(summary).slice(1)}\n` : text);
    },
  };
}

/** Says how far things are on stderr, at most once in two seconds. */
export function openProgress(): (say: () => string) => void {
  let last = Date.now();
  return (say) => {
    if (Date.now() - last < 2000) return;
    last = Date.now();
    process.stderr.write(`${say()}\n`);
  };
}

/** Commands log only what goes wrong, and never into their report. */
export function openCommandLog(): Log {
  return openLog("warn", process.stderr);
}
