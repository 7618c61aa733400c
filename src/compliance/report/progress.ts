import type { TestResult } from "../report.ts";
import type { Listener } from "../runner.ts";
import type { ComplianceTest } from "../test.ts";
import type { Paint } from "./paint.ts";

/** Where progress goes. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const MARKS = { passed: "✓", failed: "✗", error: "✗", warned: "!", skipped: "-" } as const;
const COLOURS = { passed: "green", failed: "red", error: "red", warned: "yellow", skipped: "dim" } as const;

/** One line that changes on a terminal; with `verbose`, and for failures, a line for each test. */
export class Progress implements Listener {
  readonly #screen: Screen;
  readonly #paint: Paint;
  readonly #total: number;
  readonly #verbose: boolean;
  readonly #running = new Set<string>();
  #done = 0;
  #failed = 0;

  constructor(screen: Screen, paint: Paint, total: number, verbose: boolean) {
    this.#screen = screen;
    this.#paint = paint;
    this.#total = total;
    this.#verbose = verbose;
  }

  started({ id }: ComplianceTest): void {
    this.#running.add(id);
    this.#draw();
  }

  ended({ id, title, outcome, reason = "", ms }: TestResult): void {
    this.#running.delete(id);
    this.#done += 1;
    const bad = outcome === "failed" || outcome === "error";
    if (bad) this.#failed += 1;
    if (this.#verbose) {
      const mark = this.#paint(COLOURS[outcome], MARKS[outcome]);
      const why = reason === "" ? "" : ` ${this.#paint("dim", reason.split("\n")[0] ?? "")}`;
      this.#clear();
      this.#screen.write(`${mark} ${id}  ${title} (${ms} ms)${why}\n`);
    }
    this.#draw();
  }

  /** Takes the changing line away. */
  close(): void {
    this.#clear();
  }

  #draw(): void {
    if (!this.#screen.isTTY) return;
    const failed = this.#failed === 0 ? "" : `, ${this.#failed} failed`;
    const text = `${this.#done}/${this.#total}${failed}  ${[...this.#running].join(" ")}`;
    this.#screen.write(`\r\u001b[2K${text.slice(0, (this.#screen.columns ?? 80) - 1)}`);
  }

  #clear(): void {
    if (this.#screen.isTTY) this.#screen.write("\r\u001b[2K");
  }
}
