import { at, listOf, recordOf, textOf } from "../json.ts";
import { everyItem, idsOf, shown, verifySame } from "../listing.ts";
import type { ComplianceTest, Probe } from "../test.ts";
import { path } from "../test.ts";

const LIST = "/service/storage-backends";
const OPERATIONS = ["GET_storage-backends", "HEAD_storage-backends"];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const NO_SUCH_METHOD = [405, 404, 403];

const labelOf = (item: unknown) => textOf(at(item, "label"));

/** Backends in the order that the specification has: by label, those without one after them by id. */
function sorted(items: readonly unknown[]): unknown[] {
  const key = (item: unknown) => (labelOf(item) === "" ? textOf(at(item, "id")) : labelOf(item));
  const order = (a: unknown, b: unknown) => {
    const [first, second] = [labelOf(a) === "", labelOf(b) === ""];
    if (first !== second) return first ? 1 : -1;
    return key(a) < key(b) ? -1 : 1;
  };
  return items.toSorted(order);
}

/** Whether labels can be compared without knowing how a server collates. */
const isPlain = (items: readonly unknown[]) =>
  items.every((item) => /^[a-z0-9-]*$/.test(labelOf(item))) &&
  new Set(items.map(labelOf)).size >= items.filter((item) => labelOf(item) !== "").length;

async function verifyTagFilter(probe: Probe, items: readonly unknown[], name: string): Promise<void> {
  const valuesOf = (item: unknown) => [at(item, "tags", name)].flat().filter((value) => value !== undefined);
  const holders = items.filter((item) => at(item, "tags", name) !== undefined);
  const [value = ""] = valuesOf(holders[0]).map(textOf);
  const queries: [string, string, unknown[]][] = [
    [`tag_exists.${name}`, "true", holders],
    [`tag_exists.${name}`, "false", items.filter((item) => !holders.includes(item))],
    [`tag.${name}`, probe.fresh.uuid(), []],
  ];
  if (value !== "" && !value.includes(",")) {
    queries.push([`tag.${name}`, value, items.filter((item) => valuesOf(item).includes(value))]);
  }
  for (const [key, text, wanted] of queries) {
    const found = idsOf(await everyItem(probe, LIST, { [key]: text }));
    const what = `What ${key}=${text} finds`;
    verifySame(probe, ["X-110b", "SB-006"], found.toSorted(), idsOf(wanted).toSorted(), what);
  }
}

