import { claim, claimStatus } from "../claims.ts";
import { at, isRecord, listOf, recordOf, textOf } from "../json.ts";
import { shown, verifySame } from "../listing.ts";
import { nanosecondsOf } from "../ranges.ts";
import { type ComplianceTest, type Probe, path, type Reply } from "../test.ts";
import { segmentsPath, urlsOf } from "../timeline.ts";

const TIMESTAMP = /^(?:0|[1-9][0-9]*):(?:0|[1-9][0-9]{0,8})$/;
const KEYS = [
  ...["type", "api_version", "service_version", "name", "description"],
  ...["event_stream_mechanisms", "min_object_timeout", "min_presigned_url_timeout"],
];
const SECOND = 1_000_000_000n;

export const service: readonly ComplianceTest[] = [
  {
    id: "service/root",
    title: "The root lists the top-level paths of the API as plain names",
    area: "service",
    behaviours: ["SVC-001", "SVC-002", "AMB-041"],
    operations: ["GET_root"],
    async run(probe) {
      const root = await probe.get("/");
      probe.requireStatus("SVC-001", root, 200);
      const names = listOf(root.body);
      probe.verify(
        "SVC-001",
        Array.isArray(root.body) && names.length > 0 && names.every(isName),
        `The root is a list of names without slashes; it is ${shown(root.body)}.`,
      );
      const wanted = ["service", "flows", "sources", "flow-delete-requests"];
      const missing = wanted.filter((name) => !names.includes(name));
      const expectation = `The root lists ${wanted.join(", ")}; it is ${shown(root.body)}.`;
      claim(probe, ["SVC-002", "AMB-041"], missing.length === 0, expectation);
      for (const name of names.map(textOf).filter((text) => wanted.includes(text))) {
        probe.verifyStatus("SVC-001", await probe.get(`/${name}`), 200);
      }
    },
  },
  {
    id: "service/required-keys",
    title: "The service always says its type and its API version",
    area: "service",
    behaviours: ["SVC-011", "SVC-016", "SVC-017", "X-160"],
    operations: ["GET_service"],
    async run(probe) {
      const reply = await probe.get("/service");
      probe.requireStatus("SVC-011", reply, 200);
      const { body } = reply;
      const type = textOf(at(body, "type"));
      const version = textOf(at(body, "api_version"));
      const isUrn = /^urn:x-tams:service(?:[:.]|$)/.test(type);
      probe.verify("SVC-011", isUrn, `\`type\` starts with urn:x-tams:service; it is "${type}".`);
      const isVersion = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/.test(version);
      probe.verify("X-160", isVersion, `\`api_version\` is MAJOR.MINOR; it is "${version}".`);
      const software = at(body, "service_version");
      if (software !== undefined) {
        const isText = typeof software === "string";
        probe.verify("SVC-016", isText, `\`service_version\` is a string; it is ${shown(software)}.`);
      }
      const strangers = Object.keys(recordOf(body)).filter((key) => !KEYS.includes(key));
      probe.verify("SVC-017", strangers.length === 0, `The service has no other keys; found: ${strangers}.`);
    },
  },
  {
    id: "service/always-there",
    title: "The service always has its type, its API version and how long allocations last",
    area: "service",
    behaviours: ["SVC-010"],
    operations: ["GET_service"],
    since: "8.1",
    async run(probe) {
      const { body } = await probe.get("/service");
      probe.require("SVC-010", isRecord(body), `The service is a JSON object; it is ${shown(body)}.`);
      const wanted = ["type", "api_version", "min_object_timeout"];
      const missing = wanted.filter((key) => textOf(at(body, key)) === "");
      probe.verify("SVC-010", missing.length === 0, `The service has ${wanted}; missing: ${missing}.`);
    },
  },
  {
    id: "service/timeouts",
    title: "The timeouts of the service are long enough for a client to plan with",
    area: "service",
    behaviours: ["SVC-012", "SVC-013", "TRAP-043"],
    operations: ["GET_service"],
    since: "8.1",
    async run(probe) {
      const { body } = await probe.get("/service");
      const given = at(body, "min_object_timeout");
      const object = durationOf(given);
      const found = `it is ${shown(given)}`;
      probe.verify("SVC-012", object >= 300n * SECOND, `\`min_object_timeout\` is at least 300:0; ${found}.`);
      const short = at(body, "min_presigned_url_timeout");
      if (short === undefined) return;
      const presigned = durationOf(short);
      const isLong = `\`min_presigned_url_timeout\` is a timestamp of at least 30:0; it is ${shown(short)}.`;
      probe.verify("SVC-013", presigned >= 30n * SECOND, isLong);
      const isBelow = `\`min_presigned_url_timeout\`, ${shown(short)}, is at most \`min_object_timeout\`; ${found}.`;
      claim(probe, ["SVC-013", "TRAP-043"], presigned >= 0n && presigned <= object, isBelow);
    },
  },
  {
    id: "service/presigned-timeout",
    title: "A server that issues presigned URLs says how long they last",
    area: "service",
    behaviours: ["SVC-013"],
    operations: ["GET_service"],
    since: "8.1",
    needs: ["upload"],
    async run(probe) {
      const flow = await probe.flow();
      await probe.segment(flow);
      const listed = await probe.get(segmentsPath(flow));
      const urls = listOf(listed.body).flatMap(urlsOf);
      if (!urls.some((url) => at(url, "presigned") === true)) probe.skip("The server presigns no URL.");
      const { body } = await probe.get("/service");
      const found = at(body, "min_presigned_url_timeout");
      const holds = durationOf(found) >= 30n * SECOND;
      probe.verify("SVC-013", holds, `\`min_presigned_url_timeout\` is there; it is ${shown(found)}.`);
    },
  },
  {
    id: "service/mechanisms",
    title: "Each way to receive events is named once, and webhooks is only named where there are Webhooks",
    area: "service",
    behaviours: ["SVC-014"],
    operations: ["GET_service"],
    async run(probe) {
      const { body, exchange } = await probe.get("/service");
      const given = at(body, "event_stream_mechanisms");
      if (given === undefined) probe.skip("The server names no way to receive events.");
      const items = listOf(given);
      const isList = Array.isArray(given) && items.every(isMechanism);
      const names = items.map((item) => textOf(at(item, "name")));
      const what = `is a list of \`name\`, and \`docs\` as a string and \`config\` as an object if there`;
      probe.verify(
        "SVC-014",
        isList,
        `\`event_stream_mechanisms\` ${what}; it is ${shown(given)}.`,
        exchange,
      );
      const isOnce = new Set(names).size === names.length;
      probe.verify("SVC-014", isOnce, `Each name is there once; they are ${shown(names)}.`, exchange);
      if (names.includes("webhooks")) {
        probe.verifyStatus("SVC-014", await probe.get("/service/webhooks"), 200);
      }
    },
  },
  {
    id: "service/rename",
    title: "The name and the description that were posted to the service are shown at once",
    area: "service",
    behaviours: ["SVC-015", "SVC-020", "SVC-021", "SVC-022", "SVC-025", "AMB-031", "DM-051"],
    operations: ["POST_service", "GET_service"],
    alone: true,
    async run(probe) {
      const before = await restoredService(probe);
      const [name, description, another] = [probe.fresh.text(), probe.fresh.text(), probe.fresh.text()];
      const reply = await posted(probe, { name, description });
      probe.requireStatus("SVC-020", reply, 200);
      probe.verify("SVC-025", true, "The body of the 200 is undefined, so that any is accepted.");
      await verifyService(probe, ["SVC-015", "SVC-020", "DM-051"], { ...before, name, description });
      probe.verifyStatus("SVC-020", await posted(probe, { name: another }), 200);
      const { body, exchange } = await probe.get("/service");
      verifySame(probe, ["SVC-015", "SVC-021"], at(body, "name"), another, "`name`", exchange);
      const left = at(body, "description");
      const holds = left === description || (left ?? "") === "";
      const either = `\`description\`, left out, stays "${description}" or is unset; it is ${shown(left)}.`;
      claim(probe, ["SVC-022", "AMB-031"], holds, either, exchange);
    },
  },
  {
    id: "service/unset",
    title: "An empty name or description posted to the service is none",
    area: "service",
    behaviours: ["SVC-022b", "SVC-015"],
    operations: ["POST_service"],
    alone: true,
    async run(probe) {
      await restoredService(probe);
      await posted(probe, { name: probe.fresh.text(), description: probe.fresh.text() });
      probe.requireStatus("SVC-022b", await posted(probe, { name: "", description: "" }), 200);
      const { body } = await probe.get("/service");
      for (const key of ["name", "description"]) {
        const found = at(body, key);
        probe.verify("SVC-022b", found === undefined, `\`${key}\` is absent; it is ${shown(found)}.`);
        const isGone = (found ?? "") === "";
        probe.verify("SVC-015", isGone, `\`${key}\` is no longer the old one; it is ${shown(found)}.`);
      }
    },
  },
  {
    id: "service/only-name-and-description",
    title: "No other field of the service can be posted, and posting one is no error",
    area: "service",
    behaviours: ["SVC-021", "DM-051", "X-162", "SVC-020"],
    operations: ["POST_service"],
    alone: true,
    async run(probe) {
      const before = await restoredService(probe);
      const name = probe.fresh.text();
      const foreign = {
        type: "urn:x-tams:service.other",
        api_version: "1.0",
        service_version: "tams-compliance",
        event_stream_mechanisms: [{ name: "tams-compliance" }],
        min_object_timeout: "301:0",
        min_presigned_url_timeout: "31:0",
      };
      const reply = await posted(probe, { name, description: "kept", ...foreign });
      claimStatus(probe, ["SVC-020", "SVC-021"], reply, 200);
      await verifyService(probe, ["SVC-021", "DM-051"], { ...before, name, description: "kept" });
      const newer = await posted(probe, { name, description: "kept", tams_compliance: { a: [1] } });
      probe.verifyStatus("X-162", newer, 200);
      await verifyService(probe, "SVC-021", { ...before, name, description: "kept" });
    },
  },
  {
    id: "service/bad-posts",
    title: "What is no JSON object of strings cannot be posted to the service, and changes nothing",
    area: "service",
    behaviours: ["SVC-023"],
    operations: ["POST_service"],
    alone: true,
    async run(probe) {
      const before = await restoredService(probe);
      const [name, description] = [probe.fresh.text(), probe.fresh.text()];
      await posted(probe, { name, description });
      const bodies = [null, [], ["name"], "name", 5, true, [{ name: "x" }]];
      const values = [5, null, true, ["x"], { x: "y" }];
      const objects = values.flatMap((value) => [{ name: value }, { name: "x", description: value }]);
      for (const body of [undefined, ...bodies, ...objects]) {
        probe.verifyStatus("SVC-023", await probe.post("/service", body), 400);
      }
      const headers = { "Content-Type": "application/json" };
      for (const raw of ["", "name", "{", '{"name": "x",}', '{"name": "x"} {}', "{'name': 'x'}"]) {
        const reply = await probe.request("POST", "/service", { raw, headers });
        probe.verifyStatus("SVC-023", reply, 400);
      }
      await verifyService(probe, "SVC-023", { ...before, name, description });
    },
  },
];

