import { setTimeout as sleep } from "node:timers/promises";
import { at, textOf } from "../json.ts";
import { shown, verifyListed, verifySame } from "../listing.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";
import { watch } from "../watching.ts";

/** Longer than the coarsest clock that a server may use. */
const TICK_MS = 1100;
const NO_SUCH_METHOD = [405, 404, 403];
/** What is neither a JSON string nor a list of strings. */
const NO_TAGS: readonly unknown[] = [5, 1.5, true, null, {}, { a: "b" }, ["a", 5], [["a"]], [null]];
const NO_TEXTS: readonly unknown[] = [5, false, null, {}, ["a"]];
const TEXTS = ["label", "description"] as const;

const placeOf = (sourceId: string) => path`/sources/${sourceId}`;
const sourceOf = async (probe: Probe, id: string) => (await probe.get(placeOf(id))).body;

export const sourcesProperties: readonly ComplianceTest[] = [
  {
    id: "sources-properties/tags",
    title: "The tags of a Source read as a map, one by one as values, and cannot be written as a whole",
    area: "sources",
    behaviours: ["SRC-040", "SRC-050", "SRC-060", "SRC-063", "DM-016", "DM-050", "TRAP-008"],
    operations: [
      "GET_sources-sourceId-tags",
      "GET_sources-sourceId-tags-name",
      "PUT_sources-sourceId-tags-name",
    ],
    since: "8.1",
    async run(probe) {
      const { sourceId } = await probe.flow();
      const place = `${placeOf(sourceId)}/tags`;
      const empty = await probe.get(place);
      for (const behaviour of ["SRC-040", "TRAP-008"]) probe.verifyStatus(behaviour, empty, 200);
      verifySame(probe, ["SRC-040", "TRAP-008"], empty.body, {}, "The tags of a Source without any");
      const tags = { one: "first", "two three/ä.b": ["a", "b"], none: [], blank: "" };
      for (const [name, value] of Object.entries(tags)) {
        const behaviour = value.length === 0 ? "SRC-063" : "SRC-060";
        probe.verifyStatus(behaviour, await probe.put(path`/sources/${sourceId}/tags/${name}`, value), 204);
      }
      verifySame(
        probe,
        ["SRC-040", "SRC-060", "DM-016"],
        (await probe.get(place)).body,
        tags,
        "The map of tags",
      );
      for (const [name, value] of Object.entries(tags)) {
        const behaviour = value.length === 0 ? "SRC-063" : "SRC-050";
        const reply = await probe.get(path`/sources/${sourceId}/tags/${name}`);
        probe.verifyStatus(behaviour, reply, 200);
        verifySame(probe, behaviour, reply.body, value, `The tag ${shown(name)}`);
      }
      const whole = at(await sourceOf(probe, sourceId), "tags");
      verifySame(probe, ["SRC-060", "DM-050", "DM-016"], whole, tags, "`tags` of the Source");
      for (const method of ["PUT", "POST", "DELETE"]) {
        const reply = await probe.request(method, place, { body: { x: "y" }, unchecked: true });
        probe.verifyStatus("SRC-040", reply, ...NO_SUCH_METHOD);
      }
      verifySame(
        probe,
        "SRC-040",
        (await probe.get(place)).body,
        tags,
        "The map after requests to write it whole",
      );
    },
  },
  {
    id: "sources-properties/tag-changes",
    title: "Writing or deleting a tag of a Source leaves its other tags",
    area: "sources",
    behaviours: ["SRC-060", "SRC-070", "SRC-040", "SRC-050"],
    operations: ["PUT_sources-sourceId-tags-name", "DELETE_sources-sourceId-tags-name"],
    async run(probe) {
      const { sourceId } = await probe.flow();
      const name = probe.fresh.tagName();
      const place = path`/sources/${sourceId}/tags/${name}`;
      const tags = async () => (await probe.get(path`/sources/${sourceId}/tags`)).body;
      await probe.put(path`/sources/${sourceId}/tags/${"other"}`, ["kept"]);
      probe.verifyStatus("SRC-060", await probe.put(place, "old"), 204);
      probe.verifyStatus("SRC-060", await probe.put(place, ["new", "newer"]), 204);
      verifySame(
        probe,
        "SRC-060",
        await tags(),
        { other: ["kept"], [name]: ["new", "newer"] },
        "The map of tags",
      );
      await verifyListed(probe, "SRC-060", "/sources", { [`tag.${name}`]: "newer" }, [sourceId]);
      await verifyListed(probe, "SRC-060", "/sources", { [`tag.${name}`]: "old" }, []);
      probe.verifyStatus("SRC-070", await probe.delete(place), 204);
      verifySame(
        probe,
        "SRC-070",
        await tags(),
        { other: ["kept"] },
        "The map of tags after a DELETE of one",
      );
      probe.verifyStatus("SRC-050", await probe.get(place), 404);
      probe.verifyStatus("SRC-070", await probe.delete(place), 404);
      await verifyListed(probe, "SRC-070", "/sources", { [`tag_exists.${name}`]: "true" }, []);
    },
  },
  {
    id: "sources-properties/bad-tags",
    title: "A tag of a Source is a string or a list of strings, nothing else",
    area: "sources",
    behaviours: ["SRC-061", "DM-016"],
    operations: ["PUT_sources-sourceId-tags-name"],
    async run(probe) {
      const { sourceId } = await probe.flow();
      const place = path`/sources/${sourceId}/tags/${"t"}`;
      await probe.put(place, "kept");
      for (const value of NO_TAGS) {
        const reply = await probe.put(place, value);
        for (const behaviour of ["SRC-061", "DM-016"]) probe.verifyStatus(behaviour, reply, 400);
      }
      verifySame(probe, "SRC-061", (await probe.get(place)).body, "kept", "The tag after refused values");
    },
  },
  {
    id: "sources-properties/unknown",
    title: "The properties of an unknown Source are not found",
    area: "sources",
    behaviours: ["SRC-040", "SRC-050", "SRC-062", "SRC-070", "SRC-080", "SRC-090", "SRC-100"],
    operations: [
      "GET_sources-sourceId-tags",
      "GET_sources-sourceId-label",
      "GET_sources-sourceId-description",
    ],
    async run(probe) {
      const place = placeOf(probe.fresh.uuid());
      probe.verifyStatus("SRC-040", await probe.get(`${place}/tags`), 404);
      probe.verifyStatus("SRC-040", await probe.head(`${place}/tags`), 404);
      probe.verifyStatus("SRC-050", await probe.get(`${place}/tags/a`), 404);
      probe.verifyStatus("SRC-050", await probe.head(`${place}/tags/a`), 404);
      probe.verifyStatus("SRC-062", await probe.put(`${place}/tags/a`, "b"), 404);
      probe.verifyStatus("SRC-070", await probe.delete(`${place}/tags/a`), 404);
      for (const name of TEXTS) {
        probe.verifyStatus("SRC-080", await probe.get(`${place}/${name}`), 404);
        probe.verifyStatus("SRC-080", await probe.head(`${place}/${name}`), 404);
        probe.verifyStatus("SRC-090", await probe.put(`${place}/${name}`, "b"), 404);
        probe.verifyStatus("SRC-100", await probe.delete(`${place}/${name}`), 404);
      }
    },
  },
  ...TEXTS.flatMap((name) => [texts(name), unset(name)]),
  {
    id: "sources-properties/flow-read-only",
    title: "A read-only Flow does not protect its Source",
    area: "sources",
    behaviours: ["SRC-102"],
    operations: ["PUT_sources-sourceId-label", "PUT_sources-sourceId-tags-name"],
    async run(probe) {
      const { sourceId } = await probe.flow({ read_only: true });
      const place = placeOf(sourceId);
      const writes = [`${place}/label`, `${place}/description`, path`/sources/${sourceId}/tags/${"t"}`];
      for (const target of writes) {
        probe.verifyStatus("SRC-102", await probe.put(target, "written"), 204);
        verifySame(probe, "SRC-102", (await probe.get(target)).body, "written", target);
        probe.verifyStatus("SRC-102", await probe.delete(target), 204);
      }
    },
  },
  {
    id: "sources-properties/updated",
    title: "Each write to a Source moves `updated` and says who wrote",
    area: "sources",
    behaviours: ["SRC-064", "SRC-070", "SRC-090"],
    operations: [
      "PUT_sources-sourceId-label",
      "PUT_sources-sourceId-tags-name",
      "DELETE_sources-sourceId-tags-name",
    ],
    async run(probe) {
      const { sourceId } = await probe.flow();
      const place = placeOf(sourceId);
      const created = at(await sourceOf(probe, sourceId), "created");
      let before = Date.parse(textOf(at(await sourceOf(probe, sourceId), "updated"))) || 0;
      const moved = async (what: string) => {
        const source = await sourceOf(probe, sourceId);
        const now = Date.parse(textOf(at(source, "updated")));
        probe.verify(
          "SRC-064",
          now > before,
          `${what} moves \`updated\` on; it is ${at(source, "updated")}.`,
        );
        const by = at(source, "updated_by");
        probe.verify("SRC-064", textOf(by) !== "", `${what} sets \`updated_by\`; it is ${shown(by)}.`);
        verifySame(probe, "SRC-064", at(source, "created"), created, "`created` after a write");
        before = now;
      };
      for (const target of [
        `${place}/label`,
        `${place}/description`,
        path`/sources/${sourceId}/tags/${"t"}`,
      ]) {
        await sleep(TICK_MS);
        await probe.put(target, "written");
        await moved(`PUT ${target}`);
        await sleep(TICK_MS);
        await probe.delete(target);
        await moved(`DELETE ${target}`);
      }
    },
  },
  {
    id: "sources-properties/events",
    title: "Each write to a Source is told as sources/updated, with the Source as it is then",
    area: "sources",
    behaviours: ["SRC-064"],
    operations: ["PUT_sources-sourceId-label", "PUT_sources-sourceId-tags-name"],
    needs: ["webhooks"],
    async run(probe) {
      const { sourceId } = await probe.flow({ label: undefined });
      const place = placeOf(sourceId);
      const events = await watch(probe, ["sources/updated"], sourceId);
      const told = async (what: string, fits: (source: unknown) => boolean) => {
        const event = await events.arrival("sources/updated", (body) => fits(at(body, "source")));
        probe.verify("SRC-064", event !== undefined, `${what} is told as sources/updated.`);
      };
      const tag = `${place}/tags/t`;
      for (const name of TEXTS) {
        const value = probe.fresh.text();
        await probe.put(`${place}/${name}`, value);
        await told(`PUT of ${name}`, (source) => at(source, name) === value);
      }
      await probe.put(tag, "value");
      await told("PUT of a tag", (source) => at(source, "tags", "t") === "value");
      await probe.delete(tag);
      await told("DELETE of a tag", (source) => {
        const isAfter = at(source, "label") !== undefined && at(source, "description") !== undefined;
        return isAfter && at(source, "tags", "t") === undefined;
      });
      await probe.delete(`${place}/label`);
      await told("DELETE of label", (source) => {
        return at(source, "description") !== undefined && at(source, "label") === undefined;
      });
    },
  },
];

