import { PUBLIC } from "./auth-callers.ts";
import { type AuthServer, PASSWORD } from "./auth-world.ts";
import { logged } from "./log-steps.ts";
import {
  multiFlow,
  profile,
  type SegmentBody,
  segment,
  uuid,
  type VideoFlow,
  videoFlow,
  type Webhook,
  webhook,
} from "./make.ts";
import {
  type Allocated,
  allocateOne,
  type DeletionRequest,
  eventually,
  mustBe,
  objectOf,
  register,
  second,
  upload,
} from "./steps.ts";

/** A Flow with its Source. */
export interface Pair {
  readonly id: string;
  readonly source_id: string;
}

/** An Object that the Flows `flow` and `other` use. */
export interface SharedObject {
  readonly id: string;
  readonly flow: Pair;
  readonly other: Pair;
  /** Where its bytes are, without a signature. */
  readonly url: string;
}

/** What a test server holds for requests that change nothing, each resource in the class of its name. */
export interface Shared {
  /** Every Flow, Source and Webhook here has this tag. */
  readonly world: string;
  readonly flow: Pair & { readonly body: VideoFlow };
  readonly other: Pair;
  readonly bare: Pair;
  readonly multi: Pair;
  readonly beacon: Pair;
  readonly hook: Webhook;
  readonly bareHook: Webhook;
  readonly object: SharedObject;
  /** Its Segment carries the Object; the Flow is `object.flow`. */
  readonly profile: string;
  readonly request: DeletionRequest;
  readonly eventBefore: string;
  /** A user who may log in, and a client that may ask for tokens. */
  readonly user: string;
  readonly password: string;
  readonly client: { readonly id: string; readonly secret: string };
}

/** Makes resources as an administrator. */
export class Things {
  readonly #server: AuthServer;

  constructor(server: AuthServer) {
    this.#server = server;
  }

