import { as, classed, EDIT, ONE, SHARED, TWO, verifyDecision } from "../classes.ts";
import { WEBHOOKS } from "../hooks.ts";
import { at, listOf } from "../json.ts";
import { shown } from "../listing.ts";
import type { ComplianceTest, Probe } from "../test.ts";

const NEEDS = [...TWO, "webhooks"] as const;

/** A disabled Webhook of each kind, made by the administrator, and what a PUT by alice would send. */
async function three(probe: Probe) {
  const tag = probe.fresh.tagName();
  const receiver = await probe.receiver();
  const make = (name: string) =>
    probe.webhook(receiver, { status: "disabled", tags: { auth_classes: [name], [tag]: "yes" } });
  const made = { alice: await make(ONE.alice), bob: await make(ONE.bob), shared: await make(SHARED) };
  const body = { url: receiver.url, events: ["flows/deleted"], status: "disabled" };
  const put = (id: string, classes: readonly string[], more: object = {}) => ({
    ...body,
    id,
    tags: { auth_classes: classes },
    ...more,
  });
  return { tag, made, body, put, edit: await make(EDIT) };
}

export const authWebhooks: readonly ComplianceTest[] = [
  {
    id: "auth-webhooks/read",
    title: "Webhooks are shown to those who may read them",
    area: "auth",
    behaviours: ["AUTH-042", "AUTH-030", "WH-006"],
    operations: ["GET_webhooks", "GET_webhooks-webhookId"],
    needs: NEEDS,
    async run(probe) {
      const { tag, made, edit } = await three(probe);
      const query = { [`tag.${tag}`]: "yes" };
      const reply = await probe.request("GET", WEBHOOKS, { query, credential: "alice" });
      const found = listOf(reply.body)
        .map((item) => at(item, "id"))
        .sort();
      const wanted = [made.alice.id, made.shared.id, edit.id].toSorted();
      const text = `alice's list has the Webhooks of her classes, ${shown(wanted)}; it has ${shown(found)}.`;
      for (const id of ["AUTH-042", "WH-006"]) probe.verify(id, String(found) === String(wanted), text);
      const one = ["AUTH-042", "AUTH-030", "WH-006"];
      await verifyDecision(probe, one, ["alice", "GET", made.bob.path], 404);
      await verifyDecision(probe, one, ["alice", "GET", made.shared.path], 200);
      await verifyDecision(probe, one, ["alice", "GET", made.alice.path], 200);
    },
  },
  {
    id: "auth-webhooks/change",
    title: "Webhooks are changed by those who may write them, and deleted by those who may delete them",
    area: "auth",
    behaviours: ["AUTH-045", "WH-052", "WH-061", "AUTH-070", "AUTH-071"],
    operations: ["PUT_webhooks", "DELETE_webhooks-webhookId"],
    needs: NEEDS,
    async run(probe) {
      const { made, put, edit } = await three(probe);
      const { alice, bob, shared } = made;
      const ids = ["AUTH-045", "WH-052"];
      await verifyDecision(probe, ids, ["alice", "PUT", shared.path, put(shared.id, [SHARED])], 403);
      await verifyDecision(probe, ["AUTH-045"], ["alice", "PUT", bob.path, put(bob.id, [ONE.bob])], 404);
      await verifyDecision(
        probe,
        ["AUTH-045"],
        ["alice", "PUT", alice.path, put(alice.id, [ONE.alice])],
        201,
      );
      for (const classes of [
        [EDIT, ONE.bob],
        [EDIT, ONE.alice],
      ]) {
        const wider = ["alice", "PUT", edit.path, put(edit.id, classes)] as const;
        await verifyDecision(probe, ["AUTH-071", "AUTH-070"], wider, 403);
      }
      for (const webhook of [shared, edit])
        await verifyDecision(probe, ["AUTH-045", "WH-061"], ["alice", "DELETE", webhook.path], 403);
      await verifyDecision(probe, ["AUTH-045"], ["alice", "DELETE", bob.path], 404);
      await verifyDecision(probe, ["AUTH-045"], ["alice", "DELETE", alice.path], 204);
    },
  },
  {
    id: "auth-webhooks/filters",
    title: "The filters of a Webhook name only what its maker may read",
    area: "auth",
    behaviours: ["AUTH-043", "AUTH-045"],
    operations: ["POST_webhooks", "PUT_webhooks"],
    needs: NEEDS,
    async run(probe) {
      const { made, put, body } = await three(probe);
      const [own, bobs] = [await classed(probe, [ONE.alice]), await classed(probe, [ONE.bob])];
      const refused = [400, 403, 404];
      const tags = { auth_classes: [ONE.alice] };
      for (const key of ["flow_ids", "source_ids", "flow_collected_by_ids", "source_collected_by_ids"]) {
        const of = ({ id, sourceId }: typeof own) => (key.startsWith("flow") ? id : sourceId);
        const post = (values: readonly string[]) =>
          ["alice", "POST", WEBHOOKS, { ...body, tags, [key]: values }] as const;
        await verifyDecision(probe, ["AUTH-043"], post([of(bobs)]), ...refused);
        await verifyDecision(probe, ["AUTH-043"], post([of(own), of(bobs)]), ...refused);
        const fine = await as(probe, ...post([of(own)]));
        probe.cleanUp(() => probe.delete(`${WEBHOOKS}/${String(at(fine.body, "id"))}`));
        probe.verify(
          "AUTH-043",
          fine.status === 201,
          `alice may name what is hers by ${key}; ${fine.status}.`,
        );
        const changed = put(made.alice.id, [ONE.alice], { [key]: [of(bobs)] });
        await verifyDecision(probe, ["AUTH-045"], ["alice", "PUT", made.alice.path, changed], ...refused);
      }
    },
  },
];