function texts(name: "label" | "description"): ComplianceTest {
  return {
    id: `sources-properties/${name}`,
    title: `The ${name} of a Source is a string that shows at once where it is written`,
    area: "sources",
    behaviours: ["SRC-080", "SRC-090", "SRC-091", "SRC-100", "DM-050"],
    operations: [
      `GET_sources-sourceId-${name}`,
      `PUT_sources-sourceId-${name}`,
      `DELETE_sources-sourceId-${name}`,
    ],
    async run(probe) {
      const { sourceId } = await probe.flow();
      const place = `${placeOf(sourceId)}/${name}`;
      for (const value of [probe.fresh.text(), `${probe.fresh.text()} "ä" 漢`, ""]) {
        const behaviour = value === "" ? "SRC-091" : "SRC-090";
        probe.verifyStatus(behaviour, await probe.put(place, value), 204);
        const read = await probe.get(place);
        probe.verifyStatus("SRC-080", read, 200);
        verifySame(probe, value === "" ? "SRC-091" : "SRC-080", read.body, value, `The ${name} read`);
        const shownValue = at(await sourceOf(probe, sourceId), name);
        const about = value === "" ? "SRC-091" : ["SRC-090", "DM-050"];
        verifySame(probe, about, shownValue, value, `\`${name}\` of the Source`);
        if (name !== "label" || value === "") continue;
        await verifyListed(probe, "SRC-090", "/sources", { label: value }, [sourceId]);
      }
      const kept = probe.fresh.text();
      await probe.put(place, kept);
      for (const value of NO_TEXTS) probe.verifyStatus("SRC-090", await probe.put(place, value), 400);
      const raw = { raw: "text", headers: { "Content-Type": "application/json" } };
      probe.verifyStatus("SRC-090", await probe.request("PUT", place, raw), 400);
      verifySame(probe, "SRC-090", (await probe.get(place)).body, kept, `The ${name} after refused values`);
      probe.verifyStatus("SRC-100", await probe.delete(place), 204);
      const source = await probe.get(placeOf(sourceId));
      verifySame(probe, "SRC-100", at(source.body, name), undefined, `\`${name}\` after a DELETE`);
    },
  };
}

function unset(name: "label" | "description"): ComplianceTest {
  return {
    id: `sources-properties/unset-${name}`,
    title: `The ${name} of a Source that has none is null, not missing`,
    area: "sources",
    behaviours: ["SRC-080", "SRC-081", "SRC-101", "AMB-007", "TRAP-008"],
    operations: [`GET_sources-sourceId-${name}`, `DELETE_sources-sourceId-${name}`],
    since: "8.1",
    async run(probe) {
      const { sourceId } = await probe.flow({ label: undefined });
      const place = `${placeOf(sourceId)}/${name}`;
      const reply = await probe.get(place);
      for (const id of ["SRC-080", "TRAP-008", "AMB-007"]) probe.verifyStatus(id, reply, 200);
      probe.verifyStatus("SRC-080", await probe.head(place), 200);
      const holds = reply.body === null || reply.body === "";
      for (const id of ["SRC-081", "AMB-007"]) {
        probe.verify(
          id,
          holds,
          `An unset ${name} reads as null; it reads as ${shown(reply.body)}.`,
          reply.exchange,
        );
      }
      probe.verifyStatus("SRC-101", await probe.delete(place), 204);
    },
  };
}
