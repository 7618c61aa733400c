import { at, isRecord, listOf, recordOf, textOf } from "../json.ts";
import type { ComplianceTest, Probe } from "../test.ts";

const TIMESTAMP = /^-?(?:0|[1-9][0-9]*):(?:0|[1-9][0-9]{0,8})$/;
/** Everything that GET can be asked of without making anything first. */
const READABLE = [
  "/",
  "/service",
  "/service/storage-backends",
  "/sources",
  "/flows",
  "/flow-delete-requests",
];

export const service: readonly ComplianceTest[] = [
  {
    id: "service/root",
    title: "The root lists the top-level paths of the API as plain names",
    area: "service",
    behaviours: ["SVC-001", "SVC-002"],
    operations: ["GET_root"],
    async run(probe) {
      const root = await probe.get("/");
      probe.requireStatus("SVC-001", root, 200);
      const names = listOf(root.body);
      probe.verify(
        "SVC-001",
        names.length > 0 && names.every((name) => typeof name === "string" && !name.includes("/")),
        "The root is a list of names without slashes.",
      );
      const wanted = ["service", "flows", "sources", "objects", "flow-delete-requests"];
      const missing = wanted.filter((name) => !names.includes(name));
      probe.verify(
        "SVC-002",
        missing.length === 0,
        `The root lists ${wanted.join(", ")}; missing: ${missing}.`,
      );
    },
  },
  {
    id: "service/required-keys",
    title: "The service always says its type and its API version",
    area: "service",
    behaviours: ["SVC-010", "SVC-011", "X-160"],
    operations: ["GET_service"],
    async run(probe) {
      const { body } = await probe.get("/service");
      probe.require("SVC-010", isRecord(body), "The service is a JSON object.");
      const type = textOf(at(body, "type"));
      const version = textOf(at(body, "api_version"));
      probe.verify("SVC-010", type !== "" && version !== "", "The service has `type` and `api_version`.");
      probe.verify(
        "SVC-011",
        type.startsWith("urn:x-tams:service"),
        `"${type}" starts with urn:x-tams:service.`,
      );
      probe.verify("X-160", /^(0|[1-9]\d*)\.(0|[1-9]\d*)$/.test(version), `"${version}" is MAJOR.MINOR.`);
    },
  },
  {
    id: "service/timeouts",
    title: "The timeouts of the service are long enough for a client to plan with",
    area: "service",
    behaviours: ["SVC-012", "SVC-013"],
    operations: ["GET_service"],
    since: "8.1",
    async run(probe) {
      const { body } = await probe.get("/service");
      const object = secondsOf(at(body, "min_object_timeout"));
      probe.verify("SVC-012", object >= 300n, "`min_object_timeout` is a timestamp of at least 300:0.");
      const given = at(body, "min_presigned_url_timeout");
      if (given === undefined) return;
      const presigned = secondsOf(given);
      probe.verify("SVC-013", presigned >= 30n, "`min_presigned_url_timeout` is at least 30:0.");
      probe.verify(
        "SVC-013",
        presigned <= object,
        "`min_presigned_url_timeout` is at most `min_object_timeout`.",
      );
    },
  },
  {
    id: "service/head",
    title: "HEAD answers with the status and the headers of GET and without a body",
    area: "http",
    behaviours: ["X-010", "X-012", "X-013", "X-014"],
    operations: ["HEAD_root", "HEAD_service", "HEAD_storage-backends", "HEAD_sources", "HEAD_flows"],
    async run(probe) {
      for (const path of READABLE) await verifyHead(probe, path);
    },
  },
  {
    id: "service/unknown-path",
    title: "A path that the API does not have is not found, and says so in the common form of errors",
    area: "http",
    behaviours: ["X-002", "X-040"],
    operations: [],
    async run(probe) {
      const reply = await probe.request("GET", `/${probe.fresh.uuid()}`, { unchecked: true });
      probe.verifyStatus("X-002", reply, 404);
      verifyError(probe, reply.body);
    },
  },
  {
    id: "service/rename",
    title: "A name that was posted to the service is shown at once, and what was left out stays",
    area: "service",
    behaviours: ["SVC-015", "SVC-020", "SVC-021", "SVC-022"],
    operations: ["POST_service", "GET_service"],
    alone: true,
    async run(probe) {
      const before = (await probe.get("/service")).body;
      const { name = "", description = "" } = recordOf(before);
      probe.cleanUp(() => probe.post("/service", { name, description }));
      const wanted = probe.fresh.text();
      const reply = await probe.post("/service", { name: wanted, type: "urn:x-tams:service.other" });
      if (reply.status === 403) probe.skip("These credentials may not rename the service.");
      probe.requireStatus("SVC-020", reply, 200);
      const after = (await probe.get("/service")).body;
      probe.verify("SVC-015", at(after, "name") === wanted, `GET shows the name "${wanted}".`);
      probe.verify("SVC-021", at(after, "type") === at(before, "type"), "`type` cannot be posted.");
      const kept = textOf(at(after, "description")) === description;
      probe.verify("SVC-022", kept, "`description`, which was left out, stays as it was.");
    },
  },
];

/** Whole seconds of a timestamp, -1 for anything else. */
function secondsOf(value: unknown): bigint {
  const text = textOf(value);
  return TIMESTAMP.test(text) ? BigInt(text.split(":")[0] ?? "-1") : -1n;
}

async function verifyHead(probe: Probe, path: string): Promise<void> {
  const get = await probe.get(path);
  const head = await probe.head(path);
  const { exchange } = head;
  probe.verify("X-010", head.status !== 405 && head.status !== 501, `HEAD ${path} exists.`, exchange);
  probe.verify(
    "X-012",
    head.status === get.status,
    `HEAD ${path} answers ${get.status}, as GET does.`,
    exchange,
  );
  probe.verify("X-014", head.bytes.length === 0, `HEAD ${path} has no body.`, exchange);
  for (const name of ["content-type", "x-paging-limit"]) {
    const [ours, theirs] = [head.headers.get(name), get.headers.get(name)];
    probe.verify(
      "X-013",
      ours === theirs,
      `HEAD ${path} sends GET's ${name}, "${theirs}"; found "${ours}".`,
      exchange,
    );
  }
}

function verifyError(probe: Probe, body: unknown): void {
  const shape = ["type", "summary", "time"].filter((key) => typeof at(body, key) !== "string");
  probe.verify(
    "X-040",
    shape.length === 0,
    `The body of an error has type, summary and time; missing: ${shape}.`,
  );
}