/** Nanoseconds of a timestamp without sign, -1 for anything else. */
function durationOf(value: unknown): bigint {
  const text = textOf(value);
  return TIMESTAMP.test(text) ? (nanosecondsOf(text) ?? -1n) : -1n;
}

function isName(value: unknown): boolean {
  return typeof value === "string" && value !== "" && !value.includes("/");
}

function isMechanism(item: unknown): boolean {
  const [docs, config] = [at(item, "docs"), at(item, "config")];
  const hasDocs = docs === undefined || typeof docs === "string";
  return textOf(at(item, "name")) !== "" && hasDocs && (config === undefined || isRecord(config));
}

/** The service as it is, whose name and description come back when the test ends. */
async function restoredService(probe: Probe): Promise<Readonly<Record<string, unknown>>> {
  const before = recordOf((await probe.get("/service")).body);
  const { name = "", description = "" } = before;
  probe.cleanUp(() => probe.post("/service", { name, description }));
  return before;
}

/** Posts to the service; ends the test as skipped when its credentials do not suffice. */
async function posted(probe: Probe, body: unknown): Promise<Reply> {
  const reply = await probe.post(path`/service`, body);
  if (reply.status === 403) probe.skip("These credentials may not rename the service.");
  return reply;
}

async function verifyService(probe: Probe, behaviours: string | readonly string[], wanted: unknown) {
  const { body, exchange } = await probe.get("/service");
  verifySame(probe, behaviours, body, wanted, "The service after a POST", exchange);
}
