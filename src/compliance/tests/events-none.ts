import { follow, putBody, quiet } from "../hooks.ts";
import { shown } from "../listing.ts";
import { flowBody } from "../makers.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";

interface Ground {
  readonly flow: { readonly id: string; readonly path: string; readonly sourceId: string };
  readonly objectId: string;
}

/** Requests that are refused. */
async function refused(probe: Probe, { flow }: Ground): Promise<void> {
  await probe.put(flow.path, flowBody(flow.id, flow.sourceId, { format: "video" }));
  await probe.put(flow.path, flowBody(flow.id, flow.sourceId, { codec: 1 }));
  await probe.put(`${flow.path}/label`, { not: "a text" });
  await probe.put(`${flow.path}/max_bit_rate`, "much");
  await probe.put(path`/sources/${flow.sourceId}/label`, 1);
  await probe.post(`${flow.path}/segments`, { object_id: probe.fresh.objectId() });
  await probe.post(`${flow.path}/segments`, { object_id: probe.fresh.objectId(), timerange: "[9:0_10:0)" });
  await probe.request("DELETE", `${flow.path}/segments`, { query: { timerange: "x" } });
}

/** Requests that only read. */
async function read(probe: Probe, { flow, objectId }: Ground): Promise<void> {
  for (const place of [flow.path, `${flow.path}/segments`, `${flow.path}/tags`, path`/objects/${objectId}`]) {
    await probe.get(place);
    await probe.head(place);
  }
  await probe.get(path`/sources/${flow.sourceId}`);
}

/** What changes neither a Flow, nor a Source, nor Segments. */
async function beside(probe: Probe, { flow, objectId }: Ground): Promise<void> {
  await probe.storage(flow, 2);
  const instances = path`/objects/${objectId}/instances`;
  const label = probe.fresh.text();
  await probe.post(instances, { url: "https://example.com/of-tams-compliance", label });
  await probe.request("DELETE", instances, { query: { label } });
  const webhook = await probe.webhook(await probe.receiver(), { events: [], status: "disabled" });
  await probe.put(webhook.path, putBody((await probe.get(webhook.path)).body, { tags: { a: "b" } }));
  await probe.delete(webhook.path);
  if (probe.server.version === "8.2") await probe.post(path`/service/profiles/${probe.fresh.uuid()}`, {});
}

export const eventsNone: readonly ComplianceTest[] = [
  ...(
    [
      ["refused", "Requests that are refused fire no event", refused],
      ["reads", "Reads fire no event", read],
      ["beside", "Storage, instances and operations on Webhooks fire no event", beside],
    ] as const
  ).map(
    ([name, title, act]): ComplianceTest => ({
      id: `events-none/${name}`,
      title,
      area: "events",
      behaviours: ["EV-033"],
      operations: ["POST_webhooks"],
      needs: ["webhooks", "upload"],
      async run(probe) {
        const [id, source] = [probe.fresh.uuid(), probe.fresh.uuid()];
        const mine = await follow(probe, [id, source]);
        const flow = await probe.flow({ id, source_id: source });
        const { objectId } = await probe.segment(flow);
        const added = await mine.arrival("flows/segments_added");
        probe.require("EV-033", added !== undefined, "The Webhook is told of the Segment.");
        await quiet(probe);
        const before = mine.events().length;
        await act(probe, { flow, objectId });
        await probe.put(`${flow.path}/label`, "the end");
        await mine.arrival("flows/updated", (event) => JSON.stringify(event).includes("the end"));
        await quiet(probe);
        const come = mine.events().slice(before);
        const types = come.map(({ type }) => type).filter((type) => type !== "sources/updated");
        const holds = types.length === 1 && types[0] === "flows/updated";
        probe.verify(
          "EV-033",
          holds,
          `Only the change of the label afterwards is an event; ${shown(types)} came.`,
        );
        const about = come.filter(({ type }) => type === "sources/updated").length;
        probe.verify("EV-033", about === 0, "Nothing is said of the Source.");
      },
    }),
  ),
];
