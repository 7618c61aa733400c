import { at, textOf } from "../json.ts";
import { flowBody } from "../makers.ts";
import { type ComplianceTest, type Probe, path } from "../test.ts";

/** Identities, of which each has the one scope of its name. */
const SCOPES = ["read", "write", "delete", "admin"] as const;
type Scope = (typeof SCOPES)[number];
const NEEDS = ["credentials", ...SCOPES.map((scope) => `identity:${scope}` as const)] as const;

/** What the run's own credentials made, for one caller to try itself on. */
interface Things {
  readonly flow: { readonly id: string; readonly sourceId: string; readonly path: string };
  readonly objectId: string | undefined;
  readonly webhook: string | undefined;
  readonly fresh: () => string;
}

interface Row {
  readonly behaviours: readonly string[];
  readonly allowed: readonly Scope[];
  readonly request: (things: Things) => readonly [method: string, path: string, body?: unknown] | undefined;
  readonly since?: "8.2";
  /** Callers that some servers let through: they are not judged. */
  readonly open?: readonly Scope[];
}

const ANY: readonly Scope[] = SCOPES;
const READ: readonly Scope[] = ["read", "admin"];
const WRITE: readonly Scope[] = ["write", "admin"];
const DELETE: readonly Scope[] = ["delete", "admin"];

const get =
  (behaviour: string, allowed: readonly Scope[]) =>
  (place: (things: Things) => string): Row => ({
    behaviours: [behaviour, "AUTH-024", "AUTH-025"],
    allowed,
    request: (things) => ["GET", place(things)],
  });

const READS: readonly Row[] = [
  ...["/", "/service", "/service/storage-backends"].map((place) => get("AUTH-010", ANY)(() => place)),
  ...["/sources", "/flows"].map((place) => get("AUTH-015", READ)(() => place)),
  ...["", "/label", "/tags", "/segments", "/read_only", "/flow_collection"].map((end) =>
    get("AUTH-015", READ)(({ flow }) => flow.path + end),
  ),
  ...["", "/label", "/tags", "/description"].map((end) =>
    get("AUTH-015", READ)(({ flow }) => path`/sources/${flow.sourceId}` + end),
  ),
  {
    behaviours: ["AUTH-015", "AUTH-025"],
    allowed: READ,
    request: ({ objectId }) => (objectId === undefined ? undefined : ["GET", path`/objects/${objectId}`]),
  },
  get("AUTH-020", ["admin"])(() => "/flow-delete-requests"),
  {
    behaviours: ["AUTH-012", "AUTH-025"],
    allowed: READ,
    request: ({ webhook }) => (webhook === undefined ? undefined : ["GET", "/service/webhooks"]),
  },
  {
    behaviours: ["AUTH-012", "AUTH-025", "WH-006"],
    allowed: READ,
    request: ({ webhook }) =>
      webhook === undefined ? undefined : ["GET", path`/service/webhooks/${webhook}`],
  },
  { ...get("AUTH-022", ANY)(() => "/service/profiles"), behaviours: ["AUTH-022"], since: "8.2" },
];

const write =
  (behaviours: readonly string[], method: string, end: string, body?: unknown) =>
  (on: (things: Things) => string): Row => ({
    behaviours: [...behaviours, "AUTH-024", "AUTH-025"],
    allowed: WRITE,
    request: (things) => [method, on(things) + end, body],
  });

const ofFlow = ({ flow }: Things) => flow.path;
const ofSource = ({ flow }: Things) => path`/sources/${flow.sourceId}`;

