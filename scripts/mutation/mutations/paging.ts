import { within } from "../exchange.ts";
import { type Change, type Mutation, mutation } from "../mutation.ts";
import { assumes, forgives, header, ignores, lists, reads } from "../wrongs.ts";

/** The listings of the API: a short name, the operation, and the behaviour that gives its headers. */
const LISTINGS = [
  ["storage-backends", "storage-backends", "X-050"],
  ["profiles", "profiles", "X-051"],
  ["webhooks", "webhooks", "X-052"],
  ["sources", "sources", "X-053"],
  ["flows", "flows", "X-054"],
  ["segments", "flows-flowId-segments", "X-055"],
  ["objects", "objects", "X-056"],
  ["deletions", "flow-delete-requests", "X-057"],
] as const;

const NEW_HEADERS = [
  ["storage-backends", "storage-backends", "X-050"],
  ["webhooks", "webhooks", "X-052b"],
  ["sources", "sources", "X-053b"],
  ["flows", "flows", "X-054b"],
  ["segments", "flows-flowId-segments", "X-055"],
  ["deletions", "flow-delete-requests", "X-057"],
] as const;

/** Every paging header missing from every listing that has it. */
const missing = [
  ...LISTINGS.flatMap(([name, operation, behaviour]) => [
    mutation(
      `paging/no-limit-${name}`,
      `The listing of ${name} lacks X-Paging-Limit.`,
      `${behaviour} X-075`,
      `READ_${operation}`,
      header("x-paging-limit"),
    ),
  ]),
  ...LISTINGS.filter(([name]) => name !== "deletions").flatMap(([name, operation, behaviour]) => [
    mutation(
      `paging/no-link-${name}`,
      `The listing of ${name} lacks Link.`,
      `${behaviour} HDR-01`,
      `READ_${operation}`,
      header("link"),
    ),
    mutation(
      `paging/no-key-${name}`,
      `The listing of ${name} lacks X-Paging-NextKey.`,
      `${behaviour} HDR-01`,
      `READ_${operation}`,
      header("x-paging-nextkey"),
    ),
  ]),
  ...NEW_HEADERS.flatMap(([name, operation, behaviour]) => [
    mutation(
      `paging/no-count-${name}`,
      `The listing of ${name} lacks X-Paging-Count.`,
      behaviour,
      `READ_${operation}`,
      header("x-paging-count"),
    ),
    mutation(
      `paging/no-reverse-${name}`,
      `The listing of ${name} lacks X-Paging-Reverse-Order.`,
      behaviour,
      `READ_${operation}`,
      header("x-paging-reverse-order"),
    ),
  ]),
];

