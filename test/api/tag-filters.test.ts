import { expect } from "chai";
import { uuid, videoFlow, webhook } from "../support/make.ts";
import { expectRefusal, flowOf, served, storeFlow } from "../support/served.ts";

type Tags = Record<string, string | string[]>;

/** Names that routers, query parsers, objects and databases tend to trip over. */
const NAMES = [
  "a.b",
  "a..b",
  ".a",
  "a/b",
  "/a/",
  "a%b",
  "a%2Fb",
  "a b",
  " a",
  "a+b",
  "a=b",
  "a&b",
  "a#b",
  "a?b",
  "a[0]",
  "a,b",
  "Ünïcödé",
  "日本",
  "😀",
  "e\u0301",
  "constructor",
  "toString",
  "hasOwnProperty",
  "__proto__",
  "prototype",
  "'; DROP TABLE tags; --",
  '"quoted"',
  "back\\slash",
  "a".repeat(200),
];

describe("tag filters", () => {
  const server = served();

  interface Kind {
    readonly path: string;
    store(tags: Tags): Promise<string>;
  }
  const flowWith = async (tags: Tags) => storeFlow(server.api, videoFlow({ tags }));
  const KINDS: readonly Kind[] = [
    { path: "/flows", store: async (tags) => (await flowWith(tags)).id },
    { path: "/sources", store: async (tags) => (await flowWith(tags)).source_id },
    {
      path: "/service/webhooks",
      store: async (tags) =>
        (await server.api.post<{ id: string }>("/service/webhooks", webhook({ tags }))).body.id,
    },
  ];

  for (const { path, store } of KINDS) {
    describe(`of ${path}`, () => {
      let batch: string;
      let ids: Map<string, string>;
      const found = async (query: string): Promise<string[]> => {
        const items = await server.api.all<{ id: string }>(`${path}?tag.batch=${batch}&limit=2&${query}`);
        return items.map(({ id }) => ids.get(id) ?? id).sort();
      };
      before(async () => {
        batch = uuid();
        const tagged: Record<string, Tags> = {
          news: { genre: "news" },
          both: { genre: ["sport", "news"] },
          sport: { genre: "sport", live: "yes" },
          case: { genre: "News", Genre: "sport" },
          part: { genre: "newsroom" },
          comma: { genre: "news,sport" },
          blank: { genre: " news" },
          empty: { genre: "" },
          emptyItem: { genre: ["", "x"] },
          none: { genre: [] },
          bare: {},
        };
        ids = new Map();
        for (const [name, tags] of Object.entries(tagged)) ids.set(await store({ ...tags, batch }), name);
      });

      it("finds any of the values wanted, in texts and in lists, whole and with case (X-110, X-111, X-112, X-028)", async () => {
        expect(await found("tag.genre=news")).to.deep.equal(["both", "news"]);
        expect(await found("tag.genre=news,sport")).to.deep.equal(["both", "news", "sport"]);
        expect(await found("tag.genre=News")).to.deep.equal(["case"]);
        expect(await found("tag.Genre=sport")).to.deep.equal(["case"]);
        expect(await found("tag.genre=new")).to.deep.equal([]);
      });

      it("takes a comma as separator however it is sent, so that no value with one is found (X-118, AMB-012)", async () => {
        expect(await found("tag.genre=news%2Csport")).to.deep.equal(["both", "news", "sport"]);
      });

      it("finds the empty text only by an empty value (X-113, X-119)", async () => {
        expect(await found("tag.genre=")).to.deep.equal(["empty", "emptyItem"]);
      });

      it("takes blanks as part of a value (X-120)", async () => {
        expect(await found("tag.genre=%20news")).to.deep.equal(["blank"]);
        expect(await found("tag.genre=news%20")).to.deep.equal([]);
        expect(await found("tag.genre=news,%20news")).to.deep.equal(["blank", "both", "news"]);
      });

      it("finds what has a tag, empty or not, and what has none (X-114, X-115)", async () => {
        const all = [...ids.values()].sort();
        expect(await found("tag_exists.genre=true")).to.deep.equal(all.filter((name) => name !== "bare"));
        expect(await found("tag_exists.genre=false")).to.deep.equal(["bare"]);
        expect(await found("tag_exists.genre=TRUE")).to.have.lengthOf(all.length - 1);
        expect(await found("")).to.deep.equal(all);
      });

      it("combines by AND, with other tags and with its own absence (X-116, X-123)", async () => {
        expect(await found("tag.genre=sport&tag.live=yes")).to.deep.equal(["sport"]);
        expect(await found("tag.genre=sport&tag_exists.live=false")).to.deep.equal(["both"]);
        expect(await found("tag.genre=sport&tag_exists.genre=false")).to.deep.equal([]);
      });

      it("takes the last of a parameter given twice, or refuses it (X-124)", async () => {
        const reply = await server.api.get(`${path}?tag.batch=${batch}&tag.genre=news&tag.genre=sport`);
        expect(reply.status).to.be.oneOf([200, 400]);
        if (reply.status === 200)
          expect(await found("tag.genre=news&tag.genre=sport")).to.deep.equal(["both", "sport"]);
      });

      for (const query of [
        "tag.a=a,,b",
        "tag.a=a,",
        "tag.a=,a",
        "tag.a=,",
        "tag_exists.a=",
        "tag_exists.a=yes",
        "tag_exists.a",
      ]) {
        it(`refuses ?${query} (X-113, X-029, X-151)`, async () => {
          expectRefusal(await server.api.get(`${path}?${query}`), 400, query.split("=")[0] ?? "");
        });
      }

      it("finds tags of any name, and only those (X-027, X-117, TRAP-045)", async () => {
        const named = uuid();
        const owners = new Map<string, string>();
        for (const name of NAMES)
          owners.set(
            name,
            await store(
              Object.fromEntries([
                [name, "x"],
                ["named", named],
              ]),
            ),
          );
        for (const name of NAMES) {
          const encoded = encodeURIComponent(name);
          const found = await server.api.all<{ id: string }>(`${path}?tag.named=${named}&tag.${encoded}=x`);
          expect(
            found.map(({ id }) => id),
            name,
          ).to.deep.equal([owners.get(name)]);
          const others = await server.api.all<{ id: string }>(
            `${path}?tag.named=${named}&tag_exists.${encoded}=false`,
          );
          expect(others, name).to.have.lengthOf(NAMES.length - 1);
        }
      });
    });
  }

  for (const name of NAMES) {
    it(`keeps the tag ${JSON.stringify(name.slice(0, 30))} through body, path and map (X-027, FP-020, SRC-060)`, async () => {
      const { id, source_id } = await flowWith(Object.fromEntries([[name, "body"]]));
      for (const owner of [`/flows/${id}`, `/sources/${source_id}`]) {
        const path = `${owner}/tags/${encodeURIComponent(name)}`;
        expect((await server.api.get(path)).body, owner).to.equal("body");
        expect((await server.api.put(path, ["a", "b"])).status).to.equal(204);
        expect((await server.api.get(path)).body).to.deep.equal(["a", "b"]);
        const map = (await server.api.get<Tags>(`${owner}/tags`)).body;
        expect(Object.entries(map)).to.deep.equal([[name, ["a", "b"]]]);
        expect((await server.api.del(path)).status).to.equal(204);
        expectRefusal(await server.api.get(path), 404);
        expect((await server.api.get(`${owner}/tags`)).body).to.deep.equal({});
      }
    });
  }

  it("does not find names that every object inherits (X-027)", async () => {
    const { id } = await flowWith({});
    for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
      expectRefusal(await server.api.get(`/flows/${id}/tags/${name}`), 404);
      expectRefusal(await server.api.del(`/flows/${id}/tags/${name}`), 404);
    }
    expect((await flowOf(server.api, id)).tags).to.deep.equal({});
  });

  it("does not exist for Profiles, where it is a parameter like any unknown one (X-110, X-152)", async () => {
    for (const query of ["tag.a=b,,", "tag_exists.a=maybe", "tag.absent=1"])
      expect((await server.api.get(`/service/profiles?${query}`)).status).to.equal(200);
  });

  it("keeps the order of a list, and a value given twice in it (DM-016)", async () => {
    const { id } = await flowWith({ crew: ["b", "a", "b"] });
    expect((await server.api.get(`/flows/${id}/tags/crew`)).body).to.deep.equal(["b", "a", "b"]);
  });
});
