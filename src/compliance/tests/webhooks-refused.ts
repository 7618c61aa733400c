import { verifyRefused, webhookBody } from "../hooks.ts";
import type { ComplianceTest } from "../test.ts";

export const webhooksRefused: readonly ComplianceTest[] = [
  {
    id: "webhooks-refused/status-of-the-server",
    title: "A client cannot make a Webhook that is started or in error",
    area: "webhooks",
    behaviours: ["WH-014", "EV-096", "DM-055"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const body = await webhookBody(probe);
      const wrong = ["started", "error", "", "Created", null, 1].map((status) => ({ ...body, status }));
      await verifyRefused(probe, ["WH-014", "EV-096", "DM-055"], wrong.slice(0, 2));
      await verifyRefused(probe, ["WH-014"], wrong.slice(2));
    },
  },
  {
    id: "webhooks-refused/required",
    title: "A Webhook needs a url and events",
    area: "webhooks",
    behaviours: ["WH-012"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const { url, events } = await webhookBody(probe);
      await verifyRefused(probe, ["WH-012"], [{ url }, { events }, {}, [], "x", null]);
    },
  },
  {
    id: "webhooks-refused/malformed",
    title: "A Webhook with a wrong type or a malformed UUID is refused",
    area: "webhooks",
    behaviours: ["WH-019", "WH-018"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      const body = await webhookBody(probe);
      const id = probe.fresh.uuid();
      const lists = ["flow_ids", "source_ids", "flow_collected_by_ids", "source_collected_by_ids"];
      const wrong: unknown[] = [...lists, "accept_storage_ids"].flatMap((key) =>
        [[id, "x"], [id.toUpperCase()], [id.replaceAll("-", "")], [`${id} `], [""], [1], id, {}].map(
          (value) => ({
            ...body,
            [key]: value,
          }),
        ),
      );
      const others = {
        accept_get_urls: ["a", [1], {}],
        presigned: ["true", 1, []],
        verbose_storage: ["false", 0],
        url: [1, ["http://example.com"], null],
        api_key_name: [1],
        api_key_value: [1, ["x"]],
        tags: ["x", { a: 1 }, { a: [1] }, { a: { b: "c" } }, ["a"]],
      };
      for (const [key, values] of Object.entries(others)) {
        const isList = key === "accept_get_urls";
        for (const value of isList ? ["a", { a: 1 }, [1]] : values) wrong.push({ ...body, [key]: value });
      }
      await verifyRefused(probe, ["WH-019"], wrong);
      await verifyRefused(probe, ["WH-018"], [{ ...body, flow_ids: ["x"] }]);
      if (probe.server.version === "8.2") {
        await verifyRefused(probe, ["WH-019"], [{ ...body, include_object_timerange: "true" }]);
      }
    },
  },
  {
    id: "webhooks-refused/targets",
    title: "A Webhook cannot be pointed where it would serve to attack the server's own network",
    area: "webhooks",
    behaviours: ["WH-020"],
    operations: ["POST_webhooks"],
    needs: ["webhooks"],
    async run(probe) {
      // A deployment may allow some hosts, such as the one of this suite's receiver: those are not tried.
      const hosts = [
        "169.254.169.254",
        "10.255.255.1",
        "192.168.255.1",
        "172.31.255.1",
        "[fe80::1]",
        "0xA9FEA9FE",
      ];
      const urls = [
        ...hosts.map((host) => `http://${host}/`),
        "file:///etc/passwd",
        "ftp://example.com/",
        "x",
        "",
      ];
      const own = (await probe.receiver()).url;
      const tried = urls.filter(
        (url) => !URL.canParse(url) || new URL(url).hostname !== new URL(own).hostname,
      );
      await verifyRefused(
        probe,
        ["WH-020"],
        tried.map((url) => ({ url, events: [], status: "disabled" })),
      );
    },
  },
];
