import { addInstance, removeInstance } from "../services/instances.ts";
import { getObject } from "../services/objects.ts";
import { type Handlers, pageInfo } from "./map.ts";

export const objects = {
  GET_objects: async ({ path, query, base }, app) => {
    const { object, page } = await getObject(app, path.objectId, query, base);
    return { status: 200, body: object, page: pageInfo(page) };
  },
  "POST_objects-instances": async ({ path, body }, app) => {
    await addInstance(app, path.objectId, body);
    return { status: 201, body: null };
  },
  "DELETE_objects-instances": async ({ path, query }, app) => {
    await removeInstance(app, path.objectId, query);
    return { status: 204 };
  },
} satisfies Partial<Handlers>;
