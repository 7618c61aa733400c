import { at, listOf } from "./json.ts";
import type { MadeFlow } from "./makers.ts";
import { type Probe, path, type Reply } from "./test.ts";

/**
 * What tests of permissions need of a server: identities `alice` and `bob`, with all four scopes but no administrators,
 * and four classes. On the class of ONE that has its name an identity may read, write and delete, and the other nothing;
 * on SHARED both may only read, on EDIT both read and write. The run's own credentials are an administrator's.
 */
export const ONE = { alice: "tams-compliance-alice", bob: "tams-compliance-bob" } as const;
export const SHARED = "tams-compliance-shared";
export const EDIT = "tams-compliance-edit";

/** The needs of tests that use them. */
export const TWO = ["credentials", "identity:alice", "identity:bob"] as const;

/** A Flow, made by the administrator of the run, whose Source has the same classes. */
export async function classed(
  probe: Probe,
  classes: readonly string[],
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<MadeFlow> {
  const tags = classes.length === 0 ? {} : { tags: { auth_classes: classes } };
  const flow = await probe.flow({ ...tags, ...overrides });
  if (classes.length > 0) {
    const place = path`/sources/${flow.sourceId}/tags/auth_classes`;
    await probe.put(place, classes);
  }
  return flow;
}

/** Sends a request as one of the identities. */
export function as(
  probe: Probe,
  credential: string,
  method: string,
  place: string,
  body?: unknown,
): Promise<Reply> {
  return probe.request(method, place, { body, credential });
}

/** Verifies how the server decides on a request of an identity. */
export async function verifyDecision(
  probe: Probe,
  behaviours: readonly string[],
  request: readonly [credential: string, method: string, place: string, body?: unknown],
  ...statuses: readonly number[]
): Promise<Reply> {
  const [credential, method, place, body] = request;
  const reply = await as(probe, credential, method, place, body);
  const wanted = statuses.join(" or ");
  for (const id of behaviours) {
    const sentence = `${method} ${place} as ${credential} answers ${wanted}; it answered ${reply.status}.`;
    probe.verify(id, statuses.includes(reply.status), sentence, reply.exchange);
  }
  return reply;
}

/** The classes that a Flow, Source or Webhook shows, as a list or separated by commas. */
export function classesOf(resource: unknown): string[] {
  const value = at(resource, "tags", "auth_classes");
  const names = typeof value === "string" ? value.split(",") : listOf(value);
  return names.map((name) => String(name).trim());
}
