import { setTimeout as sleep } from "node:timers/promises";
import { FORMATS } from "../formats.ts";
import { at, listOf, textOf } from "../json.ts";
import { everyItem, idsOf, shown, verifyListed, verifySame } from "../listing.ts";
import { absoluteUrl } from "../places.ts";
import { linked, standing, VIDEO_PROFILE } from "../standing.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";
import { BAD_METADATA } from "./profile-rules.ts";

type Document = Readonly<Record<string, unknown>>;

const LIST = "/service/profiles";
const TICK_MS = 1100;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;
const LONG_AGO = "2001-02-03T04:05:06Z";
const NO_SUCH_METHOD = [405, 404, 403];
const { video: VIDEO } = FORMATS;
const AUDIO = {
  format: FORMATS.audio,
  codec: "audio/aac",
  essence_parameters: { sample_rate: 48_000, channels: 2 },
};
/** Not the codec of the standing Profiles, so that a listing by theirs stays as it is while tests run. */
const METADATA = { ...VIDEO_PROFILE.metadata, codec: "video/vnd.tams-compliance.made" };
const placeOf = (id: string) => path`/service/profiles/${id}`;

/** Posts a Profile that can never be deleted: tests make few. */
async function make(
  probe: Probe,
  more: Document,
): Promise<{ id: string; place: string; body: Document; reply: Reply }> {
  const id = probe.fresh.uuid();
  const body = { id, flow_metadata: METADATA, ...more };
  const reply = await probe.post(placeOf(id), body);
  return { id, place: placeOf(id), body, reply };
}

