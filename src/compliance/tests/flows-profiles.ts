import { FORMATS } from "../formats.ts";
import { at } from "../json.ts";
import { shown, verifyListed, verifySame } from "../listing.ts";
import { flowBody, type MadeFlow } from "../makers.ts";
import { AUDIO_PROFILE, linked, OTHER_VIDEO_PROFILE, standing, VIDEO_PROFILE } from "../standing.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";
import { verifyTold, watch } from "../watching.ts";

type Document = Readonly<Record<string, unknown>>;

const TECHNICAL = VIDEO_PROFILE.metadata;
const flowOf = async (probe: Probe, place: string) => (await probe.get(place)).body;

/** A Flow of the standing Profile of video. */
async function linkedFlow(probe: Probe, more: Document = {}): Promise<MadeFlow> {
  const { id } = await standing(probe, VIDEO_PROFILE);
  return await probe.flow({ ...linked(id), ...more });
}

export const flowsProfiles: readonly ComplianceTest[] = [
  {
    id: "flows-profiles/inherits",
    title: "A Flow with a Profile shows the Profile's technical fields wherever it shows",
    area: "flows",
    behaviours: ["FLW-026", "FLW-072", "FLW-073", "FLW-008", "DM-032", "DM-033"],
    operations: ["PUT_flows-flowId", "GET_flows-flowId", "GET_flows"],
    since: "8.2",
    async run(probe) {
      const flow = await linkedFlow(probe, { max_bit_rate: 9000 });
      const { body } = await probe.get(flow.path);
      verifySame(probe, "FLW-072", flow.reply.body, body, "The body of the 201, as a GET gives it,");
      for (const [key, value] of Object.entries(TECHNICAL)) {
        verifySame(
          probe,
          ["FLW-026", "FLW-072", "DM-032"],
          at(body, key),
          value,
          `\`${key}\`, the Profile's,`,
        );
      }
      verifySame(probe, ["FLW-026", "DM-033"], at(body, "profile_id"), VIDEO_PROFILE.id, "`profile_id`");
      verifySame(
        probe,
        "FLW-073",
        at(body, "max_bit_rate"),
        9000,
        "`max_bit_rate`, which goes with a Profile,",
      );
      const rate = await probe.get(`${flow.path}/avg_bit_rate`);
      verifySame(probe, "FLW-072", rate.body, TECHNICAL["avg_bit_rate"], "The property avg_bit_rate");
      const reply = await probe.get("/flows", { source_id: flow.sourceId });
      verifySame(probe, "FLW-072", reply.body, [body], "The list of Flows of the Source");
      const { sourceId } = flow;
      const filters = [
        { format: FORMATS.video },
        { codec: "video/vnd.tams-compliance" },
        { frame_width: "642", frame_height: "362" },
        { profile_id: VIDEO_PROFILE.id },
      ];
      for (const filter of filters) {
        await verifyListed(probe, ["FLW-072", "FLW-008"], "/flows", { source_id: sourceId, ...filter }, [
          flow.id,
        ]);
      }
      for (const filter of [{ format: FORMATS.audio }, { codec: "video/h264" }, { frame_width: "640" }]) {
        await verifyListed(probe, ["FLW-072", "FLW-008"], "/flows", { source_id: sourceId, ...filter }, []);
      }
      const source = (await probe.get(path`/sources/${sourceId}`)).body;
      verifySame(probe, "FLW-072", at(source, "format"), FORMATS.video, "`format` of the Source");
    },
  },
  {
    id: "flows-profiles/events",
    title: "Events show a Flow with the technical fields of its Profile",
    area: "flows",
    behaviours: ["FLW-072"],
    operations: ["PUT_flows-flowId"],
    since: "8.2",
    needs: ["webhooks"],
    async run(probe) {
      const sourceId = probe.fresh.uuid();
      const events = await watch(probe, ["flows/created"], sourceId);
      const flow = await linkedFlow(probe, { source_id: sourceId });
      const event = await events.arrival("flows/created");
      const wanted = await flowOf(probe, flow.path);
      verifyTold(probe, "FLW-072", at(event, "flow"), wanted, "The Flow in flows/created");
    },
  },
  {
    id: "flows-profiles/not-both",
    title: "A Flow with a Profile and a technical field of its own is refused, on creation and later",
    area: "flows",
    behaviours: ["FLW-070", "DM-032", "TRAP-011"],
    operations: ["PUT_flows-flowId"],
    since: "8.2",
    async run(probe) {
      const known = await linkedFlow(probe);
      const before = await flowOf(probe, known.path);
      for (const extra of [
        ...Object.entries(TECHNICAL).map(([key, value]) => ({ [key]: value })),
        TECHNICAL,
      ]) {
        const id = probe.fresh.uuid();
        probe.cleanUp(() => probe.remove(path`/flows/${id}`));
        const body = flowBody(id, probe.fresh.uuid(), { ...linked(VIDEO_PROFILE.id), ...extra });
        const created = await probe.put(path`/flows/${id}`, body);
        const found = await probe.get(path`/flows/${id}`);
        const replaced = await probe.put(known.path, { ...known.body, ...extra });
        for (const behaviour of ["FLW-070", "DM-032", "TRAP-011"]) {
          const sentence = `profile_id with ${shown(extra)} is refused with 400; it answered`;
          probe.verify(behaviour, created.status === 400, `${sentence} ${created.status}.`, created.exchange);
          probe.verify(
            behaviour,
            replaced.status === 400,
            `${sentence} ${replaced.status}.`,
            replaced.exchange,
          );
          probe.verifyStatus(behaviour, found, 404);
        }
      }
      const after = await flowOf(probe, known.path);
      verifySame(probe, "FLW-070", after, before, "The linked Flow after the refused PUTs");
    },
  },
  {
    id: "flows-profiles/unknown",
    title: "A Flow with an unknown or malformed Profile is refused",
    area: "flows",
    behaviours: ["FLW-071", "FLW-077", "DM-033", "TRAP-011"],
    operations: ["PUT_flows-flowId"],
    since: "8.2",
    async run(probe) {
      const cases = [
        ["FLW-071", probe.fresh.uuid()],
        ["FLW-071", "x"],
        ["FLW-077", ""],
      ] as const;
      for (const [behaviour, profile] of cases) {
        const id = probe.fresh.uuid();
        const place = path`/flows/${id}`;
        probe.cleanUp(() => probe.remove(place));
        const reply = await probe.put(place, flowBody(id, probe.fresh.uuid(), linked(profile)));
        const found = await probe.get(place);
        for (const judged of [behaviour, "DM-033", ...(profile === "" ? ["TRAP-011"] : [])]) {
          probe.verifyStatus(judged, reply, 400);
          probe.verifyStatus(judged, found, 404);
        }
      }
    },
  },
  {
    id: "flows-profiles/update",
    title: "A linked Flow changes its own fields and keeps its Profile",
    area: "flows",
    behaviours: ["FLW-073", "FLW-074", "FLW-075", "FLW-080", "DM-032", "DM-033"],
    operations: ["PUT_flows-flowId"],
    since: "8.2",
    async run(probe) {
      const flow = await linkedFlow(probe);
      const common = {
        label: "new",
        description: "new",
        max_bit_rate: 7,
        tags: { a: "b" },
        status: "ingesting",
      };
      probe.verifyStatus("FLW-074", await probe.put(flow.path, { ...flow.body, ...common }), 204);
      const after = await flowOf(probe, flow.path);
      for (const [key, value] of Object.entries({ ...common, ...TECHNICAL, profile_id: VIDEO_PROFILE.id })) {
        const ids = key === "max_bit_rate" ? ["FLW-073", "FLW-074"] : ["FLW-074"];
        verifySame(probe, ids, at(after, key), value, `\`${key}\` after the PUT`);
      }
      const unlinked = flowBody(flow.id, flow.sourceId, TECHNICAL);
      const refused = await probe.put(flow.path, unlinked);
      for (const id of ["FLW-075", "DM-032"]) probe.verifyStatus(id, refused, 400);
      const neither = flowBody(flow.id, flow.sourceId, { ...linked(""), profile_id: undefined });
      probe.verifyStatus("FLW-080", await probe.put(flow.path, neither), 400);
      const kept = await flowOf(probe, flow.path);
      verifySame(
        probe,
        ["FLW-075", "FLW-080", "DM-033"],
        kept,
        after,
        "The linked Flow after the refused PUTs",
      );
    },
  },
  {
    id: "flows-profiles/unlink",
    title: "An empty profile_id with technical fields cuts a Flow from its Profile",
    area: "flows",
    behaviours: ["FLW-076", "FLW-077", "FLW-007", "FLW-029", "DM-033", "TRAP-011", "TRAP-012"],
    operations: ["PUT_flows-flowId", "GET_flows"],
    since: "8.2",
    async run(probe) {
      const flow = await linkedFlow(probe);
      const found = { source_id: flow.sourceId, profile_id: VIDEO_PROFILE.id };
      await verifyListed(probe, ["FLW-007", "FLW-076"], "/flows", found, [flow.id]);
      const before = await flowOf(probe, flow.path);
      const bare = await probe.put(flow.path, flowBody(flow.id, flow.sourceId, linked("")));
      for (const id of ["FLW-077", "TRAP-011"]) probe.verifyStatus(id, bare, 400);
      verifySame(probe, "FLW-077", await flowOf(probe, flow.path), before, "The Flow after the refused PUT");
      const body = flowBody(flow.id, flow.sourceId, { ...TECHNICAL, profile_id: "", avg_bit_rate: 5 });
      const cut = await probe.put(flow.path, body);
      for (const id of ["FLW-076", "TRAP-011"]) probe.verifyStatus(id, cut, 204);
      const after = await probe.get(flow.path);
      const ids = ["FLW-076", "FLW-029", "DM-033", "TRAP-012"];
      verifySame(probe, ids, at(after.body, "profile_id"), undefined, "`profile_id` of the unlinked Flow");
      verifySame(probe, "FLW-076", at(after.body, "avg_bit_rate"), 5, "`avg_bit_rate`, now the Flow's own,");
      await verifyListed(probe, ["FLW-076", "FLW-007"], "/flows", found, []);
      await verifyListed(probe, "FLW-076", "/flows", { source_id: flow.sourceId }, [flow.id]);
      const free = flowBody(flow.id, flow.sourceId);
      probe.verifyStatus("FLW-076", await probe.put(flow.path, free), 204);
    },
  },
  {
    id: "flows-profiles/empty",
    title: "An empty profile_id is as none on a Flow that has no Profile",
    area: "flows",
    behaviours: ["FLW-078", "FLW-029", "TRAP-012"],
    operations: ["PUT_flows-flowId"],
    since: "8.2",
    async run(probe) {
      const id = probe.fresh.uuid();
      const place = path`/flows/${id}`;
      probe.cleanUp(() => probe.remove(place));
      const body = flowBody(id, probe.fresh.uuid(), { profile_id: "" });
      const created = await probe.put(place, body);
      probe.requireStatus("FLW-078", created, 201);
      probe.verifyStatus("FLW-078", await probe.put(place, body), 204);
      for (const found of [created.body, await flowOf(probe, place)]) {
        verifySame(
          probe,
          ["FLW-078", "FLW-029", "TRAP-012"],
          at(found, "profile_id"),
          undefined,
          "`profile_id`",
        );
      }
    },
  },
  {
    id: "flows-profiles/switch",
    title: "A Flow may go over to another Profile of its format",
    area: "flows",
    behaviours: ["FLW-079"],
    operations: ["PUT_flows-flowId"],
    since: "8.2",
    async run(probe) {
      const [other, audio] = [
        await standing(probe, OTHER_VIDEO_PROFILE),
        await standing(probe, AUDIO_PROFILE),
      ];
      const flow = await linkedFlow(probe);
      probe.verifyStatus("FLW-079", await probe.put(flow.path, { ...flow.body, profile_id: other.id }), 204);
      const after = await flowOf(probe, flow.path);
      for (const [key, value] of Object.entries({ ...other.metadata, profile_id: other.id })) {
        verifySame(probe, "FLW-079", at(after, key), value, `\`${key}\`, of the other Profile,`);
      }
      verifySame(
        probe,
        "FLW-079",
        at(after, "avg_bit_rate"),
        undefined,
        "`avg_bit_rate`, of the first Profile,",
      );
      probe.verifyStatus("FLW-079", await probe.put(flow.path, { ...flow.body, profile_id: audio.id }), 400);
      verifySame(probe, "FLW-079", await flowOf(probe, flow.path), after, "The Flow after the refused PUT");
    },
  },
];
