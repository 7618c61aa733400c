import type { Report } from "../report.ts";

/** A report as a file: JSON that people can read and `compare` reads again. */
export function jsonReport(report: Report): string {
  return `${JSON.stringify(report, undefined, 1)}\n`;
}