export const profiles: readonly ComplianceTest[] = [
  {
    id: "profiles/create",
    title: "A Profile is made by POST on its own path and reads as it was given",
    area: "profiles",
    behaviours: ["PRF-010", "PRF-011", "PRF-021", "PRF-028", "PRF-029", "DM-011", "DM-056"],
    operations: ["POST_profiles-profileId", "GET_profiles-profileId", "HEAD_profiles-profileId"],
    since: "8.2",
    async run(probe) {
      const tags = { a: "one", b: ["two", "three"] };
      const given = { label: probe.fresh.text(), tags, created: LONG_AGO };
      const { place, body, reply } = await make(probe, given);
      probe.requireStatus("PRF-021", reply, 201);
      const read = await probe.get(place);
      probe.requireStatus("PRF-010", read, 200);
      probe.verifyStatus("PRF-010", await probe.head(place), 200);
      verifySame(probe, ["PRF-021", "PRF-010"], read.body, reply.body, "The Profile, as the 201 showed it,");
      const judged = {
        id: ["PRF-010", "DM-011"],
        label: ["PRF-010"],
        flow_metadata: ["PRF-010", "PRF-011"],
        tags: ["PRF-029"],
      };
      for (const [key, ids] of Object.entries(judged)) {
        verifySame(probe, ids, at(read.body, key), at(body, key), `\`${key}\` of the Profile`);
      }
      verifyServers(probe, read.body);
    },
  },
  {
    id: "profiles/immutable",
    title: "A Profile cannot be made again, changed or deleted, its tags included",
    area: "profiles",
    behaviours: ["PRF-020", "PRF-022", "PRF-029", "PRF-032", "DM-011"],
    operations: ["POST_profiles-profileId", "GET_profiles-profileId"],
    since: "8.2",
    async run(probe) {
      const { place, body } = await make(probe, { label: probe.fresh.text(), tags: { a: "one" } });
      const before = (await probe.get(place)).body;
      verifySame(probe, "DM-011", at(before, "label"), body["label"], "`label` of the Profile");
      for (const again of [body, { ...body, label: "other", flow_metadata: AUDIO }]) {
        probe.verifyStatus("PRF-022", await probe.post(place, again), 400);
      }
      const writes = [
        ["PUT", place, "PRF-020", { ...body, label: "other" }],
        ["DELETE", place, "PRF-032", undefined],
        ["PUT", `${place}/tags/a`, "PRF-029", "x"],
        ["DELETE", `${place}/tags/a`, "PRF-029", undefined],
        ["PUT", `${place}/label`, "DM-011", "x"],
      ] as const;
      for (const [method, target, id, sent] of writes) {
        const wrong = await probe.request(method, target, { body: sent, unchecked: true });
        for (const behaviour of [id, "DM-011"]) probe.verifyStatus(behaviour, wrong, ...NO_SUCH_METHOD);
      }
      const after = (await probe.get(place)).body;
      const ids = ["PRF-022", "PRF-029", "PRF-032", "DM-011"];
      verifySame(probe, ids, after, before, "The Profile after requests to change it");
    },
  },
  {
    id: "profiles/unknown",
    title: "An unknown Profile is not found, and a path that is no UUID is no place for one",
    area: "profiles",
    behaviours: ["PRF-010", "PRF-020", "PRF-027"],
    operations: ["GET_profiles-profileId", "HEAD_profiles-profileId", "POST_profiles-profileId"],
    since: "8.2",
    async run(probe) {
      const id = probe.fresh.uuid();
      probe.verifyStatus("PRF-010", await probe.get(placeOf(id)), 404);
      probe.verifyStatus("PRF-010", await probe.head(placeOf(id)), 404);
      const body = { id, flow_metadata: AUDIO };
      const put = await probe.request("PUT", placeOf(id), { body, unchecked: true });
      probe.verifyStatus("PRF-020", put, ...NO_SUCH_METHOD);
      probe.verifyStatus("PRF-020", await probe.get(placeOf(id)), 404);
      for (const wrong of ["x", id.toUpperCase()]) {
        probe.verifyStatus("PRF-010", await probe.get(placeOf(wrong)), 404, 400);
        probe.verifyStatus("PRF-027", await probe.post(placeOf(wrong), body), 404, 400);
      }
      probe.verifyStatus("PRF-027", await probe.get(placeOf(id)), 404);
    },
  },
  {
    id: "profiles/refused",
    title: "A Profile needs an id and the technical fields of video, audio, image or data",
    area: "profiles",
    behaviours: ["PRF-023", "PRF-024", "PRF-025", "PRF-026", "DM-011"],
    operations: ["POST_profiles-profileId"],
    since: "8.2",
    async run(probe) {
      const verifyRefused = async (ids: readonly string[], more: Document) => {
        const { place, reply } = await make(probe, more);
        const found = await probe.get(place);
        for (const id of ids) {
          const sentence = `A Profile with ${shown(more)} is refused with 400; it answered ${reply.status}.`;
          probe.verify(id, reply.status === 400, sentence, reply.exchange);
          probe.verifyStatus(id, found, 404);
        }
      };
      for (const more of [
        { id: undefined },
        { id: "x" },
        { flow_metadata: undefined },
        { flow_metadata: {} },
      ]) {
        await verifyRefused(["PRF-023"], more);
      }
      for (const more of [{ flow_metadata: null }, { flow_metadata: [] }, { label: 5 }, { tags: { a: 5 } }]) {
        await verifyRefused(["PRF-023"], more);
      }
      const multi = [{ format: FORMATS.multi }, { format: FORMATS.multi, essence_parameters: {} }];
      for (const flow_metadata of multi) await verifyRefused(["PRF-024", "DM-011"], { flow_metadata });
      for (const flow_metadata of BAD_METADATA) await verifyRefused(["PRF-025"], { flow_metadata });
      await verifyRefused(["PRF-026"], { id: probe.fresh.uuid() });
    },
  },
  {
    id: "profiles/common-keys",
    title: "Fields that are not technical never reach a Flow through a Profile",
    area: "profiles",
    behaviours: ["PRF-029", "PRF-030", "PRF-011"],
    operations: ["POST_profiles-profileId"],
    since: "8.2",
    async run(probe) {
      const common = { label: "of the Profile", max_bit_rate: 77, tags: { c: "d" }, description: "text" };
      const made = await make(probe, { tags: { a: "b" }, flow_metadata: { ...AUDIO, ...common } });
      probe.verifyStatus("PRF-030", made.reply, 400, 201);
      if (made.reply.status === 201) {
        const metadata = at((await probe.get(made.place)).body, "flow_metadata");
        verifySame(
          probe,
          ["PRF-030", "PRF-011"],
          metadata,
          AUDIO,
          "`flow_metadata`, less what is not technical,",
        );
      }
      const profile =
        made.reply.status === 201 ? made : await make(probe, { tags: { a: "b" }, flow_metadata: AUDIO });
      const flow = await probe.flow({ ...linked(profile.id), label: undefined });
      for (const key of ["label", "max_bit_rate", "description"]) {
        verifySame(
          probe,
          "PRF-030",
          at(flow.reply.body, key),
          undefined,
          `\`${key}\` of a Flow of the Profile`,
        );
      }
      const tags = at(flow.reply.body, "tags") ?? {};
      verifySame(probe, ["PRF-029", "PRF-030"], tags, {}, "`tags` of a Flow of the Profile");
    },
  },
  {
    id: "profiles/race",
    title: "Of POSTs racing for one Profile exactly one makes it",
    area: "profiles",
    behaviours: ["PRF-031"],
    operations: ["POST_profiles-profileId"],
    since: "8.2",
    async run(probe) {
      const id = probe.fresh.uuid();
      const labels = ["one", "two", "three", "four"];
      const bodies = labels.map((label) => ({ id, label, flow_metadata: AUDIO }));
      const replies = await Promise.all(bodies.map((body) => probe.post(placeOf(id), body)));
      const statuses = replies.map(({ status }) => status).toSorted((a, b) => a - b);
      verifySame(probe, "PRF-031", statuses, [201, 400, 400, 400], "The statuses of the racers");
      const winner = replies.find(({ status }) => status === 201)?.body;
      verifySame(probe, "PRF-031", (await probe.get(placeOf(id))).body, winner, "The Profile, the winner's,");
    },
  },
  {
    id: "profiles/list",
    title: "Profiles are listed by label, format and codec, and as each reads alone",
    area: "profiles",
    behaviours: ["PRF-001", "PRF-002", "PRF-003"],
    operations: ["GET_profiles", "HEAD_profiles"],
    since: "8.2",
    async run(probe) {
      const label = `${probe.fresh.text()} Label`;
      const codec = `video/x-${probe.fresh.uuid()}`;
      const first = await make(probe, { label, flow_metadata: { ...VIDEO_PROFILE.metadata, codec } });
      const second = await make(probe, { label, flow_metadata: AUDIO });
      const third = await make(probe, {
        label: `${label}s`,
        flow_metadata: { ...VIDEO_PROFILE.metadata, codec },
      });
      const listed = (filters: Record<string, string>, ...wanted: readonly { readonly id: string }[]) =>
        verifyListed(probe, "PRF-002", LIST, filters, idsOf(wanted));
      await listed({ label }, first, second);
      await listed({ label: label.toUpperCase() });
      await listed({ label, format: VIDEO }, first);
      await listed({ label, format: FORMATS.audio }, second);
      await listed({ label, format: FORMATS.image });
      await listed({ codec }, first, third);
      await listed({ label, codec }, first);
      await listed({ label, codec, format: FORMATS.audio });
      await verifyListed(probe, "PRF-003", LIST, { format: FORMATS.multi }, []);
      probe.verifyStatus("PRF-003", await probe.head(LIST, { format: FORMATS.multi }), 200);
      const items = await everyItem(probe, LIST, { label });
      const alone = await Promise.all(idsOf(items).map(async (id) => (await probe.get(placeOf(id))).body));
      verifySame(probe, "PRF-001", items, alone, "The list of Profiles, as each reads alone,");
    },
  },
  {
    id: "profiles/pages",
    title: "Profiles are listed in pages and in one order that no parameter changes",
    area: "profiles",
    behaviours: ["PRF-005", "X-051", "X-092", "X-092b"],
    operations: ["GET_profiles"],
    since: "8.2",
    async run(probe) {
      const label = probe.fresh.text();
      const first = await make(probe, { label, flow_metadata: AUDIO });
      await sleep(TICK_MS);
      const second = await make(probe, { label, flow_metadata: AUDIO });
      await verifyOrder(probe, label, [second.id, first.id]);
      await verifyPages(probe, label, [first.id, second.id]);
    },
  },
  {
    id: "profiles/malformed",
    title: "The list of Profiles refuses malformed filters",
    area: "profiles",
    behaviours: ["PRF-004"],
    operations: ["GET_profiles", "HEAD_profiles"],
    since: "8.2",
    async run(probe) {
      const cases = [
        { format: "video" },
        { format: "urn:x-nmos:format:image" },
        { codec: "h264" },
        { codec: "made/up" },
      ];
      for (const query of [...cases, { limit: "abc" }, { limit: "1.5" }]) {
        probe.verifyStatus("PRF-004", await probe.get(LIST, query), 400);
        probe.verifyStatus("PRF-004", await probe.head(LIST, query), 400);
      }
    },
  },
  {
    id: "profiles/outlives-flows",
    title: "A Profile outlives its Flows",
    area: "profiles",
    behaviours: ["PRF-032"],
    operations: ["GET_profiles-profileId", "DELETE_flows-flowId"],
    since: "8.2",
    async run(probe) {
      const { id } = await standing(probe, VIDEO_PROFILE);
      const before = (await probe.get(placeOf(id))).body;
      const flow = await probe.flow(linked(id));
      await probe.remove(flow.path);
      verifySame(
        probe,
        "PRF-032",
        (await probe.get(placeOf(id))).body,
        before,
        "The Profile after its Flow is gone",
      );
    },
  },
  {
    id: "profiles/no-events",
    title: "A Webhook cannot ask for events about Profiles",
    area: "profiles",
    behaviours: ["PRF-034"],
    operations: ["POST_webhooks"],
    since: "8.2",
    needs: ["webhooks"],
    async run(probe) {
      const receiver = await probe.receiver();
      for (const type of ["profiles/created", "profiles/updated", "profiles/deleted"]) {
        const reply = await probe.post("/service/webhooks", { url: receiver.url, events: [type] });
        const id = textOf(at(reply.body, "id"));
        if (id !== "") probe.cleanUp(() => probe.delete(path`/service/webhooks/${id}`));
        probe.verifyStatus("PRF-034", reply, 400);
      }
    },
  },
];

