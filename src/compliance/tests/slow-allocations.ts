import { setTimeout as sleep } from "node:timers/promises";
import { at } from "../json.ts";
import { controlledUrls, fetched, holds, isReadable } from "../media.ts";
import { nanosecondsOf } from "../ranges.ts";
import type { ComplianceTest, Probe } from "../test.ts";
import { objectPath, post, registered, verifyTimeline } from "../timeline.ts";

const OPERATIONS = ["POST_flows-flowId-storage", "POST_flows-flowId-segments"];
const MS = 1_000_000n;
/** A test of this kind waits no longer. */
const LONGEST_MS = 20 * 60_000;
/** How long before the end of its time an allocation is used. */
const EARLY_MS = 5000;
/** How long after it a server may take to collect what nobody used. */
const COLLECTING_MS = 4 * 60_000;

/** The time that an allocation lasts, or skips when it is not stated or too long to wait for. */
function timeoutOf(probe: Probe): number {
  const stated = nanosecondsOf(probe.server.minObjectTimeout ?? "");
  if (stated === undefined) return probe.skip("The server states no min_object_timeout.");
  const wait = Number(stated / MS);
  if (wait > LONGEST_MS) probe.skip(`min_object_timeout is longer than the test can wait: ${wait / 1000} s.`);
  return wait;
}

export const slowAllocations: readonly ComplianceTest[] = [
  {
    id: "slow-allocations/until-timeout",
    title: "An Object can be registered until min_object_timeout after its allocation",
    area: "storage",
    behaviours: ["STO-019", "TRAP-042"],
    operations: OPERATIONS,
    needs: ["upload"],
    since: "8.1",
    slow: true,
    async run(probe) {
      const wait = timeoutOf(probe);
      const started = Date.now();
      const flow = await probe.flow();
      const { objectId, bytes } = await probe.object(flow);
      const left = wait - EARLY_MS - (Date.now() - started);
      await sleep(Math.max(0, left), undefined, { signal: probe.signal });
      const reply = await post(probe, flow, { object_id: objectId, timerange: "[0:0_1:0)" });
      for (const id of ["STO-019", "TRAP-042"]) probe.verifyStatus(id, reply, 201);
      await verifyTimeline(probe, ["STO-019"], flow, {}, ["[0:0_1:0)"]);
      for (const entry of await controlledUrls(probe, objectId)) {
        if (!isReadable(probe, entry)) continue;
        const got = await fetched(probe, entry);
        const says = `The bytes uploaded at once are still there; it gave ${got.status}.`;
        for (const id of ["STO-019", "TRAP-042"]) probe.verify(id, holds(got, bytes), says, got.exchange);
      }
    },
  },
  {
    id: "slow-allocations/registered",
    title: "An Object that was registered stays when the time of its allocation is over",
    area: "segments",
    behaviours: ["SEG-081"],
    operations: OPERATIONS,
    needs: ["upload"],
    since: "8.1",
    slow: true,
    async run(probe) {
      const wait = timeoutOf(probe);
      const flow = await probe.flow();
      const made = await registered(probe, flow);
      await sleep(wait + COLLECTING_MS, undefined, { signal: probe.signal });
      const object = await probe.get(objectPath(made));
      probe.verifyStatus("SEG-081", object, 200);
      await verifyTimeline(probe, ["SEG-081"], flow, {}, ["[0:0_1:0)"]);
      for (const entry of await controlledUrls(probe, made.objectId)) {
        if (!isReadable(probe, entry)) continue;
        const got = await fetched(probe, entry);
        const says = `The bytes of ${String(at(object.body, "id"))} are still there; it gave ${got.status}.`;
        probe.verify("SEG-081", holds(got, made.bytes), says, got.exchange);
      }
    },
  },
];
