import { expect } from "chai";
import { operationTable } from "../../src/contract/generated/operations.ts";
import type { OperationId } from "../../src/contract/operations.ts";
import type { Operation } from "../../src/contract/table.ts";
import { cases, type ModelCase } from "./auth-model.ts";
import type { Recipe, Stage } from "./auth-recipe.ts";
import { recipes } from "./auth-recipes.ts";
import { Things } from "./auth-things.ts";
import { type Answer, type AuthServer, type Request, startAuthServer } from "./auth-world.ts";

/** One use of one operation, with what the model says of it and how it is brought about. */
export interface Case {
  readonly operation: Operation;
  /** The operation's id, and what is special about this use of it. */
  readonly name: string;
  readonly model: ModelCase;
  readonly recipe: Recipe;
}

/** Every use of every operation there is. Throws for an operation, a case or a recipe that has no counterpart. */
export const allCases: readonly Case[] = operationTable.flatMap((operation) => {
  const id = operation.id.replace(/^HEAD_/, "GET_");
  const names = Object.keys(cases).filter((name) => name === id || name.startsWith(`${id} `));
  if (!names.includes(id)) throw new Error(`The model has no case for ${operation.id}.`);
  return names.map((name) => ({
    operation,
    name: name.replace(id, operation.id),
    model: known(cases[name], name),
    recipe: known(recipes[name], name),
  }));
});

function known<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`${name} has no model or no recipe.`);
  return value;
}

/** A server with everything that requests need, for the tests of the enclosing `describe`. */
export function staged(): { readonly current: Stage } {
  let current: Stage | undefined;
  let server: AuthServer | undefined;
  before(async () => {
    server = await startAuthServer();
    const things = new Things(server);
    current = { server, things, shared: await things.shared() };
  });
  after(async () => server?.close());
  return {
    get current() {
      if (current === undefined) throw new Error("The server has not started.");
      return current;
    },
  };
}

/** The request of a case; a HEAD is sent where its GET would be. */
export async function requestOf({ operation, recipe }: Case, stage: Stage): Promise<Request> {
  const made = await recipe.make(stage);
  return operation.method === "head" ? { ...made, method: "HEAD" } : made;
}

const checked = new Set<string>();
const faults: string[] = [];

/** Notes that one cell was compared, and what differs if anything does. */
export function note(
  operation: OperationId | string,
  credential: string,
  permission: string,
  fault: string | undefined,
): void {
  const cell = `${operation} | ${credential} | ${permission}`;
  checked.add(cell);
  if (fault !== undefined) faults.push(`${cell}: ${fault}`);
}

/** Fails with everything that has differed since the last call. */
export function nothingDiffers(): void {
  const found = faults.splice(0);
  expect(found, found.join("\n")).to.eql([]);
}

/** How many different cells were compared by now in this process. */
function cellCount(): number {
  return checked.size;
}

after(() => {
  // The script that runs the suite adds these up.
  if (process.env["TAMS_AUTH_COUNT"] !== undefined) process.stdout.write(`\ncells: ${cellCount()}\n`);
});

/** What is wrong with a refusal: its body is that of every error, and it shows nothing else. Undefined when nothing is. */
export function refusalFault({ headers, body, text }: Answer, method: string): string | undefined {
  if (method === "HEAD") return text === "" ? undefined : "a HEAD has a body";
  if (!/^application\/json/.test(headers.get("content-type") ?? "")) return "no JSON";
  const { type, summary, time } = (body ?? {}) as Readonly<Record<string, unknown>>;
  const isError = [type, summary, time].every((value) => typeof value === "string" && value !== "");
  return isError ? undefined : `not the body of an error: ${text.slice(0, 200)}`;
}