const WRITES: readonly Row[] = [
  {
    behaviours: ["AUTH-016", "AUTH-025"],
    allowed: WRITE,
    request: ({ flow }) => ["PUT", flow.path, flowBody(flow.id, flow.sourceId, { label: "by scope" })],
  },
  ...(
    [
      ["label", "x"],
      ["description", "x"],
      ["tags/a", "x"],
      ["max_bit_rate", 10],
      ["avg_bit_rate", 10],
      ["read_only", false],
    ] as const
  ).map(([end, body]) => write(["AUTH-016"], "PUT", `/${end}`, body)(ofFlow)),
  ...["label", "description", "tags/a"].map((end) =>
    write(["AUTH-016", "SRC-065"], "PUT", `/${end}`, "x")(ofSource),
  ),
  ...["label", "description", "tags/a", "max_bit_rate", "avg_bit_rate", "flow_collection"].map((end) =>
    write(["AUTH-017"], "DELETE", `/${end}`)(ofFlow),
  ),
  ...["label", "description", "tags/a"].map((end) =>
    write(["AUTH-017", "SRC-065"], "DELETE", `/${end}`)(ofSource),
  ),
  write(["AUTH-019"], "POST", "/storage", { limit: 1 })(ofFlow),
  write(["AUTH-019"], "POST", "/segments", { object_id: "tams-compliance-none", timerange: "[7:0_8:0)" })(
    ofFlow,
  ),
  {
    behaviours: ["AUTH-019", "OBJ-030"],
    allowed: WRITE,
    request: ({ objectId, fresh }) =>
      objectId === undefined
        ? undefined
        : ["POST", path`/objects/${objectId}/instances`, { url: "https://example.com/x", label: fresh() }],
  },
  {
    behaviours: ["AUTH-019"],
    allowed: WRITE,
    request: ({ objectId }) =>
      objectId === undefined ? undefined : ["DELETE", `${path`/objects/${objectId}/instances`}?label=none`],
  },
];

const OTHERS: readonly Row[] = [
  {
    // A body that is refused keeps the service as it is: who may not modify it is refused before.
    behaviours: ["AUTH-011", "SVC-024"],
    allowed: ["admin"],
    request: () => ["POST", "/service", { name: 1 }],
  },
  {
    behaviours: ["AUTH-013"],
    allowed: WRITE,
    request: ({ webhook }) => (webhook === undefined ? undefined : ["POST", "/service/webhooks", { url: 1 }]),
  },
  {
    behaviours: ["AUTH-014", "AMB-027", "WH-052"],
    allowed: ["read", "admin"],
    open: ["read", "write"],
    request: ({ webhook }) =>
      webhook === undefined ? undefined : ["PUT", path`/service/webhooks/${webhook}`, { id: webhook }],
  },
  {
    behaviours: ["AUTH-014", "AMB-027"],
    allowed: ["read", "admin"],
    open: ["read", "write"],
    request: ({ webhook }) =>
      webhook === undefined ? undefined : ["DELETE", path`/service/webhooks/${webhook}`],
  },
  {
    behaviours: ["AUTH-018"],
    allowed: DELETE,
    request: ({ flow }) => ["DELETE", `${flow.path}/segments?timerange=[90:0_91:0)`],
  },
  { behaviours: ["AUTH-018"], allowed: DELETE, request: ({ flow }) => ["DELETE", flow.path] },
  {
    behaviours: ["AUTH-021"],
    allowed: DELETE,
    request: ({ fresh }) => ["GET", path`/flow-delete-requests/${fresh()}`],
  },
  {
    behaviours: ["AUTH-023"],
    allowed: WRITE,
    since: "8.2",
    request: ({ fresh }) => ["POST", path`/service/profiles/${fresh()}`, { id: "wrong" }],
  },
];

/** New things for one caller, so that what it does spoils nothing for the next. */
async function makeThings(probe: Probe): Promise<Things> {
  const flow = await probe.flow({ tags: { a: "b" }, description: "x" });
  const isStore = probe.server.backends.some(({ storeType }) => storeType === "http_object_store");
  const objectId = isStore ? (await probe.segment(flow)).objectId : undefined;
  const webhook = probe.server.webhooks
    ? (await probe.webhook(await probe.receiver(), { status: "disabled" })).id
    : undefined;
  return { flow, objectId, webhook, fresh: probe.fresh.uuid };
}

/** Tries each row as each caller: enough scope is anything but a refusal, too little is 403. */
async function verifyRows(probe: Probe, rows: readonly Row[]): Promise<void> {
  for (const scope of SCOPES) {
    const things = await makeThings(probe);
    for (const row of rows) {
      const asked = row.request(things);
      if (asked === undefined || row.open?.includes(scope) === true) continue;
      const [method, place, body] = asked;
      const isAllowed = row.allowed.includes(scope);
      const methods = method === "GET" ? ["GET", "HEAD"] : [method];
      for (const each of methods) {
        const reply = await probe.request(each, place, { body, credential: scope });
        const holds = isAllowed ? reply.status !== 403 && reply.status !== 401 : reply.status === 403;
        const wanted = isAllowed ? "is not refused" : "is refused with 403";
        const sentence = `${each} ${place} with the scope ${scope} alone ${wanted}; ${reply.status}.`;
        for (const id of row.behaviours) probe.verify(id, holds, sentence, reply.exchange);
      }
    }
  }
}

