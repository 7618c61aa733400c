import { expect } from "chai";
import type { Auth, Identity, Policy } from "../../src/auth/auth.ts";
import { policyOf } from "../../src/auth/policy.ts";
import { parsePolicy } from "../../src/auth/policy-file.ts";
import { readConfig } from "../../src/config.ts";
import type { OperationId, Scope } from "../../src/contract/operations.ts";
import { handlers } from "../../src/handlers/all.ts";
import { preconditions } from "../../src/handlers/preconditions.ts";
import { createHttpServer, type HttpServer } from "../../src/http/server.ts";
import { Client, type Reply, type Sent } from "./client.ts";
import { collectLog } from "./log.ts";
import { type Overrides, startApp, type TestApp } from "./start.ts";

/** A server whose callers are judged by a policy; who they are it believes them, so that tests need no accounts. */
export interface Judged {
  readonly started: TestApp;
  readonly app: TestApp["app"];
  /** One who may do everything. */
  readonly admin: Client;
  /** A caller in these groups, with all scopes but admin unless others are named. */
  as(...groups: string[]): Client;
  withScopes(scopes: readonly Scope[], ...groups: string[]): Client;
}

/** Starts such a server before the tests of the enclosing `describe` and stops it after them. */
export function judged(policy: string, overrides: Overrides = {}): Judged {
  let started: TestApp | undefined;
  let server: HttpServer | undefined;
  let base = "";
  const faults: Error[] = [];
  before(async () => {
    started = await startApp(overrides);
    server = serverOn(started, policy, overrides, faults);
    base = (await server.listen()).url;
  });
  after(async () => {
    await server?.close();
    await started?.close();
    expect(faults.map((fault) => fault.message)).to.eql([]);
  });
  const running = (): TestApp => {
    if (started === undefined) throw new Error("The server runs only inside tests.");
    return started;
  };
  const caller = (scopes: readonly Scope[], groups: readonly string[]): Client =>
    new Caller(base, { name: groups.join("+") || "nobody", scopes, groups });
  return {
    get started() {
      return running();
    },
    get app() {
      return running().app;
    },
    get admin() {
      return caller(["admin"], ["operators"]);
    },
    as: (...groups) => caller(["read", "write", "delete"], groups),
    withScopes: (scopes, ...groups) => caller(scopes, groups),
  };
}

interface Claims {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly groups: readonly string[];
}

/** A client whose every request says who it is. */
class Caller extends Client {
  readonly #token: string;

  constructor(base: string, claims: Claims) {
    super(base);
    this.#token = Buffer.from(JSON.stringify(claims)).toString("base64url");
  }

  override send<Body = unknown>(method: string, path: string, sent: Sent = {}): Promise<Reply<Body>> {
    const headers = { ...sent.headers, authorization: `Bearer ${this.#token}` };
    return super.send<Body>(method, path, { ...sent, headers });
  }
}

/** The policy of a text. Fails the test that has a faulty one. */
export function policyFrom(text: string): Policy {
  const faults: string[] = [];
  const file = parsePolicy(text, faults);
  expect(faults).to.eql([]);
  return policyOf(file);
}

function serverOn({ app }: TestApp, text: string, overrides: Overrides, faults: Error[]): HttpServer {
  const { config } = readConfig(["--port", "0", "--auth", "none"], {});
  const policy = policyFrom(text);
  return createHttpServer({
    handlers,
    preconditions,
    app: { ...app, auth: undefined },
    settings: { ...config.http, ...overrides.http, port: 0 },
    log: collectLog().log,
    auth: believing(policy),
    onReply: (_operation: OperationId, _status: number) => undefined,
    onReplyFault: (fault) => faults.push(fault),
  });
}

/** The edge asks only these of an `Auth`; accounts are for operations that these tests do not call. */
function believing(policy: Policy): Auth {
  const asked: Pick<Auth, "schemes" | "challenges" | "authenticate" | "policy"> = {
    schemes: ["bearer"],
    challenges: ['Bearer realm="tams"'],
    policy,
    authenticate: async ({ authorization }) => ({
      scheme: "bearer",
      principal: policy.principalFor(identityIn(authorization?.replace("Bearer ", "") ?? "")),
    }),
  };
  return asked as Auth;
}

function identityIn(token: string): Identity {
  const { name, scopes, groups } = JSON.parse(Buffer.from(token, "base64url").toString()) as Claims;
  return { id: `user:${name}`, name, scopes: new Set(scopes), groups, kind: "user" };
}
