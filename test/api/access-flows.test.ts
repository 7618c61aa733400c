import { expect } from "chai";
import type { Client } from "../support/client.ts";
import { judged } from "../support/judged.ts";
import { multiFlow, uuid, type VideoFlow, videoFlow } from "../support/make.ts";
import { expectRefusal, flowOf, storeFlow } from "../support/served.ts";

const POLICY = `
create: [editors]
newClasses: { editors: [news] }
grants:
  - { group: editors, classes: [news, sport], allow: [read, write, delete] }
  - { group: readers, classes: [news], allow: [read] }
  - { group: writers, classes: [news], allow: [write] }
  - { group: erasers, classes: [news], allow: [delete] }
  - { group: auditors, classes: all, allow: [read] }
  - { group: interns, classes: [embargo], deny: [read] }
  - { group: interns, classes: [news], allow: [read] }
  - { group: makers, classes: [news], allow: [read, write] }
  - { group: makers-of-sources, classes: [news], allow: [read, write] }
  - { group: boards, classes: [secret], allow: [read, write, delete] }
`;

/** What GET answers for each part of a Flow, below its path. */
const PARTS = [
  "",
  "/label",
  "/description",
  "/tags",
  "/read_only",
  "/flow_collection",
  "/max_bit_rate",
  "/avg_bit_rate",
];

/** A change of each part of a Flow. */
const CHANGES: readonly (readonly [string, string, unknown])[] = [
  ["PUT", "/label", "x"],
  ["DELETE", "/label", undefined],
  ["PUT", "/description", "x"],
  ["DELETE", "/description", undefined],
  ["PUT", "/tags/genre", "x"],
  ["DELETE", "/tags/genre", undefined],
  ["PUT", "/flow_collection", []],
  ["DELETE", "/flow_collection", undefined],
  ["PUT", "/max_bit_rate", 5],
  ["DELETE", "/max_bit_rate", undefined],
  ["PUT", "/avg_bit_rate", 5],
  ["DELETE", "/avg_bit_rate", undefined],
  ["PUT", "/read_only", false],
];

