import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { App } from "../../src/services/app.ts";
import { Client, type Reply } from "./client.ts";
import { type Flow, type Profile, profile, type SegmentBody, segment, uuid } from "./make.ts";
import { type Overrides, startApp, type TestApp } from "./start.ts";

/** What a suite holds of its server: one for all of its tests, so tests use ids and tags of their own. */
export interface Served {
  readonly api: Client;
  /** What the server's services are given: for states that no client can bring about. */
  readonly app: App;
}

/** Starts a server before the tests of the enclosing `describe` and stops it after them. */
export function served(overrides: Overrides = {}): Served {
  let started: TestApp | undefined;
  const running = (): TestApp => {
    if (started === undefined) throw new Error("The server runs only inside tests.");
    return started;
  };
  before(async () => {
    started = await startApp(overrides);
  });
  after(async () => started?.close());
  return {
    get api() {
      return new Client(running().base);
    },
    get app() {
      return running().app;
    },
  };
}

/** A refusal with this status: the error body is `error.json`, and says what each of `naming` says. */
export function expectRefusal(reply: Reply<unknown>, status: number, ...naming: string[]): void {
  expect(reply.status, JSON.stringify(reply.body)).to.equal(status);
  expect(reply.headers.get("content-type")).to.match(/^application\/json/);
  const { type, summary, time } = reply.body as { type?: unknown; summary?: unknown; time?: unknown };
  expect(type).to.be.a("string");
  expect(summary)
    .to.be.a("string")
    .and.not.match(/node_modules|\.ts:|SELECT |SQLITE/);
  expect(String(time)).to.match(RFC3339);
  for (const name of naming) expect(summary).to.include(name);
}

/** A date-time with an explicit offset (RFC 3339, X-009). */
export const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
/** The ids that TAMS knows: lower case, versions 1 to 5. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** What is no id in TAMS: no UUID, upper case, and a version 7 one. */
export const NOT_UUIDS = ["nope", uuid().toUpperCase(), "01890a5d-ac96-774b-bcce-b302099a8057"];

/** Creates a Flow and answers it as it was stored. */
export async function storeFlow(api: Client, flow: { readonly id: string }): Promise<Flow> {
  const reply = await api.put<Flow>(`/flows/${flow.id}`, flow);
  expect(reply.status, JSON.stringify(reply.body)).to.equal(201);
  return reply.body;
}

/** Replaces a Flow and answers it as it is then. */
export async function replaceFlow(api: Client, flow: { readonly id: string }): Promise<Flow> {
  const reply = await api.put(`/flows/${flow.id}`, flow);
  expect(reply.status, JSON.stringify(reply.body)).to.equal(204);
  return flowOf(api, flow.id);
}

/** The Flow as GET shows it. */
export async function flowOf(api: Client, id: string): Promise<Flow> {
  const reply = await api.get<Flow>(`/flows/${id}`);
  expect(reply.status, JSON.stringify(reply.body)).to.equal(200);
  return reply.body;
}

/** Creates a Profile and answers it as it was stored. */
export async function storeProfile(api: Client, over: Partial<Profile> = {}): Promise<Profile> {
  const body = profile(over);
  const reply = await api.post<Profile>(`/service/profiles/${body.id}`, body);
  expect(reply.status, JSON.stringify(reply.body)).to.equal(201);
  return reply.body;
}

/** Gives a Flow one external Segment for each range, and answers their bodies. */
export async function storeSegments(
  api: Client,
  flowId: string,
  ...ranges: string[]
): Promise<SegmentBody[]> {
  const bodies = ranges.map((range) => segment(range));
  for (const body of bodies) {
    const reply = await api.post(`/flows/${flowId}/segments`, body);
    expect(reply.status, JSON.stringify(reply.body)).to.equal(201);
  }
  return bodies;
}

/** Server times have milliseconds; two of them differ only if one has passed. */
export async function nextMillisecond(): Promise<void> {
  await sleep(2);
}