/** Pages, their order and their headers. */
export const pagingMutations: readonly Mutation[] = [
  ...missing,
  mutation(
    "paging/no-timerange",
    "Segments lack X-Paging-Timerange.",
    "X-055 X-076",
    "READ_flows-flowId-segments",
    header("x-paging-timerange"),
  ),
  mutation(
    "paging/wrong-timerange",
    "X-Paging-Timerange is always eternity.",
    "X-076 TR-049",
    "READ_flows-flowId-segments",
    header("x-paging-timerange", () => "_"),
  ),
  mutation(
    "paging/timerange-bounds",
    "X-Paging-Timerange has an inclusive end.",
    "X-076 TR-049",
    "READ_flows-flowId-segments",
    header("x-paging-timerange", (given) => given.replace(/\)$/, given === "()" ? ")" : "]")),
  ),
  mutation(
    "paging/count-of-all",
    "X-Paging-Count is one too high.",
    "X-073 AMB-059",
    "READ_flows READ_sources READ_flows-flowId-segments",
    header("x-paging-count", (given) => String(Number(given) + 1)),
  ),
  mutation(
    "paging/limit-as-asked",
    "X-Paging-Limit is the default whatever was asked for.",
    "X-062 X-075",
    "READ_flows READ_sources READ_flows-flowId-segments",
    header("x-paging-limit", () => "100"),
  ),
  mutation(
    "paging/reverse-never",
    "X-Paging-Reverse-Order is always false.",
    "X-074",
    "READ_flows READ_sources READ_webhooks READ_flows-flowId-segments",
    header("x-paging-reverse-order", () => "false"),
  ),
  mutation(
    "paging/link-no-filters",
    "Link forgets the filters.",
    "X-067 TRAP-026",
    "READ_flows READ_sources READ_flows-flowId-segments",
    header("link", (given) => given.replace(/\?[^>]*?(page=[^&>]*)[^>]*/, "?$1")),
  ),
  mutation(
    "paging/link-relative",
    "Link is a relative URL.",
    "X-067",
    "READ_flows READ_sources",
    header("link", (given) => given.replace(/<https?:\/\/[^/]+/, "<")),
  ),
  mutation(
    "paging/link-host",
    "Link names another host.",
    "X-067 TRAP-026",
    "READ_flows READ_sources",
    header("link", (given) => given.replace(/<http:\/\/[^/]+/, "<http://tams.invalid")),
  ),
  mutation(
    "paging/link-prev",
    "Link is of the relation prev.",
    "X-067",
    "READ_flows READ_flows-flowId-segments",
    header("link", (given) => given.replace(/rel="?next"?/, 'rel="prev"')),
  ),
  mutation(
    "paging/link-first-page",
    "Link leads to the first page again.",
    "X-066 X-069",
    "READ_flows READ_sources",
    header("link", (given) => given.replace(/([?&])page=[^&>]*&?/, "$1").replace(/[?&]>/, ">")),
  ),
  mutation(
    "paging/link-on-last",
    "The last page has a Link too.",
    "X-071 X-080",
    "READ_flows READ_sources READ_flows-flowId-segments",
    {
      reply: ({ status, headers }, { path, query }) => {
        if (status === 200)
          headers["link"] ??= `<http://${headers["host"] ?? "127.0.0.1"}${path}?${query}>; rel="next"`;
      },
    },
  ),
  mutation(
    "paging/limit-plus-one",
    "Pages hold one item more than the limit.",
    "X-061",
    "READ_flows READ_sources READ_flows-flowId-segments",
    reads("limit", (given) => (Number(given) > 0 && Number(given) < 100 ? String(Number(given) + 1) : given)),
  ),
  mutation(
    "paging/limit-minus-one",
    "Pages hold one item less than the limit.",
    "X-072 X-062",
    "READ_flows READ_sources READ_flows-flowId-segments",
    reads("limit", (given) => (Number(given) > 1 ? String(Number(given) - 1) : given)),
  ),
  mutation(
    "paging/limit-ignored",
    "limit is ignored.",
    "X-060 X-061",
    "READ_flows READ_sources READ_profiles READ_webhooks READ_objects READ_flows-flowId-segments",
    ignores("limit"),
  ),
  mutation(
    "paging/page-ignored",
    "page is ignored.",
    "X-060 X-069",
    "READ_flows READ_sources",
    ignores("page"),
  ),
  mutation(
    "paging/page-not-checked",
    "A page that was never issued is the first one.",
    "X-077 AMB-014",
    "READ_flows READ_sources READ_flows-flowId-segments",
    forgives("page", (given) => given.length < 24),
  ),
  mutation(
    "paging/limit-negative",
    "A negative limit is ignored.",
    "X-151 FLW-014 SRC-007",
    "READ_flows READ_sources READ_flows-flowId-segments",
    forgives("limit", (given) => given.startsWith("-")),
  ),
  ...["flows", "sources", "flows-flowId-segments", "webhooks"].flatMap((operation) => [
    mutation(
      `paging/skips-${operation}`,
      `Every page after the first of ${operation} lacks its first item.`,
      "X-069 TRAP-023",
      `GET_${operation}`,
      lists((items, { query }) => (query.get("page") === undefined ? items : items.slice(1))),
    ),
    mutation(
      `paging/repeats-${operation}`,
      `The last item of a page of ${operation} comes twice.`,
      "X-069 TRAP-023",
      `GET_${operation}`,
      lists((items) => [...items, ...items.slice(-1)]),
    ),
  ]),
  mutation("paging/null-when-empty", "An empty listing is null.", "X-080", "GET_flows GET_sources", {
    reply: (answer) => {
      if (Array.isArray(answer.body) && answer.body.length === 0) answer.body = null;
    },
  }),
  mutation("paging/404-when-empty", "An empty listing gives 404.", "X-080", "READ_flows READ_sources", {
    reply: (answer) => {
      if (Array.isArray(answer.body) && answer.body.length === 0) answer.status = 404;
    },
  }),
  ...[
    ["flows", "X-090 FLW-013"],
    ["sources", "X-090 SRC-006"],
    ["flow-delete-requests", "X-090 DEL-003"],
  ].flatMap(([operation = "", behaviours = ""]) => [
    mutation(
      `order/sort-ignored-${operation}`,
      `sort_by of ${operation} is ignored.`,
      behaviours,
      `READ_${operation}`,
      ignores("sort_by"),
    ),
    mutation(
      `order/sort-not-checked-${operation}`,
      `An unknown sort_by of ${operation} is ignored.`,
      "X-098",
      `READ_${operation}`,
      forgives("sort_by", (given) => !/^(created|updated|label|metadata_updated|expiry)$/.test(given)),
    ),
  ]),
  ...[
    ["flows", "X-093 X-096"],
    ["sources", "X-093 X-096"],
    ["webhooks", "WH-003b X-091"],
    ["flows-flowId-segments", "SEG-004 X-091"],
  ].flatMap(([operation = "", behaviours = ""]) => [
    mutation(
      `order/reverse-ignored-${operation}`,
      `reverse_order of ${operation} is ignored.`,
      behaviours,
      `READ_${operation}`,
      ignores("reverse_order"),
    ),
  ]),
  mutation(
    "order/oldest-first",
    "Dates are sorted oldest first.",
    "X-093 TRAP-024",
    "READ_flows READ_sources",
    flipped(),
  ),
  mutation(
    "order/reverse-by-default",
    "Segments are sorted backwards by default.",
    "X-094 X-099 SEG-004",
    "READ_flows-flowId-segments",
    assumes("reverse_order", "true"),
  ),
  mutation(
    "order/webhooks-unsorted",
    "Webhooks are sorted by id.",
    "WH-003 X-091",
    "GET_webhooks",
    lists((items) => sortedBy(items, "id")),
  ),
  mutation(
    "order/labels-descending",
    "Labels are sorted descending.",
    "X-093 FLW-013 SRC-006",
    "READ_flows READ_sources",
    flipped((sort) => sort === "label"),
  ),
  mutation(
    "order/unlabelled-first",
    "Items without a label come before the others.",
    "X-095",
    "GET_flows GET_sources",
    lists((items, { query }) =>
      query.get("sort_by") === "label"
        ? [...items.filter((item) => !hasLabel(item)), ...items.filter(hasLabel)]
        : items,
    ),
  ),
  mutation(
    "order/segments-swapped",
    "The first two Segments change places.",
    "SEG-004 X-099",
    "GET_flows-flowId-segments",
    lists(([first, second, ...rest]) =>
      second === undefined ? (first === undefined ? [] : [first]) : [second, first, ...rest],
    ),
  ),
];

/** reverse_order read the other way round, for some keys of sorting or for all. */
function flipped(isMeant: (sort: string) => boolean = (sort) => sort !== "label"): Change {
  return {
    request: ({ query }) => {
      if (!isMeant(query.get("sort_by") ?? "created") || query.get("page") !== undefined) return;
      query.set("reverse_order", query.get("reverse_order")?.toLowerCase() === "true" ? "false" : "true");
    },
  };
}

function sortedBy(items: readonly unknown[], key: string): unknown[] {
  const textOf = (item: unknown) => String(within(item, key));
  return [...items].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}

function hasLabel(item: unknown): boolean {
  return within(item, "label") !== undefined;
}
