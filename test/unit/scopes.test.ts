import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { bundle } from "../../codegen/bundle.ts";
import { type Operation, operationsOf } from "../../codegen/openapi.ts";
import { readScopes, scopeFaults } from "../../codegen/scopes.ts";
import { operationTable } from "../../src/contract/generated/operations.ts";
import type { Scope } from "../../src/contract/operations.ts";
import { temporaryFolder } from "../support/small-contract.ts";

const API = path.join(import.meta.dirname, "../../api");
const ANY: readonly Scope[] = ["read", "write", "delete", "admin"];

/** The table of the app note, written anew as rules: method, path, who. The first that fits decides. */
const RULES: readonly (readonly [id: string, method: RegExp, path: RegExp, scopes: readonly Scope[]])[] = [
  ["AUTH-010", /get/, /^\/(service(\/storage-backends)?)?$/, ANY],
  ["AUTH-022", /get/, /^\/service\/profiles/, ANY],
  ["AUTH-011", /post/, /^\/service$/, ["admin"]],
  ["AUTH-012", /get/, /^\/service\/webhooks(\/\{webhookId\})?$/, ["read", "admin"]],
  ["AUTH-013", /post/, /^\/service\/webhooks$/, ["write", "admin"]],
  ["AUTH-014", /put|delete/, /^\/service\/webhooks\/\{webhookId\}$/, ["read", "admin"]],
  ["AUTH-018", /delete/, /^\/flows\/\{flowId\}(\/segments)?$/, ["delete", "admin"]],
  ["AUTH-019", /post|delete/, /\/(segments|storage|instances)$/, ["write", "admin"]],
  ["AUTH-015", /get/, /^\/(sources|flows|objects)/, ["read", "admin"]],
  ["AUTH-016", /put/, /^\/(sources|flows)\//, ["write", "admin"]],
  ["AUTH-017", /delete/, /^\/(sources|flows)\/.*\//, ["write", "admin"]],
  ["AUTH-020", /get/, /^\/flow-delete-requests$/, ["admin"]],
  ["AUTH-021", /get/, /^\/flow-delete-requests\//, ["delete", "admin"]],
  ["AUTH-023", /post/, /^\/service\/profiles/, ["write", "admin"]],
];

describe("the scopes of operations", () => {
  const all = operationsOf(bundle(API));
  const official = operationsOf(bundle(API, { extensions: false }));

  it("are declared for every operation of the contract and of ours, and for nothing else", () => {
    expect(official).to.have.length(85);
    expect(scopeFaults(API, all)).to.eql([]);
  });

  for (const { id, method, path: place } of official) {
    const [rule, , , scopes] = RULES.find(
      ([, methods, paths]) => methods.test(method.replace("head", "get")) && paths.test(place),
    ) ?? ["no rule"];
    it(`of ${id} are those that ${rule} says`, () => {
      expect(operationTable.find((row) => row.id === id)?.scopes).to.eql(scopes);
    });
  }

  it("are the same for HEAD as for GET (AUTH-024)", () => {
    for (const head of operationTable.filter(({ method }) => method === "head")) {
      const get = operationTable.find(({ method, path }) => method === "get" && path === head.path);
      expect(head.scopes, head.id).to.eql(get?.scopes);
    }
  });

  it("are none only where anybody may call, which no operation of TAMS allows (X-171)", () => {
    for (const { id, scopes, security } of operationTable)
      expect(scopes.length === 0, id).to.equal(security.length === 0);
    const open = operationTable.filter(({ scopes }) => scopes.length === 0);
    expect(open.filter(({ id }) => official.some((one) => one.id === id))).to.eql([]);
  });

  it("include admin everywhere, which suffices for all (AUTH-031)", () => {
    for (const { id, scopes } of operationTable)
      if (scopes.length > 0) expect(scopes, id).to.include("admin");
  });

  describe("in a contract of their own", () => {
    const folder = temporaryFolder();
    after(() => folder.remove());
    const operation = (id: string, method: string, more: object = {}): Operation => ({
      ...{ id, method, path: "/a", parameters: [], responses: [], security: [{ basic_auth: [] }] },
      ...more,
    });
    const written = (name: string, text: string): string => {
      const api = path.join(folder.path, name);
      mkdirSync(api);
      writeFileSync(path.join(api, "scopes.yaml"), text);
      return api;
    };

    it("are admin alone for an operation without an entry, and the check names it", () => {
      const api = written("missing", "GET_a: [read, admin]\n");
      const operations = [operation("GET_a", "get"), operation("HEAD_a", "head"), operation("PUT_a", "put")];
      const scopesOf = readScopes(api, operations);
      expect(operations.map(scopesOf)).to.eql([["read", "admin"], ["read", "admin"], ["admin"]]);
      expect(scopeFaults(api, operations)).to.eql(["The operation PUT_a has no entry in scopes.yaml."]);
    });

    it("are refused where they name nothing that needs them, or are not scopes", () => {
      const api = written("wrong", "GET_a: [read]\nPUT_a: [reed, admin]\nGET_b: [admin]\nGET_c: [admin]\n");
      const open = operation("GET_c", "get", { path: "/c", security: [] });
      expect(scopeFaults(api, [operation("GET_a", "get"), operation("PUT_a", "put"), open])).to.eql([
        "In scopes.yaml, GET_a lacks admin, which suffices for all.",
        "In scopes.yaml, PUT_a must be a list of read, write, delete, admin.",
        "scopes.yaml has GET_b, which is no operation that needs scopes.",
        "scopes.yaml has GET_c, which is no operation that needs scopes.",
      ]);
    });
  });
});
