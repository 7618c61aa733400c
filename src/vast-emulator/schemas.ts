import { alterSchemaRequest, createSchemaRequest, listSchemasResponse } from "../vast/wire/tabular.ts";
import { type Call, param, type Reply } from "./call.ts";
import { type Catalog, emptyFolder, type Folder, getFolder, type Path, withFolder } from "./catalog.ts";
import { above, type Cluster, reading, writing } from "./cluster.ts";
import { pageOf } from "./lists.ts";
import { badRequest, conflict } from "./refusal.ts";

/** `POST ?schema`: its parent must be there. */
export function createSchema(cluster: Cluster, call: Call): Reply {
  const { properties } = createSchemaRequest.decode(call.body);
  const path = pathOfSchema(call);
  const folder = emptyFolder(cluster.nextId(), properties);
  writing(cluster, call, (tx) => {
    mustBeFree(tx.view, path);
    cluster.transactions.use(tx, ...above(path));
    cluster.transactions.own(tx, path.join("/"));
    cluster.transactions.change(tx, (catalog) => withFolder(catalog, path, folder));
  });
  return {};
}

/** `GET ?schema`: the schemas directly in a bucket or schema. */
export function listSchemas(cluster: Cluster, call: Call): Reply {
  const folder = reading(cluster, call, (catalog) => getFolder(catalog, call.path));
  const named = [...folder.schemas].map(([name, { id, properties }]) => ({ id, name, properties }));
  const { entries, headers } = pageOf(named, call);
  const schemas = entries.map(({ id, name, properties }) => ({ name, properties, handle: String(id) }));
  return { headers, body: listSchemasResponse.encode({ bucket_name: call.path[0] ?? "", schemas }) };
}

/** `PUT ?schema`: renames, or moves within the bucket; or sets properties. */
export function alterSchema(cluster: Cluster, call: Call): Reply {
  const { properties } = alterSchemaRequest.decode(call.body);
  const from = pathOfSchema(call);
  const to = call.params.has("tabular-new-schema-name") ? newPath(call, "tabular-new-schema-name") : from;
  writing(cluster, call, (tx) => {
    getFolder(tx.view, from);
    if (to !== from) mustBeFree(tx.view, to);
    if (to.length > from.length && from.every((name, index) => name === to[index])) {
      throw badRequest(`The schema ${from.join("/")} cannot move into itself.`);
    }
    cluster.transactions.use(tx, ...above(from), ...above(to));
    cluster.transactions.own(tx, from.join("/"), to.join("/"));
    cluster.transactions.change(tx, (catalog) => {
      const folder = getFolder(catalog, from);
      const changed: Folder = properties ? { ...folder, properties } : folder;
      return withFolder(withFolder(catalog, from, undefined), to, changed);
    });
  });
  return {};
}

/** `DELETE ?schema`: 409 while it holds anything. */
export function dropSchema(cluster: Cluster, call: Call): Reply {
  const path = pathOfSchema(call);
  writing(cluster, call, (tx) => {
    const { schemas, tables } = getFolder(tx.view, path);
    if (schemas.size + tables.size > 0) throw conflict(`The schema ${path.join("/")} is not empty.`);
    cluster.transactions.use(tx, ...above(path));
    cluster.transactions.own(tx, path.join("/"));
    cluster.transactions.change(tx, (catalog) => withFolder(catalog, path, undefined));
  });
  return {};
}

/** Where a renaming goes: the parameter has a path relative to the bucket. */
export function newPath(call: Call, name: string): Path {
  const names = param(call, name).split("/");
  if (names.includes("")) throw badRequest(`The path in ${name} has an empty name.`);
  return [call.path[0] ?? "", ...names];
}

/** Throws a 404 for a missing parent, and a 409 if a schema or a table has the name. */
export function mustBeFree(catalog: Catalog, path: Path): void {
  const parent = getFolder(catalog, path.slice(0, -1));
  const name = path.at(-1) ?? "";
  if (parent.schemas.has(name) || parent.tables.has(name))
    throw conflict(`${path.join("/")} exists already.`);
}

function pathOfSchema({ path }: Call): Path {
  if (path.length < 2) throw badRequest("The path names no schema.");
  return path;
}
