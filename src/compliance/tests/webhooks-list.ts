import { register, WEBHOOKS } from "../hooks.ts";
import { listOf } from "../json.ts";
import { type Filters, idsOf, verifyListed, verifySame, verifySequence } from "../listing.ts";
import { webhookIdOf } from "../makers.ts";
import { absoluteUrl } from "../places.ts";
import type { ComplianceTest, Probe, Reply } from "../test.ts";

const OPERATIONS = ["GET_webhooks", "HEAD_webhooks"];

/** Makes a disabled Webhook at the end of a path, tagged so that a listing can be kept to the test's own. */
async function tagged(
  probe: Probe,
  base: string,
  end: string,
  tags: Record<string, unknown>,
): Promise<string> {
  const reply = await register(probe, { url: `${base}/${end}`, events: [], status: "disabled", tags });
  // Some servers want an event.
  const body = { url: `${base}/${end}`, events: ["flows/deleted"], status: "disabled", tags };
  const made = reply.status === 400 ? await register(probe, body) : reply;
  return webhookIdOf(made);
}

async function several(probe: Probe, tag: string, ends: readonly string[]): Promise<string[]> {
  const { url } = await probe.receiver();
  const ids: string[] = [];
  for (const end of ends) ids.push(await tagged(probe, url, end, { [tag]: "yes" }));
  return ids;
}

function verifyHeaders(probe: Probe, reply: Reply, limit: number, count: number, isLast: boolean): void {
  const { headers, exchange } = reply;
  const inForce = Number(headers.get("x-paging-limit") ?? Number.NaN);
  const found = `it is ${headers.get("x-paging-limit") ?? "missing"}`;
  probe.verify(
    "X-052",
    inForce <= limit && inForce > 0,
    `X-Paging-Limit is at most ${limit}; ${found}.`,
    exchange,
  );
  const next = headers.get("x-paging-nextkey");
  const link = headers.get("link");
  const there = `X-Paging-NextKey and Link are ${isLast ? "absent" : "there"}; they are ${next} and ${link}`;
  const holds = isLast
    ? next === null && link === null
    : (next ?? "") !== "" && /rel="?next"?/.test(link ?? "");
  for (const id of ["X-052", "WH-004"]) probe.verify(id, holds, `${there}.`, exchange);
  const items = listOf(reply.body).length;
  probe.verify("WH-004", items === count, `The page has ${count} items; it has ${items}.`, exchange);
  const counted = headers.get("x-paging-count");
  probe.verify(
    "X-052b",
    counted === String(count),
    `X-Paging-Count is ${count}; it is ${counted ?? "missing"}.`,
    exchange,
  );
}