const idsOf = (rows: readonly Row[]) => [...new Set(rows.flatMap(({ behaviours }) => behaviours))];

export const authScopes: readonly ComplianceTest[] = [
  ...(
    [
      [
        "reads",
        "Reading needs the scope read, except of the service itself, which any scope may read",
        READS,
      ],
      [
        "writes",
        "Writing and deleting properties, Segments, storage and instances needs the scope write",
        WRITES,
      ],
      ["others", "The service, Webhooks and deletions each need their own scope", OTHERS],
    ] as const
  ).map(
    ([name, title, rows]): ComplianceTest => ({
      id: `auth-scopes/${name}`,
      title,
      area: "auth",
      behaviours: idsOf(rows),
      operations: ["GET_flows-flowId", "PUT_flows-flowId", "DELETE_flows-flowId", "POST_service"],
      since: "8.0",
      needs: NEEDS,
      run: (probe) => verifyRows(probe, rows),
    }),
  ),
  {
    id: "auth-scopes/before-existence",
    title: "Too small a scope is refused before anybody is told whether something exists or is well formed",
    area: "auth",
    behaviours: ["AUTH-007"],
    operations: ["GET_flows-flowId", "DELETE_flows-flowId"],
    needs: NEEDS,
    async run(probe) {
      const id = probe.fresh.uuid();
      const cases = [
        ["write", "GET", path`/flows/${id}`],
        ["write", "HEAD", path`/sources/${id}`],
        ["delete", "GET", path`/objects/${id}`],
        ["read", "DELETE", path`/flows/${id}`],
        ["read", "PUT", path`/flows/${id}/label`, 1],
        ["write", "DELETE", path`/flows/${id}`],
        ["read", "POST", path`/flows/${id}/segments`, {}],
        ["write", "GET", path`/flow-delete-requests/${id}`],
      ] as const;
      for (const [credential, method, place, body] of cases) {
        const reply = await probe.request(method, place, { body, credential });
        const sentence = `${method} ${place} with the scope ${credential} alone is refused with 403; ${reply.status}.`;
        probe.verify("AUTH-007", reply.status === 403, sentence, reply.exchange);
      }
    },
  },
  {
    id: "auth-scopes/created-by",
    title: "Nothing is changed by a request that was refused for its scope",
    area: "auth",
    behaviours: ["AUTH-024", "SRC-065", "OBJ-030", "SVC-024"],
    operations: ["PUT_flows-flowId", "POST_service"],
    needs: NEEDS,
    async run(probe) {
      const things = await makeThings(probe);
      const { flow, objectId } = things;
      const source = path`/sources/${flow.sourceId}`;
      const before = [(await probe.get(flow.path)).text, (await probe.get(source)).text];
      const name = textOf(at((await probe.get("/service")).body, "name"));
      const tries = [
        ["AUTH-024", "PUT", `${flow.path}/label`, "by nobody"],
        ["AUTH-024", "PUT", flow.path, flowBody(flow.id, flow.sourceId, { label: "by nobody" })],
        ["AUTH-024", "DELETE", flow.path],
        ["SRC-065", "PUT", `${source}/label`, "by nobody"],
        ["SVC-024", "POST", "/service", { name: "by nobody" }],
      ] as const;
      for (const [id, method, place, body] of tries) {
        const reply = await probe.request(method, place, { body, credential: "read" });
        probe.verifyStatus(id, reply, 403);
      }
      const after = [(await probe.get(flow.path)).text, (await probe.get(source)).text];
      const isSame = String(before) === String(after);
      for (const id of ["AUTH-024", "SRC-065"])
        probe.verify(id, isSame, "The Flow and its Source are as before.");
      const now = textOf(at((await probe.get("/service")).body, "name"));
      probe.verify("SVC-024", now === name, "The service has the name it had.");
      if (objectId === undefined) return;
      const place = path`/objects/${objectId}/instances`;
      const body = { url: "https://example.com/x", label: probe.fresh.text() };
      const reply = await probe.request("POST", place, { body, credential: "read" });
      probe.verifyStatus("OBJ-030", reply, 403);
    },
  },
];