describe("access to Flows", () => {
  const server = judged(POLICY);
  /** A Flow that an administrator made. */
  const stored = (classes: string[] | undefined, over: Partial<VideoFlow> = {}) =>
    storeFlow(
      server.admin,
      videoFlow({ ...over, tags: { genre: "g", ...(classes && { auth_classes: classes }), ...over.tags } }),
    );
  const send = (caller: Client, [method, path, body]: readonly [string, string, unknown]) =>
    caller.send(method, path, body === undefined ? {} : { body });

  describe("that are there", () => {
    it("answers a hidden Flow and all its parts as one that does not exist, word for word (AUTH-035, AUTH-048)", async () => {
      const { id } = await stored(["secret"]);
      const missing = uuid();
      for (const caller of [server.as("readers"), server.as("editors"), server.as("unknown")]) {
        for (const part of PARTS) {
          const reply = await caller.get(`/flows/${id}${part}`);
          expectRefusal(reply, 404);
          const other = await caller.get(`/flows/${missing}${part}`);
          expect(summaryOf(reply).replaceAll(id, missing)).to.equal(summaryOf(other));
          expect((await caller.head(`/flows/${id}${part}`)).status).to.equal(404);
        }
        for (const [method, part, body] of CHANGES) {
          expectRefusal(await send(caller, [method, `/flows/${id}${part}`, body]), 404);
        }
      }
    });

    it("shows a Flow and all its parts to who has read, and changes nothing for him (AUTH-035, AUTH-048)", async () => {
      const { id } = await stored(["news"]);
      for (const part of PARTS) {
        expect((await server.as("readers").get(`/flows/${id}${part}`)).status, part).to.equal(200);
      }
      for (const [method, part, body] of CHANGES) {
        expectRefusal(await send(server.as("readers"), [method, `/flows/${id}${part}`, body]), 403, id);
      }
    });

    it("refuses reading to who has write alone, and takes his changes (AUTH-025, AUTH-035)", async () => {
      const { id } = await stored(["news"]);
      for (const part of PARTS) {
        expectRefusal(await server.as("writers").get(`/flows/${id}${part}`), 403, id);
      }
      for (const [method, part, body] of CHANGES) {
        const reply = await send(server.as("writers"), [method, `/flows/${id}${part}`, body]);
        expect(reply.status, `${method} ${part}`).to.equal(204);
      }
    });

    it("gives a Flow without classes to administrators only (AUTH-036)", async () => {
      const { id } = await stored(undefined);
      expectRefusal(await server.as("editors", "readers").get(`/flows/${id}`), 404);
      expect((await server.admin.get(`/flows/${id}`)).status).to.equal(200);
      expect((await server.as("auditors").get(`/flows/${id}`)).status, "everything").to.equal(200);
    });

    it("lets a class that denies beat one that allows (AUTH-034)", async () => {
      const { id } = await stored(["news", "embargo"]);
      expectRefusal(await server.as("interns").get(`/flows/${id}`), 404);
      expect((await server.as("interns", "readers").get(`/flows/${id}`)).status).to.equal(404);
      expect((await server.as("readers").get(`/flows/${id}`)).status).to.equal(200);
    });

    it("reads classes in a text with commas as well (AUTH-032, AMB-026)", async () => {
      const { id } = await storeFlow(server.admin, videoFlow({ tags: { auth_classes: "sport, news" } }));
      expect((await server.as("readers").get(`/flows/${id}`)).status).to.equal(200);
      const { body } = await server.as("readers").get(`/flows/${id}/tags/auth_classes`);
      expect(body, "as any other tag").to.equal("sport, news");
    });

    it("answers 404 or 403 before it looks at a body, a query or a read-only Flow (X-043, AUTH-007)", async () => {
      const hidden = await stored(["secret"], { read_only: true });
      const shown = await stored(["news"], { read_only: true });
      for (const [method, part, body] of [
        ["PUT", "", { nonsense: true }],
        ["PUT", "/label", 7],
        ["PUT", "/flow_collection", "x"],
        ["PUT", "/read_only", "yes"],
      ] as const) {
        // A hidden Flow is put as one that there is not, whose body is judged first (AUTH-035).
        const unseen = await send(server.as("readers"), [method, `/flows/${hidden.id}${part}`, body]);
        expectRefusal(unseen, part === "" ? 400 : 404);
        const seen = await send(server.as("readers"), [method, `/flows/${shown.id}${part}`, body]);
        expectRefusal(seen, 403, "You may not write");
      }
      expectRefusal(await server.as("readers").get(`/flows/${hidden.id}?timerange=nonsense`), 404);
    });

    it("tells a reader of a read-only Flow no more than that he may not write it (FP-042)", async () => {
      const { id } = await stored(["news"], { read_only: true });
      expectRefusal(await server.as("readers").put(`/flows/${id}/label`, "x"), 403, "You may not write");
      expectRefusal(await server.as("writers").put(`/flows/${id}/label`, "x"), 403, "read-only");
    });
  });

  describe("that are new", () => {
    it("takes the permission to create for a Flow with a Source of its own (AUTH-050)", async () => {
      const body = videoFlow({ tags: { auth_classes: ["news"] } });
      expectRefusal(await server.as("makers").put(`/flows/${body.id}`, body), 403, body.source_id);
      expect((await server.as("editors").put(`/flows/${body.id}`, body)).status).to.equal(201);
    });

    it("takes write on the Source that is there (AUTH-050)", async () => {
      const { source_id } = await stored(["news"]);
      const body = videoFlow({ source_id, tags: { auth_classes: ["news"] } });
      expectRefusal(await server.as("readers").put(`/flows/${body.id}`, body), 403, source_id);
      expect((await server.as("makers").put(`/flows/${body.id}`, body)).status).to.equal(201);
    });

    it("adds nothing to a hidden Source, and answers who creates none as if it did not exist (AUTH-050)", async () => {
      const { source_id } = await stored(["secret"]);
      const hidden = videoFlow({ source_id, tags: { auth_classes: ["news"] } });
      const missing = videoFlow({ tags: { auth_classes: ["news"] } });
      const refused = await server.as("makers").put(`/flows/${hidden.id}`, hidden);
      const other = await server.as("makers").put(`/flows/${missing.id}`, missing);
      expectRefusal(refused, 403);
      expect(summaryOf(refused).replaceAll(source_id, missing.source_id)).to.equal(summaryOf(other));
      expectRefusal(await server.as("editors").put(`/flows/${hidden.id}`, hidden), 404, source_id);
      expectRefusal(await server.admin.get(`/flows/${hidden.id}`), 404);
    });

    it("tells who may not write a Source nothing of its format (FLW-054, AUTH-050)", async () => {
      const { source_id } = await stored(["news"]);
      const body = multiFlow([], { source_id, tags: { auth_classes: ["news"] } });
      expectRefusal(await server.as("readers").put(`/flows/${body.id}`, body), 403, "You may not write");
      expectRefusal(await server.as("makers").put(`/flows/${body.id}`, body), 400, "format");
    });

    it("gives the maker's own classes to a Flow and its Source where he names none (AUTH-073, AUTH-074)", async () => {
      const body = videoFlow({ tags: { genre: "x" } });
      const reply = await server.as("editors").put<{ tags: object }>(`/flows/${body.id}`, body);
      expect(reply.status).to.equal(201);
      expect(reply.body.tags).to.eql({ genre: "x", auth_classes: ["news"] });
      const source = await server.as("readers").get<{ tags: object }>(`/sources/${body.source_id}`);
      expect(source.body.tags).to.eql({ genre: "x", auth_classes: ["news"] });
      expect((await flowOf(server.as("readers"), body.id)).tags).to.eql(reply.body.tags);
    });

    it("asks who has no classes of his own to name one (AUTH-074)", async () => {
      const { source_id } = await stored(["news"]);
      const body = videoFlow({ source_id });
      expectRefusal(await server.as("makers").put(`/flows/${body.id}`, body), 400, "auth_classes");
    });

    it("takes no class that is not the maker's (AUTH-070, TRAP-063)", async () => {
      for (const auth_classes of [["secret"], ["news", "secret"], "news,secret"]) {
        const body = videoFlow({ tags: { auth_classes } });
        expectRefusal(await server.as("editors").put(`/flows/${body.id}`, body), 403, "secret");
        expectRefusal(await server.admin.get(`/flows/${body.id}`), 404);
        expectRefusal(await server.admin.get(`/sources/${body.source_id}`), 404);
      }
    });

    it("answers a PUT to a hidden Flow as one that does not exist, and leaves it as it was (AUTH-049)", async () => {
      const before = await stored(["secret"]);
      const body = videoFlow({ id: before.id, tags: { auth_classes: ["news"] } });
      expectRefusal(await server.as("editors").put(`/flows/${before.id}`, body), 404, before.id);
      expect(await flowOf(server.admin, before.id)).to.eql(before);
    });
  });

  describe("classes", () => {
    const put = (caller: Client, id: string, tags: Record<string, string | string[]>, source_id: string) =>
      caller.put(`/flows/${id}`, videoFlow({ id, source_id, tags }));

    it("takes a PUT without tags as taking all classes away (AUTH-071, AUTH-072, TRAP-063)", async () => {
      const { id, source_id } = await stored(["news"]);
      const { tags: _, ...body } = videoFlow({ id, source_id });
      for (const caller of [server.as("writers"), server.as("makers")]) {
        expectRefusal(await caller.put(`/flows/${id}`, body), 403, "news");
      }
      expect((await flowOf(server.as("readers"), id)).tags).to.have.property("auth_classes");
      expect((await server.as("editors").put(`/flows/${id}`, body)).status, "holds what it gives").to.equal(
        204,
      );
      expectRefusal(await server.as("editors").get(`/flows/${id}`), 404);
    });

    it("takes what a class gives of who adds or removes it, by whichever path (AUTH-070, AUTH-071)", async () => {
      const { id, source_id } = await stored(["news"]);
      const tag = `/flows/${id}/tags/auth_classes`;
      const makers = server.as("makers");
      const attempts = [
        () => makers.put(tag, ["news", "secret"]),
        () => makers.put(tag, "news,secret"),
        () => makers.put(tag, ["secret"]),
        () => makers.del(tag),
        () => put(makers, id, {}, source_id),
        () => put(makers, id, { auth_classes: ["news", "secret"] }, source_id),
        () => put(makers, id, { auth_classes: [] }, source_id),
      ];
      for (const attempt of attempts) {
        expectRefusal(await attempt(), 403);
        expect((await flowOf(server.admin, id)).tags?.["auth_classes"]).to.eql(["news"]);
      }
      expect((await put(makers, id, { auth_classes: ["news"], genre: "y" }, source_id)).status).to.equal(204);
      expect((await server.as("editors").put(tag, ["news", "sport"])).status).to.equal(204);
    });

    it("are looked up by the next request as they are now", async () => {
      const { id } = await stored(["secret"]);
      const readers = server.as("readers");
      const listed = async (): Promise<boolean> =>
        (await readers.all<{ id: string }>("/flows")).some((flow) => flow.id === id);
      expect(await listed()).to.equal(false);
      await server.admin.put(`/flows/${id}/tags/auth_classes`, ["secret", "news"]);
      expect(await listed()).to.equal(true);
      expect((await readers.get(`/flows/${id}`)).status).to.equal(200);
      await server.admin.del(`/flows/${id}/tags/auth_classes`);
      expect(await listed()).to.equal(false);
      expectRefusal(await readers.get(`/flows/${id}`), 404);
    });
  });

  describe("source_id", () => {
    it("does not change, and a hidden Source answers as one that does not exist (AUTH-051, TRAP-063)", async () => {
      const { id } = await stored(["news"]);
      const hidden = await stored(["secret"]);
      const answers = await Promise.all(
        [hidden.source_id, uuid()].map((source_id) =>
          server
            .as("makers")
            .put(`/flows/${id}`, videoFlow({ id, source_id, tags: { auth_classes: ["news"] } })),
        ),
      );
      for (const reply of answers) expectRefusal(reply, 400);
      expect(summaryOf(answers[0]!)).to.equal(summaryOf(answers[1]!));
    });
  });

  describe("collections", () => {
    it("take no member that the caller may not read, with the answer for an unknown one (AUTH-052, TRAP-063)", async () => {
      const collector = await storeFlow(server.admin, multiFlow([], { tags: { auth_classes: ["news"] } }));
      const hidden = await stored(["secret"]);
      const missing = uuid();
      const body = multiFlow([], {
        id: collector.id,
        source_id: collector.source_id,
        tags: { auth_classes: ["news"] },
      });
      const whole = (id: string) => ({ ...body, flow_collection: [{ id }] });
      const fresh = (id: string) => ({ ...multiFlow([id], { tags: { auth_classes: ["news"] } }) });
      const ways = [
        (id: string) => server.as("makers").put(`/flows/${collector.id}/flow_collection`, [{ id }]),
        (id: string) => server.as("makers").put(`/flows/${collector.id}`, whole(id)),
        (id: string) => {
          const flow = fresh(id);
          return server.as("editors").put(`/flows/${flow.id}`, flow);
        },
      ];
      for (const way of ways) {
        const [refused, other] = [await way(hidden.id), await way(missing)];
        expectRefusal(refused, 400);
        expect(summaryOf(refused).replaceAll(hidden.id, missing)).to.equal(summaryOf(other));
      }
      expect(
        (
          await server
            .as("makers")
            .put(`/flows/${collector.id}/flow_collection`, [{ id: (await stored(["news"])).id }])
        ).status,
      ).to.equal(204);
    });

    it("are shown whole, and can be put back with members that the caller does not see (AUTH-064)", async () => {
      const hidden = await stored(["secret"]);
      const shown = await stored(["news"]);
      const collector = await storeFlow(
        server.admin,
        multiFlow([hidden.id, shown.id], { tags: { auth_classes: ["news"] } }),
      );
      const makers = server.as("makers");
      const path = `/flows/${collector.id}`;
      const { body } = await makers.get<object[]>(`${path}/flow_collection`);
      expect(body).to.eql([{ id: hidden.id }, { id: shown.id }]);
      expect((await makers.put(`${path}/flow_collection`, body)).status).to.equal(204);
      expect((await makers.put(path, await flowOf(makers, collector.id))).status).to.equal(204);
      expect((await flowOf(server.admin, collector.id)).flow_collection).to.eql(body);
      expect((await makers.put(`${path}/flow_collection`, [{ id: shown.id }])).status).to.equal(204);
      expectRefusal(await makers.put(`${path}/flow_collection`, body), 400, hidden.id);
    });

    it("do not show who collects a Flow where that is hidden, nor by filters (AUTH-064)", async () => {
      const label = uuid();
      const member = await stored(["news"], { label });
      const hidden = await storeFlow(
        server.admin,
        multiFlow([member.id], { tags: { auth_classes: ["secret"] } }),
      );
      const readers = server.as("readers");
      expect(await flowOf(readers, member.id)).to.not.have.property("collected_by");
      expect(await readers.all(`/flows?collected_by_ids=${hidden.id}`)).to.eql([]);
      expect(await readers.all(`/flows?collected_by_ids=&label=${label}`)).to.have.length(1);
      const shown = await storeFlow(
        server.admin,
        multiFlow([member.id], { tags: { auth_classes: ["news"] } }),
      );
      expect((await flowOf(readers, member.id)).collected_by).to.eql([shown.id]);
      expect(await readers.all(`/flows?collected_by_ids=${shown.id},${hidden.id}`)).to.have.length(1);
      expect(await readers.all(`/flows?collected_by_ids=&label=${label}`)).to.eql([]);
      expect((await flowOf(server.as("auditors"), member.id)).collected_by).to.have.members([
        shown.id,
        hidden.id,
      ]);
    });
  });

  describe("listings", () => {
    it("have what the caller may read, with the count of that (AUTH-046)", async () => {
      const label = uuid();
      const made = new Map<string, string>();
      for (const name of ["news", "sport", "secret", "none"]) {
        made.set(name, (await stored(name === "none" ? undefined : [name], { label })).id);
      }
      const listed = async (caller: Client): Promise<(string | undefined)[]> =>
        (await caller.all<{ id: string }>(`/flows?label=${label}&limit=1`)).map(({ id }) => id);
      expect(await listed(server.as("readers"))).to.eql([made.get("news")]);
      expect(await listed(server.as("editors"))).to.eql([made.get("sport"), made.get("news")]);
      expect(await listed(server.as("writers")), "write does not give read").to.eql([]);
      expect(await listed(server.as("unknown"))).to.eql([]);
      expect(await listed(server.as("auditors"))).to.have.length(4);
      expect(await listed(server.admin)).to.have.length(4);
      const { headers } = await server.as("readers").get(`/flows?label=${label}`);
      expect(headers.get("x-paging-count")).to.equal("1");
    });

    it("intersect a filter by class with what the caller may read, and never replace it (AUTH-065)", async () => {
      const label = uuid();
      const both = await stored(["news", "secret"], { label });
      await stored(["secret"], { label });
      const found = await server
        .as("readers")
        .all<{ id: string }>(`/flows?label=${label}&tag.auth_classes=secret`);
      expect(found.map(({ id }) => id)).to.eql([both.id]);
    });

    it("tell nothing of a hidden Source by their filter (AUTH-046)", async () => {
      const { source_id } = await stored(["secret"]);
      expect(await server.as("readers").all(`/flows?source_id=${source_id}`)).to.eql([]);
    });
  });
});

function summaryOf({ body }: { readonly body: unknown }): string {
  return String((body as { summary?: unknown }).summary);
}