export const webhooksList: readonly ComplianceTest[] = [
  {
    id: "webhooks-list/order",
    title: "Webhooks are sorted by url, and the other way round if asked for",
    area: "webhooks",
    behaviours: ["WH-003", "WH-003b"],
    operations: OPERATIONS,
    since: "8.2",
    needs: ["webhooks"],
    async run(probe) {
      const tag = probe.fresh.tagName();
      const [c = "", a = "", d = "", b = ""] = await several(probe, tag, ["c", "a", "d", "b"]);
      const mine: Filters = { [`tag.${tag}`]: "yes" };
      await verifySequence(probe, "WH-003", WEBHOOKS, mine, [a, b, c, d]);
      await verifySequence(probe, "WH-003", WEBHOOKS, { ...mine, reverse_order: "false" }, [a, b, c, d]);
      await verifySequence(probe, "WH-003", WEBHOOKS, { ...mine, limit: "3" }, [a, b, c, d]);
      await verifySequence(probe, "WH-003b", WEBHOOKS, { ...mine, reverse_order: "true" }, [d, c, b, a]);
      const pages = { ...mine, reverse_order: "true", limit: "1" };
      await verifySequence(probe, "WH-003b", WEBHOOKS, pages, [d, c, b, a]);
    },
  },
  {
    id: "webhooks-list/ties",
    title: "Webhooks of one url are sorted by id",
    area: "webhooks",
    behaviours: ["WH-003c"],
    operations: OPERATIONS,
    since: "8.2",
    needs: ["webhooks"],
    async run(probe) {
      const tag = probe.fresh.tagName();
      const ids = (await several(probe, tag, ["a", "a", "a", "a"])).sort();
      const mine: Filters = { [`tag.${tag}`]: "yes" };
      await verifySequence(probe, "WH-003c", WEBHOOKS, { ...mine, limit: "1" }, ids);
      const reverse = { ...mine, reverse_order: "true" };
      await verifySequence(probe, "WH-003c", WEBHOOKS, reverse, ids.toReversed());
    },
  },
  {
    id: "webhooks-list/pages",
    title: "Webhooks are listed page by page, each once, with the headers of paging",
    area: "webhooks",
    behaviours: ["WH-004", "X-052", "X-052b"],
    operations: OPERATIONS,
    needs: ["webhooks"],
    async run(probe) {
      const tag = probe.fresh.tagName();
      const ids = await several(probe, tag, ["a", "b", "c"]);
      const mine: Filters = { [`tag.${tag}`]: "yes" };
      const first = await probe.get(WEBHOOKS, { ...mine, limit: "2" });
      probe.requireStatus("WH-004", first, 200);
      verifyHeaders(probe, first, 2, 2, false);
      const page = first.headers.get("x-paging-nextkey") ?? "";
      const second = await probe.get(WEBHOOKS, { ...mine, limit: "2", page });
      verifyHeaders(probe, second, 2, 1, true);
      const link = /<([^>]+)>/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
      const linked = await probe.fetch(absoluteUrl(`${probe.server.url}/`, link), { credential: "own" });
      verifySame(
        probe,
        "X-052",
        idsOf(listOf(linked.body)),
        idsOf(listOf(second.body)),
        "What Link leads to",
      );
      await verifyListed(probe, "WH-004", WEBHOOKS, { ...mine, limit: "2" }, ids);
      await verifyListed(probe, "WH-004", WEBHOOKS, { ...mine, limit: "1" }, ids);
      verifyHeaders(probe, await probe.get(WEBHOOKS, { ...mine, limit: "3" }), 3, 3, true);
    },
  },
  {
    id: "webhooks-list/reverse-header",
    title: "The list of Webhooks says whether its order is reversed, HEAD as GET",
    area: "webhooks",
    behaviours: ["X-052", "X-052b"],
    operations: OPERATIONS,
    since: "8.2",
    needs: ["webhooks"],
    async run(probe) {
      const tag = probe.fresh.tagName();
      await several(probe, tag, ["a", "b"]);
      for (const reverse_order of [undefined, "false", "true"]) {
        const query = { [`tag.${tag}`]: "yes", limit: "1", reverse_order };
        const get = await probe.get(WEBHOOKS, query);
        const head = await probe.head(WEBHOOKS, query);
        for (const { headers, exchange } of [get, head]) {
          const found = headers.get("x-paging-reverse-order")?.toLowerCase();
          const wanted = reverse_order ?? "false";
          const expectation = `X-Paging-Reverse-Order is ${wanted}; it is ${found ?? "missing"}.`;
          probe.verify("X-052b", found === wanted, expectation, exchange);
        }
        for (const name of ["link", "x-paging-limit", "x-paging-nextkey"]) {
          const [wanted, found] = [get.headers.has(name), head.headers.has(name)];
          probe.verify(
            "X-052",
            wanted && found,
            `GET and HEAD send ${name}; ${wanted}, ${found}.`,
            head.exchange,
          );
        }
        const counted = head.headers.get("x-paging-count");
        probe.verify(
          "X-052b",
          counted === "1",
          `HEAD sends X-Paging-Count 1; it is ${counted ?? "missing"}.`,
          head.exchange,
        );
      }
    },
  },
  {
    id: "webhooks-list/tags",
    title: "Tag filters find Webhooks by whole values, by members of lists and by whether a tag is there",
    area: "webhooks",
    behaviours: ["WH-004"],
    operations: OPERATIONS,
    needs: ["webhooks"],
    async run(probe) {
      const [mine, tag] = [probe.fresh.tagName(), probe.fresh.tagName()];
      const { url } = await probe.receiver();
      const make = (end: string, tags: Record<string, unknown>) =>
        tagged(probe, url, end, { [mine]: "yes", ...tags });
      const one = await make("1", { [tag]: "a" });
      const list = await make("2", { [tag]: ["b", "a"] });
      const other = await make("3", { [tag]: "ab" });
      const none = await make("4", {});
      const finds = (filters: Filters, wanted: readonly string[]) =>
        verifyListed(probe, "WH-004", WEBHOOKS, { [`tag.${mine}`]: "yes", ...filters }, wanted);
      await finds({ [`tag.${tag}`]: "a" }, [one, list]);
      await finds({ [`tag.${tag}`]: "b" }, [list]);
      await finds({ [`tag.${tag}`]: "ab,b" }, [list, other]);
      await finds({ [`tag.${tag}`]: "A" }, []);
      await finds({ [`tag_exists.${tag}`]: "true" }, [one, list, other]);
      await finds({ [`tag_exists.${tag}`]: "false" }, [none]);
      await finds({ [`tag.${tag}`]: "a", [`tag_exists.${tag}`]: "false" }, []);
      await finds({ [`tag.${tag}`]: "a", limit: "1" }, [one, list]);
      await verifyListed(probe, "WH-004", WEBHOOKS, { [`tag.${mine}`]: "no" }, []);
    },
  },
  {
    id: "webhooks-list/changed-tags",
    title: "Tag filters follow what a PUT makes of the tags of a Webhook, and a deleted one is not listed",
    area: "webhooks",
    behaviours: ["WH-004", "WH-044", "WH-060"],
    operations: ["GET_webhooks", "PUT_webhooks", "DELETE_webhooks-webhookId"],
    needs: ["webhooks"],
    async run(probe) {
      const [tag, other] = [probe.fresh.tagName(), probe.fresh.tagName()];
      const [id = ""] = await several(probe, tag, ["a"]);
      const url = `${(await probe.receiver()).url}/b`;
      const body = { id, url, events: ["flows/created"], status: "disabled", tags: { [other]: "x" } };
      probe.requireStatus("WH-044", await probe.put(`${WEBHOOKS}/${id}`, body), 201);
      await verifyListed(probe, ["WH-004", "WH-044"], WEBHOOKS, { [`tag.${tag}`]: "yes" }, []);
      await verifyListed(probe, ["WH-004", "WH-044"], WEBHOOKS, { [`tag.${other}`]: "x" }, [id]);
      probe.requireStatus("WH-060", await probe.delete(`${WEBHOOKS}/${id}`), 204);
      await verifyListed(probe, ["WH-004", "WH-060"], WEBHOOKS, { [`tag.${other}`]: "x" }, []);
    },
  },
  {
    id: "webhooks-list/malformed",
    title: "The list of Webhooks refuses malformed parameters",
    area: "webhooks",
    behaviours: ["WH-007"],
    operations: OPERATIONS,
    since: "8.2",
    needs: ["webhooks"],
    async run(probe) {
      const tag = probe.fresh.tagName();
      const wrong = [
        { limit: "abc" },
        { limit: "-1" },
        { limit: "1.5" },
        { [`tag_exists.${tag}`]: "maybe" },
        { [`tag.${tag}`]: "a,,b" },
        { reverse_order: "maybe" },
      ];
      for (const query of wrong) {
        probe.verifyStatus("WH-007", await probe.get(WEBHOOKS, query), 400);
        probe.verifyStatus("WH-007", await probe.head(WEBHOOKS, query), 400);
      }
    },
  },
];