function verifyServers(probe: Probe, body: unknown): void {
  const created = textOf(at(body, "created"));
  probe.verify(
    "PRF-021",
    DATE_TIME.test(created),
    `\`created\` is a date and time; it is ${shown(created)}.`,
  );
  const by = at(body, "created_by");
  for (const id of ["PRF-028", "DM-056"]) {
    probe.verify(id, created !== LONG_AGO, `\`created\` is the server's; it is ${shown(created)}, as given.`);
    probe.verify(id, textOf(by) !== "", `\`created_by\` names the caller; it is ${shown(by)}.`);
  }
}

/** No parameter changes the order: a server ignores or refuses them. */
async function verifyOrder(probe: Probe, label: string, newestFirst: readonly string[]): Promise<void> {
  const plain = idsOf(await everyItem(probe, LIST, { label }));
  verifySame(probe, "X-092b", plain, newestFirst, "The order of Profiles, newest first,");
  const unknown = [
    { reverse_order: "true" },
    { sort_by: "label" },
    { "tag.a": "b" },
    { "tag_exists.a": "true" },
  ];
  for (const query of unknown) {
    const reply = await probe.get(LIST, { label, limit: 2, ...query });
    const holds = reply.status === 400 || JSON.stringify(idsOf(listOf(reply.body))) === JSON.stringify(plain);
    for (const id of ["X-092", "PRF-005"]) {
      probe.verify(
        id,
        holds,
        `${shown(query)} does not change the list of Profiles; it gave ${shown(idsOf(listOf(reply.body)))}.`,
      );
    }
  }
}

