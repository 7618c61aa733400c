import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { isObject, type Json, type JsonObject, objectAt, step, textAt } from "../../codegen/json.ts";

/** A contract document: its file, relative to the contract's folder, and what it says. */
export interface ContractFile {
  readonly file: string;
  readonly document: JsonObject;
}

/** Something of a contract and where it stands: a file and a JSON pointer into it. */
export interface Placed<T> {
  readonly where: string;
  readonly value: T;
}

/** The files of a contract's folder that end in `.yaml`, and its schemas. */
export function contractFiles(folder: string): readonly ContractFile[] {
  const documents = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  const schemas = readdirSync(path.join(folder, "schemas")).map((name) => `schemas/${name}`);
  return [...documents, ...schemas].map((file) => ({
    file,
    document: readDocument(path.join(folder, file)),
  }));
}

/** Every object inside a contract file, the document itself included. */
export function objectsIn({ file, document }: ContractFile): Generator<Placed<JsonObject>> {
  return objectsUnder(document, `${file}#`);
}

function* objectsUnder(node: Json, where: string): Generator<Placed<JsonObject>> {
  if (isObject(node)) yield { where, value: node };
  if (typeof node !== "object" || node === null) return;
  for (const [key, inner] of Object.entries(node)) yield* objectsUnder(inner, where + step(key));
}

/** The operations under `paths` and `webhooks`, in the order of the document. */
export function operationsIn({ file, document }: ContractFile): readonly Placed<JsonObject>[] {
  return ["paths", "webhooks"].flatMap((group) =>
    Object.entries(objectAt(document, group)).flatMap(([route, item]) =>
      Object.entries(isObject(item) ? item : {}).flatMap(([method, operation]) =>
        isObject(operation) ? [{ where: `${file}#/${group}${step(route)}/${method}`, value: operation }] : [],
      ),
    ),
  );
}

/** The prose of a contract: every title, summary and description. */
export function prose(files: readonly ContractFile[]): readonly Placed<string>[] {
  return files.flatMap((file) =>
    [...objectsIn(file)].flatMap(({ where, value }) =>
      ["title", "summary", "description"].flatMap((key) => {
        const text = textAt(value, key);
        return text === undefined ? [] : [{ where: `${where}/${key}`, value: text }];
      }),
    ),
  );
}

/** The runs of `length` words that a text has, in lower case and without punctuation. */
export function runsOf(text: string, length: number): readonly string[] {
  const words = text.toLowerCase().match(/[a-z0-9_]+/g) ?? [];
  return words
    .slice(0, Math.max(0, words.length - length + 1))
    .map((_, at) => words.slice(at, at + length).join(" "));
}

/** Reads one JSON file whole. */
export function readJson(file: string): Json {
  // JSON.parse promises nothing about its result; every use of it is checked against a schema.
  return JSON.parse(readFileSync(file, "utf8")) as Json;
}

function readDocument(file: string): JsonObject {
  const document: Json = parse(readFileSync(file, "utf8"));
  if (!isObject(document)) throw new Error(`${file} does not hold an object.`);
  return document;
}