  get #admin(): AuthServer["admin"] {
    return this.#server.admin;
  }

  /** A Flow of this class with everything that can be changed of one, of a Source of its own class. */
  async flow(
    name: string,
    over: Partial<VideoFlow> = {},
    sourceClass = "source",
  ): Promise<Pair & { body: VideoFlow }> {
    const tags = { genre: "drama", ...over.tags, ...(name !== "" && { auth_classes: [name] }) };
    const about = { label: "a label", description: "a text", max_bit_rate: 5000, avg_bit_rate: 4000 };
    const body = videoFlow({ ...about, ...over, tags });
    mustBe(201, await this.#admin.put(`/flows/${body.id}`, body));
    const source = `/sources/${body.source_id}`;
    if (over.source_id === undefined) {
      const classes = `${source}/tags/auth_classes`;
      if (sourceClass === "") await this.#admin.del(classes);
      else mustBe(204, await this.#admin.put(classes, [sourceClass]));
      mustBe(204, await this.#admin.put(`${source}/label`, "a label"));
      mustBe(204, await this.#admin.put(`${source}/description`, "a text"));
    }
    return { id: body.id, source_id: body.source_id, body };
  }

  /** A Flow of the class `flow` that can collect, and collects what is named. */
  async multi(...members: readonly string[]): Promise<Pair> {
    const body = multiFlow(members, { tags: { auth_classes: ["flow"] } });
    mustBe(201, await this.#admin.put(`/flows/${body.id}`, body));
    return body;
  }

  /** A Webhook of this class, which hears of nothing that happens here. */
  async hook(name: string, tags: Record<string, string> = {}): Promise<Webhook> {
    const body = webhook({
      events: ["flows/segments_deleted"],
      flow_ids: [uuid()],
      tags: { ...tags, ...(name !== "" && { auth_classes: [name] }) },
    });
    return mustBe(201, await this.#admin.post<Webhook>("/service/webhooks", body));
  }

  /** Allocated on the Flow, without bytes. */
  allocated(flow: Pair, body: object = {}): Promise<Allocated> {
    return allocateOne(this.#admin, flow.id, body);
  }

  /** Allocated on the Flow, with bytes, and not registered. */
  async uploaded(flow: Pair): Promise<Allocated> {
    const item = await this.allocated(flow);
    const stored = await upload(item, "bytes");
    if (stored.status !== 200) throw new Error(`The upload got ${stored.status}: ${await stored.text()}`);
    return item;
  }

  /** Registers an Object that this server does not hold. */
  async segment(flow: Pair, at = 0): Promise<string> {
    const body = segment(second(at));
    await register(this.#admin, flow.id, body);
    return body.object_id;
  }

  /** Registers a Segment. */
  register(flow: Pair, body: SegmentBody): Promise<void> {
    return register(this.#admin, flow.id, body);
  }

  /** An Object on `store` and elsewhere, in new Flows of the classes `flow` and `other`. */
  async object(world = "none"): Promise<SharedObject> {
    const [flow, other] = [
      await this.flow("flow", { tags: { world } }),
      await this.flow("other", {}, "other"),
    ];
    const item = await this.uploaded(flow);
    const elsewhere = { url: `https://media.example.com/${item.object_id}`, label: "elsewhere" };
    const body = { object_id: item.object_id, timerange: second(0) };
    await register(this.#admin, flow.id, { ...body, get_urls: [elsewhere] });
    await register(this.#admin, other.id, body);
    const { get_urls = [] } = await objectOf(this.#admin, item.object_id, "?presigned=false");
    const url = get_urls.find(({ label }) => label === "store")?.url ?? "";
    return { id: item.object_id, flow, other, url };
  }

  /** Waits until a copy of the Object is on the vault as well. */
  async copied({ id }: SharedObject): Promise<void> {
    const path = `/objects/${encodeURIComponent(id)}/instances`;
    mustBe(201, await this.#admin.post(path, { storage_id: this.#server.vault.id }));
    await eventually(async () => {
      const { get_urls = [] } = await objectOf(this.#admin, id);
      return get_urls.some(({ label }) => label === "vault") ? true : undefined;
    });
  }

  /** Everything that requests look at without changing it. */
  async shared(): Promise<Shared> {
    const world = uuid();
    const tags = { world };
    const earlier = await this.flow("");
    const [before] = await logged(this.#admin, `flow_ids=${earlier.id}&events=flows/created`, 1);
    const object = await this.object();
    const flow = await this.flow("flow", { tags });
    const other = await this.flow("other", { tags }, "other");
    const bare = await this.flow("", { tags }, "");
    const beacon = await this.flow(PUBLIC, {}, "");
    await logged(this.#admin, `flow_ids=${beacon.id}&events=flows/created`, 1);
    await logged(this.#admin, `flow_ids=${object.flow.id}&events=flows/segments_added`, 1);
    const body = profile();
    mustBe(201, await this.#admin.post(`/service/profiles/${body.id}`, body));
    return {
      ...{ world, object, flow, other, bare, beacon },
      multi: await this.multi(other.id),
      hook: await this.hook("hook", tags),
      bareHook: await this.hook("", tags),
      profile: body.id,
      request: await this.#deletion(),
      eventBefore: before?.id ?? "",
      user: await this.#server.user(),
      password: PASSWORD,
      client: await this.#server.client(),
    };
  }

  /** A Deletion Request about a Flow of the class `flow`, which stays. */
  async #deletion(): Promise<DeletionRequest> {
    const flow = await this.flow("flow");
    await this.segment(flow);
    const request = mustBe(202, await this.#admin.del<DeletionRequest>(`/flows/${flow.id}/segments`));
    await this.idle();
    return request;
  }

  /** Waits until no worker changes what is stored. */
  async idle(): Promise<void> {
    const { engine } = this.#server.test.app;
    await eventually(async () => {
      const jobs = await engine.read((view) => view.select("jobs", { limit: 10_000 }));
      return jobs.every(({ kind }) => !["copy", "deletion", "removal"].includes(kind)) ? true : undefined;
    });
  }

  /** The refresh token of a new login. */
  async refreshToken(user: string): Promise<string> {
    const body = { username: user, password: PASSWORD };
    const reply = await this.#admin.post<{ refresh_token: string }>("/auth/login", body);
    return mustBe(200, reply).refresh_token;
  }
}