async function verifyPages(probe: Probe, label: string, wanted: readonly string[]): Promise<void> {
  const first = await probe.get(LIST, { label, limit: 1 });
  const page = first.headers.get("x-paging-nextkey") ?? undefined;
  const link = first.headers.get("link") ?? "";
  const second = await probe.get(LIST, { label, limit: 1, page });
  const [, url = ""] = /<([^>]*)>\s*;[^,]*rel="?next"?/.exec(link) ?? [];
  const followed =
    url === ""
      ? undefined
      : await probe.fetch(absoluteUrl(first.exchange.request.url, url), { credential: "own" });
  const found = [...idsOf(listOf(first.body)), ...idsOf(listOf(second.body))].toSorted();
  for (const id of ["X-051", "PRF-005"]) {
    probe.verify(id, page !== undefined, "A page that is not the last has X-Paging-NextKey.", first.exchange);
    probe.verify(id, url !== "", "A page that is not the last has a Link to the next.", first.exchange);
    verifySame(probe, id, followed?.body, second.body, "The page that Link leads to, that of the key,");
    verifySame(probe, id, first.headers.get("x-paging-limit"), "1", "X-Paging-Limit", first.exchange);
    verifySame(probe, id, found, wanted.toSorted(), "What two pages of one Profile list");
    const ended = second.headers.get("x-paging-nextkey") === null && second.headers.get("link") === null;
    probe.verify(id, ended, "The last page has neither Link nor X-Paging-NextKey.", second.exchange);
  }
}
