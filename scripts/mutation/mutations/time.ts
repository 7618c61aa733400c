import { type Mutation, mutation } from "../mutation.ts";
import { hears, lists, reads, shows } from "../wrongs.ts";

const READS = "READ_flows-flowId-segments READ_flows-flowId READ_flows";
const range = (change: (given: string) => string) => reads("timerange", change);
const shownRange = (change: (given: string) => string) =>
  shows((doc) => {
    if (typeof doc["timerange"] === "string") doc["timerange"] = change(doc["timerange"]);
  });

/** Timeranges: how they are read, compared and written. */
export const timeMutations: readonly Mutation[] = [
  mutation(
    "time/end-inclusive",
    "An exclusive end of a query is read as inclusive.",
    "TR-020 TR-051",
    READS,
    range((given) => given.replace(/(\d)\)$/, "$1]")),
  ),
  mutation(
    "time/end-exclusive",
    "An inclusive end of a query is read as exclusive.",
    "TR-020 TR-051",
    READS,
    range((given) => (given.includes("_") ? given.replace(/(\d)\]$/, "$1)") : given)),
  ),
  mutation(
    "time/start-inclusive",
    "An exclusive start of a query is read as inclusive.",
    "TR-020 TR-043",
    READS,
    range((given) => given.replace(/^\((-?\d)/, "[$1")),
  ),
  mutation(
    "time/start-exclusive",
    "An inclusive start of a query is read as exclusive.",
    "TR-020 TR-051",
    READS,
    range((given) => (given.includes("_") ? given.replace(/^\[(-?\d)/, "($1") : given)),
  ),
  mutation(
    "time/unmarked-end-exclusive",
    "An end without a marker is read as exclusive.",
    "TR-026 TRAP-001",
    READS,
    range((given) => given.replace(/(_-?\d+:\d+)$/, "$1)")),
  ),
  mutation(
    "time/unmarked-start-exclusive",
    "A start without a marker is read as exclusive.",
    "TR-026",
    READS,
    range((given) => given.replace(/^(-?\d+:\d+_)/, "($1")),
  ),
  mutation(
    "time/eternity-refused",
    "A lone underscore gives 400.",
    "TR-023",
    READS,
    range((given) => (given === "_" ? "x" : given)),
  ),
  mutation(
    "time/eternity-marked-never",
    "An underscore between markers is never.",
    "TR-023 TR-022",
    READS,
    range((given) => (/^[[(]_[\])]$/.test(given) ? "()" : given)),
  ),
  mutation(
    "time/never-is-eternity",
    "() is read as eternity.",
    "TR-024 SEG-008",
    READS,
    range((given) => (given === "()" ? "_" : given)),
  ),
  mutation(
    "time/empty-text-is-eternity",
    "An empty timerange is read as eternity.",
    "TR-025",
    READS,
    range((given) => (given === "" ? "_" : given)),
  ),
  mutation(
    "time/markers-alone-refused",
    "Markers alone give 400.",
    "TR-025",
    READS,
    range((given) => (/^[[(]?[\])]?$/.test(given) && given !== "()" ? "x" : given)),
  ),
  mutation(
    "time/instant-empty",
    "An instant is empty.",
    "TR-027 SEG-007",
    READS,
    range((given) => (/^\[?-?\d+:\d+\]?$/.test(given) ? "()" : given)),
  ),
  mutation(
    "time/instant-onwards",
    "An instant is read as from there on.",
    "TR-027 SEG-007",
    READS,
    range((given) => given.replace(/^\[?(-?\d+:\d+)\]?$/, "[$1_")),
  ),
  mutation(
    "time/open-end-ignored",
    "An open end ends at the start.",
    "TR-021",
    READS,
    range((given) => given.replace(/^\[?(-?\d+:\d+)_\)?$/, "[$1]")),
  ),
  mutation(
    "time/open-start-at-zero",
    "An open start is 0.",
    "TR-021",
    READS,
    range((given) => given.replace(/^[[(]?_(-?\d)/, "[0:0_$1")),
  ),
  mutation(
    "time/sign-lost",
    "The sign of a time is lost.",
    "TR-005 TRAP-003",
    READS,
    range((given) => given.replaceAll("-", "")),
  ),
  mutation(
    "time/zero-sign-lost",
    "The sign of a time below one second is lost.",
    "TR-005 TRAP-003",
    READS,
    range((given) => given.replaceAll("-0:", "0:")),
  ),
  mutation(
    "time/nanoseconds-decimal",
    "Nanoseconds are read as a decimal fraction.",
    "TR-004",
    READS,
    range((given) =>
      given.replaceAll(/:(\d{1,8})(?!\d)/g, (_, digits: string) => `:${Number(digits.padEnd(9, "0"))}`),
    ),
  ),
  mutation(
    "time/milliseconds",
    "Times of queries are rounded to milliseconds.",
    "TR-006 TRAP-004",
    READS,
    range((given) =>
      given.replaceAll(/:(\d+)/g, (_, digits: string) => `:${Math.floor(Number(digits) / 1e6) * 1e6}`),
    ),
  ),
  mutation(
    "time/doubles",
    "Times of queries are held in doubles.",
    "TR-006 TRAP-004",
    READS,
    range((given) => given.replaceAll(/(\d{7,}):(\d+)/g, (_, seconds: string) => `${seconds}:0`)),
  ),
  mutation(
    "time/reversed-swapped",
    "An end before the start is swapped with it.",
    "TR-030 TR-031",
    READS,
    range(swapped),
  ),
  mutation(
    "time/reversed-refused",
    "An end before the start gives 400.",
    "TR-030",
    READS,
    range((given) => (swapped(given) === given ? given : "x")),
  ),
  mutation(
    "time/leading-zeros",
    "Leading zeros are taken.",
    "TR-003 TR-009",
    READS,
    range((given) => given.replaceAll(/(^|[^\d])0+(?=\d)/g, "$1")),
  ),
  mutation(
    "time/blanks",
    "Blanks around a timerange are cut.",
    "TR-007",
    READS,
    range((given) => given.trim()),
  ),
  mutation(
    "time/plus-sign",
    "A plus sign is taken.",
    "TR-003 TR-009",
    READS,
    range((given) => given.replaceAll(/(^|[[(_])\+/g, "$1")),
  ),
  mutation(
    "time/span-inclusive",
    "The timerange of a Flow has an inclusive end.",
    "TR-049 FLW-022",
    "GET_flows-flowId",
    shownRange((given) => given.replace(/(\d)\)$/, "$1]")),
  ),
  mutation(
    "time/span-not-canonical",
    "Segments are written without markers.",
    "TR-032",
    "GET_flows-flowId-segments",
    shownRange((given) => given.replace(/^\[(.*_.*)\]$/, "$1")),
  ),
  mutation(
    "time/instant-as-range",
    "Instants are written with both ends.",
    "TR-032",
    "GET_flows-flowId-segments",
    shownRange((given) => given.replace(/^\[(-?\d+:\d+)\]$/, "[$1_$1]")),
  ),
  mutation(
    "time/shown-in-ms",
    "Segments are shown in milliseconds.",
    "TR-006 TRAP-004",
    "GET_flows-flowId-segments",
    shownRange((given) =>
      given.replaceAll(/:(\d+)/g, (_, digits: string) => `:${Math.floor(Number(digits) / 1e6) * 1e6}`),
    ),
  ),
  mutation(
    "time/stored-in-ms",
    "Segments are stored in milliseconds.",
    "TR-006 TRAP-004",
    "POST_flows-flowId-segments",
    hears((body) =>
      JSON.parse(JSON.stringify(body ?? null).replaceAll(/(\d:\d{3})(?:\d{6})(?=[\]_)"])/g, "$1000000")),
    ),
    { via: ["GET_flows-flowId-segments"] },
  ),
  mutation(
    "time/instants-hidden",
    "Segments of an instant are not listed.",
    "TR-042 SEG-005 TRAP-005",
    "GET_flows-flowId-segments",
    lists((items) => items.filter((item) => String(Object(item).timerange).includes("_"))),
  ),
  mutation(
    "time/segment-offset-sign",
    "ts_offset is taken with the other sign.",
    "TR-050 SEG-059",
    "POST_flows-flowId-segments",
    hears((body) =>
      body === undefined
        ? undefined
        : JSON.parse(
            JSON.stringify(body).replaceAll(
              /"ts_offset":"(-?)/g,
              (_, sign: string) => `"ts_offset":"${sign === "" ? "-" : ""}`,
            ),
          ),
    ),
  ),
];

function swapped(given: string): string {
  const [, start = "", end = ""] = /^\[?(-?\d+:\d+)_(-?\d+:\d+)[\])]?$/.exec(given) ?? [];
  const number = (text: string) => Number(text.split(":")[0]) + Number(text.split(":")[1]) / 1e9;
  return start !== "" && number(end) < number(start) ? `[${end}_${start}]` : given;
}
