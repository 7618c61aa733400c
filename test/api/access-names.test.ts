import { expect } from "chai";
import { guarded } from "../support/guarded.ts";
import { listen } from "../support/listener.ts";
import { segment, type Webhook, webhook } from "../support/make.ts";
import { ORIGIN_ALLOW } from "../support/origin.ts";
import { openReceiver } from "../support/receiver.ts";
import { expectRefusal } from "../support/served.ts";
import { type DeletionRequest, eventually, mustBe, newFlow, register, second } from "../support/steps.ts";

const HOOKS = "/service/webhooks";

describe("what a user leaves who is removed", () => {
  const server = guarded({
    services: { outboundAllow: ORIGIN_ALLOW, workerPollMs: 50, deleteAsyncSegments: 0 },
  });
  const news = { tags: { auth_classes: ["news"] } };

  it("of Webhooks is not the next one's of the name, and sends nothing that he may read (AUTH-042, AUTH-080)", async () => {
    const { as, replace } = server.current;
    const [left, seen] = [await openReceiver(), await openReceiver()];
    try {
      const made = async (name: "rita" | "root", url: string): Promise<Webhook> =>
        mustBe(
          201,
          await as(name).post<Webhook>(HOOKS, { ...webhook(), events: ["flows/created"], url, tags: {} }),
        );
      const old = await made("rita", left.url);
      await made("root", seen.url);
      await replace("rita");
      expect(await as("rita").all<Webhook>(HOOKS)).to.eql([]);
      expectRefusal(await as("rita").get(`${HOOKS}/${old.id}`), 404, old.id);
      expectRefusal(await as("rita").del(`${HOOKS}/${old.id}`), 404, old.id);
      const own = await made("rita", seen.url);
      expect((await as("rita").all<Webhook>(HOOKS)).map(({ id }) => id)).to.eql([own.id]);
      const flow = await newFlow(as("nina"), news);
      mustBe(200, await as("rita").get(`/flows/${flow}`));
      // That of the administrator, and that of the new one.
      await eventually(async () =>
        seen.received.filter(({ body }) => body.includes(flow)).length === 2 ? true : undefined,
      );
      expect(await as("root").all(`${HOOKS}/${old.id}/deliveries`)).to.eql([]);
      expect(left.received).to.eql([]);
    } finally {
      await left.close();
      await seen.close();
    }
  });

  it("of Deletion Requests is not shown to the next one of the name (AUTH-062)", async () => {
    const { as, regroup, replace } = server.current;
    const id = await newFlow(as("paul"), news);
    await register(as("paul"), id, [segment(second(0)), segment(second(1))]);
    const request = mustBe(202, await as("paul").del<DeletionRequest>(`/flows/${id}`));
    const path = `/flow-delete-requests/${request.id}`;
    await eventually(async () =>
      mustBe(200, await as("root").get<DeletionRequest>(path)).status === "done" ? true : undefined,
    );
    mustBe(200, await as("paul").get(path));
    await replace("paul");
    await regroup("paul", "strangers");
    expectRefusal(await as("paul").get(path), 404, request.id);
    await regroup("paul", "news", "store");
  });

  it("of listening ends, whoever is added under the name (AUTH-080)", async () => {
    const { as, replace, test } = server.current;
    const listener = await listen(test.base, "", { Authorization: as("paul").authorization });
    await replace("paul");
    await newFlow(as("nina"), news);
    expect(await listener.ended).to.equal(undefined);
  });
});