export const storageBackends: readonly ComplianceTest[] = [
  {
    id: "storage-backends/items",
    title: "Each Storage Backend has a UUID and says what store it is",
    area: "storage-backends",
    behaviours: ["SB-001", "SB-002", "SB-003", "SB-004", "SB-009", "DM-010"],
    operations: OPERATIONS,
    async run(probe) {
      const reply = await probe.get(LIST);
      probe.requireStatus("SB-001", reply, 200);
      probe.require("SB-001", Array.isArray(reply.body), "The Storage Backends are a list.");
      const items = await everyItem(probe, LIST);
      probe.verify("DM-010", items.length > 0, "At least one Storage Backend is configured.");
      for (const item of items) {
        const id = textOf(at(item, "id"));
        probe.verify("SB-001", UUID.test(id), `\`id\` is a UUID; it is "${id}".`);
        for (const key of ["store_type", "provider", "store_product"]) {
          const value = at(item, key);
          probe.verify("SB-001", textOf(value) !== "", `\`${key}\` is a text; it is ${shown(value)}.`);
        }
        verifySame(probe, "SB-002", at(item, "store_type"), "http_object_store", "`store_type`");
        const wrong = ["label", "region", "availability_zone"].filter(
          (key) => !isTextOrAbsent(at(item, key)),
        );
        const isSwitch = [undefined, true, false].some((value) => value === at(item, "default_storage"));
        probe.verify(
          "SB-003",
          wrong.length === 0 && isSwitch,
          `Optional keys are absent or fit; wrong: ${wrong}.`,
        );
      }
      const ids = idsOf(items);
      probe.verify("SB-001", new Set(ids).size === ids.length, "No two Storage Backends share an id.");
      const defaults = items.filter((item) => at(item, "default_storage") === true).length;
      probe.verify("SB-004", defaults <= 1, `At most one is the default; ${defaults} are.`);
      const labels = items.map(labelOf).filter((label) => label !== "");
      probe.verify(
        "SB-009",
        new Set(labels).size === labels.length,
        `Labels are unique; they are ${labels}.`,
      );
    },
  },
  {
    id: "storage-backends/default",
    title: "Storage is allocated on the default Storage Backend, or must name one where there is none",
    area: "storage-backends",
    behaviours: ["SB-004", "SB-007"],
    operations: ["POST_flows-flowId-storage", "GET_storage-backends"],
    async run(probe) {
      const items = await everyItem(probe, LIST);
      const flow = await probe.flow();
      const place = path`/flows/${flow.id}/storage`;
      const hasDefault = items.some((item) => at(item, "default_storage") === true);
      const reply = await probe.post(place, { limit: 1 });
      probe.verifyStatus("SB-004", reply, hasDefault ? 201 : 400);
      for (const item of items) {
        const named = await probe.post(place, { limit: 1, storage_id: at(item, "id") });
        probe.verifyStatus("SB-007", named, 201);
      }
      const unknown = await probe.post(place, { limit: 1, storage_id: probe.fresh.uuid() });
      probe.verify("SB-007", unknown.status === 400 || unknown.status === 404, "Another id is refused.");
    },
  },
  {
    id: "storage-backends/ids-of-urls",
    title: "The storage ids of URLs are those of the Storage Backends",
    area: "storage-backends",
    behaviours: ["SB-007"],
    operations: ["GET_storage-backends", "GET_flows-flowId-segments"],
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      await probe.segment(flow);
      const backends = await everyItem(probe, LIST);
      const place = path`/flows/${flow.id}/segments`;
      const urls = listOf(at((await probe.get(place, { verbose_storage: "true" })).body, 0, "get_urls"));
      const controlled = urls.filter((url) => at(url, "controlled") !== false);
      probe.require("SB-007", controlled.length > 0, "A Segment has URLs of the store.");
      for (const url of controlled) {
        const id = textOf(at(url, "storage_id"));
        const backend = backends.find((item) => at(item, "id") === id);
        probe.verify("SB-007", backend !== undefined, `The storage id "${id}" is that of a Storage Backend.`);
        for (const key of ["store_type", "provider", "store_product", "label"]) {
          if (key === "label" && at(url, key) === undefined) continue;
          const [found, wanted] = [at(url, key), at(backend, key)];
          const holds = key === "label" || found === undefined || found === wanted;
          probe.verify("SB-007", holds, `\`${key}\` of the URL is the Storage Backend's ${shown(wanted)}.`);
        }
      }
      const [first] = controlled;
      const query = { verbose_storage: "true", accept_storage_ids: textOf(at(first, "storage_id")) };
      const kept = listOf(at((await probe.get(place, query)).body, 0, "get_urls"));
      probe.verify("SB-007", kept.length > 0, "A storage id is accepted as a filter.");
    },
  },
  {
    id: "storage-backends/order",
    title: "Storage Backends are sorted by label, and the other way round if asked for",
    area: "storage-backends",
    behaviours: ["SB-005", "SB-005b"],
    operations: OPERATIONS,
    since: "8.2",
    async run(probe) {
      const items = await everyItem(probe, LIST);
      if (isPlain(items)) verifySame(probe, "SB-005", idsOf(items), idsOf(sorted(items)), "The order");
      const unlabelled = items.findIndex((item) => labelOf(item) === "");
      const after = unlabelled < 0 ? [] : items.slice(unlabelled).map(labelOf);
      probe.verify(
        "SB-005",
        after.every((label) => label === ""),
        "Those without a label come last.",
      );
      const reverse = await everyItem(probe, LIST, { reverse_order: "true" });
      verifySame(probe, "SB-005b", idsOf(reverse), idsOf(items).toReversed(), "The reverse order");
      const forward = await everyItem(probe, LIST, { reverse_order: "false" });
      verifySame(probe, "SB-005b", idsOf(forward), idsOf(items), "The order with reverse_order=false");
    },
  },
  {
    id: "storage-backends/pages",
    title: "Storage Backends are listed page by page, each once, with the headers of paging",
    area: "storage-backends",
    behaviours: ["X-050", "SB-006"],
    operations: OPERATIONS,
    since: "8.2",
    async run(probe) {
      const all = await everyItem(probe, LIST);
      const paged = await everyItem(probe, LIST, { limit: "1" });
      verifySame(
        probe,
        "SB-006",
        idsOf(paged).toSorted(),
        idsOf(all).toSorted(),
        "The list, walked by pages of one,",
      );
      for (const reverse of ["false", "true"]) {
        const query = { limit: "1", reverse_order: reverse };
        for (const { headers, exchange } of [await probe.get(LIST, query), await probe.head(LIST, query)]) {
          const wanted: Record<string, string> = {
            "x-paging-limit": "1",
            "x-paging-count": String(Math.min(all.length, 1)),
            "x-paging-reverse-order": reverse,
          };
          for (const [name, value] of Object.entries(wanted)) {
            const found = headers.get(name)?.toLowerCase();
            probe.verify(
              "X-050",
              found === value,
              `${name} is ${value}; it is ${found ?? "missing"}.`,
              exchange,
            );
          }
          for (const name of ["x-paging-nextkey", "link"]) {
            const there = headers.has(name) === all.length > 1;
            const text = `${name} is there when more follow, and only then; ${headers.get(name)}.`;
            for (const behaviour of ["X-050", "SB-006"]) probe.verify(behaviour, there, text, exchange);
          }
        }
      }
    },
  },
  {
    id: "storage-backends/tags",
    title: "Tag filters choose among Storage Backends",
    area: "storage-backends",
    behaviours: ["X-110b", "SB-006"],
    operations: OPERATIONS,
    since: "8.2",
    async run(probe) {
      const items = await everyItem(probe, LIST);
      const known = items.flatMap((item) => Object.keys(recordOf(at(item, "tags"))));
      const names = [...new Set([probe.fresh.tagName(), ...known])].slice(0, 5);
      for (const name of names) await verifyTagFilter(probe, items, name);
    },
  },
  {
    id: "storage-backends/malformed",
    title: "The list of Storage Backends refuses malformed parameters",
    area: "storage-backends",
    behaviours: ["SB-010"],
    operations: OPERATIONS,
    since: "8.2",
    async run(probe) {
      const tag = probe.fresh.tagName();
      const wrong = [{ limit: "abc" }, { limit: "1.5" }, { [`tag_exists.${tag}`]: "maybe" }];
      for (const query of [...wrong, { [`tag.${tag}`]: "a,,b" }, { reverse_order: "maybe" }]) {
        probe.verifyStatus("SB-010", await probe.get(LIST, query), 400);
        probe.verifyStatus("SB-010", await probe.head(LIST, query), 400);
      }
    },
  },
  {
    id: "storage-backends/not-writable",
    title: "Nothing of a Storage Backend can be written by the API",
    area: "storage-backends",
    behaviours: ["SB-008", "DM-010"],
    operations: OPERATIONS,
    async run(probe) {
      const before = await everyItem(probe, LIST);
      const id = textOf(at(before[0], "id"));
      const places = [LIST, `${LIST}/${id}`, `${LIST}/${id}/tags/a`, `${LIST}/${id}/label`];
      for (const place of places) {
        for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
          const body = method === "DELETE" ? undefined : "x";
          const reply = await probe.request(method, place, { body, unchecked: true });
          for (const behaviour of ["SB-008", "DM-010"]) {
            probe.verifyStatus(behaviour, reply, ...NO_SUCH_METHOD);
          }
        }
      }
      verifySame(probe, ["SB-008", "DM-010"], await everyItem(probe, LIST), before, "The list afterwards");
    },
  },
];

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}
